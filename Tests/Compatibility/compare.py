"""Loads what a version of a trainer wrote and compares the answers, by the rules of exactness."""

import json

import numpy as np
import scoringkit
from comparing import (
    relative_of_link,
    require_close,
    require_same_bits,
    require_same_singles,
    require_within_rounding,
)


def differences(folder):
    """Of every file of a case that does not score as the trainer did: `refused` or `differs`, and how."""
    case = json.loads((folder / "case.json").read_text())
    with np.load(folder / "answers.npz") as stored:
        answers = dict(stored)
    X = _rows(answers)
    found = []
    for name in case["documents"]:
        try:
            model = scoringkit.load(folder / name, **case["options"])
            RULES[case["rule"]](model, X, answers)
        except scoringkit.ScoringError as error:
            found.append(("refused", f"{name}: {error}"))
        except AssertionError as error:
            found.append(("differs", f"{name}: {error}"))
    return found


def count(folder):
    """How many rows a case has."""
    with np.load(folder / "answers.npz") as stored:
        return len(_rows(dict(stored)))


def _rows(answers):
    if "X" in answers:
        return answers["X"]
    import pandas

    columns = {name.split(" ", 1)[1]: answers[name] for name in answers if name.startswith("column ")}
    texts = {name: values.astype(object) for name, values in columns.items() if values.dtype.kind == "U"}
    return pandas.DataFrame({**columns, **texts})


def _bits(model, X, answers, require=require_same_bits):
    if "margins" in answers:
        require(model.predict(X, raw_score=True), answers["margins"])
    if "predictions" in answers:
        require(model.predict(X), answers["predictions"])
    if "leaves" in answers:
        require_same_bits(model.predict(X, pred_leaf=True), answers["leaves"])


def _singles(model, X, answers):
    _bits(model, X, answers, require_same_singles)


def _linked(model, X, answers):
    require_same_bits(model.predict(X, raw_score=True), answers["margins"])
    require_close(model.predict(X), answers["predictions"])


def _linear(model, X, answers):
    allowed, predictions = answers["allowed"], answers["predictions"]
    require_within_rounding(model.predict(X, raw_score=True), answers["margins"], allowed)
    require_close(model.predict(X), predictions, relative_of_link(allowed, predictions))


def _close(model, X, answers):
    require_close(model.predict(X), answers["predictions"])


RULES = {"bits": _bits, "singles": _singles, "linked": _linked, "linear": _linear, "close": _close}
