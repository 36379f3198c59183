#include "bin/anjungan-kiosk/keys.h"

#include "base/buf.h"
#include "bin/anjungan-kiosk/camera.h"
#include "ui/tell.h"

/* Enter is OK to who walks with the arrow keys, and ends typing to everybody else. */
static void typed(struct loop *loop, uint32_t letter)
{
    struct node_view focused;
    if (letter != '\n')
        app_text(loop->app, letter);
    else if (ui_tell_focus(loop->ui, &focused))
        loop->redraw |= app_input(loop->app, loop->ui, &(struct input){.kind = INPUT_OK});
    else
        app_text(loop->app, '\r');
}

/* What the wedge makes of the keys: a scanned code, or a person's typing. */
static void settle(struct loop *loop, struct wedge_result *result)
{
    if (result->verdict == WEDGE_CODE) {
        struct finding finding = wedge_finding(result, loop->settings->public_url);
        app_code_read(loop->app, &finding.reading, camera_kind(&finding));
    }
    for (size_t i = 0; result->verdict == WEDGE_TYPED && i < result->len; i++)
        if (result->keys[i].letter)
            typed(loop, result->keys[i].letter);
    if (result->len > 0)
        wipe(result, sizeof(*result));
}

void keys_event(struct loop *loop, const struct event *event)
{
    struct wedge_result result;
    uint32_t letter = event->codepoint == '\r' ? '\n' : event->codepoint;
    bool types = letter >= ' ' || letter == '\n' || letter == '\t';
    if (event->kind == EVENT_PRESS)
        wedge_press(&loop->wedge, event->usage, event->shift, event->at, &result);
    else if (types)
        wedge_letter(&loop->wedge, letter, event->at, &result);
    else
        wedge_flush(&loop->wedge, &result);
    settle(loop, &result);
    if (event->kind == EVENT_TEXT && !types)
        app_text(loop->app, letter);
}

void keys_settle(struct loop *loop)
{
    struct wedge_result result;
    /* After a pause of our own, the keys that came meanwhile are still to be looked at. */
    if (window_keys_wait(loop->window))
        return;
    wedge_tick(&loop->wedge, clock_boot(), &result);
    settle(loop, &result);
}

void keys_forget(struct loop *loop)
{
    wipe(&loop->wedge, sizeof(loop->wedge));
}
