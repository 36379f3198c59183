#include "platform/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "platform/fonts.h"
#include "platform/pixels.h"
#include "platform/run.h"

/* Both caches are SETS sets of WAYS places; in a set the one used longest ago gives way. */
enum { SETS = 256, WAYS = 4, LINES_KEPT = 8 };

/* The caches know texts by their hash alone; what was typed is never kept as text. */
struct key {
    uint64_t hash;
    uint32_t used;
    bool common; /* of a text that tells of nobody */
};

/* A rendered line. */
struct line {
    struct key key;
    struct mask *mask;
};

/* How a text stands in a width: its extent, and where its first lines begin and end. */
struct paragraph {
    struct key key;
    struct extent extent;
    int count;   /* of all lines */
    size_t rest; /* where those begin that are not kept */
    struct place {
        size_t at, len;
        int width;
    } places[LINES_KEPT];
};

struct text {
    struct fonts fonts;
    struct ui_metrics metrics;
    uint32_t uses;
    bool common;
    struct line lines[SETS][WAYS];
    struct paragraph paragraphs[SETS][WAYS];
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

/* The place of the hash among the WAYS keys of a set, `size` bytes apart; *fresh: it held another.
 */
static void *find(struct text *text, void *set, size_t size, uint64_t hash, bool *fresh)
{
    struct key *oldest = set;
    *fresh = false;
    text->uses++;
    for (size_t i = 0; i < WAYS; i++) {
        struct key *key = (struct key *)((char *)set + i * size);
        if (key->used != 0 && key->hash == hash) {
            key->used = text->uses;
            return key;
        }
        if (key->used < oldest->used)
            oldest = key;
    }
    *oldest = (struct key){hash, text->uses, text->common};
    *fresh = true;
    return oldest;
}

static struct place place_line(const struct run_style *style, const char *content, size_t at,
                               int width, size_t *next)
{
    struct place place = {.at = at};
    place.len = run_break(style, content + at, width, next);
    place.width = run_width(style, content + at, place.len);
    *next += at;
    return place;
}

static void set_paragraph(const struct run_style *style, const char *content, int width,
                          int line_height, struct paragraph *paragraph)
{
    size_t at = 0;
    paragraph->extent = (struct extent){0};
    paragraph->count = 0;
    do {
        struct place place = place_line(style, content, at, width, &at);
        if (place.width > paragraph->extent.width)
            paragraph->extent.width = place.width;
        if (paragraph->count < LINES_KEPT) {
            paragraph->places[paragraph->count] = place;
            paragraph->rest = at;
        }
        paragraph->count++;
    } while (content[at] != '\0');
    paragraph->extent.height = paragraph->count * line_height;
}

/* Borrowed until the next one is asked for. */
static const struct paragraph *paragraph_of(struct text *text, const struct theme *theme,
                                            enum type type, const struct run_style *style,
                                            const char *content, int width)
{
    bool fresh;
    /* The tracking and the line height follow from the type, so it belongs to the key. */
    uint64_t hash =
        hash_of(theme->types[type], width * TYPES + (int)type, content, strlen(content));
    struct paragraph *paragraph =
        find(text, text->paragraphs[hash % SETS], sizeof(*paragraph), hash, &fresh);
    if (fresh)
        set_paragraph(style, content, width, line_height(theme, type), paragraph);
    return paragraph;
}

static struct extent text_extent(void *self, const struct theme *theme, enum type type,
                                 const char *content, int width)
{
    struct text *text = self;
    struct run_style style = style_of(text, theme, type);
    if (style.slot == NULL)
        return (struct extent){0};
    return paragraph_of(text, theme, type, &style, content, width)->extent;
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

void text_common(struct text *text, bool common)
{
    text->common = common;
}

static void forget(struct text *text, bool all)
{
    for (size_t i = 0; i < SETS; i++) {
        for (size_t k = 0; k < WAYS; k++) {
            struct line *line = &text->lines[i][k];
            if (all || !line->key.common) {
                mask_free(line->mask);
                wipe(line, sizeof(*line));
            }
            struct paragraph *paragraph = &text->paragraphs[i][k];
            if (all || !paragraph->key.common)
                wipe(paragraph, sizeof(*paragraph));
        }
    }
}

void text_forget(struct text *text)
{
    forget(text, false);
}

void text_close(struct text *text)
{
    if (text == NULL)
        return;
    forget(text, true);
    fonts_close(&text->fonts);
    free(text);
}

const struct ui_metrics *text_metrics(const struct text *text)
{
    return &text->metrics;
}

static const struct mask *text_line(struct text *text, struct type_face face,
                                    const struct run_style *style, const char *content, size_t len)
{
    bool fresh;
    uint64_t hash = hash_of(face, style->tracking, content, len);
    struct line *line = find(text, text->lines[hash % SETS], sizeof(*line), hash, &fresh);
    if (fresh) {
        mask_free(line->mask);
        line->mask = mask_of(run_render(style, content, len));
    }
    return line->mask;
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
    struct mask *mask = mask_of(run_render(style, line, strlen(line)));
    if (mask != NULL)
        mask_draw(mask, item->rect.x, y, item->color, clip, to);
    mask_free(mask);
    wipe(line, sizeof(line));
}

static int lead_of(const struct theme *theme, const struct run_style *style, enum type type)
{
    return (line_height(theme, type) - TTF_FontHeight(style->slot->font)) / 2;
}

static void draw_line(struct text *text, const struct theme *theme, const struct run_style *style,
                      const struct paint *item, struct place place, int y, struct rect clip,
                      SDL_Surface *to)
{
    int height = line_height(theme, item->type);
    bool seen = place.len > 0 && y < clip.y + clip.h && y + 2 * height > clip.y;
    if (!seen)
        return;
    const struct mask *mask =
        text_line(text, theme->types[item->type], style, item->text + place.at, place.len);
    if (mask != NULL)
        mask_draw(mask, line_x(item, place.width), y + lead_of(theme, style, item->type),
                  item->color, clip, to);
}

void text_draw(struct text *text, const struct theme *theme, const struct paint *item,
               struct rect clip, SDL_Surface *to)
{
    struct run_style style = style_of(text, theme, item->type);
    if (style.slot == NULL)
        return;
    int height = line_height(theme, item->type), wrap = item->one_line ? 0 : item->rect.w;
    const struct paragraph *lines = paragraph_of(text, theme, item->type, &style, item->text, wrap);
    size_t at = lines->rest;
    int y = item->rect.y;
    for (int i = 0; i < lines->count; i++, y += height) {
        struct place place =
            i < LINES_KEPT ? lines->places[i] : place_line(&style, item->text, at, wrap, &at);
        if (item->one_line && place.width > item->rect.w) {
            draw_cut(&style, item, clip, y + lead_of(theme, &style, item->type), to);
            return;
        }
        draw_line(text, theme, &style, item, place, y, clip, to);
        if (item->caret && i == lines->count - 1)
            draw_caret(item, clip, line_x(item, place.width) + place.width, y, height, to);
    }
}
