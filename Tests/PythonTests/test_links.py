"""Links far from 0: predictions are the trainer's where exponentials overflow, vanish and round."""

import json
import pickle
import re

import lightgbm
import numpy as np
import pytest
import scoringkit
import xgboost
from comparing import require_same_bits, require_same_singles
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier

COUNT = 400
X = np.arange(COUNT, dtype=float)[:, np.newaxis]
CLASSES = 3

SPECIAL = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 16.635532, 17, 36.7, -36.7, 88.7, -88.7, 88.72284, -88.72284, 87.33654]
SPECIAL += [-87.33655, -103.97, -103.98, -104, 1e-10, -1e-10, 1e10, -1e10, 2e38, -2e38, 3.4e38, -3.4e38]
SINGLE = [*SPECIAL, 1e-45, -1e-45, 1e-38, -1e-40]
DOUBLE = [*SPECIAL, 5e-324, -1e-310, 709.782712893384, 709.7827128933841, -708.4, -745.13, -745.14, 1.7e308, -1.7e308]


def leaves(special, count, seed, reach):
    """That many leaf values in random order: every special one, small ones and ones as far as an exponential reaches."""
    generator = np.random.default_rng(seed)
    values = np.concatenate(
        [special, generator.normal(size=150) * 3, generator.uniform(-reach, reach, size=COUNT - 150)]
    )
    return generator.permutation(np.resize(values, count))


XGBOOST = [
    *["reg:squarederror", "reg:squaredlogerror", "reg:logistic", "reg:pseudohubererror", "reg:absoluteerror"],
    *["reg:quantileerror", "reg:gamma", "reg:tweedie", "binary:logistic", "binary:logitraw", "binary:hinge"],
    *["count:poisson", "survival:cox", "survival:aft", "multi:softmax", "multi:softprob"],
    *["rank:pairwise", "rank:ndcg", "rank:map"],
]


def labelled(objective):
    """A few rows that the objective can be trained on."""
    generator = np.random.default_rng(0)
    rows = xgboost.DMatrix(generator.normal(size=(60, 1)))
    positive = generator.uniform(0.1, 2, size=60)
    if objective == "survival:aft":
        rows.set_float_info("label_lower_bound", positive)
        rows.set_float_info("label_upper_bound", 2 * positive)
    elif objective.startswith("multi"):
        rows.set_label(generator.integers(0, CLASSES, size=60))
    elif objective in ("reg:gamma", "reg:tweedie", "count:poisson", "survival:cox", "reg:squaredlogerror"):
        rows.set_label(positive)
    else:
        rows.set_label(generator.integers(0, 2, size=60))
    if objective.startswith("rank"):
        rows.set_group([30, 30])
    return rows


@pytest.fixture(scope="module")
def deep_tree():
    """A tree of XGBoost with a leaf for each row of ``X``."""
    settings = {"max_depth": 10, "lambda": 0, "min_child_weight": 0, "tree_method": "exact", "base_score": 0}
    target = np.random.default_rng(0).normal(size=COUNT)
    booster = xgboost.train(settings, xgboost.DMatrix(X, target), 1)
    return json.loads(bytes(booster.save_raw("json")))["learner"]["gradient_booster"]["model"]["trees"][0]


def with_leaves(tree, number):
    tree = json.loads(json.dumps(tree))
    places = [place for place, child in enumerate(tree["left_children"]) if child == -1]
    for place, value in zip(places, leaves(SINGLE, len(places), number, 105).astype(np.float32), strict=True):
        tree["split_conditions"][place] = tree["base_weights"][place] = float(value)
    return tree | {"id": number}


@pytest.mark.parametrize("base", [None, 0.3, 0.9])
@pytest.mark.parametrize("objective", XGBOOST)
def test_xgboosts_links_are_its_own_through_every_door(objective, base, deep_tree):
    settings = {"objective": objective, "max_depth": 1, "quantile_alpha": 0.4, "verbosity": 0}
    width = CLASSES if objective.startswith("multi") else 1
    settings |= {"num_class": width} if width > 1 else {}
    settings |= {} if base is None else {"base_score": base}
    document = json.loads(bytes(xgboost.train(settings, labelled(objective), 1).save_raw("json")))
    model = document["learner"]["gradient_booster"]["model"]
    # Two rounds, whose sums overflow.
    count = 2 * width
    model["trees"] = [with_leaves(deep_tree, number) for number in range(count)]
    model["tree_info"] = [number % width for number in range(count)]
    model["gbtree_model_param"]["num_trees"] = str(count)
    if "iteration_indptr" in model:
        model["iteration_indptr"] = [0, width, count]
    booster = xgboost.Booster()
    booster.load_model(bytearray(json.dumps(document), "utf-8"))
    rows = xgboost.DMatrix(X)
    for raw in (bytes(booster.save_raw("json")), bytes(booster.save_raw("ubj")), pickle.dumps(booster)):
        ours = scoringkit.load(raw)
        require_same_singles(ours.predict(X, raw_score=True), booster.predict(rows, output_margin=True))
        require_same_singles(ours.predict(X), booster.predict(rows))


