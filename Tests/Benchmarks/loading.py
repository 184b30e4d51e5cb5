"""Loading: time and peak memory of ScoringKit and of the trainers, of the same files, in fresh processes.

    swift build -c release
    python3 -m venv .venv && .venv/bin/pip install -r Tests/Benchmarks/requirements.txt
    .venv/bin/pip install --no-deps --ignore-requires-python xgboost-cpu==3.4.0
    PYTHONPATH=Sources/ScoringKitPython .venv/bin/python Tests/Benchmarks/loading.py

Trains its models on generated data the first time and keeps them in .build/benchmark-models. Prints a
Markdown table: the median time of a load once the file and the library are warm, and the median growth of the
process's peak memory during its first load, the model kept; the library itself is there before.
"""

import argparse
import json
import os
import pathlib
import pickle
import statistics
import subprocess
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
FEATURES = 30
LIGHTGBM = "LightGBM, 1000 trees × 34 leaves"
XGBOOST = "XGBoost, 500 trees of depth 6"
FOREST = "scikit-learn, forest of 100 trees of depth 8"

# model: the files of it
FILES = {
    LIGHTGBM: ["lightgbm.txt", "lightgbm.pkl", "lightgbm.joblib", "lightgbm-bundle.json"],
    XGBOOST: ["xgboost.json", "xgboost.ubj", "xgboost.pkl", "xgboost-bundle.json"],
    FOREST: ["forest.pkl", "forest.joblib"],
}
FIRST_LOADS = 5
LATER_LOADS = 7


def train(folder):
    """Writes the files that are not there."""
    import joblib
    import lightgbm
    import numpy as np
    import sklearn.ensemble
    import xgboost

    from models import applicants

    if all((folder / name).exists() for names in FILES.values() for name in names):
        return
    print("training", file=sys.stderr)
    X, y = applicants(20_000, FEATURES, seed=1)
    settings = {"objective": "binary", "num_leaves": 34, "n_estimators": 1000, "verbose": -1}
    classifier = lightgbm.LGBMClassifier(**settings).fit(X, y)
    classifier.booster_.save_model(folder / "lightgbm.txt")
    (folder / "lightgbm.pkl").write_bytes(pickle.dumps(classifier))
    joblib.dump(classifier, folder / "lightgbm.joblib", compress=("zlib", 3))
    convert(folder, "lightgbm.txt", "lightgbm-bundle.json")
    classifier = xgboost.XGBClassifier(n_estimators=500, max_depth=6, learning_rate=0.05).fit(X, y)
    classifier.save_model(folder / "xgboost.json")
    classifier.save_model(folder / "xgboost.ubj")
    (folder / "xgboost.pkl").write_bytes(pickle.dumps(classifier))
    convert(folder, "xgboost.json", "xgboost-bundle.json")
    forest = sklearn.ensemble.RandomForestClassifier(100, max_depth=8, random_state=1)
    forest.fit(np.nan_to_num(X), y)
    (folder / "forest.pkl").write_bytes(pickle.dumps(forest))
    joblib.dump(forest, folder / "forest.joblib", compress=("zlib", 3))


def convert(folder, model, bundle):
    command = [CHECKOUT / ".build" / "release" / "skit", "convert", folder / model, "-o", folder / bundle]
    subprocess.run(command, check=True)


def loader(who, path):
    """What loads this file; the library behind it is imported here, before anything is measured."""
    if who == "ScoringKit":
        import scoringkit

        scoringkit.__version__
        return lambda: scoringkit.load(path)
    if path.suffix == ".joblib":
        import joblib

        _import_trainer(path)
        return lambda: joblib.load(path)
    if path.suffix == ".pkl":
        _import_trainer(path)
        return lambda: pickle.loads(path.read_bytes())
    trainer = _import_trainer(path)
    return lambda: trainer.Booster(model_file=str(path))


def _import_trainer(path):
    name = path.stem.split("-")[0]
    if name == "forest":
        import sklearn.ensemble

        return sklearn.ensemble
    return __import__(name)


def memory(field):
    """A field of this process's memory, in bytes."""
    for line in pathlib.Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) * 1024
    raise OSError(f"{field} is not in /proc/self/status")


def measure(who, path):
    """Runs in a process of its own: growth of the peak during the first load, median time of later ones."""
    load = loader(who, path)
    pathlib.Path("/proc/self/clear_refs").write_text("5")  # The peak begins again at what is used now.
    before = memory("VmRSS")
    kept = load()
    grown = memory("VmHWM") - before
    times = []
    for _ in range(LATER_LOADS):
        start = time.perf_counter()
        load()
        times.append(time.perf_counter() - start)
    del kept
    print(json.dumps([grown, statistics.median(times)]))


def measured(who, path):
    """Medians over several processes: bytes, seconds."""
    command = [sys.executable, __file__, "--who", who, "--file", str(path)]
    runs = [
        json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        for _ in range(FIRST_LOADS)
    ]
    return [statistics.median(column) for column in zip(*runs)]


def row(path, model):
    ours = measured("ScoringKit", path)
    theirs = None if "bundle" in path.stem else measured("trainer", path)
    cells = [
        model,
        f"{path.suffix[1:]}{' (bundle)' if not theirs else ''}, {path.stat().st_size / 1e6:.1f} MB",
    ]
    for place, unit, divisor in ((1, "ms", 1e-3), (0, "MB", 1e6)):
        cells += [
            "–" if not theirs else f"{theirs[place] / divisor:.1f} {unit}",
            f"{ours[place] / divisor:.1f} {unit}",
        ]
    return "| " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", type=pathlib.Path, default=CHECKOUT / ".build" / "benchmark-models")
    parser.add_argument("--who", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=pathlib.Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.who:
        measure(options.who, options.file)
        return
    from machine import processor

    options.models.mkdir(parents=True, exist_ok=True)
    train(options.models)
    print(f"{processor()}, one thread, medians\n")
    print("| model | file | trainer, time | ScoringKit, time | trainer, peak | ScoringKit, peak |")
    print("|---|---|---|---|---|---|")
    for model, names in FILES.items():
        for name in names:
            print(row(options.models / name, model), flush=True)
            model = ""


if __name__ == "__main__":
    main()
