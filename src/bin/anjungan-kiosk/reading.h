/* Reads kiosk-config's catalogue while the window is opened: two things that take equally long, and
 * neither needs the other. */
#ifndef BIN_KIOSK_READING_H
#define BIN_KIOSK_READING_H

#include <pthread.h>

#include "base/path.h"
#include "service/standard.h"

struct reading {
    char folder[PATH_SIZE];
    struct catalogue catalogue;
    struct why why;
    enum err err;
    pthread_t thread;
    bool running;
};

/* Begins to read the folder. The reading lies still until its end. Without a thread it is read at
 * once. */
void reading_begin(struct reading *reading, const char *folder);
/* Waits, and gives the catalogue to the caller; or the error, with `why` naming file and line. To
 * be called once for each begin. */
enum err reading_end(struct reading *reading, struct catalogue *out, struct why *why) MUST_USE;

#endif
