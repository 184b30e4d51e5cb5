"""How time grows with trees, leaves, features and rows: ScoringKit and LightGBM, and the picture of it."""

import math

import numpy as np

import models
import timing

# what grows: its values; then features, trees, leaves and rows where they do not grow
CURVES = {
    "trees": ([10, 30, 100, 300, 1000, 3000, 10_000], dict(features=30, leaves=31, rows=2000)),
    "leaves": ([4, 8, 16, 32, 64, 128, 256, 512, 1024], dict(features=30, trees=100, rows=5000)),
    "features": ([10, 30, 100, 300, 1000, 2000], dict(trees=100, leaves=31, rows=5000)),
    "rows": ([1, 10, 100, 1000, 10_000, 100_000, 1_000_000], dict(features=30, trees=100, leaves=31)),
}
RUNS = 3
TRAINING_ROWS = 10_000
"""Of the models that many trees or features make slow to train; 1024 leaves need more."""


def point_count():
    return sum(len(values) for values, _ in CURVES.values())


def measure(library, undisturbed, progress):
    """By what grows: the values, and by library the seconds of scoring the batch once."""
    found = {}
    for what, (values, fixed) in CURVES.items():
        times = {"ScoringKit": [], "LightGBM": []}
        for value in values:
            progress(f"growth with {what}, {value}")
            for name, taken in point(library, undisturbed, **{**fixed, what: value}).items():
                times[name].append(taken)
        found[what] = {"values": values, "seconds": times, "fixed": fixed}
    return found


def point(library, undisturbed, features, trees, leaves, rows):
    import lightgbm

    path = growth_model(features, trees, leaves)
    X = np.tile(models.scoring_rows(features, min(rows, 10_000)), (max(1, rows // 10_000), 1))
    theirs = lightgbm.Booster(model_file=path)
    ours = library.load(path)
    answer = np.empty(len(X))
    # Short batches are repeated, so that a time is a hundredth of a second or more.
    with undisturbed():
        first = timing.seconds(lambda: theirs.predict(X, raw_score=True, num_threads=1))
    repeats = max(1, min(1000, math.ceil(0.01 / first)))

    def repeated(function):
        def run():
            for _ in range(repeats):
                function()

        return run

    functions = {
        "ScoringKit": repeated(lambda: ours.margins(X, answer)),
        "LightGBM": repeated(lambda: theirs.predict(X, raw_score=True, num_threads=1)),
    }
    return {name: taken / repeats for name, taken in timing.medians(functions, RUNS, undisturbed).items()}


def growth_model(features, trees, leaves):
    """A model of that shape; fewer trees are the first ones of the largest model."""
    most = max(CURVES["trees"][0]) if (features, leaves) == (30, 31) else trees
    rows = 50_000 if leaves != 31 else TRAINING_ROWS
    whole = models.model_file("lightgbm", features, most, leaves, training_rows=rows)
    if most == trees:
        return whole
    path = whole.with_name(f"first-{trees}-of-{whole.name}")
    if not path.exists():
        import lightgbm

        lightgbm.Booster(model_file=whole).save_model(path, num_iteration=trees)
    return path


def exponents(curve):
    """Of each library: the slope between the last points of a curve, in logarithms; 1 is linear."""
    found = {}
    for name, seconds in curve["seconds"].items():
        (x0, x1), (y0, y1) = curve["values"][-3::2], seconds[-3::2]
        found[name] = math.log(y1 / y0) / math.log(x1 / x0)
    return found
