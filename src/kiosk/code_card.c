#include "kiosk/code_card.h"

#include <string.h>

#include "base/buf.h"
#include "service/tracking.h"

/* As many characters as stand in one line: up to a hyphen where the code is a long one. */
static size_t first_line(const char *code)
{
    size_t len = strlen(code);
    if (len < TRACKING_SIZE)
        return len;
    const char *hyphen = strchr(code + len / 2 - 1, '-');
    return hyphen ? (size_t)(hyphen - code) + 1 : len;
}

static void letters(struct ui *ui, const char *code)
{
    char line[DRAFT_CODE_SIZE];
    size_t first = first_line(code);
    text_copy(line, first + 1 < sizeof(line) ? first + 1 : sizeof(line), code);
    COLUMN(ui, .align = ALIGN_CENTER, .role = ROLE_TEXT, .text = code) {
        LABEL(ui, line, .type = TYPE_CODE, .color = COLOR_BLACK, .one_line = true, .silent = true);
        if (code[first])
            LABEL(ui, code + first, .type = TYPE_CODE, .color = COLOR_BLACK, .one_line = true,
                  .silent = true);
    }
    wipe(line, sizeof(line));
}

void code_card(struct ui *ui, const char *qr, const char *code)
{
    bool lines = code[first_line(code)] != '\0'; /* two: less height is left for the QR */
    enum size_role size = lines && ui_landscape(ui) ? SIZE_QR_PAIR : SIZE_QR;
    ROW(ui, .justify = JUSTIFY_CENTER) {
        COLUMN(ui, .fill = COLOR_WHITE, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_XXL,
               .pad_y = GAP_XS, .align = ALIGN_CENTER) {
            IMAGE(ui, .kind = IMAGE_QR, .text = qr, .width = size, .height = size,
                  .color = COLOR_BLACK);
            letters(ui, code);
            /* As far below as the code's quiet zone is above. */
            COLUMN(ui, .pad_y = ui_landscape(ui) ? GAP_XS : GAP_S) {
            }
        }
    }
}
