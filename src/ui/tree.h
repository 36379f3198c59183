/* The tree inside the toolkit: what the declaration, layout, paint and input files share. Screens
 * and painters see ui.h alone. */
#ifndef UI_TREE_H
#define UI_TREE_H

#include "ui/input.h"
#include "ui/paint.h"
#include "ui/ui.h"

enum {
    NODES_MAX = 4096,
    TEXTS_MAX = 256 * 1024, /* bytes of all texts of a tree */
    DEPTH_MAX = 48,
    SCROLLS_MAX = 8,
    PAINTS_MAX = 2 * NODES_MAX,
    NONE = -1,
};

enum node_kind { NODE_BOX, NODE_LABEL, NODE_ICON, NODE_IMAGE, NODE_SPACE };

/* The two dimensions, as indices: most of the layout is the same along both. */
enum { ACROSS, DOWN, DIMENSIONS };

struct node {
    enum node_kind kind;
    enum axis axis;
    struct box box;
    union {
        struct label label;
        struct icon icon;
        struct image image;
    } is;
    const char *text; /* drawn */
    const char *said; /* told to readers and --inspect */
    enum role role;
    int parent, first, last, next; /* indices or NONE */
    int after;                     /* index after the last descendant */
    int scroll;                    /* index in ui.scrolls or NONE */
    int want[DIMENSIONS];          /* what the content needs to stand unbroken */
    int least[DIMENSIONS];         /* what it can be pressed into; NONE while not asked for */
    int line;                      /* label: height of its text on one line */
    int floor;                     /* while shares are given out */
    bool settled;
    int at[DIMENSIONS], size[DIMENSIONS];
    struct rect clip;   /* what of it is in sight */
    struct rect limit;  /* where it fits; open downwards in a scrolling column */
    bool backdrop;      /* tappable itself and around other tappable things */
    bool checked;       /* told as selected, drawn by its mark */
    bool silent;        /* the enclosing box says it */
    bool tail;          /* box of a fixed height whose content's end stays in sight */
    enum color surface; /* what it stands on; set while painting */
    bool off;           /* it or a box around it is disabled; set while painting */
    bool clipped;       /* it or a silent part of it does not fit */
    bool aside;         /* it or a box around it is */
};

struct scroll {
    int offset, most; /* pixels */
    int node;
};

/* A tappable node that survives a new tree: the nth with this message. */
struct target {
    struct msg msg; /* kind 0: none */
    int nth;
};

/* Where the five keys stand to the on-screen keyboard. */
enum keys { KEYS_LEFT, KEYS_ENTERING /* with the next tree */, KEYS_IN };

struct touch {
    bool down, dragging;
    struct target pressed;
    int x, y;   /* now */
    int y0;     /* where it went down */
    int scroll; /* index or NONE */
    int offset; /* the scroll's when it went down */
    bool thumb; /* it holds the scroll bar */
};

struct painted {
    uint64_t hash;
    struct rect rect;
};

struct ui {
    struct ui_metrics metrics;
    const struct theme *theme;
    int width, height;
    struct node nodes[NODES_MAX];
    int count;
    int open[DEPTH_MAX]; /* the boxes being declared */
    int depth;
    int dropped;   /* boxes opened past a maximum and not closed yet */
    bool overfull; /* something was left out of this tree */
    char texts[TEXTS_MAX];
    size_t texts_len;
    int shown[NODES_MAX]; /* the nodes a reader meets, in order */
    size_t shown_count;
    struct scroll scrolls[SCROLLS_MAX];
    int scroll_count;
    struct touch touch;
    struct target focus;
    enum keys keys;
    struct target typing; /* the field that had the caret in the tree before */
    struct paint paints[PAINTS_MAX];
    size_t paint_count;
    struct painted before[PAINTS_MAX]; /* what the screen shows */
    size_t before_count;
    bool all_damaged;
};

