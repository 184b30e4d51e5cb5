"""Small documents made to cost much are refused, or read at a cost they are granted: the process lives on, in 2.5 GB of
address space and on stacks of 256 KB."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_documents import DOCUMENTS

ADDRESS_SPACE = 2_500_000_000
#: What a document is granted beside 64 times its bytes, and what the process takes anyway.
GRANTED = 256 + 64
#: A hang; what a document may take is counted in steps, not in time.
HANG = 120


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_costs_what_it_is_granted(name, tmp_path, environment):
    document = DOCUMENTS[name]()
    assert len(document) < 1_000_000
    path = tmp_path / name
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
    assert report["load_megabytes"] < GRANTED + 64 * len(document) / 2**20, report
