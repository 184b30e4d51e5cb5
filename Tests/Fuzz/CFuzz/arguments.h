/* Arguments made of the fuzzer's bytes. */
#ifndef FUZZ_ARGUMENTS_H
#define FUZZ_ARGUMENTS_H

#include "scoringkit.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What is left of the bytes. */
typedef struct source {
    const uint8_t *next, *end;
} source;

/* The next byte; 0 behind the last. */
static inline uint8_t take(source *from) { return from->next < from->end ? *from->next++ : 0; }

/* Mostly the right number, often one beside it, now and then one that no caller means. */
static inline int64_t number(source *from, int64_t right)
{
    static const int64_t absurd[] = {INT64_MIN, INT64_MAX, -1, (int64_t)1 << 31, (int64_t)1 << 32, (int64_t)1 << 50,
                                     (int64_t)1 << 60, INT64_MAX / 8, INT64_MAX / 8 + 1, INT32_MIN, 0, 1000};
    uint8_t choice = take(from);
    if (choice < 160) return right;
    if (choice < 224) return right + (int8_t)take(from) % 4;
    return absurd[take(from) % (sizeof absurd / sizeof absurd[0])];
}

/* A value of a row. */
static inline double value(source *from)
{
    static const double values[] = {0, 1, -1, 30, 40, 2, 0.5, -0.0, 1e-36, 5e-324, 1e308, -1e308};
    uint8_t choice = take(from);
    if (choice % 16 == 12) return (double)((float)1e38 * (float)1e38);
    if (choice % 16 == 13) return -(double)((float)1e38 * (float)1e38);
    if (choice % 16 == 14) return 0.0 * ((float)1e38 * (float)1e38);
    if (choice % 16 == 15) return (double)(int8_t)take(from) / 4;
    return values[choice % 16];
}

/* Memory of exactly so many bytes, aligned; of none a pointer that must not be read. */
static inline void *memory(size_t size)
{
    void *block = malloc(size > 0 ? size : 1);
    if (block == NULL) abort();
    memset(block, 0x5A, size);
    return block;
}

/* Whether the pointer that comes next is null. */
static inline int is_null(source *from) { return take(from) >= 250; }

/* A text of the bytes, freed by the caller; null now and then. */
static inline char *text(source *from)
{
    if (is_null(from)) return NULL;
    size_t count = take(from) % 32;
    char *block = memory(count + 1);
    for (size_t k = 0; k < count; k++) block[k] = (char)take(from);
    block[count] = '\0';
    return block;
}

/* Rows as a caller gives them. */
typedef struct matrix {
    int64_t row_count, column_count, row_stride, column_stride;
    double *wide;
    float *narrow;
} matrix;

enum { LARGEST = 1 << 12 };

/*
 * How many elements the shape reaches; -1 for a negative or very large shape, whose rows are then null: nobody has
 * such memory, so nobody may read it.
 */
static inline int64_t reach(const matrix *rows)
{
    if (rows->row_count < 0 || rows->column_count < 0 || rows->row_stride < 0 || rows->column_stride < 0) return -1;
    if (rows->row_count == 0 || rows->column_count == 0) return 0;
    __int128 last = (__int128)(rows->row_count - 1) * rows->row_stride
                    + (__int128)(rows->column_count - 1) * rows->column_stride;
    return last < LARGEST ? (int64_t)last + 1 : -1;
}

static inline matrix take_rows(source *from, int64_t width)
{
    matrix rows = {0, 0, 0, 0, NULL, NULL};
    rows.row_count = number(from, take(from) % 4);
    rows.column_count = number(from, width);
    rows.row_stride = number(from, rows.column_count);
    rows.column_stride = number(from, 1);
    int64_t count = reach(&rows);
    if (count < 0 || is_null(from)) return rows;
    /* What has another width is refused before it is read. */
    if (rows.column_count != width) count = 0;
    rows.wide = memory((size_t)count * sizeof(double));
    rows.narrow = memory((size_t)count * sizeof(float));
    for (int64_t k = 0; k < count; k++) {
        rows.wide[k] = value(from);
        rows.narrow[k] = (float)rows.wide[k];
    }
    return rows;
}

static inline void free_rows(matrix *rows)
{
    free(rows->wide);
    free(rows->narrow);
}

/* A count for an answer of so many numbers a row, and memory of exactly so many. */
static inline void *take_answer(source *from, int64_t row_count, int64_t width, size_t size, int64_t *count)
{
    int fits = row_count >= 0 && row_count <= LARGEST && width >= 0 && width <= LARGEST;
    *count = number(from, fits ? row_count * width : 0);
    if (*count > LARGEST * LARGEST / 16) return NULL;
    return memory(*count > 0 ? (size_t)*count * size : 0);
}

/* A struct of the caller's: as long as it says, whatever it says. `content` is what a careful caller would give. */
static inline void *take_struct(source *from, const void *content, size_t size)
{
    if (is_null(from)) return NULL;
    uint32_t stated = (uint32_t)number(from, (int64_t)size);
    size_t held = stated < sizeof stated ? sizeof stated : stated > 4096 ? size : stated;
    char *block = memory(held);
    memcpy(block, content, size < held ? size : held);
    memcpy(block, &stated, sizeof stated);
    return block;
}

#endif
