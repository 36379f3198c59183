/* PNG and JPEG files, the kiosk's and the technician's. */
#include <assert.h>

#include "scan/picture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct frame frame;
    if (!frame.pixels)
        frame_init(&frame);
    frame_clear(&frame);
    enum err err = picture_decode(data, size, &frame);
    assert((err == OK) == (frame_len(&frame) > 0));
    assert(frame.width <= FRAME_WIDTH_MAX && frame.height <= FRAME_HEIGHT_MAX);
    return 0;
}
