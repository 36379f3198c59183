#include "shots/sheet.h"

#include <png.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "platform/text.h"

/* Pixels. */
enum { WIDTH = 3456, MARGIN = 16, UPRIGHT_HEIGHT = 480, WIDE_HEIGHT = 300, LABEL = 30, TITLE = 60 };
enum { GREY = 0xff8a8f98u };

bool picture_save(const SDL_Surface *picture, const char *path)
{
    SDL_Surface *rgb = SDL_ConvertSurfaceFormat((SDL_Surface *)picture, SDL_PIXELFORMAT_RGB24, 0);
    if (!rgb)
        return false;
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)rgb->w,
                     .height = (png_uint_32)rgb->h,
                     .format = PNG_FORMAT_RGB,
                     .flags = PNG_IMAGE_FLAG_FAST};
    bool saved = png_image_write_to_file(&png, path, 0, rgb->pixels, rgb->pitch, NULL);
    SDL_FreeSurface(rgb);
    return saved;
}

/* The mean of the source pixels that fall into each of the smaller ones. */
static uint32_t mean(const SDL_Surface *from, int x0, int x1, int y0, int y1)
{
    uint32_t r = 0, g = 0, b = 0, count = (uint32_t)((x1 - x0) * (y1 - y0));
    for (int y = y0; y < y1; y++) {
        const uint32_t *row =
            (const uint32_t *)((const uint8_t *)from->pixels + (ptrdiff_t)y * from->pitch);
        for (int x = x0; x < x1; x++) {
            r += row[x] >> 16 & 0xff;
            g += row[x] >> 8 & 0xff;
            b += row[x] & 0xff;
        }
    }
    return 0xff000000u | r / count << 16 | g / count << 8 | b / count;
}

static SDL_Surface *smaller(const SDL_Surface *from)
{
    int height = from->w > from->h ? WIDE_HEIGHT : UPRIGHT_HEIGHT;
    int width = from->w * height / from->h;
    SDL_Surface *to =
        SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    for (int y = 0; to && y < height; y++) {
        uint32_t *row = (uint32_t *)((uint8_t *)to->pixels + (ptrdiff_t)y * to->pitch);
        for (int x = 0; x < width; x++)
            row[x] = mean(from, x * from->w / width, (x + 1) * from->w / width,
                          y * from->h / height, (y + 1) * from->h / height);
    }
    return to;
}

void sheet_add(struct sheet *sheet, const SDL_Surface *page, const char *name)
{
    SDL_Surface *small = sheet->count < SHEET_MOST ? smaller(page) : NULL;
    if (!small)
        return;
    struct thumb *thumb = &sheet->thumbs[sheet->count++];
    thumb->picture = small;
    TEXT_COPY(thumb->name, name);
}

static void write_words(struct painter *painter, const char *words, enum type type,
                        struct rect rect, SDL_Surface *to)
{
    struct theme theme = theme_make(&(struct theme_choice){.width = 600, .height = 1066});
    struct paint item = {.kind = PAINT_TEXT,
                         .rect = rect,
                         .clip = rect,
                         .color = {255, 255, 255, 255},
                         .type = type,
                         .align = ALIGN_START,
                         .one_line = true,
                         .text = words};
    text_draw(painter_text(painter), &theme, &item, rect, to);
}

/* Goes over the sheet as it lies there and, with a surface, draws it; the height it takes. */
static int lay_out(const struct sheet *sheet, struct painter *painter, SDL_Surface *to)
{
    int x = MARGIN, y = TITLE, row = 0;
    for (size_t i = 0; i < sheet->count; i++) {
        const struct thumb *thumb = &sheet->thumbs[i];
        SDL_Rect place = {x, y, thumb->picture->w, thumb->picture->h};
        if (x > MARGIN && x + place.w + MARGIN > WIDTH) {
            place.x = x = MARGIN;
            place.y = y += row + LABEL + MARGIN;
            row = 0;
        }
        if (to) {
            struct rect words = {place.x, place.y + place.h + 2, place.w, LABEL};
            SDL_BlitSurface(thumb->picture, NULL, to, &place);
            write_words(painter, thumb->name, TYPE_SMALL, words, to);
        }
        x += thumb->picture->w + MARGIN;
        row = thumb->picture->h > row ? thumb->picture->h : row;
    }
    return y + row + LABEL + MARGIN;
}

bool sheet_save(struct sheet *sheet, struct painter *painter, const char *title, const char *path)
{
    int height = lay_out(sheet, NULL, NULL);
    SDL_Surface *all =
        SDL_CreateRGBSurfaceWithFormat(0, WIDTH, height, 32, SDL_PIXELFORMAT_ARGB8888);
    bool saved = false;
    if (all) {
        SDL_FillRect(all, NULL, GREY);
        write_words(painter, title, TYPE_LEAD, (struct rect){MARGIN, 10, WIDTH, TITLE}, all);
        lay_out(sheet, painter, all);
        saved = picture_save(all, path);
    }
    SDL_FreeSurface(all);
    for (size_t i = 0; i < sheet->count; i++)
        SDL_FreeSurface(sheet->thumbs[i].picture);
    sheet->count = 0;
    return saved;
}
