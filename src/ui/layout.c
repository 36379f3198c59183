/* First pass: from the leaves up, what each node wants; from the root down, how wide it is; from
 * the leaves up again, how high that makes it. Parents stand before their children in the array, so
 * going up and down is counting down and up. */
#include <string.h>

#include "ui/tree.h"

enum { ANY_WIDTH = 1 << 14 };

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

int node_pad(const struct ui *ui, const struct node *node, int dimension)
{
    enum gap own = dimension == ACROSS ? node->box.pad_x : node->box.pad_y;
    return ui->theme->gaps[own ? own : node->box.pad];
}

int node_gap(const struct ui *ui, const struct node *node)
{
    return ui->theme->gaps[node->box.gap];
}

bool node_fixed(const struct node *node, int dimension)
{
    return (dimension == ACROSS ? node->box.width : node->box.height) != SIZE_AUTO;
}

static int columns_of(const struct node *grid)
{
    return most(1, grid->box.columns);
}

/* ---- what the content wants ---- */

static void measure_label(struct ui *ui, struct node *node)
{
    const struct label *label = &node->is.label;
    bool lines = !label->one_line && strchr(node->text, '\n');
    struct extent extent = ui->metrics.text(ui->metrics.self, ui->theme, label->type, node->text,
                                            lines ? ANY_WIDTH : 0);
    node->want[ACROSS] = extent.width + (label->caret ? ui->theme->gaps[GAP_XS] : 0);
    node->line = extent.height;
}

static int sum_of(const struct ui *ui, const struct node *node, int dimension)
{
    int sum = 0, gap = 0;
    EACH_CHILD(ui, node, child)
    {
        sum += gap + ui->nodes[child].want[dimension];
        gap = node_gap(ui, node);
    }
    return sum;
}

static int most_of(const struct ui *ui, const struct node *node, int dimension)
{
    int highest = 0;
    EACH_CHILD(ui, node, child)
    highest = most(highest, ui->nodes[child].want[dimension]);
    return highest;
}

static int content_width(const struct ui *ui, const struct node *node)
{
    switch (node->axis) {
    case AXIS_ROW:
    case AXIS_WRAP:
        return sum_of(ui, node, ACROSS);
    case AXIS_GRID:
        return columns_of(node) * most_of(ui, node, ACROSS) +
               (columns_of(node) - 1) * node_gap(ui, node);
    default:
        return most_of(ui, node, ACROSS);
    }
}

int wrap_line(const struct ui *ui, const struct node *wrap, int from, int inner, int *length,
              int *height)
{
    int used = 0, tall = 0, at = from;
    while (at != NONE) {
        const struct node *child = &ui->nodes[at];
        int with = used + (at == from ? 0 : node_gap(ui, wrap)) + child->size[ACROSS];
        if (at != from && with > inner)
            break;
        used = with;
        tall = most(tall, child->want[DOWN]);
        at = child->next;
    }
    *length = used;
    *height = tall;
    return at;
}

int grid_row(const struct ui *ui, const struct node *grid, int from, int *height)
{
    int tall = 0, at = from;
    for (int column = 0; column < columns_of(grid) && at != NONE; column++) {
        tall = most(tall, ui->nodes[at].want[DOWN]);
        at = ui->nodes[at].next;
    }
    *height = tall;
    return at;
}

static int content_height(const struct ui *ui, const struct node *node)
{
    int inner = node->size[ACROSS] - 2 * node_pad(ui, node, ACROSS);
    int sum = 0, height = 0, length = 0;
    switch (node->axis) {
    case AXIS_COLUMN:
        return sum_of(ui, node, DOWN);
    case AXIS_WRAP:
        for (int at = node->first; at != NONE;) {
            at = wrap_line(ui, node, at, inner, &length, &height);
            sum += height + (at != NONE ? node_gap(ui, node) : 0);
        }
        return sum;
    case AXIS_GRID:
        for (int at = node->first; at != NONE;) {
            at = grid_row(ui, node, at, &height);
            sum += height + (at != NONE ? node_gap(ui, node) : 0);
        }
        return sum;
    default:
        return most_of(ui, node, DOWN);
    }
}

