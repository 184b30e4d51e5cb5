"""Binds raw applicant values - a mapping or a pandas DataFrame - to the columns of a model or pipeline, by name."""

from __future__ import annotations

import numbers
from typing import Any, Dict, List, Mapping, Optional, Tuple

import numpy as np

from . import _library
from ._errors import ScoringError, Status
from ._handle import SchemaHandle
from ._pandas import common_dtype, is_categorical, is_missing, is_na, is_number, is_whole
from ._rows import F64, empty


class Encoder:
    """Turns named raw values into rows: columns in the model's order, categories into their numbers.

    Wrong order cannot score: every name is looked up, and a missing, unknown or ambiguous one is refused. Only a
    column that the model's pipeline drops may be missing, and may hold anything. A category is a value with a type, as
    its trainer sees it: a text, a number, a truth, and to some trainers ``None``. No message holds an applicant's value.
    """

    def __init__(self, handle: SchemaHandle) -> None:
        self._handle = handle
        self._names = handle.feature_names()
        self._flags = handle.feature_flags()
        self._features = {name: feature for feature, name in enumerate(self._names)}
        # As LightGBM stores names.
        self._stored = {name.replace(" ", "_"): feature for feature, name in enumerate(self._names)}
        self._known: Dict[int, List[Any]] = {}
        self._used = np.flatnonzero((self._flags & _library.FEATURE_UNUSED) == 0).tolist()
        self._bound: Optional[Tuple[Any, Dict[int, int]]] = None

    def row(self, applicant: Mapping[str, Any]) -> np.ndarray:
        """One applicant as a row of shape (1, n_features)."""
        row = self._rows(1, F64)
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
        dtypes = list(frame.dtypes)
        if not self._has_categories() and all(is_number(dtype) for dtype in dtypes):
            columns = list(places.values())
            values = frame.to_numpy(dtype=common_dtype([dtypes[place] for place in columns]), na_value=np.nan)
            if len(columns) == len(self._names):
                return values if columns == list(range(values.shape[1])) else values[:, columns]
            rows = self._rows(len(frame), values.dtype)
            rows[:, self._used] = values[:, columns]
            return rows
        numeric = [
            dtypes[place] for feature, place in places.items() if not self._is(feature, _library.FEATURE_CATEGORICAL)
        ]
        rows = self._rows(len(frame), common_dtype(numeric))
        for feature, place in places.items():
            rows[:, feature] = self._column(feature, frame.iloc[:, place])
        return rows

    def _rows(self, count: int, dtype: np.dtype) -> np.ndarray:
        """Rows to be filled; NaN where a feature is not used."""
        rows = empty((count, len(self._names)), dtype)
        if len(self._used) < len(self._names):
            rows.fill(np.nan)
        return rows

    # ------------------------------------------------------------ names

    def _places(self, names: List[Any]) -> Dict[int, int]:
        """For each feature that is used the position of its name, in the features' order."""
        if names and all(is_whole(name) for name in names):
            names = self._named(names)
        places: Dict[int, int] = {}
        is_unique = len(self._stored) == len(self._names)
        for place, name in enumerate(names):
            feature = self._stored.get(name.replace(" ", "_")) if is_unique and isinstance(name, str) else None
            if feature is None:
                feature = self._handle.feature_index(name)
            if feature in places:
                raise ScoringError(
                    f"the feature '{self._names[feature]}' is given twice", Status.SKIT_COLUMN_MISMATCH
                )
            places[feature] = place
        missing = [self._names[feature] for feature in self._used if feature not in places]
        if missing:
            others = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            raise ScoringError(
                f"the column '{missing[0]}'{others} is missing; a value that is not known is given as NaN",
                Status.SKIT_COLUMN_MISMATCH,
            )
        return {feature: places[feature] for feature in self._used}

    def _named(self, positions: List[Any]) -> List[str]:
        """The names of columns that are numbered, as those of ``pd.DataFrame(array)`` are.

        LightGBM and XGBoost make names of such numbers; to scikit-learn, and to a trainer that was given an array, a
        column is its place.
        """
        names = [str(int(position)) for position in positions]
        if all(name in self._features for name in names):
            return names
        is_plain = names == [str(place) for place in range(len(self._names))]
        if is_plain and all(
            name in (f"x{place}", f"Column_{place}", f"f{place}") for place, name in enumerate(self._names)
        ):
            return self._names
        raise ScoringError(
            "the columns have numbers for names; columns bind by name, or by their place where they are "
            "numbered from 0 in order and the model was trained without names",
            Status.SKIT_COLUMN_MISMATCH,
        )

    # ------------------------------------------------------------ values

    def _has_categories(self) -> bool:
        return bool((self._flags & _library.FEATURE_CATEGORICAL).any())

    def _is(self, feature: int, flag: int) -> bool:
        return bool(self._flags[feature] & flag)

    def _number(self, feature: int, value: Any) -> float:
        if self._is(feature, _library.FEATURE_CATEGORICAL):
            return self._code(feature, value)
        if value is None:
            return self._handle.category_code_of(feature, _library.CATEGORY_NONE)
        if is_missing(value):
            return float("nan")
        if not isinstance(value, (str, bytes, bytearray)):
            try:
                return float(value)
            except (TypeError, ValueError, OverflowError):
                pass
        raise self._refusal(feature, f"{self._numeric_expectation(feature)}, not a {type(value).__name__}")

    def _code(self, feature: int, value: Any) -> float:
        """The number that stands for a category, by its type."""
        if isinstance(value, str):
            return self._handle.category_code(feature, value)
        if value is None:
            return self._handle.category_code_of(feature, _library.CATEGORY_NONE)
        if is_missing(value):
            return self._not_available(feature) if is_na(value) else float("nan")
        if isinstance(value, (bool, np.bool_)):
            return self._handle.category_code_of(feature, _library.CATEGORY_BOOLEAN, float(value))
        if isinstance(value, numbers.Real):
            try:
                number = float(value)
            except OverflowError:
                number = float("nan")
            if number == value:
                return self._handle.category_code_of(feature, _library.CATEGORY_NUMBER, number)
            raise self._refusal(
                feature, "has categories, none of which can be a number that no double holds"
            )
        raise self._refusal(
            feature, f"takes a category, which is a text, a number or a truth, not a {type(value).__name__}"
        )

    def _not_available(self, feature: int) -> float:
        """pandas' NA: missing, or where ``None`` is a value of its own another such, which no trainer can know."""
        if self._is(feature, _library.FEATURE_TELLS_NONE) and None in self._categories(feature):
            raise self._refusal(
                feature, "tells None from NaN, and pandas.NA is neither; give the one that is meant"
            )
        return self._handle.category_code_of(feature, _library.CATEGORY_NONE)

    def _categories(self, feature: int) -> List[Any]:
        categories = self._known.get(feature)
        if categories is None:
            categories = self._known[feature] = self._handle.categories(feature)
        return categories

    # ------------------------------------------------------------ columns

    def _column(self, feature: int, column: Any) -> np.ndarray:
        dtype = column.dtype
        if self._is(feature, _library.FEATURE_CATEGORICAL):
            return self._coded(feature, column)
        if is_number(dtype):
            return column.to_numpy(dtype=F64, na_value=np.nan)
        if is_categorical(dtype):
            return self._valued(feature, column)
        if dtype == object:
            return np.fromiter((self._number(feature, value) for value in column), F64, len(column))
        raise self._refusal(feature, f"{self._numeric_expectation(feature)}, and the column has dtype {dtype}")

    def _coded(self, feature: int, column: Any) -> np.ndarray:
        """The numbers of a column's categories."""
        dtype = column.dtype
        if dtype == object:
            return self._coded_objects(feature, column)
        if is_categorical(dtype):
            places, values, missing = column.cat.codes.to_numpy(), column.cat.categories, float("nan")
        else:
            places, values = column.factorize()
            # The missing texts of pandas' older dtype are NA, those of the newer one NaN.
            is_text = getattr(dtype, "kind", "O") not in "fiub"
            missing = getattr(dtype, "na_value", float("nan")) if is_text else float("nan")
        codes = np.full(len(values) + 1, np.nan)
        if (places < 0).any():
            codes[-1] = self._code(feature, missing)
        # Only categories that occur need to be known: pandas keeps those of rows that were filtered out.
        for place in np.unique(places[places >= 0]):
            codes[place] = self._code(feature, self._as_listed(feature, values[place], dtype))
        return codes[places]

    def _as_listed(self, feature: int, value: Any, dtype: Any) -> Any:
        """A category of a frame's; a whole number is a text to bundles that list it as one.

        Not so in a column of plain numbers: these could be codes as well, and a wrong guess would score silently.
        """
        if (
            is_categorical(dtype)
            and is_whole(value)
            and self._is(feature, _library.FEATURE_PANDAS_CODES)
            and not self._is(feature, _library.FEATURE_ACCEPTS_UNKNOWN)
            and all(isinstance(category, str) for category in self._categories(feature))
        ):
            return str(int(value))
        return value

    def _coded_objects(self, feature: int, column: Any) -> np.ndarray:
        codes: Dict[Tuple[type, Any], float] = {}
        answer = empty((len(column),), F64)
        for place, value in enumerate(column):
            try:
                answer[place] = codes[(type(value), value)]
            except KeyError:
                answer[place] = codes[(type(value), value)] = self._code(feature, value)
            except TypeError:
                answer[place] = self._code(feature, value)
        return answer

    def _valued(self, feature: int, column: Any) -> np.ndarray:
        """The values of a category column, where the model was trained on these and not on their codes."""
        if self._is(feature, _library.FEATURE_PANDAS_CODES):
            raise self._refusal(
                feature, f"{self._numeric_expectation(feature)}, and the column is one of categories"
            )
        values = column.cat.categories
        if not is_number(values.dtype) and values.dtype != object:
            raise self._refusal(
                feature, f"takes numbers, and the column's categories are of dtype {values.dtype}"
            )
        places = column.cat.codes.to_numpy()
        answers = np.full(len(values) + 1, np.nan)
        for place in np.unique(places[places >= 0]):
            answers[place] = self._number(feature, values[place])
        return answers[places]

    def _numeric_expectation(self, feature: int) -> str:
        if not self._is(feature, _library.FEATURE_PANDAS_CODES):
            return "takes a number"
        return (
            "takes a number (the model does not say which category column it is, if any; for a categorical one "
            "give the trainer's category codes, with pandas .cat.codes under the training categories, NaN for -1, "
            "or list its categories in a scoringkit.bundle, which takes these)"
        )

    def _refusal(self, feature: int, what: str) -> ScoringError:
        return ScoringError(f"the feature '{self._names[feature]}' {what}", Status.SKIT_INVALID_VALUE)
