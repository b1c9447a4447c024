/* Loops over calls of one function of a library, for arrays that Python made: what plain.py does, without Python in between.
 *
 * Nothing here knows pdfium: functions come as addresses, handles are opaque, and every array is as long as the counts
 * beside it say. Built by hatch_build.py where there is a C compiler; it needs no headers but these two.
 */
#include <stddef.h>
#include <stdint.h>

typedef uint32_t word; /* a value of four bytes: a whole number or a float */

/* compiled.py asks whether what was built is what it knows. */
const int32_t gongkai_loops = 1;

/* What call(holder, n) returns for each holder and each n below its count, all in one row.
 *
 * The widest kind of n is passed: a function that takes an int finds it in the lower half of the same register.
 */
void gongkai_handles_of(uintptr_t (*call)(void *, unsigned long), const uint64_t *holders, const int64_t *counts,
                        size_t many, uint64_t *found)
{
    for (size_t holder = 0; holder < many; holder++)
        for (int64_t n = 0; n < counts[holder]; n++)
            *found++ = call((void *)(uintptr_t)holders[holder], (unsigned long)n);
}

/* What call(handle) returns for each handle. */
void gongkai_numbers(int (*call)(void *), const uint64_t *handles, size_t count, int32_t *found)
{
    for (size_t n = 0; n < count; n++)
        found[n] = call((void *)(uintptr_t)handles[n]);
}

/* A row of so many words for each handle, written by call(handle, &row). */
void gongkai_rows(int (*call)(void *, word *), const uint64_t *handles, size_t count, word *table, size_t width)
{
    for (size_t n = 0; n < count; n++)
        call((void *)(uintptr_t)handles[n], table + n * width);
}

/* A row of two words for each handle, written by call(handle, &row[0], &row[1]). */
void gongkai_pairs(int (*call)(void *, word *, word *), const uint64_t *handles, size_t count, word *table)
{
    for (word *row = table; row < table + 2 * count; row += 2)
        call((void *)(uintptr_t)*handles++, row, row + 1);
}

/* A row of four words for each handle, written by call(handle, &row[0], ..., &row[3]). */
void gongkai_fours(int (*call)(void *, word *, word *, word *, word *), const uint64_t *handles, size_t count,
                   word *table)
{
    for (word *row = table; row < table + 4 * count; row += 4)
        call((void *)(uintptr_t)*handles++, row, row + 1, row + 2, row + 3);
}

/* A row of so many words for each n below the count, written by call(holder, n, &row). */
void gongkai_rows_of(int (*call)(void *, int, word *), void *holder, size_t count, word *table, size_t width)
{
    for (size_t n = 0; n < count; n++)
        call(holder, (int)n, table + n * width);
}
