"""Makes a bundle: schema, scaler, model and policy in one document, checked by the library itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

from ._errors import ScoringError, Status
from ._handle import ModelHandle, path_bytes
from ._library import DEFAULT_MAXIMUM_BYTES, FEATURE_ACCEPTS_UNKNOWN, FEATURE_CATEGORICAL
from ._loading import Source, load_options
from ._model import Model
from ._scaler import MinMaxScaler

FORMAT_VERSION = 1

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
    maximum_bytes: int = DEFAULT_MAXIMUM_BYTES,
) -> Model:
    """Puts together everything a decision needs; ``Model.save`` writes it to one file.

        bundle = scoringkit.bundle(
            model="model.txt",
            features=["age", {"name": "housing", "kind": "categorical", "categories": ["own", "rent"]}],
            threshold=0.2, positive_class="default")

    Parameters
    ----------
    model : str, os.PathLike, or bytes-like
        A LightGBM text model, as a path or as its content.
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

    Raises
    ------
    ScoringError
        Of the library, for parts that do not fit each other; ``SKIT_INVALID_ARGUMENT`` for what is no part.
    """
    text = _text(model)
    if features is None:
        content = text.encode()
        own = ModelHandle("load_bytes", content, len(content), load_options(maximum_bytes=maximum_bytes))
        features = _named(_own_features(own, scaler is None), _fitted_names(scaler))
    policy = None
    if threshold is not None:
        policy = {
            "positive_class": positive_class,
            "threshold": _number(threshold, "threshold"),
            "refuse_when": refuse_when,
            "reason_limit": reason_limit,
        }
    elif positive_class is not None:
        raise ScoringError("a policy needs a threshold", Status.SKIT_INVALID_ARGUMENT)
    schema = [_feature(feature) for feature in _sequence(features, "features")]
    document = {
        "format": "scoringkit-bundle",
        "format_version": FORMAT_VERSION,
        "features": schema,
        "scaler": _scaler(scaler, [feature["name"] for feature in schema]),
        "model": {"format": "lightgbm-text", "text": text},
        "policy": policy,
    }
    try:
        encoded = json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError) as reason:
        raise ScoringError(
            f"a part of the bundle cannot be written as JSON: {reason}", Status.SKIT_INVALID_ARGUMENT
        ) from None
    options = load_options(maximum_bytes=maximum_bytes)
    made = Model(ModelHandle("load_bytes", encoded, len(encoded), options))
    return made if background is None else made.with_background(background)


def _text(model: Any) -> str:
    if isinstance(model, (bytes, bytearray, memoryview)):
        content = bytes(model)
    else:
        path = path_bytes(model)
        try:
            content = Path(model).read_bytes()
        except OSError as reason:
            raise ScoringError(
                f"{path.decode('utf-8', 'replace')}: cannot be read: {reason.strerror}",
                Status.SKIT_UNREADABLE_FILE,
            ) from None
    try:
        return content.decode()
    except UnicodeDecodeError as reason:
        raise ScoringError(
            "the model is no text", Status.SKIT_INVALID_ARGUMENT, byte_offset=reason.start
        ) from None


def _own_features(handle: ModelHandle, takes_categories: bool) -> List[Dict[str, Any]]:
    flags = handle.feature_flags()
    features: List[Dict[str, Any]] = []
    for feature, name in enumerate(handle.feature_names()):
        if takes_categories and flags[feature] & FEATURE_CATEGORICAL:
            kind = "open_categorical" if flags[feature] & FEATURE_ACCEPTS_UNKNOWN else "categorical"
            features.append({"name": name, "kind": kind, "categories": handle.categories(feature)})
        else:
            features.append({"name": name, "kind": "numeric"})
    return features


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


def _scaler(scaler: Any, names: List[Any]) -> Optional[Dict[str, Any]]:
    if scaler is None:
        return None
    _require_order(_fitted_names(scaler), names)
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


def _require_order(fitted: Any, names: List[Any]) -> None:
    """A scaler of scikit-learn that was fitted on a frame knows its columns; they must be the bundle's."""
    for place, (theirs, ours) in enumerate(zip(fitted or [], names)):
        if _is_place(theirs, place) or _is_place(ours, place):
            continue
        if str(theirs).replace(" ", "_") != str(ours).replace(" ", "_"):
            raise ScoringError(
                f"the scaler's column {place} is '{theirs}' and the bundle's '{ours}'; both need one order",
                Status.SKIT_COLUMN_MISMATCH,
            )


def _fitted_names(scaler: Any) -> Optional[List[str]]:
    """The columns that a scaler was fitted on; None for one that does not know."""
    if isinstance(scaler, MinMaxScaler):
        return scaler.feature_names
    names = getattr(scaler, "feature_names_in_", None)
    return None if names is None else [str(name) for name in names]


def _named(own: List[Dict[str, Any]], fitted: Optional[List[str]]) -> List[Dict[str, Any]]:
    """The model's features, with the scaler's names where the model's only say a place."""
    if fitted is None or len(fitted) != len(own):
        return own
    named = []
    for place, (ours, theirs) in enumerate(zip(own, fitted)):
        gives_way = _is_place(ours["name"], place) and not _is_place(theirs, place)
        named.append({**ours, "name": theirs} if gives_way else ours)
    return named


def _is_place(name: Any, place: int) -> bool:
    """Whether a name says nothing but the column's place, as trainers call columns without names."""
    return name in (f"Column_{place}", f"f{place}", f"x{place}", str(place))


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
