/* Hands every function what it must refuse: each answers a status and a reason, and the process lives. */
#include "fixture.h"

#include <stdint.h>

static const double rows[2 * FEATURES] = {20, 30, 0, 50, 30, 1};
static double answer[2 * (FEATURES + 1)];
static int32_t leaves[2 * TREES];
static skit_error error = SKIT_ERROR_INIT;

/* One call of predict with the row arguments given and the rest in order. */
static skit_status predict(const skit_model *model, const double *start, int64_t row_count, int64_t column_count,
                           int64_t row_stride, int64_t column_stride, int64_t answer_count)
{
    return skit_model_predict_f64(model, SKIT_MARGIN, start, row_count, column_count, row_stride, column_stride,
                                  NULL, answer, answer_count, &error);
}

static void check_null_pointers(const skit_model *model)
{
    skit_model *loaded = NULL;
    skit_model_info info = SKIT_MODEL_INFO_INIT;
    int64_t number;
    double code;
    char text[8];
    EXPECT(SKIT_NULL_POINTER, error, skit_model_load_file(NULL, NULL, &loaded, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_load_file("model.txt", NULL, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_load_bytes(NULL, 1, NULL, &loaded, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_load_bytes("tree", 4, NULL, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_bundle_create(NULL, 1, NULL, NULL, &loaded, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_bundle_create("tree", 4, NULL, NULL, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_save_bundle(NULL, "bundle.json", &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_save_bundle(model, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_describe(NULL, &info, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_describe(model, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_engine(NULL, NULL, 0, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_engine(model, NULL, 8, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_feature_name(NULL, 0, NULL, 0, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_feature_name(model, 0, NULL, 8, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_feature_index(NULL, "age", &number, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_feature_index(model, NULL, &number, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_feature_index(model, "age", NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_category_count(NULL, 0, &number, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_category_count(model, 0, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_category_name(NULL, 0, 0, text, 8, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_category_code(NULL, 0, "own", &code, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_category_code(model, 0, NULL, &code, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_category_code(model, 0, "own", NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_category_code_of(NULL, 0, SKIT_CATEGORY_NUMBER, 1, &code, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_category_code_of(model, 0, SKIT_CATEGORY_NUMBER, 1, NULL, &error));
    int32_t kind = 0;
    EXPECT(SKIT_NULL_POINTER, error, skit_model_category_value(NULL, 0, 0, &kind, &code, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_category_value(model, 0, 0, NULL, &code, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_category_value(model, 0, 0, &kind, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_feature_flags(NULL, NULL, 0, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_feature_flags(model, NULL, FEATURES, &error));
    CHECK(skit_model_describe(NULL, &info, NULL) == SKIT_NULL_POINTER);
}

static void check_null_rows(const skit_model *model)
{
    skit_decision decision = SKIT_DECISION_INIT;
    EXPECT(SKIT_NULL_POINTER, error, predict(NULL, rows, 2, FEATURES, FEATURES, 1, 2));
    EXPECT(SKIT_NULL_POINTER, error, predict(model, NULL, 2, FEATURES, FEATURES, 1, 2));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_model_predict_f64(model, SKIT_MARGIN, rows, 2, FEATURES, FEATURES, 1, NULL, NULL, 2, &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_model_predict_f32(model, SKIT_MARGIN, NULL, 2, FEATURES, FEATURES, 1, NULL, answer, 2, &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_model_leaves_f64(model, NULL, 2, FEATURES, FEATURES, 1, NULL, leaves, 2 * TREES, &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_model_leaves_f32(NULL, NULL, 2, FEATURES, FEATURES, 1, NULL, leaves, 2 * TREES, &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_model_contributions_f64(model, rows, 2, FEATURES, FEATURES, 1, NULL, NULL, 8, &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_model_contributions_f32(NULL, NULL, 0, FEATURES, FEATURES, 1, NULL, answer, 0, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_decide(NULL, rows, FEATURES, NULL, &decision, NULL, 0, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_decide(model, NULL, FEATURES, NULL, &decision, NULL, 0, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_decide(model, rows, FEATURES, NULL, NULL, NULL, 0, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_model_decide(model, rows, FEATURES, NULL, &decision, NULL, 1, &error));
}

static void check_stored_background(const skit_model *model, const skit_model *bundle)
{
    double filler[4];
    skit_background *background = (skit_background *)(void *)filler;
    skit_model *carrying = (skit_model *)(void *)filler;
    EXPECT(SKIT_UNSUPPORTED_OPERATION, error, skit_background_create_stored(bundle, &background, &error));
    CHECK(background == NULL);
    EXPECT(SKIT_NULL_POINTER, error, skit_background_create_stored(NULL, &background, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_background_create_stored(bundle, NULL, &error));
    EXPECT(SKIT_UNSUPPORTED_OPERATION, error,
           skit_background_create_stored_watched(bundle, NULL, &background, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_background_create_stored_watched(NULL, NULL, &background, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_background_create_stored_watched(bundle, NULL, NULL, &error));
    CHECK(skit_progress_prepared_count(NULL) == 0);
    EXPECT(SKIT_UNSUPPORTED_OPERATION, error,
           skit_model_with_background_f64(model, rows, 2, FEATURES, FEATURES, 1, NULL, &carrying, &error));
    CHECK(carrying == NULL);
    EXPECT(SKIT_NULL_POINTER, error,
           skit_model_with_background_f64(NULL, rows, 2, FEATURES, FEATURES, 1, NULL, &carrying, &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_model_with_background_f64(bundle, NULL, 2, FEATURES, FEATURES, 1, NULL, &carrying, &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_model_with_background_f32(bundle, NULL, 0, FEATURES, FEATURES, 1, NULL, NULL, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_model_with_background_f32(bundle, NULL, 0, FEATURES, FEATURES, 1, NULL, &carrying, &error));
    EXPECT(SKIT_SHAPE_MISMATCH, error,
           skit_model_with_background_f64(bundle, rows, 2, FEATURES - 1, FEATURES, 1, NULL, &carrying, &error));
    /* Every row is the same one: no memory is needed to claim that many. */
    EXPECT(SKIT_DOCUMENT_TOO_LARGE, error,
           skit_model_with_background_f64(bundle, rows, INT64_MAX, FEATURES, 0, 1, NULL, &carrying, &error));
    CHECK(carrying == NULL);
}

static void check_explanations(const skit_model *model)
{
    double values[2 * (FEATURES + 1)], matrix[2 * (FEATURES + 1) * (FEATURES + 1)];
    const int64_t count = 2 * (FEATURES + 1), square = count * (FEATURES + 1);
    skit_background *background = (skit_background *)(void *)values;
    EXPECT(SKIT_NULL_POINTER, error,
           skit_background_create_f64(NULL, rows, 2, FEATURES, FEATURES, 1, NULL, &background, &error));
    CHECK(background == NULL);
    EXPECT(SKIT_NULL_POINTER, error,
           skit_background_create_f64(model, NULL, 2, FEATURES, FEATURES, 1, NULL, &background, &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_background_create_f32(model, NULL, 0, FEATURES, FEATURES, 1, NULL, NULL, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_background_create_f32(model, NULL, 0, FEATURES, FEATURES, 1, NULL, &background, &error));
    EXPECT(SKIT_SHAPE_MISMATCH, error,
           skit_background_create_f64(model, rows, 2, FEATURES - 1, FEATURES, 1, NULL, &background, &error));
    EXPECT(SKIT_SIZE_OVERFLOW, error,
           skit_background_create_f64(model, rows, INT64_MAX, FEATURES, FEATURES, 1, NULL, &background, &error));
    /* Every row is the same one: no memory is needed to claim that many. */
    EXPECT(SKIT_OUT_OF_MEMORY, error,
           skit_background_create_f64(model, rows, INT64_MAX, FEATURES, 0, 1, NULL, &background, &error));
    EXPECT(SKIT_OK, error,
           skit_background_create_f64(model, rows, 2, FEATURES, FEATURES, 1, NULL, &background, &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_background_contributions_f64(NULL, SKIT_MARGIN, rows, 2, FEATURES, FEATURES, 1, NULL, values, count,
                                             &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_background_contributions_f64(background, SKIT_MARGIN, rows, 2, FEATURES, FEATURES, 1, NULL, NULL,
                                             count, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_background_contributions_f64(background, 2, rows, 2, FEATURES, FEATURES, 1, NULL, values, count,
                                             &error));
    EXPECT(SKIT_BUFFER_TOO_SMALL, error,
           skit_background_contributions_f64(background, SKIT_MARGIN, rows, 2, FEATURES, FEATURES, 1, NULL, values,
                                             count - 1, &error));
    EXPECT(SKIT_BUFFER_TOO_SMALL, error,
           skit_background_contributions_f64(background, SKIT_PREDICTION, rows, 2, FEATURES, FEATURES, 1, NULL,
                                             values, count - 1, &error));
    EXPECT(SKIT_SHAPE_MISMATCH, error,
           skit_background_contributions_f32(background, SKIT_MARGIN, NULL, 0, FEATURES + 1, FEATURES, 1, NULL,
                                             values, 0, &error));
    skit_background_free(background);
    EXPECT(SKIT_NULL_POINTER, error,
           skit_model_interactions_f64(NULL, 0, rows, 2, FEATURES, FEATURES, 1, NULL, values, count, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_model_interactions_f64(model, FEATURES, rows, 2, FEATURES, FEATURES, 1, NULL, values, count, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_model_interactions_f64(model, -2, rows, 2, FEATURES, FEATURES, 1, NULL, values, count, &error));
    EXPECT(SKIT_BUFFER_TOO_SMALL, error,
           skit_model_interactions_f64(model, SKIT_ALL_FEATURES, rows, 2, FEATURES, FEATURES, 1, NULL, matrix,
                                       square - 1, &error));
    EXPECT(SKIT_OK, error,
           skit_model_interactions_f32(model, SKIT_ALL_FEATURES, NULL, 0, FEATURES, FEATURES, 1, NULL, NULL, 0,
                                       &error));
}

static void check_shapes(const skit_model *model)
{
    EXPECT(SKIT_OK, error, predict(model, NULL, 0, FEATURES, FEATURES, 1, 0));
    EXPECT(SKIT_OK, error,
           skit_model_leaves_f64(model, NULL, 0, FEATURES, FEATURES, 1, NULL, NULL, 0, &error));
    EXPECT(SKIT_OK, error,
           skit_model_contributions_f64(model, NULL, 0, FEATURES, FEATURES, 1, NULL, NULL, 0, &error));
    EXPECT(SKIT_SHAPE_MISMATCH, error, predict(model, rows, 1, FEATURES - 1, FEATURES, 1, 1));
    EXPECT(SKIT_SHAPE_MISMATCH, error, predict(model, rows, 1, FEATURES + 1, FEATURES + 1, 1, 1));
    EXPECT(SKIT_SHAPE_MISMATCH, error, predict(model, rows, 1, 0, 0, 1, 1));
    EXPECT(SKIT_INVALID_ARGUMENT, error, predict(model, rows, -1, FEATURES, FEATURES, 1, 1));
    EXPECT(SKIT_INVALID_ARGUMENT, error, predict(model, rows, 1, -FEATURES, FEATURES, 1, 1));
    EXPECT(SKIT_INVALID_ARGUMENT, error, predict(model, rows, 1, FEATURES, -FEATURES, 1, 1));
    EXPECT(SKIT_INVALID_ARGUMENT, error, predict(model, rows, 1, FEATURES, FEATURES, -1, 1));
    EXPECT(SKIT_SIZE_OVERFLOW, error, predict(model, rows, 2, FEATURES, INT64_MAX, 1, 2));
    EXPECT(SKIT_SIZE_OVERFLOW, error, predict(model, rows, INT64_MAX, FEATURES, FEATURES, 1, 2));
    EXPECT(SKIT_SIZE_OVERFLOW, error, predict(model, rows, 2, FEATURES, 1, INT64_MAX / 2 + 1, 2));
    EXPECT(SKIT_SIZE_OVERFLOW, error, predict(model, rows, 3, FEATURES, INT64_MAX / 2, 1, 3));
    EXPECT(SKIT_SIZE_OVERFLOW, error, predict(model, rows, INT64_MAX, FEATURES, 0, 0, INT64_MAX));
    EXPECT(SKIT_INVALID_ARGUMENT, error, predict(model, rows, 2, FEATURES, FEATURES, 1, -2));
    EXPECT(SKIT_BUFFER_TOO_SMALL, error, predict(model, rows, 2, FEATURES, FEATURES, 1, 1));
    EXPECT(SKIT_BUFFER_TOO_SMALL, error, predict(model, rows, 2, FEATURES, FEATURES, 1, 3));
    const double *odd = (const double *)(const void *)((const char *)rows + 1);
    EXPECT(SKIT_INVALID_ARGUMENT, error, predict(model, odd, 1, FEATURES, FEATURES, 1, 1));
    double shared[FEATURES] = {20, 30, 0};
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_model_predict_f64(model, SKIT_MARGIN, shared, 1, FEATURES, FEATURES, 1, NULL, shared + 2, 1, &error));
}

static void check_options(const skit_model *model)
{
    skit_predict_options options = SKIT_PREDICT_OPTIONS_INIT;
    skit_load_options load = SKIT_LOAD_OPTIONS_INIT;
    skit_bundle_options make = SKIT_BUNDLE_OPTIONS_INIT;
    skit_model *loaded = (skit_model *)(void *)&load;
    options.struct_size += 4;
    EXPECT(SKIT_UNKNOWN_STRUCT_SIZE, error,
           skit_model_predict_f64(model, SKIT_MARGIN, rows, 2, FEATURES, FEATURES, 1, &options, answer, 2, &error));
    skit_predict_options_init(&options);
    options.flags = 0x80000001u;
    EXPECT(SKIT_UNKNOWN_OPTION, error,
           skit_model_leaves_f64(model, rows, 2, FEATURES, FEATURES, 1, &options, leaves, 2 * TREES, &error));
    skit_predict_options_init(&options);
    options.thread_count = -1;
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_model_contributions_f64(model, rows, 2, FEATURES, FEATURES, 1, &options, answer, 8, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_model_predict_f64(model, 2, rows, 2, FEATURES, FEATURES, 1, NULL, answer, 2, &error));
    load.struct_size = 0;
    EXPECT(SKIT_UNKNOWN_STRUCT_SIZE, error, skit_model_load_bytes("tree", 4, &load, &loaded, &error));
    CHECK(loaded == NULL);
    skit_load_options_init(&load);
    load.struct_size = 24; /* the first version, without part */
    load.part = (const char *)1;
    EXPECT(SKIT_TRUNCATED_DOCUMENT, error, skit_model_load_bytes("tree", 4, &load, &loaded, &error));
    skit_load_options_init(&load);
    load.part = "$.model";
    EXPECT(SKIT_UNKNOWN_OPTION, error, skit_model_load_bytes("tree", 4, &load, &loaded, &error));
    load.part = "\xff\xfe";
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_load_bytes("tree", 4, &load, &loaded, &error));
    skit_load_options_init(&load);
    load.flags = 8;
    loaded = (skit_model *)(void *)&load;
    EXPECT(SKIT_UNKNOWN_OPTION, error, skit_model_load_file("model.txt", &load, &loaded, &error));
    CHECK(loaded == NULL);
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_load_file("\xff\xfe", NULL, &loaded, &error));
    make.flags = 1;
    loaded = (skit_model *)(void *)&load;
    EXPECT(SKIT_UNKNOWN_OPTION, error, skit_bundle_create("tree", 4, NULL, &make, &loaded, &error));
    CHECK(loaded == NULL);
    skit_bundle_options_init(&make);
    make.policy = "{";
    EXPECT(SKIT_TRUNCATED_DOCUMENT, error, skit_bundle_create("tree", 4, NULL, &make, &loaded, &error));
    EXPECT(SKIT_SIZE_OVERFLOW, error, skit_model_load_bytes("tree", SIZE_MAX, NULL, &loaded, &error));
    EXPECT(SKIT_DOCUMENT_TOO_LARGE, error, skit_model_load_bytes("tree", SIZE_MAX / 4, NULL, &loaded, &error));
}

static void check_infinite_values(const skit_model *model)
{
    skit_predict_options options = SKIT_PREDICT_OPTIONS_INIT;
    double infinite[2 * FEATURES] = {20, 30, 0, 50, -(double)INFINITY, 1};
    EXPECT(SKIT_OK, error,
           skit_model_predict_f64(model, SKIT_MARGIN, infinite, 2, FEATURES, FEATURES, 1, &options, answer, 2,
                                  &error));
    options.flags = SKIT_REJECT_NON_FINITE;
    EXPECT(SKIT_NON_FINITE_VALUE, error,
           skit_model_predict_f64(model, SKIT_MARGIN, infinite, 2, FEATURES, FEATURES, 1, &options, answer, 2,
                                  &error));
    CHECK(strstr(error.message, "row 2, column 2") != NULL);
    CHECK(error.byte_offset == SKIT_NO_OFFSET);
}

static void check_structs(const skit_model *model)
{
    skit_model_info info = SKIT_MODEL_INFO_INIT;
    skit_decision decision = SKIT_DECISION_INIT;
    info.struct_size -= 8;
    EXPECT(SKIT_UNKNOWN_STRUCT_SIZE, error, skit_model_describe(model, &info, &error));
    decision.struct_size = UINT32_MAX;
    EXPECT(SKIT_UNKNOWN_STRUCT_SIZE, error, skit_model_decide(model, rows, 3, NULL, &decision, NULL, 0, &error));
    decision.struct_size = sizeof decision;
    EXPECT(SKIT_UNSUPPORTED_OPERATION, error, skit_model_decide(model, rows, 3, NULL, &decision, NULL, 0, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_decide(model, rows, 3, NULL, &decision, NULL, -1, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_decide(model, rows, -3, NULL, &decision, NULL, 0, &error));
    EXPECT(SKIT_UNSUPPORTED_OPERATION, error, skit_model_save_bundle(model, "bundle.json", &error));

    /* A report of an unknown size is left as it is. */
    skit_error strange;
    memset(&strange, 0x5a, sizeof strange);
    strange.struct_size = 16;
    skit_error before = strange;
    CHECK(skit_model_describe(NULL, &info, &strange) == SKIT_NULL_POINTER);
    CHECK(memcmp(&strange, &before, sizeof strange) == 0);
}

static void check_indices(const skit_model *model, const skit_model *bundle)
{
    int64_t number;
    double code;
    char text[16];
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_feature_name(model, -1, text, 8, NULL, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_feature_name(model, FEATURES, text, 8, NULL, &error));
    EXPECT(SKIT_BUFFER_TOO_SMALL, error, skit_model_feature_name(model, 0, text, 0, NULL, &error));
    EXPECT(SKIT_COLUMN_MISMATCH, error, skit_model_feature_index(model, "wealth", &number, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_feature_index(model, "\xc3", &number, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_category_count(model, INT64_MAX, &number, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_category_name(model, 0, 0, text, 16, NULL, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_category_name(bundle, 2, 3, text, 16, NULL, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_category_name(bundle, 2, INT64_MIN, text, 16, NULL, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_category_code(bundle, 0, "own", &code, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_category_code(bundle, 3, "own", &code, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_category_code(bundle, 2, "\xc3(", &code, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_category_code_of(bundle, 2, SKIT_CATEGORY_TEXT, 0, &code, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_category_code_of(bundle, 2, 4, 0, &code, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_model_category_code_of(bundle, 2, SKIT_CATEGORY_BOOLEAN, 2, &code, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_model_category_code_of(bundle, 2, SKIT_CATEGORY_NUMBER, (double)NAN, &code, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_category_code_of(bundle, 0, SKIT_CATEGORY_NUMBER, 1, &code, &error));
    uint32_t flag;
    EXPECT(SKIT_BUFFER_TOO_SMALL, error, skit_model_feature_flags(bundle, &flag, 1, &error));
    int32_t kind;
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_model_category_value(bundle, 2, 3, &kind, &code, &error));
}

static void check_scalers(void)
{
    const double numbers[2] = {1, 2}, infinite[2] = {1, (double)INFINITY};
    double scaled[4] = {1, 2, 3, 4};
    skit_scaler_options options = SKIT_SCALER_OPTIONS_INIT;
    skit_scaler *scaler = (skit_scaler *)(void *)scaled;
    EXPECT(SKIT_NULL_POINTER, error, skit_scaler_create(NULL, numbers, 2, NULL, &scaler, &error));
    CHECK(scaler == NULL);
    EXPECT(SKIT_NULL_POINTER, error, skit_scaler_create(numbers, NULL, 2, NULL, &scaler, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_scaler_create(numbers, numbers, 2, NULL, NULL, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_scaler_create_from_bounds(numbers, NULL, 2, NULL, &scaler, &error));
    EXPECT(SKIT_SHAPE_MISMATCH, error, skit_scaler_create(NULL, NULL, 0, NULL, &scaler, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_scaler_create(numbers, numbers, -2, NULL, &scaler, &error));
    EXPECT(SKIT_SIZE_OVERFLOW, error, skit_scaler_create(numbers, numbers, INT64_MAX, NULL, &scaler, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_scaler_create(infinite, numbers, 2, NULL, &scaler, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_scaler_create_from_bounds(infinite, numbers, 2, NULL, &scaler, &error));
    options.flags = 2;
    EXPECT(SKIT_UNKNOWN_OPTION, error, skit_scaler_create(numbers, numbers, 2, &options, &scaler, &error));
    options.flags = SKIT_CLIP;
    options.range_maximum = -1;
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_scaler_create(numbers, numbers, 2, &options, &scaler, &error));
    options.range_maximum = (double)NAN;
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_scaler_create_from_bounds(numbers, numbers, 2, &options, &scaler, &error));
    options.struct_size = 1;
    EXPECT(SKIT_UNKNOWN_STRUCT_SIZE, error, skit_scaler_create(numbers, numbers, 2, &options, &scaler, &error));

    EXPECT(SKIT_OK, error, skit_scaler_create(numbers, numbers, 2, NULL, &scaler, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_scaler_transform_f64(NULL, numbers, 1, 2, 2, 1, scaled, 2, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_scaler_transform_f64(scaler, NULL, 1, 2, 2, 1, scaled, 2, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_scaler_transform_f32(scaler, NULL, 1, 2, 2, 1, NULL, 2, &error));
    EXPECT(SKIT_SHAPE_MISMATCH, error, skit_scaler_transform_f64(scaler, numbers, 1, 1, 2, 1, scaled, 2, &error));
    EXPECT(SKIT_BUFFER_TOO_SMALL, error, skit_scaler_transform_f64(scaler, numbers, 1, 2, 2, 1, scaled, 3, &error));
    EXPECT(SKIT_SIZE_OVERFLOW, error,
           skit_scaler_transform_f64(scaler, numbers, INT64_MAX, 2, 2, 1, scaled, 2, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_scaler_transform_f64(scaler, scaled, 1, 2, 2, 1, scaled + 1, 2, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_scaler_transform_f64(scaler, scaled, 2, 2, 1, 2, scaled, 4, &error));
    skit_scaler_free(scaler);
}

static void check_pipelines(void)
{
    const char *document = tiny_pipeline();
    const double infinite[2] = {1, (double)INFINITY};
    skit_predict_options strict = SKIT_PREDICT_OPTIONS_INIT;
    skit_load_options options = SKIT_LOAD_OPTIONS_INIT;
    skit_pipeline_info info = SKIT_PIPELINE_INFO_INIT;
    skit_pipeline *pipeline = NULL;
    double numbers[2] = {1, 2}, code;
    char text[8];
    int64_t number;
    EXPECT(SKIT_NULL_POINTER, error, skit_pipeline_load_file(NULL, NULL, &pipeline, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_pipeline_load_bytes(NULL, 1, NULL, &pipeline, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_pipeline_load_bytes(document, strlen(document), NULL, NULL, &error));
    EXPECT(SKIT_EMPTY_DOCUMENT, error, skit_pipeline_load_bytes(NULL, 0, NULL, &pipeline, &error));
    for (size_t kept = 1; kept < strlen(document); kept++)
        CHECK(skit_pipeline_load_bytes(document, kept, NULL, &pipeline, &error) != SKIT_OK && pipeline == NULL);
    options.flags = SKIT_LOAD_BEST_ITERATION;
    EXPECT(SKIT_UNKNOWN_OPTION, error,
           skit_pipeline_load_bytes(document, strlen(document), &options, &pipeline, &error));
    options = (skit_load_options)SKIT_LOAD_OPTIONS_INIT;
    options.maximum_bytes = 9;
    EXPECT(SKIT_DOCUMENT_TOO_LARGE, error,
           skit_pipeline_load_bytes(document, strlen(document), &options, &pipeline, &error));
    EXPECT(SKIT_OK, error, skit_pipeline_load_bytes(document, strlen(document), NULL, &pipeline, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_pipeline_describe(NULL, &info, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_pipeline_describe(pipeline, NULL, &error));
    info.struct_size = 8;
    EXPECT(SKIT_UNKNOWN_STRUCT_SIZE, error, skit_pipeline_describe(pipeline, &info, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_pipeline_feature_name(NULL, 0, NULL, 0, NULL, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_pipeline_feature_name(pipeline, 2, NULL, 0, NULL, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_pipeline_output_name(pipeline, -1, NULL, 0, NULL, &error));
    EXPECT(SKIT_BUFFER_TOO_SMALL, error, skit_pipeline_output_name(pipeline, 0, text, 2, NULL, &error));
    EXPECT(SKIT_COLUMN_MISMATCH, error, skit_pipeline_feature_index(pipeline, "age", &number, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_pipeline_category_count(pipeline, 0, NULL, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_pipeline_category_name(pipeline, 0, 0, text, 8, NULL, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error, skit_pipeline_category_code(pipeline, 0, "own", &code, &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_pipeline_transform_f64(NULL, infinite, 1, 2, 2, 1, NULL, numbers, 2, &error));
    EXPECT(SKIT_NULL_POINTER, error,
           skit_pipeline_transform_f32(pipeline, NULL, 1, 2, 2, 1, NULL, numbers, 2, &error));
    EXPECT(SKIT_SHAPE_MISMATCH, error,
           skit_pipeline_transform_f64(pipeline, infinite, 1, 1, 1, 1, NULL, numbers, 2, &error));
    EXPECT(SKIT_BUFFER_TOO_SMALL, error,
           skit_pipeline_transform_f64(pipeline, infinite, 1, 2, 2, 1, NULL, numbers, 1, &error));
    EXPECT(SKIT_INVALID_ARGUMENT, error,
           skit_pipeline_transform_f64(pipeline, numbers, 1, 2, 2, 1, NULL, numbers, 2, &error));
    strict.flags = SKIT_REJECT_NON_FINITE;
    EXPECT(SKIT_NON_FINITE_VALUE, error,
           skit_pipeline_transform_f64(pipeline, infinite, 1, 2, 2, 1, &strict, numbers, 2, &error));
    skit_pipeline_free(pipeline);
}

static void check_scaler_numbers(void)
{
    const double one[1] = {1};
    double number;
    skit_scaler *scaler = NULL;
    EXPECT(SKIT_OK, error, skit_scaler_create(one, one, 1, NULL, &scaler, &error));
    EXPECT(SKIT_NULL_POINTER, error, skit_scaler_numbers(NULL, &number, NULL, 1, &error));
    EXPECT(SKIT_SHAPE_MISMATCH, error, skit_scaler_numbers(scaler, &number, NULL, 2, &error));
    EXPECT(SKIT_SHAPE_MISMATCH, error, skit_scaler_numbers(scaler, &number, NULL, -1, &error));
    skit_scaler_free(scaler);
}

int main(void)
{
    skit_model *model = load_text(tiny_model()), *bundle = load_text(tiny_bundle());
    check_null_pointers(model);
    check_null_rows(model);
    check_shapes(model);
    check_explanations(model);
    check_stored_background(model, bundle);
    check_options(model);
    check_infinite_values(model);
    check_structs(model);
    check_indices(model, bundle);
    check_scalers();
    skit_model_free(model);
    skit_model_free(bundle);
    check_pipelines();
    check_scaler_numbers();
    return finish("bad_arguments");
}
