/* A camera made up of bytes: two formats with their sizes and strides, the size of its buffers, and
 * what each look for a frame gets. Whatever it says, a frame is whole or there is none, and every
 * buffer goes back. */
#include <assert.h>
#include <errno.h>
#include <string.h>

#include <linux/videodev2.h>

#include "scan/fake/camera.h"
#include "scan/source.h"
#include "scan/v4l2.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MODE = 9, HEADER = 2 * MODE + 4, STEP = 6, BUFFER_MAX = 1 << 17 };

static uint32_t number_at(const uint8_t *data)
{
    return (uint32_t)(data[0] << 8 | data[1]);
}

static struct fake_mode mode_at(const uint8_t *data)
{
    static const uint32_t fourccs[] = {V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_MJPEG,
                                       V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_H264};
    return (struct fake_mode){fourccs[data[0] % 5], number_at(data + 1), number_at(data + 3),
                              number_at(data + 5) << (data[8] & 0x80 ? 16 : 0), data[7]};
}

static void frame_at(const uint8_t *data, const uint8_t *picture, size_t len,
                     struct fake_camera *camera)
{
    static const int errors[] = {0, 0, 0, EAGAIN, EIO, ENODEV, EINVAL, EINTR};
    struct fake_frame *frame = &camera->frames[camera->count++];
    size_t from = number_at(data + 1) % (len + 1);
    *frame = (struct fake_frame){.error = errors[data[0] % 8], .bytes = picture + from};
    if (frame->error == EINTR) /* that is tried again, for ever */
        frame->error = EPIPE;
    frame->len = len - from < camera->buffer_size ? len - from : camera->buffer_size;
    frame->used = data[3] & 1 ? frame->len : number_at(data + 4);
    frame->flags = data[3] & 2 ? V4L2_BUF_FLAG_ERROR : 0;
    frame->index = data[3] & 4 ? data[5] : 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct frame frame;
    struct fake_camera camera = {.there = true};
    struct source source;
    int64_t now = 1000;
    if (!frame.pixels)
        frame_init(&frame);
    if (size < HEADER + STEP)
        return 0;
    camera.modes[0] = mode_at(data);
    camera.modes[1] = mode_at(data + MODE);
    camera.buffer_size = (number_at(data + 2 * MODE) << 1) % BUFFER_MAX;
    camera.repeat = data[2 * MODE + 2] & 1;
    for (size_t at = HEADER; at + STEP <= size && camera.count < FAKE_FRAMES; at += STEP)
        frame_at(data + at, data, size, &camera);
    fake_camera_use(&camera);
    if (v4l2_open(FAKE_CAMERA, now, &source) == OK) {
        enum err err = OK;
        for (int i = 0; i < FAKE_FRAMES && err != ERR_UNREACHABLE; i++, now += 33) {
            frame_clear(&frame);
            err = source_next(&source, now, &frame);
            assert((err == OK) == (frame_len(&frame) > 0));
            assert(frame.width <= FRAME_WIDTH_MAX && frame.height <= FRAME_HEIGHT_MAX);
        }
        source_close(&source);
    }
    assert(camera.opened == camera.closed && camera.mapped == 0);
    fake_camera_use(NULL);
    return 0;
}
