"""How the time of explanations grows with depth, trees, rows and background: ScoringKit, LightGBM and shap."""

import contextlib

import chains
import curves
import growth
import models
import shapley_peers

FEATURES = 30

# what grows: its values, and what does not grow
CURVES = {
    "depth": ([2, 3, 4, 6, 8, 10, 12, 16, 20], dict(leaves=chains.LEAVES, features=FEATURES, rows=200)),
    "trees": ([10, 30, 100, 300, 1000, 3000], dict(features=FEATURES, leaves=31, rows=200)),
    "rows": ([1, 10, 100, 1000, 10_000, 100_000], dict(features=FEATURES, trees=100, leaves=31)),
    "background rows": (
        [1, 10, 100, 1000, 10_000, 100_000],
        dict(features=FEATURES, trees=100, leaves=31, rows=1000),
    ),
}
LIGHTGBM_ROWS = 10_000
"""More would take it minutes."""
SLOW_BACKGROUND = {"shap": 1000, "ScoringKit, rescaled": 10_000}
"""Where the cost grows with the background: the largest one."""
SLOW_ROWS = 20
"""Rows that are timed there, in place of all; the time is multiplied."""


class ShapleyGrowth:
    """One curve; a measure a value."""

    section = "growth of explanations"

    def __init__(self, what, run):
        self.what, self.run = what, run
        self.package = list(run.builds.values())[-1].package

    def measure(self, value):
        """Seconds of explaining the batch once, by library."""
        if self.what == "background rows":
            return self._background(int(value))
        import lightgbm

        shape = {**CURVES[self.what][1], self.what: int(value)}
        path = (
            chains.model_file(shape["depth"])
            if self.what == "depth"
            else growth.growth_model(FEATURES, shape["trees"], shape["leaves"])
        )
        X = models.scoring_rows(FEATURES, shape["rows"])
        ours = self.package.load(path)
        functions = {"ScoringKit": lambda: ours.predict(X, pred_contrib=True)}
        if len(X) <= LIGHTGBM_ROWS:
            theirs = lightgbm.Booster(model_file=path)
            functions["LightGBM"] = lambda: theirs.predict(X, pred_contrib=True, num_threads=1)
        ours.predict(X[:1], pred_contrib=True)  # Explanations are prepared when first wanted.
        return curves.medians(functions, self.run, repeat=len(X) < 100)

    def _background(self, count):
        shape = CURVES[self.what][1]
        path = growth.growth_model(FEATURES, shape["trees"], shape["leaves"])
        model = self.package.load(path)
        X, few = models.scoring_rows(FEATURES, shape["rows"]), models.scoring_rows(FEATURES, SLOW_ROWS)
        background_rows = models.scoring_rows(FEATURES, count)
        background = self.package.Background(model, background_rows)
        functions = {
            "ScoringKit": lambda: background.contributions(X),
            "ScoringKit, preparing": lambda: self.package.Background(model, background_rows),
        }
        if count <= SLOW_BACKGROUND["ScoringKit, rescaled"]:
            functions["ScoringKit, rescaled"] = lambda: background.contributions(few, space="probability")
        if count <= SLOW_BACKGROUND["shap"]:
            with contextlib.suppress(ImportError):
                functions["shap"] = shapley_peers.shap_door(path, background_rows, "raw", few)
        found = curves.medians(functions, self.run)
        return {
            name: taken * (len(X) / len(few) if name in SLOW_BACKGROUND else 1)
            for name, taken in found.items()
        }

    def close(self):
        pass
