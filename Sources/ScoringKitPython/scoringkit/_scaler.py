"""scikit-learn's MinMaxScaler, fitted, with scikit-learn's arithmetic."""

from __future__ import annotations

import ctypes
from typing import Any, Optional, Sequence, Tuple

import numpy as np

from . import _library
from ._errors import ScoringError, Status
from ._rows import empty, matrix, pointer

Range = Tuple[float, float]


class MinMaxScaler:
    """A fitted scaler: ``x * scale + min`` per feature, then clipped if asked. NaN passes.

    The bits are those of ``sklearn.preprocessing.MinMaxScaler.transform``, for float64 and float32 alike.

        scaler = MinMaxScaler.from_bounds([18], [68])
        scaler.transform([[43.0]])  # array([[0.5]])

    Parameters
    ----------
    scale, min : array-like, shape (n_features,)
        scikit-learn's fitted ``scale_`` and ``min_``.
    clip : (float, float), optional
        The range beyond which values become its ends; scikit-learn's ``feature_range`` where ``clip=True``.

    Raises
    ------
    ScoringError
        ``SKIT_SHAPE_MISMATCH`` for arrays of different lengths, ``SKIT_INVALID_ARGUMENT`` for numbers that
        cannot be a scaler's.
    """

    def __init__(self, scale: Any, min: Any, clip: Optional[Sequence[float]] = None) -> None:
        self._scale = _numbers(scale, "scale")
        self._min = _numbers(min, "min")
        self._clip = None if clip is None else _range(clip, "clip")
        if len(self._scale) != len(self._min):
            raise ScoringError(
                f"scale has {len(self._scale)} numbers and min {len(self._min)}; both need one a feature",
                Status.SKIT_SHAPE_MISMATCH,
            )
        self._native = _NativeScaler(self._scale, self._min, self._clip)

    @classmethod
    def from_bounds(
        cls, data_min: Any, data_max: Any, feature_range: Sequence[float] = (0, 1), clip: bool = False
    ) -> "MinMaxScaler":
        """The scaler that scikit-learn's ``fit`` makes of data with these minima and maxima.

        Parameters
        ----------
        data_min, data_max : array-like, shape (n_features,)
        feature_range : (float, float)
        clip : bool
            Whether values beyond the data's bounds become the ends of the range.

        Raises
        ------
        ScoringError
            ``SKIT_SHAPE_MISMATCH`` or ``SKIT_INVALID_ARGUMENT``, as the constructor; also for a maximum below
            its minimum and an empty range.
        """
        least, greatest = _numbers(data_min, "data_min"), _numbers(data_max, "data_max")
        low, high = _range(feature_range, "feature_range")
        if len(least) != len(greatest):
            raise ScoringError(
                f"there are {len(least)} minima and {len(greatest)} maxima", Status.SKIT_SHAPE_MISMATCH
            )
        if not -np.inf < low < high < np.inf:
            raise ScoringError(
                "feature_range must be (minimum, maximum), finite, the minimum below the maximum",
                Status.SKIT_INVALID_ARGUMENT,
            )
        if (greatest < least).any():
            raise ScoringError("a maximum is below its minimum", Status.SKIT_INVALID_ARGUMENT)
        if np.isinf(least).any() or np.isinf(greatest).any():
            raise ScoringError("a minimum or a maximum is infinite", Status.SKIT_INVALID_ARGUMENT)
        span = greatest - least
        span[span < 10 * np.finfo(np.float64).eps] = 1.0
        scale = (high - low) / span
        return cls(scale, low - least * scale, (low, high) if clip else None)

    @classmethod
    def from_sklearn(cls, fitted: Any) -> "MinMaxScaler":
        """The same scaler as a fitted ``sklearn.preprocessing.MinMaxScaler``.

        Raises
        ------
        ScoringError
            ``SKIT_INVALID_ARGUMENT`` for anything else, or one that is not fitted.
        """
        if type(fitted).__name__ != "MinMaxScaler" or not hasattr(fitted, "feature_range"):
            raise ScoringError(
                f"a {type(fitted).__name__} is no MinMaxScaler of scikit-learn", Status.SKIT_INVALID_ARGUMENT
            )
        if not hasattr(fitted, "scale_"):
            raise ScoringError(
                "the MinMaxScaler is not fitted yet; call its fit", Status.SKIT_INVALID_ARGUMENT
            )
        return cls(fitted.scale_, fitted.min_, fitted.feature_range if fitted.clip else None)

    @property
    def scale(self) -> np.ndarray:
        """scikit-learn's ``scale_``: float64, shape (n_features,)."""
        return self._scale.copy()

    @property
    def min(self) -> np.ndarray:
        """scikit-learn's ``min_``: float64, shape (n_features,)."""
        return self._min.copy()

    @property
    def clip(self) -> Optional[Range]:
        """The range beyond which values become its ends, or None."""
        return self._clip

    @property
    def n_features(self) -> int:
        """Columns a row must have."""
        return len(self._scale)

    def transform(self, X: Any) -> np.ndarray:
        """Scaled rows.

        Parameters
        ----------
        X : array-like, shape (n, n_features)
            Columns in the order the scaler was fitted on.

        Returns
        -------
        numpy.ndarray, shape (n, n_features)
            float32 for float32, otherwise float64; row-major.

        Raises
        ------
        ScoringError
            ``SKIT_SHAPE_MISMATCH`` for another number of columns, ``SKIT_INVALID_ARGUMENT`` for what is no
            two-dimensional array of numbers.
        """
        array, rows, columns, row_stride, column_stride = matrix(X)
        answer = empty((rows, columns), array.dtype)
        function = self._native.transform_f32 if array.itemsize == 4 else self._native.transform_f64
        _library.call(
            function,
            self._native.address,
            pointer(array),
            rows,
            columns,
            row_stride,
            column_stride,
            pointer(answer),
            answer.size,
        )
        return answer

    def __repr__(self) -> str:
        return f"MinMaxScaler({self.n_features} features, clip={self._clip})"

    def __reduce__(self) -> Tuple[type, Tuple[np.ndarray, np.ndarray, Optional[Range]]]:
        return type(self), (self._scale, self._min, self._clip)


