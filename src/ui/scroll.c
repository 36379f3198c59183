#include "ui/tree.h"

static int most(int a, int b)
{
    return a > b ? a : b;
}

bool ui_scroll_bar(const struct ui *ui, const struct scroll *scroll, struct rect *track,
                   struct rect *thumb)
{
    if (scroll->most == 0)
        return false;
    const struct theme *theme = ui->theme;
    const struct node *node = &ui->nodes[scroll->node];
    struct rect rect = node_rect(node);
    int width = theme->sizes[SIZE_SEGMENT], margin = theme->gaps[GAP_XS];
    int x = rect.x + rect.w - node_pad(ui, node, ACROSS) + margin;
    if (x + width > ui->width)
        x = ui->width - width;
    *track = (struct rect){x, rect.y, width, rect.h};
    int length =
        most(theme->sizes[SIZE_TOUCH], (int)((int64_t)rect.h * rect.h / (rect.h + scroll->most)));
    int travel = most(0, rect.h - length);
    *thumb = (struct rect){x, rect.y + (int)((int64_t)travel * scroll->offset / scroll->most),
                           width, length};
    return true;
}

bool ui_scroll_to(struct ui *ui, int index, int offset)
{
    struct scroll *scroll = &ui->scrolls[index];
    offset = offset > scroll->most ? scroll->most : most(0, offset);
    if (offset == scroll->offset)
        return false;
    scroll->offset = offset;
    ui_place(ui);
    ui_list(ui);
    return true;
}

int ui_scroll_at(const struct ui *ui, int x, int y)
{
    int margin = ui->count > 0 ? ui->theme->sizes[SIZE_TOUCH] / 2 : 0;
    for (int i = ui->scroll_count - 1; i >= 0; i--) {
        const struct node *node = &ui->nodes[ui->scrolls[i].node];
        struct rect rect = rect_cut(node_rect(node), node->clip);
        rect.w += margin; /* the bar may stand beside the column */
        if (ui->scrolls[i].most > 0 && rect_has(rect, x, y))
            return i;
    }
    return NONE;
}

void ui_reveal(struct ui *ui, int index)
{
    for (int at = ui->nodes[index].parent; at != NONE; at = ui->nodes[at].parent) {
        const struct node *box = &ui->nodes[at], *node = &ui->nodes[index];
        if (box->scroll == NONE)
            continue;
        int margin = ui->theme->gaps[GAP_M], offset = ui->scrolls[box->scroll].offset;
        int above = box->at[DOWN] + margin - node->at[DOWN];
        int below = node->at[DOWN] + node->size[DOWN] + margin - box->at[DOWN] - box->size[DOWN];
        if (above > 0)
            ui_scroll_to(ui, box->scroll, offset - above);
        else if (below > 0)
            ui_scroll_to(ui, box->scroll, offset + below);
    }
}

void ui_follow_caret(struct ui *ui)
{
    int at = 0;
    while (at < ui->count && !(ui->nodes[at].role == ROLE_FIELD && ui->nodes[at].box.focus))
        at++;
    struct target field = ui_target(ui, at < ui->count ? at : NONE);
    bool same = field.msg.kind == ui->typing.msg.kind && field.msg.value == ui->typing.msg.value &&
                field.nth == ui->typing.nth;
    if (field.msg.kind && !same)
        ui_reveal(ui, at);
    focus_follow(ui, at < ui->count ? at : NONE, !same);
    ui->typing = field;
}
