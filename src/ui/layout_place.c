/* Second pass: from the root down, heights and places. Widths stay, so scrolling only comes here.
 */
#include "ui/tree.h"

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int inner_size(const struct ui *ui, const struct node *node, int dimension)
{
    return most(0, node->size[dimension] - 2 * node_pad(ui, node, dimension));
}

static int start_of(const struct ui *ui, const struct node *node, int dimension)
{
    enum gap drift = dimension == ACROSS ? node->box.drift_x : node->box.drift_y;
    return node->at[dimension] + node_pad(ui, node, dimension) + ui->theme->gaps[drift];
}

/* Where something of `size` begins in `inner` pixels from `start`. */
static int aligned(enum align align, int start, int inner, int size)
{
    if (align == ALIGN_CENTER)
        return start + (inner - size) / 2;
    return align == ALIGN_END ? start + inner - size : start;
}

static void place_across(const struct node *node, struct node *child, int dimension, int start,
                         int inner)
{
    if (dimension == DOWN)
        child->size[DOWN] = node_across(node, child, DOWN, inner);
    child->at[dimension] = aligned(node->box.align, start, inner, child->size[dimension]);
}

/* One after the other along the dimension, from child `from` to the one before `to`. */
static void line_up(struct ui *ui, const struct node *node, int dimension, int start, int inner,
                    int from, int to)
{
    int gap = node_gap(ui, node), count = 0, used = 0;
    for (int at = from; at != to; at = ui->nodes[at].next) {
        used += (count ? gap : 0) + ui->nodes[at].size[dimension];
        count++;
    }
    int over = most(0, inner - used), place = start;
    enum justify justify = node->box.justify;
    if (justify == JUSTIFY_CENTER)
        place += over / 2;
    else if (justify == JUSTIFY_END)
        place += over;
    int i = 0;
    for (int at = from; at != to; at = ui->nodes[at].next, i++) {
        int extra = justify == JUSTIFY_BETWEEN && count > 1 ? over * i / (count - 1) : 0;
        ui->nodes[at].at[dimension] = place + extra;
        place += ui->nodes[at].size[dimension] + gap;
    }
}

/* The height of all children as they want it. */
static int content_of(const struct ui *ui, const struct node *node, int *gaps)
{
    int sum = 0, gap = 0;
    *gaps = 0;
    EACH_CHILD(ui, node, child)
    {
        sum += gap + ui->nodes[child].want[DOWN];
        *gaps += gap;
        gap = node_gap(ui, node);
    }
    return sum;
}

static void place_column(struct ui *ui, const struct node *node)
{
    int start = start_of(ui, node, DOWN), inner = inner_size(ui, node, DOWN), gaps = 0;
    int over = content_of(ui, node, &gaps) - inner;
    bool longer = over > 0 && (node->scroll != NONE || node->tail);
    if (node->scroll != NONE) {
        struct scroll *scroll = &ui->scrolls[node->scroll];
        scroll->most = most(0, over);
        scroll->offset = scroll->offset > scroll->most ? scroll->most : most(0, scroll->offset);
        start -= scroll->offset;
    } else if (longer) {
        start -= over;
    }
    if (!longer)
        ui_share(ui, node, DOWN, inner - gaps);
    EACH_CHILD(ui, node, index)
    {
        struct node *child = &ui->nodes[index];
        if (longer)
            child->size[DOWN] = child->want[DOWN];
        place_across(node, child, ACROSS, start_of(ui, node, ACROSS), inner_size(ui, node, ACROSS));
    }
    line_up(ui, node, DOWN, start, inner, node->first, NONE);
}

static void place_row(struct ui *ui, const struct node *node)
{
    EACH_CHILD(ui, node, child)
    place_across(node, &ui->nodes[child], DOWN, start_of(ui, node, DOWN),
                 inner_size(ui, node, DOWN));
    line_up(ui, node, ACROSS, start_of(ui, node, ACROSS), inner_size(ui, node, ACROSS), node->first,
            NONE);
}

