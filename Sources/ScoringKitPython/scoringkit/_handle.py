"""A model's native handle, what the library says of it, and its features' names and categories."""

from __future__ import annotations

import ctypes
import os
from typing import Any, Callable, List

from . import _library
from ._errors import ScoringError, Status


class ModelHandle:
    """Owns a ``skit_model``; freed with the last reference to it.

    A call holds a reference while it runs: closing a model in one thread cannot pull it from under another.
    """

    def __init__(self, load: Callable[..., int], *source: Any, options: Any = None) -> None:
        library = _library.library()
        handle = ctypes.c_void_p()
        self.address = None
        self._free = library.skit_model_free
        _library.call(load, *source, options, ctypes.byref(handle))
        self.address = handle.value
        self.info = _library.ModelInfo(struct_size=ctypes.sizeof(_library.ModelInfo))
        _library.call(library.skit_model_describe, self.address, ctypes.byref(self.info))

    def __del__(self) -> None:
        if self.address:
            self._free(self.address)

    def feature_names(self) -> List[str]:
        """The features' names in column order."""
        return [self._feature_name(feature) for feature in range(self.info.feature_count)]

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
            _library.library().skit_model_feature_index,
            self.address,
            utf8(name, "a column's name"),
            ctypes.byref(index),
        )
        return index.value

    def category_counts(self) -> List[int]:
        """How many categories each feature has; 0 for a numeric one."""
        count = ctypes.c_int64()
        counts = []
        for feature in range(self.info.feature_count):
            _library.call(
                _library.library().skit_model_category_count, self.address, feature, ctypes.byref(count)
            )
            counts.append(count.value)
        return counts

    def category_code(self, feature: int, text: str) -> float:
        """The number that stands for a category's text.

        Raises
        ------
        ScoringError
            ``SKIT_INVALID_VALUE`` for a text the schema does not list.
        """
        code = ctypes.c_double()
        _library.call(
            _library.library().skit_model_category_code,
            self.address,
            feature,
            utf8(text, "a category"),
            ctypes.byref(code),
        )
        return code.value

    def _feature_name(self, feature: int) -> str:
        length = ctypes.c_size_t()
        function = _library.library().skit_model_feature_name
        _library.call(function, self.address, feature, None, 0, ctypes.byref(length))
        buffer = ctypes.create_string_buffer(length.value + 1)
        _library.call(function, self.address, feature, buffer, len(buffer), None)
        return buffer.value.decode("utf-8", "replace")


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
