/*
 * Times one row at a time through each library's own C call, in one process and in turn.
 *
 * Usage: single_row WHAT ROWS ROW_COUNT COLUMNS RUNS CALLS CONTESTANT...
 *   WHAT        margin, contributions, or (not LightGBM) interactions
 *   ROWS        a file of float64 numbers, row-major
 *   CONTESTANT  KIND:LIBRARY:MODEL; KIND is scoringkit, lightgbm or xgboost
 *
 * A contestant's call gets the answer for one row, the next row each time. Prints a line a run and contestant: its
 * place in the list, then the 50th and 99th percentile of its calls in nanoseconds.
 */
#define _GNU_SOURCE
#include "scoringkit.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A hundredth of the calls, but a few, go first untimed. */
#define WARM_UPS(calls) ((calls) / 100 + 2)

enum what { MARGIN, CONTRIBUTIONS, INTERACTIONS };
static enum what what;
static int64_t columns;
static int64_t answer_count;
static double *answer;

static void fail(const char *reason)
{
    fprintf(stderr, "single_row: %s\n", reason);
    exit(EXIT_FAILURE);
}

static void *find(void *library, const char *name)
{
    void *found = dlsym(library, name);
    if (found == NULL) fail(name);
    return found;
}

/* LightGBM. */
typedef int lightgbm_load(const char *path, int *iterations, void **booster);
typedef int lightgbm_prepare(void *booster, int kind, int start, int count, int type, int32_t columns,
                             const char *parameters, void **config);
typedef int lightgbm_predict(void *config, const void *row, int64_t *length, double *answer);
static lightgbm_predict *lightgbm_call;

/* XGBoost. */
typedef int xgboost_create(const void *matrices, uint64_t count, void **booster);
typedef int xgboost_load(void *booster, const char *path);
typedef int xgboost_set(void *booster, const char *name, const char *value);
typedef int xgboost_predict(void *booster, const char *rows, const char *config, void *matrix,
                            const uint64_t **shape, uint64_t *dimensions, const float **answer);
typedef int xgboost_matrix_create(const char *rows, const char *config, void **matrix);
typedef int xgboost_matrix_free(void *matrix);
typedef int xgboost_matrix_predict(void *booster, void *matrix, const char *config, const uint64_t **shape,
                                   uint64_t *dimensions, const float **answer);
static xgboost_predict *xgboost_call;
static xgboost_matrix_create *xgboost_matrix;
static xgboost_matrix_free *xgboost_free;
static xgboost_matrix_predict *xgboost_matrix_call;
static char xgboost_rows[256];
static char xgboost_config[256];
static float *xgboost_row;

enum kind { SCORINGKIT, LIGHTGBM, XGBOOST };

typedef struct contestant {
    enum kind kind;
    __typeof__(&skit_model_predict_f64) predict;
    __typeof__(&skit_model_contributions_f64) contributions;
    __typeof__(&skit_model_interactions_f64) interactions;
    void *model;
} contestant;

static contestant open_contestant(char *text)
{
    contestant it;
    char *kind = strtok(text, ":");
    char *path = strtok(NULL, ":");
    char *model = strtok(NULL, ":");
    if (model == NULL) fail("a contestant is KIND:LIBRARY:MODEL");
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) fail(dlerror());
    if (strcmp(kind, "scoringkit") == 0) {
        it.kind = SCORINGKIT;
        it.predict = (__typeof__(it.predict))find(library, "skit_model_predict_f64");
        it.contributions = (__typeof__(it.contributions))find(library, "skit_model_contributions_f64");
        it.interactions = (__typeof__(it.interactions))find(library, "skit_model_interactions_f64");
        __typeof__(&skit_model_load_file) load;
        load = (__typeof__(load))find(library, "skit_model_load_file");
        skit_error error = SKIT_ERROR_INIT;
        if (load(model, NULL, (skit_model **)&it.model, &error)) fail(error.message);
    } else if (strcmp(kind, "lightgbm") == 0) {
        it.kind = LIGHTGBM;
        int iterations;
        void *booster;
        if (((lightgbm_load *)find(library, "LGBM_BoosterCreateFromModelfile"))(model, &iterations, &booster))
            fail("LightGBM cannot load");
        /* Raw scores or contributions, all iterations, float64. */
        if (((lightgbm_prepare *)find(library, "LGBM_BoosterPredictForMatSingleRowFastInit"))(
                booster, what == MARGIN ? 1 : 3, 0, -1, 1, (int32_t)columns, "num_threads=1", &it.model))
            fail("LightGBM cannot prepare");
        lightgbm_call = (lightgbm_predict *)find(library, "LGBM_BoosterPredictForMatSingleRowFast");
    } else {
        it.kind = XGBOOST;
        if (((xgboost_create *)find(library, "XGBoosterCreate"))(NULL, 0, &it.model)) fail("XGBoost fails");
        if (((xgboost_load *)find(library, "XGBoosterLoadModel"))(it.model, model)) fail("XGBoost cannot load");
        ((xgboost_set *)find(library, "XGBoosterSetParam"))(it.model, "nthread", "1");
        xgboost_call = (xgboost_predict *)find(library, "XGBoosterPredictFromDense");
        xgboost_matrix = (xgboost_matrix_create *)find(library, "XGDMatrixCreateFromDense");
        xgboost_free = (xgboost_matrix_free *)find(library, "XGDMatrixFree");
        xgboost_matrix_call = (xgboost_matrix_predict *)find(library, "XGBoosterPredictFromDMatrix");
        xgboost_row = malloc((size_t)columns * sizeof *xgboost_row);
        snprintf(xgboost_rows, sizeof xgboost_rows,
                 "{\"data\": [%zu, true], \"shape\": [1, %d], \"typestr\": \"<f4\", \"version\": 3}",
                 (size_t)xgboost_row, (int)columns);
    }
    return it;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static skit_status skit_call(const contestant *it, const double *row)
{
    switch (what) {
    case MARGIN:
        return it->predict(it->model, SKIT_MARGIN, row, 1, columns, columns, 1, NULL, answer, answer_count, NULL);
    case CONTRIBUTIONS:
        return it->contributions(it->model, row, 1, columns, columns, 1, NULL, answer, answer_count, NULL);
    case INTERACTIONS: break;
    }
    return it->interactions(it->model, SKIT_ALL_FEATURES, row, 1, columns, columns, 1, NULL, answer, answer_count,
                            NULL);
}

