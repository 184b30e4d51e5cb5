"""scikit-learn's MinMaxScaler, fitted, with scikit-learn's arithmetic."""

from __future__ import annotations

import ctypes
from typing import Any, Callable, List, Optional, Sequence, Tuple

import numpy as np

from . import _library
from ._errors import ScoringError, Status
from ._rows import empty, matrix, pointer
from ._structures import ScalerOptions

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

    _names: Optional[Any] = None

    def __init__(self, scale: Any, min: Any, clip: Optional[Sequence[float]] = None) -> None:
        self._scale = _numbers(scale, "scale")
        self._min = _numbers(min, "min")
        self._clip = None if clip is None else _range(clip, "clip")
        _require_alike(self._scale, self._min, "scale", "min")
        create = _library.library().skit_scaler_create
        self._native = _NativeScaler(create, self._scale, self._min, self._clip is not None, self._clip or (0.0, 1.0))

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
        _require_alike(least, greatest, "data_min", "data_max")
        create = _library.library().skit_scaler_create_from_bounds
        scaler = cls.__new__(cls)
        scaler._native = _NativeScaler(create, least, greatest, clip, (low, high))
        scaler._scale, scaler._min = scaler._native.numbers(len(least))
        scaler._clip = (low, high) if clip else None
        return scaler

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
        scaler = cls(fitted.scale_, fitted.min_, fitted.feature_range if fitted.clip else None)
        scaler._names = getattr(fitted, "feature_names_in_", None)
        return scaler

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
    def feature_names(self) -> Optional[List[str]]:
        """The columns that scikit-learn fitted it on; None for one that was made of numbers, or fitted on an array."""
        return None if self._names is None else [str(name) for name in self._names]

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

    def __reduce__(self) -> Tuple[Any, ...]:
        return type(self), (self._scale, self._min, self._clip), {"_names": self._names}


class _NativeScaler:
    """The library's handle; freed with the last reference to it."""

    def __init__(
        self, create: Callable[..., int], first: np.ndarray, second: np.ndarray, clips: bool, ends: Range
    ) -> None:
        library = _library.library()
        options = ScalerOptions(
            ctypes.sizeof(ScalerOptions), _library.CLIP if clips else 0, *ends
        )
        handle = ctypes.c_void_p()
        self.address: Optional[int] = None
        self._free = library.skit_scaler_free
        count = len(first)
        _library.call(
            create, pointer(first), pointer(second), count, ctypes.byref(options), ctypes.byref(handle)
        )
        self.address = handle.value
        self.transform_f64 = library.skit_scaler_transform_f64
        self.transform_f32 = library.skit_scaler_transform_f32

    def numbers(self, count: int) -> Tuple[np.ndarray, np.ndarray]:
        """The fitted scale and minimum."""
        scale, minimum = np.empty(count), np.empty(count)
        function = _library.library().skit_scaler_numbers
        _library.call(function, self.address, pointer(scale), pointer(minimum), count)
        return scale, minimum

    def __del__(self) -> None:
        if getattr(self, "address", None):
            self._free(self.address)


def _require_alike(first: np.ndarray, second: np.ndarray, name: str, other: str) -> None:
    if len(first) != len(second):
        raise ScoringError(
            f"{name} has {len(first)} numbers and {other} {len(second)}; both need one a feature",
            Status.SKIT_SHAPE_MISMATCH,
        )


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
