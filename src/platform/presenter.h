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
/* Shows the rectangles of the surface, which has the window's size. */
enum err presenter_show(struct presenter *presenter, SDL_Surface *from, const struct rect *rects,
                        size_t count) MUST_USE;

#endif
