"""Contributions of raw columns behind encoders, and of groups, against all coalitions of them.

With a background the game is played with the trainer itself: a coalition's columns come from the row, the others from
the background row. Without one it is played on the trainer's own trees and counts.
"""

import base64
import json
import pickle
from itertools import combinations
from math import factorial

import lightgbm
import numpy as np
import pandas
import pytest
import scoringkit
import xgboost
from scoringkit import ScoringError
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

COLUMNS = ["id", "age", "home", "income", "city", "debt"]
NUMERIC, TEXTS = ["age", "income"], ["home", "city"]
GROUPS = {"person": ["home", "age"], "money": ["debt", "income"]}
SEED = 11

# What is explained need not be the best there is.
pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


def applicants(count=400):
    random = np.random.default_rng(SEED)
    frame = pandas.DataFrame(
        {
            "id": random.random(count),
            "age": random.integers(18, 80, count).astype(float),
            "home": random.choice(["own", "rent", "free"], count),
            "income": random.gamma(2, 1000, count).round(),
            "city": random.choice(["Bonn", "Ulm", "Kiel", "Trier", "Celle"], count),
            "debt": random.gamma(2, 400, count).round(),
        }
    )
    frame.loc[random.random(count) < 0.2, "income"] = np.nan
    frame.loc[random.random(count) < 0.1, "age"] = np.nan
    return frame


def target(frame, classes=2):
    random = np.random.default_rng(SEED + 1)
    score = (
        (frame["home"] == "rent") * (frame["age"].fillna(30) < 45) * 1.5
        + frame["city"].isin(["Ulm", "Celle"]) * (frame["debt"] > 700)
        + frame["income"].isna() * (frame["home"] == "free") * 2
        - frame["income"].fillna(0) / 4000
        + random.normal(0, 0.3, len(frame))
    )
    return pandas.qcut(score, classes, labels=False).to_numpy()


def preparation():
    """One-hot columns, an indicator, and columns in several parts; ``id`` is dropped."""
    return ColumnTransformer(
        [
            ("numbers", SimpleImputer(strategy="median", add_indicator=True), NUMERIC),
            ("texts", OneHotEncoder(handle_unknown="ignore", sparse_output=False), TEXTS),
            ("again", OrdinalEncoder(), ["city"]),
            ("more", make_pipeline(SimpleImputer(), StandardScaler()), ["debt", "age"]),
        ]
    )


CLASSIFIERS = {
    "LightGBM": lambda: lightgbm.LGBMClassifier(n_estimators=12, num_leaves=12, min_child_samples=5, verbosity=-1),
    "XGBoost": lambda: xgboost.XGBClassifier(n_estimators=12, max_depth=5),
    "RandomForest": lambda: RandomForestClassifier(8, max_depth=6, random_state=1),
    "GradientBoosting": lambda: GradientBoostingClassifier(n_estimators=12, max_depth=4, random_state=1),
    "HistGradientBoosting": lambda: HistGradientBoostingClassifier(max_iter=12, max_leaf_nodes=12, min_samples_leaf=5),
    "Logistic": lambda: LogisticRegression(max_iter=40),
}
TREES = [name for name in CLASSIFIERS if name != "Logistic"]


class Fitted:
    """A pipeline, the model read from its pickle, its rows, and the raw column behind each transformed one."""

    def __init__(self, name, classes=2):
        self.frame = applicants()
        self.pipeline = Pipeline([("prepare", preparation()), ("model", CLASSIFIERS[name]())])
        self.pipeline.fit(self.frame, target(self.frame, classes))
        self.model = scoringkit.load(pickle.dumps(self.pipeline))
        self.prepare, self.final = self.pipeline["prepare"], self.pipeline["model"]
        self.sources = [COLUMNS.index(source_of(name)) for name in self.prepare.get_feature_names_out()]

    def margins(self, frame):
        """The trainer's: rows × outputs."""
        rows, final = self.prepare.transform(frame), self.final
        if isinstance(final, lightgbm.LGBMClassifier):
            margins = final.predict(rows, raw_score=True)
        elif isinstance(final, xgboost.XGBClassifier):
            margins = final.predict(rows, output_margin=True)
        elif isinstance(final, RandomForestClassifier):
            margins = final.predict_proba(rows)
            margins = margins[:, 1] if margins.shape[1] == 2 and self.model.n_outputs == 1 else margins
        else:
            margins = final.decision_function(rows)
        return np.asarray(margins, float).reshape(len(frame), -1)


