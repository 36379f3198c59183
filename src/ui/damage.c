/* What must be drawn again: both lists are walked in order, and what stands in one of them only is
 * damage. Items found in both, in the same order, draw the same pixels wherever no damage is. */
#include "ui/paint.h"
#include "ui/tree.h"

enum { WINDOW = 128, RECTS_MAX = 64 };

struct region {
    struct rect rects[RECTS_MAX];
    size_t count;
};

static int64_t area(struct rect rect)
{
    return (int64_t)rect.w * rect.h;
}

/* Joins the two rectangles whose union wastes the least. */
static void join_nearest(struct region *region)
{
    size_t best_a = 0, best_b = 1;
    int64_t best = INT64_MAX;
    for (size_t a = 0; a < region->count; a++) {
        for (size_t b = a + 1; b < region->count; b++) {
            struct rect both = rect_join(region->rects[a], region->rects[b]);
            int64_t waste = area(both) - area(region->rects[a]) - area(region->rects[b]);
            if (waste < best) {
                best = waste;
                best_a = a;
                best_b = b;
            }
        }
    }
    region->rects[best_a] = rect_join(region->rects[best_a], region->rects[best_b]);
    region->rects[best_b] = region->rects[--region->count];
}

/* Swallows the rectangles that the new one meets, until it meets none. */
static void region_add(struct region *region, struct rect rect)
{
    if (rect.w <= 0 || rect.h <= 0)
        return;
    for (size_t i = 0; i < region->count;) {
        if (rect_cut(region->rects[i], rect).w == 0) {
            i++;
            continue;
        }
        rect = rect_join(rect, region->rects[i]);
        region->rects[i] = region->rects[--region->count];
        i = 0;
    }
    if (region->count == RECTS_MAX)
        join_nearest(region);
    region->rects[region->count++] = rect;
}

static struct rect seen(const struct paint *paint)
{
    /* Letters reach a little out of their line. */
    int reach = paint->kind == PAINT_TEXT ? paint->rect.h / 8 : 0;
    return rect_cut(rect_grown(paint->rect, reach), paint->clip);
}

static void compare(struct ui *ui, struct region *region)
{
    size_t old = 0;
    for (size_t i = 0; i < ui->paint_count; i++) {
        const struct paint *paint = &ui->paints[i];
        size_t end = old + WINDOW < ui->before_count ? old + WINDOW : ui->before_count;
        size_t at = old;
        while (at < end && ui->before[at].hash != paint->hash)
            at++;
        if (at == end) {
            region_add(region, seen(paint));
            continue;
        }
        for (; old < at; old++)
            region_add(region, ui->before[old].rect);
        old = at + 1;
    }
    for (; old < ui->before_count; old++)
        region_add(region, ui->before[old].rect);
}

size_t ui_damage(struct ui *ui, struct rect *out, size_t most)
{
    struct region region = {.count = 0};
    struct rect screen = {0, 0, ui->width, ui->height};
    ui_paint(ui);
    if (ui->all_damaged)
        region_add(&region, screen);
    else
        compare(ui, &region);
    ui->all_damaged = false;
    ui->before_count = ui->paint_count;
    for (size_t i = 0; i < ui->paint_count; i++)
        ui->before[i] = (struct painted){ui->paints[i].hash, seen(&ui->paints[i])};
    while (region.count > most && region.count > 1)
        join_nearest(&region);
    size_t count = 0;
    for (size_t i = 0; i < region.count && count < most; i++) {
        struct rect rect = rect_cut(region.rects[i], screen);
        if (rect.w > 0)
            out[count++] = rect;
    }
    return count;
}

void ui_damage_all(struct ui *ui)
{
    ui->all_damaged = true;
}
