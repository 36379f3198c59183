/* A database whose file was taken away or replaced while it was open. Writing on would fill a file
 * without a name, gone with the process. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/log.h"
#include "store/db_handle.h"

static void fd_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

/* A copy of all that this connection sees, whole and on the disk. */
static enum err copy_to(struct db *db, const char *fresh)
{
    char sql[2 * PATH_SIZE];
    unlink(fresh);
    /* Made here, as in db_open: WAL and shared memory get its mode. */
    SCOPED(fd_close) int fd = open(fresh, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0660);
    if (fd < 0)
        return errno == ENOSPC ? ERR_FULL : ERR_STORAGE;
    sqlite3_snprintf(sizeof(sql), sql, "VACUUM INTO %Q", fresh);
    enum err err = db_exec(db, sql);
    if (err == OK && fsync(fd) != 0)
        err = ERR_STORAGE;
    return err;
}

static enum err put_back(struct db *db, const char *dir)
{
    char fresh[PATH_SIZE + 8], side[PATH_SIZE + 8];
    /* Kiosk and syncd notice at the same time: one of them puts it back. */
    SCOPED(fd_close) int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 || flock(folder, LOCK_EX) != 0)
        return ERR_STORAGE;
    if (access(db->path, F_OK) == 0)
        return OK;
    snprintf(fresh, sizeof(fresh), "%s.back", db->path);
    enum err err = copy_to(db, fresh);
    /* A log that was left lying belongs to the old file; all of it is in the copy. */
    const char *const sides[] = {"-wal", "-shm"};
    for (size_t i = 0; err == OK && i < LENGTH(sides); i++) {
        snprintf(side, sizeof(side), "%s%s", db->path, sides[i]);
        if (unlink(side) != 0 && errno != ENOENT)
            err = ERR_STORAGE;
    }
    if (err == OK && (rename(fresh, db->path) != 0 || fsync(folder) != 0))
        err = ERR_STORAGE;
    if (err != OK)
        unlink(fresh);
    return err;
}

bool db_moved(struct db *db)
{
    int moved = 0;
    int code = sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (code != SQLITE_OK || !moved || db->depth > 0)
        return false;
    char dir[PATH_SIZE];
    (void)TEXT_COPY(dir, db->path);
    *strrchr(dir, '/') = '\0';
    if (access(db->path, F_OK) == 0) {
        log_error("%s was replaced while it was open: opening it anew", db->path);
    } else {
        enum err err = put_back(db, dir);
        log_error("%s was taken away while it was open: %s", db->path,
                  err == OK ? "it is put back" : "it cannot be put back");
    }
    return true;
}
