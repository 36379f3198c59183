/* A file that takes up room so that it can be given up: on a full disk SQLite cannot even delete,
 * and syncd needs room to record what the office has received. */
#ifndef STORE_BALLAST_H
#define STORE_BALLAST_H

#include <stdbool.h>
#include <stdint.h>

enum { BALLAST_BYTES = 4 * 1024 * 1024 };

/* Bytes that programs may still write on the folder's disk; -1 when it cannot be asked. */
int64_t disk_free(const char *dir);
/* Makes the ballast when it is missing and more than `spare` bytes would stay free beside it. */
void ballast_keep(const char *state_dir, int64_t spare);
/* Gives its room back; false when there was none. */
bool ballast_drop(const char *state_dir);

#endif
