/* The decoder child's whole way from a frame to a text: stage and codes to pass over, width (16
 * bits) and pixels, as many rows as there are. */
#include <assert.h>
#include <string.h>

#include "scan/cascade.h"
#include "scan/finding.h"

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
    cascade_skip(cascade, data[0] / CASCADE_STAGES % (CASCADE_SKIP_MAX + 1));
    bool read = cascade_run(cascade, &frame, data[0] % CASCADE_STAGES, &text);
    assert(text.len < QR_TEXT_SIZE && text.bytes[text.len] == '\0');
    assert(read || text.len == 0);
    assert(cascade_sight(cascade) < SIGHT_COUNT);
    for (int i = 0; i < QR_CORNERS; i++)
        assert(text.corners[i].x >= 0 && text.corners[i].y >= 0);
    struct finding finding = finding_of(text.bytes, "https://lacak.example");
    assert((finding.reading.fault == TRACKING_FOREIGN) == (finding.foreign != FOREIGN_NOT));
    return 0;
}
