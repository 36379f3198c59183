/* The toolkit's tree: a view declares it anew for each change, the toolkit lays it out in two
 * passes, and taps are data.
 *
 *     COLUMN(ui, .pad = GAP_L, .gap = GAP_M) {
 *         LABEL(ui, tr("Welcome"), .type = TYPE_TITLE);
 *         TILE(ui, .icon = "qr-code-scan", .title = tr("Check progress"), .tap = TAP(HOME_SCAN));
 *     }
 *
 * Texts are copied, so a view may build them on its stack. No SDL and no kiosk words here. */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/theme.h"

/* What a tap means: the application's own number and one argument. 0 is no message. */
struct msg {
    int kind;
    int64_t value;
};

/* TAP(kind) or TAP(kind, value). */
#define TAP(...)               TAP_(__VA_ARGS__, 0, 0)
#define TAP_(kind, value, ...) ((struct msg){(kind), (value)})

/* What a node is for reading aloud, for focus, for goldens and for --inspect. */
enum role {
    ROLE_NONE,
    ROLE_TITLE,
    ROLE_TEXT,
    ROLE_BUTTON,
    ROLE_TILE,
    ROLE_FIELD,
    ROLE_KEY,
    ROLE_BADGE,
    ROLE_ICON,
    ROLE_IMAGE,
    ROLE_STEP,
    ROLE_ROW,
    ROLE_TAB,
    ROLE_CHECK,
    ROLES
};

enum align { ALIGN_STRETCH, ALIGN_START, ALIGN_CENTER, ALIGN_END };
enum justify { JUSTIFY_START, JUSTIFY_CENTER, JUSTIFY_END, JUSTIFY_BETWEEN };
enum axis { AXIS_COLUMN, AXIS_ROW, AXIS_WRAP, AXIS_STACK, AXIS_GRID };

/* One box: a container or a leaf. Everything not named is none, automatic or stretched. */
struct box {
    enum gap pad, pad_x, pad_y; /* pad_x, pad_y win over pad where given */
    enum gap drift_x, drift_y;  /* the children stand that much to the right and lower */
    enum gap gap;
    enum align align;     /* of the children, across the axis */
    enum justify justify; /* of the children, along it */
    int grow;             /* share of what is left over along the parent's axis; 0 none. Shares
                             are equal even where texts are not: those wrap */
    enum size_role width, height, min_height;
    int columns; /* GRID: equal columns, rows as high as their highest */
    enum color fill, line;
    bool strong; /* a thicker line, for what is chosen or primary */
    enum radius radius;
    bool batik;     /* the pattern over the fill */
    bool edge;      /* a key's lower edge */
    bool scroll;    /* COLUMN: higher than its place, it scrolls with a visible handle */
    struct msg tap; /* around other tappable boxes it is a backdrop: a tap beside them */
    enum role role; /* with `text`: what the whole box is to a reader */
    const char *text;
    bool disabled, selected, error, focus;
    bool masked; /* the text is not spoken and shows masked in --inspect */
    bool aside;  /* it and all in it stand on every page: the five keys come to it last, and reading
                    a page aloud leaves it out */
};

/* A run of text. It wraps to the width it gets unless `one_line`, then it ends in an ellipsis. */
struct label {
    enum type type;   /* TYPE_BODY by default */
    enum color color; /* COLOR_INK by default (COLOR_NONE) */
    enum align align; /* ALIGN_STRETCH reads as start */
    bool one_line;
    const char *brief; /* with one_line: drawn instead where the whole does not fit */
    int grow;
    enum role role; /* ROLE_TEXT by default; TYPE_TITLE gives ROLE_TITLE */
    bool silent;    /* the enclosing box's text says it already */
    bool caret;     /* a caret after the text */
    bool masked;
};

struct icon {
    enum size_role size; /* SIZE_ICON_M by default */
    enum color color;    /* COLOR_NILA by default */
};

/* Pictures the platform draws by name of source: a QR code from its text, the camera's preview, a
 * countdown ring, the four corners a code is to be held between. */
