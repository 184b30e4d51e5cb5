"""Converts the models of ONNXSample and writes them, with ONNX Runtime's own answers, as Swift files into Support.

Usage: python ONNXSamples.py, with skl2onnx 1.20, onnxmltools 1.16, ONNX Runtime 1.31, scikit-learn, LightGBM, XGBoost.
"""

import base64
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


def literal(value):
    return ".nan" if np.isnan(value) else str(value)


def matrix(name, rows, text=literal):
    lines = "".join("      [" + ", ".join(text(v) for v in row) + "],\n" for row in rows)
    return f"    {name}: [\n{lines}    ]"


def sample(name, comment, model):
    encoded = base64.b64encode(model.SerializeToString()).decode()
    lines = "\n".join("      " + encoded[i : i + 100] for i in range(0, len(encoded), 100))
    parts = [
        f'    base64: """\n{lines}\n      """',
        matrix("rows", ROWS, lambda value: literal(float(value))),
        matrix("margins", answers(model, margins=True)),
        matrix("predictions", answers(model, margins=False)),
    ]
    body = ",\n".join(parts)
    return f"extension ONNXSample {{\n  /// {comment}\n  static let {name} = ONNXSample(\n{body})\n}}\n"


def forest():
    pipeline = make_pipeline(SimpleImputer(), StandardScaler(), RandomForestClassifier(2, max_depth=2, random_state=1))
    model = to_onnx(pipeline.fit(X, signal > 0), X[:1], options={"zipmap": False})
    return sample("forest", "skl2onnx: an imputer, a scaler, and a random forest of two classes.", model)


def tree():
    pipeline = make_pipeline(MinMaxScaler(), DecisionTreeRegressor(max_depth=3))
    return sample("tree", "skl2onnx: a MinMaxScaler and a regression tree.", to_onnx(pipeline.fit(X, signal), X[:1]))


def boosted():
    model = XGBClassifier(n_estimators=2, max_depth=2).fit(X, signal > 0)
    return sample(
        "boosted", "onnxmltools: XGBoost of two classes, by LOGISTIC.", convert_xgboost(model, initial_types=TYPES))


def classes():
    model = LGBMClassifier(n_estimators=2, num_leaves=4, verbose=-1).fit(X, np.digitize(signal, [-1, 1]))
    return sample(
        "classes", "onnxmltools: LightGBM of three classes, by SOFTMAX.",
        convert_lightgbm(model, initial_types=TYPES, zipmap=False))


support = Path(__file__).parent / "Support"
for name, text in [("Forest", forest()), ("Tree", tree()), ("Boosted", boosted()), ("Classes", classes())]:
    (support / f"ONNXSample+{name}.swift").write_text(text)
