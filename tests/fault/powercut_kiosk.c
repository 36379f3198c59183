/* Cuts the kiosk's power after every single write, truncation, sync and deletion of its database's
 * files. Whatever the disk kept of what was not synced: all that a visitor was told is stored is
 * there afterwards, and all that was noted as received is.
 *
 *     powercut_kiosk SEED [STRIDE [normal]]
 *
 * Every STRIDE-th moment is tried (1). "normal" has the database synced as SQLite's NORMAL does: a
 * negative control, which must lose something. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "fault/disklog.h"
#include "store/desk_inside.h"
#include "store/outbox.h"
#include "store/query.h"
#include "store/salvage.h"
#include "store/support/room.h"
#include "store/support/visitor.h"
#include "store/sync_log.h"
#include "wire/batch.h"

enum { ROUNDS = 14, EACH = 5, ITEMS_MOST = ROUNDS * EACH + 1 };

static const int64_t monday = 1795401660000;

/* What a mark says, with a number. */
enum said { ACCEPTED, RECEIVED, FORGOTTEN, LOGGED, SAIDS };

struct kiosk {
    struct room *room;
    struct desk_store *store;
    struct db *sync; /* syncd's own connection */
    bool normal;
    uint8_t hashes[ITEMS_MOST + 1][HASH_BYTES]; /* by sequence */
};

/* What must be there at a moment. */
struct owed {
    bool accepted[ITEMS_MOST + 1], received[ITEMS_MOST + 1], forgotten[ITEMS_MOST + 1];
    int64_t highest, logged;
    long lost;
};

static void say(enum said said, int64_t number)
{
    disklog_mark((long)(number * SAIDS + said));
}

static void die(const char *what)
{
    fprintf(stderr, "powercut_kiosk: %s\n", what);
    exit(2);
}

/* ---- the story that is cut short ---- */

static void open_both(struct kiosk *kiosk)
{
    enum db_fault fault;
    const struct desk_store_config config = {.state_dir = kiosk->room->dir.path,
                                             .settings = &kiosk->room->settings,
                                             .catalogue = &kiosk->room->catalogue,
                                             .entropy = entropy_system()};
    static const char normal[] = "PRAGMA synchronous = NORMAL";
    if (desk_store_open(&config, &kiosk->store) != OK || !kiosk->store->db ||
        db_open(kiosk->room->dir.path, DB_SYNC, &kiosk->sync, &fault) != OK)
        die("no database");
    if (kiosk->normal &&
        (db_exec(kiosk->store->db, normal) != OK || db_exec(kiosk->sync, normal) != OK))
        die("NORMAL is refused");
}

static void close_both(struct kiosk *kiosk)
{
    db_close(&kiosk->sync);
    desk_store_close(&kiosk->store);
}

static bool item_hash(struct db *db, int64_t sequence, uint8_t hash[HASH_BYTES], int *state)
{
    uint8_t named[HASH_BYTES];
    size_t len = 0;
    SCOPED(query_end)
    struct query query =
        query_on(db, "SELECT hash, envelope, state FROM outbox WHERE sequence = ?1");
    query_int(&query, 1, sequence);
    if (!query_row(&query) || !query_get_bytes(&query, 0, named, HASH_BYTES))
        return false;
    const uint8_t *envelope = query_get_blob(&query, 1, &len);
    hash_bytes(envelope, len, hash);
    *state = (int)query_get(&query, 2);
    return memcmp(hash, named, HASH_BYTES) == 0;
}

static void accept_one(struct kiosk *kiosk, int64_t sequence)
{
    struct desk desk = desk_store_desk(kiosk->store);
    struct request *request = visitor_request(kiosk->room->catalogue.services[0]);
    struct receipt receipt;
    int64_t id = 0;
    int state;
    enum err err = sequence % EACH == 1 ? desk.ops->submit(desk.self, request, monday, &receipt)
                                        : desk.ops->call(desk.self, "home", monday, &id);
    free(request);
    if (err != OK)
        die("nothing is accepted");
    say(ACCEPTED, sequence);
    if (!item_hash(kiosk->store->db, sequence, kiosk->hashes[sequence], &state))
        die("the numbers of items have gaps");
}

/* What syncd does with a receipt. */
static void receive_some(struct kiosk *kiosk, int64_t now)
{
    struct outbox_due due[EACH];
    struct outbox_outcome outcomes[EACH];
    struct sync_row row = {.at = now, .way = SYNC_PUSH, .http = 200};
    struct chain_head head;
    size_t count = 0;
    SCOPED(buf_fini) struct buf store;
    buf_init(&store, BATCH_BYTES);
    if (outbox_due(kiosk->sync, monday, due, EACH - 1, &store, &count) != OK)
        die("nothing is due");
    for (size_t i = 0; i < count; i++)
        outcomes[i] = (struct outbox_outcome){
            .sequence = due[i].sequence, .state = ITEM_RECEIVED, .at = now, .reason = ""};
    {
        SCOPED(tx_close) struct db_tx tx = tx_open(kiosk->sync);
        if (tx.err != OK || outbox_settle(kiosk->sync, outcomes, count) != OK ||
            sync_log_add(kiosk->sync, &row, &head) != OK || tx_commit(&tx) != OK)
            die("nothing is settled");
    }
    for (size_t i = 0; i < count; i++)
        say(RECEIVED, outcomes[i].sequence);
    say(LOGGED, head.number);
}

