/* Bytes as calls of ScoringKit's C interface. */
#ifndef FUZZ_CALLS_H
#define FUZZ_CALLS_H

#include <stddef.h>
#include <stdint.h>

/*
 * Makes the calls that the bytes state: counts, strides, flags, structs and pointers right, nearly right and absurd,
 * with buffers of exactly the size that was claimed, so that the address sanitizer sees who goes beyond. Ends the
 * process where an answer breaks the header's word.
 */
void fuzz_calls(const uint8_t *bytes, size_t count);

#endif
