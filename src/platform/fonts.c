#include "platform/fonts.h"

#include <stdio.h>
#include <unistd.h>

#include "base/log.h"
#include "base/path.h"

#define FONT_DIR "/usr/share/fonts/truetype/manrope"

static const struct weight_file {
    int weight;
    const char *file;
} weight_files[] = {
    {400, "Manrope-Regular.ttf"}, {500, "Manrope-Medium.ttf"},    {600, "Manrope-SemiBold.ttf"},
    {700, "Manrope-Bold.ttf"},    {800, "Manrope-ExtraBold.ttf"},
};

enum err fonts_open(struct fonts *fonts)
{
    *fonts = (struct fonts){0};
    if (access(FONT_DIR "/Manrope-Bold.ttf", R_OK) != 0) {
        log_error("the font is missing: install the Debian package fonts-manrope");
        return ERR_NOT_FOUND;
    }
    if (TTF_Init() != 0) {
        log_error("SDL_ttf does not start: %s", TTF_GetError());
        return ERR_STORAGE;
    }
    return OK;
}

static void fonts_clear(struct fonts *fonts)
{
    for (size_t i = 0; i < fonts->count; i++)
        TTF_CloseFont(fonts->slots[i].font);
    fonts->count = 0;
}

void fonts_close(struct fonts *fonts)
{
    fonts_clear(fonts);
    if (TTF_WasInit())
        TTF_Quit();
}

static const char *file_of(int weight)
{
    for (size_t i = 0; i < LENGTH(weight_files); i++)
        if (weight_files[i].weight >= weight)
            return weight_files[i].file;
    return weight_files[LENGTH(weight_files) - 1].file;
}

static int widest_digit(TTF_Font *font)
{
    int widest = 0;
    for (int digit = '0'; digit <= '9'; digit++) {
        int advance = 0;
        if (TTF_GlyphMetrics(font, (uint16_t)digit, NULL, NULL, NULL, NULL, &advance) == 0 &&
            advance > widest)
            widest = advance;
    }
    return widest;
}

const struct font_slot *fonts_get(struct fonts *fonts, struct type_face face)
{
    for (size_t i = 0; i < fonts->count; i++)
        if (fonts->slots[i].weight == face.weight && fonts->slots[i].px == face.px)
            return &fonts->slots[i];
    if (fonts->count == FONTS_MAX)
        fonts_clear(fonts);
    char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/%s", FONT_DIR, file_of(face.weight));
    TTF_Font *font = TTF_OpenFont(path, face.px);
    if (font == NULL) {
        log_error("the font %s does not open: %s", path, TTF_GetError());
        return NULL;
    }
    /* Plain hinting eats word spaces. */
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    struct font_slot *slot = &fonts->slots[fonts->count++];
    *slot = (struct font_slot){face.weight, face.px, font, widest_digit(font)};
    return slot;
}
