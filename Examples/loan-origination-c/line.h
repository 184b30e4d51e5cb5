/* Lines of bounded length from a stream. */
#ifndef LINE_H
#define LINE_H

#include <stddef.h>
#include <stdio.h>

/* The longest line that is served, without its line feed. */
#define LINE_CAPACITY ((size_t)1 << 20)

typedef enum {
    LINE_READ,     /* a whole line */
    LINE_TOO_LONG, /* a line beyond the capacity, skipped to its end */
    LINE_END,      /* no more lines */
    LINE_FAILED    /* the stream cannot be read */
} line_result;

/*
 * Reads one line, without its line feed. It may hold null bytes, and none ends it. The last line needs no
 * line feed.
 * buffer: LINE_CAPACITY bytes. length: receives the line's bytes.
 */
line_result line_read(FILE *stream, char *buffer, size_t *length);

#endif
