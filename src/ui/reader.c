/* The tree as a reader meets it: one node for each thing that is told, its inner labels silent. */
#include <string.h>

#include "base/buf.h"
#include "ui/tree.h"

enum { FAR = 1 << 20 };

bool node_told(const struct node *node)
{
    if (node->role == ROLE_NONE || node->silent)
        return false;
    return node->kind != NODE_LABEL || *node->said;
}

/* The labels inside, one a line, for a tappable box that names no text. */
static const char *text_of_labels(struct ui *ui, int index)
{
    struct node *box = &ui->nodes[index];
    char joined[1024] = "";
    size_t len = 0;
    for (int i = index + 1; i < box->after; i++) {
        const struct node *node = &ui->nodes[i];
        if (node->kind != NODE_LABEL || !node_told(node))
            continue;
        if (len > 0 && len + 1 < sizeof(joined))
            joined[len++] = '\n';
        text_copy(joined + len, sizeof(joined) - len, node->said);
        len += strlen(joined + len);
        box->box.masked |= node->box.masked;
    }
    return ui_keep(ui, joined);
}

/* Boxes that are something to a reader say it for their labels. */
static void hush(struct ui *ui)
{
    for (int i = 0; i < ui->count; i++) {
        struct node *box = &ui->nodes[i];
        if (box->kind != NODE_BOX)
            continue;
        bool button = box->box.tap.kind && !box->backdrop;
        if (button && box->role == ROLE_NONE)
            box->role = ROLE_BUTTON;
        if (button && !*box->said)
            box->said = text_of_labels(ui, i);
        if (box->role == ROLE_NONE || !*box->said)
            continue;
        for (int inner = i + 1; inner < box->after; inner++)
            if (ui->nodes[inner].kind == NODE_LABEL)
                ui->nodes[inner].silent = true;
    }
}

static struct rect limit_inside(const struct node *parent)
{
    struct rect rect = node_rect(parent);
    if (parent->scroll != NONE || parent->tail)
        return (struct rect){rect.x, -FAR, rect.w, 2 * FAR};
    return rect_cut(parent->limit, rect);
}

static bool within(struct rect rect, struct rect limit)
{
    return rect.x >= limit.x && rect.y >= limit.y && rect.x + rect.w <= limit.x + limit.w &&
           rect.y + rect.h <= limit.y + limit.h;
}

static bool text_fits(struct ui *ui, int index)
{
    const struct node *node = &ui->nodes[index];
    if (node->kind != NODE_LABEL || node->is.label.caret)
        return true;
    if (node->want[DOWN] > node->size[DOWN])
        return false;
    if (node->want[ACROSS] <= node->size[ACROSS])
        return true;
    bool gives = !node->is.label.one_line || *node->is.label.brief;
    return gives && node_least(ui, index, ACROSS) <= node->size[ACROSS];
}

/* The node itself or the first box around it that a reader meets; a field may show a part of its
 * text. */
static void mark_clipped(struct ui *ui, int index)
{
    while (index != NONE && !node_told(&ui->nodes[index]))
        index = ui->nodes[index].parent;
    if (index != NONE && ui->nodes[index].role != ROLE_FIELD)
        ui->nodes[index].clipped = true;
}

static void find_clipped(struct ui *ui)
{
    ui->nodes[0].limit = node_rect(&ui->nodes[0]);
    for (int i = 0; i < ui->count; i++) {
        struct node *node = &ui->nodes[i];
        if (node->parent != NONE)
            node->limit = limit_inside(&ui->nodes[node->parent]);
        if (!within(node_rect(node), node->limit) || !text_fits(ui, i))
            mark_clipped(ui, i);
    }
}

static bool in_scroll(const struct ui *ui, const struct node *node)
{
    for (int at = node->parent; at != NONE; at = ui->nodes[at].parent)
        if (ui->nodes[at].scroll != NONE)
            return true;
    return false;
}

void ui_list(struct ui *ui)
{
    ui->shown_count = 0;
    for (int i = 0; i < ui->count; i++) {
        const struct node *node = &ui->nodes[i];
        if (!node_told(node))
            continue;
        struct rect seen = rect_cut(node_rect(node), node->clip);
        /* What is pushed off the page is told as clipped; what is scrolled away is fine. */
        if (seen.w > 0 || !in_scroll(ui, node))
            ui->shown[ui->shown_count++] = i;
    }
}

