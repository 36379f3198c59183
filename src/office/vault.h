/* Where sealed pages lie: one file each in the folder `blobs` beside the office's keys, mode 0600,
 * named by 64 hexadecimal digits and nothing else. Several office programs share one folder. */
#ifndef OFFICE_VAULT_H
#define OFFICE_VAULT_H

#include "base/buf.h"
#include "base/path.h"
#include "wire/blob.h"

struct vault {
    char dir[PATH_SIZE];
    int64_t reserve; /* bytes that stay free on the disk for the database: text is refused last */
};

/* Makes the folder where it is missing. */
enum err vault_open(const char *state_dir, struct vault *out) MUST_USE;

/* The right to write one page, for one at a time in all programs. ERR_BUSY: another has it;
 * ERR_FULL, ERR_STORAGE. Close with vault_end. */
struct vault_writer {
    int fd; /* -1: none */
    int64_t size;
};
enum err vault_begin(const struct vault *vault, const uint8_t hash[HASH_BYTES],
                     struct vault_writer *out) MUST_USE;
void vault_end(struct vault_writer *writer);
/* Puts the bytes at the offset, whatever was there from it on, and has them on the disk when OK.
 * ERR_FULL: the disk is short. */
enum err vault_put(const struct vault *vault, struct vault_writer *writer, int64_t offset,
                   const void *bytes, size_t len) MUST_USE;

/* The length of the file; -1 where there is none. */
int64_t vault_size(const struct vault *vault, const uint8_t hash[HASH_BYTES]);
/* The whole page, checked against its name. ERR_NOT_FOUND; ERR_INVALID: it is not what its name
 * says; ERR_STORAGE. */
enum err vault_read(const struct vault *vault, const struct blob_name *name, struct buf *out)
    MUST_USE;
/* Harmless when it is gone. */
void vault_remove(const struct vault *vault, const uint8_t hash[HASH_BYTES]);

#endif
