"""Rows at and around every split of a model of XGBoost, beside the special ones."""

import numpy as np
import probes

FIRST_TREES = 12
LARGEST = float(np.finfo(np.float32).max)


def of_splits(case):
    """For every split a row of training that reaches it, with its feature at every telling value."""
    if not case.trees:
        return np.empty((0, case.X.shape[1]))
    leaves = case.booster.predict(case.matrix(case.X), pred_leaf=True).reshape(len(case.X), -1)
    found = []
    for number, tree in enumerate(case.trees[:FIRST_TREES]):
        for node, row in witnesses(tree, leaves[:, number]).items():
            if tree["left_children"][node] < 0:
                continue
            for value in values_of(tree, node):
                probe = case.X[row].copy()
                probe[tree["split_indices"][node]] = value
                found.append(probe)
    return np.array(found).reshape(-1, case.X.shape[1])


def witnesses(tree, leaves):
    """Of each node of a tree that rows reach, one such row."""
    found = {}
    for row, node in enumerate(leaves.astype(int)):
        while node not in found:
            found[node] = row
            if node == 0:
                break
            node = tree["parents"][node]
    return found


def values_of(tree, node):
    """The values that tell whether a split is right; of a categorical one every code, and some beyond."""
    if tree["split_type"][node] == 0:
        return probes.around(float(np.float32(tree["split_conditions"][node])))
    place = tree["categories_nodes"].index(node)
    start = tree["categories_segments"][place]
    last = max(tree["categories"][start : start + tree["categories_sizes"][place]])
    return [*map(float, range(last + 34)), -1.0, np.nan]


def of_absence(case):
    """Around the number that stands for a missing value, at every feature."""
    if np.isnan(case.missing):
        return np.empty((0, case.X.shape[1]))
    found = []
    for feature in range(case.X.shape[1]):
        for value in probes.around(case.missing):
            found.append(case.X[0].copy())
            found[-1][feature] = value
    return np.array(found)


def all_rows(case):
    """Every probe row, and the rows of training."""
    specials = np.concatenate([probes.of_specials(case, bases=3), _edges(case)])
    if case.types:
        # What stands in a categorical column must be a category, or XGBoost's own answer is undefined.
        columns = [feature for feature, kind in enumerate(case.types) if kind == "c"]
        with np.errstate(invalid="ignore"):
            defined = np.isnan(specials) | (np.abs(specials) < 2.0**31)
        specials = specials[defined[:, columns].all(axis=1)]
    return np.concatenate([case.X, of_splits(case), of_absence(case), specials])


def acceptable_to_matrix(X):
    """Those rows without a value that XGBoost's DMatrix refuses: infinite, or infinite as a float."""
    with np.errstate(over="ignore"):
        return X[~np.isinf(X.astype(np.float32)).any(axis=1)]


def _edges(case):
    """The greatest and the smallest floats, at every feature and at all of them."""
    found = []
    for value in (LARGEST, -LARGEST, 1e-45, -1e-45, float(np.finfo(np.float32).tiny)):
        found.append(np.full(case.X.shape[1], value))
        for feature in range(case.X.shape[1]):
            found.append(case.X[1].copy())
            found[-1][feature] = value
    return np.array(found)
