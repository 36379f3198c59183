/* Fingers and the five keys: what they do to the tree, what is heard of it, what they send. */
#include "kiosk/app.h"
#include "kiosk/carry.h"
#include "kiosk/screen.h"
#include "kiosk/speak.h"
#include "ui/tell.h"

/* What the key "back" says on a page: the first of these that the page itself offers. A panel that
 * covers the page has its own way out, and so a line here. */
static const struct msg WAYS_BACK[] = {
    {MSG_STAY, 0},        {MSG_CALL_CLOSE, 0},     {MSG_LANGUAGES_CLOSE, 0},
    {MSG_SOUND_CLOSE, 0}, {MSG_CARRY, CARRY_NONE}, {MSG_BACK, 0}};

static bool offers(const struct ui *ui, struct msg way)
{
    struct node_view node;
    for (size_t at = 0; ui_tell_next(ui, &at, &node);)
        if (node.tap.kind == way.kind && node.tap.value == way.value && !node.disabled)
            return true;
    return false;
}

/* Where there is no way back nothing is lost: the page is read again. */
static void go_back(struct app *app, const struct ui *ui)
{
    for (size_t i = 0; i < LENGTH(WAYS_BACK); i++)
        if (offers(ui, WAYS_BACK[i])) {
            app_send(app, WAYS_BACK[i]);
            return;
        }
    app_touch(app);
    speak_again(app);
}

/* Walking over the idle warning chooses between its answers, and takes the time it takes. */
static void walk(struct app *app)
{
    if (app->model.warned)
        app->model.touched = app->model.warned = app->model.boot;
    else
        app_touch(app);
}

bool app_input(struct app *app, struct ui *ui, const struct input *input)
{
    bool changed = false;
    struct msg msg = ui_input(ui, input, &changed);
    const struct screen *top = screen_of(app_top(app));
    speak_pointed(app, ui, input);
    if (top->pointed && !app->model.warned)
        top->pointed(app, ui, input);
    switch (input->kind) {
    case INPUT_UP:
    case INPUT_OK:
        app_send(app, msg);
        break;
    case INPUT_BACK:
        if (!changed)
            go_back(app, ui);
        break;
    case INPUT_SPEAK:
        app_touch(app);
        speak_pressed(app);
        break;
    case INPUT_NEXT:
    case INPUT_PREVIOUS:
        walk(app);
        break;
    case INPUT_DOWN:
    case INPUT_MOVE:
    case INPUT_WHEEL:
        break;
    }
    return changed;
}
