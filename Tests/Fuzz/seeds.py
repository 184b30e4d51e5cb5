"""Small models of every trainer and tables, as inputs to begin with: seeds.py FOLDER writes FOLDER/TARGET/name.

Run with what Tests/PythonTests/requirements.txt installs, and PYTHONPATH=Sources/ScoringKitPython. The corpora that are
kept in Corpus were grown from these and from Tests/Samples by run.sh TARGET --minimise.
"""

import io
import json
import pickle
import sys
from pathlib import Path

import catboost
import joblib
import lightgbm
import numpy as np
import pandas
import scoringkit
import xgboost
from skl2onnx import to_onnx
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import (
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    MaxAbsScaler,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    RobustScaler,
    StandardScaler,
)
from sklearn.tree import DecisionTreeClassifier

draw = np.random.default_rng(11)
X = draw.normal(size=(80, 3))
X[:, 2] = draw.integers(0, 5, size=80)
Y = (X[:, 0] + X[:, 1] ** 2 > 0.7).astype(int)
CLASSES = draw.integers(0, 3, size=80)
FRAME = pandas.DataFrame({"age": X[:, 0], "loan amount": X[:, 1], "housing": np.array(["own", "rent"])[Y]})


def light(parameters, y=Y, rounds=2, **dataset):
    settings = {"verbose": -1, "num_leaves": 4, "min_data_in_leaf": 2, "num_threads": 1, "seed": 5, **parameters}
    return lightgbm.train(settings, lightgbm.Dataset(X, y, params=settings, **dataset), rounds)


def lightgbm_seeds():
    cases = {
        "binary": light({"objective": "binary", "sigmoid": 2.0}),
        "classes": light({"objective": "multiclass", "num_class": 3}, CLASSES, 1),
        "ova": light({"objective": "multiclassova", "num_class": 3}, CLASSES, 1),
        "poisson": light({"objective": "poisson"}, CLASSES),
        "sqrt": light({"objective": "regression", "reg_sqrt": True}, X[:, 0]),
        "categories": light({"objective": "binary", "min_data_per_group": 1}, categorical_feature=[2]),
        "linear": light({"objective": "regression", "linear_tree": True}, X[:, 0]),
        "forest": light({"objective": "binary", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6}),
        "zero": light({"objective": "cross_entropy", "zero_as_missing": True}),
    }
    frame = FRAME.astype({"housing": "category"})
    pandas_model = lightgbm.train(
        {"verbose": -1, "objective": "binary", "min_data_in_leaf": 2, "num_leaves": 3}, lightgbm.Dataset(frame, CLASSES % 2), 1)
    cases["pandas"] = pandas_model
    return {name: booster.model_to_string().encode() for name, booster in cases.items()}


def boosted(parameters, y=Y, rounds=2, **data):
    settings = {"max_depth": 2, "nthread": 1, "seed": 5, **parameters}
    return xgboost.train(settings, xgboost.DMatrix(X, y, **data), rounds)


def xgboost_seeds(form):
    types = ["q", "q", "c"]
    cases = {
        "logistic": boosted({"objective": "binary:logistic"}),
        "softprob": boosted({"objective": "multi:softprob", "num_class": 3}, CLASSES, 1),
        "softmax": boosted({"objective": "multi:softmax", "num_class": 3}, CLASSES, 1),
        "dart": boosted({"objective": "binary:logistic", "booster": "dart", "rate_drop": 0.5}),
        "linear": boosted({"objective": "binary:logistic", "booster": "gblinear"}),
        "forest": boosted({"objective": "reg:squarederror", "num_parallel_tree": 2}, X[:, 0], 1),
        "gamma": boosted({"objective": "reg:gamma", "base_score": 0.3}, np.abs(X[:, 0]) + 1, 1),
        "categories": boosted(
            {"objective": "binary:logistic", "max_cat_to_onehot": 1}, feature_types=types, enable_categorical=True),
    }
    frame = FRAME.astype({"housing": "category"})
    cases["pandas"] = xgboost.train(
        {"max_depth": 2, "nthread": 1}, xgboost.DMatrix(frame, Y, enable_categorical=True), 1)
    return {name: bytes(booster.save_raw(form)) for name, booster in cases.items()}


