"""What became of an applicant, and why."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any, List, Tuple

import numpy as np

from . import _library
from ._handle import ModelHandle
from ._rows import pointer
from ._structures import DecisionAnswer, Reason


@dataclass(frozen=True)
class Decision:
    """What became of an applicant, and why.

    Attributes
    ----------
    refused : bool
    probability : float
        Of the policy's positive class.
    margin : float
        What the policy compares: log-odds for a binary model, the probability itself for a calibrated ensemble.
    threshold, margin_threshold : float
        The policy's probability, and the margin it stands for.
    reasons : list of (feature name, contribution)
        The features that pushed this applicant most toward refusal against the training population, strongest
        first; the contributions are Shapley values in margin, of a calibrated ensemble the mean of its members'.
    """

    refused: bool
    probability: float
    margin: float
    threshold: float
    margin_threshold: float
    reasons: List[Tuple[str, float]] = field(default_factory=list)


def decide(handle: ModelHandle, row: np.ndarray, options: Any, names: List[str]) -> Decision:
    """Asks a model with a policy about one gapless float64 row.

    Raises
    ------
    ScoringError
        ``SKIT_UNSUPPORTED_OPERATION`` for a model without a policy, ``SKIT_SHAPE_MISMATCH``.
    """
    answer = DecisionAnswer(struct_size=ctypes.sizeof(DecisionAnswer))
    limit = handle.info.reason_limit
    reasons = (Reason * limit)()
    _library.call(
        _library.library().skit_model_decide,
        handle.address,
        pointer(row),
        row.size,
        options,
        ctypes.byref(answer),
        reasons,
        limit,
    )
    return Decision(
        refused=bool(answer.is_refused),
        probability=answer.probability,
        margin=answer.margin,
        threshold=answer.threshold,
        margin_threshold=answer.margin_threshold,
        reasons=[(names[reason.feature], reason.contribution) for reason in reasons[: answer.reason_count]],
    )
