/* The one function of <sched.h> that Swift's Glibc module hides, because it is a GNU extension. */
#ifndef SCORINGKIT_SCHED_H
#define SCORINGKIT_SCHED_H
#include <stddef.h>

/* The processors that a process (0: this one) may run on, a bit each; 0 or -1. */
int sched_getaffinity(int process, size_t size, void *mask);
#endif
