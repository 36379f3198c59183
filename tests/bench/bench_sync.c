/* The tool of tests/bench/sync, which says what is done with it:
 *
 *     bench_sync fleet CONFIG OFFICE KIOSKS ITEMS OUT   makes them, admits the kiosks to OFFICE
 *     bench_sync load OUT SIDE PORT PID CONNECTIONS BATCH SECONDS
 *     bench_sync limit OUT DATABASE BATCH           the same rows by SQLite alone
 *
 * load prints items a second, p50 and p99 in ms, bytes up and down an item, shares of a core of the
 * driver and of the server, the server's CPU in microseconds an item, items, and how many questions
 * got no receipt that holds. limit prints items a second. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/path.h"
#include "bench/sync_limit.h"
#include "bench/sync_load.h"
#include "office/ledger_kiosks.h"
#include "office/setup.h"

static const double warm_up = 1.5; /* seconds: compilers that work while a program runs want them */

static void place(char out[PATH_SIZE], const char *folder, const char *file)
{
    if (path_join(out, folder, file) != OK)
        give_up("a path is too long");
}

/* ---- making ---- */

static struct ledger *office_open_ledger(const char *folder)
{
    char address[PATH_SIZE + 32];
    struct ledger *ledger = NULL;
    struct why why;
    snprintf(address, sizeof(address), "sqlite:%s/office.db", folder);
    if (ledger_open(address, LEDGER_WRITE, &ledger, &why) != OK)
        give_up(why.text);
    return ledger;
}

/* Whom the items are sealed to; *office: the office's whole identity. */
static void recipients_find(struct ledger *ledger, const char *folder, struct fleet_plan *plan,
                            struct identity *office)
{
    struct why why;
    if (keys_office(folder, office, &why) != OK)
        give_up(why.text);
    plan->recipients[0] = office->public.seal;
    if (ledger_setting(ledger, "escrow_seal", plan->recipients[1].bytes, KEY_BYTES) != OK)
        give_up("the office was not set up");
}

static enum err admit_all(struct ledger *ledger, void *argument)
{
    const struct fleet *fleet = argument;
    enum err err = OK;
    for (size_t i = 0; i < fleet->kiosk_count && err == OK; i++) {
        struct kiosk kiosk = {.device = fleet->kiosks[i].public,
                              .added = clock_now(&(struct clock){0})};
        fleet_name(i, kiosk.name);
        err = ledger_kiosk_add(ledger, &kiosk);
    }
    return err;
}

static int make_fleet(char **words)
{
    char path[PATH_SIZE];
    struct fleet_plan plan = {.config = words[0],
                              .kiosks = strtoul(words[2], NULL, 10),
                              .items = strtoul(words[3], NULL, 10)};
    struct identity office;
    struct fleet fleet;
    struct ledger *ledger = office_open_ledger(words[1]);
    recipients_find(ledger, words[1], &plan, &office);
    fleet_make(&plan, &fleet);
    if (ledger_transact(ledger, admit_all, &fleet) != OK)
        give_up("the kiosks cannot be admitted");
    ledger_close(&ledger);
    place(path, words[4], "fleet");
    fleet_save(&fleet, path);
    place(path, words[4], "fleet.json");
    fleet_tell(&fleet, path);
    place(path, words[4], "office.pub");
    FILE *file = fopen(path, "w");
    if (!file || fwrite(office.public.sign.bytes, KEY_BYTES, 1, file) != 1 || fclose(file) != 0)
        give_up(path);
    printf("%zu\n", fleet.count > 0 ? fleet.items[0].len : 0);
    fleet_free(&fleet);
    return 0;
}

/* ---- measuring ---- */

static void office_key(const char *folder, struct sign_public *out)
{
    char path[PATH_SIZE];
    place(path, folder, "office.pub");
    FILE *file = fopen(path, "r");
    if (!file || fread(out->bytes, KEY_BYTES, 1, file) != 1)
        give_up(path);
    fclose(file);
}

static int load(char **words)
{
    char path[PATH_SIZE];
    struct fleet fleet;
    struct sign_public office;
    bool ours = strcmp(words[1], "ours") == 0;
    place(path, words[0], "fleet");
    fleet_load(path, &fleet);
    office_key(words[0], &office);
    const struct load_plan plan = {
        .fleet = &fleet,
        .port = (uint16_t)strtoul(words[2], NULL, 10),
        .server = atoi(words[3]),
        .connections = strtoul(words[4], NULL, 10),
        .batch = strtoul(words[5], NULL, 10),
        .warm_up = warm_up,
        .most = strtod(words[6], NULL),
        .office = ours ? &office : &fleet.peer.public.sign,
        /* Node has no BLAKE2b of 256 bits. */
        .hash = ours ? hash_bytes : hash_sha256,
    };
    struct load_figures f = load_run(&plan);
    printf("%.0f\t%.2f\t%.2f\t%.0f\t%.0f\t%.2f\t%.2f\t%.0f\t%zu\t%zu\n",
           (double)f.items / f.seconds, f.p50, f.p99, f.sent, f.received, f.own_cpu, f.server_cpu,
           f.item_cpu, f.questions * plan.batch, f.refused);
    fleet_free(&fleet);
    return f.refused > 0;
}

static int limit(char **words)
{
    char path[PATH_SIZE];
    struct fleet fleet;
    place(path, words[0], "fleet");
    fleet_load(path, &fleet);
    printf("%.0f\n", limit_run(&fleet, words[1], strtoul(words[2], NULL, 10)));
    fleet_free(&fleet);
    return 0;
}

static const struct act {
    const char *name;
    int words;
    int (*run)(char **words);
} acts[] = {
    {"fleet", 5, make_fleet},
    {"load", 7, load},
    {"limit", 3, limit},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; i < LENGTH(acts); i++)
        if (argc == acts[i].words + 2 && strcmp(argv[1], acts[i].name) == 0)
            return seal_start() == OK ? acts[i].run(argv + 2) : 1;
    fprintf(stderr, "bench_sync: see the head of bench_sync.c\n");
    return 2;
}
