/*
 * What the C programs share: a tiny model, a bundle around it, and checks that count failures.
 *
 * The model is small enough to be computed by hand; LightGBM 4.7 gives the same numbers:
 *   tree 0: income <= 30 (missing: left) ? (age <= 40 (missing: left) ? 0.5 : 0.25) : -0.75
 *   tree 1: housing in {0, 2} ? 0.125 : -0.125
 */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "scoringkit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures = 0;

/* Counts and prints a condition that does not hold. */
#define CHECK(condition)                                                                                      \
    do {                                                                                                      \
        if (!(condition)) {                                                                                   \
            fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);                     \
            failures++;                                                                                       \
        }                                                                                                     \
    } while (0)

/* Counts and prints a call that answers another status, or a report that does not match the status. */
#define EXPECT(wanted, error, call) expect(__FILE__, __LINE__, #call, (wanted), (call), &(error))

static inline void expect(const char *file, int line, const char *call, skit_status wanted, skit_status found,
                          const skit_error *error)
{
    int reported = error->code == found && (found == SKIT_OK) == (error->message[0] == '\0');
    if (found == wanted && reported) return;
    fprintf(stderr, "%s:%d: %s: %s instead of %s, report %s '%s'\n", file, line, call, skit_status_name(found),
            skit_status_name(wanted), skit_status_name(error->code), error->message);
    failures++;
}

static inline int finish(const char *name)
{
    if (failures == 0) printf("%s: passed\n", name);
    else fprintf(stderr, "%s: %d checks failed\n", name, failures);
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#define FEATURES 3
#define TREES 2

/*
 * A pickle of scikit-learn's MinMaxScaler in protocol 0, which is text: x / 64 - 0.28125 and x / 4, the two columns
 * without names.
 */
static inline const char *tiny_pipeline(void)
{
#define ZEROS "\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000"
    return "ccopy_reg\n_reconstructor\n(csklearn.preprocessing._data\nMinMaxScaler\nc__builtin__\nobject\nNtR"
           "(dVfeature_range\n(I0\nI1\ntsVclip\nI00\nsVn_features_in_\nI2\nsVscale_\n"
           "cnumpy._core.multiarray\n_reconstruct\np0\n(cnumpy\nndarray\np1\n(I0\ntc_codecs\nencode\np2\n"
           "(Vb\nVlatin1\np3\ntRp4\ntR(I1\n(I2\ntcnumpy\ndtype\n(Vf8\nI00\nI01\ntRp5\n(I3\nV<\nNNNI-1\nI-1\nI0\n"
           "tbI00\ng2\n(V"
           ZEROS "\\u0090?" ZEROS "\\u00d0?"
           "\ng3\ntRtbsVmin_\ng0\n(g1\n(I0\ntg4\ntR(I1\n(I2\ntg5\nI00\ng2\n(V"
           ZEROS "\\u00d2\\u00bf" ZEROS "\\u0000\\u0000"
           "\ng3\ntRtbsV_sklearn_version\nV1.9.1\nsb.";
#undef ZEROS
}

static inline const char *tiny_model(void)
{
    return "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\nmax_feature_idx=2\n"
           "objective=binary sigmoid:1\nfeature_names=income age housing\n"
           "feature_infos=[0:100] [18:80] 0:1:2\ntree_sizes=283 287\n\nTree=0\nnum_leaves=3\nnum_cat=0\n"
           "split_feature=0 1\nsplit_gain=1 1\nthreshold=30 40\ndecision_type=10 10\nleft_child=1 -1\n"
           "right_child=-3 -2\nleaf_value=0.5 0.25 -0.75\nleaf_weight=1 1 1\nleaf_count=10 20 30\n"
           "internal_value=0 0\ninternal_weight=0 0\ninternal_count=60 30\nis_linear=0\nshrinkage=1\n\n"
           "\nTree=1\nnum_leaves=2\nnum_cat=1\nsplit_feature=2\nsplit_gain=1\nthreshold=0\n"
           "decision_type=1\nleft_child=-1\nright_child=-2\nleaf_value=0.125 -0.125\nleaf_weight=1 1\n"
           "leaf_count=15 45\ninternal_value=0\ninternal_weight=0\ninternal_count=60\n"
           "cat_boundaries=0 1\ncat_threshold=5\nis_linear=0\nshrinkage=1\n\n\nend of trees\n\n"
           "feature_importances:\nincome=1\nage=1\nhousing=1\n\nparameters:\nend of parameters\n\n"
           "pandas_categorical:null\n";
}

/* Three applicants and their margins. */
static inline const double *tiny_rows(void)
{
    static const double rows[3 * FEATURES] = {20, 30, 0, 50, 30, 1, (double)NAN, 50, (double)NAN};
    return rows;
}

static inline const double *tiny_margins(void)
{
    static const double margins[3] = {0.625, -0.875, 0.125};
    return margins;
}

/* Appends a text as the inside of a JSON string. */
static inline void append_escaped(char *document, const char *text)
{
    size_t end = strlen(document);
    for (; *text != '\0'; text++) {
        if (*text == '\n') {
            document[end++] = '\\';
            document[end++] = 'n';
        } else {
            document[end++] = *text;
        }
    }
    document[end] = '\0';
}

/*
 * The tiny model as a bundle: income is given in half units, housing by text, and an applicant is refused whose
 * probability of default is at least 0.5, which is a margin of 0. The result lives until the program ends.
 */
static inline const char *tiny_bundle(void)
{
    static char document[8192];
    strcpy(document, "{\"format\": \"scoringkit-bundle\", \"format_version\": 1,\n \"features\": ["
                     "{\"name\": \"income\", \"kind\": \"numeric\"}, {\"name\": \"age\", \"kind\": \"numeric\"}, "
                     "{\"name\": \"housing\", \"kind\": \"categorical\", "
                     "\"categories\": [\"own\", \"rent\", \"h\\u00e9berg\\u00e9\"]}],\n \"scaler\": "
                     "{\"kind\": \"MinMaxScaler\", \"scale\": [0.5, 1, 1], \"min\": [0, 0, 0], \"clip\": null},\n"
                     " \"policy\": {\"positive_class\": \"default\", \"threshold\": 0.5, "
                     "\"refuse_when\": \">=\", \"reason_limit\": 2},\n"
                     " \"model\": {\"format\": \"lightgbm-text\", \"text\": \"");
    append_escaped(document, tiny_model());
    strcat(document, "\"}}\n");
    return document;
}

static inline skit_model *load_text(const char *text)
{
    skit_error error = SKIT_ERROR_INIT;
    skit_model *model = NULL;
    EXPECT(SKIT_OK, error, skit_model_load_bytes(text, strlen(text), NULL, &model, &error));
    if (model == NULL) exit(finish("load"));
    return model;
}

#endif
