#include "ui/keyboard.h"

#include "base/err.h"
#include "ui/tint.h"

/* Keys that are no letter. */
enum special {
    SPECIAL_NONE,
    SPECIAL_SHIFT,
    SPECIAL_ERASE,
    SPECIAL_CLEAR,
    SPECIAL_DONE,
    SPECIAL_SPACE
};

/* Widths are in quarters of a letter's key. */
enum { LETTER = 4 };

/* A row of keys, each character of `plain` (or `shifted`) one. */
struct keys {
    int inset;                /* free quarters at either side */
    enum special first, last; /* around the letters */
    const char *plain, *shifted;
    int space_at; /* the space bar stands before this letter; 0 none */
};

static const struct keys digits = {.plain = "1234567890", .shifted = "1234567890"};
static const struct keys top = {.plain = "qwertyuiop", .shifted = "QWERTYUIOP"};
static const struct keys home = {.inset = 2, .plain = "asdfghjkl", .shifted = "ASDFGHJKL"};
static const struct keys bottom = {
    .first = SPECIAL_SHIFT, .plain = "zxcvbnm", .shifted = "ZXCVBNM", .last = SPECIAL_ERASE};
/* What names and units need stands on both layers: D'Arcy, Siti-Nur, S.Kom, M.H. */
static const struct keys text_marks = {
    .plain = ",.'-?!", .shifted = ",.'-/:", .space_at = 2, .last = SPECIAL_DONE};
static const struct keys email_marks = {
    .plain = "@.-_", .shifted = "+'/&", .space_at = 2, .last = SPECIAL_DONE};
/* Crockford's alphabet: no I, L, O, U. */
static const struct keys code_top = {.inset = 6, .plain = "QWERTYP", .shifted = "QWERTYP"};
static const struct keys code_home = {.inset = 4, .plain = "ASDFGHJK", .shifted = "ASDFGHJK"};
static const struct keys code_bottom = {
    .inset = 6, .plain = "ZXCVBNM", .shifted = "ZXCVBNM", .last = SPECIAL_ERASE};
static const struct keys code_end = {
    .first = SPECIAL_CLEAR, .plain = "", .shifted = "", .last = SPECIAL_DONE};
/* A wide screen has no height to spare: the number pad lies flat. */
static const struct keys flat_top = {.plain = "123456", .shifted = "123456", .last = SPECIAL_ERASE};
static const struct keys flat_bottom = {
    .first = SPECIAL_CLEAR, .plain = "7890", .shifted = "7890", .last = SPECIAL_DONE};

static const struct keys *const layouts[][6] = {
    [KEYBOARD_DIGITS] = {&flat_top, &flat_bottom},
    [KEYBOARD_TEXT] = {&digits, &top, &home, &bottom, &text_marks},
    [KEYBOARD_EMAIL] = {&digits, &top, &home, &bottom, &email_marks},
    [KEYBOARD_CODE] = {&digits, &code_top, &code_home, &code_bottom, &code_end},
};

struct key {
    const char *text, *icon;
    int64_t value;
    int width;
    bool strong; /* the key that ends typing */
    bool lit;
    enum type type;
};

static void put_key(struct ui *ui, const struct keyboard *keyboard, const struct key *key)
{
    ROW(ui, .grow = key->width, .align = ALIGN_CENTER, .justify = JUSTIFY_CENTER,
        .pad_x = key->text[1] ? GAP_XS : GAP_NONE, .height = SIZE_KEY, .radius = RADIUS_FIELD,
        .fill = key->strong ? ui_accent(ui)
                : key->lit  ? COLOR_INFO
                            : COLOR_KEY,
        .line = COLOR_KEY_EDGE, .edge = true, .role = ROLE_KEY, .text = key->text,
        .tap = TAP(keyboard->key_msg, key->value)) {
        if (key->icon)
            ICON(ui, key->icon, .size = SIZE_ICON_M, .color = COLOR_INK);
        else
            LABEL(ui, key->text, .type = key->type, .align = ALIGN_CENTER);
    }
}

