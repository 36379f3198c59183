/* The commands of anjungan-office: each is one row of a table, and gets what was typed. */
#ifndef BIN_ANJUNGAN_OFFICE_COMMAND_H
#define BIN_ANJUNGAN_OFFICE_COMMAND_H

#include "base/clock.h"
#include "base/path.h"
#include "office/ledger.h"
#include "office/orders.h"
#include "office/rulebook.h"
#include "office/view.h"

enum exit_code { EXIT_OK, EXIT_FAILED, EXIT_USAGE, EXIT_UNREACHABLE, EXIT_UNVERIFIED };

enum { OPTIONS_MAX = 8 };

struct call {
    const char *address;    /* --db */
    const char *config;     /* --config; NULL: to be found (config_folder) */
    const char *keys_given; /* --keys; NULL when it was not given */
    char keys[PATH_SIZE];   /* folder of the key files */
    bool json;
    struct clock clock;
    const char *operand; /* CODE, NAME; "" where the command takes none */
    const char *second;  /* N of "CODE N"; "" likewise */
    struct {
        const char *name, *value;
    } options[OPTIONS_MAX];
    size_t option_count;
};

struct command {
    const char *noun, *verb; /* verb "" for a command of one word */
    const char *operand;     /* its name in the help; "" none */
    const char *options;     /* "--as USER! --note TEXT": '!' marks what must be given */
    enum exit_code (*run)(const struct call *call);
    const char *help;
};

extern const struct command office_commands[], kiosk_commands[], admission_commands[],
    request_commands[], complaint_commands[], user_commands[], survey_commands[], audit_commands[],
    import_commands[], key_commands[], copy_commands[];
extern const size_t office_command_count, kiosk_command_count, admission_command_count,
    request_command_count, complaint_command_count, user_command_count, survey_command_count,
    audit_command_count, import_command_count, key_command_count, copy_command_count;

/* request document: opens a page of a request for the officer who asks. */
enum exit_code request_document_run(const struct call *call);

/* kiosk add without an offer: makes the one-time code of an enrolment over the network. */
enum exit_code kiosk_code_run(const struct call *call);

/* The option's value; `fallback` where it was not given. */
const char *call_option(const struct call *call, const char *name, const char *fallback);
int64_t call_now(const struct call *call);
/* The command line reads Indonesian and may do nothing by looking. */
struct viewer call_viewer(const struct call *call);

/* What most commands need, opened with a message when something is wrong. Close with bench_close.
 */
struct bench {
    struct ledger *ledger;
    struct rulebook rules;
};
enum err bench_open(const struct call *call, enum ledger_use use, struct bench *out) MUST_USE;
/* The ledger alone. */
enum err bench_open_ledger(const struct call *call, enum ledger_use use, struct bench *out)
    MUST_USE;
void bench_close(struct bench *bench);

/* The officer of --as; says on stderr when there is none. */
enum err bench_officer(const struct bench *bench, const struct call *call, struct officer *out)
    MUST_USE;
/* What was typed as a tracking code; says on stderr what is wrong with it. */
enum err code_take(const char *typed, struct tracking_code *out) MUST_USE;
/* The same of the operand. */
enum err call_code(const struct call *call, struct tracking_code *out) MUST_USE;

/* "anjungan-office: ..." on stderr; answers EXIT_FAILED. */
enum exit_code complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* OK or the exit code of an order that was refused or failed. */
enum exit_code order_exit(enum err err, enum refusal refusal);
/* Writes the JSON and a line's end to stdout. */
enum exit_code print_json(enum err written, const struct buf *json);
/* "2026-11-23 09:41" in the office's zone; "-" for 0. */
void moment_text(int64_t moment, char out[24]);
/* The first line of stdin, for secrets; ERR_INVALID: none, or too long. */
enum err stdin_line(char *out, size_t size) MUST_USE;

#endif