/* XGBoost explains rows of its own matrix only. */
static int xgboost_explain(void *booster)
{
    void *matrix;
    uint64_t dimensions;
    const uint64_t *shape;
    const float *floats;
    if (xgboost_matrix(xgboost_rows, "{\"missing\": NaN, \"nthread\": 1}", &matrix)) return -1;
    int status = xgboost_matrix_call(booster, matrix, xgboost_config, &shape, &dimensions, &floats);
    return xgboost_free(matrix) | status;
}

static int xgboost_score(void *booster)
{
    uint64_t dimensions;
    const uint64_t *shape;
    const float *floats;
    return xgboost_call(booster, xgboost_rows, xgboost_config, NULL, &shape, &dimensions, &floats);
}

static double call(const contestant *it, const double *row)
{
    int64_t length;
    double start = seconds();
    switch (it->kind) {
    case SCORINGKIT:
        if (skit_call(it, row)) fail("ScoringKit fails");
        break;
    case LIGHTGBM:
        if (lightgbm_call(it->model, row, &length, answer)) fail("LightGBM fails");
        break;
    case XGBOOST:
        if (what == MARGIN ? xgboost_score(it->model) : xgboost_explain(it->model)) fail("XGBoost fails");
        break;
    }
    return seconds() - start;
}

static int compare(const void *first, const void *second)
{
    double a = *(const double *)first;
    double b = *(const double *)second;
    return (a > b) - (a < b);
}

static enum what what_of(const char *text)
{
    static const char *const names[] = {"margin", "contributions", "interactions"};
    for (int k = MARGIN; k <= INTERACTIONS; k++)
        if (strcmp(text, names[k]) == 0) return (enum what)k;
    fail("WHAT is margin, contributions or interactions");
    return MARGIN;
}

int main(int count, char **arguments)
{
    enum { FIRST = 7 };
    if (count <= FIRST) fail("too few arguments");
    what = what_of(arguments[1]);
    int64_t row_count = atoll(arguments[3]);
    columns = atoll(arguments[4]);
    int runs = atoi(arguments[5]);
    int calls = atoi(arguments[6]);
    answer_count = what == MARGIN ? 1 : what == CONTRIBUTIONS ? columns + 1 : (columns + 1) * (columns + 1);
    /* XGBoost's prediction types of margins, contributions and interactions. */
    snprintf(xgboost_config, sizeof xgboost_config,
             "{\"type\": %d, \"training\": false, \"iteration_begin\": 0, \"iteration_end\": 0, "
             "\"strict_shape\": false, \"missing\": NaN, \"cache_id\": 0}",
             what == MARGIN ? 1 : what == CONTRIBUTIONS ? 2 : 4);
    double *rows = malloc((size_t)(row_count * columns) * sizeof *rows);
    double *times = malloc((size_t)calls * sizeof *times);
    contestant *all = malloc((size_t)(count - FIRST) * sizeof *all);
    answer = malloc((size_t)answer_count * sizeof *answer);
    FILE *file = fopen(arguments[2], "rb");
    if (rows == NULL || times == NULL || all == NULL || answer == NULL || file == NULL) fail("cannot begin");
    if (fread(rows, sizeof *rows, (size_t)(row_count * columns), file) != (size_t)(row_count * columns))
        fail("the rows are incomplete");
    for (int k = FIRST; k < count; k++) all[k - FIRST] = open_contestant(arguments[k]);
    for (int run = 0; run < runs; run++) {
        for (int k = 0; k < count - FIRST; k++) {
            for (int done = -WARM_UPS(calls); done < calls; done++) {
                const double *row = rows + (int64_t)(done + WARM_UPS(calls)) % row_count * columns;
                if (all[k].kind == XGBOOST)
                    for (int64_t column = 0; column < columns; column++) xgboost_row[column] = (float)row[column];
                double taken = call(&all[k], row);
                if (done >= 0) times[done] = taken;
            }
            qsort(times, (size_t)calls, sizeof *times, compare);
            printf("%d %.0f %.0f\n", k, times[calls / 2], times[(int64_t)calls * 99 / 100]);
        }
    }
    return EXIT_SUCCESS;
}
