#include "platform/fonts.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/path.h"

#define FONT_DIR "/usr/share/fonts/truetype/manrope"

static const struct weight_file {
    int weight;
    const char *file;
} weight_files[FONT_FILES] = {
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
    for (size_t i = 0; i < FONT_FILES; i++)
        if (fonts->files[i].bytes != NULL)
            munmap(fonts->files[i].bytes, fonts->files[i].size);
    *fonts = (struct fonts){0};
}

static size_t file_of(int weight)
{
    for (size_t i = 0; i < FONT_FILES; i++)
        if (weight_files[i].weight >= weight)
            return i;
    return FONT_FILES - 1;
}

/* The file in memory, once for all its sizes. */
static bool map_file(struct font_file *file, const char *path)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    if (fstat(fd, &about) == 0 && about.st_size > 0) {
        void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes != MAP_FAILED)
            *file = (struct font_file){bytes, (size_t)about.st_size};
    }
    close(fd);
    return file->bytes != NULL;
}

static TTF_Font *open_face(struct fonts *fonts, struct type_face face)
{
    char path[PATH_SIZE];
    size_t at = file_of(face.weight);
    struct font_file *file = &fonts->files[at];
    snprintf(path, sizeof(path), "%s/%s", FONT_DIR, weight_files[at].file);
    TTF_Font *font = NULL;
    if (file->bytes != NULL || map_file(file, path))
        font = TTF_OpenFontRW(SDL_RWFromConstMem(file->bytes, (int)file->size), 1, face.px);
    if (font == NULL)
        log_error("the font %s does not open: %s", path, TTF_GetError());
    return font;
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
    TTF_Font *font = open_face(fonts, face);
    if (font == NULL)
        return NULL;
    /* Plain hinting eats word spaces. */
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    struct font_slot *slot = &fonts->slots[fonts->count++];
    *slot = (struct font_slot){face.weight, face.px, font, widest_digit(font)};
    return slot;
}
