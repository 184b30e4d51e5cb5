"""What stands around a pickled model, or on it, and changes its answers or does not: against the trainers themselves."""

import pickle

import cloudpickle
import lightgbm
import numpy as np
import pandas
import pytest
import scoringkit
import xgboost
from comparing import require_close, require_same_bits, require_same_singles
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.ensemble import (
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import make_scorer
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    LabelEncoder,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    StandardScaler,
)

draw = np.random.default_rng(2)
X = draw.normal(size=(300, 4))
Y = (X[:, 0] + X[:, 1] ** 2 > 1).astype(int)
CLASSES = np.digitize(X[:, 0] + X[:, 1] ** 2, [0.2, 1.2])
CODES = draw.integers(0, 4, size=(300, 3)).astype(float)


def load(estimator):
    return scoringkit.load(pickle.dumps(estimator))


def refusal(estimator, dumps=pickle.dumps):
    with pytest.raises(scoringkit.ScoringError) as refusal:
        scoringkit.load(dumps(estimator))
    return str(refusal.value)


def few(**options):
    return xgboost.XGBClassifier(n_estimators=6, n_jobs=1, **options)


PARALLEL = {
    "forest": lambda: xgboost.XGBRFClassifier(n_estimators=9, n_jobs=1).fit(X, Y),
    "parallel": lambda: few(num_parallel_tree=3, subsample=0.7).fit(X, Y),
    "classes": lambda: few(num_parallel_tree=2, subsample=0.7).fit(X, CLASSES),
    "regressor": lambda: xgboost.XGBRegressor(n_estimators=4, num_parallel_tree=2, n_jobs=1).fit(X, X[:, 0]),
    "early": lambda: few(num_parallel_tree=2, early_stopping_rounds=1, learning_rate=1.5).fit(
        X[:150], Y[:150], eval_set=[(X[150:], Y[150:])], verbose=False
    ),
}


@pytest.mark.parametrize("name", PARALLEL)
def test_xgboosts_iterations_are_the_same_in_every_wrapper(name, tmp_path):
    wrapper = PARALLEL[name]()
    booster = wrapper.get_booster()
    stop = getattr(booster, "best_iteration", booster.num_boosted_rounds() - 1) + 1
    booster.save_model(tmp_path / "model.json")
    forms = {
        "json": scoringkit.load(tmp_path / "model.json"),
        "booster": load(booster),
        "wrapper": load(wrapper),
        "dictionary": load({"model": wrapper}),
        "pipeline": load(Pipeline([("model", wrapper)])),
    }
    for form, model in forms.items():
        for last in range(1, stop + 1):
            ours = model.predict(X, raw_score=True, num_iteration=last)
            theirs = booster.predict(xgboost.DMatrix(X), output_margin=True, iteration_range=(0, last))
            require_same_bits(ours.astype(np.float32).reshape(theirs.shape), theirs)
    assert name != "early" or stop < booster.num_boosted_rounds()


@pytest.mark.parametrize("method", ["sigmoid", "isotonic"])
def test_a_calibrated_forest_of_xgboost_is_scikit_learns(method):
    wrapper = xgboost.XGBRFClassifier(n_estimators=9, n_jobs=1)
    calibrated = CalibratedClassifierCV(wrapper, method=method, cv=2).fit(X, Y)
    np.testing.assert_allclose(load(calibrated).predict(X), calibrated.predict_proba(X)[:, 1], rtol=1e-6)


def test_lightgbms_early_stopped_model_stops_where_its_booster_does():
    wrapper = lightgbm.LGBMClassifier(n_estimators=40, learning_rate=0.9, n_jobs=1, verbose=-1)
    wrapper.fit(X[:150], CLASSES[:150], eval_set=[(X[150:], CLASSES[150:])],
                callbacks=[lightgbm.early_stopping(2, verbose=False)])
    assert 0 < wrapper.best_iteration_ < 40
    model = load(wrapper)
    require_close(model.predict(X), wrapper.predict_proba(X))
    for last in range(1, wrapper.best_iteration_ + 1):
        theirs = wrapper.predict(X, raw_score=True, num_iteration=last)
        require_same_bits(model.predict(X, raw_score=True, num_iteration=last), theirs)


HASTY = {"pred_early_stop": True, "pred_early_stop_freq": 1, "pred_early_stop_margin": 0.3}


