/* The files of the sealed pages, for store/blobs alone. */
#ifndef STORE_BLOBS_FILE_H
#define STORE_BLOBS_FILE_H

#include "wire/blob.h"

#include "base/err.h"

/* Whole and on the disk, or not at all. */
enum err blobs_file_write(const char *state_dir, const struct blob_name *name, const void *sealed)
    MUST_USE;
/* Harmless when it is gone. */
void blobs_file_remove(const char *state_dir, const uint8_t hash[HASH_BYTES]);

#endif
