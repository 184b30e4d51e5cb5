"""Interactions of features against XGBoost's, and the invariants that need no oracle."""

import numpy as np
import pytest
import scoringkit
from catalogue import EXPLAINABLE
from comparing import require_same_bits
from xgboost_catalogue import CATALOGUE as XGBOOST

TOLERANCE = 2e-5
"""Of the greatest contribution of a row, or 1: XGBoost's own are computed in float32."""


@pytest.mark.parametrize("name", ["logistic", "squarederror", "softprob", "dart"])
def test_interactions_are_xgboosts(name):
    case = XGBOOST[name]()
    X = case.X[:40]
    ours = case.model.interactions(X)
    theirs = case.booster.predict(case.matrix(X), pred_interactions=True)
    assert ours.shape == theirs.shape
    scale = np.maximum(np.abs(theirs).reshape(len(X), -1).max(axis=1), 1)
    assert (np.abs(ours - theirs).reshape(len(X), -1).max(axis=1) <= TOLERANCE * scale).all()


@pytest.mark.parametrize("name", EXPLAINABLE)
def test_rows_of_the_matrix_add_up_to_the_contributions(trained, name):
    case = trained(name)
    X = case.X[:20]
    width = case.model.n_features + 1
    matrix = case.model.interactions(X).reshape(len(X), case.model.n_outputs, width, width)
    values = case.model.predict(X, pred_contrib=True).reshape(len(X), case.model.n_outputs, width)
    scale = 1e-12 * (1 + np.abs(values).max())
    assert (np.abs(matrix.sum(axis=3) - values) <= scale).all()
    require_same_bits(matrix, matrix.transpose(0, 1, 3, 2))
    for feature in (0, width - 2):
        line = case.model.interactions(X, feature=feature).reshape(len(X), -1, width)
        require_same_bits(line, matrix[:, :, feature])


def test_one_row_and_a_batch_and_float32_give_the_same_bits(trained):
    case = trained("binary")
    X = case.X[:19].astype(np.float32).astype(np.float64)
    batch = case.model.interactions(X)
    require_same_bits(batch, np.concatenate([case.model.interactions(row[np.newaxis]) for row in X]))
    require_same_bits(batch, case.model.interactions(X.astype(np.float32)))


def test_a_feature_goes_by_its_name(trained):
    model, X = trained("binary").model, trained("binary").X[:5]
    require_same_bits(model.interactions(X, feature=model.feature_names[2]), model.interactions(X, feature=2))


@pytest.mark.parametrize("feature", [-1, 99, 1.0, True, "no such feature"])
def test_a_feature_that_there_is_not_is_refused(trained, feature):
    case = trained("binary")
    with pytest.raises(scoringkit.ScoringError):
        case.model.interactions(case.X[:5], feature=feature)


def test_interactions_of_a_pipeline_are_of_raw_columns():
    """A one-hot block's interactions are summed: rows still add up to the raw contributions."""
    pandas = pytest.importorskip("pandas")
    import pickle

    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import GradientBoostingClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder

    random = np.random.default_rng(3)
    X = pandas.DataFrame({"a": random.normal(size=300), "b": random.choice(["x", "y", "z"], 300)})
    y = (X["a"] + (X["b"] == "y") * X["a"] + random.normal(size=300) > 0).astype(int)
    encode = ColumnTransformer([("b", OneHotEncoder(), ["b"])], remainder="passthrough")
    fitted = make_pipeline(encode, GradientBoostingClassifier(n_estimators=8, random_state=0)).fit(X, y)
    model = scoringkit.load(pickle.dumps(fitted))
    matrix = model.interactions(X)
    values = model.predict(X, pred_contrib=True)
    assert matrix.shape == (300, 3, 3)
    np.testing.assert_allclose(matrix.sum(axis=2), values, atol=1e-13)
    np.testing.assert_allclose(model.interactions(X, feature="b"), matrix[:, 1], atol=1e-13)
    background = scoringkit.Background(model, X[:50])
    margins = model.predict(X, raw_score=True)
    np.testing.assert_allclose(background.contributions(X).sum(axis=1), margins, atol=1e-12)
    probabilities = background.contributions(X, space="probability").sum(axis=1)
    np.testing.assert_allclose(probabilities, fitted.predict_proba(X)[:, 1], atol=1e-13)
