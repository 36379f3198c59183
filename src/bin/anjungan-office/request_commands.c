/* request: reading requests and moving them through the procedure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bin/anjungan-office/command.h"
#include "office/view.h"

static void rows_print(const struct request_row *rows, size_t count, bool more)
{
    printf("%-18s %-5s %-10s %-17s %-17s %s\n", "code", "step", "turn", "submitted", "due",
           "applicant");
    for (size_t i = 0; i < count; i++) {
        char submitted[24], due[24], step[16];
        moment_text(rows[i].submitted, submitted);
        moment_text(rows[i].due, due);
        snprintf(step, sizeof(step), "%d%s", rows[i].step, rows[i].returned ? "<" : "");
        printf("%-18s %-5s %-10s %-17s %-17s %s\n", rows[i].code.text,
               rows[i].finished ? "done" : step, turn_key(rows[i].turn), submitted, due,
               rows[i].applicant);
    }
    if (more)
        fprintf(stderr, "There are older ones.\n");
}

static enum exit_code rows_show(const struct call *call, const struct bench *bench,
                                struct request_row *rows)
{
    const struct request_filter filter = {.search = call_option(call, "--search", "")};
    size_t count = 0;
    bool more = false;
    enum err err = ledger_requests(bench->ledger, &filter, rows, REQUEST_LIST_MAX, &count, &more);
    if (err != OK)
        return complain("the requests cannot be read: %s", err_name(err));
    if (!call->json) {
        rows_print(rows, count, more);
        return EXIT_OK;
    }
    SCOPED(buf_fini) struct buf json;
    buf_init(&json, VIEW_MAX);
    const struct viewer viewer = call_viewer(call);
    err = view_requests(&bench->rules, rows, count, more, &viewer, &json);
    return print_json(err, &json);
}

static enum exit_code request_list_run(const struct call *call)
{
    struct bench bench;
    if (bench_open(call, LEDGER_READ, &bench) != OK)
        return EXIT_FAILED;
    struct request_row *rows = calloc(REQUEST_LIST_MAX, sizeof(*rows));
    enum exit_code code = rows ? rows_show(call, &bench, rows) : complain("memory is short");
    free(rows);
    bench_close(&bench);
    return code;
}

/* What the verifier should look at; none of it holds a request up. */
static void notes_print(const struct request_item *sent)
{
    static const char *const words[REQUEST_NOTES] = {
        [NOTE_NIK_BIRTH] = "the applicant says that the birth date in the NIK is not right",
        [NOTE_NIP_BIRTH] = "the applicant says that the birth date in the NIP is not right",
        [NOTE_BIRTH_DIFFERS] = "the birth dates in NIK and NIP differ",
        [NOTE_SEX_DIFFERS] = "the sexes in NIK and NIP differ",
    };
    for (enum request_note note = 0; note < REQUEST_NOTES; note++)
        if (sent->notes[note])
            printf("note         %s\n", words[note]);
}

static void pages_print(const struct request_file *file)
{
    char at[24];
    for (size_t i = 0; i < file->page_count; i++) {
        const struct request_page *page = &file->pages[i];
        moment_text(page->removed ? page->removed : page->added, at);
        printf("page %-7d %-14s %8lld bytes, %s by %s %s\n", page->number, page->document,
               (long long)page->blob.len, page->removed ? "deleted" : "sent", page->sender, at);
    }
}

static void file_print(const struct standard *standard, const struct request_file *file,
                       int64_t now)
{
    struct case_state state;
    case_replay(standard, file->moves, file->move_count, &state);
    struct promise promise = case_promise(standard, &state, now);
    char at[24];
    moment_text(file->row.submitted, at);
    printf("%s  %s\nsubmitted %s at %s\n", file->row.code.text, file->row.service, at, file->kiosk);
    moment_text(promise.due, at);
    printf("turn %s, due %s%s\n", turn_key(case_turn(standard, &state)), at,
           promise.late ? " (late)" : "");
    if (state.returned)
        printf("returned: %s %s\n", state.reason, state.note);
    putchar('\n');
    for (size_t i = 0; i < file->sent.answer_count; i++)
        printf("%-12s %s\n", file->sent.answers[i].key, file->sent.answers[i].value);
    notes_print(&file->sent);
    pages_print(file);
    putchar('\n');
    for (size_t i = 0; i < standard->step_count; i++) {
        moment_text(state.done_at[i], at);
        printf("%c %zu %-13s %-17s %s\n", state.step == i + 1 ? '>' : ' ', i + 1,
               actor_key(standard->steps[i].actor), at,
               words_in(&standard->steps[i].title, LANG_ID));
    }
}

