/* A kiosk in this process and a real office beside it, for campaigns of many small faults. The
 * kiosk's engine runs on a clock that skips its waiting, so that a fault costs milliseconds; what
 * is waited for is counted all the same.
 *
 * Who sets the stage (the script `scene`) says in the environment where everything is. */
#ifndef TESTS_FAULT_WORLD_H
#define TESTS_FAULT_WORLD_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

#include "service/settings.h"
#include "service/standard.h"
#include "store/desk_inside.h"
#include "sync/engine.h"

/* How long after a fault has healed something may still wait. */
#define HEALED_WITHIN SECONDS(30)

struct world {
    const char *config, *state, *office_db, *bin, *journal_path;
    int enrolled_port, office_port; /* the same where nothing stands between them */
    struct settings settings;
    struct catalogue catalogue;
    struct desk_store *store; /* NULL while the kiosk is closed */
    struct engine *engine;
    int journal;
    int64_t skipped; /* ms that the kiosk's clock has skipped */
    uint64_t dice;   /* state of world_roll */
    long accepted;   /* items, by this process */
    pid_t office;    /* 0: not running */

    long faults, stuck, lost; /* what is reported; the oracle finds out what else is lost */
};

/* Reads the environment and the configuration; ends the program where that fails. */
void world_open(struct world *world, uint64_t seed);
/* Prints "faults N stuck N lost N" for the script, and ends all that was started. */
void world_close(struct world *world);

/* Below `below`, the same course for the same seed. */
uint64_t world_roll(struct world *world, uint64_t below);
int64_t world_now(const struct world *world);

/* Desk and engine over the state folder. False where the engine or the desk's memory fails. */
bool kiosk_open(struct world *world);
void kiosk_close(struct world *world);
/* A visitor hands something in: calls and surveys by turns, now and then a request or a complaint.
 * What was accepted stands in the journal. */
enum err kiosk_accept(struct world *world);
/* Steps the engine, skipping waits, until nothing waits or `most` ms of its clock are over. False
 * when something waits still. */
bool kiosk_send(struct world *world, int64_t most);
/* One step of the engine; the moment of the next. */
int64_t kiosk_step(struct world *world);
long kiosk_waiting(struct world *world);
/* After a fault: all must have arrived within HEALED_WITHIN; counts what has not. */
void kiosk_heal(struct world *world, const char *what);

/* The office's own program. `extra` is put into its environment ("NAME=VALUE"), NULL for none;
 * waits until it serves, unless it ends before. */
bool office_start(struct world *world, const char *extra);
void office_stop(struct world *world, int signal);
bool office_runs(struct world *world);
/* Starts a program of ours with these words (NULL at the end); what it says goes to a log. */
pid_t program_start(const struct world *world, const char *program, const char *extra,
                    const char *const *words);
/* anjungan-office with these words; true for exit code 0. */
bool office_command(struct world *world, const char *const *words);

/* A port of 127.0.0.1 that is free now. */
int free_port(void);
void rest_ms(long ms);

#endif
