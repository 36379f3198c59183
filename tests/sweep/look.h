/* The screens a kiosk is sold with, and the looks a page takes on them; a page seen in one of them
 * with the real letters and drawn by the real painter, without a window. */
#ifndef TESTS_SWEEP_LOOK_H
#define TESTS_SWEEP_LOOK_H

#include <SDL2/SDL.h>

#include "kiosk/model.h"
#include "kiosk/support/tour.h"
#include "platform/painter.h"

struct display {
    const char *name;
    int width, height;
    double dpi;
    /* The least height of a capital in mm. 6.1 for who stands 50 cm away (EN 301 549, 5.1.4); less
     * on the two small ones, whose pages would not hold such letters: one steps nearer. */
    double capital;
};

enum display_kind {
    DISPLAY_PORTRAIT,
    DISPLAY_LANDSCAPE,
    DISPLAY_SMALL,
    DISPLAY_TABLET,
    DISPLAY_WALL,
    DISPLAYS
};
extern const struct display displays[DISPLAYS];

struct look {
    struct prefs prefs;
    struct display on;
};

enum { LOOK_NAME = 64, LOOKS_EVERY = 72 };

/* Language and letters as in `id`, `en-l` (large), `jv-c` (contrast), `id-lcr` (and reach). */
struct prefs look_prefs(const char *letters);
/* The other way round. */
void look_letters(const struct prefs *prefs, char out[LOOK_NAME]);
/* Every language, theme and text size, upright, wide, and upright within reach; then one look each
 * on the other screens. Returns how many; none past LOOKS_EVERY. */
size_t looks_every(struct look out[LOOKS_EVERY]);
/* "portrait-id-civic-normal", "reach-jv-contrast-large" */
void look_name(const struct look *look, char out[LOOK_NAME]);

/* Where pages are looked at. */
struct wall {
    struct rig *rig;
    struct painter *painter;
};

/* The painter alone; the rig is the caller's. */
bool wall_open(struct wall *wall, struct rig *rig);
void wall_close(struct wall *wall);
/* Walks there, upright and in fixed cells: how it looks is another matter. */
void wall_visit(struct wall *wall, const struct stop *stop);
/* The page where the walk ended, laid out as it looks; `ui` is new and the caller's. */
struct ui *wall_see(struct wall *wall, const struct look *look);
/* All of what `ui` shows now; the surface is the caller's. */
SDL_Surface *wall_draw(struct wall *wall, struct ui *ui, int width, int height);

#endif