static void forget_some(struct kiosk *kiosk, int64_t until)
{
    SCOPED(query_end)
    struct query query =
        query_on(kiosk->sync, "SELECT sequence FROM outbox WHERE state = 1 AND received < ?1");
    query_int(&query, 1, until);
    while (query_row(&query))
        say(FORGOTTEN, query_get(&query, 0));
    query_end(&query);
    if (outbox_forget(kiosk->sync, until) != OK)
        die("nothing is forgotten");
}

static int64_t live(struct kiosk *kiosk)
{
    int64_t sequence = 0;
    open_both(kiosk);
    for (int round = 1; round <= ROUNDS; round++) {
        for (int i = 0; i < EACH; i++)
            accept_one(kiosk, ++sequence);
        receive_some(kiosk, monday + round);
        if (round % 3 == 0)
            db_checkpoint(kiosk->sync);
        if (round % 6 == 5)
            forget_some(kiosk, monday + round - 2);
        if (round % 4 == 0) {
            close_both(kiosk);
            open_both(kiosk);
        }
    }
    close_both(kiosk);
    return sequence;
}

/* ---- after the cut ---- */

static void note_owed(struct owed *owed, long mark)
{
    long number = mark / SAIDS;
    if (mark % SAIDS == ACCEPTED)
        owed->accepted[owed->highest = number] = true;
    else if (mark % SAIDS == RECEIVED)
        owed->received[number] = true;
    else if (mark % SAIDS == FORGOTTEN)
        owed->forgotten[number] = true;
    else
        owed->logged = number;
}

static bool goes_on(struct db *db, int64_t highest)
{
    const struct entropy entropy = entropy_system();
    const struct outbox_item item = {.id = uuid_make(monday, &entropy),
                                     .kind = ITEM_CALL,
                                     .envelope = (const uint8_t *)"new",
                                     .len = 3};
    int64_t sequence = 0, broken = -1;
    struct chain_head head;
    return outbox_put(db, &item, &sequence) == OK && sequence > highest &&
           sync_log_verify(db, &broken) == OK && broken == 0 && sync_log_head(db, &head) == OK;
}

static void examine(const struct kiosk *kiosk, struct owed *owed, const char *dir, size_t moment)
{
    struct db *db = NULL;
    enum db_fault fault;
    struct chain_head head = {0};
    long lost = 0;
    if (db_open(dir, DB_SYNC, &db, &fault) != OK || salvage_count(dir) > 0) {
        fprintf(stderr, "moment %zu: the database does not open\n", moment);
        owed->lost++;
        db_close(&db);
        return;
    }
    for (int64_t i = 1; i <= owed->highest; i++) {
        uint8_t hash[HASH_BYTES];
        int state = -1;
        if (owed->forgotten[i] || !owed->accepted[i])
            continue;
        lost += !item_hash(db, i, hash, &state) ||
                memcmp(hash, kiosk->hashes[i], HASH_BYTES) != 0 ||
                (owed->received[i] && state != ITEM_RECEIVED);
    }
    lost += sync_log_head(db, &head) != OK || head.number < owed->logged;
    lost += !goes_on(db, owed->highest);
    if (lost > 0)
        fprintf(stderr, "moment %zu: %ld lost\n", moment, lost);
    owed->lost += lost;
    db_close(&db);
}

static long cut_everywhere(const struct kiosk *kiosk, size_t sector, uint64_t seed, size_t stride,
                           long *lost)
{
    struct tempdir dir;
    struct owed *owed = calloc(1, sizeof(*owed));
    struct disklog_cut *cut = disklog_cut_new(sector, seed);
    long mark, cuts = 0;
    char shm[128];
    tempdir_make(&dir);
    snprintf(shm, sizeof(shm), "%s/" DB_FILE "-shm", dir.path);
    for (size_t moment = 1; disklog_cut_next(cut, &mark); moment++) {
        if (mark)
            note_owed(owed, mark);
        if (moment % stride != seed % stride)
            continue;
        unlink(shm);
        disklog_cut_write(cut, dir.path);
        examine(kiosk, owed, dir.path, moment);
        cuts++;
    }
    *lost += owed->lost;
    disklog_cut_free(cut);
    free(owed);
    tempdir_remove(&dir);
    return cuts;
}

int main(int argc, char **argv)
{
    void *state = NULL;
    static struct kiosk kiosk;
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    size_t stride = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    log_open("powercut_kiosk", LOG_LEVEL_ERROR);
    if (seal_start() != OK || stride == 0 || room_setup(&state) != 0)
        return 2;
    kiosk.room = state;
    kiosk.normal = argc > 3 && strcmp(argv[3], "normal") == 0;
    room_enrol(kiosk.room);
    disklog_install();
    long items = (long)live(&kiosk), lost = 0;
    disklog_note(false);
    long cuts = cut_everywhere(&kiosk, 512, seed, stride, &lost) +
                cut_everywhere(&kiosk, 4096, seed + 1, stride, &lost);
    room_teardown(&state);
    printf("powercut_kiosk: %ld faults, %ld promised, %ld lost, 0 duplicated, 0 stuck\n", cuts,
           items, lost);
    return lost > 0;
}