def catboost_seeds(folder):
    def train(loss, y, **more):
        model = catboost.CatBoost({
            "loss_function": loss, "iterations": 2, "depth": 2, "random_seed": 5, "thread_count": 1, "verbose": False,
            "allow_writing_files": False, "border_count": 8, **more})
        model.fit(catboost.Pool(X, y))
        model.save_model(str(folder / "catboost.tmp"), format="json")
        content = (folder / "catboost.tmp").read_bytes()
        (folder / "catboost.tmp").unlink()
        return content

    return {
        "logloss": train("Logloss", Y),
        "classes": train("MultiClass", CLASSES),
        "max": train("RMSE", X[:, 0], nan_mode="Max"),
    }


def onnx_seeds():
    rows = X.astype(np.float32)
    cases = {
        "tree": (DecisionTreeClassifier(max_depth=2), Y),
        "forest": (RandomForestClassifier(n_estimators=2, max_depth=2), CLASSES),
        "boosting": (GradientBoostingRegressor(n_estimators=2, max_depth=2), X[:, 0]),
        "scaled": (make_pipeline(SimpleImputer(), MinMaxScaler(), DecisionTreeClassifier(max_depth=2)), Y),
    }
    return {name: to_onnx(model.fit(rows, y), rows[:1]).SerializeToString() for name, (model, y) in cases.items()}


def estimators():
    """Fitted estimators of few numbers, and artifacts of several parts."""
    few = {"n_estimators": 2, "max_depth": 2, "random_state": 0}
    logistic = LogisticRegression().fit(X, Y)
    scaler = MinMaxScaler().fit(X)
    columns = ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(), StandardScaler()), ["age", "loan amount"]),
        ("texts", OneHotEncoder(handle_unknown="ignore"), ["housing"])])
    cases = {
        "logistic": logistic, "scaler": scaler, "robust": RobustScaler().fit(X), "greatest": MaxAbsScaler().fit(X),
        "dummy": DummyClassifier().fit(X, CLASSES),
        "tree": DecisionTreeClassifier(max_depth=2).fit(X, CLASSES),
        "forest": RandomForestClassifier(**few).fit(X, Y),
        "boosting": GradientBoostingClassifier(**few).fit(X, Y),
        "histogram": HistGradientBoostingClassifier(max_iter=1, max_leaf_nodes=3).fit(X, Y),
        "union": FeatureUnion([("a", StandardScaler()), ("b", MinMaxScaler())]).fit(X),
        "functions": make_pipeline(FunctionTransformer(np.log1p), OrdinalEncoder()).fit(np.abs(X)),
        "columns": make_pipeline(columns, LogisticRegression()).fit(FRAME, Y),
        "search": GridSearchCV(logistic, {"C": [1.0]}, cv=2).fit(X, Y),
        "calibrated": CalibratedClassifierCV(logistic, cv=2, method="isotonic").fit(X, Y),
        "sigmoid": CalibratedClassifierCV(DecisionTreeClassifier(max_depth=1), cv=2).fit(X, CLASSES),
        "lightgbm": lightgbm.LGBMClassifier(n_estimators=1, num_leaves=3, verbose=-1).fit(X, Y),
        "xgboost": xgboost.XGBClassifier(n_estimators=1, max_depth=1, n_jobs=1).fit(X, Y),
        "booster": boosted({"objective": "binary:logistic", "max_depth": 1}, rounds=1),
        "artifact": {"model": logistic, "scaler": scaler, "features": ["a", "b", "c"], "threshold": 0.3},
        "pair": (scaler, logistic),
    }
    return cases


