"""One row at a time through each library's C call, timed by a program in C."""

import os
import pathlib
import statistics
import subprocess

import models


def native_library(name):
    """The shared library inside an installed package."""
    folder = pathlib.Path(__import__(name).__file__).parent / "lib"
    return next(path for path in folder.iterdir() if path.suffix == ".so")


def contestants(builds, trainer, path):
    """Every build and the model's trainer, for `percentiles`."""
    found = {name: ("scoringkit", build.path, path) for name, build in builds.items()}
    found[trainer] = (trainer.lower(), native_library(trainer.lower()), path)
    return found


def percentiles(what, X, runs, calls, contestants, folder):
    """By name a list of (p50, p99) in seconds, one a run.

    what: "margin", "contributions" or "interactions". contestants: by name (kind, library, model).
    """
    program = folder / "single_row"
    if not program.exists():
        source = pathlib.Path(__file__).with_name("single_row.c")
        include = models.CHECKOUT / "Include"
        subprocess.run(["cc", "-O2", f"-I{include}", source, "-o", program, "-ldl"], check=True)
    rows = folder / "rows.bin"
    X.tofile(rows)
    arguments = [":".join(map(str, contestant)) for contestant in contestants.values()]
    shape = [str(number) for number in (*X.shape, runs, calls)]
    answer = subprocess.run(
        [program, what, rows, *shape, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    names = list(contestants)
    found = {name: [] for name in names}
    for line in answer.stdout.splitlines():
        place, p50, p99 = line.split()
        found[names[int(place)]].append((float(p50) * 1e-9, float(p99) * 1e-9))
    return found


def median(runs):
    """The median of the runs' medians."""
    return statistics.median(p50 for p50, _ in runs)
