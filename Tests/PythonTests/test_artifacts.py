"""Pickles of several parts: what stands beside a model is applied for certain, or refused by name."""

import datetime
import io
import pickle
import subprocess
import sys
from pathlib import Path

import joblib
import lightgbm
import numpy as np
import pandas as pd
import pytest
import scoringkit
import xgboost
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_selection import SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    LabelEncoder,
    MaxAbsScaler,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    RobustScaler,
    StandardScaler,
)

NAMES = ["age", "income", "debt", "tenure"]
RNG = np.random.default_rng(10)
ROWS = np.column_stack(
    [
        RNG.integers(18, 80, 400),
        RNG.lognormal(10, 1, 400),
        RNG.lognormal(8, 2, 400),
        RNG.integers(0, 30, 400),
    ]
).astype(float)
FRAME = pd.DataFrame(ROWS, columns=NAMES)
LABELS = (ROWS[:, 0] * 500 + ROWS[:, 2] > ROWS[:, 1] + RNG.normal(0, 9000, 400)).astype(int)
SCALER = StandardScaler().fit(FRAME)
SCALED = SCALER.transform(FRAME)
FOREST = RandomForestClassifier(5, max_depth=5, random_state=0).fit(SCALED, LABELS)
LOGISTIC = LogisticRegression().fit(SCALED, LABELS)


def saved(artifact, form="joblib"):
    if form == "pickle":
        return pickle.dumps(artifact)
    buffer = io.BytesIO()
    joblib.dump(artifact, buffer)
    return buffer.getvalue()


def refusal(artifact, **options):
    with pytest.raises(scoringkit.ScoringError) as caught:
        scoringkit.load(saved(artifact), **options)
    return str(caught.value)


def agrees(artifact, model, rows, raw=FRAME, tolerance=0):
    """The artifact's answer to raw rows is the trainer's to prepared ones."""
    expected = model.predict_proba(rows)[:, 1]
    for form in ("joblib", "pickle"):
        loaded = scoringkit.load(saved(artifact, form))
        np.testing.assert_allclose(loaded.predict(raw), expected, rtol=tolerance, atol=tolerance)
    return loaded


@pytest.mark.parametrize(
    "scaler", [StandardScaler(), MinMaxScaler(), MaxAbsScaler(), RobustScaler(), SimpleImputer()]
)
@pytest.mark.parametrize(
    "classifier",
    [
        RandomForestClassifier(5, max_depth=5, random_state=0),
        lightgbm.LGBMClassifier(n_estimators=5, verbose=-1),
        xgboost.XGBClassifier(n_estimators=5),
    ],
    ids=lambda model: type(model).__name__,
)
@pytest.mark.parametrize("has_names", [True, False])
def test_one_scaler_that_fits_is_applied(scaler, classifier, has_names):
    scaler.fit(FRAME if has_names else ROWS)
    rows = scaler.transform(FRAME if has_names else ROWS)
    model = classifier.fit(rows, LABELS)
    artifact = {"model": model, "scaler": scaler, "features": NAMES, "threshold": 0.35}
    loaded = agrees(artifact, model, rows)
    assert loaded.feature_names == NAMES


@pytest.mark.parametrize(
    "artifact",
    [
        (FOREST, SCALER),
        [SCALER, FOREST],
        (FOREST, SCALER, NAMES),
        {"artifacts": {"model": FOREST, "preprocessing": {"scaler": SCALER}}, "version": "1.2"},
        {"classifier": FOREST, "scaler": SCALER, "also": SCALER},
        {"scaler": SCALER, "model": FOREST, "columns": FRAME.columns},
        {"scaler": SCALER, "model": FOREST, "columns": np.array(NAMES)},
        {"scaler": SCALER, "model": FOREST, "columns": np.array(NAMES, object)},
        {"scaler": SCALER, "model": FOREST, "unfitted": StandardScaler()},
    ],
    ids=lambda artifact: str(type(artifact).__name__),
)
def test_lists_tuples_and_nested_dictionaries_too(artifact):
    agrees(artifact, FOREST, SCALED)


