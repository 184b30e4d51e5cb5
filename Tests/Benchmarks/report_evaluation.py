"""The report's part about scores."""

import statistics

import models
import single_row
from evaluation import TOLERANCE
from markdown import digits, library_name, megabytes, once, table, time
from targets import Target, faster, target_table

SMALL, LARGE, DEEP, XGBOOST = models.MODELS
LLEAVES_TARGETS = {SMALL: 4, LARGE: 4}
TRAINER_TARGETS = {SMALL: 20, LARGE: 20, DEEP: 10, XGBOOST: 10}
PLAIN_TARGETS = {"LightGBM": 8, "lleaves": 2}
"""Of the base build on the first two models."""


def sections(results, builds):
    """Text by paragraph; `results` by model, then by measure."""
    return [
        "## Targets: scores",
        target_table(targets(results, builds), builds),
        "## Batch of 10 000 rows",
        "The ratio compares with the build that the loader picks. The last column is the largest difference of a "
        "probability from the trainer's, over all rows.",
        batch_table(results, builds),
        absences(results),
        "## One row through each library's C call",
        "Each call is timed, the next row each time, ten runs; the clock's own time (about 30 ns) is in it. p50 is the "
        "median of the runs' medians; the runs' smallest and largest p50 and p99 follow.",
        single_table(results, builds),
        "## One row from Python",
        python_table(results, builds),
        "## Load, memory, threads",
        "Load is from the file to a model that is ready to score, from warm files; explanations are prepared when "
        "first wanted, which is not in it. Memory is what ten loaded models add to a process, divided by ten, and the "
        "same by node, leaves counted; prepared is the part of it that scores, as `skit bench` says. Threads: 100 000 "
        "rows, how many times as fast two threads are as one, the best of ten runs and their median.",
        load_table(results, builds),
    ]


def targets(results, builds):
    """In the order of the goals."""
    for model, found in results.items():
        trainer = found["answers"]["trainer"]
        wanted = TRAINER_TARGETS[model]
        yield faster(f"batch, times as fast as {trainer}", model, wanted, found["batch"], trainer, builds)
    for model, wanted in LLEAVES_TARGETS.items():
        if model in results:
            yield faster("batch, as lleaves", model, wanted, results[model]["batch"], "lleaves", builds)
    for model, found in results.items():
        yield faster("batch, as ONNX Runtime", model, 8, found["batch"], "ONNX Runtime", builds)
    for peer, wanted in PLAIN_TARGETS.items():
        for model in (SMALL, LARGE):
            if model in results:
                seconds = results[model]["batch"]
                yield faster(f"plain build, batch, as {peer}", model, wanted, seconds, peer, builds[:1])
    for model, found in results.items():
        trainer = found["answers"]["trainer"]
        wanted, call = (10, "LightGBM's single-row-fast") if trainer == "LightGBM" else (20, "XGBoost's call")
        seconds = {name: single_row.median(runs) for name, runs in found["single"].items()}
        yield faster(f"one row in C, as {call}", model, wanted, seconds, trainer, builds)
    for model, found in results.items():
        tails = {build: _best_tail(found["single"][build]) for build in builds}
        yield Target("one row in C, p99 over p50, best of ten runs", model, 2, tails, is_limit=True, unit="")
    lightgbms = {
        model: found for model, found in results.items() if found["answers"]["trainer"] == "LightGBM"
    }
    for model, found in lightgbms.items():
        yield faster("one row from Python, as LightGBM", model, 4, found["python"], "LightGBM", builds)
    for model, found in lightgbms.items():
        yield faster("load and prepare, as LightGBM's load", model, 1, found["load"], "LightGBM", builds)
    for model, found in lightgbms.items():
        loaded = found["memory"]["loaded"]
        shares = {build: loaded[build] / loaded["LightGBM"] for build in builds}
        yield Target("memory of a loaded model, of LightGBM's", model, 0.5, shares, is_limit=True)
    for model, found in results.items():
        best = {build: max(found["threads"][build]) for build in builds}
        yield Target("two threads, best of ten runs", model, 1.9, best)


def _best_tail(runs):
    return min(p99 / p50 for p50, p99 in runs)


def batch_table(results, builds):
    rows = []
    for model, found in results.items():
        lines = []
        for name, seconds in sorted(found["batch"].items(), key=lambda item: item[1]):
            off = 0 if name in builds else found["answers"]["differences"][name]
            answers = "a model of its own" if off is None else "equal" if off == 0 else f"{off:.1g}"
            ratio = digits(seconds / found["batch"][builds[-1]])
            lines.append([library_name(name, builds), time(seconds / models.ROWS), ratio, answers])
        rows += once(model, lines)
    return table(["model", "library", "a row", "ratio", "difference"], rows)


def absences(results):
    """The libraries without a time, and why."""
    refused = [
        f"- {model}: {name}: off by up to {off:.1g}"
        for model, found in results.items()
        for name, off in found["answers"]["refused"].items()
    ]
    absent = [
        f"- {model}: {name}: {reason}"
        for model, found in results.items()
        for name, reason in found["answers"]["absent"].items()
    ]
    parts = []
    if refused:
        parts += [
            f"Refused, because a probability differs from the trainer's by more than {TOLERANCE:g}, which rounding to "
            "float32 does not explain:",
            "\n".join(refused),
        ]
    if absent:
        parts += ["Not run:", "\n".join(absent)]
    return "\n\n".join(parts)


def single_table(results, builds):
    rows = []
    for model, found in results.items():
        lines = []
        own = single_row.median(found["single"][builds[-1]])
        for name, runs in found["single"].items():
            p50 = single_row.median(runs)
            spread = [f"{time(min(values))} to {time(max(values))}" for values in zip(*runs)]
            tail = digits(_best_tail(runs))
            lines.append([library_name(name, builds), time(p50), *spread, tail, digits(p50 / own)])
        rows += once(model, lines)
    header = ["model", "library", "p50", "p50 of ten runs", "p99 of ten runs", "best p99/p50", "ratio"]
    return table(header, rows)


def python_table(results, builds):
    rows = []
    for model, found in results.items():
        own = found["python"][builds[-1]]
        ordered = sorted(found["python"].items(), key=lambda item: item[1])
        rows += once(
            model, [[library_name(name, builds), time(taken), digits(taken / own)] for name, taken in ordered]
        )
    return table(["model", "library", "a row", "ratio"], rows)


def load_table(results, builds):
    rows = []
    for model, found in results.items():
        lines = []
        memory = found["memory"]
        prepared = f"{megabytes(memory['prepared'])}, {memory['prepared'] / memory['nodes']:.1f} B"
        for name, seconds in found["load"].items():
            loaded = memory["loaded"].get(name)
            runs = found["threads"].get(name)
            lines.append(
                [
                    library_name(name, builds),
                    time(seconds),
                    digits(seconds / found["load"][builds[-1]]),
                    megabytes(loaded) if loaded else "–",
                    f"{loaded / memory['nodes']:.1f} B" if loaded else "–",
                    prepared if name in builds else "–",
                    f"{max(runs):.2f}, {statistics.median(runs):.2f}" if runs else "–",
                ]
            )
        rows += once(model, lines)
    header = ["model", "library", "load", "ratio", "memory", "a node", "prepared, a node", "two threads"]
    return table(header, rows)
