/* One bit flipped anywhere in the kiosk's database or its log. Either all is as it was, or the
 * damaged files stand aside and what can be read is carried over: no sealed item that still waits
 * and whose bytes are whole somewhere in the files is lost, none goes out changed, and the kiosk
 * never crashes.
 *
 *     flip SEED FLIPS */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "store/desk_inside.h"
#include "store/outbox.h"
#include "store/query.h"
#include "store/salvage.h"
#include "store/support/room.h"
#include "wire/batch.h"

enum { ITEMS = 48, SETTLED = 20, ENVELOPE = 900, FILES_MAX = 4 << 20 };

static const int64_t monday = 1795401660000;
static const char *const names[] = {DB_FILE, DB_FILE "-wal"};

/* The files as they were, and what was in them. */
struct before {
    struct buf files[2];
    uint8_t envelopes[ITEMS + 1][ENVELOPE];
    bool received[ITEMS + 1];
};

/* What a child tells of one flip. */
struct outcome {
    long lost;    /* waited, can be read in the files, and is gone */
    long changed; /* would go out other than it was accepted */
    long unsaid;  /* is gone or spoilt, and nobody was told */
    long set_aside;
};

static void die(const char *what)
{
    fprintf(stderr, "flip: %s\n", what);
    exit(2);
}

static void put_items(struct before *before, struct db *db, int from, int to)
{
    const struct entropy entropy = entropy_system();
    for (int i = from; i <= to; i++) {
        for (size_t at = 0; at < ENVELOPE; at += 8) {
            uint64_t bits = entropy_u64(&entropy);
            memcpy(before->envelopes[i] + at, &bits, ENVELOPE - at < 8 ? ENVELOPE - at : 8);
        }
        const struct outbox_item item = {.id = uuid_make(monday + i, &entropy),
                                         .kind = ITEM_CALL,
                                         .created = monday + i,
                                         .envelope = before->envelopes[i],
                                         .len = ENVELOPE};
        int64_t sequence = 0;
        if (outbox_put(db, &item, &sequence) != OK || sequence != i)
            die("nothing is put");
    }
}

static void settle_some(struct before *before, struct db *db)
{
    for (int i = 1; i <= SETTLED; i++) {
        const struct outbox_outcome outcome = {
            .sequence = i, .state = ITEM_RECEIVED, .at = monday, .reason = ""};
        if (outbox_settle(db, &outcome, 1) != OK)
            die("nothing is settled");
        before->received[i] = true;
    }
}

/* Half of the items lie in the database and half in its log, as after a loss of power. */
static void prepare(const struct room *room, struct before *before)
{
    struct db *db = room_db(room, DB_KIOSK);
    put_items(before, db, 1, ITEMS / 2);
    settle_some(before, db);
    db_checkpoint(db);
    put_items(before, db, ITEMS / 2 + 1, ITEMS);
    for (int i = 0; i < 2; i++) {
        buf_init(&before->files[i], FILES_MAX);
        if (path_read(room_path(room, names[i]), &before->files[i]) != OK)
            die("no files");
    }
    db_close(&db);
}

/* ---- after the flip ---- */

static bool readable(const struct before *before, int item)
{
    for (int i = 0; i < 2; i++)
        if (memmem(before->files[i].data, before->files[i].len, before->envelopes[item], ENVELOPE))
            return true;
    return false;
}

enum found { FOUND_WHOLE, FOUND_GONE, FOUND_OTHER };

static enum found find(struct db *db, const struct before *before, int item, int *state)
{
    size_t len = 0;
    SCOPED(query_end)
    struct query query = query_on(db, "SELECT envelope, state FROM outbox WHERE sequence = ?1");
    query_int(&query, 1, item);
    if (!query_row(&query))
        return FOUND_GONE;
    const uint8_t *envelope = query_get_blob(&query, 0, &len);
    *state = (int)query_get(&query, 1);
    return len == ENVELOPE && memcmp(envelope, before->envelopes[item], len) == 0 ? FOUND_WHOLE
                                                                                  : FOUND_OTHER;
}

