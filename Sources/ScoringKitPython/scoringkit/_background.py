"""Shapley values against rows of the caller's own."""

from __future__ import annotations

import ctypes
from typing import Any, Callable, List, Optional

import numpy as np

from . import _library
from ._asking import Asked, Asker, predict_options
from ._description import DescribedModel
from ._errors import ScoringError, Status
from ._global import GlobalExplanation, explain_globally
from ._handle import ModelHandle
from ._players import Groups, Players
from ._progress import Progress
from ._rows import pointer

_SPACES = {"margin": _library.MARGIN, "probability": _library.PREDICTION}


class Background(Asked):
    """A model prepared to be explained against background rows (interventional Shapley values).

        background = scoringkit.Background(model, X_train[:1000])
        background.contributions(X)  # (n, features + 1): one a feature, then the base value

    An absent feature takes its values from the background's rows; the base value is the mean over them. Prepared
    once; calls then cost hardly more for many background rows than for few. Categorical splits and missing values
    are conditions like any other, training counts are not needed. Immutable: any number of threads may use one at
    once. ``close``, or leaving its ``with`` block, gives its memory back early.

    Parameters
    ----------
    model : Model
        It may be closed afterwards.
    X : array-like or pandas.DataFrame, shape (n, n_features), optional
        The background, at least one row; as for ``Model.predict``. If None, the rows that the model's bundle
        carries.
    progress : Progress, optional
        Counts the trees while they are prepared, and may end that from another thread.

    Raises
    ------
    ScoringError
        ``SKIT_INVALID_ARGUMENT`` without rows, ``SKIT_UNSUPPORTED_OPERATION`` for linear trees, for paths of more
        than 64 distinct features, and for a model that carries no background and is given none,
        ``SKIT_OUT_OF_MEMORY`` for a background and model that would take more than the model's
        ``explanation_memory`` (see ``load``), ``SKIT_CANCELLED``; otherwise as ``Model.predict``.
    """

    _title = "background"
    _elsewhere = "make it again in the other process"

    def __init__(self, model: DescribedModel, X: Any = None, *, progress: Optional[Progress] = None) -> None:
        asker = model._open()
        library = _library.library()
        if X is None:
            watch = None if progress is None else progress.address
            native = _NativeBackground(library.skit_background_create_stored_watched, asker.handle.address, watch)
        else:
            array, *shape = asker.matrix(X)
            create = (
                library.skit_background_create_f64 if array.itemsize == 8 else library.skit_background_create_f32
            )
            options = None if progress is None else predict_options(None, False, progress)
            native = _NativeBackground(create, asker.handle.address, pointer(array), *shape, options)
        self._prepare(asker.handle, native, model._scales, model._players)

    def _prepare(
        self, handle: ModelHandle, native: "_NativeBackground", scales: bool, players: Optional[Players]
    ) -> None:
        super().__init__(Asker(handle, scales, native))
        self._row_count = native.rows
        self._scales = scales
        self._players = players
        self._names = handle.feature_names() if players is None else players.names
        self._outputs: int = handle.info.output_count
        self._width: int = handle.info.feature_count

    def contributions(
        self,
        X: Any,
        space: str = "margin",
        num_threads: Optional[int] = None,
        *,
        reject_non_finite: bool = False,
        progress: Optional[Progress] = None,
    ) -> np.ndarray:
        """Shapley values of rows against the background.

        Parameters
        ----------
        X : array-like or pandas.DataFrame, shape (n, n_features)
            As for ``Model.predict``.
        space : "margin" or "probability"
            In margin space the values are exact and add up to the margin. In probability space they are shap's
            (``model_output="probability"``): the values against each background row are *rescaled* to add up to
            the probability, which does not make them the Shapley values of the probability; they can even order
            features otherwise. Their cost grows with the background.
        num_threads : int, optional
            Threads that work, as for ``Model.predict``; changes no bit.
        reject_non_finite : bool
            Refuse infinite values, naming row and column.
        progress : Progress, optional
            As for ``Model.predict``.

        Returns
        -------
        numpy.ndarray
            float64 of shape (n, n_outputs * (n_features + 1)), the base value last; of groups
            (n, n_outputs * (n_players + 1)).

        Raises
        ------
        ScoringError
            ``SKIT_UNSUPPORTED_OPERATION`` for the probability space of a model whose probability is not the
            logistic function of a margin; otherwise as ``Model.predict``.
        """
        asker = self._open()
        if space not in _SPACES:
            raise ScoringError('space is "margin" or "probability"', Status.SKIT_INVALID_ARGUMENT)
        return asker.ask(
            "contributions",
            asker.matrix(X),
            (self._outputs * (len(self._names) + 1),),
            _SPACES[space],
            num_threads=num_threads,
            reject_non_finite=reject_non_finite,
            progress=progress,
        )

    _contributions = contributions

    def global_explanation(
        self,
        X: Any,
        groups: Groups = None,
        space: str = "margin",
        num_threads: Optional[int] = None,
        *,
        sums: bool = False,
    ) -> GlobalExplanation:
        """What each feature contributes over all rows against the background; otherwise as
        ``Model.global_explanation`` and ``contributions``."""
        return explain_globally(self, X, groups, sums, space=space, num_threads=num_threads)

    def explaining(self, groups: Groups = None, *, sums: bool = False) -> "Background":
        """The same background, whose contributions are those of groups, or sums; otherwise as ``Model.explaining``."""
        asker = self._open()
        players = Players(asker.handle, groups, sums)
        function = _library.library().skit_background_explaining
        native = _NativeBackground(function, asker.owner.address, *players.arguments())
        explaining = Background.__new__(Background)
        explaining._prepare(asker.handle, native, self._scales, players)
        return explaining

    @property
    def player_names(self) -> List[str]:
        """What contributions are of, in order: the features, or what ``explaining`` was given."""
        return list(self._names)

    def __repr__(self) -> str:
        if self._asker is None:
            return "<scoringkit.Background, closed>"
        return f"<scoringkit.Background of {self._row_count} rows, {self._width} features>"


class _NativeBackground:
    """Owns a ``skit_background``; freed with the last reference to it."""

    prefix = "skit_background_"
    """What the names of its functions begin with."""

    def __init__(self, create: Callable[..., int], *arguments: Any) -> None:
        self.address = None
        library = _library.library()
        self._free = library.skit_background_free
        handle = ctypes.c_void_p()
        _library.call(create, *arguments, ctypes.byref(handle))
        self.address = handle.value
        self.rows: int = library.skit_background_row_count(handle)

    def __del__(self) -> None:
        if self.address:
            self._free(self.address)
