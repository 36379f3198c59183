#include "support/tempdir.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

void tempdir_make(struct tempdir *dir)
{
    const char *base = getenv("TMPDIR");
    int len = snprintf(dir->path, sizeof(dir->path), "%s/anjungan-test-XXXXXX",
                       base && *base ? base : "/tmp");
    if (len >= (int)sizeof(dir->path) || !mkdtemp(dir->path)) {
        perror("cannot make a folder for the test");
        exit(1);
    }
}

static int remove_one(const char *path, const struct stat *file, int kind, struct FTW *walk)
{
    (void)file;
    (void)kind;
    (void)walk;
    return remove(path);
}

void tempdir_remove(struct tempdir *dir)
{
    nftw(dir->path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
