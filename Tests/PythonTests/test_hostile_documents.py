"""Small documents made to cost much are refused, or read at a cost they are granted: the process lives on, in 2.5 GB of
address space and on stacks of 256 KB."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_documents import DOCUMENTS, nested

ADDRESS_SPACE = 2_500_000_000
#: What a document is granted beside 64 times its bytes, and what the process takes anyway.
GRANTED = 256 + 64
#: A hang; what a document may take is counted in steps, not in time.
HANG = 120


def run(document, path, environment):
    """What becomes of a document in a process of its own."""
    path.write_bytes(document)
    result = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("hostile_run.py")), str(path)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=HANG,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE)),
    )
    assert result.returncode == 0, result.stderr[-2000:]
    report = json.loads(result.stdout)
    assert "load" in report, result.stderr[-2000:]
    return report


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_costs_what_it_is_granted(name, tmp_path, environment):
    document = DOCUMENTS[name]()
    assert len(document) < 1_000_000
    report = run(document, tmp_path / name, environment)
    assert report["load_megabytes"] < GRANTED + 64 * len(document) / 2**20, report


@pytest.mark.parametrize("kind", ["pipeline", "union", "columns"])
def test_transformers_nested_as_deep_as_they_may_be_are_used_on_a_small_stack(kind, tmp_path, environment):
    report = run(nested(29, kind), tmp_path / "deep", environment)
    assert [report[step] for step in ("load", "predict", "explain")] == ["SKIT_OK"] * 3
    report = run(nested(32, kind), tmp_path / "deeper", environment)
    assert "deeper than 32 levels" in report["load"]
