/* A desk and a counter that answer as a test tells them to, and remember what they were asked. They
 * are called on the worker's thread, so a test changes them only while the rig is settled. */
#ifndef TESTS_KIOSK_FAKE_DESK_H
#define TESTS_KIOSK_FAKE_DESK_H

#include "service/counter.h"
#include "service/desk.h"

struct fake_desk {
    enum err answer; /* of submit, complain, rate, call and hold */
    enum err found;  /* of look_up */
    enum err photo;  /* of document_put */
    enum err unlock;
    int64_t wait_until;
    bool pin_set;
    int64_t locked_until; /* after earlier tries */
    struct desk_state state;
    struct progress progress;
    bool received; /* the calls were */
    struct promise promise;
    struct sync_row log[12];
    size_t log_count;
    struct queue_row queue[4];
    size_t queue_count;
    struct counter_health health;
    struct check checks[12]; /* newest first */
    size_t check_count;

    int submits, complaints, ratings, calls, look_ups, refreshes, unlocks, syncs;
    int64_t pages[PAGES_MAX]; /* drafts kept, by id */
    size_t page_count;
    int64_t page_last; /* the id given last */
    size_t page_bytes; /* of the picture put last */
    struct request request;
    struct complaint complaint;
    struct survey survey;
    char from_screen[16];
    char pin[16];
    uint8_t draft[DRAFT_MAX]; /* taken away; len 0: none */
    size_t draft_len;
    int64_t draft_until; /* boot moment */
    int drafts;
};

/* Well, enrolled, a minute after its last talk with the office; knows the request
 * ESG-7K3M-Q9XT-2HW as saved. */
void fake_desk_init(struct fake_desk *fake, int64_t now);
struct desk fake_desk(struct fake_desk *fake);
struct counter fake_counter(struct fake_desk *fake);

#endif
