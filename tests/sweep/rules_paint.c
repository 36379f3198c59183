/* What is painted: texts beside each other, on a ground they stand out from, in letters of a size
 * that is read; QR codes in modules that a camera tells apart. */
#include <stdlib.h>

#include "platform/text.h"
#include "sweep/rules.h"
#include "ui/tree.h"

/* Contrast: whatever is read, running text, icons (WCAG 2.1: 1.4.3, 1.4.6, 1.4.11); the high
 * contrast theme: its text, and its icons and accents. */
static const double READ = 4.5, RUNNING = 7, ICON = 3, HIGH = 20, HIGH_ACCENT = 14;
/* Millimetres. A phone tells modules of 0.5 mm apart from 15 cm; what stands on a page is read from
 * farther. One in a row that opens it large need not be. */
static const double MODULE = 0.6, MODULE_OPENED = 0.5, INCH = 25.4;
/* What whole pixels make of a height. */
static const double HALF_PIXEL = 0.5;
/* The gold thread of the pattern over a fill, as the painter lays it. */
enum { THREAD_ALPHA = 40 };

static struct rect seen(const struct paint *item)
{
    return rect_cut(item->rect, item->clip);
}

/* The node an item was painted for: their texts are the same memory. */
static const struct node *node_of(const struct ui *ui, const struct paint *item)
{
    for (int i = 0; i < ui->count; i++) {
        const struct node *node = &ui->nodes[i];
        bool label = node->kind == NODE_LABEL;
        if (item->text == node->text || (label && item->text == node->is.label.brief))
            return node;
    }
    return NULL;
}

/* ---- texts over each other ---- */

static bool written(const struct paint *item)
{
    return item->kind == PAINT_TEXT || item->kind == PAINT_ICON;
}

/* The last fill of the whole screen: what lies below is covered. */
static size_t first_in_sight(const struct ui *ui, const struct paint_list *list)
{
    size_t first = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct paint *item = &list->items[i];
        if (item->kind == PAINT_BOX && item->color.a > 0 && item->rect.w == ui->width &&
            item->rect.h == ui->height)
            first = i;
    }
    return first;
}

static void check_texts_apart(const struct hearing *hearing, const struct paint_list *list)
{
    for (size_t i = first_in_sight(hearing->sight->ui, list); i < list->count; i++)
        for (size_t j = i + 1; written(&list->items[i]) && j < list->count; j++) {
            const struct paint *a = &list->items[i], *b = &list->items[j];
            struct rect both = rect_cut(seen(a), seen(b));
            if (written(b) && both.w > 0)
                hear(hearing, (struct fault){RULE_APART, b->text, both, 0, 0});
        }
}

/* ---- contrast ---- */

static struct rgba over(struct rgba under, struct rgba color)
{
    unsigned a = color.a, rest = 255 - a;
    return (struct rgba){(uint8_t)((color.r * a + under.r * rest) / 255),
                         (uint8_t)((color.g * a + under.g * rest) / 255),
                         (uint8_t)((color.b * a + under.b * rest) / 255), 255};
}

struct ground {
    struct rgba plain, thread;
};

/* What was painted at a place before item `end`, beside and on a thread of the pattern. */
static struct ground ground_at(const struct ui *ui, const struct paint_list *list, size_t end,
                               int x, int y)
{
    struct ground ground = {{0, 0, 0, 255}, {0, 0, 0, 255}};
    for (size_t i = 0; i < end; i++) {
        const struct paint *item = &list->items[i];
        bool filled = item->kind == PAINT_BOX     ? item->color.a > 0
                      : item->kind == PAINT_IMAGE ? item->image == IMAGE_PREVIEW
                                                  : false;
        if (!filled || !rect_has(seen(item), x, y))
            continue;
        ground.plain = over(ground.plain, item->color);
        ground.thread = over(ground.thread, item->color);
        struct rgba thread = ui->theme->colors[COLOR_GOLD];
        thread.a = THREAD_ALPHA;
        if (item->batik)
            ground.thread = over(ground.thread, thread);
    }
    return ground;
}

