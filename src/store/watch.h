/* Wakes a sleeping process when the other one wrote to the database or put a file into the state
 * folder (inotify on kiosk.db-wal, which every commit touches, and on renames in the folder). */
#ifndef STORE_WATCH_H
#define STORE_WATCH_H

#include "base/err.h"

/* The descriptor, for poll and close; never blocks. ERR_STORAGE when inotify refuses. */
enum err watch_open(const char *state_dir, int *fd) MUST_USE;
/* Watches the WAL; call after each db_open (the file is there then). Repeating is harmless. Where
 * it fails, and says so in the log, news are seen with the next timer only. */
void watch_wal(int fd, const char *state_dir);
/* Empties the descriptor. */
void watch_drain(int fd);

#endif
