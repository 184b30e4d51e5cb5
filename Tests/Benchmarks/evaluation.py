"""One model scored in every way, by every library that has the trainer's answer."""

import json
import statistics
import subprocess

import numpy as np

import compiled
import memory
import models
import peers
import single_row
import timing

TOLERANCE = 1e-5
"""By how much a probability may differ from the trainer's, at most, over all rows. A thousand trees added up in float32
are off by less; more is another model's answer, and no time is reported for it."""


class Evaluation:
    """A model, the libraries that hold it, and a method a measure."""

    section = "evaluation"
    measures = ("answers", "batch", "single", "python", "load", "memory", "threads")

    def __init__(self, name, run):
        trainer, features, *_ = models.MODELS[name]
        self.run = run
        self.path = models.model_file(*models.MODELS[name])
        self.trainer = models.TRAINER_NAMES[trainer]
        self.X = models.scoring_rows(features)
        self.loaded = {build: found.load(self.path) for build, found in run.builds.items()}
        self.contestants, self.absent, self.refused = {}, {}, {}
        for peer, make in peers.BATCHES.items():
            try:
                self.contestants[peer] = make(self.path, self.X)
            except peers.AnotherTrainersModel:
                pass
            except Exception as reason:  # Anything may be wrong with a library that is not ours.
                self.absent[peer] = _first_line(reason)
        self.lleaves = None
        if self.trainer == "LightGBM":
            try:
                self.lleaves = peers.Lleaves(run.lleaves, self.path, self.X, run.folder)
                self.contestants["lleaves"] = peers.Contestant(
                    lambda: self.lleaves.ask("batch"), self.lleaves.margins, process=self.lleaves.process.pid
                )
            except (OSError, RuntimeError, LookupError) as reason:
                self.absent["lleaves"] = _first_line(reason)
        self.differences = self._compared()

    def measure(self, name):
        return getattr(self, name)()

    def close(self):
        if self.lleaves:
            self.lleaves.close()

    def _compared(self):
        """The largest difference of a probability from the trainer's, by library; None for another model."""
        expected = self.contestants[self.trainer].margins
        answer = np.empty(len(self.X))
        for build, model in self.loaded.items():
            model.margins(self.X, answer)
            if np.abs(answer - expected).max() != 0:
                raise AssertionError(f"the margins of ScoringKit {build} are not {self.trainer}'s")
        found = {}
        for name, contestant in list(self.contestants.items()):
            if contestant.margins is None:
                found[name] = None
                continue
            margins = contestant.margins.reshape(-1)
            found[name] = float(np.abs(_probabilities(margins) - _probabilities(expected)).max())
            if not found[name] <= TOLERANCE:
                self.refused[name] = found.pop(name)
                del self.contestants[name]
        return found

    def answers(self):
        return {
            "trainer": self.trainer,
            "differences": self.differences,
            "refused": self.refused,
            "absent": self.absent,
            "versions": {"lleaves": self.lleaves.version} if self.lleaves else {},
        }

    def batch(self):
        """Seconds of scoring all rows, by library."""
        answer = np.empty(len(self.X))
        functions = {
            build: (lambda model=model: model.margins(self.X, answer)) for build, model in self.loaded.items()
        }
        functions.update({name: one.batch for name, one in self.contestants.items() if not one.process})
        times = {name: [] for name in [*functions, *self.contestants]}
        for _ in range(self.run.effort.batch_runs + 1):  # The first is a warm-up.
            for name, taken in timing.in_turn(functions, 1, self.run.undisturbed, warm_up=False).items():
                times[name] += taken
            for name, contestant in self.contestants.items():
                if contestant.process:
                    with self.run.undisturbed(contestant.process):
                        times[name].append(contestant.batch())
        return {name: statistics.median(taken[1:]) for name, taken in times.items()}

    def single(self):
        """Percentiles of one row through the C calls."""
        effort = self.run.effort
        calls = effort.single_calls if self.trainer == "LightGBM" else effort.single_calls // 10
        contestants = single_row.contestants(self.run.builds, self.trainer, self.path)
        with self.run.undisturbed():
            return single_row.percentiles(
                "margin", self.X, effort.single_runs, calls, contestants, self.run.folder
            )

    def python(self):
        """Median seconds of one row from Python, by library."""
        doors = {}
        for build, found in self.run.builds.items():
            model = found.package.load(self.path)
            doors[build] = lambda row, model=model: model.predict(row, raw_score=True)
        doors.update({name: one.row for name, one in self.contestants.items() if one.row})
        rows = [self.X[row : row + 1] for row in range(self.run.effort.python_calls)]

        def each(door):
            return lambda: statistics.median([timing.seconds(lambda: door(row)) for row in rows])

        found = timing.medians({name: each(door) for name, door in doors.items()}, 5, self.run.undisturbed)
        if self.lleaves:
            with self.run.undisturbed(self.lleaves.process.pid):
                found["lleaves"] = statistics.median(self.lleaves.ask("row") for _ in range(3))
        return found

    def load(self):
        """Median seconds from the file to a model that is ready, by library."""
        functions = {
            name: (lambda build=build: build.load(self.path) and None)
            for name, build in self.run.builds.items()
        }
        booster = __import__(self.trainer.lower()).Booster
        functions[self.trainer] = lambda: booster(model_file=self.path) and None
        if "ONNX Runtime" in self.contestants:
            file = compiled.onnx_file(self.path)
            functions["ONNX Runtime"] = lambda: peers.onnx_session(file) and None
        return timing.medians(functions, self.run.effort.loads, self.run.undisturbed)

    def memory(self):
        """Bytes of a loaded model by library, and what `skit bench` says of the part that scores."""
        loaded = {
            name: memory.loaded("ScoringKit", self.path, build.path)
            for name, build in self.run.builds.items()
        }
        loaded[self.trainer] = memory.loaded(self.trainer, self.path)
        command = [self.run.prefix / "bin" / "skit", "bench", "--model", self.path, "--seconds", "0.1"]
        answer = subprocess.run([*command, "--format", "json"], check=True, capture_output=True, text=True)
        bench = json.loads(answer.stdout)
        return {"loaded": loaded, "nodes": bench["nodes"], "prepared": bench["prepared_bytes"]}

    def threads(self):
        """How many times as fast two threads are as one, in each of ten runs, by build."""
        X = models.scoring_rows(self.X.shape[1], self.run.effort.thread_rows)
        answer = np.empty(len(X))
        functions = {
            (build, count): (lambda model=model, count=count: model.margins(X, answer, count))
            for build, model in self.loaded.items()
            for count in (1, 2)
        }
        times = timing.in_turn(functions, 10, self.run.undisturbed, processors=2)
        return {
            build: [one / two for one, two in zip(times[build, 1], times[build, 2])] for build in self.loaded
        }


def _probabilities(margins):
    return 1 / (1 + np.exp(-margins.astype(float)))


def _first_line(reason):
    return f"{type(reason).__name__}: {(str(reason).splitlines() or [''])[0][:100]}"
