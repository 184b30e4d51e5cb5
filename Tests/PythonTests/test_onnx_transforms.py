"""Every way a TreeEnsembleClassifier turns sums into scores: ONNX Runtime's floats, or a refusal."""

import itertools

import numpy as np
import pytest
import scoringkit

for package in ("onnx", "onnxruntime"):
    pytest.importorskip(package, reason=f"{package} is not installed (pip install {package})")

import onnx  # noqa: E402
import onnxruntime  # noqa: E402
from comparing import require_same_singles  # noqa: E402
from onnx import TensorProto, helper  # noqa: E402

TREES = 5
WIDTH = 3
GIVES_PROBABILITY = 4

pytestmark = pytest.mark.skipif(
    tuple(map(int, onnxruntime.__version__.split(".")[:2])) < (1, 26),
    reason="older releases leave out the logistic where no weight of two classes is negative",
)

SIGNS = {
    "positive": lambda weights: weights,
    "probabilities": lambda weights: weights / (weights.max() * TREES),
    "mixed": lambda weights: weights * np.resize([1, -1.5, 1], weights.shape),
    "negative": lambda weights: -weights,
    "zeros among them": lambda weights: weights * np.resize([0, 1], weights.shape),
    "large": lambda weights: weights * 100,
    "large and mixed": lambda weights: weights * np.resize([300, -100, 1], weights.shape),
    "denormal": lambda weights: weights * 1e-40,
}


def document(classes, ids, transform, weights, base, strings, zipmap, version):
    """Stumps, each of whose leaves has a weight for each of the ids; as many trees as weights."""
    nodes = {"treeids": [], "nodeids": [], "featureids": [], "values": [], "modes": [], "truenodeids": []}
    nodes["falsenodeids"] = []
    votes = {"treeids": [], "nodeids": [], "ids": [], "weights": []}
    for tree in range(TREES):
        for number, mode in enumerate(["BRANCH_LEQ", "LEAF", "LEAF"]):
            is_split = number == 0
            row = [tree, number, tree % WIDTH if is_split else 0, 0.1 * tree if is_split else 0.0, mode]
            for key, value in zip(nodes, [*row, int(is_split), 2 * int(is_split)], strict=True):
                nodes[key].append(value)
        for leaf, (place, number) in itertools.product((0, 1), enumerate(ids(tree))):
            for key, value in zip(votes, [tree, leaf + 1, number, float(weights[tree, leaf, place])], strict=True):
                votes[key].append(value)
    settings = {f"nodes_{key}": value for key, value in nodes.items()}
    settings |= {f"class_{key}": value for key, value in votes.items()}
    labels = {"classlabels_strings": [f"c{k}" for k in range(classes)]} if strings else {
        "classlabels_int64s": list(range(classes))
    }
    if base is not None:
        settings["base_values"] = base
    if transform is not None:
        settings["post_transform"] = transform
    domain = "ai.onnx.ml"
    made = [
        helper.make_node("TreeEnsembleClassifier", ["X"], ["label", "scores"], domain=domain, **settings, **labels)
    ]
    kind = TensorProto.STRING if strings else TensorProto.INT64
    outputs = [helper.make_tensor_value_info("label", kind, [None])]
    if zipmap:
        made.append(helper.make_node("ZipMap", ["scores"], ["map"], domain=domain, **labels))
        outputs.append(onnx.ValueInfoProto(name="map"))
    else:
        outputs.append(helper.make_tensor_value_info("scores", TensorProto.FLOAT, [None, classes]))
    rows = helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, WIDTH])
    model = helper.make_model(
        helper.make_graph(made, "graph", [rows], outputs),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(domain, version)],
        ir_version=8,
    )
    return model.SerializeToString()


def answers(raw, X):
    """ONNX Runtime's scores, one a class."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])
    found = session.run(None, {"X": X})[1]
    if isinstance(found, list):
        found = np.array([list(row.values()) for row in found], np.float32)
    return found


def says_probability(model):
    return bool(model._handle.info.capabilities & GIVES_PROBABILITY)


BASES = [None, [0.3], [-0.3], [0.3, -0.4], [0.1, -0.2, 0.3]]
TRANSFORMS = [None, "NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO", "PROBIT"]
IDS = {
    "first": lambda classes: lambda tree: [0],
    "last": lambda classes: lambda tree: [classes - 1],
    "all": lambda classes: lambda tree: list(range(classes)),
    "one a tree": lambda classes: lambda tree: [tree % classes],
}


@pytest.mark.parametrize("classes", [2, 3])
@pytest.mark.parametrize("voted", IDS)
@pytest.mark.parametrize("sign", SIGNS)
def test_scores_are_onnx_runtimes_or_refused(classes, voted, sign):
    generator = np.random.default_rng(3)
    X = generator.normal(size=(40, WIDTH)).astype(np.float32)
    ids = IDS[voted](classes)
    read = set()
    for place, (base, transform) in enumerate(itertools.product(BASES, TRANSFORMS)):
        weights = SIGNS[sign](generator.uniform(0.01, 0.9, size=(TREES, 2, classes)))
        raw = document(classes, ids, transform, weights, base, place % 2 == 0, place % 3 == 0, 1 + 2 * (place % 2))
        try:
            model = scoringkit.load(raw)
        except scoringkit.ScoringError as refusal:
            assert any(word in str(refusal) for word in ("base values", "post_transform"))
            continue
        found = model.predict(X)
        expected = answers(raw, X)
        # Two classes of one margin have one probability, the second's.
        require_same_singles(found, expected[:, 1] if found.ndim == 1 else expected)
        read.add(transform)
        if says_probability(model):
            assert ((found >= 0) & (found <= 1.001)).all()
    assert {None, "NONE", "LOGISTIC"} <= read


@pytest.mark.parametrize("sign", SIGNS)
def test_a_logistic_is_explained_as_a_probability(sign):
    generator = np.random.default_rng(4)
    X = generator.normal(size=(60, WIDTH)).astype(np.float32)
    weights = SIGNS[sign](generator.uniform(0.01, 0.9, size=(TREES, 2, 1)))
    model = scoringkit.load(document(2, lambda tree: [0], "LOGISTIC", weights, [0.3], False, False, 3))
    assert says_probability(model)
    explained = scoringkit.Background(model, X[:20]).contributions(X, space="probability")
    np.testing.assert_allclose(explained.sum(axis=1), model.predict(X), rtol=0, atol=2e-7)
