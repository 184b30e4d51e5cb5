"""No bit of an answer depends on how rows are batched, ordered, laid out or typed, nor on threads."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import probes
import pytest
from comparing import require_same_bits

NAMES = ["binary", "multiclass", "categorical", "linear_tree", "random_forest", "zero_as_missing"]
QUESTIONS = ["prediction", "raw_score", "pred_leaf", "pred_contrib"]
CASES = [(name, question) for name in NAMES for question in QUESTIONS]
CASES.remove(("linear_tree", "pred_contrib"))


@pytest.fixture(params=CASES, ids="-".join)
def asked(request, trained):
    name, question = request.param
    return trained(name), {} if question == "prediction" else {question: True}


@pytest.fixture
def case(asked):
    return asked[0]


@pytest.fixture
def ask(asked):
    case, question = asked
    return lambda X, **more: case.model.predict(X, **question, **more)


@pytest.fixture
def X(case):
    rows = probes.of_splits(case)
    order = np.random.default_rng(8).permutation(len(rows))[:120]
    return np.concatenate([rows[order], probes.of_specials(case, bases=0), case.X[:30]])


def test_rows_one_by_one_give_the_batchs_bits(ask, X):
    require_same_bits(np.concatenate([ask(row[np.newaxis]) for row in X]), ask(X))


def test_rows_in_another_order_give_the_same_bits(ask, X):
    order = np.random.default_rng(9).permutation(len(X))
    require_same_bits(ask(X[order]), ask(X)[order])


@pytest.mark.parametrize("threads", [0, 1, 2, 7, np.int64(3)])
def test_the_number_of_threads_changes_no_bit(ask, X, threads):
    require_same_bits(ask(X, num_threads=threads), ask(X))


def test_column_major_rows_give_the_same_bits(ask, X):
    require_same_bits(ask(np.asfortranarray(X)), ask(X))


def test_strided_rows_give_the_same_bits(ask, X):
    padded = np.full((2 * len(X), 3 * X.shape[1] + 1), 1e9)
    padded[::2, 1::3] = X
    require_same_bits(ask(padded[::2, 1::3]), ask(X))


def test_reversed_rows_and_columns_give_the_same_bits(ask, X):
    require_same_bits(ask(X[::-1])[::-1], ask(X))
    require_same_bits(ask(X[:, ::-1].copy()[:, ::-1]), ask(X))
    require_same_bits(ask(X[::-1][:1]), ask(X[-1:]))


def test_rows_repeated_by_broadcasting_give_the_same_bits(ask, X):
    require_same_bits(ask(np.broadcast_to(X[5], (9, X.shape[1]))), ask(np.repeat(X[5:6], 9, axis=0)))


def test_float32_rows_give_the_bits_of_the_same_values_in_float64(ask, X):
    with np.errstate(over="ignore"):
        single = X.astype(np.float32)
    for rows in (single, np.asfortranarray(single), single[::2], single[::-1]):
        require_same_bits(ask(rows), ask(rows.astype(np.float64)))


def test_other_numbers_score_as_the_float64_of_the_same_value(ask, X):
    whole = np.clip(np.nan_to_num(np.round(X)), -100, 100)
    for dtype in (np.int8, np.int64, np.float16, ">f8", ">f4", ">i4", np.longdouble):
        require_same_bits(ask(whole.astype(dtype)), ask(whole.astype(dtype).astype(np.float64)))
    require_same_bits(ask(np.abs(whole).astype(np.uint16)), ask(np.abs(whole)))
    require_same_bits(ask(whole > 0), ask((whole > 0).astype(np.float64)))
    require_same_bits(ask(whole.tolist()), ask(whole))


def test_rows_that_are_not_aligned_give_the_same_bits(ask, X):
    buffer = bytearray(X.nbytes + 1)
    unaligned = np.frombuffer(buffer, np.float64, X.size, offset=1).reshape(X.shape)
    unaligned[...] = X
    assert not unaligned.flags.aligned
    require_same_bits(ask(unaligned), ask(X))


def test_fields_of_packed_records_give_the_same_bits(ask, X):
    records = np.zeros(len(X), np.dtype([("id", "i1"), ("x", "f8", X.shape[1])]))
    records["x"] = X
    require_same_bits(ask(records["x"]), ask(X))


def test_a_dtype_that_carries_metadata_gives_the_same_bits(ask, X):
    require_same_bits(ask(X.view(np.dtype("f8", metadata={"unit": "euro"}))), ask(X))
    single = X[:30].astype(np.float32).view(np.dtype("f4", metadata={"unit": "euro"}))
    require_same_bits(ask(single), ask(single.astype(np.float64)))


def test_rows_that_cannot_be_written_give_the_same_bits(ask, X):
    sealed = X.copy()
    sealed.flags.writeable = False
    require_same_bits(ask(sealed), ask(X))
    require_same_bits(ask(sealed[:1]), ask(X[:1]))


def test_rows_are_not_written_to(ask, X):
    before = X.copy()
    ask(X)
    require_same_bits(X, before)


def test_no_rows_give_no_answers(ask, X):
    assert ask(X[:0]).shape == (0, *ask(X[:2]).shape[1:])


def test_many_threads_may_use_one_model(ask, X):
    expected = ask(X)
    with ThreadPoolExecutor(8) as pool:
        for answer in pool.map(ask, [X] * 40):
            require_same_bits(answer, expected)


def test_plain_and_strided_arrays_of_floats_are_not_copied():
    from scoringkit._rows import matrix

    for dtype in (np.float64, np.float32):
        X = np.zeros((6, 8), dtype)
        for view in (X, X[::2], X[:, ::2], X.T, np.asfortranarray(X), np.broadcast_to(X[0], (4, 8))):
            assert np.shares_memory(matrix(view)[0], view)
