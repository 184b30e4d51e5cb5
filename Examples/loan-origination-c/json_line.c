#include "json_line.h"

#include <string.h>

#include "refusal.h"

/* json-c counts the object and its members as two levels. */
#define LEVELS 2

static size_t digit_count(const char *text, size_t length)
{
    size_t count = 0;

    while (count < length && text[count] >= '0' && text[count] <= '9')
        count++;
    return count;
}

/* Bytes of the JSON number that the text begins with; 0 if it begins with none. */
static size_t number_length(const char *text, size_t length)
{
    size_t end = text[0] == '-';
    size_t digits = digit_count(text + end, length - end);

    if (digits == 0 || (digits > 1 && text[end] == '0'))
        return 0;
    end += digits;
    if (end < length && text[end] == '.') {
        digits = digit_count(text + end + 1, length - end - 1);
        if (digits == 0)
            return 0;
        end += 1 + digits;
    }
    if (end < length && (text[end] == 'e' || text[end] == 'E')) {
        end++;
        end += end < length && (text[end] == '+' || text[end] == '-');
        digits = digit_count(text + end, length - end);
        if (digits == 0)
            return 0;
        end += digits;
    }
    return end;
}

/*
 * Refuses what json-c lets pass even when strict: control characters (null among them), \u0000 (which would
 * cut a name short), names between apostrophes, numbers such as 1. and -01. Counts the members, since json-c
 * keeps only the last of two that have one name.
 */
static skit_status scan(const char *text, size_t length, int *member_count, skit_error *error)
{
    int is_in_string = 0;

    *member_count = 0;
    for (size_t place = 0; place < length; place++) {
        unsigned char byte = (unsigned char)text[place];

        if (byte < 0x20 && (is_in_string || (byte != '\t' && byte != '\r')))
            return refuse(error, SKIT_MALFORMED_DOCUMENT, "byte %zu is a control character",
                          place);
        if (byte == '"') {
            is_in_string = !is_in_string;
        } else if (is_in_string) {
            if (byte != '\\')
                continue;
            if (length - place >= 6 && memcmp(text + place, "\\u0000", 6) == 0)
                return refuse(error, SKIT_MALFORMED_DOCUMENT, "byte %zu is an escaped null", place);
            place++;
        } else if (byte == '\'') {
            return refuse(error, SKIT_MALFORMED_DOCUMENT, "byte %zu is an apostrophe, not a quote", place);
        } else if (byte == '-' || (byte >= '0' && byte <= '9')) {
            size_t number = number_length(text + place, length - place);

            if (number == 0)
                return refuse(error, SKIT_MALFORMED_DOCUMENT, "byte %zu begins no JSON number", place);
            place += number - 1;
        } else if (byte == ':') {
            (*member_count)++;
        }
    }
    return SKIT_OK;
}

static skit_status parse(struct json_tokener *tokener, const char *text, size_t length,
                         struct json_object **object, skit_error *error)
{
    enum json_tokener_error reason;

    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    *object = json_tokener_parse_ex(tokener, text, (int)length);
    reason = json_tokener_get_error(tokener);
    if (reason == json_tokener_continue)
        return refuse(error, SKIT_TRUNCATED_DOCUMENT, "the line ends before its JSON object does");
    if (reason != json_tokener_success)
        return refuse(error, SKIT_MALFORMED_DOCUMENT, "not a JSON object of plain values: %s at byte %zu",
                      json_tokener_error_desc(reason), json_tokener_get_parse_end(tokener));
    if (!json_object_is_type(*object, json_type_object))
        return refuse(error, SKIT_MALFORMED_DOCUMENT, "not a JSON object");
    return SKIT_OK;
}

skit_status json_line_parse(const char *text, size_t length, struct json_object **object, skit_error *error)
{
    int member_count;
    struct json_tokener *tokener;
    skit_status status = scan(text, length, &member_count, error);

    *object = NULL;
    if (status != SKIT_OK)
        return status;
    tokener = json_tokener_new_ex(LEVELS);
    if (tokener == NULL)
        return refuse(error, SKIT_OUT_OF_MEMORY, "no memory for a parser");
    status = parse(tokener, text, length, object, error);
    json_tokener_free(tokener);
    if (status == SKIT_OK && json_object_object_length(*object) != member_count)
        status = refuse(error, SKIT_COLUMN_MISMATCH, "a member is stated twice");
    if (status != SKIT_OK) {
        json_object_put(*object);
        *object = NULL;
    }
    return status;
}
