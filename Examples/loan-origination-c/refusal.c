#include "refusal.h"

#include <stdarg.h>
#include <stdio.h>

skit_status refuse(skit_error *error, skit_status status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    error->code = status;
    error->byte_offset = SKIT_NO_OFFSET;
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return status;
}
