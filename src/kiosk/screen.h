/* What a screen is, and what it may do to the application. A screen is one file in screens/. */
#ifndef KIOSK_SCREEN_H
#define KIOSK_SCREEN_H

#include "kiosk/model.h"

enum { STACK_DEPTH = 6 };

/* Messages the application itself understands. A screen's own start at MSG_SCREEN; they go to the
 * screen on top, and answers of errands to the screen that sent them. */
enum {
    MSG_NONE,
    MSG_BACK,   /* a page back, or the screen below */
    MSG_CANCEL, /* drop everything, home */
    MSG_FINISH, /* done: the next visitor's home */
    MSG_GO,     /* value: enum screen_id */
    MSG_CALL,   /* call an officer */
    MSG_CALL_CLOSE,
    MSG_LANGUAGES, /* open the three languages */
    MSG_LANGUAGE,  /* value: enum lang */
    MSG_LANGUAGES_CLOSE,
    MSG_CARRY, /* value: what is shown for a phone, as kiosk/carry.h numbers it */
    MSG_TEXT_SIZE,
    MSG_CONTRAST,
    MSG_REACH,
    MSG_SPEAK, /* reading aloud on, or its panel */
    MSG_SPEAK_OFF,
    MSG_SOUND_CLOSE,
    MSG_LOUDER, /* value: steps */
    MSG_FASTER, /* value: steps */
    MSG_START,  /* from the attract screen; a touch anywhere on it says the same */
    MSG_EMBLEM, /* five times within five seconds: the officer screen */
    MSG_STAY,   /* "I am still here" */
    MSG_WIPE,   /* "Erase now" */
    MSG_TAKE,   /* the request that is being filled in is taken away */
    MSG_KEY,    /* value: code point or KEY_...; for the screen on top */
    MSG_CODE,   /* a code was read while the officer's screen is on top */
    MSG_DESK,   /* the desk's state was read and its revision rose; for the screen on top */
    MSG_SCREEN = 64
};

struct screen {
    const char *name;
    void (*view)(struct ui *ui, const struct model *model);
    void (*on)(struct app *app, struct msg msg);
    /* Optional. enter: it came to the top; leave: it is no longer on top. */
    void (*enter)(struct app *app);
    void (*leave)(struct app *app);
    /* Optional: goes a page back by itself and says true, or false to leave the screen. */
    bool (*back)(struct app *app);
    /* Optional: does what is due and returns the boot moment of the next call. */
    int64_t (*tick)(struct app *app);
    /* Optional: a finger or a key, beside the message it may send. */
    void (*pointed)(struct app *app, const struct ui *ui, const struct input *input);
};

#define SCREEN_DECLARE(upper, lower) extern const struct screen screen_##lower;
SCREEN_LIST(SCREEN_DECLARE)
#undef SCREEN_DECLARE

/* Submissions under way. They stand beside the visit, so that the worker may read them while the
 * visitor's own data is wiped; each is wiped when its answer is back. */
struct outgoing {
    bool busy;
    struct request request;
    struct complaint complaint;
    struct survey survey;
    struct request_state draft; /* taken away, or brought back */
};

struct secrets {
    struct visit visit;
    struct outgoing outgoing;
};

enum { SPEAKING_MAX = 256 };

/* What reading aloud remembers of the tree before. */
struct speaking {
    bool whole;                   /* just asked for: the page is read */
    bool greeting;                /* just switched on */
    bool warning;                 /* the idle warning was read to one who listens to nothing else */
    int64_t pressed;              /* boot moment the speak key was */
    struct msg sent;              /* since that tree */
    struct msg caret;             /* the field being typed into */
    uint64_t typed;               /* hash of its text */
    bool keys;                    /* the five keys were in the keyboard */
    uint64_t there[SPEAKING_MAX]; /* hashes of its texts */
    size_t count;
};

struct app {
    struct app_config config;
    struct model model;
    struct secrets *secrets;
    enum screen_id stack[STACK_DEPTH]; /* [0] is HOME or ATTRACT */
    size_t depth;
    unsigned visit_number; /* answers for an earlier visit are dropped */
    size_t pending;        /* errands under way */
    bool state_asked;      /* one of them asks for the desk's state */
    int64_t state_at;      /* boot moment to ask for it again */
    int64_t emblem_since;  /* boot moment of the first tap */
    int emblem_taps;
    bool stirred; /* somebody was there since the kiosk last fell back to its start */
    bool changed;
    bool fresh; /* another page: nothing pressed, scrolled to the top */
    struct speaking speaking;
    struct theme theme;
};

struct visit *app_visit(struct app *app);
enum screen_id app_top(const struct app *app);
const struct screen *screen_of(enum screen_id id);

/* Puts the screen on top; one that stands below already is uncovered instead. */
void app_go(struct app *app, enum screen_id id);
/* The screen below comes up. */
void app_back(struct app *app);
/* Puts the screen in the place of the one on top. */
void app_replace(struct app *app, enum screen_id id);
/* The progress of a code, from whatever screen is on top. */
void app_code_open(struct app *app, const struct tracking_code *code);
/* Wipes the visitor's data and goes home; `next`: for the next visitor, so the settings fall back
 * too. Refused while something is being stored. */
void app_leave(struct app *app, bool next);
/* Another page of the same screen. */
void app_page(struct app *app);
void app_touch(struct app *app);
void app_chime(struct app *app, enum app_chime chime);
/* Switches the camera on or off; nothing where there is none. */
void app_camera_use(struct app *app, bool on);

/* Seconds until the boot moment: rounded up, never negative. */
int seconds_left(int64_t until, int64_t boot);

#endif
