/* The command line, and where the program's own files are. */
#ifndef BIN_KIOSK_OPTIONS_H
#define BIN_KIOSK_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/path.h"
#include "base/tr.h"
#include "service/settings.h"

enum exit_code { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

struct options {
    const char *config, *state, *inspect; /* inspect: NULL none */
    int width, height;                    /* 0: not given */
    bool clock;                           /* --clock was given */
    int64_t moment;                       /* where it starts */
    enum lang lang;                       /* LANG_COUNT: not given */
    bool outage;                          /* --outage: show nothing but the way to the counter */
    bool help;
};

/* EXIT_USAGE after saying what is wrong; --help is printed here. */
enum exit_code options_read(int argc, char **argv, struct options *out);
/* --inspect and --clock are no options of a production kiosk: says so and returns false. */
bool options_allowed(const struct options *options, const struct settings *settings);
/* The configuration as it was delivered, for an outage in which the own one cannot be read. */
enum err delivered_config(char out[PATH_SIZE]) MUST_USE;
/* The folder of the catalogues: lang/ beside the program's bin/, or the installed one. */
enum err catalogues_find(char out[PATH_SIZE]) MUST_USE;

#endif
