"""The structs of Include/scoringkit.h, for ctypes."""

from __future__ import annotations

import ctypes
from ctypes import c_char, c_char_p, c_double, c_float, c_int32, c_int64, c_uint32, c_uint64, c_void_p


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
        ("maximum_work", c_uint64),
        ("maximum_memory", c_uint64),
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