@pytest.fixture(scope="module")
def fitted():
    kept = {}

    def of(name, classes=2):
        if (name, classes) not in kept:
            kept[name, classes] = Fitted(name, classes)
        return kept[name, classes]

    return of


def source_of(name):
    """The raw column that scikit-learn names in a transformed one's name."""
    words = name.split("__", 1)[1].removeprefix("missingindicator_")
    return next(column for column in COLUMNS if words == column or words.startswith(column + "_"))


def subsets(players):
    return [frozenset(some) for size in range(len(players) + 1) for some in combinations(players, size)]


def shapley(players, value):
    """Every player's Shapley value, of a game that answers numbers or arrays."""
    values = {coalition: value(coalition) for coalition in subsets(players)}
    count = len(players)

    def of(player):
        return sum(
            factorial(len(some)) * factorial(count - len(some) - 1) / factorial(count)
            * (values[some | {player}] - values[some])
            for some in values
            if player not in some
        )

    return [of(player) for player in players]


def interaction(players, value, first, second):
    values = {coalition: value(coalition) for coalition in subsets(players)}
    count = len(players)
    return sum(
        factorial(len(some)) * factorial(count - len(some) - 2) / factorial(count - 1)
        * (values[some | {first, second}] - values[some | {first}] - values[some | {second}] + values[some])
        for some in values
        if not some & {first, second}
    )


# ------------------------------------------------------------ the trainers' own trees


def nested(root, node):
    """A tree as (feature, goes left, left, right, cover), or (value, cover) for a leaf."""
    found = node(root)
    if len(found) == 2:
        return found
    feature, goes_left, left, right, cover = found
    return feature, goes_left, nested(left, node), nested(right, node), cover


def of_lightgbm(model):
    def node(part):
        if "leaf_value" in part:
            return part["leaf_value"], part.get("leaf_count", 1)
        if part["decision_type"] == "==":
            codes = {int(code) for code in part["threshold"].split("||")}
            goes_left = lambda x: int(x) in codes  # noqa: E731
        else:
            goes_left = lambda x: x <= part["threshold"]  # noqa: E731
        return part["split_feature"], goes_left, part["left_child"], part["right_child"], part["internal_count"]

    dump = model.booster_.dump_model()
    count = dump["num_tree_per_iteration"]
    return [(index % count, nested(tree["tree_structure"], node)) for index, tree in enumerate(dump["tree_info"])]


def of_xgboost(model):
    document = json.loads(bytes(model.get_booster().save_raw("json")))
    parts = document["learner"]["gradient_booster"]["model"]

    def tree(arrays):
        def node(index):
            cover, left = single(arrays["sum_hessian"][index]), arrays["left_children"][index]
            condition = single(arrays["split_conditions"][index])
            if left == -1:
                return condition, cover
            goes_left = lambda x: single(x) < condition  # noqa: E731
            return arrays["split_indices"][index], goes_left, left, arrays["right_children"][index], cover

        return nested(0, node)

    return list(zip(parts["tree_info"], map(tree, parts["trees"])))


def single(number):
    return float(np.float32(number))


def of_scikit(tree, scale=1.0, output=0):
    def node(index):
        cover, left = tree.weighted_n_node_samples[index], tree.children_left[index]
        if left == -1:
            return scale * tree.value[index, 0, output], cover
        goes_left = lambda x: np.float32(x) <= tree.threshold[index]  # noqa: E731
        return tree.feature[index], goes_left, left, tree.children_right[index], cover

    return nested(0, node)


def of_histogram(predictor):
    def node(index):
        part = predictor.nodes[index]
        if part["is_leaf"]:
            return part["value"], part["count"]
        goes_left = lambda x: x <= part["num_threshold"]  # noqa: E731
        return part["feature_idx"], goes_left, part["left"], part["right"], part["count"]

    return nested(0, node)


