"""Bundles made in Python: what they hold, how they decide, and what they refuse."""

import json
import math
import pickle

import lightgbm
import numpy as np
import pytest
import scoringkit
import xgboost
from comparing import require_same_bits
from scoringkit import MinMaxScaler, ScoringError
from sklearn import ensemble, preprocessing

HOUSING = ["own", "rent", "free"]
FEATURES = ["age", "credit amount", {"name": "housing", "kind": "categorical", "categories": HOUSING}]


@pytest.fixture(scope="module")
def raw():
    random = np.random.default_rng(12)
    X = np.column_stack(
        [random.uniform(18, 80, 500), np.exp(random.normal(8, 1, 500)), random.integers(0, 3, 500)]
    )
    X[::11, 1] = np.nan
    return X


@pytest.fixture(scope="module")
def booster(raw):
    y = (raw[:, 0] / 40 + (raw[:, 2] == 1) > 1.8).astype(float)
    return lightgbm.train(
        {"objective": "binary", "verbose": -1, "num_threads": 1, "min_data_per_group": 1},
        lightgbm.Dataset(raw, y, feature_name=["age", "credit_amount", "housing"], categorical_feature=[2]),
        10,
    )


@pytest.fixture(scope="module")
def text(booster):
    return booster.model_to_string().encode()


def make(text, **changes):
    parts = {"features": FEATURES, "threshold": 0.3, "positive_class": "default", **changes}
    return scoringkit.bundle(text, **parts)


def test_a_bundle_says_what_it_is(text):
    bundle = make(text)
    assert bundle.kind == "bundle"
    assert bundle.feature_names == ["age", "credit amount", "housing"]
    assert bundle.positive_class == "default"
    assert bundle.can_decide and bundle.can_explain
    assert bundle.digest == scoringkit.load(text).digest
    assert bundle.objective.startswith("binary")
    assert "bundle" in repr(bundle)


def test_features_are_the_models_own_by_default(text):
    bundle = scoringkit.bundle(text)
    assert bundle.feature_names == ["age", "credit_amount", "housing"]
    assert not bundle.can_decide


def test_a_bundle_without_a_scaler_scores_as_its_model(text, raw, booster):
    bundle = make(text)
    require_same_bits(bundle.predict(raw, raw_score=True), booster.predict(raw, raw_score=True))


def test_a_decision_is_the_models_score_against_the_threshold(text, raw):
    bundle = make(text)
    probabilities = bundle.predict(raw)
    margins = bundle.predict(raw, raw_score=True)
    decisions = [bundle.decide(row) for row in raw]
    assert [d.probability for d in decisions] == probabilities.tolist()
    assert [d.margin for d in decisions] == margins.tolist()
    assert [d.refused for d in decisions] == (margins >= decisions[0].margin_threshold).tolist()
    assert {d.threshold for d in decisions} == {0.3}
    assert math.isclose(decisions[0].margin_threshold, math.log(0.3 / 0.7), rel_tol=1e-15)
    assert len({d.refused for d in decisions}) == 2


def test_the_reasons_are_the_contributions_toward_refusal_strongest_first(text, raw):
    bundle = make(text, reason_limit=2)
    names = np.array(bundle.feature_names)
    for row, values in zip(raw, bundle.predict(raw, pred_contrib=True)[:, :-1]):
        order = sorted((-value, feature) for feature, value in enumerate(values) if value > 0)[:2]
        expected = [(names[feature], -negative) for negative, feature in order]
        assert bundle.decide(row).reasons == expected


def test_a_positive_class_that_is_good_turns_the_reasons_round(text, raw):
    bundle = make(text, positive_class="repaid", refuse_when="<")
    for row, margin in zip(raw, bundle.predict(raw, raw_score=True)):
        decision = bundle.decide(row)
        assert decision.refused == (margin < decision.margin_threshold)
        assert all(amount < 0 for _, amount in decision.reasons)


def test_no_reasons_are_given_when_none_are_wanted(text, raw):
    assert make(text, reason_limit=0).decide(raw[0]).reasons == []


def test_an_applicant_by_name_decides_as_the_row(text, raw):
    bundle = make(text)
    for row in raw[:40]:
        applicant = {
            "housing": HOUSING[int(row[2])],
            "credit_amount": None if np.isnan(row[1]) else row[1],
            "age": row[0],
        }
        assert bundle.decide(applicant) == bundle.decide(row) == bundle.decide(row[np.newaxis])
        require_same_bits(bundle.encode(applicant), row[np.newaxis])
    assert bundle.decide(raw[0].tolist()) == bundle.decide(np.repeat(raw[0], 2)[::2]) == bundle.decide(raw[0])


