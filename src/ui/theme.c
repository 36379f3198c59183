#include "ui/theme.h"

#include <math.h>
#include <stddef.h>

#include "base/err.h"

/* The design's page and the width of one of its pixels on the screen it was drawn for: upright at
 * 27 inches. A wide one of 24 inches has fewer, so that its letters are as high in millimetres. */
static const struct {
    double width, height;
} pages[] = {[LAYOUT_PORTRAIT] = {1080, 1920}, [LAYOUT_LANDSCAPE] = {1704, 958}};
static const double PIXEL_MM = 0.31, INCH_MM = 25.4;
/* What a finger hits and what keeps it from its neighbour (facts: EN 301 549 and our own). */
static const double TARGET_MM = 12.7, APART_MM = 2.54;
/* A page's shorter side holds as many targets, one beside the other. */
static const double TARGETS_LEAST = 10;
/* The least a phone tells apart, and how many a small code of SIZE_QR_SMALL has across. */
static const double MODULE_MM = 0.5;
enum { MODULES_SMALL = 31 };
static const double SCALE_MIN = 0.1, SCALE_MAX = 8;

/* One role's colour, 0xRRGGBBAA. In the civic theme it is the same wherever it stands, but for
 * inks that would be too pale: running text keeps 7:1 on every ground it meets, the pattern and
 * notices too. In the contrast theme it depends. */
struct token {
    uint32_t civic, civic_ink; /* ink 0: the same */
    uint32_t contrast, contrast_ink, contrast_line;
};

#define BLACK  0x000000ff
#define WHITE  0xffffffff
#define YELLOW 0xffd75eff
#define RED    0xff0000ff
#define GREEN  0x00ff00ff
#define BLUE   0x0000ffff
#define GREY   0x9a9a9aff

