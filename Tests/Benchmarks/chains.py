"""A LightGBM model whose trees are chains: every split leaves one leaf behind, and asks another feature.

So depth alone can grow: the number of leaves stays, and a path of a tree of depth d has up to d distinct features.
"""

import numpy as np

import models

LEAVES = 4200
"""Of all trees together."""
FEATURES = 30
ROWS = 1_000_000
"""What the first split of a tree divides, as its counts say; a leaf takes from a fifth to a third of it."""


def model_file(depth):
    """The model of that depth; written if it is not there."""
    models.FOLDER.mkdir(parents=True, exist_ok=True)
    path = models.FOLDER / f"chains-{depth}.txt"
    if not path.exists():
        random = np.random.default_rng(depth)
        X = models.scoring_rows(FEATURES)
        trees = [_tree(place, depth, X, random) for place in range(LEAVES // (depth + 1))]
        path.write_text(_header(trees) + "".join(trees) + "end of trees\n\nparameters:\nend of parameters\n")
    return path


def _header(trees):
    names = " ".join(f"Column_{feature}" for feature in range(FEATURES))
    lines = [
        "tree",
        "version=v4",
        "num_class=1",
        "num_tree_per_iteration=1",
        "label_index=0",
        f"max_feature_idx={FEATURES - 1}",
        "objective=binary sigmoid:1",
        f"feature_names={names}",
        "feature_infos=" + " ".join(["[-inf:inf]"] * FEATURES),
        "tree_sizes=" + " ".join(str(len(tree)) for tree in trees),
    ]
    return "\n".join(lines) + "\n\n"


def _tree(place, depth, X, random):
    features = random.permutation(FEATURES)[:depth]
    thresholds = [np.nanquantile(X[:, feature], random.uniform(0.2, 0.8)) for feature in features]
    covers = [ROWS]
    for share in random.uniform(0.2, 0.33, depth):
        covers.append(covers[-1] - int(covers[-1] * share))
    leaf_counts = [covers[node] - covers[node + 1] for node in range(depth)] + [covers[depth]]
    # Leaf k hangs at node k, left or right; what goes on is the next node, after the last one the last leaf.
    leaves = [-node - 1 for node in range(depth)]
    nexts = [*range(1, depth), -depth - 1]
    is_left = random.random(depth) < 0.5
    fields = {
        "num_leaves": [depth + 1],
        "num_cat": [0],
        "split_feature": features,
        "split_gain": [1] * depth,
        "threshold": [repr(float(threshold)) for threshold in thresholds],
        "decision_type": [10] * depth,  # Missing is NaN and goes left.
        "left_child": np.where(is_left, leaves, nexts),
        "right_child": np.where(is_left, nexts, leaves),
        "leaf_value": [repr(float(value)) for value in random.normal(0, 0.1, depth + 1)],
        "leaf_weight": leaf_counts,
        "leaf_count": leaf_counts,
        "internal_value": [0] * depth,
        "internal_weight": covers[:depth],
        "internal_count": covers[:depth],
        "is_linear": [0],
        "shrinkage": [1],
    }
    lines = [f"{name}={' '.join(map(str, values))}" for name, values in fields.items()]
    return f"Tree={place}\n" + "\n".join(lines) + "\n\n\n"
