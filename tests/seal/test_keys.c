#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/path.h"
#include "seal/keys.h"
#include "seal/support/fixed.h"
#include "support/tempdir.h"

static struct tempdir dir;
static char file[PATH_SIZE];

static int setup(void **state)
{
    (void)state;
    tempdir_make(&dir);
    assert_int_equal(path_join(file, dir.path, "device.key"), OK);
    return seal_start() == OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    tempdir_remove(&dir);
    return 0;
}

static void assert_hex(const uint8_t *bytes, size_t len, const char *hex)
{
    char text[2 * 64 + 1];
    assert_true(len <= 64);
    for (size_t i = 0; i < len; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    assert_string_equal(text, hex);
}

static void test_public_halves_follow_from_secret_ones(void **state)
{
    (void)state;
    struct identity identity;
    fixed_identity(&identity);
    /* RFC 9421, B.1.4; the second value is OpenSSL's for the same X25519 secret. */
    assert_hex(identity.public.sign.bytes, KEY_BYTES,
               "26b40b8f93fff3d897112f7ebc582b232dbd72517d082fe83cfb30ddce43d1bb");
    assert_hex(identity.public.seal.bytes, KEY_BYTES,
               "8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f");
}

static void test_key_id_and_hash(void **state)
{
    (void)state;
    struct identity identity;
    uint8_t id[KEY_ID_BYTES], hash[HASH_BYTES];
    fixed_identity(&identity);
    key_id(identity.public.sign.bytes, id);
    assert_hex(id, sizeof(id), "9b6d10b2a979102d");
    hash_bytes("", 0, hash);
    assert_hex(hash, sizeof(hash),
               "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

static void test_saved_identity_loads(void **state)
{
    (void)state;
    struct identity saved, loaded;
    struct stat info;
    fixed_identity(&saved);
    assert_int_equal(identity_save(&saved, file), OK);
    assert_int_equal(stat(file, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    assert_int_equal(identity_load(file, &loaded), OK);
    assert_memory_equal(&loaded, &saved, sizeof(saved));
}

static void test_file_others_may_read_is_refused(void **state)
{
    (void)state;
    static const mode_t modes[] = {0640, 0604, 0660, 0610, 0602, 0777};
    struct identity identity, untouched;
    fixed_identity(&identity);
    assert_int_equal(identity_save(&identity, file), OK);
    memset(&identity, 0x5a, sizeof(identity));
    untouched = identity;
    for (size_t i = 0; i < LENGTH(modes); i++) {
        assert_int_equal(chmod(file, modes[i]), 0);
        assert_int_equal(identity_load(file, &identity), ERR_DENIED);
        assert_memory_equal(&identity, &untouched, sizeof(identity));
    }
    assert_int_equal(chmod(file, 0400), 0);
    assert_int_equal(identity_load(file, &identity), OK);
}

static void test_damaged_file_is_refused(void **state)
{
    (void)state;
    struct identity identity;
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, 4096);
    fixed_identity(&identity);
    assert_int_equal(identity_save(&identity, file), OK);
    assert_int_equal(path_read(file, &bytes), OK);
    for (size_t i = 0; i < bytes.len; i++) {
        bytes.data[i] ^= 1;
        assert_int_equal(path_write(file, bytes.data, bytes.len, 0600), OK);
        assert_int_equal(identity_load(file, &identity), ERR_INVALID);
        bytes.data[i] ^= 1;
    }
    static const size_t lengths[] = {0, 1, 8, 72, 103};
    for (size_t i = 0; i < LENGTH(lengths); i++) {
        assert_int_equal(path_write(file, bytes.data, lengths[i], 0600), OK);
        assert_int_equal(identity_load(file, &identity), ERR_INVALID);
    }
    buf_putc(&bytes, 'x');
    assert_int_equal(path_write(file, bytes.data, bytes.len, 0600), OK);
    assert_int_equal(identity_load(file, &identity), ERR_INVALID);
    assert_int_equal(identity_load(dir.path, &identity), ERR_INVALID);
}

static void test_ensure_makes_once(void **state)
{
    (void)state;
    struct identity first, second;
    struct entropy entropy = entropy_system();
    assert_int_equal(identity_load(file, &first), ERR_NOT_FOUND);
    assert_int_equal(identity_ensure(file, &entropy, &first), OK);
    assert_int_equal(identity_ensure(file, &entropy, &second), OK);
    assert_memory_equal(&first, &second, sizeof(first));
    assert_int_equal(chmod(file, 0644), 0);
    assert_int_equal(identity_ensure(file, &entropy, &second), ERR_DENIED);
}

static void test_ensure_says_when_the_folder_is_missing(void **state)
{
    (void)state;
    struct identity identity = {.seal = {{1}}};
    struct entropy entropy = entropy_system();
    char missing[PATH_SIZE];
    assert_int_equal(path_join(missing, dir.path, "none/device.key"), OK);
    assert_int_not_equal(identity_ensure(missing, &entropy, &identity), OK);
    assert_int_equal(identity.seal.bytes[0], 1);
}

static void test_wiped_identity_is_zero(void **state)
{
    (void)state;
    struct identity identity;
    static const struct identity zero;
    fixed_identity(&identity);
    identity_wipe(&identity);
    assert_memory_equal(&identity, &zero, sizeof(identity));
}

static void test_secret_equal(void **state)
{
    (void)state;
    assert_true(secret_equal("abc", "abc", 3));
    assert_false(secret_equal("abc", "abd", 3));
    assert_true(secret_equal("abc", "abd", 2));
    assert_true(secret_equal("", "", 0));
}

/* The flags of the mapping that holds the address, from /proc/self/smaps; "" where there is none.
 */
static void mapping_flags(const void *address, char out[256])
{
    unsigned long from, to;
    char line[512];
    bool inside = false;
    FILE *maps = fopen("/proc/self/smaps", "r");
    assert_non_null(maps);
    out[0] = '\0';
    while (fgets(line, sizeof(line), maps)) {
        if (sscanf(line, "%lx-%lx ", &from, &to) == 2)
            inside = (unsigned long)address >= from && (unsigned long)address < to;
        else if (inside && strncmp(line, "VmFlags:", 8) == 0)
            snprintf(out, 256, "%.255s", line + 8);
    }
    fclose(maps);
}

static void test_locked_memory_is_zero_aligned_and_not_dumped(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 7, 64, 65, 4096, 100000};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        uint8_t *memory = locked_new(sizes[i]);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % 64, 0);
        for (size_t at = 0; at < sizes[i]; at++)
            assert_int_equal(memory[at], 0);
        memset(memory, 0xa5, sizes[i]);
        char flags[256];
        mapping_flags(memory, flags);
        assert_non_null(strstr(flags, " dd")); /* left out of core dumps */
        locked_free(memory);
    }
    locked_free(NULL);
}

static void test_locked_memory_is_refused_where_it_cannot_be_locked(void **state)
{
    (void)state;
    struct rlimit before, none = {0, 0};
    assert_int_equal(getrlimit(RLIMIT_MEMLOCK, &before), 0);
    none.rlim_max = before.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_MEMLOCK, &none), 0);
    void *memory = locked_new(64);
    assert_int_equal(setrlimit(RLIMIT_MEMLOCK, &before), 0);
    /* A privileged process may lock whatever the limit says. */
    if (geteuid() != 0)
        assert_null(memory);
    locked_free(memory);
    assert_null(locked_new(SIZE_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_public_halves_follow_from_secret_ones, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_key_id_and_hash, setup, teardown),
        cmocka_unit_test_setup_teardown(test_saved_identity_loads, setup, teardown),
        cmocka_unit_test_setup_teardown(test_file_others_may_read_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_damaged_file_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ensure_makes_once, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ensure_says_when_the_folder_is_missing, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_wiped_identity_is_zero, setup, teardown),
        cmocka_unit_test_setup_teardown(test_secret_equal, setup, teardown),
        cmocka_unit_test_setup_teardown(test_locked_memory_is_zero_aligned_and_not_dumped, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_locked_memory_is_refused_where_it_cannot_be_locked,
                                        setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
