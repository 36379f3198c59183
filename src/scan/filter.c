#include "scan/filter.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* Both were chosen for reading the most of many public photos; anything near them does as well. */
enum {
    REACH = 31,      /* pixels that count as surroundings, to each side */
    PAPER_GRAIN = 4, /* a pixel this much darker than its surroundings still is white */
};
static const float CONTRAST_GAIN = 128;
static const float CONTRAST_FLOOR = 8; /* so that flat areas are not blown up into noise */

void filter_halve(struct frame *to, const struct frame *from)
{
    int across = from->width > 1, down = from->height > 1;
    to->width = from->width >> across;
    to->height = from->height >> down;
    uint8_t *pixel = to->pixels;
    for (int y = 0; y < to->height; y++) {
        const uint8_t *row = from->pixels + (size_t)(y << down) * (size_t)from->width;
        const uint8_t *next = row + (size_t)down * (size_t)from->width;
        for (int x = 0; x < to->width; x++, row += 1 + across, next += 1 + across)
            *pixel++ = (uint8_t)((row[0] + row[across] + next[0] + next[across] + 2) / 4);
    }
}

/* The surroundings of the pixels of one row. Sums of columns slide down the frame and a sum of
 * columns slides along the row, so the reach costs nothing. */
struct surroundings {
    const struct frame *frame;
    uint32_t sums[FRAME_WIDTH_MAX];    /* of the column's pixels in reach */
    uint32_t squares[FRAME_WIDTH_MAX]; /* of their squares */
    float mean[FRAME_WIDTH_MAX];
    float square[FRAME_WIDTH_MAX]; /* the mean of the squares */
    float share[FRAME_WIDTH_MAX];  /* one over the columns in reach */
};

/* Row y of the frame; above and below it there is nothing. */
static const uint8_t *row_at(const struct frame *frame, int y)
{
    static const uint8_t nothing[FRAME_WIDTH_MAX];
    bool inside = y >= 0 && y < frame->height;
    return inside ? frame->pixels + (size_t)y * (size_t)frame->width : nothing;
}

/* Row `come` is in reach now, row `gone` no longer. */
static void surroundings_slide(struct surroundings *around, int come, int gone)
{
    const uint8_t *in = row_at(around->frame, come), *out = row_at(around->frame, gone);
    for (int x = 0; x < around->frame->width; x++) {
        uint32_t added = in[x], taken = out[x];
        around->sums[x] += added - taken;
        around->squares[x] += added * added - taken * taken;
    }
}

/* How many of `length` places lie within reach of place i. */
static int in_reach(int i, int length)
{
    int from = i < REACH ? 0 : i - REACH;
    int to = i + REACH < length ? i + REACH + 1 : length;
    return to - from;
}

static struct surroundings *surroundings_of(const struct frame *frame)
{
    struct surroundings *around = calloc(1, sizeof(*around));
    if (!around)
        abort();
    around->frame = frame;
    for (int y = 0; y < REACH; y++)
        surroundings_slide(around, y, -1);
    for (int x = 0; x < frame->width; x++)
        around->share[x] = 1 / (float)in_reach(x, frame->width);
    return around;
}

/* The next row; called for 0, 1, 2 and so on. */
static void surroundings_row(struct surroundings *around, int y)
{
    int width = around->frame->width;
    uint32_t sum = 0, squares = 0;
    surroundings_slide(around, y + REACH, y - REACH - 1);
    for (int x = 0; x < REACH && x < width; x++) {
        sum += around->sums[x];
        squares += around->squares[x];
    }
    float row_share = 1 / (float)in_reach(y, around->frame->height);
    for (int x = 0; x < width; x++) {
        if (x + REACH < width) {
            sum += around->sums[x + REACH];
            squares += around->squares[x + REACH];
        }
        if (x > REACH) {
            sum -= around->sums[x - REACH - 1];
            squares -= around->squares[x - REACH - 1];
        }
        float share = row_share * around->share[x];
        around->mean[x] = (float)sum * share;
        around->square[x] = (float)squares * share;
    }
}

static void threshold_row(uint8_t *to, const uint8_t *from, const struct surroundings *around)
{
    for (int x = 0; x < around->frame->width; x++)
        to[x] = (float)from[x] > around->mean[x] - PAPER_GRAIN ? 255 : 0;
}

static void contrast_row(uint8_t *to, const uint8_t *from, const struct surroundings *around)
{
    for (int x = 0; x < around->frame->width; x++) {
        float mean = around->mean[x];
        float variance = around->square[x] - mean * mean;
        float deviation = sqrtf(variance > 0 ? variance : 0) + CONTRAST_FLOOR;
        float value = 128 + CONTRAST_GAIN * ((float)from[x] - mean) / deviation;
        to[x] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
}

static void filter_rows(struct frame *to, const struct frame *from,
                        void (*row)(uint8_t *, const uint8_t *, const struct surroundings *))
{
    assert(frame_len(from) > 0);
    struct surroundings *around = surroundings_of(from);
    to->width = from->width;
    to->height = from->height;
    for (int y = 0; y < from->height; y++) {
        size_t at = (size_t)y * (size_t)from->width;
        surroundings_row(around, y);
        row(to->pixels + at, from->pixels + at, around);
    }
    free(around);
}

void filter_threshold(struct frame *to, const struct frame *from)
{
    filter_rows(to, from, threshold_row);
}

void filter_contrast(struct frame *to, const struct frame *from)
{
    filter_rows(to, from, contrast_row);
}
