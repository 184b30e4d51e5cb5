/* zlib and gzip, for mutations inside compressed documents. */
#ifndef FUZZ_DEFLATE_H
#define FUZZ_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

/* Expands zlib or gzip into a buffer of `capacity` bytes; the number of bytes, 0 for what is neither or does not fit. */
size_t fuzz_inflate(const uint8_t *bytes, size_t count, uint8_t *answer, size_t capacity);

/* Compresses as zlib, or as gzip; the number of bytes, 0 for what does not fit. */
size_t fuzz_deflate(const uint8_t *bytes, size_t count, int as_gzip, uint8_t *answer, size_t capacity);

#endif
