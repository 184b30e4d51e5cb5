"""Global contributions against NumPy over all contributions at once, and shap's means."""

import lightgbm
import numpy as np
import pytest
import scoringkit
from scoringkit import ScoringError

NAMES = ["age", "income", "home", "debt"]
GROUPS = {"means": ["debt", "income"], "age alone": ["age"]}


@pytest.fixture(scope="module")
def rows():
    random = np.random.default_rng(5)
    rows = random.normal(size=(2500, 4))
    rows[random.random(2500) < 0.1, 1] = np.nan
    return rows


@pytest.fixture(scope="module")
def booster(rows):
    target = (np.nan_to_num(rows[:, 1]) + rows[:, 0] * rows[:, 2] > 0.2).astype(int)
    parameters = {"objective": "binary", "num_leaves": 8, "verbosity": -1, "num_threads": 1}
    return lightgbm.train(parameters, lightgbm.Dataset(rows, target, feature_name=NAMES), 20)


@pytest.fixture(scope="module")
def model(booster, tmp_path_factory):
    path = tmp_path_factory.mktemp("global") / "model.txt"
    booster.save_model(path)
    return scoringkit.load(path)


def expected(features, groups):
    """One column a term: the features, then the groups, which are "age alone", "means" and "home" as players."""
    return np.column_stack([features[:, :4], groups[:, 1], groups[:, 0]])


def check(found, columns):
    assert found.names == [*NAMES, "means", "age alone"]
    assert found.n_rows == len(columns)
    np.testing.assert_allclose(found.mean_magnitude, np.abs(columns).mean(axis=0), rtol=1e-13)
    np.testing.assert_allclose(found.mean, columns.mean(axis=0), rtol=1e-11, atol=1e-14)
    np.testing.assert_array_equal(found.minimum, columns.min(axis=0))
    np.testing.assert_array_equal(found.maximum, columns.max(axis=0))
    for share in (0, 0.1, 0.5, 0.9, 1):
        exact = np.quantile(columns, share, axis=0, method="inverted_cdf")
        assert np.all(np.abs(found.quantile(share) - exact) <= found.quantile_error)
    assert np.all(found.quantile_error <= np.abs(columns).max(axis=0) / 256)


def test_summaries_are_those_of_all_contributions_at_once(model, rows):
    groups = model.explaining(GROUPS)
    assert groups.player_names == ["age alone", "means", "home"]
    columns = expected(model.predict(rows, pred_contrib=True), groups.predict(rows, pred_contrib=True))
    check(model.global_explanation(rows, GROUPS), columns)


def test_sums_are_taken_row_by_row(model, rows):
    features = model.predict(rows, pred_contrib=True)
    sums = np.column_stack([features[:, 0], features[:, [1, 3]].sum(axis=1)])
    check(model.global_explanation(rows, GROUPS, sums=True), expected(features, sums))


def test_means_are_those_of_shap(model, booster, rows):
    shap = pytest.importorskip("shap")
    values = shap.TreeExplainer(booster)(rows[:500]).values
    found = model.global_explanation(rows[:500]).mean_magnitude
    np.testing.assert_allclose(found, np.abs(values).mean(axis=0), rtol=1e-9)


def test_no_order_of_rows_and_no_number_of_calls_changes_a_bit(model, rows):
    whole = model.global_explanation(rows, GROUPS)
    order = np.random.default_rng(6).permutation(len(rows))
    parts = model.global_explanation(rows[order[:7]], GROUPS)
    for start in range(7, len(rows), 613):
        parts.add(rows[order[start : start + 613]])
    for name in ("mean_magnitude", "mean", "minimum", "maximum", "quantile_error"):
        np.testing.assert_array_equal(getattr(parts, name), getattr(whole, name))
    np.testing.assert_array_equal(parts.quantile(0.3), whole.quantile(0.3))


def test_frames_are_bound_by_name(model, rows):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(rows, columns=NAMES)[NAMES[::-1]]
    found = model.global_explanation(frame)
    np.testing.assert_array_equal(found.mean, model.global_explanation(rows).mean)


@pytest.mark.parametrize("space", ["margin", "probability"])
def test_a_background_is_summed_up_too(model, rows, space):
    background = scoringkit.Background(model, rows[:30])
    found = background.global_explanation(rows[:1500], GROUPS, space=space)
    groups = background.explaining(GROUPS).contributions(rows[:1500], space=space)
    check(found, expected(background.contributions(rows[:1500], space=space), groups))


def test_several_outputs_have_a_row_each(rows):
    target = np.arange(len(rows)) % 3
    parameters = {"objective": "multiclass", "num_class": 3, "verbosity": -1, "num_threads": 1}
    booster = lightgbm.train(parameters, lightgbm.Dataset(rows, target), 3)
    model = scoringkit.load(booster.model_to_string().encode())
    found = model.global_explanation(rows)
    values = model.predict(rows, pred_contrib=True).reshape(len(rows), 3, 5)[:, :, :4]
    np.testing.assert_allclose(found.mean_magnitude, np.abs(values).mean(axis=0), rtol=1e-13)


@pytest.mark.parametrize(
    "groups",
    [{"a": ["nobody"]}, {"a": ["age"], "b": ["age"]}, {"a": ["age", "age"]}, {"a": []}, {"a": "age"}],
)
def test_groups_that_do_not_fit_are_refused(model, rows, groups):
    with pytest.raises(ScoringError):
        model.global_explanation(rows, groups)


@pytest.mark.parametrize("wrong", [np.zeros(4), np.zeros((2, 3)), np.zeros((1, 1, 4)), "text"])
def test_what_is_no_matrix_of_rows_is_refused(model, wrong):
    with pytest.raises(ScoringError):
        model.global_explanation(wrong)


def test_no_rows_are_zeros(model):
    found = model.global_explanation(np.empty((0, 4)))
    assert found.n_rows == 0
    assert not found.mean_magnitude.any()


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan")])
def test_a_share_is_from_0_to_1(model, rows, share):
    with pytest.raises(ScoringError, match="share"):
        model.global_explanation(rows[:3]).quantile(share)
