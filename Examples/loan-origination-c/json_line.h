/* A line of strict JSON. */
#ifndef JSON_LINE_H
#define JSON_LINE_H

#include <stddef.h>

#include <json-c/json.h>
#include <scoringkit.h>

/*
 * Parses a whole line as one JSON object of plain values (no object or array within) under distinct names.
 * Strings hold no null characters, so they can be used as C strings.
 * text, length: the line; need not be null-terminated. At most INT_MAX bytes.
 * object: receives the object, to be freed with json_object_put; null on failure.
 * Returns: SKIT_OK, or the reason of the refusal, which states no part of the text.
 */
skit_status json_line_parse(const char *text, size_t length, struct json_object **object, skit_error *error);

#endif
