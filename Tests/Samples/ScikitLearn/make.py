"""Writes small pickled models of one release of scikit-learn, and what that release answers, into its folder.

    python make.py

A model is a pickle that zlib compressed. The answers are a row a line: its cells, an empty one being a missing value,
then the margins, then the predictions.

Run once with scikit-learn 1.9.1 (NumPy 2.4, SciPy 1.17, pandas 3.1, joblib 1.6, LightGBM 4.7, XGBoost 3.2) and once
with 1.2.2 (NumPy 1.24, SciPy 1.10). For 1.2.2 NumPy's own logarithm for processors with AVX-512 was switched off by
NPY_DISABLE_CPU_FEATURES: before 1.4 gradient boosting starts from it.
"""

import io
import pickle
import warnings
import zlib
from pathlib import Path

import joblib
import numpy as np
import sklearn
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import (
    ExtraTreesClassifier,
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
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

warnings.filterwarnings("ignore")
VERSION = tuple(int(part) for part in sklearn.__version__.split(".")[:2])
random = np.random.default_rng(7)
X = random.normal(size=(60, 4)).round(1)
X[:, 2] = random.integers(0, 6, 60)
score = X[:, 0] + 0.6 * X[:, 1] * (X[:, 2] % 2) + 0.4 * random.normal(size=60)
two, three = (score > 0.2).astype(int), np.digitize(score, [-0.4, 0.5])
missing = np.where(random.random(X.shape) < 0.15, np.nan, X)
categories = X.copy()
categories[:, 3] = random.integers(0, 9, 60)
categorised = (score + np.isin(categories[:, 3], [1, 4, 7]) > 0.6).astype(int)
folder = Path(__file__).parent / f"{VERSION[0]}.{VERSION[1]}"


def thresholds(model):
    if hasattr(model, "_predictors"):
        for stage in model._predictors:
            for predictor in stage:
                for node in predictor.nodes:
                    if not node["is_leaf"] and not node["is_categorical"]:
                        yield int(node["feature_idx"]), float(node["num_threshold"])
    elif hasattr(model, "tree_") or hasattr(model, "estimators_"):
        for tree in [model] if hasattr(model, "tree_") else np.ravel(model.estimators_):
            for left, feature, threshold in zip(tree.tree_.children_left, tree.tree_.feature, tree.tree_.threshold):
                if left != -1:
                    yield int(feature), float(threshold)


def probes(model, base, most=5):
    """Some rows, and rows with a value exactly at a threshold and one ulp of float64 and float32 beside it."""
    rows = [row for row in base[:3]]
    found = sorted(set(thresholds(model)))
    for feature, threshold in found[:: max(1, len(found) // most)]:
        single = np.float32(threshold)
        for value in (
            threshold,
            np.nextafter(threshold, np.inf),
            np.nextafter(single, np.float32(np.inf)),
            np.nextafter(single, np.float32(-np.inf)),
        ):
            if np.isfinite(value) and abs(value) < 1e38:
                row = base[len(rows) % len(base)].copy()
                row[feature] = value
                rows.append(row)
    return np.array(rows)


def cell(value):
    if isinstance(value, str):
        return value
    return "" if value is None or value != value else repr(float(value))


def document(value, dump):
    # A generator's state is 2500 random bytes, and only training needs it.
    for name in ("_rng", "_feature_subsample_rng"):
        getattr(value, "__dict__", {}).pop(name, None)
    if "GradientBoosting" in type(value).__name__ and hasattr(value, "estimators_"):
        for tree in np.ravel(value.estimators_):
            tree.random_state = 0
    if dump == "joblib":
        stream = io.BytesIO()
        joblib.dump(value, stream)
        return zlib.compress(stream.getvalue(), 9)
    return zlib.compress(pickle.dumps(value, protocol=2 if dump == "old" else 4), 9)


def add(name, value, rows=(), margins=(), predictions=(), dump="pickle"):
    lines = []
    for row, margin, prediction in zip(rows, margins, predictions):
        parts = (row, np.ravel(margin), np.ravel(prediction))
        lines.append(" > ".join("|".join(cell(value) for value in part) for part in parts))
    path = folder / name.replace("'", "").replace(" ", "-")
    path.with_suffix(".pickle").write_bytes(document(value, dump))
    if lines:
        path.with_suffix(".txt").write_text("".join(line + "\n" for line in lines))


def classifier(name, model, rows, dump="pickle", inside=None, header=None):
    probability = model.predict_proba(rows)
    if probability.shape[1] == 2:
        probability = probability[:, 1:]
    margin = model.decision_function(rows) if hasattr(model, "decision_function") else probability
    add(name, model if inside is None else inside, np.asarray(rows), margin, probability, dump)


def calibrated(name, model, rows):
    scores = []
    for member in model.calibrated_classifiers_:
        has_margin = hasattr(member.estimator, "decision_function")
        score = member.estimator.decision_function(rows) if has_margin else member.estimator.predict_proba(rows)
        score = score.reshape(len(rows), -1)
        scores.append(score[:, 1:] if score.shape[1] == 2 else score)
    probability = model.predict_proba(rows)
    add(name, model, rows, np.hstack(scores), probability[:, 1:] if probability.shape[1] == 2 else probability)


def regressor(name, model, rows):
    prediction = model.predict(rows)
    margin = model._raw_predict(rows) if hasattr(model, "_predictors") else prediction
    add(name, model, rows, margin, prediction)


def state(model, **attributes):
    model.__dict__.update(attributes)
    return model


weights = {"class_weight": {0: 0.7, 1: 1.3, 2: 0.9}}
tree = DecisionTreeClassifier(max_depth=3, random_state=0).fit(X, two)
classifier("a tree", tree, probes(tree, X))
forest = RandomForestClassifier(3, max_depth=3, random_state=0, **weights).fit(X, three)
classifier("a forest of three classes", forest, probes(forest, X), "joblib")
forest = ExtraTreesClassifier(3, max_depth=3, random_state=0).fit(X, np.array(["bad", "good"])[two])
classifier("extra trees of texts", forest, probes(forest, X), "old")
forest = RandomForestRegressor(3, max_depth=3, random_state=0).fit(X, score)
regressor("a regression forest", forest, probes(forest, X))
boosting = GradientBoostingClassifier(n_estimators=3, max_depth=2, subsample=0.8, random_state=0).fit(X, two)
classifier("boosting", boosting, probes(boosting, X))
boosting = GradientBoostingClassifier(n_estimators=3, max_depth=2, loss="exponential", random_state=0).fit(X, two)
classifier("exponential boosting", boosting, probes(boosting, X))
boosting = GradientBoostingClassifier(n_estimators=2, max_depth=2, random_state=0).fit(X, three)
classifier("boosting of three classes", boosting, probes(boosting, X), "joblib")
boosting = GradientBoostingClassifier(n_estimators=2, max_depth=2, init="zero", random_state=0).fit(X, two)
classifier("boosting from zero", boosting, probes(boosting, X))
boosting = GradientBoostingRegressor(n_estimators=3, max_depth=2, loss="huber", random_state=0).fit(X, score)
regressor("boosting of a regression", boosting, probes(boosting, X))
histogram = HistGradientBoostingClassifier(max_iter=3, min_samples_leaf=5, random_state=0).fit(missing, two)
classifier("histogram boosting", histogram, probes(histogram, missing))
histogram = HistGradientBoostingClassifier(
    max_iter=3, min_samples_leaf=5, categorical_features=[3], random_state=0
).fit(categories, categorised)
odd = np.array([[0, 0, 1, code] for code in (0, 1, 4, 7, 8, -1, 9, 31, 32, 255, np.nan)], dtype=float)
classifier("histogram boosting with categories", histogram, np.vstack([categories[:6], odd]))
histogram = HistGradientBoostingRegressor(max_iter=3, loss="poisson", random_state=0).fit(X, np.exp(score))
regressor("histogram boosting of counts", histogram, probes(histogram, X))
linear = LogisticRegression().fit(X, two)
classifier("a linear model", linear, X[:6])
classifier("a linear model of three classes", LogisticRegression().fit(X, three), X[:6])
if VERSION < (1, 8):
    model = LogisticRegression(multi_class="multinomial").fit(X, two)
    classifier("a multinomial model of two classes", model, X[:6])
    model = LogisticRegression(solver="liblinear").fit(X, three)
    classifier("one linear model a class", model, X[:6])
model = DummyClassifier(strategy="prior").fit(X, three)
classifier("a prior", model, X[:2])
imputed = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), MinMaxScaler(clip=True), LogisticRegression())
classifier("a pipeline", imputed.fit(missing, two), missing[:8])
search = GridSearchCV(make_pipeline(SimpleImputer(), DecisionTreeClassifier(random_state=0)), {"decisiontreeclassifier__max_depth": [2]}, cv=2)
classifier("a search", search.fit(missing, two), missing[:8])
if VERSION >= (1, 3):
    tree = DecisionTreeClassifier(max_depth=4, random_state=0).fit(missing, two)
    classifier("a tree with missing values", tree, np.vstack([probes(tree, missing), np.full((1, 4), np.nan)]))
model = CalibratedClassifierCV(DecisionTreeClassifier(max_depth=3, random_state=0), method="isotonic", cv=3)
calibrated("calibrated trees", model.fit(X, two), X[:8])
boosting = GradientBoostingClassifier(n_estimators=2, max_depth=2, init="zero", random_state=0)
model = CalibratedClassifierCV(boosting, cv=2).fit(X, three)
for pair in model.calibrated_classifiers_:
    document(pair.estimator, "pickle")
calibrated("calibrated boosting of three classes", model, X[:8])
model = RandomForestClassifier(2, max_depth=2, random_state=0)
model = CalibratedClassifierCV(make_pipeline(SimpleImputer(), MinMaxScaler(), model), method="isotonic", cv=2)
calibrated("calibrated pipelines of three classes", model.fit(missing, three), missing[:8])

beside = {"model": [linear], "encoder": LabelEncoder().fit(["a"]), "names": list("abcd"), "scaler": StandardScaler().fit(X)}
if VERSION >= (1, 8):
    import lightgbm
    import pandas
    import xgboost

    table = pandas.DataFrame(X, columns=list("abcd")).astype(object)
    table["a"] = np.where(random.random(60) < 0.1, np.nan, X[:, 0])
    table["home"] = random.choice(["rent", "own", "with parents"], 60).astype(object)
    table["grade"] = random.choice(["A", "B", "C, D"], 60).astype(object)
    table.loc[random.random(60) < 0.1, "home"] = np.nan
    table = table.astype({name: float for name in "abcd"}).astype({"home": object, "grade": object})
    steps = ColumnTransformer(
        [
            ("number", make_pipeline(SimpleImputer(), StandardScaler()), ["b", "a"]),
            ("home", make_pipeline(SimpleImputer(strategy="constant", fill_value="none"), OneHotEncoder()), ["home"]),
            ("grade", OneHotEncoder(handle_unknown="ignore"), ["grade"]),
            ("unused", "drop", ["d"]),
        ],
        remainder="passthrough",
    )
    model = Pipeline([("columns", steps), ("model", RandomForestClassifier(3, max_depth=3, random_state=0))])
    test = table.iloc[:12].copy()
    test.iloc[0, test.columns.get_loc("grade")] = "unseen"
    classifier("texts", model.fit(table, two), test)
    codes = table.copy()
    codes[["home", "grade"]] = codes[["home", "grade"]].astype("category")
    model = HistGradientBoostingClassifier(max_iter=3, min_samples_leaf=5, random_state=0).fit(codes, two)
    classifier("histogram boosting of texts", model, codes.iloc[:12])
    fitted = lightgbm.LGBMClassifier(n_estimators=30, learning_rate=0.5, num_leaves=4, min_child_samples=4, verbose=-1).fit(
        X[:40], two[:40], eval_set=[(X[40:], two[40:])], callbacks=[lightgbm.early_stopping(2, verbose=False)]
    )
    margin = fitted.predict(X[:6], raw_score=True)
    add("LightGBM stopped early", fitted, X[:6], margin, fitted.predict_proba(X[:6])[:, 1], "joblib")

    marked = np.where(np.isnan(missing), -999, missing)
    fitted = xgboost.XGBClassifier(
        n_estimators=20, max_depth=2, learning_rate=0.9, missing=-999, early_stopping_rounds=2
    ).fit(marked[:40], two[:40], eval_set=[(marked[40:], two[40:])], verbose=False)
    margin = fitted.predict(marked[:8], output_margin=True)
    add("XGBoost stopped early", fitted, marked[:8], margin, fitted.predict_proba(marked[:8])[:, 1])
    add("XGBoost's booster", [fitted.get_booster()], X[:6], *(
        fitted.get_booster().predict(xgboost.DMatrix(X[:6]), output_margin=raw) for raw in (True, False)
    ))

    scaled = make_pipeline(SimpleImputer(), StandardScaler()).fit(missing)
    add("transformers alone", scaled, missing[:6], scaled.transform(missing[:6]))
    classifier("one model among others", linear, X[:6], inside=beside)
    add("two models", {"first": linear, "second": tree})
    add("a transformer beside an unknown model", {"model": SVC().fit(X, two), "scaler": StandardScaler().fit(X)})
    add("an unknown model", SVC().fit(X, two))
    add("an unknown step", make_pipeline(PCA(2), LogisticRegression()).fit(X, two))
    add("temperature", CalibratedClassifierCV(LogisticRegression(), cv=2, method="temperature").fit(X, two))
    add("a random answer", DummyClassifier(strategy="stratified").fit(X, two))
    add("a start of its own", GradientBoostingClassifier(n_estimators=1, init=LogisticRegression()).fit(X, two))
    add("one class", DecisionTreeClassifier().fit(X, np.zeros(60)))
    add("two targets", DecisionTreeClassifier(max_depth=2).fit(X, np.column_stack([two, three])))
    add("a constant", DummyRegressor(strategy="constant", constant=3).fit(X, score), X[:1], [3], [3])
    add("no model", {"threshold": 0.4})
    names = np.array(["name" * 5000] * 2000, dtype=object)
    add("one long name many times", state(DecisionTreeClassifier(max_depth=1).fit(X, two), feature_names_in_=names))
    add("too many columns", state(DecisionTreeClassifier(max_depth=1).fit(X, two), n_features_in_=2**31 - 1))
    looping = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, two)
    looping.steps.append(("again", looping))
    add("a pipeline inside itself", looping)
    sklearn.base.__version__ = "1.10.0"
    add("a later release", LogisticRegression().fit(X, two))