def trees(fitted):
    """Each tree with its output."""
    final = fitted.final
    if isinstance(final, lightgbm.LGBMClassifier):
        return of_lightgbm(final)
    if isinstance(final, xgboost.XGBClassifier):
        return of_xgboost(final)
    if isinstance(final, RandomForestClassifier):
        outputs = fitted.model.n_outputs
        share = 1 / len(final.estimators_)
        return [
            (output, of_scikit(one.tree_, share, 1 if outputs == 1 else output))
            for one in final.estimators_
            for output in range(outputs)
        ]
    if isinstance(final, GradientBoostingClassifier):
        return [
            (output, of_scikit(one.tree_, final.learning_rate))
            for stage in final.estimators_
            for output, one in enumerate(stage)
        ]
    return [(output, of_histogram(one)) for stage in final._predictors for output, one in enumerate(stage)]


def expectation(tree, row, known):
    """What a tree answers where only the known transformed columns are, by its training counts."""
    if len(tree) == 2:
        return tree[0]
    feature, goes_left, left, right, cover = tree
    if feature in known:
        return expectation(left if goes_left(row[feature]) else right, row, known)
    return sum(part[-1] / cover * expectation(part, row, known) for part in (left, right))


def game(fitted, row, owners, output):
    """The path-dependent game of an output's trees, between players that own raw columns."""
    chosen = [tree for place, tree in trees(fitted) if place == output]

    def value(coalition):
        known = {place for place, source in enumerate(fitted.sources) if owners[source] in coalition}
        return sum(expectation(tree, row, known) for tree in chosen)

    return value


def against(fitted, row, background, owners):
    """The game against a background, played with the trainer: the mean margins."""
    coalitions = subsets(range(max(owners) + 1))
    mixed = pandas.concat([background] * len(coalitions), ignore_index=True)
    known = np.repeat([[owner in some for owner in owners] for some in coalitions], len(background), axis=0)
    for place, column in enumerate(COLUMNS):
        mixed.loc[known[:, place], column] = row[column]
    means = fitted.margins(mixed).reshape(len(coalitions), len(background), -1).mean(axis=1)
    return dict(zip(coalitions, means)).__getitem__


OWN = list(range(len(COLUMNS)))
# GROUPS, in the order of their first columns: id, person, money, city.
GROUPED = [0, 1, 1, 2, 3, 2]

PROBES = [0, 60, 111]

# ------------------------------------------------------------ contributions


@pytest.mark.parametrize("classes", [2, 3])
@pytest.mark.parametrize("name", TREES)
@pytest.mark.parametrize("owners", [OWN, GROUPED], ids=["raw columns", "groups"])
def test_path_dependent_values_are_those_of_all_coalitions(fitted, name, classes, owners):
    case = fitted(name, classes)
    model = case.model if owners is OWN else case.model.explaining(GROUPS)
    count, outputs = max(owners) + 1, model.n_outputs
    answer = model.predict(case.frame, pred_contrib=True).reshape(-1, outputs, count + 1)
    rows = case.prepare.transform(case.frame)
    scale = sum(abs(leaf(tree)) for _, tree in trees(case))
    for row in PROBES:
        for output in range(outputs):
            exact = shapley(range(count), game(case, rows[row], owners, output))
            assert np.abs(answer[row, output, :-1] - exact).max() <= 1e-12 * scale
    margins = model.predict(case.frame, raw_score=True).reshape(len(case.frame), outputs)
    # XGBoost sums in float32.
    allowed = 1e-6 if name == "XGBoost" else 1e-12
    assert np.abs(answer.sum(axis=2) - margins).max() <= allowed * scale
    assert not answer[:, :, 0].any()  # ``id`` is dropped.


def leaf(tree):
    return tree[0] if len(tree) == 2 else max((leaf(tree[2]), leaf(tree[3])), key=abs)


