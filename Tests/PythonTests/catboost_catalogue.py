"""Every kind of model CatBoost trains that ScoringKit reads, on the seeded data of the LightGBM catalogue."""

import json
import tempfile
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import catboost
import numpy as np
import scoringkit
from training_rows import GROUPS, TARGETS, rows, signal

FIRST_TREES = 12


@dataclass
class Trained:
    """CatBoost's model, the same model in ScoringKit, and the rows it was trained on."""

    catboost: catboost.CatBoost
    X: np.ndarray

    @cached_property
    def document(self) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.json"
            self.catboost.save_model(str(path), format="json")
            return path.read_bytes()

    @cached_property
    def model(self) -> scoringkit.Model:
        return scoringkit.load(self.document)

    @cached_property
    def splits(self) -> list:
        """The feature and border of each split of the first trees."""
        trees = json.loads(self.document)["oblivious_trees"][:FIRST_TREES]
        return [
            (split["float_feature_index"], split["border"]) for tree in trees for split in tree["splits"] or []
        ]

    def margins(self, X):
        return np.asarray(self.catboost.predict(X, prediction_type="RawFormulaVal"))

    def predictions(self, X):
        """What ScoringKit predicts: of two classes the second's probability, of a count its mean."""
        loss = self.model.objective
        if loss in ("Logloss", "CrossEntropy"):
            return np.ascontiguousarray(self.catboost.predict(X, prediction_type="Probability")[:, 1])
        if loss.startswith("MultiClass"):
            return self.catboost.predict(X, prediction_type="Probability")
        if loss in ("Poisson", "Tweedie"):
            return self.catboost.predict(X, prediction_type="Exponent")
        return self.margins(X)


def train(target, loss="RMSE", trees=30, rescaled=None, **parameters):
    """Trains one model; every draw is seeded."""
    X = rows()
    y = TARGETS[target](signal(X))
    settings = {"random_seed": 5, "thread_count": 1, "verbose": False, "allow_writing_files": False, "depth": 5}
    model = catboost.CatBoost({**settings, "loss_function": loss, "iterations": trees, **parameters})
    groups = np.repeat(np.arange(len(GROUPS)), GROUPS) if "Rank" in loss or "Pair" in loss else None
    model.fit(catboost.Pool(X, y, group_id=groups))
    if rescaled:
        model.set_scale_and_bias(*rescaled)
    return Trained(model, X)


CATALOGUE = {
    "logloss": partial(train, "class", "Logloss"),
    "logloss_max": partial(train, "class", "Logloss", nan_mode="Max"),
    "cross_entropy": partial(train, "fraction", "CrossEntropy"),
    "stumps": partial(train, "class", "Logloss", depth=1, trees=101),
    "deep": partial(train, "class", "Logloss", depth=11, trees=5),
    "many_borders": partial(train, "class", "Logloss", border_count=700),
    "rescaled": partial(train, "class", "Logloss", rescaled=(0.3, -0.7)),
    "ordered": partial(train, "class", "Logloss", boosting_type="Ordered"),
    "multiclass": partial(train, "classes", "MultiClass"),
    "one_versus_all": partial(train, "classes", "MultiClassOneVsAll"),
    "rmse": partial(train, "real", "RMSE"),
    "mae": partial(train, "real", "MAE"),
    "quantile": partial(train, "real", "Quantile:alpha=0.8"),
    "huber": partial(train, "real", "Huber:delta=1.5"),
    "poisson": partial(train, "count", "Poisson"),
    "tweedie": partial(train, "positive", "Tweedie:variance_power=1.5"),
    "ranking": partial(train, "grade", "YetiRank"),
}
FAST_EXPONENTIAL = ["multiclass", "poisson", "tweedie"]
"""Whose predictions CatBoost computes by an exponential of its own, off by some units in the last place."""
