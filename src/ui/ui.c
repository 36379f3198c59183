#include "ui/ui.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "ui/tree.h"

struct ui *ui_new(const struct ui_metrics *metrics)
{
    struct ui *ui = calloc(1, sizeof(*ui));
    if (!ui)
        abort();
    ui->metrics = *metrics;
    ui->all_damaged = true;
    ui_reset_input(ui);
    return ui;
}

void ui_free(struct ui *ui)
{
    if (!ui)
        return;
    wipe(ui->texts, sizeof(ui->texts)); /* what visitors typed stands here */
    free(ui);
}

const char *ui_keep(struct ui *ui, const char *text)
{
    if (!text || !*text)
        return "";
    size_t len = strlen(text) + 1;
    if (len > sizeof(ui->texts) - ui->texts_len) {
        ui->overfull = true;
        return "";
    }
    char *kept = ui->texts + ui->texts_len;
    memcpy(kept, text, len);
    ui->texts_len += len;
    return kept;
}

const char *ui_mask(struct ui *ui, const char *text)
{
    static const char bullet[] = "\xe2\x80\xa2";
    size_t most = strlen(text) * (sizeof(bullet) - 1) + 1;
    if (most > sizeof(ui->texts) - ui->texts_len) {
        ui->overfull = true;
        return "";
    }
    char *masked = ui->texts + ui->texts_len;
    char *end = masked;
    for (const char *c = text; *c; c++) {
        if (((unsigned char)*c & 0xc0) == 0x80) /* inside a character */
            continue;
        memcpy(end, bullet, sizeof(bullet) - 1);
        end += sizeof(bullet) - 1;
    }
    *end++ = '\0';
    ui->texts_len += (size_t)(end - masked);
    return masked;
}

struct node *ui_last(struct ui *ui)
{
    return ui->dropped || ui->count == 0 ? NULL : &ui->nodes[ui->count - 1];
}

/* A node below the open box; NULL when the tree is full or the box itself was dropped. */
static struct node *node_add(struct ui *ui, enum node_kind kind)
{
    if (ui->dropped)
        return NULL;
    if (ui->count == NODES_MAX) {
        ui->overfull = true;
        return NULL;
    }
    int index = ui->count++;
    struct node *node = &ui->nodes[index];
    *node = (struct node){.kind = kind,
                          .text = "",
                          .said = "",
                          .parent = NONE,
                          .first = NONE,
                          .last = NONE,
                          .next = NONE,
                          .scroll = NONE,
                          .after = index + 1};
    if (ui->depth > 0) {
        node->parent = ui->open[ui->depth - 1];
        struct node *parent = &ui->nodes[node->parent];
        node->aside = parent->aside;
        if (parent->last == NONE)
            parent->first = index;
        else
            ui->nodes[parent->last].next = index;
        parent->last = index;
    }
    return node;
}

void ui_open(struct ui *ui, enum axis axis, const struct box *box)
{
    struct node *node = ui->depth < DEPTH_MAX ? node_add(ui, NODE_BOX) : NULL;
    if (!node) {
        ui->overfull = true;
        ui->dropped++;
        return;
    }
    int index = ui->count - 1;
    node->axis = axis;
    node->box = *box;
    node->role = box->role;
    node->aside |= box->aside;
    node->text = ui_keep(ui, box->text);
    node->said = box->masked ? ui_mask(ui, node->text) : node->text;
    node->box.text = NULL; /* borrowed for the call only */
    if (box->scroll && ui->scroll_count < SCROLLS_MAX) {
        node->scroll = ui->scroll_count++;
        ui->scrolls[node->scroll].node = index;
    }
    ui->open[ui->depth++] = index;
}

