/* export: what waits goes into a file for `anjungan-office import`. */
#include <stdio.h>
#include <unistd.h>

#include "base/json.h"
#include "bin/anjunganctl/ctl.h"
#include "store/jobs.h"
#include "wire/export.h"

enum { LOOK_EVERY_MS = 100, WAIT_MOST_MS = 30000 };

/* True once syncd has taken the job off the list. */
static bool job_taken(struct db *db)
{
    int64_t from = clock_boot();
    unsigned mask = 1u << JOB_EXPORT;
    while (mask & 1u << JOB_EXPORT && clock_boot() - from < WAIT_MOST_MS) {
        usleep(LOOK_EVERY_MS * 1000);
        if (jobs_asked(db, &mask) != OK)
            return false;
    }
    return !(mask & 1u << JOB_EXPORT);
}

static size_t records_in(const struct buf *file)
{
    struct export_cursor cursor = {0};
    struct export_record record;
    while (export_next(file, &cursor, &record) == OK)
        continue;
    return cursor.records;
}

/* The device key is syncd's alone, so syncd writes the file; it is copied to where it was asked. */
static enum exit_code take_over(const struct ctl *ctl, const char *made)
{
    SCOPED(buf_fini) struct buf file;
    buf_init(&file, EXPORT_MAX);
    if (path_read(made, &file) != OK) {
        ctl_say("nothing was exported; anjungan-syncd's log says why");
        return EXIT_FAILED;
    }
    size_t records = records_in(&file);
    enum err err = path_write(ctl->operands[0], file.data, file.len, 0600);
    if (err != OK) {
        ctl_say("%s: cannot be written: %s", ctl->operands[0], err_name(err));
        return EXIT_FAILED;
    }
    (void)unlink(made);
    if (ctl->given & OPTION_JSON) {
        struct json_object *json = json_object_new_object();
        json_put_int(json, "batches", (int64_t)records);
        json_put_int(json, "bytes", (int64_t)file.len);
        ctl_json(json);
    } else {
        printf("%zu batches, %zu bytes in %s; at the office: anjungan-office import FILE\n",
               records, file.len, ctl->operands[0]);
    }
    return EXIT_OK;
}

enum exit_code ctl_export(const struct ctl *ctl)
{
    char made[PATH_SIZE];
    SCOPED(db_close) struct db *db = NULL;
    if (!ctl->operands[0]) {
        ctl_say("export: to which file?");
        return EXIT_USAGE;
    }
    enum err err = path_join(made, ctl->state, EXPORT_FILE);
    if (err == OK)
        err = ctl_db(ctl, &db);
    if (err != OK)
        return EXIT_FAILED;
    (void)unlink(made);
    err = jobs_ask(db, JOB_EXPORT, clock_now(&ctl->clock));
    if (err == OK && job_taken(db))
        return take_over(ctl, made);
    ctl_say("anjungan-syncd did not answer: is it running, and is this kiosk enrolled?");
    return EXIT_FAILED;
}
