"""The report of a comparison, in Markdown."""

import pathlib
import statistics

import growth
import models

NOTES = pathlib.Path(__file__).with_name("notes.md")
"""What a person has to say about the numbers; the end of the report."""

BATCH_TARGETS = dict(zip(models.MODELS, [(20, 4), (20, 4), (10, None), (10, None)]))
"""Of each model: how many times as fast as its trainer, and as lleaves."""
BASE_TARGETS = dict(zip(models.MODELS, [(8, 2), (8, 2)]))
"""The same for the base build."""


def text(results, curves, builds, hardware, versions, is_urgent):
    """The whole report."""
    best = f"ScoringKit {builds[-1]}"
    found = results[next(iter(results))]
    versions = {**versions, **found["versions"]}
    parts = [
        "# ScoringKit beside other libraries",
        "Written by `Tests/Benchmarks/compare.py`: one run, every library in turn on the same rows, one thread on one "
        "processor"
        + (", before every other process" if is_urgent else "")
        + ", medians. The builds of ScoringKit are "
        "those that `install.sh` makes: base runs on every x86-64 processor, v3 needs AVX2, v4 AVX-512; the loader "
        f'picks {builds[-1]} here, and "ratio" compares with that one.',
        "\n".join(f"- {name}: {value}" for name, value in hardware.items()),
        "Versions: " + ", ".join(f"{name} {version}" for name, version in versions.items()) + ".",
        "Models: trained on 50 000 generated rows, 10 % missing in three columns of four; 10 000 other rows of the same "
        "kind are scored. Margins are asked for. Rows are float64 whose values are float32's, for libraries that read "
        "float32. ScoringKit's margins equal the trainer's to the bit, which the run checks first.",
        "## Targets",
        table(["what", "model", "wanted", "measured", ""], targets(results, best)),
        "## Batch of 10 000 rows",
        batch_table(results, best),
        absent(results),
        "## One row through each library's C call",
        "Each call is timed, the next row each time, ten runs; the clock's own time (about 30 ns) is in it. p50 is the "
        "median of the runs' medians; the runs' smallest and largest p50 and p99 follow.",
        single_table(results, best),
        "## One row from Python",
        python_table(results),
        "## Load, memory, threads",
        "Load is from the file to a model that is ready to score, from warm files; explanations are prepared when "
        "first wanted, which is not in it. Memory "
        "is what ten loaded models add to a process, divided by ten. Threads: 100 000 rows, how many times as fast two "
        "threads are as one, the best of ten runs and their median.",
        load_table(results, best),
    ]
    if curves:
        parts += [
            "## Growth",
            growth_text(curves),
            "![Time against trees, leaves, features and rows](growth.svg)",
        ]
    if NOTES.exists():
        parts.append(NOTES.read_text().strip())
    return "\n\n".join(part for part in parts if part) + "\n"


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def micro(seconds):
    value = seconds * 1e6
    return f"{value:.2f} µs" if value < 10 else f"{value:.1f} µs" if value < 100 else f"{value:.0f} µs"


def targets(results, best):
    """Rows of the table of targets."""

    def row(what, model, wanted, measured, unit="×"):
        verdict = "met" if measured >= wanted else f"missed, {measured / wanted:.0%}"
        return [what, model, f"{wanted:g} {unit}", f"{measured:.1f} {unit}", verdict]

    def at_most(what, model, wanted, measured, unit):
        verdict = "met" if measured <= wanted else f"missed, {measured / wanted:.0%}"
        return [what, model, f"at most {wanted:g} {unit}", f"{measured:.2f} {unit}", verdict]

    for model, found in results.items():
        trainer, batch = found["trainer"], found["batch"]
        own = found["single"][best]
        p50 = median_p50(own)
        theirs = median_p50(found["single"][trainer])
        wanted = BATCH_TARGETS[model]
        yield row(f"batch, times as fast as {trainer}", model, wanted[0], batch[trainer] / batch[best])
        if wanted[1] and "lleaves" in batch:
            yield row("batch, as lleaves", model, wanted[1], batch["lleaves"] / batch[best])
        if "ONNX Runtime" in batch:
            yield row("batch, as ONNX Runtime", model, 8, batch["ONNX Runtime"] / batch[best])
        if model in BASE_TARGETS:
            wanted = BASE_TARGETS[model]
            yield row(
                "base build, batch, as LightGBM", model, wanted[0], batch[trainer] / batch["ScoringKit base"]
            )
            if "lleaves" in batch:
                ratio = batch["lleaves"] / batch["ScoringKit base"]
                yield row("base build, batch, as lleaves", model, wanted[1], ratio)
        call = "single-row-fast" if trainer == "LightGBM" else "call"
        yield row(
            f"one row in C, as {trainer}'s {call}", model, 10 if trainer == "LightGBM" else 20, theirs / p50
        )
        yield at_most(
            "one row in C, p99 over p50, best run", model, 2, min(p99 / p50 for p50, p99 in own), ""
        )
        python = found["python"]
        yield row(f"one row from Python, as {trainer}", model, 4, python[trainer] / python["ScoringKit"])
        yield row(f"load, as {trainer}", model, 1, found["load"][trainer] / found["load"][best])
        if trainer == "LightGBM":
            share = found["memory"]["ScoringKit"] / found["memory"][trainer]
            yield at_most("memory, of LightGBM's", model, 0.5, share, "")
        yield row("two threads, best of ten runs", model, 1.9, max(found["threads"]))


