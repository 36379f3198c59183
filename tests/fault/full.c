/* A disk that is full at each step (by tests/fault/scene): of every write, sync and truncation that
 * accepting an item and sending it takes, each is the first to fail, and so are some after it.
 * Nothing that was accepted may be lost by it, and once there is room all goes on.
 *
 *     full kiosk|office SEED STRIDE */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault/disklog.h"
#include "fault/world.h"

/* How many calls in a row find the disk full. */
static const long spells[] = {1, 6, 40, 1000000};

enum { MISSES_MOST = 6, OFFICE_CALLS_MOST = 130 };

/* The kiosk's screen asks after the desk's state all the time, and so the desk recovers. */
static void look(struct world *world)
{
    struct desk_state state;
    struct desk desk = desk_store_desk(world->store);
    (void)!desk.ops->state(desk.self, world_now(world), &state);
    world->skipped += SECONDS(11);
    (void)!desk.ops->state(desk.self, world_now(world), &state);
}

static void accepts_again(struct world *world, const char *what)
{
    look(world);
    enum err err = kiosk_accept(world);
    if (err != OK) {
        fprintf(stderr, "STUCK: nothing is accepted after %s: %s\n", what, err_name(err));
        world->stuck++;
    }
    kiosk_heal(world, what);
}

/* False when so many calls were not made. */
static bool kiosk_full(struct world *world, long at, long spell, bool opening)
{
    if (opening)
        kiosk_close(world);
    disklog_fill(at, spell);
    if (opening && !kiosk_open(world))
        return false;
    (void)!kiosk_accept(world);
    (void)kiosk_send(world, SECONDS(15));
    bool met = disklog_refused() > 0;
    disklog_fill(0, 0);
    world->faults += met;
    accepts_again(world, "a full disk at the kiosk");
    return met;
}

static void fill_kiosk(struct world *world, long seed, long stride)
{
    long misses = 0, turn = seed;
    for (long at = 1 + seed % stride; misses < MISSES_MOST; at += stride) {
        bool met = false;
        for (size_t i = 0; i < LENGTH(spells); i++)
            met |= kiosk_full(world, at, spells[i], turn++ % 3 == 0);
        misses = met ? 0 : misses + 1;
    }
}

static void fill_office(struct world *world, long seed, long stride)
{
    char preload[PATH_SIZE], from[32], spell[32];
    long turn = seed;
    snprintf(preload, sizeof(preload), "LD_PRELOAD=%.400s/../tests/fault/filler.so", world->bin);
    for (long at = 1 + seed % stride; at < OFFICE_CALLS_MOST; at += stride, turn++) {
        snprintf(from, sizeof(from), "%ld", at);
        snprintf(spell, sizeof(spell), "%ld", spells[turn % (long)LENGTH(spells)]);
        setenv("FAULT_AT", from, 1);
        setenv("FAULT_FOR", spell, 1);
        office_stop(world, SIGTERM);
        world->faults++;
        /* It may refuse to start; then it is there again when there is room. */
        bool up = office_start(world, preload);
        for (int i = 0; i < 3; i++)
            (void)!kiosk_accept(world);
        if (up)
            (void)kiosk_send(world, SECONDS(40));
        office_stop(world, SIGTERM);
        unsetenv("FAULT_AT");
        if (!office_start(world, NULL)) {
            fprintf(stderr, "STUCK: the office does not start after a full disk\n");
            world->stuck++;
            return;
        }
        kiosk_heal(world, "a full disk at the office");
    }
}

int main(int argc, char **argv)
{
    struct world world;
    if (argc != 4 || atol(argv[3]) < 1)
        return 2;
    long seed = atol(argv[2]), stride = atol(argv[3]);
    world_open(&world, (uint64_t)seed);
    disklog_install();
    disklog_note(false);
    if (!office_start(&world, NULL) || !kiosk_open(&world))
        return 2;
    kiosk_heal(&world, "start");
    if (strcmp(argv[1], "kiosk") == 0)
        fill_kiosk(&world, seed, stride);
    else
        fill_office(&world, seed, stride);
    world_close(&world);
    return world.stuck + world.lost > 0;
}
