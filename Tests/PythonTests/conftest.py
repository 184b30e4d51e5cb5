"""Finds the package and its library, and trains each model of the catalogue once a session."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT / "Sources" / "ScoringKitPython"))

import scoringkit  # noqa: E402
from catalogue import CATALOGUE, Trained  # noqa: E402


def pytest_sessionstart(session):
    """Without the library nothing can be tested: say so once, instead of in every test."""
    try:
        scoringkit.__version__
    except scoringkit.ScoringError as error:
        pytest.exit(str(error), returncode=2)


@pytest.fixture(scope="session")
def trained():
    """A model of the catalogue by name; trained when it is first asked for."""
    models = {}

    def of(name) -> Trained:
        if name not in models:
            models[name] = CATALOGUE[name]()
        return models[name]

    return of


@pytest.fixture(scope="session")
def environment():
    """For test processes of their own: the same package and the same library."""
    paths = [str(CHECKOUT / "Sources" / "ScoringKitPython"), str(Path(__file__).parent)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


@pytest.fixture(scope="session")
def skit():
    """Runs the command that was built with the library; gives what it wrote, or what it refused with."""
    command = Path(scoringkit._library.library()._name).resolve().with_name("skit")

    def run(*arguments, refused=False):
        result = subprocess.run([str(command), *map(str, arguments)], capture_output=True, text=True)
        assert (result.returncode != 0) == refused, result.stderr
        return result.stderr if refused else result.stdout

    return run
