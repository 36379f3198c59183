/* What is laid out: that it fits, lies beside and not over each other, and can be scrolled to. */
#include "sweep/rules.h"
#include "ui/tree.h"

static struct rect seen(const struct node *node)
{
    return rect_cut(node_rect(node), node->clip);
}

static const char *words_of(const struct ui *ui, int index)
{
    for (int at = index; at != NONE; at = ui->nodes[at].parent)
        if (*ui->nodes[at].said)
            return ui->nodes[at].said;
    return ui->nodes[index].text;
}

static void check_fits(const struct hearing *hearing)
{
    const struct ui *ui = hearing->sight->ui;
    for (size_t i = 0; i < ui_count(ui); i++) {
        struct node_view view = ui_node(ui, i);
        if (view.clipped)
            hear(hearing, (struct fault){RULE_WHOLE, view.text, view.rect, 0, 0});
    }
}

static bool scrolls(const struct ui *ui, int index)
{
    for (int at = index; at != NONE; at = ui->nodes[at].parent)
        if (ui->nodes[at].scroll != NONE || ui->nodes[at].tail)
            return true;
    return false;
}

static void check_on_screen(const struct hearing *hearing)
{
    const struct ui *ui = hearing->sight->ui;
    struct rect screen = {0, 0, ui->width, ui->height};
    for (int i = 0; i < ui->count; i++) {
        const struct node *node = &ui->nodes[i];
        struct rect rect = node_rect(node), on = rect_cut(rect, screen);
        bool all = on.w == rect.w && on.h == rect.h;
        bool something = node->kind != NODE_SPACE && rect.w > 0 && rect.h > 0;
        if (something && !all && !scrolls(ui, i))
            hear(hearing, (struct fault){RULE_ON_SCREEN, words_of(ui, i), rect, 0, 0});
    }
}

/* Siblings of a page lie beside each other, but in a stack. */
static void check_siblings(const struct hearing *hearing, int parent)
{
    const struct ui *ui = hearing->sight->ui;
    for (int a = ui->nodes[parent].first; a != NONE; a = ui->nodes[a].next)
        for (int b = ui->nodes[a].next; b != NONE; b = ui->nodes[b].next) {
            struct rect both = rect_cut(node_rect(&ui->nodes[a]), node_rect(&ui->nodes[b]));
            if (both.w > 0 && both.h > 0)
                hear(hearing, (struct fault){RULE_APART, words_of(ui, b), both, 0, 0});
        }
}

static void check_apart(const struct hearing *hearing)
{
    const struct ui *ui = hearing->sight->ui;
    for (int i = 1; i < ui->count; i++)
        if (ui->nodes[i].kind == NODE_BOX && ui->nodes[i].axis != AXIS_STACK)
            check_siblings(hearing, i);
}

/* The thumb is painted whole, and nothing is painted over it. */
static bool handle_seen(const struct paint_list *list, struct rect thumb)
{
    bool there = false;
    for (size_t i = 0; i < list->count; i++) {
        const struct paint *item = &list->items[i];
        struct rect both = rect_cut(rect_cut(item->rect, item->clip), thumb);
        bool covers = item->kind == PAINT_BOX && item->color.a > 0 && both.w > 0;
        bool whole = both.w == thumb.w && both.h == thumb.h;
        if (covers)
            there = whole && item->rect.w == thumb.w && item->rect.h == thumb.h;
    }
    return there;
}

static void check_handles(const struct hearing *hearing)
{
    struct ui *ui = hearing->sight->ui;
    struct paint_list list = ui_paint(ui);
    for (int i = 0; i < ui->scroll_count; i++) {
        struct scroll *scroll = &ui->scrolls[i];
        const struct node *node = &ui->nodes[scroll->node];
        struct rect track, thumb;
        if (scroll->most == 0 || seen(node).w == 0)
            continue;
        if (!ui_scroll_bar(ui, scroll, &track, &thumb) || !handle_seen(&list, thumb))
            hear(hearing,
                 (struct fault){RULE_HANDLE, words_of(ui, scroll->node), node_rect(node), 0, 0});
    }
}

void rules_of_tree(const struct hearing *hearing)
{
    if (hearing->sight->ui->overfull)
        hear(hearing, (struct fault){RULE_ROOM, "", {0}, 0, 0});
    check_fits(hearing);
    check_on_screen(hearing);
    check_apart(hearing);
    check_handles(hearing);
}
