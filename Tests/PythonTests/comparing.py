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
