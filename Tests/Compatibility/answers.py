"""What one version of a trainer answered: a folder a case, written by the trainer, read by ScoringKit."""

import json
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Feature:
    """A line of the table, the oldest version that has it, and its cases by name: what trains each."""

    title: str
    cases: dict
    since: str = "0"


def number(version):
    """A version as something to compare."""
    return tuple(int(part) for part in version.split(".")[:3] if part.isdigit())


def write(folder, rule, documents, X, answers, **options):
    """Stores a case: its files by name, its rows, the trainer's answers, and how to load and compare."""
    folder.mkdir(parents=True)
    for name, content in documents.items():
        (folder / name).write_bytes(content)
    (folder / "case.json").write_text(
        json.dumps({"rule": rule, "documents": list(documents), "options": options})
    )
    if hasattr(X, "columns"):
        texts = {name: X[name].to_numpy() for name in X.columns}
        X = {f"column {name}": t.astype(str) if t.dtype == object else t for name, t in texts.items()}
    else:
        X = {"X": X}
    np.savez(folder / "answers.npz", **X, **answers)


def train_all(features, version, write_case):
    """Runs in the trainer's own environment: every case this version has, and a list of what happened."""
    output = Path(sys.argv[1])
    outcome = {}
    for feature in features:
        if number(version) < number(feature.since):
            outcome[feature.title] = {"since": feature.since}
            continue
        failed = {}
        for case, train in feature.cases.items():
            try:
                write_case(output / feature.title / case, train())
            except Exception:
                failed[case] = traceback.format_exc(limit=-3)
        outcome[feature.title] = {"cases": list(feature.cases), "failed": failed}
    (output / "outcome.json").write_text(json.dumps({"version": version, "features": outcome}))
