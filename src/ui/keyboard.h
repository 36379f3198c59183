/* The on-screen keyboards. Keys send one message kind whose value is the Unicode code point typed,
 * or one of the KEY_ values; what they do to a text is text_edit's. */
#ifndef UI_KEYBOARD_H
#define UI_KEYBOARD_H

#include "ui/ui.h"

enum keyboard_kind { KEYBOARD_NONE, KEYBOARD_DIGITS, KEYBOARD_TEXT, KEYBOARD_EMAIL, KEYBOARD_CODE };

enum { KEY_BACKSPACE = 0x110000, KEY_CLEAR, KEY_SHIFT, KEY_DONE, KEY_WORD };

struct keyboard {
    enum keyboard_kind kind;
    bool shift;                       /* capitals */
    int key_msg;                      /* msg.kind of every key */
    const char *space, *clear, *done; /* translated: "spasi", "Hapus semua", "Selesai" */
    const char *words[3];             /* KEYBOARD_EMAIL: words to insert in the place of the space
                                         bar, which no address needs: "@pekalongankota.go.id". They
                                         send KEY_WORD and up; a tall screen has room for one */
    const char *erase, *capitals;     /* what readers call the icon keys: "Hapus", "Huruf besar";
                                         these are the defaults */
};
/* Keys without a word (NULL) are left out: a pad without `done` has no such key. */
void ui_keyboard(struct ui *ui, const struct keyboard *keyboard);

/* Applies a key to a UTF-8 text of at most size - 1 bytes. Returns false when it changed nothing
 * (full, or nothing to delete). */
bool text_edit(char *text, size_t size, int64_t key);

#endif
