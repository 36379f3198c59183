/* Text in Manrope (SDL2_ttf): measured, wrapped and drawn, with a cache of rendered lines. */
#ifndef PLATFORM_TEXT_H
#define PLATFORM_TEXT_H

#include "base/err.h"
#include "ui/paint.h"
#include "ui/theme.h"
#include "ui/ui.h"

struct text;
struct SDL_Surface;

/* ERR_NOT_FOUND when the fonts are not installed (package fonts-manrope). */
enum err text_open(struct text **out) MUST_USE;
void text_close(struct text *text);
const struct ui_metrics *text_metrics(const struct text *text);
/* Draws a PAINT_TEXT item, clipped to `clip`. */
void text_draw(struct text *text, const struct theme *theme, const struct paint *item,
               struct rect clip, struct SDL_Surface *to);
/* Whether the texts measured and drawn from now on are the same for everybody, so that text_forget
 * may keep them. At first they are not. */
void text_common(struct text *text, bool common);
/* Wipes from the cache what may tell of a visitor. */
void text_forget(struct text *text);

#endif
