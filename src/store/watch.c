#include "store/watch.h"

#include <errno.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/log.h"
#include "store/db.h"

static enum err add(int fd, const char *path, uint32_t events)
{
    if (inotify_add_watch(fd, path, events) >= 0)
        return OK;
    log_error("cannot watch %s: %s", path, strerror(errno));
    return ERR_STORAGE;
}

enum err watch_open(const char *state_dir, int *fd)
{
    int made = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (made < 0) {
        log_error("cannot start inotify: %s", strerror(errno));
        return ERR_STORAGE;
    }
    /* A file that is put there whole is renamed into place. */
    enum err err = add(made, state_dir, IN_MOVED_TO);
    if (err != OK) {
        close(made);
        return err;
    }
    *fd = made;
    return OK;
}

void watch_wal(int fd, const char *state_dir)
{
    char path[PATH_SIZE];
    enum err err = path_join(path, state_dir, DB_FILE "-wal");
    if (err == OK)
        err = add(fd, path, IN_ATTRIB); /* db_open.c: touched after each commit */
    if (err != OK)
        log_warn("changes of the database are noticed late");
}

void watch_drain(int fd)
{
    char events[4096];
    while (read(fd, events, sizeof(events)) > 0)
        ;
}
