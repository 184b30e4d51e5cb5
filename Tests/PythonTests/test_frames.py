"""DataFrames bind by name: order never scores silently wrong, and texts are never guessed at."""

import lightgbm
import numpy as np
import pandas
import pytest
import scoringkit
from comparing import require_same_bits
from scoringkit import ScoringError

NAMES = ["age", "credit amount", "duration in months", "rate"]
HOUSING = ["own", "rent", "free"]


@pytest.fixture(scope="module")
def frame():
    random = np.random.default_rng(6)
    frame = pandas.DataFrame(random.normal(size=(300, 4)), columns=NAMES)
    frame.iloc[::7, 1] = np.nan
    return frame


@pytest.fixture(scope="module")
def booster(frame):
    y = (frame["age"] + frame["rate"] > 0).astype(float)
    return lightgbm.train(
        {"objective": "binary", "verbose": -1, "num_threads": 1}, lightgbm.Dataset(frame, y), 8
    )


@pytest.fixture(scope="module")
def model(booster):
    return scoringkit.load(booster.model_to_string().encode())


def test_names_with_spaces_bind_to_lightgbms_underscores(model, booster, frame):
    assert model.feature_names[1] == "credit_amount"
    require_same_bits(model.predict(frame), booster.predict(frame))
    renamed = frame.rename(columns=lambda name: name.replace(" ", "_"))
    require_same_bits(model.predict(renamed), booster.predict(frame))


def test_columns_in_another_order_are_bound_by_name(model, booster, frame):
    shuffled = frame[["rate", "duration in months", "age", "credit amount"]]
    for question in ({}, {"raw_score": True}, {"pred_leaf": True}, {"pred_contrib": True}):
        require_same_bits(model.predict(shuffled, **question), model.predict(frame, **question))
    require_same_bits(model.predict(frame), booster.predict(frame))
    assert (model.predict(shuffled.to_numpy()) != model.predict(frame)).any()


def test_a_missing_column_is_named(model, frame):
    with pytest.raises(ScoringError, match="'duration_in_months' is missing") as refusal:
        model.predict(frame.drop(columns="duration in months"))
    assert refusal.value.status_name == "SKIT_COLUMN_MISMATCH"


def test_an_extra_column_is_named(model, frame):
    with pytest.raises(ScoringError, match="applicant_id") as refusal:
        model.predict(frame.assign(applicant_id=1.0))
    assert refusal.value.status_name == "SKIT_COLUMN_MISMATCH"


@pytest.mark.parametrize("extra", ["age", "credit_amount"])
def test_a_column_given_twice_is_refused(model, frame, extra):
    doubled = pandas.concat([frame, frame["age"].rename(extra)], axis=1)
    with pytest.raises(ScoringError, match="twice") as refusal:
        model.predict(doubled)
    assert refusal.value.status_name == "SKIT_COLUMN_MISMATCH"


def test_columns_without_names_are_refused(model, frame):
    for columns in (range(4), [1.5, None, True, ()], ["a\0", "b", "c", "d"]):
        with pytest.raises(ScoringError):
            model.predict(frame.set_axis(pandas.Index(columns, tupleize_cols=False), axis=1))
    with pytest.raises(ScoringError, match="levels"):
        model.predict(frame.set_axis(pandas.MultiIndex.from_product([["a"], NAMES]), axis=1))


def test_whole_boolean_and_nullable_columns_are_numbers(model, frame):
    whole = frame.round().fillna(0).astype({"age": "int32", "rate": "float32"})
    whole["credit amount"] = whole["credit amount"] > 0
    expected = model.predict(whole.astype("float64"))
    require_same_bits(model.predict(whole), expected)
    require_same_bits(model.predict(whole.convert_dtypes()), expected)
    nullable = whole.convert_dtypes()
    nullable.loc[3, "age"] = pandas.NA
    missing = whole.astype("float64")
    missing.loc[3, "age"] = np.nan
    require_same_bits(model.predict(nullable), model.predict(missing))


