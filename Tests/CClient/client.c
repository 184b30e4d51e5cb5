/* Uses every function of the library as a C program would: load, describe, score, explain, decide, scale. */
#define _POSIX_C_SOURCE 200809L
#include "fixture.h"

#include <stdint.h>
#include <unistd.h>

static void check_library(void)
{
    CHECK(skit_abi_version() == SKIT_ABI_VERSION);
    CHECK(skit_version_number() == SKIT_VERSION_NUMBER);
    char text[32];
    int32_t number = skit_version_number();
    snprintf(text, sizeof text, "%d.%d.%d", (int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100));
    CHECK(strcmp(skit_version_string(), text) == 0);
    CHECK(strcmp(skit_status_name(SKIT_OK), "SKIT_OK") == 0);
    CHECK(strcmp(skit_status_name(SKIT_SHAPE_MISMATCH), "SKIT_SHAPE_MISMATCH") == 0);
    CHECK(strcmp(skit_status_name(-1), "SKIT_UNKNOWN_STATUS") == 0);
}

static void check_init_functions(void)
{
    skit_load_options load = SKIT_LOAD_OPTIONS_INIT, load_set;
    skit_predict_options predict = SKIT_PREDICT_OPTIONS_INIT, predict_set;
    skit_scaler_options scaler = SKIT_SCALER_OPTIONS_INIT, scaler_set;
    memset(&load_set, 0xff, sizeof load_set);
    memset(&predict_set, 0xff, sizeof predict_set);
    memset(&scaler_set, 0xff, sizeof scaler_set);
    skit_load_options_init(&load_set);
    skit_predict_options_init(&predict_set);
    skit_scaler_options_init(&scaler_set);
    CHECK(memcmp(&load, &load_set, sizeof load) == 0);
    CHECK(memcmp(&predict, &predict_set, sizeof predict) == 0);
    CHECK(memcmp(&scaler, &scaler_set, sizeof scaler) == 0);
    skit_load_options_init(NULL);
    skit_predict_options_init(NULL);
    skit_scaler_options_init(NULL);
}

static void check_description(const skit_model *model)
{
    skit_error error = SKIT_ERROR_INIT;
    skit_model_info info = SKIT_MODEL_INFO_INIT;
    EXPECT(SKIT_OK, error, skit_model_describe(model, &info, &error));
    CHECK(info.struct_size == sizeof info);
    CHECK(info.kind == SKIT_KIND_MODEL);
    CHECK(info.capabilities == (SKIT_CAN_EXPLAIN | SKIT_GIVES_PROBABILITY));
    CHECK(info.reason_limit == 0);
    CHECK(info.feature_count == FEATURES && info.output_count == 1);
    CHECK(info.tree_count == TREES && info.leaf_count == 5);
    CHECK(strlen(info.digest) == 64);
    CHECK(strcmp(info.format, "lightgbm-text v4") == 0);
    CHECK(strncmp(info.objective, "binary", 6) == 0);
    CHECK(info.positive_class[0] == '\0');
}

static void check_names(const skit_model *model)
{
    skit_error error = SKIT_ERROR_INIT;
    char name[8];
    size_t length = 0;
    int64_t feature = -1, count = -1;
    char engine[32];
    EXPECT(SKIT_OK, error, skit_model_engine(model, engine, sizeof engine, &length, &error));
    CHECK(strcmp(engine, "byte ranks") == 0 && length == 10);
    EXPECT(SKIT_BUFFER_TOO_SMALL, error, skit_model_engine(model, name, sizeof name, &length, &error));
    EXPECT(SKIT_OK, error, skit_model_feature_name(model, 1, name, sizeof name, &length, &error));
    CHECK(strcmp(name, "age") == 0 && length == 3);
    EXPECT(SKIT_OK, error, skit_model_feature_name(model, 2, NULL, 0, &length, &error));
    CHECK(length == 7);
    EXPECT(SKIT_OK, error, skit_model_feature_name(model, 2, name, length + 1, NULL, &error));
    CHECK(strcmp(name, "housing") == 0);
    EXPECT(SKIT_BUFFER_TOO_SMALL, error, skit_model_feature_name(model, 2, name, 7, &length, &error));
    CHECK(name[0] == '\0' && length == 7);
    EXPECT(SKIT_OK, error, skit_model_feature_index(model, "housing", &feature, &error));
    CHECK(feature == 2);
    EXPECT(SKIT_OK, error, skit_model_category_count(model, 2, &count, &error));
    CHECK(count == 0);
}

