"""ScoringKit beside other libraries: the same models, the same rows, one run, in turn, one thread, medians.

    sh Sources/ScoringKitABI/install.sh --prefix .build/installed
    python3 -m venv .venv && .venv/bin/pip install -r Tests/Benchmarks/requirements.txt
    python3 -m venv .build/lleaves && .build/lleaves/bin/pip install lleaves llvmlite==0.43.0 'numpy<2'
    OMP_NUM_THREADS=1 PYTHONPATH=Sources/ScoringKitPython SCORINGKIT_LIBRARY=.build/installed/lib/libscoringkit.so \\
        .venv/bin/python Tests/Benchmarks/compare.py --report Tests/Benchmarks/report.md --urgent

Trains its models on generated data the first time and keeps them, and what other libraries compile of them, in
.build/benchmark-models; that takes some minutes, mostly the compilers'. A library that is not installed is named as
not run. Before a time is taken the answers are compared with the trainer's. Writes the report and, beside it,
growth.svg; with --urgent what is timed runs before every other process (as root).
"""

import argparse
import os
import pathlib
import statistics
import tempfile

os.environ.setdefault("OMP_NUM_THREADS", "1")

import growth  # noqa: E402
import library  # noqa: E402
import machine  # noqa: E402
import memory  # noqa: E402
import models  # noqa: E402
import numpy as np  # noqa: E402
import peers  # noqa: E402
import plot  # noqa: E402
import report  # noqa: E402
import timing  # noqa: E402

BATCH_RUNS = 7
SINGLE_RUNS = 10
SINGLE_CALLS = 10_000
PYTHON_CALLS = 500
THREAD_ROWS = 100_000
WRONG = 0.01
"""The share of rows whose probability may be off by 0.0001 or more, as float32 makes some; beyond that it is another
answer, and no time is reported for it."""


def probabilities(margins):
    return 1 / (1 + np.exp(-margins.astype(float)))


