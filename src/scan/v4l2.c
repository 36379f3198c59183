#include "scan/v4l2.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <linux/videodev2.h>

#include "base/log.h"
#include "scan/pixels.h"

enum { BUFFERS = 4, FRAMES_A_SECOND = 15 };

struct buffer {
    void *bytes; /* mapped; NULL where not */
    size_t len;
};

struct v4l2 {
    int fd;
    enum pixels pixels;
    int width, height;
    size_t stride;
    struct buffer buffers[BUFFERS];
};

/* In the order of liking: the first costs nothing to read, the last a JPEG decoder. */
static const uint32_t fourccs[PIXELS_COUNT] = {
    [PIXELS_GREY] = V4L2_PIX_FMT_GREY,
    [PIXELS_YUYV] = V4L2_PIX_FMT_YUYV,
    [PIXELS_MJPEG] = V4L2_PIX_FMT_MJPEG,
};

static int control(const struct v4l2 *camera, unsigned long request, void *argument)
{
    int result;
    do
        result = ioctl(camera->fd, request, argument);
    while (result < 0 && errno == EINTR);
    return result;
}

static bool can_stream(const struct v4l2 *camera)
{
    const uint32_t wanted = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    struct v4l2_capability can = {0};
    if (control(camera, VIDIOC_QUERYCAP, &can) != 0)
        return false;
    uint32_t caps = can.capabilities & V4L2_CAP_DEVICE_CAPS ? can.device_caps : can.capabilities;
    return (caps & wanted) == wanted;
}

/* Asks for a format near 1280 by 720 (VIDIOC_TRY_FMT or VIDIOC_S_FMT); the driver answers with the
 * nearest it has. False when it has not these pixels, or of a size that cannot be. */
