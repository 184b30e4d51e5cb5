"""Estimators with one parameter after the other set to something else than where nobody sets it."""

from numbers import Integral, Real

import lightgbm
import numpy as np
import xgboost
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import (
    ExtraTreesClassifier,
    ExtraTreesRegressor,
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV
from sklearn.model_selection import (
    GridSearchCV,
    HalvingGridSearchCV,
    HalvingRandomSearchCV,
    RandomizedSearchCV,
)
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    MaxAbsScaler,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    RobustScaler,
    StandardScaler,
)
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor, ExtraTreeClassifier, ExtraTreeRegressor
from sklearn.utils._param_validation import Interval, Options

draw = np.random.default_rng(4)
X = draw.normal(size=(120, 4))
Y = (X[:, 0] + X[:, 1] ** 2 + draw.normal(size=120) / 2 > 0.7).astype(int)
CODES = draw.integers(0, 5, size=(120, 3)).astype(float)
HOLED = np.where(draw.random(X.shape) < 0.2, np.nan, X)

FEW = {"n_estimators": 5, "random_state": 0, "n_jobs": 1}
BOOSTED = {"n_estimators": 5, "random_state": 0}
GRID = {"C": [0.1, 1.0]}


def parts():
    return [("scaled", StandardScaler(), [0, 1]), ("kept", "passthrough", [3])]


def union():
    return [("scaled", StandardScaler()), ("ranged", MinMaxScaler())]


CASES = {
    DummyClassifier: ({}, X),
    DummyRegressor: ({}, X),
    LogisticRegression: ({"max_iter": 50}, X),
    LogisticRegressionCV: ({"Cs": 2, "cv": 2, "max_iter": 50}, X),
    DecisionTreeClassifier: ({"random_state": 0, "max_depth": 4}, X),
    DecisionTreeRegressor: ({"random_state": 0, "max_depth": 4}, X),
    ExtraTreeClassifier: ({"random_state": 0, "max_depth": 4}, X),
    ExtraTreeRegressor: ({"random_state": 0, "max_depth": 4}, X),
    RandomForestClassifier: (FEW, X),
    RandomForestRegressor: (FEW, X),
    ExtraTreesClassifier: (FEW, X),
    ExtraTreesRegressor: (FEW, X),
    GradientBoostingClassifier: (BOOSTED, X),
    GradientBoostingRegressor: (BOOSTED, X),
    HistGradientBoostingClassifier: ({"max_iter": 5, "random_state": 0}, X),
    HistGradientBoostingRegressor: ({"max_iter": 5, "random_state": 0}, np.abs(X)),
    SimpleImputer: ({}, HOLED),
    StandardScaler: ({}, X),
    MinMaxScaler: ({}, X),
    MaxAbsScaler: ({}, X),
    RobustScaler: ({}, X),
    OneHotEncoder: ({"sparse_output": False}, CODES),
    OrdinalEncoder: ({}, CODES),
    ColumnTransformer: ({"transformers": parts()}, X),
    FeatureUnion: ({"transformer_list": union()}, X),
    Pipeline: ({"steps": [("scaled", StandardScaler()), ("model", LogisticRegression())]}, X),
    GridSearchCV: ({"estimator": LogisticRegression(), "param_grid": GRID, "cv": 2}, X),
    RandomizedSearchCV: (
        {"estimator": LogisticRegression(), "param_distributions": GRID, "cv": 2, "n_iter": 2}, X),
    HalvingGridSearchCV: (
        {"estimator": LogisticRegression(), "param_grid": GRID, "cv": 2, "min_resources": 60}, X),
    HalvingRandomSearchCV: (
        {"estimator": LogisticRegression(), "param_distributions": GRID, "cv": 2, "min_resources": 60}, X),
    CalibratedClassifierCV: ({"estimator": LogisticRegression(), "cv": 2}, X),
    FunctionTransformer: ({}, X),
    lightgbm.LGBMClassifier: ({**FEW, "verbose": -1}, X),
    lightgbm.LGBMRegressor: ({**FEW, "verbose": -1}, X),
    xgboost.XGBClassifier: (FEW, X),
    xgboost.XGBRegressor: (FEW, X),
    xgboost.XGBRFClassifier: (FEW, X),
    xgboost.XGBRFRegressor: (FEW, X),
}
"""Of each class the options that it is fitted with, and the rows."""

