"""Shapley values against LightGBM's, and the invariants that need no oracle."""

import lightgbm
import numpy as np
import probes
import pytest
import scoringkit
from catalogue import EXPLAINABLE, LINEAR
from comparing import require_same_bits

ADDITIVITY = 1e-12
"""Of the sum over trees of the greatest leaf: the additivity tolerance of the project."""


def sample(case, count=250):
    X = np.concatenate([probes.of_splits(case), probes.of_specials(case, bases=2)])
    order = np.random.default_rng(11).permutation(len(X))[:count]
    return np.concatenate([X[order], case.X[:50]])


@pytest.fixture(params=EXPLAINABLE)
def case(request, trained):
    return trained(request.param)


def test_contributions_are_lightgbms(case):
    X = sample(case)
    ours = case.model.predict(X, pred_contrib=True)
    theirs = case.booster.predict(X, pred_contrib=True)
    assert ours.shape == theirs.shape and ours.dtype == theirs.dtype
    magnitude = np.abs(theirs).max(axis=1)
    assert (np.abs(ours - theirs).max(axis=1) <= 1e-12 * magnitude).all()


def test_contributions_add_up_to_the_margin(case):
    X = sample(case)
    outputs = case.model.n_outputs
    margins = case.model.predict(X, raw_score=True).reshape(len(X), outputs)
    values = case.model.predict(X, pred_contrib=True).reshape(len(X), outputs, -1).sum(axis=2)
    for output in range(outputs):
        scale = sum(_greatest_leaf(tree) for tree in case.trees[output::outputs])
        assert (np.abs(values[:, output] - margins[:, output]) <= ADDITIVITY * scale).all()


def test_a_feature_the_model_does_not_use_has_exactly_no_part(trained):
    case = trained("stumps")
    used = case.booster.feature_importance() > 0
    assert used.any() and not used.all()
    values = case.model.predict(case.X, pred_contrib=True)[:, :-1]
    assert (values[:, ~used] == 0).all() and (values[:, used] != 0).any()


def test_contributions_of_long_paths_still_add_up():
    random = np.random.default_rng(4)
    X = random.normal(size=(2000, 60))
    # Each feature tells apart a few rows: the tree becomes a chain.
    y = np.select([X[:, f] > 2 for f in range(60)], np.arange(60.0, 0, -1), 0.0)
    booster = lightgbm.train(
        {"num_leaves": 60, "min_data_in_leaf": 1, "verbose": -1, "num_threads": 1, "learning_rate": 0.5},
        lightgbm.Dataset(X, y),
        5,
    )
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    assert max(_distinct_features(tree) for tree in trees) > 15
    model = scoringkit.load(booster.model_to_string().encode())
    error = model.predict(X, pred_contrib=True).sum(axis=1) - model.predict(X, raw_score=True)
    assert (np.abs(error) <= ADDITIVITY * sum(map(_greatest_leaf, trees))).all()


@pytest.mark.parametrize("name", LINEAR)
def test_linear_trees_refuse_contributions_by_name(trained, name):
    model = trained(name).model
    assert not model.can_explain
    with pytest.raises(scoringkit.ScoringError, match="linear") as refusal:
        model.predict(trained(name).X, pred_contrib=True)
    assert refusal.value.status_name == "SKIT_UNSUPPORTED_OPERATION"


def test_one_row_a_batch_and_another_order_give_the_same_bits(case):
    X = sample(case, count=60)
    batch = case.model.predict(X, pred_contrib=True)
    single = np.concatenate([case.model.predict(row[np.newaxis], pred_contrib=True) for row in X])
    require_same_bits(batch, single)
    require_same_bits(case.model.predict(X[::-1], pred_contrib=True)[::-1], batch)


def _greatest_leaf(node):
    if "split_feature" not in node:
        return abs(node["leaf_value"])
    return max(_greatest_leaf(node["left_child"]), _greatest_leaf(node["right_child"]))


def _distinct_features(node, path=frozenset()):
    if "split_feature" not in node:
        return len(path)
    path = path | {node["split_feature"]}
    return max(_distinct_features(node[side], path) for side in ("left_child", "right_child"))
