"""Comparing numbers by their bits."""

import numpy as np


def require_same_bits(ours, theirs):
    """Fails unless shape, type and every bit agree; one NaN is as good as another."""
    assert ours.shape == theirs.shape
    assert ours.dtype == theirs.dtype
    if ours.dtype.kind == "f":
        both = np.isnan(ours) & np.isnan(theirs)
        bits = np.dtype(f"i{ours.itemsize}")
        same = both | (np.ascontiguousarray(ours).view(bits) == np.ascontiguousarray(theirs).view(bits))
    else:
        same = ours == theirs
    wrong = np.argwhere(~same)
    assert not len(wrong), (
        f"{len(wrong)} of {same.size} differ, first at {tuple(wrong[0])}: "
        f"{ours[tuple(wrong[0])]!r} against {theirs[tuple(wrong[0])]!r}"
    )


RELATIVE = 1e-13
"""Of a link: scikit-learn's exponentials are NumPy's and SciPy's, not the C library's."""


def require_close(ours, theirs, relative=RELATIVE):
    """Fails unless shape and type agree and every number does within a part of its size."""
    assert ours.shape == theirs.shape and ours.dtype == theirs.dtype
    assert (np.isnan(ours) == np.isnan(theirs)).all()
    with np.errstate(invalid="ignore", over="ignore"):
        allowed = relative * np.maximum(np.abs(ours), np.abs(theirs)) + 1e-300
        assert ((np.abs(ours - theirs) <= allowed) | (ours == theirs) | np.isnan(ours)).all()


def require_same_singles(ours, theirs):
    """Fails unless our doubles are XGBoost's floats, to the bit."""
    assert ours.dtype == np.float64 and theirs.dtype == np.float32
    with np.errstate(over="ignore"):
        single = ours.astype(np.float32)
    require_same_bits(ours, single.astype(np.float64))
    require_same_bits(single, theirs)


def require_within_rounding(ours, theirs, allowed):
    """Fails unless margins of a linear model differ by no more than another order of its sum may."""
    assert ours.shape == theirs.shape
    assert (np.abs(ours - theirs) <= allowed.reshape(theirs.shape)).all()


def relative_of_link(allowed, predictions):
    """What a link may make, of each row, of the rounding of a linear model's margins."""
    relative = RELATIVE + 2 * allowed.max(axis=1)
    return relative.reshape(-1, *[1] * (predictions.ndim - 1))