MORE = {
    ColumnTransformer: {
        "transformer_weights": [{"scaled": 0.3}, {"kept": -2}, {"scaled": None}, {"scaled": np.float32(0.1)}],
        "remainder": ["passthrough", MinMaxScaler()],
        "sparse_threshold": [0.0, 1.0],
        "verbose_feature_names_out": [False, "{feature_name} of {transformer_name}"],
    },
    FeatureUnion: {"transformer_weights": [{"scaled": 0.3}, {"ranged": 7}], "verbose_feature_names_out": [False]},
    MinMaxScaler: {"feature_range": [(-1, 3)], "clip": [True]},
    RobustScaler: {"quantile_range": [(10.0, 60.0)], "unit_variance": [True]},
    SimpleImputer: {"strategy": ["median", "most_frequent", "constant"], "fill_value": [7.5], "missing_values": [-1.0]},
    OneHotEncoder: {
        "dtype": [np.float32, np.int8, bool, np.float16], "drop": ["first", "if_binary", [0.0, 1.0, 2.0]],
        "min_frequency": [24, 0.2], "max_categories": [3], "categories": [[np.arange(6.0)] * 3],
    },
    OrdinalEncoder: {
        "dtype": [np.float32, np.int32, np.float16], "min_frequency": [24, 0.2], "max_categories": [3],
        "categories": [[np.arange(6.0)] * 3],
    },
    FunctionTransformer: {"func": [np.log1p], "kw_args": [{}], "validate": [True]},
    GradientBoostingClassifier: {"init": ["zero", LogisticRegression(), DummyClassifier(strategy="uniform")]},
    GradientBoostingRegressor: {"init": ["zero", DummyRegressor(strategy="median")]},
    HistGradientBoostingClassifier: {
        "categorical_features": [[0]], "monotonic_cst": [[1, 0, 0, -1]], "early_stopping": [True],
    },
    HistGradientBoostingRegressor: {"loss": ["poisson", "gamma", "quantile"], "quantile": [0.3]},
    LogisticRegression: {"class_weight": ["balanced"], "solver": ["liblinear", "newton-cg", "saga"]},
    DummyClassifier: {"constant": [0, 1], "strategy": ["most_frequent", "uniform", "stratified", "constant"]},
    lightgbm.LGBMClassifier: {
        "boosting_type": ["dart", "gbdt"], "class_weight": ["balanced"], "importance_type": ["gain"],
        "objective": ["cross_entropy", "binary"], "pred_early_stop": [True, False, "true", "-"],
        "pred_early_stop_margin": [0.1], "predict_disable_shape_check": [True], "num_iteration_predict": [2],
        "start_iteration_predict": [1], "predict_raw_score": [True], "raw_score": [True], "pred_unheard_of": [1],
        "unheard_of": [1], "n_jobs": [1], "linear_tree": [True], "max_depth": [2], "num_leaves": [4],
    },
    lightgbm.LGBMRegressor: {
        "pred_early_stop": [True], "objective": ["poisson", "l1", "huber"], "boosting_type": ["dart"],
        "learning_rate": [0.5], "subsample": [0.5],
    },
    xgboost.XGBClassifier: {
        "booster": ["dart", "gblinear"], "missing": [0.5], "num_parallel_tree": [3], "base_score": [0.2],
        "max_leaves": [3], "grow_policy": ["lossguide"], "scale_pos_weight": [3.0], "feature_types": [["q"] * 4],
        "objective": ["binary:hinge", "binary:logitraw", "reg:logistic"], "importance_type": ["gain"],
        "tree_method": ["exact", "approx"], "rate_drop": [0.5], "device": ["cpu"], "n_jobs": [1],
    },
    xgboost.XGBRegressor: {
        "objective": ["reg:absoluteerror", "binary:logistic", "reg:pseudohubererror"], "missing": [0.5],
        "num_parallel_tree": [2], "base_score": [0.2], "booster": ["gblinear", "dart"],
    },
    xgboost.XGBRFClassifier: {"num_parallel_tree": [3], "missing": [0.5], "learning_rate": [0.7]},
    xgboost.XGBRFRegressor: {"num_parallel_tree": [3], "base_score": [0.2]},
}
"""Values that are not told by the constraints which scikit-learn's own classes state."""

SKIPPED = {"n_jobs", "verbose", "pre_dispatch", "memory", "error_score", "scoring"}
"""Parameters of many values that say where, how loudly or by which measure something is done."""


def values(kind, name):
    """Other values than the one that stands where nobody sets it."""
    found = list(MORE.get(kind, {}).get(name, []))
    for constraint in getattr(kind, "_parameter_constraints", {}).get(name, []):
        if isinstance(constraint, str) and constraint == "boolean":
            found += [True, False]
        elif constraint is None:
            found.append(None)
        elif isinstance(constraint, Options):
            found += sorted(constraint.options, key=str)
        elif isinstance(constraint, Interval):
            found += _inside(constraint)
    return found


def _inside(interval):
    low = interval.left if interval.left is not None and np.isfinite(interval.left) else 0
    high = interval.right if interval.right is not None and np.isfinite(interval.right) else low + 10
    middle = low + (high - low) * 0.3
    return [int(max(middle, low + 1))] if interval.type is Integral else [float(middle)] if interval.type is Real else []


def variations():
    """Class, parameter, value."""
    for kind in CASES:
        names = [*getattr(kind, "_parameter_constraints", {}), *MORE.get(kind, {})]
        for name in dict.fromkeys(names):
            if name not in SKIPPED or name in MORE.get(kind, {}):
                for value in values(kind, name):
                    yield kind, name, value


def answer(estimator, rows):
    """What the trainer answers in ScoringKit's shape."""
    if hasattr(estimator, "predict_proba"):
        found = np.asarray(estimator.predict_proba(rows))
        return found[:, 1] if found.shape[1] == 2 else found
    found = estimator.predict(rows) if hasattr(estimator, "predict") else estimator.transform(rows)
    return np.asarray(found.toarray() if hasattr(found, "toarray") else found, dtype=float)
