"""Trains scikit-learn's catalogue with the version at hand. Run by `run.py` in that version's environment."""

import numpy as np
import scikit_probes as probes
import sklearn
from answers import Feature, number, train_all, write
from scikit_catalogue import CATALOGUE, EXACT, FRAMES, LINEAR, WRITERS
from training_rows import CATEGORICAL


def of(*names):
    return {name: {**CATALOGUE, **FRAMES}[name] for name in names}


FEATURES = [
    Feature(
        "DummyClassifier", of("dummy_prior", "dummy_prior_classes", "dummy_most_frequent", "dummy_constant")
    ),
    Feature("DummyRegressor", of("dummy_regressor", "dummy_median")),
    Feature("LogisticRegression", of("logistic_bare")),
    Feature("SimpleImputer, MinMaxScaler, StandardScaler, Pipeline", of("logistic", "logistic_multinomial")),
    Feature("LogisticRegression by `newton-cholesky`", of("logistic_newton"), since="1.2"),
    Feature("DecisionTree", of("tree", "tree_classes", "tree_one_leaf", "tree_regressor")),
    Feature("DecisionTree, missing values", of("tree_missing", "tree_regressor_missing"), since="1.3"),
    Feature("RandomForest", of("forest", "forest_classes", "forest_regressor")),
    Feature("RandomForest, missing values", of("forest_missing", "forest_regressor_missing"), since="1.4"),
    Feature("ExtraTrees", of("extra_trees", "extra_trees_classes", "extra_trees_regressor")),
    Feature("ExtraTrees, missing values", of("extra_trees_missing"), since="1.6"),
    Feature(
        "GradientBoosting",
        of(
            "boosting",
            "boosting_classes",
            "boosting_exponential",
            "boosting_from_zero",
            "boosting_regressor",
            "boosting_huber",
            "boosting_quantile",
        ),
    ),
    Feature(
        "HistGradientBoosting",
        of("histogram", "histogram_missing", "histogram_classes", "histogram_regressor", "histogram_poisson"),
    ),
    Feature('HistGradientBoosting, `loss="gamma"`', of("histogram_gamma"), since="1.3"),
    Feature("HistGradientBoosting, categories", of("histogram_categorical")),
    Feature(
        "Pipeline of an imputer, a scaler and trees",
        of("pipeline_forest", "pipeline_forest_regressor", "pipeline_boosting"),
    ),
    Feature("GridSearchCV", of("search")),
    Feature(
        "ColumnTransformer, OneHotEncoder",
        of("frame_logistic", "frame_forest", "frame_boosting", "frame_closed"),
    ),
]


def write_case(folder, case):
    """Every way of writing the same model, and scikit-learn's answers."""
    name = folder.name
    documents = {f"{writer}.model": write_it(case.estimator) for writer, write_it in WRITERS.items()}
    if name in FRAMES:
        write(folder, "close", documents, case.X, {"predictions": case.predictions(case.X)})
        return
    X = probes.all_rows(case)
    if name == "histogram_categorical" and number(sklearn.__version__) < (1, 4):
        X = X[_are_categories(X[:, CATEGORICAL])]
    answers = {"predictions": case.predictions(X)}
    if name in EXACT:
        write(folder, "bits", documents, X, answers)
        return
    answers["margins"] = case.margins(X)
    if name in LINEAR:
        answers["allowed"] = case.rounding(X)
    write(folder, "linear" if name in LINEAR else "linked", documents, X, answers)


def _are_categories(columns):
    """Before 1.4 a category was cast to a byte whatever it was: to nonsense for one that no byte can be."""
    with np.errstate(invalid="ignore"):
        return (np.isnan(columns) | ((columns >= 0) & (columns < 256))).all(axis=1)


if __name__ == "__main__":
    train_all(FEATURES, sklearn.__version__, write_case)
