"""One model explained in every way, beside the libraries that can."""

import numpy as np

import memory
import models
import shapley_peers
import single_row
import timing

LARGE_BACKGROUND = 100_000
SMALL_BACKGROUND = 100
SHAP_ROWS = 20
"""shap's TreeExplainer takes milliseconds a row, however many there are."""
INTERACTION_SHARE = 5
"""Of the explained rows one in so many has its interactions computed."""
MEMORY_ROWS = 1000

SMALL, LARGE, DEEP, XGBOOST = models.MODELS
MEASURES = {
    SMALL: ("contributions", "one_row", "woodelf", "shap", "rescaled", "backgrounds", "memory"),
    LARGE: ("contributions", "one_row", "woodelf", "shap", "memory"),
    DEEP: ("contributions", "one_row"),
    XGBOOST: ("contributions", "one_row", "interactions", "one_row_interactions"),
}
"""Of each model, what is measured: every measure on those models that a target names."""


class Explanation:
    """A model, and a method a measure. Times are seconds of a row, by library, a build of ours being one."""

    section = "explanations"

    def __init__(self, name, run):
        trainer, features, *_ = models.MODELS[name]
        self.run, self.effort = run, run.effort
        self.path = models.model_file(*models.MODELS[name])
        self.trainer = models.TRAINER_NAMES[trainer]
        self.X = models.scoring_rows(features)
        self.rows = self.X[: self.effort.explained_rows]
        self.loaded = {build: found.package.load(self.path) for build, found in run.builds.items()}
        for model in self.loaded.values():
            model.predict(self.X[:1], pred_contrib=True)  # Explanations are prepared when first wanted.

    def measure(self, name):
        """The measure's result; where the library it needs is not installed, only that."""
        try:
            return getattr(self, name)()
        except ImportError as reason:
            return {"absent": str(reason)}

    def close(self):
        pass

    def contributions(self):
        """Path-dependent values of a batch."""
        return self._beside(
            lambda model: model.predict(self.rows, pred_contrib=True),
            {self.trainer: (shapley_peers.trainer_doors(self.path, self.rows)[0], len(self.rows))},
            len(self.rows),
        )

    def woodelf(self):
        """Path-dependent values of a batch that is large enough for WOODELF."""
        X = self.X[: self.effort.many_rows]
        return self._beside(
            lambda model: model.predict(X, pred_contrib=True),
            {"WOODELF": (shapley_peers.woodelf_door(self.path, None, X), len(X))},
            len(X),
        )

    def interactions(self):
        """All pairs of a batch."""
        X = self.rows[: max(1, len(self.rows) // INTERACTION_SHARE)]
        theirs = shapley_peers.trainer_doors(self.path, X)[1]
        return self._beside(lambda model: model.interactions(X), {self.trainer: (theirs, len(X))}, len(X))

    def one_row(self):
        return self._one_row("contributions", self.effort.explained_calls)

    def one_row_interactions(self):
        return self._one_row("interactions", self.effort.explained_calls)

    def shap(self):
        """Values against few background rows, in margin."""
        return self._against_few("raw", "margin", self.rows)

    def rescaled(self):
        """Values against few background rows, rescaled to the probability."""
        return self._against_few("probability", "probability", self.rows[:SHAP_ROWS])

    def backgrounds(self):
        """Many background rows: with preparation beside WOODELF, and more of them alone."""
        many = self.X[::-1][: self.effort.many_rows].copy()
        X = self.X[: self.effort.many_rows]

        def ours(build):
            package, model = self.run.builds[build].package, self.loaded[build]
            return lambda: package.Background(model, many).contributions(X)

        functions = {build: (ours(build), len(X)) for build in self.loaded}
        functions["WOODELF"] = (shapley_peers.woodelf_door(self.path, many, X), len(X))
        found = self._timed(functions)
        largest = models.scoring_rows(self.X.shape[1], LARGE_BACKGROUND)
        sizes = [SMALL_BACKGROUND, self.effort.many_rows, LARGE_BACKGROUND]
        alone = {str(size): self._alone(largest[-size:]) for size in sizes}
        return {**found, "alone": alone, "background": self.effort.many_rows}

    def memory(self):
        """Bytes by which the process grows at most while rows are explained, by build and number of rows."""
        rows = self.run.folder / "explained.npy"
        np.save(rows, self.X)
        return {
            build: {
                str(count): memory.explained(self.path, found.path, rows, count)
                for count in (MEMORY_ROWS, self.effort.memory_rows)
            }
            for build, found in list(self.run.builds.items())[-1:]
        }

    def _against_few(self, output, space, X):
        few = self.X[-SMALL_BACKGROUND:]
        backgrounds = {
            build: found.package.Background(self.loaded[build], few)
            for build, found in self.run.builds.items()
        }
        functions = {
            build: ((lambda one=one: one.contributions(X, space=space)), len(X))
            for build, one in backgrounds.items()
        }
        theirs = self.rows[:SHAP_ROWS]
        functions["shap"] = (shapley_peers.shap_door(self.path, few, output, theirs), len(theirs))
        return self._timed(functions)

    def _alone(self, rows):
        """Preparing a background in the last build, and explaining a batch against it."""
        build, found = list(self.run.builds.items())[-1]
        before = memory.resident()
        background = []
        with self.run.undisturbed():
            preparing = timing.seconds(
                lambda: background.append(found.package.Background(self.loaded[build], rows))
            )
        grown = memory.resident() - before
        times = timing.medians(
            {"batch": lambda: background[0].contributions(self.rows), "one": self._one_by_one(background[0])},
            self.effort.explained_runs,
            self.run.undisturbed,
            limit=self.effort.explained_limit,
        )
        return {
            "preparing": preparing,
            "bytes": grown,
            "batch": times["batch"] / len(self.rows),
            "one": times["one"] / SHAP_ROWS,
        }

    def _one_by_one(self, background):
        def each():
            for row in range(SHAP_ROWS):
                background.contributions(self.X[row : row + 1])

        return each

    def _one_row(self, what, calls):
        contestants = single_row.contestants(self.run.builds, self.trainer, self.path)
        with self.run.undisturbed():
            runs = single_row.percentiles(what, self.X, 3, calls, contestants, self.run.folder)
        return {"seconds": {name: single_row.median(found) for name, found in runs.items()}}

    def _beside(self, door, peers, count):
        functions = {
            build: ((lambda model=model: door(model)), count) for build, model in self.loaded.items()
        }
        return self._timed({**functions, **peers})

    def _timed(self, functions):
        """Seconds of a row by library, and by how much another library's values differ from ours.

        functions: by library what explains rows, and how many rows those are. All builds must give the same bits.
        """
        answers = {}

        def keeping(name, function):
            def explained():
                answers[name] = function()

            return explained

        times = timing.medians(
            {name: keeping(name, function) for name, (function, _) in functions.items()},
            self.effort.explained_runs,
            self.run.undisturbed,
            warm_up=False,
            limit=self.effort.explained_limit,
        )
        ours = answers[next(iter(self.loaded))]
        for build in self.loaded:
            if not np.array_equal(answers[build], ours):
                raise AssertionError(f"{build} gives other bits")
        return {
            "seconds": {name: times[name] / count for name, (_, count) in functions.items()},
            "differences": {
                name: _difference(ours, answer) for name, answer in answers.items() if name not in self.loaded
            },
        }


def _difference(ours, theirs):
    """The largest difference, as a share of its row's largest magnitude; the base value is left out."""
    theirs = np.asarray(theirs, float)
    row_count = len(theirs)
    if theirs.ndim == 3:  # Interactions; ours are flat.
        theirs = theirs.reshape(row_count, -1)
    ours = ours[:row_count].reshape(row_count, -1)
    columns = min(ours.shape[1], theirs.shape[1])
    differences = np.abs(ours[:, :columns] - theirs[:, :columns]).max(1)
    return float((differences / np.abs(ours[:, :columns]).max(1)).max())
