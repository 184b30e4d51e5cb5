"""Converts the models of ONNXSample and writes them, with ONNX Runtime's own answers, beside this file.

Usage: python make.py, with skl2onnx 1.20, onnxmltools 1.16, ONNX Runtime 1.31, scikit-learn, LightGBM, XGBoost.
"""

from pathlib import Path

import numpy as np
import onnxruntime
from lightgbm import LGBMClassifier
from onnxmltools.convert import convert_lightgbm, convert_xgboost
from onnxmltools.convert.common.data_types import FloatTensorType
from skl2onnx import to_onnx
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from sklearn.tree import DecisionTreeRegressor
from xgboost import XGBClassifier

random = np.random.default_rng(3)
X = random.normal(size=(300, 3)).round(2).astype(np.float32)
signal = X[:, 0] - 0.8 * X[:, 1] * X[:, 2] + random.normal(size=300) * 0.4
ROWS = np.concatenate([random.normal(size=(6, 3)), np.full((1, 3), np.nan), np.zeros((1, 3))]).round(2)
ROWS[1, 0] = np.nan
TYPES = [("X", FloatTensorType([None, 3]))]


def answers(model, margins):
    """What ONNX Runtime answers; of two classes the second's."""
    model = type(model).FromString(model.SerializeToString())
    if margins:
        for node in model.graph.node:
            for attribute in node.attribute:
                if attribute.name == "post_transform":
                    attribute.s = b"NONE"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)
    found = session.run(None, {session.get_inputs()[0].name: ROWS.astype(np.float32)})[-1]
    return found[:, 1:] if found.shape[1] == 2 else found


def tables(**named):
    """Tables of numbers in one text: a line with the name, then a row a line; an empty line between tables."""
    return "\n".join(
        f"{name}\n" + "".join(",".join(str(value) for value in row) + "\n" for row in rows)
        for name, rows in named.items()
    )


def sample(name, model):
    path = Path(__file__).parent / name
    path.with_suffix(".onnx").write_bytes(model.SerializeToString())
    answers_of = {"margins": answers(model, margins=True), "predictions": answers(model, margins=False)}
    path.with_suffix(".txt").write_text(tables(rows=ROWS.tolist(), **answers_of))


def forest():
    pipeline = make_pipeline(SimpleImputer(), StandardScaler(), RandomForestClassifier(2, max_depth=2, random_state=1))
    model = to_onnx(pipeline.fit(X, signal > 0), X[:1], options={"zipmap": False})
    sample("forest", model)


def tree():
    pipeline = make_pipeline(MinMaxScaler(), DecisionTreeRegressor(max_depth=3))
    sample("tree", to_onnx(pipeline.fit(X, signal), X[:1]))


def boosted():
    model = XGBClassifier(n_estimators=2, max_depth=2).fit(X, signal > 0)
    sample("boosted", convert_xgboost(model, initial_types=TYPES))


def classes():
    model = LGBMClassifier(n_estimators=2, num_leaves=4, verbose=-1).fit(X, np.digitize(signal, [-1, 1]))
    sample("classes", convert_lightgbm(model, initial_types=TYPES, zipmap=False))


forest()
tree()
boosted()
classes()
