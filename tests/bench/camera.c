#include "bench/camera.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = FRAME_WIDTH_MAX, HEIGHT = FRAME_HEIGHT_MAX, MARGIN = 6 };

static const double focal = 1100, readout = 0.030; /* pixels; seconds from first to last row */

/* The camera at one frame of a clip. */
struct shot_setup {
    const struct clip *clip;
    double inverse[3][3];          /* pixels from the middle to modules from the code's middle */
    double x, y, speed_x, speed_y; /* of the code in the frame; pixels, pixels a second */
    double glare_x, glare_y;       /* modules */
    double stripes;                /* phase of the screen's */
    double half;                   /* of the paper's side, in modules */
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

static void invert(double m[3][3], double out[3][3])
{
    double determinant = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            int a = (j + 1) % 3, b = (j + 2) % 3, c = (i + 1) % 3, d = (i + 2) % 3;
            out[i][j] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
        }
    for (int i = 0; i < 3; i++)
        determinant += m[0][i] * out[i][0];
    for (int i = 0; i < 9; i++)
        (&out[0][0])[i] /= determinant;
}

/* The plane of the paper as the camera sees it: its columns are the images of one module across,
 * one down, and of the middle. */
static void plane_set(struct shot_setup *setup, double tilt, double axis, double roll)
{
    double distance = focal / setup->clip->scene->module;
    double c = cos(tilt), s = sin(tilt), ca = cos(axis), sa = sin(axis);
    /* turned in its plane, then tilted about an axis in it (Rodrigues) */
    double across[3] = {cos(roll), sin(roll), 0}, down[3] = {-sin(roll), cos(roll), 0};
    double *sides[2] = {across, down};
    double image[3][3] = {{0, 0, 0}, {0, 0, 0}, {0, 0, distance}};
    for (int i = 0; i < 2; i++) {
        double along = sides[i][0] * ca + sides[i][1] * sa;
        double beside = sides[i][1] * ca - sides[i][0] * sa;
        image[0][i] = focal * (ca * along - sa * beside * c);
        image[1][i] = focal * (sa * along + ca * beside * c);
        image[2][i] = beside * s;
    }
    invert(image, setup->inverse);
}

static struct shot_setup setup_at(const struct clip *clip, int index)
{
    const double degree = acos(-1) / 180, turn = 2 * acos(-1);
    const struct scene *scene = clip->scene;
    uint32_t series = clip->seed;
    struct shot_setup setup = {.clip = clip, .half = clip->side / 2.0 + MARGIN};
    for (int i = 0; i < 8; i++)
        next(&series);
    double time = index / (double)CAMERA_FRAMES_A_SECOND, pace = 1.2 + 0.4 * chance(&series);
    double phase = turn * time * pace + turn * chance(&series), heading = turn * chance(&series);
    double reach = scene->speed / (turn * pace);
    setup.x = 60 * chance(&series) + reach * sin(phase) * cos(heading);
    setup.y = 40 * chance(&series) + reach * sin(phase) * sin(heading);
    setup.speed_x = scene->speed * cos(phase) * cos(heading);
    setup.speed_y = scene->speed * cos(phase) * sin(heading);
    double axis = turn * chance(&series), wobble = 2 * degree * sin(phase * 0.7);
    double roll = (scene->roll + 8 * chance(&series)) * degree + wobble;
    plane_set(&setup, (scene->tilt + 4 * chance(&series)) * degree + wobble, axis, roll);
    setup.glare_x = clip->side * 0.4 * chance(&series) + 3 * sin(phase);
    setup.glare_y = clip->side * 0.4 * chance(&series) + 2 * cos(phase);
    setup.stripes = turn * chance(&series) + 0.9 * index;
    return setup;
}

