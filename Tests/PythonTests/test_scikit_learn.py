"""Probabilities, margins and predictions of pickled models against scikit-learn itself."""

import pickle

import joblib
import lightgbm
import numpy as np
import pandas
import pytest
import scikit_probes as probes
import scoringkit
import sklearn
import xgboost
from comparing import relative_of_link, require_close, require_same_bits, require_within_rounding
from scikit_catalogue import (
    BOOSTED,
    CATALOGUE,
    DUMMIES,
    EXACT,
    FRAMES,
    LINEAR,
    LINKED,
    TREES,
    WRITERS,
    Trained,
    applicants,
    target,
    whole,
)
from sklearn.base import is_classifier
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import BaggingClassifier, RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.neighbors import KNeighborsClassifier


@pytest.fixture(scope="module")
def fitted():
    """A model of the catalogue by name; trained when it is first asked for."""
    models = {}

    def of(name) -> Trained:
        if name not in models:
            models[name] = {**CATALOGUE, **FRAMES}[name]()
        return models[name]

    return of


@pytest.fixture(params=list(CATALOGUE))
def case(request, fitted):
    return fitted(request.param)


@pytest.mark.parametrize("name", EXACT)
def test_what_has_no_link_is_scikit_learns_to_the_bit(fitted, name):
    case = fitted(name)
    X = probes.all_rows(case)
    require_same_bits(case.model.predict(X), case.predictions(X))


@pytest.mark.parametrize("name", LINKED)
def test_margins_of_boosting_are_scikit_learns_to_the_bit(fitted, name):
    case = fitted(name)
    X = probes.all_rows(case)
    require_same_bits(case.model.predict(X, raw_score=True), case.margins(X))


@pytest.mark.parametrize("name", LINKED)
def test_links_of_boosting_are_scikit_learns(fitted, name):
    case = fitted(name)
    X = probes.all_rows(case)
    require_close(case.model.predict(X), case.predictions(X))


@pytest.mark.parametrize("name", LINEAR)
def test_linear_models_are_scikit_learns_within_the_rounding_of_their_sums(fitted, name):
    case = fitted(name)
    X = probes.all_rows(case)
    allowed = case.rounding(X)
    require_within_rounding(case.model.predict(X, raw_score=True), case.margins(X), allowed)
    predictions = case.predictions(X)
    require_close(case.model.predict(X), predictions, relative_of_link(allowed, predictions))


def test_every_model_of_the_catalogue_is_compared():
    assert {*EXACT, *LINKED, *LINEAR} == set(CATALOGUE)


@pytest.mark.parametrize("name", [*DUMMIES, *LINEAR, *TREES, *BOOSTED])
def test_missing_values_are_refused_where_scikit_learn_refuses_them(fitted, name):
    case = fitted(name)
    for feature in range(8):
        row = np.nan_to_num(case.X[:1], nan=0.5)
        row[0, feature] = np.nan
        if case.takes(row):
            assert np.isfinite(case.model.predict(row)).all()
        else:
            with pytest.raises(scoringkit.ScoringError) as refusal:
                case.model.predict(row)
            assert refusal.value.status < 200


def test_the_catalogue_has_models_that_take_missing_values_and_models_that_refuse_them(fitted):
    gap = np.full((1, 8), np.nan)
    taking = {name for name in [*TREES, *BOOSTED] if fitted(name).takes(gap)}
    assert {"tree_missing", "forest", "histogram"} <= taking
    assert {"boosting", "boosting_regressor"} <= {*TREES, *BOOSTED} - taking


@pytest.mark.parametrize("writer", WRITERS)
def test_every_way_of_writing_gives_the_same_bits(case, writer):
    X = probes.all_rows(case)
    model = scoringkit.load(WRITERS[writer](case.estimator))
    require_same_bits(model.predict(X), case.model.predict(X))
    require_same_bits(model.predict(X, raw_score=True), case.model.predict(X, raw_score=True))


