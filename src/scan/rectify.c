#include "scan/rectify.h"

#include <math.h>
#include <string.h>

enum { SIDE_MIN = 16 };

struct vector {
    double x, y, z;
};

static struct vector cross(struct vector a, struct vector b)
{
    return (struct vector){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

static double dot(struct vector a, struct vector b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

/* Zhang and He, Whiteboard scanning and image enhancement (2007): the aspect of a rectangle from
 * its four images, the camera's middle being the picture's. The focal length is told by the picture
 * itself where both pairs of sides meet somewhere; otherwise it is that of most webcams. */
static double aspect_seen(const struct quad *corners, int width, int height)
{
    static const double focal_usual = 0.9; /* of the picture's width */
    struct vector m[QUAD_CORNERS];
    double unit = width; /* numbers near 1 */
    for (int i = 0; i < QUAD_CORNERS; i++)
        m[i] = (struct vector){(corners->at[i].x + 0.5 - width / 2.0) / unit,
                               (corners->at[i].y + 0.5 - height / 2.0) / unit, 1};
    struct vector one = m[0], right = m[1], below = m[3], far = m[2];
    double k2 = dot(cross(one, far), below) / dot(cross(right, far), below);
    double k3 = dot(cross(one, far), right) / dot(cross(below, far), right);
    struct vector across = {k2 * right.x - one.x, k2 * right.y - one.y, k2 - 1};
    struct vector down = {k3 * below.x - one.x, k3 * below.y - one.y, k3 - 1};
    double focal = focal_usual * focal_usual;
    if (fabs(across.z) > 0.04 && fabs(down.z) > 0.04) {
        double told = -(across.x * down.x + across.y * down.y) / (across.z * down.z);
        if (told > 0.36 && told < 4)
            focal = told;
    }
    double wide = (across.x * across.x + across.y * across.y) / focal + across.z * across.z;
    double high = (down.x * down.x + down.y * down.y) / focal + down.z * down.z;
    return sqrt(wide / high);
}

double rectify_aspect(const struct quad *corners, int width, int height)
{
    static const double sheets[] = {297.0 / 210, 330.0 / 215, 85.6 / 53.98};
    static const double near = 0.03;
    double seen = aspect_seen(corners, width, height), best = seen, least = near;
    for (size_t i = 0; i < LENGTH(sheets); i++) {
        double off = fabs(log((seen > 1 ? seen : 1 / seen) / sheets[i]));
        if (off < least) {
            least = off;
            best = seen > 1 ? sheets[i] : 1 / sheets[i];
        }
    }
    return best;
}

static double length(struct spot a, struct spot b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

/* As many pixels as the page has in the picture, but no side longer than the longest allowed. */
static enum err size_of(const struct still *from, const struct quad *corners, int *width,
                        int *height)
{
    const struct spot *at = corners->at;
    double wide = fmax(length(at[0], at[1]), length(at[3], at[2]));
    double high = fmax(length(at[0], at[3]), length(at[1], at[2]));
    double aspect = rectify_aspect(corners, from->width, from->height);
    if (!(aspect > 0.1 && aspect < 10))
        return ERR_INVALID;
    if (wide < high * aspect)
        wide = high * aspect;
    else
        high = wide / aspect;
    double most = fmax(wide, high), by = most > RECTIFY_SIDE_MAX ? RECTIFY_SIDE_MAX / most : 1;
    *width = (int)lrint(wide * by);
    *height = (int)lrint(high * by);
    return *width < SIDE_MIN || *height < SIDE_MIN ? ERR_INVALID : OK;
}

/* Between four pixels; beyond the picture its border goes on. */
static void take(const struct still *from, double x, double y, uint8_t *to)
{
    x = fmin(fmax(x, 0), from->width - 1.001);
    y = fmin(fmax(y, 0), from->height - 1.001);
    int left = (int)x, top = (int)y;
    unsigned fx = (unsigned)((x - left) * 256), fy = (unsigned)((y - top) * 256);
    size_t row = 3 * (size_t)from->width;
    const uint8_t *at = from->rgb + (size_t)top * row + 3 * (size_t)left;
    for (int i = 0; i < 3; i++) {
        unsigned above = at[i] * (256 - fx) + at[i + 3] * fx;
        unsigned below = at[row + (size_t)i] * (256 - fx) + at[row + (size_t)i + 3] * fx;
        to[i] = (uint8_t)((above * (256 - fy) + below * fy + 32768) >> 16);
    }
}

static void straight(const struct still *from, const struct quad *corners, struct still *out)
{
    struct projection projection = projection_of(corners);
    for (int y = 0; y < out->height; y++)
        for (int x = 0; x < out->width; x++) {
            struct spot at =
                projection_at(&projection, (x + 0.5) / out->width, (y + 0.5) / out->height);
            take(from, at.x, at.y, out->rgb + 3 * ((size_t)y * (size_t)out->width + (size_t)x));
        }
}

static bool within(const struct quad *corners, double x, double y)
{
    for (int i = 0; i < QUAD_CORNERS; i++) {
        struct spot a = corners->at[i], b = corners->at[(i + 1) % QUAD_CORNERS];
        if ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) < 0)
            return false;
    }
    return true;
}

static enum err crooked(const struct still *from, const struct quad *corners, struct still *out)
{
    double left = from->width, right = 0, top = from->height, bottom = 0;
    for (int i = 0; i < QUAD_CORNERS; i++) {
        left = fmin(left, corners->at[i].x);
        right = fmax(right, corners->at[i].x);
        top = fmin(top, corners->at[i].y);
        bottom = fmax(bottom, corners->at[i].y);
    }
    double wide = right - left + 1, high = bottom - top + 1, most = fmax(wide, high);
    double step = most > RECTIFY_SIDE_MAX ? most / RECTIFY_SIDE_MAX : 1;
    if (!(wide / step >= SIDE_MIN && high / step >= SIDE_MIN))
        return ERR_INVALID;
    enum err err = still_make(out, (int)(wide / step), (int)(high / step));
    for (int y = 0; err == OK && y < out->height; y++)
        for (int x = 0; x < out->width; x++) {
            uint8_t *to = out->rgb + 3 * ((size_t)y * (size_t)out->width + (size_t)x);
            double at_x = left + x * step, at_y = top + y * step;
            if (within(corners, at_x, at_y))
                take(from, at_x, at_y, to);
            else
                memset(to, 255, 3);
        }
    return err;
}

enum err rectify(const struct still *from, const struct quad *corners, bool straighten,
                 struct still *out)
{
    still_fini(out);
    if (from->width < SIDE_MIN || from->height < SIDE_MIN || !quad_convex(corners))
        return ERR_INVALID;
    if (!straighten)
        return crooked(from, corners, out);
    int width, height;
    enum err err = size_of(from, corners, &width, &height);
    if (err == OK)
        err = still_make(out, width, height);
    if (err == OK)
        straight(from, corners, out);
    return err;
}

/* The mean of the part of `from` that one pixel of the copy stands for. */
static void area(const struct still *from, const int span[4], uint8_t *to)
{
    uint32_t sums[3] = {0}, count = (uint32_t)((span[1] - span[0]) * (span[3] - span[2]));
    for (int y = span[2]; y < span[3]; y++)
        for (int x = span[0]; x < span[1]; x++)
            for (int i = 0; i < 3; i++)
                sums[i] += from->rgb[3 * ((size_t)y * (size_t)from->width + (size_t)x) + (size_t)i];
    for (int i = 0; i < 3; i++)
        to[i] = (uint8_t)(sums[i] / count);
}

enum err still_shrink(const struct still *from, int side, struct still *out)
{
    int most = from->width > from->height ? from->width : from->height;
    int width = most > side ? from->width * side / most : from->width;
    int height = most > side ? from->height * side / most : from->height;
    enum err err = still_make(out, width > 0 ? width : 1, height > 0 ? height : 1);
    for (int y = 0; err == OK && y < out->height; y++)
        for (int x = 0; x < out->width; x++) {
            const int span[4] = {x * from->width / out->width, (x + 1) * from->width / out->width,
                                 y * from->height / out->height,
                                 (y + 1) * from->height / out->height};
            area(from, span, out->rgb + 3 * ((size_t)y * (size_t)out->width + (size_t)x));
        }
    return err;
}
