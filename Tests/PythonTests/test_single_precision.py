"""float32 rows through preprocessing: rounded where scikit-learn rounds, alone and in front of a model."""

import pickle

import numpy as np
import pandas as pd
import pytest
import scoringkit
from comparing import require_same_bits
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    MaxAbsScaler,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    RobustScaler,
    StandardScaler,
)

WIDTH = 6
LAST = [WIDTH - 1]
NUMBERS = list(range(WIDTH - 1))


def rows(count=4000, seed=0, missing=True):
    """Random rows; the last column holds categories 0 to 3."""
    generator = np.random.default_rng(seed)
    X = generator.lognormal(2, 2, size=(count, WIDTH)) * generator.choice([-1, 1], size=(count, WIDTH))
    X[:, -1] = generator.integers(0, 4, size=count)
    if missing:
        X[generator.random(X.shape) < 0.05] = np.nan
        X[:, -1] = np.nan_to_num(X[:, -1])
    return X


def probe_rows(missing=True):
    """Rows with every special value in every numeric column."""
    X = rows(400, 1, missing)
    specials = [0.0, -0.0, 1e-45, -1e-40, 1.1754944e-38, 3.4e38, -3.4e38, 16777217.0, 0.1, 1 / 3]
    for place, row in enumerate(X):
        row[place % (WIDTH - 1)] = specials[place % len(specials)]
    return X


def target(X):
    return (np.nan_to_num(X[:, 0]) + np.nan_to_num(X[:, 1]) / 2 + X[:, -1] > 1).astype(int)


def columns(*parts, **options):
    return ColumnTransformer([(f"part{place}", *part) for place, part in enumerate(parts)], **options)


def indicating():
    return SimpleImputer(strategy="constant", fill_value=0.1, add_indicator=True)


STEPS = {
    "min-max": lambda: MinMaxScaler(),
    "min-max clipped": lambda: MinMaxScaler((-0.3, 0.7), clip=True),
    "standard": lambda: StandardScaler(),
    "standard, mean alone": lambda: StandardScaler(with_std=False),
    "standard, scale alone": lambda: StandardScaler(with_mean=False),
    "max-abs": lambda: MaxAbsScaler(),
    "robust": lambda: RobustScaler(),
    "robust, scale alone": lambda: RobustScaler(with_centering=False),
    "mean": lambda: SimpleImputer(),
    "median": lambda: SimpleImputer(strategy="median"),
    "most frequent": lambda: SimpleImputer(strategy="most_frequent"),
    "constant with indicator": indicating,
    "two scalers": lambda: make_pipeline(StandardScaler(), RobustScaler()),
    "imputer, scaler": lambda: make_pipeline(SimpleImputer(), StandardScaler(), MinMaxScaler()),
    "function": lambda: make_pipeline(FunctionTransformer(), StandardScaler()),
    "float32 codes beside": lambda: make_pipeline(
        columns((StandardScaler(), NUMBERS), (OrdinalEncoder(dtype=np.float32), LAST)), StandardScaler()
    ),
    "float64 codes beside": lambda: make_pipeline(
        columns((StandardScaler(), NUMBERS), (OrdinalEncoder(), LAST)), StandardScaler()
    ),
    "int8 codes beside": lambda: make_pipeline(
        columns((StandardScaler(), NUMBERS), (OrdinalEncoder(dtype="int8"), LAST)), StandardScaler()
    ),
    "int64 codes beside": lambda: make_pipeline(
        columns((StandardScaler(), NUMBERS), (OrdinalEncoder(dtype=int), LAST)), StandardScaler()
    ),
    "bits beside": lambda: make_pipeline(
        columns(
            (OneHotEncoder(dtype=bool, sparse_output=False), LAST), (RobustScaler(), [0, 1]), remainder="passthrough"
        ),
        MaxAbsScaler(),
    ),
    "codes alone": lambda: columns((make_pipeline(OrdinalEncoder(dtype=np.float32), StandardScaler()), LAST)),
    "small codes alone": lambda: columns((make_pipeline(OrdinalEncoder(dtype=np.uint8), StandardScaler()), LAST)),
    "sparse": lambda: make_pipeline(
        columns(
            (OneHotEncoder(dtype=np.float32), LAST), (SimpleImputer(), NUMBERS), sparse_threshold=1.0
        ),
        StandardScaler(with_mean=False),
        MaxAbsScaler(),
    ),
    "sparse, float64": lambda: make_pipeline(
        columns((OneHotEncoder(), LAST), (SimpleImputer(), NUMBERS), sparse_threshold=1.0),
        MaxAbsScaler(),
    ),
    "nested": lambda: make_pipeline(
        columns((make_pipeline(columns((StandardScaler(), [0, 2]), remainder="drop"), RobustScaler()), NUMBERS),
                (StandardScaler(), [1]), remainder=MinMaxScaler()),
        MinMaxScaler(),
    ),
}


def dense(transformed):
    return np.asarray(transformed.todense() if hasattr(transformed, "todense") else transformed)


def fitted(name, dtype):
    X = rows()
    return STEPS[name]().fit(X.astype(dtype))


def load(estimator):
    return scoringkit.load(pickle.dumps(estimator))


def require_as_transformed(estimator, X):
    with np.errstate(all="ignore"):
        theirs = dense(estimator.transform(X.copy()))
    require_same_bits(load(estimator).transform(X), theirs.astype(np.float64))


