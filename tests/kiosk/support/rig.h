/* The whole application on a fake desk: real settings, real service files, a real worker, and taps
 * that go through the real toolkit. The clock stands at Monday, 23 November 2026, 09.41 WIB. */
#ifndef TESTS_KIOSK_RIG_H
#define TESTS_KIOSK_RIG_H

#include "base/worker.h"
#include "kiosk/app.h"
#include "kiosk/spoken.h"
#include "kiosk/support/fake_desk.h"
#include "ui/input.h"

enum { RIG_WIDTH = 1080, RIG_HEIGHT = 1920 };

struct rig {
    struct settings settings;
    struct catalogue catalogue;
    struct fake_desk fake;
    struct worker *worker;
    void *secrets;
    struct app *app;
    struct ui *ui;
    int width, height;
    int64_t now, boot;
    int cameras;             /* turned on less turned off */
    int page_cameras, shots; /* the same of the page camera; pictures asked for */
    bool straighten;         /* the last of them */
    int64_t copy_shown;      /* the page in view, 0 the camera's */
    int forgets;
    char said[SPOKEN_MAX + 1]; /* the last text read aloud */
    enum lang said_in;
    int afters; /* of `says`: after what was being said */
    int rate, volume;
    int says; /* how many, "" for silence included */
    int chimes[2];
    bool no_camera;
    bool printer;      /* there is one */
    struct slip slip;  /* the last one sent to it */
    unsigned number;   /* of that slip */
    int prints, looks; /* how often it was sent one, and asked how it is */
};

extern const int64_t rig_monday; /* 2026-11-23T09:41:00+07:00 */

int rig_setup(void **state);
int rig_teardown(void **state);
#define RIG_TEST(name) cmocka_unit_test_setup_teardown(name, rig_setup, rig_teardown)

/* A new app at another moment, or after `fake`, `no_camera` or `printer` was changed. */
void rig_restart(struct rig *rig, int64_t now);
/* Waits until the worker's answers are all in, then declares the tree. */
void rig_settle(struct rig *rig);
/* Lets time pass, tick by tick as the app asks for. */
void rig_advance(struct rig *rig, int64_t ms);
/* Touches what says `text` (the last of several), scrolling to it where needed; the test fails when
 * nothing tappable says it. */
void rig_tap(struct rig *rig, const char *text);
/* The same without lifting the finger: what is there, tappable or not, is named while reading
 * aloud. */
void rig_point(struct rig *rig, const char *text);
/* One of the five keys. */
void rig_press(struct rig *rig, enum input_kind key);
/* Walks down until the focus stands on what says `text`, and presses OK there. */
void rig_choose(struct rig *rig, const char *text);
/* Touches the keys of the on-screen keyboard one after the other. */
void rig_type(struct rig *rig, const char *text);
/* Whether any node on screen holds the text. */
bool rig_shows(struct rig *rig, const char *text);
/* The state of the tappable node: whether it is disabled. */
bool rig_disabled(struct rig *rig, const char *text);
/* Compares the screen's text with tests/golden/NAME.txt; UPDATE_GOLDENS=1 writes it instead. */
void rig_golden(struct rig *rig, const char *name);

#define assert_screen(rig, name) assert_string_equal(app_screen((rig)->app), name)
#define assert_shows(rig, text)                                                                    \
    do {                                                                                           \
        if (!rig_shows(rig, text))                                                                 \
            fail_msg("not on screen: %s", text);                                                   \
    } while (0)

#endif
