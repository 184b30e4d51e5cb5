/* What an input costs, and libFuzzer's own mutations for those of ours to build on. */
#ifndef FUZZ_METER_H
#define FUZZ_METER_H

#include <stddef.h>
#include <stdint.h>

/* Begins to count the memory that is allocated and not yet freed. */
void fuzz_meter_begin(void);

/* The most bytes that have been held at once since then; 0 without the address sanitizer, which counts them. */
size_t fuzz_meter_peak(void);

/* Processor time of this thread in seconds: what other processes do does not add to it. */
double fuzz_meter_seconds(void);

/* libFuzzer's mutation of the first `size` bytes in place, at most to `maximum` bytes; the new size. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maximum);

#endif
