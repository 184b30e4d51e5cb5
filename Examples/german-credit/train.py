"""Trains the example's credit model and writes the bundle, the held-out applicants and the trainers' answers.

    python train.py [--output DIRECTORY]

The same versions (requirements.txt) on the same kind of machine write the same bytes every time. The package
`scoringkit` only writes the bundle; every number in expected.csv is LightGBM's and scikit-learn's.
"""

import argparse
import csv
import json
from pathlib import Path

import lightgbm
import numpy
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, train_test_split
from sklearn.preprocessing import MinMaxScaler

HERE = Path(__file__).resolve().parent
SEED = 20240229
ROUNDS = 80

# The data set's own cost matrix: a bad applicant accepted costs five times a good one refused.
COST_OF_ACCEPTED_BAD = 5
COST_OF_REFUSED_GOOD = 1

# The columns in the model's order: None for a number, else the categories in the documentation's order.
# Age, sex and marital status, and foreign worker are left out on purpose; README.md says why.
COLUMNS = {
    "status_of_existing_checking_account": [
        "... < 0 DM",
        "0 <= ... < 200 DM",
        "... >= 200 DM / salary assignments for at least 1 year",
        "no checking account",
    ],
    "duration_in_month": None,
    "credit_history": [
        "no credits taken/ all credits paid back duly",
        "all credits at this bank paid back duly",
        "existing credits paid back duly till now",
        "delay in paying off in the past",
        "critical account/ other credits existing (not at this bank)",
    ],
    "purpose": [
        "car (new)",
        "car (used)",
        "furniture/equipment",
        "radio/television",
        "domestic appliances",
        "repairs",
        "education",
        "retraining",
        "business",
        "others",
    ],
    "credit_amount": None,
    "savings_account_and_bonds": [
        "... < 100 DM",
        "100 <= ... < 500 DM",
        "500 <= ... < 1000 DM",
        "... >= 1000 DM",
        "unknown/ no savings account",
    ],
    "present_employment_since": [
        "unemployed",
        "... < 1 year",
        "1 <= ... < 4 years",
        "4 <= ... < 7 years",
        "... >= 7 years",
    ],
    "installment_rate_in_percentage_of_disposable_income": None,
    "other_debtors_or_guarantors": ["none", "co-applicant", "guarantor"],
    "present_residence_since": None,
    "property": [
        "real estate",
        "building society savings agreement/ life insurance",
        "car or other, not in attribute Savings account/bonds",
        "unknown / no property",
    ],
    "other_installment_plans": ["bank", "stores", "none"],
    "housing": ["rent", "own", "for free"],
    "number_of_existing_credits_at_this_bank": None,
    "job": [
        "unemployed/ unskilled - non-resident",
        "unskilled - resident",
        "skilled employee / official",
        "management/ self-employed/ highly qualified employee/ officer",
    ],
    "number_of_people_being_liable_to_provide_maintenance_for": None,
    "telephone": ["none", "yes, registered under the customers name"],
}
NAMES = list(COLUMNS)
NUMERIC = [place for place, name in enumerate(NAMES) if COLUMNS[name] is None]
CATEGORICAL = [place for place, name in enumerate(NAMES) if COLUMNS[name] is not None]

PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 7,
    "min_data_in_leaf": 15,
    "min_data_per_group": 30,
    "cat_smooth": 20,
    "lambda_l2": 2,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": SEED,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}


def read_applicants(path):
    """Reads the applicants as they stand in the file, and 1 for each who defaulted, 0 for each who paid."""
    with open(path, newline="", encoding="utf-8") as file:
        applicants = list(csv.DictReader(file))
    outcome = {"good": 0, "bad": 1}
    return applicants, numpy.array([outcome[applicant["creditability"]] for applicant in applicants])


def encode(applicants):
    """Makes the raw matrix: numbers as they are, a category as its place in its column's list."""
    return numpy.array(
        [
            [
                float(applicant[name]) if categories is None else float(categories.index(applicant[name]))
                for name, categories in COLUMNS.items()
            ]
            for applicant in applicants
        ]
    )


def scale(scaler, raw):
    """Scales the numeric columns; category codes stay whole numbers, as LightGBM needs them."""
    scaled = raw.copy()
    scaled[:, NUMERIC] = scaler.transform(raw[:, NUMERIC])
    return scaled


def fit(raw, defaulted):
    """Fits scaler and model to the same rows."""
    scaler = MinMaxScaler().fit(raw[:, NUMERIC])
    rows = lightgbm.Dataset(
        scale(scaler, raw), defaulted, feature_name=NAMES, categorical_feature=[NAMES[c] for c in CATEGORICAL]
    )
    return scaler, lightgbm.train(PARAMETERS, rows, ROUNDS)


