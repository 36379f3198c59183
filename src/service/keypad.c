#include "service/keypad.h"

#include <string.h>

#include "base/buf.h"

const char *const keypad_names[] = {
    "Up",        "Down",    "Left",       "Right",  "Return", "Keypad Enter", "Escape",
    "Backspace", "Home",    "End",        "PageUp", "Insert", "PageDown",     "Delete",
    "F1",        "F2",      "F3",         "F4",     "F5",     "F6",           "F7",
    "F8",        "F9",      "F10",        "F11",    "F12",    "F13",          "F14",
    "F15",       "F16",     "F17",        "F18",    "F19",    "F20",          "F21",
    "F22",       "F23",     "F24",        "Help",   "Menu",   "Select",       "Stop",
    "VolumeUp",  "AC Back", "VolumeDown", "Again",  "Mute",   "Cancel",       NULL};

static bool known(const char *name)
{
    for (const char *const *at = keypad_names; *at; at++)
        if (strcmp(*at, name) == 0)
            return true;
    return false;
}

/* Whether one of the keys read so far has the name. */
static bool taken(const struct keypad *keypad, const char *name)
{
    for (int key = 0; key < KEYPAD_KEYS; key++)
        for (int i = 0; i < KEYPAD_CHOICES; i++)
            if (strcmp(keypad->names[key][i], name) == 0)
                return true;
    return false;
}

static void read_names(struct yaml_node seq, const char *what, enum keypad_key key,
                       struct keypad *out)
{
    size_t count = yaml_count(seq);
    if (yaml_there(seq) && (count == 0 || count > KEYPAD_CHOICES))
        yaml_complain(seq, "\"%s\" names %zu keys, 1 to %d were expected", what, count,
                      KEYPAD_CHOICES);
    for (size_t i = 0; i < count && i < KEYPAD_CHOICES; i++) {
        struct yaml_node item = yaml_item(seq, i);
        const char *name = yaml_scalar(item);
        if (!known(name))
            yaml_complain(item,
                          "\"%.40s\" is no key that may be one of the five: a key such as Up, "
                          "Escape, Return or F13 was expected",
                          name);
        else if (taken(out, name))
            yaml_complain(item, "the key \"%s\" stands twice, each may be one of the five", name);
        else
            TEXT_COPY(out->names[key][i], name);
    }
}

void keypad_read(struct yaml_node map, struct keypad *out)
{
    static const char *const keys[] = {
        [KEYPAD_UP] = "up", [KEYPAD_DOWN] = "down",   [KEYPAD_BACK] = "back",
        [KEYPAD_OK] = "ok", [KEYPAD_SPEAK] = "speak", NULL};
    yaml_keys(map, keys);
    for (int key = 0; key < KEYPAD_KEYS; key++)
        read_names(yaml_get(map, keys[key]), keys[key], (enum keypad_key)key, out);
}
