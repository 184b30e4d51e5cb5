"""Finds libscoringkit.so, loads it once, and declares the prototypes of Include/scoringkit.h."""

from __future__ import annotations

import ctypes
import numbers
import os
import threading
from ctypes import c_char, c_char_p, c_double, c_float, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from pathlib import Path
from typing import Callable, Iterator, Optional

from ._errors import NO_OFFSET, ScoringError, Status

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


class Error(ctypes.Structure):
    """``skit_error``."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("code", c_int32),
        ("byte_offset", c_uint64),
        ("message", c_char * 512),
    ]


class ModelInfo(ctypes.Structure):
    """``skit_model_info``."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("kind", c_int32),
        ("capabilities", c_uint32),
        ("reason_limit", c_int32),
        ("feature_count", c_int64),
        ("output_count", c_int64),
        ("prediction_count", c_int64),
        ("transformed_count", c_int64),
        ("tree_count", c_int64),
        ("leaf_count", c_int64),
        ("digest", c_char * 72),
        ("format", c_char * 64),
        ("objective", c_char * 64),
        ("positive_class", c_char * 64),
    ]


class PipelineInfo(ctypes.Structure):
    """``skit_pipeline_info``."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("reserved", c_uint32),
        ("feature_count", c_int64),
        ("output_count", c_int64),
        ("digest", c_char * 72),
        ("format", c_char * 64),
    ]


class LoadOptions(ctypes.Structure):
    """``skit_load_options``."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("flags", c_uint32),
        ("maximum_bytes", c_uint64),
        ("missing", c_float),
        ("reserved", c_uint32),
        ("part", c_char_p),
    ]


class BundleOptions(ctypes.Structure):
    """``skit_bundle_options``."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("flags", c_uint32),
        ("path", c_char_p),
        ("features", c_char_p),
        ("scaler", c_char_p),
        ("scaler_features", c_char_p),
        ("policy", c_char_p),
    ]


class PredictOptions(ctypes.Structure):
    """``skit_predict_options``."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("flags", c_uint32),
        ("thread_count", c_int32),
        ("reserved", c_uint32),
        ("progress", c_void_p),
    ]


class Reason(ctypes.Structure):
    """``skit_reason``."""

    _fields_ = [("feature", c_int64), ("contribution", c_double)]


class DecisionAnswer(ctypes.Structure):
    """``skit_decision``."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("is_refused", c_int32),
        ("probability", c_double),
        ("margin", c_double),
        ("threshold", c_double),
        ("margin_threshold", c_double),
        ("reason_count", c_int64),
    ]


class ScalerOptions(ctypes.Structure):
    """``skit_scaler_options``."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("flags", c_uint32),
        ("range_minimum", c_double),
        ("range_maximum", c_double),
    ]


