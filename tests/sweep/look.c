#include "sweep/look.h"

#include <stdio.h>
#include <string.h>

#include "base/tr.h"
#include "kiosk/screen.h"
#include "platform/text.h"

/* The dots per inch are those of the usual panels: 27, 24, 15.6, 10.1 and 43 inches. */
const struct display displays[DISPLAYS] = {
    [DISPLAY_PORTRAIT] = {"portrait", 1080, 1920, 82, 6.1},
    [DISPLAY_LANDSCAPE] = {"landscape", 1920, 1080, 92, 6.1},
    [DISPLAY_SMALL] = {"small", 768, 1366, 100, 3.5},
    [DISPLAY_TABLET] = {"tablet", 1280, 800, 149, 2.5},
    [DISPLAY_WALL] = {"wall", 3840, 2160, 102, 6.1},
};

struct prefs look_prefs(const char *letters)
{
    struct prefs prefs = {.lang = LANG_ID};
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        if (strncmp(lang_tag(lang), letters, 2) == 0)
            prefs.lang = lang;
    const char *more = strchr(letters, '-');
    for (; more && *more; more++) {
        prefs.text_size = *more == 'l' ? TEXT_LARGE : prefs.text_size;
        prefs.theme = *more == 'c' ? THEME_CONTRAST : prefs.theme;
        prefs.reach = *more == 'r' || prefs.reach;
    }
    return prefs;
}

void look_letters(const struct prefs *prefs, char out[LOOK_NAME])
{
    bool large = prefs->text_size == TEXT_LARGE, contrast = prefs->theme == THEME_CONTRAST;
    snprintf(out, LOOK_NAME, "%s%s%s%s%s", lang_tag(prefs->lang),
             large || contrast || prefs->reach ? "-" : "", large ? "l" : "", contrast ? "c" : "",
             prefs->reach ? "r" : "");
}

void look_name(const struct look *look, char out[LOOK_NAME])
{
    snprintf(out, LOOK_NAME, "%s-%s-%s-%s", look->prefs.reach ? "reach" : look->on.name,
             lang_tag(look->prefs.lang), look->prefs.theme == THEME_CONTRAST ? "contrast" : "civic",
             look->prefs.text_size == TEXT_LARGE ? "large" : "normal");
}

size_t looks_every(struct look out[LOOKS_EVERY])
{
    static const struct {
        enum display_kind on;
        bool reach;
    } layouts[] = {{DISPLAY_PORTRAIT, false}, {DISPLAY_LANDSCAPE, false}, {DISPLAY_PORTRAIT, true}};
    size_t count = 0;
    for (size_t layout = 0; layout < LENGTH(layouts); layout++)
        for (enum lang lang = 0; lang < LANG_COUNT; lang++)
            for (enum theme_kind theme = 0; theme < THEME_KINDS; theme++)
                for (enum text_size size = 0; size < TEXT_SIZES; size++)
                    out[count++] = (struct look){
                        .prefs = {.lang = lang,
                                  .theme = theme,
                                  .text_size = size,
                                  .reach = layouts[layout].reach},
                        .on = displays[layouts[layout].on],
                    };
    for (enum display_kind kind = DISPLAY_SMALL; kind < DISPLAYS; kind++)
        out[count++] = (struct look){.prefs = {.lang = LANG_ID}, .on = displays[kind]};
    return count;
}

bool wall_open(struct wall *wall, struct rig *rig)
{
    *wall = (struct wall){.rig = rig};
    return painter_open(&wall->painter) == OK;
}

void wall_close(struct wall *wall)
{
    painter_close(wall->painter);
}

void wall_visit(struct wall *wall, const struct stop *stop)
{
    wall->rig->width = RIG_WIDTH;
    wall->rig->height = RIG_HEIGHT;
    tour_go(wall->rig, stop);
}

struct ui *wall_see(struct wall *wall, const struct look *look)
{
    struct rig *rig = wall->rig;
    struct ui *ui = ui_new(text_metrics(painter_text(wall->painter)));
    rig->app->model.prefs = look->prefs;
    rig->settings.dpi = look->on.dpi;
    app_view(rig->app, ui, look->on.width, look->on.height);
    return ui;
}

SDL_Surface *wall_draw(struct wall *wall, struct ui *ui, int width, int height)
{
    SDL_Surface *page =
        SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    struct rect all = {0, 0, width, height};
    if (page)
        painter_draw(wall->painter, ui_theme(ui), ui_paint(ui), all, page);
    return page;
}
