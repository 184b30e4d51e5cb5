"""Makes a bundle: schema, scaler, model and policy in one document, checked by the library itself."""

from __future__ import annotations

import ctypes
import json
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Union

from . import _library
from ._errors import ScoringError, Status
from ._handle import ModelHandle, path_bytes
from ._loading import Source, load_options
from ._model import Model
from ._scaler import MinMaxScaler
from ._structures import BundleOptions

Feature = Union[str, Mapping[str, Any]]


def bundle(
    model: Source,
    features: Optional[Sequence[Feature]] = None,
    scaler: Any = None,
    threshold: Optional[float] = None,
    positive_class: Optional[str] = None,
    refuse_when: str = ">=",
    reason_limit: int = 4,
    background: Any = None,
    maximum_bytes: int = _library.DEFAULT_MAXIMUM_BYTES,
    *,
    missing: Optional[float] = None,
    best_iteration: bool = False,
    part: Optional[str] = None,
    maximum_work: Optional[int] = None,
    maximum_memory: Optional[int] = None,
    category_codes: bool = False,
) -> Model:
    """Puts together everything a decision needs; ``Model.save`` writes it to one file.

        bundle = scoringkit.bundle(
            model="model.txt",
            features=["age", {"name": "housing", "kind": "categorical", "categories": ["own", "rent"]}],
            threshold=0.2, positive_class="default")

    Parameters
    ----------
    model : str, os.PathLike, or bytes-like
        A model of any format that ``load`` reads but a bundle, as a path or as its content.
    features : sequence of str or mapping, optional
        The raw columns in the model's order: a numeric feature's name, or ``{"name", "kind", "categories"}``
        with the kind ``"numeric"`` or ``"categorical"`` and, for the latter, the texts, numbers or booleans whose
        positions the model was trained on. By default the model's own names, and its categories where it lists any
        and no scaler stands before them; where a name only says a place (``Column_0``), that of the column that the
        scaler was fitted on.
    scaler : MinMaxScaler, or a fitted one of scikit-learn, optional
        Applied to the raw columns before the model.
    threshold : float, optional
        The probability of ``positive_class`` at which the decision changes. Without it there is no policy.
    positive_class : str
        What the model's probability is the probability of, such as ``"default"``.
    refuse_when : ">=", ">", "<=" or "<"
        Which probabilities, against the threshold, are refused.
    reason_limit : int
        Reasons a decision states at most.
    background : array-like or pandas.DataFrame, shape (n, n_features), optional
        Raw rows to be explained against, as for ``Model.with_background``.
    maximum_bytes : int
        A larger model, or bundle, is refused; 1 GiB by default.
    missing, best_iteration, part, maximum_work, maximum_memory, category_codes
        As for ``load``; what an XGBoost model or a pickle of several parts leaves open is stored in the bundle.

    Raises
    ------
    ScoringError
        Of the library, for parts that do not fit each other; ``SKIT_INVALID_ARGUMENT`` for what is no part.
    """
    options = BundleOptions(struct_size=ctypes.sizeof(BundleOptions))
    if isinstance(model, (bytes, bytearray, memoryview)):
        content = bytes(model)
        document = (content, len(content))
    else:
        options.path = path_bytes(model)
        document = (None, 0)
    if features is not None:
        described = [_feature(feature) for feature in _sequence(features, "features")]
        options.features = _json(described, "features")
    if scaler is not None:
        options.scaler = _json(_scaler(scaler), "scaler")
        names = _fitted_names(scaler)
        if names is not None:
            options.scaler_features = _json(names, "scaler's columns")
    if threshold is not None:
        policy = {
            "positive_class": positive_class,
            "threshold": _number(threshold, "threshold"),
            "refuse_when": refuse_when,
            "reason_limit": reason_limit,
        }
        options.policy = _json(policy, "policy")
    elif positive_class is not None:
        raise ScoringError("a policy needs a threshold", Status.SKIT_INVALID_ARGUMENT)
    loading = load_options(
        missing, best_iteration, part, maximum_bytes, category_codes, maximum_work, maximum_memory
    )
    made = Model(_BundleHandle("create", *document, loading, ctypes.byref(options)))
    return made if background is None else made.with_background(background)


class _BundleHandle(ModelHandle):
    """Owns a ``skit_model`` that ``skit_bundle_create`` has made."""

    def function(self, name: str) -> Callable[..., int]:
        return _library.library().skit_bundle_create if name == "create" else super().function(name)


def _json(value: Any, what: str) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError) as reason:
        raise ScoringError(
            f"the {what} of the bundle cannot be written as JSON: {reason}", Status.SKIT_INVALID_ARGUMENT
        ) from None


def _feature(feature: Any) -> Dict[str, Any]:
    if isinstance(feature, str):
        return {"name": feature, "kind": "numeric"}
    if not isinstance(feature, Mapping) or "name" not in feature:
        raise ScoringError(
            'a feature is a name, or a mapping with "name", "kind" and "categories"',
            Status.SKIT_INVALID_ARGUMENT,
        )
    described = dict(feature)
    described.setdefault("kind", "categorical" if "categories" in described else "numeric")
    if "categories" in described:
        categories = _sequence(described["categories"], f"categories of '{described['name']}'")
        # NumPy's numbers and truths as JSON's.
        described["categories"] = [getattr(category, "item", lambda: category)() for category in categories]
    return described


def _scaler(scaler: Any) -> Dict[str, Any]:
    if not isinstance(scaler, MinMaxScaler):
        scaler = MinMaxScaler.from_sklearn(scaler)
    return {
        "kind": "MinMaxScaler",
        "scale": _json_numbers(scaler.scale),
        "min": _json_numbers(scaler.min),
        "clip": None if scaler.clip is None else list(scaler.clip),
    }


def _json_numbers(numbers: Any) -> List[Optional[float]]:
    """NaN, the scale of a column that was missing in all of the training data, is null in JSON."""
    return [None if number != number else number for number in numbers.tolist()]


def _fitted_names(scaler: Any) -> Optional[List[str]]:
    """The columns that a scaler was fitted on; None for one that does not know."""
    if isinstance(scaler, MinMaxScaler):
        return scaler.feature_names
    names = getattr(scaler, "feature_names_in_", None)
    return None if names is None else [str(name) for name in names]


def _sequence(values: Any, what: str) -> List[Any]:
    if isinstance(values, (str, bytes, Mapping)):
        raise ScoringError(f"the {what} must be a list", Status.SKIT_INVALID_ARGUMENT)
    try:
        return list(values)
    except TypeError:
        raise ScoringError(f"the {what} must be a list", Status.SKIT_INVALID_ARGUMENT) from None


def _number(value: Any, what: str) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise ScoringError(f"the {what} must be a number", Status.SKIT_INVALID_ARGUMENT) from None