static const struct token tokens[COLORS] = {
    [COLOR_INK] = {0x1a2433ff, 0, BLACK, WHITE, WHITE},
    [COLOR_SOFT] = {0x4a5464ff, 0x454f5fff, BLACK, WHITE, WHITE},
    [COLOR_FAINT] = {0x7c8592ff, 0, BLACK, GREY, GREY},
    [COLOR_NILA] = {0x17305aff, 0, BLACK, YELLOW, WHITE},
    [COLOR_NILA_2] = {0x234680ff, 0, BLACK, YELLOW, YELLOW},
    [COLOR_LINK] = {0x234680ff, 0, BLACK, YELLOW, YELLOW},
    [COLOR_PAPER] = {0xfaf6eeff, 0, BLACK, WHITE, WHITE},
    [COLOR_CARD] = {0xffffffff, 0, BLACK, WHITE, WHITE},
    [COLOR_NOTE] = {0xf1ece1ff, 0, BLACK, WHITE, WHITE},
    [COLOR_LINE] = {0xe6ddcbff, 0, WHITE, WHITE, WHITE},
    [COLOR_ON_NILA] = {0xffffffff, 0, WHITE, WHITE, WHITE},
    [COLOR_ON_NILA_SOFT] = {0xd9e0ecff, 0xdee5efff, WHITE, WHITE, WHITE},
    [COLOR_GOLD] = {0xf3d9a4ff, 0, YELLOW, YELLOW, YELLOW},
    [COLOR_SOGA] = {0xc7861aff, 0x6f4a08ff, YELLOW, YELLOW, YELLOW},
    [COLOR_MENGKUDU] = {0xa5302bff, 0xa32f2aff, YELLOW, YELLOW, YELLOW},
    [COLOR_DAUN] = {0x1c7a4bff, 0, YELLOW, YELLOW, YELLOW},
    [COLOR_OPEN] = {0xe3f3eaff, 0, BLACK, WHITE, WHITE},
    [COLOR_ON_OPEN] = {0x145c38ff, 0x145b37ff, BLACK, WHITE, WHITE},
    [COLOR_WAIT] = {0xfbefd6ff, 0, BLACK, WHITE, WHITE},
    [COLOR_ON_WAIT] = {0x6f4a08ff, 0x6d4907ff, BLACK, YELLOW, YELLOW},
    [COLOR_BAD] = {0xf9e4e1ff, 0, BLACK, WHITE, WHITE},
    [COLOR_ON_BAD] = {0x8a2420ff, 0, BLACK, YELLOW, YELLOW},
    [COLOR_INFO] = {0xe4eaf4ff, 0, BLACK, WHITE, WHITE},
    [COLOR_ON_INFO] = {0x17305aff, 0, BLACK, WHITE, WHITE},
    [COLOR_VIOLET] = {0xede7f6ff, 0, BLACK, WHITE, WHITE},
    [COLOR_ON_VIOLET] = {0x5b3e8cff, 0, BLACK, YELLOW, YELLOW},
    [COLOR_ON_GOLD] = {0x17305aff, 0, BLACK, BLACK, BLACK},
    [COLOR_INFO_LINE] = {0xc9d4e6ff, 0, WHITE, WHITE, WHITE},
    [COLOR_OPEN_LINE] = {0xa9d6bdff, 0, WHITE, WHITE, WHITE},
    [COLOR_WAIT_LINE] = {0xe7b65aff, 0, YELLOW, YELLOW, YELLOW},
    [COLOR_BAD_LINE] = {0xe3aba6ff, 0, YELLOW, YELLOW, YELLOW},
    [COLOR_FOCUS] = {0x3b82e0ff, 0, YELLOW, YELLOW, YELLOW},
    [COLOR_FOCUS_BAND] = {WHITE, 0, BLACK, BLACK, BLACK},
    [COLOR_FIELD] = {0xffffffff, 0, BLACK, WHITE, WHITE},
    /* Darker than drawn: a field's edge must stand out 3:1 (WCAG 1.4.11). */
    [COLOR_FIELD_LINE] = {0x8591a4ff, 0, WHITE, WHITE, WHITE},
    [COLOR_KEYBOARD] = {0xe9e3d6ff, 0, BLACK, WHITE, WHITE},
    [COLOR_KEY] = {0xffffffff, 0, BLACK, WHITE, WHITE},
    [COLOR_KEY_EDGE] = {0xcfc5b0ff, 0, WHITE, WHITE, WHITE},
    [COLOR_DISABLED] = {0x939caaff, 0, 0x2e2e2eff, GREY, GREY},
    [COLOR_SCRIM] = {0x17305ae6, 0, 0x000000e6, WHITE, WHITE},
    [COLOR_CAMERA] = {0x252d3aff, 0, 0x1a1a1aff, WHITE, WHITE},
    [COLOR_BLACK] = {BLACK, 0, BLACK, BLACK, BLACK},
    [COLOR_WHITE] = {WHITE, 0, WHITE, WHITE, WHITE},
    [COLOR_RED] = {RED, 0, RED, RED, RED},
    [COLOR_GREEN] = {GREEN, 0, GREEN, GREEN, GREEN},
    [COLOR_BLUE] = {BLUE, 0, BLUE, BLUE, BLUE},
};

/* Em sizes in design pixels: portrait and landscape, each with normal and large text. */
static const struct type_token {
    int px[2][TEXT_SIZES];
    int weight;
    bool cells;
    int tracking; /* thousandths of an em */
} types[TYPES] = {
    [TYPE_BODY] = {{{30, 37}, {29, 35}}, 500, false, 0},
    [TYPE_BODY_BOLD] = {{{30, 37}, {29, 35}}, 700, false, 0},
    [TYPE_SMALL] = {{{28, 35}, {28, 34}}, 500, false, 0},
    [TYPE_SMALL_BOLD] = {{{28, 35}, {28, 34}}, 700, false, 0},
    [TYPE_TILE] = {{{36, 44}, {35, 42}}, 700, false, 0},
    [TYPE_LEAD] = {{{42, 50}, {42, 48}}, 700, false, 0},
    [TYPE_HERO] = {{{46, 54}, {46, 52}}, 700, false, 0},
    [TYPE_TITLE] = {{{60, 70}, {52, 60}}, 800, false, -30},
    [TYPE_BUTTON] = {{{36, 44}, {34, 41}}, 700, false, 0},
    [TYPE_FIELD] = {{{38, 46}, {36, 43}}, 600, true, 0},
    [TYPE_KEY] = {{{38, 46}, {36, 43}}, 600, false, 0},
    [TYPE_CODE] = {{{54, 60}, {50, 56}}, 700, true, 62},
    [TYPE_CLOCK] = {{{54, 60}, {50, 56}}, 800, false, -10},
    [TYPE_HUGE] = {{{84, 94}, {84, 92}}, 800, false, -20},
    [TYPE_LINE] = {{{38, 40}, {36, 38}}, 500, false, 0},
    /* Large as they are: with large letters the page's other lines need the room. */
    [TYPE_POSTER] = {{{96, 92}, {62, 62}}, 800, false, -20},
    [TYPE_FOOT] = {{{28, 31}, {28, 34}}, 700, false, 0},
    [TYPE_DISPLAY] = {{{216, 176}, {180, 176}}, 800, false, -20},
};

