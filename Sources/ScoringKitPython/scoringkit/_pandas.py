"""What pandas' frames and values are, told without importing pandas."""

from __future__ import annotations

import numbers
import sys
from typing import Any, List

import numpy as np

from ._rows import F32, F64


def is_frame(rows: Any) -> bool:
    """Whether this is a pandas DataFrame; pandas is never imported for it."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(rows, pandas.DataFrame)


def is_number(dtype: Any) -> bool:
    return getattr(dtype, "kind", "O") in "fiub" and not is_categorical(dtype)


def is_whole(value: Any) -> bool:
    return isinstance(value, numbers.Integral) and not isinstance(value, bool)


def is_categorical(dtype: Any) -> bool:
    return type(dtype).__name__ == "CategoricalDtype"


def is_na(value: Any) -> bool:
    return type(value).__name__ == "NAType"


def common_dtype(dtypes: List[Any]) -> np.dtype:
    """The type of one array of a frame's numeric columns: float32 where NumPy makes that of them, otherwise float64.

    scikit-learn computes on such a frame in float32. One with columns of other types beside float32 is float64 here;
    a ColumnTransformer of scikit-learn takes the type of each part's own columns.
    """
    if any(getattr(dtype, "kind", "O") not in "fiub" or not isinstance(dtype, np.dtype) for dtype in dtypes):
        return F64
    return F32 if dtypes and np.result_type(*dtypes) == F32 else F64


def is_missing(value: Any) -> bool:
    """Whether this is NaN, or pandas' NA, whose comparisons have no truth value."""
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return is_na(value)
