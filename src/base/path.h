/* Files that must be there whole or not at all. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

enum { PATH_SIZE = 512 };

/* dir/name into out; ERR_INVALID when it does not fit. */
enum err path_join(char out[PATH_SIZE], const char *dir, const char *name) MUST_USE;
/* Makes the folder and its parents with the mode; fine when it is there. */
enum err path_make(const char *dir, unsigned mode) MUST_USE;
/* Reads the whole file, at most out->max bytes. */
enum err path_read(const char *path, struct buf *out) MUST_USE;
/* Writes a temporary file beside it, fsyncs, renames, fsyncs the folder. */
enum err path_write(const char *path, const void *bytes, size_t len, unsigned mode) MUST_USE;

#endif
