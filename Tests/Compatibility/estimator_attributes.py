"""Lists what the estimators that ScoringKit recognises in pickles keep: parameters and learned attributes.

    .venv/bin/python Tests/Compatibility/estimator_attributes.py   # writes estimator_attributes.json

Each version of `trainers.py` that the package index still has runs in its own environment, and the tests' own
environment as well. `Tests/PythonTests/test_estimator_attributes.py` compares the list with the verdicts in
`Sources/ScoringKitFormats/EstimatorKinds/EstimatorAttributes*.swift`.
"""

import inspect
import json
import os
import pickle
import subprocess
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
RECORD = HERE / "estimator_attributes.json"


def state(estimator):
    """What a pickle of the estimator holds, by name."""
    state = estimator.__reduce_ex__(4)[2] or {}
    return {key: value for part in (state if isinstance(state, tuple) else (state,)) for key, value in part.items()}


def parameters(kind):
    """The parameters of a class's constructor with what stands where none is given."""
    found = {}
    for base in reversed(kind.__mro__):
        signature = inspect.signature(base.__init__) if "__init__" in vars(base) else None
        for name, parameter in (signature.parameters if signature else {}).items():
            if name != "self" and parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
                empty = parameter.default is parameter.empty
                found[name] = "required" if empty else _text(parameter.default)
    return found


def _text(value):
    return value.__name__ if isinstance(value, type) else repr(value)


def fitted():
    """Fitted estimators of every recognised class that the environment has, each in the forms that keep more."""
    import numpy as np

    draw = np.random.default_rng(0)
    X = draw.normal(size=(60, 3))
    y = (X[:, 0] + draw.normal(size=60) / 3 > 0).astype(int)
    for make in (_scikit_learn, _imbalanced_learn, _lightgbm, _xgboost):
        try:
            attempts = list(make(X, y))
        except ImportError:
            continue
        for attempt in attempts:
            try:
                yield attempt()
            except (TypeError, ValueError, AttributeError, ImportError, NotImplementedError):
                continue  # An option, or a class, that this version has not.