static void want_width(struct ui *ui, struct node *node)
{
    int fixed = ui->theme->sizes[node->box.width];
    node->least[ACROSS] = node->least[DOWN] = NONE;
    if (node->kind == NODE_LABEL)
        measure_label(ui, node);
    else if (node_fixed(node, ACROSS))
        node->want[ACROSS] = fixed;
    else if (node->kind == NODE_BOX)
        node->want[ACROSS] = content_width(ui, node) + 2 * node_pad(ui, node, ACROSS);
    if (node->box.tap.kind && !node_fixed(node, ACROSS))
        node->want[ACROSS] = most(node->want[ACROSS], ui->theme->sizes[SIZE_TOUCH]);
}

/* Centred beside an icon: broken into lines it is as wide as its longest, so that the icon stays
 * with the words. */
static bool hugs(const struct ui *ui, const struct node *node)
{
    const struct label *label = &node->is.label;
    const struct node *around = node->parent == NONE ? NULL : &ui->nodes[node->parent];
    return around && around->axis == AXIS_ROW && around->box.justify == JUSTIFY_CENTER &&
           label->align == ALIGN_CENTER && !label->grow;
}

static void want_label_height(struct ui *ui, struct node *node)
{
    const struct label *label = &node->is.label;
    node->want[DOWN] = node->line;
    if (label->one_line || node->want[ACROSS] <= node->size[ACROSS])
        return;
    struct extent extent = ui->metrics.text(ui->metrics.self, ui->theme, label->type, node->text,
                                            most(1, node->size[ACROSS]));
    node->want[DOWN] = extent.height;
    if (hugs(ui, node))
        node->size[ACROSS] = least(extent.width, node->size[ACROSS]);
}

static void want_height(struct ui *ui, struct node *node)
{
    const struct theme *theme = ui->theme;
    int fixed = theme->sizes[node->box.height];
    if (node->kind == NODE_LABEL) {
        want_label_height(ui, node);
        return;
    }
    int want = fixed;
    if (node->kind == NODE_BOX && !node->tail)
        want = most(fixed, content_height(ui, node) + 2 * node_pad(ui, node, DOWN));
    if (node->box.tap.kind && !fixed)
        want = most(want, theme->sizes[SIZE_TOUCH]);
    node->want[DOWN] = most(want, theme->sizes[node->box.min_height]);
}

/* ---- how wide it is ---- */

int node_across(const struct node *parent, const struct node *child, int dimension, int inner)
{
    int want = child->want[dimension];
    if (!node_fixed(child, dimension) && parent->box.align == ALIGN_STRETCH)
        return inner;
    return dimension == ACROSS ? least(want, inner) : want;
}

static void give_widths(struct ui *ui, struct node *node)
{
    int inner = most(0, node->size[ACROSS] - 2 * node_pad(ui, node, ACROSS));
    int gap = node_gap(ui, node), count = 0;
    if (node->axis == AXIS_ROW) {
        EACH_CHILD(ui, node, child)
        count++;
        ui_share(ui, node, ACROSS, inner - gap * most(0, count - 1));
        return;
    }
    int columns = columns_of(node);
    int cell = node->axis == AXIS_GRID ? (inner - gap * (columns - 1)) / columns : inner;
    EACH_CHILD(ui, node, index)
    {
        struct node *child = &ui->nodes[index];
        child->size[ACROSS] = node->axis == AXIS_WRAP ? least(child->want[ACROSS], inner)
                                                      : node_across(node, child, ACROSS, cell);
    }
}

void ui_measure(struct ui *ui)
{
    for (int i = ui->count - 1; i >= 0; i--)
        want_width(ui, &ui->nodes[i]);
    ui->nodes[0].size[ACROSS] = ui->width;
    for (int i = 0; i < ui->count; i++)
        if (ui->nodes[i].kind == NODE_BOX)
            give_widths(ui, &ui->nodes[i]);
    for (int i = ui->count - 1; i >= 0; i--)
        want_height(ui, &ui->nodes[i]);
}
