/* What befalls the two sides themselves (by tests/fault/scene).
 *
 *     mishaps restore|revoke|poison|twins SEED ROUNDS
 *
 * restore: the office's database is put back from an older backup.
 * revoke:  the kiosk is blocked in the middle of its sending, and let in again.
 * poison:  a bad item at each place of a batch; the others pass, and it is set apart.
 * twins:   two syncd at once: the lock keeps the second out, and without it nothing goes wrong. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "fault/world.h"
#include "seal/envelope.h"
#include "store/outbox.h"
#include "store/query.h"
#include "wire/batch.h"

#define KIOSK "PKL-01"

static void wrong(struct world *world, const char *what)
{
    fprintf(stderr, "WRONG: %s\n", what);
    world->stuck++;
}

static void accept_some(struct world *world, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++)
        if (kiosk_accept(world) != OK)
            wrong(world, "the kiosk accepts nothing");
}

/* ---- an office restored from a backup ---- */

static void copy_file(const char *from, const char *to)
{
    char command[3 * PATH_SIZE];
    snprintf(command, sizeof(command), "cp '%.500s' '%.500s'", from, to);
    if (system(command) != 0)
        abort();
}

static void restore(struct world *world, long rounds)
{
    char backup[PATH_SIZE], side[PATH_SIZE];
    snprintf(backup, sizeof(backup), "%.480s.backup", world->office_db);
    for (long round = 0; round < rounds; round++) {
        accept_some(world, world_roll(world, 90));
        kiosk_heal(world, "start");
        office_stop(world, SIGTERM);
        copy_file(world->office_db, backup);
        if (!office_start(world, NULL))
            abort();
        accept_some(world, 1 + world_roll(world, 120));
        if (world_roll(world, 2))
            kiosk_heal(world, "backup");
        else
            kiosk_step(world);
        office_stop(world, SIGKILL);
        snprintf(side, sizeof(side), "%.480s-wal", world->office_db);
        remove(side);
        snprintf(side, sizeof(side), "%.480s-shm", world->office_db);
        remove(side);
        copy_file(backup, world->office_db);
        if (!office_start(world, NULL))
            abort();
        world->faults++;
        /* The next visitor's item tells the office how much there was. */
        accept_some(world, 1);
        kiosk_heal(world, "an office restored from a backup");
    }
}

/* ---- a kiosk that is blocked ---- */

/* Where nothing waited, the kiosk hears that it is let in again when it next looks for news. */
static void accept_once_heard(struct world *world)
{
    int64_t end = world_now(world) + HEALED_WITHIN;
    while (kiosk_accept(world) != OK) {
        int64_t next = kiosk_step(world), now = world_now(world);
        if (now >= end) {
            wrong(world, "a kiosk that is let in again accepts nothing");
            return;
        }
        world->skipped += next > now ? (next < end ? next : end) - now : 0;
    }
}

static void block(struct world *world, long rounds)
{
    for (long round = 0; round < rounds; round++) {
        accept_some(world, 60 + world_roll(world, 100));
        for (uint64_t i = world_roll(world, 4); i > 0; i--)
            kiosk_step(world);
        if (!office_command(world, (const char *[]){"kiosk", "block", KIOSK, NULL}))
            abort();
        world->faults++;
        /* It may accept until it is told. */
        for (uint64_t i = world_roll(world, 3); i > 0; i--)
            (void)kiosk_accept(world);
        (void)kiosk_send(world, MINUTES(1 + (int64_t)world_roll(world, 10)));
        if (kiosk_waiting(world) > 0 && kiosk_accept(world) == OK)
            wrong(world, "a blocked kiosk accepts what would never arrive");
        if (!office_command(world, (const char *[]){"kiosk", "unblock", KIOSK, NULL}))
            abort();
        kiosk_heal(world, "a kiosk that was blocked");
        accept_once_heard(world);
        kiosk_heal(world, "a kiosk that is let in again");
    }
}

/* ---- a bad item among good ones ---- */

enum poison { POISON_NOISE, POISON_STRANGER, POISON_SEALED_WRONG, POISON_CONFLICT, POISONS };

static void seal_poison(struct world *world, enum poison poison, struct outbox_item *item,
                        struct buf *out)
{
    const struct entropy entropy = entropy_system();
    struct identity nobody;
    struct envelope_head head = {.item = item->id, .kind = (uint8_t)item->kind, .created = 1};
    identity_make(&entropy, &nobody);
    desk_catch_up(world->store);
    (void)TEXT_COPY(head.kiosk, poison == POISON_STRANGER ? "PKL-99" : KIOSK);
    const struct seal_public to[] = {poison == POISON_SEALED_WRONG
                                         ? nobody.public.seal
                                         : world->store->enrolled.enrolment.office.seal};
    if (envelope_seal(&head, "x", 1, to, 1, out) != OK)
        abort();
    for (size_t i = 0; poison == POISON_NOISE && i < out->len; i++)
        out->data[i] ^= 0xa5;
}