@pytest.mark.parametrize("classes", [2, 3])
@pytest.mark.parametrize("name", list(CLASSIFIERS))
@pytest.mark.parametrize("owners", [OWN, GROUPED], ids=["raw columns", "groups"])
def test_against_a_background_they_are_those_of_all_coalitions_played_with_the_trainer(
    fitted, name, classes, owners
):
    case = fitted(name, classes)
    background = case.frame.iloc[100:112]
    model = case.model if owners is OWN else case.model.explaining(GROUPS)
    prepared = scoringkit.Background(model, background)
    count, outputs = max(owners) + 1, model.n_outputs
    answer = prepared.contributions(case.frame.iloc[PROBES]).reshape(-1, outputs, count + 1)
    for place, row in enumerate(PROBES[:2]):
        exact = shapley(range(count), against(case, case.frame.iloc[row], background, owners))
        allowed = 1e-5 if name == "XGBoost" else 1e-11
        assert np.abs(answer[place, :, :-1] - np.array(exact).T).max() <= allowed
    if owners is not OWN:
        other = scoringkit.Background(case.model, background).explaining(GROUPS)
        assert other.player_names == ["id", "person", "money", "city"]
        assert (other.contributions(case.frame.iloc[PROBES]) == answer.reshape(len(PROBES), -1)).all()


@pytest.mark.parametrize("name", ["LightGBM", "HistGradientBoosting", "GradientBoosting", "Logistic"])
def test_rescaled_values_are_those_of_every_pair_stretched(fitted, name):
    case = fitted(name)
    background = case.frame.iloc[100:103]
    found = scoringkit.Background(case.model, background).contributions(case.frame.iloc[PROBES], "probability")
    for place, row in enumerate(PROBES):
        expected = np.zeros(len(COLUMNS))
        margin = case.margins(case.frame.iloc[[row]])[0, 0]
        for other in range(len(background)):
            one = background.iloc[[other]]
            base = case.margins(one)[0, 0]
            slope = (1 / (1 + np.exp(-margin)) - 1 / (1 + np.exp(-base))) / (margin - base)
            values = shapley(OWN, against(case, case.frame.iloc[row], one, OWN))
            expected += np.array(values)[:, 0] * slope / len(background)
        assert np.abs(found[place, :-1] - expected).max() <= 1e-10


@pytest.mark.parametrize("name", ["LightGBM", "XGBoost", "RandomForest"])
@pytest.mark.parametrize("owners", [OWN, GROUPED], ids=["raw columns", "groups"])
def test_interactions_are_those_between_raw_columns_or_groups(fitted, name, owners):
    case = fitted(name)
    model = case.model if owners is OWN else case.model.explaining(GROUPS)
    count = max(owners) + 1
    rows = case.prepare.transform(case.frame)
    found = model.interactions(case.frame.iloc[PROBES]).reshape(len(PROBES), -1, count + 1, count + 1)
    values = model.predict(case.frame.iloc[PROBES], pred_contrib=True).reshape(found.shape[:3])
    assert np.abs(found.sum(axis=3)[..., :-1] - values[..., :-1]).max() <= 1e-12
    for place, row in enumerate(PROBES[:2]):
        value = game(case, rows[row], owners, 0)
        for first, second in combinations(range(count), 2):
            exact = interaction(range(count), value, first, second) / 2
            assert abs(found[place, 0, first, second] - exact) <= 1e-12
    one = model.interactions(case.frame.iloc[PROBES], model.player_names[1])
    np.testing.assert_array_equal(one.reshape(len(PROBES), -1, count + 1), found[:, :, 1])


