#include "ui/support/fake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static size_t characters(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* Greedy wrapping at spaces; a word longer than the width is broken. */
static struct extent fake_text(void *self, const struct theme *theme, enum type type,
                               const char *text, int width)
{
    (void)self;
    int em = theme->types[type].px, cell = em / 2;
    int room = width > 0 ? width / cell : 1 << 20;
    if (room < 1)
        room = 1;
    int used = 0, widest = 0, lines = 1;
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, " \n");
        int word = (int)characters(at, len);
        if (used > 0 && used + 1 + word > room) {
            lines++;
            used = 0;
        }
        used += (used > 0) + word;
        for (; used > room; used -= room)
            lines++;
        widest = used > widest ? used : widest;
        if (at[len] == '\n') {
            lines++;
            used = 0;
        }
        at += len + (at[len] != '\0');
    }
    return (struct extent){widest * cell, lines * em};
}

struct ui_metrics fake_metrics(void)
{
    return (struct ui_metrics){.text = fake_text};
}

struct theme fake_theme(void)
{
    struct theme theme = theme_make(&(struct theme_choice){.width = 1080, .height = 1920});
    theme.sizes[SIZE_QR] = 420; /* a width to count letters by, whatever codes need */
    return theme;
}

bool says(const struct ui *ui, const char *text)
{
    for (size_t i = 0; i < ui_count(ui); i++)
        if (strcmp(ui_node(ui, i).text, text) == 0)
            return true;
    return false;
}

struct node_view view_of_text(const struct ui *ui, const char *text)
{
    for (size_t i = 0; i < ui_count(ui); i++)
        if (strcmp(ui_node(ui, i).text, text) == 0)
            return ui_node(ui, i);
    fail_msg("nothing says \"%s\"", text);
    return (struct node_view){0};
}

struct rect rect_of(const struct ui *ui, const char *text)
{
    return view_of_text(ui, text).rect;
}