@pytest.mark.parametrize(
    "applicant, status, name",
    [
        ({"age": 30, "housing": "own"}, "SKIT_COLUMN_MISMATCH", "credit amount"),
        ({"age": 30, "credit amount": 1, "housing": "own", "x": 1}, "SKIT_COLUMN_MISMATCH", "x"),
        (
            {"age": 30, "credit amount": 1, "credit_amount": 1, "housing": "own"},
            "SKIT_COLUMN_MISMATCH",
            "credit",
        ),
        ({"age": 30, "credit amount": 1, "housing": "secret"}, "SKIT_INVALID_VALUE", "housing"),
        ({"age": 30, "credit amount": 1, "housing": "own\0"}, "SKIT_INVALID_ARGUMENT", "category"),
        ({"age": 30, "credit amount": 1, "housing": "\ud800"}, "SKIT_INVALID_ARGUMENT", "category"),
        ({"age": 30, "credit amount": 1, "housing": 1}, "SKIT_INVALID_VALUE", "housing"),
        ({"age": "secret", "credit amount": 1, "housing": "own"}, "SKIT_INVALID_VALUE", "age"),
        ({"age": "30", "credit amount": 1, "housing": "own"}, "SKIT_INVALID_VALUE", "age"),
        ({"age": [1, 2], "credit amount": 1, "housing": "own"}, "SKIT_INVALID_VALUE", "age"),
        ({"age": 10**400, "credit amount": 1, "housing": "own"}, "SKIT_INVALID_VALUE", "age"),
        ({1: 30, "credit amount": 1, "housing": "own"}, "SKIT_COLUMN_MISMATCH", "name"),
        ({}, "SKIT_COLUMN_MISMATCH", "age"),
    ],
)
def test_an_applicant_that_does_not_fit_is_refused_without_his_values(text, applicant, status, name):
    bundle = make(text)
    for ask in (bundle.decide, bundle.encode):
        with pytest.raises(ScoringError, match=name) as refusal:
            ask(applicant)
        assert refusal.value.status_name == status
        assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    "row", [None, "row", 1.0, np.zeros(2), np.zeros(4), np.zeros((2, 3)), [["a", 1, 2]], [[1], 2]]
)
def test_a_row_that_does_not_fit_is_refused(text, row):
    with pytest.raises(ScoringError):
        make(text).decide(row)


def test_a_model_without_a_policy_does_not_decide(text, raw):
    for model in (scoringkit.load(text), scoringkit.bundle(text)):
        with pytest.raises(ScoringError, match="policy") as refusal:
            model.decide(raw[0])
        assert refusal.value.status_name == "SKIT_UNSUPPORTED_OPERATION"


@pytest.mark.parametrize("clip", [False, True])
def test_a_scaler_in_a_bundle_is_scikit_learns(clip, raw):
    raw = raw[:, :2]
    fitted = preprocessing.MinMaxScaler(clip=clip).fit(raw[:300])
    y = (raw[:, 0] > 45).astype(float)
    booster = lightgbm.train(
        {"objective": "binary", "verbose": -1, "num_threads": 1},
        lightgbm.Dataset(fitted.transform(raw), y),
        6,
    )
    text = booster.model_to_string().encode()
    wide = np.concatenate([raw, raw * 3, -raw])
    expected = booster.predict(fitted.transform(wide), raw_score=True)
    for scaler in (fitted, MinMaxScaler.from_sklearn(fitted)):
        bundle = scoringkit.bundle(text, scaler=scaler, threshold=0.5, positive_class="default")
        require_same_bits(bundle.predict(wide, raw_score=True), expected)
        require_same_bits(
            bundle.predict(wide, pred_leaf=True), booster.predict(fitted.transform(wide), pred_leaf=True)
        )
        require_same_bits(
            bundle.predict(wide, pred_contrib=True),
            scoringkit.load(text).predict(fitted.transform(wide), pred_contrib=True),
        )
        assert [bundle.decide(row).margin for row in wide[:50]] == expected[:50].tolist()


def test_a_scaler_fitted_on_other_columns_is_refused(text, raw):
    import pandas

    frame = pandas.DataFrame(raw, columns=["credit amount", "age", "housing"])
    fitted = preprocessing.MinMaxScaler().fit(frame)
    with pytest.raises(ScoringError, match="order"):
        make(text, scaler=fitted)
    renamed = preprocessing.MinMaxScaler().fit(frame.set_axis(["age", "credit amount", "housing"], axis=1))
    assert make(text, scaler=renamed).kind == "bundle"


def test_a_column_that_was_always_missing_keeps_its_scale(text):
    scaler = MinMaxScaler([1.0, np.nan, 1.0], [0.0, np.nan, 0.0])
    row = np.array([[30.0, 5.0, 1.0]])
    expected = scoringkit.load(text).predict(np.array([[30.0, np.nan, 1.0]]))
    require_same_bits(make(text, scaler=scaler).predict(row), expected)


