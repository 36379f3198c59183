/* SDL's events as ours. */
#ifndef PLATFORM_TRANSLATE_H
#define PLATFORM_TRANSLATE_H

#include <SDL2/SDL.h>

#include "platform/window.h"

/* width and height: of the window, for fingers. A text of several characters is handed out one by
 * one: `rest` (32 bytes, "" at first) keeps what is left, see translate_rest. EVENT_NONE where the
 * event means nothing to us. */
struct event translate(const SDL_Event *from, int width, int height, char rest[32]);
/* The next character of `rest` as EVENT_TEXT, or EVENT_NONE when it is empty. */
struct event translate_rest(char rest[32]);

#endif
