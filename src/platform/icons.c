#include "platform/icons.h"

#include <SDL2/SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/path.h"
#include "platform/pixels.h"

#define ICON_DIR "/usr/share/bootstrap-icons/svg"

enum { ICONS_MAX = 192 };

struct glyph {
    char name[48];
    int side;
    struct mask *mask; /* NULL: there is no such icon; asked once is enough */
};

struct icons {
    struct glyph glyphs[ICONS_MAX];
    size_t count;
};

enum err icons_open(struct icons **out)
{
    if (access(ICON_DIR "/qr-code-scan.svg", R_OK) != 0) {
        log_error("icons are missing: install the Debian package bootstrap-icons");
        return ERR_NOT_FOUND;
    }
    struct icons *icons = calloc(1, sizeof(*icons));
    if (icons == NULL)
        return ERR_FULL;
    *out = icons;
    return OK;
}

static void icons_clear(struct icons *icons)
{
    for (size_t i = 0; i < icons->count; i++)
        mask_free(icons->glyphs[i].mask);
    icons->count = 0;
}

void icons_close(struct icons *icons)
{
    if (icons == NULL)
        return;
    icons_clear(icons);
    free(icons);
}

static struct mask *rasterise(const char *name, int side)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/%s.svg", ICON_DIR, name);
    SDL_RWops *file = SDL_RWFromFile(path, "rb");
    if (file == NULL) {
        log_warn("there is no icon %s", name);
        return NULL;
    }
    SDL_Surface *loaded = IMG_LoadSizedSVG_RW(file, side, side);
    SDL_RWclose(file);
    if (loaded == NULL)
        return NULL;
    SDL_Surface *drawn = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(loaded);
    return mask_of(drawn);
}

static const struct glyph *icons_find(struct icons *icons, const char *name, int side)
{
    for (size_t i = 0; i < icons->count; i++)
        if (icons->glyphs[i].side == side && strcmp(icons->glyphs[i].name, name) == 0)
            return &icons->glyphs[i];
    if (icons->count == ICONS_MAX)
        icons_clear(icons);
    struct glyph *glyph = &icons->glyphs[icons->count];
    if (!TEXT_COPY(glyph->name, name) || strchr(name, '/') != NULL)
        return NULL;
    glyph->side = side;
    glyph->mask = rasterise(name, side);
    icons->count++;
    return glyph;
}

void icons_draw(struct icons *icons, const struct paint *item, struct rect clip, SDL_Surface *to)
{
    int side = item->rect.w < item->rect.h ? item->rect.w : item->rect.h;
    if (side <= 0)
        return;
    const struct glyph *glyph = icons_find(icons, item->text, side);
    if (glyph == NULL || glyph->mask == NULL)
        return;
    int x = item->rect.x + (item->rect.w - glyph->mask->w) / 2;
    int y = item->rect.y + (item->rect.h - glyph->mask->h) / 2;
    mask_draw(glyph->mask, x, y, item->color, clip, to);
}