@pytest.mark.parametrize("dtype", ["category", "object", "str"])
def test_texts_on_a_bare_model_are_refused_with_what_to_do(model, frame, dtype):
    texts = frame.assign(age=pandas.Series(["own"] * len(frame), dtype=dtype))
    with pytest.raises(ScoringError, match="bundle") as refusal:
        model.predict(texts)
    assert refusal.value.status_name == "SKIT_INVALID_VALUE"
    assert "age" in str(refusal.value) and "own" not in str(refusal.value)


def test_dates_are_refused(model, frame):
    with pytest.raises(ScoringError, match="age"):
        model.predict(frame.assign(age=pandas.Timestamp("2026-01-01")))


def test_a_series_is_refused(model, frame):
    with pytest.raises(ScoringError, match="Series"):
        model.predict(frame["age"])


def test_an_empty_frame_gives_no_answers(model, frame):
    assert model.predict(frame[:0]).shape == (0,)


def test_the_binding_is_not_kept_for_other_columns(model, frame):
    expected = model.predict(frame)
    for columns in (NAMES, NAMES[::-1], NAMES):
        require_same_bits(model.predict(frame[columns]), expected)
    with pytest.raises(ScoringError):
        model.predict(frame[NAMES[:3]])


@pytest.fixture(scope="module")
def categorical():
    """A frame with texts, LightGBM's model of it, and the bundle that knows the texts."""
    random = np.random.default_rng(7)
    frame = pandas.DataFrame(
        {
            "age": random.normal(size=400),
            "housing": pandas.Categorical(random.choice(HOUSING, 400), categories=HOUSING),
        }
    )
    frame.loc[::9, "housing"] = None
    y = (frame["age"] + (frame["housing"] == "rent") > 0.5).astype(float)
    booster = lightgbm.train(
        {"objective": "binary", "verbose": -1, "num_threads": 1, "min_data_per_group": 1},
        lightgbm.Dataset(frame, y),
        8,
    )
    bundle = scoringkit.bundle(
        booster.model_to_string().encode(),
        ["age", {"name": "housing", "categories": HOUSING}],
        threshold=0.4,
        positive_class="default",
    )
    return frame, booster, bundle


def test_a_bundle_takes_the_texts_that_lightgbm_takes(categorical):
    frame, booster, bundle = categorical
    for dtype in ("category", "object", "str", "string"):
        typed = frame.astype({"housing": dtype})
        assert typed["housing"].isna().any()
        require_same_bits(bundle.predict(typed), booster.predict(frame))
        require_same_bits(bundle.predict(typed[["housing", "age"]]), booster.predict(frame))


def test_a_frames_own_order_of_categories_does_not_matter(categorical):
    frame, booster, bundle = categorical
    reordered = frame.assign(housing=frame["housing"].cat.reorder_categories(HOUSING[::-1]))
    require_same_bits(bundle.predict(reordered), booster.predict(frame))


def test_an_unknown_text_is_refused_without_being_repeated(categorical):
    frame, _, bundle = categorical
    unknown = frame.astype({"housing": "object"})
    unknown.loc[5, "housing"] = "houseboat"
    with pytest.raises(ScoringError, match="housing") as refusal:
        bundle.predict(unknown)
    assert refusal.value.status_name == "SKIT_INVALID_VALUE"
    assert "houseboat" not in str(refusal.value)


def test_an_unknown_category_that_no_row_has_is_no_fault(categorical):
    frame, booster, bundle = categorical
    wider = frame.assign(housing=frame["housing"].cat.add_categories(["houseboat"]))
    require_same_bits(bundle.predict(wider), booster.predict(frame))


def test_numbers_where_a_bundle_wants_texts_are_refused(categorical):
    frame, _, bundle = categorical
    with pytest.raises(ScoringError, match="housing"):
        bundle.predict(frame.assign(housing=1.0))


def test_texts_where_a_bundle_wants_numbers_are_refused(categorical):
    frame, _, bundle = categorical
    with pytest.raises(ScoringError, match="age"):
        bundle.predict(frame.assign(age="30"))