def boosted(**options):
    return lightgbm.LGBMClassifier(n_estimators=20, n_jobs=1, verbose=-1, **options)


HASTY_WRAPPERS = {
    "alone": lambda: boosted(**HASTY).fit(X, Y),
    "classes": lambda: boosted(**HASTY).fit(X, CLASSES),
    "set afterwards": lambda: boosted().fit(X, Y).set_params(**HASTY),
    "pipeline": lambda: make_pipeline(StandardScaler(), boosted(**HASTY)).fit(X, Y),
    "search": lambda: GridSearchCV(boosted(**HASTY), {"num_leaves": [5, 9]}, cv=2).fit(X, Y),
    "calibrated": lambda: CalibratedClassifierCV(boosted(**HASTY), cv=2).fit(X, Y),
    "ranker": lambda: lightgbm.LGBMRanker(n_estimators=5, verbose=-1, n_jobs=1, **HASTY).fit(X, Y, group=[300]),
}


@pytest.mark.parametrize("name", HASTY_WRAPPERS)
def test_predictions_that_stop_early_are_refused_by_name(name):
    message = refusal(HASTY_WRAPPERS[name]())
    assert "pred_early_stop" in message and "booster_" in message


def test_a_booster_by_itself_knows_no_early_stop_and_a_regressor_needs_accurate_predictions():
    wrapper = boosted(**HASTY).fit(X, Y)
    require_same_bits(load(wrapper.booster_).predict(X, raw_score=True), wrapper.booster_.predict(X, raw_score=True))
    regressor = lightgbm.LGBMRegressor(n_estimators=20, n_jobs=1, verbose=-1, **HASTY).fit(X, X[:, 0])
    require_same_bits(load(regressor).predict(X), regressor.predict(X))


@pytest.mark.parametrize("kind", [xgboost.XGBClassifier, xgboost.XGBRFClassifier])
def test_a_classifier_of_multi_softmax_answers_probabilities_and_its_booster_classes(kind):
    wrapper = kind(n_estimators=5, objective="multi:softmax", n_jobs=1).fit(X, CLASSES)
    theirs = wrapper.predict_proba(X)
    model = load(wrapper)
    assert model.predict(X).shape == theirs.shape
    # SciPy's softmax takes NumPy's float32 exponential, which is within 3 ulp.
    np.testing.assert_allclose(model.predict(X), theirs, rtol=1e-6)
    pipeline = make_pipeline(StandardScaler(), kind(n_estimators=5, objective="multi:softmax", n_jobs=1))
    pipeline.fit(X, CLASSES)
    np.testing.assert_allclose(load(pipeline).predict(X), pipeline.predict_proba(X), rtol=1e-6)
    booster = wrapper.get_booster()
    require_same_bits(load(booster).predict(X), booster.predict(xgboost.DMatrix(X)).astype(float))


def test_a_custom_objective_of_lightgbm_answers_raw_scores():
    def loss(y, score):
        p = 1 / (1 + np.exp(-score))
        return p - y, p * (1 - p)

    wrapper = lightgbm.LGBMClassifier(n_estimators=5, objective=loss, n_jobs=1, verbose=-1).fit(X, Y)
    require_same_bits(scoringkit.load(cloudpickle.dumps(wrapper)).predict(X), wrapper.predict_proba(X))


def scaled_and_ranged(**options):
    return FeatureUnion(
        [("scaled", StandardScaler()), ("gone", "drop"), ("ranged", MinMaxScaler()), ("kept", "passthrough")], **options
    )


@pytest.mark.parametrize("options", [
    {}, {"transformer_weights": {"scaled": 0.3, "kept": -2}}, {"transformer_weights": {"ranged": None}},
    {"transformer_weights": {"gone": 5.0}}])
def test_a_union_is_scikit_learns(options):
    union = scaled_and_ranged(**options).fit(X)
    model = load(union)
    require_same_bits(model.transform(X), union.transform(X))
    assert model.feature_names_out == list(union.get_feature_names_out())
    chain = make_pipeline(SimpleImputer(), scaled_and_ranged(**options), RandomForestClassifier(5, random_state=0))
    chain.fit(X, Y)
    require_same_bits(load(chain).predict(X), chain.predict_proba(X)[:, 1])


