"""A category is a value with a type, as its trainer sees it: every kind of it, through every door, against the trainer."""

import itertools
import json
import pickle

import lightgbm
import numpy as np
import pandas
import pytest
import scoringkit
import xgboost
from comparing import require_same_bits
from scoringkit import ScoringError
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

ROWS = 300
MISSING = {"none": [], "None": [None], "NaN": [np.nan], "both": [None, np.nan]}
KINDS = {
    "texts": ["x", "y"],
    "integers": [3, 7],
    "floats": [0.5, 2.0],
    "booleans": [True, False],
}


def objects(values, seed=1):
    """One column of Python's objects."""
    random = np.random.default_rng(seed)
    pool = np.empty(len(values), object)
    pool[:] = values
    return pandas.DataFrame({"c": pandas.Series(random.choice(pool, ROWS), dtype=object)})


def reloaded(estimator, **options):
    return scoringkit.load(pickle.dumps(estimator), **options)


def dense(answer):
    return np.asarray(answer.toarray() if hasattr(answer, "toarray") else answer, float)


ENCODERS = {
    "one-hot": lambda: OneHotEncoder(handle_unknown="ignore"),
    "one-hot, strict": lambda: OneHotEncoder(),
    "ordinal": lambda: OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
    "ordinal, missing": lambda: OrdinalEncoder(
        handle_unknown="use_encoded_value", unknown_value=-2, encoded_missing_value=-1
    ),
    "ordinal, strict": lambda: OrdinalEncoder(),
}
IMPUTERS = {
    "no imputer": None,
    "constant": lambda: SimpleImputer(strategy="constant", fill_value="?"),
    "most_frequent": lambda: SimpleImputer(strategy="most_frequent"),
    "most_frequent, indicator": lambda: SimpleImputer(strategy="most_frequent", add_indicator=True),
    "None": lambda: SimpleImputer(missing_values=None, strategy="constant", fill_value="?"),
    "None, most_frequent": lambda: SimpleImputer(missing_values=None, strategy="most_frequent"),
    "NA": lambda: SimpleImputer(missing_values=pandas.NA, strategy="constant", fill_value="?"),
    "a value": lambda: SimpleImputer(missing_values="y", strategy="constant", fill_value="x"),
    "a number": lambda: SimpleImputer(missing_values=3, strategy="most_frequent"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("imputer", IMPUTERS)
@pytest.mark.parametrize("encoder", ENCODERS)
def test_none_and_nan_are_encoded_as_scikit_learn_does(kind, imputer, encoder):
    """Every kind of missing value at training and at scoring; what is refused, scikit-learn refuses too."""
    answered = 0
    for trained, scored in itertools.product(MISSING, MISSING):
        steps = [] if IMPUTERS[imputer] is None else [IMPUTERS[imputer]()]
        steps.append(ENCODERS[encoder]())
        rows = objects(KINDS[kind] + MISSING[scored], seed=2)
        try:
            pipeline = make_pipeline(*steps).fit(objects(KINDS[kind] + MISSING[trained]))
        except (ValueError, TypeError):
            continue
        try:
            want = dense(pipeline.transform(rows))
        except (ValueError, TypeError):
            want = None
        try:
            got = reloaded(pipeline).transform(rows)
        except ScoringError as refusal:
            # None in a column of numbers, of which NaN is told apart, has no number.
            no_number = kind != "texts" and "None is not NaN" in str(refusal)
            assert want is None or no_number, (trained, scored, str(refusal))
            continue
        answered += 1
        if want is not None:
            np.testing.assert_array_equal(got, want, err_msg=f"trained on {trained}, scored on {scored}")
    assert answered or imputer in ("a number", "a value")


@pytest.mark.parametrize("trained", MISSING)
def test_a_mapping_says_none_or_nan(trained):
    rows = objects(["x", "y", *MISSING[trained]])
    encoder = OneHotEncoder(handle_unknown="ignore")
    model = make_pipeline(encoder, RandomForestClassifier(3, random_state=0)).fit(rows, (rows.c == "x").astype(int))
    loaded = reloaded(model)
    for value in ("x", None, np.nan, 1, True):
        one = pandas.DataFrame({"c": pandas.Series([value], dtype=object)})
        require_same_bits(loaded.predict(loaded.encode({"c": value})), model.predict_proba(one)[:, 1])


def test_a_most_frequent_that_is_none_fills_with_none():
    pipeline = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder())
    rows = pandas.DataFrame({"c": pandas.Series(["x", None, None, np.nan] * 20, dtype=object)})
    pipeline.fit(rows)
    np.testing.assert_array_equal(reloaded(pipeline).transform(rows), dense(pipeline.transform(rows)))


def test_pandas_na_is_what_scikit_learn_makes_of_it():
    with_na = pandas.DataFrame({"c": pandas.Series(["x", pandas.NA, "y"], dtype="string")})
    imputing = make_pipeline(
        SimpleImputer(missing_values=pandas.NA, strategy="most_frequent"), OrdinalEncoder()
    ).fit(with_na)
    np.testing.assert_array_equal(reloaded(imputing).transform(with_na), imputing.transform(with_na))
    unknown = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1).fit(objects(["x", "y", np.nan]))
    np.testing.assert_array_equal(reloaded(unknown).transform(with_na), unknown.transform(with_na))
    both = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1).fit(objects(["x", "y", None]))
    with pytest.raises(ScoringError, match="NA is neither"):
        reloaded(both).transform(with_na)


