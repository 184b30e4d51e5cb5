"""Iterations, importances, threads and a watch, against LightGBM and XGBoost."""

import threading

import lightgbm
import numpy as np
import pytest
import scoringkit
import xgboost


@pytest.fixture(scope="module")
def rows():
    generator = np.random.default_rng(5)
    rows = generator.normal(size=(3000, 6))
    rows[generator.random(rows.shape) < 0.1] = np.nan
    return rows


@pytest.fixture(scope="module")
def target(rows):
    return (np.nan_to_num(rows[:, 0]) + np.nan_to_num(rows[:, 1]) * np.nan_to_num(rows[:, 2]) > 0.3).astype(int)


@pytest.fixture(scope="module")
def boosters(rows, target, tmp_path_factory):
    """A LightGBM booster and ours of the same file."""
    path = tmp_path_factory.mktemp("models") / "model.txt"
    parameters = {"objective": "binary", "num_leaves": 15, "verbose": -1, "num_threads": 1}
    lightgbm.train(parameters, lightgbm.Dataset(rows, target), num_boost_round=30).save_model(path)
    return lightgbm.Booster(model_file=str(path)), scoringkit.load(path)


@pytest.mark.parametrize(("first", "count"), [(0, 1), (0, 10), (7, 5), (29, 1), (12, None), (20, 100), (0, -1)])
def test_some_iterations_are_lightgbms(boosters, rows, first, count):
    theirs, ours = boosters
    asked = {"start_iteration": first, "num_iteration": count}
    np.testing.assert_array_equal(
        ours.predict(rows, raw_score=True, **asked), theirs.predict(rows, raw_score=True, **asked)
    )
    np.testing.assert_array_equal(
        ours.predict(rows, pred_leaf=True, **asked), theirs.predict(rows, pred_leaf=True, **asked)
    )
    contributions = theirs.predict(rows[:100], pred_contrib=True, **asked)
    np.testing.assert_allclose(
        ours.predict(rows[:100], pred_contrib=True, **asked), contributions, rtol=0, atol=1e-12
    )


def test_iterations_that_the_model_has_not_are_refused(boosters, rows):
    _, ours = boosters
    assert ours.n_iterations == 30
    for asked in ({"start_iteration": 30}, {"start_iteration": -1}, {"num_iteration": 1.5}, {"start_iteration": True}):
        with pytest.raises(scoringkit.ScoringError) as raised:
            ours.predict(rows, **asked)
        assert raised.value.status == 100


@pytest.mark.parametrize("kind", ["split", "gain"])
def test_importances_are_lightgbms(boosters, kind):
    theirs, ours = boosters
    np.testing.assert_array_equal(ours.feature_importance(kind), theirs.feature_importance(kind))


def test_an_unknown_importance_is_refused(boosters):
    with pytest.raises(scoringkit.ScoringError):
        boosters[1].feature_importance("weight")


def test_iterations_of_several_parallel_trees_are_xgboosts(rows, target, tmp_path):
    path = tmp_path / "model.json"
    parameters = {
        "objective": "binary:logistic", "max_depth": 3, "num_parallel_tree": 3, "subsample": 0.5, "nthread": 1,
    }
    theirs = xgboost.train(parameters, xgboost.DMatrix(rows, target), num_boost_round=6)
    theirs.save_model(path)
    ours = scoringkit.load(path)
    assert (ours.n_iterations, ours.n_trees) == (6, 18)
    for first, end in ((0, 1), (1, 3), (2, 6)):
        margins = theirs.predict(xgboost.DMatrix(rows), output_margin=True, iteration_range=(first, end))
        answer = ours.predict(rows, raw_score=True, start_iteration=first, num_iteration=end - first)
        np.testing.assert_array_equal(answer.astype(np.float32), margins)
    for kind, name in (("split", "weight"), ("gain", "total_gain"), ("cover", "total_cover")):
        scores = theirs.get_score(importance_type=name)
        expected = [scores.get(f"f{feature}", 0.0) for feature in range(6)]
        # XGBoost adds in float32.
        np.testing.assert_allclose(ours.feature_importance(kind), expected, rtol=1e-5)


@pytest.mark.parametrize("threads", [0, 2, 50])
def test_threads_change_no_bit(boosters, rows, threads):
    _, ours = boosters
    many = np.tile(rows, (4, 1))
    for asked in ({}, {"raw_score": True}, {"pred_leaf": True}, {"pred_contrib": True}):
        np.testing.assert_array_equal(
            ours.predict(many, num_threads=threads, **asked), ours.predict(many, **asked)
        )


def test_a_watch_counts_rows_and_ends_a_batch(boosters, rows):
    _, ours = boosters
    watch = scoringkit.Progress()
    ours.predict(rows, progress=watch)
    assert watch.rows == len(rows)
    watch.cancel()
    with pytest.raises(scoringkit.ScoringError) as raised:
        ours.predict(rows, progress=watch)
    assert raised.value.status_name == "SKIT_CANCELLED"
    assert watch.rows == len(rows)


def test_a_running_batch_is_ended_from_another_thread(boosters, rows):
    _, ours = boosters
    watch = scoringkit.Progress()
    raised = []

    def answer():
        try:
            ours.predict(np.tile(rows, (200, 1)), pred_contrib=True, progress=watch)
        except scoringkit.ScoringError as error:
            raised.append(error.status_name)

    worker = threading.Thread(target=answer)
    worker.start()
    while watch.rows == 0 and worker.is_alive():
        pass
    watch.cancel()
    worker.join()
    assert raised == ["SKIT_CANCELLED"]
    assert 0 < watch.rows < 200 * len(rows)
