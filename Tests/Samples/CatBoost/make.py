"""Trains the models of CatBoostSample and writes them, with CatBoost's own answers, beside this file.

Usage: python make.py, with CatBoost 1.2 and NumPy. The file format's text is that release's, but for the
parameters of training, of which the loss function alone is kept.
"""

import json
import tempfile
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier, CatBoostRegressor, Pool

random = np.random.default_rng(3)
X = random.normal(size=(400, 3)).round(2)
X[:, 1][random.random(400) < 0.2] = np.nan
signal = X[:, 0] - 0.8 * np.nan_to_num(X[:, 1], nan=-2.0) * X[:, 2] + random.normal(size=400) * 0.4
NAMES = ["income", "debt", "age"]
COMMON = {"verbose": 0, "allow_writing_files": False, "thread_count": 1, "random_seed": 5, "border_count": 6}


def document(model):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        content = json.loads(path.read_text())
    info = content["model_info"]
    kept = {"loss_function": info["params"]["loss_function"]}
    content["model_info"] = {
        "catboost_version_info": "Git info:\n    Branch: tags/v1.2.10\n",
        **({"class_params": info["class_params"]} if "class_params" in info else {}),
        "params": kept,
    }
    return json.dumps(content, separators=(",", ":"))


def tables(**named):
    """Tables of numbers in one text: a line with the name, then a row a line; an empty line between tables."""
    return "\n".join(
        f"{name}\n" + "".join(",".join(str(value) for value in row) + "\n" for row in rows)
        for name, rows in named.items()
    )


def probes(model):
    rows = [random.normal(size=3).round(2) for _ in range(3)]
    content = json.loads(document(model))
    for split in content["oblivious_trees"][0]["splits"][:2]:
        for value in (split["border"], np.nextafter(split["border"], 9), np.nextafter(np.float32(split["border"]), np.float32(9))):
            row = random.normal(size=3).round(2)
            row[split["float_feature_index"]] = float(value)
            rows.append(row)
    return np.array(rows + [np.full(3, np.nan), np.zeros(3)])


def sample(name, model, predictions):
    rows = probes(model)
    answers = {
        "rows": rows.tolist(),
        "margins": np.reshape(model.predict(rows, prediction_type="RawFormulaVal"), (len(rows), -1)).tolist(),
        "predictions": np.reshape(predictions(rows), (len(rows), -1)).tolist(),
        "leaves": model.calc_leaf_indexes(rows).tolist(),
        "contributions": np.reshape(
            model.get_feature_importance(Pool(rows), type="ShapValues"), (len(rows), -1)).tolist(),
    }
    path = Path(__file__).parent / name
    path.with_suffix(".json").write_text(document(model))
    path.with_suffix(".txt").write_text(tables(**answers))


def binary():
    model = CatBoostClassifier(iterations=3, depth=3, **COMMON)
    model.fit(Pool(X, np.where(signal > 0, "good", "bad"), feature_names=NAMES))
    sample("binary", model, lambda rows: model.predict_proba(rows)[:, 1])


def regression():
    model = CatBoostRegressor(iterations=3, depth=2, nan_mode="Max", **COMMON).fit(X, signal)
    sample("regression", model, model.predict)


def multiclass():
    model = CatBoostClassifier(iterations=2, depth=2, loss_function="MultiClass", **COMMON)
    model.fit(X, np.digitize(signal, [-1, 1]))
    sample("multiclass", model, model.predict_proba)


binary()
regression()
multiclass()
