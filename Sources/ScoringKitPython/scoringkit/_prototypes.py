"""The functions of Include/scoringkit.h that the package calls, for ctypes."""

from __future__ import annotations

from ctypes import c_char_p, c_double, c_int32, c_int64, c_size_t, c_uint32, c_void_p

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
    "skit_model_engine": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p, c_void_p]),
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
    "skit_background_create_stored_watched": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p]),
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
    "skit_progress_prepared_count": (c_int64, [c_void_p]),
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