static void check_scores(const skit_model *model)
{
    skit_error error = SKIT_ERROR_INIT;
    const double *rows = tiny_rows();
    double margins[3], again[3], predictions[3];
    EXPECT(SKIT_OK, error,
           skit_model_predict_f64(model, SKIT_MARGIN, rows, 3, FEATURES, FEATURES, 1, NULL, margins, 3, &error));
    CHECK(memcmp(margins, tiny_margins(), sizeof margins) == 0);
    EXPECT(SKIT_OK, error,
           skit_model_predict_f64(model, SKIT_PREDICTION, rows, 3, FEATURES, FEATURES, 1, NULL, predictions, 3,
                                  &error));
    for (int r = 0; r < 3; r++) CHECK(fabs(predictions[r] - 1 / (1 + exp(-margins[r]))) < 1e-15);

    double columns[FEATURES * 3];
    float narrow[3 * FEATURES];
    for (int r = 0; r < 3; r++)
        for (int c = 0; c < FEATURES; c++) {
            columns[c * 3 + r] = rows[r * FEATURES + c];
            narrow[r * FEATURES + c] = (float)rows[r * FEATURES + c];
        }
    skit_predict_options options = SKIT_PREDICT_OPTIONS_INIT;
    options.thread_count = 4;
    options.flags = SKIT_REJECT_NON_FINITE;
    EXPECT(SKIT_OK, error,
           skit_model_predict_f64(model, SKIT_MARGIN, columns, 3, FEATURES, 1, 3, &options, again, 3, &error));
    CHECK(memcmp(again, margins, sizeof again) == 0);
    EXPECT(SKIT_OK, error,
           skit_model_predict_f32(model, SKIT_PREDICTION, narrow, 3, FEATURES, FEATURES, 1, &options, again, 3,
                                  &error));
    CHECK(memcmp(again, predictions, sizeof again) == 0);

    int32_t leaves[3 * TREES], narrow_leaves[3 * TREES], expected[3 * TREES] = {0, 0, 2, 1, 1, 1};
    EXPECT(SKIT_OK, error,
           skit_model_leaves_f64(model, rows, 3, FEATURES, FEATURES, 1, NULL, leaves, 3 * TREES, &error));
    EXPECT(SKIT_OK, error,
           skit_model_leaves_f32(model, narrow, 3, FEATURES, FEATURES, 1, NULL, narrow_leaves, 3 * TREES, &error));
    CHECK(memcmp(leaves, expected, sizeof leaves) == 0);
    CHECK(memcmp(narrow_leaves, expected, sizeof leaves) == 0);
}

/* A bare model sees the rows as they are. */
static void check_transformed_rows(const skit_model *model)
{
    skit_error error = SKIT_ERROR_INIT;
    const double *rows = tiny_rows();
    float narrow[3 * FEATURES];
    for (int k = 0; k < 3 * FEATURES; k++) narrow[k] = (float)rows[k];
    double seen[3 * FEATURES], again[3 * FEATURES];
    EXPECT(SKIT_OK, error,
           skit_model_transform_f64(model, rows, 3, FEATURES, FEATURES, 1, NULL, seen, 3 * FEATURES, &error));
    CHECK(memcmp(seen, rows, sizeof seen) == 0);
    EXPECT(SKIT_OK, error,
           skit_model_transform_f32(model, narrow, 3, FEATURES, FEATURES, 1, NULL, again, 3 * FEATURES, &error));
    for (int k = 0; k < 3 * FEATURES; k++) CHECK(isnan(rows[k]) ? isnan(again[k]) : again[k] == narrow[k]);
    EXPECT(SKIT_BUFFER_TOO_SMALL, error,
           skit_model_transform_f64(model, rows, 3, FEATURES, FEATURES, 1, NULL, seen, 3, &error));
}

