"""Every parameter of every recognised estimator: ScoringKit answers as the trainer does, or refuses it by name."""

import json
import pickle
import sys
import warnings
from pathlib import Path

import estimator_variations as variations
import numpy as np
import pytest
import scoringkit
from scipy import sparse

COMPATIBILITY = Path(__file__).resolve().parents[1] / "Compatibility"
sys.path.append(str(COMPATIBILITY))
import estimator_attributes  # noqa: E402

RECORD = json.loads((COMPATIBILITY / "estimator_attributes.json").read_text())
UNKNOWN = "which is not known and may change its answers"
EVERY = list(variations.variations())


def label(part):
    return part.__name__ if isinstance(part, type) else str(part)[:40]


def fit(kind, options, rows):
    return kind(**options).fit(rows.copy(), variations.Y)


def require_the_same_or_a_refusal(estimator, name, rows):
    try:
        theirs = variations.answer(estimator, rows.copy())
    except Exception:
        pytest.skip("the trainer itself does not answer with it")
    try:
        loaded = scoringkit.load(pickle.dumps(estimator))
        ours = (loaded.predict if hasattr(loaded, "predict") else loaded.transform)(rows)
    except scoringkit.ScoringError as refusal:
        # A pipeline that changes nothing is refused as such; any other refusal names what it is about.
        names = [name, "unknown_value"] if name == "handle_unknown" else [name]
        assert any(one in str(refusal) for one in [*names, "changes nothing"]), refusal
        return
    # What links and linear models round differently, and XGBoost's DART in place of its DMatrix.
    np.testing.assert_allclose(ours.reshape(theirs.shape), theirs, rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize(("kind", "name", "value"), EVERY, ids=label)
@pytest.mark.filterwarnings("ignore")
def test_a_parameter_is_followed_or_refused_by_name(kind, name, value):
    options, rows = variations.CASES[kind]
    try:
        estimator = fit(kind, {**options, name: value}, rows)
    except Exception:
        pytest.skip("the trainer itself does not take it")
    require_the_same_or_a_refusal(estimator, name, rows)


@pytest.mark.parametrize(("kind", "name", "value"), EVERY, ids=label)
@pytest.mark.filterwarnings("ignore")
def test_a_parameter_that_is_set_after_fitting_is_followed_or_refused_by_name(kind, name, value):
    options, rows = variations.CASES[kind]
    estimator = fit(kind, options, rows)
    try:
        estimator.set_params(**{name: value})
    except Exception:
        pytest.skip("the trainer itself does not take it")
    require_the_same_or_a_refusal(estimator, name, rows)


def test_the_variations_reach_every_class_that_the_trainers_keep():
    reached = {kind.__name__ for kind in variations.CASES}
    inner = {"MissingIndicator", "IsotonicRegression", "LabelEncoder", "FrozenEstimator", "Booster", "LGBMModel"}
    inner |= {"LGBMRanker", "XGBModel", "XGBRanker"}
    assert {name.split(".")[1] for name in RECORD if "._" not in name} - inner == reached


@pytest.fixture(scope="module")
def fitted():
    """One fitted estimator of each recognised class, by library and name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = list(estimator_attributes.fitted())
    return {f"{type(one).__module__.split('.')[0]}.{type(one).__name__}": one for one in found}


def test_the_record_has_what_the_installed_trainers_keep():
    for name, row in estimator_attributes.listed().items():
        assert set(row) <= set(RECORD[name]), name


def carrier(estimator):
    """What is loaded so that the estimator is read: it itself, or what holds it."""
    name = type(estimator).__name__
    if name in ("_CalibratedClassifier", "_SigmoidCalibration", "IsotonicRegression"):
        method = "isotonic" if name == "IsotonicRegression" else "sigmoid"
        options = {**variations.CASES[variations.CalibratedClassifierCV][0], "method": method}
        holder = fit(variations.CalibratedClassifierCV, options, variations.X)
        pair = holder.calibrated_classifiers_[0]
        return holder, pair if name == "_CalibratedClassifier" else pair.calibrators[0]
    if name == "MissingIndicator":
        holder = fit(variations.SimpleImputer, {"add_indicator": True}, variations.HOLED)
        return holder, holder.indicator_
    copy = pickle.loads(pickle.dumps(estimator))
    return copy, copy


@pytest.mark.parametrize("name", [name for name in RECORD if name.split(".")[1] not in ("Booster", "LabelEncoder")])
@pytest.mark.filterwarnings("ignore")
def test_every_attribute_of_every_release_is_judged_and_any_other_is_not(fitted, name):
    for attribute in [*RECORD[name], "unheard_of"]:
        holder, estimator = carrier(fitted[name])
        vars(estimator)[attribute] = np.log
        try:
            scoringkit.load(pickle.dumps(holder))
            message = ""
        except scoringkit.ScoringError as refusal:
            message = str(refusal)
        assert (UNKNOWN in message) == (attribute == "unheard_of"), (attribute, message)


def test_an_attribute_of_ones_own_that_is_no_function_is_passed_over():
    estimator = fit(variations.LogisticRegression, {}, variations.X)
    estimator.threshold = 0.3
    estimator.columns_of_mine = ["a", "b"]
    model = scoringkit.load(pickle.dumps(estimator))
    np.testing.assert_allclose(model.predict(variations.X), variations.answer(estimator, variations.X))
    # LightGBM does not say which release it is, so that its next one could mean anything by it.
    wrapper = fit(variations.lightgbm.LGBMClassifier, {"n_estimators": 2, "verbose": -1}, variations.X)
    wrapper.threshold = 0.3
    with pytest.raises(scoringkit.ScoringError, match="threshold"):
        scoringkit.load(pickle.dumps(wrapper))


def test_weights_follow_sparse_parts():
    encoder = variations.OneHotEncoder()
    for threshold in (0.0, 1.0):
        transformer = variations.ColumnTransformer(
            [("codes", encoder, [0]), ("rest", "passthrough", [1, 2])], sparse_threshold=threshold,
            transformer_weights={"codes": -2.5, "rest": 1e-3},
        ).fit(variations.CODES)
        theirs = transformer.transform(variations.CODES)
        theirs = theirs.toarray() if sparse.issparse(theirs) else theirs
        assert np.array_equal(scoringkit.load(pickle.dumps(transformer)).transform(variations.CODES), theirs)
