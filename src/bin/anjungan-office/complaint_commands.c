/* complaint: reading complaints and bringing them up the ladder. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bin/anjungan-office/command.h"
#include "office/view.h"

static void rows_print(const struct complaint_row *rows, size_t count, bool more)
{
    printf("%-18s %-5s %-17s %-17s %s\n", "code", "rung", "submitted", "due", "topic");
    for (size_t i = 0; i < count; i++) {
        char submitted[24], due[24], rung[16];
        moment_text(rows[i].submitted, submitted);
        moment_text(rows[i].due, due);
        snprintf(rung, sizeof(rung), "%d", (int)rows[i].rung);
        printf("%-18s %-5s %-17s %-17s %s\n", rows[i].code.text, rows[i].closed ? "done" : rung,
               submitted, due, rows[i].topic);
    }
    if (more)
        fprintf(stderr, "There are older ones.\n");
}

static enum exit_code rows_show(const struct call *call, const struct bench *bench,
                                struct complaint_row *rows)
{
    size_t count = 0;
    bool more = false;
    enum err err =
        ledger_complaints(bench->ledger, false, 0, rows, COMPLAINT_LIST_MAX, &count, &more);
    if (err != OK)
        return complain("the complaints cannot be read: %s", err_name(err));
    if (!call->json) {
        rows_print(rows, count, more);
        return EXIT_OK;
    }
    SCOPED(buf_fini) struct buf json;
    buf_init(&json, VIEW_MAX);
    const struct viewer viewer = call_viewer(call);
    err = view_complaints(&bench->rules, rows, count, more, &viewer, &json);
    return print_json(err, &json);
}

static enum exit_code complaint_list_run(const struct call *call)
{
    struct bench bench;
    if (bench_open(call, LEDGER_READ, &bench) != OK)
        return EXIT_FAILED;
    struct complaint_row *rows = calloc(COMPLAINT_LIST_MAX, sizeof(*rows));
    enum exit_code code = rows ? rows_show(call, &bench, rows) : complain("memory is short");
    free(rows);
    bench_close(&bench);
    return code;
}

static void file_print(const struct complaint_file *file)
{
    const struct complaint *sent = &file->sent.complaint;
    char at[24];
    moment_text(file->row.submitted, at);
    printf("%s  %s\nsubmitted %s at %s\n", file->row.code.text, sent->topic, at, file->kiosk);
    printf("from %s %s\n", sent->anonymous ? "(anonymous)" : sent->name, sent->phone);
    if (sent->about[0] != '\0')
        printf("about %s\n", sent->about);
    printf("\n%s\n\n", sent->text);
    for (size_t i = 0; i < file->move_count; i++) {
        const struct complaint_move *move = &file->moves[i];
        moment_text(move->at, at);
        printf("%-17s %-9s rung %d %-14s %s\n", at, complaint_act_key(move->act), (int)move->rung,
               move->by, move->text);
    }
}

static enum exit_code complaint_show_run(const struct call *call)
{
    struct tracking_code code;
    struct bench bench;
    if (call_code(call, &code) != OK || bench_open(call, LEDGER_READ, &bench) != OK)
        return EXIT_FAILED;
    SCOPED(complaint_file_free) struct complaint_file *file = NULL;
    enum exit_code exit_code = EXIT_OK;
    if (ledger_complaint(bench.ledger, &code, &file) != OK) {
        exit_code = order_exit(ERR_INVALID, REFUSAL_UNKNOWN);
    } else if (call->json) {
        SCOPED(buf_fini) struct buf json;
        buf_init(&json, VIEW_MAX);
        const struct viewer viewer = call_viewer(call);
        enum err err = view_complaint(&bench.rules, file, &viewer, &json);
        exit_code = print_json(err, &json);
    } else {
        file_print(file);
    }
    bench_close(&bench);
    return exit_code;
}

static enum exit_code complaint_order(const struct call *call, enum complaint_act act)
{
    struct bench bench;
    struct complaint_order order = {.act = act, .now = call_now(call)};
    if (call_code(call, &order.code) != OK)
        return EXIT_FAILED;
    enum refusal refusal = note_take(call_option(call, "--text", ""), order.text);
    if (refusal != REFUSAL_NONE)
        return order_exit(ERR_INVALID, refusal);
    if (bench_open(call, LEDGER_WRITE, &bench) != OK)
        return EXIT_FAILED;
    order.rules = &bench.rules;
    enum exit_code code = EXIT_FAILED;
    if (bench_officer(&bench, call, &order.by) == OK) {
        enum err err = complaint_order_prepare(&order);
        if (err == OK)
            err = ledger_transact(bench.ledger, complaint_order_run, &order);
        code = order_exit(err, order.refusal);
    }
    bench_close(&bench);
    return code == EXIT_OK && call->json ? complaint_show_run(call) : code;
}

static enum exit_code complaint_answer_run(const struct call *call)
{
    return complaint_order(call, COMPLAINT_ANSWER);
}

static enum exit_code complaint_escalate_run(const struct call *call)
{
    return complaint_order(call, COMPLAINT_ESCALATE);
}

static enum exit_code complaint_close_run(const struct call *call)
{
    return complaint_order(call, COMPLAINT_CLOSE);
}

const struct command complaint_commands[] = {
    {"complaint", "list", "", "", complaint_list_run, "lists the newest complaints"},
    {"complaint", "show", "CODE", "", complaint_show_run, "shows one"},
    {"complaint", "answer", "CODE", "--as USER! --text TEXT!", complaint_answer_run,
     "answers; the complainant reads it at a kiosk"},
    {"complaint", "escalate", "CODE", "--as USER!", complaint_escalate_run,
     "passes it on to the complaints official"},
    {"complaint", "close", "CODE", "--as USER!", complaint_close_run, "settles an answered one"},
};
const size_t complaint_command_count = LENGTH(complaint_commands);
