"""Rows at and around every split of a model of scikit-learn, beside the special ones."""

from typing import NamedTuple

import numpy as np
import probes

FIRST_TREES = 6


class Nodes(NamedTuple):
    """A tree's nodes, whichever of scikit-learn's two kinds it is; a leaf's left child is no node."""

    feature: np.ndarray
    threshold: np.ndarray
    left: np.ndarray
    right: np.ndarray
    type: np.dtype


def trees(estimator):
    """The trees of a model, in order."""
    if hasattr(estimator, "_predictors"):
        return [_histogram(tree) for iteration in estimator._predictors for tree in iteration]
    if hasattr(estimator, "tree_"):
        return [_nodes(estimator)]
    return [_nodes(tree) for tree in np.ravel(getattr(estimator, "estimators_", []))]


def of_splits(estimator, X):
    """For every split rows that reach it, with its feature at, and around, the threshold, and missing."""
    found = []
    for tree in trees(estimator)[:FIRST_TREES]:
        _of_node(tree, 0, np.arange(len(X)), X, found)
    return np.array(found).reshape(-1, X.shape[1])


def all_rows(case):
    """Of every probe row, and the rows of training, those scikit-learn scores."""
    filled = _Filled(case.X)
    found = [case.X, probes.of_specials(case, bases=3), probes.of_specials(filled, bases=2)]
    if case.last is case.estimator:
        found += [of_splits(case.last, case.X), of_splits(case.last, filled.X)]
    found = np.concatenate(found)
    if not case.takes(np.full((1, found.shape[1]), np.nan)):
        found = found[~np.isnan(found).any(axis=1)]
    if not case.takes(np.full((1, found.shape[1]), np.inf)):
        with np.errstate(over="ignore"):
            found = found[~np.isinf(found.astype(np.float32)).any(axis=1)]
    assert case.takes(found)
    return found


class _Filled:
    """Rows without gaps."""

    def __init__(self, X):
        self.X = np.where(np.isnan(X), 0.25, X)


def _nodes(estimator):
    tree = estimator.tree_
    return Nodes(tree.feature, tree.threshold, tree.children_left, tree.children_right, np.float32)


def _histogram(tree):
    nodes = tree.nodes
    left = np.where(nodes["is_leaf"], -1, nodes["left"].astype(int))
    # A categorical split's threshold says nothing: rows part somehow, and categories are special values.
    return Nodes(nodes["feature_idx"], nodes["num_threshold"], left, nodes["right"].astype(int), np.float64)


def _of_node(tree, node, reached, X, found):
    if tree.left[node] < 0 or not len(reached):
        return
    feature, threshold = tree.feature[node], tree.threshold[node]
    # Several rows: on both sides of a split one row may reach leaves of one value.
    for row in {reached[0], reached[len(reached) // 2], reached[-1]}:
        for value in probes.around(threshold):
            probe = X[row].copy()
            probe[feature] = value
            found.append(probe)
    with np.errstate(over="ignore"):
        lower = X[reached, feature].astype(tree.type) <= threshold
    _of_node(tree, tree.left[node], reached[lower], X, found)
    _of_node(tree, tree.right[node], reached[~lower], X, found)