def test_a_linear_model_behind_its_scaler():
    agrees({"model": LOGISTIC, "scaler": SCALER}, LOGISTIC, SCALED, tolerance=1e-12)


def test_a_model_fitted_on_a_scaled_frame():
    scaled = pd.DataFrame(SCALED, columns=NAMES)
    model = RandomForestClassifier(5, max_depth=5, random_state=0).fit(scaled, LABELS)
    agrees({"model": model, "scaler": SCALER}, model, scaled)
    plain = StandardScaler().fit(ROWS)
    loaded = agrees({"model": model, "scaler": plain}, model, scaled)
    assert loaded.feature_names == NAMES


@pytest.mark.parametrize("key", ["preprocessor", "transformer", "ct", "pipeline"])
def test_a_column_transformer_whose_columns_are_the_models(key):
    frame = FRAME.assign(home=np.where(ROWS[:, 3] > 12, "own", "rent"))
    columns = ColumnTransformer(
        [("num", StandardScaler(), NAMES), ("cat", OneHotEncoder(handle_unknown="ignore"), ["home"])]
    )
    rows = columns.fit_transform(frame)
    model = lightgbm.LGBMClassifier(n_estimators=5, verbose=-1).fit(rows, LABELS)
    agrees({"model": model, key: columns, "feature_names": list(frame.columns)}, model, rows, frame)
    named = pd.DataFrame(rows, columns=columns.get_feature_names_out())
    model = RandomForestClassifier(5, max_depth=5, random_state=0).fit(named, LABELS)
    agrees({"model": model, key: columns, "names_out": list(named.columns)}, model, named, frame)


def test_a_pipeline_of_preprocessing_and_a_calibrated_model():
    before = make_pipeline(SimpleImputer(), StandardScaler()).fit(FRAME)
    rows = before.transform(FRAME)
    model = CalibratedClassifierCV(RandomForestClassifier(3, max_depth=4, random_state=0), cv=2)
    model.fit(rows, LABELS)
    agrees({"model": model, "preprocessor": before}, model, rows)


def test_an_encoder_of_every_column():
    texts = pd.DataFrame({"a": list("xyz") * 40, "b": list("pq") * 60})
    labels = (texts["a"] == "x").to_numpy() ^ (np.arange(120) % 7 == 0)
    encoder = OrdinalEncoder().fit(texts)
    model = RandomForestClassifier(5, random_state=0).fit(encoder.transform(texts), labels)
    agrees({"model": model, "encoder": encoder}, model, encoder.transform(texts), texts)


@pytest.mark.parametrize(
    "model",
    [
        RandomForestClassifier(3, max_depth=3, random_state=0).fit(ROWS, LABELS),
        lightgbm.LGBMClassifier(n_estimators=5, verbose=-1).fit(ROWS, LABELS),
        xgboost.XGBClassifier(n_estimators=5).fit(ROWS, LABELS),
        LogisticRegression(max_iter=9).fit(ROWS, LABELS),
    ],
    ids=lambda model: type(model).__name__,
)
@pytest.mark.parametrize("key", ["features", "feature_names", "model_columns", "feature_cols", "columns"])
def test_a_list_of_names_names_columns_without(model, key):
    tolerance = 1e-12 if isinstance(model, LogisticRegression) else 0
    loaded = agrees({"model": model, key: NAMES, "threshold": 0.4}, model, ROWS, FRAME, tolerance)
    assert loaded.feature_names == NAMES
    shuffled = FRAME[NAMES[::-1]]
    np.testing.assert_array_equal(loaded.predict(shuffled), loaded.predict(FRAME))


def test_two_lists_of_names_that_differ_name_nothing():
    model = RandomForestClassifier(3, random_state=0).fit(ROWS, LABELS)
    artifact = {"model": model, "features": NAMES, "columns": NAMES[::-1]}
    assert scoringkit.load(saved(artifact)).feature_names == ["x0", "x1", "x2", "x3"]


