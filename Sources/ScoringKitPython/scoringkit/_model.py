"""A model ready to serve: rows in, margins, probabilities, reasons and decisions out."""

from __future__ import annotations

import numbers
import os
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, List, Optional, Tuple, Union

import numpy as np

from . import _library
from ._background import Background
from ._decision import Decision, decide
from ._encoding import Encoder
from ._errors import ScoringError, Status
from ._global import GlobalContributions
from ._handle import ModelHandle, path_bytes
from ._library import predict_options
from ._progress import Progress
from ._rows import F64, empty, is_frame, matrix, pointer, single_row, whole

_INT32 = np.dtype(np.int32)


class Model:
    """A loaded model; made by ``load`` or ``bundle``.

    A bare model takes the trainer's columns. A bundle takes raw columns: it scales them itself, knows their
    categories, and decides by its policy. Immutable: any number of threads may use one at once. ``close``, or
    leaving its ``with`` block, gives its memory back early.
    """

    def __init__(self, handle: ModelHandle) -> None:
        library = _library.library()
        info = handle.info
        self._handle: Optional[ModelHandle] = handle
        self._encoder: Optional[Encoder] = None
        self._names: Optional[List[str]] = None
        self._width: int = info.feature_count
        self._outputs: int = info.output_count
        self._predictions: int = info.prediction_count
        self._trees: int = info.tree_count
        self._predict_f64 = library.skit_model_predict_f64
        self._predict_f32 = library.skit_model_predict_f32
        self._leaves_f64 = library.skit_model_leaves_f64
        self._leaves_f32 = library.skit_model_leaves_f32
        self._contributions_f64 = library.skit_model_contributions_f64
        self._contributions_f32 = library.skit_model_contributions_f32

    # ------------------------------------------------------------ scoring

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
            Exact Shapley values in margin, the base value last.
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
            Counts rows while they are answered, and may end the batch from another thread.

        Returns
        -------
        numpy.ndarray
            float64 of shape (n,), or (n, n_outputs) for several outputs; with ``pred_contrib``
            (n, n_outputs * (n_features + 1)); with ``pred_leaf`` int32 of shape (n, n_trees).

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
        handle = self._handle or self._open()
        if is_frame(X):
            X = self._encoder_of(handle).frame(X)
        array, rows, columns, row_stride, column_stride = matrix(X)
        plain = num_threads is None and not reject_non_finite and progress is None
        watch = None if progress is None else progress.address
        options = None if plain else predict_options(num_threads, reject_non_finite, watch)
        asked = (pointer(array), rows, columns, row_stride, column_stride, options)
        if pred_contrib or pred_leaf:
            if pred_contrib and pred_leaf:
                raise ScoringError(
                    "pred_contrib and pred_leaf are two questions; ask one", Status.SKIT_INVALID_ARGUMENT
                )
            if pred_leaf:
                answer = empty((rows, self._trees), _INT32)
                function = self._leaves_f64 if array.itemsize == 8 else self._leaves_f32
            else:
                answer = empty((rows, self._outputs * (self._width + 1)), F64)
                function = self._contributions_f64 if array.itemsize == 8 else self._contributions_f32
            _library.call(function, handle.address, *asked, pointer(answer), answer.size)
            return answer
        outputs = self._outputs if raw_score else self._predictions
        answer = empty((rows,) if outputs == 1 else (rows, outputs), F64)
        function = self._predict_f64 if array.itemsize == 8 else self._predict_f32
        kind = _library.MARGIN if raw_score else _library.PREDICTION
        arguments = (handle.address, kind, *asked, pointer(answer), rows * outputs)
        # A failure is rare: only then is the call repeated with an error to fill in.
        if function(*arguments, None):
            _library.call(function, *arguments)
        return answer

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
        handle = self._open()
        first = whole(start_iteration, "start_iteration")
        count = 0 if num_iteration is None else whole(num_iteration, "num_iteration")
        left = self.n_iterations - first
        if first == 0 and not 0 < count < left:
            return self
        return Model(handle.limited(first, count if 0 < count < left else left))

    def feature_importance(self, importance_type: str = "split") -> np.ndarray:
        """How important each feature is to the trees; of a bundle, each raw column.

        Parameters
        ----------
        importance_type : str
            ``"split"``: splits on the feature (of LightGBM's models those that gained something); ``"gain"``:
            what these gained in training, summed; ``"cover"``: the training weight that reached them, summed.

        Returns
        -------
        numpy.ndarray, float64, shape (n_features,)

        Raises
        ------
        ScoringError
            ``SKIT_UNSUPPORTED_OPERATION`` where the model's file does not hold what is asked,
            ``SKIT_INVALID_ARGUMENT`` for another ``importance_type``.
        """
        if importance_type not in _library.IMPORTANCES:
            raise ScoringError(
                f"importance_type is one of {', '.join(_library.IMPORTANCES)}", Status.SKIT_INVALID_ARGUMENT
            )
        handle = self._open()
        answer = empty((self._width,), F64)
        kind = _library.IMPORTANCES.index(importance_type)
        function = _library.library().skit_model_importances
        _library.call(function, handle.address, kind, pointer(answer), answer.size)
        return answer

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
        handle, array, rows, columns, row_stride, column_stride = self._rows(X)
        library = _library.library()
        function = library.skit_model_transform_f64 if array.itemsize == 8 else library.skit_model_transform_f32
        answer = empty((rows, handle.info.transformed_count), F64)
        asked = (pointer(array), rows, columns, row_stride, column_stride, None)
        _library.call(function, handle.address, *asked, pointer(answer), answer.size)
        return answer

    def global_contributions(
        self,
        X: Any,
        groups: Optional[Mapping[str, Sequence[str]]] = None,
        num_threads: Optional[int] = None,
    ) -> GlobalContributions:
        """What each feature contributes over all rows: mean absolute Shapley value, mean, extremes, quantiles.

        Parameters
        ----------
        X : array-like or pandas.DataFrame, shape (n, n_features)
            As for ``predict``; explained 1024 rows at a time. More rows can be added to the answer.
        groups : mapping of names to lists of features' names, optional
            Features that are explained as one besides, summed row by row.
        num_threads : int, optional
            Threads that work, as for ``predict``; changes no bit.

        Raises
        ------
        ScoringError
            ``SKIT_COLUMN_MISMATCH`` for a feature the model does not have, ``SKIT_INVALID_ARGUMENT`` for one in two
            groups; otherwise as ``predict`` with ``pred_contrib``.
        """
        explain = partial(self.predict, pred_contrib=True, num_threads=num_threads)
        return GlobalContributions(explain, self._open(), groups).add(X)

    def interactions(
        self,
        X: Any,
        feature: Union[int, str, None] = None,
        num_threads: Optional[int] = None,
        *,
        reject_non_finite: bool = False,
    ) -> np.ndarray:
        """Exact interactions of features in margin, SHAP's matrix, with the shape of XGBoost's.

        Elements (i, j) and (j, i) hold half of the interaction of features i and j each, the diagonal what is left
        of a feature's Shapley value: row i adds up to ``predict(X, pred_contrib=True)``'s number of feature i. The
        last row and column are 0, but for the base value in the corner.

        Parameters
        ----------
        X : array-like or pandas.DataFrame, shape (n, n_features)
            As for ``predict``.
        feature : int or str, optional
            The column or name of the one feature whose row of the matrix is wanted; much less memory for many
            features.
        num_threads : int, optional
            Threads that work, as for ``predict``; changes no bit.
        reject_non_finite : bool
            Refuse infinite values, naming row and column.

        Returns
        -------
        numpy.ndarray
            float64 of shape (n, n_features + 1, n_features + 1), or (n, n_features + 1) for one feature; with
            several outputs (n, n_outputs, ...).

        Raises
        ------
        ScoringError
            ``SKIT_INVALID_ARGUMENT`` or ``SKIT_COLUMN_MISMATCH`` for a feature that there is not,
            ``SKIT_OUT_OF_MEMORY`` for too many features; otherwise as ``predict``.
        """
        handle, array, rows, columns, row_stride, column_stride = self._rows(X)
        plain = num_threads is None and not reject_non_finite
        options = None if plain else predict_options(num_threads, reject_non_finite)
        outputs = () if self._outputs == 1 else (self._outputs,)
        width = self._width + 1
        answer = empty((rows, *outputs, *((width, width) if feature is None else (width,))), F64)
        library = _library.library()
        function = (
            library.skit_model_interactions_f64 if array.itemsize == 8 else library.skit_model_interactions_f32
        )
        asked = (pointer(array), rows, columns, row_stride, column_stride, options)
        wanted = self._feature(handle, feature)
        _library.call(function, handle.address, wanted, *asked, pointer(answer), answer.size)
        return answer

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
        handle = self._open()
        if isinstance(row, Mapping) or is_frame(row):
            row = self.encode(row)
        options = None if num_threads is None else predict_options(num_threads, False)
        return decide(handle, single_row(row), options, self._feature_names(handle))

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

        Raises
        ------
        ScoringError
            ``SKIT_COLUMN_MISMATCH`` for a name that is missing, unknown or given twice,
            ``SKIT_INVALID_VALUE`` for a category the model does not know, one of another type, or what is no number.
        """
        encoder = self._encoder_of(self._open())
        if is_frame(applicants):
            return encoder.frame(applicants)
        if isinstance(applicants, Mapping):
            return encoder.row(applicants)
        raise ScoringError(
            f"encode takes a mapping or a DataFrame, not a {type(applicants).__name__}",
            Status.SKIT_INVALID_ARGUMENT,
        )

    # ------------------------------------------------------------ describing

    @property
    def n_features(self) -> int:
        """Columns a row must have."""
        return self._width

    @property
    def n_outputs(self) -> int:
        """Margins a row has: 1, or the number of classes."""
        return self._outputs

    @property
    def n_trees(self) -> int:
        """Trees, of all classes together."""
        return self._trees

    @property
    def n_iterations(self) -> int:
        """Boosting iterations; of a forest that averages, its trees."""
        return self._open().iteration_count()

    @property
    def feature_names(self) -> List[str]:
        """The columns' names in order, as the bundle's schema or else the trainer has them."""
        return list(self._feature_names(self._open()))

    @property
    def objective(self) -> str:
        """As the trainer names it; empty if the file states none."""
        return self._text("objective")

    @property
    def digest(self) -> str:
        """SHA-256 of the model document (not of the bundle around it), 64 hexadecimal digits."""
        return self._text("digest")

    @property
    def format(self) -> str:
        """The model document's format, such as ``"lightgbm-text v4"``."""
        return self._text("format")

    @property
    def kind(self) -> str:
        """``"bundle"``, or ``"model"`` for a bare one."""
        return "bundle" if self._open().info.kind == _library.KIND_BUNDLE else "model"

    @property
    def positive_class(self) -> str:
        """What a policy's probability is the probability of; empty without a policy."""
        return self._text("positive_class")

    @property
    def can_explain(self) -> bool:
        """Whether ``predict(..., pred_contrib=True)`` answers."""
        return bool(self._open().info.capabilities & _library.CAN_EXPLAIN)

    @property
    def can_decide(self) -> bool:
        """Whether ``decide`` answers: a bundle with a policy."""
        return bool(self._open().info.capabilities & _library.CAN_DECIDE)

    @property
    def has_background(self) -> bool:
        """Whether ``background`` answers: a bundle that carries rows to be explained against."""
        return bool(self._open().info.capabilities & _library.HAS_BACKGROUND)

    # ------------------------------------------------------------ keeping

    def background(self) -> Background:
        """Prepares the model to be explained against the rows that its bundle carries; keep the answer.

        Raises
        ------
        ScoringError
            ``SKIT_UNSUPPORTED_OPERATION`` for a model that carries none; otherwise as ``Background``.
        """
        return Background(self)

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
        handle, array, *shape = self._rows(X)
        return Model(handle.with_background(array, *shape))

    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        """Writes a bundle to a file, whole or not at all.

        Raises
        ------
        ScoringError
            ``SKIT_UNSUPPORTED_OPERATION`` for a bare model, ``SKIT_UNWRITABLE_FILE``.
        """
        handle = self._open()
        _library.call(_library.library().skit_model_save_bundle, handle.address, path_bytes(path))

    def close(self) -> None:
        """Gives the model's memory back, as soon as no other thread is using it. May be called twice."""
        self._handle = None
        self._encoder = None

    def __enter__(self) -> "Model":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __copy__(self) -> "Model":
        return self

    def __deepcopy__(self, _: Any) -> "Model":
        return self

    def __reduce__(self) -> Any:
        raise ScoringError(
            "a model cannot be pickled; give the other process its file", Status.SKIT_UNSUPPORTED_OPERATION
        )

    def __repr__(self) -> str:
        if self._handle is None:
            return "<scoringkit.Model, closed>"
        return (
            f"<scoringkit.Model {self.kind} of {self.format}, {self.n_features} features, "
            f"{self.n_trees} trees, objective '{self.objective}'>"
        )

    def _open(self) -> ModelHandle:
        handle = self._handle
        if handle is None:
            raise ScoringError("the model is closed", Status.SKIT_INVALID_ARGUMENT)
        return handle

    def _rows(self, X: Any) -> Tuple[Any, ...]:
        """The handle, and rows as the library reads them; a frame's columns are bound by name."""
        handle = self._open()
        if is_frame(X):
            X = self._encoder_of(handle).frame(X)
        return (handle, *matrix(X))

    def _feature(self, handle: ModelHandle, feature: Union[int, str, None]) -> int:
        """A feature's column; what stands for all of them if none is given."""
        if feature is None:
            return _library.ALL_FEATURES
        if isinstance(feature, str):
            return handle.feature_index(feature)
        if isinstance(feature, bool) or not isinstance(feature, numbers.Integral) or not 0 <= feature < self._width:
            raise ScoringError(
                f"feature is a name or a column, 0 to {self._width - 1}", Status.SKIT_INVALID_ARGUMENT
            )
        return int(feature)

    def _text(self, name: str) -> str:
        return getattr(self._open().info, name).decode("utf-8", "replace")

    def _feature_names(self, handle: ModelHandle) -> List[str]:
        if self._names is None:
            self._names = handle.feature_names()
        return self._names

    def _encoder_of(self, handle: ModelHandle) -> Encoder:
        encoder = self._encoder
        if encoder is None:
            encoder = self._encoder = Encoder(handle)
        return encoder
