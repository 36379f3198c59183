#include "ui/tell.h"

#include "ui/tree.h"

bool ui_tell_next(const struct ui *ui, size_t *at, struct node_view *out)
{
    while (*at < (size_t)ui->count) {
        int index = (int)(*at)++;
        if (!node_told(&ui->nodes[index]))
            continue;
        *out = ui_view(ui, index);
        return true;
    }
    return false;
}

bool ui_tell_at(const struct ui *ui, int x, int y, struct node_view *out)
{
    for (int i = ui->count - 1; i >= 0; i--) {
        const struct node *node = &ui->nodes[i];
        if (!node_told(node) || !rect_has(rect_cut(node_rect(node), node->clip), x, y))
            continue;
        *out = ui_view(ui, i);
        return true;
    }
    return false;
}

bool ui_tell_focus(const struct ui *ui, struct node_view *out)
{
    int index = ui_find(ui, ui->focus);
    if (index == NONE)
        return false;
    *out = ui_view(ui, index);
    return true;
}
