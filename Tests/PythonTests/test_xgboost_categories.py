"""The category names that XGBoost stores (3.1 and later) code the texts of frames as XGBoost itself does."""

import numpy as np
import pandas
import pytest
import scoringkit
import xgboost
from comparing import require_same_bits

ROWS = 400
HOMES = ["rent", "own", "other", "parents"]
BRANCHES = [700, -10, 5]


def frame(homes=HOMES):
    random = np.random.RandomState(3)
    return pandas.DataFrame(
        {
            "income": random.randn(ROWS),
            "home": pandas.Categorical(random.choice([*homes, None], ROWS), categories=homes),
            "branch": pandas.Categorical(random.choice(BRANCHES, ROWS), categories=BRANCHES),
        }
    )


def train(rows):
    codes = rows.home.cat.codes + 2 * rows.branch.cat.codes
    label = (rows.income + codes % 3 > 1).astype(int)
    data = xgboost.DMatrix(rows, label, enable_categorical=True)
    settings = {"objective": "binary:logistic", "max_depth": 4, "max_cat_to_onehot": 1, "nthread": 1}
    return xgboost.train(settings, data, 12)


@pytest.fixture(scope="module")
def booster():
    return train(frame())


@pytest.fixture(scope="module", params=["json", "ubj"])
def model(request, booster):
    return scoringkit.load(bytes(booster.save_raw(request.param)))


def answers(booster, rows):
    return booster.predict(xgboost.DMatrix(rows, enable_categorical=True)).astype(np.float64)


def recoded(rows):
    """The same applicants, their categories in other orders, some of which occur in no row."""
    rows = rows.copy()
    rows["home"] = rows.home.cat.set_categories(["parents", "castle", "own", "other", "rent"])
    rows["branch"] = rows.branch.cat.set_categories([5, 700, -10])
    return rows


def test_a_frame_of_other_codes_is_scored_by_its_categories(booster, model):
    rows = recoded(frame())
    assert (rows.home.cat.codes != frame().home.cat.codes).any()
    require_same_bits(model.predict(rows), answers(booster, frame()))
    require_same_bits(model.predict(rows), answers(booster, recoded(frame()).copy()))


def test_a_frame_of_texts_is_scored_by_its_categories(booster, model):
    rows = frame()
    rows["home"] = rows.home.astype(object)
    require_same_bits(model.predict(rows), answers(booster, frame()))
    first = rows.iloc[0]
    applicant = {"income": first.income, "home": first.home, "branch": first.branch}
    require_same_bits(model.predict(model.encode(applicant)), answers(booster, frame())[:1])


def test_rows_of_numbers_hold_codes(booster, model):
    rows = frame()
    codes = np.column_stack([rows.income, rows.home.cat.codes, rows.branch.cat.codes]).astype(float)
    codes[codes[:, 1] < 0, 1] = np.nan
    require_same_bits(model.predict(codes), answers(booster, rows))


def test_an_unknown_category_is_refused_and_not_told(model):
    rows = frame()
    rows["home"] = pandas.Categorical(["castle"] * ROWS)
    with pytest.raises(scoringkit.ScoringError, match="home") as refusal:
        model.predict(rows)
    assert refusal.value.status_name == "SKIT_INVALID_VALUE"
    assert "castle" not in str(refusal.value)


def test_plain_numbers_are_categories_and_codes_are_refused(booster, model):
    rows = frame()
    require_same_bits(model.predict(rows.assign(branch=rows.branch.astype(int))), answers(booster, rows))
    with pytest.raises(scoringkit.ScoringError, match="branch"):
        model.predict(rows.assign(branch=rows.branch.cat.codes))


def test_names_beyond_ascii_are_stored_cut_apart_and_need_codes():
    rows = frame(["éa", "b", "c", "a"])
    booster = train(rows)
    model = scoringkit.load(bytes(booster.save_raw("json")))
    with pytest.raises(scoringkit.ScoringError, match="home"):
        model.predict(rows)
    rows["home"] = rows.home.cat.codes.replace(-1, np.nan)
    require_same_bits(model.predict(rows), answers(booster, frame(["éa", "b", "c", "a"])))
