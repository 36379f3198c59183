#include "platform/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "platform/fonts.h"
#include "platform/pixels.h"
#include "platform/run.h"

enum { LINE_CACHE = 512, EXTENT_CACHE = 1024 };

/* The caches know texts by their hash alone; what was typed is never kept as text. */
struct line {
    uint64_t hash;
    SDL_Surface *mask;
};

struct measured {
    uint64_t hash;
    struct extent extent;
};

struct text {
    struct fonts fonts;
    struct ui_metrics metrics;
    struct line lines[LINE_CACHE];
    struct measured extents[EXTENT_CACHE];
};

static uint64_t hash_more(uint64_t hash, const void *bytes, size_t len)
{
    const uint8_t *at = bytes;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ at[i]) * 0x100000001b3u;
    return hash;
}

static uint64_t hash_of(struct type_face face, int width, const char *text, size_t len)
{
    int key[4] = {face.px, face.weight, face.cells, width};
    return hash_more(hash_more(0xcbf29ce484222325u, key, sizeof(key)), text, len);
}

static struct run_style style_of(struct text *text, const struct theme *theme, enum type type)
{
    struct type_face face = theme->types[type];
    return (struct run_style){
        .slot = fonts_get(&text->fonts, face),
        .cells = face.cells,
        .tracking = face.tracking,
    };
}

/* Headlines are set tight, running text with room to find the next line. */
static int line_height(const struct theme *theme, enum type type)
{
    int px = theme->types[type].px;
    return px > theme->types[TYPE_LEAD].px ? px * 9 / 8 : px * 9 / 7;
}

static struct extent measure(struct text *text, const struct theme *theme, enum type type,
                             const char *content, int width)
{
    struct run_style style = style_of(text, theme, type);
    struct extent extent = {0};
    if (style.slot == NULL)
        return extent;
    size_t at = 0;
    do {
        size_t next;
        size_t len = run_break(&style, content + at, width, &next);
        int line = run_width(&style, content + at, len);
        if (line > extent.width)
            extent.width = line;
        extent.height += line_height(theme, type);
        at += next;
    } while (content[at] != '\0');
    return extent;
}

static struct extent text_extent(void *self, const struct theme *theme, enum type type,
                                 const char *content, int width)
{
    struct text *text = self;
    struct type_face face = theme->types[type];
    /* The tracking and the line height follow from the type, so it belongs to the key. */
    uint64_t hash = hash_of(face, width * TYPES + (int)type, content, strlen(content));
    struct measured *slot = &text->extents[hash % EXTENT_CACHE];
    if (slot->hash != hash)
        *slot = (struct measured){hash, measure(text, theme, type, content, width)};
    return slot->extent;
}

enum err text_open(struct text **out)
{
    struct text *text = calloc(1, sizeof(*text));
    if (text == NULL)
        return ERR_FULL;
    enum err err = fonts_open(&text->fonts);
    if (err != OK) {
        free(text);
        return err;
    }
    text->metrics = (struct ui_metrics){.text = text_extent, .self = text};
    *out = text;
    return OK;
}

void text_forget(struct text *text)
{
    for (size_t i = 0; i < LINE_CACHE; i++)
        surface_forget(text->lines[i].mask);
    memset(text->lines, 0, sizeof(text->lines));
    memset(text->extents, 0, sizeof(text->extents));
}

void text_close(struct text *text)
{
    if (text == NULL)
        return;
    text_forget(text);
    fonts_close(&text->fonts);
    free(text);
}

const struct ui_metrics *text_metrics(const struct text *text)
{
    return &text->metrics;
}

static const SDL_Surface *text_line(struct text *text, struct type_face face,
                                    const struct run_style *style, const char *content, size_t len)
{
    uint64_t hash = hash_of(face, style->tracking, content, len);
    struct line *slot = &text->lines[hash % LINE_CACHE];
    if (slot->hash != hash || slot->mask == NULL) {
        surface_forget(slot->mask);
        *slot = (struct line){hash, run_render(style, content, len)};
    }
    return slot->mask;
}

static int line_x(const struct paint *item, int width)
{
    if (item->align == ALIGN_CENTER)
        return item->rect.x + (item->rect.w - width) / 2;
    if (item->align == ALIGN_END)
        return item->rect.x + item->rect.w - width;
    return item->rect.x;
}

static void draw_caret(const struct paint *item, struct rect clip, int x, int y, int height,
                       SDL_Surface *to)
{
    int width = height / 14 + 1;
    struct rect bar = {x + width, y + height / 10, width, height * 8 / 10};
    bar = rect_on(rect_cut(bar, clip), to);
    for (int row = bar.y; row < bar.y + bar.h; row++)
        for (int col = bar.x; col < bar.x + bar.w; col++)
            pixels_row(to, row)[col] = pixel_of(item->color);
}

/* A line that is too long for its place, with an ellipsis. */
static void draw_cut(const struct run_style *style, const struct paint *item, struct rect clip,
                     int y, SDL_Surface *to)
{
    char line[RUN_MAX];
    size_t len = run_cut(style, item->text, item->rect.w);
    len = len < RUN_MAX - 4 ? len : 0;
    memcpy(line, item->text, len);
    memcpy(line + len, "…", sizeof("…"));
    SDL_Surface *mask = run_render(style, line, strlen(line));
    if (mask != NULL)
        mask_draw(mask, item->rect.x, y, item->color, clip, to);
    surface_forget(mask);
    wipe(line, sizeof(line));
}

void text_draw(struct text *text, const struct theme *theme, const struct paint *item,
               struct rect clip, SDL_Surface *to)
{
    struct run_style style = style_of(text, theme, item->type);
    if (style.slot == NULL)
        return;
    int height = line_height(theme, item->type);
    int lead = (height - TTF_FontHeight(style.slot->font)) / 2;
    int wrap = item->one_line ? 0 : item->rect.w;
    int y = item->rect.y;
    size_t at = 0;
    do {
        size_t next;
        size_t len = run_break(&style, item->text + at, wrap, &next);
        int width = run_width(&style, item->text + at, len);
        int x = line_x(item, width);
        if (item->one_line && width > item->rect.w) {
            draw_cut(&style, item, clip, y + lead, to);
            return;
        }
        bool visible = y < clip.y + clip.h && y + 2 * height > clip.y;
        const SDL_Surface *mask = len > 0 && visible ? text_line(text, theme->types[item->type],
                                                                 &style, item->text + at, len)
                                                     : NULL;
        if (mask != NULL)
            mask_draw(mask, x, y + lead, item->color, clip, to);
        at += next;
        if (item->caret && item->text[at] == '\0')
            draw_caret(item, clip, x + width, y, height, to);
        y += height;
    } while (item->text[at] != '\0');
}
