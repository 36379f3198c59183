/* The five keys that work the whole kiosk without sight or touch, and which keys of a keyboard or
 * keypad they are. */
#ifndef SERVICE_KEYPAD_H
#define SERVICE_KEYPAD_H

#include "base/yaml.h"

enum keypad_key { KEYPAD_UP, KEYPAD_DOWN, KEYPAD_BACK, KEYPAD_OK, KEYPAD_SPEAK, KEYPAD_KEYS };
enum { KEYPAD_CHOICES = 4, KEYPAD_NAME_SIZE = 16 };

struct keypad {
    char names[KEYPAD_KEYS][KEYPAD_CHOICES][KEYPAD_NAME_SIZE]; /* "" where fewer are named */
};

/* The names a key may have, NULL at the end: SDL's own, of keys that type nothing. Letters and
 * digits are not among them, as a hand scanner types those. */
extern const char *const keypad_names[];

/* Reads `keys:` of kiosk.yaml: for each of the five a list of names, each key once. */
void keypad_read(struct yaml_node map, struct keypad *out);

#endif
