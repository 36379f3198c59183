#include "scan/marks.h"

#include <assert.h>
#include <stdlib.h>

enum { ALIGNMENTS_MAX = 7, TIMING = 6 };

static void mark_add(struct marks *marks, int column, int row, bool dark)
{
    assert(marks->count < MARKS_MAX);
    marks->marks[marks->count++] = (struct mark){(uint8_t)column, (uint8_t)row, dark};
}

/* Squares in squares around a middle: dark where `rings` has a bit set for the distance. */
static void squares_add(struct marks *marks, int side, int column, int row, int reach,
                        unsigned rings)
{
    for (int y = -reach; y <= reach; y++)
        for (int x = -reach; x <= reach; x++) {
            int at_x = column + x, at_y = row + y;
            int distance = abs(x) > abs(y) ? abs(x) : abs(y);
            if (at_x >= 0 && at_x < side && at_y >= 0 && at_y < side)
                mark_add(marks, at_x, at_y, rings >> distance & 1);
        }
}

/* The columns, and rows, of the middles of the alignment patterns: 6 and then, from the far end
 * back, as evenly as even numbers allow. Version 32 alone is off that rule (Annex E). */
static int alignments_of(int side, int out[ALIGNMENTS_MAX])
{
    int version = (side - 17) / 4, count = version / 7 + 2;
    if (version == 1)
        return 0;
    int step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
    out[0] = TIMING;
    for (int i = count - 1, at = side - 7; i > 0; i--, at -= step)
        out[i] = at;
    return count;
}

void marks_of(int side, struct marks *out)
{
    const unsigned finder = 0xB, alignment = 0x5; /* rings 0, 1 and 3; rings 0 and 2 */
    int middles[ALIGNMENTS_MAX], count = alignments_of(side, middles), last = count - 1;
    assert(side >= QR_SIDE_MIN && side <= QR_SIDE_MAX);
    out->count = 0;
    squares_add(out, side, 3, 3, 4, finder);
    squares_add(out, side, side - 4, 3, 4, finder);
    squares_add(out, side, 3, side - 4, 4, finder);
    for (int i = 8; i < side - 8; i++) {
        mark_add(out, i, TIMING, i % 2 == 0);
        mark_add(out, TIMING, i, i % 2 == 0);
    }
    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++)
            if (!(i == 0 && (j == 0 || j == last)) && !(i == last && j == 0))
                squares_add(out, side, middles[i], middles[j], 2, alignment);
}
