"""Preprocessing without a model: raw rows in, transformed rows out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, List, Optional

import numpy as np

from . import _library
from ._encoding import Encoder
from ._errors import ScoringError, Status
from ._handle import PipelineHandle
from ._rows import F64, empty, is_frame, matrix, pointer, refuse_half


class Pipeline:
    """A fitted scaler, imputer, encoder, column transformer or pipeline of such; made by ``load``.

        pipeline = scoringkit.load("preprocessing.pkl")
        pipeline.transform(frame)  # float64, as scikit-learn's transform

    Immutable: any number of threads may use one at once. ``close``, or leaving its ``with`` block, gives its
    memory back early.
    """

    def __init__(self, handle: PipelineHandle) -> None:
        self._handle: Optional[PipelineHandle] = handle
        self._encoder: Optional[Encoder] = None

    def transform(self, X: Any, *, reject_non_finite: bool = False) -> np.ndarray:
        """Transformed rows, with scikit-learn's arithmetic.

        float32 rows, and frames whose numeric columns are float32, are rounded to float32 where scikit-learn
        rounds. What scikit-learn would make sparse is dense.

        Parameters
        ----------
        X : array-like, pandas.DataFrame, or mapping
            A DataFrame or mapping of raw values is bound by name, texts being coded; an array has shape
            (n, n_features), texts as their codes. NaN is a missing value.
        reject_non_finite : bool
            Refuse infinite values, naming row and column.

        Returns
        -------
        numpy.ndarray
            float64 of shape (n, number of ``feature_names_out``).

        Raises
        ------
        ScoringError
            ``SKIT_SHAPE_MISMATCH`` for rows of another width, ``SKIT_COLUMN_MISMATCH`` for a frame with other
            columns, ``SKIT_INVALID_VALUE`` for a value that scikit-learn refuses too, ``SKIT_INVALID_ARGUMENT``
            for what is no matrix of numbers.
        """
        handle = self._open()
        refuse_half(X)
        if is_frame(X) or isinstance(X, Mapping):
            encoder = self._encoder
            if encoder is None:
                encoder = self._encoder = Encoder(handle)
            X = encoder.row(X) if isinstance(X, Mapping) else encoder.frame(X)
        array, rows, columns, row_stride, column_stride = matrix(X)
        options = _library.predict_options(None, True) if reject_non_finite else None
        answer = empty((rows, handle.info.output_count), F64)
        asked = (pointer(array), rows, columns, row_stride, column_stride, options)
        function = handle.function("transform_f64" if array.itemsize == 8 else "transform_f32")
        _library.call(function, handle.address, *asked, pointer(answer), answer.size)
        return answer

    @property
    def n_features(self) -> int:
        """Columns a row must have."""
        return self._open().info.feature_count

    @property
    def feature_names(self) -> List[str]:
        """The names of the columns a row must have, in order; ``x0``, ``x1``, ... where it was fitted without."""
        return self._open().feature_names()

    @property
    def feature_names_out(self) -> List[str]:
        """The names of the transformed columns, as scikit-learn's ``get_feature_names_out`` gives them."""
        return self._open().output_names()

    @property
    def format(self) -> str:
        """Who fitted it and what it is, such as ``"scikit-learn 1.9.1 MinMaxScaler"``."""
        return self._open().info.format.decode("utf-8", "replace")

    @property
    def digest(self) -> str:
        """SHA-256 of the document, 64 hexadecimal digits."""
        return self._open().info.digest.decode()

    def close(self) -> None:
        """Gives the pipeline's memory back, as soon as no other thread is using it. May be called twice."""
        self._handle = None
        self._encoder = None

    def __enter__(self) -> "Pipeline":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __copy__(self) -> "Pipeline":
        return self

    def __deepcopy__(self, _: Any) -> "Pipeline":
        return self

    def __reduce__(self) -> Any:
        raise ScoringError(
            "a pipeline cannot be pickled; give the other process its file", Status.SKIT_UNSUPPORTED_OPERATION
        )

    def __repr__(self) -> str:
        if self._handle is None:
            return "<scoringkit.Pipeline, closed>"
        return f"<scoringkit.Pipeline of {self.format}, {self.n_features} features>"

    def _open(self) -> PipelineHandle:
        handle = self._handle
        if handle is None:
            raise ScoringError("the pipeline is closed", Status.SKIT_INVALID_ARGUMENT)
        return handle
