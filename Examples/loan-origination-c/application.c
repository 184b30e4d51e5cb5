#include "application.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json_line.h"
#include "refusal.h"

/* Beyond this a double no longer holds every integer. */
#define EXACT_INTEGER_LIMIT (INT64_C(1) << 53)

/* ---------------------------------------------------------------- form */

static skit_status copy_name(const application_form *form, int64_t feature, skit_error *error)
{
    size_t length;
    skit_status status = skit_model_feature_name(form->model, feature, NULL, 0, &length, error);

    if (status != SKIT_OK)
        return status;
    form->names[feature] = malloc(length + 1);
    if (form->names[feature] == NULL)
        return refuse(error, SKIT_OUT_OF_MEMORY, "no memory for the features' names");
    return skit_model_feature_name(form->model, feature, form->names[feature], length + 1, NULL, error);
}

skit_status application_form_create(const skit_model *model, application_form *form, skit_error *error)
{
    skit_model_info info = SKIT_MODEL_INFO_INIT;
    skit_status status = skit_model_describe(model, &info, error);

    memset(form, 0, sizeof *form);
    if (status != SKIT_OK)
        return status;
    form->model = model;
    form->feature_count = info.feature_count;
    form->names = calloc((size_t)info.feature_count, sizeof *form->names);
    form->category_counts = calloc((size_t)info.feature_count, sizeof *form->category_counts);
    if (form->names == NULL || form->category_counts == NULL)
        return refuse(error, SKIT_OUT_OF_MEMORY, "no memory for the features' names");
    for (int64_t feature = 0; feature < form->feature_count && status == SKIT_OK; feature++) {
        status = copy_name(form, feature, error);
        if (status == SKIT_OK)
            status = skit_model_category_count(model, feature, &form->category_counts[feature], error);
    }
    return status;
}

void application_form_free(application_form *form)
{
    for (int64_t feature = 0; form->names != NULL && feature < form->feature_count; feature++)
        free(form->names[feature]);
    free(form->names);
    free(form->category_counts);
}

/* ---------------------------------------------------------------- application */

skit_status application_create(const application_form *form, application *applicant, skit_error *error)
{
    applicant->id = NULL;
    applicant->row = calloc((size_t)form->feature_count, sizeof *applicant->row);
    applicant->is_stated = calloc((size_t)form->feature_count, sizeof *applicant->is_stated);
    if (applicant->row == NULL || applicant->is_stated == NULL)
        return refuse(error, SKIT_OUT_OF_MEMORY, "no memory for an application");
    return SKIT_OK;
}

void application_free(application *applicant)
{
    json_object_put(applicant->id);
    free(applicant->row);
    free(applicant->is_stated);
}

/* json-c turns an integer beyond 64 bits into the greatest it can hold, without a word. */
static skit_status read_integer(struct json_object *value, const char *name, int64_t *integer,
                                skit_error *error)
{
    *integer = json_object_get_int64(value);
    if (*integer > EXACT_INTEGER_LIMIT || *integer < -EXACT_INTEGER_LIMIT)
        return refuse(error, SKIT_NUMBER_OUT_OF_RANGE, "'%s' is an integer beyond 2^53", name);
    return SKIT_OK;
}

static skit_status read_number(struct json_object *value, const char *name, double *number, skit_error *error)
{
    if (json_object_is_type(value, json_type_int)) {
        int64_t integer;
        skit_status status = read_integer(value, name, &integer, error);

        *number = (double)integer;
        return status;
    }
    if (!json_object_is_type(value, json_type_double))
        return refuse(error, SKIT_INVALID_VALUE, "'%s' must be a number or null", name);
    *number = json_object_get_double(value);
    if (!isfinite(*number))
        return refuse(error, SKIT_NUMBER_OUT_OF_RANGE, "'%s' is not a finite number", name);
    return SKIT_OK;
}

static skit_status read_feature(application *applicant, const application_form *form, int64_t feature,
                                struct json_object *value, skit_error *error)
{
    const char *name = form->names[feature];
    double *number = &applicant->row[feature];

    if (applicant->is_stated[feature])
        return refuse(error, SKIT_COLUMN_MISMATCH, "two members stand for '%s'", name);
    applicant->is_stated[feature] = 1;
    if (value == NULL) {
        *number = NAN;
        return SKIT_OK;
    }
    if (form->category_counts[feature] == 0)
        return read_number(value, name, number, error);
    if (!json_object_is_type(value, json_type_string))
        return refuse(error, SKIT_INVALID_VALUE, "'%s' must be a string or null", name);
    return skit_model_category_code(form->model, feature, json_object_get_string(value), number, error);
}

static skit_status read_id(application *applicant, struct json_object *value, skit_error *error)
{
    int64_t integer;

    if (json_object_is_type(value, json_type_int)) {
        skit_status status = read_integer(value, "id", &integer, error);

        if (status != SKIT_OK)
            return status;
    } else if (!json_object_is_type(value, json_type_string)) {
        return refuse(error, SKIT_INVALID_VALUE, "'id' must be a string or an integer");
    }
    applicant->id = json_object_get(value);
    return SKIT_OK;
}

static skit_status read_member(application *applicant, const application_form *form, const char *name,
                               struct json_object *value, skit_error *error)
{
    int64_t feature;
    skit_status status = skit_model_feature_index(form->model, name, &feature, error);

    if (status == SKIT_OK)
        return read_feature(applicant, form, feature, value, error);
    return strcmp(name, "id") == 0 ? read_id(applicant, value, error) : status;
}

skit_status application_read(application *applicant, const application_form *form, const char *text,
                             size_t length, skit_error *error)
{
    struct json_object *object;
    skit_status status = json_line_parse(text, length, &object, error);

    json_object_put(applicant->id);
    applicant->id = NULL;
    memset(applicant->is_stated, 0, (size_t)form->feature_count);
    if (status == SKIT_OK) {
        json_object_object_foreach(object, name, value) {
            if (status == SKIT_OK)
                status = read_member(applicant, form, name, value, error);
        }
    }
    for (int64_t feature = 0; feature < form->feature_count && status == SKIT_OK; feature++) {
        if (!applicant->is_stated[feature])
            status = refuse(error, SKIT_COLUMN_MISMATCH, "the member '%s' is missing", form->names[feature]);
    }
    json_object_put(object);
    return status;
}