def test_categorical_splits_on_a_column_in_two_parts():
    parts = [
        ("home", OneHotEncoder(sparse_output=False), ["home"]),
        ("codes", OrdinalEncoder(), ["city", "home"]),
        ("again", OrdinalEncoder(), ["city"]),
        ("numbers", SimpleImputer(), ["age", "income", "debt"]),
    ]
    case = Fitted.__new__(Fitted)
    case.frame, case.prepare = applicants(), ColumnTransformer(parts)
    case.final = CLASSIFIERS["LightGBM"]().set_params(min_data_per_group=5, cat_smooth=1)
    names = list(case.prepare.fit(case.frame).get_feature_names_out())
    places = [names.index(name) for name in ("codes__city", "codes__home", "again__city")]
    pipeline = Pipeline([("prepare", case.prepare), ("model", case.final)])
    pipeline.fit(case.frame, target(case.frame), model__categorical_feature=places)
    case.model = scoringkit.load(pickle.dumps(pipeline))
    case.sources = [COLUMNS.index(source_of(name)) for name in names]
    assert any(split["decision_type"] == "==" for split in splits(case.final.booster_.dump_model()))
    rows = case.prepare.transform(case.frame)
    answer = case.model.predict(case.frame, pred_contrib=True)
    for row in PROBES:
        exact = shapley(OWN, game(case, rows[row], OWN, 0))
        assert np.abs(answer[row, :-1] - exact).max() <= 1e-12


def splits(part):
    if isinstance(part, list):
        return [split for one in part for split in splits(one)]
    if not isinstance(part, dict):
        return []
    own = [part] if "decision_type" in part else []
    return own + [split for key, one in part.items() if key != "feature_infos" for split in splits(one)]


@pytest.mark.parametrize("name", ["LightGBM", "Logistic"])
@pytest.mark.parametrize("ensemble", [True, False])
def test_members_of_a_calibrated_ensemble_are_explained_so_too(name, ensemble):
    frame = applicants()
    pipeline = Pipeline([("prepare", preparation()), ("model", CLASSIFIERS[name]())])
    calibrated = CalibratedClassifierCV(pipeline, cv=2, ensemble=ensemble).fit(frame, target(frame))
    inside = CalibratedClassifierCV(CLASSIFIERS[name](), cv=2, ensemble=ensemble)
    outside = Pipeline([("prepare", preparation()), ("model", inside)]).fit(frame, target(frame))
    background = frame.iloc[100:104]
    for fitted, members in ((calibrated, None), (outside, outside["model"].calibrated_classifiers_)):
        model = scoringkit.load(pickle.dumps(fitted))
        found = scoringkit.Background(model, background).contributions(frame.iloc[PROBES])
        found = found.reshape(len(PROBES), model.n_outputs, len(COLUMNS) + 1)
        parts = [one.estimator for one in (members or fitted.calibrated_classifiers_)]
        assert len(parts) == model.n_outputs
        for output, part in enumerate(parts):
            case = Fitted.__new__(Fitted)
            case.prepare = fitted["prepare"] if members else part["prepare"]
            case.final, case.model = part if members else part["model"], model
            for place, row in enumerate(PROBES[:1]):
                exact = shapley(OWN, against(case, frame.iloc[row], background, OWN))
                assert np.abs(found[place, output, :-1] - np.array(exact)[:, 0]).max() <= 1e-10


# ------------------------------------------------------------ sums, groups, decisions, all rows


@pytest.mark.parametrize("name", ["LightGBM", "XGBoost"])
def test_sums_are_the_trainers_own_and_another_thing(fitted, name):
    case = fitted(name)
    rows = case.prepare.transform(case.frame)
    if name == "LightGBM":
        own = case.final.predict(rows, pred_contrib=True)
    else:
        own = case.final.get_booster().predict(xgboost.DMatrix(rows), pred_contribs=True)
    expected = np.zeros((len(rows), len(COLUMNS) + 1))
    for place, source in enumerate(case.sources):
        expected[:, source] += own[:, place]
    expected[:, -1] = own[:, -1]
    sums = case.model.explaining(sums=True).predict(case.frame, pred_contrib=True)
    assert np.abs(sums - expected).max() <= (1e-5 if name == "XGBoost" else 1e-12)
    exact = case.model.predict(case.frame, pred_contrib=True)
    assert np.abs(sums - exact).max() > 0.005
    assert np.abs(sums.sum(axis=1) - exact.sum(axis=1)).max() <= 1e-12
    grouped = case.model.explaining(GROUPS, sums=True).predict(case.frame, pred_contrib=True)
    np.testing.assert_allclose(grouped[:, 1], sums[:, 1] + sums[:, 2], rtol=0, atol=1e-13)


