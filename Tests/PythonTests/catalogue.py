"""Every kind of model LightGBM trains, on seeded data that holds the values known to make trouble."""

from dataclasses import dataclass
from functools import cached_property, partial

import lightgbm
import numpy as np
import scoringkit
from training_rows import CATEGORICAL, GROUPS, ROWS, TARGETS, rows, signal


@dataclass
class Trained:
    """LightGBM's model, the same model in ScoringKit, and the rows it was trained on."""

    booster: lightgbm.Booster
    X: np.ndarray

    @cached_property
    def text(self) -> bytes:
        return self.booster.model_to_string().encode()

    @cached_property
    def model(self) -> scoringkit.Model:
        return scoringkit.load(self.text)

    @cached_property
    def trees(self) -> list:
        return [tree["tree_structure"] for tree in self.booster.dump_model()["tree_info"]]


def train(target, parameters, rounds=12, missing=0.1, categorical=(), count=ROWS, **dataset):
    """Trains one model; every draw is seeded."""
    X = rows(count=count, missing=missing)
    y = TARGETS[target](signal(X))
    settings = {
        "verbose": -1,
        "seed": 5,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
        "num_leaves": 15,
        "min_data_in_leaf": 5,
        "learning_rate": 0.2,
        **parameters,
    }
    data = lightgbm.Dataset(X, y, categorical_feature=list(categorical), params=settings, **dataset)
    return Trained(lightgbm.train(settings, data, rounds), X)


def early_stopped():
    X = rows()
    y = TARGETS["class"](signal(X))
    settings = {"objective": "binary", "verbose": -1, "num_threads": 1, "learning_rate": 0.5}
    booster = lightgbm.train(
        settings,
        lightgbm.Dataset(X[:400], y[:400]),
        80,
        valid_sets=[lightgbm.Dataset(X[400:], y[400:])],
        callbacks=[lightgbm.early_stopping(5, verbose=False)],
        keep_training_booster=True,
    )
    assert booster.best_iteration < booster.current_iteration()
    return Trained(booster, X)


def logistic_gradient(scores, data):
    p = 1 / (1 + np.exp(-scores))
    return p - data.get_label(), p * (1 - p)


