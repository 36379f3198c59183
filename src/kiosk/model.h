/* All that a view may see. Views get it const; only screens' on(), errands and the app change it.
 * What belongs to one visitor is struct visit: it lives in locked memory, and zero is its start, so
 * wiping it is all it takes to forget somebody. */
#ifndef KIOSK_MODEL_H
#define KIOSK_MODEL_H

#include "kiosk/app.h"
#include "service/ladder.h"

/* The screens by name (--inspect, design): attract, home ... */
#define SCREEN_LIST(X)                                                                             \
    X(ATTRACT, attract)                                                                            \
    X(HOME, home)                                                                                  \
    X(REQUEST, request)                                                                            \
    X(RECEIPT, receipt)                                                                            \
    X(SCAN, scan)                                                                                  \
    X(PROGRESS, progress)                                                                          \
    X(HOURS, hours)                                                                                \
    X(COMPLAINT, complaint)                                                                        \
    X(STANDARD, standard)                                                                          \
    X(SURVEY, survey)                                                                              \
    X(IDLE, idle)                                                                                  \
    X(OFFICER, officer)                                                                            \
    X(OUTAGE, outage)

enum screen_id {
#define SCREEN_ID(upper, lower) SCREEN_##upper,
    SCREEN_LIST(SCREEN_ID)
#undef SCREEN_ID
        SCREENS
};

/* Which field has the caret, and how the keyboard stands. active 0: none; else index + 1. */
struct typing {
    int active;
    bool shift;
};

enum request_page {
    REQUEST_SERVICE,
    REQUEST_INTRO,
    REQUEST_NOTICE,
    REQUEST_FIELDS,
    REQUEST_DOCUMENTS,
    REQUEST_PHOTO, /* pages of one of them are photographed */
    REQUEST_CHECK,
    REQUEST_TAKEN /* the draft is taken away: its code is shown, nothing else is left */
};

/* What the visitor said to the birth date in a number. */
enum birth_word { BIRTH_UNSAID, BIRTH_RIGHT, BIRTH_WRONG };

enum photo_stage {
    PHOTO_AIMING,
    PHOTO_SHOOTING,
    PHOTO_SEALING, /* the picture is taken */
    PHOTO_LOOKING  /* at a page that is kept */
};

struct photo_state {
    int document; /* the standard's index */
    enum photo_stage stage;
    int64_t page;          /* PHOTO_LOOKING: its id */
    enum sheet_state flaw; /* of the page taken last */
    bool crooked;          /* pages are not straightened */
    bool missed;           /* no page was in view when one was asked for */
    enum err failure;      /* of the last try to keep a page; OK none */
};

struct request_state {
    bool begun;
    enum request_page page;
    int group; /* REQUEST_FIELDS: which */
    struct request draft;
    struct typing typing;
    bool visited[FIELDS_MAX]; /* left once, so a fault is shown */
    enum birth_word births[FIELDS_MAX];
    bool correcting; /* came from the check page: Lanjut returns there */
    bool read_notice;
    bool sending;
    enum err failure; /* of the last try to send or to take away; OK none */
    bool held_up;     /* another visitor's draft is kept: this one cannot be taken away */
    bool interrupted; /* the code of another draft was shown meanwhile */
    struct photo_state photo;
    struct draft_code taken;
};

/* How far the receipt is on its way to paper. */
enum print_stage { PRINT_NONE, PRINT_RUNNING, PRINT_DONE, PRINT_FAILED };

struct receipt_state {
    struct receipt receipt;
    bool complaint;
    const struct standard *standard;        /* of a request */
    enum handover documents[DOCUMENTS_MAX]; /* how each of its documents comes */
    bool known;                             /* progress holds */
    struct progress progress;
};

struct scan_state {
    bool typing;
    bool found; /* code was seen by the camera, and opens at `opens` */
    struct tracking_code code;
    int64_t opens; /* boot moment */
    char typed[32];
    enum code_kind kind;             /* of the last code refused */
    bool refused;                    /* reading holds what was wrong with the last text */
    struct tracking_reading reading; /* fault TRACKING_DRAFT: no such draft is kept here */
};

struct progress_state {
    struct tracking_code code;
    bool asking; /* a look-up is under way */
    bool answered;
    enum err err; /* of the last look-up */
    struct progress progress;
    int64_t refresh_at; /* boot moment of the next refresh */
    /* News came while the page stood here: the steps from this one on were done meanwhile. */
    int moved_from;
    int64_t moved_at; /* boot moment, 0 none */
};

enum complaint_page { COMPLAINT_INFO, COMPLAINT_TEXT, COMPLAINT_CONTACT, COMPLAINT_CHECK };

struct complaint_state {
    enum complaint_page page;
    struct complaint draft;
    bool named;      /* the opposite of anonymous, so that zero is the start */
    bool apart;      /* draft.about was taken off again */
    bool correcting; /* the check page sent the visitor here, and is next */
    struct typing typing;
    bool tried; /* Lanjut was tapped: faults are shown */
    bool sending;
    enum err failure;
};

