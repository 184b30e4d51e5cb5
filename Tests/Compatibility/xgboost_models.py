"""Trains XGBoost's catalogue with the version at hand. Run by `run.py` in that version's environment."""

import pickle
import tempfile
from functools import partial
from pathlib import Path

import numpy as np
import xgboost
import xgboost_catalogue
import xgboost_probes as probes
from answers import Feature, number, train_all, write
from training_rows import CATEGORICAL, TARGETS, rows, signal
from xgboost_catalogue import CATALOGUE, Trained

VERSION = number(xgboost.__version__)
ABSENT = -999.0


def of(*names):
    return {name: CATALOGUE[name] for name in names}


def by_histograms(target, categorical=(), **parameters):
    """What older versions do not choose by themselves, and cannot train otherwise."""
    settings = {"tree_method": "hist", **parameters}
    return partial(xgboost_catalogue.train, target, settings, categorical=categorical)


def classifier(kind):
    """With a number for a missing value, and stopped before its last iteration."""
    X = rows(count=400)
    y = TARGETS[kind](signal(X)).astype(int)
    X[np.isnan(X)] = ABSENT
    settings = {"n_estimators": 60, "learning_rate": 0.9, "n_jobs": 1, "missing": ABSENT}
    held = {"eval_set": [(X[250:], y[250:])], "verbose": False}
    if VERSION < (1, 6):
        settings["use_label_encoder"] = False
        held["early_stopping_rounds"] = 3
    else:
        settings["early_stopping_rounds"] = 3
    model = xgboost.XGBClassifier(**settings).fit(X[:250], y[:250], **held)
    assert model.best_iteration + 1 < model.get_booster().num_boosted_rounds()
    return model, X


FEATURES = [
    Feature(
        "`binary:logistic`",
        {
            **of("logistic", "exact"),
            "lossguide": by_histograms(
                "class", objective="binary:logistic", grow_policy="lossguide", max_leaves=9, max_depth=0
            ),
        },
    ),
    Feature("`binary:logitraw`, `binary:hinge`", of("logitraw", "hinge")),
    Feature("`multi:softprob`, `multi:softmax`", of("softprob", "softmax")),
    Feature(
        "`reg:squarederror`, `squaredlogerror`, `pseudohubererror`, `logistic`",
        of("squarederror", "squaredlogerror", "pseudohubererror", "regression_logistic"),
    ),
    Feature("`reg:absoluteerror`", of("absoluteerror"), since="1.7"),
    Feature("`reg:quantileerror`, one quantile", of("quantileerror"), since="2.0"),
    Feature(
        "`count:poisson`, `reg:gamma`, `reg:tweedie`, `survival:cox`",
        of("poisson", "gamma", "tweedie", "cox"),
    ),
    Feature("`rank:pairwise`, `rank:ndcg`", of("pairwise", "ndcg")),
    Feature(
        "every form of `base_score`",
        of("base_score", "base_score_poisson", "base_score_real", "base_score_softprob"),
    ),
    Feature("DART", of("dart", "dart_softprob")),
    Feature("random forest, `num_parallel_tree`", of("random_forest", "boosted_forest_softprob")),
    Feature("`gblinear`", of("linear", "linear_softprob")),
    Feature(
        "categories, one a split",
        {
            "categorical_one_hot": by_histograms(
                "class", CATEGORICAL, objective="binary:logistic", max_cat_to_onehot=200
            ),
        },
        since="1.6",
    ),
    Feature(
        "categories, sets",
        {
            "categorical_partition": by_histograms(
                "class", CATEGORICAL, objective="binary:logistic", max_cat_to_onehot=1
            ),
            "categorical_softprob": by_histograms(
                "classes", CATEGORICAL, objective="multi:softprob", num_class=4
            ),
        },
        since="1.7.2",
    ),
    Feature("a number for a missing value", of("missing_number")),
    Feature("early stopping, every iteration", of("early_stopped")),
    Feature("early stopping, `best_iteration`", {"best": CATALOGUE["early_stopped"]}),
    Feature("one-leaf trees, stumps, depth 12", of("one_leaf_trees", "stumps", "constant_target", "deep")),
    Feature(
        "`XGBClassifier` pickled",
        {"pickled_class": lambda: classifier("class"), "pickled_grade": lambda: classifier("grade")},
    ),
]


def write_case(folder, trained):
    if isinstance(trained, Trained):
        write_booster(folder, trained)
    else:
        write_pickle(folder, *trained)


def write_booster(folder, trained):
    """The model as JSON and, where the version writes it, UBJSON; the answers of the JSON read again."""
    documents = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name in ["model.json"] + ["model.ubj"] * (VERSION >= (1, 6)):
            path = Path(temporary) / name
            trained.booster.save_model(str(path))
            documents[name] = path.read_bytes()
        booster = xgboost.Booster(model_file=str(Path(temporary) / "model.json"))
    case = Trained(booster, trained.X, trained.missing, trained.types)
    case.document = documents["model.json"]
    X = probes.acceptable_to_matrix(probes.all_rows(case))
    data = case.matrix(X)
    options, some = {}, {}
    if not np.isnan(case.missing):
        options["missing"] = case.missing
    if folder.name == "best":
        options["best_iteration"] = True
        some["iteration_range"] = (0, int(booster.attr("best_iteration")) + 1)
    answers = {
        "margins": booster.predict(data, output_margin=True, **some),
        "predictions": booster.predict(data, **some),
    }
    if case.trees:
        leaves = booster.predict(data, pred_leaf=True, **some)
        answers["leaves"] = leaves.reshape(len(X), -1).astype(np.int32)
    write(folder, "singles", documents, X, answers, **options)


def write_pickle(folder, model, X):
    predictions = model.predict_proba(X)
    answers = {
        "margins": model.predict(X, output_margin=True),
        "predictions": predictions[:, 1].copy() if predictions.shape[1] == 2 else predictions,
    }
    documents = {f"model{protocol}.pkl": pickle.dumps(model, protocol) for protocol in (2, 4, 5)}
    write(folder, "singles", documents, X, answers)


if __name__ == "__main__":
    train_all(FEATURES, xgboost.__version__, write_case)
