"""Models that the usual converters write as ONNX, and what ONNX Runtime answers on one thread."""

from dataclasses import dataclass
from functools import cached_property, partial

import lightgbm
import numpy as np
import onnx
import onnxruntime
import scoringkit
import xgboost
from onnxmltools.convert import convert_lightgbm, convert_xgboost
from onnxmltools.convert.common.data_types import FloatTensorType
from skl2onnx import to_onnx
from sklearn import ensemble, impute, pipeline, preprocessing, tree
from training_rows import TARGETS, rows, signal

onnxruntime.set_default_logger_severity(3)


@dataclass
class Converted:
    """An ONNX model, the same model in ScoringKit, and the rows it was trained on."""

    onnx: onnx.ModelProto
    X: np.ndarray

    @cached_property
    def document(self) -> bytes:
        return self.onnx.SerializeToString()

    @cached_property
    def model(self) -> scoringkit.Model:
        return scoringkit.load(self.document)

    @cached_property
    def splits(self) -> list:
        """The feature and threshold of each of the first splits."""
        values = {a.name: onnx.helper.get_attribute_value(a) for a in self._trees(self.onnx).attribute}
        found = zip(values["nodes_featureids"], values["nodes_values"], values["nodes_modes"], strict=True)
        return [(feature, value) for feature, value, mode in found if mode != b"LEAF"][:300]

    @cached_property
    def _sessions(self):
        raw = onnx.ModelProto.FromString(self.document)
        for attribute in self._trees(raw).attribute:
            if attribute.name == "post_transform":
                attribute.s = b"NONE"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        return {
            kind: onnxruntime.InferenceSession(model.SerializeToString(), options)
            for kind, model in (("margins", raw), ("predictions", self.onnx))
        }

    def answers(self, kind, X):
        """ONNX Runtime's margins or predictions in the shape of ours: of two classes the second's."""
        session = self._sessions[kind]
        found = session.run(None, {session.get_inputs()[0].name: X.astype(np.float32)})[-1]
        if isinstance(found, list):
            found = np.array([list(row.values()) for row in found], np.float32)
        ours = self.model.n_outputs
        if ours == 1:
            return found[:, -1].copy()
        return found

    @staticmethod
    def _trees(model):
        return next(node for node in model.graph.node if node.op_type.startswith("TreeEnsemble"))


def scikit(target, *steps):
    """Rows without missing values behind an imputer, or for trees alone."""
    X = rows(count=500).astype(np.float32)
    y = TARGETS[target](signal(X.astype(float)))
    whole = steps and isinstance(steps[0], impute.SimpleImputer)
    if not whole:
        X = np.nan_to_num(X)
    fitted = pipeline.make_pipeline(*steps).fit(X, y.astype(int) if target.startswith("class") else y)
    options = {"zipmap": False} if hasattr(fitted, "predict_proba") else None
    return Converted(to_onnx(fitted, X[:1], options=options), X)


def boosted(target, kind, zipmap=False, **settings):
    X = rows(count=500).astype(np.float32)
    y = TARGETS[target](signal(X.astype(float)))
    is_class = target.startswith("class")
    types = [("X", FloatTensorType([None, X.shape[1]]))]
    if kind == "xgboost":
        maker = xgboost.XGBClassifier if is_class else xgboost.XGBRegressor
        fitted = maker(n_jobs=1, random_state=5, **settings).fit(X, y.astype(int) if is_class else y)
        return Converted(convert_xgboost(fitted, initial_types=types), X)
    maker = lightgbm.LGBMClassifier if is_class else lightgbm.LGBMRegressor
    fitted = maker(n_jobs=1, random_state=5, verbose=-1, **settings).fit(X, y.astype(int) if is_class else y)
    more = {"zipmap": zipmap} if is_class else {}
    return Converted(convert_lightgbm(fitted, initial_types=types, **more), X)


def forest(maker, **settings):
    return maker(n_estimators=20, max_depth=5, random_state=5, **settings)


CATALOGUE = {
    "tree": lambda: scikit("class", tree.DecisionTreeClassifier(max_depth=5)),
    "tree_regressor": lambda: scikit("real", tree.DecisionTreeRegressor(max_depth=5)),
    "forest": lambda: scikit("class", forest(ensemble.RandomForestClassifier)),
    "forest_classes": lambda: scikit("classes", forest(ensemble.RandomForestClassifier)),
    "forest_regressor": lambda: scikit("real", forest(ensemble.RandomForestRegressor)),
    "many_trees": lambda: scikit("class", forest(ensemble.RandomForestClassifier).set_params(n_estimators=200)),
    "boosting": lambda: scikit("class", ensemble.GradientBoostingClassifier(n_estimators=20)),
    "boosting_classes": lambda: scikit("classes", ensemble.GradientBoostingClassifier(n_estimators=10)),
    "boosting_regressor": lambda: scikit("real", ensemble.GradientBoostingRegressor(n_estimators=20)),
    "imputed_scaled": lambda: scikit(
        "class",
        impute.SimpleImputer(),
        preprocessing.StandardScaler(),
        forest(ensemble.RandomForestClassifier),
    ),
    "min_max": lambda: scikit(
        "real", preprocessing.MinMaxScaler(), ensemble.GradientBoostingRegressor(n_estimators=10)
    ),
    "normalized_l1": lambda: scikit(
        "class", preprocessing.Normalizer("l1"), tree.DecisionTreeClassifier(max_depth=5)
    ),
    "normalized_l2": lambda: scikit(
        "class", preprocessing.Normalizer("l2"), tree.DecisionTreeClassifier(max_depth=5)
    ),
    "lightgbm": partial(boosted, "class", "lightgbm", n_estimators=20),
    "lightgbm_zipmap": partial(boosted, "class", "lightgbm", zipmap=True, n_estimators=5),
    "lightgbm_classes": partial(boosted, "classes", "lightgbm", n_estimators=10),
    "lightgbm_regressor": partial(boosted, "real", "lightgbm", n_estimators=20),
    "xgboost": partial(boosted, "class", "xgboost", n_estimators=20, max_depth=4),
    "xgboost_classes": partial(boosted, "classes", "xgboost", n_estimators=10, max_depth=4),
    "xgboost_regressor": partial(boosted, "real", "xgboost", n_estimators=20, max_depth=4),
}