def median_p50(runs):
    return statistics.median(p50 for p50, _ in runs)


def batch_table(results, best):
    rows = []
    for model, found in results.items():
        for name, seconds in sorted(found["batch"].items(), key=lambda item: item[1]):
            off = found["differences"].get(name)
            answers = (
                "a model of its own" if off is None else "equal" if off == 0 else f"differ by up to {off:.1g}"
            )
            rows.append(
                [model, name, micro(seconds / 10_000), f"{seconds / found['batch'][best]:.1f}", answers]
            )
            model = ""
    return table(["model", "library", "a row", "ratio", "probabilities"], rows)


def absent(results):
    lines = []
    for model, found in results.items():
        for name, reason in found["absent"].items():
            if "another trainer" not in reason:
                lines.append(f"- {model}: {name}: {reason}")
    return "Not run:\n\n" + "\n".join(lines) if lines else ""


def single_table(results, best):
    rows = []
    for model, found in results.items():
        own = median_p50(found["single"][best])
        for name, runs in found["single"].items():
            p50s, p99s = zip(*runs)
            spread = [f"{micro(min(values))} to {micro(max(values))}" for values in (p50s, p99s)]
            tail = min(p99 / p50 for p50, p99 in runs)
            rows.append(
                [
                    model,
                    name,
                    micro(median_p50(runs)),
                    *spread,
                    f"{tail:.2f}",
                    f"{median_p50(runs) / own:.1f}",
                ]
            )
            model = ""
    return table(
        ["model", "library", "p50", "p50 of ten runs", "p99 of ten runs", "best p99/p50", "ratio"], rows
    )


def python_table(results):
    rows = []
    for model, found in results.items():
        own = found["python"]["ScoringKit"]
        for name, seconds in sorted(found["python"].items(), key=lambda item: item[1]):
            rows.append([model, name, micro(seconds), f"{seconds / own:.1f}"])
            model = ""
    return table(["model", "library", "a row", "ratio"], rows)


def load_table(results, best):
    rows = []
    for model, found in results.items():
        threads = f"{max(found['threads']):.2f}, {statistics.median(found['threads']):.2f}"
        for name, seconds in found["load"].items():
            who = "ScoringKit" if name == best else name
            size = f"{found['memory'][who] / 1e6:.2f} MB" if who in found["memory"] else "–"
            ratio = f"{seconds / found['load'][best]:.2f}"
            rows.append(
                [model, name, f"{seconds * 1e3:.2f} ms", ratio, size, threads if name == best else "–"]
            )
            model = ""
    return table(["model", "library", "load", "ratio", "memory", "two threads"], rows)


def growth_text(curves):
    rows = []
    for what, curve in curves.items():
        slopes = growth.exponents(curve)
        first, last = curve["values"][-3], curve["values"][-1]
        ratios = [
            theirs / ours
            for theirs, ours in zip(curve["seconds"]["LightGBM"], curve["seconds"]["ScoringKit"])
        ]
        span = f"{first:,} to {last:,}".replace(",", " ")
        slope = [f"{slopes[name]:.2f}" for name in ("ScoringKit", "LightGBM")]
        rows.append([what, span, *slope, f"{min(ratios):.1f} to {max(ratios):.1f}"])
    return (
        "The exponent is the slope in logarithms over the last points: 1 is linear, below is better. The last column "
        "is LightGBM's time over ScoringKit's, along the whole curve.\n\n"
        + table(["with", "between", "exponent, ScoringKit", "exponent, LightGBM", "ratio"], rows)
    )
