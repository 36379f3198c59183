/* Colours, type and sizes by role. A screen never writes a number: it names a role, and the theme,
 * the text size and the screen's DPI say what that is in pixels.
 * Tokens: the design at 1080 pixels across 27 inches, where one pixel is 0.31 mm. */
#ifndef UI_THEME_H
#define UI_THEME_H

#include <stdbool.h>
#include <stdint.h>

enum theme_kind { THEME_CIVIC, THEME_CONTRAST, THEME_KINDS };
enum text_size { TEXT_NORMAL, TEXT_LARGE, TEXT_SIZES };
enum layout_kind { LAYOUT_PORTRAIT, LAYOUT_LANDSCAPE };

struct rgba {
    uint8_t r, g, b, a;
};

/* What a colour is for. */
enum color {
    COLOR_NONE,
    COLOR_INK,
    COLOR_SOFT,
    COLOR_FAINT, /* text: body, secondary, disabled */
    COLOR_NILA,
    COLOR_NILA_2,
    COLOR_LINK, /* indigo surfaces, accents, links */
    COLOR_PAPER,
    COLOR_CARD,
    COLOR_NOTE,
    COLOR_LINE,
    COLOR_ON_NILA,
    COLOR_ON_NILA_SOFT,
    COLOR_GOLD,
    COLOR_SOGA,
    COLOR_MENGKUDU,
    COLOR_DAUN,
    COLOR_OPEN,
    COLOR_ON_OPEN, /* tints and the text that stands on them */
    COLOR_WAIT,
    COLOR_ON_WAIT,
    COLOR_BAD,
    COLOR_ON_BAD,
    COLOR_INFO,
    COLOR_ON_INFO,
    COLOR_VIOLET,
    COLOR_ON_VIOLET,
    COLOR_ON_GOLD,
    COLOR_INFO_LINE,
    COLOR_OPEN_LINE,
    COLOR_WAIT_LINE,
    COLOR_BAD_LINE, /* around tinted panels */
    COLOR_FOCUS,
    COLOR_FOCUS_BAND, /* below the ring, on both sides of it */
    COLOR_FIELD,
    COLOR_FIELD_LINE,
    COLOR_KEYBOARD,
    COLOR_KEY,
    COLOR_KEY_EDGE,
    COLOR_DISABLED,
    COLOR_SCRIM,
    COLOR_CAMERA,
    COLOR_BLACK,
    COLOR_WHITE, /* QR codes: the same in every theme */
    COLOR_RED,
    COLOR_GREEN,
    COLOR_BLUE, /* test pictures: likewise */
    COLORS
};

/* Type roles: size and weight. Normal text size, portrait: the pixels in comments. */
enum type {
    TYPE_BODY,       /* 30/500 */
    TYPE_BODY_BOLD,  /* 30/700 */
    TYPE_SMALL,      /* 28/500: the smallest there is */
    TYPE_SMALL_BOLD, /* 28/700 */
    TYPE_TILE,       /* 36/700 */
    TYPE_LEAD,       /* 42/700: wide tiles, banner titles */
    TYPE_HERO,       /* 46/700: the tile of the main action */
    TYPE_TITLE,      /* 60/800 */
    TYPE_BUTTON,     /* 36/700 */
    TYPE_FIELD,      /* 38/600, digits in fixed cells */
    TYPE_KEY,        /* 38/600 */
    TYPE_CODE,       /* 54/700, digits in fixed cells, spaced */
    TYPE_CLOCK,      /* 54/800: changes once a minute, so its digits may stand as close as drawn */
    TYPE_HUGE,       /* 84/800: countdown */
    TYPE_LINE,       /* 38/500: what a poster lists */
    TYPE_POSTER,     /* 96/800: the attract screen's headline */
    TYPE_DISPLAY,    /* 216/800: its clock */
    TYPE_FOOT,       /* 28/700: the footer's six words, which large letters must leave apart */
    TYPES
};

enum gap {
    GAP_NONE,
    GAP_XXS /* 6 */,
    GAP_XS /* 12 */,
    GAP_S /* 20 */,
    GAP_M /* 28 */,
    GAP_L /* 36 */,
    GAP_XL /* 48 */,
    GAP_XXL /* 56 */,
    GAPS
};

