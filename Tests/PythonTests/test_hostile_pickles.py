"""Pickles made to do harm are refused, quickly, and nothing in them is run."""

import pickle
import subprocess
import sys
import time

import hostile_pickles
import joblib
import pytest
import scoringkit
from scikit_catalogue import CATALOGUE, WRITERS
from sklearn.preprocessing import FunctionTransformer
from sklearn.tree import DecisionTreeClassifier

SECONDS = 1.0
CATALOGUE_MODEL = DecisionTreeClassifier(random_state=0)


def refusal_of(document):
    began = time.process_time()
    with pytest.raises(scoringkit.ScoringError) as refusal:
        scoringkit.load(document)
    assert time.process_time() - began < SECONDS
    assert str(refusal.value)
    return refusal.value


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("place", ["root", "attribute", "coefficients", "list"])
def test_a_command_is_refused_by_its_name_and_not_run(writer, place, tmp_path):
    marker = tmp_path / "marker"
    call = hostile_pickles.command(marker)
    content = {
        "root": call,
        "attribute": hostile_pickles.classifier(note=call),
        "coefficients": hostile_pickles.classifier(coef_=call),
        "list": [hostile_pickles.classifier(), call],
    }[place]
    document = WRITERS[writer](content)
    error = refusal_of(document)
    assert "system" in str(error)
    assert not marker.exists()
    (tmp_path / "model.pkl").write_bytes(document)
    with pytest.raises(scoringkit.ScoringError, match="system"):
        scoringkit.load(tmp_path / "model.pkl")
    assert not marker.exists()


def test_the_same_command_runs_where_a_pickle_is_believed(tmp_path):
    marker = tmp_path / "marker"
    pickle.loads(pickle.dumps(hostile_pickles.command(marker)))
    assert marker.exists()


@pytest.mark.parametrize(
    "call",
    [
        hostile_pickles.Call(eval, "1 + 1"),
        hostile_pickles.Call(exec, "pass"),
        hostile_pickles.Call(getattr, "text", "upper"),
        hostile_pickles.Call(__import__, "os"),
        hostile_pickles.Call(subprocess.run, ["true"]),
    ],
    ids=["eval", "exec", "getattr", "__import__", "run"],
)
def test_any_other_function_is_refused_by_its_name(call, request):
    error = refusal_of(pickle.dumps(hostile_pickles.classifier(note=call)))
    assert request.node.callspec.id in str(error)


def test_a_function_of_the_trainers_own_code_is_refused():
    transformer = FunctionTransformer(pickle.dumps)
    error = refusal_of(pickle.dumps(transformer))
    assert "dumps" in str(error) or "FunctionTransformer" in str(error)


COSTLY = hostile_pickles.costly()


@pytest.mark.parametrize("name", COSTLY)
def test_a_document_of_monstrous_cost_is_refused_at_once(name):
    error = refusal_of(COSTLY[name])
    assert 200 <= error.status < 500


def test_monstrous_documents_cost_little_memory(environment, tmp_path):
    """Beside their own bytes, 64 MB; measured where the documents were not made, for a peak is never forgotten."""
    program = """
import re, sys
import scoringkit
try: scoringkit.load(b"x")
except scoringkit.ScoringError: pass
# Not getrusage: its peak is inherited from the process that started this one.
def peak(): return int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
before = peak()
for path in sys.argv[1:]:
    try: scoringkit.load(path)
    except scoringkit.ScoringError: pass
print(peak() - before)
"""
    paths = []
    for number, document in enumerate(COSTLY.values()):
        paths.append(tmp_path / str(number))
        paths[-1].write_bytes(document)
    process = subprocess.run(
        [sys.executable, "-c", program, *paths], env=environment, capture_output=True, text=True, timeout=120
    )
    assert process.returncode == 0, process.stderr[-2000:]
    assert 0 < int(process.stdout) < 64_000 + max(map(len, COSTLY.values())) / 1000


@pytest.mark.parametrize("writer", WRITERS)
def test_a_document_cut_anywhere_is_refused(writer):
    document = WRITERS[writer](CATALOGUE["forest"]().estimator)
    for place in [*range(60), *range(60, len(document), max(1, len(document) // 60)), len(document) - 1]:
        refusal_of(document[:place])


def test_a_cut_joblib_file_is_refused(tmp_path):
    path = tmp_path / "model.joblib"
    joblib.dump(CATALOGUE["boosting"]().estimator, path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(scoringkit.ScoringError) as refusal:
        scoringkit.load(path)
    assert 200 <= refusal.value.status < 300


def test_parts_that_share_and_repeat_are_read_or_refused_in_time():
    model = CATALOGUE_MODEL.fit([[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1])
    turning = {"model": model}
    turning["self"] = turning
    turning["list"] = [turning, [turning]]
    assert scoringkit.load(pickle.dumps(turning)).n_features == 1
    assert scoringkit.load(pickle.dumps(turning), part="$.self.list[1][0].model").n_features == 1
    deep = {"model": model}
    for _ in range(900):
        deep = {"inside": deep}
    try:
        document = pickle.dumps(deep)
    except RecursionError:
        document = None
    if document is not None:
        assert scoringkit.load(document).n_features == 1
    inner = [None] * 1000
    for outer in ([inner] * 1_000_000, {"means": [inner] * 500_000}, [[inner] * 1000] * 1000):
        document = pickle.dumps({"model": model, "outer": outer})
        began = time.process_time()
        try:
            scoringkit.load(document)
        except scoringkit.ScoringError as refusal:
            assert str(refusal)
        assert time.process_time() - began < SECONDS
    began = time.process_time()
    names = [f"name {number}" for number in range(100_000)]
    wide = {"model": model, **{f"features_{number}": names for number in range(1000)}, "numbers": [1.5] * 400_000}
    assert scoringkit.load(pickle.dumps(wide)).n_features == 1
    assert time.process_time() - began < 3 * SECONDS
    for path in ("$" + ".self" * 5000, "$." + "x" * 1_000_000, "$[99999999999999999999]", "$.self.list[2]"):
        with pytest.raises(scoringkit.ScoringError):
            scoringkit.load(pickle.dumps(turning), part=path)