@pytest.mark.parametrize("options", [{}, {"compress": True}, {"compress": ("gzip", 9)}, {"protocol": 2}])
def test_joblib_files_load_by_their_path(fitted, options, tmp_path):
    case = fitted("forest_classes")
    joblib.dump(case.estimator, tmp_path / "model.joblib", **options)
    model = scoringkit.load(tmp_path / "model.joblib")
    require_same_bits(model.predict(case.X), case.model.predict(case.X))


def test_single_precision_rows_score_as_scikit_learn_scores_them(fitted):
    for name in [*TREES, *BOOSTED]:
        case = fitted(name)
        X = probes.all_rows(case)
        with np.errstate(over="ignore"):
            X = X.astype(np.float32)
        require_close(case.model.predict(X), case.predictions(X))


def test_one_row_a_batch_and_another_order_give_the_same_bits(case):
    X = probes.all_rows(case)[::37]
    for question in ({}, {"raw_score": True}):
        batch = case.model.predict(X, **question)
        single = np.concatenate([case.model.predict(row[np.newaxis], **question) for row in X])
        require_same_bits(batch, single)
        require_same_bits(case.model.predict(X[::-1], **question)[::-1], batch)


@pytest.mark.parametrize("name", [*TREES, *BOOSTED])
def test_contributions_add_up_to_the_margin(fitted, name):
    case = fitted(name)
    X = probes.all_rows(case)[::11]
    margins = case.model.predict(X, raw_score=True).reshape(len(X), -1)
    parts = case.model.predict(X, pred_contrib=True).reshape(len(X), margins.shape[1], -1)
    scale = np.maximum(1, np.abs(parts).max(axis=(1, 2)))[:, np.newaxis]
    assert (np.abs(parts.sum(axis=2) - margins) <= 1e-12 * scale).all()


LEAVES = [name for name in [*TREES, *BOOSTED] if not name.startswith("histogram")]


@pytest.mark.parametrize("name", LEAVES)
def test_leaves_have_the_numbers_of_scikit_learns_nodes(fitted, name):
    case = fitted(name)
    X = probes.all_rows(case)
    theirs = case.estimator.apply(X).reshape(len(X), -1)
    require_same_bits(case.model.predict(X, pred_leaf=True), theirs.astype(np.int32))


def test_facts_are_scikit_learns(case):
    assert case.model.n_features == case.estimator.n_features_in_
    assert case.model.n_trees >= len(probes.trees(case.last))
    assert case.model.format == f"scikit-learn {sklearn.__version__} {type(case.last).__name__}"
    classes = len(case.estimator.classes_) if is_classifier(case.estimator) else 1
    assert case.model.predict(case.X[:0]).shape == ((0,) if classes <= 2 else (0, classes))
    assert case.model.n_outputs == (1 if classes <= 2 else classes)


@pytest.mark.parametrize("name", FRAMES)
def test_a_pipeline_takes_a_frame_with_texts(fitted, name):
    case = fitted(name)
    frame = case.X[case.X.columns[::-1]]
    require_close(case.model.predict(frame), case.predictions(case.X))
    assert case.model.feature_names == list(case.X.columns)


def test_unknown_texts_are_nothing_or_refused_as_the_encoder_was_told(fitted):
    frame = applicants(6)
    frame.loc[2, "purpose"] = "yacht"
    case = fitted("frame_forest")
    require_same_bits(case.model.predict(frame), case.predictions(frame))
    closed = fitted("frame_closed")
    assert not closed.takes(frame)
    with pytest.raises(scoringkit.ScoringError, match="purpose") as refusal:
        closed.model.predict(frame)
    assert "yacht" not in str(refusal.value)


def test_a_row_of_names_scores_as_a_frame(fitted):
    case = fitted("frame_forest")
    for number in range(5):
        row = case.model.encode(case.X.iloc[number].to_dict())
        require_same_bits(case.model.predict(row), case.predictions(case.X.iloc[number : number + 1]))