static bool format_ask(const struct v4l2 *camera, unsigned long request, enum pixels pixels,
                       struct v4l2_format *out)
{
    *out = (struct v4l2_format){.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
    out->fmt.pix.width = FRAME_WIDTH_MAX;
    out->fmt.pix.height = FRAME_HEIGHT_MAX;
    out->fmt.pix.pixelformat = fourccs[pixels];
    out->fmt.pix.field = V4L2_FIELD_NONE;
    const struct v4l2_pix_format *got = &out->fmt.pix;
    return control(camera, request, out) == 0 && got->pixelformat == fourccs[pixels] &&
           got->width > 0 && got->width <= UINT16_MAX && got->height > 0 &&
           got->height <= UINT16_MAX;
}

static int64_t distance(const struct v4l2_format *format)
{
    return llabs((int64_t)format->fmt.pix.width * format->fmt.pix.height - FRAME_SIZE);
}

static bool format_choose(struct v4l2 *camera)
{
    struct v4l2_format format;
    enum pixels best = PIXELS_COUNT;
    int64_t nearest = INT64_MAX;
    for (enum pixels pixels = 0; pixels < PIXELS_COUNT; pixels++)
        if (format_ask(camera, VIDIOC_TRY_FMT, pixels, &format) && distance(&format) < nearest) {
            best = pixels;
            nearest = distance(&format);
        }
    if (best == PIXELS_COUNT || !format_ask(camera, VIDIOC_S_FMT, best, &format))
        return false;
    camera->pixels = best;
    camera->width = (int)format.fmt.pix.width;
    camera->height = (int)format.fmt.pix.height;
    camera->stride = format.fmt.pix.bytesperline;
    return true;
}

/* Not more frames than the preview needs. A camera that cannot be told keeps its own pace. */
static void pace_set(const struct v4l2 *camera)
{
    struct v4l2_streamparm pace = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
    pace.parm.capture.timeperframe = (struct v4l2_fract){1, FRAMES_A_SECOND};
    control(camera, VIDIOC_S_PARM, &pace);
}

static struct v4l2_buffer buffer_numbered(uint32_t index)
{
    return (struct v4l2_buffer){
        .index = index, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
}

static bool buffer_map(struct v4l2 *camera, uint32_t index)
{
    struct v4l2_buffer info = buffer_numbered(index);
    if (control(camera, VIDIOC_QUERYBUF, &info) != 0)
        return false;
    void *bytes = mmap(NULL, info.length, PROT_READ, MAP_SHARED, camera->fd, info.m.offset);
    if (bytes == MAP_FAILED)
        return false;
    camera->buffers[index] = (struct buffer){bytes, info.length};
    return control(camera, VIDIOC_QBUF, &info) == 0;
}

static bool stream_start(struct v4l2 *camera)
{
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    struct v4l2_requestbuffers wanted = {
        .count = BUFFERS, .type = (uint32_t)type, .memory = V4L2_MEMORY_MMAP};
    if (control(camera, VIDIOC_REQBUFS, &wanted) != 0 || wanted.count < 2)
        return false;
    for (uint32_t i = 0; i < wanted.count && i < BUFFERS; i++)
        if (!buffer_map(camera, i))
            return false;
    return control(camera, VIDIOC_STREAMON, &type) == 0;
}

static void v4l2_close(void *self)
{
    struct v4l2 *camera = self;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    control(camera, VIDIOC_STREAMOFF, &type);
    for (int i = 0; i < BUFFERS; i++)
        if (camera->buffers[i].bytes)
            munmap(camera->buffers[i].bytes, camera->buffers[i].len);
    close(camera->fd);
    free(camera);
}

static enum err buffer_read(const struct v4l2 *camera, const struct v4l2_buffer *filled,
                            struct frame *out)
{
    if (filled->index >= BUFFERS || filled->flags & V4L2_BUF_FLAG_ERROR)
        return ERR_INVALID;
    const struct buffer *buffer = &camera->buffers[filled->index];
    size_t len = filled->bytesused < buffer->len ? filled->bytesused : buffer->len;
    struct shot shot = {camera->pixels, buffer->bytes,  len,
                        camera->width,  camera->height, camera->stride};
    return shot_read(&shot, out);
}

/* Takes what has come since and reads the newest of it; a broken frame counts as none. */
static enum err v4l2_next(void *self, int64_t now_boot, struct frame *out)
{
    (void)now_boot;
    struct v4l2 *camera = self;
    struct v4l2_buffer filled = buffer_numbered(0), newer = filled;
    if (control(camera, VIDIOC_DQBUF, &filled) != 0)
        return errno == EAGAIN ? ERR_BUSY : ERR_UNREACHABLE;
    for (int i = 0; i < BUFFERS && control(camera, VIDIOC_DQBUF, &newer) == 0; i++) {
        if (control(camera, VIDIOC_QBUF, &filled) != 0)
            return ERR_UNREACHABLE;
        filled = newer;
    }
    enum err err = buffer_read(camera, &filled, out);
    if (control(camera, VIDIOC_QBUF, &filled) != 0)
        return ERR_UNREACHABLE;
    return err == OK ? OK : ERR_BUSY;
}

static int v4l2_fd(const void *self)
{
    const struct v4l2 *camera = self;
    return camera->fd;
}

static int64_t v4l2_due(const void *self)
{
    (void)self;
    return INT64_MAX;
}

static const struct source_ops v4l2_ops = {v4l2_next, v4l2_fd, v4l2_due, v4l2_close};

enum err v4l2_open(const char *place, int64_t now_boot, struct source *out)
{
    (void)now_boot;
    int fd = open(place, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return ERR_UNREACHABLE;
    struct v4l2 *camera = calloc(1, sizeof(*camera));
    if (!camera)
        abort();
    camera->fd = fd;
    bool works = can_stream(camera) && format_choose(camera);
    if (works)
        pace_set(camera);
    if (!works || !stream_start(camera)) {
        log_debug("camera %s: no stream in a format we read", place);
        v4l2_close(camera);
        return ERR_UNREACHABLE;
    }
    *out = (struct source){&v4l2_ops, camera};
    return OK;
}
