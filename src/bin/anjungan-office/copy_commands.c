/* copy, backup and restore: everything the office holds, somewhere else. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bin/anjungan-office/command.h"
#include "office/ledger_copy.h"
#include "office/setup.h"

enum { KEY_FILE_MAX = 4096 };

static enum exit_code tally_print(const struct call *call, const struct copy_tally *tally)
{
    printf(call->json ? "{\"tables\": %d, \"rows\": %lld}\n"
                      : "%d tables with %lld rows; all were read back and are the same\n",
           tally->tables, (long long)tally->rows);
    return EXIT_OK;
}

static enum exit_code copy_between(const struct call *call, const char *from, const char *to)
{
    struct copy_tally tally;
    struct why why;
    if (ledger_copy(from, to, &tally, &why) != OK)
        return complain("nothing was copied: %s", why.text);
    return tally_print(call, &tally);
}

static enum exit_code copy_run(const struct call *call)
{
    return copy_between(call, call_option(call, "--from", ""), call_option(call, "--to", ""));
}

/* ---- key files ---- */

/* The office's key and the ones before it (keyring.h). The escrow key does not belong on this
 * server, and a copy of it less so. */
static bool key_travels(const char *name)
{
    return strncmp(name, OFFICE_KEY_FILE, strlen(OFFICE_KEY_FILE)) == 0;
}

/* Writes from/name to to/name; what is there already must be the same. */
static enum err key_copy(const char *from, const char *to, const char *name)
{
    char source[PATH_SIZE], target[PATH_SIZE];
    SCOPED(buf_fini) struct buf key;
    SCOPED(buf_fini) struct buf there;
    buf_init(&key, KEY_FILE_MAX);
    buf_init(&there, KEY_FILE_MAX);
    enum err err = path_join(source, from, name);
    if (err == OK)
        err = path_join(target, to, name);
    if (err == OK)
        err = path_read(source, &key);
    if (err == OK && path_read(target, &there) != ERR_NOT_FOUND) {
        bool same = there.len == key.len && memcmp(there.data, key.data, key.len) == 0;
        err = same ? OK : ERR_DENIED;
        if (!same)
            complain("%s: another key is there, it stays", target);
    } else if (err == OK) {
        err = path_write(target, key.data, key.len, 0600);
    }
    wipe(key.data, key.len);
    wipe(there.data, there.len);
    return err;
}

static enum err keys_copy(const char *from, const char *to)
{
    DIR *folder = opendir(from);
    if (!folder)
        return ERR_NOT_FOUND;
    enum err err = OK;
    for (const struct dirent *entry; err == OK && (entry = readdir(folder));)
        if (key_travels(entry->d_name))
            err = key_copy(from, to, entry->d_name);
    closedir(folder);
    return err;
}

/* ---- backup and restore ---- */

static enum err backup_address(const char *dir, char out[LEDGER_ADDRESS_SIZE])
{
    int len = snprintf(out, LEDGER_ADDRESS_SIZE, "sqlite:%s/office.db", dir);
    return len < LEDGER_ADDRESS_SIZE ? OK : ERR_INVALID;
}

static enum exit_code backup_run(const struct call *call)
{
    char address[LEDGER_ADDRESS_SIZE];
    if (backup_address(call->operand, address) != OK)
        return complain("%s: too long", call->operand);
    if (mkdir(call->operand, 0700) != 0)
        return complain("%s: %s; a backup takes a folder of its own", call->operand,
                        strerror(errno));
    enum exit_code code = copy_between(call, call->address, address);
    if (code == EXIT_OK && keys_copy(call->keys, call->operand) != OK)
        code = complain("%s: the key files could not be copied: this backup opens nothing",
                        call->operand);
    return code;
}

static enum exit_code restore_run(const struct call *call)
{
    char address[LEDGER_ADDRESS_SIZE];
    struct ledger *ledger = NULL;
    struct why why;
    if (backup_address(call->operand, address) != OK)
        return complain("%s: too long", call->operand);
    /* Asked first: nothing is made for a folder that is no backup. */
    if (ledger_open(address, LEDGER_READ, &ledger, &why) != OK)
        return complain("%s: no backup: %s", call->operand, why.text);
    ledger_close(&ledger);
    if (path_make(call->keys, 0700) != OK || keys_copy(call->operand, call->keys) != OK)
        return complain("%s: the key files could not be brought back", call->keys);
    return copy_between(call, address, call->address);
}

const struct command copy_commands[] = {
    {"copy", "", "", "--from ADDRESS! --to ADDRESS!", copy_run,
     "copies one database into another, empty one, and compares; takes no --db"},
    {"backup", "", "DIR", "", backup_run,
     "copies database and keys into a new folder, also while the office serves"},
    {"restore", "", "DIR", "", restore_run,
     "brings a backup back, into a database that is empty or not there yet"},
};
const size_t copy_command_count = LENGTH(copy_commands);
