"""Shapley values against a background: shap's, where it can answer, and the invariants that need no oracle."""

import base64
import hashlib
import json

import lightgbm
import numpy as np
import pytest
import scoringkit
import shap
from catalogue import EXPLAINABLE, LINEAR, Trained
from comparing import require_same_bits

SHAP = 1e-6
"""Of a row's largest value: shap keeps thresholds and leaves of interventional trees as float32."""


@pytest.fixture(scope="module", params=["binary", "regression"])
def case(request):
    """A model on numbers that float32 holds, none of them near a threshold: shap then goes the same ways."""
    random = np.random.default_rng(6)
    X = random.integers(0, 40, size=(600, 7)).astype(float)
    signal = X[:, 0] * X[:, 1] / 40 - X[:, 2] + 10 * (X[:, 3] > 20) + random.normal(size=600)
    y = {"binary": signal > 0, "regression": signal}[request.param]
    settings = {"objective": request.param, "num_leaves": 24, "verbose": -1, "num_threads": 1, "seed": 3}
    return Trained(lightgbm.train(settings, lightgbm.Dataset(X, y), 9), X)


def shaps(case, background, X, output="raw"):
    """shap's values and base value, in the shape of ours."""
    explainer = shap.TreeExplainer(
        case.booster, background, feature_perturbation="interventional", model_output=output
    )
    values = explainer.shap_values(X, check_additivity=False)
    return np.column_stack([values, np.full(len(X), explainer.expected_value)])


def require_close(ours, theirs):
    assert ours.shape == theirs.shape and ours.dtype == theirs.dtype
    assert (np.abs(ours - theirs).max(axis=1) <= SHAP * np.abs(theirs).max(axis=1)).all()


@pytest.mark.parametrize("count", [1, 7, 100])
def test_contributions_are_shaps(case, count):
    background, X = case.X[:count], case.X[100:220]
    ours = scoringkit.Background(case.model, background).contributions(X)
    require_close(ours, shaps(case, background, X))


@pytest.mark.parametrize("case", ["binary"], indirect=True)
def test_rescaled_contributions_are_shaps(case):
    background, X = case.X[:60], case.X[100:160]
    ours = scoringkit.Background(case.model, background).contributions(X, space="probability")
    require_close(ours, shaps(case, background, X, "probability"))
    np.testing.assert_allclose(ours.sum(axis=1), case.booster.predict(X), rtol=1e-13)


@pytest.mark.parametrize("name", EXPLAINABLE)
def test_contributions_add_up_to_the_margin_and_the_base_value_is_the_background_mean(trained, name):
    case = trained(name)
    background, X = case.X[:50], case.X[50:150]
    ours = scoringkit.Background(case.model, background).contributions(X)
    ours = ours.reshape(len(X), case.model.n_outputs, -1)
    margins = case.model.predict(X, raw_score=True).reshape(len(X), -1)
    means = case.model.predict(background, raw_score=True).reshape(50, -1).mean(axis=0)
    scale = 1e-12 * (1 + np.abs(margins).max())
    assert (np.abs(ours.sum(axis=2) - margins) <= scale).all()
    assert (np.abs(ours[:, :, -1] - means) <= scale).all()


def test_the_number_and_order_of_rows_and_their_type_change_no_bit(trained):
    case = trained("binary")
    X = case.X[:77].astype(np.float32).astype(np.float64)
    background = scoringkit.Background(case.model, X[:40])
    for space in ("margin", "probability"):
        batch = background.contributions(X, space=space)
        require_same_bits(batch[::-1], background.contributions(X[::-1], space=space))
        single = np.concatenate([background.contributions(row[np.newaxis], space=space) for row in X])
        require_same_bits(batch, single)
        require_same_bits(batch, background.contributions(X.astype(np.float32), space=space))
    narrow = scoringkit.Background(case.model, X[:40].astype(np.float32))
    require_same_bits(background.contributions(X), narrow.contributions(X))


def test_a_frame_is_bound_by_name(trained):
    pandas = pytest.importorskip("pandas")
    case = trained("binary")
    names = case.model.feature_names
    frame = pandas.DataFrame(case.X[:30], columns=names)[names[::-1]]
    by_name = scoringkit.Background(case.model, frame).contributions(frame)
    require_same_bits(by_name, scoringkit.Background(case.model, case.X[:30]).contributions(case.X[:30]))


@pytest.mark.parametrize("name", LINEAR)
def test_linear_trees_are_refused_by_name(trained, name):
    case = trained(name)
    with pytest.raises(scoringkit.ScoringError, match="linear") as refusal:
        scoringkit.Background(case.model, case.X[:5])
    assert refusal.value.status_name == "SKIT_UNSUPPORTED_OPERATION"


