/* Damaged documents: each is refused with a reason, or is still a model that can be asked; none ends the process. */
#include "fixture.h"

static skit_error error = SKIT_ERROR_INIT;

/* Whether a message is one line that steers no terminal, whatever a document's names hold. */
static int is_plain(const char *message)
{
    for (; *message; message++)
        if ((unsigned char)*message < 0x20 || *message == 0x7f) return 0;
    return 1;
}

/* Loads a document and, if it is still a model, asks it everything. */
static skit_status serve(const char *document, size_t length)
{
    skit_model *model = NULL;
    skit_status status = skit_model_load_bytes(document, length, NULL, &model, &error);
    CHECK((status == SKIT_OK) == (model != NULL));
    CHECK((status == SKIT_OK) == (error.message[0] == '\0'));
    CHECK(is_plain(error.message));
    CHECK(status != SKIT_INTERNAL_FAULT);
    CHECK(status == SKIT_OK || error.byte_offset == SKIT_NO_OFFSET || error.byte_offset <= length);
    if (model == NULL) return status;
    skit_decision decision = SKIT_DECISION_INIT;
    double margins[3], contributions[3 * (FEATURES + 1)];
    int32_t leaves[3 * TREES];
    const double *rows = tiny_rows();
    /* A damaged document may state another width or tree count: a status then, never a fault. */
    skit_model_predict_f64(model, SKIT_PREDICTION, rows, 3, FEATURES, FEATURES, 1, NULL, margins, 3, NULL);
    skit_model_leaves_f64(model, rows, 3, FEATURES, FEATURES, 1, NULL, leaves, 3 * TREES, NULL);
    skit_model_contributions_f64(model, rows, 3, FEATURES, FEATURES, 1, NULL, contributions, 3 * (FEATURES + 1),
                                 NULL);
    skit_model_decide(model, rows, FEATURES, NULL, &decision, NULL, 0, NULL);
    skit_model_free(model);
    return status;
}

/* Every beginning of a document; those that end before `complete` bytes must be refused. */
static void check_truncations(const char *document, size_t complete)
{
    size_t length = strlen(document);
    for (size_t kept = 0; kept <= length; kept++) {
        /* A copy of just that size, so that a sanitizer sees a read beyond it. */
        char *copy = malloc(kept + 1);
        memcpy(copy, document, kept);
        skit_status status = serve(copy, kept);
        if (kept == 0) CHECK(status == SKIT_EMPTY_DOCUMENT);
        if (kept < complete && status == SKIT_OK) {
            fprintf(stderr, "the first %zu bytes are taken for a whole document\n", kept);
            failures++;
        }
        free(copy);
    }
}

/* Every byte of a document changed in several ways, one at a time. */
static void check_flips(const char *document)
{
    static const unsigned char masks[] = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff};
    size_t length = strlen(document);
    char *copy = malloc(length);
    memcpy(copy, document, length);
    for (size_t k = 0; k < length; k++)
        for (size_t m = 0; m < sizeof masks; m++) {
            copy[k] = (char)(document[k] ^ masks[m]);
            serve(copy, length);
            copy[k] = document[k];
        }
    free(copy);
}

/* The tiny model with one text replaced by another. */
static skit_status serve_with(const char *old_text, const char *new_text)
{
    char document[8192];
    const char *model = tiny_model(), *place = strstr(model, old_text);
    if (place == NULL) return SKIT_OK;
    int before = (int)(place - model);
    int length = snprintf(document, sizeof document, "%.*s%s%s", before, model, new_text, place + strlen(old_text));
    return serve(document, (size_t)length);
}

static void check_lies(void)
{
    skit_status status = serve_with("left_child=1 -1", "left_child=0 -1"); /* a child that is its own parent */
    CHECK(status >= 200 && status < 300);
    status = serve_with("left_child=1 -1", "left_child=1 0"); /* a child that points back to the root */
    CHECK(status >= 200 && status < 300);
    status = serve_with("right_child=-3 -2", "right_child=-3 -900");
    CHECK(status >= 200 && status < 300);
    status = serve_with("num_leaves=3", "num_leaves=10000000");
    CHECK(status >= 200 && status < 300);
    status = serve_with("num_leaves=3", "num_leaves=99999999999999999999");
    CHECK(status >= 200 && status < 300);
    status = serve_with("split_feature=0 1", "split_feature=0 7");
    CHECK(status >= 200 && status < 300);
    status = serve_with("leaf_value=0.5 ", "leaf_value=inf ");
    CHECK(status >= 200 && status < 300);
    status = serve_with("cat_boundaries=0 1", "cat_boundaries=0 1000000");
    CHECK(status >= 200 && status < 300);
    CHECK(serve_with("version=v4", "version=\x1b[2J\t\x07") == SKIT_UNSUPPORTED_VERSION);
    CHECK(strstr(error.message, "\\u{1B}[2J\\t\\u{7}") != NULL);
    CHECK(serve_with("version=v4", "version=v9") == SKIT_UNSUPPORTED_VERSION);
    CHECK(serve("certainly not a model", 21) == SKIT_UNKNOWN_FORMAT);
    CHECK(serve(NULL, 0) == SKIT_EMPTY_DOCUMENT);
}

int main(void)
{
    const char *model = tiny_model(), *bundle = tiny_bundle();
    CHECK(serve(model, strlen(model)) == SKIT_OK);
    CHECK(serve(bundle, strlen(bundle)) == SKIT_OK);
    check_truncations(model, (size_t)(strstr(model, "end of trees") - model));
    check_truncations(bundle, strlen(bundle) - 1);
    check_flips(model);
    check_flips(bundle);
    check_lies();
    return finish("bad_documents");
}