static const int gaps[GAPS] = {[GAP_XXS] = 6, [GAP_XS] = 12, [GAP_S] = 20,  [GAP_M] = 28,
                               [GAP_L] = 36,  [GAP_XL] = 48, [GAP_XXL] = 56};
static const int radii[RADII] = {
    [RADIUS_FIELD] = 22, [RADIUS_BUTTON] = 28, [RADIUS_TILE] = 32, [RADIUS_BADGE] = 33};

static const int sizes[SIZES][2] = {
    [SIZE_BUTTON] = {112, 100},   [SIZE_KEY] = {100, 74},
    [SIZE_BAR] = {88, 80},        [SIZE_HEADER] = {162, 104},
    [SIZE_FOOTER] = {160, 88},    [SIZE_FIELD] = {104, 92},
    [SIZE_AREA] = {190, 144},     [SIZE_BADGE] = {66, 66},
    [SIZE_ICON_S] = {32, 32},     [SIZE_ICON_M] = {44, 42},
    [SIZE_ICON_L] = {60, 52},     [SIZE_ICON_XL] = {96, 88},
    [SIZE_MEDAL] = {104, 84},     [SIZE_MEDAL_S] = {88, 76},
    [SIZE_DOT] = {60, 52},        [SIZE_SEGMENT] = {12, 12},
    [SIZE_QR] = {580, 420},       [SIZE_QR_SMALL] = {93, 84},
    [SIZE_QR_PAIR] = {400, 340},  [SIZE_QR_BIG] = {620, 600},
    [SIZE_PREVIEW] = {760, 520},  [SIZE_PREVIEW_LOW] = {640, 380},
    [SIZE_RING] = {220, 200},     [SIZE_LABEL_COLUMN] = {190, 200},
    [SIZE_LINE] = {2, 2},         [SIZE_STRONG] = {3, 3},
    [SIZE_CHOSEN] = {6, 6},       [SIZE_TOUCH] = {64, 56},
    [SIZE_BIG] = {150, 132},      [SIZE_SEAL] = {140, 120},
    [SIZE_BRACKETS] = {560, 380},
};

/* With reach the head grows by this much at least, so that the wish is seen to be granted, and
 * leaves this much to the page below it, a keyboard included. Portrait and landscape. */
static const int REACH_MORE[2] = {200, 60}, REACH_LEFT[2] = {1160, 780}, REACH_TYPING = 900;
static const int REACH_MM = 1220;

static struct rgba rgba(uint32_t code)
{
    return (struct rgba){(uint8_t)(code >> 24), (uint8_t)(code >> 16), (uint8_t)(code >> 8),
                         (uint8_t)code};
}

static enum layout_kind layout_of(const struct theme_choice *choice)
{
    return choice->width > choice->height ? LAYOUT_LANDSCAPE : LAYOUT_PORTRAIT;
}

static double scale_of(const struct theme_choice *choice)
{
    enum layout_kind layout = layout_of(choice);
    double scale = fmin(choice->width / pages[layout].width, choice->height / pages[layout].height);
    if (choice->dpi > 0)
        scale = fmin(scale, choice->dpi * PIXEL_MM / INCH_MM);
    return fmax(SCALE_MIN, fmin(SCALE_MAX, scale));
}

static int scaled(double scale, int design)
{
    int pixels = (int)lround(design * scale);
    return design > 0 && pixels < 1 ? 1 : pixels;
}

static void make_colors(struct theme *theme)
{
    bool contrast = theme->kind == THEME_CONTRAST;
    for (int i = 0; i < COLORS; i++) {
        const struct token *token = &tokens[i];
        uint32_t ink = token->civic_ink ? token->civic_ink : token->civic;
        theme->colors[i] = rgba(contrast ? token->contrast : token->civic);
        theme->inks[i] = rgba(contrast ? token->contrast_ink : ink);
        theme->lines[i] = rgba(contrast ? token->contrast_line : token->civic);
    }
}

static void at_least(int *size, double least)
{
    if (*size < least)
        *size = (int)ceil(least);
}

