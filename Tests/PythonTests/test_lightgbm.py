"""Scores, predictions and leaf indices against LightGBM itself, on every kind of model it trains."""

import numpy as np
import probes
import pytest
from catalogue import CATALOGUE
from comparing import require_same_bits


@pytest.fixture(params=list(CATALOGUE))
def case(request, trained):
    return trained(request.param)


def test_raw_scores_are_lightgbms_to_the_bit(case):
    X = probes.all_rows(case)
    require_same_bits(case.model.predict(X, raw_score=True), case.booster.predict(X, raw_score=True))


def test_predictions_are_lightgbms_to_the_bit_on_one_machine(case):
    X = probes.all_rows(case)
    require_same_bits(case.model.predict(X), case.booster.predict(X))


def test_leaf_indices_are_lightgbms(case):
    X = probes.all_rows(case)
    require_same_bits(case.model.predict(X, pred_leaf=True), case.booster.predict(X, pred_leaf=True))


def test_float32_rows_score_as_lightgbm_scores_them(case):
    with np.errstate(over="ignore"):
        X = probes.all_rows(case).astype(np.float32)
    require_same_bits(case.model.predict(X, raw_score=True), case.booster.predict(X, raw_score=True))


def test_one_row_has_lightgbms_shapes(case):
    X = case.X[:1]
    for question in ({}, {"raw_score": True}, {"pred_leaf": True}):
        require_same_bits(case.model.predict(X, **question), case.booster.predict(X, **question))


def test_facts_are_lightgbms(case):
    assert case.model.n_features == case.booster.num_feature()
    assert case.model.feature_names == case.booster.feature_name()
    assert case.model.n_trees == len(case.trees)
    assert case.model.n_outputs == case.booster.num_model_per_iteration()
    assert case.model.kind == "model"
    assert case.model.format == "lightgbm-text v4"


def test_the_splits_of_the_models_are_probed(trained):
    # A few splits no row of training reaches: the trainer goes by bins, and a bin may hold both sides.
    for name in CATALOGUE:
        values = [len(probes.values_of(node)) for tree in trained(name).trees for node in _nodes(tree)]
        assert len(probes.of_splits(trained(name))) >= 0.99 * sum(values), name


def test_the_catalogue_has_a_tree_of_a_thousand_leaves(trained):
    assert max(len(list(_nodes(tree))) for tree in trained("deep").trees) == 999


@pytest.mark.parametrize("missing_type", ["None", "Zero", "NaN"])
def test_the_catalogue_has_splits_of_each_missing_type(trained, missing_type):
    nodes = [node for name in CATALOGUE for tree in trained(name).trees for node in _nodes(tree)]
    assert any(node["missing_type"] == missing_type for node in nodes)


def test_the_catalogue_has_categories_beyond_one_word_of_bits(trained):
    nodes = [node for tree in trained("categorical_many").trees for node in _nodes(tree)]
    categories = [
        c for n in nodes if n["decision_type"] == "==" for c in map(int, n["threshold"].split("||"))
    ]
    assert max(categories) > 64


def _nodes(tree):
    if "split_feature" in tree:
        yield tree
        yield from _nodes(tree["left_child"])
        yield from _nodes(tree["right_child"])