# ---------------------------------------------------------------- one column, several kinds


def tariffs():
    random = np.random.default_rng(3)
    frame = pandas.DataFrame(
        {"channel": random.choice(["web", "shop"], ROWS), "tariff": random.choice([0, 1, 2, 4], ROWS)}
    )
    y = ((frame.tariff == 1) ^ (frame.channel == "web") ^ (random.random(ROWS) < 0.1)).astype(int)
    return frame, y


def scored_tariffs():
    return pandas.DataFrame(
        {
            "channel": ["web", "shop", np.nan, "fax", "web", "web", "web", "0", "shop"],
            "tariff": pandas.Series([0, 1, 2, 4, np.nan, 3, "missing", 0, 4.0], dtype=object),
        }
    )


@pytest.mark.parametrize("last", ["one-hot", "ordinal"])
def test_integers_beside_a_text_that_fills_keep_their_own_numbers(last):
    frame, y = tariffs()
    fill = SimpleImputer(strategy="constant", fill_value="missing")
    model = make_pipeline(fill, ENCODERS[last](), RandomForestClassifier(5, random_state=0)).fit(frame, y)
    rows = scored_tariffs()
    want = model.predict_proba(rows)[:, 1]
    loaded = reloaded(model)
    require_same_bits(loaded.predict(rows), want)
    one_by_one = [loaded.predict(loaded.encode(dict(row)))[0] for _, row in rows.astype(object).iterrows()]
    require_same_bits(np.array(one_by_one), want)
    require_same_bits(loaded.predict(frame), model.predict_proba(frame)[:, 1])


def test_one_column_in_two_parts_with_and_without_the_text():
    frame, y = tariffs()
    filled = make_pipeline(
        SimpleImputer(strategy="constant", fill_value="missing"), OneHotEncoder(handle_unknown="ignore")
    )
    plain = OneHotEncoder(handle_unknown="ignore")
    for parts in (
        [("plain", plain, ["tariff"]), ("filled", filled, ["channel", "tariff"])],
        [("filled", filled, ["channel", "tariff"]), ("plain", plain, ["tariff"])],
    ):
        model = make_pipeline(ColumnTransformer(parts), LogisticRegression()).fit(frame, y)
        rows = scored_tariffs().assign(tariff=[0.0, 1, 2, 4, 3, 3, 0, 0, 4])
        np.testing.assert_allclose(
            reloaded(model).predict(rows), model.predict_proba(rows)[:, 1], rtol=1e-13, atol=0
        )


@pytest.mark.parametrize("second", [StandardScaler(), "passthrough"])
def test_a_column_of_texts_to_one_step_and_numbers_to_another_is_refused_by_name(second):
    frame, y = tariffs()
    filled = make_pipeline(
        SimpleImputer(strategy="constant", fill_value="missing"), OneHotEncoder(handle_unknown="ignore")
    )
    columns = ColumnTransformer([("filled", filled, ["channel", "tariff"]), ("second", second, ["tariff"])])
    model = make_pipeline(columns, LogisticRegression()).fit(frame, y)
    with pytest.raises(ScoringError, match="tariff") as refusal:
        reloaded(model)
    assert refusal.value.status_name == "SKIT_UNSUPPORTED_FEATURE"