/* ui.c */
struct node *ui_last(struct ui *ui); /* the node declared last, or NULL */
/* Copies a text into the tree; "" when there is no room. */
const char *ui_keep(struct ui *ui, const char *text);
/* The text with a bullet for each character. */
const char *ui_mask(struct ui *ui, const char *text);
struct rect node_rect(const struct node *node);
/* rect.c */
struct rect rect_join(struct rect a, struct rect b); /* the smallest around both */
struct rect rect_grown(struct rect rect, int by);
bool rect_has(struct rect rect, int x, int y);

#define EACH_CHILD(ui, node, child)                                                                \
    for (int child = (node)->first; child != NONE; child = (ui)->nodes[child].next)

/* layout.c: what each node wants, and how wide it is. */
void ui_measure(struct ui *ui);
int node_pad(const struct ui *ui, const struct node *node, int dimension);
int node_gap(const struct ui *ui, const struct node *node);
bool node_fixed(const struct node *node, int dimension);
/* A child's size across its parent's axis, where `inner` pixels are free. */
int node_across(const struct node *parent, const struct node *child, int dimension, int inner);
/* The line of a WRAP that begins with child `from`: its height and length, and the child after it.
 */
int wrap_line(const struct ui *ui, const struct node *wrap, int from, int inner, int *length,
              int *height);
/* The row of a GRID that begins with child `from`: its height, and the child after it. */
int grid_row(const struct ui *ui, const struct node *grid, int from, int *height);

/* layout_least.c: how narrow or low a node may become: a label its longest word, a scrolling column
 * a few rows. Widths are found when first asked for, as most rows have room. */
int node_least(struct ui *ui, int index, int dimension);

/* layout_place.c: gives each node its height and place; again after a scroll. */
void ui_place(struct ui *ui);

/* layout_share.c: divides `room` pixels (gaps taken off) among the children's sizes. */
void ui_share(struct ui *ui, const struct node *parent, int dimension, int room);

/* reader.c: silent parts, texts of tappable boxes without one, clipping, the list of nodes. */
void ui_settle(struct ui *ui);
/* The list alone, after a scroll. */
void ui_list(struct ui *ui);
bool node_told(const struct node *node); /* it is a node of its own to a reader */
struct node_view ui_view(const struct ui *ui, int index);

/* touch.c */
bool node_tappable(const struct node *node);
int ui_find(const struct ui *ui, struct target target); /* index or NONE */
struct target ui_target(const struct ui *ui, int index);
/* The tappable node seen at a place, or NONE. What lies on top hides what is below. */
int ui_hit(const struct ui *ui, int x, int y);
/* Whether something drawn later covers the node's middle. */
bool ui_covered(const struct ui *ui, int index);

/* focus.c: the five keys; see ui_input. */
struct msg focus_next(struct ui *ui, const struct input *input, bool *changed);
struct msg focus_previous(struct ui *ui, const struct input *input, bool *changed);
struct msg focus_ok(struct ui *ui, const struct input *input, bool *changed);
struct msg focus_back(struct ui *ui, const struct input *input, bool *changed);
struct msg focus_stays(struct ui *ui, const struct input *input, bool *changed);
/* A new tree: the focus goes into the keyboard, or out of one that is gone. caret: the field being
 * typed into or NONE; moved: it is another one than before. */
void focus_follow(struct ui *ui, int caret, bool moved);

/* paint_color.c: colours by role and by what lies below. */
void ui_surfaces(struct ui *ui); /* sets each node's surface and off */
enum color surface_of(const struct ui *ui, const struct node *node); /* its fill, as painted */
struct rgba ink_of(const struct ui *ui, const struct node *node, enum color color);

/* scroll.c: the bar of a scrolling column: its track and thumb in pixels; false when all is in
 * sight. */
bool ui_scroll_bar(const struct ui *ui, const struct scroll *scroll, struct rect *track,
                   struct rect *thumb);
/* Moves to the offset, clamped, and places the tree again; false when nothing moved. */
bool ui_scroll_to(struct ui *ui, int scroll, int offset);
int ui_scroll_at(const struct ui *ui, int x, int y);
/* Brings a field into sight that has just got the caret. */
void ui_follow_caret(struct ui *ui);
/* Brings a node into sight. */
void ui_reveal(struct ui *ui, int index);

#endif
