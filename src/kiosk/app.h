/* The kiosk's application: a stack of screens over one model, messages in, a tree out. The
 * composition root owns clock, window, camera and disk; what the application needs of them comes in
 * through struct app_config and the calls below. All calls from one thread.
 *
 *     app_tick(app, now, boot)   first thing whenever the root wakes; says when to wake next
 *     app_input(app, ui, input)  a finger, or one of the five keys
 *     app_view(app, ui, w, h)    when app_changed() */
#ifndef KIOSK_APP_H
#define KIOSK_APP_H

#include "base/worker.h"
#include "service/counter.h"
#include "service/desk.h"
#include "service/settings.h"
#include "service/slip.h"
#include "ui/input.h"

struct app;

/* What the scan screen knows of the camera; the root tells it through app_camera(). */
enum camera_state {
    CAMERA_OFF,
    CAMERA_STARTING,
    CAMERA_LOOKING,
    CAMERA_NONE,
    CAMERA_DARK, /* looking, and something is in the way of reading */
    CAMERA_NEAR,
    CAMERA_FAR,
    CAMERA_PALE,
    CAMERA_GLARE,
};

/* What the page camera sees, and what is in the way of a good picture of it. */
enum sheet_state {
    SHEET_GOOD,
    SHEET_MISSING,
    SHEET_CUT, /* it leaves the picture */
    SHEET_FAR,
    SHEET_MOVING,
    SHEET_DARK,
    SHEET_GLARE,
    SHEET_BLUR,
};

/* What becomes of the picture of a page: the one just taken gets the id it is kept under; shown, or
 * with id 0 the camera's again; forgotten. */
enum page_order { PAGE_KEPT, PAGE_SHOWN, PAGE_DROPPED };

/* What a code that is none of ours looks like; its text itself never comes here. */
enum code_kind { CODE_OTHER, CODE_WEB, CODE_WIFI, CODE_PAYMENT, CODE_CONTACT };

/* What a small sound is for. */
enum app_chime { APP_CHIME_CALL, APP_CHIME_CODE };

/* How the screen is looked after. */
struct app_pulse {
    int64_t frames; /* shown since the start */
    bool watched;   /* somebody notices when there are no more */
};

struct app_devices {
    /* Turns the camera and its decoder on or off; NULL where there is none. Returns at once. */
    void (*camera)(void *self, bool on);
    /* Turns the camera on for pages, or off; takes a picture of the page in view, and
     * app_page_taken() follows; does with the small copy of a page what is said. NULL where there
     * is none. All return at once. */
    void (*page_camera)(void *self, bool on);
    void (*page_shoot)(void *self, bool straighten);
    void (*page_copy)(void *self, enum page_order order, int64_t id);
    /* The visitor has left: forget every cached text and picture. May be NULL. */
    void (*forget)(void *self);
    /* Says the text in the place of what is being said; "" is silence. NULL where nothing is read
     * aloud. The text is borrowed for the call. Returns at once, like chime, which may be NULL. */
    void (*say)(void *self, enum lang lang, const char *text);
    /* The same after what is being said. */
    void (*say_after)(void *self, enum lang lang, const char *text);
    /* How fast and how loud, before what is said: words a minute, percent. May be NULL. */
    void (*tune)(void *self, int rate, int volume);
    void (*chime)(void *self, enum app_chime chime);
    /* Prints the slip, borrowed for the call; what became of it comes through app_printer() with
     * the same number. print_look: asks the printer how it is; the answer comes there too. Both
     * return at once, and are NULL where there is no printer. */
    void (*print)(void *self, const struct slip *slip, unsigned number);
    void (*print_look)(void *self);
    /* May be NULL. */
    struct app_pulse (*pulse)(void *self);
    void *self;
};

struct app_config {
    const struct settings *settings;   /* borrowed for the app's life, like all below */
    const struct catalogue *catalogue; /* at least one service */
    struct desk desk;
    struct counter counter;
    struct worker *worker; /* every call of desk and counter runs there */
    struct app_devices devices;
    /* Locked, zeroed memory of at least app_secrets_size() bytes for everything a visitor types. */
    void *secrets;
    size_t secrets_size;
    enum lang lang; /* of a new visitor */
};

size_t app_secrets_size(void);

/* Starts on the attract screen at the moment `now`, and asks the desk how it is. NULL when memory
 * is short. */
struct app *app_new(const struct app_config *config, int64_t now, int64_t boot);
/* Wipes the visitor's data. Every job must be back: worker_free comes first. NULL is accepted. */
void app_free(struct app *app);

/* Does what is due. now: ms UTC; boot: clock_boot(). Returns the boot moment to call it again at
 * the latest. */
int64_t app_tick(struct app *app, int64_t now, int64_t boot);
/* A touch or one of the five keys: into the tree, and what comes of it to the application. Returns
 * true when the window must be drawn anew. */
bool app_input(struct app *app, struct ui *ui, const struct input *input);
/* What a finished touch gave: a message of the tree, or kind 0 where it hit nothing. Both count as
 * a sign of life; on the attract screen a touch anywhere starts. */
void app_send(struct app *app, struct msg msg);
/* A physical key: a code point, '\b' or '\r'. */
void app_text(struct app *app, uint32_t codepoint);
/* A code read by the camera or the hand scanner: a tracking code leads to its progress from
 * anywhere; anything else is explained where codes are expected and ignored elsewhere. */
void app_code_read(struct app *app, const struct tracking_reading *reading, enum code_kind kind);
/* A code in the camera's view, told again as long as it is held there. True when it is a tracking
 * code that the scan screen took: it stays in view for a moment before its progress opens, so the
 * camera may rest. */
bool app_code_seen(struct app *app, const struct tracking_reading *reading, enum code_kind kind);
void app_camera(struct app *app, enum camera_state state);
/* What the page camera sees. */
void app_page_seen(struct app *app, enum sheet_state state);
/* The picture asked for: a JPEG, copied at once and wiped once it is sealed. ERR_NOT_FOUND: there
 * was no page in view; then nothing else holds. flaw: SHEET_GOOD, or what is wrong with it. */
void app_page_taken(struct app *app, enum err err, const void *jpeg, size_t len,
                    enum sheet_state flaw);
/* What the printer has to tell. */
void app_printer(struct app *app, const struct printer_news *news);
/* The database may have changed: ask the desk again. */
void app_desk_changed(struct app *app);

/* Declares the tree for a screen of that many pixels, ui_begin and ui_end included. */
void app_view(struct app *app, struct ui *ui, int width, int height);
/* True while the visitor has left nothing behind: the pages tell of nobody. */
bool app_untouched(const struct app *app);
/* True when the tree must be declared anew; app_view resets it. */
bool app_changed(const struct app *app);
/* The screen's name as --inspect gives it: "home". */
const char *app_screen(const struct app *app);
/* Calls to the desk or counter are under way. */
bool app_busy(const struct app *app);

#endif
