"""From what a caller has - arrays, lists, frames - to the matrices the library reads."""

from __future__ import annotations

import ctypes
import numbers
from typing import Any, Tuple

import numpy as np

from ._errors import ScoringError, Status

F64 = np.dtype(np.float64)
F32 = np.dtype(np.float32)

# NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_ALIGNED
_PLAIN = 0x101

_byref = ctypes.byref
_from_buffer = ctypes.c_char.from_buffer

Matrix = Tuple[np.ndarray, int, int, int, int]
"""A two-dimensional native float array, its rows, columns, and strides in elements."""


def pointer(array: np.ndarray) -> Any:
    """The address of an array's first element as a ctypes argument; the caller keeps the array alive.

    A writable gapless buffer goes through the buffer protocol, four times as fast as ``array.ctypes``.
    """
    try:
        return _byref(_from_buffer(array))  # type: ignore[arg-type]  # NumPy's stubs omit the protocol.
    except (TypeError, ValueError, BufferError):
        return array.ctypes.data


def empty(shape: Tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """A fresh row-major array for an answer.

    Raises
    ------
    ScoringError
        ``SKIT_OUT_OF_MEMORY`` for an answer that memory does not hold.
    """
    try:
        return np.empty(shape, dtype)
    except (MemoryError, ValueError):
        raise ScoringError(
            f"an answer of {' x '.join(map(str, shape))} numbers does not fit into memory",
            Status.SKIT_OUT_OF_MEMORY,
        ) from None


def whole(number: Any, name: str) -> int:
    """A whole number that C's 64 bits hold, 0 or more or what stands for "all".

    Raises
    ------
    ScoringError
        ``SKIT_INVALID_ARGUMENT`` for anything else.
    """
    if isinstance(number, bool) or not isinstance(number, numbers.Integral) or abs(number) >= 2**62:
        raise ScoringError(f"{name} must be a whole number", Status.SKIT_INVALID_ARGUMENT)
    return int(number)


def matrix(rows: Any) -> Matrix:
    """Rows as the library reads them.

    float64 and float32 arrays whose strides are whole elements and not negative are passed as they are; all
    other numbers (integers, booleans, float16, big-endian, negative strides, lists of lists) are converted
    once. Integers become float64, where LightGBM's Python makes them float32: the same bits up to 2**24.

    Raises
    ------
    ScoringError
        ``SKIT_INVALID_ARGUMENT`` for anything but a two-dimensional array of real numbers.
    """
    if type(rows) is np.ndarray and rows.ndim == 2 and rows.flags.num & _PLAIN == _PLAIN:
        dtype = rows.dtype
        if dtype is F64 or dtype is F32:
            count, width = rows.shape
            return rows, count, width, width, 1
    array = _numbers(rows)
    if array.ndim != 2:
        raise _refusal(
            f"an array of {array.ndim} dimension{'' if array.ndim == 1 else 's'}",
            "rows are two-dimensional, (rows, features); one row is X.reshape(1, -1)",
        )
    return _strided(array)


def single_row(row: Any) -> np.ndarray:
    """One row, given as (n,) or (1, n), as a gapless float64 array of shape (n,).

    Raises
    ------
    ScoringError
        ``SKIT_INVALID_ARGUMENT`` for several rows, or anything but an array of real numbers.
    """
    array = _numbers(row)
    if array.ndim == 2 and array.shape[0] == 1:
        array = array[0]
    if array.ndim != 1:
        raise _refusal(
            f"an array of shape {array.shape}", "one applicant is (n_features,) or (1, n_features)"
        )
    return np.require(array, F64, ["C", "A"])


def _strided(array: np.ndarray) -> Matrix:
    if array.dtype not in (F64, F32):
        array = _converted(array)
    size = array.itemsize
    row, column = array.strides
    if row < 0 or column < 0 or row % size or column % size or not array.flags.aligned:
        # Not ascontiguousarray: it returns a single row of negative stride as it is.
        array = np.array(array, order="C", copy=True)
        row, column = array.strides
    return array, array.shape[0], array.shape[1], row // size, column // size


def _converted(array: np.ndarray) -> np.ndarray:
    target = F32 if array.dtype.kind == "f" and array.dtype.itemsize == F32.itemsize else F64
    return array.astype(target, order="C")


def _numbers(rows: Any) -> np.ndarray:
    if not isinstance(rows, np.ndarray):
        rows = _array_of_other(rows)
    if isinstance(rows, np.ma.MaskedArray):
        raise _refusal("a masked array", "fill it first: X.filled(numpy.nan)")
    if rows.dtype.names is not None or rows.dtype.kind not in "fiub":
        raise _refusal(
            f"an array of dtype {rows.dtype}",
            "give real numbers, NaN where a value is missing; a bundle's encode takes texts of categories",
        )
    return np.asarray(rows)


def _array_of_other(rows: Any) -> np.ndarray:
    if hasattr(rows, "toarray") and hasattr(rows, "nnz"):
        raise _refusal(
            f"a sparse {type(rows).__name__}",
            "give rows.toarray(), where absent values are 0: so LightGBM and scikit-learn read them, while XGBoost "
            "takes them for missing, NaN",
        )
    if any(hasattr(rows, sign) for sign in ("columns", "column_names", "to_numpy")):
        raise _refusal(
            f"a {type(rows).__name__}",
            "named values bind by name as a pandas DataFrame or a mapping, or by position as a NumPy array "
            "(to_numpy())",
        )
    if rows is None or isinstance(rows, (str, bytes, bytearray, dict, set, frozenset)):
        raise _refusal(f"a {type(rows).__name__}", "give a two-dimensional NumPy array")
    try:
        return np.asarray(rows)
    except Exception:
        raise _refusal(
            f"a {type(rows).__name__} that NumPy cannot make one array of",
            "give rows of equal length, all numbers",
        ) from None


def _refusal(what: str, instead: str) -> ScoringError:
    return ScoringError(f"the rows are {what}; {instead}", Status.SKIT_INVALID_ARGUMENT)
