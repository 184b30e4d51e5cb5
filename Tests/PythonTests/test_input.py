"""Whatever a caller hands over instead of rows is refused with a ScoringError, and the process lives."""

import copy
import pickle

import numpy as np
import pytest
import scoringkit
from scoringkit import ScoringError


@pytest.fixture
def model(trained):
    return trained("binary").model


class Hostile:
    def __array__(self, *_, **__):
        raise RuntimeError("no array")


NOT_ROWS = {
    "none": None,
    "text": "rows.csv",
    "bytes": b"rows",
    "number": 1.0,
    "mapping": {"a": 1},
    "set": {1, 2},
    "object": object(),
    "hostile": Hostile(),
    "ragged": [[1.0, 2.0], [3.0]],
    "texts": [["a"] * 8],
    "none inside": [[None] * 8],
    "no dimension": np.array(1.0),
    "one dimension": np.zeros(8),
    "three dimensions": np.zeros((2, 2, 8)),
    "text array": np.array([["1"] * 8]),
    "object array": np.zeros((1, 8), dtype=object),
    "complex": np.zeros((1, 8), dtype=complex),
    "dates": np.zeros((1, 8), dtype="M8[s]"),
    "records": np.zeros((1, 8), dtype=[("a", "f8")]),
    "masked": np.ma.masked_all((1, 8)),
}


@pytest.mark.parametrize("rows", list(NOT_ROWS.values()), ids=list(NOT_ROWS))
def test_what_is_no_matrix_of_numbers_is_refused(model, rows):
    with pytest.raises(ScoringError) as refusal:
        model.predict(rows)
    assert refusal.value.status_name == "SKIT_INVALID_ARGUMENT"
    assert refusal.value.byte_offset is None


@pytest.mark.parametrize("width", [0, 1, 7, 9, 1000])
@pytest.mark.parametrize("question", [{}, {"raw_score": True}, {"pred_leaf": True}, {"pred_contrib": True}])
def test_rows_of_another_width_are_refused(model, width, question):
    for dtype in (np.float64, np.float32):
        with pytest.raises(ScoringError) as refusal:
            model.predict(np.zeros((3, width), dtype), **question)
        assert refusal.value.status == 102
        assert refusal.value.status_name == "SKIT_SHAPE_MISMATCH"


def test_one_dimension_is_refused_with_what_to_write_instead(model):
    with pytest.raises(ScoringError, match=r"reshape\(1, -1\)"):
        model.predict(np.zeros(8))


@pytest.mark.parametrize("threads", [-1, 2**31, 2**80, 1.5, "2", True])
def test_a_thread_count_that_is_none_is_refused(model, threads):
    with pytest.raises(ScoringError, match="num_threads"):
        model.predict(np.zeros((1, 8)), num_threads=threads)


def test_leaves_and_contributions_at_once_are_refused(model):
    with pytest.raises(ScoringError, match="ask one"):
        model.predict(np.zeros((1, 8)), pred_leaf=True, pred_contrib=True)


def test_an_answer_beyond_memory_is_refused(model):
    with pytest.raises(ScoringError, match="memory"):
        model.predict(np.broadcast_to(np.zeros(8), (2**56, 8)))
    with pytest.raises(ScoringError, match="memory"):
        model.predict(np.broadcast_to(np.zeros(8), (2**56, 8)), pred_contrib=True)


def test_infinite_values_are_refused_only_when_asked(model):
    X = np.zeros((3, 8))
    X[1, 4] = np.inf
    assert np.isfinite(model.predict(X)).all()
    with pytest.raises(ScoringError) as refusal:
        model.predict(X, reject_non_finite=True)
    assert refusal.value.status_name == "SKIT_NON_FINITE_VALUE"
    assert np.isfinite(model.predict(np.full((1, 8), np.nan), reject_non_finite=True)).all()


def test_a_closed_model_refuses_every_question(trained):
    with scoringkit.load(trained("binary").text) as model:
        model.predict(np.zeros((1, 8)))
    model.close()
    questions = [
        lambda: model.predict(np.zeros((1, 8))),
        lambda: model.feature_names,
        lambda: model.digest,
        lambda: model.kind,
        lambda: model.decide(np.zeros(8)),
        lambda: model.encode({}),
        lambda: model.save("x"),
        lambda: model.can_explain,
    ]
    for question in questions:
        with pytest.raises(ScoringError, match="closed"):
            question()
    assert "closed" in repr(model)


def test_a_model_is_not_pickled_and_a_copy_is_itself(model):
    with pytest.raises(ScoringError, match="pickled"):
        pickle.dumps(model)
    assert copy.copy(model) is model and copy.deepcopy(model) is model


def test_an_error_survives_pickling():
    error = ScoringError("why", 200, "SKIT_MALFORMED_DOCUMENT", 17)
    copied = pickle.loads(pickle.dumps(error))
    assert (str(copied), copied.status, copied.status_name, copied.byte_offset) == (
        "why",
        200,
        "SKIT_MALFORMED_DOCUMENT",
        17,
    )


def test_a_missing_value_that_is_no_number_is_refused(trained):
    with pytest.raises(ScoringError, match="number"):
        scoringkit.load(trained("binary").text, missing="nan")


@pytest.mark.parametrize("missing", [-999, 0, -999.0, np.inf])
def test_another_missing_value_than_nan_is_refused(trained, missing):
    with pytest.raises(ScoringError, match="XGBoost"):
        scoringkit.load(trained("binary").text, missing=missing)


def test_nan_is_accepted_as_the_missing_value(trained):
    assert scoringkit.load(trained("binary").text, missing=float("nan")).n_features == 8


@pytest.mark.parametrize("source", [None, 3, 1.5, ["a"], {"a": 1}, object(), "\0", "a\0b", "\ud800"])
def test_what_is_no_path_is_refused(source):
    with pytest.raises(ScoringError):
        scoringkit.load(source)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    for path in (tmp_path / "absent.txt", tmp_path, str(tmp_path / ("x" * 300))):
        with pytest.raises(ScoringError) as refusal:
            scoringkit.load(path)
        assert refusal.value.status_name == "SKIT_UNREADABLE_FILE"


def test_a_path_a_text_and_bytes_of_every_kind_load_the_same_model(trained, tmp_path):
    text = trained("binary").text
    path = tmp_path / "crédit é.txt"
    path.write_bytes(text)
    doubled = bytes(byte for byte in text for _ in range(2))
    sources = [path, str(path), text, bytearray(text), memoryview(text), memoryview(doubled)[::2]]
    assert len({scoringkit.load(source).digest for source in sources}) == 1
