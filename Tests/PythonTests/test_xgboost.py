"""Scores, predictions, leaves and contributions against XGBoost itself, on every kind of model it trains."""

import json

import numpy as np
import pandas
import pytest
import scoringkit
import xgboost
import xgboost_probes as probes
from comparing import require_same_bits, require_same_singles
from training_rows import TARGETS, rows, signal
from xgboost_catalogue import CATALOGUE, DART, FORESTS, Trained

CONTRIBUTIONS = 2e-5
"""Of the greatest contribution of a row, or 1: XGBoost's own are computed in float32."""


@pytest.fixture(scope="module")
def boosted():
    """A model of the catalogue by name; trained when it is first asked for."""
    models = {}

    def of(name) -> Trained:
        if name not in models:
            models[name] = CATALOGUE[name]()
        return models[name]

    return of


@pytest.fixture(params=list(CATALOGUE))
def case(request, boosted):
    return boosted(request.param)


@pytest.fixture(params=FORESTS)
def forest(request, boosted):
    return boosted(request.param)


def matrix_rows(case):
    return probes.acceptable_to_matrix(probes.all_rows(case))


def test_margins_are_xgboosts_to_the_bit(case):
    X = matrix_rows(case)
    require_same_singles(
        case.model.predict(X, raw_score=True), case.booster.predict(case.matrix(X), output_margin=True)
    )


def test_predictions_are_xgboosts_to_the_bit_on_one_machine(case):
    X = matrix_rows(case)
    require_same_singles(case.model.predict(X), case.booster.predict(case.matrix(X)))


# DART's sums in place differ from XGBoost's own over a DMatrix in the last bit; ours are the DMatrix's.
@pytest.mark.parametrize("name", [name for name in FORESTS if name not in DART])
def test_infinite_rows_score_as_xgboost_scores_them_in_place(boosted, name):
    case = boosted(name)
    X = probes.all_rows(case)
    assert np.isinf(X).any()
    for ours, theirs in (({}, "value"), ({"raw_score": True}, "margin")):
        require_same_singles(
            case.model.predict(X, **ours),
            case.booster.inplace_predict(X, predict_type=theirs, missing=case.missing),
        )


def test_leaf_indices_are_xgboosts(forest):
    X = matrix_rows(forest)
    theirs = forest.booster.predict(forest.matrix(X), pred_leaf=True)
    require_same_bits(forest.model.predict(X, pred_leaf=True), theirs.reshape(len(X), -1).astype(np.int32))


def test_contributions_are_xgboosts(case):
    X = np.concatenate([case.X[:150], probes.of_splits(case)[::7][:150], probes.of_absence(case)])
    ours = case.model.predict(X, pred_contrib=True)
    theirs = case.booster.predict(case.matrix(X), pred_contribs=True).reshape(len(X), -1)
    assert ours.shape == theirs.shape
    magnitude = np.maximum(1, np.abs(theirs).max(axis=1))
    assert (np.abs(ours - theirs).max(axis=1) <= CONTRIBUTIONS * magnitude).all()


def test_float32_rows_score_as_float64_rows(case):
    X = probes.all_rows(case)
    with np.errstate(over="ignore"):
        single = X.astype(np.float32)
    for question in ({}, {"raw_score": True}, {"pred_leaf": True}):
        require_same_bits(case.model.predict(single, **question), case.model.predict(X, **question))


def test_one_row_a_batch_and_another_order_give_the_same_bits(case):
    X = probes.all_rows(case)[::23]
    for question in ({}, {"raw_score": True}, {"pred_leaf": True}, {"pred_contrib": True}):
        batch = case.model.predict(X, **question)
        single = np.concatenate([case.model.predict(row[np.newaxis], **question) for row in X])
        require_same_bits(batch, single)
        require_same_bits(case.model.predict(X[::-1], **question)[::-1], batch)


def test_json_ubjson_and_files_of_both_give_the_same_bits(case, tmp_path):
    X = probes.all_rows(case)
    expected = case.model.predict(X, raw_score=True)
    documents = [bytes(case.booster.save_raw("ubj"))]
    for name in ("model.json", "model.ubj"):
        case.booster.save_model(tmp_path / name)
        documents.append(tmp_path / name)
    for document, kind in zip(documents, ("ubjson", "json", "ubjson"), strict=True):
        model = case.load(document)
        assert model.format == f"xgboost-{kind} {xgboost.__version__}"
        require_same_bits(model.predict(X, raw_score=True), expected)


def test_facts_are_xgboosts(case):
    X = case.X[:3]
    learner = json.loads(case.document)["learner"]
    assert case.model.n_features == case.booster.num_features()
    assert case.model.objective == learner["objective"]["name"]
    assert case.model.format == f"xgboost-json {xgboost.__version__}"
    assert case.model.n_outputs == max(1, int(learner["learner_model_param"]["num_class"]))
    assert case.model.predict(X).shape == case.booster.predict(case.matrix(X)).shape
    if case.trees:
        assert case.model.n_trees == len(case.trees)


