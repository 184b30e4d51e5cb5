"""Every kind of scikit-learn model that ScoringKit reads, on the seeded data of the LightGBM catalogue."""

import io
import pickle
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import joblib
import numpy as np
import pandas
import scoringkit
from sklearn.base import is_classifier
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import (
    ExtraTreesClassifier,
    ExtraTreesRegressor,
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor
from training_rows import TARGETS, rows, signal

ROWS = 400


@dataclass
class Trained:
    """scikit-learn's model, the same model in ScoringKit, and the rows it was trained on."""

    estimator: Any
    X: Any

    @cached_property
    def model(self) -> scoringkit.Model:
        return scoringkit.load(pickle.dumps(self.estimator))

    @property
    def last(self):
        """The model itself, behind a search and a pipeline."""
        estimator = getattr(self.estimator, "best_estimator_", self.estimator)
        return estimator[-1] if hasattr(estimator, "steps") else estimator

    def predictions(self, X):
        """Probabilities in ScoringKit's shape, of two classes the second's; a regressor's numbers."""
        if not is_classifier(self.estimator):
            return self.estimator.predict(X)
        probabilities = self.estimator.predict_proba(X)
        return probabilities[:, 1].copy() if probabilities.shape[1] == 2 else probabilities

    def margins(self, X):
        """What a link turns into predictions, of a classifier or of a boosted regressor."""
        if is_classifier(self.estimator):
            return self.estimator.decision_function(X)
        return self.estimator._raw_predict(X).ravel()

    def rounding(self, X):
        """How far a linear model's sums in another order may lie from each other: of each row and class."""
        if self.last is not self.estimator:
            X = self.estimator[:-1].transform(X)
        magnitude = np.abs(X) @ np.abs(self.last.coef_).T + np.abs(self.last.intercept_)
        return X.shape[1] * 2.0**-52 * magnitude

    def takes(self, X):
        """Whether scikit-learn itself scores these rows."""
        try:
            self.estimator.predict(X)
        except ValueError:
            return False
        return True


def whole(missing):
    return rows(count=ROWS, missing=0.1 if missing else 0.0)


def target(kind):
    """Of the same rows whether they lack values or not."""
    y = TARGETS[kind](signal(rows(count=ROWS, missing=0.0)))
    return y if kind in ("real", "positive", "count") else y.astype(int)


def train(estimator, kind, missing=False):
    X = whole(missing)
    return Trained(estimator.fit(X, target(kind)), X)


def applicants(count=ROWS):
    """A frame as a bank has it: numbers with gaps, and texts."""
    draw = np.random.default_rng(8)
    X = rows(count=count)
    return pandas.DataFrame(
        {
            "age": X[:, 0],
            "housing": draw.choice(["own", "rent", "free of charge"], count),
            "income": X[:, 1],
            "purpose": draw.choice(["car", "école", "moving", "business"], count),
            "term": X[:, 2],
        }
    )


def columns(unknown="ignore"):
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    texts = OneHotEncoder(handle_unknown=unknown)
    return ColumnTransformer(
        [("numbers", numbers, ["age", "income", "term"]), ("texts", texts, ["housing", "purpose"])],
        sparse_threshold=0,
    )


def train_on_frame(estimator, kind="class", unknown="ignore"):
    frame = applicants()
    return Trained(make_pipeline(columns(unknown), estimator).fit(frame, target(kind)), frame)


def logistic(**parameters):
    return LogisticRegression(max_iter=300, **parameters)


def prepared(estimator, scaler):
    return make_pipeline(SimpleImputer(), scaler, estimator)


FOREST = {"n_estimators": 7, "max_depth": 6, "random_state": 5, "n_jobs": 1}
BOOSTING = {"n_estimators": 8, "max_depth": 3, "random_state": 5}
HISTOGRAM = {"max_iter": 6, "max_leaf_nodes": 12, "min_samples_leaf": 5, "random_state": 5}

DUMMIES = {
    "dummy_prior": partial(train, DummyClassifier(), "class"),
    "dummy_prior_classes": partial(train, DummyClassifier(), "classes"),
    "dummy_most_frequent": partial(train, DummyClassifier(strategy="most_frequent"), "classes"),
    "dummy_constant": partial(train, DummyClassifier(strategy="constant", constant=1), "class"),
    "dummy_regressor": partial(train, DummyRegressor(), "real"),
    "dummy_median": partial(train, DummyRegressor(strategy="median"), "real"),
}

LINEAR = {
    "logistic": partial(train, prepared(logistic(), MinMaxScaler()), "class"),
    "logistic_bare": partial(train, logistic(solver="liblinear"), "class"),
    "logistic_multinomial": partial(train, prepared(logistic(), StandardScaler()), "classes"),
    "logistic_newton": partial(train, prepared(logistic(solver="newton-cholesky"), MinMaxScaler()), "grade"),
}

TREES = {
    "tree": partial(train, DecisionTreeClassifier(max_depth=7, random_state=5), "class"),
    "tree_classes": partial(train, DecisionTreeClassifier(random_state=5), "grade"),
    "tree_missing": partial(train, DecisionTreeClassifier(max_depth=7, random_state=5), "class", True),
    "tree_one_leaf": partial(train, DecisionTreeClassifier(max_depth=1, min_samples_leaf=300), "class"),
    "tree_regressor": partial(train, DecisionTreeRegressor(max_depth=7, random_state=5), "real"),
    "tree_regressor_missing": partial(train, DecisionTreeRegressor(max_depth=7), "real", True),
    "forest": partial(train, RandomForestClassifier(**FOREST), "class"),
    "forest_missing": partial(train, RandomForestClassifier(**FOREST), "class", True),
    "forest_classes": partial(train, RandomForestClassifier(**FOREST, class_weight="balanced"), "grade"),
    "forest_regressor": partial(train, RandomForestRegressor(**FOREST), "real"),
    "forest_regressor_missing": partial(train, RandomForestRegressor(**FOREST), "real", True),
    "extra_trees": partial(train, ExtraTreesClassifier(**FOREST), "class"),
    "extra_trees_missing": partial(train, ExtraTreesClassifier(**FOREST), "class", True),
    "extra_trees_classes": partial(train, ExtraTreesClassifier(**FOREST), "grade"),
    "extra_trees_regressor": partial(train, ExtraTreesRegressor(**FOREST), "real"),
}

BOOSTED = {
    "boosting": partial(train, GradientBoostingClassifier(**BOOSTING), "class"),
    "boosting_classes": partial(train, GradientBoostingClassifier(**BOOSTING, subsample=0.7), "grade"),
    "boosting_exponential": partial(
        train, GradientBoostingClassifier(**BOOSTING, loss="exponential"), "class"
    ),
    "boosting_from_zero": partial(train, GradientBoostingClassifier(**BOOSTING, init="zero"), "class"),
    "boosting_regressor": partial(train, GradientBoostingRegressor(**BOOSTING), "real"),
    "boosting_huber": partial(train, GradientBoostingRegressor(**BOOSTING, loss="huber"), "real"),
    "boosting_quantile": partial(train, GradientBoostingRegressor(**BOOSTING, loss="quantile"), "real"),
    "histogram": partial(train, HistGradientBoostingClassifier(**HISTOGRAM), "class"),
    "histogram_missing": partial(train, HistGradientBoostingClassifier(**HISTOGRAM), "class", True),
    "histogram_classes": partial(train, HistGradientBoostingClassifier(**HISTOGRAM), "grade", True),
    "histogram_regressor": partial(train, HistGradientBoostingRegressor(**HISTOGRAM), "real", True),
    "histogram_poisson": partial(
        train, HistGradientBoostingRegressor(**HISTOGRAM, loss="poisson"), "count", True
    ),
    "histogram_gamma": partial(train, HistGradientBoostingRegressor(**HISTOGRAM, loss="gamma"), "positive"),
    "histogram_categorical": partial(
        train, HistGradientBoostingClassifier(**HISTOGRAM, categorical_features=[6, 7]), "class", True
    ),
}

PIPELINES = {
    "pipeline_forest": partial(
        train, prepared(RandomForestClassifier(**FOREST), MinMaxScaler()), "class", True
    ),
    "pipeline_forest_regressor": partial(
        train, prepared(RandomForestRegressor(**FOREST), StandardScaler()), "real", True
    ),
    "pipeline_boosting": partial(
        train, prepared(GradientBoostingClassifier(**BOOSTING), StandardScaler()), "grade", True
    ),
    "search": partial(
        train,
        GridSearchCV(
            prepared(RandomForestClassifier(**FOREST), MinMaxScaler()),
            {"randomforestclassifier__max_depth": [2, 5]},
            cv=2,
        ),
        "class",
        True,
    ),
}

FRAMES = {
    "frame_logistic": partial(train_on_frame, logistic()),
    "frame_forest": partial(train_on_frame, RandomForestClassifier(**FOREST)),
    "frame_boosting": partial(train_on_frame, GradientBoostingClassifier(**BOOSTING), "grade"),
    "frame_closed": partial(train_on_frame, RandomForestClassifier(**FOREST), unknown="error"),
}

CATALOGUE = {**DUMMIES, **LINEAR, **TREES, **BOOSTED, **PIPELINES}

EXACT = [
    *DUMMIES,
    *TREES,
    "boosting_regressor",
    "boosting_huber",
    "boosting_quantile",
    "histogram_regressor",
    "pipeline_forest",
    "pipeline_forest_regressor",
    "search",
]
"""Without a link: predictions are compared by their bits."""

LINKED = [name for name in [*BOOSTED, "pipeline_boosting"] if name not in EXACT]
"""Margins are compared by their bits, what a link makes of them by its rounding."""


def joblib_bytes(estimator, **options):
    buffer = io.BytesIO()
    joblib.dump(estimator, buffer, **options)
    return buffer.getvalue()


WRITERS = {
    "pickle 2": partial(pickle.dumps, protocol=2),
    "pickle 4": partial(pickle.dumps, protocol=4),
    "pickle 5": partial(pickle.dumps, protocol=5),
    "joblib": joblib_bytes,
    "joblib zlib": partial(joblib_bytes, compress=("zlib", 3)),
    "joblib gzip": partial(joblib_bytes, compress=("gzip", 3)),
}
