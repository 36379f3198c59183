/* The kiosk killed at random points while it accepts requests: whatever a visitor was told was
 * accepted is there afterwards, exactly once. (The page cache survives a kill: power cuts are
 * tested elsewhere.) */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/desk_store.h"
#include "store/query.h"
#include "store/support/room.h"
#include "store/support/visitor.h"

static const int64_t monday = 1795401660000;

enum { ROUNDS = 12, CODES_MAX = 400 };

struct told {
    struct tracking_code codes[CODES_MAX];
    size_t count;
};

static struct desk_store *open_store(const struct room *room)
{
    const struct desk_store_config config = {
        .state_dir = room->dir.path,
        .settings = &room->settings,
        .catalogue = &room->catalogue,
        .entropy = entropy_system(),
    };
    struct desk_store *store = NULL;
    assert_int_equal(desk_store_open(&config, &store), OK);
    return store;
}

/* Accepts requests until it is killed, and tells of each that was accepted. */
static void accept_forever(const struct room *room, int tell)
{
    struct desk_store *store = open_store(room);
    struct desk desk = desk_store_desk(store);
    struct request *request = visitor_request(room->catalogue.services[0]);
    for (;;) {
        struct receipt receipt;
        if (desk.ops->submit(desk.self, request, monday, &receipt) != OK ||
            write(tell, &receipt.code, sizeof(receipt.code)) != sizeof(receipt.code))
            _exit(1);
    }
}

/* Kills it some time after it has told of `after` requests; what it told comes into *told. */
static void run_and_kill(const struct room *room, int after, struct told *told)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        accept_forever(room, ends[1]);
    }
    close(ends[1]);
    struct tracking_code code;
    for (int heard = 0; read(ends[0], &code, sizeof(code)) == sizeof(code); heard++) {
        assert_true(told->count < CODES_MAX);
        told->codes[told->count++] = code;
        if (heard == after) {
            usleep((useconds_t)(rand() % 40000));
            kill(child, SIGKILL);
        }
    }
    close(ends[0]);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static int64_t value(struct db *db, const char *sql)
{
    SCOPED(query_end) struct query query = query_on(db, sql);
    assert_true(query_row(&query));
    return query_get(&query, 0);
}

static void accepted_means_kept(void **state)
{
    struct room *room = *state;
    static struct told told;
    room_enrol(room);
    srand(20261122);
    for (int round = 0; round < ROUNDS; round++)
        run_and_kill(room, round % 4, &told);
    assert_true(told.count >= ROUNDS);

    SCOPED(desk_store_close) struct desk_store *store = open_store(room);
    struct desk desk = desk_store_desk(store);
    for (size_t i = 0; i < told.count; i++) {
        struct progress found;
        assert_int_equal(desk.ops->look_up(desk.self, &told.codes[i], monday, &found), OK);
        assert_int_equal(found.stage, STAGE_SAVED);
    }
    SCOPED(db_close) struct db *db = room_db(room, DB_TOOL);
    int64_t items = value(db, "SELECT count(*) FROM outbox");
    /* At most one a kill was stored and not told any more. */
    assert_in_range(items, told.count, told.count + ROUNDS);
    assert_int_equal(value(db, "SELECT count(DISTINCT status_id) FROM outbox"), items);
    assert_int_equal(value(db, "SELECT max(sequence) FROM outbox"), items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(accepted_means_kept, room_setup, room_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
