"""A model ready to serve: rows in, margins, probabilities, reasons and decisions out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Optional, Union

import numpy as np

from . import _library
from ._asking import predict_options
from ._decision import Decision, decide
from ._errors import ScoringError, Status
from ._explanation import ExplainedModel
from ._handle import path_bytes
from ._pandas import is_frame
from ._progress import Progress
from ._rows import single_row, whole

_INT32 = np.dtype(np.int32)


class Model(ExplainedModel):
    """A loaded model; made by ``load`` or ``bundle``.

    A bare model takes the trainer's columns. A bundle takes raw columns: it scales them itself, knows their
    categories, and decides by its policy; contributions are those of the raw columns, each with all columns that an
    encoder makes of it. Immutable: any number of threads may use one at once. ``close``, or
    leaving its ``with`` block, gives its memory back early.
    """

    def predict(
        self,
        X: Any,
        raw_score: bool = False,
        pred_contrib: bool = False,
        pred_leaf: bool = False,
        num_threads: Optional[int] = None,
        *,
        start_iteration: int = 0,
        num_iteration: Optional[int] = None,
        reject_non_finite: bool = False,
        progress: Optional[Progress] = None,
    ) -> np.ndarray:
        """Scores rows, with the shapes and types of ``lightgbm.Booster.predict``.

        float64 and float32 arrays whose strides are whole elements and not negative are read where they are;
        other arrays of numbers are converted once. A DataFrame's columns are bound by name. No bit of an
        answer depends on the batch, the order of rows, the memory layout or the number of threads.

        Parameters
        ----------
        X : array-like or pandas.DataFrame, shape (n, n_features)
            NaN is a missing value. One row is (1, n_features); one-dimensional input is refused.
        raw_score : bool
            Margins (log-odds for a binary model) instead of predictions.
        pred_contrib : bool
            Exact Shapley values in margin, the base value last. ``explaining`` has groups, and sums.
        pred_leaf : bool
            The index of the leaf each row reaches in each tree.
        num_threads : int, optional
            Threads that work, the caller's included: 1, the default, for that alone, 0 for one a processor the
            process may use; never more than these. Changes no bit.
        start_iteration, num_iteration : int, optional
            Answer with so many boosting iterations from that one on, as LightGBM does; the rest of the model, if
            ``num_iteration`` is None or not positive. ``limited`` prepares them once for many calls.
        reject_non_finite : bool
            Refuse infinite values, naming row and column.
        progress : Progress, optional
            Counts rows while they are answered, and trees while they are prepared for the first contributions, and
            may end the batch from another thread.

        Returns
        -------
        numpy.ndarray
            float64 of shape (n,), or (n, n_outputs) for several outputs; with ``pred_contrib``
            (n, n_outputs * (n_features + 1)), of a model that explains groups (n, n_outputs * (n_players + 1));
            with ``pred_leaf`` int32 of shape (n, n_trees).

        Raises
        ------
        ScoringError
            ``SKIT_SHAPE_MISMATCH`` for rows of another width, ``SKIT_COLUMN_MISMATCH`` for a frame with other
            columns, ``SKIT_UNSUPPORTED_OPERATION`` for contributions of a model that cannot be explained,
            ``SKIT_INVALID_ARGUMENT`` for what is no matrix of numbers.
        """
        if start_iteration or num_iteration is not None:
            part = self.limited(start_iteration, num_iteration)
            return part.predict(
                X,
                raw_score,
                pred_contrib,
                pred_leaf,
                num_threads,
                reject_non_finite=reject_non_finite,
                progress=progress,
            )
        asker = self._asker or self._open()
        options = {
            "num_threads": num_threads,
            "reject_non_finite": reject_non_finite,
            "progress": progress,
        }
        if pred_contrib and pred_leaf:
            raise ScoringError(
                "pred_contrib and pred_leaf are two questions; ask one", Status.SKIT_INVALID_ARGUMENT
            )
        if pred_contrib:
            return self._contributions(X, **options)
        if pred_leaf:
            return asker.ask("leaves", asker.matrix(X), (self._trees,), dtype=_INT32, **options)
        outputs = self._outputs if raw_score else self._predictions
        width = () if outputs == 1 else (outputs,)
        space = _library.MARGIN if raw_score else _library.PREDICTION
        return asker.ask("predict", asker.matrix(X), width, space, **options)

    def limited(self, start_iteration: int = 0, num_iteration: Optional[int] = None) -> "Model":
        """The model as it was after some of its boosting iterations; without its policy, if it has one.

        Parameters
        ----------
        start_iteration : int
            The first iteration, from 0.
        num_iteration : int, optional
            How many; all that follow if None or not positive.

        Raises
        ------
        ScoringError
            ``SKIT_INVALID_ARGUMENT`` for iterations the model has not, ``SKIT_UNSUPPORTED_OPERATION`` for a
            calibrated ensemble.
        """
        handle = self._handle
        first = whole(start_iteration, "start_iteration")
        count = 0 if num_iteration is None else whole(num_iteration, "num_iteration")
        left = self.n_iterations - first
        if first == 0 and not 0 < count < left:
            return self
        return Model(handle.limited(first, count if 0 < count < left else left), self._players)

    def transform(self, X: Any) -> np.ndarray:
        """The rows as the model sees them, after its scaler or pipeline; unchanged where it has none.

        Parameters
        ----------
        X : array-like or pandas.DataFrame, shape (n, n_features)
            As for ``predict``.

        Returns
        -------
        numpy.ndarray
            float64 of shape (n, columns the model sees).

        Raises
        ------
        ScoringError
            As ``predict``.
        """
        asker = self._open()
        return asker.ask("transform", asker.matrix(X), (asker.handle.info.transformed_count,))

    def decide(self, row: Any, num_threads: Optional[int] = None) -> Decision:
        """Scores one applicant, applies the bundle's policy, and states the main reasons.

        Parameters
        ----------
        row : mapping, or array-like of shape (n_features,) or (1, n_features)
            A mapping holds raw values by name: numbers, texts of categories, None or NaN where missing. An
            array holds the raw columns in order, categories as numbers.
        num_threads : int, optional
            0 or more; changes no bit.

        Raises
        ------
        ScoringError
            ``SKIT_UNSUPPORTED_OPERATION`` for a model without a policy; otherwise as ``predict``, ``encode``.
        """
        handle = self._handle
        if isinstance(row, Mapping) or is_frame(row):
            row = self.encode(row)
        options = None if num_threads is None else predict_options(num_threads, False)
        return decide(handle, single_row(row), options, self.player_names)

    def encode(self, applicants: Any) -> np.ndarray:
        """Turns raw values that have names into rows for ``predict``: columns bound, texts coded.

        Parameters
        ----------
        applicants : mapping, or pandas.DataFrame
            Raw values by feature name; spaces and ``_`` in names are alike. Numbers for numeric features; for
            categorical ones the categories as the trainer saw them, texts, numbers or booleans; None or NaN where
            missing (scikit-learn tells the two apart in columns of objects).

        Returns
        -------
        numpy.ndarray, float64, shape (1, n_features) for a mapping, (n, n_features) for a frame
            float32 for a frame whose numeric columns NumPy makes one float32 array of.

        Raises
        ------
        ScoringError
            ``SKIT_COLUMN_MISMATCH`` for a name that is missing, unknown or given twice,
            ``SKIT_INVALID_VALUE`` for a category the model does not know, one of another type, or what is no number.
        """
        encoder = self._open().encoder
        if is_frame(applicants):
            return encoder.frame(applicants)
        if isinstance(applicants, Mapping):
            return encoder.row(applicants)
        raise ScoringError(
            f"encode takes a mapping or a DataFrame, not a {type(applicants).__name__}",
            Status.SKIT_INVALID_ARGUMENT,
        )

    def with_background(self, X: Any) -> "Model":
        """The same bundle with rows to be explained against in place of those it carries; ``save`` writes them too.

        Parameters
        ----------
        X : array-like or pandas.DataFrame, shape (n, n_features)
            At least one row; as for ``predict``. The model is prepared against them here, so that what would fail,
            fails now. They are stored to their bits.

        Raises
        ------
        ScoringError
            ``SKIT_UNSUPPORTED_OPERATION`` for a bare model, ``SKIT_DOCUMENT_TOO_LARGE`` for more rows than a bundle
            of 256 MiB holds; otherwise as ``Background``.
        """
        asker = self._open()
        return Model(asker.handle.with_background(*asker.matrix(X)), self._players)

    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        """Writes a bundle to a file, whole or not at all.

        Raises
        ------
        ScoringError
            ``SKIT_UNSUPPORTED_OPERATION`` for a bare model, ``SKIT_UNWRITABLE_FILE``.
        """
        handle = self._handle
        _library.call(_library.library().skit_model_save_bundle, handle.address, path_bytes(path))