@pytest.mark.parametrize("trained", [np.float32, np.float64])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", STEPS)
def test_every_step_rounds_where_scikit_learn_rounds(name, dtype, trained):
    estimator = fitted(name, trained)
    for X in (rows(seed=2), probe_rows()):
        require_as_transformed(estimator, X.astype(dtype))


def test_rows_of_float32_are_not_those_of_float64():
    X = rows().astype(np.float32)
    pipeline = load(StandardScaler().fit(X))
    assert (pipeline.transform(X) != pipeline.transform(X.astype(np.float64)))[~np.isnan(X)].mean() > 0.5


@pytest.mark.parametrize("seed", range(4))
def test_histogram_boosting_behind_a_scaler_scores_float32_to_the_bit(seed):
    X = rows(seed=seed).astype(np.float32)
    for scaler in (StandardScaler(), MinMaxScaler(), RobustScaler(), make_pipeline(SimpleImputer(), StandardScaler())):
        estimator = make_pipeline(scaler, HistGradientBoostingClassifier(max_iter=40)).fit(X, target(X))
        model = load(estimator)
        other = rows(20_000, seed + 10).astype(np.float32)
        require_same_bits(model.predict(other), estimator.predict_proba(other)[:, 1])
        require_same_bits(model.predict(other, raw_score=True), estimator.decision_function(other))
        wide = other.astype(np.float64)
        require_same_bits(model.predict(wide, raw_score=True), estimator.decision_function(wide))


def test_members_of_a_calibrated_ensemble_round_by_themselves():
    X = rows().astype(np.float32)
    member = make_pipeline(StandardScaler(), RandomForestClassifier(8, random_state=0, n_jobs=1))
    estimator = CalibratedClassifierCV(member, cv=3).fit(np.nan_to_num(X), target(X))
    other = np.nan_to_num(rows(5000, 3)).astype(np.float32)
    require_same_bits(load(estimator).predict(other), estimator.predict_proba(other)[:, 1])


def test_explanations_see_the_rows_that_predictions_see():
    X = rows().astype(np.float32)
    estimator = make_pipeline(StandardScaler(), HistGradientBoostingClassifier(max_iter=20)).fit(X, target(X))
    model = load(estimator)
    other = rows(5000, 5).astype(np.float32)
    margins = model.predict(other, raw_score=True)
    background = scoringkit.Background(model, X[:50])
    np.testing.assert_allclose(background.contributions(other[:500]).sum(axis=1), margins[:500], atol=1e-9)


def frame(X):
    return pd.DataFrame(X, columns=[f"c{place}" for place in range(X.shape[1])])


def test_a_frame_of_float32_is_an_array_of_float32():
    X = frame(rows().astype(np.float32))
    estimator = make_pipeline(StandardScaler(), HistGradientBoostingClassifier(max_iter=40)).fit(X, target(X.to_numpy()))
    other = frame(rows(20_000, 6).astype(np.float32))
    require_same_bits(load(estimator).predict(other), estimator.predict_proba(other)[:, 1])
    wide = other.astype({"c1": "float64"})
    require_same_bits(load(estimator).predict(wide), estimator.predict_proba(wide)[:, 1])


def test_texts_beside_float32_leave_the_numbers_float32():
    X = frame(rows().astype(np.float32))
    X["c5"] = X["c5"].map(lambda code: f"grade {code:.0f}").astype(object)
    estimator = make_pipeline(
        columns((StandardScaler(), ["c0", "c1", "c2", "c3", "c4"]), (OneHotEncoder(sparse_output=False), ["c5"])),
        HistGradientBoostingClassifier(max_iter=40),
    ).fit(X, target(rows()))
    other = frame(rows(20_000, 6).astype(np.float32))
    other["c5"] = other["c5"].map(lambda code: f"grade {code:.0f}").astype(object)
    require_same_bits(load(estimator).predict(other), estimator.predict_proba(other)[:, 1])


def test_frames_between_steps_keep_their_columns_types():
    X = frame(rows().astype(np.float32))
    names = list(X.columns[:-1])
    first = columns((StandardScaler(), names), (OrdinalEncoder(), ["c5"]), verbose_feature_names_out=False)
    second = columns((RobustScaler(), names), (StandardScaler(), ["c5"]))
    estimator = make_pipeline(first.set_output(transform="pandas"), second).fit(X)
    other = frame(rows(seed=4).astype(np.float32))
    require_same_bits(load(estimator).transform(other), estimator.transform(other).astype(np.float64))


@pytest.mark.parametrize("dtype", [np.float16, "complex64", bool])
def test_codes_that_a_dtype_does_not_hold_are_refused(dtype):
    encoder = OrdinalEncoder(dtype=dtype, handle_unknown="error").fit(rows()[:, LAST])
    with pytest.raises(scoringkit.ScoringError, match="dtype"):
        load(encoder)


def test_codes_beyond_an_integer_type_are_refused():
    encoder = OrdinalEncoder(dtype=np.int8).fit(np.arange(300.0)[:, np.newaxis])
    with pytest.raises(scoringkit.ScoringError, match="i1"):
        load(encoder)


def test_float16_rows_are_refused_on_their_way_through_preprocessing():
    X = rows(100)
    with pytest.raises(scoringkit.ScoringError, match="float16"):
        load(StandardScaler().fit(X)).transform(X.astype(np.float16))
    forest = make_pipeline(StandardScaler(), HistGradientBoostingClassifier(max_iter=3)).fit(X, target(X))
    with pytest.raises(scoringkit.ScoringError, match="float16"):
        load(forest).predict(X.astype(np.float16))