def test_a_text_that_means_missing_in_a_block_with_numbers_leaves_numbers_as_they_are():
    random = np.random.default_rng(4)
    frame = pandas.DataFrame(
        {"job": random.choice(["a", "b", "?"], ROWS), "age": random.integers(18, 80, ROWS)}, dtype=object
    )
    y = (frame.age.astype(int) > 40).astype(int)
    columns = ColumnTransformer([("o", OneHotEncoder(), [0]), ("s", StandardScaler(), [1])])
    model = make_pipeline(
        SimpleImputer(missing_values="?", strategy="most_frequent"), columns, LogisticRegression()
    ).fit(frame, y)
    np.testing.assert_allclose(
        reloaded(model).predict(frame), model.predict_proba(frame)[:, 1], rtol=1e-12, atol=0
    )


def test_an_imputer_of_texts_alone_gives_no_numbers_and_is_refused():
    frame, _ = tariffs()
    imputer = SimpleImputer(strategy="constant", fill_value="missing").fit(frame)
    with pytest.raises(ScoringError, match="channel|tariff"):
        reloaded(imputer)


# ---------------------------------------------------------------- numbers and truths to encoders


@pytest.mark.parametrize("trained", ["integers", "floats", "booleans"])
@pytest.mark.parametrize("scored", ["integers", "floats", "booleans", "texts"])
def test_one_and_true_are_one_value_to_encoders(trained, scored):
    values = {"integers": [0, 1, 5], "floats": [0.0, 1.0, 2.5], "booleans": [False, True], "texts": ["0", "1", "True"]}
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    encoder.fit(pandas.DataFrame({"c": values[trained]}))
    for dtype in (None, "category"):
        rows = pandas.DataFrame({"c": pandas.Series(values[scored], dtype=dtype)})
        try:
            got = reloaded(encoder).transform(rows)
        except ScoringError:
            assert scored == "texts"
            continue
        np.testing.assert_array_equal(got, encoder.transform(rows))


def test_categories_of_another_type_are_unknown_where_unknown_is_accepted():
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1).fit(objects(["x", "y"]))
    rows = objects(["x", 1, 2.5, True, None, np.nan, np.int64(3)])
    np.testing.assert_array_equal(reloaded(encoder).transform(rows), encoder.transform(rows))


# ---------------------------------------------------------------- category columns of numbers, values and codes

COLUMNS = {
    "integers": [5, 70, -3, 1000000],
    "one to four": [1, 2, 3, 4],
    "floats": [0.5, 1.5, -2.0],
    "booleans": [True, False],
    "texts": ["own", "rent", "free"],
}


def applicants(kind, missing=True):
    random = np.random.default_rng(5)
    values = COLUMNS[kind]
    frame = pandas.DataFrame(
        {
            "income": random.normal(30, 9, ROWS),
            "c": pandas.Categorical(random.choice(values, ROWS), categories=values),
        }
    )
    if missing:
        frame.loc[::9, "c"] = np.nan
    y = ((frame.income > 30) ^ (frame.c == values[0]).to_numpy(bool)).astype(int)
    return frame, y


@pytest.mark.parametrize("kind", [kind for kind in COLUMNS if kind != "texts"])
@pytest.mark.parametrize(
    "model",
    [
        HistGradientBoostingClassifier(max_iter=10),
        RandomForestClassifier(5, random_state=0),
        make_pipeline(
            ColumnTransformer([("o", OneHotEncoder(handle_unknown="ignore"), ["c"])], remainder="passthrough"),
            RandomForestClassifier(5, random_state=0),
        ),
        CalibratedClassifierCV(HistGradientBoostingClassifier(max_iter=4), cv=2),
    ],
    ids=["boosting", "forest", "one-hot", "calibrated"],
)
def test_models_of_values_take_a_category_columns_values(kind, model):
    frame, y = applicants(kind)
    model.fit(frame, y)
    want = model.predict_proba(frame)[:, 1]
    loaded = reloaded(model)
    for rows in (frame, frame.assign(c=frame.c.astype(float)), frame.assign(c=frame.c.astype(object))):
        np.testing.assert_allclose(loaded.predict(rows), want, rtol=0, atol=1e-15)
    reordered = frame.assign(c=frame.c.cat.reorder_categories(COLUMNS[kind][::-1]))
    np.testing.assert_allclose(loaded.predict(reordered), want, rtol=0, atol=1e-15)


