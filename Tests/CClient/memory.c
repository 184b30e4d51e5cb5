/*
 * Loading, asking and freeing again and again leaves the process as large as it was: the resident memory after the
 * first rounds and after many more is the same, but for what the allocator keeps for itself.
 *
 * Usage: memory [ROUNDS]
 */
#define _POSIX_C_SOURCE 200809L
#include "fixture.h"

#include <unistd.h>

enum { WIDTH = FEATURES + 1 };

/* Bytes of the process in memory. */
static long resident(void)
{
    long size = 0, pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%ld %ld", &size, &pages) != 2) pages = -1;
    if (file != NULL) fclose(file);
    return pages * sysconf(_SC_PAGESIZE);
}

static void round_of_everything(void)
{
    double answer[3 * WIDTH];
    skit_error error = SKIT_ERROR_INIT;
    skit_model *model = load_text(tiny_bundle()), *extended = NULL, *refused = NULL;
    skit_background *background = NULL;
    skit_pipeline *pipeline = NULL;
    skit_global *global = NULL;
    const double *rows = tiny_rows();
    EXPECT(SKIT_OK, error, skit_model_contributions_f64(model, rows, 3, FEATURES, FEATURES, 1, NULL, answer, 3 * WIDTH,
                                                        &error));
    EXPECT(SKIT_OK, error, skit_global_create(FEATURES, 1, NULL, 0, &global, &error));
    EXPECT(SKIT_OK, error, skit_global_add(global, answer, 3 * WIDTH, &error));
    EXPECT(SKIT_OK, error, skit_background_create_f64(model, rows, 3, FEATURES, FEATURES, 1, NULL, &background, &error));
    EXPECT(SKIT_OK, error, skit_model_with_background_f64(model, rows, 3, FEATURES, FEATURES, 1, NULL, &extended,
                                                          &error));
    EXPECT(SKIT_OK, error, skit_pipeline_load_bytes(tiny_pipeline(), strlen(tiny_pipeline()), NULL, &pipeline, &error));
    CHECK(skit_model_load_bytes(tiny_model(), 700, NULL, &refused, &error) != SKIT_OK);
    skit_pipeline_free(pipeline);
    skit_global_free(global);
    skit_background_free(background);
    skit_model_free(extended);
    skit_model_free(model);
}

int main(int count, char **arguments)
{
    int rounds = count > 1 ? atoi(arguments[1]) : 20000;
    for (int round = 0; round < rounds / 4; round++) round_of_everything();
    long before = resident();
    for (int round = 0; round < rounds; round++) round_of_everything();
    long growth = resident() - before;
    printf("memory: %d rounds, %ld kB resident, %ld kB more than before them\n", rounds, resident() / 1024, growth / 1024);
    CHECK(before > 0);
    /* Eight bytes a round: an allocation that is lost takes sixteen at least. */
    CHECK(growth <= 8L * rounds + (1 << 18));
    return finish("memory");
}
