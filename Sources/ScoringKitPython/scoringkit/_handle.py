"""The native handles of models and pipelines, what the library says of them, their features' names and categories."""

from __future__ import annotations

import ctypes
import os
from typing import Any, Callable, List, Union

import numpy as np

from . import _library
from ._errors import ScoringError, Status
from ._rows import pointer
from ._structures import ModelInfo, PipelineInfo


_NAME_SIZE = 128
"""What a name is first given room for."""


class SchemaHandle:
    """Owns a ``skit_model`` or ``skit_pipeline``; freed with the last reference to it.

    A call holds a reference while it runs: closing a model in one thread cannot pull it from under another.
    """

    prefix: str
    """What the names of the handle's functions begin with."""
    _info_type: type

    def __init__(self, function: str, *arguments: Any) -> None:
        handle = ctypes.c_void_p()
        self.address = None
        self._free = self.function("free")
        _library.call(self.function(function), *arguments, ctypes.byref(handle))
        self.address = handle.value
        self.info = self._info_type(struct_size=ctypes.sizeof(self._info_type))
        _library.call(self.function("describe"), self.address, ctypes.byref(self.info))

    def function(self, name: str) -> Callable[..., int]:
        """One of the handle's functions."""
        return getattr(_library.library(), self.prefix + name)

    def __del__(self) -> None:
        if self.address:
            self._free(self.address)

    def feature_names(self) -> List[str]:
        """The features' names in column order."""
        return self._names("feature_name", self.info.feature_count)

    def feature_index(self, name: str) -> int:
        """The column of a feature; spaces and ``_`` are alike.

        Raises
        ------
        ScoringError
            ``SKIT_COLUMN_MISMATCH`` for a name no feature has or that could mean two.
        """
        if not isinstance(name, str):
            raise ScoringError(
                f"columns bind by name, and a name is a {type(name).__name__}, not a text",
                Status.SKIT_COLUMN_MISMATCH,
            )
        index = ctypes.c_int64()
        _library.call(
            self.function("feature_index"),
            self.address,
            utf8(name, "a column's name"),
            ctypes.byref(index),
        )
        return index.value

    def feature_flags(self) -> np.ndarray:
        """How each feature takes its values: the flags of ``_library.FEATURE_...``."""
        flags = np.zeros(self.info.feature_count, np.uint32)
        _library.call(self.function("feature_flags"), self.address, flags.ctypes.data, flags.size)
        return flags

    def categories(self, feature: int) -> List[Union[str, float, bool, None]]:
        """The categories of a feature as Python values, in the order of their numbers; none of a numeric one."""
        count, value_type, number = ctypes.c_int64(), ctypes.c_int32(), ctypes.c_double()
        _library.call(self.function("category_count"), self.address, feature, ctypes.byref(count))
        categories: List[Union[str, float, bool, None]] = []
        for category in range(count.value):
            answers = (ctypes.byref(value_type), ctypes.byref(number))
            _library.call(self.function("category_value"), self.address, feature, category, *answers)
            if value_type.value == _library.CATEGORY_TEXT:
                categories.append(self._name(self.function("category_name"), feature, category))
            elif value_type.value == _library.CATEGORY_NONE:
                categories.append(None)
            else:
                is_truth = value_type.value == _library.CATEGORY_BOOLEAN
                categories.append(bool(number.value) if is_truth else number.value)
        return categories

    def category_code(self, feature: int, text: str) -> float:
        """The number that stands for a category's text.

        Raises
        ------
        ScoringError
            ``SKIT_INVALID_VALUE`` for a text the schema does not list.
        """
        code = ctypes.c_double()
        _library.call(
            self.function("category_code"),
            self.address,
            feature,
            utf8(text, "a category"),
            ctypes.byref(code),
        )
        return code.value

    def category_code_of(self, feature: int, value_type: int, number: float = 0) -> float:
        """The number that stands for a category that is no text; NaN for ``None`` where that is missing.

        Raises
        ------
        ScoringError
            ``SKIT_INVALID_VALUE`` for a value the schema does not list.
        """
        code = ctypes.c_double()
        _library.call(
            self.function("category_code_of"), self.address, feature, value_type, number, ctypes.byref(code)
        )
        return code.value

    def _names(self, function: str, count: int) -> List[str]:
        return [self._name(self.function(function), index) for index in range(count)]

    def _name(self, function: Callable[..., int], *index: int) -> str:
        length = ctypes.c_size_t()
        buffer = ctypes.create_string_buffer(_NAME_SIZE)
        if function(self.address, *index, buffer, _NAME_SIZE, ctypes.byref(length), None):
            # Longer than most, or a failure.
            _library.call(function, self.address, *index, None, 0, ctypes.byref(length))
            buffer = ctypes.create_string_buffer(length.value + 1)
            _library.call(function, self.address, *index, buffer, len(buffer), None)
        return buffer.value.decode("utf-8", "replace")


class ModelHandle(SchemaHandle):
    """Owns a ``skit_model``."""

    prefix = "skit_model_"
    _info_type = ModelInfo

    def iteration_count(self) -> int:
        """Boosting iterations."""
        count = ctypes.c_int64()
        _library.call(self.function("iteration_count"), self.address, ctypes.byref(count))
        return count.value

    def engine(self) -> str:
        """The engine that scores, and why no faster one does."""
        return self._name(self.function("engine"))

    def limited(self, first: int, count: int) -> "ModelHandle":
        """The model of some of the iterations."""
        return ModelHandle("limit_iterations", self.address, first, count)

    def explaining(self, *players: Any) -> "ModelHandle":
        """The model, with contributions of other players."""
        return ModelHandle("explaining", self.address, *players)

    def with_background(self, array: np.ndarray, *shape: int) -> "ModelHandle":
        """The bundle with rows to be explained against."""
        function = "with_background_f64" if array.itemsize == 8 else "with_background_f32"
        return ModelHandle(function, self.address, pointer(array), *shape, None)


class PipelineHandle(SchemaHandle):
    """Owns a ``skit_pipeline``."""

    prefix = "skit_pipeline_"
    _info_type = PipelineInfo

    def output_names(self) -> List[str]:
        """The names of the transformed columns."""
        return self._names("output_name", self.info.output_count)


def utf8(text: str, what: str) -> bytes:
    """A text as C takes it.

    Raises
    ------
    ScoringError
        ``SKIT_INVALID_ARGUMENT`` for a text that C would cut or UTF-8 cannot hold.
    """
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        encoded = b"\0"
    if b"\0" in encoded:
        raise ScoringError(
            f"{what} holds a null character or half of a surrogate pair", Status.SKIT_INVALID_ARGUMENT
        )
    return encoded


def path_bytes(path: Any) -> bytes:
    """A path as C takes it.

    Raises
    ------
    ScoringError
        ``SKIT_INVALID_ARGUMENT`` for what is no path.
    """
    try:
        encoded = os.fsencode(path)
    except (TypeError, UnicodeEncodeError):
        raise ScoringError(
            f"a model comes from a path or from bytes, not from a {type(path).__name__}",
            Status.SKIT_INVALID_ARGUMENT,
        ) from None
    if b"\0" in encoded:
        raise ScoringError("the path holds a null character", Status.SKIT_INVALID_ARGUMENT)
    return encoded
