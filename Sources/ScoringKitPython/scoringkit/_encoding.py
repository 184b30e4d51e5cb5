"""Binds raw applicant values - a mapping or a pandas DataFrame - to the columns of a model or pipeline, by name."""

from __future__ import annotations

import numbers
from typing import Any, Dict, List, Mapping, Optional, Tuple

import numpy as np

from ._errors import ScoringError, Status
from ._handle import SchemaHandle
from ._rows import F64, empty


class Encoder:
    """Turns named raw values into rows: columns in the model's order, texts into category numbers.

    Wrong order cannot score: every name is looked up, and a missing, unknown or ambiguous one is refused. Only a
    column that the model's pipeline drops may be missing, and may hold anything. No message holds an applicant's
    value.
    """

    def __init__(self, handle: SchemaHandle) -> None:
        self._handle = handle
        self._names = handle.feature_names()
        self._category_counts = handle.category_counts()
        self._uses = handle.uses()
        self._bound: Optional[Tuple[Any, Dict[int, int]]] = None

    def row(self, applicant: Mapping[str, Any]) -> np.ndarray:
        """One applicant as a row of shape (1, n_features)."""
        row = self._rows(1)
        names = list(applicant)
        for feature, place in self._places(names).items():
            row[0, feature] = self._number(feature, applicant[names[place]])
        return row

    def frame(self, frame: Any) -> np.ndarray:
        """A DataFrame's applicants as rows of shape (n, n_features)."""
        columns = frame.columns
        if getattr(columns, "nlevels", 1) != 1:
            raise ScoringError("the frame's columns have several levels", Status.SKIT_COLUMN_MISMATCH)
        bound = self._bound
        if bound is None or not (bound[0] is columns or bound[0].equals(columns)):
            bound = (columns, self._places(list(columns)))
            self._bound = bound
        places = bound[1]
        if not any(self._category_counts):
            return self._numeric_frame(frame, places)
        rows = self._rows(len(frame))
        for feature, place in places.items():
            rows[:, feature] = self._column(feature, frame.iloc[:, place])
        return rows

    def _rows(self, count: int) -> np.ndarray:
        """Rows to be filled; NaN where a feature is not used."""
        rows = empty((count, len(self._names)), F64)
        if not all(self._uses):
            rows.fill(np.nan)
        return rows

    def _places(self, names: List[Any]) -> Dict[int, int]:
        """For each feature that is used the position of its name, in the features' order."""
        places: Dict[int, int] = {}
        for place, name in enumerate(names):
            feature = self._handle.feature_index(name)
            if feature in places:
                raise ScoringError(
                    f"the feature '{self._names[feature]}' is given twice", Status.SKIT_COLUMN_MISMATCH
                )
            places[feature] = place
        used = [feature for feature, is_used in enumerate(self._uses) if is_used]
        missing = [self._names[feature] for feature in used if feature not in places]
        if missing:
            others = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            raise ScoringError(
                f"the column '{missing[0]}'{others} is missing; a value that is not known is given as NaN",
                Status.SKIT_COLUMN_MISMATCH,
            )
        return {feature: places[feature] for feature in used}

    def _number(self, feature: int, value: Any) -> float:
        if _is_missing(value):
            return float("nan")
        if self._category_counts[feature]:
            if not isinstance(value, str):
                raise self._refusal(feature, "takes the text of a category", value)
            return self._handle.category_code(feature, value)
        if not isinstance(value, (str, bytes, bytearray)):
            try:
                return float(value)
            except (TypeError, ValueError, OverflowError):
                pass
        raise self._refusal(feature, self._numeric_expectation(), value)

    def _column(self, feature: int, column: Any) -> np.ndarray:
        if self._category_counts[feature]:
            return self._coded(feature, column)
        self._require_numeric(feature, column.dtype)
        return column.to_numpy(dtype=F64, na_value=np.nan)

    def _numeric_frame(self, frame: Any, places: Dict[int, int]) -> np.ndarray:
        dtypes = list(frame.dtypes)
        for feature, place in places.items():
            self._require_numeric(feature, dtypes[place])
        columns = list(places.values())
        if not all(self._uses):
            rows = self._rows(len(frame))
            rows[:, list(places)] = frame.iloc[:, columns].to_numpy(dtype=F64, na_value=np.nan)
            return rows
        values = frame.to_numpy(dtype=F64, na_value=np.nan)
        return values if columns == list(range(len(columns))) else values[:, columns]

    def _require_numeric(self, feature: int, dtype: Any) -> None:
        if getattr(dtype, "kind", "O") not in "fiub":
            raise ScoringError(
                f"the column '{self._names[feature]}' has dtype {dtype}; the feature "
                f"{self._numeric_expectation()}",
                Status.SKIT_INVALID_VALUE,
            )

    def _coded(self, feature: int, column: Any) -> np.ndarray:
        # Whole numbers as categories are texts to the library. Not so a column of plain numbers: these could be
        # codes as well, and a wrong guess would score silently.
        is_categorical = type(column.dtype).__name__ == "CategoricalDtype"
        categories = column.astype("category").cat
        texts = []
        for text in categories.categories:
            if is_categorical and isinstance(text, numbers.Integral) and not isinstance(text, bool):
                text = str(int(text))
            if not isinstance(text, str):
                raise self._refusal(feature, "takes the texts of categories", text)
            texts.append(text)
        # Only categories that occur need to be known: pandas keeps those of rows that were filtered out.
        places = categories.codes.to_numpy()
        codes = np.full(len(texts) + 1, np.nan)
        for place in np.unique(places[places >= 0]):
            codes[place] = self._handle.category_code(feature, texts[place])
        return codes[places]

    def _numeric_expectation(self) -> str:
        if any(self._category_counts):
            return "takes a number (the model names no categories for it)"
        return (
            "takes a number; for a categorical one give the trainer's category codes (with pandas: "
            ".cat.codes under the training categories, NaN for -1), or list its categories in a "
            "scoringkit.bundle, which takes texts"
        )

    def _refusal(self, feature: int, expected: str, value: Any) -> ScoringError:
        return ScoringError(
            f"the feature '{self._names[feature]}' {expected}, not a {type(value).__name__}",
            Status.SKIT_INVALID_VALUE,
        )


def _is_missing(value: Any) -> bool:
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        # pandas.NA, whose comparisons have no truth value.
        return type(value).__name__ == "NAType"