static void check_contributions(const skit_model *model)
{
    enum { WIDTH = FEATURES + 1 };
    skit_error error = SKIT_ERROR_INIT;
    const double *rows = tiny_rows();
    float narrow[3 * FEATURES];
    for (int k = 0; k < 3 * FEATURES; k++) narrow[k] = (float)rows[k];
    double contributions[3 * WIDTH], again[3 * WIDTH];
    EXPECT(SKIT_OK, error,
           skit_model_contributions_f64(model, rows, 3, FEATURES, FEATURES, 1, NULL, contributions, 3 * WIDTH,
                                        &error));
    EXPECT(SKIT_OK, error,
           skit_model_contributions_f32(model, narrow, 3, FEATURES, FEATURES, 1, NULL, again, 3 * WIDTH, &error));
    CHECK(memcmp(contributions, again, sizeof again) == 0);
    /* What LightGBM's pred_contrib gives, up to the last digits. */
    const double expected[3 * WIDTH] = {7.0 / 12,  1.0 / 8,   3.0 / 16,  -13.0 / 48, -7.0 / 12, 1.0 / 24,
                                        -1.0 / 16, -13.0 / 48, 25.0 / 48, -1.0 / 16,  -1.0 / 16, -13.0 / 48};
    for (int k = 0; k < 3 * WIDTH; k++) CHECK(fabs(contributions[k] - expected[k]) < 1e-14);
    for (int r = 0; r < 3; r++) {
        double sum = 0;
        for (int k = 0; k < WIDTH; k++) sum += contributions[r * WIDTH + k];
        CHECK(fabs(sum - tiny_margins()[r]) < 1e-14);
    }
}

static void check_interactions(const skit_model *model)
{
    enum { WIDTH = FEATURES + 1 };
    skit_error error = SKIT_ERROR_INIT;
    const double *rows = tiny_rows();
    float narrow[3 * FEATURES];
    for (int k = 0; k < 3 * FEATURES; k++) narrow[k] = (float)rows[k];
    double contributions[3 * WIDTH], all[3 * WIDTH * WIDTH], again[3 * WIDTH * WIDTH], one[3 * WIDTH];
    EXPECT(SKIT_OK, error,
           skit_model_contributions_f64(model, rows, 3, FEATURES, FEATURES, 1, NULL, contributions, 3 * WIDTH,
                                        &error));
    EXPECT(SKIT_OK, error,
           skit_model_interactions_f64(model, SKIT_ALL_FEATURES, rows, 3, FEATURES, FEATURES, 1, NULL, all,
                                       3 * WIDTH * WIDTH, &error));
    EXPECT(SKIT_OK, error,
           skit_model_interactions_f32(model, SKIT_ALL_FEATURES, narrow, 3, FEATURES, FEATURES, 1, NULL, again,
                                       3 * WIDTH * WIDTH, &error));
    CHECK(memcmp(all, again, sizeof again) == 0);
    EXPECT(SKIT_OK, error,
           skit_model_interactions_f64(model, 1, rows, 3, FEATURES, FEATURES, 1, NULL, one, 3 * WIDTH, &error));
    for (int r = 0; r < 3; r++) {
        for (int i = 0; i < WIDTH; i++) {
            double sum = 0;
            for (int j = 0; j < WIDTH; j++) sum += all[(r * WIDTH + i) * WIDTH + j];
            CHECK(fabs(sum - contributions[r * WIDTH + i]) < 1e-14);
            CHECK(one[r * WIDTH + i] == all[(r * WIDTH + 1) * WIDTH + i]);
        }
    }
}

