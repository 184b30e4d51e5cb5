"""What a model says of its answers: contributions, interactions, importances."""

from __future__ import annotations

import numbers
from typing import Any, Optional, TypeVar, Union

import numpy as np

from . import _library
from ._background import Background
from ._description import DescribedModel
from ._errors import ScoringError, Status
from ._global import GlobalExplanation, explain_globally
from ._handle import ModelHandle
from ._players import Groups, Players
from ._progress import Progress
from ._rows import F64, empty, pointer

Self = TypeVar("Self", bound="ExplainedModel")


class ExplainedModel(DescribedModel):
    """A model's explanations."""

    def explaining(self: Self, groups: Groups = None, *, sums: bool = False) -> Self:
        """The same model, whose contributions, interactions, backgrounds and reasons are those of groups, or sums.

            grouped = model.explaining({"housing": ["rent", "property"]})
            grouped.predict(X, pred_contrib=True)  # (n, n_players + 1), in the order of grouped.player_names

        A group is known or unknown as one, as all columns are that an encoder makes of a raw one. Its contribution is
        its exact Shapley value, and that of a feature in no group is that beside the groups.

        Parameters
        ----------
        groups : mapping of names to lists of features' names, optional
            Features that are explained as one; no feature in two of them. None for every feature for itself.
        sums : bool
            Add up the contributions of the model's own columns instead: of those that an encoder makes of a raw one,
            and of the features of a group. That is what other tools give; it adds up to the margin too, but these are
            not the Shapley values of raw columns or groups.

        Raises
        ------
        ScoringError
            ``SKIT_COLUMN_MISMATCH`` for a feature the model does not have, ``SKIT_INVALID_ARGUMENT`` for one in two
            groups.
        """
        handle = self._handle
        players = Players(handle, groups, sums)
        return type(self)(handle.explaining(*players.arguments()), players)

    def global_explanation(
        self,
        X: Any,
        groups: Groups = None,
        num_threads: Optional[int] = None,
        *,
        sums: bool = False,
    ) -> GlobalExplanation:
        """What each feature contributes over all rows: mean absolute Shapley value, mean, extremes, quantiles.

        Of a model that ``explaining`` gave they are its players'; with ``groups`` the features', then the groups'.

        Parameters
        ----------
        X : array-like or pandas.DataFrame, shape (n, n_features)
            As for ``predict``; explained 1024 rows at a time. More rows can be added to the answer.
        groups : mapping of names to lists of features' names, optional
            Features that are explained as one besides: the Shapley values of the group.
        num_threads : int, optional
            Threads that work, as for ``predict``; changes no bit.
        sums : bool
            Add up the contributions of the model's own columns instead, as for ``explaining``.

        Raises
        ------
        ScoringError
            ``SKIT_COLUMN_MISMATCH`` for a feature the model does not have, ``SKIT_INVALID_ARGUMENT`` for one in two
            groups; otherwise as ``predict`` with ``pred_contrib``.
        """
        return explain_globally(self, X, groups, sums, num_threads=num_threads)

    def _contributions(self, X: Any, **options: Any) -> np.ndarray:
        """Contributions of rows; the options are those of ``Asker.ask``."""
        asker = self._open()
        return asker.ask("contributions", asker.matrix(X), (self._outputs * (self._terms + 1),), **options)

    def interactions(
        self,
        X: Any,
        feature: Union[int, str, None] = None,
        num_threads: Optional[int] = None,
        *,
        reject_non_finite: bool = False,
        progress: Optional[Progress] = None,
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
            features. Of a model that explains groups, a group or a feature in it.
        num_threads : int, optional
            Threads that work, as for ``predict``; changes no bit.
        reject_non_finite : bool
            Refuse infinite values, naming row and column.
        progress : Progress, optional
            As for ``predict``.

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
        asker = self._open()
        wanted = self._feature(asker.handle, feature)
        outputs = () if self._outputs == 1 else (self._outputs,)
        width = self._terms + 1
        return asker.ask(
            "interactions",
            asker.matrix(X),
            (*outputs, *((width, width) if feature is None else (width,))),
            wanted,
            num_threads=num_threads,
            reject_non_finite=reject_non_finite,
            progress=progress,
        )

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
        handle = self._handle
        answer = empty((self._width,), F64)
        importance = _library.IMPORTANCES.index(importance_type)
        function = _library.library().skit_model_importances
        _library.call(function, handle.address, importance, pointer(answer), answer.size)
        return answer

    def background(self) -> Background:
        """Prepares the model to be explained against the rows that its bundle carries; keep the answer.

        Raises
        ------
        ScoringError
            ``SKIT_UNSUPPORTED_OPERATION`` for a model that carries none; otherwise as ``Background``.
        """
        return Background(self)

    def _feature(self, handle: ModelHandle, feature: Union[int, str, None]) -> int:
        """A feature's column; what stands for all of them if none is given."""
        if feature is None:
            return _library.ALL_FEATURES
        if isinstance(feature, str):
            if self._players is None:
                return handle.feature_index(feature)
            if feature in self._players.names:
                return self._players.names.index(feature)
            return int(self._players.of_feature[handle.feature_index(feature)])
        if isinstance(feature, bool) or not isinstance(feature, numbers.Integral) or not 0 <= feature < self._terms:
            raise ScoringError(
                f"feature is a name or a column, 0 to {self._terms - 1}", Status.SKIT_INVALID_ARGUMENT
            )
        return int(feature)