static void place_wrap(struct ui *ui, const struct node *node)
{
    int inner = inner_size(ui, node, ACROSS), y = start_of(ui, node, DOWN);
    for (int from = node->first; from != NONE;) {
        int length, height;
        int to = wrap_line(ui, node, from, inner, &length, &height);
        line_up(ui, node, ACROSS, start_of(ui, node, ACROSS), inner, from, to);
        for (int at = from; at != to; at = ui->nodes[at].next)
            place_across(node, &ui->nodes[at], DOWN, y, height);
        y += height + node_gap(ui, node);
        from = to;
    }
}

static void place_grid(struct ui *ui, const struct node *node)
{
    int columns = most(1, node->box.columns), gap = node_gap(ui, node);
    int cell = (inner_size(ui, node, ACROSS) - gap * (columns - 1)) / columns;
    int rows = 0, sum = 0, height = 0;
    for (int at = node->first; at != NONE; rows++) {
        at = grid_row(ui, node, at, &height);
        sum += height + (at != NONE ? gap : 0);
    }
    int over = most(0, inner_size(ui, node, DOWN) - sum), y = start_of(ui, node, DOWN), row = 0;
    for (int from = node->first; from != NONE; row++) {
        int to = grid_row(ui, node, from, &height), column = 0;
        height += over * (row + 1) / rows - over * row / rows;
        for (int at = from; at != to; at = ui->nodes[at].next, column++) {
            struct node *child = &ui->nodes[at];
            int x = start_of(ui, node, ACROSS) + column * (cell + gap);
            place_across(node, child, ACROSS, x, cell);
            place_across(node, child, DOWN, y, height);
        }
        y += height + gap;
        from = to;
    }
}

/* A stack's children lie over each other; `justify` places them up and down, or `align` does where
 * it says nothing. */
static void place_stack(struct ui *ui, const struct node *node)
{
    static const enum align upright[] = {[JUSTIFY_CENTER] = ALIGN_CENTER,
                                         [JUSTIFY_END] = ALIGN_END,
                                         [JUSTIFY_BETWEEN] = ALIGN_START};
    enum align down = node->box.justify ? upright[node->box.justify] : node->box.align;
    EACH_CHILD(ui, node, index)
    {
        struct node *child = &ui->nodes[index];
        int inner = inner_size(ui, node, DOWN);
        place_across(node, child, ACROSS, start_of(ui, node, ACROSS), inner_size(ui, node, ACROSS));
        child->size[DOWN] = node_across(node, child, DOWN, inner);
        child->at[DOWN] = aligned(down, start_of(ui, node, DOWN), inner, child->size[DOWN]);
    }
}

/* What may be seen of the children. A scrolling column leaves room at its sides for the ring
 * around a field or a focused tile. */
static struct rect inner_clip(const struct ui *ui, const struct node *node)
{
    if (node->scroll == NONE && !node->tail)
        return node->clip;
    struct rect rect = node_rect(node);
    int side = node->tail ? 0 : ui->theme->gaps[GAP_XS];
    return rect_cut(node->clip, (struct rect){rect.x - side, rect.y, rect.w + 2 * side, rect.h});
}

void ui_place(struct ui *ui)
{
    static void (*const place[])(struct ui *, const struct node *) = {
        [AXIS_COLUMN] = place_column, [AXIS_ROW] = place_row,   [AXIS_WRAP] = place_wrap,
        [AXIS_STACK] = place_stack,   [AXIS_GRID] = place_grid,
    };
    struct node *root = &ui->nodes[0];
    root->at[ACROSS] = root->at[DOWN] = 0;
    root->size[DOWN] = ui->height;
    root->clip = node_rect(root);
    for (int i = 0; i < ui->count; i++) {
        struct node *node = &ui->nodes[i];
        if (node->kind != NODE_BOX || node->first == NONE)
            continue;
        place[node->axis](ui, node);
        struct rect clip = inner_clip(ui, node);
        EACH_CHILD(ui, node, child)
        ui->nodes[child].clip = clip;
    }
}
