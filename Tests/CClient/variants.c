/*
 * Prints which build of the library the loader chose, and two hashes of the bits of many answers: of generated models
 * of several shapes, and of a bundle. The second holds what goes through libm's exponential, which looks at the
 * processor by itself. Tests/CClient/variants.sh compares what the builds print.
 */
#define _POSIX_C_SOURCE 200809L
#include "fixture.h"

#include <inttypes.h>

enum { ROWS = 300, COLUMNS = 12 };

static uint64_t state = 1;
static uint64_t hash = UINT64_C(14695981039346656037);
static uint64_t libm_hash = UINT64_C(14695981039346656037);

/* SplitMix64. */
static uint64_t next(void)
{
    uint64_t z = (state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static int below(int bound) { return (int)(next() % (uint64_t)bound); }

/* A multiple of 2^-20 between -4 and 4. */
static double number(void) { return ldexp((double)(next() % (UINT64_C(1) << 23)), -20) - 4; }

/* FNV-1a. */
static void take_into(uint64_t *sum, const void *bytes, size_t count)
{
    for (size_t k = 0; k < count; k++) *sum = (*sum ^ ((const unsigned char *)bytes)[k]) * UINT64_C(1099511628211);
}

static void take(const void *bytes, size_t count) { take_into(&hash, bytes, count); }

/* The trees of one LightGBM model: each split falls on a leaf at random. NaN and zero rules, both default sides. */
static void write_trees(FILE *to, int trees, int leaves)
{
    int *left = calloc((size_t)leaves, sizeof *left);
    int *right = calloc((size_t)leaves, sizeof *right);
    int *parent = calloc((size_t)leaves, sizeof *parent);
    int *counts = calloc((size_t)leaves, sizeof *counts);
    if (left == NULL || right == NULL || parent == NULL || counts == NULL) exit(EXIT_FAILURE);
    for (int tree = 0; tree < trees; tree++) {
        parent[0] = -1;
        for (int split = 0; split < leaves - 1; split++) {
            int leaf = below(split + 1);
            int above = parent[leaf];
            if (above >= 0 && left[above] == ~leaf) left[above] = split;
            else if (above >= 0) right[above] = split;
            left[split] = ~leaf;
            right[split] = ~(split + 1);
            parent[leaf] = parent[split + 1] = split;
        }
        fprintf(to, "Tree=%d\nnum_leaves=%d\nnum_cat=0\nsplit_feature=", tree, leaves);
        for (int split = 0; split < leaves - 1; split++) fprintf(to, "%d ", below(COLUMNS));
        fprintf(to, "\nsplit_gain=");
        for (int split = 0; split < leaves - 1; split++) fprintf(to, "1 ");
        fprintf(to, "\nthreshold=");
        for (int split = 0; split < leaves - 1; split++) fprintf(to, "%.17g ", number());
        fprintf(to, "\ndecision_type=");
        for (int split = 0; split < leaves - 1; split++) fprintf(to, "%d ", 4 * below(3) + 2 * below(2));
        fprintf(to, "\nleft_child=");
        for (int split = 0; split < leaves - 1; split++) fprintf(to, "%d ", left[split]);
        fprintf(to, "\nright_child=");
        for (int split = 0; split < leaves - 1; split++) fprintf(to, "%d ", right[split]);
        fprintf(to, "\nleaf_value=");
        for (int leaf = 0; leaf < leaves; leaf++) fprintf(to, "%.17g ", number() / 3);
        fprintf(to, "\nleaf_weight=");
        for (int leaf = 0; leaf < leaves; leaf++) fprintf(to, "1 ");
        fprintf(to, "\nleaf_count=");
        int *sums = counts;
        int *leaf_counts = parent;
        for (int leaf = 0; leaf < leaves; leaf++) fprintf(to, "%d ", leaf_counts[leaf] = 1 + below(1000));
        for (int split = leaves - 2; split >= 0; split--) {
            int l = left[split];
            int r = right[split];
            sums[split] = (l < 0 ? leaf_counts[~l] : sums[l]) + (r < 0 ? leaf_counts[~r] : sums[r]);
        }
        fprintf(to, "\ninternal_value=");
        for (int split = 0; split < leaves - 1; split++) fprintf(to, "0 ");
        fprintf(to, "\ninternal_weight=");
        for (int split = 0; split < leaves - 1; split++) fprintf(to, "0 ");
        fprintf(to, "\ninternal_count=");
        for (int split = 0; split < leaves - 1; split++) fprintf(to, "%d ", sums[split]);
        fprintf(to, "\nis_linear=0\nshrinkage=1\n\n\n");
    }
    free(left);
    free(right);
    free(parent);
    free(counts);
}

static skit_model *generate(int trees, int leaves)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    if (to == NULL) exit(EXIT_FAILURE);
    fprintf(to, "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\nmax_feature_idx=%d\n"
                "objective=binary sigmoid:1\nfeature_names=", COLUMNS - 1);
    for (int k = 0; k < COLUMNS; k++) fprintf(to, "x%d ", k);
    fprintf(to, "\nfeature_infos=");
    for (int k = 0; k < COLUMNS; k++) fprintf(to, "[-4:4] ");
    fprintf(to, "\n\n");
    write_trees(to, trees, leaves);
    fprintf(to, "end of trees\n\nfeature_importances:\n\nparameters:\nend of parameters\n\npandas_categorical:null\n");
    if (fclose(to) != 0) exit(EXIT_FAILURE);
    skit_model *model = load_text(text);
    free(text);
    return model;
}

/* Every answer about some rows, and each kind for one row alone. */
static void ask(const skit_model *model, const double *rows, int row_count, int columns, int tree_count)
{
    skit_error error = SKIT_ERROR_INIT;
    int64_t numbers = (int64_t)row_count * (columns + 1);
    double *answers = calloc((size_t)numbers, sizeof *answers);
    int32_t *leaves = calloc((size_t)row_count * (size_t)tree_count, sizeof *leaves);
    float *narrow = calloc((size_t)row_count * (size_t)columns, sizeof *narrow);
    if (answers == NULL || leaves == NULL || narrow == NULL) exit(EXIT_FAILURE);
    for (int k = 0; k < row_count * columns; k++) narrow[k] = (float)rows[k];
    for (int32_t kind = SKIT_MARGIN; kind <= SKIT_PREDICTION; kind++) {
        uint64_t *sum = kind == SKIT_MARGIN ? &hash : &libm_hash;
        EXPECT(SKIT_OK, error, skit_model_predict_f64(model, kind, rows, row_count, columns, columns, 1, NULL,
                                                      answers, row_count, &error));
        take_into(sum, answers, (size_t)row_count * sizeof *answers);
        EXPECT(SKIT_OK, error, skit_model_predict_f64(model, kind, rows, 1, columns, columns, 1, NULL, answers, 1,
                                                      &error));
        take_into(sum, answers, sizeof *answers);
        EXPECT(SKIT_OK, error, skit_model_predict_f32(model, kind, narrow, row_count, columns, columns, 1, NULL,
                                                      answers, row_count, &error));
        take_into(sum, answers, (size_t)row_count * sizeof *answers);
    }
    EXPECT(SKIT_OK, error, skit_model_leaves_f64(model, rows, row_count, columns, columns, 1, NULL, leaves,
                                                 (int64_t)row_count * tree_count, &error));
    take(leaves, (size_t)row_count * (size_t)tree_count * sizeof *leaves);
    EXPECT(SKIT_OK, error, skit_model_contributions_f64(model, rows, row_count, columns, columns, 1, NULL, answers,
                                                        numbers, &error));
    take(answers, (size_t)numbers * sizeof *answers);
    EXPECT(SKIT_OK, error, skit_model_transform_f64(model, rows, row_count, columns, columns, 1, NULL, answers,
                                                    (int64_t)row_count * columns, &error));
    take(answers, (size_t)row_count * (size_t)columns * sizeof *answers);
    free(answers);
    free(leaves);
    free(narrow);
}

/* What contributions add up to over the rows: the means, the extremes and a quantile of every feature. */
static void ask_global(const double *contributions, int64_t count, int columns)
{
    skit_error error = SKIT_ERROR_INIT;
    skit_global *global;
    EXPECT(SKIT_OK, error, skit_global_create(columns, 1, NULL, 0, &global, &error));
    EXPECT(SKIT_OK, error, skit_global_add(global, contributions, count, &error));
    for (int feature = 0; feature < columns; feature++) {
        skit_summary summary = SKIT_SUMMARY_INIT;
        double quantile;
        EXPECT(SKIT_OK, error, skit_global_describe(global, 0, feature, &summary, &error));
        EXPECT(SKIT_OK, error, skit_global_quantile(global, 0, feature, 0.3, &quantile, &error));
        double numbers[] = {summary.mean_magnitude, summary.mean, summary.minimum, summary.maximum, quantile};
        take(numbers, sizeof numbers);
    }
    skit_global_free(global);
}

/* Values against a background of the rows themselves, in margin and rescaled, for a batch and for one row alone;
 * interactions of some rows, all pairs and one feature's; and the whole over all rows. */
static void ask_explanations(const skit_model *model, const double *rows, int row_count, int columns)
{
    skit_error error = SKIT_ERROR_INIT;
    int64_t width = columns + 1;
    int some = row_count < 20 ? row_count : 20;
    double *answers = calloc((size_t)row_count * (size_t)(width * width), sizeof *answers);
    if (answers == NULL) exit(EXIT_FAILURE);
    skit_background *background;
    EXPECT(SKIT_OK, error, skit_background_create_f64(model, rows, row_count, columns, columns, 1, NULL, &background,
                                                      &error));
    for (int32_t kind = SKIT_MARGIN; kind <= SKIT_PREDICTION; kind++) {
        uint64_t *sum = kind == SKIT_MARGIN ? &hash : &libm_hash;
        int asked[] = {row_count, 1};
        for (int k = 0; k < 2; k++) {
            EXPECT(SKIT_OK, error, skit_background_contributions_f64(background, kind, rows, asked[k], columns,
                                                                     columns, 1, NULL, answers, asked[k] * width,
                                                                     &error));
            take_into(sum, answers, (size_t)(asked[k] * width) * sizeof *answers);
            if (kind == SKIT_MARGIN) ask_global(answers, asked[k] * width, columns);
        }
    }
    skit_background_free(background);
    EXPECT(SKIT_OK, error, skit_model_interactions_f64(model, SKIT_ALL_FEATURES, rows, some, columns, columns, 1, NULL,
                                                       answers, some * width * width, &error));
    take(answers, (size_t)(some * width * width) * sizeof *answers);
    EXPECT(SKIT_OK, error, skit_model_interactions_f64(model, 1, rows, some, columns, columns, 1, NULL, answers,
                                                       some * width, &error));
    take(answers, (size_t)(some * width) * sizeof *answers);
    EXPECT(SKIT_OK, error, skit_model_contributions_f64(model, rows, row_count, columns, columns, 1, NULL, answers,
                                                        row_count * width, &error));
    ask_global(answers, row_count * width, columns);
    free(answers);
}

/* The folder below lib/ that the library in use lies in: glibc-hwcaps/x86-64-v4, or lib itself for the base. */
static void print_variant(void)
{
    char line[4096];
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        if (strstr(line, "/libscoringkit.so.") == NULL) continue;
        const char *level = strstr(line, "/glibc-hwcaps/");
        printf("%s ", level == NULL ? "base" : strncmp(level, "/glibc-hwcaps/x86-64-v3/", 24) == 0 ? "v3" : "v4");
        fclose(maps);
        return;
    }
    printf("none ");
}

int main(void)
{
    static const int shapes[][2] = {{1, 1}, {20, 2}, {50, 8}, {40, 31}, {12, 64}, {10, 255}, {3, 700}};
    static double rows[ROWS * COLUMNS];
    for (int k = 0; k < ROWS * COLUMNS; k++) {
        int kind = below(12);
        rows[k] = kind == 0 ? (double)NAN : kind == 1 ? 0.0 : kind == 2 ? number() * 1e300 * 1e9 : number();
    }
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
        skit_model *model = generate(shapes[k][0], shapes[k][1]);
        ask(model, rows, ROWS, COLUMNS, shapes[k][0]);
        ask_explanations(model, rows, ROWS, COLUMNS);
        skit_model_free(model);
    }
    skit_model *bundle = load_text(tiny_bundle());
    ask(bundle, tiny_rows(), 3, FEATURES, TREES);
    ask_explanations(bundle, tiny_rows(), 3, FEATURES);
    skit_model_free(bundle);
    print_variant();
    printf("%016" PRIx64 " %016" PRIx64 "\n", hash, libm_hash);
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
