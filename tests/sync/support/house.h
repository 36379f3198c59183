/* A kiosk with an engine and a fake office, driven on a clock of the test's own. */
#ifndef TESTS_SYNC_SUPPORT_HOUSE_H
#define TESTS_SYNC_SUPPORT_HOUSE_H

#include "service/settings.h"
#include "store/db.h"
#include "store/outbox.h"
#include "store/sync_log.h"
#include "support/tempdir.h"
#include "sync/engine.h"
#include "sync/support/fake_office.h"
#include "wire/enrolment.h"

struct house {
    struct tempdir dir;
    struct settings settings;
    struct identity device;
    struct fake_office office;
    struct enrolment enrolment;
    struct db *db; /* the kiosk's own connection */
    struct engine *engine;
    int stop[2]; /* a pipe: its reading end is the engine's stop_fd */
    int64_t now;
};

/* cmocka's setup and teardown; *state is the house, enrolled, with a running office. */
int house_setup(void **state);
int house_teardown(void **state);

/* Steps until nothing is due within 100 ms, which both clocks move along with. Returns the moment
 * of the next. */
int64_t house_settle(struct house *house);
/* Moves the clock of both sides, and settles. */
int64_t house_pass(struct house *house, int64_t ms);

/* Stores a sealed item as the kiosk would; its sequence. */
int64_t house_put(struct house *house, enum item_kind kind);
/* A request with sealed pages of that many bytes each; its sequence. */
int64_t house_put_pages(struct house *house, size_t pages, size_t len);
enum item_state house_state(struct house *house, int64_t sequence);
/* The number of the office's items that are the same as ours, envelope for envelope. */
size_t house_arrived(struct house *house);
/* The newest row of the log of this way. */
struct sync_row house_last(struct house *house, enum sync_way way);
size_t house_rows(struct house *house);

#endif
