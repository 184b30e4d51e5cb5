/*
 * A lender's back office: reads applications as JSON lines, decides on each, writes decisions as JSON lines.
 *
 *     loan_origination BUNDLE < applications.jsonl > decisions.jsonl
 *
 * One line out for every line in, in the same order; an application that cannot be read gets an error line
 * and the next is served. README.md gives the form of the lines. Exit status: 0 if every application was
 * decided, 2 if at least one got an error line, 1 if the program could not do its work (message on standard
 * error).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "application.h"
#include "line.h"
#include "refusal.h"

#define ALL_DECIDED 0
#define COULD_NOT_WORK 1
#define SOME_IN_ERROR 2

/* What serving needs, made once. */
typedef struct {
    skit_model *model;
    application_form form;
    application applicant;
    skit_reason *reasons;
    int64_t reason_capacity;
    char *line;
} desk;

/* ---------------------------------------------------------------- answers */

/* A half-built answer is worse than none. */
static struct json_object *checked(struct json_object *value)
{
    if (value == NULL) {
        fprintf(stderr, "loan_origination: no memory for an answer\n");
        exit(COULD_NOT_WORK);
    }
    return value;
}

static void add(struct json_object *object, const char *name, struct json_object *value)
{
    if (json_object_object_add(object, name, value) != 0)
        checked(NULL);
}

/* A number with the 17 digits that make it read back to the same bits; null for what JSON cannot write. */
static struct json_object *exact_number(double number)
{
    char digits[32];

    if (!isfinite(number))
        return NULL;
    snprintf(digits, sizeof digits, "%.17g", number);
    return checked(json_object_new_double_s(number, digits));
}

static struct json_object *start_answer(int64_t line_number)
{
    struct json_object *answer = checked(json_object_new_object());

    add(answer, "line", checked(json_object_new_int64(line_number)));
    return answer;
}

static struct json_object *answer_error(int64_t line_number, const skit_error *error)
{
    struct json_object *answer = start_answer(line_number);
    struct json_object *reason = checked(json_object_new_object());

    add(reason, "status", checked(json_object_new_string(skit_status_name(error->code))));
    add(reason, "message", checked(json_object_new_string(error->message)));
    add(answer, "error", reason);
    return answer;
}

static struct json_object *answer_decision(int64_t line_number, const desk *desk,
                                           const skit_decision *decision)
{
    struct json_object *answer = start_answer(line_number);
    struct json_object *reasons = checked(json_object_new_array());

    if (desk->applicant.id != NULL)
        add(answer, "id", json_object_get(desk->applicant.id));
    add(answer, "decision", checked(json_object_new_string(decision->is_refused ? "refuse" : "accept")));
    add(answer, "probability", exact_number(decision->probability));
    add(answer, "margin", exact_number(decision->margin));
    add(answer, "threshold", exact_number(decision->threshold));
    for (int64_t place = 0; place < decision->reason_count; place++) {
        struct json_object *reason = checked(json_object_new_object());
        const char *name = desk->form.names[desk->reasons[place].feature];

        add(reason, "feature", checked(json_object_new_string(name)));
        add(reason, "contribution", exact_number(desk->reasons[place].contribution));
        if (json_object_array_add(reasons, reason) != 0)
            checked(NULL);
    }
    add(answer, "reasons", reasons);
    return answer;
}

/* ---------------------------------------------------------------- serving */

static skit_status decide(desk *desk, line_result result, size_t length, skit_decision *decision,
                          skit_error *error)
{
    skit_status status;

    if (result == LINE_TOO_LONG)
        return refuse(error, SKIT_DOCUMENT_TOO_LARGE, "the line is longer than %zu bytes", LINE_CAPACITY);
    status = application_read(&desk->applicant, &desk->form, desk->line, length, error);
    if (status != SKIT_OK)
        return status;
    return skit_model_decide(desk->model, desk->applicant.row, desk->form.feature_count, NULL, decision,
                             desk->reasons, desk->reason_capacity, error);
}

/* Writes an answer and frees it. Flushed at once: the caller may wait for it before the next application. */
static void write_answer(struct json_object *answer)
{
    const char *text =
        json_object_to_json_string_ext(answer, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);

    if (text == NULL)
        checked(NULL);
    if (puts(text) == EOF || fflush(stdout) == EOF) {
        perror("loan_origination: standard output");
        exit(COULD_NOT_WORK);
    }
    json_object_put(answer);
}

static int serve(desk *desk)
{
    int exit_status = ALL_DECIDED;
    int64_t line_number = 0;
    size_t length;
    line_result result;

    while ((result = line_read(stdin, desk->line, &length)) != LINE_END) {
        skit_decision decision = SKIT_DECISION_INIT;
        skit_error error = SKIT_ERROR_INIT;

        line_number++;
        if (result == LINE_FAILED) {
            perror("loan_origination: standard input");
            return COULD_NOT_WORK;
        }
        if (decide(desk, result, length, &decision, &error) == SKIT_OK) {
            write_answer(answer_decision(line_number, desk, &decision));
        } else {
            write_answer(answer_error(line_number, &error));
            exit_status = SOME_IN_ERROR;
        }
    }
    return exit_status;
}

/* ---------------------------------------------------------------- the desk */

static skit_status desk_open(desk *desk, const char *path, skit_error *error)
{
    skit_model_info info = SKIT_MODEL_INFO_INIT;
    skit_status status = skit_model_load_file(path, NULL, &desk->model, error);

    if (status == SKIT_OK)
        status = skit_model_describe(desk->model, &info, error);
    if (status == SKIT_OK && !(info.capabilities & SKIT_CAN_DECIDE))
        status = refuse(error, SKIT_UNSUPPORTED_OPERATION, "the model has no policy; it takes a bundle's");
    if (status == SKIT_OK)
        status = application_form_create(desk->model, &desk->form, error);
    if (status == SKIT_OK)
        status = application_create(&desk->form, &desk->applicant, error);
    if (status != SKIT_OK)
        return status;
    /* More reasons than features there cannot be, whatever the policy allows. */
    desk->reason_capacity =
        info.reason_limit < info.feature_count ? info.reason_limit : info.feature_count;
    desk->reasons = calloc((size_t)desk->reason_capacity + 1, sizeof *desk->reasons);
    desk->line = malloc(LINE_CAPACITY);
    if (desk->reasons == NULL || desk->line == NULL)
        return refuse(error, SKIT_OUT_OF_MEMORY, "no memory for serving");
    return SKIT_OK;
}

static void desk_close(desk *desk)
{
    free(desk->line);
    free(desk->reasons);
    application_free(&desk->applicant);
    application_form_free(&desk->form);
    skit_model_free(desk->model);
}

int main(int argc, char **argv)
{
    static desk desk;
    skit_error error = SKIT_ERROR_INIT;
    int exit_status = COULD_NOT_WORK;

    if (argc != 2) {
        fprintf(stderr, "usage: loan_origination BUNDLE < applications.jsonl > decisions.jsonl\n");
        return COULD_NOT_WORK;
    }
    if (desk_open(&desk, argv[1], &error) == SKIT_OK)
        exit_status = serve(&desk);
    else
        fprintf(stderr, "loan_origination: %s: %s\n", skit_status_name(error.code), error.message);
    desk_close(&desk);
    return exit_status;
}