void ui_close(struct ui *ui)
{
    if (ui->dropped) {
        ui->dropped--;
        return;
    }
    int index = ui->open[--ui->depth];
    ui->nodes[index].after = ui->count;
    if (!node_tappable(&ui->nodes[index]))
        return;
    for (int i = 0; i < ui->depth; i++) /* the open boxes are those around it */
        ui->nodes[ui->open[i]].backdrop |= node_tappable(&ui->nodes[ui->open[i]]);
}

void ui_label(struct ui *ui, const char *text, const struct label *label)
{
    struct node *node = node_add(ui, NODE_LABEL);
    if (!node)
        return;
    node->is.label = *label;
    node->box.grow = label->grow;
    node->box.masked = label->masked;
    node->text = ui_keep(ui, text);
    node->said = label->masked ? ui_mask(ui, node->text) : node->text;
    node->is.label.brief = ui_keep(ui, label->brief);
    node->silent = label->silent;
    node->role = label->role;
    if (node->role == ROLE_NONE)
        node->role = label->type == TYPE_TITLE ? ROLE_TITLE : ROLE_TEXT;
}

void ui_icon(struct ui *ui, const char *name, const struct icon *icon)
{
    struct node *node = node_add(ui, NODE_ICON);
    if (!node)
        return;
    node->is.icon = *icon;
    node->text = ui_keep(ui, name);
    node->box.width = node->box.height = icon->size ? icon->size : SIZE_ICON_M;
    node->silent = true; /* an icon only decorates what a text says */
}

void ui_image(struct ui *ui, const struct image *image)
{
    static const enum size_role side[] = {[IMAGE_QR] = SIZE_QR,
                                          [IMAGE_PREVIEW] = SIZE_AUTO,
                                          [IMAGE_RING] = SIZE_RING,
                                          [IMAGE_BRACKETS] = SIZE_BRACKETS};
    struct node *node = node_add(ui, NODE_IMAGE);
    if (!node)
        return;
    node->is.image = *image;
    node->text = node->said = ui_keep(ui, image->text);
    node->is.image.text = NULL;
    node->box.width = image->width ? image->width : side[image->kind];
    node->box.height = image->height ? image->height : side[image->kind];
    node->box.grow = image->grow;
    node->role = image->kind == IMAGE_BRACKETS ? ROLE_NONE : ROLE_IMAGE; /* those only decorate */
}

void ui_space(struct ui *ui, int grow)
{
    struct node *node = node_add(ui, NODE_SPACE);
    if (node)
        node->box.grow = grow;
}

void ui_rule(struct ui *ui)
{
    bool upright = ui->depth > 0 && ui->nodes[ui->open[ui->depth - 1]].axis == AXIS_ROW;
    ui_open(ui, AXIS_COLUMN,
            &(struct box){.width = upright ? SIZE_LINE : SIZE_AUTO,
                          .height = upright ? SIZE_AUTO : SIZE_LINE,
                          .fill = COLOR_LINE});
    ui_close(ui);
}

void ui_begin(struct ui *ui, const struct theme *theme, int width, int height)
{
    wipe(ui->texts, ui->texts_len);
    ui->theme = theme;
    ui->width = width;
    ui->height = height;
    ui->count = ui->depth = ui->dropped = ui->scroll_count = 0;
    ui->texts_len = ui->shown_count = ui->paint_count = 0;
    ui->overfull = false;
    ui_open(ui, AXIS_STACK, &(struct box){.fill = COLOR_PAPER});
}

void ui_end(struct ui *ui)
{
    ui_close(ui);
    if (ui->overfull)
        log_error("page is larger than the toolkit's tree: %d nodes, %zu bytes of text; the rest "
                  "is left out",
                  ui->count, ui->texts_len);
    ui_measure(ui);
    ui_place(ui);
    ui_settle(ui);
    ui_follow_caret(ui);
}

const struct theme *ui_theme(const struct ui *ui)
{
    return ui->theme;
}

bool ui_landscape(const struct ui *ui)
{
    return ui->theme->layout == LAYOUT_LANDSCAPE;
}
