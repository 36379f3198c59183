/* Who gets how much along a row or column.
 *
 * Those with `grow` share what the others leave, in proportion. Across, text rather wraps than
 * spoils the proportion, down to its longest word; only beside a space, which takes what nobody
 * wants, it keeps its line. Down, none gets less than it wants while there is room. Where even the
 * least is too much, the others are pressed too, each in proportion to what it can give. */
#include "ui/tree.h"

static int wanted(const struct ui *ui, const struct node *parent, int dimension, bool growing)
{
    int sum = 0;
    EACH_CHILD(ui, parent, child)
    if (growing == (ui->nodes[child].box.grow > 0))
        sum += ui->nodes[child].want[dimension];
    return sum;
}

/* Whether those that grow keep what they want, with room for all. */
static bool keeps_want(const struct ui *ui, const struct node *parent, int dimension)
{
    if (dimension == DOWN)
        return true;
    EACH_CHILD(ui, parent, child)
    if (ui->nodes[child].kind == NODE_SPACE)
        return true;
    return false;
}

/* Settles each grower whose share is under its floor, until the rest is fair for all others. */
static void settle_floors(struct ui *ui, const struct node *parent, int *room, int *shares)
{
    for (bool again = true; again && *shares > 0;) {
        again = false;
        int round_room = *room, round_shares = *shares;
        EACH_CHILD(ui, parent, index)
        {
            struct node *child = &ui->nodes[index];
            if (child->box.grow == 0 || child->settled)
                continue;
            if ((int64_t)round_room * child->box.grow >= (int64_t)child->floor * round_shares)
                continue;
            child->settled = again = true;
            *room -= child->floor;
            *shares -= child->box.grow;
        }
    }
}

static void give_shares(struct ui *ui, const struct node *parent, int dimension, int room)
{
    int shares = 0;
    EACH_CHILD(ui, parent, child)
    {
        ui->nodes[child].settled = false;
        shares += ui->nodes[child].box.grow;
    }
    settle_floors(ui, parent, &room, &shares);
    EACH_CHILD(ui, parent, index)
    {
        struct node *child = &ui->nodes[index];
        if (child->box.grow == 0)
            continue;
        child->size[dimension] = child->floor;
        if (child->settled)
            continue;
        int share = (int)((int64_t)room * child->box.grow / shares);
        child->size[dimension] = share;
        room -= share; /* so that rounding leaves no pixel over */
        shares -= child->box.grow;
    }
}

/* Takes `lack` pixels from the children without grow, as far as they can give. */
static void press(struct ui *ui, const struct node *parent, int dimension, int lack)
{
    int64_t slack = 0;
    EACH_CHILD(ui, parent, child)
    if (ui->nodes[child].box.grow == 0)
        slack += ui->nodes[child].size[dimension] - node_least(ui, child, dimension);
    if (lack > slack)
        lack = (int)slack;
    EACH_CHILD(ui, parent, index)
    {
        struct node *child = &ui->nodes[index];
        if (child->box.grow > 0 || slack == 0)
            continue;
        int own = child->size[dimension] - node_least(ui, index, dimension);
        int part = (int)(own * (int64_t)lack / slack);
        child->size[dimension] -= part;
        lack -= part;
        slack -= own;
    }
}

void ui_share(struct ui *ui, const struct node *parent, int dimension, int room)
{
    int others = wanted(ui, parent, dimension, false);
    bool roomy =
        others + wanted(ui, parent, dimension, true) <= room && keeps_want(ui, parent, dimension);
    int floors = 0;
    EACH_CHILD(ui, parent, index)
    {
        struct node *child = &ui->nodes[index];
        child->size[dimension] = child->want[dimension];
        if (child->box.grow == 0)
            continue;
        child->floor = roomy ? child->want[dimension] : node_least(ui, index, dimension);
        floors += child->floor;
    }
    int rest = room - others;
    give_shares(ui, parent, dimension, rest > floors ? rest : floors);
    if (floors > rest)
        press(ui, parent, dimension, floors - rest);
}