enum radius {
    RADIUS_NONE,
    RADIUS_FIELD /* 22 */,
    RADIUS_BUTTON /* 28 */,
    RADIUS_TILE /* 32 */,
    RADIUS_BADGE /* 33: a pill of one line */,
    RADIUS_PILL,
    RADII
};

/* Fixed extents by role. SIZE_AUTO is what the content needs. */
enum size_role {
    SIZE_AUTO,
    SIZE_BUTTON,       /* 112 high */
    SIZE_KEY,          /* 100 high */
    SIZE_BAR,          /* top bar's square buttons, 88 */
    SIZE_HEADER,       /* 162 high */
    SIZE_FOOTER,       /* 160 high */
    SIZE_FIELD,        /* 104 high */
    SIZE_AREA,         /* a field of several lines, 190 high */
    SIZE_BADGE,        /* 66 high */
    SIZE_ICON_S,       /* 32 */
    SIZE_ICON_M,       /* 44 */
    SIZE_ICON_L,       /* 60 */
    SIZE_ICON_XL,      /* 96 */
    SIZE_MEDAL,        /* square behind a tile's icon, 104 */
    SIZE_MEDAL_S,      /* 88 */
    SIZE_DOT,          /* a step's circle, 60 */
    SIZE_SEGMENT,      /* progress bar's height, 12 */
    SIZE_QR,           /* 580, its quiet zone included: 420 of code */
    SIZE_QR_BIG,       /* 620: to be read by any phone, however much it holds */
    SIZE_QR_PAIR,      /* 400: one of two */
    SIZE_QR_SMALL,     /* 93: 31 modules of three pixels */
    SIZE_PREVIEW,      /* camera preview's height, 760 */
    SIZE_PREVIEW_LOW,  /* with a notice above it, 640 */
    SIZE_BRACKETS,     /* where to hold a code before the camera, 560 */
    SIZE_RING,         /* countdown, 220 */
    SIZE_SEAL,         /* round medal of what is done, 140 */
    SIZE_LABEL_COLUMN, /* label column of the check page, 190 wide */
    SIZE_LINE,         /* 2 */
    SIZE_STRONG,       /* 3: a primary box's line */
    SIZE_CHOSEN,       /* 6: the line of what is chosen, the focus ring */
    SIZE_TOUCH, /* 64, 56 wide: the least height and width of anything tappable (12.7 mm is 41) */
    SIZE_REACH, /* the page's head, which holds no control: as high as the header, or with
                   reach down to where a seated person reaches */
    SIZE_OUT,   /* what of the screen is out of reach; 0 without reach */
    SIZE_BIG,   /* 150: the one button of an overlay or the attract screen */
    SIZES
};

struct theme {
    enum theme_kind kind;
    enum text_size text_size;
    enum layout_kind layout;
    bool reach;                 /* controls in the lower part */
    double scale;               /* pixels a design pixel */
    struct rgba colors[COLORS]; /* as a surface */
    struct rgba inks[COLORS];   /* the same role as text or icon */
    struct rgba lines[COLORS];  /* the same role as a line */
    struct type_face {
        int px;       /* em size */
        int weight;   /* 500, 600, 700, 800 */
        bool cells;   /* digits in fixed cells */
        int tracking; /* pixels after each letter; titles are set tight: negative */
    } types[TYPES];
    int gaps[GAPS], radii[RADII], sizes[SIZES];
};

struct theme_choice {
    enum theme_kind kind;
    enum text_size text_size;
    bool reach;
    int out_of_reach;  /* pixels at the top that a seated person does not reach; 0 or less: none */
    double dpi;        /* of the screen */
    int width, height; /* pixels; wider than high is landscape */
};

/* How many pixels at the top of a screen lie higher than 1220 mm above the floor, the highest a
 * control may be for who sits in a wheelchair (EN 301 549, 8.3.2; ISO 21542). bottom: mm from the
 * floor to the screen's lower edge. */
int theme_out_of_reach(int bottom, double dpi, int height);

/* Never fails: values are clamped so that the design's page fits the pixels there are. */
struct theme theme_make(const struct theme_choice *choice);
/* WCAG contrast of two opaque colours, 1..21. */
double rgba_contrast(struct rgba a, struct rgba b);

#endif
