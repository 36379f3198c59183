#include "scan/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "scan/marks.h"

enum {
    CORNER = 7,        /* from the middle of one finder pattern to the next: side - CORNER */
    QUIET = 4,         /* modules around the code */
    MODULE_PIXELS = 4, /* of the code drawn anew */
    NEARBY = 4,        /* modules to each side, for what counts as light */
};

/* The length of a leg in modules: of a line in perspective, what lies between two of its points is
 * the distance over the geometric mean of the scales at both. How much farther away its end is
 * comes from the scales, too. */
static double leg_length(const struct frame *frame, const struct finder *from,
                         const struct finder *to, double *depth)
{
    double here = finder_module(frame, from->x, from->y, to->x, to->y);
    double there = finder_module(frame, to->x, to->y, from->x, from->y);
    if (here <= 0 || there <= 0)
        return 0;
    *depth = sqrt(here / there);
    return hypot(to->x - from->x, to->y - from->y) / sqrt(here * there);
}

bool grid_guess(const struct frame *black_white, const struct finder *const corners[3],
                double scale, struct grid *out)
{
    double depth[3] = {1, 1, 1};
    double across = leg_length(black_white, corners[0], corners[1], &depth[1]);
    double down = leg_length(black_white, corners[0], corners[2], &depth[2]);
    double length = (across + down) / 2;
    int version = (int)lround((length + CORNER - 17) / 4);
    if (across <= 0 || down <= 0 || fabs(across - down) > length * 0.3 || version > 40)
        return false;
    memset(out, 0, sizeof(*out));
    out->side = 17 + 4 * (version < 1 ? 1 : version);
    out->light = corners[0]->light;
    for (int i = 0; i < 3; i++) {
        out->corner[i] = (struct point){corners[i]->x * scale, corners[i]->y * scale};
        out->depth[i] = depth[i];
    }
    return true;
}

static struct point mesh_offset(const struct grid *grid, double column, double row)
{
    double x = fmin(fmax(column, 0), grid->side) / MESH_STEP;
    double y = fmin(fmax(row, 0), grid->side) / MESH_STEP;
    int left = (int)x, top = (int)y;
    const struct point *above = &grid->mesh[top][left], *below = &grid->mesh[top + 1][left];
    x -= left;
    y -= top;
    return (struct point){
        (above[0].x * (1 - x) + above[1].x * x) * (1 - y) +
            (below[0].x * (1 - x) + below[1].x * x) * y,
        (above[0].y * (1 - x) + above[1].y * x) * (1 - y) +
            (below[0].y * (1 - x) + below[1].y * x) * y,
    };
}

struct point grid_place(const struct grid *grid, double column, double row)
{
    double length = grid->side - CORNER;
    double u = (column - CORNER / 2.0) / length, v = (row - CORNER / 2.0) / length;
    double share[3] = {1 - u - v, u * grid->depth[1], v * grid->depth[2]};
    double depth = share[0] + share[1] + share[2];
    struct point place = {0, 0};
    for (int i = 0; i < 3; i++) {
        place.x += share[i] / depth * grid->corner[i].x;
        place.y += share[i] / depth * grid->corner[i].y;
    }
    if (grid->bent) {
        struct point offset = mesh_offset(grid, column, row);
        place.x += offset.x;
        place.y += offset.y;
    }
    return place;
}

/* The greys of the modules, each the mean of nine spots; dark is low also in light codes. */
struct modules {
    int side;
    uint8_t grey[QR_SIDE_MAX][QR_SIDE_MAX];
};

static uint8_t module_grey(const struct grid *grid, const struct frame *frame, int column, int row)
{
    int sum = 0;
    for (int spot = 0; spot < 9; spot++) {
        int right = 1 + spot % 3, below = 1 + spot / 3;
        struct point place = grid_place(grid, column + 0.25 * right, row + 0.25 * below);
        sum += grey_at(frame, place);
    }
    return (uint8_t)(grid->light ? 255 - sum / 9 : sum / 9);
}

/* A module's grey, set off against its four neighbours: blur makes it a part of theirs. */
static int module_sharp(const struct modules *modules, int column, int row)
{
    int last = modules->side - 1, grey = modules->grey[row][column];
    int around = modules->grey[row > 0 ? row - 1 : 0][column] +
                 modules->grey[row < last ? row + 1 : last][column] +
                 modules->grey[row][column > 0 ? column - 1 : 0] +
                 modules->grey[row][column < last ? column + 1 : last];
    return grey + (4 * grey - around) / 4;
}

/* Whether the module is darker than the mean of those near it. */
static bool module_dark(const struct modules *modules, int column, int row)
{
    int sum = 0, count = 0;
    for (int y = row - NEARBY; y <= row + NEARBY; y++)
        for (int x = column - NEARBY; x <= column + NEARBY; x++)
            if (x >= 0 && y >= 0 && x < modules->side && y < modules->side) {
                sum += modules->grey[y][x];
                count++;
            }
    return module_sharp(modules, column, row) * count < sum;
}

static void module_draw(struct frame *to, int column, int row, bool dark)
{
    for (int y = 0; y < MODULE_PIXELS; y++) {
        size_t at = (size_t)((row + QUIET) * MODULE_PIXELS + y) * (size_t)to->width +
                    (size_t)((column + QUIET) * MODULE_PIXELS);
        memset(to->pixels + at, dark ? 0 : 255, MODULE_PIXELS);
    }
}

bool grid_draw(const struct grid *grid, const struct frame *frame, bool mirrored, struct frame *to)
{
    int side = (grid->side + 2 * QUIET) * MODULE_PIXELS;
    if (side > FRAME_HEIGHT_MAX)
        return false;
    struct modules modules = {.side = grid->side};
    struct marks marks;
    for (int row = 0; row < grid->side; row++)
        for (int column = 0; column < grid->side; column++)
            modules.grey[row][column] = module_grey(grid, frame, column, row);
    to->width = to->height = side;
    memset(to->pixels, 255, frame_len(to));
    for (int row = 0; row < grid->side; row++)
        for (int column = 0; column < grid->side; column++)
            module_draw(to, mirrored ? row : column, mirrored ? column : row,
                        module_dark(&modules, column, row));
    wipe(&modules, sizeof(modules));
    marks_of(grid->side, &marks);
    for (int i = 0; i < marks.count; i++)
        module_draw(to, marks.marks[i].column, marks.marks[i].row, marks.marks[i].dark);
    return true;
}