class Comparison:
    """One model, measured in every way."""

    def __init__(self, name, options, builds, undisturbed, folder):
        trainer, features, *_ = models.MODELS[name]
        self.path = models.model_file(*models.MODELS[name])
        self.trainer = "LightGBM" if trainer == "lightgbm" else "XGBoost"
        self.options, self.builds, self.undisturbed, self.folder = options, builds, undisturbed, folder
        self.X = models.scoring_rows(features)
        self.X.setflags(write=True)
        self.loaded = {build: found.load(self.path) for build, found in builds.items()}
        self.contestants, self.absent = {}, {}
        for peer, make in peers.BATCHES.items():
            try:
                self.contestants[peer] = make(self.path, self.X, folder)
            except Exception as reason:  # Anything may be wrong with a library that is not ours.
                self.absent[peer] = (
                    f"{type(reason).__name__}: {str(reason).splitlines()[0][:100] if str(reason) else ''}"
                )
        self.lleaves = None
        if self.trainer == "LightGBM":
            try:
                if options.no_compiling and not self.path.with_suffix(".lleaves.o").exists():
                    raise RuntimeError("not compiled")
                self.lleaves = peers.Lleaves(options.lleaves, self.path, self.X, folder)
                self.contestants["lleaves"] = peers.Contestant(
                    lambda: self.lleaves.ask("batch"), self.lleaves.margins, process=self.lleaves.process.pid
                )
            except (OSError, RuntimeError) as reason:
                self.absent["lleaves"] = str(reason)

    def close(self):
        if self.lleaves:
            self.lleaves.close()

    def differences(self):
        """The largest difference of a probability from the trainer's, by library; None for another model."""
        expected = self.contestants[self.trainer].margins
        found = {}
        answer = np.empty(len(self.X))
        for build, model in self.loaded.items():
            model.margins(self.X, answer)
            found[f"ScoringKit {build}"] = float(np.abs(answer - expected).max())
            if found[f"ScoringKit {build}"] != 0:
                raise AssertionError(f"ScoringKit's margins are not {self.trainer}'s")
        wrong = {}
        for name, contestant in self.contestants.items():
            if contestant.margins is None:
                found[name] = None
                continue
            off = np.abs(probabilities(contestant.margins.reshape(-1)) - probabilities(expected))
            found[name] = float(off.max())
            share = float((off >= 1e-4).mean())
            if share > WRONG:
                wrong[name] = (
                    f"its answer is wrong: {share:.0%} of the probabilities are off, by up to {off.max():.1g}"
                )
        for name, reason in wrong.items():
            self.absent[name] = reason
            del found[name], self.contestants[name]
        return found

    def batch(self):
        """Seconds of scoring all rows, by library."""
        answer = np.empty(len(self.X))
        functions = {
            f"ScoringKit {build}": (lambda model=model: model.margins(self.X, answer))
            for build, model in self.loaded.items()
        }
        times = {name: [] for name in [*functions, *self.contestants]}
        for run in range(BATCH_RUNS + 1):
            for name, function in functions.items():
                with self.undisturbed():
                    taken = timing.seconds(function)
                times[name].append(taken)
            for name, contestant in self.contestants.items():
                with self.undisturbed(contestant.process):
                    own = contestant.batch() if contestant.process else None
                    taken = own if own is not None else timing.seconds(contestant.batch)
                times[name].append(taken)
        return {name: statistics.median(taken[1:]) for name, taken in times.items()}

    def single(self):
        """Percentiles of one row through the C calls."""
        kind = self.trainer.lower()
        contestants = {
            f"ScoringKit {build}": ("scoringkit", found.path.resolve(), self.path)
            for build, found in self.builds.items()
        }
        contestants[self.trainer] = (kind, peers.native_library(kind), self.path)
        calls = SINGLE_CALLS if kind == "lightgbm" else SINGLE_CALLS // 10
        with self.undisturbed():
            return peers.single_rows(
                self.X, SINGLE_RUNS, calls, contestants, models.CHECKOUT / "Include", self.folder
            )

    def python(self):
        """Median seconds of one row from Python, by library."""
        import scoringkit

        model = scoringkit.load(self.path)
        doors = {"ScoringKit": lambda row: model.predict(row, raw_score=True)}
        doors.update({name: one.row for name, one in self.contestants.items() if one.row})
        rows = [self.X[row : row + 1] for row in range(PYTHON_CALLS)]

        def each(door):
            return lambda: statistics.median([timing.seconds(lambda: door(row)) for row in rows])

        found = timing.medians({name: each(door) for name, door in doors.items()}, 5, self.undisturbed)
        if self.lleaves:
            with self.undisturbed(self.lleaves.process.pid):
                found["lleaves"] = statistics.median(self.lleaves.ask("row") for _ in range(3))
        return found

    def load(self):
        """Median seconds from the file to a model that is ready, by library."""
        functions = {
            f"ScoringKit {build}": (lambda found=found: found.load(self.path) and None)
            for build, found in self.builds.items()
        }
        booster = __import__(self.trainer.lower()).Booster
        functions[self.trainer] = lambda: booster(model_file=self.path) and None
        if "ONNX Runtime" in self.contestants:
            import onnxruntime

            file = models.onnx_file(self.path)
            functions["ONNX Runtime"] = lambda: peers.onnx_session(onnxruntime, file) and None
        return timing.medians(functions, 9, self.undisturbed)

    def memory(self):
        """Bytes of a loaded model, by library."""
        return {who: memory.measured(who, self.path) for who in ("ScoringKit", self.trainer)}

    def threads(self):
        """How many times as fast two threads are as one, in each of ten runs."""
        X = np.tile(self.X, (THREAD_ROWS // len(self.X), 1))
        answer = np.empty(len(X))
        model = list(self.loaded.values())[-1]
        functions = {count: (lambda count=count: model.margins(X, answer, count)) for count in (1, 2)}
        times = timing.in_turn(functions, 10, self.undisturbed, processors=2)
        return [one / two for one, two in zip(times[1], times[2])]


MEASURES = ("differences", "batch", "single", "python", "load", "memory", "threads")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--prefix", type=pathlib.Path, default=models.CHECKOUT / ".build" / "installed")
    parser.add_argument(
        "--lleaves", type=pathlib.Path, default=models.FOLDER.parent / "lleaves" / "bin" / "python"
    )
    parser.add_argument("--report", type=pathlib.Path, help="the file to write; standard output by default")
    parser.add_argument("--urgent", action="store_true", help="time before every other process; needs root")
    parser.add_argument("--only", default="", metavar="TEXT", help="the models whose name holds the text")
    parser.add_argument("--no-growth", action="store_true", help="leave the growth curves out")
    parser.add_argument(
        "--no-compiling", action="store_true", help="leave out what TL2cgen and lleaves have not compiled yet"
    )
    options = parser.parse_args()
    names = [name for name in models.MODELS if options.only in name]
    builds = library.builds(options.prefix)
    undisturbed = timing.Undisturbed(options.urgent)
    models.prepare(names, compiles=not options.no_compiling)
    curves = {}
    progress = timing.Progress(
        len(names) * len(MEASURES) + (0 if options.no_growth else growth.point_count())
    )
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            comparison = Comparison(name, options, builds, undisturbed, pathlib.Path(folder))
            found = results[name] = {"trainer": comparison.trainer, "absent": comparison.absent}
            for measure in MEASURES:
                progress(f"{name}: {measure}")
                found[measure] = getattr(comparison, measure)()
            found["versions"] = {"lleaves": comparison.lleaves.version} if comparison.lleaves else {}
            comparison.close()
    if not options.no_growth:
        curves = growth.measure(list(builds.values())[-1], undisturbed, progress)
    progress.end()
    text = report.text(results, curves, list(builds), machine.hardware(), machine.versions(), options.urgent)
    if options.report is None:
        print(text)
        return
    options.report.write_text(text)
    if curves:
        options.report.with_name("growth.svg").write_text(plot.svg(curves))


if __name__ == "__main__":
    main()
