/*
 * Times one row at a time through each library's own C call, in one process and in turn.
 *
 * Usage: single_row ROWS ROW_COUNT COLUMNS RUNS CALLS CONTESTANT...
 *   ROWS        a file of float64 numbers, row-major
 *   CONTESTANT  KIND:LIBRARY:MODEL; KIND is scoringkit, lightgbm or xgboost
 *
 * A contestant's call gets the margin of one row, the next row each time. Prints a line a run and contestant: its
 * place in the list, then the 50th and 99th percentile of its calls in nanoseconds.
 */
#define _GNU_SOURCE
#include "scoringkit.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t columns;

static void fail(const char *what)
{
    fprintf(stderr, "single_row: %s\n", what);
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
static xgboost_predict *xgboost_call;
static char xgboost_rows[256];
static float *xgboost_row;

enum kind { SCORINGKIT, LIGHTGBM, XGBOOST };

typedef struct contestant {
    enum kind kind;
    __typeof__(&skit_model_predict_f64) skit_predict;
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
        it.skit_predict = (__typeof__(&skit_model_predict_f64))find(library, "skit_model_predict_f64");
        __typeof__(&skit_model_load_file) load = (__typeof__(&skit_model_load_file))find(library, "skit_model_load_file");
        skit_error error = SKIT_ERROR_INIT;
        if (load(model, NULL, (skit_model **)&it.model, &error)) fail(error.message);
    } else if (strcmp(kind, "lightgbm") == 0) {
        it.kind = LIGHTGBM;
        int iterations;
        void *booster;
        if (((lightgbm_load *)find(library, "LGBM_BoosterCreateFromModelfile"))(model, &iterations, &booster))
            fail("LightGBM cannot load");
        /* Raw scores, all iterations, float64. */
        if (((lightgbm_prepare *)find(library, "LGBM_BoosterPredictForMatSingleRowFastInit"))(
                booster, 1, 0, -1, 1, (int32_t)columns, "num_threads=1", &it.model))
            fail("LightGBM cannot prepare");
        lightgbm_call = (lightgbm_predict *)find(library, "LGBM_BoosterPredictForMatSingleRowFast");
    } else {
        it.kind = XGBOOST;
        if (((xgboost_create *)find(library, "XGBoosterCreate"))(NULL, 0, &it.model)) fail("XGBoost fails");
        if (((xgboost_load *)find(library, "XGBoosterLoadModel"))(it.model, model)) fail("XGBoost cannot load");
        ((xgboost_set *)find(library, "XGBoosterSetParam"))(it.model, "nthread", "1");
        xgboost_call = (xgboost_predict *)find(library, "XGBoosterPredictFromDense");
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

static double call(const contestant *it, const double *row)
{
    static const char config[] = "{\"type\": 1, \"training\": false, \"iteration_begin\": 0, \"iteration_end\": 0, "
                                 "\"strict_shape\": false, \"missing\": NaN, \"cache_id\": 0}";
    double answer;
    int64_t length;
    uint64_t dimensions;
    const uint64_t *shape;
    const float *single;
    double start = seconds();
    switch (it->kind) {
    case SCORINGKIT:
        if (it->skit_predict(it->model, SKIT_MARGIN, row, 1, columns, columns, 1, NULL, &answer, 1, NULL))
            fail("ScoringKit fails");
        break;
    case LIGHTGBM:
        if (lightgbm_call(it->model, row, &length, &answer)) fail("LightGBM fails");
        break;
    case XGBOOST:
        if (xgboost_call(it->model, xgboost_rows, config, NULL, &shape, &dimensions, &single))
            fail("XGBoost fails");
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

int main(int count, char **arguments)
{
    if (count < 7) fail("too few arguments");
    int64_t row_count = atoll(arguments[2]);
    columns = atoll(arguments[3]);
    int runs = atoi(arguments[4]);
    int calls = atoi(arguments[5]);
    double *rows = malloc((size_t)(row_count * columns) * sizeof *rows);
    double *times = malloc((size_t)calls * sizeof *times);
    contestant *all = malloc((size_t)(count - 6) * sizeof *all);
    FILE *file = fopen(arguments[1], "rb");
    if (rows == NULL || times == NULL || all == NULL || file == NULL) fail("cannot begin");
    if (fread(rows, sizeof *rows, (size_t)(row_count * columns), file) != (size_t)(row_count * columns))
        fail("the rows are incomplete");
    for (int k = 6; k < count; k++) all[k - 6] = open_contestant(arguments[k]);
    for (int run = 0; run < runs; run++) {
        for (int k = 0; k < count - 6; k++) {
            for (int done = -100; done < calls; done++) {
                const double *row = rows + (int64_t)(done + 100) % row_count * columns;
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