static void check_background(const skit_model *model)
{
    enum { WIDTH = FEATURES + 1 };
    skit_error error = SKIT_ERROR_INIT;
    const double *rows = tiny_rows();
    float narrow[3 * FEATURES];
    for (int k = 0; k < 3 * FEATURES; k++) narrow[k] = (float)rows[k];
    double values[3 * WIDTH], again[3 * WIDTH], predictions[3];
    skit_background *background, *same;
    EXPECT(SKIT_OK, error,
           skit_background_create_f64(model, rows, 3, FEATURES, FEATURES, 1, NULL, &background, &error));
    EXPECT(SKIT_OK, error,
           skit_background_create_f32(model, narrow, 3, FEATURES, FEATURES, 1, NULL, &same, &error));
    EXPECT(SKIT_OK, error,
           skit_background_contributions_f64(background, SKIT_MARGIN, rows, 3, FEATURES, FEATURES, 1, NULL, values,
                                             3 * WIDTH, &error));
    EXPECT(SKIT_OK, error,
           skit_background_contributions_f32(same, SKIT_MARGIN, narrow, 3, FEATURES, FEATURES, 1, NULL, again,
                                             3 * WIDTH, &error));
    CHECK(memcmp(values, again, sizeof again) == 0);
    double mean = 0;
    for (int r = 0; r < 3; r++) mean += tiny_margins()[r] / 3;
    for (int r = 0; r < 3; r++) {
        double sum = 0;
        for (int k = 0; k < WIDTH; k++) sum += values[r * WIDTH + k];
        CHECK(fabs(sum - tiny_margins()[r]) < 1e-14);
        CHECK(fabs(values[r * WIDTH + FEATURES] - mean) < 1e-14);
    }
    EXPECT(SKIT_OK, error,
           skit_model_predict_f64(model, SKIT_PREDICTION, rows, 3, FEATURES, FEATURES, 1, NULL, predictions, 3,
                                  &error));
    EXPECT(SKIT_OK, error,
           skit_background_contributions_f64(background, SKIT_PREDICTION, rows, 3, FEATURES, FEATURES, 1, NULL,
                                             values, 3 * WIDTH, &error));
    for (int r = 0; r < 3; r++) {
        double sum = 0;
        for (int k = 0; k < WIDTH; k++) sum += values[r * WIDTH + k];
        CHECK(fabs(sum - predictions[r]) < 1e-14);
    }
    skit_background_free(background);
    skit_background_free(same);
    skit_background_free(NULL);
}

/* A bundle with a background, written, read back, and explained against what it carries. */
static void check_stored_background(const skit_model *bundle)
{
    enum { WIDTH = FEATURES + 1 };
    skit_error error = SKIT_ERROR_INIT;
    const double *rows = tiny_rows();
    float narrow[3 * FEATURES];
    for (int k = 0; k < 3 * FEATURES; k++) narrow[k] = (float)rows[k];
    char path[] = "/tmp/scoringkit-client-XXXXXX";
    int file = mkstemp(path);
    CHECK(file >= 0);
    if (file >= 0) CHECK(close(file) == 0);
    skit_model *carrying, *same, *read;
    skit_background *given, *stored;
    EXPECT(SKIT_OK, error,
           skit_model_with_background_f64(bundle, rows, 3, FEATURES, FEATURES, 1, NULL, &carrying, &error));
    EXPECT(SKIT_OK, error,
           skit_model_with_background_f32(bundle, narrow, 3, FEATURES, FEATURES, 1, NULL, &same, &error));
    EXPECT(SKIT_OK, error, skit_model_save_bundle(carrying, path, &error));
    EXPECT(SKIT_OK, error, skit_model_load_file(path, NULL, &read, &error));
    skit_model_info info = SKIT_MODEL_INFO_INIT;
    EXPECT(SKIT_OK, error, skit_model_describe(bundle, &info, &error));
    CHECK((info.capabilities & SKIT_HAS_BACKGROUND) == 0);
    EXPECT(SKIT_OK, error, skit_model_describe(read, &info, &error));
    CHECK((info.capabilities & SKIT_HAS_BACKGROUND) != 0);
    CHECK((info.capabilities & SKIT_CAN_DECIDE) != 0);
    double values[2][3 * WIDTH];
    EXPECT(SKIT_OK, error,
           skit_background_create_f64(bundle, rows, 3, FEATURES, FEATURES, 1, NULL, &given, &error));
    EXPECT(SKIT_OK, error, skit_background_create_stored(read, &stored, &error));
    skit_model_free(read);
    CHECK(skit_background_row_count(stored) == 3);
    CHECK(skit_background_row_count(NULL) == 0);
    skit_background *backgrounds[] = {given, stored};
    for (int k = 0; k < 2; k++)
        EXPECT(SKIT_OK, error,
               skit_background_contributions_f64(backgrounds[k], SKIT_MARGIN, rows, 3, FEATURES, FEATURES, 1, NULL,
                                                 values[k], 3 * WIDTH, &error));
    CHECK(memcmp(values[0], values[1], sizeof values[0]) == 0);
    skit_background_free(given);
    skit_background_free(stored);
    EXPECT(SKIT_OK, error, skit_background_create_stored(same, &stored, &error));
    CHECK(skit_background_row_count(stored) == 3);
    skit_background_free(stored);
    skit_model_free(same);
    skit_model_free(carrying);
    CHECK(unlink(path) == 0);
}

