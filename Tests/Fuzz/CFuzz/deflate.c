#include "FuzzDeflate.h"

#include <zlib.h>

/* Window bits that mean zlib, gzip, and either. */
enum { ZLIB = 15, GZIP = 31, EITHER = 47 };

static z_stream between(const uint8_t *bytes, size_t count, uint8_t *answer, size_t capacity)
{
    z_stream stream = {0};
    stream.next_in = (Bytef *)bytes;
    stream.avail_in = (uInt)count;
    stream.next_out = answer;
    stream.avail_out = (uInt)capacity;
    return stream;
}

size_t fuzz_inflate(const uint8_t *bytes, size_t count, uint8_t *answer, size_t capacity)
{
    z_stream stream = between(bytes, count, answer, capacity);
    if (inflateInit2(&stream, EITHER) != Z_OK) return 0;
    int status = inflate(&stream, Z_FINISH);
    size_t written = stream.total_out;
    inflateEnd(&stream);
    return status == Z_STREAM_END ? written : 0;
}

size_t fuzz_deflate(const uint8_t *bytes, size_t count, int as_gzip, uint8_t *answer, size_t capacity)
{
    z_stream stream = between(bytes, count, answer, capacity);
    if (deflateInit2(&stream, 1, Z_DEFLATED, as_gzip ? GZIP : ZLIB, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    int status = deflate(&stream, Z_FINISH);
    size_t written = stream.total_out;
    deflateEnd(&stream);
    return status == Z_STREAM_END ? written : 0;
}
