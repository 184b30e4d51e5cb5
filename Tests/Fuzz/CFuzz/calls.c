#include "FuzzCalls.h"

#include "../../CClient/fixture.h"
#include "arguments.h"

/* What is asked, and what the calls that are right would need to know of it. */
typedef struct asked {
    skit_model *model;
    skit_pipeline *pipeline;
    skit_model_info info;
} asked;

/* The calls' report and options; every call has its own. */
typedef struct context {
    source *from;
    const asked *of;
    skit_error *error;
    skit_predict_options *options;
    skit_progress *progress;
} context;

static void require(int condition, const char *what)
{
    if (condition) return;
    fprintf(stderr, "calls: %s\n", what);
    abort();
}

/* A status that the header lists, and a report that says the same. */
static void check(const context *call, skit_status status)
{
    require(strcmp(skit_status_name(status), "SKIT_UNKNOWN_STATUS") != 0, "a status that nobody knows");
    require(status != SKIT_INTERNAL_FAULT, "an internal fault");
    if (call->error == NULL || call->error->struct_size != sizeof(skit_error)) return;
    require(call->error->code == status, "the report has another status");
    require(memchr(call->error->message, 0, sizeof call->error->message) != NULL, "a message without end");
    require((status == SKIT_OK) == (call->error->message[0] == 0), "a failure without a message");
}

static int64_t width_of(const context *call, int kind)
{
    const skit_model_info *info = &call->of->info;
    switch (kind) {
    case 0: return info->output_count;
    case 1: return info->prediction_count;
    case 2: return info->tree_count;
    case 3: return info->output_count * (info->feature_count + 1);
    case 4: return info->output_count * (info->feature_count + 1) * (info->feature_count + 1);
    default: return info->transformed_count;
    }
}

#define ROWS rows.row_count, rows.column_count, rows.row_stride, rows.column_stride, call->options

/* Questions that are asked of rows: margins, predictions, leaves, contributions, interactions, transformed rows. */
static void ask_rows(context *call, int kind, int is_wide)
{
    const skit_model *model = is_null(call->from) ? NULL : call->of->model;
    matrix rows = take_rows(call->from, call->of->info.feature_count);
    int64_t count, space = number(call->from, kind == 0 ? SKIT_MARGIN : SKIT_PREDICTION);
    int64_t feature = number(call->from, SKIT_ALL_FEATURES);
    int64_t width = kind == 4 && feature >= 0 ? width_of(call, 3) : width_of(call, kind);
    void *answer = take_answer(call->from, rows.row_count, width, sizeof(double), &count);
    skit_error *error = call->error;
    skit_status status;
    switch (kind) {
    case 0:
    case 1:
        status = is_wide ? skit_model_predict_f64(model, (int32_t)space, rows.wide, ROWS, answer, count, error)
                         : skit_model_predict_f32(model, (int32_t)space, rows.narrow, ROWS, answer, count, error);
        break;
    case 2:
        status = is_wide ? skit_model_leaves_f64(model, rows.wide, ROWS, answer, count, error)
                         : skit_model_leaves_f32(model, rows.narrow, ROWS, answer, count, error);
        break;
    case 3:
        status = is_wide ? skit_model_contributions_f64(model, rows.wide, ROWS, answer, count, error)
                         : skit_model_contributions_f32(model, rows.narrow, ROWS, answer, count, error);
        break;
    case 4:
        status = is_wide ? skit_model_interactions_f64(model, feature, rows.wide, ROWS, answer, count, error)
                         : skit_model_interactions_f32(model, feature, rows.narrow, ROWS, answer, count, error);
        break;
    default:
        status = is_wide ? skit_model_transform_f64(model, rows.wide, ROWS, answer, count, error)
                         : skit_model_transform_f32(model, rows.narrow, ROWS, answer, count, error);
    }
    check(call, status);
    free(answer);
    free_rows(&rows);
}

static void ask_pipeline(context *call, int is_wide)
{
    int64_t count;
    matrix rows = take_rows(call->from, 2);
    double *answer = take_answer(call->from, rows.row_count, 2, sizeof(double), &count);
    const skit_pipeline *pipeline = is_null(call->from) ? NULL : call->of->pipeline;
    check(call, is_wide ? skit_pipeline_transform_f64(pipeline, rows.wide, ROWS, answer, count, call->error)
                        : skit_pipeline_transform_f32(pipeline, rows.narrow, ROWS, answer, count, call->error));
    free(answer);
    free_rows(&rows);
}

/* Players of which some do not exist. */
static int64_t *take_players(context *call, int64_t *count)
{
    int64_t features = call->of->info.feature_count;
    *count = number(call->from, 2);
    if (is_null(call->from)) return NULL;
    int64_t *players = memory((size_t)features * sizeof *players);
    for (int64_t k = 0; k < features; k++) players[k] = number(call->from, k % 2);
    return players;
}

