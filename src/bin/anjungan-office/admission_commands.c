/* kiosk: letting one in over the network, and shutting out one that was lost. */
#include <stdio.h>
#include <stdlib.h>

#include "bin/anjungan-office/command.h"
#include "office/admission.h"
#include "office/view.h"

enum { PENDING_MAX = 256 };

/* The command line speaks for an officer where one is named. */
static enum err admission_of(const struct bench *bench, const struct call *call,
                             struct admission *out)
{
    struct admission admission = {.now = call_now(call)};
    (void)TEXT_COPY(admission.by, call_option(call, "--as", "system"));
    if (!TEXT_COPY(admission.kiosk, call->operand)) {
        complain("'%s' is too long for a kiosk's name", call->operand);
        return ERR_INVALID;
    }
    struct officer officer;
    enum err err = call_option(call, "--as", NULL) ? bench_officer(bench, call, &officer) : OK;
    if (err == OK)
        *out = admission;
    return err;
}

enum exit_code kiosk_code_run(const struct call *call)
{
    struct bench bench;
    struct admission admission;
    char code[TRACKING_SIZE];
    const struct entropy entropy = entropy_system();
    if (bench_open_ledger(call, LEDGER_WRITE, &bench) != OK)
        return EXIT_FAILED;
    enum err err = admission_of(&bench, call, &admission);
    if (err == OK) {
        err = admission_offer(bench.ledger, &admission, &entropy, code);
        if (err == ERR_INVALID)
            complain("'%s': a kiosk's name has letters, digits, '.', '_' and '-'", call->operand);
        else if (err != OK)
            complain("no code was made: %s", err_name(err));
    }
    bench_close(&bench);
    if (err != OK)
        return EXIT_FAILED;
    if (call->json)
        printf("{\"kiosk\": \"%s\", \"code\": \"%s\", \"minutes\": %d}\n", admission.kiosk, code,
               (int)(ADMISSION_TIME / MINUTES(1)));
    else
        printf("%s\n"
               "Good for %d minutes, once. On the kiosk: anjunganctl enroll URL %s\n"
               "Then compare the words (kiosk waiting) and: kiosk approve %s\n",
               code, (int)(ADMISSION_TIME / MINUTES(1)), code, admission.kiosk);
    return EXIT_OK;
}

static enum exit_code waiting_run(const struct call *call)
{
    struct bench bench;
    struct pending_kiosk rows[PENDING_MAX];
    size_t count = 0;
    if (bench_open_ledger(call, LEDGER_READ, &bench) != OK)
        return EXIT_FAILED;
    enum err err = ledger_enrolments(bench.ledger, call_now(call), rows, PENDING_MAX, &count);
    bench_close(&bench);
    if (err != OK)
        return complain("the enrolments cannot be read: %s", err_name(err));
    if (call->json) {
        SCOPED(buf_fini) struct buf json;
        buf_init(&json, VIEW_MAX);
        return print_json(view_enrolments(rows, count, &json), &json);
    }
    printf("%-12s %-9s %-17s %s\n", "kiosk", "state", "until", "words");
    for (size_t i = 0; i < count; i++) {
        char until[24];
        moment_text(rows[i].expires, until);
        printf("%-12s %-9s %-17s %s\n", rows[i].name, enrolment_state(&rows[i]), until,
               rows[i].asked ? rows[i].words : "-");
    }
    return EXIT_OK;
}

/* Runs one of the orders and says what stood in its way. */
static enum exit_code ordered(const struct call *call,
                              enum err (*order)(struct ledger *, const struct admission *),
                              const char *missing)
{
    struct bench bench;
    struct admission admission;
    if (bench_open_ledger(call, LEDGER_WRITE, &bench) != OK)
        return EXIT_FAILED;
    enum err err = admission_of(&bench, call, &admission);
    enum exit_code code = EXIT_FAILED;
    if (err == OK) {
        err = order(bench.ledger, &admission);
        code = err == OK              ? EXIT_OK
               : err == ERR_NOT_FOUND ? complain("%s: %s", call->operand, missing)
               : err == ERR_INVALID
                   ? complain("%s: no device came with the code yet, or its key is another kiosk's",
                              call->operand)
                   : complain("nothing was changed: %s", err_name(err));
    }
    bench_close(&bench);
    return code;
}

static enum err block(struct ledger *ledger, const struct admission *admission)
{
    return admission_block(ledger, admission, true);
}

static enum err unblock(struct ledger *ledger, const struct admission *admission)
{
    return admission_block(ledger, admission, false);
}

static enum exit_code approve_run(const struct call *call)
{
    return ordered(call, admission_approve, "no enrolment waits under this name");
}

static enum exit_code decline_run(const struct call *call)
{
    return ordered(call, admission_decline, "no enrolment waits under this name");
}

static enum exit_code block_run(const struct call *call)
{
    return ordered(call, block, "there is no such kiosk");
}

static enum exit_code unblock_run(const struct call *call)
{
    return ordered(call, unblock, "there is no such kiosk");
}

const struct command admission_commands[] = {
    {"kiosk", "waiting", "", "", waiting_run,
     "lists enrolments under way, with the words to compare"},
    {"kiosk", "approve", "NAME", "--as USER", approve_run,
     "lets a kiosk in after its words were compared"},
    {"kiosk", "decline", "NAME", "--as USER", decline_run, "ends an enrolment"},
    {"kiosk", "block", "NAME", "--as USER", block_run,
     "refuses everything a lost or retired kiosk asks"},
    {"kiosk", "unblock", "NAME", "--as USER", unblock_run, "takes it back"},
};
const size_t admission_command_count = LENGTH(admission_commands);