/* What syncd would send now. */
static long sent_changed(struct db *db, const struct before *before)
{
    struct outbox_due due[ITEMS + 1];
    size_t count = 0;
    long changed = 0;
    SCOPED(buf_fini) struct buf store;
    buf_init(&store, BATCH_BYTES);
    if (outbox_due(db, monday + DAYS(1), due, ITEMS + 1, &store, &count) != OK)
        return 0;
    for (size_t i = 0; i < count; i++) {
        int64_t item = due[i].sequence;
        bool known = item >= 1 && item <= ITEMS && due[i].len == ENVELOPE;
        changed +=
            !known || memcmp(store.data + due[i].offset, before->envelopes[item], ENVELOPE) != 0;
    }
    return changed;
}

static void judge(struct db *db, const struct before *before, const char *dir, struct outcome *out)
{
    out->set_aside = (long)salvage_count(dir);
    for (int i = 1; i <= ITEMS; i++) {
        int state = -1;
        enum found found = find(db, before, i, &state);
        if (before->received[i])
            continue;
        bool waits = found == FOUND_WHOLE && state == ITEM_WAITING;
        bool told = out->set_aside > 0 || state == ITEM_REJECTED || state == ITEM_CONFLICT;
        if (waits)
            continue;
        out->lost += found != FOUND_OTHER && readable(before, i);
        out->unsaid += !told;
    }
    out->changed = sent_changed(db, before);
}

static void examine(const char *dir, const struct before *before, struct outcome *out)
{
    struct db *db = NULL;
    enum db_fault fault;
    *out = (struct outcome){0};
    /* syncd opens it, and looks at all that is due. */
    if (db_open(dir, DB_SYNC, &db, &fault) != OK) {
        out->unsaid += fault == DB_FAULT_NONE;
        out->lost = 0;
        return;
    }
    (void)sent_changed(db, before);
    if (db_met(db) != DB_FAULT_NONE) {
        db_close(&db);
        if (db_open(dir, DB_SYNC, &db, &fault) != OK)
            return;
    }
    judge(db, before, dir, out);
    db_close(&db);
}

/* In a process of its own: a crash is an answer too. */
static bool in_child(const char *dir, const struct before *before, struct outcome *out)
{
    int ends[2], status = 0;
    if (pipe(ends) != 0)
        die("no pipe");
    pid_t pid = fork();
    if (pid == 0) {
        examine(dir, before, out);
        _exit(write(ends[1], out, sizeof(*out)) == sizeof(*out) ? 0 : 1);
    }
    close(ends[1]);
    bool told = read(ends[0], out, sizeof(*out)) == sizeof(*out);
    close(ends[0]);
    waitpid(pid, &status, 0);
    return told && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void flip_one(struct before *before, size_t file, size_t bit, struct outcome *sum)
{
    struct tempdir dir;
    struct outcome verdict = {0};
    char path[PATH_SIZE];
    tempdir_make(&dir);
    before->files[file].data[bit / 8] ^= (uint8_t)(1 << bit % 8);
    for (int i = 0; i < 2; i++)
        if (path_join(path, dir.path, names[i]) != OK ||
            path_write(path, before->files[i].data, before->files[i].len, 0600) != OK)
            die("no files to flip");
    if (!in_child(dir.path, before, &verdict))
        die("the kiosk has crashed");
    before->files[file].data[bit / 8] ^= (uint8_t)(1 << bit % 8);
    tempdir_remove(&dir);
    if (verdict.lost + verdict.changed + verdict.unsaid > 0)
        fprintf(stderr, "%s bit %zu: %ld lost, %ld changed, %ld unsaid, %ld set aside\n",
                names[file], bit, verdict.lost, verdict.changed, verdict.unsaid, verdict.set_aside);
    sum->lost += verdict.lost + verdict.unsaid;
    sum->changed += verdict.changed;
    sum->set_aside += verdict.set_aside;
}

int main(int argc, char **argv)
{
    static struct before before;
    void *state = NULL;
    struct outcome sum = {0};
    if (argc != 3 || seal_start() != OK || room_setup(&state) != 0)
        return 2;
    log_open("flip", getenv("FAULT_LOUD") ? LOG_LEVEL_INFO : 0);
    srandom((unsigned)atoi(argv[1]));
    prepare(state, &before);
    long flips = atol(argv[2]);
    for (long i = 0; i < flips; i++) {
        size_t file = (size_t)i % 2;
        flip_one(&before, file, (size_t)random() % (before.files[file].len * 8), &sum);
    }
    room_teardown(&state);
    printf("flip: %ld faults, %d promised, %ld lost, %ld duplicated, 0 stuck\n", flips, ITEMS,
           sum.lost, sum.changed);
    return sum.lost + sum.changed > 0;
}
