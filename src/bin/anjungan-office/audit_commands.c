/* audit: who changed what. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bin/anjungan-office/command.h"
#include "office/view.h"

static enum exit_code rows_show(const struct call *call, const struct audit_row *rows, size_t count)
{
    if (call->json) {
        SCOPED(buf_fini) struct buf json;
        buf_init(&json, VIEW_MAX);
        enum err err = view_audit(rows, count, &json);
        return print_json(err, &json);
    }
    printf("%-17s %-14s %-18s %-18s %s\n", "when", "who", "what", "of", "detail");
    for (size_t i = 0; i < count; i++) {
        char at[24];
        moment_text(rows[i].at, at);
        printf("%-17s %-14s %-18s %-18s %s\n", at, rows[i].by, rows[i].act, rows[i].subject,
               rows[i].detail);
    }
    return EXIT_OK;
}

static bool limit_read(const char *text, size_t *out)
{
    if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 4)
        return false;
    *out = strtoul(text, NULL, 10);
    return *out >= 1 && *out <= AUDIT_LIST_MAX;
}

static enum exit_code audit_run(const struct call *call)
{
    const char *limit = call_option(call, "--limit", "50");
    const char *asked = call_option(call, "--code", NULL);
    struct tracking_code code = {.text = ""};
    size_t most = 0, count = 0;
    if (!limit_read(limit, &most)) {
        complain("--limit %s: a number from 1 to %d was expected", limit, AUDIT_LIST_MAX);
        return EXIT_USAGE;
    }
    if (asked && code_take(asked, &code) != OK)
        return EXIT_FAILED;
    struct bench bench;
    if (bench_open_ledger(call, LEDGER_READ, &bench) != OK)
        return EXIT_FAILED;
    struct audit_row *rows = calloc(most, sizeof(*rows));
    enum err err =
        rows ? ledger_audit_rows(bench.ledger, code.text, rows, most, &count) : ERR_STORAGE;
    bench_close(&bench);
    enum exit_code exit_code = err == OK ? rows_show(call, rows, count)
                                         : complain("the audit cannot be read: %s", err_name(err));
    free(rows);
    return exit_code;
}

const struct command audit_commands[] = {
    {"audit", "", "", "--code CODE --limit N", audit_run,
     "lists who changed what, the newest first (50)"},
};
const size_t audit_command_count = LENGTH(audit_commands);