class Summary(ctypes.Structure):
    """``skit_summary``."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("reserved", c_uint32),
        ("row_count", c_int64),
        ("mean_magnitude", c_double),
        ("mean", c_double),
        ("minimum", c_double),
        ("maximum", c_double),
        ("quantile_error", c_double),
    ]


# A matrix: pointer, rows, columns, row stride, column stride. Pointers are c_void_p throughout, so that a
# call takes an address, bytes or a byref() alike without a conversion of its own.
_MATRIX = [c_void_p, c_int64, c_int64, c_int64, c_int64]
_PREDICT = [c_void_p, c_int32, *_MATRIX, c_void_p, c_void_p, c_int64, c_void_p]
_ANSWER = [c_void_p, *_MATRIX, c_void_p, c_void_p, c_int64, c_void_p]
_INTERACTIONS = [c_void_p, c_int64, *_MATRIX, c_void_p, c_void_p, c_int64, c_void_p]
_TRANSFORM = [c_void_p, *_MATRIX, c_void_p, c_int64, c_void_p]
_NAME = [c_void_p, c_int64, c_void_p, c_size_t, c_void_p, c_void_p]
_SCALER = [c_void_p, c_void_p, c_int64, c_void_p, c_void_p, c_void_p]

PROTOTYPES = {
    "skit_abi_version": (c_int32, []),
    "skit_version_string": (c_char_p, []),
    "skit_status_name": (c_char_p, [c_int32]),
    "skit_model_load_file": (c_int32, [c_char_p, c_void_p, c_void_p, c_void_p]),
    "skit_model_load_bytes": (c_int32, [c_void_p, c_size_t, c_void_p, c_void_p, c_void_p]),
    "skit_bundle_create": (c_int32, [c_void_p, c_size_t, c_void_p, c_void_p, c_void_p, c_void_p]),
    "skit_model_free": (None, [c_void_p]),
    "skit_model_save_bundle": (c_int32, [c_void_p, c_char_p, c_void_p]),
    "skit_model_describe": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "skit_model_feature_name": (c_int32, _NAME),
    "skit_model_feature_index": (c_int32, [c_void_p, c_char_p, c_void_p, c_void_p]),
    "skit_model_category_count": (c_int32, [c_void_p, c_int64, c_void_p, c_void_p]),
    "skit_model_category_code": (c_int32, [c_void_p, c_int64, c_char_p, c_void_p, c_void_p]),
    "skit_model_category_code_of": (c_int32, [c_void_p, c_int64, c_int32, c_double, c_void_p, c_void_p]),
    "skit_model_category_name": (c_int32, [c_void_p, c_int64, *_NAME[1:]]),
    "skit_model_category_value": (c_int32, [c_void_p, c_int64, c_int64, c_void_p, c_void_p, c_void_p]),
    "skit_model_feature_flags": (c_int32, [c_void_p, c_void_p, c_int64, c_void_p]),
    "skit_model_predict_f64": (c_int32, _PREDICT),
    "skit_model_predict_f32": (c_int32, _PREDICT),
    "skit_model_leaves_f64": (c_int32, _ANSWER),
    "skit_model_leaves_f32": (c_int32, _ANSWER),
    "skit_model_contributions_f64": (c_int32, _ANSWER),
    "skit_model_contributions_f32": (c_int32, _ANSWER),
    "skit_model_interactions_f64": (c_int32, _INTERACTIONS),
    "skit_model_interactions_f32": (c_int32, _INTERACTIONS),
    "skit_background_create_f64": (c_int32, [c_void_p, *_MATRIX, c_void_p, c_void_p, c_void_p]),
    "skit_background_create_f32": (c_int32, [c_void_p, *_MATRIX, c_void_p, c_void_p, c_void_p]),
    "skit_background_create_stored": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "skit_model_explaining": (c_int32, [c_void_p, c_void_p, c_int64, c_uint32, c_void_p, c_void_p]),
    "skit_background_explaining": (c_int32, [c_void_p, c_void_p, c_int64, c_uint32, c_void_p, c_void_p]),
    "skit_background_row_count": (c_int64, [c_void_p]),
    "skit_background_free": (None, [c_void_p]),
    "skit_model_with_background_f64": (c_int32, [c_void_p, *_MATRIX, c_void_p, c_void_p, c_void_p]),
    "skit_model_with_background_f32": (c_int32, [c_void_p, *_MATRIX, c_void_p, c_void_p, c_void_p]),
    "skit_background_contributions_f64": (c_int32, _PREDICT),
    "skit_background_contributions_f32": (c_int32, _PREDICT),
    "skit_model_transform_f64": (c_int32, _ANSWER),
    "skit_model_transform_f32": (c_int32, _ANSWER),
    "skit_model_iteration_count": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "skit_model_limit_iterations": (c_int32, [c_void_p, c_int64, c_int64, c_void_p, c_void_p]),
    "skit_model_importances": (c_int32, [c_void_p, c_int32, c_void_p, c_int64, c_void_p]),
    "skit_global_create": (c_int32, [c_int64, c_int64, c_void_p, c_int64, c_void_p, c_void_p]),
    "skit_global_free": (None, [c_void_p]),
    "skit_global_add": (c_int32, [c_void_p, c_void_p, c_int64, c_void_p]),
    "skit_global_describe": (c_int32, [c_void_p, c_int64, c_int64, c_void_p, c_void_p]),
    "skit_global_quantile": (c_int32, [c_void_p, c_int64, c_int64, c_double, c_void_p, c_void_p]),
    "skit_progress_create": (c_int32, [c_void_p, c_void_p]),
    "skit_progress_row_count": (c_int64, [c_void_p]),
    "skit_progress_cancel": (None, [c_void_p]),
    "skit_progress_free": (None, [c_void_p]),
    "skit_model_decide": (
        c_int32,
        [c_void_p, c_void_p, c_int64, c_void_p, c_void_p, c_void_p, c_int64, c_void_p],
    ),
    "skit_pipeline_load_file": (c_int32, [c_char_p, c_void_p, c_void_p, c_void_p]),
    "skit_pipeline_load_bytes": (c_int32, [c_void_p, c_size_t, c_void_p, c_void_p, c_void_p]),
    "skit_pipeline_free": (None, [c_void_p]),
    "skit_pipeline_describe": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "skit_pipeline_feature_name": (c_int32, _NAME),
    "skit_pipeline_output_name": (c_int32, _NAME),
    "skit_pipeline_feature_index": (c_int32, [c_void_p, c_char_p, c_void_p, c_void_p]),
    "skit_pipeline_category_count": (c_int32, [c_void_p, c_int64, c_void_p, c_void_p]),
    "skit_pipeline_category_code": (c_int32, [c_void_p, c_int64, c_char_p, c_void_p, c_void_p]),
    "skit_pipeline_category_code_of": (c_int32, [c_void_p, c_int64, c_int32, c_double, c_void_p, c_void_p]),
    "skit_pipeline_category_name": (c_int32, [c_void_p, c_int64, *_NAME[1:]]),
    "skit_pipeline_category_value": (c_int32, [c_void_p, c_int64, c_int64, c_void_p, c_void_p, c_void_p]),
    "skit_pipeline_feature_flags": (c_int32, [c_void_p, c_void_p, c_int64, c_void_p]),
    "skit_pipeline_transform_f64": (c_int32, _ANSWER),
    "skit_pipeline_transform_f32": (c_int32, _ANSWER),
    "skit_scaler_create": (c_int32, _SCALER),
    "skit_scaler_create_from_bounds": (c_int32, _SCALER),
    "skit_scaler_numbers": (c_int32, [c_void_p, c_void_p, c_void_p, c_int64, c_void_p]),
    "skit_scaler_free": (None, [c_void_p]),
    "skit_scaler_transform_f64": (c_int32, _TRANSFORM),
    "skit_scaler_transform_f32": (c_int32, _TRANSFORM),
}
"""Return and argument types of every C function the package calls."""

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


def predict_options(
    num_threads: Optional[int], reject_non_finite: bool, progress: Optional[int] = None
) -> object:
    """``skit_predict_options`` as an argument; ``progress`` is the address of a watch.

    Raises
    ------
    ScoringError
        ``SKIT_INVALID_ARGUMENT`` for what is no number of threads.
    """
    threads = 1 if num_threads is None else num_threads
    if isinstance(threads, bool) or not isinstance(threads, numbers.Integral) or not 0 <= threads < 2**31:
        raise ScoringError("num_threads must be a whole number, 0 or more", Status.SKIT_INVALID_ARGUMENT)
    flags = REJECT_NON_FINITE if reject_non_finite else 0
    return ctypes.byref(PredictOptions(ctypes.sizeof(PredictOptions), flags, int(threads), 0, progress))


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