/* Its sequence. */
static int64_t put_poison(struct world *world, enum poison poison, enum item_kind kind)
{
    const struct entropy entropy = entropy_system();
    struct outbox_item item = {
        .id = uuid_make(world_now(world), &entropy), .kind = kind, .created = world_now(world)};
    int64_t sequence = 0;
    SCOPED(buf_fini) struct buf envelope;
    buf_init(&envelope, ENVELOPE_MAX);
    seal_poison(world, poison, &item, &envelope);
    item.envelope = envelope.data;
    item.len = envelope.len;
    if (outbox_put(world->store->db, &item, &sequence) != OK)
        abort();
    if (poison != POISON_CONFLICT)
        return sequence;
    /* The office has it; under the same name another one goes up. */
    kiosk_heal(world, "the first of two under one name");
    SCOPED(query_end)
    struct query query =
        query_on(world->store->db, "UPDATE outbox SET state = 0, received = 0, next_try = ?2,"
                                   " envelope = ?3, hash = ?4 WHERE sequence = ?1");
    uint8_t hash[HASH_BYTES];
    envelope.data[envelope.len - 1] ^= 1;
    hash_bytes(envelope.data, envelope.len, hash);
    query_int(&query, 1, sequence);
    query_int(&query, 2, world_now(world));
    query_blob(&query, 3, envelope.data, envelope.len);
    query_blob(&query, 4, hash, HASH_BYTES);
    if (query_run(&query) != OK)
        abort();
    return sequence;
}

/* Calls go first in a batch and surveys after them: by its kind and when it is put the bad one
 * comes to stand at each place. */
static void poison_at(struct world *world, int place, enum poison poison)
{
    static const enum item_state ends[] = {
        [POISON_NOISE] = ITEM_REJECTED,
        [POISON_STRANGER] = ITEM_REJECTED,
        [POISON_SEALED_WRONG] = ITEM_RECEIVED, /* the office cannot open it: in its quarantine */
        [POISON_CONFLICT] = ITEM_CONFLICT,
    };
    int before = place % 25 * 2;
    accept_some(world, (uint64_t)before);
    int64_t sequence = put_poison(world, poison, place < 25 ? ITEM_CALL : ITEM_SURVEY);
    accept_some(world, (uint64_t)(BATCH_ITEMS - 1 - before));
    world->faults++;
    kiosk_heal(world, "a bad item in a batch");
    enum item_state state = ITEM_WAITING;
    if (outbox_state(world->store->db, sequence, &state) != OK || state != ends[poison])
        wrong(world, "a bad item is not set apart");
}

static void poison_everywhere(struct world *world, long rounds)
{
    for (int place = 0; place < BATCH_ITEMS; place++)
        for (long round = 0; round < rounds; round++)
            poison_at(world, place, (enum poison)((place + round) % POISONS));
}

/* ---- two syncd ---- */

struct twin {
    struct world *world;
    struct engine *engine;
    atomic_bool *over;
};

static void *twin_run(void *self)
{
    struct twin *twin = self;
    int64_t skipped = twin->world->skipped;
    while (!atomic_load(twin->over)) {
        int64_t now = clock_now(&(struct clock){0}) + skipped;
        int64_t next = engine_step(twin->engine, now);
        skipped += next > now + 500 ? 500 : 0;
        if (next > now)
            rest_ms(1);
    }
    return NULL;
}

/* The lock: the second leaves at once and says so by its exit code. */
static void second_is_kept_out(struct world *world)
{
    const char *const words[] = {"--config", world->config, "--state", world->state, NULL};
    pid_t first = program_start(world, "anjungan-syncd", NULL, words);
    int status = 0;
    rest_ms(300);
    pid_t second = program_start(world, "anjungan-syncd", NULL, words);
    for (int i = 0; i < 1000 && waitpid(second, &status, WNOHANG) == 0; i++)
        rest_ms(10);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 1 || kill(second, 0) == 0)
        wrong(world, "two syncd run in one folder");
    world->faults++;
    kill(first, SIGTERM);
    waitpid(first, NULL, 0);
}

static void twins(struct world *world, long rounds)
{
    second_is_kept_out(world);
    for (long round = 0; round < rounds; round++) {
        atomic_bool over = false;
        struct twin twins[2];
        pthread_t threads[2];
        const struct engine_config config = {.state_dir = world->state,
                                             .settings = &world->settings,
                                             .entropy = entropy_system(),
                                             .stop_fd = -1};
        for (int i = 0; i < 2; i++) {
            twins[i] = (struct twin){.world = world, .over = &over};
            if (engine_open(&config, &twins[i].engine) != OK ||
                pthread_create(&threads[i], NULL, twin_run, &twins[i]) != 0)
                abort();
        }
        for (int i = 0; i < 60; i++)
            while (kiosk_accept(world) != OK)
                rest_ms(1); /* one of them holds the database */
        int64_t end = clock_boot() + HEALED_WITHIN;
        while (kiosk_waiting(world) != 0 && clock_boot() < end)
            rest_ms(5);
        atomic_store(&over, true);
        for (int i = 0; i < 2; i++) {
            pthread_join(threads[i], NULL);
            engine_close(&twins[i].engine);
        }
        world->faults++;
        kiosk_heal(world, "two syncd at once");
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(struct world *, long);
    } all[] = {
        {"restore", restore}, {"revoke", block}, {"poison", poison_everywhere}, {"twins", twins}};
    struct world world;
    if (argc != 4)
        return 2;
    world_open(&world, strtoull(argv[2], NULL, 10));
    if (!office_start(&world, NULL) || !kiosk_open(&world))
        return 2;
    for (size_t i = 0; i < LENGTH(all); i++)
        if (strcmp(all[i].name, argv[1]) == 0)
            all[i].run(&world, atol(argv[3]));
    world_close(&world);
    return world.stuck + world.lost > 0;
}
