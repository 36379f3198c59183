#include "kiosk/echo.h"

#include <stdio.h>
#include <string.h>

#include "base/tr.h"
#include "kiosk/form.h"
#include "kiosk/spoken.h"
#include "ui/tell.h"

static bool find_caret(const struct ui *ui, struct node_view *out)
{
    for (size_t at = 0; ui_tell_next(ui, &at, out);)
        if (out->caret)
            return true;
    return false;
}

bool echo_masked(const struct ui *ui)
{
    struct node_view field;
    return find_caret(ui, &field) && field.masked;
}

static bool in_keys(const struct ui *ui, struct node_view *key)
{
    return ui_tell_focus(ui, key) && key->role == ROLE_KEY;
}

void echo_remember(struct speaking *speaking, const struct ui *ui)
{
    struct node_view field, key;
    bool there = find_caret(ui, &field);
    speaking->caret = there ? field.tap : (struct msg){0};
    speaking->typed = there ? spoken_hash(field.text) : 0;
    speaking->keys = in_keys(ui, &key);
}

/* Digits the field still wants, -1 where they are not counted. */
static int missing(const struct app *app)
{
    const struct request_state *request = &app->secrets->visit.request;
    int index = request->typing.active - 1;
    if (app_top(app) != SCREEN_REQUEST || request->page != REQUEST_FIELDS || index < 0)
        return -1;
    int digits = form_digits(&request->draft.standard->fields[index]);
    return digits ? digits - (int)strlen(request->draft.answers[index]) : -1;
}

static void put_missing(const struct app *app, struct buf *out)
{
    int left = missing(app);
    char text[80];
    snprintf(text, sizeof(text), tr("%d digits are missing."), left);
    if (left >= 0)
        spoken_text(out, left ? text : tr("All digits are there."));
}

/* Which letters the keyboard shows. */
static const char *capitals(const struct ui *ui)
{
    struct node_view key;
    for (size_t at = 0; ui_tell_next(ui, &at, &key);)
        if (key.role == ROLE_KEY && !key.text[1]) {
            if (*key.text >= 'A' && *key.text <= 'Z')
                return tr("capital letters");
            if (*key.text >= 'a' && *key.text <= 'z')
                return tr("small letters");
        }
    return "";
}

/* A key may insert a whole word: then what the field holds now is heard. */
static void put_typed(struct buf *out, int64_t key, const struct node_view *field)
{
    char text[2] = {(char)key, '\0'};
    if (field->masked)
        spoken_text(out, tr("character"));
    else if (key == ' ')
        spoken_text(out, tr("space"));
    else if (key > ' ' && key < 127)
        spoken_text(out, spoken_key(text));
    else
        spoken_node(out, field);
}

static void put_key(struct app *app, const struct ui *ui, const struct node_view *field,
                    struct buf *out)
{
    int64_t key = app->speaking.sent.value;
    bool changed = spoken_hash(field->text) != app->speaking.typed;
    if (key == KEY_SHIFT) {
        spoken_text(out, capitals(ui));
        return;
    }
    if (key == KEY_DONE)
        return;
    if (!changed)
        spoken_text(out, key == KEY_BACKSPACE || key == KEY_CLEAR ? tr("empty")
                                                                  : tr("Not possible here"));
    else if (key == KEY_BACKSPACE || key == KEY_CLEAR)
        spoken_text(out, tr("erased"));
    else
        put_typed(out, key, field);
    put_missing(app, out);
}

void echo_changes(struct app *app, const struct ui *ui, struct buf *out)
{
    const struct speaking *speaking = &app->speaking;
    struct node_view field, key;
    bool there = find_caret(ui, &field), typed = speaking->sent.kind == MSG_KEY;
    bool moved =
        there ? field.tap.kind != speaking->caret.kind || field.tap.value != speaking->caret.value
              : speaking->caret.kind != 0;
    if (typed && there && moved)
        spoken_node(out, &field);
    else if (typed && there)
        put_key(app, ui, &field, out);
    else if (typed && moved)
        spoken_text(out, tr("The keyboard is closed."));
    if (in_keys(ui, &key) && (!speaking->keys || (typed && moved))) {
        spoken_text(out, tr("Keyboard. The back key leads out of it."));
        spoken_node(out, &key);
    }
}
