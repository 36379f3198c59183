#include "office/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/log.h"

static const int64_t reserve_default = 64 * 1024 * 1024;

enum err vault_open(const char *state_dir, struct vault *out)
{
    *out = (struct vault){.reserve = reserve_default};
    enum err err = path_join(out->dir, state_dir, "blobs");
    return err == OK ? path_make(out->dir, 0700) : err;
}

static enum err file_of(const struct vault *vault, const uint8_t hash[HASH_BYTES],
                        char out[PATH_SIZE])
{
    char hex[BLOB_HEX];
    blob_hex(hash, hex);
    return path_join(out, vault->dir, hex);
}

static enum err failed(const char *doing)
{
    bool full = errno == ENOSPC || errno == EDQUOT;
    log_error("a page cannot be %s: %s", doing, strerror(errno));
    return full ? ERR_FULL : ERR_STORAGE;
}

static void fd_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

enum err vault_begin(const struct vault *vault, const uint8_t hash[HASH_BYTES],
                     struct vault_writer *out)
{
    char path[PATH_SIZE];
    struct stat file;
    enum err err = file_of(vault, hash, path);
    *out = (struct vault_writer){.fd = -1};
    if (err != OK)
        return err;
    SCOPED(fd_close) int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return failed("opened");
    if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? ERR_BUSY : failed("locked");
    if (fstat(fd, &file) != 0)
        return failed("measured");
    /* Removed between opening and locking: the next one begins it anew. */
    if (file.st_nlink == 0)
        return ERR_BUSY;
    *out = (struct vault_writer){.fd = fd, .size = file.st_size};
    fd = -1;
    return OK;
}

void vault_end(struct vault_writer *writer)
{
    fd_close(&writer->fd);
    writer->fd = -1;
}

/* The folder too, so that a new file's name is there after a power cut. */
static enum err sync_all(const struct vault *vault, int fd, bool fresh)
{
    if (fsync(fd) != 0)
        return failed("brought to the disk");
    if (!fresh)
        return OK;
    SCOPED(fd_close) int dir = open(vault->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return dir >= 0 && fsync(dir) == 0 ? OK : failed("brought to the disk");
}

enum err vault_put(const struct vault *vault, struct vault_writer *writer, int64_t offset,
                   const void *bytes, size_t len)
{
    struct statvfs disk;
    const uint8_t *from = bytes;
    int64_t at = offset;
    if (statvfs(vault->dir, &disk) == 0 &&
        (int64_t)disk.f_bavail * (int64_t)disk.f_frsize < vault->reserve + (int64_t)len)
        return ERR_FULL;
    if (ftruncate(writer->fd, offset) != 0)
        return failed("cut");
    for (size_t left = len; left > 0;) {
        ssize_t put = pwrite(writer->fd, from, left, at);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return failed("written");
        from += put;
        at += put;
        left -= (size_t)put;
    }
    enum err err = sync_all(vault, writer->fd, offset == 0);
    if (err == OK)
        writer->size = at;
    return err;
}

int64_t vault_size(const struct vault *vault, const uint8_t hash[HASH_BYTES])
{
    char path[PATH_SIZE];
    struct stat file;
    bool there =
        file_of(vault, hash, path) == OK && lstat(path, &file) == 0 && S_ISREG(file.st_mode);
    return there ? file.st_size : -1;
}

enum err vault_read(const struct vault *vault, const struct blob_name *name, struct buf *out)
{
    char path[PATH_SIZE];
    uint8_t hash[HASH_BYTES];
    enum err err = file_of(vault, name->hash, path);
    if (err == OK)
        err = path_read(path, out);
    if (err != OK)
        return err;
    hash_sha256(out->data, out->len, hash);
    if ((int64_t)out->len == name->len && memcmp(hash, name->hash, HASH_BYTES) == 0)
        return OK;
    buf_clear(out);
    return ERR_INVALID;
}

void vault_remove(const struct vault *vault, const uint8_t hash[HASH_BYTES])
{
    char path[PATH_SIZE];
    if (file_of(vault, hash, path) == OK && unlink(path) != 0 && errno != ENOENT)
        log_warn("a page cannot be removed: %s", strerror(errno));
}
