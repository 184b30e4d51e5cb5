"""What a refusal's text may hold, whoever wrote the names in it: one line, nothing unseen, of bounded length."""

import json
import unicodedata

import pandas as pd
import pytest
import scoringkit
from scoringkit import ScoringError

UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Cs"}
HOSTILE = [
    "a\nskit: all is well\r",
    "\x1b[2J\x9b31m\x07",
    "\u202egnp.exe\u2066\u200f\u061c",
    "\u2028\u2029\ufeff\U000e0041",
    "x" * 3000,
    "\U0001f642" * 2000,
    "\u202e" * 2000,
]
LINEAR = {
    "learner": {
        "attributes": {},
        "feature_names": [],
        "feature_types": [],
        "gradient_booster": {"model": {"boosted_rounds": 1, "weights": [1.0, 2.0]}, "name": "gblinear"},
        "learner_model_param": {"base_score": "0.5", "num_class": "0", "num_feature": "1", "num_target": "1"},
        "objective": {"name": "binary:logistic"},
    },
    "version": [3, 2, 0],
}


def check(text):
    """Holds for every text, and its UTF-8 fits what C gives and Python makes."""
    assert not {unicodedata.category(character) for character in text} & UNSEEN
    assert 0 < len(text.encode()) <= 1023


def document(change):
    """The linear model, changed."""
    model = json.loads(json.dumps(LINEAR))
    change(model["learner"])
    return json.dumps(model).encode()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_of_a_document_is_written_out(name):
    for change in (
        lambda learner: learner["objective"].update(name=name),
        lambda learner: learner["gradient_booster"].update(name=name),
        lambda learner: learner["learner_model_param"].update(num_feature=name),
        lambda learner: learner.update({name: {name: [0, float("inf")]}}),
    ):
        with pytest.raises(ScoringError) as refusal:
            scoringkit.load(document(change).replace(b"Infinity", b"0x"))
        check(str(refusal.value))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_of_the_callers_is_written_out(name):
    model = scoringkit.load(document(lambda learner: learner.update(feature_names=[name])))
    for ask in (
        lambda: model.predict(pd.DataFrame({"other" + name: [1.0]})),
        lambda: model.predict(pd.DataFrame({name: ["text"]})),
        lambda: model.decide({"other" + name: 1.0}),
        lambda: scoringkit.load("/" + name.replace("\0", "")),
    ):
        with pytest.raises(ScoringError) as refusal:
            ask()
        check(str(refusal.value))


def test_what_is_written_out_is_told_apart_and_stays():
    error = ScoringError("a\n\u202eb\ud800\té", 100)
    assert str(error) == "a\\n\\u{202E}b\\u{D800}\\té"
    assert str(ScoringError(str(error), 100)) == str(error)


def test_the_reason_stands_before_a_long_path(skit, tmp_path):
    path = tmp_path / ("long" * 60) / "model.json"
    with pytest.raises(ScoringError, match="^cannot open: No such file or directory: '/"):
        scoringkit.load(path)
    assert skit("inspect", path, refused=True).startswith("skit: cannot open: No such file or directory: '/")
    nested = float("inf")
    for _ in range(10):
        nested = {"key" * 15: nested}
    deep = document(lambda learner: learner.update(nested))
    with pytest.raises(ScoringError) as refusal:
        scoringkit.load(deep.replace(b"Infinity", b"0x"))
    assert not str(refusal.value).startswith("$")
    assert "$.learner.keykey" in str(refusal.value)


def test_the_command_writes_out_too(skit, tmp_path):
    path = tmp_path / "model.json"
    path.write_bytes(document(lambda learner: learner["objective"].update(name="\x1b[2J\n\u202e")))
    message = skit("inspect", path, refused=True)
    assert message.endswith("\n")
    check(message[:-1])
    path.write_bytes(document(lambda learner: learner.update(feature_names=["\x1b[2J\n\u202e" + "x" * 5000])))
    report = skit("inspect", path)
    check("".join(line for line in report.split("\n") if "0  " in line))
    assert not set(report) & set("\x1b\u202e") and len(report) < 3000
    assert json.loads(skit("inspect", path, "--format", "json"))["features"][0]["name"].startswith("\x1b[2J\n")
    rows = tmp_path / "rows.csv"
    rows.write_text('id,"\x1b[2J\n\u202e' + "x" * 5000 + '"\n\x1b[31m,1\n')
    for options in ([], ["--global"]):
        table = skit("explain", "--model", path, "--rows", rows, "--id", "id", "--format", "table", *options)
        assert not set(table) & set("\x1b\u202e")
