/* Who gets how much along a row or column.
 *
 * With room for what all want, those with `grow` share what the others leave, in proportion, but
 * none gets less than it wants. Without, they share what is left down to the least they can be;
 * then the others are pressed too, each in proportion to what it can give. */
#include "ui/tree.h"

static int wanted(const struct ui *ui, const struct node *parent, int dimension, bool growing)
{
    int sum = 0;
    EACH_CHILD(ui, parent, child)
    if (growing == (ui->nodes[child].box.grow > 0))
        sum += ui->nodes[child].want[dimension];
    return sum;
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
    bool roomy = others + wanted(ui, parent, dimension, true) <= room;
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
