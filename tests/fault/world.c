#include "fault/world.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "seal/keys.h"
#include "store/outbox.h"
#include "store/support/visitor.h"

/* Every so many items one has a tracking code, whose key takes its time to derive. */
enum { CODE_EVERY = 100, JOURNAL_LINE = 64 };

static const char *from_environment(const char *name)
{
    const char *value = getenv(name);
    if (value && *value)
        return value;
    fprintf(stderr, "%s is not set: run this by tests/fault/scene\n", name);
    exit(2);
}

void world_open(struct world *world, uint64_t seed)
{
    struct why why = {""};
    *world = (struct world){
        .config = from_environment("FAULT_CONFIG"),
        .state = from_environment("FAULT_STATE"),
        .office_db = from_environment("FAULT_OFFICE"),
        .bin = from_environment("FAULT_BIN"),
        .journal_path = from_environment("FAULT_JOURNAL"),
        .enrolled_port = atoi(from_environment("FAULT_PORT")),
        .dice = seed + 1,
    };
    world->office_port = world->enrolled_port;
    log_open("campaign", getenv("FAULT_LOUD") ? LOG_LEVEL_INFO : LOG_LEVEL_ERROR);
    world->journal = open(world->journal_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (seal_start() != OK || world->journal < 0 ||
        settings_open(world->config, &world->settings, &why) != OK ||
        catalogue_open(world->config, &world->catalogue, &why) != OK) {
        fprintf(stderr, "no world: %s\n", why.text);
        exit(2);
    }
}

void world_close(struct world *world)
{
    kiosk_close(world);
    office_stop(world, SIGTERM);
    catalogue_close(&world->catalogue);
    close(world->journal);
    printf("faults %ld stuck %ld lost %ld\n", world->faults, world->stuck, world->lost);
}

/* xorshift64* */
uint64_t world_roll(struct world *world, uint64_t below)
{
    world->dice ^= world->dice >> 12;
    world->dice ^= world->dice << 25;
    world->dice ^= world->dice >> 27;
    return (world->dice * 0x2545f4914f6cdd1dULL >> 16) % below;
}

int64_t world_now(const struct world *world)
{
    return clock_now(&(struct clock){0}) + world->skipped;
}

/* ---- the kiosk ---- */

bool kiosk_open(struct world *world)
{
    const struct desk_store_config desk = {
        .state_dir = world->state,
        .settings = &world->settings,
        .catalogue = &world->catalogue,
        .entropy = entropy_system(),
        .reserve = 1,
    };
    const struct engine_config engine = {
        .state_dir = world->state,
        .settings = &world->settings,
        .entropy = entropy_system(),
        .stop_fd = -1,
        .connect_most = 1000,
        .stall_most = 3000, /* a busy machine is no stalled office */
    };
    return desk_store_open(&desk, &world->store) == OK &&
           engine_open(&engine, &world->engine) == OK;
}

void kiosk_close(struct world *world)
{
    engine_close(&world->engine);
    desk_store_close(&world->store);
}

static void promise(struct world *world, const char *line)
{
    size_t len = strlen(line);
    if (write(world->journal, line, len) != (ssize_t)len)
        abort();
    world->accepted++;
}

/* Items are numbered without gaps, and nobody else hands anything in here. */
static int64_t last_number(struct world *world)
{
    struct queue_row row = {0};
    size_t count = 0;
    bool more = false;
    if (outbox_rows(world->store->db, 0, &row, 1, &count, &more) != OK)
        return -1;
    return row.sequence;
}

static enum err accept_coded(struct world *world, const struct desk *desk, bool complains)
{
    struct request *request = visitor_request(world->catalogue.services[0]);
    const struct complaint complaint = visitor_complaint();
    struct receipt receipt;
    char line[JOURNAL_LINE];
    enum err err = complains
                       ? desk->ops->complain(desk->self, &complaint, world_now(world), &receipt)
                       : desk->ops->submit(desk->self, request, world_now(world), &receipt);
    free(request);
    if (err != OK)
        return err;
    snprintf(line, sizeof(line), "%s\n", receipt.code.text);
    promise(world, line);
    return OK;
}

enum err kiosk_accept(struct world *world)
{
    struct desk desk = desk_store_desk(world->store);
    long turn = world->accepted;
    if (turn % CODE_EVERY == CODE_EVERY - 1)
        return accept_coded(world, &desk, turn / CODE_EVERY % 2 != 0);
    char line[JOURNAL_LINE];
    int64_t number = 0;
    enum err err;
    if (turn % 2 == 0) {
        err = desk.ops->call(desk.self, "home", world_now(world), &number);
    } else {
        const struct survey survey = {.answers = {4, 3, 4, 3, 4, 3, 4, 3, 4}, .remark = "Baik"};
        err = desk.ops->rate(desk.self, &survey, world_now(world));
        number = err == OK ? last_number(world) : 0;
    }
    if (err != OK)
        return err;
    snprintf(line, sizeof(line), "#%lld\n", (long long)number);
    promise(world, line);
    return OK;
}

int64_t kiosk_step(struct world *world)
{
    return engine_step(world->engine, world_now(world));
}

long kiosk_waiting(struct world *world)
{
    struct outbox_totals totals = {0};
    desk_catch_up(world->store);
    if (!world->store->db || outbox_totals(world->store->db, &totals) != OK)
        return -1;
    return (long)totals.waiting;
}

bool kiosk_send(struct world *world, int64_t most)
{
    int64_t end = world_now(world) + most;
    while (world_now(world) < end) {
        int64_t next = kiosk_step(world), now = world_now(world);
        if (kiosk_waiting(world) == 0)
            return true;
        if (next > now)
            world->skipped += (next < end ? next : end) - now;
    }
    return kiosk_waiting(world) == 0;
}

void kiosk_heal(struct world *world, const char *what)
{
    if (kiosk_send(world, HEALED_WITHIN))
        return;
    long left = kiosk_waiting(world);
    fprintf(stderr, "STUCK after %s: %ld items\n", what, left);
    world->stuck += left > 0 ? left : 1;
}
