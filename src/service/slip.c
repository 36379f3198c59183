#include "service/slip.h"

#include "base/buf.h"

void slip_add(struct slip *slip, enum slip_kind kind, struct slip_style style, const char *text)
{
    if (slip->count == SLIP_LINES)
        return;
    struct slip_line *line = &slip->lines[slip->count++];
    *line = (struct slip_line){.kind = kind, .style = style};
    TEXT_COPY(line->text, text);
}

bool printer_works(enum printer_state state)
{
    return state == PRINTER_READY || state == PRINTER_LOW;
}
