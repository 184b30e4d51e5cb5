"""Real models with stored answers, where the folder that holds them is present beside the checkout."""

import csv
import json
import os
from pathlib import Path

import numpy as np
import pytest
import scoringkit
from comparing import require_same_bits
from conftest import CHECKOUT

FOLDER = Path(os.environ.get("SCORINGKIT_FIXTURES") or CHECKOUT.parent / "shared" / "fixtures")


def cases():
    for meta in sorted(FOLDER.glob("**/meta.json")):
        if not str(json.loads(meta.read_text()).get("kind", "")).startswith("lightgbm"):
            continue
        for rows in sorted(meta.parent.glob("*X.npy")):
            name = f"{meta.parent.relative_to(FOLDER)}-{rows.stem}"
            yield pytest.param(meta.parent, rows.name.removesuffix("X.npy"), id=name)


CASES = list(cases())

pytestmark = pytest.mark.skipif(not CASES, reason=f"no LightGBM fixtures in {FOLDER}")


def expected(path):
    with open(path) as file:
        reader = csv.reader(file)
        header = next(reader)
        table = np.array([[float(cell) if cell else np.nan for cell in row] for row in reader])
    columns = {
        kind: [place for place, name in enumerate(header) if name.startswith(kind)]
        for kind in ("raw", "prob")
    }
    return {kind: table[:, places].squeeze() for kind, places in columns.items()}


@pytest.fixture(scope="module")
def models():
    return {}


@pytest.fixture
def model(models, folder):
    if folder not in models:
        models[folder] = scoringkit.load(folder / "model.txt")
    return models[folder]


@pytest.mark.parametrize("folder, prefix", CASES)
def test_raw_scores_are_the_stored_ones_to_the_bit(model, folder, prefix):
    X = np.load(folder / f"{prefix}X.npy")
    raw = expected(folder / f"{prefix}expected.csv")["raw"]
    require_same_bits(np.squeeze(model.predict(X, raw_score=True)), raw)


@pytest.mark.parametrize("folder, prefix", CASES)
def test_predictions_are_the_stored_ones(model, folder, prefix):
    X = np.load(folder / f"{prefix}X.npy")
    stored = expected(folder / f"{prefix}expected.csv")["prob"]
    # The last bit of exp depends on the CPU that made the answers.
    np.testing.assert_allclose(np.squeeze(model.predict(X)), stored, rtol=1e-14, atol=0)


@pytest.mark.parametrize("folder, prefix", CASES)
def test_leaf_indices_are_the_stored_ones(model, folder, prefix):
    path = folder / f"{prefix}leaf.npy"
    if not path.exists():
        pytest.skip("no stored leaf indices")
    leaves = np.load(path)
    X = np.load(folder / f"{prefix}X.npy")[: len(leaves)]
    assert np.array_equal(model.predict(X, pred_leaf=True).reshape(leaves.shape), leaves)


@pytest.mark.parametrize("folder, prefix", CASES)
def test_contributions_are_the_stored_ones(model, folder, prefix):
    path = folder / f"{prefix}contrib.npy"
    if not path.exists():
        pytest.skip("no stored contributions")
    stored = np.load(path)
    X = np.load(folder / f"{prefix}X.npy")[: len(stored)]
    error = np.abs(model.predict(X, pred_contrib=True).reshape(stored.shape) - stored).max()
    # Not 1e-12: these models have paths of more than 15 features, on which the trainer's own values drift.
    assert error <= 1e-10 * max(1.0, np.abs(stored).max())