/* Page of the survey: 0..8 a question, then the remark, then thanks. */
enum { SURVEY_REMARK = SURVEY_ELEMENTS, SURVEY_THANKS };

struct survey_state {
    int page;
    struct survey draft;
    struct typing typing;
    bool sending;
    enum err failure;
};

enum call_stage { CALL_NONE, CALL_ASKING, CALL_WAITING, CALL_RECEIVED, CALL_SILENT };

struct call_state {
    enum call_stage stage;
    bool shown; /* the panel stands open */
    bool checking;
    int64_t check_at; /* boot moment not to ask before again */
    int64_t id;
    int64_t since; /* boot moment */
};

enum officer_tab { OFFICER_LOG, OFFICER_QUEUE, OFFICER_DEVICE, OFFICER_CHECKS, OFFICER_TABS };
enum officer_page {
    OFFICER_TABBED,
    OFFICER_SUMMARY, /* the state of the sync as a QR code */
    OFFICER_CAMERA,
    OFFICER_GRID, /* cells to touch */
    OFFICER_CHECK /* the morning check, step by step */
};
enum {
    PIN_MAX = 12,
    OFFICER_ROWS = 8,
    GRID_SHORT = 6, /* cells along the screen's shorter and longer side: one bit each */
    GRID_LONG = 10,
    GRID_CELLS = GRID_SHORT * GRID_LONG
};

/* The morning check under way. */
struct checkup {
    struct check check;  /* what is known so far */
    enum check_point at; /* what is being looked at; CHECK_POINTS: the results */
    int64_t begun;       /* boot moment */
    bool keeping, kept;  /* it is being stored, it was */
    enum err failure;    /* of the last try to; OK none */
};

struct officer_state {
    bool open;
    bool asking; /* the PIN is being checked */
    char pin[PIN_MAX + 1];
    enum err failure;   /* of the last try to unlock; OK none */
    int64_t wait_until; /* moment */
    enum officer_page page;
    enum officer_tab tab;
    enum sync_filter filter;
    size_t skip;
    struct sync_row log[OFFICER_ROWS];
    struct queue_row queue[OFFICER_ROWS];
    struct check checks[OFFICER_ROWS];
    size_t count;
    bool more;
    bool read; /* the rows were read */
    struct counter_health health;
    bool health_known;
    enum err trouble;     /* of the last reading */
    int64_t asked;        /* boot moment the office was asked, 0 not yet */
    int64_t tried_before; /* health.tried as it was then */
    bool camera;          /* switched on by this screen */
    bool code_read;       /* since then */
    uint64_t touched;     /* cells of the grid */
    struct checkup checkup;
};

struct visit {
    const struct standard *standard; /* the service chosen; NULL: the first */
    bool languages;                  /* the language panel stands open */
    int carried;                     /* what is shown for a phone: kiosk/carry.h; 0 nothing */
    bool sound;                      /* the panel of reading aloud does */
    struct request_state request;
    struct receipt_state receipt;
    enum print_stage print; /* of the receipt, or of the code of a draft */
    struct scan_state scan;
    struct progress_state progress;
    struct complaint_state complaint;
    int standard_open; /* group of the accordion, 0 the first, -1 none */
    struct survey_state survey;
    struct call_state call;
    struct officer_state officer;
};

/* What is set for one person and falls back for the next. */
struct prefs {
    enum lang lang;
    enum theme_kind theme;
    enum text_size text_size;
    bool reach;
    bool speech; /* reading aloud */
    int louder;  /* steps away from the configured volume and rate */
    int faster;
};

struct model {
    const struct settings *settings;
    const struct catalogue *catalogue;
    const struct visit *visit;
    struct prefs prefs;
    struct content content;
    struct desk_state desk;
    bool desk_known; /* desk holds an answer */
    enum camera_state camera;
    enum sheet_state sheet; /* in view of the page camera */
    bool page_camera_there; /* this kiosk can photograph */
    bool page_camera_on;
    bool camera_there; /* this kiosk has one */
    bool camera_lost;  /* when last used it did not answer */
    bool voice_there;  /* this kiosk reads aloud */
    bool printer_there;
    enum printer_state printer; /* as it was last heard of */
    struct app_pulse pulse;
    int width, height;   /* of the screen, pixels */
    int64_t now;         /* ms UTC */
    int64_t boot;        /* ms, for waiting */
    int64_t warned;      /* boot moment the idle warning began, 0 none */
    int64_t touched;     /* boot moment of the last touch */
    int64_t retry_at;    /* boot moment the desk is asked again after a fault */
    int64_t draft_until; /* boot moment the draft taken away ends, 0 none is kept */
};

/* The service the visitor deals with. */
const struct standard *model_standard(const struct model *model);
/* How many services are enabled. */
size_t model_enabled(const struct model *model);
/* Words of kiosk-config in the language in use. */
const char *model_words(const struct model *model, const struct words *words);
/* The clock may be believed; otherwise nothing that depends on it is promised or called open. */
bool model_time_right(const struct model *model);
/* The desk takes nothing now (full, broken or not enrolled). */
bool model_refuses(const struct model *model);

#endif