class _NativeScaler:
    """The library's handle; freed with the last reference to it."""

    def __init__(self, scale: np.ndarray, minimum: np.ndarray, clip: Optional[Range]) -> None:
        library = _library.library()
        low, high = clip or (0.0, 1.0)
        options = _library.ScalerOptions(
            ctypes.sizeof(_library.ScalerOptions), _library.CLIP if clip else 0, low, high
        )
        handle = ctypes.c_void_p()
        self.address: Optional[int] = None
        self._free = library.skit_scaler_free
        _library.call(
            library.skit_scaler_create,
            pointer(scale),
            pointer(minimum),
            len(scale),
            ctypes.byref(options),
            ctypes.byref(handle),
        )
        self.address = handle.value
        self.transform_f64 = library.skit_scaler_transform_f64
        self.transform_f32 = library.skit_scaler_transform_f32

    def __del__(self) -> None:
        if getattr(self, "address", None):
            self._free(self.address)


def _numbers(values: Any, name: str) -> np.ndarray:
    try:
        array = np.array(values, dtype=np.float64)
    except Exception:
        array = None
    if array is None or array.ndim != 1:
        raise ScoringError(f"{name} must be one number a feature", Status.SKIT_INVALID_ARGUMENT)
    return array


def _range(values: Any, name: str) -> Range:
    try:
        low, high = (float(value) for value in values)
    except (TypeError, ValueError, OverflowError):
        raise ScoringError(
            f"{name} must be two numbers, (minimum, maximum)", Status.SKIT_INVALID_ARGUMENT
        ) from None
    return low, high
