"""Finds libscoringkit.so and loads it once; the constants of Include/scoringkit.h, and its errors."""

from __future__ import annotations

import ctypes
import os
import threading
from pathlib import Path
from typing import Callable, Iterator, Optional

from ._errors import NO_OFFSET, ScoringError, Status
from ._prototypes import PROTOTYPES
from ._structures import Error

ABI_VERSION = 2
FILE_NAME = "libscoringkit.so"
BEST_NAME = "libscoringkit-best.so"
VARIABLE = "SCORINGKIT_LIBRARY"

MARGIN = 0
PREDICTION = 1
ALL_FEATURES = -1
SUMS = 1
REJECT_NON_FINITE = 1
CLIP = 1
LOAD_MISSING = 1
LOAD_BEST_ITERATION = 2
LOAD_CATEGORY_CODES = 4
DEFAULT_MAXIMUM_BYTES = 1073741824
KIND_BUNDLE = 2
FEATURE_CATEGORICAL = 1
FEATURE_ACCEPTS_UNKNOWN = 2
FEATURE_PANDAS_CODES = 4
FEATURE_TELLS_NONE = 8
FEATURE_UNUSED = 16
CATEGORY_TEXT = 0
CATEGORY_NUMBER = 1
CATEGORY_BOOLEAN = 2
CATEGORY_NONE = 3
IMPORTANCES = ("split", "gain", "cover")
CAN_EXPLAIN = 1
CAN_DECIDE = 2
SCALES = 8
HAS_BACKGROUND = 16
BUFFER_TOO_SMALL = 104


_loaded: Optional[ctypes.CDLL] = None
_loading = threading.Lock()


def library() -> ctypes.CDLL:
    """The library, loaded and checked at the first call.

    Raises
    ------
    ScoringError
        ``SKIT_UNREADABLE_FILE`` if there is no library, or one of another ABI; the message says what to do.
    """
    global _loaded
    if _loaded is None:
        with _loading:
            if _loaded is None:
                _loaded = _load(_find())
    return _loaded


def version() -> str:
    """The library's version, such as ``"0.1.0"``."""
    return library().skit_version_string().decode()


def call(function: Callable[..., int], *arguments: object) -> None:
    """Calls a function whose last parameter is an error, and raises what it reports.

    Raises
    ------
    ScoringError
        With the library's status, place and message.
    """
    error = Error(struct_size=ctypes.sizeof(Error), byte_offset=NO_OFFSET)
    status = function(*arguments, ctypes.byref(error))
    if status:
        offset = None if error.byte_offset == NO_OFFSET else error.byte_offset
        name = library().skit_status_name(status).decode()
        raise ScoringError(error.message.decode("utf-8", "replace") or name, status, name, offset)


def _candidates() -> Iterator[Path]:
    package = Path(__file__).resolve().parent
    yield package / FILE_NAME
    for folder in package.parents:
        if (folder / "Package.swift").is_file():
            yield folder / ".build" / "release" / FILE_NAME
            return


def _find() -> Path:
    named = os.environ.get(VARIABLE)
    if named:
        path = Path(named).absolute()
        if not path.is_file():
            raise ScoringError(
                f"{VARIABLE} names a file that does not exist: {path}", Status.SKIT_UNREADABLE_FILE
            )
        return path
    candidates = list(_candidates())
    for path in candidates:
        if path.is_file():
            return path
    looked = ", ".join(str(path) for path in candidates)
    raise ScoringError(
        f"{FILE_NAME} was not found (looked for {looked}); build it with 'swift build -c release --product "
        f"scoringkit' in the checkout, or set {VARIABLE} to its path",
        Status.SKIT_UNREADABLE_FILE,
    )


def _best(path: Path) -> Path:
    """What to open for a library: of an installed one, what lets the loader choose the processor's variant.

    A library opened by its path is that very file. install.sh puts an empty one beside it that needs it, and what a
    library needs is searched for, in ``glibc-hwcaps`` first. A variant named by its own path is itself.
    """
    best = path.resolve().parent / BEST_NAME
    return best if best.is_file() else path


def _load(path: Path) -> ctypes.CDLL:
    try:
        loaded = ctypes.CDLL(str(_best(path)))
        for name, (result, arguments) in PROTOTYPES.items():
            function = getattr(loaded, name)
            function.restype = result
            function.argtypes = arguments
    except (OSError, AttributeError) as reason:
        raise ScoringError(
            f"{path} cannot be used as ScoringKit's library: {reason}", Status.SKIT_UNREADABLE_FILE
        ) from None
    if loaded.skit_abi_version() != ABI_VERSION:
        raise ScoringError(
            f"{path} has ABI version {loaded.skit_abi_version()}; this package needs {ABI_VERSION}, "
            "the library that was built with it",
            Status.SKIT_UNREADABLE_FILE,
        )
    return loaded