def test_a_frames_columns_are_bound_by_their_names():
    X = rows(count=200)
    frame = pandas.DataFrame(X, columns=[f"feature {letter}" for letter in "abcdefgh"])
    data = xgboost.DMatrix(frame, TARGETS["class"](signal(X)))
    booster = xgboost.train({"objective": "binary:logistic", "nthread": 1}, data, 3)
    model = scoringkit.load(bytes(booster.save_raw("ubj")))
    assert model.feature_names == list(frame.columns)
    require_same_singles(model.predict(frame[frame.columns[::-1]]), booster.predict(data))


def test_the_number_of_a_missing_value_is_missing_only_where_it_is_given(boosted):
    case = boosted("missing_number")
    assert (case.X == case.missing).any()
    unaware = scoringkit.load(case.document)
    require_same_singles(
        unaware.predict(case.X, raw_score=True),
        case.booster.predict(xgboost.DMatrix(case.X), output_margin=True),
    )
    aware = case.model.predict(case.X, raw_score=True)
    assert (aware != unaware.predict(case.X, raw_score=True)).any()


@pytest.mark.parametrize("kind", ["json", "ubj"])
def test_every_iteration_counts_unless_the_best_is_asked_for(boosted, kind):
    case = boosted("early_stopped")
    document = bytes(case.booster.save_raw(kind))
    X = matrix_rows(case)
    data = case.matrix(X)
    stop = case.booster.best_iteration + 1
    all_of_them = case.load(document)
    best = case.load(document, best_iteration=True)
    require_same_singles(all_of_them.predict(X), case.booster.predict(data))
    require_same_singles(best.predict(X), case.booster.predict(data, iteration_range=(0, stop)))
    assert (best.n_trees, all_of_them.n_trees) == (stop, case.booster.num_boosted_rounds())


def test_the_best_iteration_is_what_the_wrapper_of_scikit_learn_takes():
    X = rows(count=600)
    y = TARGETS["classes"](signal(X)).astype(int)
    classifier = xgboost.XGBClassifier(
        n_estimators=60, learning_rate=0.7, early_stopping_rounds=3, n_jobs=1, random_state=5
    )
    classifier.fit(X[:300], y[:300], eval_set=[(X[300:], y[300:])], verbose=False)
    booster = classifier.get_booster()
    assert classifier.best_iteration + 1 < booster.num_boosted_rounds()
    model = scoringkit.load(bytes(booster.save_raw("ubj")), best_iteration=True)
    require_same_singles(model.predict(X), classifier.predict_proba(X))
    require_same_singles(model.predict(X, raw_score=True), classifier.predict(X, output_margin=True))


def test_the_catalogue_splits_categories_in_both_ways(boosted):
    sizes = {
        name: [size for tree in boosted(name).trees for size in tree["categories_sizes"]]
        for name in ("categorical_partition", "categorical_one_hot")
    }
    assert set(sizes["categorical_one_hot"]) == {1}
    assert max(sizes["categorical_partition"]) > 32


def test_the_catalogue_has_leaves_missing_values_go_to_on_either_side(boosted):
    trees = [tree for name in FORESTS for tree in boosted(name).trees]
    sides = {
        bool(side)
        for tree in trees
        for side, left in zip(tree["default_left"], tree["left_children"], strict=True)
        if left >= 0
    }
    assert sides == {True, False}


def test_every_split_of_the_probed_trees_has_its_probes(boosted):
    for name in FORESTS:
        case = boosted(name)
        values = [
            len(probes.values_of(tree, node))
            for tree in case.trees[: probes.FIRST_TREES]
            for node, left in enumerate(tree["left_children"])
            if left >= 0
        ]
        assert len(probes.of_splits(case)) >= 0.99 * sum(values), name


@pytest.mark.parametrize("kind", ["json", "ubj"])
def test_a_document_cut_anywhere_is_refused(boosted, kind):
    document = bytes(boosted("categorical_partition").booster.save_raw(kind))
    for place in [*range(1, 60), *range(60, len(document), len(document) // 60)]:
        with pytest.raises(scoringkit.ScoringError):
            scoringkit.load(document[:place])


def test_an_unknown_objective_is_named(boosted):
    document = boosted("logistic").document.replace(b'"binary:logistic"', b'"binary:mystery"')
    with pytest.raises(scoringkit.ScoringError, match="binary:mystery") as refusal:
        scoringkit.load(document)
    assert refusal.value.status_name == "SKIT_UNSUPPORTED_OBJECTIVE"
