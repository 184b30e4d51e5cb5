"""The command on tables, compared with the trainer behind ``pandas.read_csv``: missing words, numbers, headers."""

import io
import json

import joblib
import lightgbm
import numpy as np
import pandas as pd
import pytest
import scoringkit
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, StandardScaler

# What pandas 2.0 and later read as missing, written down here from its documentation.
MISSING = ["", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A"]
MISSING += ["NA", "NULL", "NaN", "None", "n/a", "nan", "null"]
TOLERANCE = 1e-15


def read(text, **options):
    return pd.read_csv(io.StringIO(text), **options)


def dump(model, path):
    joblib.dump(model, path)
    return path


def table(path, text):
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def scores(skit, model, rows, *options):
    """The one column that ``skit score`` answers."""
    answer = read(skit("score", "--model", model, "--rows", rows, *options))
    return answer.iloc[:, -1].to_numpy()


GENDER = pd.DataFrame({"gender": ["m", "m", "f", "m"] * 10, "age": [20.0, 30, 40, 50] * 10})
Y = [1, 1, 0, 1] * 10


def credit(imputer, encoder):
    """A model of a text and a number, each imputed."""
    parts = ColumnTransformer(
        [("text", make_pipeline(imputer, encoder), ["gender"]), ("number", SimpleImputer(), ["age"])]
    )
    return make_pipeline(parts, LogisticRegression()).fit(GENDER, Y)


IMPUTERS = {
    "most frequent": lambda: SimpleImputer(strategy="most_frequent"),
    "constant": lambda: SimpleImputer(strategy="constant", fill_value="f"),
    "another text": lambda: SimpleImputer(strategy="constant", fill_value="missing"),
    "indicated": lambda: SimpleImputer(strategy="most_frequent", add_indicator=True),
}
ENCODERS = {
    "one-hot, open": lambda: OneHotEncoder(handle_unknown="ignore"),
    "one-hot, infrequent": lambda: OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=12),
    "ordinal, open": lambda: OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
    "one-hot, closed": lambda: OneHotEncoder(handle_unknown="error"),
    "ordinal, closed": lambda: OrdinalEncoder(),
}


@pytest.mark.parametrize("encoder", ENCODERS)
@pytest.mark.parametrize("imputer", IMPUTERS)
def test_a_missing_word_is_missing_to_every_imputer_and_encoder(skit, tmp_path, imputer, encoder):
    if imputer == "another text" and encoder.endswith("closed"):
        pytest.skip("scikit-learn refuses the imputer's own text")
    model = credit(IMPUTERS[imputer](), ENCODERS[encoder]())
    texts = ["m", "f", *MISSING, *(["unlisted"] if not encoder.endswith("closed") else [])]
    text = "age,gender\n" + "".join(f"{age},{cell}\n" for cell in texts for age in (25, *MISSING[:3]))
    expected = model.predict_proba(read(text))[:, 1]
    path = dump(model, tmp_path / "model.joblib")
    np.testing.assert_allclose(scores(skit, path, table(tmp_path / "rows.csv", text)), expected, rtol=TOLERANCE)


