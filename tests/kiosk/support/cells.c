#include "kiosk/support/cells.h"

/* Of an em: how wide a character is, and how high a line. */
static const double CELL = 0.56, LINE = 1.37;

static struct extent text(void *self, const struct theme *theme, enum type type, const char *text,
                          int width)
{
    (void)self;
    double cell = theme->types[type].px * CELL;
    int lines = 1, longest = 0, line = 0, word = 0;
    for (const char *at = text;; at++) {
        if ((*at & 0xc0) == 0x80)
            continue;
        if (*at && *at != ' ' && *at != '\n') {
            word++;
            continue;
        }
        int with = line ? line + 1 + word : word;
        if (width > 0 && line && with * cell > width) {
            lines++;
            with = word;
        }
        line = with;
        word = 0;
        longest = line > longest ? line : longest;
        if (!*at)
            break;
        if (*at == '\n' && width > 0) {
            lines++;
            line = 0;
        }
    }
    return (struct extent){(int)(longest * cell + 1), (int)(lines * theme->types[type].px * LINE)};
}

struct ui_metrics cells_metrics(void)
{
    return (struct ui_metrics){.text = text};
}
