"""Preprocessing without a model: ``load`` gives a ``Pipeline``, with scikit-learn's bits and names."""

import copy
import pickle

import numpy as np
import pytest
import scoringkit
from comparing import require_same_bits
from scikit_catalogue import WRITERS, applicants, columns, joblib_bytes, target, whole
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, StandardScaler

NUMERIC = {
    "min-max": lambda: MinMaxScaler(),
    "min-max clipped": lambda: MinMaxScaler((-1, 2), clip=True),
    "standard": lambda: StandardScaler(),
    "robust": lambda: RobustScaler(),
    "imputer": lambda: SimpleImputer(strategy="median"),
    "imputer, scaler": lambda: make_pipeline(SimpleImputer(), StandardScaler()),
}


@pytest.fixture(params=list(NUMERIC))
def fitted(request):
    return NUMERIC[request.param]().fit(whole(True))


def loaded(estimator):
    pipeline = scoringkit.load(pickle.dumps(estimator))
    assert type(pipeline) is scoringkit.Pipeline
    return pipeline


def test_arrays_are_transformed_to_the_bit(fitted):
    X = whole(True)
    require_same_bits(loaded(fitted).transform(X), fitted.transform(X))


def test_layout_order_and_batch_change_no_bit(fitted):
    X, pipeline = whole(True), loaded(fitted)
    expected = pipeline.transform(X)
    require_same_bits(pipeline.transform(np.asfortranarray(X)), expected)
    require_same_bits(pipeline.transform(X[::-1])[::-1], expected)
    require_same_bits(np.concatenate([pipeline.transform(row[np.newaxis]) for row in X]), expected)
    single = X.astype(np.float32)
    require_same_bits(pipeline.transform(single), fitted.transform(single).astype(np.float64))


def test_names_are_scikit_learns(fitted):
    pipeline = loaded(fitted)
    assert pipeline.n_features == fitted.n_features_in_ == len(pipeline.feature_names)
    assert pipeline.feature_names_out == list(fitted.get_feature_names_out())
    assert type(fitted).__name__ in pipeline.format


@pytest.mark.parametrize("writer", WRITERS)
def test_a_column_transformer_takes_frames_and_mappings_by_name(writer, tmp_path):
    frame = applicants()
    fitted = columns().fit(frame)
    path = tmp_path / "anything.bin"
    path.write_bytes(WRITERS[writer](fitted))
    pipeline = scoringkit.load(path)
    expected = fitted.transform(frame)
    require_same_bits(pipeline.transform(frame), expected)
    require_same_bits(pipeline.transform(frame[frame.columns[::-1]]), expected)
    require_same_bits(pipeline.transform(frame.iloc[3].to_dict()), expected[3:4])
    assert pipeline.feature_names == list(frame.columns)
    assert pipeline.feature_names_out == list(fitted.get_feature_names_out())


@pytest.mark.parametrize("encoder", [OneHotEncoder(), OrdinalEncoder()])
def test_an_encoder_refuses_what_scikit_learn_refuses_without_telling_it(encoder):
    frame = applicants()[["housing", "purpose"]]
    pipeline = loaded(encoder.fit(frame))
    other = frame.copy()
    other.loc[5, "housing"] = "castle"
    with pytest.raises(ValueError):
        encoder.transform(other)
    with pytest.raises(scoringkit.ScoringError, match="housing") as refusal:
        pipeline.transform(other)
    assert "castle" not in str(refusal.value)


def test_rows_that_do_not_fit_are_refused():
    pipeline = loaded(MinMaxScaler().fit(whole(False)))
    width = pipeline.n_features
    for X, name in [
        (np.zeros((2, width + 1)), "SKIT_SHAPE_MISMATCH"),
        (np.zeros(width), "SKIT_INVALID_ARGUMENT"),
        (applicants(), "SKIT_COLUMN_MISMATCH"),
    ]:
        with pytest.raises(scoringkit.ScoringError) as refusal:
            pipeline.transform(X)
        assert refusal.value.status_name == name
    with pytest.raises(scoringkit.ScoringError, match="row 1, column 2"):
        X = np.zeros((1, width))
        X[0, 1] = np.inf
        pipeline.transform(X, reject_non_finite=True)


def test_a_model_behind_the_same_steps_is_a_model():
    X = whole(False)
    fitted = make_pipeline(MinMaxScaler(), LogisticRegression()).fit(X, target("class"))
    assert type(scoringkit.load(pickle.dumps(fitted))) is scoringkit.Model


def test_options_of_xgboosts_are_refused():
    document = joblib_bytes(MinMaxScaler().fit(whole(False)))
    for options in ({"missing": -1.0}, {"best_iteration": True}):
        with pytest.raises(scoringkit.ScoringError) as refusal:
            scoringkit.load(document, **options)
        assert refusal.value.status_name == "SKIT_UNKNOWN_OPTION"


def test_a_refusal_of_a_model_stays_what_it_was():
    for document in (b"", b"tree\nversion=v9\n", b"\x80\x04N.", pickle.dumps([1, 2])):
        with pytest.raises(scoringkit.ScoringError) as refusal:
            scoringkit.load(document)
        assert "pipeline" not in str(refusal.value)


def test_a_closed_pipeline_says_so_and_an_open_one_is_shared_by_copies():
    with loaded(MinMaxScaler().fit(whole(False))) as pipeline:
        assert copy.copy(pipeline) is pipeline and copy.deepcopy(pipeline) is pipeline
        assert "MinMaxScaler" in repr(pipeline) and len(pipeline.digest) == 64
        with pytest.raises(scoringkit.ScoringError, match="pickled"):
            pickle.dumps(pipeline)
    with pytest.raises(scoringkit.ScoringError, match="closed"):
        pipeline.transform(whole(False))
    assert "closed" in repr(pipeline)