/* Light from a place on the paper, in modules from its middle; -1 beside it. */
static double paper_light(const struct shot_setup *setup, double u, double v)
{
    const struct clip *clip = setup->clip;
    const struct scene *scene = clip->scene;
    double fold = scene->crease * (fabs(sin(u * 0.35 + v * 0.1)) - 0.5), shade = 1 - 0.25 * fold;
    double at_u = u + scene->curl * sin(v * 0.25), at_v = v + fold;
    if (fabs(at_u) > setup->half || fabs(at_v) > setup->half)
        return -1;
    int column = (int)floor(at_u + clip->side / 2.0), row = (int)floor(at_v + clip->side / 2.0);
    bool inside = column >= 0 && row >= 0 && column < clip->side && row < clip->side;
    bool dark = inside && clip->modules[row * clip->side + column] & 1;
    double glare_u = (u - setup->glare_x) / 5, glare_v = (v - setup->glare_y) / 5;
    double glare = scene->glare ? scene->glare * exp(-glare_u * glare_u - glare_v * glare_v) : 0;
    return (dark ? scene->dark : scene->light) * shade + glare;
}

/* What is behind: a wall with large soft shapes and some hard edges. */
static double wall_light(const struct shot_setup *setup, int x, int y)
{
    double tone = setup->clip->seed % 7;
    double soft = 25 * sin(x * 0.011 + tone) + 20 * sin(y * 0.017 + tone * 2);
    double edges = (x / 90 + y / 140 + (int)tone) % 3 * 18.0;
    return (75 + soft + edges) * setup->clip->scene->light / 220;
}

/* The light on a pixel at one moment of its exposure (0 to 1); -1 beside the paper. */
static double moment_light(const struct shot_setup *setup, double x, double y, double moment)
{
    const double(*m)[3] = setup->inverse;
    double time = readout * y / HEIGHT + setup->clip->scene->exposure / 1000 * moment;
    double px = x - WIDTH / 2 - setup->x - setup->speed_x * time;
    double py = y - HEIGHT / 2 - setup->y - setup->speed_y * time;
    double depth = m[2][0] * px + m[2][1] * py + m[2][2];
    return paper_light(setup, (m[0][0] * px + m[0][1] * py + m[0][2]) / depth,
                       (m[1][0] * px + m[1][1] * py + m[1][2]) / depth);
}

/* A pixel's light while its row is lit. */
static double pixel_light(const struct shot_setup *setup, int x, int y)
{
    static const double spots[][2] = {{.25, .25}, {.75, .75}, {.25, .75}, {.75, .25}};
    const struct scene *scene = setup->clip->scene;
    double smear = hypot(setup->speed_x, setup->speed_y) * scene->exposure / 1000, sum = 0;
    int moments = smear < 2 ? 4 : smear < 6 ? 8 : 16;
    if (moment_light(setup, x, y, 0) < 0 && moment_light(setup, x + 1, y + 1, 1) < 0)
        return wall_light(setup, x, y);
    for (int i = 0; i < moments; i++) {
        const double *spot = spots[i % 4];
        double light = moment_light(setup, x + spot[0], y + spot[1], (double)i / moments);
        sum += light < 0 ? wall_light(setup, x, y) : light;
    }
    double stripes = sin(x * 0.83 + y * 0.21 + setup->stripes) * sin(y * 0.71 + setup->stripes / 2);
    return sum / moments * (1 - scene->moire * (0.5 + 0.5 * stripes));
}

/* The mean of 2 * reach + 1 numbers that are `step` apart; at the ends fewer. */
static void line_blur(float *line, int count, int step, double reach, float *spare)
{
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

static void picture_blur(float *light, double reach)
{
    float spare[WIDTH];
    if (reach <= 0)
        return;
    for (int y = 0; y < HEIGHT; y++)
        line_blur(light + y * WIDTH, WIDTH, 1, reach, spare);
    for (int x = 0; x < WIDTH; x++)
        line_blur(light + x, HEIGHT, WIDTH, reach, spare);
}

void camera_shoot(const struct clip *clip, int index, struct frame *out)
{
    struct shot_setup setup = setup_at(clip, index);
    uint32_t series = clip->seed * 2654435761U + (uint32_t)index * 97 + 1;
    float *light = malloc(sizeof(*light) * WIDTH * HEIGHT);
    if (!light)
        abort();
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            light[y * WIDTH + x] = (float)pixel_light(&setup, x, y);
    picture_blur(light, clip->scene->out_of_focus);
    out->width = WIDTH;
    out->height = HEIGHT;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        double noise = clip->scene->noise * 1.22 * (chance(&series) + chance(&series));
        double value = light[i] + noise;
        out->pixels[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
    free(light);
}