def test_what_describes_a_model_changes_nothing():
    target = LabelEncoder().fit(["bad", "good"])
    artifact = {
        "model": FOREST,
        "scaler": SCALER,
        "threshold": np.float64(0.35),
        "metrics": {"auc": 0.8, "report": {"0": {"precision": 0.5}}},
        "trained": datetime.datetime(2026, 11, 29),
        "versions": {"numpy": np.__version__},
        "params": FOREST.get_params(),
        "label_encoder": target,
        "class_mapping": {0: "good", 1: "bad"},
        "X_train": ROWS,
        "y_test": pd.Series(LABELS),
        "frame": FRAME,
        "history": [{"loss": 0.5}, {"loss": 0.4}],
        "scoring": roc_auc_score,
        "cv": StratifiedKFold(5),
        "feature_importances": dict(zip(NAMES, FOREST.feature_importances_)),
        "dtype": np.float64,
        "categorical_columns": [],
        "nothing": None,
    }
    agrees(artifact, FOREST, SCALED)


def test_an_explainer_of_shap_changes_nothing():
    shap = pytest.importorskip("shap")
    agrees({"model": FOREST, "scaler": SCALER, "explainer": shap.TreeExplainer(FOREST)}, FOREST, SCALED)


def test_a_search_and_its_best_estimator_are_one_model():
    search = GridSearchCV(RandomForestClassifier(3, random_state=0), {"max_depth": [2, 3]}, cv=2)
    search.fit(SCALED, LABELS)
    artifact = {"grid": search, "best": search.best_estimator_, "scaler": SCALER}
    agrees(artifact, search, SCALED)


def test_a_step_of_the_models_own_pipeline_is_applied_once():
    pipeline = make_pipeline(StandardScaler(), RandomForestClassifier(3, random_state=0)).fit(FRAME, LABELS)
    agrees({"model": pipeline, "scaler": pipeline[0]}, pipeline, FRAME)


class OwnEncoder:
    """A class of the program that saves."""

    def __init__(self):
        self.maps = {"home": {"own": 1}}


class OwnModel:
    """A wrapper of the program that saves."""

    def __init__(self, model, scaler):
        self.model = model
        self.scaler = scaler


def prepare(rows):
    """A function of the program that saves."""
    return rows


UNCERTAIN = {
    "label encoders of columns": (
        {"label_encoders": {"home": LabelEncoder().fit(["own", "rent"]), "job": LabelEncoder().fit(["a", "b"])}},
        "label_encoders.home",
    ),
    "one label encoder in a list": ({"encoders": {"home": LabelEncoder().fit(["own", "rent"])}}, "encoders.home"),
    "a label encoder of a column": ({"le_home": LabelEncoder().fit(["a", "b", "c"])}, "le_home"),
    "a label encoder named for a column": ({"le_age": LabelEncoder().fit(["a", "b"])}, "le_age"),
    "a label encoder of numbers": ({"le": LabelEncoder().fit([3, 7])}, "LabelEncoder"),
    "a scaler of fewer columns": ({"scaler": StandardScaler().fit(FRAME[["age", "income"]])}, "gives 2 columns"),
    "two transformers": ({"imputer": SimpleImputer().fit(ROWS), "scaler": StandardScaler().fit(ROWS)}, "2 trans"),
    "a class of one's own": ({"scaler": SCALER, "encoder": OwnEncoder()}, "OwnEncoder"),
    "a selection": ({"selector": SelectKBest(k=4).fit(ROWS, LABELS)}, "SelectKBest"),
    "principal components": ({"pca": PCA(4).fit(ROWS)}, "PCA"),
    "a function": ({"preprocess": prepare}, "prepare"),
    "a scaler of other names": (
        {"scaler": StandardScaler().fit(FRAME.rename(columns={"age": "years"})), "named": True},
        "years",
    ),
    "medians": ({"medians": {"age": 40.0, "income": 1e4}}, "medians"),
    "medians of pandas": ({"medians": FRAME.median()}, "medians"),
    "maps of texts": ({"encoding_maps": {"home": {"own": 0, "rent": 1}}}, "encoding_maps"),
    "a truth about scaling": ({"scaler": SCALER, "needs_scaling": False}, "needs_scaling"),
    "means and deviations": ({"mean": ROWS.mean(0), "std": ROWS.std(0)}, "mean"),
}