void ui_settle(struct ui *ui)
{
    hush(ui);
    find_clipped(ui);
    ui_list(ui);
}

size_t ui_count(const struct ui *ui)
{
    return ui->shown_count;
}

struct node_view ui_view(const struct ui *ui, int index)
{
    const struct node *node = &ui->nodes[index];
    const struct box *box = &node->box;
    return (struct node_view){
        .rect = rect_cut(node_rect(node), node->clip),
        .role = node->role,
        .text = node->said,
        .tap = box->tap,
        .disabled = box->disabled,
        .selected = box->selected || node->checked,
        .error = box->error,
        .focus = box->focus || ui_find(ui, ui->focus) == index,
        .masked = box->masked,
        .clipped = node->clipped,
        .caret = node->role == ROLE_FIELD && box->focus,
        .aside = node->aside,
    };
}

struct node_view ui_node(const struct ui *ui, size_t index)
{
    return ui_view(ui, ui->shown[index]);
}

const char *role_name(enum role role)
{
    static const char *const names[ROLES] = {
        [ROLE_NONE] = "",         [ROLE_TITLE] = "title", [ROLE_TEXT] = "text",
        [ROLE_BUTTON] = "button", [ROLE_TILE] = "tile",   [ROLE_FIELD] = "field",
        [ROLE_KEY] = "key",       [ROLE_BADGE] = "badge", [ROLE_ICON] = "icon",
        [ROLE_IMAGE] = "image",   [ROLE_STEP] = "step",   [ROLE_ROW] = "row",
        [ROLE_TAB] = "tab",       [ROLE_CHECK] = "check",
    };
    return role < ROLES ? names[role] : "";
}

static void put_escaped(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\t')
            buf_puts(out, "\\t");
        else if (*text == '\n')
            buf_puts(out, "\\n");
        else if (*text == '\\')
            buf_puts(out, "\\\\");
        else
            buf_putc(out, *text);
    }
}

/* The states that hold, separated by commas; returns how many. */
static int put_states(struct buf *out, const struct node_view *view)
{
    const struct {
        bool holds;
        const char *name;
    } states[] = {
        {view->tap.kind != 0 && !view->disabled, "tap"},
        {view->disabled, "disabled"},
        {view->focus, "focus"},
        {view->selected, "selected"},
        {view->error, "error"},
    };
    int count = 0;
    for (size_t i = 0; i < LENGTH(states); i++)
        if (states[i].holds)
            buf_printf(out, "%s%s", count++ ? "," : "", states[i].name);
    return count;
}

void ui_dump(const struct ui *ui, struct buf *out)
{
    int ends[DEPTH_MAX + 1], depth = 0; /* of the told boxes around */
    for (int i = 0; i < ui->count; i++) {
        const struct node *node = &ui->nodes[i];
        while (depth > 0 && i >= ends[depth - 1])
            depth--;
        if (!node_told(node))
            continue;
        struct node_view view = ui_view(ui, i);
        buf_printf(out, "%*s%s \"", 2 * depth, "", role_name(view.role));
        put_escaped(out, view.text);
        buf_puts(out, "\"");
        struct buf states;
        buf_init(&states, 64);
        if (put_states(&states, &view) > 0)
            buf_printf(out, " [%s]", buf_text(&states));
        buf_fini(&states);
        buf_puts(out, "\n");
        if (node->after > i + 1)
            ends[depth++] = node->after;
    }
}

void ui_inspect(const struct ui *ui, const char *screen, struct buf *out)
{
    buf_puts(out, "screen\t");
    put_escaped(out, screen);
    buf_putc(out, '\n');
    for (size_t i = 0; i < ui_count(ui); i++) {
        struct node_view view = ui_node(ui, i);
        if (view.rect.w == 0 || view.rect.h == 0)
            continue;
        buf_printf(out, "%s\t%d,%d,%d,%d\t", role_name(view.role), view.rect.x, view.rect.y,
                   view.rect.w, view.rect.h);
        if (put_states(out, &view) == 0)
            buf_putc(out, '-');
        buf_putc(out, '\t');
        put_escaped(out, *view.text ? view.text : "-");
        buf_putc(out, '\n');
    }
}
