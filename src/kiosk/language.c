#include "kiosk/language.h"

#include "base/tr.h"
#include "kiosk/chrome.h"

const char *language_name(enum lang lang)
{
    static const char *const names[LANG_COUNT] = {
        [LANG_ID] = "Bahasa Indonesia",
        [LANG_EN] = "English",
        [LANG_JV] = "Basa Jawa",
    };
    return names[lang];
}

void language_view(struct ui *ui, const struct model *model)
{
    static const enum lang order[] = {LANG_ID, LANG_JV, LANG_EN};
    PANEL(ui, model) {
        LABEL(ui, tr("Choose a language"), .type = TYPE_TITLE);
        GRID(ui, .columns = ui_landscape(ui) ? LENGTH(order) : 1, .gap = GAP_M)
            for (size_t i = 0; i < LENGTH(order); i++)
                TILE(ui, .icon = "translate", .title = language_name(order[i]), .wide = true,
                     .selected = model->prefs.lang == order[i], .tap = TAP(MSG_LANGUAGE, order[i]));
        ROW(ui) {
            BUTTON(ui, .text = tr("Close"), .grow = 1, .tap = TAP(MSG_LANGUAGES_CLOSE));
        }
    }
}