static void ask_background(context *call, int is_wide)
{
    skit_background *background = NULL, *explaining = NULL;
    matrix rows = take_rows(call->from, call->of->info.feature_count);
    skit_background **out = is_null(call->from) ? NULL : &background;
    check(call, is_wide ? skit_background_create_f64(call->of->model, rows.wide, ROWS, out, call->error)
                        : skit_background_create_f32(call->of->model, rows.narrow, ROWS, out, call->error));
    free_rows(&rows);
    int64_t count, player_count;
    int64_t *players = take_players(call, &player_count);
    check(call, skit_background_explaining(background, players, player_count, take(call->from) % 4, &explaining,
                                           call->error));
    free(players);
    rows = take_rows(call->from, call->of->info.feature_count);
    double *answer = take_answer(call->from, rows.row_count, width_of(call, 3), sizeof(double), &count);
    int32_t space = (int32_t)number(call->from, take(call->from) % 2);
    check(call, skit_background_contributions_f64(background, space, rows.wide, ROWS, answer, count, call->error));
    check(call, skit_background_contributions_f32(background, space, rows.narrow, ROWS, answer, count, call->error));
    require(skit_background_row_count(background) >= 0, "a negative count");
    free(answer);
    free_rows(&rows);
    skit_background_free(background);
    skit_background_free(explaining);
}

/* Models that are made of the model, and freed. */
static void derive(context *call, int kind, int is_wide)
{
    skit_model *made = NULL;
    skit_model **out = is_null(call->from) ? NULL : &made;
    if (kind == 0) {
        int64_t first = number(call->from, 0), count = number(call->from, 1);
        check(call, skit_model_limit_iterations(call->of->model, first, count, out, call->error));
    } else if (kind == 1) {
        int64_t count;
        int64_t *players = take_players(call, &count);
        check(call, skit_model_explaining(call->of->model, players, count, take(call->from) % 4, out, call->error));
        free(players);
    } else {
        matrix rows = take_rows(call->from, call->of->info.feature_count);
        check(call, is_wide ? skit_model_with_background_f64(call->of->model, rows.wide, ROWS, out, call->error)
                            : skit_model_with_background_f32(call->of->model, rows.narrow, ROWS, out, call->error));
        free_rows(&rows);
    }
    if (made != NULL) {
        double row[64] = {0}, answer[8];
        check(call, skit_model_predict_f64(made, SKIT_MARGIN, row, 1, call->of->info.feature_count, 64, 1, NULL, answer,
                                           call->of->info.output_count, call->error));
    }
    skit_model_free(made);
}

static void decide(context *call)
{
    skit_decision right = SKIT_DECISION_INIT;
    matrix rows = take_rows(call->from, call->of->info.feature_count);
    skit_decision *decision = take_struct(call->from, &right, sizeof right);
    int64_t capacity = number(call->from, 2);
    skit_reason *reasons = capacity > LARGEST ? NULL : memory(capacity > 0 ? (size_t)capacity * sizeof *reasons : 0);
    /* One applicant's numbers lie one after the other. */
    int is_row = rows.row_count == 1 && rows.column_stride == 1;
    check(call, skit_model_decide(call->of->model, is_row ? rows.wide : NULL, rows.column_count, call->options, decision,
                                  reasons, capacity, call->error));
    free(reasons);
    free(decision);
    free_rows(&rows);
}

static void describe(context *call)
{
    skit_model_info right = SKIT_MODEL_INFO_INIT;
    skit_pipeline_info prepared = SKIT_PIPELINE_INFO_INIT;
    skit_model_info *info = take_struct(call->from, &right, sizeof right);
    check(call, skit_model_describe(call->of->model, info, call->error));
    free(info);
    skit_pipeline_info *pipeline = take_struct(call->from, &prepared, sizeof prepared);
    check(call, skit_pipeline_describe(call->of->pipeline, pipeline, call->error));
    free(pipeline);
    int64_t count = number(call->from, call->of->info.feature_count);
    int32_t importance = (int32_t)number(call->from, take(call->from) % 3);
    double *answer = count > LARGEST ? NULL : memory(count > 0 ? (size_t)count * sizeof *answer : 0);
    check(call, skit_model_importances(call->of->model, importance, answer, count, call->error));
    check(call, skit_model_feature_flags(call->of->model, (uint32_t *)answer, count, call->error));
    check(call, skit_pipeline_feature_flags(call->of->pipeline, (uint32_t *)answer, count, call->error));
    free(answer);
}

