"""ScoringKit beside other libraries: the same models, the same rows, one run, in turn, one thread, medians.

Once:

    sh Sources/ScoringKitABI/install.sh --prefix .build/installed
    python3 -m venv .venv && .venv/bin/pip install -r Tests/Benchmarks/requirements.txt
    .venv/bin/pip install --no-deps --ignore-requires-python xgboost-cpu==3.4.0
    python3 -m venv .build/lleaves && .build/lleaves/bin/pip install lleaves llvmlite==0.43.0 'numpy<2'

Then:

    .venv/bin/python Tests/Benchmarks/compare.py --report Tests/Benchmarks/report.md --urgent

The first run trains its models on generated data and lets other libraries compile them; all of that is kept in
.build/benchmark-models. It may take an hour, and can be had before with --prepare-only. After that a run takes less than
ten minutes on a quiet machine. A run that was stopped goes on where it was when it is started again, and begins anew
when the library has changed or the run was complete; --rewrite writes the report of the last complete run again, with
notes.md as it is now.

Before a time is taken the answers are compared with the trainer's; a library whose probabilities differ by more than
0.00001 is refused, one that is not installed is named as not run. Writes the report and, beside it, growth.svg and
shapley-growth.svg; with --urgent what is timed runs before every other process (as root).
"""

import argparse
import os
import pathlib
import tempfile
import warnings
from dataclasses import dataclass

os.environ.setdefault("OMP_NUM_THREADS", "1")

import compiled  # noqa: E402
import effort  # noqa: E402
import evaluation  # noqa: E402
import growth  # noqa: E402
import library  # noqa: E402
import machine  # noqa: E402
import models  # noqa: E402
import plot  # noqa: E402
import report  # noqa: E402
import shapley  # noqa: E402
import shapley_growth  # noqa: E402
import store  # noqa: E402
import timing  # noqa: E402


@dataclass(frozen=True)
class Run:
    """What everything that is measured needs."""

    builds: dict
    undisturbed: timing.Undisturbed
    effort: effort.Effort
    prefix: pathlib.Path
    lleaves: pathlib.Path
    folder: pathlib.Path
    """For files of this run."""


def subjects(names, sizes, with_growth):
    """What is measured: a class, what it is made of, and its measures."""
    for name in names:
        yield evaluation.Evaluation, name, evaluation.Evaluation.measures
    for name in names:
        yield shapley.Explanation, name, shapley.MEASURES[name]
    if with_growth:
        for module, kind in ((growth, growth.Growth), (shapley_growth, shapley_growth.ShapleyGrowth)):
            for what, (values, _) in module.CURVES.items():
                yield kind, what, [str(value) for value in values if value <= sizes.growth_largest]


def measure(planned, run, results):
    """Measures what is not in the results yet."""
    progress = timing.Progress(sum(len(measures) for _, _, measures in planned))
    for kind, name, measures in planned:
        found = results.of(kind.section, name)
        missing = [one for one in measures if one not in found]
        progress.skip(len(measures) - len(missing))
        if not missing:
            continue
        subject = kind(name, run)
        try:
            for one in missing:
                progress(f"{kind.section}, {name}: {one}")
                results.put(kind.section, name, one, subject.measure(one))
        finally:
            subject.close()
    progress.end()


def write(results, builds, options):
    """The report, and its pictures beside it."""
    how = "a trial whose numbers mean nothing" if options.quick else "one run"
    if options.urgent:
        how += " before every other process"
    text, figures = report.report(results.found, list(builds), machine.hardware(), machine.versions(), how)
    if options.report is None:
        print(text)
        return
    options.report.write_text(text)
    for file, curves in figures.items():
        options.report.with_name(file).write_text(plot.svg(curves))


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    beside = models.FOLDER.parent
    parser.add_argument("--prefix", type=pathlib.Path, default=beside / "installed")
    parser.add_argument("--lleaves", type=pathlib.Path, default=beside / "lleaves" / "bin" / "python")
    parser.add_argument("--report", type=pathlib.Path, help="the file to write; standard output by default")
    parser.add_argument("--urgent", action="store_true", help="time before every other process; needs root")
    parser.add_argument("--only", default="", metavar="TEXT", help="the models whose name holds the text")
    parser.add_argument("--no-growth", action="store_true", help="leave the growth curves out")
    parser.add_argument("--prepare-only", action="store_true", help="train and compile, measure nothing")
    parser.add_argument("--no-compiling", action="store_true", help="leave out what is not compiled yet")
    parser.add_argument("--minutes", type=float, default=60, help="what compiling one model may take")
    parser.add_argument(
        "--rewrite", action="store_true", help="the last complete run's report, from its results"
    )
    parser.add_argument("--quick", action="store_true", help="every step once; the numbers mean nothing")
    return parser.parse_args()


def main():
    options = arguments()
    warnings.simplefilter("ignore")  # Other libraries' would tear the progress bar.
    names = [name for name in models.MODELS if options.only in name]
    models.prepare(names)
    if not options.no_compiling:
        compiled.prepare(names, options.lleaves, options.minutes)
    if options.prepare_only:
        return
    sizes = effort.QUICK if options.quick else effort.FULL
    planned = list(subjects(names, sizes, not options.no_growth))
    with tempfile.TemporaryDirectory() as folder:
        builds = library.builds(options.prefix, pathlib.Path(folder))
        plan = [(kind.section, name, measures) for kind, name, measures in planned]
        files = [build.path for build in builds.values()]
        key = store.key(files, sizes, plan, options.urgent, machine.versions())
        results = store.Store(models.FOLDER / "results.json", key, finished=options.rewrite)
        if options.rewrite and not results.found:
            raise SystemExit("there is no complete run of this library and these options")
        if not options.rewrite:
            undisturbed = timing.Undisturbed(options.urgent)
            run = Run(builds, undisturbed, sizes, options.prefix, options.lleaves, pathlib.Path(folder))
            measure(planned, run, results)
            results.finish()
        write(results, builds, options)


if __name__ == "__main__":
    main()
