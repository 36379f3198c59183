#include <math.h>

#include "platform/picture.h"

enum { COLUMNS_MAX = 8192 };
static const double OUTLINE_WIDTH = 10; /* at scale 1 */
static const double OUTLINE_AWAY = 1.1; /* around the code, in its quiet zone */

/* How the picture lies on the screen. */
struct view {
    const struct preview *preview;
    struct rect rect;
    int radius;
    double step;      /* pixels of the picture to one of the screen */
    double left, top; /* in the picture, of what shows */
};

static struct view view_of(const struct preview *preview, const struct paint *item)
{
    double across = (double)preview->width / item->rect.w;
    double down = (double)preview->height / item->rect.h;
    double step = across < down ? across : down;
    return (struct view){
        .preview = preview,
        .rect = item->rect,
        .radius = item->radius,
        .step = step,
        .left = (preview->width - step * item->rect.w) / 2,
        .top = (preview->height - step * item->rect.h) / 2,
    };
}

static uint32_t grey_pixel(uint8_t grey)
{
    return 0xff000000u | grey * 0x010101u;
}

static void draw_row(const struct view *view, const uint16_t *columns, int y, int from, int to,
                     uint32_t *at)
{
    const struct preview *preview = view->preview;
    const uint8_t *row = preview->grey + (size_t)(view->top + (y - view->rect.y) * view->step) *
                                             (size_t)preview->width;
    int middle_from, middle_to;
    round_middle(view->rect, view->radius, y, &middle_from, &middle_to);
    for (int x = from; x < to; x++) {
        uint8_t grey = row[columns[x - from]];
        if (x >= middle_from && x < middle_to)
            at[x] = grey_pixel(grey);
        else
            at[x] = pixel_over(at[x], (struct rgba){grey, grey, grey, 255},
                               round_coverage(view->rect, view->radius, x, y));
    }
}

static void draw_picture(const struct view *view, struct rect part, SDL_Surface *to)
{
    uint16_t columns[COLUMNS_MAX]; /* of the picture; it is a mirror */
    int right = view->rect.x + view->rect.w - 1;
    for (int i = 0; i < part.w; i++)
        columns[i] = (uint16_t)(view->left + (right - part.x - i) * view->step);
    for (int y = part.y; y < part.y + part.h; y++)
        draw_row(view, columns, y, part.x, part.x + part.w, pixels_row(to, y));
}

struct line {
    double x0, y0, x1, y1, half; /* pixels of the screen; half of the line's width */
    struct rgba color;
};

static double clamp(double value, double from, double to)
{
    return value < from ? from : value > to ? to : value;
}

/* A line with round ends, drawn where its distance is less than half its width. */
static void line_row(const struct line *line, int y, struct rect part, uint32_t *at)
{
    double dx = line->x1 - line->x0, dy = line->y1 - line->y0, squared = dx * dx + dy * dy;
    double reach = line->half + 1, from = 0, to = 1;
    if (fabs(dy) > 1e-9) { /* the stretch of it that is near enough in height */
        double a = (y + 0.5 - reach - line->y0) / dy, b = (y + 0.5 + reach - line->y0) / dy;
        from = clamp(fmin(a, b), 0, 1);
        to = clamp(fmax(a, b), 0, 1);
    } else if (fabs(y + 0.5 - line->y0) > reach) {
        return;
    }
    double first = line->x0 + from * dx, last = line->x0 + to * dx;
    int left = (int)fmax(fmin(first, last) - reach, part.x);
    int right = (int)fmin(fmax(first, last) + reach + 1, part.x + part.w);
    for (int x = left; x < right; x++) {
        double px = x + 0.5 - line->x0, py = y + 0.5 - line->y0;
        double along = squared > 0 ? clamp((px * dx + py * dy) / squared, 0, 1) : 0;
        double distance = hypot(px - along * dx, py - along * dy);
        double cover = clamp(line->half + 0.5 - distance, 0, 1);
        if (cover > 0)
            at[x] = pixel_over(at[x], line->color, (unsigned)(cover * 255));
    }
}

/* The corners on the screen; those of a code moved away from its middle. */
static void corners_of(const struct view *view, double x[4], double y[4])
{
    const struct preview *preview = view->preview;
    double middle_x = 0, middle_y = 0;
    for (int i = 0; i < 4; i++) {
        x[i] = view->rect.x + view->rect.w - (preview->corners[i].x - view->left) / view->step;
        y[i] = view->rect.y + (preview->corners[i].y - view->top) / view->step;
        middle_x += x[i] / 4;
        middle_y += y[i] / 4;
    }
    bool code = preview->outline == OUTLINE_FOUND || preview->outline == OUTLINE_REFUSED;
    for (int i = 0; i < 4 && code; i++) {
        x[i] = middle_x + (x[i] - middle_x) * OUTLINE_AWAY;
        y[i] = middle_y + (y[i] - middle_y) * OUTLINE_AWAY;
    }
}

/* A picture in colour: whole, in the middle, not mirrored. */
static void draw_whole(const struct preview *preview, const struct paint *item, struct rect part,
                       SDL_Surface *to)
{
    double across = (double)preview->width / item->rect.w;
    double down = (double)preview->height / item->rect.h;
    double step = across > down ? across : down;
    int width = (int)(preview->width / step), height = (int)(preview->height / step);
    struct rect place = {item->rect.x + (item->rect.w - width) / 2,
                         item->rect.y + (item->rect.h - height) / 2, width, height};
    struct rect shown = rect_cut(place, part);
    for (int y = shown.y; y < shown.y + shown.h; y++) {
        const uint8_t *row =
            preview->rgb + 3 * (size_t)((y - place.y) * step) * (size_t)preview->width;
        uint32_t *at = pixels_row(to, y);
        for (int x = shown.x; x < shown.x + shown.w; x++) {
            const uint8_t *rgb = row + 3 * (size_t)((x - place.x) * step);
            at[x] = 0xff000000u | (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
        }
    }
}

static void draw_outline(const struct view *view, const struct theme *theme, struct rect part,
                         SDL_Surface *to)
{
    enum preview_outline outline = view->preview->outline;
    bool found = outline == OUTLINE_FOUND || outline == OUTLINE_PAGE;
    double x[4], y[4];
    corners_of(view, x, y);
    for (int i = 0; i < 4; i++) {
        int next = (i + 1) % 4;
        struct line line = {x[i],
                            y[i],
                            x[next],
                            y[next],
                            OUTLINE_WIDTH * theme->scale / 2,
                            theme->colors[found ? COLOR_DAUN : COLOR_SOGA]};
        double top = fmin(line.y0, line.y1) - line.half - 1;
        double bottom = fmax(line.y0, line.y1) + line.half + 1;
        int row = (int)fmax(top, part.y), last = (int)fmin(bottom, part.y + part.h - 1);
        for (; row <= last; row++)
            line_row(&line, row, part, pixels_row(to, row));
    }
}

void preview_draw(const struct preview *preview, const struct theme *theme,
                  const struct paint *item, struct rect clip, SDL_Surface *to)
{
    struct rect part = rect_on(rect_cut(item->rect, clip), to);
    if (preview->width == 0 || part.w <= 0 || part.h <= 0 || part.w > COLUMNS_MAX)
        return;
    if (preview->rgb != NULL) {
        draw_whole(preview, item, part, to);
        return;
    }
    if (preview->grey == NULL)
        return;
    struct view view = view_of(preview, item);
    draw_picture(&view, part, to);
    if (preview->outline != OUTLINE_NONE)
        draw_outline(&view, theme, part, to);
}
