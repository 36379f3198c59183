/* Icons of Debian's bootstrap-icons: SVG rasterised at size, kept as coverage, tinted when drawn.
 */
#ifndef PLATFORM_ICONS_H
#define PLATFORM_ICONS_H

#include "base/err.h"
#include "ui/paint.h"

struct icons;
struct SDL_Surface;

/* ERR_NOT_FOUND when they are not installed (package bootstrap-icons). */
enum err icons_open(struct icons **out) MUST_USE;
void icons_close(struct icons *icons);
void icons_draw(struct icons *icons, const struct paint *item, struct rect clip,
                struct SDL_Surface *to);

#endif
