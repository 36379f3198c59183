#include "scan/support/sheet.h"

#include <math.h>
#include <stdlib.h>

enum { WIDTH = FRAME_WIDTH_MAX, HEIGHT = FRAME_HEIGHT_MAX };

static const double focal = 1100;

/* A thing on the desk that is no sheet: an oval or a wedge of one tone. */
struct thing {
    double x, y, wide, high, turn, grey;
    bool oval;
};

struct setup {
    const struct sheet_scene *scene;
    double inverse[9]; /* pixels from the sheet's middle in the picture to mm on it */
    double glare_x, glare_y;
    struct thing things[SHEET_CLUTTER_MAX];
    double grain;
};

static uint32_t next(uint32_t *series)
{
    *series ^= *series << 13;
    *series ^= *series >> 17;
    *series ^= *series << 5;
    return *series;
}

/* Between -1 and 1. */
static double chance(uint32_t *series)
{
    return next(series) / 2147483648.0 - 1;
}

static void invert(const double m[9], double out[9])
{
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            int a = (j + 1) % 3, b = (j + 2) % 3, c = (i + 1) % 3, d = (i + 2) % 3;
            out[i * 3 + j] = m[a * 3 + c] * m[b * 3 + d] - m[a * 3 + d] * m[b * 3 + c];
        }
    double all = m[0] * out[0] + m[1] * out[3] + m[2] * out[6];
    for (int i = 0; i < 9; i++)
        out[i] /= all;
}

/* The images of one mm across, one down, and of the sheet's middle. */
static void plane(const struct sheet_scene *scene, double axis, double out[9])
{
    const double degree = acos(-1) / 180;
    double tilt = scene->tilt * degree, roll = scene->roll * degree;
    double sides[2][2] = {{cos(roll), sin(roll)}, {-sin(roll), cos(roll)}};
    for (int i = 0; i < 2; i++) {
        double along = sides[i][0] * cos(axis) + sides[i][1] * sin(axis);
        double beside = sides[i][1] * cos(axis) - sides[i][0] * sin(axis);
        out[i] = focal * (cos(axis) * along - sin(axis) * beside * cos(tilt));
        out[3 + i] = focal * (sin(axis) * along + cos(axis) * beside * cos(tilt));
        out[6 + i] = beside * sin(tilt);
    }
    out[2] = out[5] = 0;
    out[8] = focal / scene->pixels;
}

static void truth_of(const struct setup *setup, const double m[9], struct quad *out)
{
    static const double signs[4][2] = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}};
    const struct sheet_scene *scene = setup->scene;
    for (int i = 0; i < 4; i++) {
        double u = signs[i][0] * scene->width / 2, v = signs[i][1] * scene->height / 2;
        double depth = m[6] * u + m[7] * v + m[8];
        out->at[i].x = (m[0] * u + m[1] * v) / depth + WIDTH / 2.0 + scene->x - 0.5;
        out->at[i].y = (m[3] * u + m[4] * v) / depth + HEIGHT / 2.0 + scene->y - 0.5;
    }
    *out = quad_upright(out);
}

static void things_place(struct setup *setup, uint32_t *series)
{
    for (int i = 0; i < setup->scene->clutter; i++) {
        struct thing *thing = &setup->things[i];
        thing->x = WIDTH * (0.5 + 0.55 * chance(series));
        thing->y = HEIGHT * (0.5 + 0.55 * chance(series));
        thing->wide = 90 + 80 * chance(series);
        thing->high = 90 + 80 * chance(series);
        thing->turn = 3 * chance(series);
        thing->grey = 125 + 110 * chance(series);
        thing->oval = next(series) % 2;
    }
}

/* Words in lines: dark and light by a hash of where a letter would stand. */
static bool inked(const struct sheet_scene *scene, double u, double v)
{
    double left = u + scene->width / 2, top = v + scene->height / 2, margin = scene->width / 12;
    double edge = fmin(fmin(left, scene->width - left), fmin(top, scene->height - top));
    if (scene->frame && edge > margin * 0.5 && edge < margin * 0.5 + 0.8)
        return true;
    if (scene->picture && left > scene->width * 0.7 && left < scene->width * 0.95 &&
        top > scene->height * 0.25 && top < scene->height * 0.85) {
        double x = (left - scene->width * 0.825) / (scene->width * 0.08);
        double y = (top - scene->height * 0.5) / (scene->height * 0.17);
        return x * x + y * y < 1 || top > scene->height * 0.7;
    }
    if (!scene->text || edge < margin)
        return false;
    double pitch = scene->height / 42, line = floor(top / pitch), in_line = top / pitch - line;
    double letter = floor(left / (pitch * 0.45)), in_letter = left / (pitch * 0.45) - letter;
    uint32_t hash = (uint32_t)(line * 7919 + letter * 104729) * 2654435761U >> 12;
    if (in_line > 0.6 || hash % 6 == 0 || (int)line % 9 == 3 || (int)line % 9 == 4 ||
        left > scene->width * (0.7 + (int)line % 4 * 0.07))
        return false;
    return in_letter < 0.3 || (in_letter < 0.8 && fabs(in_line - 0.1 * (hash % 5)) < 0.12);
}

