"""What explanations may take, preparations that are watched and ended, and what threads and forks may share."""

import os
import signal
import threading

import lightgbm
import numpy as np
import pytest
import scoringkit
from scoringkit import ScoringError


@pytest.fixture(scope="module")
def rows():
    return np.random.default_rng(3).normal(size=(400, 6))


@pytest.fixture(scope="module")
def document(rows, tmp_path_factory):
    target = (rows[:, 1] + rows[:, 0] * rows[:, 2] > 0.2).astype(int)
    parameters = {"objective": "binary", "num_leaves": 30, "min_data_in_leaf": 2, "verbosity": -1, "num_threads": 1}
    path = tmp_path_factory.mktemp("memory") / "model.txt"
    lightgbm.train(parameters, lightgbm.Dataset(rows, target), 25).save_model(path)
    return path


@pytest.fixture(scope="module")
def chain():
    """A tree that is one path of 6000 splits on 2000 features: some hundred megabytes of constants."""
    count, features = 6000, 2000
    ones = " ".join(["1"] * (count + 1))
    fields = {
        "num_leaves": count + 1,
        "num_cat": 0,
        "split_feature": " ".join(str(k % features) for k in range(count)),
        "split_gain": ones[2:],
        "threshold": " ".join(str(k * 7 % 1000) for k in range(count)),
        "decision_type": " ".join(["2"] * count),
        "left_child": " ".join(str(~k) for k in range(count)),
        "right_child": " ".join([*(str(k + 1) for k in range(count - 1)), str(~count)]),
        "leaf_value": ones,
        "leaf_weight": ones,
        "leaf_count": ones,
        "internal_value": ones[2:],
        "internal_weight": ones[2:],
        "internal_count": " ".join(str(count + 1 - k) for k in range(count)),
        "is_linear": 0,
        "shrinkage": 1,
    }
    tree = "Tree=0\n" + "".join(f"{key}={value}\n" for key, value in fields.items()) + "\n\n"
    names = " ".join(f"f{k}" for k in range(features))
    bounds = " ".join(["[0:1]"] * features)
    head = (
        "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n"
        f"max_feature_idx={features - 1}\nobjective=regression\nfeature_names={names}\nfeature_infos={bounds}\n"
        f"tree_sizes={len(tree)}\n\n"
    )
    return (head + tree + "end of trees\n").encode(), features


def status(call):
    with pytest.raises(ScoringError) as refused:
        call()
    return refused.value.status_name


def test_what_takes_too_much_is_refused_and_the_rest_answered(document, rows):
    model = scoringkit.load(document, explanation_memory=10_000)
    for call in (
        lambda: model.predict(rows, pred_contrib=True),
        lambda: model.interactions(rows[:3]),
        lambda: scoringkit.Background(model, rows),
        lambda: model.explaining({"two": ["Column_0", "Column_1"]}).predict(rows, pred_contrib=True),
    ):
        assert status(call) == "SKIT_OUT_OF_MEMORY"
    plain = scoringkit.load(document)
    assert np.array_equal(model.predict(rows), plain.predict(rows))
    enough = scoringkit.load(document, explanation_memory=1 << 24)
    expected = plain.predict(rows, pred_contrib=True)
    assert np.array_equal(enough.predict(rows, pred_contrib=True, num_threads=0), expected)


def test_the_refusal_says_what_is_needed_and_how_to_have_it(chain):
    document, features = chain
    model = scoringkit.load(document, explanation_memory=1 << 26)
    with pytest.raises(ScoringError, match="64 MiB that explanations may take.*explanation_memory"):
        model.predict(np.zeros((1, features)), pred_contrib=True)


@pytest.mark.parametrize("bytes_", [0, -1, 1.5, "1", True, 2**70])
def test_what_is_no_memory_is_refused(document, bytes_):
    assert status(lambda: scoringkit.load(document, explanation_memory=bytes_)) == "SKIT_INVALID_ARGUMENT"


def test_a_watch_counts_prepared_trees_and_ends_the_preparation(document, rows):
    model = scoringkit.load(document)
    progress = scoringkit.Progress()
    model.predict(rows[:0], pred_contrib=True, progress=progress)
    assert (progress.prepared, progress.rows) == (25, 0)
    model.interactions(rows[:1], progress=progress)
    assert progress.prepared == 50
    background = scoringkit.Background(model, rows, progress=progress)
    assert progress.prepared == 75
    background.contributions(rows, progress=progress)
    assert progress.rows == 401
    progress.cancel()
    other = scoringkit.load(document)
    for call in (
        lambda: other.predict(rows, pred_contrib=True, progress=progress),
        lambda: other.interactions(rows[:1], progress=progress),
        lambda: scoringkit.Background(other, rows, progress=progress),
    ):
        assert status(call) == "SKIT_CANCELLED"
    assert progress.prepared == 75
    assert other.predict(rows, pred_contrib=True).shape == (400, 7)


def test_a_running_preparation_is_ended_from_another_thread(chain):
    document, features = chain
    model = scoringkit.load(document)
    progress = scoringkit.Progress()
    threading.Timer(0.05, progress.cancel).start()
    found = status(lambda: model.predict(np.zeros((1, features)), pred_contrib=True, progress=progress))
    assert found == "SKIT_CANCELLED"


def test_a_process_forked_while_another_thread_prepares_goes_on(chain):
    document, features = chain
    model = scoringkit.load(document)
    row = np.zeros((1, features))
    thread = threading.Thread(target=lambda: model.predict(row, pred_contrib=True))
    thread.start()
    child = os.fork()
    if child == 0:
        # Whatever happens, this process must not run pytest's remaining tests.
        signal.alarm(120)
        try:
            os._exit(0 if model.predict(row, pred_contrib=True).shape == (1, features + 1) else 1)
        finally:
            os._exit(2)
    thread.join()
    assert os.waitpid(child, 0)[1] == 0


def test_threads_that_add_to_one_global_explanation_lose_no_row(document, rows):
    model = scoringkit.load(document)
    alone = model.global_explanation(rows)
    for _ in range(15):
        alone.add(rows)
    shared = model.global_explanation(rows[:0])
    threads = [threading.Thread(target=lambda: [shared.add(rows).mean for _ in range(2)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shared.n_rows == alone.n_rows == 16 * len(rows)
    assert np.array_equal(shared.mean, alone.mean)
    assert np.array_equal(shared.mean_magnitude, alone.mean_magnitude)
    assert np.array_equal(shared.quantile(0.3), alone.quantile(0.3))


def test_a_global_explanation_that_a_fork_left_in_use_is_refused_or_answered(document, rows):
    explanation = scoringkit.load(document).global_explanation(rows)
    stopped = threading.Event()

    def add():
        while not stopped.is_set():
            explanation.add(rows)

    thread = threading.Thread(target=add)
    thread.start()
    try:
        for _ in range(10):
            child = os.fork()
            if child == 0:
                signal.alarm(120)
                try:
                    explanation.mean
                    os._exit(0)
                except ScoringError as refusal:
                    os._exit(0 if refusal.status_name == "SKIT_INVALID_ARGUMENT" else 1)
                finally:
                    os._exit(2)
            assert os.waitpid(child, 0)[1] == 0
    finally:
        stopped.set()
        thread.join()
