/* The pictures that are no icons: QR codes, the camera's preview, the countdown ring. */
#ifndef PLATFORM_PICTURE_H
#define PLATFORM_PICTURE_H

#include "platform/pixels.h"
#include "platform/preview.h"
#include "ui/paint.h"

/* Mirrored, scaled to cover the item's rectangle, cut to its rounded corners. */
void preview_draw(const struct preview *preview, const struct theme *theme,
                  const struct paint *item, struct rect clip, SDL_Surface *to);
/* Black on white with the quiet zone of ISO/IEC 18004, whole pixels a module, in the tint. */
void qr_draw(const struct paint *item, struct rect clip, SDL_Surface *to);
/* The corners of the item's rectangle, rounded, item->line_width thick. */
void brackets_draw(const struct paint *item, struct rect clip, SDL_Surface *to);
/* A ring of which per_mille is left, clockwise from the top. */
void ring_draw(const struct paint *item, struct rgba rest, struct rect clip, SDL_Surface *to);

#endif
