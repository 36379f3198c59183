/* SDL's events as ours. */
#ifndef PLATFORM_TRANSLATE_H
#define PLATFORM_TRANSLATE_H

#include <SDL2/SDL.h>

#include "platform/window.h"

/* The five keys as SDL knows them. */
struct keymap {
    SDL_Keycode keys[KEYPAD_KEYS][KEYPAD_CHOICES]; /* SDLK_UNKNOWN where fewer are named */
};
/* SDL's video must be up. A name that this SDL does not know is logged and left out. */
struct keymap keymap_of(const struct keypad *keypad);

/* width and height: of the window, for fingers. A text of several characters is handed out one by
 * one: `rest` (32 bytes, "" at first) keeps what is left, see translate_rest. EVENT_NONE where the
 * event means nothing to us. */
struct event translate(const SDL_Event *from, const struct keymap *keymap, int width, int height,
                       char rest[32]);
/* The next character of `rest` as EVENT_TEXT, or EVENT_NONE when it is empty. */
struct event translate_rest(char rest[32]);

#endif