@pytest.mark.parametrize("name", UNCERTAIN)
def test_what_may_prepare_rows_is_refused_by_name_and_the_part_alone_loads(name):
    beside, word = UNCERTAIN[name]
    names = pd.DataFrame(SCALED, columns=NAMES)
    model = RandomForestClassifier(5, max_depth=5, random_state=0).fit(names, LABELS)
    artifact = {"model": model, **beside}
    message = refusal(artifact)
    assert word in message, message
    assert "Pipeline" in message and "$.model" in message and "--part" in message
    alone = scoringkit.load(saved(artifact), part="$.model")
    np.testing.assert_array_equal(alone.predict(SCALED), model.predict_proba(names)[:, 1])


def test_a_scaler_of_another_model_is_refused():
    """One project fits a scaler for its logistic regression, and saves its forest of raw rows beside it."""
    forest = RandomForestClassifier(5, random_state=0).fit(ROWS, LABELS)
    for scaler in (StandardScaler(), MinMaxScaler(), MaxAbsScaler()):
        message = refusal({"model": forest, "scaler": scaler.fit(ROWS)})
        assert "trained on other rows" in message
    # Ages and ratios alone: nothing is out of the range of scaled rows but that nothing is below 0.
    ratios = np.column_stack([ROWS[:, 0], RNG.uniform(0, 1, (400, 2))])
    forest = RandomForestClassifier(20, random_state=0)
    for scaler, columns in ((StandardScaler(), [0, 1, 2]), (StandardScaler(), [1, 2]), (RobustScaler(), [1, 2])):
        raw = ratios[:, columns]
        scaled = scaler.fit(raw).transform(raw)
        labels = (scaled[:, -1] > RNG.normal(0, 1, 400)).astype(int)
        assert "trained on other rows" in refusal({"model": forest.fit(raw, labels), "scaler": scaler})
        agrees({"model": forest.fit(scaled, labels), "scaler": scaler}, forest, scaled, raw)
    booster = lightgbm.LGBMClassifier(n_estimators=5, verbose=-1).fit(ROWS, LABELS)
    assert "trained on other rows" in refusal({"model": booster, "scaler": MinMaxScaler().fit(ROWS)})


def test_a_scaler_beside_a_pipeline_that_scales_is_refused():
    pipeline = make_pipeline(StandardScaler(), LogisticRegression()).fit(FRAME, LABELS)
    assert "prepares its rows itself" in refusal({"model": pipeline, "scaler": StandardScaler().fit(FRAME)})


def test_of_several_models_one_is_named():
    artifact = {"forest": FOREST, "logistic": LOGISTIC, "scaler": SCALER}
    message = refusal(artifact)
    assert "$.forest" in message and "$.logistic" in message and "--part" in message
    for path in ("$.forest", "forest", ".forest"[1:]):
        loaded = scoringkit.load(saved(artifact), part=path)
        np.testing.assert_array_equal(loaded.predict(SCALED), FOREST.predict_proba(SCALED)[:, 1])
    assert isinstance(scoringkit.load(saved(artifact), part="$.scaler"), scoringkit.Pipeline)
    for path in ("$.other", "$.forest.n_estimators", "", "$", "$[0]"):
        assert scoringkit.ScoringError is not None
        assert refusal(artifact, part=path)


def test_of_a_list_one_is_named():
    artifact = [LOGISTIC, FOREST]
    loaded = scoringkit.load(saved(artifact), part="$[1]")
    np.testing.assert_array_equal(loaded.predict(SCALED), FOREST.predict_proba(SCALED)[:, 1])


def test_inside_a_class_of_ones_own_a_part_is_named():
    artifact = OwnModel(FOREST, SCALER)
    message = refusal(artifact)
    assert "OwnModel" in message and "$.model" in message and "$.scaler" in message
    loaded = scoringkit.load(saved(artifact), part="$.model")
    np.testing.assert_array_equal(loaded.predict(SCALED), FOREST.predict_proba(SCALED)[:, 1])


