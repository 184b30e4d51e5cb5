"""Rows that find mistakes: at and around every threshold, every category, the edges of arithmetic."""

import numpy as np
from training_rows import ZERO_THRESHOLD

INFINITY = np.float64(np.inf)
SINGLE_INFINITY = np.float32(np.inf)

SPECIAL = np.array(
    [np.nan, 0.0, -0.0, ZERO_THRESHOLD, -ZERO_THRESHOLD]
    + [np.nextafter(sign * ZERO_THRESHOLD, sign * way) for sign in (1, -1) for way in (INFINITY, 0.0)]
    + [
        float(np.nextafter(np.float32(sign * 1e-35), np.float32(sign * way)))
        for sign in (1, -1)
        for way in (SINGLE_INFINITY, 0.0)
    ]
    + [
        5e-324,
        -5e-324,
        2.2e-308,
        1e-40,
        np.inf,
        -np.inf,
        np.finfo(float).max,
        -np.finfo(float).max,
        1e300,
        0.1,
        16777217.0,
        -1.0,
        -0.5,
        0.5,
        0.999,
        1.5,
        2.9,
        31.0,
        31.5,
        32.0,
        33.0,
        63.0,
        64.0,
        65.0,
        89.0,
        90.0,
        95.0,
        96.0,
        127.0,
        128.0,
        1000.0,
        2.0**24,
        2.0**31 - 1,
        2.0**31,
        -(2.0**31),
        2.0**53,
    ]
)
"""Missing, zeros and their neighbours, denormals, infinities, and categories seen, unseen and impossible."""


def around(threshold):
    """A threshold, its neighbours in double and in float, and a missing value."""
    with np.errstate(over="ignore"):
        single = np.float32(threshold)
        return [
            threshold,
            np.nextafter(threshold, INFINITY),
            np.nextafter(threshold, -INFINITY),
            float(single),
            float(np.nextafter(single, SINGLE_INFINITY)),
            float(np.nextafter(single, -SINGLE_INFINITY)),
            np.nan,
        ]


def values_of(node):
    """The values that tell whether a split is right; of a categorical one every code, and some beyond."""
    if node["decision_type"] == "<=":
        return around(node["threshold"])
    last = max(map(int, node["threshold"].split("||")))
    return [*map(float, range(last + 34)), -1.0, np.nan]


def of_splits(trained):
    """For every split a row of training that reaches it, with its feature at every telling value."""
    leaves = np.reshape(trained.booster.predict(trained.X, pred_leaf=True), (len(trained.X), -1))
    probes = []
    for number, tree in enumerate(trained.trees):
        witness = {leaf: row for row, leaf in enumerate(leaves[:, number])}
        _of_node(tree, witness, trained.X, probes)
    return np.array(probes).reshape(-1, trained.X.shape[1])


def of_specials(trained, bases=6):
    """Rows of training with one value replaced by each special one; rows all of one special value."""
    probes = []
    for base in trained.X[:bases]:
        for feature in range(len(base)):
            for value in SPECIAL:
                probe = base.copy()
                probe[feature] = value
                probes.append(probe)
    probes += [np.full(trained.X.shape[1], value) for value in SPECIAL]
    return np.array(probes)


def all_rows(trained):
    """Every probe row, and the rows of training."""
    return np.concatenate([trained.X, of_splits(trained), of_specials(trained)])


def _of_node(node, witness, X, probes):
    """Appends a node's probes; returns a row that reaches it, or None where no row of training does."""
    if "leaf_index" in node or "split_feature" not in node:
        return witness.get(node.get("leaf_index", 0))
    left = _of_node(node["left_child"], witness, X, probes)
    right = _of_node(node["right_child"], witness, X, probes)
    row = left if left is not None else right
    if row is not None:
        for value in values_of(node):
            probe = X[row].copy()
            probe[node["split_feature"]] = value
            probes.append(probe)
    return row
