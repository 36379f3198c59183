#include "scan/fake/camera.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include <linux/videodev2.h>

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __real_ioctl(int fd, unsigned long request, ...);
int __wrap_ioctl(int fd, unsigned long request, ...);
void *__real_mmap(void *at, size_t len, int protection, int flags, int fd, off_t offset);
void *__wrap_mmap(void *at, size_t len, int protection, int flags, int fd, off_t offset);
int __real_munmap(void *at, size_t len);
int __wrap_munmap(void *at, size_t len);
int __real_close(int fd);
int __wrap_close(int fd);

enum { FD = 1 << 20 }; /* above every real one */

static struct fake_camera *camera;
static uint8_t *buffers[FAKE_BUFFERS];

void fake_camera_use(struct fake_camera *now)
{
    camera = now;
}

int __wrap_open(const char *path, int flags, ...)
{
    bool first = strcmp(path, FAKE_CAMERA) == 0, second = strcmp(path, FAKE_SPARE) == 0;
    if (!camera || (!first && !second)) {
        va_list more;
        va_start(more, flags);
        int mode = flags & O_CREAT ? va_arg(more, int) : 0;
        va_end(more);
        return __real_open(path, flags, mode);
    }
    if (first ? !camera->there : !camera->spare_there) {
        errno = ENOENT;
        return -1;
    }
    camera->opened++;
    return FD;
}

int __wrap_close(int fd)
{
    if (fd != FD)
        return __real_close(fd);
    camera->closed++;
    return 0;
}

/* The buffers lie where reading past their end is seen. */
void *__wrap_mmap(void *at, size_t len, int protection, int flags, int fd, off_t offset)
{
    if (fd != FD)
        return __real_mmap(at, len, protection, flags, fd, offset);
    if (camera->fails == 0 && camera->error) {
        errno = camera->error;
        return MAP_FAILED;
    }
    camera->mapped++;
    buffers[offset] = malloc(len);
    return buffers[offset];
}

int __wrap_munmap(void *at, size_t len)
{
    for (int i = 0; i < FAKE_BUFFERS; i++)
        if (at == buffers[i]) {
            free(at);
            buffers[i] = NULL;
            camera->mapped--;
            return 0;
        }
    return __real_munmap(at, len);
}

/* The mode of that format nearest to the size. */
static const struct fake_mode *mode_near(const struct v4l2_pix_format *wanted)
{
    const struct fake_mode *best = NULL;
    long least = 0;
    for (int i = 0; i < FAKE_MODES && camera->modes[i].fourcc; i++) {
        const struct fake_mode *mode = &camera->modes[i];
        long off = labs((long)mode->width * mode->height - (long)wanted->width * wanted->height);
        if (mode->fourcc == wanted->pixelformat && (!best || off < least)) {
            best = mode;
            least = off;
        }
    }
    return best ? best : &camera->modes[0]; /* as drivers do */
}

static int format(struct v4l2_format *format, bool set)
{
    const struct fake_mode *mode = mode_near(&format->fmt.pix);
    format->fmt.pix.pixelformat = mode->fourcc;
    format->fmt.pix.width = mode->width;
    format->fmt.pix.height = mode->height;
    format->fmt.pix.bytesperline = mode->stride;
    if (set)
        camera->set = *mode;
    return 0;
}

static int interval(struct v4l2_frmivalenum *interval)
{
    for (int i = 0; i < FAKE_MODES; i++) {
        const struct fake_mode *mode = &camera->modes[i];
        if (mode->fourcc != interval->pixel_format || mode->width != interval->width ||
            mode->height != interval->height || mode->pace == 0 || interval->index > 0)
            continue;
        interval->type = V4L2_FRMIVAL_TYPE_DISCRETE;
        interval->discrete = (struct v4l2_fract){1, mode->pace};
        return 0;
    }
    errno = EINVAL;
    return -1;
}

static int dequeue(struct v4l2_buffer *buffer)
{
    bool last = camera->next >= camera->count;
    if (last && (!camera->repeat || camera->count == 0)) {
        errno = EAGAIN;
        return -1;
    }
    const struct fake_frame *frame = &camera->frames[last ? camera->count - 1 : camera->next];
    if (!last)
        camera->next++;
    if (frame->error || camera->queued == 0) {
        errno = frame->error ? frame->error : EAGAIN;
        return -1;
    }
    camera->queued--;
    buffer->index = frame->index ? frame->index : (uint32_t)camera->queued;
    buffer->flags = frame->flags;
    buffer->bytesused = (uint32_t)frame->used;
    if (buffer->index < FAKE_BUFFERS && frame->bytes)
        memcpy(buffers[buffer->index], frame->bytes, frame->len);
    return 0;
}

static int control(const struct v4l2_control *control)
{
    if (camera->controlled < 8) {
        camera->controls[camera->controlled][0] = (int32_t)control->id;
        camera->controls[camera->controlled++][1] = control->value;
    }
    return 0;
}

static int request_answer(unsigned long request, void *argument)
{
    switch (request) {
    case VIDIOC_QUERYCAP:
        ((struct v4l2_capability *)argument)->capabilities =
            V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
        return 0;
    case VIDIOC_TRY_FMT:
        return format(argument, false);
    case VIDIOC_S_FMT:
        return format(argument, true);
    case VIDIOC_ENUM_FRAMEINTERVALS:
        return interval(argument);
    case VIDIOC_QUERYBUF:
        ((struct v4l2_buffer *)argument)->length = (uint32_t)camera->buffer_size;
        ((struct v4l2_buffer *)argument)->m.offset = ((struct v4l2_buffer *)argument)->index;
        return 0;
    case VIDIOC_QBUF:
        camera->queued++;
        return 0;
    case VIDIOC_DQBUF:
        return dequeue(argument);
    case VIDIOC_S_CTRL:
        return control(argument);
    case VIDIOC_STREAMON:
        camera->streaming = 1;
        return 0;
    case VIDIOC_STREAMOFF:
        camera->streaming = camera->queued = 0;
        return 0;
    default: /* VIDIOC_REQBUFS, VIDIOC_S_PARM: as asked */
        return 0;
    }
}

int __wrap_ioctl(int fd, unsigned long request, ...)
{
    va_list more;
    va_start(more, request);
    void *argument = va_arg(more, void *);
    va_end(more);
    if (fd != FD)
        return __real_ioctl(fd, request, argument);
    if (camera->fails && request == camera->fails) {
        errno = camera->error;
        return -1;
    }
    return request_answer(request, argument);
}
