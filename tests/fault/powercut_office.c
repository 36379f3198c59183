/* Cuts the office's power after every single write, truncation, sync and deletion of its database's
 * files. Whatever the disk kept of what was not synced: every item that was acknowledged is there
 * afterwards, exactly once, and what is sent again is known again.
 *
 *     powercut_office SEED [STRIDE [normal]]      as powercut_kiosk */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "fault/disklog.h"
#include "office/intake.h"
#include "office/ledger_driver.h"
#include "office/support/fixture.h"

enum { BATCHES = 16, EACH = 4 };

struct office {
    struct fixture fixture;
    struct parcel parcels[BATCHES];
};

static void die(const char *what)
{
    fprintf(stderr, "powercut_office: %s\n", what);
    exit(2);
}

/* ---- the story that is cut short ---- */

static void reopen(struct office *office, bool normal)
{
    struct why why;
    ledger_close(&office->fixture.ledger);
    if (ledger_open(office->fixture.address, LEDGER_WRITE, &office->fixture.ledger, &why) != OK)
        die(why.text);
    struct ledger *ledger = office->fixture.ledger;
    if (normal && ledger->driver->script(ledger->connection, "PRAGMA synchronous = NORMAL") != OK)
        die("NORMAL is refused");
}

static void fill(struct office *office, int number)
{
    struct parcel *parcel = &office->parcels[number];
    parcel_init(parcel);
    for (int i = 0; i < EACH; i++) {
        int item = number * EACH + i;
        const struct item content =
            i % 2 ? fixture_complaint(item, MONDAY) : fixture_request(item, MONDAY);
        parcel_add(parcel, &office->fixture, item + 1, &content);
    }
}

static void live(struct office *office, bool normal)
{
    fixture_open(&office->fixture);
    reopen(office, normal);
    for (int i = 0; i < BATCHES; i++) {
        fill(office, i);
        struct intake intake;
        intake_prepare(&office->parcels[i].batch, NULL, MONDAY + i, &intake);
        if (ledger_transact(office->fixture.ledger, intake_run, &intake) != OK ||
            intake.created != EACH)
            die("nothing is taken in");
        disklog_mark(i + 1);
        if (i % 5 == 1)
            fixture_open_items(&office->fixture, MONDAY + i);
        if (i % 6 == 5)
            reopen(office, normal);
    }
}

/* ---- after the cut ---- */

/* Sent again, each item is a duplicate; with a number out of order, each stands there once. */
static long missing(struct ledger *ledger, struct parcel *parcel)
{
    struct intake intake;
    intake_prepare(&parcel->batch, NULL, MONDAY + DAYS(1), &intake);
    long lost = 0;
    if (ledger_transact(ledger, intake_run, &intake) != OK)
        return EACH;
    for (size_t i = 0; i < intake.receipt.count; i++)
        lost += intake.receipt.verdicts[i].verdict != VERDICT_DUPLICATE;
    return lost;
}

static void examine(struct office *office, const char *dir, long taken, size_t moment, long *lost,
                    long *doubled)
{
    struct ledger *ledger = NULL;
    struct why why = {""};
    char address[128];
    int64_t twice = 0;
    snprintf(address, sizeof(address), "sqlite:%s/office.db", dir);
    enum err err = ledger_open(address, LEDGER_WRITE, &ledger, &why);
    /* Before the tables were durable there was no office that could promise anything. */
    if (err != OK && taken == 0)
        return;
    long gone = err == OK ? 0 : 1;
    for (long i = 0; i < taken && err == OK; i++)
        gone += missing(ledger, &office->parcels[i]);
    if (err == OK && ledger_number(ledger, "SELECT count(*) - count(DISTINCT id) FROM item", NULL,
                                   0, &twice) != OK)
        gone++;
    if (gone > 0)
        fprintf(stderr, "moment %zu: %ld lost %s\n", moment, gone, why.text);
    *lost += gone;
    *doubled += (long)twice;
    ledger_close(&ledger);
}

static long cut_everywhere(struct office *office, size_t sector, uint64_t seed, size_t stride,
                           long *lost, long *doubled)
{
    struct tempdir dir;
    struct disklog_cut *cut = disklog_cut_new(sector, seed);
    long mark, taken = 0, cuts = 0;
    char shm[128];
    tempdir_make(&dir);
    snprintf(shm, sizeof(shm), "%s/office.db-shm", dir.path);
    for (size_t moment = 1; disklog_cut_next(cut, &mark); moment++) {
        taken = mark ? mark : taken;
        if (moment % stride != seed % stride)
            continue;
        unlink(shm);
        disklog_cut_write(cut, dir.path);
        examine(office, dir.path, taken, moment, lost, doubled);
        cuts++;
    }
    disklog_cut_free(cut);
    tempdir_remove(&dir);
    return cuts;
}

int main(int argc, char **argv)
{
    static struct office office;
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    size_t stride = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    long lost = 0, doubled = 0;
    if (stride == 0)
        return 2;
    log_open("powercut_office", LOG_LEVEL_ERROR);
    disklog_install();
    live(&office, argc > 3 && strcmp(argv[3], "normal") == 0);
    disklog_note(false);
    long cuts = cut_everywhere(&office, 512, seed, stride, &lost, &doubled) +
                cut_everywhere(&office, 4096, seed + 1, stride, &lost, &doubled);
    for (int i = 0; i < BATCHES; i++)
        parcel_fini(&office.parcels[i]);
    fixture_close(&office.fixture);
    printf("powercut_office: %ld faults, %d promised, %ld lost, %ld duplicated, 0 stuck\n", cuts,
           BATCHES * EACH, lost, doubled);
    return lost + doubled > 0;
}
