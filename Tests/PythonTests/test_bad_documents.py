"""Damaged and hostile documents: each a ScoringError with a place, and the process lives.

A trap in the library would end the process, so each kind of damage runs in a process of its own.
"""

import subprocess
import sys
import textwrap

import pytest
import scoringkit
from scoringkit import ScoringError

NAMES = ["binary", "multiclass", "categorical", "linear_tree", "one_leaf_trees"]

HARNESS = """
import random, sys
import numpy as np
import scoringkit

def attempt(document):
    '''Loads, and if it loads, asks everything; anything but a ScoringError ends the process.'''
    try:
        model = scoringkit.load(document)
        X = np.zeros((3, min(model.n_features, 1000)))
        X[1] = np.nan
        X[2] = 1e9
        for question in ({}, {'raw_score': True}, {'pred_leaf': True}, {'pred_contrib': True}):
            model.predict(X, **question)
        return 1
    except scoringkit.ScoringError:
        return 0

document = open(sys.argv[1], 'rb').read()
draw = random.Random(7)
"""


def run(program, document, environment, tmp_path):
    """Runs a program on a document; it must end by itself."""
    path = tmp_path / "document"
    path.write_bytes(document)
    process = subprocess.run(
        [sys.executable, "-c", HARNESS + textwrap.dedent(program), str(path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert process.returncode == 0, process.stderr[-2000:]
    return process.stdout


@pytest.fixture(params=[*NAMES, "bundle"])
def document(request, trained):
    if request.param != "bundle":
        return trained(request.param).text
    features = [f"Column_{index}" for index in range(7)] + [{"name": "Column_7", "categories": ["a", "b"]}]
    bundle = scoringkit.bundle(
        trained("one_iteration").text,
        features,
        scoringkit.MinMaxScaler([1.0] * 8, [0.0] * 8, clip=(-9, 9)),
        threshold=0.5,
        positive_class="default",
    )
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        bundle.save(Path(folder) / "bundle.json")
        return (Path(folder) / "bundle.json").read_bytes()


def test_a_document_cut_anywhere_does_no_harm(document, environment, tmp_path):
    program = """
        for place in [*range(40), *(draw.randrange(len(document)) for _ in range(250))]:
            attempt(document[:place])
    """
    run(program, document, environment, tmp_path)


def test_one_changed_byte_does_no_harm(document, environment, tmp_path):
    program = """
        for _ in range(400):
            place = draw.randrange(len(document))
            value = draw.choice([document[place] ^ (1 << draw.randrange(8)), draw.randrange(256), 45, 57, 10])
            attempt(document[:place] + bytes([value]) + document[place + 1:])
    """
    run(program, document, environment, tmp_path)


def test_a_line_left_out_doubled_or_moved_does_no_harm(document, environment, tmp_path):
    program = """
        lines = document.split(b'\\n')
        for place in range(min(len(lines), 120)):
            other = draw.randrange(len(lines))
            attempt(b'\\n'.join(lines[:place] + lines[place + 1:]))
            attempt(b'\\n'.join(lines[:place] + [lines[place]] * 2 + lines[place + 1:]))
            attempt(b'\\n'.join(lines[:place] + [lines[other]] + lines[place + 1:]))
    """
    run(program, document, environment, tmp_path)


def test_a_number_replaced_by_a_monstrous_one_does_no_harm(document, environment, tmp_path):
    program = """
        import re
        numbers = [match.span() for match in re.finditer(rb'-?[0-9][-+.0-9e]*', document)]
        monsters = [b'-1', b'9999999', b'10000000', b'2147483648', b'-2147483649', b'99999999999999999999',
            b'1e400', b'nan', b'inf', b'-', b'', b'1e-400', b'-0', b'0x10', b'1_0', b'9223372036854775808']
        for start, end in draw.sample(numbers, min(len(numbers), 150)) + numbers[:30]:
            attempt(document[:start] + draw.choice(monsters) + document[end:])
            attempt(document[:start] + draw.choice(monsters) + document[end:])
    """
    run(program, document, environment, tmp_path)


def test_random_bytes_are_of_no_known_format(environment, tmp_path):
    program = """
        for length in (1, 2, 10, 1000, 100000):
            for start in (b'', b'tree', b'tree\\n', b'{', b'tree\\nversion=v4\\n'):
                assert attempt(start + draw.randbytes(length)) == 0
    """
    run(program, b"x", environment, tmp_path)


def test_an_intact_document_passes_the_same_harness(trained, environment, tmp_path):
    assert run("print(attempt(document))", trained("binary").text, environment, tmp_path).split() == ["1"]


@pytest.fixture
def text(trained):
    return trained("binary").text.decode()


def refusal_of(document):
    with pytest.raises(ScoringError) as refusal:
        scoringkit.load(document.encode() if isinstance(document, str) else document)
    assert str(refusal.value)
    return refusal.value


def line(text, key):
    """The first line of the text that sets a key."""
    return next(line for line in text.split("\n") if line.startswith(key + "="))


def replaced(text, key, change):
    """The text with the values of a key's first line changed."""
    old = line(text, key)
    values = old.split("=", 1)[1].split(" ")
    return text.replace(old, f"{key}={' '.join(change(values))}", 1)


def test_an_empty_document_is_refused(tmp_path):
    assert refusal_of(b"").status_name == "SKIT_EMPTY_DOCUMENT"
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(ScoringError) as refusal:
        scoringkit.load(tmp_path / "empty.txt")
    assert refusal.value.status_name == "SKIT_EMPTY_DOCUMENT"


def test_another_format_is_refused():
    for document in (b"PK\x03\x04", b"hello", b"<xml/>", b" "):
        assert refusal_of(document).status_name == "SKIT_UNKNOWN_FORMAT"


def test_a_truncated_document_is_refused_with_its_place(text):
    half = text[: text.index("Tree=3")]
    error = refusal_of(half)
    assert 200 <= error.status < 300
    middle = text[: text.index("leaf_value=") + 30]
    error = refusal_of(middle)
    assert 200 <= error.status < 300 and 0 <= error.byte_offset <= len(middle)


@pytest.mark.parametrize("child", ["0", "1", "-1", "14", "9999999", "-9999999", "-2147483648", "2147483648"])
def test_children_that_make_no_tree_are_refused(text, child):
    for side in ("left_child", "right_child"):
        for place in (0, 3, -1):

            def change(values):
                values[place] = child
                return values

            changed = replaced(text, side, change)
            if changed != text:
                error = refusal_of(changed)
                assert 200 <= error.status < 300


def test_ten_million_declared_leaves_are_refused(text):
    error = refusal_of(text.replace(line(text, "num_leaves"), "num_leaves=10000000", 1))
    assert 200 <= error.status < 500


@pytest.mark.parametrize(
    "key", ["split_feature", "threshold", "left_child", "right_child", "leaf_value", "decision_type"]
)
def test_an_array_that_is_too_short_or_too_long_is_refused(text, key):
    for change in (lambda values: values[:-1], lambda values: [*values, values[-1]], lambda values: []):
        error = refusal_of(replaced(text, key, change))
        assert 200 <= error.status < 300
        assert error.byte_offset is not None


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e400", "abc", "", "1,5", "0x1p3"])
def test_a_leaf_value_that_is_no_finite_number_is_refused(text, value):
    error = refusal_of(replaced(text, "leaf_value", lambda values: [value, *values[1:]]))
    assert 200 <= error.status < 300


def test_a_split_on_a_feature_the_model_lacks_is_refused(text):
    for feature in ("8", "-1", "4294967296"):
        error = refusal_of(replaced(text, "split_feature", lambda values: [feature, *values[1:]]))
        assert 200 <= error.status < 300


def test_an_unknown_version_and_an_unknown_objective_are_named(text):
    error = refusal_of(text.replace("version=v4", "version=v9"))
    assert error.status_name == "SKIT_UNSUPPORTED_VERSION" and "v9" in str(error)
    error = refusal_of(text.replace("objective=binary sigmoid:1", "objective=mystery"))
    assert error.status_name == "SKIT_UNSUPPORTED_OBJECTIVE" and "mystery" in str(error)


def test_a_newer_bundle_is_refused_by_its_version(text):
    import json

    document = {"format": "scoringkit-bundle", "format_version": 2, "features": [], "model": {}}
    error = refusal_of(json.dumps(document))
    assert error.status_name == "SKIT_UNSUPPORTED_VERSION" and "2" in str(error)
