/* What screens are built from. Each is a box with labels and icons inside; none knows the kiosk. */
#ifndef UI_WIDGETS_H
#define UI_WIDGETS_H

#include "ui/ui.h"

/* The tint of a medal, badge or banner. */
enum tint { TINT_INFO, TINT_OPEN, TINT_WAIT, TINT_BAD, TINT_VIOLET, TINT_GOLD, TINT_NIGHT };

/* A large thing to tap on the home screen. */
struct tile {
    const char *icon;
    enum tint tint;
    const char *title, *text;
    bool hero;     /* indigo with the pattern: the one main action */
    bool wide;     /* icon left; otherwise icon above. With a tap and a text it shows a chevron */
    bool danger;   /* a red line */
    bool selected; /* a thick line; wide ones show a check mark */
    bool disabled;
    int grow;
    struct msg tap;
};
void ui_tile(struct ui *ui, const struct tile *tile);
#define TILE(ui, ...) ui_tile((ui), &(struct tile){__VA_ARGS__})

enum button_size { BUTTON_NORMAL, BUTTON_SMALL /* top bar, 88 */, BUTTON_BIG /* 150 */ };
enum button_kind { BUTTON_SECOND, BUTTON_PRIMARY, BUTTON_QUIET, BUTTON_DANGER, BUTTON_GOLD };
struct button {
    enum button_kind kind;
    enum button_size size;
    const char *icon, *icon_after;
    const char *text; /* NULL with `say` makes a square of the icon alone */
    const char *say;  /* what a reader hears, when it is not `text` */
    bool disabled;
    bool aside; /* as a box's */
    int grow;   /* 0 takes what the text needs */
    struct msg tap;
};
void ui_button(struct ui *ui, const struct button *button);
#define BUTTON(ui, ...) ui_button((ui), &(struct button){__VA_ARGS__})

/* A small fact with an icon, not tappable. */
struct badge {
    enum tint tint;
    const char *icon, *text;
};
void ui_badge(struct ui *ui, const struct badge *badge);
#define BADGE(ui, ...) ui_badge((ui), &(struct badge){__VA_ARGS__})

/* A choice among few, or a text to insert. */
struct chip {
    const char *icon, *text;
    bool selected, disabled;
    bool quiet; /* tinted without a line */
    struct msg tap;
};
void ui_chip(struct ui *ui, const struct chip *chip);
#define CHIP(ui, ...) ui_chip((ui), &(struct chip){__VA_ARGS__})

/* A tinted panel with an icon in a medal, a title and a text. */
struct banner {
    enum tint tint;
    const char *icon, *title, *text;
};
void ui_banner(struct ui *ui, const struct banner *banner);
#define BANNER(ui, ...) ui_banner((ui), &(struct banner){__VA_ARGS__})

/* A quiet panel with an icon and words: a notice. */
void ui_note(struct ui *ui, const char *icon, const char *text);

/* A form field: label above, the value in a box, hint or error below. The application owns the
 * text; the field shows it. */
struct field_box {
    const char *label, *value, *hint, *error;
    bool active; /* has the caret */
    bool area;   /* several lines */
    bool masked; /* shown as dots */
    struct msg tap;
};
void ui_field(struct ui *ui, const struct field_box *field);
#define FIELD(ui, ...) ui_field((ui), &(struct field_box){__VA_ARGS__})

struct check_box {
    const char *title, *text;
    bool checked;
    bool note; /* on the quiet panel instead of a card */
    struct msg tap;
};
void ui_check(struct ui *ui, const struct check_box *check);
#define CHECK(ui, ...) ui_check((ui), &(struct check_box){__VA_ARGS__})

/* A step of a vertical procedure, with the line to the next one: put them in a COLUMN without gap.
 */
enum step_state { STEP_DONE, STEP_NOW, STEP_NEXT };
struct step_line {
    enum step_state state;
    int number;
    const char *title, *by, *right; /* right: when, or who is awaited */
    int turning; /* DONE just now: thousandths of the moment that shows it; 0 it is over */
    bool last;
};
void ui_step(struct ui *ui, const struct step_line *step);
#define STEP(ui, ...) ui_step((ui), &(struct step_line){__VA_ARGS__})

struct tab {
    const char *text;
    bool selected;
    struct msg tap;
};
void ui_tab(struct ui *ui, const struct tab *tab);
#define TAB(ui, ...) ui_tab((ui), &(struct tab){__VA_ARGS__})

/* Segments, the first `done` of `count` filled. */
void ui_segments(struct ui *ui, int done, int count);
/* A square with an icon, tinted. */
void ui_medal(struct ui *ui, const char *icon, enum tint tint, enum size_role size);
/* A large round one: how a page's matter ended. */
void ui_seal(struct ui *ui, const char *icon, enum tint tint);

#endif
