/* init and serve. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "bin/anjungan-office/places.h"
#include "office/office.h"
#include "office/setup.h"

/* ---- init ---- */

static enum err passwords_keep(void *self, const struct buf *passwords)
{
    const char *path = self;
    return path_write(path, passwords->data, passwords->len, 0600);
}

static enum exit_code init_with(const struct call *call, const struct catalogue *catalogue)
{
    char passwords[PATH_SIZE];
    if (path_make(call->keys, 0700) != OK || path_join(passwords, call->keys, "passwords") != OK)
        return complain("%s: the folder cannot be made", call->keys);
    struct entropy entropy = entropy_system();
    struct setup setup = {
        .keys = call->keys, .catalogue = catalogue, .entropy = &entropy, .now = call_now(call)};
    struct ledger *ledger = NULL;
    struct why why;
    enum err err = ledger_open(call->address, LEDGER_CREATE, &ledger, &why);
    if (err != OK)
        return complain("%s", why.text);
    const char *keep = call_option(call, "--passwords", passwords);
    err = setup_run(ledger, &setup, passwords_keep, (void *)keep);
    ledger_close(&ledger);
    if (err != OK)
        complain("the office was not set up: %s", err_name(err));
    if (err == OK && setup.passwords.len > 0)
        fprintf(stderr, "Users were made; their passwords: %s\n", keep);
    if (err == OK && setup.escrow_made)
        fprintf(stderr,
                "%s/" ESCROW_KEY_FILE " opens everything if " OFFICE_KEY_FILE " is ever lost: move"
                " it to a medium in a safe, away from this server.\n",
                call->keys);
    buf_fini(&setup.passwords);
    return err == OK ? EXIT_OK : EXIT_FAILED;
}

static enum exit_code init_run(const struct call *call)
{
    struct catalogue catalogue;
    struct why why;
    char room[PATH_SIZE];
    const char *config = config_folder(call, room);
    if (!config)
        return EXIT_FAILED;
    if (catalogue_open(config, &catalogue, &why) != OK) {
        fprintf(stderr, "%s\n", why.text);
        return EXIT_FAILED;
    }
    enum exit_code code = catalogue.count > 0 ? init_with(call, &catalogue)
                                              : complain("%s describes no service", config);
    catalogue_close(&catalogue);
    return code;
}

/* ---- serve ---- */

static enum exit_code serve_until_told(struct office *office, const char *address, uint16_t port)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    const struct http_service service = office_service(office);
    struct http *http = NULL;
    enum err err = http_open(address, port, &service, office->clock, &http);
    if (err != OK)
        return complain("cannot listen on %s port %u: %s", address, port,
                        err == ERR_INVALID ? "no such address" : "it is in use or not allowed");
    if (address[0] == '/')
        log_info("listening on %s", address);
    else
        log_info("listening on http://%s%s%s:%u", strchr(address, ':') ? "[" : "", address,
                 strchr(address, ':') ? "]" : "", http_port(http));
    int signal_number = 0;
    sigwait(&ends, &signal_number);
    log_info("ending");
    http_close(&http);
    return EXIT_OK;
}

static enum exit_code serve_run(const struct call *call)
{
    const char *port_text = call_option(call, "--port", "8080");
    char *end = NULL;
    unsigned long port = strtoul(port_text, &end, 10);
    if (*port_text < '0' || *port_text > '9' || *end != '\0' || port > 65535) {
        complain("--port %s: a number up to 65535 was expected", port_text);
        return EXIT_USAGE;
    }
    /* Every thread started from here on leaves these signals to this one. */
    sigset_t mine;
    sigemptyset(&mine);
    sigaddset(&mine, SIGTERM);
    sigaddset(&mine, SIGINT);
    pthread_sigmask(SIG_BLOCK, &mine, NULL);
    signal(SIGPIPE, SIG_IGN);
    log_open("anjungan-office", LOG_LEVEL_INFO);

    char config_room[PATH_SIZE], assets_room[PATH_SIZE];
    const char *config = config_folder(call, config_room);
    if (!config)
        return EXIT_FAILED;
    const struct office_places places = {.ledger = call->address,
                                         .keys = call->keys,
                                         .config = config,
                                         .assets = assets_folder(call, assets_room)};
    struct office office;
    struct why why;
    if (office_open(&places, call->clock, &office, &why) != OK) {
        fprintf(stderr, "%s\n", why.text);
        return EXIT_FAILED;
    }
    if (!places.assets)
        log_warn("the console's pages were not found; --assets says where they are");
    enum exit_code code =
        serve_until_told(&office, call_option(call, "--listen", "127.0.0.1"), (uint16_t)port);
    office_close(&office);
    return code;
}

/* ---- content ---- */

static enum exit_code content_publish_run(const struct call *call)
{
    const char *days = call_option(call, "--valid", "");
    char *end = NULL;
    long valid = strtol(days, &end, 10);
    if (*days && (*days < '0' || *days > '9' || *end != '\0' || valid > 3650)) {
        complain("--valid %s: days, or 0 for ever, were expected", days);
        return EXIT_USAGE;
    }
    struct bench bench;
    int64_t version = 0;
    int64_t expires = !*days ? -1 : valid == 0 ? 0 : call_now(call) + DAYS(valid);
    bool added = false;
    if (bench_open(call, LEDGER_WRITE, &bench) != OK)
        return EXIT_FAILED;
    /* The files as they are, and not the hours in force that the rulebook puts in their place. */
    struct catalogue catalogue;
    struct why why;
    enum err err = catalogue_open(bench.rules.config, &catalogue, &why);
    if (err == OK) {
        err = setup_content(bench.ledger, &catalogue, call_now(call), expires, &version, &added);
        catalogue_close(&catalogue);
    }
    bench_close(&bench);
    if (err == ERR_INVALID)
        return complain("the configuration would leave no open day or no contact");
    if (err != OK)
        return complain("nothing was published: %s", err_name(err));
    printf("%s %lld\n", added ? "published" : "unchanged", (long long)version);
    return EXIT_OK;
}

const struct command office_commands[] = {
    {"init", "", "", "--passwords FILE", init_run,
     "makes keys, users and the first content; changes nothing that is there"},
    {"serve", "", "", "--port N --listen ADDRESS --assets DIR", serve_run,
     "answers kiosks, officers' browsers and phones (127.0.0.1:8080)"},
    {"content", "publish", "", "--valid DAYS", content_publish_run,
     "sends the configuration's hours, holidays and contacts to all kiosks"},
};
const size_t office_command_count = LENGTH(office_commands);