/* On a small screen with fine dots the design's sizes would be too small for a finger. Where the
 * dots are said to be finer than any kiosk's, the page's room decides. */
static void make_touchable(struct theme *theme, const struct theme_choice *choice)
{
    static const enum size_role touched[] = {SIZE_TOUCH, SIZE_KEY, SIZE_BAR, SIZE_BUTTON,
                                             SIZE_FIELD};
    double room = fmin(choice->width, choice->height) / TARGETS_LEAST;
    double dots = fmax(0, fmin(choice->dpi / INCH_MM, room / TARGET_MM)); /* a millimetre */
    for (size_t i = 0; i < LENGTH(touched); i++)
        at_least(&theme->sizes[touched[i]], TARGET_MM * dots);
    for (enum gap gap = GAP_XS; gap < GAPS; gap++)
        at_least(&theme->gaps[gap], APART_MM * dots);
    /* Two of them stand between the rows of a list. */
    at_least(&theme->gaps[GAP_XXS], APART_MM * dots / 2);
    at_least(&theme->sizes[SIZE_QR_SMALL], MODULES_SMALL * ceil(MODULE_MM * dots));
}

int theme_out_of_reach(int bottom, double dpi, int height)
{
    return dpi > 0 ? height - (int)((REACH_MM - bottom) * dpi / INCH_MM) : 0;
}

static int within(int value, int low, int high)
{
    return value > high ? high : value < low ? low : value;
}

static void make_reach(struct theme *theme, const struct theme_choice *choice)
{
    bool wide = theme->layout == LAYOUT_LANDSCAPE;
    int head = theme->sizes[SIZE_HEADER], out = choice->out_of_reach;
    int typing = choice->height - scaled(theme->scale, REACH_TYPING);
    theme->sizes[SIZE_REACH] = head;
    theme->sizes[SIZE_OUT] = 0;
    if (!theme->reach)
        return;
    theme->sizes[SIZE_REACH] = within(out, head + scaled(theme->scale, REACH_MORE[wide]),
                                      choice->height - scaled(theme->scale, REACH_LEFT[wide]));
    if (theme->sizes[SIZE_REACH] < head)
        theme->sizes[SIZE_REACH] = head;
    theme->sizes[SIZE_OUT] = within(out, 0, wide && typing > 0 ? typing : theme->sizes[SIZE_REACH]);
}

struct theme theme_make(const struct theme_choice *choice)
{
    struct theme theme = {
        .kind = choice->kind == THEME_CONTRAST ? THEME_CONTRAST : THEME_CIVIC,
        .text_size = choice->text_size == TEXT_LARGE ? TEXT_LARGE : TEXT_NORMAL,
        .layout = layout_of(choice),
        .reach = choice->reach,
        .scale = scale_of(choice),
    };
    int turn = theme.layout == LAYOUT_LANDSCAPE;
    make_colors(&theme);
    for (int i = 0; i < TYPES; i++) {
        theme.types[i].px = scaled(theme.scale, types[i].px[turn][theme.text_size]);
        theme.types[i].weight = types[i].weight;
        theme.types[i].cells = types[i].cells;
        theme.types[i].tracking = (int)lround(theme.types[i].px * types[i].tracking / 1000.0);
    }
    for (int i = 0; i < GAPS; i++)
        theme.gaps[i] = scaled(theme.scale, gaps[i]);
    for (int i = 0; i < RADII; i++)
        theme.radii[i] = scaled(theme.scale, radii[i]);
    for (int i = 0; i < SIZES; i++)
        theme.sizes[i] = scaled(theme.scale, sizes[i][turn]);
    make_touchable(&theme, choice);
    /* High contrast draws with lines: they are as thick as what is primary elsewhere. */
    if (theme.kind == THEME_CONTRAST)
        theme.sizes[SIZE_LINE] = theme.sizes[SIZE_STRONG] = scaled(theme.scale, 4);
    make_reach(&theme, choice);
    theme.radii[RADIUS_PILL] = 1 << 14; /* the painter halves it to fit */
    return theme;
}

/* WCAG 2.1, relative luminance. */
static double luminance(struct rgba color)
{
    const uint8_t parts[3] = {color.r, color.g, color.b};
    static const double weights[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (size_t i = 0; i < LENGTH(parts); i++) {
        double c = parts[i] / 255.0;
        sum += weights[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double rgba_contrast(struct rgba a, struct rgba b)
{
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}
