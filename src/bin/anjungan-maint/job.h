/* The jobs of anjungan-maint. Each is fixed here: no caller names a file, a program or a device. */
#ifndef BIN_MAINT_JOB_H
#define BIN_MAINT_JOB_H

#include <stdbool.h>
#include <stddef.h>

enum { WORDS_MAX = 4 }; /* of a call: the job's name and its arguments */

/* What is answered: "ok", or why not. Keys, not sentences: the caller says it in its language. */
#define ANSWER_OK         "ok"
#define ANSWER_UNKNOWN    "unknown-job"
#define ANSWER_DENIED     "not-allowed"
#define ANSWER_ARGUMENTS  "bad-arguments"
#define ANSWER_FAILED     "failed"
#define ANSWER_NO_STICK   "no-stick"
#define ANSWER_STICK_FULL "stick-full"
#define ANSWER_NOTHING    "nothing-there"

struct job {
    const char *name;
    size_t arguments;
    const char *user; /* who may ask, besides root */
    const char *help;
    /* words: the arguments. Returns one of the answers above. */
    const char *(*run)(char **words);
};

extern const struct job jobs[];
extern const size_t job_count;

/* Runs a program to its end, with no environment but a PATH and nothing to read. argv[0] is its
 * whole path. True: it ended with 0. */
bool program_run(const char *const *argv);

/* The state folder of the kiosk. */
#define STATE_DIR "/var/lib/anjungan"

const char *usb_export(char **words);
const char *network_automatic(char **words);
const char *network_fixed(char **words);

#endif
