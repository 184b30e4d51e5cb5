"""Whose contributions a model gives: every feature for itself, or groups of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, List, Optional, Tuple

import numpy as np

from . import _library
from ._errors import ScoringError, Status
from ._handle import ModelHandle
from ._rows import pointer

Groups = Optional[Mapping[str, Sequence[str]]]


class Players:
    """Features or groups that are explained as one, and how.

    Attributes
    ----------
    names : list of str
        The features' and groups' names; a group is at the place of its first feature.
    of_feature : numpy.ndarray
        The player of each feature.
    of_group : list of int
        The player of each group.
    groups : mapping, optional
        As given.
    sums : bool
        Whether to add up the contributions of the model's own columns.
    """

    def __init__(self, handle: ModelHandle, groups: Groups = None, sums: bool = False) -> None:
        features = handle.feature_names()
        owners = group_of_feature(handle, groups, len(features))
        titles = list(groups or {})
        self.groups = groups
        self.sums = sums
        self.names: List[str] = []
        self.of_feature = np.empty(len(features), np.int64)
        self.of_group = [-1] * len(titles)
        for feature, owner in enumerate(owners):
            if owner == -1 or self.of_group[owner] == -1:
                if owner != -1:
                    self.of_group[owner] = len(self.names)
                self.of_feature[feature] = len(self.names)
                self.names.append(features[feature] if owner == -1 else titles[owner])
            else:
                self.of_feature[feature] = self.of_group[owner]

    def arguments(self) -> Tuple[Any, int, int]:
        """As the library takes them; the array must live as long."""
        return pointer(self.of_feature), len(self.names), _library.SUMS if self.sums else 0


def group_of_feature(handle: ModelHandle, groups: Groups, feature_count: int) -> np.ndarray:
    """For each feature the group it is in, or -1.

    Raises
    ------
    ScoringError
        ``SKIT_COLUMN_MISMATCH`` for a feature that the model does not have, ``SKIT_INVALID_ARGUMENT`` for a group
        without features, and for a feature that is given twice.
    """
    owners = np.full(feature_count, -1, np.int64)
    for group, (name, members) in enumerate((groups or {}).items()):
        if isinstance(members, str):
            raise ScoringError(
                f"group '{name}' is a list of features' names, not a text", Status.SKIT_INVALID_ARGUMENT
            )
        if not len(members):
            raise ScoringError(f"group '{name}' has no feature", Status.SKIT_INVALID_ARGUMENT)
        for member in members:
            feature = handle.feature_index(member)
            if owners[feature] != -1:
                raise ScoringError(
                    f"feature '{member}' is given to two groups, or twice", Status.SKIT_INVALID_ARGUMENT
                )
            owners[feature] = group
    return owners
