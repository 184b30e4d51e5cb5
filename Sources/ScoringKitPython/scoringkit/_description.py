"""What a model says of itself."""

from __future__ import annotations

from typing import List, Optional

from . import _library
from ._asking import Asked, Asker
from ._handle import ModelHandle
from ._players import Players


class DescribedModel(Asked):
    """The properties of a model."""

    _title = "model"
    _elsewhere = "give the other process its file"

    def __init__(self, handle: ModelHandle, players: Optional[Players] = None) -> None:
        info = handle.info
        self._scales = bool(info.capabilities & _library.SCALES)
        super().__init__(Asker(handle, refuses_half=self._scales))
        self._names: Optional[List[str]] = None
        self._width: int = info.feature_count
        self._players = players
        self._terms = self._width if players is None else len(players.names)
        self._outputs: int = info.output_count
        self._predictions: int = info.prediction_count
        self._trees: int = info.tree_count

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
        return self._handle.iteration_count()

    @property
    def feature_names(self) -> List[str]:
        """The columns' names in order, as the bundle's schema or else the trainer has them."""
        names = self._names
        if names is None:
            names = self._names = self._handle.feature_names()
        return list(names)

    @property
    def player_names(self) -> List[str]:
        """What contributions are of, in order: the features, or what ``explaining`` was given."""
        return self.feature_names if self._players is None else list(self._players.names)

    @property
    def objective(self) -> str:
        """As the trainer names it; empty if the file states none."""
        return self._text("objective")

    @property
    def digest(self) -> str:
        """SHA-256 of the model document (not of the bundle around it), 64 hexadecimal digits."""
        return self._text("digest")

    @property
    def engine(self) -> str:
        """The engine that scores, such as ``"byte ranks"``, and in brackets why no faster one does."""
        return self._handle.engine()

    @property
    def format(self) -> str:
        """The model document's format, such as ``"lightgbm-text v4"``."""
        return self._text("format")

    @property
    def kind(self) -> str:
        """``"bundle"``, or ``"model"`` for a bare one."""
        return "bundle" if self._handle.info.kind == _library.KIND_BUNDLE else "model"

    @property
    def positive_class(self) -> str:
        """What a policy's probability is the probability of; empty without a policy."""
        return self._text("positive_class")

    @property
    def can_explain(self) -> bool:
        """Whether ``predict(..., pred_contrib=True)`` answers."""
        return bool(self._handle.info.capabilities & _library.CAN_EXPLAIN)

    @property
    def can_decide(self) -> bool:
        """Whether ``decide`` answers: a bundle with a policy."""
        return bool(self._handle.info.capabilities & _library.CAN_DECIDE)

    @property
    def has_background(self) -> bool:
        """Whether ``background`` answers: a bundle that carries rows to be explained against."""
        return bool(self._handle.info.capabilities & _library.HAS_BACKGROUND)

    def __repr__(self) -> str:
        if self._asker is None:
            return "<scoringkit.Model, closed>"
        return (
            f"<scoringkit.Model {self.kind} of {self.format}, {self.n_features} features, "
            f"{self.n_trees} trees, objective '{self.objective}'>"
        )

    def _text(self, name: str) -> str:
        return getattr(self._handle.info, name).decode("utf-8", "replace")
