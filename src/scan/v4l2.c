#include "scan/v4l2.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <linux/videodev2.h>

#include "base/log.h"
#include "scan/v4l2_setup.h"

/* A driver may say again and again that there is a frame and then have none: after so many times
 * in a row it is asked from time to time only. */
enum { BUFFERS = 4, EMPTY_MAX = 50, EMPTY_PAUSE = 20 };

struct buffer {
    void *bytes; /* mapped; NULL where not */
    size_t len;
};

struct v4l2 {
    int fd;
    struct v4l2_shape shape;
    struct buffer buffers[BUFFERS];
    int64_t framed; /* when the last frame came, or the stream began */
    int empty;      /* times in a row that there was none */
    int64_t looked; /* when the last of them was */
};

static struct v4l2_buffer buffer_numbered(uint32_t index)
{
    return (struct v4l2_buffer){
        .index = index, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
}

static bool buffer_map(struct v4l2 *camera, uint32_t index)
{
    struct v4l2_buffer info = buffer_numbered(index);
    if (v4l2_control(camera->fd, VIDIOC_QUERYBUF, &info) != 0 || info.length == 0)
        return false;
    void *bytes = mmap(NULL, info.length, PROT_READ, MAP_SHARED, camera->fd, info.m.offset);
    if (bytes == MAP_FAILED)
        return false;
    camera->buffers[index] = (struct buffer){bytes, info.length};
    return v4l2_control(camera->fd, VIDIOC_QBUF, &info) == 0;
}

static bool stream_start(struct v4l2 *camera)
{
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    struct v4l2_requestbuffers wanted = {
        .count = BUFFERS, .type = (uint32_t)type, .memory = V4L2_MEMORY_MMAP};
    if (v4l2_control(camera->fd, VIDIOC_REQBUFS, &wanted) != 0 || wanted.count < 2)
        return false;
    for (uint32_t i = 0; i < wanted.count && i < BUFFERS; i++)
        if (!buffer_map(camera, i))
            return false;
    return v4l2_control(camera->fd, VIDIOC_STREAMON, &type) == 0;
}

static void v4l2_close(void *self)
{
    struct v4l2 *camera = self;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    v4l2_control(camera->fd, VIDIOC_STREAMOFF, &type);
    for (int i = 0; i < BUFFERS; i++)
        if (camera->buffers[i].bytes)
            munmap(camera->buffers[i].bytes, camera->buffers[i].len);
    close(camera->fd);
    free(camera);
}

static enum err buffer_read(const struct v4l2 *camera, const struct v4l2_buffer *filled,
                            struct frame *out, struct still *still)
{
    const struct v4l2_shape *shape = &camera->shape;
    if (filled->index >= BUFFERS || !camera->buffers[filled->index].bytes ||
        filled->flags & V4L2_BUF_FLAG_ERROR)
        return ERR_INVALID;
    const struct buffer *buffer = &camera->buffers[filled->index];
    size_t len = filled->bytesused < buffer->len ? filled->bytesused : buffer->len;
    struct shot shot = {shape->pixels, buffer->bytes, len,
                        shape->width,  shape->height, shape->stride};
    enum err err = shot_read(&shot, out);
    return err == OK && still ? still_read(&shot, still) : err;
}

/* No frame now: for a camera that has none for too long it is the end. Nor does a camera that was
 * pulled out come back by itself; EIO, which the kernel calls temporary, may. */
static enum err nothing(struct v4l2 *camera, int error, int64_t now_boot)
{
    camera->looked = now_boot;
    camera->empty += camera->empty <= EMPTY_MAX;
    if (error != EAGAIN && error != EIO)
        return ERR_UNREACHABLE;
    return now_boot - camera->framed >= V4L2_STALL ? ERR_UNREACHABLE : ERR_BUSY;
}

/* Takes what has come since and reads the newest of it; a broken frame counts as none. */
static enum err v4l2_next(void *self, int64_t now_boot, struct frame *out, struct still *still)
{
    struct v4l2 *camera = self;
    struct v4l2_buffer filled = buffer_numbered(0), newer = filled;
    if (v4l2_control(camera->fd, VIDIOC_DQBUF, &filled) != 0)
        return nothing(camera, errno, now_boot);
    for (int i = 0; i < BUFFERS && v4l2_control(camera->fd, VIDIOC_DQBUF, &newer) == 0; i++) {
        if (v4l2_control(camera->fd, VIDIOC_QBUF, &filled) != 0)
            return ERR_UNREACHABLE;
        filled = newer;
    }
    enum err err = buffer_read(camera, &filled, out, still);
    if (v4l2_control(camera->fd, VIDIOC_QBUF, &filled) != 0)
        return ERR_UNREACHABLE;
    if (err != OK)
        return nothing(camera, EAGAIN, now_boot);
    camera->framed = now_boot;
    camera->empty = 0;
    return OK;
}

static int v4l2_fd(const void *self)
{
    const struct v4l2 *camera = self;
    return camera->empty > EMPTY_MAX ? -1 : camera->fd;
}

static int64_t v4l2_due(const void *self)
{
    const struct v4l2 *camera = self;
    int64_t stalled = camera->framed + V4L2_STALL, again = camera->looked + EMPTY_PAUSE;
    return camera->empty > EMPTY_MAX && again < stalled ? again : stalled;
}

static const struct source_ops v4l2_ops = {v4l2_next, v4l2_fd, v4l2_due, v4l2_close};

static enum err open_for(const char *place, enum v4l2_use use, int64_t now_boot, struct source *out)
{
    int fd = open(place, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return ERR_UNREACHABLE;
    struct v4l2 *camera = calloc(1, sizeof(*camera));
    if (!camera)
        abort();
    camera->fd = fd;
    camera->framed = now_boot;
    bool works = v4l2_can_stream(fd) && v4l2_format_set(fd, use, &camera->shape);
    if (works)
        v4l2_controls_set(fd);
    if (!works || !stream_start(camera)) {
        log_debug("camera %s: no stream in a format we read", place);
        v4l2_close(camera);
        return ERR_UNREACHABLE;
    }
    *out = (struct source){&v4l2_ops, camera};
    return OK;
}

enum err v4l2_open(const char *place, int64_t now_boot, struct source *out)
{
    return open_for(place, V4L2_CODES, now_boot, out);
}

enum err v4l2_open_fine(const char *place, int64_t now_boot, struct source *out)
{
    return open_for(place, V4L2_PAGES, now_boot, out);
}
