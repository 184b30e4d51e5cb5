"""The benchmarks' models, trained on generated data the first time and kept as files."""

import os
import pathlib
import sys

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = CHECKOUT / ".build" / "benchmark-models"

ROWS = 10_000
DISTINCT = 100_000

# name: trainer, features, trees, leaves, depth limit
MODELS = {
    "100 × 31 leaves, 30 features": ("lightgbm", 30, 100, 31, -1),
    "1000 × 34 leaves, 120 features": ("lightgbm", 120, 1000, 34, 8),
    "300 × 255 leaves, 60 features": ("lightgbm", 60, 300, 255, -1),
    "XGBoost, 500 × depth 6, 30 features": ("xgboost", 30, 500, 64, 6),
}


def applicants(rows, features, seed):
    """Rows of mixed scales with 10 % missing in three columns of four, and a rare positive class."""
    import numpy as np

    random = np.random.default_rng(seed)
    X = random.normal(size=(rows, features))
    X[:, ::3] = np.exp(X[:, ::3]) * 1000
    X[:, 1::7] = np.round(X[:, 1::7] * 3)
    missing = random.random((rows, features)) < 0.1
    missing[:, ::4] = False
    weights = np.random.default_rng(7).normal(size=features) * (
        np.random.default_rng(8).random(features) < 0.4
    )
    Z = (X - X.mean(0)) / X.std(0)
    score = Z @ weights * 0.5 + np.sin(Z[:, 0] * 2) * Z[:, 1] + Z[:, 2] * Z[:, 3] + random.normal(size=rows)
    X[missing] = np.nan
    return X, (score > np.quantile(score, 0.92)).astype(int)


def scoring_rows(features, rows=ROWS):
    """Rows that no model was trained on, from 100 000 on the same again and again; float32 values, so that libraries
    that read float32 get the same."""
    import numpy as np

    X = applicants(min(max(rows, 2), DISTINCT), features, seed=2)[0].astype(np.float32).astype(np.float64)
    return np.tile(X, (-(-rows // DISTINCT), 1))[:rows]


def path_of(trainer, features, trees, leaves, depth=-1):
    """Where a model is kept."""
    suffix = {"lightgbm": "txt", "xgboost": "json", "histogram": "pkl"}[trainer]
    return FOLDER / f"{trainer}-{features}-{trees}-{leaves}-{depth}.{suffix}"


def shape_of(path):
    """Features, trees, leaves and depth limit of one of MODELS, by where it is kept."""
    return next(shape[1:] for shape in MODELS.values() if path_of(*shape) == path)


def model_file(trainer, features, trees, leaves, depth=-1, training_rows=50_000):
    """The trained model's file; trains it if it is not there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = path_of(trainer, features, trees, leaves, depth)
    if not path.exists():
        print(f"training {path.name}", file=sys.stderr)
        part = path.with_suffix(".part" + path.suffix)
        TRAINERS[trainer](part, *applicants(training_rows, features, seed=1), trees, leaves, depth)
        os.replace(part, path)
    return path


def train_lightgbm(path, X, y, trees, leaves, depth):
    import lightgbm

    rate = 0.05 if trees <= 1000 else 0.01
    parameters = dict(objective="binary", num_leaves=leaves, max_depth=depth, learning_rate=rate, verbose=-1)
    lightgbm.train(parameters, lightgbm.Dataset(X, y), num_boost_round=trees).save_model(path)


def train_xgboost(path, X, y, trees, leaves, depth):
    import xgboost

    parameters = dict(
        objective="binary:logistic", max_depth=depth, learning_rate=0.05, nthread=os.cpu_count()
    )
    xgboost.train(parameters, xgboost.DMatrix(X, y), num_boost_round=trees).save_model(path)


def train_histogram(path, X, y, trees, leaves, depth):
    import pickle

    import sklearn.ensemble

    model = sklearn.ensemble.HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=leaves,
        max_depth=None if depth < 0 else depth,
        learning_rate=0.05,
        early_stopping=False,
    )
    path.write_bytes(pickle.dumps(model.fit(X, y)))


TRAINER_NAMES = {"lightgbm": "LightGBM", "xgboost": "XGBoost"}
TRAINERS = {"lightgbm": train_lightgbm, "xgboost": train_xgboost, "histogram": train_histogram}


def prepare(names):
    """Trains every model that is not there."""
    for name in names:
        trainer, *shape = MODELS[name]
        model_file(trainer, *shape)
        model_file("histogram", *shape)