/* A head and shoulders, somewhat as they would be lit. */
static double face_light(const struct sheet_scene *scene, double x, double y, double light)
{
    double hx = (x - WIDTH * 0.55) / 120, hy = (y - HEIGHT * 0.35) / 165;
    double bx = (x - WIDTH * 0.55) / 330, by = (y - HEIGHT * 1.05) / 330;
    if (!scene->face)
        return light;
    if (hx * hx + hy * hy < 1) {
        double eye = fmin(hypot(hx - 0.4, (hy + 0.1) * 2), hypot(hx + 0.4, (hy + 0.1) * 2));
        double mouth = hypot(hx * 0.7, (hy - 0.55) * 3);
        return eye < 0.16 ? 40 : mouth < 0.25 ? 95 : 165 - 35 * hx - (hy < -0.6 ? 120 : 0);
    }
    return bx * bx + by * by < 1 ? 60 + 12 * sin(x / 9) : light;
}

static double desk_light(const struct setup *setup, double x, double y)
{
    const struct sheet_scene *scene = setup->scene;
    double light = scene->desk;
    if (scene->wood)
        light += 5 * sin(y * 0.06 + 3 * sin(x * 0.004 + setup->grain)) + 3 * sin(y * 0.31);
    for (int i = 0; i < scene->clutter; i++) {
        const struct thing *thing = &setup->things[i];
        double dx = x - thing->x, dy = y - thing->y;
        double u = (dx * cos(thing->turn) + dy * sin(thing->turn)) / thing->wide;
        double v = (dy * cos(thing->turn) - dx * sin(thing->turn)) / thing->high;
        bool in =
            thing->oval ? u * u + v * v < 1 : v > -1 && fabs(u) < (1 - v) / 2; /* a triangle */
        if (in)
            light = thing->grey + 15 * u;
    }
    return face_light(scene, x, y, light);
}

static double spot_light(const struct setup *setup, double x, double y)
{
    const struct sheet_scene *scene = setup->scene;
    const double *m = setup->inverse;
    double px = x - WIDTH / 2.0 - scene->x, py = y - HEIGHT / 2.0 - scene->y;
    double depth = m[6] * px + m[7] * py + m[8];
    double u = (m[0] * px + m[1] * py + m[2]) / depth;
    double v = (m[3] * px + m[4] * py + m[5]) / depth, light;
    bool on = fabs(u) <= scene->width / 2 && fabs(v) <= scene->height / 2;
    if (scene->thumb && hypot(u - scene->width / 2, v * 0.7) < scene->height / 14)
        return 120;
    if (on)
        light = inked(scene, u, v) ? scene->ink : scene->paper;
    else
        light = desk_light(setup, x, y);
    light *= 1 - scene->shade * (0.6 * x / WIDTH + 0.4 * y / HEIGHT);
    double lamp =
        scene->glare > 0 ? hypot(u - setup->glare_x, v - setup->glare_y) / scene->glare : 9;
    return on && lamp < 3 ? light + 190 * exp(-lamp * lamp * lamp * lamp) : light;
}

static void blur_line(float *line, int count, int step, double reach)
{
    float spare[WIDTH];
    int whole = (int)reach;
    for (int i = 0; i < count; i++) {
        double sum = 0, weights = 0;
        for (int j = i - whole - 1; j <= i + whole + 1; j++) {
            double weight = abs(j - i) > whole ? reach - whole : 1;
            if (j < 0 || j >= count)
                continue;
            sum += line[j * step] * weight;
            weights += weight;
        }
        spare[i] = (float)(sum / weights);
    }
    for (int i = 0; i < count; i++)
        line[i * step] = spare[i];
}

static void blur(float *light, double reach)
{
    for (int again = 0; again < 3 && reach > 0; again++) {
        for (int y = 0; y < HEIGHT; y++)
            blur_line(light + y * WIDTH, WIDTH, 1, reach);
        for (int x = 0; x < WIDTH; x++)
            blur_line(light + x, HEIGHT, WIDTH, reach);
    }
}

static struct setup setup_of(const struct sheet_scene *scene, uint32_t *series, struct quad *truth)
{
    struct setup setup = {.scene = scene};
    double m[9];
    for (int i = 0; i < 8; i++)
        next(series);
    if (scene->width > 0) {
        plane(scene, 3 * chance(series), m);
        invert(m, setup.inverse);
        if (truth)
            truth_of(&setup, m, truth);
    } else {
        setup.inverse[2] = 1e9; /* far beside */
        setup.inverse[8] = 1;
    }
    setup.glare_x = scene->width * 0.25 * chance(series);
    setup.glare_y = scene->height * 0.25 * chance(series);
    setup.grain = 3 * chance(series);
    things_place(&setup, series);
    return setup;
}

void sheet_shoot(const struct sheet_scene *scene, uint32_t seed, struct frame *out,
                 struct quad *truth)
{
    uint32_t series = seed * 2654435761U | 1;
    struct setup setup = setup_of(scene, &series, truth);
    float *light = malloc(sizeof(*light) * WIDTH * HEIGHT);
    if (!light)
        abort();
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            double sum = 0;
            for (int i = 0; i < 4; i++)
                sum += spot_light(&setup, x + 0.25 + i % 2 * 0.5, y + 0.25 + i / 2 * 0.5);
            light[y * WIDTH + x] = (float)(sum / 4);
        }
    blur(light, 0.45 + scene->blur); /* no lens is sharper */
    out->width = WIDTH;
    out->height = HEIGHT;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        double value = light[i] + scene->noise * 1.22 * (chance(&series) + chance(&series));
        out->pixels[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
    free(light);
}
