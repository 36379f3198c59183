/* A page from a frame of any size to its straightened picture: width (16 bits), whether to
 * straighten, corners (eight numbers of 16 bits) and pixels, as many rows as there are. The corners
 * are tried besides those that the finder finds. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scan/page_look.h"
#include "scan/rectify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEADER = 3 + 16 };

static void cut(const struct still *from, const struct quad *corners, bool straighten)
{
    struct still page = {0}, copy = {0};
    if (rectify(from, corners, straighten, &page) == OK) {
        assert(page.width <= RECTIFY_SIDE_MAX && page.height <= RECTIFY_SIDE_MAX);
        assert(still_shrink(&page, 100, &copy) == OK);
        assert(copy.width <= 100 && copy.height <= 100);
    } else {
        assert(page.rgb == NULL);
    }
    still_fini(&page);
    still_fini(&copy);
}

static void still_from(const struct frame *frame, struct still *out)
{
    assert(still_make(out, frame->width, frame->height) == OK);
    for (size_t i = 0; i < frame_len(frame); i++)
        memset(out->rgb + 3 * i, frame->pixels[i], 3);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct page_finder *finder;
    static struct frame frame;
    struct still still = {0};
    struct quad corners;
    struct page page;
    if (!finder) {
        finder = page_finder_new();
        frame_init(&frame);
    }
    if (size < HEADER || size - HEADER > FRAME_SIZE)
        return 0;
    size_t width = 1 + (data[0] << 8 | data[1]) % FRAME_WIDTH_MAX;
    size_t height = (size - HEADER) / width;
    frame.width = (int)width;
    frame.height = height < FRAME_HEIGHT_MAX ? (int)height : FRAME_HEIGHT_MAX;
    memcpy(frame.pixels, data + HEADER, frame_len(&frame));
    for (int i = 0; i < QUAD_CORNERS; i++) {
        const uint8_t *at = data + 3 + 4 * i;
        corners.at[i].x = (int16_t)(at[0] << 8 | at[1]) / 16.0;
        corners.at[i].y = (int16_t)(at[2] << 8 | at[3]) / 16.0;
    }
    page_find(finder, &frame, &page);
    if (frame_len(&frame) > 0)
        still_from(&frame, &still);
    if (page.seen == PAGE_FOUND) {
        assert(quad_convex(&page.corners));
        assert(page_flaw_of(&frame, &page) < PAGE_FLAWS);
        cut(&still, &page.corners, data[2] & 1);
    }
    cut(&still, &corners, data[2] & 1);
    still_fini(&still);
    return 0;
}
