#include "kiosk/speak.h"

#include <ctype.h>
#include <string.h>

#include "base/tr.h"
#include "kiosk/echo.h"
#include "kiosk/sound.h"
#include "kiosk/spoken.h"
#include "ui/tell.h"

enum { TWICE = 2000 }; /* ms between two presses of the key "speak" that switch it off */

/* A countdown's bare seconds. */
static bool is_count(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits <= 3 && text[digits] == '\0';
}

/* What stands on every page is named when touched and not read each time. */
static bool is_read(const struct node_view *node)
{
    if (node->role == ROLE_IMAGE || node->role == ROLE_ICON || node->role == ROLE_KEY)
        return false;
    return !node->aside && !is_count(node->text);
}

void speak_page(const struct ui *ui, struct buf *out)
{
    struct node_view node;
    bool keys = false;
    for (size_t at = 0; ui_tell_next(ui, &at, &node);)
        if (node.role == ROLE_TITLE)
            spoken_node(out, &node);
    for (size_t at = 0; ui_tell_next(ui, &at, &node);) {
        keys |= node.role == ROLE_KEY;
        if (node.role != ROLE_TITLE && is_read(&node))
            spoken_node(out, &node);
    }
    if (keys)
        spoken_text(out, tr("The keyboard is at the bottom of the screen."));
    if (keys && echo_masked(ui))
        spoken_text(out, tr("Digits are not read aloud here. The first key is 1, then 2, and so "
                            "on."));
}

/* Without digits, so that a counter that goes on is the same text. */
static uint64_t hash_of(const char *text)
{
    char plain[1024];
    size_t len = 0;
    for (; *text && len < sizeof(plain) - 1; text++)
        if (!isdigit((unsigned char)*text))
            plain[len++] = *text;
    plain[len] = '\0';
    uint64_t hash = spoken_hash(plain);
    wipe(plain, sizeof(plain));
    return hash;
}

static bool remembers(const struct speaking *speaking, uint64_t hash)
{
    for (size_t i = 0; i < speaking->count; i++)
        if (speaking->there[i] == hash)
            return true;
    return false;
}

static bool was_there(const struct speaking *speaking, const char *text)
{
    return remembers(speaking, hash_of(text));
}

/* What was chosen stands there a second time. */
static uint64_t chosen_hash(const struct node_view *node)
{
    return ~hash_of(node->text);
}

static bool is_text(const struct node_view *node)
{
    return node->role == ROLE_TITLE || node->role == ROLE_TEXT || node->role == ROLE_BADGE ||
           node->role == ROLE_STEP;
}

static void keep(struct speaking *speaking, uint64_t hash)
{
    if (speaking->count < SPEAKING_MAX)
        speaking->there[speaking->count++] = hash;
}

static void remember(struct speaking *speaking, const struct ui *ui)
{
    struct node_view node;
    speaking->count = 0;
    echo_remember(speaking, ui);
    for (size_t at = 0; ui_tell_next(ui, &at, &node);) {
        const char *error = spoken_error(&node);
        if (is_text(&node) || node.role == ROLE_FIELD)
            keep(speaking, hash_of(node.text));
        if (*error)
            keep(speaking, hash_of(error));
        if (node.tap.kind && node.selected)
            keep(speaking, chosen_hash(&node));
    }
}

static bool same(struct msg a, struct msg b)
{
    return a.kind == b.kind && a.value == b.value;
}

/* How the touched thing stands now, where that can change in place. */
static void put_state(const struct speaking *speaking, const struct node_view *node,
                      struct buf *out)
{
    if (node->role == ROLE_CHECK)
        spoken_text(out, node->selected ? tr("ticked") : tr("not ticked"));
    else if (node->selected)
        spoken_text(out, tr("chosen"));
    else if (remembers(speaking, chosen_hash(node)))
        spoken_text(out, tr("not chosen any more"));
}

/* A typed letter changes the words around (how much is missing): then errors and facts (what the
 * number typed says) alone are read. */
static void put_changes(const struct app *app, const struct ui *ui, struct buf *out)
{
    const struct speaking *speaking = &app->speaking;
    struct node_view node;
    bool typed = speaking->sent.kind == MSG_KEY;
    for (size_t at = 0; ui_tell_next(ui, &at, &node);) {
        const char *error = spoken_error(&node);
        if (!typed && node.tap.kind && same(node.tap, speaking->sent))
            put_state(speaking, &node, out);
        bool wrong = *error && !was_there(speaking, error);
        bool words = is_text(&node) && !(typed && node.role == ROLE_TEXT);
        bool news = words && is_read(&node) && !was_there(speaking, node.text);
        /* A key that inserts a whole word, or clears: what the field holds now. */
        bool filled = !typed && node.role == ROLE_FIELD && !was_there(speaking, node.text);
        if (wrong || news || filled)
            spoken_node(out, &node);
    }
}

