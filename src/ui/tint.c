#include "ui/tint.h"

#include <string.h>

#include "base/buf.h"

static const struct {
    enum color fill, ink, strong, line;
} tints[] = {
    [TINT_INFO] = {COLOR_INFO, COLOR_NILA, COLOR_NILA, COLOR_INFO_LINE},
    [TINT_OPEN] = {COLOR_OPEN, COLOR_DAUN, COLOR_DAUN, COLOR_OPEN_LINE},
    [TINT_WAIT] = {COLOR_WAIT, COLOR_ON_WAIT, COLOR_SOGA, COLOR_WAIT_LINE},
    [TINT_BAD] = {COLOR_BAD, COLOR_MENGKUDU, COLOR_MENGKUDU, COLOR_BAD_LINE},
    [TINT_VIOLET] = {COLOR_VIOLET, COLOR_ON_VIOLET, COLOR_NILA_2, COLOR_INFO_LINE},
    [TINT_GOLD] = {COLOR_GOLD, COLOR_ON_GOLD, COLOR_GOLD, COLOR_WAIT_LINE},
    [TINT_NIGHT] = {COLOR_BLACK, COLOR_WHITE, COLOR_BLACK, COLOR_INFO_LINE},
};

enum color tint_fill(enum tint tint)
{
    return tints[tint].fill;
}

enum color tint_ink(enum tint tint)
{
    return tints[tint].ink;
}

enum color tint_strong(enum tint tint)
{
    return tints[tint].strong;
}

enum color tint_line(enum tint tint)
{
    return tints[tint].line;
}

enum color ui_accent(const struct ui *ui)
{
    return ui_theme(ui)->kind == THEME_CONTRAST ? COLOR_GOLD : COLOR_NILA;
}

void join_lines(char out[SAID_SIZE], const char *const *parts, size_t count)
{
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (!has_text(parts[i]))
            continue;
        if (len > 0 && len + 1 < SAID_SIZE)
            out[len++] = '\n';
        text_copy(out + len, SAID_SIZE - len, parts[i]);
        len += strlen(out + len);
    }
}
