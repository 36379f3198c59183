#include "store/blobs_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/path.h"
#include "store/blobs.h"
#include "store/query.h"
#include "store/salvage.h"

static enum err blob_path(char out[PATH_SIZE], const char *state_dir,
                          const uint8_t hash[HASH_BYTES])
{
    char dir[PATH_SIZE], hex[BLOB_HEX];
    enum err err = path_join(dir, state_dir, BLOBS_DIR);
    blob_hex(hash, hex);
    return err == OK ? path_join(out, dir, hex) : err;
}

enum err blobs_file_write(const char *state_dir, const struct blob_name *name, const void *sealed)
{
    char dir[PATH_SIZE], path[PATH_SIZE];
    enum err err = path_join(dir, state_dir, BLOBS_DIR);
    if (err == OK)
        err = path_make(dir, 0700);
    if (err == OK)
        err = blob_path(path, state_dir, name->hash);
    return err == OK ? path_write(path, sealed, (size_t)name->len, 0600) : err;
}

void blobs_file_remove(const char *state_dir, const uint8_t hash[HASH_BYTES])
{
    char path[PATH_SIZE];
    if (blob_path(path, state_dir, hash) == OK && unlink(path) != 0 && errno != ENOENT)
        log_warn("%s cannot be removed: %s", path, strerror(errno));
}

static void fd_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

enum err blobs_read(const char *state_dir, const struct blob_name *name, int64_t offset, size_t len,
                    struct buf *out)
{
    char path[PATH_SIZE];
    enum err err = blob_path(path, state_dir, name->hash);
    if (err != OK)
        return err;
    SCOPED(fd_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        log_error("%s cannot be read: %s", path, strerror(errno));
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_STORAGE;
    }
    size_t left = len;
    while (left > 0) {
        uint8_t part[16 * 1024];
        ssize_t got = pread(fd, part, left < sizeof(part) ? left : sizeof(part), offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            log_error("%s is shorter than it was", path);
            return ERR_STORAGE;
        }
        buf_put(out, part, (size_t)got);
        offset += got;
        left -= (size_t)got;
    }
    return buf_check(out);
}

/* ---- files that nothing names ------------------------------------------------------------------
 */

/* The page a file in the folder is of, or was being written for. */
static bool hash_of(const char *file, uint8_t out[HASH_BYTES])
{
    char hex[BLOB_HEX];
    text_copy(hex, sizeof(hex), file);
    return blob_hex_read(hex, out);
}

static enum err is_named(struct db *db, const uint8_t hash[HASH_BYTES], bool *named)
{
    SCOPED(query_end) struct query query = query_on(db, "SELECT 1 FROM blobs WHERE hash = ?1");
    query_blob(&query, 1, hash, HASH_BYTES);
    *named = query_row(&query);
    return query_check(&query);
}

static void dir_close(DIR **dir)
{
    if (*dir)
        closedir(*dir);
}

enum err blobs_sweep(struct db *db, const char *state_dir)
{
    char path[PATH_SIZE];
    enum err err = path_join(path, state_dir, BLOBS_DIR);
    if (err != OK || salvage_count(state_dir) > 0)
        return err;
    SCOPED(dir_close) DIR *dir = opendir(path);
    struct dirent *entry = NULL;
    while (dir && err == OK && (entry = readdir(dir))) {
        uint8_t hash[HASH_BYTES];
        bool named = true;
        if (!hash_of(entry->d_name, hash))
            continue;
        err = is_named(db, hash, &named);
        if (err == OK && !named && unlinkat(dirfd(dir), entry->d_name, 0) == 0)
            log_info("a page that nothing names was removed");
    }
    return err;
}
