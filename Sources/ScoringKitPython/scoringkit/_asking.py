"""Asks the library about rows: one path for every question to a model, pipeline or background."""

from __future__ import annotations

import ctypes
import numbers
from typing import Any, Callable, Dict, Optional, Tuple

import numpy as np

from . import _library
from ._encoding import Encoder
from ._errors import ScoringError, Status
from ._handle import SchemaHandle
from ._pandas import is_frame
from ._progress import Progress
from ._rows import F64, Matrix, empty, matrix, pointer
from ._structures import PredictOptions


class Asker:
    """Binds rows to a handle's columns, calls the function for their type, and makes the answer's array.

    Parameters
    ----------
    handle : SchemaHandle
        Whose columns the rows have.
    refuses_half : bool
        Whether preprocessing stands before the answer, which scikit-learn would compute in float16 for such rows.
    owner : object with ``prefix`` and ``address``, optional
        Whose functions are asked; the handle itself by default. It lives as long as this does.
    """

    def __init__(self, handle: SchemaHandle, refuses_half: bool, owner: Any = None) -> None:
        self.handle = handle
        self.owner = handle if owner is None else owner
        self._refuses_half = refuses_half
        self._address = self.owner.address
        self._encoder: Optional[Encoder] = None
        self._functions: Dict[str, Tuple[Callable[..., int], Callable[..., int]]] = {}

    @property
    def encoder(self) -> Encoder:
        """Binds values that have names."""
        encoder = self._encoder
        if encoder is None:
            encoder = self._encoder = Encoder(self.handle)
        return encoder

    def matrix(self, X: Any) -> Matrix:
        """Rows as the library reads them; a frame's columns are bound by name."""
        if self._refuses_half:
            _refuse_half(X)
        if is_frame(X):
            X = self.encoder.frame(X)
        return matrix(X)

    def ask(
        self,
        question: str,
        rows: Matrix,
        width: Tuple[int, ...],
        *leading: int,
        dtype: np.dtype = F64,
        num_threads: Optional[int] = None,
        reject_non_finite: bool = False,
        progress: Optional[Progress] = None,
    ) -> np.ndarray:
        """The answer to one question about rows, of shape (n, *width).

        Parameters
        ----------
        question : str
            The functions' name without prefix and type, such as ``"contributions"``.
        rows : Matrix
            What ``matrix`` gives.
        width : tuple of int
            The shape of one row's answer; empty for one number.
        leading : int
            Arguments between handle and rows.
        dtype : numpy.dtype
            Of the answer.
        num_threads, reject_non_finite, progress
            As for ``Model.predict``.

        Raises
        ------
        ScoringError
            What the library reports; ``SKIT_OUT_OF_MEMORY`` for an answer that memory does not hold.
        """
        array, count, columns, row_stride, column_stride = rows
        is_plain = num_threads is None and not reject_non_finite and progress is None
        options = None if is_plain else predict_options(num_threads, reject_non_finite, progress)
        answer = empty((count, *width), dtype)
        functions = self._functions.get(question) or self._pair(question)
        arguments = (
            self._address,
            *leading,
            pointer(array),
            count,
            columns,
            row_stride,
            column_stride,
            options,
            pointer(answer),
            answer.size,
        )
        function = functions[array.itemsize == 8]
        # A failure is rare: only then is the call repeated with an error to fill in. A watch would count twice.
        if progress is not None or function(*arguments, None):
            _library.call(function, *arguments)
        return answer

    def _pair(self, question: str) -> Tuple[Callable[..., int], Callable[..., int]]:
        """The functions for float32 and for float64 rows."""
        library, name = _library.library(), self.owner.prefix + question
        pair = getattr(library, f"{name}_f32"), getattr(library, f"{name}_f64")
        self._functions[question] = pair
        return pair


class Asked:
    """A model, pipeline or background: immutable, may be closed, is not copied or pickled."""

    _title: str
    """What messages call it."""
    _elsewhere: str
    """What to do where it cannot be pickled."""

    def __init__(self, asker: Asker) -> None:
        self._asker: Optional[Asker] = asker

    def _open(self) -> Asker:
        asker = self._asker
        if asker is None:
            raise ScoringError(f"the {self._title} is closed", Status.SKIT_INVALID_ARGUMENT)
        return asker

    @property
    def _handle(self) -> SchemaHandle:
        return self._open().handle

    def close(self) -> None:
        """Gives its memory back, as soon as no other thread is using it. May be called twice."""
        self._asker = None

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, _: Any) -> Any:
        return self

    def __reduce__(self) -> Any:
        raise ScoringError(
            f"a {self._title} cannot be pickled; {self._elsewhere}", Status.SKIT_UNSUPPORTED_OPERATION
        )


def predict_options(num_threads: Optional[int], reject_non_finite: bool, progress: Optional[Progress] = None) -> Any:
    """``skit_predict_options`` as an argument.

    Raises
    ------
    ScoringError
        ``SKIT_INVALID_ARGUMENT`` for what is no number of threads.
    """
    threads = 1 if num_threads is None else num_threads
    if isinstance(threads, bool) or not isinstance(threads, numbers.Integral) or not 0 <= threads < 2**31:
        raise ScoringError("num_threads must be a whole number, 0 or more", Status.SKIT_INVALID_ARGUMENT)
    flags = _library.REJECT_NON_FINITE if reject_non_finite else 0
    watch = None if progress is None else progress.address
    return ctypes.byref(PredictOptions(ctypes.sizeof(PredictOptions), flags, int(threads), 0, watch))


def _refuse_half(rows: Any) -> None:
    """Refuses float16 rows on their way through preprocessing, which scikit-learn computes in float16.

    Raises
    ------
    ScoringError
        ``SKIT_INVALID_ARGUMENT`` for an array of float16, or a frame with a column of it.
    """
    dtypes = list(rows.dtypes) if is_frame(rows) else [getattr(rows, "dtype", None)]
    if any(getattr(dtype, "kind", "O") == "f" and dtype.itemsize == 2 for dtype in dtypes):
        raise ScoringError(
            "the rows are of dtype float16, in which scikit-learn's preprocessing would compute; "
            "convert them as the training data were: .astype(numpy.float32) or .astype(numpy.float64)",
            Status.SKIT_INVALID_ARGUMENT,
        )
