#include "sync/support/house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "seal/envelope.h"
#include "store/blobs.h"
#include "store/query.h"
#include "store/sync_log.h"

/* Monday 23 November 2026, 09.41 WIB. */
static const int64_t monday = 1795401660000;

int house_setup(void **state)
{
    struct house *house = calloc(1, sizeof(*house));
    struct entropy entropy = entropy_system();
    char path[PATH_SIZE];
    enum db_fault fault;
    assert_non_null(house);
    assert_int_equal(seal_start(), OK);
    tempdir_make(&house->dir);
    house->now = monday;
    house->settings.sync.poll = 5;
    house->settings.sync.watchdog = 60;
    assert_int_equal(path_join(path, house->dir.path, DEVICE_KEY_FILE), OK);
    assert_int_equal(identity_ensure(path, &entropy, &house->device), OK);
    identity_make(&entropy, &house->office.identity);
    house->office.device = house->device.public;
    house->office.now = monday;
    buf_init(&house->office.feed, FEED_BODY_MAX);
    fake_office_start(&house->office);
    house->enrolment = (struct enrolment){
        .kiosk = "PKL-01",
        .office = house->office.identity.public,
        .escrow = house->office.identity.public.seal,
    };
    snprintf(house->enrolment.office_url, sizeof(house->enrolment.office_url),
             "http://127.0.0.1:%d", house->office.port);
    assert_int_equal(enrolment_save(house->dir.path, &house->enrolment), OK);
    assert_int_equal(db_open(house->dir.path, DB_KIOSK, &house->db, &fault), OK);
    assert_int_equal(pipe(house->stop), 0);
    const struct engine_config config = {
        .state_dir = house->dir.path,
        .settings = &house->settings,
        .entropy = entropy,
        .stop_fd = house->stop[0],
        .stall_most = 3000, /* a busy machine is no stalled office */
    };
    assert_int_equal(engine_open(&config, &house->engine), OK);
    *state = house;
    return 0;
}

int house_teardown(void **state)
{
    struct house *house = *state;
    engine_close(&house->engine);
    fake_office_stop(&house->office);
    fake_blobs_forget(&house->office.blobs);
    buf_fini(&house->office.feed);
    db_close(&house->db);
    close(house->stop[0]);
    close(house->stop[1]);
    tempdir_remove(&house->dir);
    free(house);
    return 0;
}

static void advance(struct house *house, int64_t ms)
{
    house->now += ms;
    pthread_mutex_lock(&house->office.lock);
    house->office.now += ms;
    pthread_mutex_unlock(&house->office.lock);
}

int64_t house_settle(struct house *house)
{
    for (int i = 0; i < 200; i++) {
        int64_t next = engine_step(house->engine, house->now);
        if (next > house->now + 100)
            return next;
        if (next > house->now)
            advance(house, next - house->now);
    }
    fail_msg("the engine does not come to rest");
    return 0;
}

int64_t house_pass(struct house *house, int64_t ms)
{
    advance(house, ms);
    return house_settle(house);
}

static int64_t put(struct house *house, enum item_kind kind, const int64_t *blobs, size_t count)
{
    struct entropy entropy = entropy_system();
    SCOPED(buf_fini) struct buf envelope;
    buf_init(&envelope, ENVELOPE_MAX);
    struct envelope_head head = {.kiosk = "PKL-01",
                                 .item = uuid_make(house->now, &entropy),
                                 .kind = kind,
                                 .created = house->now};
    assert_int_equal(envelope_seal(&head, "plain", 5, &house->enrolment.escrow, 1, &envelope), OK);
    struct outbox_item item = {
        .id = head.item,
        .kind = kind,
        .created = house->now,
        .envelope = envelope.data,
        .len = envelope.len,
        .blobs = blobs,
        .blob_count = count,
    };
    memcpy(item.status_id, head.item.bytes, sizeof(item.status_id));
    int64_t sequence = 0;
    assert_int_equal(outbox_put(house->db, &item, &sequence), OK);
    return sequence;
}

int64_t house_put(struct house *house, enum item_kind kind)
{
    return put(house, kind, NULL, 0);
}

int64_t house_put_pages(struct house *house, size_t pages, size_t len)
{
    int64_t numbers[ITEM_BLOBS_MAX];
    struct entropy entropy = entropy_system();
    uint8_t *bytes = malloc(len);
    assert_non_null(bytes);
    for (size_t i = 0; i < pages; i++) {
        entropy.fill(entropy.self, bytes, len);
        assert_int_equal(blobs_put(house->db, house->dir.path, bytes, len, house->now, &numbers[i]),
                         OK);
    }
    free(bytes);
    return put(house, ITEM_REQUEST, numbers, pages);
}

enum item_state house_state(struct house *house, int64_t sequence)
{
    enum item_state found = ITEM_WAITING;
    assert_int_equal(outbox_state(house->db, sequence, &found), OK);
    return found;
}

size_t house_arrived(struct house *house)
{
    size_t same = 0;
    for (size_t i = 0; i < house->office.item_count; i++) {
        SCOPED(query_end)
        struct query query = query_on(house->db, "SELECT hash FROM outbox WHERE id = ?1");
        uint8_t hash[HASH_BYTES];
        query_blob(&query, 1, house->office.items[i].id.bytes, 16);
        same += query_row(&query) && query_get_bytes(&query, 0, hash, sizeof(hash)) &&
                memcmp(hash, house->office.items[i].hash, sizeof(hash)) == 0;
    }
    return same;
}

struct sync_row house_last(struct house *house, enum sync_way way)
{
    struct sync_row rows[200];
    size_t count = 0;
    bool more = false;
    assert_int_equal(sync_log_rows(house->db, SYNC_ALL, 0, 0, rows, LENGTH(rows), &count, &more),
                     OK);
    for (size_t i = 0; i < count; i++)
        if (rows[i].way == way)
            return rows[i];
    fail_msg("no row of way %d in the log", way);
    return rows[0];
}

size_t house_rows(struct house *house)
{
    struct chain_head head;
    assert_int_equal(sync_log_head(house->db, &head), OK);
    return (size_t)head.number;
}
