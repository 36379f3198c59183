/* A disk that remembers. SQLite's files go through it (a VFS over the system's own), and every
 * write, truncation, sync and deletion is noted in order. From the notes the files can be rebuilt
 * as a power cut at any moment may leave them: what was synced is there; what was not is there, is
 * missing or is torn, sector by sector. */
#ifndef TESTS_FAULT_DISKLOG_H
#define TESTS_FAULT_DISKLOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Makes it SQLite's default; notes from now on. Nothing is synced for real: that takes time and
 * proves nothing here. */
void disklog_install(void);
/* False: files are passed on and nothing is noted. */
void disklog_note(bool on);
/* Something outside the files happened here: an acknowledgement. */
void disklog_mark(long what);

/* A full disk: of the writes, truncations and syncs from now on, `count` fail, beginning with the
 * at-th; count 0: none does. */
void disklog_fill(long at, long count);
/* How many have failed since. */
long disklog_refused(void);

/* A power cut, moving forward through the notes. */
struct disklog_cut;
struct disklog_cut *disklog_cut_new(size_t sector, uint64_t seed);
void disklog_cut_free(struct disklog_cut *cut);
/* Goes one note further; false at the end. *mark: what was marked there, 0 for anything else. */
bool disklog_cut_next(struct disklog_cut *cut, long *mark);
/* Puts the files into the folder, under the names they were opened by, as the disk may hold them
 * after a cut now. Others of that name in there are removed. */
void disklog_cut_write(struct disklog_cut *cut, const char *dir);

#endif
