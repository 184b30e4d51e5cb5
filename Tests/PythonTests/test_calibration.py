"""CalibratedClassifierCV, around every classifier that is read, against scikit-learn itself."""

import base64
import json
import pickle
import random

import lightgbm
import numpy as np
import pandas
import pytest
import scikit_probes
import scoringkit
import sklearn
import xgboost
from comparing import require_same_bits
from scikit_catalogue import applicants, columns, target, whole
from scipy.special import expit
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import (
    ExtraTreesClassifier,
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
)
from sklearn.frozen import FrozenEstimator
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier

EXACT = {
    "dummy": DummyClassifier(),
    "tree": DecisionTreeClassifier(max_depth=5, random_state=1),
    "forest": RandomForestClassifier(6, max_depth=5, random_state=1),
    "extra trees": ExtraTreesClassifier(6, max_depth=5, random_state=1),
    "boosting": GradientBoostingClassifier(n_estimators=6, init="zero", random_state=1),
    # Its members stop after different numbers of iterations.
    "histogram boosting": HistGradientBoostingClassifier(
        max_iter=15, early_stopping=True, n_iter_no_change=1, random_state=1
    ),
    "LightGBM": lightgbm.LGBMClassifier(n_estimators=6, n_jobs=1, verbose=-1),
    "LightGBM's forest": lightgbm.LGBMClassifier(
        boosting_type="rf", subsample=0.5, subsample_freq=1, n_estimators=6, n_jobs=1, verbose=-1
    ),
    "XGBoost": xgboost.XGBClassifier(n_estimators=6, n_jobs=1),
    "pipeline": make_pipeline(
        SimpleImputer(), StandardScaler(), RandomForestClassifier(4, max_depth=5, random_state=1)
    ),
}

LINEAR = {
    "linear": LogisticRegression(max_iter=300),
    "search": GridSearchCV(
        make_pipeline(StandardScaler(), LogisticRegression()), {"logisticregression__C": [1]}
    ),
}

WAYS = {
    "folds": lambda estimator, method: CalibratedClassifierCV(estimator, method=method, cv=3),
    "one": lambda estimator, method: CalibratedClassifierCV(estimator, method=method, cv=3, ensemble=False),
}


def fit(name, method="isotonic", way="folds", kind="class"):
    """A calibrated model, and the same in ScoringKit."""
    calibrated = WAYS[way]({**EXACT, **LINEAR}[name], method).fit(whole(False), target(kind))
    return calibrated, scoringkit.load(pickle.dumps(calibrated))


def fit_frozen(estimator, method, kind="class"):
    X, y = whole(False), target(kind)
    return CalibratedClassifierCV(FrozenEstimator(clone(estimator).fit(X, y)), method=method).fit(X, y)


def probe_rows(calibrated):
    """Rows of training, and rows at and around the splits of the members."""
    X = whole(False)
    found = [X]
    for pair in calibrated.calibrated_classifiers_:
        if any(hasattr(pair.estimator, name) for name in ("tree_", "estimators_", "_predictors")):
            found.append(scikit_probes.of_splits(pair.estimator, X)[:400])
    found = np.concatenate(found)
    try:
        calibrated.predict(np.full((1, X.shape[1]), np.nan))
    except ValueError:
        found = found[~np.isnan(found).any(axis=1)]
    return found


def predictions(calibrated, X):
    probabilities = calibrated.predict_proba(X)
    return probabilities[:, 1].copy() if probabilities.shape[1] == 2 else probabilities


def scores(calibrated, X):
    """What scikit-learn calibrates: of every member, of two classes the second's."""
    found = []
    for pair in calibrated.calibrated_classifiers_:
        if hasattr(pair.estimator, "decision_function"):
            score = pair.estimator.decision_function(X).reshape(len(X), -1)
        else:
            score = pair.estimator.predict_proba(X)
            score = score[:, 1:] if score.shape[1] == 2 else score
        found.append(score.astype(float))
    return np.hstack(found)