def test_what_is_wrong_is_refused(trained):
    model = trained("binary").model
    X = trained("binary").X
    for background, status in [(X[:0], "SKIT_INVALID_ARGUMENT"), (X[:3, 1:], "SKIT_SHAPE_MISMATCH")]:
        with pytest.raises(scoringkit.ScoringError) as refusal:
            scoringkit.Background(model, background)
        assert refusal.value.status_name == status
    background = scoringkit.Background(model, X[:3])
    with pytest.raises(scoringkit.ScoringError, match="margin"):
        background.contributions(X, space="raw")
    with pytest.raises(scoringkit.ScoringError) as refusal:
        background.contributions(X[:, 1:])
    assert refusal.value.status_name == "SKIT_SHAPE_MISMATCH"
    background.close()
    background.close()
    with pytest.raises(scoringkit.ScoringError, match="closed"):
        background.contributions(X)


def test_a_background_outlives_its_model(trained):
    case = trained("binary")
    model = scoringkit.load(case.text)
    background = scoringkit.Background(model, case.X[:9])
    expected = background.contributions(case.X[:4])
    model.close()
    del model
    require_same_bits(background.contributions(case.X[:4]), expected)


def test_threads_change_no_bit(trained):
    case = trained("binary")
    X = np.resize(case.X, (1500, case.X.shape[1]))
    background = scoringkit.Background(case.model, case.X[:40])
    for threads in (0, 2, 5):
        for space in ("margin", "probability"):
            threaded = background.contributions(X, space=space, num_threads=threads)
            require_same_bits(threaded, background.contributions(X, space=space))
        require_same_bits(case.model.interactions(X, num_threads=threads), case.model.interactions(X))
        for made in (case.model, background):
            threaded = made.global_explanation(X, num_threads=threads)
            require_same_bits(threaded.mean_magnitude, made.global_explanation(X).mean_magnitude)
    with pytest.raises(scoringkit.ScoringError, match="num_threads"):
        background.contributions(X, num_threads=-1)


def test_a_bundle_carries_its_background(trained, tmp_path):
    case = trained("binary")
    X = case.X[:60]
    bundle = scoringkit.bundle(case.text)
    assert not bundle.has_background
    with pytest.raises(scoringkit.ScoringError, match="no background") as refusal:
        bundle.background()
    assert refusal.value.status_name == "SKIT_UNSUPPORTED_OPERATION"
    expected = scoringkit.Background(case.model, X).contributions(case.X)
    for stored in (bundle.with_background(X), scoringkit.bundle(case.text, background=X)):
        stored.save(tmp_path / "bundle.json")
        loaded = scoringkit.load(tmp_path / "bundle.json")
        assert loaded.has_background
        background = loaded.background()
        assert "60 rows" in repr(background)
        require_same_bits(background.contributions(case.X), expected)
    limited = loaded.limited(0, 3)
    require_same_bits(
        limited.background().contributions(X), scoringkit.Background(limited, X).contributions(X)
    )
    with pytest.raises(scoringkit.ScoringError, match="bare") as refusal:
        case.model.with_background(X)
    assert refusal.value.status_name == "SKIT_UNSUPPORTED_OPERATION"
    with pytest.raises(scoringkit.ScoringError) as refusal:
        bundle.with_background(X[:, 1:])
    assert refusal.value.status_name == "SKIT_SHAPE_MISMATCH"


def test_a_stored_background_is_what_numpy_makes_of_it(trained, tmp_path):
    case = trained("binary")
    bundle = scoringkit.bundle(case.text)
    for X, dtype in [(case.X[:9].astype(np.float32), "float32"), (case.X[:9] + 1 / 3, "float64")]:
        bundle.with_background(X).save(tmp_path / "bundle.json")
        stored = json.loads((tmp_path / "bundle.json").read_text())["background"]
        assert stored["rows"] == 9 and stored["dtype"] == dtype
        content = base64.b64decode(stored["base64"])
        assert stored["sha256"] == hashlib.sha256(content).hexdigest()
        np.testing.assert_array_equal(np.frombuffer(content, "<" + dtype[0] + str(int(dtype[5:]) // 8)), X.ravel())


def test_probability_space_of_another_link_is_refused(trained):
    case = trained("poisson")
    background = scoringkit.Background(case.model, case.X[:9])
    with pytest.raises(scoringkit.ScoringError, match="poisson") as refusal:
        background.contributions(case.X, space="probability")
    assert refusal.value.status_name == "SKIT_UNSUPPORTED_OPERATION"
