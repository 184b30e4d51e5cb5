"""The one exception of the package, and the statuses that the Python side itself gives."""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from typing import Optional, Tuple

NO_OFFSET = 2**64 - 1
"""``SKIT_NO_OFFSET``: what the library gives as ``byte_offset`` of an error without a place in a document."""


class Status(IntEnum):
    """The statuses of scoringkit.h that errors found on the Python side of the door carry."""

    SKIT_INVALID_ARGUMENT = 100
    SKIT_SHAPE_MISMATCH = 102
    SKIT_COLUMN_MISMATCH = 107
    SKIT_INVALID_VALUE = 108
    SKIT_UNSUPPORTED_OPERATION = 304
    SKIT_UNREADABLE_FILE = 400
    SKIT_OUT_OF_MEMORY = 403
    SKIT_CANCELLED = 404


# Bytes of a text at most, as of the library's own errors.
_LONGEST = 1023
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Control and format characters, separators of lines and paragraphs, halves of surrogate pairs.
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Cs"}


def _line(text: str) -> str:
    """A text as the library's own errors have it; one of theirs stays as it is."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(_SHORT.get(c, f"\\u{{{ord(c):X}}}") if unicodedata.category(c) in _UNSEEN else c for c in text)
    encoded = text.encode()
    if len(encoded) <= _LONGEST:
        return text
    room = _LONGEST - len("…".encode())
    beginning, end = encoded[: room - room // 2], encoded[-(room // 2) :]
    return beginning.decode(errors="ignore") + "…" + end.decode(errors="ignore")


class ScoringError(Exception):
    """Why something was refused: what, where, and what was expected. Never holds an applicant's value.

    Its text is one line of at most 1023 bytes of UTF-8. What cannot be seen in a name is written out in it
    (``\\n``, ``\\u{202E}``), and what is too long is cut in its middle.

    Attributes
    ----------
    status : int
        The library's status number: 1xx argument, 2xx document, 3xx unsupported, 4xx resources, 9xx internal.
    status_name : str
        Its name, such as ``"SKIT_SHAPE_MISMATCH"``.
    byte_offset : int or None
        The place in the document, for an error that has one.
    """

    def __init__(
        self, message: str, status: int, status_name: Optional[str] = None, byte_offset: Optional[int] = None
    ) -> None:
        super().__init__(_line(message))
        self.status = int(status)
        self.status_name = Status(status).name if status_name is None else status_name
        self.byte_offset = byte_offset

    def __reduce__(self) -> Tuple[type, Tuple[str, int, str, Optional[int]]]:
        return type(self), (str(self), self.status, self.status_name, self.byte_offset)