enum image_kind { IMAGE_QR, IMAGE_PREVIEW, IMAGE_RING, IMAGE_BRACKETS };
struct image {
    enum image_kind kind;
    const char *text; /* QR: its content */
    int per_mille;    /* RING: how much is left */
    enum size_role width, height;
    enum color color;
    int grow;
};

struct ui;

/* How wide and high a text will be. Pixel answers come from platform/text; tests use fixed cells.
 */
struct extent {
    int width, height;
};
struct ui_metrics {
    /* width: where to wrap, or 0 for one line. */
    struct extent (*text)(void *self, const struct theme *theme, enum type type, const char *text,
                          int width);
    void *self;
};

struct ui *ui_new(const struct ui_metrics *metrics);
void ui_free(struct ui *ui);

/* Starts a tree for a screen of theme's pixels; ui_end lays it out. The theme is borrowed until
 * the next begin. The outermost blocks lie over each other, the last on top: a page, then what
 * overlays it. A tree past the maximum (4,096 nodes, 256 KiB of text) is cut short and logged. */
void ui_begin(struct ui *ui, const struct theme *theme, int width, int height);
void ui_end(struct ui *ui);
const struct theme *ui_theme(const struct ui *ui);
bool ui_landscape(const struct ui *ui);

/* Containers: use the macros. */
void ui_open(struct ui *ui, enum axis axis, const struct box *box);
void ui_close(struct ui *ui);
void ui_label(struct ui *ui, const char *text, const struct label *label);
void ui_icon(struct ui *ui, const char *name, const struct icon *icon);
void ui_image(struct ui *ui, const struct image *image);
void ui_space(struct ui *ui, int grow);
void ui_rule(struct ui *ui);

#define UI_PASTE_(a, b) a##b
#define UI_PASTE(a, b)  UI_PASTE_(a, b)
#define UI_BLOCK_(ui, axis, once, ...)                                                             \
    for (int once = (ui_open((ui), (axis), &(struct box){__VA_ARGS__}), 1); once;                  \
         once = (ui_close(ui), 0))
#define UI_BLOCK(ui, axis, ...) UI_BLOCK_(ui, axis, UI_PASTE(ui_once_, __COUNTER__), __VA_ARGS__)

#define COLUMN(ui, ...) UI_BLOCK(ui, AXIS_COLUMN, __VA_ARGS__)
#define ROW(ui, ...)    UI_BLOCK(ui, AXIS_ROW, __VA_ARGS__)
#define WRAP(ui, ...)   UI_BLOCK(ui, AXIS_WRAP, __VA_ARGS__) /* a row that breaks into lines */
#define STACK(ui, ...)                                                                             \
    UI_BLOCK(ui, AXIS_STACK, __VA_ARGS__) /* one over the other, later on top                      \
                                           */
#define GRID(ui, ...) UI_BLOCK(ui, AXIS_GRID, __VA_ARGS__)

#define LABEL(ui, content, ...) ui_label((ui), (content), &(struct label){__VA_ARGS__})
#define ICON(ui, name, ...)     ui_icon((ui), (name), &(struct icon){__VA_ARGS__})
#define IMAGE(ui, ...)          ui_image((ui), &(struct image){__VA_ARGS__})
#define SPACE(ui)               ui_space((ui), 1)
#define RULE(ui)                ui_rule(ui)

/* After ui_end: the laid-out nodes, in reading order. */
struct rect {
    int x, y, w, h;
};
/* The part in both; w and h are 0 when there is none. */
struct rect rect_cut(struct rect a, struct rect b);
struct node_view {
    struct rect rect; /* window pixels, clipped to what is visible */
    enum role role;
    const char *text; /* borrowed until the next begin; "" where none */
    struct msg tap;
    bool disabled, selected, error, focus, masked, clipped;
    bool caret; /* the field that is being typed into */
    bool aside;
};
size_t ui_count(const struct ui *ui);
struct node_view ui_node(const struct ui *ui, size_t index);
const char *role_name(enum role role);

/* The tree as indented text, one node a line, for goldens: role, text, states; no pixels. */
struct buf;
void ui_dump(const struct ui *ui, struct buf *out);

/* Writes the --inspect format: "screen\tNAME", then a line for each visible node with a role. */
void ui_inspect(const struct ui *ui, const char *screen, struct buf *out);

#endif
