/* Keyboard layouts: what a key types, by its place. A hand scanner is a keyboard set to one layout,
 * and the computer may be set to another; what it meant is then told from the keys alone. Pure. */
#ifndef SCAN_LAYOUT_H
#define SCAN_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

enum layout { LAYOUT_US, LAYOUT_GERMAN, LAYOUT_FRENCH, LAYOUT_COUNT };

/* The ASCII character of a key; 0 where it types none. usage: USB HID Usage Tables 1.4, keyboard
 * page (10), which are SDL's scan codes too. */
char layout_letter(enum layout layout, uint8_t usage, bool shift);

#endif
