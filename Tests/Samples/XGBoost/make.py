"""Trains the models of XGBoostSample and writes them, with XGBoost's own answers, beside this file.

Usage: python make.py, with XGBoost 3.2 and NumPy. The file format's text is that release's.
"""

import json
from pathlib import Path

import numpy as np
import xgboost as xgb

ROW_COUNT = 400
FEATURES = ["income", "debt", "region"]
TYPES = ["q", "q", "c"]

random = np.random.default_rng(3)
income = random.normal(size=ROW_COUNT).round(2)
debt = random.normal(size=ROW_COUNT).round(2)
region = random.integers(0, 5, ROW_COUNT).astype(float)
X = np.column_stack([income, debt, region])
X[random.random(X.shape) < 0.15] = np.nan
signal = np.nan_to_num(X[:, 0]) - 0.8 * np.nan_to_num(X[:, 1]) + (region % 2) * 2.5
is_good = (signal + random.normal(size=ROW_COUNT) * 0.4 > 0).astype(float)
COMMON = {"nthread": 1, "eta": 0.3}


def document(booster):
    return bytes(booster.save_raw("json")).decode()


def tables(**named):
    """Tables of numbers in one text: a line with the name, then a row a line; an empty line between tables."""
    return "\n".join(
        f"{name}\n" + "".join(",".join(str(value) for value in row) + "\n" for row in rows)
        for name, rows in named.items()
    )


def sample(name, booster, rows, types=None, with_ubjson=False, with_contributions=False):
    data = xgb.DMatrix(
        rows, feature_names=booster.feature_names, feature_types=types, enable_categorical=types is not None)
    answers = {
        "rows": rows.tolist(),
        "margins": booster.predict(data, output_margin=True).reshape(len(rows), -1),
        "predictions": booster.predict(data).reshape(len(rows), -1),
    }
    if '"gblinear"' not in document(booster):
        answers["leaves"] = booster.predict(data, pred_leaf=True).reshape(len(rows), -1).astype(int)
    if with_contributions:
        answers["contributions"] = booster.predict(data, pred_contribs=True).reshape(len(rows), -1)
    path = Path(__file__).parent / name
    path.with_suffix(".json").write_text(document(booster))
    if with_ubjson:
        path.with_suffix(".ubj").write_bytes(bytes(booster.save_raw("ubj")))
    path.with_suffix(".txt").write_text(tables(**answers))


def thresholds(booster):
    model = json.loads(document(booster))["learner"]["gradient_booster"]
    trees = model.get("gbtree", model)["model"]["trees"]
    for tree in trees:
        nodes = zip(tree["left_children"], tree["split_indices"], tree["split_conditions"], tree["split_type"])
        yield from ((f, np.float32(c)) for left, f, c, kind in nodes if left != -1 and kind == 0)


def probes(booster, count, width):
    """Random rows, rows exactly at thresholds and just below, one without any value, one of zeros."""
    rows = [random.normal(size=width).round(2) for _ in range(3)]
    for feature, threshold in list(thresholds(booster))[:count]:
        for value in (threshold, np.nextafter(threshold, np.float32(-np.inf))):
            row = random.normal(size=width).round(2)
            row[feature] = float(value)
            rows.append(row)
    return np.array(rows + [np.full(width, np.nan), np.zeros(width)])


def categorical():
    data = xgb.DMatrix(X, is_good, feature_names=FEATURES, feature_types=TYPES, enable_categorical=True)
    booster = xgb.train(
        {**COMMON, "objective": "binary:logistic", "max_depth": 2, "max_cat_to_onehot": 1}, data, 2)
    rows = probes(booster, 1, 3)
    for index, row in enumerate(rows[:-2]):
        row[2] = [0, 1, 2, 3, 4, 7, -1, 2.9, 1.5, 0][index % 10]
    sample("categorical", booster, rows, types=TYPES, with_ubjson=True, with_contributions=True)


def pruned():
    data = xgb.DMatrix(X[:, :2], signal * 3, feature_names=FEATURES[:2])
    booster = xgb.train(
        {**COMMON, "objective": "reg:squarederror", "max_depth": 3, "tree_method": "exact", "gamma": 60,
         "base_score": 0.25}, data, 1)
    sample("pruned", booster, probes(booster, 2, 2), with_contributions=True)


def dart():
    classes = np.clip(np.floor(signal + 1), 0, 2)
    data = xgb.DMatrix(X[:, :2], classes, feature_names=FEATURES[:2])
    booster = xgb.train(
        {**COMMON, "objective": "multi:softprob", "num_class": 3, "booster": "dart", "rate_drop": 0.5, "seed": 5,
         "max_depth": 1}, data, 2)
    sample("dart", booster, probes(booster, 2, 2))


def linear():
    booster = xgb.train(
        {**COMMON, "objective": "binary:logistic", "booster": "gblinear", "updater": "coord_descent",
         "base_score": 0.2}, xgb.DMatrix(X[:, :2], is_good), 4)
    rows = np.array([
        [0.1, 0.2], [1.7, -2.4], [np.nan, 0.3], [0.4, np.nan], [np.nan, np.nan], [1e-36, 3.3],
        [123456789.123, 1 / 3]])
    sample("linear", booster, rows, with_contributions=True)


categorical()
pruned()
dart()
linear()
