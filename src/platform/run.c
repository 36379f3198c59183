#include "platform/run.h"

#include <string.h>

#include "base/buf.h"
#include "platform/pixels.h"

enum { WORDS_MAX = 256 }; /* of a line */

static size_t char_bytes(const char *at)
{
    unsigned char lead = (unsigned char)*at;
    size_t want = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    for (size_t i = 1; i < want; i++)
        if (((unsigned char)at[i] & 0xc0) != 0x80)
            return i;
    return want;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Copies len bytes (cut to the maximum on a character) as a C string. */
static size_t run_copy(char to[RUN_MAX], const char *text, size_t len)
{
    size_t kept = 0;
    while (kept < len && text[kept] != '\0') {
        size_t bytes = char_bytes(text + kept);
        if (kept + bytes > len || kept + bytes >= RUN_MAX)
            break;
        kept += bytes;
    }
    memcpy(to, text, kept);
    to[kept] = '\0';
    return kept;
}

static int plain_width(const struct run_style *style, const char *text, size_t len)
{
    char line[RUN_MAX];
    int width = 0;
    run_copy(line, text, len);
    if (TTF_SizeUTF8(style->slot->font, line, &width, NULL) != 0)
        width = 0;
    wipe(line, sizeof(line));
    return width;
}

static bool fixed_cells(const struct run_style *style)
{
    return style->cells || style->tracking > 0;
}

static int cell_width(const struct run_style *style, const char *at, size_t bytes)
{
    int width = style->cells && is_digit(*at) ? style->slot->cell : plain_width(style, at, bytes);
    return width + style->tracking;
}

static bool tight(const struct run_style *style)
{
    return !style->cells && style->tracking < 0;
}

/* Where the letter at byte `len` of a tight line stands. A space takes back what the letter before
 * it gave: words stay as far apart as they are. */
static int tight_width(const struct run_style *style, const char *text, size_t len)
{
    int letters = 0;
    for (size_t at = 0; at < len && text[at] != '\0'; at += char_bytes(text + at))
        letters += text[at] == ' ' ? -1 : 1;
    return plain_width(style, text, len) + style->tracking * letters;
}

int run_width(const struct run_style *style, const char *text, size_t len)
{
    if (tight(style))
        return len > 0 ? tight_width(style, text, len) - style->tracking : 0;
    if (!fixed_cells(style))
        return plain_width(style, text, len);
    int width = 0;
    for (size_t at = 0; at < len && text[at] != '\0'; at += char_bytes(text + at))
        width += cell_width(style, text + at, char_bytes(text + at));
    return width > style->tracking ? width - style->tracking : width;
}

/* The end of the word that starts at or after `from`, spaces before it included. */
static size_t word_end(const char *text, size_t from)
{
    while (text[from] == ' ')
        from++;
    while (text[from] != '\0' && text[from] != ' ' && text[from] != '\n')
        from++;
    return from;
}

/* As many characters as fit, at least one. */
static size_t break_inside(const struct run_style *style, const char *text, int width)
{
    size_t end = char_bytes(text);
    while (text[end] != '\0' && text[end] != '\n') {
        size_t more = end + char_bytes(text + end);
        if (run_width(style, text, more) > width)
            break;
        end = more;
    }
    return end;
}

/* The end of the last word that still fits, in few tries: each shapes all its letters. */
static size_t break_between(const struct run_style *style, const char *text, int width)
{
    size_t ends[WORDS_MAX], count = 0;
    for (size_t end = 0; text[end] != '\0' && text[end] != '\n' && count < WORDS_MAX;)
        ends[count++] = end = word_end(text, end);
    if (count == 0 || width <= 0 || run_width(style, text, ends[count - 1]) <= width)
        return count > 0 ? ends[count - 1] : 0;
    size_t fit = 0, over = count; /* the first `fit` words fit, the first `over` do not */
    while (over - fit > 1) {
        size_t middle = (fit + over) / 2;
        if (run_width(style, text, ends[middle - 1]) <= width)
            fit = middle;
        else
            over = middle;
    }
    return fit > 0 ? ends[fit - 1] : 0;
}

size_t run_break(const struct run_style *style, const char *text, int width, size_t *next)
{
    size_t end = break_between(style, text, width);
    if (end == 0 && text[0] != '\0' && text[0] != '\n')
        end = break_inside(style, text, width);
    *next = end;
    while (text[*next] == ' ')
        (*next)++;
    if (text[*next] == '\n')
        (*next)++;
    return end;
}

size_t run_cut(const struct run_style *style, const char *text, int width)
{
    int room = width - plain_width(style, "…", strlen("…"));
    size_t end = 0;
    while (text[end] != '\0') {
        size_t more = end + char_bytes(text + end);
        if (run_width(style, text, more) > room)
            break;
        end = more;
    }
    return end;
}

static SDL_Surface *render_plain(const struct run_style *style, const char *text, size_t len)
{
    char line[RUN_MAX];
    SDL_Surface *drawn = NULL;
    if (run_copy(line, text, len) > 0)
        drawn = TTF_RenderUTF8_Blended(style->slot->font, line, (SDL_Color){255, 255, 255, 255});
    wipe(line, sizeof(line));
    return drawn;
}

static SDL_Surface *render_cells(const struct run_style *style, const char *text, size_t len)
{
    int height = TTF_FontHeight(style->slot->font);
    int width = run_width(style, text, len) + style->tracking + 2;
    SDL_Surface *line =
        SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    if (line == NULL)
        return NULL;
    int x = 0;
    for (size_t at = 0; at < len && text[at] != '\0'; at += char_bytes(text + at)) {
        size_t bytes = char_bytes(text + at);
        int cell = cell_width(style, text + at, bytes);
        SDL_Surface *mark = render_plain(style, text + at, bytes);
        if (mark != NULL) {
            SDL_Rect place = {x + (cell - style->tracking - mark->w) / 2, 0, mark->w, mark->h};
            SDL_SetSurfaceBlendMode(mark, SDL_BLENDMODE_NONE);
            SDL_BlitSurface(mark, NULL, line, &place);
            surface_forget(mark);
        }
        x += cell;
    }
    return line;
}

/* Letters set tight may reach into each other: the darker pixel stays. */
static void lay_over(const SDL_Surface *mark, int x, SDL_Surface *line)
{
    struct rect part = rect_on((struct rect){x, 0, mark->w, mark->h}, line);
    for (int row = 0; row < part.h; row++) {
        const uint32_t *from = pixels_row(mark, row) + (part.x - x);
        uint32_t *to = pixels_row(line, row) + part.x;
        for (int column = 0; column < part.w; column++)
            if (from[column] >> 24 > to[column] >> 24)
                to[column] = from[column];
    }
}

static SDL_Surface *render_tight(const struct run_style *style, const char *text, size_t len)
{
    int height = TTF_FontHeight(style->slot->font);
    int width = plain_width(style, text, len) + 1;
    SDL_Surface *line =
        SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    if (line == NULL)
        return NULL;
    for (size_t at = 0; at < len && text[at] != '\0'; at += char_bytes(text + at)) {
        SDL_Surface *mark = render_plain(style, text + at, char_bytes(text + at));
        if (mark != NULL)
            lay_over(mark, tight_width(style, text, at), line);
        surface_forget(mark);
    }
    return line;
}

SDL_Surface *run_render(const struct run_style *style, const char *text, size_t len)
{
    if (len == 0)
        return NULL;
    if (tight(style))
        return render_tight(style, text, len);
    return fixed_cells(style) ? render_cells(style, text, len) : render_plain(style, text, len);
}
