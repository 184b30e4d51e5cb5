"""Rows at and around every split of a model of CatBoost, beside the special ones."""

import numpy as np
import probes

LARGEST = float(np.finfo(np.float32).max)


def of_splits(case):
    """For every split some rows of training, with its feature at every telling value."""
    found = []
    for number, (feature, border) in enumerate(case.splits):
        for value in [*probes.around(border), LARGEST, -LARGEST]:
            for row in (number, number * 31 + 7):
                found.append(case.X[row % len(case.X)].copy())
                found[-1][feature] = value
    return np.array(found).reshape(-1, case.X.shape[1])


def all_rows(case):
    """Every probe row, and the rows of training."""
    return np.concatenate([case.X, of_splits(case), probes.of_specials(case, bases=3)])
