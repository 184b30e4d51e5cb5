"""Seeded rows and targets of training that hold the values known to make trouble; needs NumPy alone."""

import numpy as np

ROWS = 700
CATEGORICAL = [6, 7]
GROUPS = [50] * (ROWS // 50)
ZERO_THRESHOLD = float(np.float32(1e-35))


def rows(seed=1, count=ROWS, missing=0.1):
    """Eight features: continuous, skewed, whole, nearly always zero, tiny, few and many categories."""
    random = np.random.default_rng(seed)
    X = random.normal(size=(count, 8))
    X[:, 1] = np.exp(3 * X[:, 1])
    X[:, 2] = np.round(3 * X[:, 2])
    X[:, 3] *= random.random(count) < 0.2
    X[:, 4] = random.choice([0.0, -0.0, ZERO_THRESHOLD, -ZERO_THRESHOLD, 1e-34, -1e-30, 1e-20, 5e-324], count)
    X[:, 6] = random.integers(0, 4, count)
    X[:, 7] = random.integers(0, 90, count)
    X[random.random(X.shape) < missing] = np.nan
    return X


def signal(X, seed=2):
    """A smooth target with interactions; missing values carry meaning."""
    Z = np.where(np.isnan(X), 0.7, X)
    noise = np.random.default_rng(seed).normal(size=len(X))
    return (
        Z[:, 0]
        + np.log1p(Z[:, 1]) * np.sign(Z[:, 2])
        + 2 * (Z[:, 3] > 0.1)
        + (Z[:, 4] > 0)
        + np.sin(3 * Z[:, 5])
        + (Z[:, 6] == 2) * 1.5
        + np.cos(Z[:, 7] * 7)
        + 0.3 * noise
    )


TARGETS = {
    "real": lambda s: s,
    "positive": lambda s: np.exp(s / 4),
    "count": lambda s: np.random.default_rng(3).poisson(np.exp(s / 4)).astype(float),
    "class": lambda s: (s > np.quantile(s, 0.7)).astype(float),
    "classes": lambda s: np.digitize(s, np.quantile(s, [0.3, 0.6, 0.8])).astype(float),
    "fraction": lambda s: 1 / (1 + np.exp(-s)),
    "grade": lambda s: np.digitize(s, np.quantile(s, [0.5, 0.8])).astype(float),
    "constant": lambda s: np.full(len(s), 3.25),
}
