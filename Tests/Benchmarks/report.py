"""The report of a run, in Markdown."""

import pathlib

import chains
import curves
import growth
import report_evaluation
import report_shapley
import shapley
import shapley_growth
from evaluation import Evaluation
from markdown import count, digits, once, table

NOTES = pathlib.Path(__file__).with_name("notes.md")
"""What a person has to say about the numbers; the end of the report."""

PICTURES = {
    growth.Growth.section: ("growth.svg", "Growth", growth.CURVES, ""),
    shapley_growth.ShapleyGrowth.section: (
        "shapley-growth.svg",
        "Growth of Shapley values",
        shapley_growth.CURVES,
        f"Depth grows alone: trees are chains of {count(chains.LEAVES)} leaves together, which ask another feature at "
        "every split. Where a background's rows cost time one by one (shap, and values rescaled to the probability), "
        f"{shapley_growth.SLOW_ROWS} rows are timed and the time is multiplied.",
    ),
}
"""By section: file, title, the curves, and what must be known of them."""


def report(found, builds, hardware, versions, how):
    """The report, and by picture's file the curves in it.

    found: as a `Store` holds it. how: what is to be said of the run.
    """
    scores = found.get(Evaluation.section, {})
    explanations = found.get(shapley.Explanation.section, {})
    for results in scores.values():
        versions = {**versions, **results["answers"]["versions"]}
    parts = introduction(builds, hardware, versions, how)
    parts += report_evaluation.sections(scores, builds)
    parts += report_shapley.sections(explanations, builds)
    pictures = {}
    for section, (file, title, fixed, remark) in PICTURES.items():
        drawn = [
            curves.curve(what, shape, found[section][what])
            for what, (_, shape) in fixed.items()
            if found.get(section, {}).get(what)
        ]
        if drawn:
            pictures[file] = drawn
            names = ", ".join(curve.what for curve in drawn)
            parts += [f"## {title}", remark, growth_text(drawn), f"![Time against {names}]({file})"]
    parts.append(NOTES.read_text().strip())
    return "\n\n".join(part for part in parts if part) + "\n", pictures


def introduction(builds, hardware, versions, how):
    return [
        "# ScoringKit beside other libraries",
        f"Written by `Tests/Benchmarks/compare.py`: {how}, every library in turn on the same rows, one thread on one "
        "processor, medians. The builds of ScoringKit are those that `install.sh` makes: base runs on every "
        f"x86-64 processor, v3 needs AVX2, v4 AVX-512. The loader picks {builds[-1]} here, which the targets are about "
        "unless they say plain; a ratio compares with that one.",
        "\n".join(f"- {name}: {value}" for name, value in hardware.items()),
        "Versions: " + ", ".join(f"{name} {version}" for name, version in versions.items()) + ".",
        "Models: trained on 50 000 generated rows, 10 % missing in three columns of four; 10 000 other rows of the "
        "same kind are scored. Margins are asked for. Rows are float64 whose values are float32's, for libraries that "
        "read float32. ScoringKit's margins equal the trainer's to the bit, which the run checks first.",
    ]


def growth_text(drawn):
    rows = []
    for curve in drawn:
        lines = []
        for library in curve.points:
            first, last, slope = curve.exponent(library)
            ratio = "–"
            if library != "ScoringKit":
                least, most = curve.ratios(library)
                ratio = f"{digits(least)} to {digits(most)}"
            lines.append([library, f"{count(first)} to {count(last)}", f"{slope:.2f}", ratio])
        rows += once(curve.what, lines)
    return (
        "The exponent is the slope of the line that fits the upper half of a curve best in logarithms: 1 is linear, "
        "below is better. The ratio is the time over ScoringKit's, least and most along the curve.\n\n"
        + table(["with", "library", "between", "exponent", "ratio"], rows)
    )