static enum exit_code file_show(const struct call *call, const struct bench *bench,
                                const struct request_file *file)
{
    const struct standard *standard = rulebook_service(&bench->rules, file->row.service);
    if (!standard)
        return complain("the configuration has no service %s", file->row.service);
    if (!call->json) {
        file_print(standard, file, call_now(call));
        return EXIT_OK;
    }
    SCOPED(buf_fini) struct buf json;
    buf_init(&json, VIEW_MAX);
    const struct viewer viewer = call_viewer(call);
    enum err err = view_request(&bench->rules, file, &viewer, &json);
    return print_json(err, &json);
}

static enum exit_code request_show_run(const struct call *call)
{
    struct tracking_code code;
    struct bench bench;
    if (call_code(call, &code) != OK || bench_open(call, LEDGER_READ, &bench) != OK)
        return EXIT_FAILED;
    SCOPED(request_file_free) struct request_file *file = NULL;
    enum err err = ledger_request(bench.ledger, &code, &file);
    enum exit_code exit_code =
        err == OK ? file_show(call, &bench, file) : order_exit(ERR_INVALID, REFUSAL_UNKNOWN);
    bench_close(&bench);
    return exit_code;
}

static enum exit_code request_order(const struct call *call, enum case_act act)
{
    struct bench bench;
    struct case_order order = {.act = act, .now = call_now(call)};
    if (call_code(call, &order.code) != OK)
        return EXIT_FAILED;
    enum refusal refusal = note_take(call_option(call, "--note", ""), order.note);
    if (refusal != REFUSAL_NONE)
        return order_exit(ERR_INVALID, refusal);
    if (!TEXT_COPY(order.reason, call_option(call, "--reason", "")))
        return order_exit(ERR_INVALID, REFUSAL_REASON);
    if (bench_open(call, LEDGER_WRITE, &bench) != OK)
        return EXIT_FAILED;
    order.rules = &bench.rules;
    enum exit_code code = EXIT_FAILED;
    if (bench_officer(&bench, call, &order.by) == OK) {
        enum err err = case_order_prepare(&order);
        if (err == OK)
            err = ledger_transact(bench.ledger, case_order_run, &order);
        code = order_exit(err, order.refusal);
    }
    bench_close(&bench);
    return code == EXIT_OK && call->json ? request_show_run(call) : code;
}

static enum exit_code request_advance_run(const struct call *call)
{
    return request_order(call, CASE_ADVANCE);
}

static enum exit_code request_return_run(const struct call *call)
{
    return request_order(call, CASE_RETURN);
}

static enum exit_code request_resume_run(const struct call *call)
{
    return request_order(call, CASE_RESUME);
}

const struct command request_commands[] = {
    {"request", "list", "", "--search TEXT", request_list_run, "lists the newest requests"},
    {"request", "show", "CODE", "", request_show_run, "shows one, with what was filled in"},
    {"request", "document", "CODE N", "--as USER! --out FILE!", request_document_run,
     "opens page N of its documents into a file; who looked is noted"},
    {"request", "advance", "CODE", "--as USER! --note TEXT", request_advance_run,
     "completes the step in work"},
    {"request", "return", "CODE", "--as USER! --reason KEY! --note TEXT", request_return_run,
     "gives the file back to the applicant"},
    {"request", "resume", "CODE", "--as USER! --note TEXT", request_resume_run,
     "goes on after the file was completed"},
};
const size_t request_command_count = LENGTH(request_commands);
