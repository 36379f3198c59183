/* Operation by five keys: which node has the focus, and where it goes next. */
#include "ui/tree.h"

static bool is_key(const struct ui *ui, int index)
{
    return ui->nodes[index].role == ROLE_KEY;
}

/* A field leads into the keyboard. */
static bool leads_in(const struct ui *ui)
{
    for (int i = 0; i < ui->count; i++)
        if (node_tappable(&ui->nodes[i]) && ui->nodes[i].role == ROLE_FIELD)
            return true;
    return false;
}

/* The keys are a round of their own, or a part of the page's where no field leads to them. */
static bool in_round(const struct ui *ui, int index)
{
    if (ui->keys == KEYS_IN)
        return is_key(ui, index);
    return !is_key(ui, index) || !leads_in(ui);
}

static bool focusable(const struct ui *ui, int index)
{
    const struct node *node = &ui->nodes[index];
    return node_tappable(node) && !node->backdrop && !node->box.disabled && in_round(ui, index) &&
           !ui_covered(ui, index);
}

static void focus_on(struct ui *ui, int index)
{
    ui->focus = ui_target(ui, index);
    if (index != NONE)
        ui_reveal(ui, index);
}

/* The round is walked as if it stood twice in a row: first what is the page's own, then what is
 * aside. */
static struct msg step(struct ui *ui, int by, bool *changed)
{
    int at = ui_find(ui, ui->focus), count = ui->count;
    int from = by > 0 ? 2 * count - 1 : 0;
    if (at != NONE)
        from = at + (ui->nodes[at].aside ? count : 0);
    for (int i = 1; i <= 2 * count; i++) {
        int place = (from + by * i + 4 * count) % (2 * count);
        int index = place % count;
        if (ui->nodes[index].aside != (place >= count) || !focusable(ui, index))
            continue;
        focus_on(ui, index);
        *changed = true;
        break;
    }
    return (struct msg){0};
}

struct msg focus_next(struct ui *ui, const struct input *input, bool *changed)
{
    (void)input;
    return step(ui, 1, changed);
}

struct msg focus_previous(struct ui *ui, const struct input *input, bool *changed)
{
    (void)input;
    return step(ui, -1, changed);
}

struct msg focus_ok(struct ui *ui, const struct input *input, bool *changed)
{
    (void)input;
    int at = ui_find(ui, ui->focus);
    if (at == NONE || !focusable(ui, at))
        return (struct msg){0};
    if (ui->nodes[at].role == ROLE_FIELD)
        ui->keys = KEYS_ENTERING;
    *changed = true;
    return ui->nodes[at].box.tap;
}

struct msg focus_back(struct ui *ui, const struct input *input, bool *changed)
{
    (void)input;
    if (ui->keys != KEYS_IN)
        return (struct msg){0};
    ui->keys = KEYS_LEFT;
    focus_on(ui, ui_find(ui, ui->typing));
    *changed = true;
    return (struct msg){0};
}

struct msg focus_stays(struct ui *ui, const struct input *input, bool *changed)
{
    (void)ui;
    (void)input;
    (void)changed;
    return (struct msg){0};
}

static int first_key(const struct ui *ui)
{
    for (int i = 0; i < ui->count; i++)
        if (node_tappable(&ui->nodes[i]) && is_key(ui, i) && !ui_covered(ui, i))
            return i;
    return NONE;
}

void focus_follow(struct ui *ui, int caret, bool moved)
{
    int key = first_key(ui);
    bool enters = ui->keys == KEYS_ENTERING || (ui->keys == KEYS_IN && moved);
    if (ui->keys == KEYS_LEFT)
        return;
    if (key == NONE || caret == NONE) {
        ui->keys = KEYS_LEFT;
        if (ui_find(ui, ui->focus) == NONE)
            ui->focus = ui->typing; /* what had the caret: the way on begins behind it */
    } else if (enters) {
        ui->keys = KEYS_IN;
        ui->focus = ui_target(ui, key);
    }
}
