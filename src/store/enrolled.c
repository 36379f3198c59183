#include "store/enrolled.h"

#include <string.h>
#include <sys/stat.h>

#include "base/log.h"

void enrolled_init(struct enrolled *enrolled, const char *state_dir)
{
    *enrolled = (struct enrolled){0};
    (void)TEXT_COPY(enrolled->dir, state_dir);
}

static bool same(const struct enrolled *enrolled, const struct stat *file)
{
    return enrolled->inode == file->st_ino && enrolled->size == file->st_size &&
           enrolled->changed.tv_sec == file->st_mtim.tv_sec &&
           enrolled->changed.tv_nsec == file->st_mtim.tv_nsec;
}

bool enrolled_look(struct enrolled *enrolled)
{
    char path[PATH_SIZE];
    struct stat file = {0};
    if (path_join(path, enrolled->dir, ENROLMENT_FILE) != OK || stat(path, &file) != 0)
        file = (struct stat){0};
    if (same(enrolled, &file))
        return enrolled->there;
    enrolled->inode = file.st_ino;
    enrolled->size = file.st_size;
    enrolled->changed = file.st_mtim;
    enrolled->revision++;
    enum err err =
        file.st_ino == 0 ? ERR_NOT_FOUND : enrolment_load(enrolled->dir, &enrolled->enrolment);
    enrolled->there = err == OK;
    if (err != OK && err != ERR_NOT_FOUND)
        log_error("%s: not a valid enrolment", path);
    return enrolled->there;
}
