#include "scan/v4l2_setup.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#include <linux/videodev2.h>

enum { PACE = 30 };

/* Pace: frames a second; less than 20 does not look like a mirror. */
static const struct {
    int64_t area;
    double pace_least;
    bool color;
} wants[V4L2_USES] = {
    [V4L2_CODES] = {FRAME_SIZE, 20, false},
    [V4L2_PAGES] = {5 << 20, 8, true},
};

/* In the order of liking: the first cost nothing to read, the last a JPEG decoder. Of the planar
 * ones the brightness comes first, the rest is not looked at. */
static const struct {
    uint32_t fourcc;
    enum pixels pixels;
} formats[] = {
    {V4L2_PIX_FMT_GREY, PIXELS_GREY},   {V4L2_PIX_FMT_NV12, PIXELS_GREY},
    {V4L2_PIX_FMT_YUV420, PIXELS_GREY}, {V4L2_PIX_FMT_YUYV, PIXELS_YUYV},
    {V4L2_PIX_FMT_MJPEG, PIXELS_MJPEG}, {V4L2_PIX_FMT_JPEG, PIXELS_MJPEG},
};

static const struct {
    uint32_t width, height;
} sizes[] = {{1280, 720},  {1024, 576},  {800, 600},   {640, 480},
             {3840, 2160}, {2592, 1944}, {2560, 1440}, {1920, 1080}};

/* The exposure's first value that a camera takes stays. */
static const struct v4l2_control controls[] = {
    {V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_AUTO},
    {V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_APERTURE_PRIORITY},
    {V4L2_CID_EXPOSURE_AUTO_PRIORITY, 0}, /* never slower than the pace for more light */
    {V4L2_CID_AUTOGAIN, 1},
    {V4L2_CID_FOCUS_AUTO, 1},
    {V4L2_CID_POWER_LINE_FREQUENCY, V4L2_CID_POWER_LINE_FREQUENCY_50HZ},
};

int v4l2_control(int fd, unsigned long request, void *argument)
{
    int result;
    do
        result = ioctl(fd, request, argument);
    while (result < 0 && errno == EINTR);
    return result;
}

bool v4l2_can_stream(int fd)
{
    const uint32_t wanted = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    struct v4l2_capability can = {0};
    if (v4l2_control(fd, VIDIOC_QUERYCAP, &can) != 0)
        return false;
    uint32_t caps = can.capabilities & V4L2_CAP_DEVICE_CAPS ? can.device_caps : can.capabilities;
    return (caps & wanted) == wanted;
}

/* Asks for a format (VIDIOC_TRY_FMT or VIDIOC_S_FMT); the driver answers with the nearest it has.
 * False when it has not these pixels, or of a size that cannot be. */
static bool format_ask(int fd, unsigned long request, uint32_t fourcc, uint32_t width,
                       uint32_t height, struct v4l2_pix_format *out)
{
    struct v4l2_format format = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
    format.fmt.pix.width = width;
    format.fmt.pix.height = height;
    format.fmt.pix.pixelformat = fourcc;
    format.fmt.pix.field = V4L2_FIELD_NONE;
    if (v4l2_control(fd, request, &format) != 0)
        return false;
    *out = format.fmt.pix;
    return out->pixelformat == fourcc && out->width > 0 && out->width <= UINT16_MAX &&
           out->height > 0 && out->height <= UINT16_MAX;
}

/* Frames a second at most in this format; what cannot be asked is fast enough. */
static double pace_of(int fd, const struct v4l2_pix_format *format)
{
    enum { INTERVALS_MAX = 32 };
    double most = 0;
    for (uint32_t i = 0; i < INTERVALS_MAX; i++) {
        struct v4l2_frmivalenum interval = {.index = i,
                                            .pixel_format = format->pixelformat,
                                            .width = format->width,
                                            .height = format->height};
        if (v4l2_control(fd, VIDIOC_ENUM_FRAMEINTERVALS, &interval) != 0)
            break;
        bool discrete = interval.type == V4L2_FRMIVAL_TYPE_DISCRETE;
        struct v4l2_fract shortest = discrete ? interval.discrete : interval.stepwise.min;
        if (shortest.numerator > 0 && (double)shortest.denominator / shortest.numerator > most)
            most = (double)shortest.denominator / shortest.numerator;
        if (!discrete)
            break;
    }
    return most > 0 ? most : PACE;
}

/* Small is good: too slow counts more than any size. */
static double badness(int fd, const struct v4l2_pix_format *format, enum pixels pixels,
                      enum v4l2_use use)
{
    double pace = pace_of(fd, format);
    double missing = llabs((int64_t)format->width * format->height - wants[use].area);
    double slow = wants[use].pace_least - pace;
    bool pale = wants[use].color && pixels == PIXELS_GREY;
    return missing + (slow > 0 ? 1e10 * slow : 0) + (pale ? 1e9 : 0);
}

bool v4l2_format_set(int fd, enum v4l2_use use, struct v4l2_shape *out)
{
    struct v4l2_pix_format tried, best = {0};
    enum pixels pixels = PIXELS_COUNT;
    double least = 0;
    for (size_t i = 0; i < LENGTH(formats); i++)
        for (size_t j = 0; j < LENGTH(sizes); j++) {
            if (!format_ask(fd, VIDIOC_TRY_FMT, formats[i].fourcc, sizes[j].width, sizes[j].height,
                            &tried))
                break; /* not these pixels in another size either */
            double bad = badness(fd, &tried, formats[i].pixels, use);
            if (pixels == PIXELS_COUNT || bad < least) {
                pixels = formats[i].pixels;
                best = tried;
                least = bad;
            }
        }
    if (pixels == PIXELS_COUNT ||
        !format_ask(fd, VIDIOC_S_FMT, best.pixelformat, best.width, best.height, &tried))
        return false;
    *out = (struct v4l2_shape){pixels, (int)tried.width, (int)tried.height, tried.bytesperline};
    return true;
}

void v4l2_controls_set(int fd)
{
    struct v4l2_streamparm pace = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
    pace.parm.capture.timeperframe = (struct v4l2_fract){1, PACE};
    v4l2_control(fd, VIDIOC_S_PARM, &pace);
    uint32_t done = 0;
    for (size_t i = 0; i < LENGTH(controls); i++) {
        struct v4l2_control control = controls[i];
        if (control.id != done && v4l2_control(fd, VIDIOC_S_CTRL, &control) == 0)
            done = control.id;
    }
}
