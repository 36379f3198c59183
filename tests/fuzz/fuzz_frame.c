/* The decoder child's whole way from a frame to a text: stage, width (16 bits) and pixels, as many
 * rows as there are. */
#include <assert.h>
#include <string.h>

#include "scan/cascade.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEADER = 3 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cascade *cascade;
    static struct frame frame;
    static struct qr_text text;
    if (!cascade) {
        cascade = cascade_new();
        frame_init(&frame);
    }
    if (size < HEADER || size - HEADER > FRAME_SIZE)
        return 0;
    size_t width = 1 + (data[1] << 8 | data[2]) % FRAME_WIDTH_MAX;
    size_t height = (size - HEADER) / width;
    frame.width = (int)width;
    frame.height = height < FRAME_HEIGHT_MAX ? (int)height : FRAME_HEIGHT_MAX;
    memcpy(frame.pixels, data + HEADER, frame_len(&frame));
    bool read = cascade_run(cascade, &frame, data[0] % CASCADE_STAGES, &text);
    assert(text.len < QR_TEXT_SIZE && text.bytes[text.len] == '\0');
    assert(read || text.len == 0);
    return 0;
}
