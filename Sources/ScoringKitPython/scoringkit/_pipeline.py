"""Preprocessing without a model: raw rows in, transformed rows out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, List

import numpy as np

from ._asking import Asked, Asker
from ._handle import PipelineHandle


class Pipeline(Asked):
    """A fitted scaler, imputer, encoder, column transformer or pipeline of such; made by ``load``.

        pipeline = scoringkit.load("preprocessing.pkl")
        pipeline.transform(frame)  # float64, as scikit-learn's transform

    Immutable: any number of threads may use one at once. ``close``, or leaving its ``with`` block, gives its
    memory back early.
    """

    _title = "pipeline"
    _elsewhere = "give the other process its file"

    def __init__(self, handle: PipelineHandle) -> None:
        super().__init__(Asker(handle, refuses_half=True))

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
        asker = self._open()
        rows = asker.matrix(asker.encoder.row(X) if isinstance(X, Mapping) else X)
        return asker.ask(
            "transform", rows, (asker.handle.info.output_count,), reject_non_finite=reject_non_finite
        )

    @property
    def n_features(self) -> int:
        """Columns a row must have."""
        return self._handle.info.feature_count

    @property
    def feature_names(self) -> List[str]:
        """The names of the columns a row must have, in order; ``x0``, ``x1``, ... where it was fitted without."""
        return self._handle.feature_names()

    @property
    def feature_names_out(self) -> List[str]:
        """The names of the transformed columns, as scikit-learn's ``get_feature_names_out`` gives them."""
        return self._handle.output_names()

    @property
    def format(self) -> str:
        """Who fitted it and what it is, such as ``"scikit-learn 1.9.1 MinMaxScaler"``."""
        return self._handle.info.format.decode("utf-8", "replace")

    @property
    def digest(self) -> str:
        """SHA-256 of the document, 64 hexadecimal digits."""
        return self._handle.info.digest.decode()

    def __repr__(self) -> str:
        if self._asker is None:
            return "<scoringkit.Pipeline, closed>"
        return f"<scoringkit.Pipeline of {self.format}, {self.n_features} features>"