static void tune(const struct app *app)
{
    const struct app_devices *devices = &app->config.devices;
    if (devices->tune)
        devices->tune(devices->self, sound_rate(&app->model), sound_volume(&app->model));
}

static void say(const struct app *app, const struct buf *text)
{
    const struct app_devices *devices = &app->config.devices;
    if (text->len == 0 || !devices->say)
        return;
    tune(app);
    devices->say(devices->self, app->model.prefs.lang, buf_text(text));
}

/* News nobody has asked for wait until the page is read: they must not cut off a code. */
static void say_after(const struct app *app, const struct buf *text)
{
    const struct app_devices *devices = &app->config.devices;
    if (text->len == 0 || !devices->say_after)
        return;
    tune(app);
    devices->say_after(devices->self, app->model.prefs.lang, buf_text(text));
}

static void hush(const struct app *app)
{
    const struct app_devices *devices = &app->config.devices;
    if (devices->say)
        devices->say(devices->self, app->model.prefs.lang, "");
}

void speak_switch(struct app *app, bool on)
{
    if (!app->config.devices.say)
        return;
    app->model.prefs.speech = on;
    app->changed = true;
    app->speaking = (struct speaking){.whole = on, .greeting = on};
    if (!on)
        hush(app);
}

void speak_again(struct app *app)
{
    app->speaking.whole = app->model.prefs.speech;
    app->changed = true;
}

void speak_pressed(struct app *app)
{
    int64_t since = app->model.boot - app->speaking.pressed;
    if (!app->model.prefs.speech)
        speak_switch(app, true);
    else if (app->speaking.pressed && since < TWICE)
        speak_switch(app, false);
    else
        speak_again(app);
    app->speaking.pressed = app->model.boot;
}

void speak_aloud(struct app *app, const char *words)
{
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, SPOKEN_MAX);
    spoken_text(&text, words);
    if (app->model.prefs.speech)
        say(app, &text);
}

/* Who listens to nothing else hears the idle warning, and its end when it is over. */
static void warn(struct app *app, const struct ui *ui, bool fresh)
{
    struct speaking *speaking = &app->speaking;
    if (!fresh || speaking->warning == (app->model.warned != 0))
        return;
    speaking->warning = app->model.warned != 0;
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, SPOKEN_MAX);
    if (speaking->warning)
        speak_page(ui, &text);
    else
        hush(app);
    say(app, &text);
}

void speak_viewed(struct app *app, const struct ui *ui, bool fresh)
{
    struct speaking *speaking = &app->speaking;
    if (!app->model.prefs.speech) {
        warn(app, ui, fresh);
        return;
    }
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, SPOKEN_MAX);
    if (speaking->greeting)
        spoken_text(&text, tr("Reading aloud is on. Touch a text to hear it, or walk with the "
                              "keys."));
    bool page = fresh || speaking->whole, asked = page || speaking->sent.kind;
    if (page) {
        speak_page(ui, &text);
    } else {
        echo_changes(app, ui, &text);
        put_changes(app, ui, &text);
    }
    remember(speaking, ui);
    speaking->whole = speaking->greeting = false;
    speaking->sent = (struct msg){0};
    (asked ? say : say_after)(app, &text);
}

static void put_pointed(struct buf *out, const struct ui *ui, const struct node_view *node)
{
    bool digit = node->role == ROLE_KEY && !node->text[1];
    if (digit && echo_masked(ui)) /* what goes into a masked field is not to be heard */
        spoken_text(out, tr("character"));
    else if (node->role != ROLE_IMAGE || node->tap.kind)
        spoken_node(out, node);
}

void speak_pointed(struct app *app, const struct ui *ui, const struct input *input)
{
    struct node_view node;
    bool moved = input->kind == INPUT_NEXT || input->kind == INPUT_PREVIOUS ||
                 (input->kind == INPUT_BACK && app->speaking.keys);
    if (!app->model.prefs.speech || (!moved && input->kind != INPUT_DOWN))
        return;
    if (moved ? !ui_tell_focus(ui, &node) : !ui_tell_at(ui, input->x, input->y, &node))
        return;
    app->speaking.keys &= node.role == ROLE_KEY;
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, SPOKEN_MAX);
    put_pointed(&text, ui, &node);
    say(app, &text);
}