def test_boosting_from_dtype_takes_texts_and_tells_dates_apart():
    frame, y = applicants("texts")
    model = HistGradientBoostingClassifier(max_iter=10, categorical_features="from_dtype").fit(frame, y)
    loaded = reloaded(model)
    require_same_bits(loaded.predict(frame), model.predict_proba(frame)[:, 1])
    forest = RandomForestClassifier(5, random_state=0).fit(applicants("integers")[0], y)
    dates = pandas.Categorical(pandas.to_datetime(["2026-01-01"] * ROWS))
    with pytest.raises(ScoringError, match="datetime"):
        reloaded(forest).predict(frame.assign(c=dates))


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("form", ["text", "booster", "wrapper", "calibrated", "bundle"])
def test_lightgbm_takes_the_categories_it_was_trained_on(kind, form, tmp_path):
    frame, y = applicants(kind)
    wrapper = lightgbm.LGBMClassifier(n_estimators=6, min_data_per_group=1, cat_smooth=0, verbose=-1, n_jobs=1)
    if form == "calibrated":
        wrapper = CalibratedClassifierCV(wrapper, cv=2).fit(frame, y)
        want, loaded = wrapper.predict_proba(frame)[:, 1], reloaded(wrapper)
        np.testing.assert_allclose(loaded.predict(frame), want, rtol=1e-14, atol=0)
        return
    wrapper.fit(frame, y)
    booster = wrapper.booster_
    want = booster.predict(frame)
    text = booster.model_to_string().encode()
    if form in ("text", "bundle"):
        source = text
    else:
        source = pickle.dumps(booster if form == "booster" else wrapper)
    if form == "bundle":
        source = scoringkit.bundle(
            text, ["income", {"name": "c", "kind": "open_categorical", "categories": COLUMNS[kind]}]
        )
        path = tmp_path / "bundle.json"
        source.save(path)
        assert json.loads(path.read_text())["features"][1]["categories"] == COLUMNS[kind]
        loaded = scoringkit.load(path)
    else:
        loaded = scoringkit.load(source)
    require_same_bits(loaded.predict(frame), want)
    require_same_bits(loaded.predict(frame.assign(c=frame.c.astype(object))), want)
    one_by_one = [loaded.predict(loaded.encode(dict(row)))[0] for _, row in frame[:20].iterrows()]
    require_same_bits(np.array(one_by_one), want[:20])

    # Other categories, another order, an ordered column: LightGBM codes each by its own list, and one it does not
    # know is missing.
    extra = {"integers": 6, "one to four": 9, "floats": 9.5, "texts": "boat"}.get(kind)
    others = COLUMNS[kind][::-1] + ([extra] if extra is not None else [])
    changed = frame.assign(c=frame.c.cat.set_categories(others))
    if extra is not None:
        changed.loc[3, "c"] = extra
    require_same_bits(loaded.predict(changed), booster.predict(changed))
    ordered = frame.assign(c=frame.c.cat.as_ordered())
    require_same_bits(loaded.predict(ordered), want)

    # By position it is codes, as an array is to LightGBM; by name only on request.
    codes = frame.assign(c=frame.c.cat.codes.replace(-1, np.nan).astype(float))
    require_same_bits(loaded.predict(codes.to_numpy()), want)
    if form != "bundle":
        asked = scoringkit.load(source, category_codes=True)
        require_same_bits(asked.predict(codes), want)
        with pytest.raises(ScoringError, match="codes"):
            asked.predict(frame)


def test_lightgbm_refuses_values_of_another_type_by_name():
    frame, y = applicants("texts")
    loaded = reloaded(lightgbm.LGBMClassifier(n_estimators=3, verbose=-1).fit(frame, y))
    for column in (frame.c.cat.codes, frame.c.cat.codes.astype(float), frame.c == "own"):
        with pytest.raises(ScoringError, match="'c' has categories that are texts, not"):
            loaded.predict(frame.assign(c=column))
    frame, y = applicants("integers")
    loaded = reloaded(lightgbm.LGBMClassifier(n_estimators=3, verbose=-1).fit(frame, y))
    with pytest.raises(ScoringError, match="numbers, not texts"):
        loaded.predict(frame.assign(c="5"))


