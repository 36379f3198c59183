/* What can be touched, and what the focus can stand on. */
#include "sweep/rules.h"
#include "ui/tree.h"

/* Millimetres. 1220 mm above the floor is the highest a hand reaches from a wheelchair; the lower
 * edge of the demo kiosk stands at 780 mm. */
static const double TARGET = 12.7, APART = 2.54, REACH = 1220 - 780, INCH = 25.4;
/* What pixels round away. */
static const double ROUNDING = 0.75;

static double mm(const struct hearing *hearing, int pixels)
{
    return pixels * INCH / hearing->sight->on.dpi;
}

static bool too_little(const struct hearing *hearing, int pixels, double least)
{
    return mm(hearing, pixels) < least - ROUNDING * INCH / hearing->sight->on.dpi;
}

static bool is_target(const struct ui *ui, int index)
{
    const struct node *node = &ui->nodes[index];
    return node_tappable(node) && !node->backdrop && !ui_covered(ui, index);
}

static int scroll_around(const struct ui *ui, int index)
{
    for (int at = ui->nodes[index].parent; at != NONE; at = ui->nodes[at].parent)
        if (ui->nodes[at].scroll != NONE)
            return ui->nodes[at].scroll;
    return NONE;
}

static void check_size(const struct hearing *hearing, int index)
{
    const struct node *node = &hearing->sight->ui->nodes[index];
    struct rect rect = node_rect(node);
    int least = rect.w < rect.h ? rect.w : rect.h;
    if (too_little(hearing, least, TARGET))
        hear(hearing, (struct fault){RULE_TARGET, node->said, rect, mm(hearing, least), TARGET});
}

/* What lies between them, up and down or across; 0 and less where they overlap. */
static int distance(struct rect a, struct rect b)
{
    int across = a.x < b.x ? b.x - a.x - a.w : a.x - b.x - b.w;
    int down = a.y < b.y ? b.y - a.y - a.h : a.y - b.y - b.h;
    return across > down ? across : down;
}

/* In the same scrolling column as they stand there; else as much as is seen of each. */
static void check_distance(const struct hearing *hearing, int a, int b)
{
    const struct ui *ui = hearing->sight->ui;
    struct rect one = node_rect(&ui->nodes[a]), other = node_rect(&ui->nodes[b]);
    if (scroll_around(ui, a) != scroll_around(ui, b)) {
        one = rect_cut(one, ui->nodes[a].clip);
        other = rect_cut(other, ui->nodes[b].clip);
        if (one.w == 0 || other.w == 0)
            return;
    }
    int between = distance(one, other);
    if (too_little(hearing, between, APART))
        hear(hearing, (struct fault){RULE_TARGETS_APART, ui->nodes[b].said, other,
                                     mm(hearing, between), APART});
}

/* Upright screens are higher than an arm reaches; where the whole screen is lower, so is the line.
 * The officer's hidden door is no visitor's to reach. */
static void check_reach(const struct hearing *hearing, int index)
{
    const struct ui *ui = hearing->sight->ui;
    const struct node *node = &ui->nodes[index];
    struct rect rect = rect_cut(node_rect(node), node->clip);
    int middle = rect.y + rect.h / 2;
    bool hidden = node->role == ROLE_IMAGE;
    if (ui->theme->reach && !hidden && rect.h > 0 && mm(hearing, ui->height - middle) > REACH)
        hear(hearing,
             (struct fault){RULE_REACH, node->said, rect, REACH, mm(hearing, ui->height - middle)});
}

void rules_of_targets(const struct hearing *hearing)
{
    const struct ui *ui = hearing->sight->ui;
    for (int a = 0; a < ui->count; a++) {
        if (!is_target(ui, a))
            continue;
        check_size(hearing, a);
        check_reach(hearing, a);
        for (int b = a + 1; b < ui->count; b++)
            if (b >= ui->nodes[a].after && is_target(ui, b))
                check_distance(hearing, a, b);
    }
}

/* ---- the focus ---- */

static bool is_ring(const struct ui *ui, const struct paint *item)
{
    struct rgba line = ui->theme->lines[COLOR_FOCUS];
    return item->kind == PAINT_BOX && item->color.a == 0 && item->line.r == line.r &&
           item->line.g == line.g && item->line.b == line.b &&
           item->line_width == ui->theme->sizes[SIZE_CHOSEN];
}

/* What is higher than its column shows its ring's upper and lower strip one after the other. */
static bool longer_than_seen(const struct paint *ring)
{
    return ring->rect.h > ring->clip.h && ring->rect.y <= ring->clip.y + ring->clip.h;
}

/* Whether at least half of the strip is in sight and nothing was painted over its middle. */
static bool strip_seen(const struct paint_list *list, size_t ring, struct rect strip)
{
    struct rect clip = list->items[ring].clip, in = rect_cut(strip, clip);
    strip.h = strip.h < clip.h ? strip.h : clip.h;
    if (in.w == 0 || in.w * in.h * 2 < strip.w * strip.h)
        return false;
    for (size_t i = ring + 1; i < list->count; i++) {
        const struct paint *over = &list->items[i];
        struct rect both = rect_cut(rect_cut(over->rect, over->clip), in);
        if (over->kind == PAINT_BOX && over->color.a > 0 && both.w * both.h * 2 > strip.w * strip.h)
            return false;
    }
    return true;
}

static bool ring_seen(const struct paint_list *list, size_t ring)
{
    const struct rect r = list->items[ring].rect;
    int w = list->items[ring].line_width;
    const struct rect strips[] = {{r.x, r.y, r.w, w},
                                  {r.x, r.y + r.h - w, r.w, w},
                                  {r.x, r.y, w, r.h},
                                  {r.x + r.w - w, r.y, w, r.h}};
    size_t upright = longer_than_seen(&list->items[ring]) ? 2 : 0;
    for (size_t i = upright; i < LENGTH(strips); i++)
        if (!strip_seen(list, ring, strips[i]))
            return false;
    return true;
}

/* The ring lies on a band and shows on it, whatever both lie on. */
static const double RING_ON_BAND = 3;

static bool focus_seen(struct ui *ui)
{
    const struct theme *theme = ui->theme;
    struct paint_list list = ui_paint(ui);
    if (rgba_contrast(theme->lines[COLOR_FOCUS], theme->lines[COLOR_FOCUS_BAND]) < RING_ON_BAND)
        return false;
    for (size_t i = 0; i < list.count; i++)
        if (is_ring(ui, &list.items[i]))
            return ring_seen(&list, i);
    return false;
}

/* Once around with the key, as who cannot touch goes. */
void rules_of_focus(const struct hearing *hearing)
{
    struct ui *ui = hearing->sight->ui;
    const struct input next = {.kind = INPUT_NEXT};
    int first = NONE;
    for (int turns = 0; turns < ui->count; turns++) {
        ui_input(ui, &next, NULL);
        int at = ui_find(ui, ui->focus);
        if (at == NONE || at == first)
            break;
        first = first == NONE ? at : first;
        const struct node *node = &ui->nodes[at];
        if (!focus_seen(ui))
            hear(hearing, (struct fault){RULE_FOCUS, node->said, node_rect(node), 0, 0});
    }
}