def require_close(ours, theirs, relative):
    assert ours.shape == theirs.shape and ours.dtype == theirs.dtype
    assert (np.abs(ours - theirs) <= relative * np.maximum(np.abs(ours), np.abs(theirs))).all()


@pytest.mark.parametrize("kind", ["class", "classes", "grade"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", EXACT)
def test_isotonic_calibration_is_scikit_learns_to_the_bit(name, way, kind):
    calibrated, model = fit(name, "isotonic", way, kind)
    X = probe_rows(calibrated)
    require_same_bits(model.predict(X), predictions(calibrated, X))


@pytest.mark.parametrize("kind", ["class", "classes", "grade"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", EXACT)
def test_sigmoid_calibration_is_scikit_learns_but_for_the_last_bits_of_the_exponential(name, way, kind):
    calibrated, model = fit(name, "sigmoid", way, kind)
    X = probe_rows(calibrated)
    require_close(model.predict(X), predictions(calibrated, X), 1e-13)


@pytest.mark.parametrize("method", ["sigmoid", "isotonic"])
@pytest.mark.parametrize("name", ["tree", "boosting", "LightGBM", "XGBoost", "pipeline"])
def test_a_frozen_classifier_is_read_through(name, method):
    calibrated = fit_frozen(EXACT[name], method, "grade")
    X = probe_rows(calibrated)
    model = scoringkit.load(pickle.dumps(calibrated))
    require_close(model.predict(X), predictions(calibrated, X), 1e-13)


@pytest.mark.parametrize("kind", ["class", "grade"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("method", ["sigmoid", "isotonic"])
@pytest.mark.parametrize("name", LINEAR)
def test_around_linear_models_only_the_rounding_of_their_sums_differs(name, method, way, kind):
    calibrated, model = fit(name, method, way, kind)
    X = whole(False)
    assert np.abs(model.predict(X) - predictions(calibrated, X)).max() < 1e-10


@pytest.mark.parametrize("name", EXACT)
def test_raw_scores_are_the_members_scores(name):
    calibrated, model = fit(name, way="folds", kind="grade")
    X = probe_rows(calibrated)
    if name in ("XGBoost",):
        boosters = [pair.estimator.get_booster() for pair in calibrated.calibrated_classifiers_]
        theirs = np.hstack([booster.inplace_predict(X, predict_type="margin") for booster in boosters])
    else:
        theirs = scores(calibrated, X)
    require_same_bits(model.predict(X, raw_score=True), theirs.astype(float))


@pytest.mark.parametrize("name", [*EXACT, *LINEAR])
def test_contributions_add_up_to_the_members_scores(name):
    _, model = fit(name, way="folds", kind="grade")
    X = whole(False)[::9]
    margins = model.predict(X, raw_score=True)
    parts = model.predict(X, pred_contrib=True).reshape(len(X), margins.shape[1], X.shape[1] + 1)
    # XGBoost's margins are rounded to float32 at every tree.
    allowed = 1e-6 if name == "XGBoost" else 1e-11
    assert np.abs(parts.sum(axis=2) - margins).max() < allowed * max(1, np.abs(parts).max())


def test_leaves_are_the_members_leaves_one_member_after_the_other():
    calibrated, model = fit("boosting", kind="grade")
    X = probe_rows(calibrated)
    theirs = [pair.estimator.apply(X).reshape(len(X), -1) for pair in calibrated.calibrated_classifiers_]
    require_same_bits(model.predict(X, pred_leaf=True), np.hstack(theirs).astype(np.int32))


@pytest.fixture(scope="module")
def line():
    """A classifier whose score is the row's only value, calibrated on a thousand of those."""
    draw = np.random.default_rng(3)
    X = draw.normal(size=(1000, 1))
    y = (X[:, 0] + draw.normal(size=1000) > 0).astype(int)
    classifier = LogisticRegression().fit(X, y)
    classifier.coef_[:], classifier.intercept_[:] = 1.0, 0.0
    return FrozenEstimator(classifier), X, y


@pytest.mark.parametrize("type", [np.float64, np.float32])
def test_at_and_around_every_threshold_the_bits_are_scikit_learns(line, type):
    classifier, X, y = line
    calibrated = CalibratedClassifierCV(classifier, method="isotonic").fit(X.astype(type), y)
    isotonic = calibrated.calibrated_classifiers_[0].calibrators[0]
    if type is np.float32:
        isotonic.X_thresholds_, isotonic.y_thresholds_ = (
            part.astype(type) for part in (isotonic.X_thresholds_, isotonic.y_thresholds_)
        )
        isotonic.X_min_, isotonic.X_max_ = isotonic.X_thresholds_[[0, -1]]
        calibrated = pickle.loads(pickle.dumps(calibrated))
    points = isotonic.X_thresholds_
    assert points.dtype == type and len(points) > 20
    around = [points, np.nextafter(points, type(np.inf)), np.nextafter(points, type(-np.inf))]
    between = (points[1:] + points[:-1]) / type(2)
    rows = np.concatenate([*around, between, [-99, 99]]).astype(float)[:, np.newaxis]
    rows = np.concatenate([rows, np.nextafter(rows, np.inf), np.nextafter(rows, -np.inf), X])
    model = scoringkit.load(pickle.dumps(calibrated))
    require_same_bits(model.predict(rows), predictions(calibrated, rows))


def test_a_calibrator_of_one_point_answers_that():
    X, y = np.zeros((40, 2)), np.arange(40) % 2
    calibrated = CalibratedClassifierCV(DecisionTreeClassifier(), method="isotonic", cv=2).fit(X, y)
    assert len(calibrated.calibrated_classifiers_[0].calibrators[0].X_thresholds_) == 1
    model = scoringkit.load(pickle.dumps(calibrated))
    require_same_bits(model.predict(X), predictions(calibrated, X))


def test_classes_that_all_vanish_are_equally_probable():
    calibrated, _ = fit("tree", "isotonic", "one", "grade")
    for calibrator in calibrated.calibrated_classifiers_[0].calibrators:
        calibrator.y_thresholds_[:] = 0
    calibrated = pickle.loads(pickle.dumps(calibrated))
    X = whole(False)[:5]
    ours = scoringkit.load(pickle.dumps(calibrated)).predict(X)
    require_same_bits(ours, predictions(calibrated, X))
    assert len(np.unique(ours)) == 1


def test_numpy_1_calibrates_the_float32_of_xgboost_in_float32():
    calibrated, model = fit("XGBoost", "sigmoid", "one")
    X = whole(False)
    written = pickle.dumps(calibrated, protocol=2)
    older = written.replace(b"cnumpy._core.multiarray\nscalar\n", b"cnumpy.core.multiarray\nscalar\n")
    assert older != written
    pair = calibrated.calibrated_classifiers_[0]
    slope, intercept = (np.float32(getattr(pair.calibrators[0], name)) for name in ("a_", "b_"))
    single = expit(-(slope * pair.estimator.predict_proba(X)[:, 1] + intercept))
    assert single.dtype == np.float32
    ours = scoringkit.load(older).predict(X)
    require_close(ours, single.astype(float), 1e-7)
    require_same_bits(ours.astype(np.float32).astype(float), ours)
    assert (ours != model.predict(X)).any()


def test_lightgbm_before_4_7_calibrated_probabilities():
    calibrated, _ = fit("LightGBM", "isotonic", "one")
    X, y = whole(False), target("class")
    pair = calibrated.calibrated_classifiers_[0]
    probability = pair.estimator.predict_proba(X)[:, 1]
    isotonic = pair.calibrators[0].fit(probability, y)
    del pair.estimator._fitted_with_feature_names
    model = scoringkit.load(pickle.dumps(calibrated))
    require_same_bits(model.predict(X), isotonic.predict(probability))


def test_before_1_2_the_classifier_had_another_name():
    calibrated, model = fit("tree")
    for pair in calibrated.calibrated_classifiers_:
        pair.base_estimator = vars(pair).pop("estimator")
    X = whole(False)
    require_same_bits(scoringkit.load(pickle.dumps(calibrated)).predict(X), model.predict(X))


def test_it_is_found_in_a_pipeline_a_search_and_a_dictionary():
    X, y = whole(True), target("class")
    inner = CalibratedClassifierCV(EXACT["forest"], method="isotonic", cv=2)
    search = GridSearchCV(make_pipeline(SimpleImputer(), inner), {"calibratedclassifiercv__cv": [2]}, cv=2)
    search.fit(X, y)
    model = scoringkit.load(pickle.dumps({"model": search, "threshold": 0.4}))
    require_same_bits(model.predict(X), predictions(search, X))
    assert model.format == f"scikit-learn {sklearn.__version__} CalibratedClassifierCV"


def test_each_fold_has_its_own_preparation_of_a_frame():
    frame, y = applicants(), target("class")
    frame.loc[frame.index[:1], "purpose"] = "a rare one, unknown to all folds but some"
    inner = make_pipeline(columns(), RandomForestClassifier(4, max_depth=5, random_state=1))
    calibrated = CalibratedClassifierCV(inner, method="isotonic", cv=3).fit(frame, y)
    widths = {pair.estimator[0].transform(frame).shape[1] for pair in calibrated.calibrated_classifiers_}
    assert len(widths) > 1
    model = scoringkit.load(pickle.dumps(calibrated))
    require_same_bits(model.predict(frame), predictions(calibrated, frame))
    margins = model.predict(frame, raw_score=True)
    parts = model.predict(frame, pred_contrib=True).reshape(len(frame), 3, frame.shape[1] + 1)
    assert np.abs(parts.sum(axis=2) - margins).max() < 1e-12


@pytest.mark.parametrize("name", ["LightGBM", "histogram boosting"])
def test_categories_of_a_frame_are_the_members(name):
    frame, y = applicants(), target("class")
    frame = frame.astype({"housing": "category", "purpose": "category"})
    calibrated = CalibratedClassifierCV(EXACT[name], method="isotonic", cv=2).fit(frame, y)
    model = scoringkit.load(pickle.dumps(calibrated))
    require_same_bits(model.predict(frame), predictions(calibrated, frame))


def test_members_that_number_categories_differently_are_refused():
    frame, y = applicants(), target("class")
    frame = frame.astype({"housing": "category"}).drop(columns="purpose")
    calibrated = CalibratedClassifierCV(EXACT["LightGBM"], cv=2).fit(frame, y)
    booster = calibrated.calibrated_classifiers_[1].estimator._Booster
    booster.pandas_categorical = [list(reversed(booster.pandas_categorical[0]))]
    require_refused(calibrated, "numbers the categories")


@pytest.mark.parametrize("name", ["tree", "boosting", "LightGBM", "XGBoost"])
def test_a_bundle_decides_by_the_calibrated_probability(name):
    calibrated, model = fit(name, "sigmoid")
    X = whole(False)[:60]
    probability = model.predict(X)
    document = {
        "format": "scoringkit-bundle",
        "format_version": 1,
        "features": [{"name": name, "kind": "numeric"} for name in model.feature_names],
        "scaler": None,
        "model": {"format": "pickle", "base64": base64.b64encode(pickle.dumps(calibrated)).decode()},
        "policy": {
            "positive_class": "1",
            "threshold": float(np.sort(probability)[30]),
            "refuse_when": ">=",
            "reason_limit": 4,
        },
    }
    bundle = scoringkit.load(json.dumps(document).encode())
    require_same_bits(bundle.predict(X), probability)
    members = len(calibrated.calibrated_classifiers_)
    for row, p in zip(X, probability, strict=True):
        decision = bundle.decide(row)
        assert decision.refused == (p >= decision.threshold)
        assert decision.probability == decision.margin == p
        assert decision.margin_threshold == decision.threshold
        parts = bundle.predict(row[np.newaxis], pred_contrib=True).reshape(members, -1)[:, :-1]
        rising = [-np.sign(pair.calibrators[0].a_) for pair in calibrated.calibrated_classifiers_]
        mean = (parts * np.array(rising)[:, np.newaxis]).sum(axis=0) / members
        expected = sorted(mean[mean > 0], reverse=True)[:4]
        assert [contribution for _, contribution in decision.reasons] == pytest.approx(expected, rel=1e-12)


def require_refused(calibrated, fragment):
    with pytest.raises(scoringkit.ScoringError) as refusal:
        scoringkit.load(pickle.dumps(calibrated))
    assert fragment in str(refusal.value), str(refusal.value)


def test_what_is_not_supported_is_refused_by_name():
    X, y = whole(False), target("class")
    tree = DecisionTreeClassifier(max_depth=2)
    require_refused(CalibratedClassifierCV(tree, method="temperature", cv=2).fit(X, y), "_TemperatureScaling")
    require_refused(CalibratedClassifierCV(LinearSVC(), cv=2).fit(X, y), "LinearSVC")
    nested = CalibratedClassifierCV(CalibratedClassifierCV(tree, cv=2), cv=2).fit(X, y)
    require_refused(nested, "calibrated again")
    mixed, _ = fit("tree")
    mixed.calibrated_classifiers_[1].estimator = RandomForestClassifier(2).fit(X, y)
    require_refused(mixed, "differ in kind")
    fewer, _ = fit("tree", kind="grade")
    fewer.calibrated_classifiers_[0].estimator = tree.fit(X, y)
    require_refused(fewer, "classifier of all")


def _isotonic(**attributes):
    return lambda calibrated: vars(calibrated.calibrated_classifiers_[0].calibrators[0]).update(attributes)


DAMAGE = {
    "no members": lambda c: c.calibrated_classifiers_.clear(),
    "no calibrators": lambda c: c.calibrated_classifiers_[1].calibrators.clear(),
    "two calibrators": lambda c: c.calibrated_classifiers_[1].calibrators.append(c),
    "no classifier": lambda c: vars(c.calibrated_classifiers_[0]).pop("estimator"),
    "no classes": lambda c: vars(c).pop("classes_"),
    "no thresholds": lambda c: vars(c.calibrated_classifiers_[0].calibrators[0]).pop("X_thresholds_"),
    "another range": _isotonic(X_min_=0.1),
    "NaN": _isotonic(X_thresholds_=np.array([0.0, np.nan, 1.0]), y_thresholds_=np.zeros(3)),
    "unsorted": _isotonic(X_thresholds_=np.array([0.0, 0.6, 0.5, 1.0]), y_thresholds_=np.zeros(4)),
    "another count": _isotonic(y_thresholds_=np.zeros(2)),
    "no probabilities": _isotonic(X_thresholds_=np.array([0.0, 1.0]), y_thresholds_=np.array([0.0, 7.0])),
    "not clipped": _isotonic(out_of_bounds="nan"),
    "itself inside": lambda c: vars(c.calibrated_classifiers_[0]).update(estimator=c),
    "margins as thresholds": _isotonic(
        X_thresholds_=np.array([-3.0, 4.0]), y_thresholds_=np.array([0.0, 1.0]), X_min_=-3.0, X_max_=4.0
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_refused(damage):
    calibrated, _ = fit("tree")
    DAMAGE[damage](calibrated)
    require_refused(calibrated, "")


def test_a_damaged_file_is_refused_or_read_without_harm():
    draw = random.Random(4)
    X = whole(False)[:3]
    for name, method in [("tree", "isotonic"), ("XGBoost", "sigmoid"), ("pipeline", "isotonic")]:
        calibrated, _ = fit(name, method)
        whole_file = pickle.dumps(calibrated)
        for _ in range(150):
            damaged = bytearray(whole_file)
            for _ in range(draw.choice([1, 1, 2, 8])):
                damaged[draw.randrange(len(damaged))] = draw.randrange(256)
            try:
                model = scoringkit.load(bytes(damaged))
                model.predict(X[:, : model.n_features])
            except scoringkit.ScoringError:
                pass


def test_names_of_columns_are_those_of_the_frame():
    X = pandas.DataFrame(whole(False)).add_prefix("column-")
    calibrated = CalibratedClassifierCV(EXACT["LightGBM"], cv=2).fit(X, target("class"))
    assert scoringkit.load(pickle.dumps(calibrated)).feature_names == list(X.columns)
