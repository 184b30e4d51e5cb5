"""Trains LightGBM's catalogue with the version at hand. Run by `run.py` in that version's environment."""

import pickle
import tempfile
from functools import partial
from pathlib import Path

import catalogue
import lightgbm
import numpy as np
import probes
from answers import Feature, train_all, write
from catalogue import CATALOGUE
from training_rows import TARGETS, rows, signal


def forest(target, objective, **parameters):
    """With a part of the features for each tree, without which the oldest versions refuse to train it."""
    bagging = {"bagging_freq": 1, "bagging_fraction": 0.6, "feature_fraction": 0.8}
    settings = {"objective": objective, "boosting": "rf", **bagging, **parameters}
    return partial(catalogue.train, target, settings)


def of(*names):
    return {name: CATALOGUE[name] for name in names}


def classifier(kind):
    X = rows(count=400)
    y = TARGETS[kind](signal(X)).astype(int)
    return lightgbm.LGBMClassifier(n_estimators=8, n_jobs=1, min_child_samples=5).fit(X, y), X


FEATURES = [
    Feature(
        "`binary`",
        of("binary", "binary_sigmoid", "binary_unbalanced", "binary_without_average", "one_iteration"),
    ),
    Feature("`multiclass`, `multiclassova`", of("multiclass", "multiclassova")),
    Feature("`cross_entropy`", of("cross_entropy")),
    Feature("`cross_entropy_lambda`, margins", of("cross_entropy_lambda")),
    Feature(
        "`cross_entropy_lambda`, predictions", {"predicted": CATALOGUE["cross_entropy_lambda"]}, since="3.3"
    ),
    Feature(
        "`regression`, L1, Huber, fair, quantile",
        of("regression", "regression_l1", "huber", "fair", "quantile", "constant_target"),
    ),
    Feature("`poisson`", of("poisson")),
    Feature("`mape`, `gamma`, `tweedie`", of("mape", "gamma", "tweedie"), since="2.1"),
    Feature("`reg_sqrt`", of("regression_sqrt")),
    Feature("`lambdarank`", of("lambdarank")),
    Feature(
        "missing values: none, NaN, zero",
        of("no_missing_in_training", "use_missing_false", "zero_as_missing"),
    ),
    Feature(
        "categorical splits",
        of("categorical", "categorical_one_hot", "categorical_many", "categorical_multiclass"),
    ),
    Feature(
        "categorical splits and missing values",
        of("categorical_use_missing_false", "zero_as_missing_categorical"),
    ),
    Feature("DART", of("dart")),
    Feature("random forest, regression", {"random_forest_regression": forest("real", "regression")}),
    Feature("random forest, two classes", {"random_forest": forest("class", "binary")}),
    Feature(
        "random forest, several classes",
        {"random_forest_multiclass": forest("classes", "multiclass", num_class=4)},
        since="2.2",
    ),
    Feature("bagging, monotone constraints", of("bagging", "monotone")),
    Feature("early stopping", of("early_stopped"), since="2.1"),
    Feature("linear trees", of("linear_tree", "linear_tree_binary", "linear_tree_categorical"), since="3.2"),
    Feature("one-leaf trees", of("one_leaf_trees", "one_leaf_trees_multiclass"), since="2.2"),
    Feature("stumps, 1000 leaves", of("stumps", "deep", "max_bin_1023")),
    Feature(
        "`LGBMClassifier` pickled",
        {"pickled_class": lambda: classifier("class"), "pickled_grade": lambda: classifier("grade")},
    ),
]


def write_case(folder, trained):
    (write_text if isinstance(trained, catalogue.Trained) else write_pickle)(folder, trained)


def write_text(folder, trained):
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "model.txt"
        trained.booster.save_model(str(path))
        # What the file says counts: its decimals, and of an early stopped model its first iterations.
        booster = lightgbm.Booster(model_file=str(path))
        X = probes.all_rows(catalogue.Trained(booster, trained.X))
        answers = {"margins": booster.predict(X, raw_score=True), "predictions": booster.predict(X)}
        leaves = np.reshape(booster.predict(X, pred_leaf=True), (len(X), -1))
        answers["leaves"] = leaves.astype(np.int32)
        if folder.name == "cross_entropy_lambda":
            # Before 3.3 log(1 + exp x), since then log1p(exp x), and a file does not say which: its last bit.
            del answers["predictions"]
        write(folder, "bits", {"model.txt": path.read_bytes()}, X, answers)


def write_pickle(folder, trained):
    model, X = trained
    predictions = model.predict_proba(X)
    found = {"predictions": predictions[:, 1].copy() if predictions.shape[1] == 2 else predictions}
    documents = {f"model{protocol}.pkl": pickle.dumps(model, protocol) for protocol in (2, 4, 5)}
    write(folder, "bits", documents, X, found)


if __name__ == "__main__":
    train_all(FEATURES, lightgbm.__version__, write_case)
