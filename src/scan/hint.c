#include "scan/hint.h"

/* Too little light explains most of the rest; glare comes last, for it may be beside the code. */
static enum hint hint_of(enum light light, enum sight sight)
{
    static const enum hint hints[SIGHT_COUNT] = {
        [SIGHT_NEAR] = HINT_NEAR, [SIGHT_FAR] = HINT_FAR, [SIGHT_PALE] = HINT_PALE};
    if (light == LIGHT_DARK)
        return HINT_DARK;
    if (sight != SIGHT_NOTHING)
        return hints[sight];
    return light == LIGHT_GLARE ? HINT_GLARE : HINT_NONE;
}

void hints_sight(struct hints *hints, enum sight sight, int64_t now_boot)
{
    if (sight == SIGHT_NOTHING)
        return;
    hints->sight = sight;
    hints->sight_at = now_boot;
}

enum hint hints_step(struct hints *hints, enum light light, int64_t now_boot)
{
    bool remembered = now_boot - hints->sight_at < HINT_MEMORY;
    enum hint hint = hint_of(light, remembered ? hints->sight : SIGHT_NOTHING);
    if (hint != hints->coming) {
        hints->coming = hint;
        hints->coming_at = now_boot;
    }
    bool held = now_boot - hints->coming_at >= HINT_AFTER;
    bool stale = hints->shown == HINT_NONE || now_boot - hints->shown_at >= HINT_SHOWN;
    if (hint != hints->shown && held && stale) {
        hints->shown = hint;
        hints->shown_at = now_boot;
    }
    return hints->shown;
}