def test_a_union_with_a_sparse_part_scales_as_a_sparse_matrix_does():
    union = FeatureUnion([("codes", OneHotEncoder()), ("kept", MinMaxScaler())], transformer_weights={"codes": 3.0})
    chain = make_pipeline(union, StandardScaler(with_mean=False)).fit(CODES)
    require_same_bits(load(chain).transform(CODES), chain.transform(CODES).toarray())


@pytest.mark.parametrize("naming", [
    True, False, "{feature_name}__{transformer_name}", "{{{transformer_name}}}", "é {feature_name}"])
def test_names_follow_the_format(naming):
    frame = pandas.DataFrame({"a": X[:, 0], "b": X[:, 1]})
    transformer = ColumnTransformer(
        [("n", StandardScaler(), ["a"]), ("k", "passthrough", ["b"])], verbose_feature_names_out=naming
    ).fit(frame)
    names = load(transformer).feature_names_out
    assert names == list(transformer.get_feature_names_out())


@pytest.mark.parametrize("naming", ["{feature_name!r}", "{feature_name:>9}", lambda part, name: name])
def test_names_by_a_function_or_another_format_are_refused_by_name(naming):
    transformer = ColumnTransformer(
        [("n", StandardScaler(), [0])], verbose_feature_names_out=naming).fit(X)
    assert "verbose_feature_names_out" in refusal(transformer, cloudpickle.dumps)


@pytest.mark.parametrize("weight", [float("inf"), float("nan"), [1.0], "2"])
def test_weights_that_are_no_numbers_are_refused_by_name(weight):
    transformer = ColumnTransformer([("n", StandardScaler(), [0])]).fit(X)
    transformer.transformer_weights = {"n": weight}
    assert "transformer_weights" in refusal(transformer)


@pytest.mark.parametrize("index", [
    pandas.Index(["b", "c"], dtype=object), pandas.Index(["a"], dtype=object), pandas.Index([1, 3])])
def test_columns_may_be_an_index_of_pandas_as_before_scikit_learn_1_0(index):
    frame = pandas.DataFrame(X, columns=list("abcd"))
    transformer = ColumnTransformer([("n", StandardScaler(), list(index))], remainder="passthrough").fit(frame)
    theirs = transformer.transform(frame)
    # From 1.0 on the places are stated; before, the selector itself was all there was.
    rest = [place for place in range(4) if place not in transformer._transformer_to_input_indices["n"]]
    del transformer._transformer_to_input_indices
    (name, scaler, _), (remainder, passed, _) = transformer.transformers_
    transformer.transformers_ = [(name, scaler, index), (remainder, passed, rest)]
    require_same_bits(load(transformer).transform(frame), theirs)


def test_a_selector_that_matches_nothing_is_no_part():
    frame = pandas.DataFrame(X, columns=list("abcd"))
    transformer = ColumnTransformer([
        ("n", StandardScaler(), make_column_selector(dtype_include=np.number)),
        ("t", OneHotEncoder(), make_column_selector(dtype_include="datetime"))]).fit(frame)
    require_same_bits(load(transformer).transform(frame), transformer.transform(frame))


FAST = {"n_estimators": 5, "random_state": 0}


@pytest.mark.parametrize("encoder", [
    OneHotEncoder(dtype=np.float32, sparse_output=False), OneHotEncoder(dtype=np.float32),
    OrdinalEncoder(dtype=np.float32), OneHotEncoder(dtype=np.int8, sparse_output=False), OrdinalEncoder(dtype=int)])
def test_what_follows_an_encoder_computes_in_its_type(encoder):
    for model in (RandomForestClassifier(**FAST), GradientBoostingClassifier(**FAST),
                  lightgbm.LGBMClassifier(n_estimators=5, n_jobs=1, verbose=-1)):
        chain = make_pipeline(encoder, model).fit(CODES, Y)
        require_close(load(chain).predict(CODES), chain.predict_proba(CODES)[:, 1])
    for chain in (make_pipeline(encoder, LogisticRegression()), make_pipeline(
            encoder, StandardScaler(with_mean=False), RandomForestClassifier(**FAST))):
        chain.fit(CODES, Y)
        # scikit-learn's own sum of products in float32 is in no fixed order.
        tolerance = 1e-6 if encoder.dtype == np.float32 else 1e-12
        require_close(load(chain).predict(CODES), chain.predict_proba(CODES)[:, 1].astype(float), tolerance)
    mixed = ColumnTransformer([("codes", encoder, [0]), ("rest", StandardScaler(), [1, 2])])
    chain = make_pipeline(mixed, MinMaxScaler() if encoder.dtype == np.float32 and not getattr(
        encoder, "sparse_output", False) else StandardScaler(with_mean=False), RandomForestClassifier(**FAST))
    chain.fit(CODES, Y)
    require_close(load(chain).predict(CODES), chain.predict_proba(CODES)[:, 1])


