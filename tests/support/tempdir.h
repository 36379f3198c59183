/* A folder of its own for one test. */
#ifndef TESTS_SUPPORT_TEMPDIR_H
#define TESTS_SUPPORT_TEMPDIR_H

struct tempdir {
    char path[64];
};

/* Makes an empty folder below $TMPDIR or /tmp; ends the program when it cannot. */
void tempdir_make(struct tempdir *dir);
/* Removes it with everything in it. */
void tempdir_remove(struct tempdir *dir);

#endif
