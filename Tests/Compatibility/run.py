"""Trains with many versions of each trainer and compares ScoringKit's answers with theirs.

    .venv/bin/python Tests/Compatibility/run.py       # the oldest and one from the middle of each trainer
    … run.py --all --record                           # every version; writes results.json, compatibility.md
    … run.py lightgbm==3.3.5 scikit-learn==1.4.2      # these
    … run.py --check                                  # only whether the page is that of results.json

Each version runs in an environment of its own, of packages kept in $SCORINGKIT_TRAINERS (else in
.build/trainers). A version that the package index has not for this machine is reported as not run. Fails if
anything is refused, or not trained, that results.json does not say is; nothing there may differ.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
PACKAGE = CHECKOUT / "Sources" / "ScoringKitPython"
CATALOGUES = CHECKOUT / "Tests" / "PythonTests"
sys.path[:0] = [str(PACKAGE), str(CATALOGUES)]

import packages  # noqa: E402
import table  # noqa: E402
from compare import count, differences  # noqa: E402
from trainers import TRAINERS  # noqa: E402


def run(name, version, cache):
    """What became of each feature in one version: None if the version is not to be had."""
    trainer = TRAINERS[name]
    try:
        environment = packages.environment(cache, trainer.versions[version], HERE, CATALOGUES, PACKAGE)
    except packages.NotInstallable as error:
        print(f"{trainer.title} {version}: not run: {error}", flush=True)
        return None
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-S", "-W", "ignore", str(HERE / trainer.script), folder]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")
        written = Path(folder) / "outcome.json"
        if not written.exists():
            raise SystemExit(f"{trainer.title} {version} did not train:\n{done.stderr[-3000:]}")
        outcome = json.loads(written.read_text())
        if outcome["version"] != version:
            raise SystemExit(f"asked for {trainer.title} {version}, got {outcome['version']}")
        return {title: _compare(Path(folder) / title, found) for title, found in outcome["features"].items()}


def _compare(folder, found):
    """Of one feature: how many rows agree, and why a case does not; None if the version has it not."""
    if "since" in found:
        return None
    rows, wrong, messages = 0, {}, []
    for case in found["cases"]:
        if case in found["failed"]:
            bad = [("not trained", found["failed"][case])]
        else:
            bad = differences(folder / case)
        if bad:
            wrong[case] = table.worst(dict(enumerate(kind for kind, _ in bad)))
            messages += [f"{case}, {kind}: {' '.join(text.split())[:400]}" for kind, text in bad]
        else:
            rows += count(folder / case)
    return {"rows": rows, "wrong": wrong, "messages": messages}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("chosen", nargs="*", metavar="TRAINER==VERSION")
    parser.add_argument("--all", action="store_true", help="every version")
    parser.add_argument("--record", action="store_true", help="write results.json and compatibility.md")
    parser.add_argument(
        "--check", action="store_true", help="only compare compatibility.md with results.json"
    )
    options = parser.parse_args()
    if options.check:
        raise SystemExit(table.check())
    cache = Path(os.environ.get("SCORINGKIT_TRAINERS") or CHECKOUT / ".build" / "trainers")
    cache.mkdir(parents=True, exist_ok=True)

    results = table.recorded()
    unexpected = []
    for name, version in _versions(options):
        start = time.perf_counter()
        features = run(name, version, cache)
        known = results.get(name, {}).get(version, {})
        if options.record:
            table.record(results, name, version, features)
        if features is None:
            continue
        rows = sum(found["rows"] for found in features.values() if found)
        print(
            f"{TRAINERS[name].title} {version}: {rows} rows agree, {time.perf_counter() - start:.0f} s",
            flush=True,
        )
        for title, found in features.items():
            before = known.get(title, {})
            if found and found["wrong"] != (before if isinstance(before, dict) else {}):
                unexpected.append(f"{TRAINERS[name].title} {version}: {title}")
                print(*found["messages"], sep="\n")
    if options.record:
        table.write(results)
    elif unexpected:
        raise SystemExit("other than recorded in results.json: " + "; ".join(unexpected))


def _versions(options):
    if options.chosen:
        return [tuple(choice.split("==")) for choice in options.chosen]
    return [
        (name, version)
        for name, trainer in TRAINERS.items()
        for version in (trainer.versions if options.all else trainer.subset)
    ]


if __name__ == "__main__":
    main()