static void put_special(struct ui *ui, const struct keyboard *keyboard, enum special special)
{
    const char *erase = keyboard->erase ? keyboard->erase : "Hapus";
    const char *capitals = keyboard->capitals ? keyboard->capitals : "Huruf besar";
    const struct key keys[] = {
        [SPECIAL_SHIFT] = {capitals, keyboard->shift ? "shift-fill" : "shift", KEY_SHIFT, 6, false,
                           keyboard->shift, TYPE_KEY},
        [SPECIAL_ERASE] = {erase, "backspace", KEY_BACKSPACE, 6, false, false, TYPE_KEY},
        [SPECIAL_CLEAR] = {keyboard->clear, NULL, KEY_CLEAR, 6, false, false, TYPE_SMALL_BOLD},
        [SPECIAL_DONE] = {keyboard->done, NULL, KEY_DONE, 7, true, false, TYPE_SMALL_BOLD},
        [SPECIAL_SPACE] = {keyboard->space, NULL, ' ', 15, false, false, TYPE_KEY},
    };
    if (special != SPECIAL_NONE && has_text(keys[special].text))
        put_key(ui, keyboard, &keys[special]);
}

/* False when there are none: then the space bar stays. */
static bool put_words(struct ui *ui, const struct keyboard *keyboard)
{
    size_t most = ui_landscape(ui) ? LENGTH(keyboard->words) : 1;
    if (keyboard->kind != KEYBOARD_EMAIL || !has_text(keyboard->words[0]))
        return false;
    for (size_t i = 0; i < most && has_text(keyboard->words[i]); i++) {
        const struct key key = {keyboard->words[i], NULL, KEY_WORD + (int64_t)i, 21, false, false,
                                TYPE_SMALL_BOLD};
        put_key(ui, keyboard, &key);
    }
    return true;
}

static void put_letter(struct ui *ui, const struct keyboard *keyboard, char letter)
{
    const char text[2] = {letter, '\0'};
    const struct key key = {text, NULL, letter, LETTER, false, false, TYPE_KEY};
    put_key(ui, keyboard, &key);
}

static void put_row(struct ui *ui, const struct keyboard *keyboard, const struct keys *keys)
{
    const char *letters = keyboard->shift ? keys->shifted : keys->plain;
    ROW(ui, .gap = GAP_XS) {
        if (keys->inset)
            ui_space(ui, keys->inset);
        put_special(ui, keyboard, keys->first);
        for (int i = 0; letters[i]; i++) {
            if (keys->space_at && i == keys->space_at && !put_words(ui, keyboard))
                put_special(ui, keyboard, SPECIAL_SPACE);
            put_letter(ui, keyboard, letters[i]);
        }
        put_special(ui, keyboard, keys->last);
        if (keys->inset)
            ui_space(ui, keys->inset);
    }
}

/* Three columns, as on a telephone. */
static void digits_pad(struct ui *ui, const struct keyboard *keyboard)
{
    ROW(ui) {
        ui_space(ui, 1);
        COLUMN(ui, .grow = 5, .gap = GAP_XS) {
            GRID(ui, .columns = 3, .gap = GAP_XS) {
                for (const char *digit = "123456789"; *digit; digit++)
                    put_letter(ui, keyboard, *digit);
                if (has_text(keyboard->clear))
                    put_special(ui, keyboard, SPECIAL_CLEAR);
                else
                    ui_space(ui, 1);
                put_letter(ui, keyboard, '0');
                put_special(ui, keyboard, SPECIAL_ERASE);
            }
            put_special(ui, keyboard, SPECIAL_DONE);
        }
        ui_space(ui, 1);
    }
}

void ui_keyboard(struct ui *ui, const struct keyboard *keyboard)
{
    if (keyboard->kind == KEYBOARD_NONE)
        return;
    bool wide = ui_landscape(ui);
    COLUMN(ui, .fill = COLOR_KEYBOARD, .pad_x = GAP_S, .pad_y = wide ? GAP_S : GAP_M,
           .gap = GAP_XS) {
        if (keyboard->kind == KEYBOARD_DIGITS && !wide)
            digits_pad(ui, keyboard);
        else
            for (const struct keys *const *row = layouts[keyboard->kind]; *row; row++)
                put_row(ui, keyboard, *row);
    }
}
