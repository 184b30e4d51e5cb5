/*
 * Thirty-two threads load, score, explain, decide and free: models of their own, and one that all share. Every answer
 * has the same bits. Made for the sanitizers (Tests/sanitizers.sh), whose findings it only provokes.
 *
 * Usage: stress [ROUNDS]
 */
#define _POSIX_C_SOURCE 200809L
#include "fixture.h"

#include <pthread.h>

enum { THREADS = 32, ROWS = 33, WIDTH = FEATURES + 1 };

typedef struct answers {
    double predictions[ROWS];
    double contributions[ROWS * WIDTH];
    double interactions[WIDTH * WIDTH];
    double against[ROWS * WIDTH];
    int32_t leaves[ROWS * TREES];
    double probability;
} answers;

static double rows[ROWS * FEATURES];
static const skit_model *shared;
static skit_progress *progress;
static answers expected;
static int rounds = 20;

/* Failures of one model's answers; 0 if every call succeeds. */
static size_t ask(const skit_model *model, answers *to)
{
    skit_predict_options options = SKIT_PREDICT_OPTIONS_INIT;
    skit_decision decision = SKIT_DECISION_INIT;
    skit_background *background = NULL;
    skit_reason reasons[2];
    size_t failed = 0;
    options.progress = progress;
    failed += skit_model_predict_f64(model, SKIT_PREDICTION, rows, ROWS, FEATURES, FEATURES, 1, &options,
                                     to->predictions, ROWS, NULL) != SKIT_OK;
    failed += skit_model_contributions_f64(model, rows, ROWS, FEATURES, FEATURES, 1, &options, to->contributions,
                                           ROWS * WIDTH, NULL) != SKIT_OK;
    failed += skit_model_interactions_f64(model, SKIT_ALL_FEATURES, rows, 1, FEATURES, FEATURES, 1, &options,
                                          to->interactions, WIDTH * WIDTH, NULL) != SKIT_OK;
    failed += skit_background_create_f64(model, rows, 3, FEATURES, FEATURES, 1, &options, &background, NULL) != SKIT_OK;
    failed += skit_background_contributions_f64(background, SKIT_MARGIN, rows, ROWS, FEATURES, FEATURES, 1, &options,
                                                to->against, ROWS * WIDTH, NULL) != SKIT_OK;
    failed += skit_model_leaves_f64(model, rows, ROWS, FEATURES, FEATURES, 1, &options, to->leaves, ROWS * TREES, NULL)
              != SKIT_OK;
    failed += skit_model_decide(model, rows, FEATURES, &options, &decision, reasons, 2, NULL) != SKIT_OK;
    skit_background_free(background);
    to->probability = decision.probability;
    return failed;
}

/* Documents that are refused, and a pipeline: what other threads load meanwhile must not show. */
static size_t load_others(void)
{
    skit_error error = SKIT_ERROR_INIT;
    skit_model *model = NULL;
    skit_pipeline *pipeline = NULL;
    size_t failed = skit_model_load_bytes(tiny_model(), 700, NULL, &model, &error) == SKIT_OK;
    failed += skit_pipeline_load_bytes(tiny_pipeline(), strlen(tiny_pipeline()), NULL, &pipeline, &error) != SKIT_OK;
    skit_pipeline_free(pipeline);
    return failed;
}

static void *work(void *argument)
{
    size_t failed = 0;
    const char *document = argument;
    answers *mine = calloc(1, sizeof *mine);
    for (int round = 0; mine != NULL && round < rounds; round++) {
        skit_model *own = NULL;
        failed += skit_model_load_bytes(document, strlen(document), NULL, &own, NULL) != SKIT_OK;
        failed += ask(own, mine) + (memcmp(mine, &expected, sizeof *mine) != 0);
        skit_model_free(own);
        failed += ask(shared, mine) + (memcmp(mine, &expected, sizeof *mine) != 0);
        failed += load_others();
    }
    free(mine);
    return (void *)failed;
}

int main(int count, char **arguments)
{
    if (count > 1) rounds = atoi(arguments[1]);
    const char *document = tiny_bundle();
    skit_model *first = load_text(document), *second = load_text(document);
    CHECK(skit_progress_create(&progress, NULL) == SKIT_OK);
    for (int k = 0; k < ROWS * FEATURES; k++) rows[k] = (double)(k * 37 % 101) - 5.5 * (k % 3);
    rows[4] = (double)NAN;
    CHECK(ask(first, &expected) == 0);
    skit_model_free(first);
    /* Explained by no one yet: the threads are the first. */
    shared = second;
    pthread_t threads[THREADS];
    for (int t = 0; t < THREADS; t++) CHECK(pthread_create(&threads[t], NULL, work, (void *)document) == 0);
    for (int t = 0; t < THREADS; t++) {
        void *failed = NULL;
        CHECK(pthread_join(threads[t], &failed) == 0);
        CHECK(failed == NULL);
    }
    CHECK(skit_progress_row_count(progress) > 0);
    skit_progress_free(progress);
    skit_model_free(second);
    return finish("stress");
}
