/* What a camera delivers: format, width, height and stride (16 bits each), then the buffer. */
#include <assert.h>

#include "scan/pixels.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEADER = 7 };

static int number_at(const uint8_t *data)
{
    return data[0] << 8 | data[1];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct frame frame;
    if (!frame.pixels)
        frame_init(&frame);
    if (size < HEADER || number_at(data + 1) == 0 || number_at(data + 3) == 0)
        return 0;
    struct shot shot = {.pixels = (enum pixels)(data[0] % PIXELS_COUNT),
                        .bytes = data + HEADER,
                        .len = size - HEADER,
                        .width = number_at(data + 1),
                        .height = number_at(data + 3),
                        .stride = (size_t)number_at(data + 5)};
    frame_clear(&frame);
    enum err err = shot_read(&shot, &frame);
    assert((err == OK) == (frame_len(&frame) > 0));
    assert(frame.width <= FRAME_WIDTH_MAX && frame.height <= FRAME_HEIGHT_MAX);
    return 0;
}
