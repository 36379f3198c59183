/* What the commands of anjunganctl share. */
#ifndef BIN_ANJUNGANCTL_CTL_H
#define BIN_ANJUNGANCTL_CTL_H

#include <json-c/json_object.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "service/settings.h"
#include "store/db.h"

enum exit_code {
    EXIT_OK = 0,
    EXIT_FAILED = 1,
    EXIT_USAGE = 2,
    EXIT_UNREACHABLE = 3,
    EXIT_UNVERIFIED = 4,
};

/* Bits: which options were given, and which a command takes. */
enum ctl_option {
    OPTION_JSON = 1 << 0,
    OPTION_FOLLOW = 1 << 1,
    OPTION_FAILED = 1 << 2,
    OPTION_LIMIT = 1 << 3,
    OPTION_OFFER = 1 << 4,
    OPTION_ACCEPT = 1 << 5,
    STATELESS = 1 << 6, /* no option: the command needs no --state */
};

enum { LIMIT_DEFAULT = 40, LIMIT_MOST = 1000, OPERANDS_MAX = 2 };

struct ctl {
    const char *config, *state;
    unsigned given;
    size_t limit;
    const char *accept;                 /* a file */
    const char *operands[OPERANDS_MAX]; /* NULL where not given */
    struct clock clock;
};

struct command {
    const char *name;
    unsigned options; /* it takes these and OPTION_JSON */
    size_t operands;  /* how many it may take */
    const char *summary;
    enum exit_code (*run)(const struct ctl *ctl);
};

/* Opens kiosk.db as it is. Says on stderr why not. */
enum err ctl_db(const struct ctl *ctl, struct db **out) MUST_USE;
/* Reads kiosk.yaml; says on stderr what is wrong with it. */
enum err ctl_settings(const struct ctl *ctl, struct settings *out) MUST_USE;
/* A message for people on stderr. */
void ctl_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The value as one line on stdout; it is freed. */
void ctl_json(struct json_object *value);
/* "2026-11-23 09:41:22" as the office's people see it, "-" for 0. */
enum { MOMENT_SIZE = 24 };
const char *ctl_moment(int64_t moment, char out[MOMENT_SIZE]);

enum exit_code ctl_status(const struct ctl *ctl);
enum exit_code ctl_log(const struct ctl *ctl);
enum exit_code ctl_outbox(const struct ctl *ctl);
enum exit_code ctl_retry(const struct ctl *ctl);
enum exit_code ctl_verify_log(const struct ctl *ctl);
enum exit_code ctl_check_config(const struct ctl *ctl);
enum exit_code ctl_export(const struct ctl *ctl);
enum exit_code ctl_enroll(const struct ctl *ctl);
enum exit_code ctl_rotate_key(const struct ctl *ctl);
enum exit_code ctl_set_pin(const struct ctl *ctl);

#endif
