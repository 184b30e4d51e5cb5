"""How the time of a batch grows with trees, leaves, features and rows: ScoringKit and LightGBM."""

import numpy as np

import curves
import models

# what grows: its values; then features, trees, leaves and rows where they do not grow
CURVES = {
    "trees": ([10, 30, 100, 300, 1000, 3000, 10_000], dict(features=30, leaves=31, rows=2000)),
    "leaves": ([4, 8, 16, 32, 64, 128, 256, 512, 1024], dict(features=30, trees=100, rows=5000)),
    "features": ([10, 30, 100, 300, 1000, 2000], dict(trees=100, leaves=31, rows=5000)),
    "rows": ([1, 10, 100, 1000, 10_000, 100_000, 1_000_000], dict(features=30, trees=100, leaves=31)),
}
TRAINING_ROWS = 10_000
"""Of the models that many trees or features make slow to train; 1024 leaves need more."""


class Growth:
    """One curve; a measure a value."""

    section = "growth"

    def __init__(self, what, run):
        self.what, self.run = what, run
        self.build = list(run.builds.values())[-1]

    def measure(self, value):
        """Seconds of scoring the batch once, by library."""
        import lightgbm

        shape = {**CURVES[self.what][1], self.what: int(value)}
        path = growth_model(shape["features"], shape["trees"], shape["leaves"])
        X = models.scoring_rows(shape["features"], shape["rows"])
        theirs = lightgbm.Booster(model_file=path)
        ours = self.build.load(path)
        answer = np.empty(len(X))
        functions = {
            "ScoringKit": lambda: ours.margins(X, answer),
            "LightGBM": lambda: theirs.predict(X, raw_score=True, num_threads=1),
        }
        return curves.medians(functions, self.run, repeat=True)

    def close(self):
        pass


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
