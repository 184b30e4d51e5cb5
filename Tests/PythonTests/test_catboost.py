"""CatBoost's JSON models against CatBoost: margins, leaves, predictions and Shapley values."""

import json

import numpy as np
import pandas
import pytest
import scoringkit

catboost = pytest.importorskip("catboost", reason="CatBoost is not installed (pip install catboost==1.2.10)")

import catboost_probes as probes  # noqa: E402
from catboost_catalogue import CATALOGUE, FAST_EXPONENTIAL  # noqa: E402
from comparing import require_close, require_same_bits  # noqa: E402
from training_rows import TARGETS, rows, signal  # noqa: E402


@pytest.fixture(scope="module", params=CATALOGUE)
def case(request):
    trained = CATALOGUE[request.param]()
    trained.name = request.param
    return trained


def test_margins_and_leaves_are_catboosts_to_the_bit(case):
    X = probes.all_rows(case)
    require_same_bits(case.model.predict(X, raw_score=True), case.margins(X))
    leaves = case.catboost.calc_leaf_indexes(X).astype(np.int32)
    require_same_bits(case.model.predict(X, pred_leaf=True), leaves)


def test_one_row_scores_as_in_a_batch(case):
    X = probes.all_rows(case)[::97]
    single = np.array([case.catboost.predict(row, prediction_type="RawFormulaVal") for row in X])
    require_same_bits(case.model.predict(X, raw_score=True), single)


def test_predictions_are_catboosts(case):
    X = probes.all_rows(case)
    if case.name in FAST_EXPONENTIAL:
        require_close(case.model.predict(X), case.predictions(X), relative=1e-14)
    else:
        require_same_bits(case.model.predict(X), case.predictions(X))


def test_contributions_are_catboosts(case):
    X = case.X[:60]
    ours = case.model.predict(X, pred_contrib=True)
    margins = case.margins(X).reshape(len(X), -1)
    sums = ours.reshape(len(X), margins.shape[1], -1).sum(axis=2)
    assert (np.abs(sums - margins) <= 1e-12 * np.maximum(1, np.abs(margins))).all()
    if case.name == "rescaled":
        return  # CatBoost refuses to explain what is scaled.
    theirs = case.catboost.get_feature_importance(catboost.Pool(X), type="ShapValues")
    assert (np.abs(ours.ravel() - theirs.ravel()) <= 1e-11 * max(1, np.abs(theirs).max())).all()


def test_facts_are_catboosts(case):
    assert case.model.format == f"catboost-json {catboost.__version__}"
    assert case.model.feature_names == case.catboost.feature_names_
    assert case.model.n_trees == case.catboost.tree_count_


def test_columns_of_a_frame_are_bound_by_name():
    X = rows()
    frame = pandas.DataFrame(X, columns=[f"feature {letter}" for letter in "abcdefgh"])
    model = catboost.CatBoostRegressor(iterations=5, verbose=False, allow_writing_files=False)
    model.fit(frame, signal(X))
    ours = scoringkit.load(document(model))
    require_same_bits(ours.predict(frame[frame.columns[::-1]]), model.predict(frame))


def document(model):
    import catboost_catalogue

    return catboost_catalogue.Trained(model, None).document


@pytest.mark.parametrize(
    "settings, named",
    [
        ({"cat_features": [6]}, "categorical_features"),
        ({"grow_policy": "Lossguide"}, "not oblivious"),
        ({"loss_function": "RMSEWithUncertainty"}, "RMSEWithUncertainty"),
    ],
)
def test_what_is_not_supported_is_refused_by_name(settings, named):
    X = pandas.DataFrame(rows())
    X[6] = X[6].fillna(9).astype(int)
    model = catboost.CatBoost({"iterations": 3, "verbose": False, "allow_writing_files": False, **settings})
    model.fit(X, TARGETS["real"](signal(rows())))
    with pytest.raises(scoringkit.ScoringError, match=named):
        scoringkit.load(document(model))


def test_a_sum_of_models_is_refused_by_name():
    models = [CATALOGUE["rmse"]().catboost, CATALOGUE["mae"]().catboost]
    with pytest.raises(scoringkit.ScoringError, match="sum of models"):
        scoringkit.load(document(catboost.sum_models(models)))


def test_a_document_that_another_program_wrote_is_the_same_model(case):
    compact = json.dumps(json.loads(case.document)).encode()
    X = probes.all_rows(case)[::13]
    require_same_bits(
        scoringkit.load(compact).predict(X, raw_score=True), case.model.predict(X, raw_score=True)
    )
