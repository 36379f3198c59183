#include "ui/input.h"

#include <stdlib.h>
#include <string.h>

#include "ui/tree.h"

enum { WHEEL_STEPS = 2 }; /* SIZE_TOUCH a notch */

/* How far a finger may tremble and still tap, in pixels: about 7 mm. */
static int slop(const struct ui *ui)
{
    return ui->theme->gaps[GAP_S];
}

static bool bar_under(const struct ui *ui, int scroll, int x)
{
    struct rect track, thumb;
    return scroll != NONE && ui_scroll_bar(ui, &ui->scrolls[scroll], &track, &thumb) &&
           x >= track.x - ui->theme->gaps[GAP_XS];
}

static struct msg on_down(struct ui *ui, const struct input *input, bool *changed)
{
    struct touch *touch = &ui->touch;
    int hit = ui_hit(ui, input->x, input->y);
    int scroll = ui_scroll_at(ui, input->x, input->y);
    *changed = hit != NONE || ui->focus.msg.kind;
    ui->focus = (struct target){.nth = 0};
    ui->keys = KEYS_LEFT;
    *touch = (struct touch){
        .down = true,
        .pressed = ui_target(ui, hit),
        .x = input->x,
        .y = input->y,
        .y0 = input->y,
        .scroll = scroll,
        .offset = scroll != NONE ? ui->scrolls[scroll].offset : 0,
        .thumb = bar_under(ui, scroll, input->x),
    };
    return (struct msg){0};
}

static bool drag(struct ui *ui)
{
    const struct touch *touch = &ui->touch;
    const struct scroll *scroll = &ui->scrolls[touch->scroll];
    struct rect track, thumb;
    int by = touch->y0 - touch->y;
    if (touch->thumb && ui_scroll_bar(ui, scroll, &track, &thumb) && track.h > thumb.h)
        by = (int)(-(int64_t)by * scroll->most / (track.h - thumb.h));
    return ui_scroll_to(ui, touch->scroll, touch->offset + by);
}

static struct msg on_move(struct ui *ui, const struct input *input, bool *changed)
{
    struct touch *touch = &ui->touch;
    if (!touch->down)
        return (struct msg){0};
    int before = ui_hit(ui, touch->x, touch->y), after = ui_hit(ui, input->x, input->y);
    touch->x = input->x;
    touch->y = input->y;
    *changed = touch->pressed.msg.kind && before != after;
    if (touch->scroll == NONE || touch->scroll >= ui->scroll_count)
        return (struct msg){0};
    if (!touch->dragging && abs(touch->y - touch->y0) > slop(ui)) {
        touch->dragging = true;
        *changed = touch->pressed.msg.kind != 0;
        touch->pressed = (struct target){.nth = 0};
    }
    if (touch->dragging)
        *changed |= drag(ui);
    return (struct msg){0};
}

static struct msg on_up(struct ui *ui, const struct input *input, bool *changed)
{
    struct touch touch = ui->touch;
    ui->touch = (struct touch){.scroll = NONE};
    *changed = touch.pressed.msg.kind != 0;
    int hit = ui_hit(ui, input->x, input->y);
    if (!touch.pressed.msg.kind || hit == NONE || hit != ui_find(ui, touch.pressed))
        return (struct msg){0};
    if (ui->nodes[hit].box.disabled)
        return (struct msg){0};
    return touch.pressed.msg;
}

static struct msg on_wheel(struct ui *ui, const struct input *input, bool *changed)
{
    int scroll = NONE; /* the one on top */
    for (int i = 0; i < ui->scroll_count; i++)
        if (ui->scrolls[i].most > 0)
            scroll = i;
    if (scroll != NONE)
        *changed = ui_scroll_to(ui, scroll,
                                ui->scrolls[scroll].offset -
                                    input->y * WHEEL_STEPS * ui->theme->sizes[SIZE_TOUCH]);
    return (struct msg){0};
}

struct msg ui_input(struct ui *ui, const struct input *input, bool *changed)
{
    static struct msg (*const on[])(struct ui *, const struct input *, bool *) = {
        [INPUT_DOWN] = on_down,   [INPUT_MOVE] = on_move,    [INPUT_UP] = on_up,
        [INPUT_WHEEL] = on_wheel, [INPUT_NEXT] = focus_next, [INPUT_PREVIOUS] = focus_previous,
        [INPUT_OK] = focus_ok,    [INPUT_BACK] = focus_back, [INPUT_SPEAK] = focus_stays,
    };
    bool redraw = false;
    struct msg msg = {0};
    if (ui->count > 0) /* nothing was declared yet: nothing to touch */
        msg = on[input->kind](ui, input, &redraw);
    if (changed)
        *changed = redraw;
    return msg;
}

void ui_reset_input(struct ui *ui)
{
    ui->touch = (struct touch){.scroll = NONE};
    ui->focus = ui->typing = (struct target){.nth = 0};
    ui->keys = KEYS_LEFT;
    memset(ui->scrolls, 0, sizeof(ui->scrolls));
}
