/* user and survey: officers, and the satisfaction of visitors. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bin/anjungan-office/command.h"
#include "office/accounts.h"
#include "office/ledger_audit.h"
#include "office/setup.h"
#include "office/view.h"

enum { USERS_MAX = 500 };

static enum exit_code user_list_run(const struct call *call)
{
    struct bench bench;
    struct officer *officers = calloc(USERS_MAX, sizeof(*officers));
    size_t count = 0;
    if (!officers || bench_open_ledger(call, LEDGER_READ, &bench) != OK) {
        free(officers);
        return EXIT_FAILED;
    }
    enum exit_code code = EXIT_OK;
    enum err err = ledger_officers(bench.ledger, officers, USERS_MAX, &count);
    bench_close(&bench);
    if (err != OK) {
        code = complain("the users cannot be read: %s", err_name(err));
    } else if (call->json) {
        SCOPED(buf_fini) struct buf json;
        buf_init(&json, VIEW_MAX);
        err = view_officers(officers, count, &json);
        code = print_json(err, &json);
    } else {
        for (size_t i = 0; i < count; i++)
            printf("%-20s %s\n", officers[i].name, role_key(officers[i].role));
    }
    free(officers);
    return code;
}

struct user_work {
    struct officer officer;
    char hash[PASSWORD_HASH_SIZE];
    int64_t now;
};

static enum err user_add_work(struct ledger *ledger, void *argument)
{
    const struct user_work *work = argument;
    enum err err = ledger_officer_add(ledger, &work->officer, work->hash, work->now);
    if (err == OK) /* whoever ran this command knows it */
        err = ledger_officer_renew(ledger, work->officer.name, true);
    if (err == OK)
        err = ledger_audit(ledger, work->now, "system", "user add", work->officer.name,
                           role_key(work->officer.role));
    return err;
}

static enum err user_passwd_work(struct ledger *ledger, void *argument)
{
    const struct user_work *work = argument;
    enum err err = ledger_officer_password(ledger, work->officer.name, work->hash);
    if (err == OK)
        err = ledger_audit(ledger, work->now, "system", "user passwd", work->officer.name, "");
    return err;
}

static enum exit_code user_add_run(const struct call *call)
{
    struct bench bench;
    struct user_work work = {.now = call_now(call)};
    work.officer.role = role_from_key(call_option(call, "--role", ""));
    if (!officer_name_fits(call->operand))
        return complain("'%s': small letters, digits, '.', '_' and '-' were expected, 2 to 31",
                        call->operand);
    if (work.officer.role == ROLE_COUNT)
        return complain("there is no role '%s'; there are admin, kepala_dinas, verifikator,"
                        " pejabat_pengaduan, kepala_seksi, pimpinan",
                        call_option(call, "--role", ""));
    if (bench_open_ledger(call, LEDGER_WRITE, &bench) != OK)
        return EXIT_FAILED;
    TEXT_COPY(work.officer.name, call->operand);
    struct entropy entropy = entropy_system();
    char password[PASSWORD_SIZE];
    password_make(&entropy, password);
    enum err err = password_hash(password, work.hash);
    if (err == OK)
        err = ledger_transact(bench.ledger, user_add_work, &work);
    bench_close(&bench);
    if (err == OK)
        printf("%s\t%s\n", work.officer.name, password);
    wipe(password, sizeof(password));
    if (err == ERR_INVALID)
        return complain("there is a user '%s' already", call->operand);
    return err == OK ? EXIT_OK : complain("the user was not added: %s", err_name(err));
}

static enum exit_code user_passwd_run(const struct call *call)
{
    struct bench bench;
    struct user_work work = {.now = call_now(call)};
    char password[128] = "";
    if (stdin_line(password, sizeof(password)) != OK || strlen(password) < PASSWORD_MIN) {
        wipe(password, sizeof(password));
        return complain("a password of %d to 127 bytes was expected on stdin", PASSWORD_MIN);
    }
    if (!TEXT_COPY(work.officer.name, call->operand) ||
        bench_open_ledger(call, LEDGER_WRITE, &bench) != OK)
        return EXIT_FAILED;
    enum err err = password_hash(password, work.hash);
    wipe(password, sizeof(password));
    if (err == OK)
        err = ledger_transact(bench.ledger, user_passwd_work, &work);
    bench_close(&bench);
    if (err == ERR_NOT_FOUND)
        return complain("there is no user '%s'", call->operand);
    return err == OK ? EXIT_OK : complain("the password was not set: %s", err_name(err));
}

const struct command user_commands[] = {
    {"user", "list", "", "", user_list_run, "lists the users and their roles"},
    {"user", "add", "NAME", "--role ROLE!", user_add_run, "adds one and prints the password"},
    {"user", "passwd", "NAME", "", user_passwd_run, "reads a new password from stdin"},
};
const size_t user_command_count = LENGTH(user_commands);

/* ---- survey ---- */

static void ikm_print(const struct survey_sums *sums, const struct survey_rules *rules)
{
    struct ikm ikm = survey_ikm(sums, rules);
    printf("%zu surveys, weight of each element %.4f\n", ikm.count, rules->weight);
    for (size_t i = 0; i < SURVEY_ELEMENTS; i++)
        printf("%-24s %.2f\n", survey_keys[i], ikm.mean[i]);
    if (ikm.enough)
        printf("IKM %.2f, grade %c\n", ikm.score, ikm.grade);
    else
        printf("IKM: not shown under %d surveys\n", rules->minimum);
}

static enum exit_code survey_report_run(const struct call *call)
{
    struct bench bench;
    if (bench_open(call, LEDGER_READ, &bench) != OK)
        return EXIT_FAILED;
    struct survey_sums sums;
    enum exit_code code = EXIT_OK;
    enum err err = ledger_survey_sums(bench.ledger, 0, INT64_MAX, &sums);
    if (err != OK) {
        code = complain("the surveys cannot be read: %s", err_name(err));
    } else if (call->json) {
        SCOPED(buf_fini) struct buf json;
        buf_init(&json, VIEW_MAX);
        err = view_ikm(&bench.rules, &sums, &json);
        code = print_json(err, &json);
    } else {
        ikm_print(&sums, &rulebook_first(&bench.rules)->survey);
    }
    bench_close(&bench);
    return code;
}

const struct command survey_commands[] = {
    {"survey", "report", "", "", survey_report_run, "shows the satisfaction index (IKM)"},
};
const size_t survey_command_count = LENGTH(survey_commands);
