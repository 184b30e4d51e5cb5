"""Every kind of model XGBoost trains that ScoringKit reads, on the seeded data of the LightGBM catalogue."""

import json
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import scoringkit
import xgboost
from training_rows import CATEGORICAL, GROUPS, TARGETS, rows, signal

ROWS = 500
ABSENT = -999.0


@dataclass
class Trained:
    """XGBoost's model, the same model in ScoringKit, and the rows it was trained on."""

    booster: xgboost.Booster
    X: np.ndarray
    missing: float = np.nan
    types: list | None = None

    @cached_property
    def document(self) -> bytes:
        return bytes(self.booster.save_raw("json"))

    @cached_property
    def model(self) -> scoringkit.Model:
        return self.load(self.document)

    @cached_property
    def trees(self) -> list:
        """The trees as the document has them; a linear model has none."""
        booster = json.loads(self.document)["learner"]["gradient_booster"]
        booster = booster.get("gbtree", booster)
        return booster["model"].get("trees", [])

    def load(self, document, **options) -> scoringkit.Model:
        missing = None if np.isnan(self.missing) else self.missing
        return scoringkit.load(document, missing=missing, **options)

    def matrix(self, X) -> xgboost.DMatrix:
        return xgboost.DMatrix(
            X, missing=self.missing, feature_types=self.types, enable_categorical=True, nthread=1
        )


def train(target, parameters, rounds=8, categorical=(), missing=np.nan, group=None):
    """Trains one model; every draw is seeded."""
    X = rows(count=ROWS)
    y = TARGETS[target](signal(X))
    if not np.isnan(missing):
        X[np.isnan(X)] = missing
    types = ["c" if f in categorical else "q" for f in range(X.shape[1])] if categorical else None
    case = Trained(None, X, missing, types)
    data = case.matrix(X)
    data.set_info(label=y, group=group)
    settings = {"seed": 5, "nthread": 1, "eta": 0.3, **parameters}
    if settings.get("booster") != "gblinear":
        settings = {"max_depth": 4, "min_child_weight": 0.0, **settings}
    case.booster = xgboost.train(settings, data, rounds)
    return case


def early_stopped():
    X = rows()
    y = TARGETS["class"](signal(X))
    settings = {"objective": "binary:logistic", "nthread": 1, "eta": 0.7, "seed": 5}
    booster = xgboost.train(
        settings,
        xgboost.DMatrix(X[:400], y[:400]),
        60,
        evals=[(xgboost.DMatrix(X[400:], y[400:]), "held")],
        early_stopping_rounds=5,
        verbose_eval=False,
    )
    assert booster.best_iteration + 1 < booster.num_boosted_rounds()
    return Trained(booster, X)


RANKED = GROUPS[: ROWS // 50]

CATALOGUE = {
    # Objectives.
    "logistic": partial(train, "class", {"objective": "binary:logistic"}),
    "logitraw": partial(train, "class", {"objective": "binary:logitraw"}),
    "hinge": partial(train, "class", {"objective": "binary:hinge"}),
    "squarederror": partial(train, "real", {"objective": "reg:squarederror"}),
    "squaredlogerror": partial(train, "positive", {"objective": "reg:squaredlogerror"}),
    "pseudohubererror": partial(train, "real", {"objective": "reg:pseudohubererror"}),
    "absoluteerror": partial(train, "real", {"objective": "reg:absoluteerror"}),
    "quantileerror": partial(train, "real", {"objective": "reg:quantileerror", "quantile_alpha": 0.8}),
    "regression_logistic": partial(train, "fraction", {"objective": "reg:logistic"}),
    "gamma": partial(train, "positive", {"objective": "reg:gamma"}),
    "tweedie": partial(train, "count", {"objective": "reg:tweedie"}),
    "poisson": partial(train, "count", {"objective": "count:poisson"}),
    "softprob": partial(train, "classes", {"objective": "multi:softprob", "num_class": 4}),
    "softmax": partial(train, "classes", {"objective": "multi:softmax", "num_class": 4}),
    "pairwise": partial(train, "grade", {"objective": "rank:pairwise"}, group=RANKED),
    "ndcg": partial(train, "grade", {"objective": "rank:ndcg"}, group=RANKED),
    "cox": partial(train, "positive", {"objective": "survival:cox"}),
    # Boosting.
    "dart": partial(train, "class", {"objective": "binary:logistic", "booster": "dart", "rate_drop": 0.4}),
    "dart_softprob": partial(
        train,
        "classes",
        {"objective": "multi:softprob", "num_class": 4, "booster": "dart", "rate_drop": 0.4},
    ),
    "random_forest": partial(
        train,
        "class",
        {"objective": "binary:logistic", "num_parallel_tree": 5, "subsample": 0.6, "eta": 1.0},
        rounds=1,
    ),
    "boosted_forest_softprob": partial(
        train,
        "classes",
        {"objective": "multi:softprob", "num_class": 4, "num_parallel_tree": 3, "subsample": 0.6},
        rounds=3,
    ),
    "lossguide": partial(
        train,
        "class",
        {
            "objective": "binary:logistic",
            "grow_policy": "lossguide",
            "max_leaves": 9,
            "max_depth": 0,
            "scale_pos_weight": 3.0,
        },
    ),
    "exact": partial(train, "class", {"objective": "binary:logistic", "tree_method": "exact"}),
    "early_stopped": early_stopped,
    # Linear models.
    "linear": partial(
        train, "class", {"objective": "binary:logistic", "booster": "gblinear", "updater": "coord_descent"}
    ),
    "linear_softprob": partial(
        train,
        "classes",
        {
            "objective": "multi:softprob",
            "num_class": 4,
            "booster": "gblinear",
            "updater": "coord_descent",
        },
    ),
    # Categories and missing values.
    "categorical_partition": partial(
        train, "class", {"objective": "binary:logistic", "max_cat_to_onehot": 1}, categorical=CATEGORICAL
    ),
    "categorical_one_hot": partial(
        train, "class", {"objective": "binary:logistic", "max_cat_to_onehot": 200}, categorical=CATEGORICAL
    ),
    "categorical_softprob": partial(
        train, "classes", {"objective": "multi:softprob", "num_class": 4}, categorical=CATEGORICAL
    ),
    "missing_number": partial(train, "class", {"objective": "binary:logistic"}, missing=ABSENT),
    # Base scores and shapes.
    "base_score": partial(train, "class", {"objective": "binary:logistic", "base_score": 0.2}),
    "base_score_poisson": partial(train, "count", {"objective": "count:poisson", "base_score": 1.7}),
    "base_score_real": partial(train, "real", {"objective": "reg:squarederror", "base_score": -3.3}),
    "base_score_softprob": partial(
        train, "classes", {"objective": "multi:softprob", "num_class": 4, "base_score": 0.3}
    ),
    "stumps": partial(train, "class", {"objective": "binary:logistic", "max_depth": 1}, rounds=20),
    "one_leaf_trees": partial(train, "class", {"objective": "binary:logistic", "gamma": 1e9}),
    "constant_target": partial(train, "constant", {"objective": "reg:squarederror"}),
    "deep": partial(train, "real", {"objective": "reg:squarederror", "max_depth": 12, "lambda": 0}, rounds=3),
}

DART = [name for name in CATALOGUE if name.startswith("dart")]
LINEAR = [name for name in CATALOGUE if name.startswith("linear")]
FORESTS = [name for name in CATALOGUE if name not in LINEAR]
