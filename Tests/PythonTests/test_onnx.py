"""ONNX models of trees against ONNX Runtime: float32 margins and predictions, bit for bit."""

import numpy as np
import pytest
import scoringkit

for package in ("onnxruntime", "skl2onnx", "onnxmltools"):
    pytest.importorskip(package, reason=f"{package} is not installed (pip install {package})")

import probes  # noqa: E402
from comparing import require_same_singles  # noqa: E402
from onnx_catalogue import CATALOGUE, Converted  # noqa: E402

LARGEST = float(np.finfo(np.float32).max)


@pytest.fixture(scope="module", params=CATALOGUE)
def case(request):
    return CATALOGUE[request.param]()


def all_rows(case):
    """The rows of training, and each of the first thresholds and its neighbours in rows of training."""
    found = [case.X.astype(float)]
    for number, (feature, threshold) in enumerate(case.splits):
        for value in [*probes.around(threshold), LARGEST, -LARGEST, np.inf, -np.inf, 0.0, -0.0, 1e-45]:
            found.append(case.X[number % len(case.X)][np.newaxis].astype(float))
            found[-1][0, feature] = value
    return np.concatenate(found)


def test_margins_are_onnx_runtimes_to_the_bit(case):
    X = all_rows(case)
    require_same_singles(case.model.predict(X, raw_score=True), case.answers("margins", X))


def test_predictions_are_onnx_runtimes_to_the_bit_on_one_machine(case):
    X = all_rows(case)
    require_same_singles(case.model.predict(X), case.answers("predictions", X))


def test_one_row_scores_as_onnx_runtime_scores_it_alone(case):
    X = all_rows(case)[::101]
    alone = np.concatenate([case.answers("margins", row[np.newaxis]) for row in X])
    require_same_singles(case.model.predict(X, raw_score=True), alone)


def test_facts_are_the_documents(case):
    assert case.model.format == f"onnx {case.onnx.producer_name} {case.onnx.producer_version}"
    assert case.model.n_features == case.X.shape[1]


def test_shapley_values_are_refused_because_onnx_has_no_counts(case):
    with pytest.raises(scoringkit.ScoringError, match="covers"):
        case.model.predict(case.X[:2], pred_contrib=True)


def test_catboosts_onnx_is_read_too(tmp_path):
    catboost = pytest.importorskip("catboost")
    import onnx

    base = CATALOGUE["boosting"]()
    y = (base.X[:, 0] > 0).astype(int)
    path = tmp_path / "model.onnx"
    model = catboost.CatBoostClassifier(iterations=10, depth=4, verbose=False, allow_writing_files=False)
    model.fit(base.X, y).save_model(str(path), format="onnx")
    case = Converted(onnx.load(path), base.X)
    X = all_rows(case)
    require_same_singles(case.model.predict(X, raw_score=True), case.answers("margins", X))
