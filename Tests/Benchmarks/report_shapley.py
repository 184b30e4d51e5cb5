"""The report's part about Shapley values."""

from markdown import count, digits, library_name, megabytes, once, table, time
from shapley import DEEP, LARGE, SHAP_ROWS, SMALL, XGBOOST
from targets import Target, faster, target_table

BATCHES = {
    "contributions": "path-dependent, batch of 1000",
    "woodelf": "path-dependent, batch of 10 000",
    "one_row": "path-dependent, one row through C",
    "interactions": "interactions, batch of 200",
    "one_row_interactions": "interactions, one row through C",
    "shap": "background of 100",
    "rescaled": "background of 100, rescaled to probability",
    "backgrounds": "background of 10 000, preparing it and 10 000 rows",
}
"""What is compared with a peer, by measure."""

# measure, peer, times as fast, models
TARGETS = [
    ("contributions", "LightGBM", 50, (SMALL, LARGE)),
    ("contributions", "XGBoost", 10, (XGBOOST,)),
    ("woodelf", "WOODELF", 5, (SMALL, LARGE)),
    ("one_row", "LightGBM", 20, (SMALL, LARGE, DEEP)),
    ("interactions", "XGBoost", 10, (XGBOOST,)),
    ("one_row_interactions", "XGBoost", 10, (XGBOOST,)),
    ("shap", "shap", 20, (SMALL, LARGE)),
    ("backgrounds", "WOODELF", 1, (SMALL,)),
]
PLAIN_TARGET = 30
"""Times LightGBM's speed, of the base build, path-dependent, in a batch."""
ERROR = 1e-12
BYTES_A_ROW = 8
"""Memory that does not grow with the rows grows by less than one number a row."""


def sections(results, builds):
    """Text by paragraph; `results` by model, then by measure."""
    return [
        "## Targets: Shapley values",
        target_table(targets(results, builds), builds),
        "## Shapley values",
        "All from Python, but for what is marked. The builds give the same bits, which the run checks. The difference "
        "is the other library's from ours, the largest as a share of its row's largest magnitude; XGBoost answers in "
        "float32. shap is given "
        f"{SHAP_ROWS} rows. What is prepared once (explanations of a model, a background) is not in a row's time, but "
        "where it says so.",
        comparison_table(results, builds),
        absences(results),
        "## Background rows, alone",
        f"ScoringKit {builds[-1]}: batches of 1000 rows, and one row at a time; memory is what the prepared background "
        "adds.",
        background_table(results),
        "## Memory of explaining",
        "How far a process's memory rises at most during one call, rows and answers not counted.",
        memory_table(results, builds),
    ]


def targets(results, builds):
    for measure, peer, wanted, models in TARGETS:
        for model in models:
            if "seconds" in results.get(model, {}).get(measure, {}):
                what = f"{BATCHES[measure]}, times as fast as {peer}"
                seconds = results[model][measure]["seconds"]
                yield faster(what, model, wanted, seconds, peer, builds)
                if (measure, peer) == ("contributions", "LightGBM"):
                    yield faster(f"plain build, {what}", model, PLAIN_TARGET, seconds, peer, builds[:1])
    for model in (SMALL, LARGE):
        if model in results:
            off = results[model]["contributions"]["differences"]["LightGBM"]
            errors = {build: off for build in builds}
            yield Target("difference from LightGBM", model, ERROR, errors, is_limit=True, unit="")
    for model, found in results.items():
        if "memory" in found:
            grown = {build: _bytes_a_row(by_rows) for build, by_rows in found["memory"].items()}
            yield Target("memory, by further row", model, BYTES_A_ROW, grown, is_limit=True, unit=" B")


def _bytes_a_row(by_rows):
    (fewer, least), (more, most) = sorted((int(rows), taken) for rows, taken in by_rows.items())
    return (most - least) / (more - fewer)


def comparison_table(results, builds):
    rows = []
    for measure, what in BATCHES.items():
        for model, found in results.items():
            if "seconds" not in found.get(measure, {}):
                continue
            seconds = found[measure]["seconds"]
            differences = found[measure].get("differences", {})
            lines = []
            for name, taken in sorted(seconds.items(), key=lambda item: item[1]):
                off = f"{differences[name]:.0e}" if name in differences else "–"
                ratio = digits(taken / seconds[builds[-1]])
                lines.append([library_name(name, builds), time(taken), ratio, off])
            rows += once(what, once(model, lines))
    return table(["what", "model", "library", "a row", "ratio", "difference"], rows)


def absences(results):
    """The measures without a time, and why."""
    lines = [
        f"- {model}: {BATCHES[measure]}: {found[measure]['absent']}"
        for model, found in results.items()
        for measure in BATCHES
        if "absent" in found.get(measure, {})
    ]
    return "Not run:\n\n" + "\n".join(lines) if lines else ""


def background_table(results):
    rows = []
    for model, found in results.items():
        for size, alone in found.get("backgrounds", {}).get("alone", {}).items():
            times = [time(alone[what]) for what in ("preparing", "batch", "one")]
            rows.append([model, count(int(size)), *times, megabytes(alone["bytes"])])
    return table(["model", "background rows", "preparing", "a row of a batch", "a row alone", "memory"], rows)


def memory_table(results, builds):
    rows = []
    for model, found in results.items():
        for build, by_rows in found.get("memory", {}).items():
            sizes = sorted(by_rows.items(), key=lambda item: int(item[0]))
            lines = [[count(int(size)), f"{taken / 1024:.0f} KiB"] for size, taken in sizes]
            rows += once(model, [[library_name(build, builds), *line] for line in lines])
    return table(["model", "library", "rows", "memory"], rows)
