/* Where what belongs to a program lies: beside it in a build, elsewhere once it is installed. */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/path.h"

/* A folder into out. "@/" at the start of a place is the folder of this program, links followed.
 * False when it does not fit. */
bool place_resolve(const char *place, char out[PATH_SIZE]) MUST_USE;
/* The first place that holds the file `sign` which this user may read, into out; false: none does,
 * and out holds the last one tried. */
bool place_find(const char *const *places, size_t count, const char *sign, char out[PATH_SIZE])
    MUST_USE;
/* The same for a program of this name that this user may run; out is its whole path. Helpers lie
 * beside this program or in ../libexec/anjungan. ERR_NOT_FOUND. */
enum err place_helper(const char *name, char out[PATH_SIZE]) MUST_USE;

#endif
