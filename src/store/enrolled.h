/* The enrolment as it stands in the state folder, read again whenever its file changes. */
#ifndef STORE_ENROLLED_H
#define STORE_ENROLLED_H

#include <stdbool.h>
#include <time.h>

#include "base/path.h"
#include "wire/enrolment.h"

struct enrolled {
    char dir[PATH_SIZE];
    struct enrolment enrolment; /* holds when there */
    bool there;
    int64_t revision;        /* rises with every change seen */
    struct timespec changed; /* what was read last */
    unsigned long long inode;
    long long size;
};

void enrolled_init(struct enrolled *enrolled, const char *state_dir);
/* One stat where nothing changed. True when the kiosk is enrolled. */
bool enrolled_look(struct enrolled *enrolled);

#endif
