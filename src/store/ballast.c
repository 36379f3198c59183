#include "store/ballast.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/log.h"
#include "base/path.h"

#define BALLAST_FILE "ballast"

int64_t disk_free(const char *dir)
{
    struct statvfs disk;
    if (statvfs(dir, &disk) != 0)
        return -1;
    return (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
}

void ballast_keep(const char *state_dir, int64_t spare)
{
    char path[PATH_SIZE];
    if (path_join(path, state_dir, BALLAST_FILE) != OK || access(path, F_OK) == 0 ||
        disk_free(state_dir) < spare + BALLAST_BYTES)
        return;
    int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0660);
    if (fd < 0)
        return;
    int cause = posix_fallocate(fd, 0, BALLAST_BYTES);
    close(fd);
    if (cause != 0) {
        log_warn("cannot make %s: %s", path, strerror(cause));
        unlink(path);
    }
}

bool ballast_drop(const char *state_dir)
{
    char path[PATH_SIZE];
    if (path_join(path, state_dir, BALLAST_FILE) != OK || unlink(path) != 0)
        return false;
    log_warn("the disk is full: gave up %s", path);
    return true;
}