static void ask_names(context *call, int kind)
{
    const skit_model *model = is_null(call->from) ? NULL : call->of->model;
    int64_t feature = number(call->from, take(call->from) % 3), category = number(call->from, take(call->from) % 3);
    size_t capacity = take(call->from) % 64, length = 0;
    char *buffer = is_null(call->from) ? NULL : memory(capacity);
    if (buffer == NULL) capacity = 0;
    int32_t type = (int32_t)number(call->from, take(call->from) % 4);
    double code = 0;
    int64_t count = 0;
    char *name = text(call->from);
    skit_error *error = call->error;
    switch (kind) {
    case 0: check(call, skit_model_feature_name(model, feature, buffer, capacity, &length, error)); break;
    case 1: check(call, skit_model_category_name(model, feature, category, buffer, capacity, &length, error)); break;
    case 2: check(call, skit_model_engine(model, buffer, capacity, &length, error)); break;
    case 3: check(call, skit_model_feature_index(model, name, &count, error)); break;
    case 4: check(call, skit_model_category_code(model, feature, name, &code, error)); break;
    case 5: check(call, skit_model_category_value(model, feature, category, &type, &code, error)); break;
    case 6: check(call, skit_model_category_code_of(model, feature, type, value(call->from), &code, error)); break;
    case 7: check(call, skit_pipeline_output_name(call->of->pipeline, feature, buffer, capacity, &length, error)); break;
    case 8: check(call, skit_pipeline_feature_index(call->of->pipeline, name, &count, error)); break;
    case 9: check(call, skit_pipeline_category_code(call->of->pipeline, feature, name, &code, error)); break;
    case 10: check(call, skit_model_iteration_count(model, &count, error)); break;
    default: check(call, skit_model_category_count(model, feature, is_null(call->from) ? NULL : &count, error));
    }
    free(name);
    free(buffer);
}

static void explain_globally(context *call)
{
    skit_global *global = NULL;
    int64_t features = call->of->info.feature_count, outputs = call->of->info.output_count, count;
    int64_t stated = number(call->from, features), group_count = number(call->from, 1);
    int64_t *groups = memory((size_t)features * sizeof *groups);
    for (int64_t k = 0; k < features; k++) groups[k] = number(call->from, k % 2 - 1);
    /* The groups are as many as the features that are claimed. */
    const int64_t *given = stated == features ? groups : NULL;
    check(call, skit_global_create(stated, number(call->from, outputs), given, group_count, &global, call->error));
    for (int round = 0; round < 2; round++) {
        double *contributions = take_answer(call->from, 1 + round, width_of(call, 3), sizeof(double), &count);
        for (int64_t k = 0; contributions != NULL && k < count; k++) contributions[k] = value(call->from);
        check(call, skit_global_add(global, contributions, count, call->error));
        free(contributions);
    }
    skit_summary right = SKIT_SUMMARY_INIT;
    double quantile;
    int64_t output = number(call->from, 0), term = number(call->from, 0);
    skit_summary *summary = take_struct(call->from, &right, sizeof right);
    check(call, skit_global_describe(global, output, term, summary, call->error));
    check(call, skit_global_quantile(global, output, term, value(call->from), &quantile, call->error));
    free(summary);
    free(groups);
    skit_global_free(global);
}

static void scale(context *call)
{
    skit_scaler *scaler = NULL;
    skit_scaler_options right = SKIT_SCALER_OPTIONS_INIT;
    right.flags = take(call->from) % 4;
    right.range_minimum = value(call->from);
    right.range_maximum = value(call->from);
    skit_scaler_options *options = take_struct(call->from, &right, sizeof right);
    int64_t width = take(call->from) % 4, stated = number(call->from, width), count;
    double *numbers = memory(8 * sizeof *numbers);
    for (int k = 0; k < 8; k++) numbers[k] = value(call->from);
    /* A count that no memory here has is claimed of null. */
    double *given = stated > 4 ? NULL : numbers;
    check(call, take(call->from) % 2 ? skit_scaler_create(given, given, stated, options, &scaler, call->error)
                                     : skit_scaler_create_from_bounds(given, given, stated, options, &scaler,
                                                                      call->error));
    free(options);
    matrix rows = take_rows(call->from, skit_scaler_feature_count(scaler));
    double *answer = take_answer(call->from, rows.row_count, rows.column_count, sizeof(double), &count);
    int is_in_place = take(call->from) % 4 == 0 && rows.column_count == skit_scaler_feature_count(scaler)
                      && count == reach(&rows);
    check(call, skit_scaler_transform_f64(scaler, rows.wide, rows.row_count, rows.column_count, rows.row_stride,
                                          rows.column_stride, is_in_place ? rows.wide : answer, count, call->error));
    check(call, skit_scaler_transform_f32(scaler, rows.narrow, rows.row_count, rows.column_count, rows.row_stride,
                                          rows.column_stride, (float *)answer, count, call->error));
    int64_t width_claimed = number(call->from, skit_scaler_feature_count(scaler));
    check(call, skit_scaler_numbers(scaler, width_claimed > 8 ? NULL : numbers, NULL, width_claimed, call->error));
    free(numbers);
    free(answer);
    free_rows(&rows);
    skit_scaler_free(scaler);
}

