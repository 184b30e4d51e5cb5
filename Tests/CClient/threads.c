/* Four threads ask one model at once, over and over; every answer has the same bits. Then they add to one global
 * explanation, which loses no row. */
#define _POSIX_C_SOURCE 200809L
#include "fixture.h"

#include <pthread.h>

enum { THREADS = 4, ROUNDS = 200, ROWS = 257, WIDTH = FEATURES + 1 };

typedef struct answers {
    double predictions[ROWS];
    double contributions[ROWS * WIDTH];
    int32_t leaves[ROWS * TREES];
    double probability;
} answers;

static double rows[ROWS * FEATURES];
static const skit_model *model;
static answers expected;
static answers found[THREADS];

/* 0 if every call succeeds. */
static int ask(answers *to, int32_t thread_count)
{
    skit_predict_options options = SKIT_PREDICT_OPTIONS_INIT;
    skit_decision decision = SKIT_DECISION_INIT;
    options.thread_count = thread_count;
    if (skit_model_predict_f64(model, SKIT_PREDICTION, rows, ROWS, FEATURES, FEATURES, 1, &options,
                               to->predictions, ROWS, NULL)) return 1;
    if (skit_model_contributions_f64(model, rows, ROWS, FEATURES, FEATURES, 1, &options, to->contributions,
                                     ROWS * WIDTH, NULL)) return 1;
    if (skit_model_leaves_f64(model, rows, ROWS, FEATURES, FEATURES, 1, &options, to->leaves, ROWS * TREES, NULL))
        return 1;
    if (skit_model_decide(model, rows, FEATURES, &options, &decision, NULL, 0, NULL)) return 1;
    to->probability = decision.probability;
    return 0;
}

static void *work(void *argument)
{
    answers *mine = argument;
    size_t differing = 0;
    for (int round = 0; round < ROUNDS; round++) {
        memset(mine, 0, sizeof *mine);
        if (ask(mine, (int32_t)(round % 5)) || memcmp(mine, &expected, sizeof *mine) != 0) differing++;
    }
    return (void *)differing;
}

static skit_global *explanation;

static void *add(void *argument)
{
    size_t refused = 0;
    (void)argument;
    for (int round = 0; round < ROUNDS; round++) {
        skit_summary summary = SKIT_SUMMARY_INIT;
        if (skit_global_add(explanation, expected.contributions, ROWS * WIDTH, NULL)) refused++;
        if (skit_global_describe(explanation, 0, 0, &summary, NULL)) refused++;
        if (summary.row_count % ROWS != 0) refused++;
    }
    return (void *)refused;
}

static void run_threads(void *(*body)(void *))
{
    pthread_t threads[THREADS];
    for (int t = 0; t < THREADS; t++) CHECK(pthread_create(&threads[t], NULL, body, &found[t]) == 0);
    for (int t = 0; t < THREADS; t++) {
        void *failed = NULL;
        CHECK(pthread_join(threads[t], &failed) == 0);
        CHECK(failed == NULL);
    }
}

int main(void)
{
    skit_model *loaded = load_text(tiny_bundle());
    model = loaded;
    for (int k = 0; k < ROWS * FEATURES; k++) rows[k] = (double)(k * 37 % 101) - 5.5 * (k % 3);
    rows[4] = (double)NAN;
    CHECK(ask(&expected, 1) == 0);
    run_threads(work);
    CHECK(skit_global_create(FEATURES, 1, NULL, 0, &explanation, NULL) == SKIT_OK);
    run_threads(add);
    skit_summary summary = SKIT_SUMMARY_INIT;
    CHECK(skit_global_describe(explanation, 0, 0, &summary, NULL) == SKIT_OK);
    CHECK(summary.row_count == (int64_t)THREADS * ROUNDS * ROWS);
    skit_global_free(explanation);
    skit_model_free(loaded);
    return finish("threads");
}
