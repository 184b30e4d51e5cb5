"""What each feature contributes over a whole data set."""

from __future__ import annotations

import ctypes
from functools import partial
from typing import Any, Callable, List, Optional, Protocol

import numpy as np

from . import _library
from ._handle import ModelHandle
from ._pandas import is_frame
from ._players import Groups, Players
from ._rows import F64, pointer
from ._structures import Summary


class GlobalExplanation:
    """What each feature, and each group of features, contributed over all rows added; made by
    ``Model.global_explanation`` and ``Background.global_explanation``.

        found = model.global_explanation(X, groups={"housing": ["housing", "property"]})
        dict(zip(found.names, found.mean_magnitude))

    Memory does not grow with the rows, and no order of them changes a bit: the means are exact sums, rounded
    once. A group is explained as one feature; where sums are asked for, its features are summed row by row before any
    absolute value is taken. Arrays are float64 of shape (n_terms,), the features in column order, then the groups;
    (n_outputs, n_terms) for several outputs. Any number of threads may add and ask at once: no row is lost.
    """

    def __init__(self, explain: Callable[[Any], np.ndarray], names: List[str], output_count: int) -> None:
        self.names: List[str] = names
        """The terms' names: the features, then the groups."""
        self._explain = explain
        self._outputs = output_count
        self._address = None
        library = _library.library()
        self._free = library.skit_global_free
        address = ctypes.c_void_p()
        _library.call(library.skit_global_create, len(names), output_count, None, 0, ctypes.byref(address))
        self._address = address.value

    def __del__(self) -> None:
        if self._address:
            self._free(self._address)

    def add(self, X: Any) -> "GlobalExplanation":
        """Adds rows, 1024 at a time; gives itself back.

        Parameters
        ----------
        X : array-like or pandas.DataFrame, shape (n, n_features)
            As for ``Model.predict``. If a row is refused, those more than 1024 before it are in.

        Raises
        ------
        ScoringError
            ``SKIT_NUMBER_OUT_OF_RANGE`` for contributions that are not finite; otherwise as
            ``Model.predict``.
        """
        framed = is_frame(X)
        if not framed:
            X = np.asarray(X)
            if X.ndim != 2:
                self._explain(X)  # Refuses it, and says why.
        for start in range(0, len(X), _BLOCK_ROWS):
            end = start + _BLOCK_ROWS
            values = np.ascontiguousarray(self._explain(X.iloc[start:end] if framed else X[start:end]))
            _library.call(_library.library().skit_global_add, self._address, pointer(values), values.size)
        return self

    @property
    def n_rows(self) -> int:
        """Rows added."""
        return self._summary(0, 0).row_count

    @property
    def mean_magnitude(self) -> np.ndarray:
        """The mean of the contributions' absolute values, the usual measure of importance."""
        return self._numbers("mean_magnitude")

    @property
    def mean(self) -> np.ndarray:
        """The mean contribution."""
        return self._numbers("mean")

    @property
    def minimum(self) -> np.ndarray:
        """The least contribution."""
        return self._numbers("minimum")

    @property
    def maximum(self) -> np.ndarray:
        """The greatest contribution."""
        return self._numbers("maximum")

    @property
    def quantile_error(self) -> np.ndarray:
        """How far ``quantile`` may be off: at most 1/256 of each term's greatest absolute value."""
        return self._numbers("quantile_error")

    def quantile(self, share: float) -> np.ndarray:
        """The least contribution that at least this share of the rows does not exceed, within
        ``quantile_error``; exact for 0 and 1.

        Raises
        ------
        ScoringError
            ``SKIT_INVALID_ARGUMENT`` for a share outside 0 to 1.
        """
        answer = ctypes.c_double()

        def ask(output: int, term: int) -> float:
            function = _library.library().skit_global_quantile
            _library.call(function, self._address, output, term, float(share), ctypes.byref(answer))
            return answer.value

        return self._collect(ask)

    def _summary(self, output: int, term: int) -> Summary:
        summary = Summary(struct_size=ctypes.sizeof(Summary))
        function = _library.library().skit_global_describe
        _library.call(function, self._address, output, term, ctypes.byref(summary))
        return summary

    def _numbers(self, field: str) -> np.ndarray:
        return self._collect(lambda output, term: getattr(self._summary(output, term), field))

    def _collect(self, ask: Callable[[int, int], float]) -> np.ndarray:
        terms = range(len(self.names))
        answer = np.array([[ask(output, term) for term in terms] for output in range(self._outputs)], F64)
        return answer[0] if self._outputs == 1 else answer


_BLOCK_ROWS = 1024


class Explained(Protocol):
    """A model or background, as far as a global explanation needs it."""

    _players: Optional[Players]
    _outputs: int

    @property
    def _handle(self) -> ModelHandle: ...

    @property
    def player_names(self) -> List[str]: ...

    def explaining(self, groups: Groups = None, *, sums: bool = False) -> "Explained": ...

    def _contributions(self, X: Any, **options: Any) -> np.ndarray: ...


def explain_globally(
    explained: Explained, X: Any, groups: Groups, sums: bool, **options: Any
) -> GlobalExplanation:
    """The global explanation of rows; ``options`` are those of ``_contributions``.

    With groups it is every feature's, for itself, and then that of the groups.
    """
    own = explained._players or Players(explained._handle)
    sums = sums or own.sums
    alone = explained
    if groups or sums != own.sums:
        alone = explained.explaining(None if groups else own.groups, sums=sums)
    names = alone.player_names
    explain = partial(alone._contributions, **options)
    if groups:
        grouped = explained.explaining(groups, sums=sums)
        of_groups = partial(grouped._contributions, **options)
        explain = _beside(explain, of_groups, grouped._players, explained._outputs)
        names = [*names, *groups]
    return GlobalExplanation(explain, names, explained._outputs).add(X)


def _beside(
    explain: Callable[[Any], np.ndarray],
    explain_groups: Callable[[Any], np.ndarray],
    players: Players,
    output_count: int,
) -> Callable[[Any], np.ndarray]:
    """Every feature's contributions for itself, and beside them those of the groups."""

    def both(X: Any) -> np.ndarray:
        features, groups = (
            values.reshape(len(values), output_count, values.shape[1] // output_count)
            for values in (explain(X), explain_groups(X))
        )
        return np.concatenate([features[..., :-1], groups[..., players.of_group], features[..., -1:]], axis=2)

    return both