/* Documents that load, with options that may not. */
static void load(context *call)
{
    skit_load_options right = SKIT_LOAD_OPTIONS_INIT;
    right.flags = take(call->from) % 16;
    right.maximum_bytes = (uint64_t)number(call->from, SKIT_DEFAULT_MAXIMUM_BYTES);
    right.missing = (float)value(call->from);
    right.reserved = take(call->from) == 255;
    char *part = text(call->from);
    if (take(call->from) % 4 == 0) right.part = part;
    skit_load_options *options = take_struct(call->from, &right, sizeof right);
    const char *document = take(call->from) % 2 ? tiny_bundle() : take(call->from) % 2 ? tiny_model() : tiny_pipeline();
    size_t count = strlen(document) - (take(call->from) == 255 ? 9 : 0);
    char *bytes = memory(count);
    memcpy(bytes, document, count);
    skit_model *model = NULL;
    skit_pipeline *pipeline = NULL;
    check(call, skit_model_load_bytes(bytes, count, options, &model, call->error));
    check(call, skit_pipeline_load_bytes(bytes, count, options, &pipeline, call->error));
    skit_bundle_options stated = SKIT_BUNDLE_OPTIONS_INIT;
    stated.flags = take(call->from) == 255;
    char *features = text(call->from), *policy = text(call->from);
    if (take(call->from) % 2) stated.features = features;
    if (take(call->from) % 2) stated.policy = policy;
    skit_bundle_options *bundle = take_struct(call->from, &stated, sizeof stated);
    skit_model *joined = NULL;
    check(call, skit_bundle_create(bytes, count, options, bundle, &joined, call->error));
    skit_model_free(joined);
    skit_model_free(model);
    skit_pipeline_free(pipeline);
    free(bundle);
    free(features);
    free(policy);
    free(bytes);
    free(options);
    free(part);
}

static void call_once(context *call)
{
    uint8_t kind = take(call->from) % 36;
    if (kind < 12) ask_rows(call, kind / 2, kind % 2);
    else if (kind < 14) ask_pipeline(call, kind % 2);
    else if (kind < 16) ask_background(call, kind % 2);
    else if (kind < 19) derive(call, kind - 16, take(call->from) % 2);
    else if (kind == 19) decide(call);
    else if (kind == 20) describe(call);
    else if (kind < 33) ask_names(call, kind - 21);
    else if (kind == 33) explain_globally(call);
    else if (kind == 34) scale(call);
    else load(call);
}

static asked make_asked(const char *document)
{
    asked made = {NULL, NULL, SKIT_MODEL_INFO_INIT};
    require(skit_model_load_bytes(document, strlen(document), NULL, &made.model, NULL) == SKIT_OK, "a model loads");
    require(skit_model_describe(made.model, &made.info, NULL) == SKIT_OK, "a model is described");
    require(skit_pipeline_load_bytes(tiny_pipeline(), strlen(tiny_pipeline()), NULL, &made.pipeline, NULL) == SKIT_OK,
            "a pipeline loads");
    return made;
}

void fuzz_calls(const uint8_t *bytes, size_t count)
{
    static asked of[2];
    if (of[0].model == NULL) {
        of[1] = make_asked(tiny_model());
        of[0] = make_asked(tiny_bundle());
    }
    source from = {bytes, bytes + count};
    const asked *asked = &of[take(&from) % 2];
    while (from.next < from.end) {
        skit_error report = SKIT_ERROR_INIT;
        skit_predict_options right = SKIT_PREDICT_OPTIONS_INIT;
        context call = {&from, asked, NULL, NULL, NULL};
        uint8_t choice = take(&from);
        if (choice % 4 == 0) require(skit_progress_create(&call.progress, NULL) == SKIT_OK, "a watch is made");
        if (choice % 16 == 0) skit_progress_cancel(call.progress);
        right.flags = (uint32_t)number(&from, choice / 16 % 2);
        right.thread_count = (int32_t)number(&from, 1);
        right.reserved = take(&from) == 255;
        right.progress = call.progress;
        call.options = take_struct(&from, &right, sizeof right);
        call.error = take_struct(&from, &report, sizeof report);
        call_once(&call);
        require(skit_progress_row_count(call.progress) >= 0, "a negative count");
        free(call.options);
        free(call.error);
        skit_progress_free(call.progress);
    }
}