def test_a_part_is_a_text_and_of_a_pickle():
    text = lightgbm.LGBMClassifier(n_estimators=2, verbose=-1).fit(ROWS, LABELS).booster_.model_to_string()
    with pytest.raises(scoringkit.ScoringError, match="pickle"):
        scoringkit.load(text.encode(), part="$.model")
    with pytest.raises(scoringkit.ScoringError, match="text"):
        scoringkit.load(saved(FOREST), part=1)


def _skit(*arguments):
    command = Path(scoringkit._library.library()._name).parent / "skit"
    if not command.exists():
        pytest.skip("no command beside the library")
    return subprocess.run([str(command), *map(str, arguments)], capture_output=True, text=True)


def test_the_command_lists_the_parts_and_takes_one(tmp_path):
    path = tmp_path / "artifact.joblib"
    joblib.dump({"model": FOREST, "scaler": SCALER, "features": NAMES, "threshold": 0.35}, path)
    answer = _skit("inspect", path)
    assert answer.returncode == 0, answer.stderr
    for word in ("$.scaler", "StandardScaler", "applied", "$.threshold", "0.35", "$.features", "classes"):
        assert word in answer.stdout
    assert _skit("inspect", path, "--part", "$.model").returncode == 0
    assert "1000" in _skit("inspect", path, "--maximum-bytes", 1000).stderr
    joblib.dump({"model": FOREST, "scaler": SCALER, "encoder": OwnEncoder()}, path)
    assert "OwnEncoder" in _skit("inspect", path).stderr
    bundle = tmp_path / "bundle.json"
    answer = _skit("convert", path, "--part", "$.model", "-o", bundle)
    assert answer.returncode == 0, answer.stderr
    loaded = scoringkit.load(bundle)
    np.testing.assert_array_equal(loaded.predict(SCALED), FOREST.predict_proba(SCALED)[:, 1])


def test_the_limit_is_raised_where_it_is_named():
    document = saved(FOREST)
    for load in (scoringkit.load,):
        with pytest.raises(scoringkit.ScoringError, match="maximum_bytes") as caught:
            load(document, maximum_bytes=len(document) - 1)
        assert "--maximum-bytes" in str(caught.value)
        load(document, maximum_bytes=len(document))
    buffer = io.BytesIO()
    joblib.dump(FOREST, buffer, compress=3)
    packed = buffer.getvalue()
    with pytest.raises(scoringkit.ScoringError, match="decompressed"):
        scoringkit.load(packed, maximum_bytes=len(packed))
    for limit in (-1, 1.5, None, "1"):
        with pytest.raises(scoringkit.ScoringError):
            scoringkit.load(packed, maximum_bytes=limit)


@pytest.mark.parametrize("limit", ["maximum_work", "maximum_memory"])
def test_the_cost_of_reading_is_the_callers_to_limit(limit, tmp_path):
    document = saved(FOREST)
    option = "--" + limit.replace("_", "-")
    for load in (scoringkit.load, scoringkit.bundle):
        with pytest.raises(scoringkit.ScoringError, match=limit) as caught:
            load(document, **{limit: 1})
        assert caught.value.status == 402
        assert option in str(caught.value)
        load(document, **{limit: 10**9})
        for none in (0, -1, 1.5, "1"):
            with pytest.raises(scoringkit.ScoringError, match=limit) as caught:
                load(document, **{limit: none})
            assert caught.value.status == scoringkit._errors.Status.SKIT_INVALID_ARGUMENT
    path = tmp_path / "forest.pkl"
    path.write_bytes(document)
    assert "the limit for its" in _skit("inspect", path, option, 1).stderr
    assert _skit("inspect", path, option, 0).returncode != 0
    assert _skit("inspect", path, option, 10**9).returncode == 0


if __name__ == "__main__":
    sys.exit(pytest.main([__file__]))