static void check_bundle_description(const skit_model *bundle)
{
    skit_error error = SKIT_ERROR_INIT;
    skit_model_info info = SKIT_MODEL_INFO_INIT;
    EXPECT(SKIT_OK, error, skit_model_describe(bundle, &info, &error));
    CHECK(info.kind == SKIT_KIND_BUNDLE && info.reason_limit == 2);
    CHECK(info.capabilities == (SKIT_CAN_EXPLAIN | SKIT_CAN_DECIDE | SKIT_GIVES_PROBABILITY | SKIT_SCALES));
    CHECK(strcmp(info.positive_class, "default") == 0);

    char text[16];
    size_t length = 0;
    int64_t count = -1;
    double code = -1;
    EXPECT(SKIT_OK, error, skit_model_category_count(bundle, 2, &count, &error));
    CHECK(count == 3);
    EXPECT(SKIT_OK, error, skit_model_category_name(bundle, 2, 2, text, sizeof text, &length, &error));
    CHECK(strcmp(text, "h\xc3\xa9" "berg\xc3\xa9") == 0 && length == 9);
    EXPECT(SKIT_OK, error, skit_model_category_code(bundle, 2, text, &code, &error));
    CHECK(code == 2);
    EXPECT(SKIT_INVALID_VALUE, error, skit_model_category_code(bundle, 2, "castle", &code, &error));
    uint32_t flags[3];
    EXPECT(SKIT_OK, error, skit_model_feature_flags(bundle, flags, 3, &error));
    CHECK(flags[0] == SKIT_FEATURE_PANDAS_CODES);
    CHECK(flags[2] == (SKIT_FEATURE_CATEGORICAL | SKIT_FEATURE_PANDAS_CODES));
    int32_t kind = -1;
    double number = 0;
    EXPECT(SKIT_OK, error, skit_model_category_value(bundle, 2, 2, &kind, &number, &error));
    CHECK(kind == SKIT_CATEGORY_TEXT && isnan(number));
    EXPECT(SKIT_OK, error, skit_model_category_code_of(bundle, 2, SKIT_CATEGORY_NONE, 0, &code, &error));
    CHECK(isnan(code));
    EXPECT(SKIT_INVALID_VALUE, error, skit_model_category_code_of(bundle, 2, SKIT_CATEGORY_NUMBER, 1, &code, &error));
    CHECK(strstr(error.message, "castle") == NULL);
}

static void check_decisions(const skit_model *bundle)
{
    skit_error error = SKIT_ERROR_INIT;
    const double refused[FEATURES] = {40, 30, 0}, accepted[FEATURES] = {100, 30, 1};
    skit_decision decision = SKIT_DECISION_INIT;
    skit_reason reasons[4];
    EXPECT(SKIT_OK, error, skit_model_decide(bundle, refused, FEATURES, NULL, &decision, reasons, 4, &error));
    CHECK(decision.is_refused == 1 && decision.margin == 0.625);
    CHECK(fabs(decision.probability - 1 / (1 + exp(-0.625))) < 1e-15);
    CHECK(decision.threshold == 0.5 && decision.margin_threshold == 0);
    CHECK(decision.reason_count == 2 && reasons[0].feature == 0 && reasons[1].feature == 2);
    CHECK(fabs(reasons[0].contribution - 7.0 / 12) < 1e-14);
    EXPECT(SKIT_OK, error, skit_model_decide(bundle, refused, FEATURES, NULL, &decision, reasons, 1, &error));
    CHECK(decision.reason_count == 1 && reasons[0].feature == 0);
    EXPECT(SKIT_OK, error, skit_model_decide(bundle, refused, FEATURES, NULL, &decision, NULL, 0, &error));
    CHECK(decision.reason_count == 0);
    EXPECT(SKIT_OK, error, skit_model_decide(bundle, accepted, FEATURES, NULL, &decision, reasons, 4, &error));
    CHECK(decision.is_refused == 0 && decision.margin == -0.875);
    CHECK(decision.reason_count == 1 && reasons[0].feature == 1);
}