CATALOGUE = {
    # Objectives.
    "regression": partial(train, "real", {"objective": "regression"}),
    "regression_l1": partial(train, "real", {"objective": "regression_l1"}),
    "huber": partial(train, "real", {"objective": "huber"}),
    "fair": partial(train, "real", {"objective": "fair"}),
    "poisson": partial(train, "count", {"objective": "poisson"}),
    "quantile": partial(train, "real", {"objective": "quantile", "alpha": 0.8}),
    "mape": partial(train, "positive", {"objective": "mape"}),
    "gamma": partial(train, "positive", {"objective": "gamma"}),
    "tweedie": partial(train, "count", {"objective": "tweedie"}),
    "regression_sqrt": partial(train, "real", {"objective": "regression", "reg_sqrt": True}),
    "binary": partial(train, "class", {"objective": "binary"}),
    "binary_sigmoid": partial(
        train, "class", {"objective": "binary", "sigmoid": 2.5, "scale_pos_weight": 3.0}
    ),
    "binary_unbalanced": partial(train, "class", {"objective": "binary", "is_unbalance": True}),
    "binary_without_average": partial(train, "class", {"objective": "binary", "boost_from_average": False}),
    "multiclass": partial(train, "classes", {"objective": "multiclass", "num_class": 4}),
    "multiclassova": partial(
        train, "classes", {"objective": "multiclassova", "num_class": 4, "sigmoid": 1.7}
    ),
    "cross_entropy": partial(train, "fraction", {"objective": "cross_entropy"}),
    "cross_entropy_lambda": partial(train, "fraction", {"objective": "cross_entropy_lambda"}),
    "lambdarank": partial(train, "grade", {"objective": "lambdarank"}, group=GROUPS),
    "rank_xendcg": partial(train, "grade", {"objective": "rank_xendcg"}, group=GROUPS),
    "custom": partial(train, "class", {"objective": logistic_gradient}),
    # Missing values.
    "no_missing_in_training": partial(train, "class", {"objective": "binary"}, missing=0.0),
    "use_missing_false": partial(train, "class", {"objective": "binary", "use_missing": False}),
    "zero_as_missing": partial(train, "class", {"objective": "binary", "zero_as_missing": True}),
    "zero_as_missing_categorical": partial(
        train, "class", {"objective": "binary", "zero_as_missing": True}, categorical=CATEGORICAL
    ),
    # Categories.
    "categorical": partial(train, "class", {"objective": "binary"}, categorical=CATEGORICAL),
    "categorical_one_hot": partial(
        train,
        "class",
        {"objective": "binary", "max_cat_to_onehot": 100, "min_data_per_group": 1},
        categorical=CATEGORICAL,
    ),
    "categorical_many": partial(
        train,
        "real",
        {"objective": "regression", "min_data_per_group": 1, "cat_smooth": 1.0, "max_cat_threshold": 64},
        categorical=[7],
    ),
    "categorical_use_missing_false": partial(
        train, "real", {"objective": "regression", "use_missing": False}, categorical=CATEGORICAL
    ),
    "categorical_multiclass": partial(
        train, "classes", {"objective": "multiclass", "num_class": 4}, categorical=CATEGORICAL
    ),
    # Boosting.
    "dart": partial(train, "class", {"objective": "binary", "boosting": "dart", "drop_rate": 0.5}),
    "random_forest": partial(
        train, "class", {"objective": "binary", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6}
    ),
    "random_forest_regression": partial(
        train,
        "real",
        {"objective": "regression", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6},
    ),
    "random_forest_multiclass": partial(
        train,
        "classes",
        {
            "objective": "multiclass",
            "num_class": 4,
            "boosting": "rf",
            "bagging_freq": 1,
            "bagging_fraction": 0.6,
        },
    ),
    "goss": partial(train, "class", {"objective": "binary", "data_sample_strategy": "goss"}),
    "bagging": partial(
        train,
        "class",
        {"objective": "binary", "bagging_freq": 1, "bagging_fraction": 0.5, "feature_fraction": 0.5},
    ),
    "extra_trees": partial(train, "class", {"objective": "binary", "extra_trees": True, "path_smooth": 3.0}),
    "monotone": partial(
        train, "real", {"objective": "regression", "monotone_constraints": [1, 0, -1, 0, 0, 0, 0, 0]}
    ),
    "early_stopped": early_stopped,
    # Linear trees.
    "linear_tree": partial(train, "real", {"objective": "regression", "linear_tree": True}),
    "linear_tree_binary": partial(
        train, "class", {"objective": "binary", "linear_tree": True, "linear_lambda": 0.1}, missing=0.0
    ),
    "linear_tree_categorical": partial(
        train, "real", {"objective": "regression", "linear_tree": True}, categorical=CATEGORICAL
    ),
    # Shapes.
    "constant_target": partial(train, "constant", {"objective": "regression"}),
    "one_leaf_trees": partial(train, "class", {"objective": "binary", "min_data_in_leaf": ROWS}),
    "one_leaf_trees_multiclass": partial(
        train, "classes", {"objective": "multiclass", "num_class": 4, "min_data_in_leaf": ROWS}
    ),
    "one_iteration": partial(train, "class", {"objective": "binary"}, rounds=1),
    "stumps": partial(train, "class", {"objective": "binary", "num_leaves": 2}, rounds=40),
    "max_bin_2": partial(train, "class", {"objective": "binary", "max_bin": 2}),
    "max_bin_1023": partial(
        train, "class", {"objective": "binary", "max_bin": 1023, "min_data_in_bin": 1, "num_leaves": 63}
    ),
    "deep": partial(
        train,
        "real",
        {
            "objective": "regression",
            "num_leaves": 1000,
            "min_data_in_leaf": 1,
            "min_data_in_bin": 1,
            "max_bin": 1000,
            "min_sum_hessian_in_leaf": 0.0,
        },
        rounds=2,
        count=2500,
    ),
}

LINEAR = [name for name in CATALOGUE if name.startswith("linear_tree")]
EXPLAINABLE = [name for name in CATALOGUE if name not in LINEAR]