def test_linear_models_are_additive_so_that_sums_and_values_agree(fitted):
    case = fitted("Logistic")
    exact = case.model.predict(case.frame, pred_contrib=True)
    sums = case.model.explaining(sums=True).predict(case.frame, pred_contrib=True)
    np.testing.assert_allclose(exact, sums, rtol=0, atol=1e-12)
    background = scoringkit.Background(case.model, case.frame[:20])
    np.testing.assert_allclose(
        background.contributions(case.frame),
        background.explaining(sums=True).contributions(case.frame),
        rtol=0,
        atol=1e-12,
    )


@pytest.mark.parametrize("sums", [False, True])
def test_no_batch_and_no_number_of_threads_changes_a_bit(fitted, sums):
    case = fitted("LightGBM", 3)
    model = case.model.explaining(GROUPS, sums=sums)
    whole = model.predict(case.frame, pred_contrib=True)
    np.testing.assert_array_equal(model.predict(case.frame, pred_contrib=True, num_threads=2), whole)
    for row in PROBES:
        np.testing.assert_array_equal(model.predict(case.frame.iloc[[row]], pred_contrib=True)[0], whole[row])


@pytest.mark.parametrize("sums", [False, True])
@pytest.mark.parametrize("space", [None, "margin", "probability"])
def test_all_rows_have_features_and_groups(fitted, sums, space):
    case = fitted("HistGradientBoosting")
    if space is None:
        source, arguments = case.model, {}
        ask = lambda one: one.predict(case.frame, pred_contrib=True)  # noqa: E731
    else:
        source, arguments = scoringkit.Background(case.model, case.frame[:9]), {"space": space}
        ask = lambda one: one.contributions(case.frame, space)  # noqa: E731
    found = source.global_explanation(case.frame, GROUPS, sums=sums, **arguments)
    assert found.names == [*COLUMNS, "person", "money"]
    features, groups = ask(source.explaining(sums=sums)), ask(source.explaining(GROUPS, sums=sums))
    columns = np.column_stack([features[:, :-1], groups[:, 1:3]])
    np.testing.assert_allclose(found.mean_magnitude, np.abs(columns).mean(axis=0), rtol=1e-12)
    np.testing.assert_array_equal(found.maximum, columns.max(axis=0))
    players = source.explaining(GROUPS, sums=sums).global_explanation(case.frame, **arguments)
    assert players.names == ["id", "person", "money", "city"]
    np.testing.assert_array_equal(players.maximum, groups[:, :-1].max(axis=0))


def test_reasons_are_of_raw_columns_or_groups():
    frame = applicants()[["age", "income", "debt"]]
    pipeline = Pipeline([("fill", SimpleImputer(add_indicator=True)), ("model", CLASSIFIERS["LightGBM"]())])
    pipeline.fit(frame, target(applicants()))
    document = {
        "format": "scoringkit-bundle",
        "format_version": 1,
        "features": [{"name": name, "kind": "numeric"} for name in frame],
        "scaler": None,
        "model": {"format": "pickle", "base64": base64.b64encode(pickle.dumps(pipeline)).decode()},
        "policy": {"positive_class": "default", "threshold": 0.5, "refuse_when": ">=", "reason_limit": 4},
    }
    bundle = scoringkit.load(json.dumps(document).encode())
    grouped = bundle.explaining({"both": ["income", "age"]})
    for model in (bundle, grouped, bundle.explaining(sums=True)):
        for row in range(40):
            values = model.predict(frame.iloc[[row]], pred_contrib=True)[0, :-1]
            order = [place for place in np.argsort(-values, kind="stable") if values[place] > 0][:4]
            expected = [(model.player_names[place], values[place]) for place in order]
            assert model.decide(frame.iloc[row].to_dict()).reasons == expected
    assert grouped.limited(0, 3).player_names == grouped.player_names == ["both", "debt"]