def test_codes_that_their_type_does_not_hold_are_refused_by_name():
    many = np.arange(300.0)[:, None]
    assert "dtype" in refusal(OrdinalEncoder(dtype=np.int8).fit(many))
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1, dtype=np.int16).fit(many)
    require_same_bits(load(encoder).transform(many), encoder.transform(many).astype(float))


def test_functions_that_no_prediction_uses_are_passed_over():
    k = 3

    def measured(estimator, rows, y):
        return (estimator.predict(rows) == y).mean() * k

    def agreed(y, found):
        return float(np.mean(y == found)) * k

    for scoring in (measured, make_scorer(agreed), {"a": measured, "b": make_scorer(agreed)}):
        refit = "a" if isinstance(scoring, dict) else True
        search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1.0]}, scoring=scoring, cv=2, refit=refit).fit(X, Y)
        require_close(scoringkit.load(cloudpickle.dumps(search)).predict(X), search.predict_proba(X)[:, 1], 1e-12)
    unused = FunctionTransformer(inverse_func=lambda rows: rows + k, feature_names_out=lambda of, names: names)
    chain = make_pipeline(unused, StandardScaler(), RandomForestClassifier(**FAST)).fit(X, Y)
    require_same_bits(scoringkit.load(cloudpickle.dumps(chain)).predict(X), chain.predict_proba(X)[:, 1])
    histogram = HistGradientBoostingClassifier(max_iter=3, early_stopping=True, scoring=measured).fit(X, Y)
    require_close(scoringkit.load(cloudpickle.dumps(histogram)).predict(X), histogram.predict_proba(X)[:, 1])
    wrapper = few(eval_metric=agreed).fit(X, Y)
    require_same_singles(scoringkit.load(cloudpickle.dumps(wrapper)).predict(X), wrapper.predict_proba(X)[:, 1].copy())


def test_functions_that_a_prediction_uses_are_refused_by_name():
    chain = make_pipeline(FunctionTransformer(lambda rows: rows * 2), LogisticRegression()).fit(X, Y)
    assert "FunctionTransformer" in refusal(chain, cloudpickle.dumps)
    model = LogisticRegression().fit(X, Y)
    model.predict_proba = lambda rows: np.zeros((len(rows), 2))
    assert "predict_proba" in refusal(model, cloudpickle.dumps)


class Doubled(BaseEstimator, TransformerMixin):
    """A step of one's own."""

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        return np.asarray(X) * 2


def test_a_first_step_of_ones_own_is_named():
    for dumps in (pickle.dumps, cloudpickle.dumps):
        for chain in (make_pipeline(Doubled(), RandomForestClassifier(**FAST)), make_pipeline(Doubled(), StandardScaler())):
            message = refusal(chain.fit(X, Y), dumps)
            assert "Doubled" in message and "Apply it yourself" in message and "dummy" not in message


UNFITTED = [
    LogisticRegression(), RandomForestClassifier(), GradientBoostingClassifier(), HistGradientBoostingClassifier(),
    xgboost.XGBClassifier(), lightgbm.LGBMClassifier(), GridSearchCV(LogisticRegression(), {"C": [1.0]}),
    CalibratedClassifierCV(), make_pipeline(StandardScaler(), LogisticRegression()), Pipeline([("m", LogisticRegression())]),
]


@pytest.mark.parametrize("estimator", UNFITTED, ids=lambda estimator: type(estimator).__name__)
def test_an_estimator_that_is_not_fitted_is_told_so(estimator):
    message = refusal(estimator)
    assert "fit it" in message or "not fitted" in message


def test_an_encoder_in_a_models_place_is_named_with_the_way_out():
    assert "numbers the classes of a target" in refusal(LabelEncoder().fit(["a", "b"]))
    search = GridSearchCV(LogisticRegression(), {"C": [1.0]}, cv=2).fit(X, Y)
    search.best_estimator_ = StandardScaler().fit(X)
    assert "prepares rows and is no model" in refusal(search)
