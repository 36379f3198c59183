/* Kills visitor, syncd and office at random while items stream through all three, many times a
 * second.
 *
 *     storm KILLS SEED [MOST]     (by tests/fault/scene); MOST ms pass between two kills
 *     storm visit                 its visitor: hands in without end */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "fault/world.h"

enum { REST_LEAST = 4, REST_MOST = 90, HEAL_EVERY = 50 };

enum victim { VISITOR, SYNCD, OFFICE, VICTIMS };

static int visit(void)
{
    struct world world;
    world_open(&world, 0);
    if (!kiosk_open(&world))
        return 1;
    for (;;)
        if (kiosk_accept(&world) != OK)
            rest_ms(1); /* syncd holds the database, or makes it */
}

static void program_begin(struct world *world, enum victim victim, pid_t *pid)
{
    if (victim == OFFICE) {
        (void)office_start(world, NULL);
        *pid = world->office;
    } else if (victim == SYNCD) {
        *pid = program_start(
            world, "anjungan-syncd", NULL,
            (const char *[]){"--config", world->config, "--state", world->state, NULL});
    } else {
        *pid = program_start(world, "../tests/fault/storm", NULL, (const char *[]){"visit", NULL});
    }
}

static void program_end(pid_t *pid)
{
    if (*pid > 0) {
        kill(*pid, SIGKILL);
        waitpid(*pid, NULL, 0);
    }
    *pid = 0;
}

/* A number asked of two databases; -1 where it cannot be asked now. */
static long ask(const struct world *world, const char *sql)
{
    char kiosk_db[PATH_SIZE], attach[2 * PATH_SIZE];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    long count = -1;
    snprintf(kiosk_db, sizeof(kiosk_db), "%.480s/" DB_FILE, world->state);
    sqlite3_snprintf(sizeof(attach), attach, "ATTACH %Q AS office", world->office_db);
    if (sqlite3_open_v2(kiosk_db, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_busy_timeout(db, 2000) == SQLITE_OK &&
        sqlite3_exec(db, attach, NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        count = (long)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

static long left(const struct world *world)
{
    return ask(world, "SELECT (SELECT count(*) FROM outbox WHERE state = 0) +"
                      " (SELECT count(*) FROM office.item WHERE state = 'received')");
}

/* The office is dead. What a receipt says it has must be in its database now; later it would find
 * out by itself that something is missing, and ask for it. */
static void receipts_hold(struct world *world)
{
    long missing = ask(world, "SELECT count(*) FROM outbox AS o WHERE o.state = 1 AND NOT EXISTS"
                              " (SELECT 1 FROM office.item AS i WHERE i.kiosk = 'PKL-01' AND"
                              " i.id = o.id AND i.hash = o.hash)");
    if (missing <= 0)
        return;
    fprintf(stderr, "LOST: %ld items with a receipt are not at the office\n", missing);
    world->lost += missing;
}

/* Nobody hands in any more; nobody helps. */
static void heal(struct world *world, pid_t pids[VICTIMS])
{
    program_end(&pids[VISITOR]);
    int64_t end = clock_boot() + HEALED_WITHIN;
    long waiting;
    while ((waiting = left(world)) != 0 && clock_boot() < end)
        rest_ms(20);
    if (waiting != 0) {
        fprintf(stderr, "STUCK: %ld items\n", waiting);
        world->stuck += waiting > 0 ? waiting : 1;
    }
    program_begin(world, VISITOR, &pids[VISITOR]);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "visit") == 0)
        return visit();
    if (argc != 3 && argc != 4)
        return 2;
    struct world world;
    pid_t pids[VICTIMS] = {0};
    long kills = atol(argv[1]);
    uint64_t rest = argc == 4 ? strtoull(argv[3], NULL, 10) : REST_MOST;
    world_open(&world, strtoull(argv[2], NULL, 10));
    for (int i = 0; i < VICTIMS; i++)
        program_begin(&world, (enum victim)i, &pids[i]);
    while (world.faults < kills) {
        enum victim victim = (enum victim)world_roll(&world, VICTIMS);
        rest_ms(REST_LEAST + (long)world_roll(&world, rest));
        program_end(&pids[victim]);
        world.faults++;
        if (victim == OFFICE)
            receipts_hold(&world);
        program_begin(&world, victim, &pids[victim]);
        if (world.faults % HEAL_EVERY == 0 || world.faults == kills)
            heal(&world, pids);
    }
    program_end(&pids[VISITOR]);
    program_end(&pids[SYNCD]);
    world.office = 0;
    program_end(&pids[OFFICE]);
    world_close(&world);
    return world.stuck + world.lost > 0;
}