def test_groups_of_a_bare_model_are_players_too():
    random = np.random.default_rng(3)
    rows = random.normal(size=(500, 4))
    label = rows[:, 0] * rows[:, 1] + rows[:, 2] * rows[:, 3] > 0
    booster = lightgbm.train(
        {"objective": "binary", "verbosity": -1, "num_leaves": 15}, lightgbm.Dataset(rows, label), 20
    )
    model = scoringkit.load(booster.model_to_string().encode())
    grouped = model.explaining({"pair": ["Column_0", "Column_2"]})
    assert grouped.player_names == ["pair", "Column_1", "Column_3"]
    found = grouped.predict(rows[:4], pred_contrib=True)
    chosen = [nested_of(tree) for tree in booster.dump_model()["tree_info"]]
    for row in range(4):

        def value(coalition):
            known = {column for column, owner in enumerate([0, 1, 0, 2]) if owner in coalition}
            return sum(expectation(tree, rows[row], known) for tree in chosen)

        assert np.abs(found[row, :-1] - shapley(range(3), value)).max() <= 1e-12
    sums = model.explaining({"pair": ["Column_0", "Column_2"]}, sums=True).predict(rows, pred_contrib=True)
    own = model.predict(rows, pred_contrib=True)
    np.testing.assert_allclose(sums[:, 0], own[:, 0] + own[:, 2], rtol=0, atol=1e-14)
    assert np.abs(sums[:4] - found).max() > 0.01


def test_groups_of_a_catboost_model_are_players(tmp_path):
    catboost = pytest.importorskip("catboost", reason="CatBoost is not installed (pip install catboost==1.2.10)")
    frame = applicants()[["age", "income", "debt", "id"]]
    model = catboost.CatBoostClassifier(iterations=12, depth=4, verbose=0, allow_writing_files=False)
    model.fit(frame, target(applicants()))
    model.save_model(str(tmp_path / "model.json"), format="json")
    loaded = scoringkit.load(tmp_path / "model.json")
    grouped = loaded.explaining({"money": [loaded.feature_names[1], loaded.feature_names[2]]})
    others = frame.iloc[100:110]
    found = scoringkit.Background(grouped, others.to_numpy()).contributions(frame.iloc[PROBES].to_numpy())
    values = grouped.predict(frame.to_numpy(), pred_contrib=True)
    margins = loaded.predict(frame.to_numpy(), raw_score=True)
    assert np.abs(values.sum(axis=1) - margins).max() <= 1e-12
    for place, row in enumerate(PROBES):

        def value(coalition):
            mixed = others.copy()
            for column, owner in zip(frame.columns, [0, 1, 1, 2]):
                if owner in coalition:
                    mixed[column] = frame.iloc[row][column]
            return model.predict(mixed, prediction_type="RawFormulaVal").mean()

        assert np.abs(found[place, :-1] - shapley(range(3), value)).max() <= 1e-12


def nested_of(tree):
    class Holder:
        booster_ = type("B", (), {"dump_model": lambda self: {"num_tree_per_iteration": 1, "tree_info": [tree]}})()

    return of_lightgbm(Holder)[0][1]


@pytest.mark.parametrize(
    "groups", [{"a": ["nobody"]}, {"a": ["age"], "b": ["age"]}, {"a": ["age", "age"]}, {"a": []}, {"a": "age"}]
)
def test_groups_that_do_not_fit_are_refused(fitted, groups):
    model = fitted("LightGBM").model
    background = scoringkit.Background(model, applicants()[:3])
    for ask in (model.explaining, background.explaining):
        with pytest.raises(ScoringError):
            ask(groups)


def test_the_interface_refuses_players_that_there_are_not(fitted):
    from ctypes import byref, c_void_p

    from scoringkit import _library

    handle = fitted("LightGBM").model._handle
    function = _library.library().skit_model_explaining
    owners = np.arange(6)
    for pointer, count, flags in (
        (owners.ctypes.data, 5, 0),
        (owners.ctypes.data, 0, 0),
        (owners.ctypes.data, 2**40, 0),
        (owners.ctypes.data, -1, 0),
        (owners.ctypes.data, 6, 2),
        ((owners - 1).ctypes.data, 6, 0),
        (None, 6, 0),
    ):
        place = c_void_p(77)
        with pytest.raises(ScoringError):
            _library.call(function, handle.address, pointer, count, flags, byref(place))
        assert place.value is None