static void check_files(const skit_model *bundle)
{
    skit_error error = SKIT_ERROR_INIT;
    char directory[] = "/tmp/scoringkit-client-XXXXXX", path[64];
    if (mkdtemp(directory) == NULL) exit(finish("mkdtemp"));
    snprintf(path, sizeof path, "%s/bundle.json", directory);
    skit_model *again = NULL;
    EXPECT(SKIT_UNREADABLE_FILE, error, skit_model_load_file(path, NULL, &again, &error));
    CHECK(again == NULL);
    EXPECT(SKIT_OK, error, skit_model_save_bundle(bundle, path, &error));
    EXPECT(SKIT_OK, error, skit_model_load_file(path, NULL, &again, &error));
    if (again != NULL) {
        check_bundle_description(again);
        check_decisions(again);
    }
    skit_load_options options = SKIT_LOAD_OPTIONS_INIT;
    options.maximum_bytes = 100;
    skit_model *refused = again;
    EXPECT(SKIT_DOCUMENT_TOO_LARGE, error, skit_model_load_file(path, &options, &refused, &error));
    CHECK(refused == NULL);
    EXPECT(SKIT_UNREADABLE_FILE, error, skit_model_load_file(directory, NULL, &refused, &error));
    CHECK(unlink(path) == 0);
    CHECK(rmdir(directory) == 0); /* no temporary file is left */
    EXPECT(SKIT_UNWRITABLE_FILE, error, skit_model_save_bundle(bundle, path, &error));
    skit_model_free(again);
}

static void check_scalers(void)
{
    skit_error error = SKIT_ERROR_INIT;
    const double least[2] = {18, 0}, greatest[2] = {68, 4}, rows[4] = {43, 1, 118, (double)NAN};
    skit_scaler_options options = SKIT_SCALER_OPTIONS_INIT;
    options.flags = SKIT_CLIP;
    skit_scaler *fitted = NULL, *made = NULL;
    EXPECT(SKIT_OK, error, skit_scaler_create_from_bounds(least, greatest, 2, &options, &fitted, &error));
    CHECK(skit_scaler_feature_count(fitted) == 2);
    CHECK(skit_scaler_feature_count(NULL) == 0);
    double scaled[4];
    EXPECT(SKIT_OK, error, skit_scaler_transform_f64(fitted, rows, 2, 2, 2, 1, scaled, 4, &error));
    CHECK(scaled[0] == 0.5 && scaled[1] == 0.25 && scaled[2] == 1 && isnan(scaled[3]));

    const double scale[2] = {0.25, 0.5}, minimum[2] = {-1, 0};
    float narrow[4] = {43, 1, 118, 4};
    EXPECT(SKIT_OK, error, skit_scaler_create(scale, minimum, 2, NULL, &made, &error));
    EXPECT(SKIT_OK, error, skit_scaler_transform_f32(made, narrow, 2, 2, 2, 1, narrow, 4, &error));
    CHECK(narrow[0] == 9.75f && narrow[1] == 0.5f && narrow[2] == 28.5f && narrow[3] == 2.0f);
    double own[2] = {0, 0}, own_minimum[2] = {9, 9};
    EXPECT(SKIT_OK, error, skit_scaler_numbers(fitted, own, own_minimum, 2, &error));
    CHECK(own[0] == 1.0 / 50 && own[1] == 0.25 && own_minimum[0] == -18 * own[0] && own_minimum[1] == 0);
    EXPECT(SKIT_OK, error, skit_scaler_numbers(made, NULL, own_minimum, 2, &error));
    CHECK(own_minimum[0] == -1 && own_minimum[1] == 0);
    skit_scaler_free(fitted);
    skit_scaler_free(made);
    skit_scaler_free(NULL);
}

