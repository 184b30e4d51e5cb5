/* Why something was not done, in the library's own form. */
#ifndef REFUSAL_H
#define REFUSAL_H

#include <scoringkit.h>

/* Fills in an error with a status and the words of a printf format; gives the status back. */
skit_status refuse(skit_error *error, skit_status status, const char *format, ...);

#endif
