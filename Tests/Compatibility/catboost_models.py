"""Trains CatBoost's catalogue with the version at hand. Run by `run.py` in that version's environment."""

import catboost
import catboost_probes as probes
import numpy as np
from answers import Feature, train_all, write
from catboost_catalogue import CATALOGUE, FAST_EXPONENTIAL


def of(*names):
    return {name: CATALOGUE[name] for name in names}


FEATURES = [
    Feature("`Logloss`, missing values least or greatest", of("logloss", "logloss_max", "ordered")),
    Feature("`CrossEntropy`", of("cross_entropy")),
    Feature("`MultiClass`", of("multiclass")),
    Feature("`MultiClassOneVsAll`", of("one_versus_all")),
    Feature("`RMSE`, `MAE`, `Quantile`, `Huber`", of("rmse", "mae", "quantile", "huber")),
    Feature("`Poisson`, `Tweedie`", of("poisson", "tweedie")),
    Feature("`YetiRank`", of("ranking")),
    Feature("stumps, depth 11, 700 borders", of("stumps", "deep", "many_borders")),
    Feature("scale and bias", of("rescaled")),
]


def write_case(folder, case):
    X = probes.all_rows(case)
    answers = {
        "margins": case.margins(X),
        "predictions": case.predictions(X),
    }
    if folder.name not in FAST_EXPONENTIAL:
        answers["leaves"] = case.catboost.calc_leaf_indexes(X).astype(np.int32)
    rule = "linked" if folder.name in FAST_EXPONENTIAL else "bits"
    write(folder, rule, {"model.json": case.document}, X, answers)


if __name__ == "__main__":
    train_all(FEATURES, catboost.__version__, write_case)