static void check_pipelines(void)
{
    skit_error error = SKIT_ERROR_INIT;
    const char *document = tiny_pipeline();
    skit_pipeline *pipeline = NULL;
    skit_model *model = NULL;
    EXPECT(SKIT_UNSUPPORTED_OPERATION, error,
           skit_model_load_bytes(document, strlen(document), NULL, &model, &error));
    EXPECT(SKIT_UNSUPPORTED_OPERATION, error,
           skit_pipeline_load_bytes(tiny_model(), strlen(tiny_model()), NULL, &pipeline, &error));
    EXPECT(SKIT_UNREADABLE_FILE, error, skit_pipeline_load_file("absent.pkl", NULL, &pipeline, &error));
    CHECK(pipeline == NULL);
    EXPECT(SKIT_OK, error, skit_pipeline_load_bytes(document, strlen(document), NULL, &pipeline, &error));
    skit_pipeline_info info = SKIT_PIPELINE_INFO_INIT;
    EXPECT(SKIT_OK, error, skit_pipeline_describe(pipeline, &info, &error));
    CHECK(info.feature_count == 2 && info.output_count == 2 && strlen(info.digest) == 64);
    CHECK(strcmp(info.format, "scikit-learn 1.9.1 MinMaxScaler") == 0);
    char name[8];
    int64_t number = -1;
    EXPECT(SKIT_OK, error, skit_pipeline_feature_name(pipeline, 1, name, sizeof name, NULL, &error));
    CHECK(strcmp(name, "x1") == 0);
    EXPECT(SKIT_OK, error, skit_pipeline_output_name(pipeline, 0, name, sizeof name, NULL, &error));
    CHECK(strcmp(name, "x0") == 0);
    EXPECT(SKIT_OK, error, skit_pipeline_feature_index(pipeline, "x1", &number, &error));
    CHECK(number == 1);
    EXPECT(SKIT_OK, error, skit_pipeline_category_count(pipeline, 1, &number, &error));
    CHECK(number == 0);
    uint32_t flags[2] = {9, 9};
    EXPECT(SKIT_OK, error, skit_pipeline_feature_flags(pipeline, flags, 2, &error));
    CHECK(flags[0] == 0 && flags[1] == 0);
    const double rows[4] = {18, 1, 82, (double)NAN};
    const float narrow[4] = {18, 82, 1, 3}; /* column by column */
    double answer[4];
    EXPECT(SKIT_OK, error, skit_pipeline_transform_f64(pipeline, rows, 2, 2, 2, 1, NULL, answer, 4, &error));
    CHECK(answer[0] == 0 && answer[1] == 0.25 && answer[2] == 1 && isnan(answer[3]));
    EXPECT(SKIT_OK, error, skit_pipeline_transform_f32(pipeline, narrow, 2, 2, 1, 2, NULL, answer, 4, &error));
    CHECK(answer[0] == 0 && answer[1] == 0.25 && answer[2] == 1 && answer[3] == 0.75);
    skit_pipeline_free(pipeline);
    skit_pipeline_free(NULL);
}

int main(void)
{
    check_library();
    check_init_functions();
    skit_model *model = load_text(tiny_model());
    check_description(model);
    check_names(model);
    check_scores(model);
    check_transformed_rows(model);
    check_contributions(model);
    check_interactions(model);
    check_background(model);
    skit_model_free(model);
    skit_model_free(NULL);
    skit_model *bundle = load_text(tiny_bundle());
    check_bundle_description(bundle);
    check_decisions(bundle);
    check_files(bundle);
    check_stored_background(bundle);
    skit_model_free(bundle);
    check_scalers();
    check_pipelines();
    return finish("client");
}
