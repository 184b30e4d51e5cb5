"""ScoringKit beside LightGBM: the same models, the same rows, one run, interleaved, one thread, medians.

    swift build -c release
    python3 -m venv .venv && .venv/bin/pip install -r Tests/Benchmarks/requirements.txt
    OMP_NUM_THREADS=1 PYTHONPATH=Sources/ScoringKitPython .venv/bin/python Tests/Benchmarks/compare.py

Trains its models on generated data the first time and keeps them in .build/benchmark-models. Prints a Markdown
table; every ratio is LightGBM's time over ScoringKit's. Before a time is taken the answers are compared.
"""

import argparse
import os
import pathlib
import platform
import statistics
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import lightgbm
import numpy as np

import scoringkit

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]

# name: features, trees, leaves, depth limit
MODELS = {
    "100 trees × 31 leaves, 30 features": (30, 100, 31, -1),
    "1000 trees × 34 leaves, 120 features": (120, 1000, 34, 8),
    "300 trees × 255 leaves, 60 features": (60, 300, 255, -1),
}
ROWS = 10_000


def applicants(rows, features, seed):
    """Rows of mixed scales with 10 % missing in three columns of four, and a rare positive class."""
    random = np.random.default_rng(seed)
    X = random.normal(size=(rows, features))
    X[:, ::3] = np.exp(X[:, ::3]) * 1000
    X[:, 1::7] = np.round(X[:, 1::7] * 3)
    missing = random.random((rows, features)) < 0.1
    missing[:, ::4] = False
    weights = np.random.default_rng(7).normal(size=features) * (np.random.default_rng(8).random(features) < 0.4)
    Z = (X - X.mean(0)) / X.std(0)
    score = Z @ weights * 0.5 + np.sin(Z[:, 0] * 2) * Z[:, 1] + Z[:, 2] * Z[:, 3] + random.normal(size=rows)
    X[missing] = np.nan
    return X, (score > np.quantile(score, 0.92)).astype(int)


def model_file(folder, features, trees, leaves, depth):
    """The trained model's file; trains it if it is not there."""
    path = folder / f"lightgbm-{features}-{trees}-{leaves}-{depth}.txt"
    if not path.exists():
        print(f"training {path.name} …", file=sys.stderr)
        X, y = applicants(50_000, features, seed=1)
        parameters = dict(objective="binary", num_leaves=leaves, max_depth=depth, learning_rate=0.05, verbose=-1)
        lightgbm.train(parameters, lightgbm.Dataset(X, y), num_boost_round=trees).save_model(path)
    return path


def medians(first, second, runs):
    """Median seconds of two functions, run in turn after one warm-up of each."""
    times = ([], [])
    first()
    second()
    for _ in range(runs):
        for function, taken in zip((first, second), times):
            start = time.perf_counter()
            function()
            taken.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def measurements(path, features):
    """(what, LightGBM's seconds, ScoringKit's seconds, divisor for the unit, unit) of one model."""
    X, _ = applicants(ROWS, features, seed=2)
    theirs = lightgbm.Booster(model_file=path)
    ours = scoringkit.load(path)
    few = X[:200]
    one = X[:1].copy()
    assert np.array_equal(theirs.predict(X, raw_score=True), ours.predict(X, raw_score=True))
    error = np.abs(theirs.predict(few, pred_contrib=True) - ours.predict(few, pred_contrib=True)).max()
    assert error < 1e-11, error

    yield (
        "batch of 10 000",
        *medians(
            lambda: theirs.predict(X, raw_score=True, num_threads=1), lambda: ours.predict(X, raw_score=True), 7
        ),
        ROWS / 1e6,
        "µs a row",
    )
    yield (
        "Shapley values, 200 rows",
        *medians(
            lambda: theirs.predict(few, pred_contrib=True, num_threads=1),
            lambda: ours.predict(few, pred_contrib=True),
            3,
        ),
        len(few) / 1e6,
        "µs a row",
    )
    calls = 300
    yield (
        "one row from Python",
        *medians(
            lambda: [theirs.predict(one, num_threads=1) for _ in range(calls)],
            lambda: [ours.predict(one) for _ in range(calls)],
            7,
        ),
        calls / 1e6,
        "µs",
    )
    yield (
        "load",
        *medians(lambda: lightgbm.Booster(model_file=path), lambda: scoringkit.load(path), 5),
        1e-3,
        "ms",
    )


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown processor"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=pathlib.Path, default=CHECKOUT / ".build" / "benchmark-models")
    folder = parser.parse_args().models
    folder.mkdir(parents=True, exist_ok=True)

    print(f"{processor()}, one thread, medians; LightGBM {lightgbm.__version__}, ScoringKit {scoringkit.__version__}\n")
    print("| model | what | LightGBM | ScoringKit | ratio |")
    print("|---|---|---|---|---|")
    for name, (features, *shape) in MODELS.items():
        path = model_file(folder, features, *shape)
        for what, theirs, ours, divisor, unit in measurements(path, features):
            print(
                f"| {name} | {what} | {theirs / divisor:.2f} {unit} | {ours / divisor:.2f} {unit}"
                f" | {theirs / ours:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
