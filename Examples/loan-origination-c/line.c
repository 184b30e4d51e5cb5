#include "line.h"

line_result line_read(FILE *stream, char *buffer, size_t *length)
{
    int byte;
    int is_too_long = 0;

    *length = 0;
    while ((byte = getc(stream)) != EOF && byte != '\n') {
        if (*length == LINE_CAPACITY)
            is_too_long = 1;
        else
            buffer[(*length)++] = (char)byte;
    }
    if (ferror(stream))
        return LINE_FAILED;
    if (is_too_long)
        return LINE_TOO_LONG;
    return byte == EOF && *length == 0 ? LINE_END : LINE_READ;
}