def _scikit_learn(X, y):
    import numpy as np
    from sklearn import calibration, compose, dummy, ensemble, impute, linear_model, pipeline, preprocessing, tree
    from sklearn.experimental import enable_halving_search_cv  # noqa: F401

    try:
        from sklearn.experimental import enable_hist_gradient_boosting  # noqa: F401
    except ImportError:
        pass
    from sklearn import model_selection

    frame = _frame(X)
    logistic, scaler = linear_model.LogisticRegression, preprocessing.StandardScaler
    holed = np.where(X > 1.2, np.nan, X)
    few = {"n_estimators": 3, "max_depth": 2}
    forests = {**few, "oob_score": True, "bootstrap": True}
    early = {**few, "n_iter_no_change": 2, "subsample": 0.7}

    def of(kind, rows=X, **options):
        return lambda: kind(**options).fit(rows, y)

    def searched(name, *options, **more):
        return lambda: getattr(model_selection, name)(logistic(), {"C": [0.5, 1.0, 2.0]}, *options, **more).fit(X, y)

    def framed():
        from sklearn.frozen import FrozenEstimator

        return FrozenEstimator(logistic().fit(frame, y)).fit(frame, y)

    def routed():
        return scaler().set_output(transform="pandas").fit(frame, y)

    def joined(kind):
        return lambda: kind([("a", scaler(), [0, 1]), ("b", "passthrough", [2])], remainder="drop").fit(X)

    def named():
        return compose.ColumnTransformer([("a", scaler(), ["a"])], remainder="passthrough").fit(frame)

    for kind in (dummy.DummyClassifier, dummy.DummyRegressor, logistic, linear_model.LogisticRegressionCV):
        yield of(kind)
    yield of(dummy.DummyClassifier, strategy="constant", constant=1)
    yield of(linear_model.LogisticRegressionCV, cv=2, scoring="roc_auc")
    for name in ("DecisionTreeClassifier", "DecisionTreeRegressor", "ExtraTreeClassifier", "ExtraTreeRegressor"):
        yield of(getattr(tree, name), frame)
    for name in ("RandomForest", "ExtraTrees"):
        for suffix in ("Classifier", "Regressor"):
            yield of(getattr(ensemble, name + suffix), **few)
            yield of(getattr(ensemble, name + suffix), **forests)
    for suffix in ("Classifier", "Regressor"):
        yield of(getattr(ensemble, "GradientBoosting" + suffix), **few)
        yield of(getattr(ensemble, "GradientBoosting" + suffix), **early)
        histogram = getattr(ensemble, "HistGradientBoosting" + suffix)
        yield of(histogram, frame, max_iter=3)
        yield of(histogram, max_iter=3, early_stopping=True, scoring="loss")
        yield of(histogram, np.abs(X).round(), max_iter=3, categorical_features=[0])
        yield of(histogram, max_iter=3, monotonic_cst=[1, 0, 0], interaction_cst="no_interactions")
    for kind in (scaler, preprocessing.MinMaxScaler, preprocessing.MaxAbsScaler, preprocessing.RobustScaler):
        yield of(kind, frame)
    yield of(impute.SimpleImputer, holed)
    yield of(impute.SimpleImputer, holed, add_indicator=True)
    yield of(impute.MissingIndicator, holed)
    for kind in (preprocessing.OneHotEncoder, preprocessing.OrdinalEncoder):
        yield of(kind, X.round())
        yield of(kind, X.round(), min_frequency=3, max_categories=4)
    yield of(preprocessing.OneHotEncoder, X.round(), drop="first")
    yield lambda: preprocessing.LabelEncoder().fit(y)
    yield of(preprocessing.FunctionTransformer)
    yield joined(compose.ColumnTransformer)
    yield named
    yield lambda: pipeline.FeatureUnion([("a", scaler())]).fit(X)
    yield lambda: pipeline.Pipeline([("a", scaler()), ("b", logistic())]).fit(X, y)
    yield searched("GridSearchCV")
    yield searched("GridSearchCV", scoring=["roc_auc", "accuracy"], refit="roc_auc")
    yield searched("RandomizedSearchCV", n_iter=2)
    yield searched("HalvingGridSearchCV", min_resources=20)
    yield searched("HalvingRandomSearchCV", min_resources=20, n_candidates=3)
    for method in ("sigmoid", "isotonic"):
        calibrated = calibration.CalibratedClassifierCV(logistic(), method=method, cv=2)
        yield lambda calibrated=calibrated: calibrated.fit(X, y)
        yield lambda calibrated=calibrated: calibrated.fit(X, y).calibrated_classifiers_[0]
        yield lambda calibrated=calibrated: calibrated.fit(X, y).calibrated_classifiers_[0].calibrators[0]
    yield framed
    yield routed


def _imbalanced_learn(X, y):
    from imblearn.pipeline import Pipeline
    from sklearn.linear_model import LogisticRegression

    yield lambda: Pipeline([("a", LogisticRegression())]).fit(X, y)


def _lightgbm(X, y):
    import lightgbm

    few = {"n_estimators": 3, "min_child_samples": 2, "verbose": -1}
    for name in ("LGBMModel", "LGBMClassifier", "LGBMRegressor"):
        kind = getattr(lightgbm, name)
        options = {"objective": "binary"} if name == "LGBMModel" else {}
        yield lambda kind=kind, options=options: kind(**few, **options).fit(X, y)
        yield lambda kind=kind, options=options: kind(**few, **options).fit(X, y, eval_set=[(X, y)])
    yield lambda: lightgbm.LGBMRanker(**few).fit(X, y, group=[20, 20, 20])
    yield lambda: lightgbm.LGBMClassifier(**few).fit(X, y).booster_