static bool same(struct rgba a, struct rgba b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

static double contrast_wanted(const struct ui *ui, const struct paint *item, struct rgba ground)
{
    struct rgba accent = ui->theme->inks[COLOR_GOLD];
    bool running = item->kind == PAINT_TEXT &&
                   (item->type == TYPE_BODY || item->type == TYPE_SMALL || item->type == TYPE_LINE);
    if (ui->theme->kind == THEME_CONTRAST)
        return item->kind == PAINT_ICON || same(item->color, accent) || same(ground, accent)
                   ? HIGH_ACCENT
                   : HIGH;
    if (item->kind == PAINT_ICON)
        return ICON;
    return running ? RUNNING : READ;
}

static void check_contrast(const struct hearing *hearing, const struct paint_list *list, size_t at)
{
    const struct ui *ui = hearing->sight->ui;
    const struct paint *item = &list->items[at];
    const struct node *node = node_of(ui, item);
    struct rect rect = seen(item);
    if (node && node->off)
        return;
    for (int part = 1; part < 4; part++) {
        int x = rect.x + rect.w * part / 4, y = rect.y + rect.h / 2;
        struct ground ground = ground_at(ui, list, at, x, y);
        double plain = rgba_contrast(item->color, ground.plain);
        double thread = rgba_contrast(item->color, ground.thread);
        double is = plain < thread ? plain : thread;
        double least = contrast_wanted(ui, item, ground.plain);
        if (is >= least)
            continue;
        hear(hearing, (struct fault){RULE_CONTRAST, item->text, rect, is, least});
        return;
    }
}

/* ---- letters ---- */

/* Rows that the letter H covers by half or more, in pixels. */
static int capital_rows(const struct sight *sight, enum type type)
{
    int side = 2 * ui_theme(sight->ui)->types[type].px;
    SDL_Surface *page = SDL_CreateRGBSurfaceWithFormat(0, side, side, 32, SDL_PIXELFORMAT_ARGB8888);
    struct rect all = {0, 0, side, side};
    struct paint letter = {.kind = PAINT_TEXT,
                           .rect = all,
                           .clip = all,
                           .color = {255, 255, 255, 255},
                           .type = type,
                           .align = ALIGN_START,
                           .one_line = true,
                           .text = "H"};
    int rows = 0;
    text_draw(painter_text(sight->painter), ui_theme(sight->ui), &letter, all, page);
    for (int y = 0; y < page->h; y++) {
        const uint8_t *row = (const uint8_t *)page->pixels + (ptrdiff_t)y * page->pitch;
        bool inked = false;
        for (int x = 0; x < page->w && !inked; x++)
            inked = row[4 * x] >= 128;
        rows += inked;
    }
    SDL_FreeSurface(page);
    return rows;
}

static void check_letters(const struct hearing *hearing, const struct paint_list *list)
{
    double told[TYPES] = {0};
    for (size_t i = first_in_sight(hearing->sight->ui, list); i < list->count; i++) {
        const struct paint *item = &list->items[i];
        if (item->kind != PAINT_TEXT || !*item->text || told[item->type] > 0)
            continue;
        double high = capital_rows(hearing->sight, item->type) * INCH / hearing->sight->on.dpi;
        told[item->type] = high;
        if (high + HALF_PIXEL * INCH / hearing->sight->on.dpi < hearing->sight->on.capital)
            hear(hearing, (struct fault){RULE_LETTERS, item->text, item->rect, high,
                                         hearing->sight->on.capital});
    }
}

/* ---- QR codes ---- */

/* The finder at its corner is seven modules wide: the first dark row's first run. */
static int module_pixels(const struct sight *sight, const struct paint *code)
{
    SDL_Surface *page =
        SDL_CreateRGBSurfaceWithFormat(0, code->rect.w, code->rect.h, 32, SDL_PIXELFORMAT_ARGB8888);
    struct rect all = {0, 0, code->rect.w, code->rect.h};
    struct paint alone = *code;
    int run = 0;
    alone.rect = alone.clip = all;
    SDL_FillRect(page, NULL, 0xffffffff);
    painter_draw(sight->painter, ui_theme(sight->ui), (struct paint_list){&alone, 1}, all, page);
    for (int y = 0; y < page->h && run == 0; y++) {
        const uint8_t *row = (const uint8_t *)page->pixels + (ptrdiff_t)y * page->pitch;
        for (int x = 0; x < page->w && (run == 0 || row[4 * x] < 128); x++)
            run += row[4 * x] < 128;
    }
    SDL_FreeSurface(page);
    return run / 7;
}

static bool in_target(const struct ui *ui, const struct node *node)
{
    int at = node ? node->parent : NONE;
    while (at != NONE && !node_tappable(&ui->nodes[at]))
        at = ui->nodes[at].parent;
    return at != NONE && !ui->nodes[at].backdrop;
}

static void check_module(const struct hearing *hearing, const struct paint *item)
{
    const struct ui *ui = hearing->sight->ui;
    if (item->kind != PAINT_IMAGE || item->image != IMAGE_QR)
        return;
    double is = module_pixels(hearing->sight, item) * INCH / hearing->sight->on.dpi;
    double least = in_target(ui, node_of(ui, item)) ? MODULE_OPENED : MODULE;
    if (is < least)
        hear(hearing, (struct fault){RULE_MODULES, item->text, item->rect, is, least});
}

void rules_of_paint(const struct hearing *hearing)
{
    struct paint_list list = ui_paint(hearing->sight->ui);
    check_texts_apart(hearing, &list);
    check_letters(hearing, &list);
    for (size_t i = first_in_sight(hearing->sight->ui, &list); i < list.count; i++) {
        if (written(&list.items[i]) && *list.items[i].text)
            check_contrast(hearing, &list, i);
        check_module(hearing, &list.items[i]);
    }
}
