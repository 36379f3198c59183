/* key: the office's own keys. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bin/anjungan-office/command.h"
#include "office/keyring.h"
#include "office/office.h"
#include "office/setup.h"

static void release(int lock)
{
    if (lock >= 0)
        close(lock);
}

/* The database, and nobody serving it: a program that runs would go on signing with what it read.
 */
static enum err claim(const struct call *call, struct bench *bench, int *lock)
{
    enum err err = office_lock(call->address, call->keys, lock);
    if (err != OK) {
        complain("%s", err == ERR_BUSY ? "the office is being served: stop it, change the key, and "
                                         "start it again; kiosks wait meanwhile"
                                       : "the folder of the keys cannot be written");
        return err;
    }
    err = bench_open_ledger(call, LEDGER_WRITE, bench);
    if (err != OK)
        release(*lock);
    return err;
}

static enum exit_code key_rotate_run(const struct call *call)
{
    const char *text = call_option(call, "--overlap", "30");
    char *end = NULL;
    long days = strtol(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0' || days > 365) {
        complain("--overlap %s: days, up to 365, were expected", text);
        return EXIT_USAGE;
    }
    struct bench bench;
    int lock = -1;
    if (claim(call, &bench, &lock) != OK)
        return EXIT_FAILED;
    struct entropy entropy = entropy_system();
    const struct rotation rotation = {.keys = call->keys,
                                      .entropy = &entropy,
                                      .now = call_now(call),
                                      .overlap = call_now(call) + DAYS(days)};
    enum err err = keyring_rotate(bench.ledger, &rotation);
    bench_close(&bench);
    release(lock);
    if (err == ERR_FULL)
        return complain("there are %d keys already", KEYRING_MAX);
    if (err != OK)
        return complain("the key was not changed: %s", err_name(err));
    char until[24];
    moment_text(rotation.overlap, until);
    printf(
        "a new key is in force; kiosks that find it by %s take it over by themselves, later ones "
        "enrol anew\n",
        until);
    return EXIT_OK;
}

static enum exit_code key_escrow_run(const struct call *call)
{
    struct bench bench;
    int lock = -1;
    if (claim(call, &bench, &lock) != OK)
        return EXIT_FAILED;
    struct entropy entropy = entropy_system();
    const struct rotation rotation = {
        .keys = call->keys, .entropy = &entropy, .now = call_now(call)};
    enum err err = keyring_escrow(bench.ledger, &rotation);
    bench_close(&bench);
    release(lock);
    if (err == ERR_BUSY)
        return complain("%s/" ESCROW_KEY_FILE " is still here: move it into a safe first, it opens "
                        "what was sealed until now",
                        call->keys);
    if (err != OK)
        return complain("the escrow key was not changed: %s", err_name(err));
    printf("%s/" ESCROW_KEY_FILE " opens what is sealed from now on: move it into a safe too\n",
           call->keys);
    return EXIT_OK;
}

static enum exit_code key_list_run(const struct call *call)
{
    struct bench bench;
    struct keyring ring;
    struct why why;
    if (bench_open_ledger(call, LEDGER_READ, &bench) != OK)
        return EXIT_FAILED;
    enum err err = keyring_open(call->keys, bench.ledger, &ring, &why);
    bench_close(&bench);
    if (err != OK)
        return complain("%s", why.text);
    bool overlaps = call_now(call) < ring.overlap;
    char until[24];
    moment_text(ring.overlap, until);
    if (call->json)
        putchar('[');
    for (size_t i = 0; i < ring.count; i++) {
        char name[KEY_NAME_SIZE];
        key_name(ring.keys[i].public.sign.bytes, name);
        const char *state = i == 0 ? "in force" : overlaps ? "signs until" : "opens only";
        if (call->json)
            printf("%s{\"key\": \"%s\", \"state\": \"%s\"}", i > 0 ? ", " : "", name, state);
        else
            printf("%s  %s %s\n", name, state, i > 0 && overlaps ? until : "");
    }
    if (call->json)
        puts("]");
    keyring_wipe(&ring);
    return EXIT_OK;
}

const struct command key_commands[] = {
    {"key", "list", "", "", key_list_run, "lists the office's keys, the one in force first"},
    {"key", "rotate", "", "--overlap DAYS", key_rotate_run,
     "puts a new key in force; answers kiosks that know the old one for 30 days more"},
    {"key", "escrow", "", "", key_escrow_run,
     "makes a new escrow key, when the one before is in its safe"},
};
const size_t key_command_count = LENGTH(key_commands);
