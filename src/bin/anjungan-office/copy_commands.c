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
#include "wire/blob.h"

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

/* ---- files ---- */

/* The office's key and the ones before it (keyring.h). The escrow key does not belong on this
 * server, and a copy of it less so. */
static bool key_travels(const char *name)
{
    return strncmp(name, OFFICE_KEY_FILE, strlen(OFFICE_KEY_FILE)) == 0;
}

/* A sealed page (vault.h); one that is on its way up has another name, or grows. */
static bool page_travels(const char *name)
{
    return strlen(name) == 2 * (size_t)HASH_BYTES &&
           strspn(name, "0123456789abcdef") == strlen(name);
}

static const struct kind {
    const char *folder; /* below that of the keys */
    bool (*travels)(const char *name);
    size_t most; /* bytes */
} kinds[] = {{".", key_travels, 4096}, {"blobs", page_travels, BLOB_MAX}};

/* Writes from/name to to/name; what is there already must be the same. */
static enum err file_copy(const char *from, const char *to, const char *name, size_t most)
{
    char source[PATH_SIZE], target[PATH_SIZE];
    SCOPED(buf_fini) struct buf file;
    SCOPED(buf_fini) struct buf there;
    buf_init(&file, most);
    buf_init(&there, most);
    enum err err = path_join(source, from, name);
    if (err == OK)
        err = path_join(target, to, name);
    if (err == OK)
        err = path_read(source, &file);
    if (err == OK && path_read(target, &there) != ERR_NOT_FOUND) {
        bool same = there.len == file.len && memcmp(there.data, file.data, file.len) == 0;
        err = same ? OK : ERR_DENIED;
        if (!same)
            complain("%s: another file is there, it stays", target);
    } else if (err == OK) {
        err = path_write(target, file.data, file.len, 0600);
    }
    wipe(file.data, file.len);
    wipe(there.data, there.len);
    return err;
}

static enum err kind_copy(const struct kind *kind, const char *from, const char *to)
{
    char source[PATH_SIZE], target[PATH_SIZE];
    enum err err = path_join(source, from, kind->folder);
    if (err == OK)
        err = path_join(target, to, kind->folder);
    DIR *folder = err == OK ? opendir(source) : NULL;
    if (!folder)
        return err; /* an office that never had one */
    err = path_make(target, 0700);
    for (const struct dirent *entry; err == OK && (entry = readdir(folder));)
        if (kind->travels(entry->d_name))
            err = file_copy(source, target, entry->d_name, kind->most);
    closedir(folder);
    return err;
}

static enum err files_copy(const char *from, const char *to)
{
    enum err err = OK;
    for (size_t i = 0; i < LENGTH(kinds) && err == OK; i++)
        err = kind_copy(&kinds[i], from, to);
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
    if (code == EXIT_OK && files_copy(call->keys, call->operand) != OK)
        code = complain("%s: keys or documents could not be copied: this backup is not whole",
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
    if (path_make(call->keys, 0700) != OK || files_copy(call->operand, call->keys) != OK)
        return complain("%s: keys or documents could not be brought back", call->keys);
    return copy_between(call, address, call->address);
}

const struct command copy_commands[] = {
    {"copy", "", "", "--from ADDRESS! --to ADDRESS!", copy_run,
     "copies one database into another, empty one, and compares; takes no --db"},
    {"backup", "", "DIR", "", backup_run,
     "copies database, keys and documents into a new folder, also while the office serves"},
    {"restore", "", "DIR", "", restore_run,
     "brings a backup back, into a database that is empty or not there yet"},
};
const size_t copy_command_count = LENGTH(copy_commands);