def test_accelerated_failure_times_are_exponentials_of_double(deep_tree):
    generator = np.random.default_rng(1)
    many = generator.normal(size=(20_000, 4))
    target = np.exp(many[:, 0])
    rows = xgboost.DMatrix(many)
    rows.set_float_info("label_lower_bound", target)
    rows.set_float_info("label_upper_bound", 2 * target)
    booster = xgboost.train({"objective": "survival:aft", "max_depth": 6}, rows, 20)
    found = scoringkit.load(bytes(booster.save_raw("json"))).predict(many)
    require_same_singles(found, booster.predict(rows))
    margins = booster.predict(rows, output_margin=True)
    assert (found.astype(np.float32) != np.exp(margins)).any()


LIGHTGBM = [
    *["binary sigmoid:1", "binary sigmoid:0.37", "cross_entropy", "cross_entropy_lambda", "poisson", "gamma"],
    *["tweedie tweedie_variance_power:1.5", "regression", "regression sqrt", "regression_l1 sqrt", "huber"],
    *["quantile", "mape", "fair sqrt", "lambdarank", "rank_xendcg"],
    *["multiclass num_class:3", "multiclassova num_class:3 sigmoid:1"],
]


@pytest.mark.parametrize("objective", LIGHTGBM)
def test_lightgbms_links_are_its_own(objective):
    generator = np.random.default_rng(2)
    several = "num_class" in objective
    settings = {"num_leaves": 512, "min_data_in_leaf": 1, "min_sum_hessian_in_leaf": 0, "max_bin": 1000}
    settings |= {"min_data_in_bin": 1, "boost_from_average": False, "verbose": -1}
    settings |= {"objective": "multiclass", "num_class": CLASSES} if several else {"objective": "regression"}
    target = generator.integers(0, CLASSES, COUNT) if several else generator.normal(size=COUNT)
    text = lightgbm.train(settings, lightgbm.Dataset(X, target), 2).model_to_string()
    seeds = iter(range(100))

    def other_leaves(line):
        values = leaves(DOUBLE, len(line.group(1).split()), next(seeds), 750)
        return "leaf_value=" + " ".join(repr(float(value)) for value in values)

    text = re.sub(r"leaf_value=(.*)", other_leaves, text)
    text = re.sub(r"tree_sizes=.*\n", "", re.sub(r"objective=.*", f"objective={objective}", text, count=1))
    booster, ours = lightgbm.Booster(model_str=text), scoringkit.load(text.encode())
    for raw in (True, False):
        require_same_bits(ours.predict(X, raw_score=raw), booster.predict(X, raw_score=raw))


@pytest.mark.parametrize("loss", ["histogram", "log_loss", "exponential"])
def test_scikit_learns_sigmoids_are_its_own(loss):
    target = np.random.default_rng(3).integers(0, 2, COUNT)
    if loss == "histogram":
        estimator = HistGradientBoostingClassifier(
            max_iter=2, max_leaf_nodes=None, min_samples_leaf=1, early_stopping=False
        ).fit(X, target)
        for number, (predictor,) in enumerate(estimator._predictors):
            predictor.nodes["value"] = leaves(DOUBLE, len(predictor.nodes), number, 750)
    else:
        estimator = GradientBoostingClassifier(n_estimators=2, max_depth=12, learning_rate=1, loss=loss)
        for number, (regressor,) in enumerate(estimator.fit(X, target).estimators_):
            values = regressor.tree_.value
            values[:, 0, 0] = leaves(DOUBLE, len(values), number, 750)
    ours = scoringkit.load(pickle.dumps(estimator))
    require_same_bits(ours.predict(X, raw_score=True), estimator.decision_function(X))
    require_same_bits(ours.predict(X), estimator.predict_proba(X)[:, 1])
