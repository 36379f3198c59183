/* Draws a paint list into one memory surface, in software: the same pixels on every backend. */
#ifndef PLATFORM_PAINTER_H
#define PLATFORM_PAINTER_H

#include "base/err.h"
#include "platform/preview.h"
#include "ui/paint.h"
#include "ui/theme.h"

struct painter;
struct text;
struct SDL_Surface;

enum err painter_open(struct painter **out) MUST_USE;
void painter_close(struct painter *painter);
struct text *painter_text(struct painter *painter);
/* Makes the pattern of the theme's scale, which is otherwise made when it is first drawn. */
void painter_prepare(struct painter *painter, const struct theme *theme);
/* Redraws the part of the list inside `damage`. */
void painter_draw(struct painter *painter, const struct theme *theme, struct paint_list list,
                  struct rect damage, struct SDL_Surface *to);
/* The picture IMAGE_PREVIEW shows; see window_preview. */
void painter_preview(struct painter *painter, const struct preview *preview);

#endif
