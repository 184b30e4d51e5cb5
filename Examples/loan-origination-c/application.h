/*
 * From a line of JSON to a row of the model: names, types, categories and numbers checked.
 *
 * An application is one JSON object with a member for every feature of the bundle, in any order:
 *
 *   a numeric feature      a number
 *   a categorical feature  a string, one of the schema's categories
 *   either                 null for a value that is missing; a member that is absent is an error
 *   "id"                   optional: a string or an integer, given back with the decision
 */
#ifndef APPLICATION_H
#define APPLICATION_H

#include <stddef.h>
#include <stdint.h>

#include <json-c/json.h>
#include <scoringkit.h>

/* What an application must state, asked of the model once. */
typedef struct {
    const skit_model *model;
    int64_t feature_count;
    char **names;               /* one a feature */
    int64_t *category_counts;   /* one a feature; 0 for a numeric one */
} application_form;

/* One application, read. Used again for the next. */
typedef struct {
    double *row;                /* one number a feature, for skit_model_decide */
    unsigned char *is_stated;   /* one a feature */
    struct json_object *id;     /* a string or an integer; null if there is none */
} application;

/* Sets up form and application for a model, which must outlive both. */
skit_status application_form_create(const skit_model *model, application_form *form, skit_error *error);
skit_status application_create(const application_form *form, application *applicant, skit_error *error);
void application_form_free(application_form *form);
void application_free(application *applicant);

/*
 * Reads one application.
 * text, length: the line; need not be null-terminated.
 * Returns: SKIT_OK, or the reason of the refusal, which names a member at most and never states a value.
 */
skit_status application_read(application *applicant, const application_form *form, const char *text,
                             size_t length, skit_error *error);

#endif