def cost(refused, defaulted):
    """What a lender loses by these refusals, in units of one good applicant refused."""
    accepted_bad = numpy.sum(~refused & (defaulted == 1))
    refused_good = numpy.sum(refused & (defaulted == 0))
    return int(COST_OF_ACCEPTED_BAD * accepted_bad + COST_OF_REFUSED_GOOD * refused_good)


def choose_threshold(raw, defaulted):
    """The threshold of least cost on predictions for rows the predicting model never saw (5 folds).

    Every cut between two neighbouring predictions is tried; of equal costs the lowest threshold wins. Rounded
    to three digits, since 700 rows tell no more.
    """
    unseen = numpy.empty(len(raw))
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    for known, held in folds.split(raw, defaulted):
        scaler, booster = fit(raw[known], defaulted[known])
        unseen[held] = booster.predict(scale(scaler, raw[held]), num_threads=1)
    scores = numpy.unique(unseen)
    cuts = (scores[:-1] + scores[1:]) / 2
    return round(float(min(cuts, key=lambda cut: (cost(unseen >= cut, defaulted), cut))), 3)


def make_bundle(scaler, model, threshold):
    """Puts schema, scaler, model and policy into one bundle. The scaler leaves category codes as they are."""
    import scoringkit

    factor, offset = numpy.ones(len(NAMES)), numpy.zeros(len(NAMES))
    factor[NUMERIC], offset[NUMERIC] = scaler.scale_, scaler.min_
    return scoringkit.bundle(
        model=model,
        features=[
            name if categories is None else {"name": name, "kind": "categorical", "categories": categories}
            for name, categories in COLUMNS.items()
        ],
        scaler=scoringkit.MinMaxScaler(factor, offset),
        threshold=threshold,
        positive_class="default",
        refuse_when=">=",
        reason_limit=4,
    )


def identifier(place):
    """Names an applicant by the line of germancredit.csv, the header not counted."""
    return f"row-{place + 1}"


def write_applicants(directory, applicants, places):
    """Writes the applicants' raw columns as CSV and as JSON lines, in the same order."""
    rows = [{"id": identifier(row), **{name: applicants[row][name] for name in NAMES}} for row in places]
    with open(directory / "applicants.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["id", *NAMES], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    with open(directory / "applicants.jsonl", "w", newline="\n", encoding="utf-8") as file:
        for row in rows:
            numbers = {NAMES[place]: int(row[NAMES[place]]) for place in NUMERIC}
            file.write(json.dumps({**row, **numbers}) + "\n")


def write_expected(directory, places, margins, probabilities, refused):
    """Writes the trainers' answers, each number as the shortest text that reads back to the same bits."""
    with open(directory / "expected.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "probability", "margin", "decision"])
        for place, probability, margin, refuse in zip(places, probabilities, margins, refused):
            decision = "refuse" if refuse else "accept"
            writer.writerow([identifier(place), repr(float(probability)), repr(float(margin)), decision])


def report(threshold, probabilities, defaulted):
    refused = probabilities >= threshold
    print(f"held-out applicants      {len(defaulted)}, {defaulted.sum()} of them bad")
    print(f"AUC                      {roc_auc_score(defaulted, probabilities):.4f}")
    print(f"threshold                {threshold} (refused at or above)")
    print(f"cost                     {cost(refused, defaulted)}")
    print(f"cost, everyone accepted  {cost(numpy.zeros_like(refused), defaulted)}")
    print(f"cost, everyone refused   {cost(numpy.ones_like(refused), defaulted)}")
    print("                         accepted  refused")
    for name, outcome in (("good", 0), ("bad", 1)):
        of_outcome = refused[defaulted == outcome]
        print(f"  {name:<23}{numpy.sum(~of_outcome):>10}{numpy.sum(of_outcome):>9}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=HERE, help="directory for the files made")
    directory = parser.parse_args().output

    applicants, defaulted = read_applicants(HERE / "germancredit.csv")
    training, held_out = train_test_split(
        numpy.arange(len(applicants)), test_size=0.3, stratify=defaulted, random_state=SEED
    )
    raw = encode(applicants)
    threshold = choose_threshold(raw[training], defaulted[training])
    scaler, booster = fit(raw[training], defaulted[training])
    scaled = scale(scaler, raw[held_out])
    margins = booster.predict(scaled, raw_score=True, num_threads=1)
    probabilities = booster.predict(scaled, num_threads=1)

    directory.mkdir(parents=True, exist_ok=True)
    booster.save_model(directory / "model.txt")
    make_bundle(scaler, directory / "model.txt", threshold).save(directory / "bundle.json")
    write_applicants(directory, applicants, held_out)
    write_expected(directory, held_out, margins, probabilities, probabilities >= threshold)
    report(threshold, probabilities, defaulted[held_out])


if __name__ == "__main__":
    main()
