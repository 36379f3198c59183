/* All that a visitor may ask of the kiosk. store/ answers for real; tests answer full or busy.
 * Every call may block on disk or key derivation: the UI calls from its worker, never directly. */
#ifndef SERVICE_DESK_H
#define SERVICE_DESK_H

#include "base/clock.h"
#include "service/content.h"
#include "service/progress.h"
#include "service/survey.h"
#include "service/timecheck.h"

enum {
    ANSWER_SIZE = 256,
    PAGES_MAX = 24,                   /* photographed, of all documents of a request */
    PAGE_BYTES_MAX = 2 * 1024 * 1024, /* of one page's JPEG */
};

enum handover { HANDOVER_AUTOMATIC, HANDOVER_OFFICER, HANDOVER_PHONE, HANDOVER_PHOTO };

/* What a request's numbers say that its owner or another number denies: notes for the verifier,
 * never a reason to refuse (a NIK stays for life even where its birth date is wrong). */
enum request_note {
    NOTE_NIK_BIRTH,     /* the applicant says that the birth date in the NIK is not theirs */
    NOTE_NIP_BIRTH,     /* the same of the NIP */
    NOTE_BIRTH_DIFFERS, /* NIK and NIP hold different birth dates */
    NOTE_SEX_DIFFERS,   /* and different sexes */
    REQUEST_NOTES
};

/* A photographed page that the desk keeps, sealed already: see document_put. */
struct photo_page {
    int64_t id;
    uint8_t document; /* the standard's document index; handed over as HANDOVER_PHOTO */
};

/* A filled-in form. Personal data: lives in locked memory, wiped after use. */
struct request {
    const struct standard *standard;        /* borrowed */
    char answers[FIELDS_MAX][ANSWER_SIZE];  /* by the standard's field index, normalised */
    enum handover documents[DOCUMENTS_MAX]; /* by the standard's document index */
    bool notes[REQUEST_NOTES];
    struct photo_page
        pages[PAGES_MAX]; /* each document's own in the order in which they are read */
    size_t page_count;
};

/* How long a draft taken away is kept. */
#define DRAFT_KEPT MINUTES(30)
enum { DRAFT_MAX = 16 * 1024 };

struct complaint {
    char topic[KEY_SIZE];
    char text[1001];
    bool anonymous;
    char name[ANSWER_SIZE]; /* empty when anonymous */
    char phone[ANSWER_SIZE];
    char about[TRACKING_SIZE]; /* the request it is about, or "" */
};

struct receipt {
    struct tracking_code code;
    char qr[TRACKING_QR_SIZE];
    int64_t saved;
    struct promise promise; /* of a request */
};

/* No fault of the store: the kiosk's program stopped again and again. */
enum { DESK_FAULT_STOPS = 90 };

struct desk_state {
    enum desk_health {
        DESK_WELL,
        DESK_FULL,     /* no room on the disk: nothing can be accepted */
        DESK_BROKEN,   /* the database cannot be opened */
        DESK_UNSEALED, /* not enrolled: nothing to seal to, so nothing is accepted */
        DESK_REVOKED,  /* the office blocked this kiosk: what it takes would never arrive */
    } health;
    int fault;            /* a code for the technician: DB-07; DESK_FAULT_STOPS */
    int64_t last_contact; /* with the office; 0 never */
    struct office_clock office;
    bool photo_full;  /* room for forms still, but no longer for photographs */
    bool cut_off;     /* the last attempt to reach the office did not */
    size_t waiting;   /* items not yet received by the office */
    int64_t revision; /* rises whenever syncd or we changed something a screen may show */
};

struct desk_ops {
    /* Seals a page (a JPEG of at most PAGE_BYTES_MAX bytes) and keeps it on the disk, where nobody
     * here can open it. It is a draft until `submit` names *id, goes with `document_drop`, and does
     * not outlive this process. The picture is borrowed for the call; the caller wipes it.
     * ERR_FULL: no room for photographs (there may be for forms); ERR_INVALID: too large, empty, or
     * PAGES_MAX drafts are kept already; ERR_STORAGE, ERR_DENIED as below. */
    enum err (*document_put)(void *self, const void *jpeg, size_t len, int64_t now, int64_t *id);
    /* Removes a draft page at once; id 0: all that were neither submitted nor taken away with
     * `hold`. Fine when there is none. */
    enum err (*document_drop)(void *self, int64_t id);
    /* OK means durably stored here (synchronous=FULL), never "sent". The request is wiped by the
     * caller; its pages are part of it now. ERR_FULL, ERR_BUSY, ERR_STORAGE, ERR_DENIED (not
     * enrolled), ERR_INVALID (a page is gone, or a photographed document has none): nothing was
     * stored. */
    enum err (*submit)(void *self, const struct request *request, int64_t now, struct receipt *out);
    enum err (*complain)(void *self, const struct complaint *complaint, int64_t now,
                         struct receipt *out);
    enum err (*rate)(void *self, const struct survey *survey, int64_t now);
    /* "Panggil petugas"; *id tells the calls apart for call_received. */
    enum err (*call)(void *self, const char *from_screen, int64_t now, int64_t *id);
    enum err (*call_received)(void *self, int64_t id, bool *received);
    /* ERR_NOT_FOUND: no row of this code here (yet). Takes about 20 ms of key derivation. */
    enum err (*look_up)(void *self, const struct tracking_code *code, int64_t now,
                        struct progress *out);
    /* Keeps a form half filled, with the pages photographed so far, sealed in locked memory under a
     * code made for it, until DRAFT_KEPT has passed, `resume` or the end of this process: it never
     * touches the disk. One at a time: ERR_BUSY while another is kept. draft: at most DRAFT_MAX
     * bytes that mean something to this process alone. boot: clock_boot(), here and below. */
    enum err (*hold)(void *self, const void *draft, size_t len, int64_t boot,
                     struct draft_code *out);
    /* Gives the draft back and forgets it. ERR_NOT_FOUND: it is over, or none has this code; then
     * `draft` holds nothing. len: as it was held. */
    enum err (*resume)(void *self, const struct draft_code *code, int64_t boot, void *draft,
                       size_t len);
    /* Wipes the draft whose time is over, if there is one, and its pages. */
    enum err (*expire)(void *self, int64_t boot);
    /* Asks syncd for statuses now; returns at once. */
    enum err (*refresh)(void *self, int64_t now);
    /* The content in force; ERR_NOT_FOUND when only version 0 is known. */
    enum err (*content)(void *self, struct content *out);
    enum err (*state)(void *self, int64_t now, struct desk_state *out);
};

struct desk {
    const struct desk_ops *ops;
    void *self;
};

#endif
