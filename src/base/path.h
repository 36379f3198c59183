/* Files that must be there whole or not at all. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

enum { PATH_SIZE = 512 };

/* dir/name into out; ERR_INVALID when it does not fit. */
enum err path_join(char out[PATH_SIZE], const char *dir, const char *name) MUST_USE;
/* Makes the folder and its parents with the mode, durably; fine when it is there. */
enum err path_make(const char *dir, unsigned mode) MUST_USE;
/* Replaces out's content by the whole file. ERR_NOT_FOUND, ERR_FULL when it is longer than
 * out->max, ERR_INVALID when it is no regular file, ERR_STORAGE; out is empty then. */
enum err path_read(const char *path, struct buf *out) MUST_USE;
/* Writes a temporary file beside it, fsyncs, renames, fsyncs the folder. ERR_FULL, ERR_STORAGE; the
 * old file is untouched then (unless only the folder's fsync failed: then either may be there after
 * a power cut). */
enum err path_write(const char *path, const void *bytes, size_t len, unsigned mode) MUST_USE;
/* Takes dir/name for this process alone, until *fd is closed or the process ends. ERR_BUSY when
 * another one has it; ERR_INVALID, ERR_FULL, ERR_STORAGE when it cannot be made. */
enum err path_lock(const char *dir, const char *name, int *fd) MUST_USE;

#endif
