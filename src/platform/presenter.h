/* How the memory surface gets onto the display: a desktop's window surface, rectangle by rectangle,
 * or one streaming texture where a display has no window surface (KMSDRM, with opengles2: SDL's
 * default renderer shows only the clear colour there). */
#ifndef PLATFORM_PRESENTER_H
#define PLATFORM_PRESENTER_H

#include <SDL2/SDL.h>

#include "base/err.h"
#include "ui/ui.h"

struct presenter;

enum err presenter_open(SDL_Window *window, struct presenter **out) MUST_USE;
void presenter_close(struct presenter *presenter);
/* What to draw into, of the window's present size and in 32 bits a pixel (ARGB or XRGB); it keeps
 * what was drawn while the size stays. The window's own surface where that is so, for a copy more
 * is memory and time. Borrowed until the next call; NULL: there is none (logged). */
SDL_Surface *presenter_surface(struct presenter *presenter);
/* Shows these parts of it. presenter_surface was called before. */
enum err presenter_show(struct presenter *presenter, const struct rect *rects, size_t count)
    MUST_USE;

#endif
