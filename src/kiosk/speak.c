#include "kiosk/speak.h"

#include <ctype.h>
#include <string.h>

#include "base/tr.h"
#include "kiosk/spoken.h"
#include "kiosk/when.h"
#include "ui/tell.h"

/* What stands on every page is named when touched and not read each time. */
static bool everywhere(const struct node_view *node)
{
    static const int taps[] = {MSG_BACK,     MSG_CANCEL, MSG_CALL,  MSG_LANGUAGES, MSG_TEXT_SIZE,
                               MSG_CONTRAST, MSG_SPEAK,  MSG_REACH, MSG_EMBLEM};
    for (size_t i = 0; i < LENGTH(taps); i++)
        if (node->tap.kind == taps[i])
            return true;
    return false;
}

static bool in_header(const struct node_view *node, const struct model *model)
{
    const struct standard *standard = model->catalogue->services[0];
    char time[WHEN_SIZE], date[WHEN_SIZE];
    when_time(model->now, time);
    when_date(model->now, date);
    const char *const header[] = {model_words(model, &standard->unit),
                                  model_words(model, &standard->unit_city), time, date};
    for (size_t i = 0; i < LENGTH(header); i++)
        if (node->role == ROLE_TEXT && strcmp(node->text, header[i]) == 0)
            return true;
    return false;
}

/* A countdown's bare seconds. */
static bool is_count(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits <= 3 && text[digits] == '\0';
}

static bool is_read(const struct node_view *node, const struct model *model)
{
    if (node->role == ROLE_IMAGE || node->role == ROLE_ICON || node->role == ROLE_KEY)
        return false;
    return !everywhere(node) && !in_header(node, model) && !is_count(node->text);
}

void speak_page(const struct ui *ui, const struct model *model, struct buf *out)
{
    struct node_view node;
    bool keys = false;
    for (size_t at = 0; ui_tell_next(ui, &at, &node);)
        if (node.role == ROLE_TITLE)
            spoken_node(out, &node);
    for (size_t at = 0; ui_tell_next(ui, &at, &node);) {
        keys |= node.role == ROLE_KEY;
        if (node.role != ROLE_TITLE && is_read(&node, model))
            spoken_node(out, &node);
    }
    if (keys)
        spoken_text(out, tr("The keyboard is at the bottom of the screen."));
}

/* FNV-1a without digits, so that a counter that goes on is the same text. */
static uint64_t hash_of(const char *text)
{
    uint64_t hash = 14695981039346656037u;
    for (; *text; text++)
        if (!isdigit((unsigned char)*text))
            hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash;
}

static bool was_there(const struct speaking *speaking, const char *text)
{
    uint64_t hash = hash_of(text);
    for (size_t i = 0; i < speaking->count; i++)
        if (speaking->there[i] == hash)
            return true;
    return false;
}

static bool is_text(const struct node_view *node)
{
    return node->role == ROLE_TITLE || node->role == ROLE_TEXT || node->role == ROLE_BADGE ||
           node->role == ROLE_STEP;
}

static void remember(struct speaking *speaking, const struct ui *ui)
{
    struct node_view node;
    speaking->count = 0;
    for (size_t at = 0; ui_tell_next(ui, &at, &node);) {
        const char *text = is_text(&node) ? node.text : spoken_error(&node);
        if (*text && speaking->count < SPEAKING_MAX)
            speaking->there[speaking->count++] = hash_of(text);
    }
}

static bool same(struct msg a, struct msg b)
{
    return a.kind == b.kind && a.value == b.value;
}

/* How the touched thing stands now, where that can change in place. */
static void put_state(const struct node_view *node, struct buf *out)
{
    if (node->role == ROLE_CHECK)
        spoken_text(out, node->selected ? tr("ticked") : tr("not ticked"));
    else if (node->selected)
        spoken_text(out, tr("chosen"));
}

/* A typed letter changes what stands around (how much is missing): then errors alone are read. */
static void put_changes(const struct app *app, const struct ui *ui, struct buf *out)
{
    const struct speaking *speaking = &app->speaking;
    struct node_view node;
    bool typed = speaking->sent.kind == MSG_KEY;
    for (size_t at = 0; ui_tell_next(ui, &at, &node);) {
        const char *error = spoken_error(&node);
        if (!typed && node.tap.kind && same(node.tap, speaking->sent))
            put_state(&node, out);
        bool wrong = *error && !was_there(speaking, error);
        bool new = !typed &&is_text(&node) && is_read(&node, &app->model) &&
                   !was_there(speaking, node.text);
        if (wrong || new)
            spoken_node(out, &node);
    }
}

static void say(const struct app *app, const struct buf *text)
{
    const struct app_devices *devices = &app->config.devices;
    if (text->len > 0)
        devices->say(devices->self, app->model.prefs.lang, buf_text(text));
}

void speak_toggle(struct app *app)
{
    const struct app_devices *devices = &app->config.devices;
    if (!devices->say)
        return;
    bool on = !app->model.prefs.speech;
    app->model.prefs.speech = on;
    app->speaking = (struct speaking){.whole = on};
    if (!on)
        devices->say(devices->self, app->model.prefs.lang, "");
}

void speak_viewed(struct app *app, const struct ui *ui, bool fresh)
{
    struct speaking *speaking = &app->speaking;
    if (!app->model.prefs.speech)
        return;
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, SPOKEN_MAX);
    if (speaking->whole)
        spoken_text(&text, tr("Reading aloud is on. Touch a text to hear it."));
    if (fresh || speaking->whole)
        speak_page(ui, &app->model, &text);
    else
        put_changes(app, ui, &text);
    remember(speaking, ui);
    speaking->whole = false;
    speaking->sent = (struct msg){0};
    say(app, &text);
}

/* What goes into a masked field is not to be heard. */
static bool masked_typing(const struct ui *ui)
{
    struct node_view node;
    for (size_t at = 0; ui_tell_next(ui, &at, &node);)
        if (node.masked && node.focus)
            return true;
    return false;
}

void speak_pointed(struct app *app, const struct ui *ui, const struct input *input)
{
    struct node_view node;
    bool moved = input->kind == INPUT_NEXT || input->kind == INPUT_PREVIOUS;
    if (!app->model.prefs.speech || (!moved && input->kind != INPUT_DOWN))
        return;
    if (moved ? !ui_tell_focus(ui, &node) : !ui_tell_at(ui, input->x, input->y, &node))
        return;
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, SPOKEN_MAX);
    if (node.role == ROLE_KEY && masked_typing(ui))
        spoken_text(&text, tr("hidden"));
    else if (node.role != ROLE_IMAGE || node.tap.kind)
        spoken_node(&text, &node);
    say(app, &text);
}