def _xgboost(X, y):
    import xgboost

    for name in ("XGBClassifier", "XGBRegressor", "XGBModel", "XGBRFClassifier", "XGBRFRegressor"):
        kind = getattr(xgboost, name)
        yield lambda kind=kind: kind(n_estimators=3).fit(X, y)
        yield lambda kind=kind: kind(n_estimators=3).fit(X, y, eval_set=[(X, y)], early_stopping_rounds=2)
        yield lambda kind=kind: kind(n_estimators=3, early_stopping_rounds=2).fit(X, y, eval_set=[(X, y)])
        yield lambda kind=kind: kind(n_estimators=3, max_cat_threshold=2, gamma=0, unknown_word=0).fit(X, y)
    yield lambda: xgboost.XGBRanker(n_estimators=3).fit(X, y, group=[20, 20, 20])
    yield lambda: xgboost.XGBClassifier(n_estimators=3).fit(X, y).get_booster()


def _frame(X):
    try:
        import pandas
    except ImportError:
        return X
    return pandas.DataFrame(X, columns=["a", "b", "c"])


def listed():
    """Of this environment: class, then name, then default (null for what is learned)."""
    warnings.simplefilter("ignore")
    found = {}
    for estimator in fitted():
        kind = type(estimator)
        name = f"{kind.__module__.split('.')[0]}.{kind.__name__}"
        row = found.setdefault(name, {})
        keeps = state(pickle.loads(pickle.dumps(estimator)))
        row.update({key: row.get(key) for key in keeps if key != "unknown_word"})
        if kind.__name__ != "Booster":
            row.update({key: default for key, default in parameters(kind).items()})
    return found


def _merge(record, library, version, found):
    for name, row in found.items():
        if name.split(".")[0] != library:
            continue
        for key, default in row.items():
            entry = record.setdefault(name, {}).setdefault(key, {"default": default, "versions": []})
            entry["versions"] = sorted({*entry["versions"], version}, key=_order)
            entry["default"] = default if default is not None else entry["default"]


def _order(version):
    return [int(part) for part in version.split(".")]


def main():
    import packages
    from trainers import TRAINERS

    cache = Path(os.environ.get("SCORINGKIT_TRAINERS") or HERE.parents[1] / ".build" / "trainers")
    cache.mkdir(parents=True, exist_ok=True)
    record = {}
    for library, trainer in (("sklearn", "scikit-learn"), ("lightgbm", "lightgbm"), ("xgboost", "xgboost")):
        for version, requirements in TRAINERS[trainer].versions.items():
            try:
                environment = {**packages.environment(cache, requirements, HERE), "OMP_NUM_THREADS": "1"}
            except packages.NotInstallable as error:
                print(f"{trainer} {version}: {error}", file=sys.stderr)
                continue
            command = [sys.executable, "-S", str(HERE / "estimator_attributes.py"), "--list"]
            done = subprocess.run(command, env=environment, capture_output=True, text=True)
            if done.returncode:
                raise SystemExit(f"{trainer} {version}:\n{done.stderr[-2000:]}")
            _merge(record, library, version, json.loads(done.stdout.splitlines()[-1]))
    import imblearn

    _merge(record, "imblearn", imblearn.__version__, listed())
    RECORD.write_text(_text_of(record))


def _text_of(record):
    """One line an attribute: its default, the first and the last version that has it."""
    classes = []
    for name in sorted(record):
        lines = []
        for key, entry in sorted(record[name].items()):
            facts = [entry["default"], entry["versions"][0], entry["versions"][-1]]
            lines.append(f"  {json.dumps(key)}: {json.dumps(facts)}")
        classes.append(f" {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n }")
    return "{\n" + ",\n".join(classes) + "\n}\n"


if __name__ == "__main__":
    if "--list" in sys.argv:
        print(json.dumps(listed()))
    else:
        main()
