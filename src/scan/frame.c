#include "scan/frame.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

void frame_init(struct frame *frame)
{
    *frame = (struct frame){.pixels = calloc(1, FRAME_SIZE)};
    if (!frame->pixels)
        abort();
}

void frame_fini(struct frame *frame)
{
    frame_clear(frame);
    free(frame->pixels);
    frame->pixels = NULL;
}

void frame_clear(struct frame *frame)
{
    wipe(frame->pixels, frame_len(frame));
    frame->width = frame->height = 0;
}

size_t frame_len(const struct frame *frame)
{
    return (size_t)frame->width * (size_t)frame->height;
}

void frame_swap(struct frame *a, struct frame *b)
{
    struct frame kept = *a;
    *a = *b;
    *b = kept;
}

/* What is left of a larger picture behind a smaller one. */
static void rest_wipe(struct frame *frame, size_t before)
{
    size_t now = frame_len(frame);
    if (now < before)
        wipe(frame->pixels + now, before - now);
}

void frame_copy(struct frame *to, const struct frame *from)
{
    size_t before = frame_len(to);
    memcpy(to->pixels, from->pixels, frame_len(from));
    to->width = from->width;
    to->height = from->height;
    rest_wipe(to, before);
}

/* Part i of `parts` equal parts of `length` pixels, in 1/256 of a pixel. */
struct span {
    uint32_t from, to;
};

static struct span span_part(int i, int parts, int length)
{
    return (struct span){(uint32_t)((uint64_t)i * length * 256 / parts),
                         (uint32_t)((uint64_t)(i + 1) * length * 256 / parts)};
}

/* How much of pixel i lies in the span, 0..256. */
static uint32_t span_share(struct span span, uint32_t i)
{
    uint32_t from = i * 256 > span.from ? i * 256 : span.from;
    uint32_t to = (i + 1) * 256 < span.to ? (i + 1) * 256 : span.to;
    return to - from;
}

static void row_shrink(uint8_t *to, int to_width, const uint32_t *sums, int width, uint32_t weight)
{
    for (int x = 0; x < to_width; x++) {
        struct span span = span_part(x, to_width, width);
        uint64_t sum = 0;
        for (uint32_t i = span.from / 256; i * 256 < span.to; i++)
            sum += (uint64_t)sums[i] * span_share(span, i);
        to[x] = (uint8_t)(sum / ((uint64_t)weight * (span.to - span.from)));
    }
}

static void frame_shrink(struct frame *to, struct plane from)
{
    size_t size = (size_t)from.width * sizeof(uint32_t);
    uint32_t *sums = malloc(size); /* of one row of areas, not yet divided */
    if (!sums)
        abort();
    for (int y = 0; y < to->height; y++) {
        struct span span = span_part(y, to->height, from.height);
        memset(sums, 0, size);
        for (uint32_t i = span.from / 256; i * 256 < span.to; i++) {
            const uint8_t *row = from.bytes + i * from.stride;
            uint32_t share = span_share(span, i);
            for (int x = 0; x < from.width; x++)
                sums[x] += row[(size_t)x * from.step] * share;
        }
        row_shrink(to->pixels + (size_t)y * (size_t)to->width, to->width, sums, from.width,
                   span.to - span.from);
    }
    wipe(sums, size);
    free(sums);
}

/* Every second byte. */
static void row_take_pairs(uint8_t *to, const uint8_t *from, int width)
{
    for (int x = 0; x < width; x++)
        to[x] = from[2 * x];
}

static void frame_take(struct frame *to, struct plane from)
{
    to->width = from.width;
    to->height = from.height;
    for (int y = 0; y < from.height; y++) {
        const uint8_t *row = from.bytes + (size_t)y * from.stride;
        uint8_t *pixels = to->pixels + (size_t)y * (size_t)from.width;
        if (from.step == 1)
            memcpy(pixels, row, (size_t)from.width);
        else if (from.step == 2)
            row_take_pairs(pixels, row, from.width);
        else
            for (int x = 0; x < from.width; x++)
                pixels[x] = row[(size_t)x * from.step];
    }
}

void frame_fit(struct frame *to, struct plane from)
{
    assert(from.width > 0 && from.width <= UINT16_MAX);
    assert(from.height > 0 && from.height <= UINT16_MAX);
    size_t before = frame_len(to);
    if (from.width <= FRAME_WIDTH_MAX && from.height <= FRAME_HEIGHT_MAX) {
        frame_take(to, from);
        rest_wipe(to, before);
        return;
    }
    int width = from.width * FRAME_HEIGHT_MAX / from.height; /* of one as high as can be */
    int height = from.height * FRAME_WIDTH_MAX / from.width; /* of one as wide as can be */
    to->width = width < FRAME_WIDTH_MAX ? width : FRAME_WIDTH_MAX;
    to->height = height < FRAME_HEIGHT_MAX ? height : FRAME_HEIGHT_MAX;
    to->width += to->width == 0;
    to->height += to->height == 0;
    frame_shrink(to, from);
    rest_wipe(to, before);
}
