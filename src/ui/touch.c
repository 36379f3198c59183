/* What lies under a finger, and how a tappable node is found again in a new tree. */
#include "ui/tree.h"

bool node_tappable(const struct node *node)
{
    return node->kind == NODE_BOX && node->box.tap.kind != 0;
}

static bool same(struct msg a, struct msg b)
{
    return a.kind == b.kind && a.value == b.value;
}

int ui_find(const struct ui *ui, struct target target)
{
    int nth = 0;
    if (target.msg.kind == 0)
        return NONE;
    for (int i = 0; i < ui->count; i++)
        if (node_tappable(&ui->nodes[i]) && same(ui->nodes[i].box.tap, target.msg) &&
            nth++ == target.nth)
            return i;
    return NONE;
}

struct target ui_target(const struct ui *ui, int index)
{
    struct target target = {.nth = 0};
    if (index == NONE)
        return target;
    target.msg = ui->nodes[index].box.tap;
    for (int i = 0; i < index; i++)
        if (node_tappable(&ui->nodes[i]) && same(ui->nodes[i].box.tap, target.msg))
            target.nth++;
    return target;
}

/* The node itself or the tappable box that it is a part of, or NONE. A card before a backdrop is
 * no part of it: a tap on the card is not a tap beside it. */
static int tappable_around(const struct ui *ui, int index)
{
    int at = index;
    while (at != NONE && !node_tappable(&ui->nodes[at]))
        at = ui->nodes[at].parent;
    return at != NONE && at != index && ui->nodes[at].backdrop ? NONE : at;
}

int ui_hit(const struct ui *ui, int x, int y)
{
    for (int i = ui->count - 1; i > 0; i--) {
        const struct node *node = &ui->nodes[i];
        bool solid = node->kind == NODE_BOX && (node_tappable(node) || node->box.fill);
        if (solid && rect_has(rect_cut(node_rect(node), node->clip), x, y))
            return tappable_around(ui, i);
    }
    return NONE;
}

static bool in_sight(const struct node *node)
{
    return rect_cut(node_rect(node), node->clip).w > 0;
}

bool ui_covered(const struct ui *ui, int index)
{
    /* What is scrolled away will stand in its column's place. */
    while (!in_sight(&ui->nodes[index]) && ui->nodes[index].parent != NONE)
        index = ui->nodes[index].parent;
    const struct node *node = &ui->nodes[index];
    struct rect seen = rect_cut(node_rect(node), node->clip);
    int x = seen.x + seen.w / 2, y = seen.y + seen.h / 2;
    for (int i = node->after; i < ui->count; i++) {
        const struct node *later = &ui->nodes[i];
        if (later->kind == NODE_BOX && later->box.fill &&
            rect_has(rect_cut(node_rect(later), later->clip), x, y))
            return true;
    }
    return false;
}
