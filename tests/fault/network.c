/* Items on their way through a network that misbehaves (by tests/fault/scene).
 *
 *     network cuts SEED STRIDE     the connection cut after every STRIDE-th byte of a batch's
 *                                  request and of its answer; SEED says where to begin
 *     network kinds SEED ROUNDS    every mischief, once and for minutes
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault/proxy.h"
#include "fault/world.h"

enum { STEPS_MOST = 40, OUTAGE_MINUTES = 6 };

struct network {
    struct world world;
    struct proxy *proxy;
};

/* Steps until the fault has come about, or nothing waits any more. */
static bool meet(struct network *network)
{
    struct world *world = &network->world;
    for (int i = 0; i < STEPS_MOST && proxy_met(network->proxy) == 0; i++) {
        int64_t next = kiosk_step(world), now = world_now(world);
        if (kiosk_waiting(world) == 0)
            break;
        if (next > now && proxy_met(network->proxy) == 0)
            world->skipped += next - now;
    }
    return proxy_met(network->proxy) > 0;
}

static void calm(struct network *network, const char *what)
{
    proxy_arm(network->proxy, &(struct proxy_fault){.kind = PROXY_PASS});
    kiosk_heal(&network->world, what);
}

/* False when the fault did not come about: it lay behind the end. */
static bool try_once(struct network *network, const struct proxy_fault *fault)
{
    if (kiosk_accept(&network->world) != OK)
        abort();
    proxy_arm(network->proxy, fault);
    bool met = meet(network);
    network->world.faults += met;
    calm(network, proxy_name(fault->kind));
    return met;
}

static void cut_everywhere(struct network *network, enum mischief kind, size_t stride, size_t from)
{
    for (size_t at = from, misses = 0; misses < 3; at += stride) {
        const struct proxy_fault fault = {
            .kind = kind, .only = "POST /v1/batches", .at = at, .reset = at / stride % 2};
        /* The size of a request depends on how many digits its numbers have. */
        misses = try_once(network, &fault) ? 0 : misses + 1;
    }
}

/* For minutes nothing gets through; syncd's own patience has grown by then. */
static void endure(struct network *network, enum mischief kind, size_t at)
{
    struct world *world = &network->world;
    const struct proxy_fault fault = {.kind = kind, .at = at, .lasts = true};
    if (kiosk_accept(world) != OK)
        abort();
    proxy_arm(network->proxy, &fault);
    (void)kiosk_send(world, MINUTES(OUTAGE_MINUTES));
    world->faults += proxy_met(network->proxy);
    calm(network, proxy_name(kind));
}

/* Whatever a stranger says, the items wait. */
static void be_deceived(struct network *network)
{
    struct world *world = &network->world;
    const struct proxy_fault fault = {.kind = PROXY_FORGE, .only = "POST /v1/batches"};
    if (kiosk_accept(world) != OK)
        abort();
    proxy_arm(network->proxy, &fault);
    if (!meet(network) || kiosk_waiting(world) == 0) {
        fprintf(stderr, "LOST: a forged receipt was believed\n");
        world->lost++;
    }
    world->faults++;
    calm(network, proxy_name(fault.kind));
}

static void every_kind(struct network *network, long rounds)
{
    static const enum mischief quick[] = {PROXY_CUT_UP,    PROXY_CUT_DOWN, PROXY_HALF_UP,
                                          PROXY_HALF_DOWN, PROXY_DRIP,     PROXY_DUPLICATE,
                                          PROXY_PORTAL,    PROXY_FLIP,     PROXY_DELAY};
    static const enum mischief slow[] = {PROXY_BLACKHOLE_UP, PROXY_BLACKHOLE_DOWN};
    struct world *world = &network->world;
    for (long round = 0; round < rounds; round++) {
        for (size_t i = 0; i < LENGTH(quick); i++) {
            struct proxy_fault fault = {.kind = quick[i],
                                        .only = world_roll(world, 3) ? "POST " : NULL,
                                        .at = world_roll(world, 900),
                                        .ms = (int)world_roll(world, 300),
                                        .reset = world_roll(world, 2)};
            try_once(network, &fault);
        }
        for (size_t i = 0; i < LENGTH(slow); i++)
            try_once(network, &(struct proxy_fault){.kind = slow[i], .only = "POST "});
        be_deceived(network);
        endure(network, PROXY_PORTAL, 0);
        endure(network, PROXY_CUT_UP, world_roll(world, 300));
        endure(network, PROXY_CUT_DOWN, world_roll(world, 300));
        office_stop(world, SIGTERM);
        if (kiosk_accept(world) != OK)
            abort();
        (void)kiosk_send(world, MINUTES(OUTAGE_MINUTES));
        world->faults++;
        if (!office_start(world, NULL))
            abort();
        calm(network, "an office that was off");
    }
}

int main(int argc, char **argv)
{
    static struct network network;
    if (argc != 4)
        return 2;
    uint64_t seed = strtoull(argv[2], NULL, 10);
    long much = atol(argv[3]);
    world_open(&network.world, seed);
    network.world.office_port = free_port();
    network.proxy = proxy_open(network.world.enrolled_port, network.world.office_port);
    if (much < 1 || !office_start(&network.world, NULL) || !kiosk_open(&network.world))
        return 2;
    if (strcmp(argv[1], "cuts") == 0) {
        size_t from = (size_t)seed % (size_t)much;
        cut_everywhere(&network, PROXY_CUT_UP, (size_t)much, from);
        cut_everywhere(&network, PROXY_CUT_DOWN, (size_t)much, from);
    } else {
        every_kind(&network, much);
    }
    kiosk_close(&network.world);
    proxy_close(network.proxy);
    world_close(&network.world);
    return network.world.stuck + network.world.lost > 0;
}