def test_a_forest_fitted_on_a_frame_binds_columns_by_name():
    frame = pandas.DataFrame(whole(False), columns=list("abcdefgh"))
    forest = RandomForestClassifier(5, random_state=1, n_jobs=1).fit(frame, target("class"))
    model = scoringkit.load(pickle.dumps(forest))
    assert model.feature_names == list("abcdefgh")
    require_same_bits(model.predict(frame[list("hgfedcba")]), Trained(forest, frame).predictions(frame))


@pytest.mark.parametrize("kind", ["class", "grade"])
@pytest.mark.parametrize("writer", WRITERS)
def test_lightgbms_classifier_in_a_pickle(kind, writer):
    X, y = whole(True), target(kind)
    classifier = lightgbm.LGBMClassifier(n_estimators=8, n_jobs=1, verbose=-1, min_child_samples=5).fit(X, y)
    model = scoringkit.load(WRITERS[writer](classifier))
    require_same_bits(model.predict(X), Trained(classifier, X).predictions(X))
    require_same_bits(model.predict(X, raw_score=True), classifier.predict(X, raw_score=True))


@pytest.mark.parametrize("kind", ["class", "grade"])
@pytest.mark.parametrize("writer", WRITERS)
def test_xgboosts_classifier_in_a_pickle(kind, writer):
    X, y = whole(True), target(kind)
    X[np.isnan(X)] = -999.0
    classifier = xgboost.XGBClassifier(
        n_estimators=40, learning_rate=0.9, n_jobs=1, missing=-999.0, early_stopping_rounds=2
    )
    classifier.fit(X[:250], y[:250], eval_set=[(X[250:], y[250:])], verbose=False)
    assert classifier.best_iteration + 1 < classifier.get_booster().num_boosted_rounds()
    model = scoringkit.load(WRITERS[writer](classifier))
    require_same_bits(model.predict(X).astype(np.float32), Trained(classifier, X).predictions(X))
    margins = classifier.predict(X, output_margin=True)
    require_same_bits(model.predict(X, raw_score=True).astype(np.float32), margins)


@pytest.mark.parametrize(
    "estimator",
    [KNeighborsClassifier(), BaggingClassifier(), LinearRegression()],
    ids=lambda estimator: type(estimator).__name__,
)
def test_another_estimator_is_refused_by_its_name(estimator):
    estimator.fit(whole(False), target("class"))
    with pytest.raises(scoringkit.ScoringError, match=type(estimator).__name__) as refusal:
        scoringkit.load(pickle.dumps(estimator))
    assert 300 <= refusal.value.status < 400


def test_a_model_that_was_not_fitted_is_refused():
    for estimator in (RandomForestClassifier(), lightgbm.LGBMClassifier(), xgboost.XGBClassifier()):
        with pytest.raises(scoringkit.ScoringError):
            scoringkit.load(pickle.dumps(estimator))


def test_several_targets_are_refused():
    y = np.stack([target("class"), target("grade")], axis=1)
    forest = RandomForestClassifier(3).fit(whole(False), y)
    with pytest.raises(scoringkit.ScoringError, match="several targets") as refusal:
        scoringkit.load(pickle.dumps(forest))
    assert refusal.value.status_name == "SKIT_UNSUPPORTED_FEATURE"


def old(model):
    """The model as a release pickles it that does not store how many columns it was fitted on."""
    model.fit([[0.0, 1.0], [1.0, 0.0], [2.0, 2.0], [3.0, 1.0]], [0, 0, 1, 1])
    del model.n_features_in_
    return pickle.dumps(model)


def test_a_linear_model_without_a_column_count_has_as_many_as_coefficients():
    assert scoringkit.load(old(LogisticRegression())).feature_names == ["x0", "x1"]


def test_a_dummy_model_without_a_column_count_is_refused_with_what_to_do():
    with pytest.raises(scoringkit.ScoringError, match="how many columns it takes.* in one Pipeline"):
        scoringkit.load(old(DummyClassifier()))
