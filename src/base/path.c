#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

/* Room for the suffix of the temporary file. */
enum { TEMP_SIZE = PATH_SIZE + 32 };

static void fd_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

/* Says the cause where it is known; only the kind of error travels on. */
static enum err failed(const char *what, const char *path)
{
    int cause = errno;
    log_error("cannot %s %s: %s", what, path, strerror(cause));
    return cause == ENOSPC || cause == EDQUOT ? ERR_FULL : ERR_STORAGE;
}

enum err path_join(char out[PATH_SIZE], const char *dir, const char *name)
{
    char joined[PATH_SIZE];
    size_t len = strlen(dir);
    const char *slash = len > 0 && dir[len - 1] == '/' ? "" : "/";
    int wanted = snprintf(joined, sizeof(joined), "%s%s%s", dir, slash, name);
    if (wanted < 0 || wanted >= PATH_SIZE)
        return ERR_INVALID;
    memcpy(out, joined, (size_t)wanted + 1);
    return OK;
}

static enum err sync_folder_of(const char *path)
{
    char dir[PATH_SIZE];
    const char *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) : 0;
    if (slash)
        snprintf(dir, sizeof(dir), "%.*s", len > 0 ? (int)len : 1, path);
    else
        TEXT_COPY(dir, ".");
    SCOPED(fd_close) int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd < 0 || fsync(fd) != 0 ? failed("sync", dir) : OK;
}

/* A folder that a power cut takes away takes along what was synced inside it. */
static enum err make_one(const char *dir, unsigned mode)
{
    struct stat there;
    if (mkdir(dir, mode) == 0)
        return sync_folder_of(dir);
    int cause = errno;
    if (cause == EEXIST && stat(dir, &there) == 0 && S_ISDIR(there.st_mode))
        return OK;
    errno = cause;
    return failed("make the folder", dir);
}

enum err path_make(const char *dir, unsigned mode)
{
    char part[PATH_SIZE];
    if (!*dir || !TEXT_COPY(part, dir))
        return ERR_INVALID;
    for (char *at = part + 1; *at; at++) {
        if (*at != '/' || at[-1] == '/')
            continue;
        *at = '\0';
        enum err err = make_one(part, mode);
        *at = '/';
        if (err != OK)
            return err;
    }
    return make_one(part, mode);
}

enum err path_read(const char *path, struct buf *out)
{
    buf_clear(out);
    /* O_NONBLOCK: a pipe in the place of a file must not hang the opener. */
    SCOPED(fd_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return ERR_NOT_FOUND;
    struct stat file;
    if (fd < 0 || fstat(fd, &file) != 0)
        return failed("open", path);
    if (!S_ISREG(file.st_mode)) {
        log_error("cannot read %s: it is no regular file", path);
        return ERR_INVALID;
    }
    char chunk[16384];
    ssize_t got;
    while ((got = read(fd, chunk, sizeof(chunk))) > 0 || (got < 0 && errno == EINTR)) {
        if (got > 0)
            buf_put(out, chunk, (size_t)got);
        if (out->full)
            break;
    }
    enum err err = got < 0 ? failed("read", path) : buf_check(out);
    wipe(chunk, sizeof(chunk));
    if (err != OK)
        buf_clear(out);
    return err;
}

static bool write_all(int fd, const uint8_t *bytes, size_t len)
{
    while (len > 0) {
        ssize_t wrote = write(fd, bytes, len);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        bytes += wrote;
        len -= (size_t)wrote;
    }
    return true;
}

/* The new file, whole and on the disk, under its temporary name. */
static enum err write_temp(const char *temp, const void *bytes, size_t len, unsigned mode)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    SCOPED(fd_close) int fd = open(temp, flags, mode);
    if (fd < 0 && errno == EEXIST && unlink(temp) == 0) /* left by a process that died */
        fd = open(temp, flags, mode);
    if (fd < 0)
        return failed("create", temp);
    /* fchmod, since the process's umask narrows what open() was given */
    if (fchmod(fd, mode) != 0 || !write_all(fd, bytes, len) || fsync(fd) != 0) {
        enum err err = failed("write", temp);
        unlink(temp);
        return err;
    }
    return OK;
}

enum err path_write(const char *path, const void *bytes, size_t len, unsigned mode)
{
    if (strlen(path) >= PATH_SIZE)
        return ERR_INVALID;
    /* Named after the thread, so that two writers never share one temporary file. */
    char temp[TEMP_SIZE];
    snprintf(temp, sizeof(temp), "%s.%d.new", path, (int)gettid());
    enum err err = write_temp(temp, bytes, len, mode);
    if (err != OK)
        return err;
    if (rename(temp, path) != 0) {
        err = failed("replace", path);
        unlink(temp);
        return err;
    }
    return sync_folder_of(path);
}

enum err path_lock(const char *dir, const char *name, int *fd)
{
    char path[PATH_SIZE];
    if (path_join(path, dir, name) != OK)
        return ERR_INVALID;
    SCOPED(fd_close) int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
    if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0) {
        *fd = file;
        file = -1;
        return OK;
    }
    return errno == EWOULDBLOCK ? ERR_BUSY : failed("lock", path);
}
