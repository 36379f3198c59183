#include "seal/keys.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/path.h"

/* The file: magic, Ed25519 seed, X25519 secret, BLAKE2b-256 of all before it, so that a damaged
 * file is told apart from another identity. */
#define FILE_MAGIC "ANJKEY1\n"
enum { MAGIC_BYTES = 8, FILE_SUM_AT = MAGIC_BYTES + 2 * KEY_BYTES, FILE_BYTES = FILE_SUM_AT + 32 };

enum { LOCKED_ALIGN = 64 };

struct key_file {
    uint8_t bytes[FILE_BYTES];
};

static void key_file_wipe(struct key_file *file)
{
    wipe(file, sizeof(*file));
}

static void fd_close(const int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

enum err seal_start(void)
{
    if (sodium_init() < 0) {
        log_error("libsodium does not start");
        return ERR_STORAGE;
    }
    return OK;
}

static void identity_from(const uint8_t sign_seed[KEY_BYTES], const uint8_t seal_secret[KEY_BYTES],
                          struct identity *out)
{
    crypto_sign_seed_keypair(out->public.sign.bytes, out->sign.bytes, sign_seed);
    memcpy(out->seal.bytes, seal_secret, KEY_BYTES);
    crypto_scalarmult_base(out->public.seal.bytes, out->seal.bytes);
}

void identity_make(const struct entropy *entropy, struct identity *out)
{
    uint8_t random[2 * KEY_BYTES];
    entropy->fill(entropy->self, random, sizeof(random));
    identity_from(random, random + KEY_BYTES, out);
    wipe(random, sizeof(random));
}

enum err identity_save(const struct identity *identity, const char *path)
{
    SCOPED(key_file_wipe) struct key_file file;
    memcpy(file.bytes, FILE_MAGIC, MAGIC_BYTES);
    crypto_sign_ed25519_sk_to_seed(file.bytes + MAGIC_BYTES, identity->sign.bytes);
    memcpy(file.bytes + MAGIC_BYTES + KEY_BYTES, identity->seal.bytes, KEY_BYTES);
    hash_bytes(file.bytes, FILE_SUM_AT, file.bytes + FILE_SUM_AT);
    return path_write(path, file.bytes, sizeof(file.bytes), 0600);
}

/* Reads until the file ends or the bytes are full; -1 when the disk fails. */
static ssize_t read_all(int fd, uint8_t *bytes, size_t size)
{
    size_t len = 0;
    while (len < size) {
        ssize_t got = read(fd, bytes + len, size - len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        len += (size_t)got;
    }
    return (ssize_t)len;
}

static enum err key_file_read(const char *path, struct key_file *out)
{
    SCOPED(fd_close) const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT)
        return ERR_NOT_FOUND;
    struct stat info;
    if (fd < 0 || fstat(fd, &info) < 0) {
        log_error("%s: %s", path, strerror(errno));
        return ERR_STORAGE;
    }
    if (!S_ISREG(info.st_mode) || info.st_size != FILE_BYTES) {
        log_error("%s: not a key file", path);
        return ERR_INVALID;
    }
    if (info.st_mode & (S_IRWXG | S_IRWXO)) {
        log_error("%s: mode %04o lets others read the keys, expected 0600", path,
                  (unsigned)(info.st_mode & 07777));
        return ERR_DENIED;
    }
    if (read_all(fd, out->bytes, FILE_BYTES) != FILE_BYTES) {
        log_error("%s: cannot be read", path);
        return ERR_STORAGE;
    }
    return OK;
}

enum err identity_load(const char *path, struct identity *out)
{
    SCOPED(key_file_wipe) struct key_file file;
    enum err err = key_file_read(path, &file);
    if (err != OK)
        return err;
    uint8_t sum[HASH_BYTES];
    hash_bytes(file.bytes, FILE_SUM_AT, sum);
    if (memcmp(file.bytes, FILE_MAGIC, MAGIC_BYTES) != 0 ||
        !secret_equal(sum, file.bytes + FILE_SUM_AT, HASH_BYTES)) {
        log_error("%s: not a key file, or damaged", path);
        return ERR_INVALID;
    }
    identity_from(file.bytes + MAGIC_BYTES, file.bytes + MAGIC_BYTES + KEY_BYTES, out);
    return OK;
}

enum err identity_ensure(const char *path, const struct entropy *entropy, struct identity *out)
{
    enum err err = identity_load(path, out);
    if (err != ERR_NOT_FOUND)
        return err;
    struct identity made;
    identity_make(entropy, &made);
    err = identity_save(&made, path);
    if (err == OK)
        *out = made;
    identity_wipe(&made);
    return err;
}

void identity_wipe(struct identity *identity)
{
    wipe(identity, sizeof(*identity));
}

void key_id(const uint8_t key[KEY_BYTES], uint8_t out[KEY_ID_BYTES])
{
    uint8_t hash[HASH_BYTES];
    hash_bytes(key, KEY_BYTES, hash);
    memcpy(out, hash, KEY_ID_BYTES);
}

void key_name(const uint8_t key[KEY_BYTES], char out[KEY_NAME_SIZE])
{
    uint8_t id[KEY_ID_BYTES];
    key_id(key, id);
    sodium_bin2hex(out, KEY_NAME_SIZE, id, sizeof(id));
}

void hash_bytes(const void *bytes, size_t len, uint8_t out[HASH_BYTES])
{
    crypto_generichash(out, HASH_BYTES, bytes, len, NULL, 0);
}

void hash_sha256(const void *bytes, size_t len, uint8_t out[HASH_BYTES])
{
    crypto_hash_sha256(out, bytes, len);
}

int secret_equal(const void *a, const void *b, size_t len)
{
    return sodium_memcmp(a, b, len) == 0;
}

void *locked_new(size_t size)
{
    assert(size > 0);
    if (size > SIZE_MAX - LOCKED_ALIGN)
        return NULL;
    /* sodium_malloc ends its block at a guard page: only a rounded size starts it aligned. */
    size = (size + LOCKED_ALIGN - 1) / LOCKED_ALIGN * LOCKED_ALIGN;
    void *memory = sodium_malloc(size);
    if (!memory)
        return NULL;
    /* sodium_malloc is content with memory that the machine would not lock; we are not. */
    if (sodium_mlock(memory, size) != 0) {
        sodium_free(memory);
        return NULL;
    }
    memset(memory, 0, size);
    return memory;
}

void locked_free(void *memory)
{
    sodium_free(memory);
}
