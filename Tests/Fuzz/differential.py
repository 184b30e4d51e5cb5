"""Random small models of the trainers, damaged rows, and every door against the trainer and each other.

    differential.py [--count 40] [--seed 1] [--seconds 0]     --seconds goes on until so many have passed

Each round trains one model of random parameters, damages rows of its training (what stands at and beside thresholds,
missing, infinite, subnormal, huge), and asks: the trainer; the C functions through Python, all rows together, one by
one, spread over memory, in single precision where the rows are singles, on every processor; a bundle around the model;
and `skit` through a CSV table. Margins must have the trainer's bits, and every door the same ones.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/PythonTests"))

import catalogue  # noqa: E402
import catboost_catalogue  # noqa: E402
import catboost_probes  # noqa: E402
import probes  # noqa: E402
import scikit_catalogue  # noqa: E402
import scikit_probes  # noqa: E402
import scoringkit  # noqa: E402
import xgboost_catalogue  # noqa: E402
import xgboost_probes  # noqa: E402
from comparing import require_same_bits  # noqa: E402
from sklearn import ensemble, tree  # noqa: E402
from training_rows import CATEGORICAL  # noqa: E402

SKIT = ROOT / ".build/release/skit"


class Case:
    """A trained model: its document, its margins, and values near its thresholds."""

    def __init__(self, name, trained, document, margins, near, takes=lambda X: X):
        self.name, self.trained, self.document = name, trained, document
        self.margins, self.near, self.takes = margins, near, takes
        self.model = scoringkit.load(document)


def lightgbm(draw):
    objective, target = draw.choice(
        [("binary", "class"), ("regression", "real"), ("poisson", "count"), ("multiclass", "classes")])
    parameters = {
        "objective": str(objective), "seed": int(draw.integers(1000)), "num_leaves": int(draw.integers(2, 40)),
        "min_data_in_leaf": int(draw.integers(1, 20)), "boosting": str(draw.choice(["gbdt", "gbdt", "dart"])),
        "use_missing": bool(draw.random() < 0.8), "zero_as_missing": bool(draw.random() < 0.3),
        "max_bin": int(draw.choice([4, 63, 255])), "linear_tree": bool(objective == "regression" and draw.random() < 0.3),
        **({"num_class": 4} if objective == "multiclass" else {}),
    }
    categorical = CATEGORICAL if draw.random() < 0.5 else []
    case = catalogue.train(str(target), parameters, int(draw.integers(1, 12)), float(draw.choice([0, 0.2])), categorical)
    near = probes.of_splits(case) if not parameters["linear_tree"] else case.X
    return Case(
        f"LightGBM {parameters}", case, case.text, lambda X: case.booster.predict(X, raw_score=True), near)


def xgboost(draw):
    objective, target = draw.choice(
        [("binary:logistic", "class"), ("reg:squarederror", "real"), ("count:poisson", "count"), ("multi:softprob", "classes")])
    parameters = {
        "objective": str(objective), "seed": int(draw.integers(1000)), "max_depth": int(draw.integers(1, 7)),
        "booster": str(draw.choice(["gbtree", "gbtree", "dart"])), "num_parallel_tree": int(draw.integers(1, 4)),
        "max_cat_to_onehot": int(draw.choice([1, 200])), "lambda": float(draw.choice([0, 1])), "rate_drop": 0.3,
        **({"num_class": 4} if objective == "multi:softprob" else {}),
    }
    categorical = CATEGORICAL if draw.random() < 0.4 else []
    case = xgboost_catalogue.train(str(target), parameters, int(draw.integers(1, 9)), categorical)
    document = case.document if draw.random() < 0.5 else bytes(case.booster.save_raw("ubj"))
    return Case(
        f"XGBoost {parameters}", case, document,
        lambda X: case.booster.predict(case.matrix(X), output_margin=True).astype(np.float64),
        xgboost_probes.of_splits(case), xgboost_probes.acceptable_to_matrix)


def catboost(draw):
    loss, target = draw.choice([("Logloss", "class"), ("RMSE", "real"), ("MultiClass", "classes")])
    parameters = {
        "depth": int(draw.integers(1, 7)), "border_count": int(draw.choice([3, 64, 254])),
        "nan_mode": str(draw.choice(["Min", "Max"])), "random_seed": int(draw.integers(1000)),
    }
    case = catboost_catalogue.train(str(target), str(loss), int(draw.integers(1, 20)), **parameters)
    return Case(f"CatBoost {loss} {parameters}", case, case.document, case.margins, catboost_probes.of_splits(case))


def scikit(draw):
    settings = {"max_depth": int(draw.integers(1, 8)), "random_state": int(draw.integers(1000))}
    count = int(draw.integers(1, 9))
    estimator, kind = [
        (ensemble.RandomForestRegressor(count, n_jobs=1, **settings), "real"),
        (ensemble.ExtraTreesRegressor(count, n_jobs=1, **settings), "real"),
        (tree.DecisionTreeRegressor(**settings), "positive"),
        (ensemble.GradientBoostingRegressor(n_estimators=count, **settings), "real"),
        (ensemble.HistGradientBoostingRegressor(max_iter=count, **settings), "real"),
    ][draw.integers(5)]
    missing = bool(draw.random() < 0.5) and not isinstance(estimator, ensemble.GradientBoostingRegressor)
    case = scikit_catalogue.train(estimator, kind, missing)
    writers = list(scikit_catalogue.WRITERS.values())

    def takes(X):
        with np.errstate(over="ignore"):
            X = X[~np.isinf(X.astype(np.float32)).any(axis=1)]
        return X if case.takes(np.full((1, X.shape[1]), np.nan)) else X[~np.isnan(X).any(axis=1)]

    return Case(
        f"scikit-learn {estimator}", case, writers[draw.integers(len(writers))](estimator), case.predictions,
        scikit_probes.of_splits(estimator, case.X), takes)


def damaged(case, draw, count=160):
    """Rows of training, and rows at thresholds, with cells that nobody would send."""
    pool = np.concatenate([case.trained.X, case.near]) if len(case.near) else case.trained.X
    X = pool[draw.integers(len(pool), size=count)].copy()
    hit = draw.random(X.shape) < 0.15
    X[hit] = draw.choice(probes.SPECIAL, size=int(hit.sum()))
    stretched = draw.random(X.shape) < 0.02
    X[stretched] *= draw.choice([1 + 2**-52, 1 - 2**-53, -1, 1e30, 1e-30], size=int(stretched.sum()))
    return np.ascontiguousarray(case.takes(X))


def check(case, draw):
    X = damaged(case, draw)
    # What the model's prediction has no link for is compared as it is, everything else before the link.
    ours = case.model.predict(X, raw_score=True)
    require_same_bits(ours, np.asarray(case.margins(X), np.float64).reshape(ours.shape))
    doors = {
        "row by row": lambda: np.concatenate([case.model.predict(X[k:k + 1], raw_score=True) for k in range(len(X))]),
        "column by column": lambda: case.model.predict(np.asfortranarray(X), raw_score=True),
        "every other element": lambda: case.model.predict(np.repeat(X, 2, axis=1)[:, ::2], raw_score=True),
        "backwards": lambda: case.model.predict(X[::-1].copy(), raw_score=True)[::-1],
        "all processors": lambda: case.model.predict(X, raw_score=True, num_threads=0),
        "a bundle": lambda: scoringkit.bundle(case.document).predict(X, raw_score=True),
        "skit": lambda: through_skit(case, X).reshape(ours.shape),
    }
    for name, ask in doors.items():
        try:
            require_same_bits(np.ascontiguousarray(ask()), ours)
        except AssertionError as error:
            raise AssertionError(f"{name}: {error}") from None
    with np.errstate(over="ignore"):
        singles = X.astype(np.float32)
    wide = case.model.predict(case.takes(singles.astype(np.float64)), raw_score=True)
    require_same_bits(case.model.predict(case.takes(singles), raw_score=True), wide)


def through_skit(case, X):
    """The margins that the command writes for a table of the same numbers."""
    with tempfile.TemporaryDirectory() as folder:
        model, rows = Path(folder) / "model", Path(folder) / "rows.csv"
        model.write_bytes(case.document)
        cells = [["" if np.isnan(value) else repr(float(value)) for value in row] for row in X]
        rows.write_text("\n".join(",".join(line) for line in [case.model.feature_names, *cells]) + "\n")
        # CatBoost calls its columns 0, 1, …, a header that may be a row unless somebody says what it is.
        command = [SKIT, "score", "--model", model, "--rows", rows, "--rows-header", "--raw", "--category-codes"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stderr
        return np.array([[float(cell) for cell in line.split(",")] for line in answer.stdout.split()[1:]])


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=float, default=0)
    asked = options.parse_args()
    end, seed, trainers = time.monotonic() + asked.seconds, asked.seed, [lightgbm, xgboost, catboost, scikit]
    while seed < asked.seed + asked.count or time.monotonic() < end:
        draw = np.random.default_rng(seed)
        case = trainers[seed % len(trainers)](draw)
        try:
            check(case, draw)
        except AssertionError as error:
            raise SystemExit(f"differential.py --seed {seed} --count 1: {case.name}: {error}") from None
        seed += 1
    print(f"{seed - asked.seed} random models: every door has the trainer's bits")


if __name__ == "__main__":
    main()
