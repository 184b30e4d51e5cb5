"""The one exception of the package, and the statuses that the Python side itself gives."""

from __future__ import annotations

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


class ScoringError(Exception):
    """Why something was refused: what, where, and what was expected. Never holds an applicant's value.

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
        super().__init__(message)
        self.status = int(status)
        self.status_name = Status(status).name if status_name is None else status_name
        self.byte_offset = byte_offset

    def __reduce__(self) -> Tuple[type, Tuple[str, int, str, Optional[int]]]:
        return type(self), (str(self), self.status, self.status_name, self.byte_offset)
