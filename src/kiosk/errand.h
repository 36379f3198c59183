/* One call to the desk or the counter, made on the worker's thread; its answer comes back on the UI
 * thread to `take`. An answer for a visitor who has left is dropped. */
#ifndef KIOSK_ERRAND_H
#define KIOSK_ERRAND_H

#include "kiosk/screen.h"

struct errand {
    struct app *app;
    unsigned visit; /* whose it is */
    bool sends;     /* what is outgoing */
    bool always;    /* nobody's: its answer is taken whoever stands there */
    int64_t now, boot;
    void (*run)(struct errand *errand);
    void (*take)(struct app *app, const struct errand *errand); /* may be NULL */
    enum err err;
    uint8_t *jpeg; /* of a page to be kept; owned and wiped */
    size_t jpeg_len;
    union {
        int64_t page; /* that is kept, or is to be dropped */
        struct receipt receipt;
        struct draft_code draft;
        struct desk_state state;
        struct content content;
        struct {
            struct tracking_code code;
            struct progress progress;
        };
        struct {
            const char *from_screen;
            int64_t call_id;
            bool call_received;
        };
        struct {
            char pin[PIN_MAX + 1];
            int64_t wait_until;
        };
        struct {
            enum sync_filter filter;
            size_t skip, count;
            bool more;
            union {
                struct sync_row log[OFFICER_ROWS];
                struct queue_row queue[OFFICER_ROWS];
                struct check checks[OFFICER_ROWS];
            };
        };
        struct counter_health health;
        struct check check;
    };
};

/* What takes an answer: the errand is borrowed and wiped afterwards. */
#define TAKE void (*take)(struct app *, const struct errand *)

void errand_state(struct app *app, TAKE);
void errand_content(struct app *app, TAKE);
/* These send what stands in app->secrets->outgoing, marked busy until the answer is back; it is
 * wiped after `take`. */
void errand_submit(struct app *app, TAKE);
/* Seals and keeps a page: the bytes are copied. */
void errand_document_put(struct app *app, const void *jpeg, size_t len, TAKE);
/* Removes a kept page; id 0: all of this visitor's. */
void errand_document_drop(struct app *app, int64_t id);
void errand_complain(struct app *app, TAKE);
void errand_rate(struct app *app, TAKE);
void errand_hold(struct app *app, TAKE);
/* Brings the draft into app->secrets->outgoing, for `take` to fetch. */
void errand_resume(struct app *app, const struct draft_code *code, TAKE);
void errand_expire(struct app *app);
void errand_look_up(struct app *app, const struct tracking_code *code, TAKE);
void errand_refresh(struct app *app);
void errand_call(struct app *app, const char *from_screen, TAKE);
void errand_call_received(struct app *app, int64_t id, TAKE);
void errand_unlock(struct app *app, const char *pin, TAKE);
/* Whether the PIN is locked out, and until when. */
void errand_look(struct app *app, TAKE);
void errand_log(struct app *app, enum sync_filter filter, size_t skip, TAKE);
void errand_queue(struct app *app, size_t skip, TAKE);
void errand_health(struct app *app, TAKE);
void errand_sync_now(struct app *app, TAKE);
void errand_check(struct app *app, const struct check *check, TAKE);
void errand_checks(struct app *app, size_t skip, TAKE);

#endif