@pytest.mark.parametrize("how", ["parameter", "ordered", "parameter of another"])
def test_lightgbm_categories_that_do_not_match_its_columns_stay_codes(how):
    frame, y = applicants("integers", missing=False)
    parameters = {"objective": "binary", "verbose": -1, "min_data_per_group": 1}
    if how == "parameter":
        rows = frame.assign(c=frame.c.cat.codes.astype(int))
        data = lightgbm.Dataset(rows, y, categorical_feature=["c"])
    elif how == "ordered":
        rows = frame.assign(c=frame.c.cat.as_ordered())
        data = lightgbm.Dataset(rows, y)
    else:
        rows = frame.assign(k=np.arange(ROWS) % 40)
        data = lightgbm.Dataset(rows, y, categorical_feature=["k"])
    booster = lightgbm.train(parameters, data, 5)
    for source in (booster.model_to_string().encode(), pickle.dumps(booster)):
        loaded = scoringkit.load(source)
        codes = rows.assign(c=rows.c.cat.codes) if how != "parameter" else rows
        require_same_bits(loaded.predict(codes), booster.predict(rows))
        with pytest.raises(ScoringError, match="'c' takes a number"):
            loaded.predict(frame.assign(k=1) if "another" in how else frame)


@pytest.mark.parametrize("kind", ["integers", "one to four", "texts"])
@pytest.mark.parametrize("form", ["json", "ubj", "wrapper"])
def test_xgboost_takes_the_categories_it_stores(kind, form):
    frame, y = applicants(kind)
    wrapper = xgboost.XGBClassifier(
        n_estimators=6, max_depth=4, max_cat_to_onehot=1, enable_categorical=True, n_jobs=1
    ).fit(frame, y)
    source = pickle.dumps(wrapper) if form == "wrapper" else bytes(wrapper.get_booster().save_raw(form))
    loaded = scoringkit.load(source)
    want = wrapper.predict_proba(frame)[:, 1].astype(float)
    require_same_bits(loaded.predict(frame), want)
    require_same_bits(loaded.predict(frame.assign(c=frame.c.astype(object))), want)
    reordered = frame.assign(c=frame.c.cat.reorder_categories(COLUMNS[kind][::-1]))
    require_same_bits(loaded.predict(reordered), want)
    with pytest.raises(ScoringError, match="'c' has"):
        loaded.predict(frame.assign(c=8 if kind != "texts" else "boat"))
    codes = frame.assign(c=frame.c.cat.codes.replace(-1, np.nan).astype(float))
    require_same_bits(scoringkit.load(source, category_codes=True).predict(codes), want)


# ---------------------------------------------------------------- frames without names


def test_numbered_columns_bind_by_place_where_the_model_has_no_names():
    random = np.random.default_rng(6)
    X = random.normal(size=(ROWS, 12))
    y = (X[:, 0] + X[:, 11] > 0).astype(int)
    frame = pandas.DataFrame(X)
    models = [
        RandomForestClassifier(5, random_state=0).fit(X, y),
        lightgbm.LGBMClassifier(n_estimators=3, verbose=-1).fit(X, y),
        lightgbm.LGBMClassifier(n_estimators=3, verbose=-1).fit(frame, y),
        xgboost.XGBClassifier(n_estimators=3).fit(X, y),
        xgboost.XGBClassifier(n_estimators=3).fit(frame, y),
    ]
    for model in models:
        loaded = reloaded(model)
        require_same_bits(loaded.predict(frame), loaded.predict(X))
        with pytest.raises(ScoringError):
            loaded.predict(frame.rename(columns={3: 12}))
    with pytest.raises(ScoringError, match="numbers for names"):
        reloaded(models[0]).predict(frame[[1, 0, *range(2, 12)]])
    # LightGBM made names of the numbers.
    require_same_bits(reloaded(models[2]).predict(frame[frame.columns[::-1]]), reloaded(models[2]).predict(X))
