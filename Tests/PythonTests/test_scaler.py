"""MinMaxScaler against scikit-learn's, to the bit, for float64 and float32."""

import copy
import pickle

import numpy as np
import pytest
from comparing import require_same_bits
from scoringkit import MinMaxScaler, ScoringError
from sklearn import preprocessing


@pytest.fixture(scope="module")
def X():
    """Continuous, huge, tiny, constant, nearly constant, with missing values, and always missing."""
    random = np.random.default_rng(21)
    X = random.normal(size=(500, 8))
    X[:, 1] *= 1e12
    X[:, 2] *= 1e-12
    X[:, 3] = 4.5
    X[:, 4] = 1 + 1e-17 * X[:, 4]
    X[::5, 5] = np.nan
    X[:, 6] = np.round(X[:, 6] * 1000)
    X[:, 7] = np.nan
    return X


RANGES = [(0, 1), (-1, 1), (0.1, 0.7), (-1000.0, 3.5)]


@pytest.mark.filterwarnings("ignore:All-NaN slice")
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("fitted_on", [np.float64, np.float32])
@pytest.mark.parametrize("clip", [False, True])
@pytest.mark.parametrize("feature_range", RANGES)
def test_scaled_rows_are_scikit_learns_to_the_bit(X, dtype, fitted_on, clip, feature_range):
    theirs = preprocessing.MinMaxScaler(feature_range, clip=clip).fit(X[:300].astype(fitted_on))
    ours = MinMaxScaler.from_sklearn(theirs)
    rows = np.concatenate([X, X * 1.5, np.zeros((1, 8)), np.full((1, 8), np.nan)]).astype(dtype)
    require_same_bits(ours.transform(rows), theirs.transform(rows))


@pytest.mark.parametrize("clip", [False, True])
@pytest.mark.parametrize("feature_range", RANGES)
def test_a_scaler_of_bounds_is_the_one_scikit_learn_fits(X, clip, feature_range):
    theirs = preprocessing.MinMaxScaler(feature_range, clip=clip).fit(X[:, :7])
    ours = MinMaxScaler.from_bounds(theirs.data_min_, theirs.data_max_, feature_range, clip)
    require_same_bits(ours.scale, theirs.scale_)
    require_same_bits(ours.min, theirs.min_)
    require_same_bits(ours.transform(X[:, :7]), theirs.transform(X[:, :7]))


def test_layouts_give_the_same_bits(X):
    scaler = MinMaxScaler.from_bounds(np.nanmin(X[:, :7], axis=0), np.nanmax(X[:, :7], axis=0))
    rows = X[:, :7].copy()
    expected = scaler.transform(rows)
    for layout in (np.asfortranarray(rows), X[:, :7], rows[::-1][::-1], rows.astype(">f8")):
        require_same_bits(scaler.transform(layout), expected)
    require_same_bits(scaler.transform(rows[::2]), expected[::2])
    require_same_bits(scaler.transform(rows[::-1])[::-1], expected)
    assert scaler.transform(rows[:0]).shape == (0, 7)


def test_whole_numbers_scale_as_float64():
    scaler = MinMaxScaler.from_bounds([0], [3])
    require_same_bits(scaler.transform([[1]]), scaler.transform(np.array([[1.0]])))
    assert scaler.transform(np.array([[1]])).dtype == np.float64


def test_a_scaler_says_what_it_is():
    scaler = MinMaxScaler([2.0, 3.0], [0.5, -1.0], clip=(0, 1))
    assert scaler.n_features == 2
    assert scaler.scale.tolist() == [2.0, 3.0] and scaler.min.tolist() == [0.5, -1.0]
    assert scaler.clip == (0.0, 1.0)
    assert "2 features" in repr(scaler)


def test_a_scaler_is_not_changed_through_what_it_was_made_of():
    scale = np.array([2.0])
    scaler = MinMaxScaler(scale, [0.0])
    scale[0] = scaler.scale[0] = 7.0
    assert scaler.transform([[1.0]]) == 2.0 and scaler.scale == 2.0


def test_a_scaler_survives_pickling_and_copying():
    scaler = MinMaxScaler([2.0, 3.0], [0.5, -1.0], clip=(0, 1))
    rows = np.array([[0.1, 0.4]])
    for other in (pickle.loads(pickle.dumps(scaler)), copy.deepcopy(scaler), copy.copy(scaler)):
        require_same_bits(other.transform(rows), scaler.transform(rows))


@pytest.mark.parametrize(
    "make",
    [
        lambda: MinMaxScaler([], []),
        lambda: MinMaxScaler([1.0], [1.0, 2.0]),
        lambda: MinMaxScaler([np.inf], [0.0]),
        lambda: MinMaxScaler([np.nan], [0.0]),
        lambda: MinMaxScaler([[1.0]], [[1.0]]),
        lambda: MinMaxScaler("scale", [0.0]),
        lambda: MinMaxScaler(None, None),
        lambda: MinMaxScaler([1.0], [0.0], clip=(1, 0)),
        lambda: MinMaxScaler([1.0], [0.0], clip=(0, np.nan)),
        lambda: MinMaxScaler([1.0], [0.0], clip=(0,)),
        lambda: MinMaxScaler([1.0], [0.0], clip="01x"),
        lambda: MinMaxScaler([1.0], [0.0], clip=3),
        lambda: MinMaxScaler.from_bounds([1.0], [0.0]),
        lambda: MinMaxScaler.from_bounds([1.0], [0.0, 1.0]),
        lambda: MinMaxScaler.from_bounds([0.0], [np.inf]),
        lambda: MinMaxScaler.from_bounds([0.0], [1.0], (1, 1)),
        lambda: MinMaxScaler.from_bounds([0.0], [1.0], (0, np.inf)),
        lambda: MinMaxScaler.from_sklearn(preprocessing.MinMaxScaler()),
        lambda: MinMaxScaler.from_sklearn(preprocessing.StandardScaler().fit([[1.0], [2.0]])),
        lambda: MinMaxScaler.from_sklearn(None),
    ],
)
def test_what_is_no_scaler_is_refused(make):
    with pytest.raises(ScoringError):
        make()


@pytest.mark.parametrize(
    "rows", [None, "x", np.zeros(2), np.zeros((1, 3)), np.zeros((1, 2, 2)), [["a", "b"]]]
)
def test_what_are_no_rows_is_refused(rows):
    with pytest.raises(ScoringError):
        MinMaxScaler([1.0, 1.0], [0.0, 0.0]).transform(rows)
