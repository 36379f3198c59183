#include "scan/grid.h"

#include <math.h>
#include <string.h>

#include "scan/marks.h"

enum { REACH = 3, PATCH_MAX = 4 * REACH * REACH }; /* modules around a node that are looked at */

/* What a module has to be: known of those that all codes have. */
enum known { KNOWN_NOT, KNOWN_DARK, KNOWN_LIGHT };

struct bend {
    const struct frame *frame;
    int side;  /* modules */
    int nodes; /* along one side */
    uint8_t known[BENT_SIDE_MAX][BENT_SIDE_MAX];
    bool done[MESH_SIDE][MESH_SIDE];
};

/* The grid about a node, as if it were straight there. */
struct patch {
    const struct frame *frame;
    struct point middle, across, down; /* of one module */
    int count;
    struct {
        double column, row; /* from the node to the module's middle */
        enum known known;
    } modules[PATCH_MAX];
};

static void patch_make(const struct bend *bend, const struct grid *grid, int column, int row,
                       struct patch *out)
{
    struct point right = grid_place(grid, column + 1, row),
                 left = grid_place(grid, column - 1, row);
    struct point below = grid_place(grid, column, row + 1),
                 above = grid_place(grid, column, row - 1);
    out->frame = bend->frame;
    out->middle = grid_place(grid, column, row);
    out->across = (struct point){(right.x - left.x) / 2, (right.y - left.y) / 2};
    out->down = (struct point){(below.x - above.x) / 2, (below.y - above.y) / 2};
    out->count = 0;
    for (int j = row - REACH; j < row + REACH; j++)
        for (int i = column - REACH; i < column + REACH; i++)
            if (i >= 0 && j >= 0 && i < bend->side && j < bend->side) {
                out->modules[out->count].column = i - column + 0.5;
                out->modules[out->count].row = j - row + 0.5;
                out->modules[out->count++].known = bend->known[j][i];
            }
}

/* The mean grey of a module, given its middle. */
static int module_grey(const struct patch *patch, double x, double y)
{
    static const double spots[][2] = {{0, 0}, {-.25, -.25}, {.25, -.25}, {-.25, .25}, {.25, .25}};
    int sum = 0;
    for (int i = 0; i < 5; i++) {
        struct point place = {
            x + patch->across.x * spots[i][0] + patch->down.x * spots[i][1],
            y + patch->across.y * spots[i][0] + patch->down.y * spots[i][1],
        };
        sum += grey_at(patch->frame, place);
    }
    return sum;
}

/* How clearly the modules of the patch are dark or light when it is moved by the offset: how far
 * their greys are from the mean, to the right side of it where that is known. */
static double patch_score(const struct patch *patch, struct point offset)
{
    double x = patch->middle.x + offset.x, y = patch->middle.y + offset.y, score = 0;
    int greys[PATCH_MAX], sum = 0;
    for (int i = 0; i < patch->count; i++) {
        double column = patch->modules[i].column, row = patch->modules[i].row;
        greys[i] = module_grey(patch, x + patch->across.x * column + patch->down.x * row,
                               y + patch->across.y * column + patch->down.y * row);
        sum += greys[i];
    }
    for (int i = 0; i < patch->count; i++) {
        double lighter = greys[i] - (double)sum / patch->count;
        enum known known = patch->modules[i].known;
        score += known == KNOWN_DARK ? -lighter : known == KNOWN_LIGHT ? lighter : fabs(lighter);
    }
    return score;
}

/* Climbs from the start to the offset where the patch is clearest. */
static struct point patch_search(const struct patch *patch, struct point start)
{
    enum { HALVINGS = 3, MOVES = 3 };
    struct point best = start;
    double best_score = patch_score(patch, start), step = 0.3;
    for (int halving = 0; halving < HALVINGS; halving++, step /= 2)
        for (int move = 0; move < MOVES; move++) {
            struct point from = best;
            for (int i = 0; i < 9; i++) {
                int right = i % 3 - 1, below = i / 3 - 1;
                double across = right * step, down = below * step;
                struct point tried = {
                    from.x + patch->across.x * across + patch->down.x * down,
                    from.y + patch->across.y * across + patch->down.y * down,
                };
                double score = patch_score(patch, tried);
                if (score > best_score) {
                    best_score = score;
                    best = tried;
                }
            }
            if (best.x == from.x && best.y == from.y)
                break;
        }
    return best;
}

/* The mean offset of the neighbours that have one already. */
static struct point neighbours(const struct bend *bend, const struct grid *mesh, int column,
                               int row)
{
    struct point sum = {0, 0};
    int count = 0;
    for (int y = row - 1; y <= row + 1; y++)
        for (int x = column - 1; x <= column + 1; x++)
            if (x >= 0 && y >= 0 && x < bend->nodes && y < bend->nodes && bend->done[y][x]) {
                sum.x += mesh->mesh[y][x].x;
                sum.y += mesh->mesh[y][x].y;
                count++;
            }
    return count ? (struct point){sum.x / count, sum.y / count} : sum;
}

/* Nodes from the nearest finder pattern, in steps of the mesh. */
static int node_distance(int column, int row, int last)
{
    int from_left = column + row;
    int from_right = last - column + row;
    int from_bottom = column + last - row;
    int least = from_left < from_right ? from_left : from_right;
    return least < from_bottom ? least : from_bottom;
}

static void bend_init(struct bend *bend, const struct grid *grid, const struct frame *frame)
{
    struct marks marks;
    memset(bend, 0, sizeof(*bend));
    bend->frame = frame;
    bend->side = grid->side;
    bend->nodes = (grid->side + MESH_STEP - 1) / MESH_STEP + 1;
    marks_of(grid->side, &marks);
    for (int i = 0; i < marks.count; i++) {
        struct mark mark = marks.marks[i];
        bend->known[mark.row][mark.column] = mark.dark != grid->light ? KNOWN_DARK : KNOWN_LIGHT;
    }
}

bool grid_bend(struct grid *grid, const struct frame *frame)
{
    struct bend bend;
    struct grid flat = *grid;
    struct patch patch;
    if (grid->side > BENT_SIDE_MAX)
        return false;
    bend_init(&bend, grid, frame);
    int last = bend.nodes - 1;
    flat.bent = false;
    grid->bent = true;
    memset(grid->mesh, 0, sizeof(grid->mesh));
    for (int distance = 0; distance <= 2 * last; distance++)
        for (int row = 0; row <= last; row++)
            for (int column = 0; column <= last; column++) {
                if (node_distance(column, row, last) != distance)
                    continue;
                patch_make(&bend, &flat, column * MESH_STEP, row * MESH_STEP, &patch);
                struct point start = neighbours(&bend, grid, column, row);
                grid->mesh[row][column] = patch_search(&patch, start);
                bend.done[row][column] = true;
            }
    return true;
}