def test_a_saved_bundle_decides_the_same(text, raw, tmp_path):
    bundle = make(text, scaler=MinMaxScaler([1.0] * 3, [0.0] * 3, clip=(0, 1e6)))
    path = tmp_path / "bundle é.json"
    bundle.save(path)
    again = scoringkit.load(path)
    assert json.loads(path.read_text(encoding="utf-8"))["format_version"] == 1
    assert again.feature_names == bundle.feature_names and again.digest == bundle.digest
    for row in raw[:60]:
        assert again.decide(row) == bundle.decide(row)
    again.save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()


def test_a_bare_model_is_not_saved_as_a_bundle(text, tmp_path):
    with pytest.raises(ScoringError) as refusal:
        scoringkit.load(text).save(tmp_path / "x.json")
    assert refusal.value.status_name == "SKIT_UNSUPPORTED_OPERATION"
    assert not (tmp_path / "x.json").exists()


def test_a_folder_that_is_not_there_is_refused(text, tmp_path):
    with pytest.raises(ScoringError) as refusal:
        make(text).save(tmp_path / "absent" / "x.json")
    assert refusal.value.status_name == "SKIT_UNWRITABLE_FILE"


@pytest.mark.parametrize(
    "changes",
    [
        {"features": ["age", "credit amount"]},
        {"features": ["credit amount", "age", "housing"]},
        {"features": ["age", "age", "housing"]},
        {"features": ["age", "credit amount", {"name": "housing", "categories": []}]},
        {"features": ["age", "credit amount", {"name": "housing", "categories": ["own", "own"]}]},
        {"features": ["age", "credit amount", {"name": "housing", "categories": "own"}]},
        {"features": ["age", "credit amount", {"name": "housing", "categories": [1, [2], 3]}]},
        {"features": ["age", "credit amount", {"name": "housing", "kind": "ordinal"}]},
        {"features": ["age", "credit amount", {"kind": "numeric"}]},
        {"features": ["age", "credit amount", 3]},
        {"features": "age"},
        {"features": 3},
        {"threshold": 0.0},
        {"threshold": 1.0},
        {"threshold": float("nan")},
        {"threshold": "half"},
        {"threshold": None},
        {"positive_class": ""},
        {"positive_class": None},
        {"refuse_when": "=="},
        {"refuse_when": None},
        {"reason_limit": -1},
        {"reason_limit": 1.5},
        {"reason_limit": object()},
        {"scaler": MinMaxScaler([1.0], [0.0])},
        {"scaler": preprocessing.MinMaxScaler()},
        {"scaler": preprocessing.StandardScaler()},
        {"scaler": "MinMaxScaler"},
    ],
    ids=str,
)
def test_parts_that_do_not_fit_are_refused(text, changes):
    with pytest.raises(ScoringError):
        make(text, **changes)


def test_a_model_that_gives_no_probability_gets_no_policy(trained):
    text = trained("regression").text
    with pytest.raises(ScoringError, match="probability"):
        scoringkit.bundle(text, threshold=0.5, positive_class="default")


def test_a_model_of_any_format_makes_a_bundle(raw, tmp_path):
    X, y = np.nan_to_num(raw[:, :2]), (raw[:, 0] > 45).astype(int)
    forest = ensemble.RandomForestClassifier(5, random_state=0).fit(X, y)
    booster = xgboost.train({"objective": "binary:logistic", "nthread": 1}, xgboost.DMatrix(X, y), 4)
    booster.save_model(tmp_path / "model.ubj")
    for model, options in ((pickle.dumps(forest), {}), (tmp_path / "model.ubj", {"missing": -1.0})):
        bundle = scoringkit.bundle(model, threshold=0.5, positive_class="1", **options)
        bundle.save(tmp_path / "bundle.json")
        own = scoringkit.load(model.read_bytes() if options else model, **options)
        again = scoringkit.load(tmp_path / "bundle.json")
        rows = np.concatenate([X, X * 0 - 1])
        require_same_bits(again.predict(rows), own.predict(rows))
        assert again.can_decide and again.digest == own.digest


def test_a_bundle_is_not_made_of_a_bundle(text, tmp_path):
    make(text).save(tmp_path / "bundle.json")
    with pytest.raises(ScoringError, match="bundle already"):
        scoringkit.bundle(tmp_path / "bundle.json")


@pytest.mark.parametrize("model", [b"", b"\xff\xfe", b"tree", 3, None, "absent.txt"])
def test_what_is_no_model_makes_no_bundle(model):
    with pytest.raises(ScoringError):
        scoringkit.bundle(model, ["a"], threshold=0.5, positive_class="default")
