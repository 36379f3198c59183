/* kiosk: who may send, and what their officers' PIN is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bin/anjungan-office/command.h"
#include "office/setup.h"
#include "office/view.h"

static enum err offer_load(const char *path, struct enrolment_offer *out)
{
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, 16 * 1024);
    enum err err = path_read(path, &bytes);
    return err == OK ? enrolment_offer_read(bytes.data, bytes.len, out) : err;
}

static enum exit_code enrolment_give(const struct call *call, const struct enrolment *enrolment)
{
    SCOPED(buf_fini) struct buf json;
    buf_init(&json, 16 * 1024);
    enum err err = enrolment_write(enrolment, &json);
    const char *path = call_option(call, "--out", NULL);
    if (err != OK || !path)
        return print_json(err, &json);
    err = path_write(path, json.data, json.len, 0644);
    return err == OK ? EXIT_OK : complain("%s: cannot be written", path);
}

static enum exit_code offer_accept(const struct call *call)
{
    const char *path = call_option(call, "--offer", "");
    struct enrolment_offer offer;
    enum err err = offer_load(path, &offer);
    if (err != OK)
        return complain("%s: %s", path,
                        err == ERR_INVALID ? "is no kiosk's offer" : "cannot be read");
    if (strcmp(offer.kiosk, call->operand) != 0)
        return complain("%s is an offer of %s, not of %s", path, offer.kiosk, call->operand);
    const char *url = call_option(call, "--url", "");
    if (!office_url_allowed(url)) {
        complain("--url %s: https:// was expected, or http:// to this machine itself", url);
        return EXIT_USAGE;
    }
    struct bench bench;
    if (bench_open_ledger(call, LEDGER_WRITE, &bench) != OK)
        return EXIT_FAILED;
    struct enrolment enrolment;
    err = setup_kiosk(bench.ledger, call->keys, &offer, url, call_now(call), &enrolment);
    bench_close(&bench);
    if (err == ERR_INVALID)
        return complain("%s: the name or the key belongs to another kiosk", call->operand);
    if (err != OK)
        return complain("%s was not added: %s", call->operand,
                        err == ERR_NOT_FOUND ? "run init first" : err_name(err));
    return enrolment_give(call, &enrolment);
}

static enum exit_code kiosk_add_run(const struct call *call)
{
    if (call_option(call, "--offer", NULL))
        return offer_accept(call);
    if (!call_option(call, "--url", NULL) && !call_option(call, "--out", NULL))
        return kiosk_code_run(call);
    complain("--url and --out go with --offer");
    return EXIT_USAGE;
}

static void kiosks_print(const struct kiosk *kiosks, size_t count)
{
    printf("%-12s %-8s %-17s %-10s %8s %10s %s\n", "kiosk", "state", "last contact", "version",
           "items", "quarantine", "PIN");
    for (size_t i = 0; i < count; i++) {
        char last[24];
        moment_text(kiosks[i].last_contact, last);
        printf("%-12s %-8s %-17s %-10s %8lld %10lld %s\n", kiosks[i].name,
               kiosks[i].blocked ? "blocked" : "active", last,
               kiosks[i].version[0] ? kiosks[i].version : "-", (long long)kiosks[i].items,
               (long long)kiosks[i].quarantined, kiosks[i].pin_len > 0 ? "set" : "none");
    }
}

static enum exit_code kiosk_list_run(const struct call *call)
{
    struct bench bench;
    struct kiosk *kiosks = NULL;
    size_t count = 0;
    if (bench_open_ledger(call, LEDGER_READ, &bench) != OK)
        return EXIT_FAILED;
    enum err err = ledger_kiosks(bench.ledger, &kiosks, &count);
    bench_close(&bench);
    if (err != OK)
        return complain("the kiosks cannot be read: %s", err_name(err));
    enum exit_code code = EXIT_OK;
    if (call->json) {
        SCOPED(buf_fini) struct buf json;
        buf_init(&json, VIEW_MAX);
        err = view_kiosks(kiosks, count, &json);
        code = print_json(err, &json);
    } else {
        kiosks_print(kiosks, count);
    }
    free(kiosks);
    return code;
}

static enum exit_code kiosk_set_pin_run(const struct call *call)
{
    char pin[64];
    struct bench bench;
    if (stdin_line(pin, sizeof(pin)) != OK)
        return complain("no PIN came on stdin");
    if (bench_open_ledger(call, LEDGER_WRITE, &bench) != OK)
        return EXIT_FAILED;
    enum err err = setup_pin(bench.ledger, call->operand, pin, call_now(call));
    wipe(pin, sizeof(pin));
    bench_close(&bench);
    if (err == ERR_INVALID)
        return complain("a PIN has 4 to 12 digits");
    if (err == ERR_NOT_FOUND)
        return complain("there is no kiosk %s", call->operand);
    return err == OK ? EXIT_OK : complain("the PIN was not set: %s", err_name(err));
}

const struct command kiosk_commands[] = {
    {"kiosk", "add", "NAME", "--as USER --offer FILE --url URL --out FILE", kiosk_add_run,
     "makes a one-time code for its enrolment; with --offer: registers it by a file"},
    {"kiosk", "list", "", "", kiosk_list_run, "lists the kiosks"},
    {"kiosk", "set-pin", "NAME", "", kiosk_set_pin_run,
     "reads the PIN of the kiosk's officers from stdin"},
};
const size_t kiosk_command_count = LENGTH(kiosk_commands);