def test_the_empty_cell_of_the_issue(skit, tmp_path):
    frame = GENDER[["gender"]]
    steps = (SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore"), LogisticRegression())
    model = make_pipeline(*steps).fit(frame, Y)
    path = dump(model, tmp_path / "model.joblib")
    rows = table(tmp_path / "rows.csv", 'gender\n""\nNA\n\nm\nx\n')
    expected = model.predict_proba(pd.DataFrame({"gender": [np.nan, np.nan, np.nan, "m", "x"]}))[:, 1]
    np.testing.assert_allclose(scores(skit, path, rows), expected, rtol=TOLERANCE)
    assert expected[0] == pytest.approx(0.933, abs=1e-3) and expected[4] == pytest.approx(0.652, abs=1e-3)


@pytest.fixture
def open_model(tmp_path):
    model = credit(IMPUTERS["most frequent"](), ENCODERS["one-hot, open"]())
    return model, dump(model, tmp_path / "model.joblib")


def test_every_command_reads_a_missing_text_alike(skit, tmp_path, open_model):
    model, path = open_model
    rows = table(tmp_path / "rows.csv", "age,gender\n25,\n25,m\n30,NA\n")
    # The most frequent text is what an empty cell becomes.
    explained = read(skit("explain", "--model", path, "--rows", rows, "--format", "csv"))
    first, second = (explained[explained.row == row].contribution.tolist() for row in (1, 2))
    assert first == second
    background = table(tmp_path / "background.csv", "gender,age\nNULL,20\nf,60\n")
    filled = table(tmp_path / "filled.csv", "gender,age\nm,20\nf,60\n")
    against = ("explain", "--model", path, "--rows", rows, "--format", "csv", "--background")
    assert skit(*against, background) == skit(*against, filled)
    expected = model.predict_proba(read(rows.read_text()))[:, 1]
    answers = table(tmp_path / "answers.csv", "\n".join(map(repr, expected.tolist())))
    verify = ("verify", "--model", path, "--rows", rows, "--expected", answers, "--tolerance", "1e-15")
    assert "3" in skit(*verify)
    skit("bench", "--model", path, "--rows", rows, "--seconds", "0.1")


def test_convert_stores_a_missing_text_of_the_background_as_missing(skit, tmp_path, open_model):
    _, path = open_model
    rows = table(tmp_path / "rows.csv", "age,gender\n25,m\n")
    bundles = []
    for name, cell in (("a", "n/a"), ("b", "")):
        background = table(tmp_path / f"{name}.csv", f"gender,age\n{cell},20\nf,60\n")
        skit("convert", path, "-o", tmp_path / f"{name}.json", "--background", background)
        bundles.append(json.loads((tmp_path / f"{name}.json").read_text())["background"])
        skit("explain", "--model", tmp_path / f"{name}.json", "--rows", rows, "--background", "bundle")
    assert bundles[0] == bundles[1]


@pytest.mark.parametrize("word", ["NA", "None", "null"])
def test_a_word_that_is_a_category_is_one_and_inspect_says_so(skit, tmp_path, word):
    text = "home\n" + f"{word}\nown\nown\nrent\n" * 10
    frame = read(text, keep_default_na=False)
    steps = (SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore"), LogisticRegression())
    model = make_pipeline(*steps).fit(frame, [1, 0, 0, 1] * 10)
    path = dump(model, tmp_path / "model.joblib")
    other = "NULL" if word != "NULL" else "NA"
    rows = table(tmp_path / "rows.csv", f'home\n{word}\n""\n{other}\nown\n')
    cells = pd.DataFrame({"home": [word, np.nan, np.nan, "own"]})
    expected = model.predict_proba(cells)[:, 1]
    np.testing.assert_allclose(scores(skit, path, rows), expected, rtol=TOLERANCE)
    assert expected[0] != expected[1]
    assert f"the cell {word} of home: a category, not missing" in skit("inspect", path)
    tables = json.loads(skit("inspect", path, "--format", "json"))["tables"]
    assert tables["cells_not_missing"] == [{"feature": "home", "cells": [word]}]
    # Named, the word is missing all the same.
    overridden = scores(skit, path, rows, "--missing-words", f",{word},{other}")
    np.testing.assert_allclose(overridden, expected[[1, 1, 1, 3]], rtol=TOLERANCE)


def test_missing_words_replace_pandas(skit, tmp_path, open_model):
    model, path = open_model
    text = "age,gender\n-999,m\n-,?\n-999.0,NA\n30,\n"
    rows = table(tmp_path / "rows.csv", text)
    words = ["-", "?", "-999"]
    frame = read(text, keep_default_na=False, na_values=words)
    expected = model.predict_proba(frame)[:, 1]
    answers = scores(skit, path, rows, "--missing-words", ",".join(words))
    np.testing.assert_allclose(answers, expected, rtol=TOLERANCE)
    assert "--missing-words" in skit("score", "--model", path, "--rows", rows, refused=True)
    empty = table(tmp_path / "empty.csv", "age,gender\n,m\n")
    assert "an empty cell is not among" in skit(
        "score", "--model", path, "--rows", empty, "--missing-words", "NA", refused=True
    )


@pytest.fixture
def numeric(tmp_path):
    rng = np.random.default_rng(3)
    frame = pd.DataFrame(rng.normal(size=(60, 2)), columns=["a", "b"])
    model = make_pipeline(SimpleImputer(), LogisticRegression()).fit(frame, frame.a > frame.b)
    return model, dump(model, tmp_path / "numeric.joblib")


@pytest.mark.parametrize(
    "cell",
    [" 0.35", "0.35 ", "\t-2", "+7E-2", ".5", "5.", "-0", "1e-320", "9007199254740993", '"0.25"', "True", "FALSE", "true"],
)
def test_a_number_is_what_pandas_reads(skit, tmp_path, numeric, cell):
    model, path = numeric
    text = f"a,b\n{cell},1\n"
    expected = model.predict_proba(read(text).astype(float))[:, 1]
    np.testing.assert_allclose(scores(skit, path, table(tmp_path / "r.csv", text)), expected, rtol=TOLERANCE)


@pytest.mark.parametrize(
    "cell, advice",
    [
        ('"1,5"', "write a decimal point"),
        ('"1,234,567"', "no separators of thousands"),
        ("1 000", "separators of thousands"),
        ("1_000", "separators of thousands"),
        ("1.234.567", "several points"),
        ("35%", "percent sign"),
        ("0x1F", "hexadecimal"),
        ("1e400", "beyond the largest double"),
        ("2024-05-17", "date"),
        ("17/05/2024", "date"),
        ("12:45", "date or a time"),
        ("€ 120", "currency"),
        ("120 EUR", "unit"),
        ("--", "--missing-words"),
        ("-", "--missing-words"),
        ("?", "--missing-words"),
        ("unknown", "--missing-words"),
        ("   ", "a cell of blanks"),
        ("1e", "expected a number"),
    ],
)
def test_what_is_no_number_is_refused_with_line_column_and_advice_but_not_quoted(skit, tmp_path, numeric, cell, advice):
    _, path = numeric
    rows = table(tmp_path / "r.csv", f"b,a\n1,2\n1,{cell}\n")
    error = skit("score", "--model", path, "--rows", rows, refused=True)
    assert "r.csv: line 3: column 2 ('a'): expected a number" in error and advice in error
    assert cell.strip('"') not in error or cell.strip("- ") == "" or cell == "?"


HEADERS = {
    "a byte order mark": b"\xef\xbb\xbfa,b\n1,2\n",
    "a mark in quotes": b'\xef\xbb\xbf"a","b"\n1,2\n',
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbfa,b\n1,2\n",
    "blanks": b"a, b\n1, 2\n",
    "blanks behind": b"a ,b \n1,2\n",
    "quoted": b'"a","b"\r\n"1","2"\r\n',
    "pandas' index": b",a,b\n0,1,2\n",
    "a separator at the end of lines": b"a,b,\n1,2,\n",
    "empty lines": b"a,b\n\n1,2\n\n\n",
    "empty lines of Windows": b"a,b\r\n1,2\r\n\r\n",
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_is_bound_where_it_is_clear(skit, tmp_path, numeric, name):
    model, path = numeric
    expected = model.predict_proba(pd.DataFrame({"a": [1.0], "b": [2.0]}))[:, 1]
    np.testing.assert_allclose(scores(skit, path, table(tmp_path / "r.csv", HEADERS[name])), expected, rtol=TOLERANCE)


def test_blanks_around_a_name_are_blanks_around_its_cells(skit, tmp_path, open_model):
    model, path = open_model
    rows = table(tmp_path / "r.csv", "age, gender\n25, f\n30, NA\n35,m \n")
    expected = model.predict_proba(pd.DataFrame({"age": [25.0, 30, 35], "gender": ["f", np.nan, "m"]}))[:, 1]
    np.testing.assert_allclose(scores(skit, path, rows), expected, rtol=TOLERANCE)
    # Under its own name a text is what it is, as to pandas.
    text = "age,gender\n25, f\n"
    exact = model.predict_proba(read(text))[:, 1]
    np.testing.assert_allclose(scores(skit, path, table(tmp_path / "e.csv", text)), exact, rtol=TOLERANCE)


def test_a_model_that_learnt_blanks_wants_them(skit, tmp_path):
    text = "age, home\n" + "25, own\n40, rent\n" * 10
    frame = read(text)
    encoder = ColumnTransformer([("home", OneHotEncoder(handle_unknown="ignore"), [" home"])], remainder="passthrough")
    model = make_pipeline(encoder, LogisticRegression()).fit(frame, [0, 1] * 10)
    path = dump(model, tmp_path / "model.joblib")
    np.testing.assert_allclose(
        scores(skit, path, table(tmp_path / "r.csv", text)), model.predict_proba(frame)[:, 1], rtol=TOLERANCE
    )
    error = skit("score", "--model", path, "--rows", table(tmp_path / "s.csv", text.replace(" ", "")), refused=True)
    assert "differs from it only by blanks" in error


def test_the_name_that_pandas_gives_an_unnamed_column(skit, tmp_path):
    text = ",a\n" + "".join(f"{i},{i % 3}\n" for i in range(30))
    frame = read(text)
    assert list(frame) == ["Unnamed: 0", "a"]
    for model in (
        make_pipeline(SimpleImputer(), LogisticRegression()).fit(frame, frame.a > 0),
        make_pipeline(SimpleImputer(), lightgbm.LGBMClassifier(verbosity=-1, min_child_samples=2)).fit(frame, frame.a > 0),
    ):
        path = dump(model, tmp_path / "model.joblib")
        expected = model.predict_proba(frame)[:, 1]
        np.testing.assert_allclose(scores(skit, path, table(tmp_path / "r.csv", text)), expected, rtol=1e-12)


BAD_TABLES = [
    (b"a;b\n1;2\n", "line 1", "--separator ';'"),
    (b"a\tb\n1\t2\n", "line 1", "--separator tab"),
    (b"a|b\n1|2\n", "line 1", "--separator '|'"),
    ("a,b\n1,2\n".encode("utf-16"), "line 1", "UTF-16"),
    ("a,b\n1,2\n".encode("utf-16-le"), "line 1", "UTF-16"),
    (b"PK\x03\x04", "line 1", "workbook"),
    (b"\x1f\x8b\x08\x00", "line 1", "compressed"),
    (b"a,b,a\n1,2,3\n", "line 1: column 3", "occurs twice"),
    (b"a,b, a\n1,2,3\n", "line 1: column 3", "no feature ' a'"),
    (b" a,b,a \n1,2,3\n", "line 1", "any of 2 columns"),
    (b"a,b\n1,2\na,b\n1,2\n", "line 3", "the header is repeated"),
    (b"a,b\n1,2\n1\n", "line 3", "this row has 1"),
    (b"a,b\n1,2,\n", "line 2", "ends in a separator"),
    (b"a,b\n# note\n", "line 2", "this row has 1"),
    (b"a,b,Unnamed: 0\n1,2,3\n", "line 1: column 3", "no feature 'Unnamed: 0'"),
    (b'a, "b"\n1,2\n', "line 1", "a blank before it"),
    (b"a,b\n1,2\r1,2\n", "line 2", "carriage return"),
]


@pytest.mark.parametrize("content, place, advice", BAD_TABLES)
def test_a_table_that_is_not_clear_is_refused_with_its_place_and_the_way_out(
    skit, tmp_path, numeric, content, place, advice
):
    error = skit("score", "--model", numeric[1], "--rows", table(tmp_path / "r.csv", content), refused=True)
    assert f"r.csv: {place}" in error and advice in error


def test_a_repeated_header_is_no_row_of_texts(skit, tmp_path):
    frame = GENDER[["gender"]]
    model = make_pipeline(OneHotEncoder(handle_unknown="ignore"), LogisticRegression()).fit(frame, Y)
    path = dump(model, tmp_path / "model.joblib")
    rows = table(tmp_path / "r.csv", "gender\nm\ngender\n")
    assert "line 3: the header is repeated" in skit("score", "--model", path, "--rows", rows, refused=True)


@pytest.mark.parametrize("option, separator", [(";", ";"), ("tab", "\t"), ("\\t", "\t"), ("|", "|")])
def test_every_table_of_a_command_has_its_separator(skit, tmp_path, open_model, option, separator):
    model, path = open_model
    text = "age,gender,id\n25,f,1\n,NA,2\n".replace(",", separator)
    rows = table(tmp_path / "rows.csv", text)
    how = ("--separator", option)
    frame = read(text, sep=separator)
    expected = model.predict_proba(frame)
    np.testing.assert_allclose(scores(skit, path, rows, "--id", "id", *how), expected[:, 1], rtol=TOLERANCE)
    given = ("--model", path, "--rows", rows, "--ignore", "id", *how)
    skit("explain", *given, "--background", rows)
    groups = table(tmp_path / "groups.csv", f"group{separator}feature\nperson{separator}age\nperson{separator}gender\n")
    skit("explain", *given, "--groups", groups)
    skit("bench", *given, "--seconds", "0.1")
    skit("convert", path, "-o", tmp_path / "b.json", "--background", rows, "--ignore", "id", *how)
    answers = table(tmp_path / "answers.csv", pd.DataFrame(expected).to_csv(sep=separator, index=False))
    skit("verify", *given, "--expected", answers, "--tolerance", "1e-15", "--header")
    if separator != "\t":
        error = skit("verify", *given[:-2], "--separator", ",", "--expected", answers, refused=True)
        assert "rows.csv" in error or "--separator" in error
    for wrong in ("e", "1", '"', "ab", "", "."):
        assert "--separator" in skit("score", "--model", path, "--rows", rows, "--separator", wrong, refused=True)


DROPPING = {
    "remainder": lambda: ColumnTransformer([("keep", StandardScaler(), ["a", "b"])]),
    "drop": lambda: ColumnTransformer([("keep", StandardScaler(), ["a", "b"]), ("no", "drop", ["note"])]),
    "second step": lambda: make_pipeline(
        ColumnTransformer([("keep", "passthrough", ["a", "b", "c"])], verbose_feature_names_out=False).set_output(
            transform="pandas"
        ),
        ColumnTransformer([("keep", StandardScaler(), ["a", "b"])]),
    ),
}


@pytest.mark.parametrize("name", DROPPING)
def test_a_column_that_the_pipeline_drops_may_be_missing_and_hold_anything(skit, tmp_path, name):
    rng = np.random.default_rng(5)
    frame = pd.DataFrame(rng.normal(size=(60, 3)), columns=["a", "c", "b"])
    frame["note"] = "text"
    model = make_pipeline(DROPPING[name](), LogisticRegression()).fit(frame, frame.a > frame.b)
    path = dump(model, tmp_path / "model.joblib")
    expected = model.predict_proba(frame)[:, 1]
    with scoringkit.load(path) as loaded:
        rest = frame[["b", "a"]]
        odd = frame.assign(c=["x"] * 60, note=[b"\0"] * 60)
        for rows in (frame, rest, odd):
            np.testing.assert_allclose(loaded.predict(rows), expected, rtol=1e-14)
        for note in ({}, {"note": object(), "c": "text"}):
            applicant = {"a": frame.a[0], "b": frame.b[0], **note}
            with pytest.raises(scoringkit.ScoringError, match="no policy"):
                loaded.decide(applicant)
        # By position its place stays.
        array = frame.assign(c=np.nan, note=np.inf)[loaded.feature_names].to_numpy(dtype=float)
        np.testing.assert_allclose(loaded.predict(array), expected, rtol=1e-14)
        with pytest.raises(scoringkit.ScoringError, match="'a' is missing"):
            loaded.predict(frame.drop(columns="a"))
    for rows in (frame, rest, frame.assign(c="?", note="1,5")):
        content = table(tmp_path / "r.csv", rows.to_csv(index=False))
        np.testing.assert_allclose(scores(skit, path, content), expected, rtol=1e-14)
        skit("explain", "--model", path, "--rows", content, "--background", content)
    skit("convert", path, "-o", tmp_path / "b.json", "--background", content)
    assert "note" in skit("inspect", path).split("unused")[1].split("\n")[0]
    assert "'a' is missing" in skit("score", "--model", path, "--rows", table(tmp_path / "s.csv", "b\n1\n"), refused=True)


def test_a_column_whose_values_can_be_refused_is_needed(tmp_path):
    frame = pd.DataFrame({"kind": ["x", "y"] * 20, "a": np.arange(40.0)})
    encoder = ColumnTransformer(
        [("kind", OneHotEncoder(sparse_output=False), ["kind"]), ("rest", "passthrough", ["a"])],
        verbose_feature_names_out=False,
    ).set_output(transform="pandas")
    model = make_pipeline(encoder, ColumnTransformer([("keep", "passthrough", ["a"])]), LogisticRegression())
    model.fit(frame, frame.a > 20)
    with scoringkit.load(dump(model, tmp_path / "model.joblib")) as loaded:
        with pytest.raises(scoringkit.ScoringError, match="'kind' is missing"):
            loaded.predict(frame[["a"]])
        np.testing.assert_allclose(loaded.predict(frame), model.predict_proba(frame)[:, 1], rtol=1e-14)
        unknown = frame.assign(kind="z")
        with pytest.raises(ValueError):
            model.predict_proba(unknown)
        with pytest.raises(scoringkit.ScoringError):
            loaded.predict(unknown)


def test_a_column_that_an_imputer_drops_is_not_needed(skit, tmp_path):
    frame = pd.DataFrame({"a": np.arange(40.0), "never": np.nan, "b": np.arange(40.0)[::-1]})
    model = make_pipeline(SimpleImputer(), LogisticRegression()).fit(frame, frame.a > 20)
    path = dump(model, tmp_path / "model.joblib")
    expected = model.predict_proba(frame)[:, 1]
    with scoringkit.load(path) as loaded:
        np.testing.assert_allclose(loaded.predict(frame[["b", "a"]]), expected, rtol=1e-14)
    rows = table(tmp_path / "r.csv", frame.assign(never="n/d").to_csv(index=False))
    np.testing.assert_allclose(scores(skit, path, rows), expected, rtol=1e-14)


NAMES = ["age", "monthly income", "term"]


@pytest.fixture
def scaled(tmp_path):
    """A scaler with names, a model without."""
    rng = np.random.default_rng(7)
    frame = pd.DataFrame(rng.uniform(1, 100, size=(200, 3)), columns=NAMES)
    scaler = MinMaxScaler().fit(frame)
    data = lightgbm.Dataset(scaler.transform(frame), (frame.age > 50).astype(int))
    booster = lightgbm.train(dict(objective="binary", verbosity=-1, num_leaves=7), data, 5)
    assert booster.feature_name() == ["Column_0", "Column_1", "Column_2"]
    return frame, scaler, booster


def test_convert_names_a_model_s_columns_as_the_scaler_does(skit, tmp_path, scaled):
    frame, scaler, booster = scaled
    booster.save_model(tmp_path / "model.txt")
    path = dump(scaler, tmp_path / "scaler.joblib")
    skit("convert", path, tmp_path / "model.txt", "-o", tmp_path / "b.json", "--threshold", 0.5, "--positive-class", "bad")
    bundle = scoringkit.load(tmp_path / "b.json")
    assert bundle.feature_names == NAMES
    expected = booster.predict(scaler.transform(frame))
    shuffled = frame[NAMES[::-1]]
    np.testing.assert_allclose(bundle.predict(shuffled), expected, rtol=1e-15)
    assert {name for name, _ in bundle.decide(dict(frame.iloc[0])).reasons} <= set(NAMES)
    # And with XGBoost's and CatBoost's way of counting the rule is the same; a name of the model's own stays.
    data = lightgbm.Dataset(scaler.transform(frame), (frame.age > 50).astype(int), feature_name=["x0", "f1", "own"])
    lightgbm.train(dict(objective="binary", verbosity=-1), data, 2).save_model(tmp_path / "mixed.txt")
    error = skit("convert", path, tmp_path / "mixed.txt", "-o", tmp_path / "c.json", refused=True)
    assert "column 2 is 'term' in the scaler and 'own' in the model" in error


@pytest.mark.parametrize("wrap", [lambda scaler: scaler, scoringkit.MinMaxScaler.from_sklearn])
def test_python_s_bundle_names_columns_as_the_scaler_does(tmp_path, scaled, wrap):
    frame, scaler, booster = scaled
    text = booster.model_to_string().encode()
    bundle = scoringkit.bundle(text, scaler=wrap(scaler))
    assert bundle.feature_names == NAMES
    np.testing.assert_allclose(bundle.predict(frame[NAMES[::-1]]), booster.predict(scaler.transform(frame)), rtol=1e-15)
    assert scoringkit.bundle(text, features=NAMES).feature_names == NAMES
    with pytest.raises(scoringkit.ScoringError, match="one order"):
        scoringkit.bundle(text, features=NAMES[::-1], scaler=wrap(scaler))


def test_a_pickled_pipeline_keeps_the_names_of_its_first_step(tmp_path, scaled):
    frame, scaler, _ = scaled
    model = make_pipeline(MinMaxScaler(), lightgbm.LGBMClassifier(verbosity=-1, n_estimators=3)).fit(frame, frame.age > 50)
    with scoringkit.load(dump(model, tmp_path / "model.joblib")) as loaded:
        assert loaded.feature_names == NAMES
        np.testing.assert_allclose(loaded.predict(frame), model.predict_proba(frame)[:, 1], rtol=1e-15)