def pickle_seeds():
    seeds = {}
    for name, value in estimators().items():
        seeds[f"{name}-4"] = pickle.dumps(value, 4)
        for suffix, options in {"joblib": {}, "zlib": {"compress": ("zlib", 3)}, "gzip": {"compress": ("gzip", 3)}}.items():
            buffer = io.BytesIO()
            joblib.dump(value, buffer, **options)
            seeds[f"{name}-{suffix}"] = buffer.getvalue()
        if name in ("logistic", "scaler"):
            seeds[f"{name}-2"] = pickle.dumps(value, 2)
            seeds[f"{name}-0"] = pickle.dumps(value, 0)
    return seeds


POLICY = {"positive_class": "default", "threshold": 0.4, "refuse_when": ">=", "reason_limit": 2}
SCALER = {"kind": "MinMaxScaler", "scale": [0.5, 1, 2], "min": [0, -1, 0], "clip": [0, 1]}
FEATURES = [
    {"name": "Column_0", "kind": "numeric"}, {"name": "b", "kind": "numeric"},
    {"name": "c", "kind": "categorical", "categories": ["own", "rent", 1, True]},
]


def bundle_seeds(folder):
    light_models, boosted_models = lightgbm_seeds(), xgboost_seeds("json")
    policy = {"threshold": 0.4, "positive_class": "default", "reason_limit": 2}
    scaler = MinMaxScaler((0, 0.5)).fit(X)
    cases = {
        "plain": (light_models["binary"], {}),
        "policy": (light_models["binary"], policy),
        "background": (light_models["binary"], {**policy, "scaler": scaler, "background": X[:4]}),
        "xgboost": (boosted_models["logistic"], policy),
        "ubjson": (xgboost_seeds("ubj")["linear"], {}),
        "pandas": (light_models["pandas"], {}),
        "pickle": (pickle.dumps(LogisticRegression().fit(X, Y)), policy),
    }
    path = folder / "bundle.tmp"
    seeds = {}
    for name, (model, stated) in cases.items():
        scoringkit.bundle(model, **stated).save(path)
        seeds[name] = path.read_bytes()
    path.unlink()
    return seeds


def statement_seeds():
    values = [FEATURES, POLICY, SCALER, ["a", "b"]]
    return {f"{kind}": bytes([kind]) + json.dumps(value).encode() for kind, value in enumerate(values)}


def table_seeds():
    named = "id,age,loan amount,housing,kind,note\n7,35,1e3,own,1,x\n8,,-0.5,\"rent\",True,\"a,\"\"b\"\"\n9,NA,inf,NA,other,\n"
    placed = "0;1;2\r\n1;2.5;-3\r\n NaN ;-999;1e308\r\n"
    return {
        "named": b"\x00" + named.encode(), "marked": b"\x02\xef\xbb\xbf" + named.encode(),
        "placed": b"\x0f" + placed.encode(), "strict": b"\x30" + named.encode(), "unused": b"\x40" + named.encode(),
    }


def call_seeds():
    """Bytes that make each call with what is right: zeros choose so."""
    return {
        f"{model}-{kind:02}": bytes([model, 1, 0, 0, 0, 0, 0, 0, kind, 0, 2, 0, 0, 0, 0, 0]) + bytes(range(48))
        for model in (0, 1) for kind in range(36)
    }


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    targets = {
        "lightgbm": lightgbm_seeds, "xgboost-json": lambda: xgboost_seeds("json"),
        "xgboost-ubjson": lambda: xgboost_seeds("ubj"), "catboost": lambda: catboost_seeds(folder), "onnx": onnx_seeds,
        "pickle": pickle_seeds, "bundle": lambda: bundle_seeds(folder), "statements": statement_seeds,
        "tables": table_seeds, "calls": call_seeds,
    }
    for target, make in targets.items():
        (folder / target).mkdir(exist_ok=True)
        for name, content in make().items():
            (folder / target / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
