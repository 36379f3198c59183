/* The modules that are the same in every QR code of a size (ISO/IEC 18004, 6.3): finder patterns
 * with their separators, timing patterns and alignment patterns. Pure. */
#ifndef SCAN_MARKS_H
#define SCAN_MARKS_H

#include <stdbool.h>
#include <stdint.h>

enum { QR_SIDE_MIN = 21, QR_SIDE_MAX = 177, MARKS_MAX = 1800 };

struct mark {
    uint8_t column, row;
    bool dark;
};

struct marks {
    int count;
    struct mark marks[MARKS_MAX];
};

/* side: 17 + 4 * version, in modules. */
void marks_of(int side, struct marks *out);

#endif
