"""Shapley values against rows of the caller's own."""

from __future__ import annotations

import ctypes
from functools import partial
from typing import TYPE_CHECKING, Any, Callable, List, Optional

import numpy as np

from . import _library
from ._encoding import Encoder
from ._errors import ScoringError, Status
from ._global import GlobalContributions, beside
from ._library import predict_options
from ._players import Groups, Players
from ._rows import F64, empty, is_frame, matrix, pointer, refuse_half

if TYPE_CHECKING:
    from ._model import Model

_KINDS = {"margin": _library.MARGIN, "probability": _library.PREDICTION}


class Background:
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

    Raises
    ------
    ScoringError
        ``SKIT_INVALID_ARGUMENT`` without rows, ``SKIT_UNSUPPORTED_OPERATION`` for linear trees, for paths of more
        than 64 distinct features, and for a model that carries no background and is given none,
        ``SKIT_OUT_OF_MEMORY`` for a background and model that would take more than about
        2.5 GiB; otherwise as ``Model.predict``.
    """

    def __init__(self, model: "Model", X: Any = None) -> None:
        self._native: Optional[_NativeBackground] = None
        self._outputs = model.n_outputs
        self._width = model.n_features
        self._players = model._players
        self._names = model.player_names
        self._scales = model._scales
        self._encoder: Optional[Encoder] = None
        library = _library.library()
        if X is None:
            self._handle = model._open()
            self._native = _NativeBackground(library.skit_background_create_stored, self._handle.address)
            return
        self._handle, array, *shape = model._rows(X)
        create = (
            library.skit_background_create_f64 if array.itemsize == 8 else library.skit_background_create_f32
        )
        self._native = _NativeBackground(create, self._handle.address, pointer(array), *shape, None)

    def contributions(
        self,
        X: Any,
        space: str = "margin",
        num_threads: Optional[int] = None,
        *,
        reject_non_finite: bool = False,
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
        native = self._open()
        if space not in _KINDS:
            raise ScoringError('space is "margin" or "probability"', Status.SKIT_INVALID_ARGUMENT)
        if self._scales:
            refuse_half(X)
        if is_frame(X):
            encoder = self._encoder
            if encoder is None:
                encoder = self._encoder = Encoder(self._handle)
            X = encoder.frame(X)
        array, rows, columns, row_stride, column_stride = matrix(X)
        plain = num_threads is None and not reject_non_finite
        options = None if plain else predict_options(num_threads, reject_non_finite)
        answer = empty((rows, self._outputs * (len(self._names) + 1)), F64)
        library = _library.library()
        function = (
            library.skit_background_contributions_f64
            if array.itemsize == 8
            else library.skit_background_contributions_f32
        )
        asked = (pointer(array), rows, columns, row_stride, column_stride, options)
        _library.call(function, native.address, _KINDS[space], *asked, pointer(answer), answer.size)
        return answer

    def global_contributions(
        self,
        X: Any,
        groups: Groups = None,
        space: str = "margin",
        num_threads: Optional[int] = None,
        *,
        sums: bool = False,
    ) -> GlobalContributions:
        """What each feature contributes over all rows against the background; otherwise as
        ``Model.global_contributions`` and ``contributions``."""
        own = self._players or Players(self._handle)
        sums = sums or own.sums
        background = self
        if groups or sums != own.sums:
            background = self.explaining(None if groups else own.groups, sums=sums)
        background._open()
        names = background.player_names
        explain = partial(background.contributions, space=space, num_threads=num_threads)
        if groups:
            grouped = self.explaining(groups, sums=sums)
            of_groups = partial(grouped.contributions, space=space, num_threads=num_threads)
            explain = beside(explain, of_groups, grouped._players, self._outputs)
            names = [*names, *groups]
        return GlobalContributions(explain, names, self._outputs).add(X)

    def explaining(self, groups: Groups = None, *, sums: bool = False) -> "Background":
        """The same background, whose contributions are those of groups, or sums; otherwise as ``Model.explaining``."""
        native = self._open()
        players = Players(self._handle, groups, sums)
        explaining = Background.__new__(Background)
        explaining.__dict__.update(self.__dict__)
        explaining._players = players
        explaining._names = players.names
        function = _library.library().skit_background_explaining
        explaining._native = _NativeBackground(function, native.address, *players.arguments())
        return explaining

    @property
    def player_names(self) -> List[str]:
        """What contributions are of, in order: the features, or what ``explaining`` was given."""
        return list(self._names)

    def close(self) -> None:
        """Gives the background's memory back, as soon as no other thread is using it. May be called twice."""
        self._native = None

    def __enter__(self) -> "Background":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __copy__(self) -> "Background":
        return self

    def __deepcopy__(self, _: Any) -> "Background":
        return self

    def __reduce__(self) -> Any:
        raise ScoringError(
            "a background cannot be pickled; make it again in the other process",
            Status.SKIT_UNSUPPORTED_OPERATION,
        )

    def __repr__(self) -> str:
        if self._native is None:
            return "<scoringkit.Background, closed>"
        return f"<scoringkit.Background of {self._native.rows} rows, {self._width} features>"

    def _open(self) -> "_NativeBackground":
        native = self._native
        if native is None:
            raise ScoringError("the background is closed", Status.SKIT_INVALID_ARGUMENT)
        return native


class _NativeBackground:
    """Owns a ``skit_background``; freed with the last reference to it."""

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
