#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "seal/status.h"

static const uint8_t salt[FLEET_SALT_BYTES] = {1, 2,  3,  4,  5,  6,  7,  8,
                                               9, 10, 11, 12, 13, 14, 15, 16};
static const char text[] = "{\"step\":5,\"note\":\"Surat rekomendasi belum ada\"}";
static struct status_key key;

static int setup(void **state)
{
    (void)state;
    return seal_start() == OK && status_derive("ESG-7K3M-Q9XT-2HW", salt, &key) == OK ? 0 : -1;
}

/* Rows of codes on paper must open for as long as the paper lasts: these bytes never change. */
static void test_derivation_never_changes(void **state)
{
    (void)state;
    static const uint8_t id[] = {0xbc, 0x76, 0xfe, 0x07, 0xba, 0x79, 0x83, 0x79,
                                 0xd5, 0xc2, 0x61, 0x35, 0xde, 0x48, 0xcc, 0x59};
    static const uint8_t secret[] = {0x19, 0xa5, 0xe3, 0xe6, 0xf0, 0x53, 0x25, 0xb5,
                                     0x1e, 0x05, 0x3b, 0xee, 0xd3, 0xc1, 0x24, 0xff,
                                     0x12, 0xf0, 0x05, 0x9e, 0x19, 0x36, 0x8f, 0x0f,
                                     0xa9, 0x59, 0x4f, 0x69, 0x1d, 0x50, 0x4f, 0x0e};
    assert_memory_equal(key.id, id, sizeof(id));
    assert_memory_equal(key.key, secret, sizeof(secret));
}

static void test_other_codes_and_salts_give_other_rows(void **state)
{
    (void)state;
    struct status_key other;
    uint8_t other_salt[FLEET_SALT_BYTES];
    memcpy(other_salt, salt, sizeof(salt));
    other_salt[0] ^= 1;
    assert_int_equal(status_derive("ESG-7K3M-Q9XT-2HX", salt, &other), OK);
    assert_memory_not_equal(other.id, key.id, STATUS_ID_BYTES);
    assert_memory_not_equal(other.key, key.key, KEY_BYTES);
    assert_int_equal(status_derive("ESG-7K3M-Q9XT-2HW", other_salt, &other), OK);
    assert_memory_not_equal(other.id, key.id, STATUS_ID_BYTES);
}

static void seal(const void *plain, size_t len, struct buf *out)
{
    buf_init(out, STATUS_SEALED_MAX);
    assert_int_equal(status_seal(&key, plain, len, out), OK);
}

static void test_round_trip_at_every_bucket_edge(void **state)
{
    (void)state;
    static const size_t lengths[] = {0, 1, 511, 512, 513, 1023, 1024, 3583};
    static char plain[4096];
    memset(plain, 0x80, sizeof(plain)); /* the padding's own mark */
    for (size_t i = 0; i < LENGTH(lengths); i++) {
        SCOPED(buf_fini) struct buf sealed;
        SCOPED(buf_fini) struct buf opened;
        buf_init(&opened, 4096);
        seal(plain, lengths[i], &sealed);
        assert_int_equal(sealed.len, 41 + (lengths[i] / 512 + 1) * 512);
        assert_int_equal(status_open(&key, sealed.data, sealed.len, &opened), OK);
        assert_int_equal(opened.len, lengths[i]);
        assert_memory_equal(opened.data, plain, lengths[i]);
    }
}

static void test_too_long_is_full(void **state)
{
    (void)state;
    static char plain[5000];
    static const size_t lengths[] = {3584, 3585, 4096, sizeof(plain)};
    SCOPED(buf_fini) struct buf sealed;
    buf_init(&sealed, 8192);
    for (size_t i = 0; i < LENGTH(lengths); i++)
        assert_int_equal(status_seal(&key, plain, lengths[i], &sealed), ERR_FULL);
    assert_int_equal(sealed.len, 0);

    SCOPED(buf_fini) struct buf small;
    buf_init(&small, 500);
    assert_int_equal(status_seal(&key, "x", 1, &small), ERR_FULL);
    assert_int_equal(small.len, 0);
}

static void test_same_text_never_seals_alike(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf one;
    SCOPED(buf_fini) struct buf other;
    seal(text, sizeof(text), &one);
    seal(text, sizeof(text), &other);
    assert_int_equal(one.len, other.len);
    assert_memory_not_equal(one.data, other.data, one.len);
    assert_null(memmem(one.data, one.len, "rekomendasi", 11));
}

static void assert_denied(const struct status_key *with, const uint8_t *bytes, size_t len)
{
    SCOPED(buf_fini) struct buf opened;
    buf_init(&opened, 4096);
    assert_int_equal(status_open(with, bytes, len, &opened), ERR_DENIED);
    assert_int_equal(opened.len, 0);
}

static void test_every_flip_and_every_truncation_is_denied(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf sealed;
    seal(text, sizeof(text), &sealed);
    for (size_t bit = 0; bit < sealed.len * 8; bit++) {
        sealed.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_denied(&key, sealed.data, sealed.len);
        sealed.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (size_t len = 0; len < sealed.len; len++)
        assert_denied(&key, sealed.data, len);
}

static void test_wrong_key_and_moved_row_are_denied(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf sealed;
    struct status_key other = key;
    seal(text, sizeof(text), &sealed);
    other.key[31] ^= 1;
    assert_denied(&other, sealed.data, sealed.len);
    other = key;
    other.id[0] ^= 1; /* the row stands under another id */
    assert_denied(&other, sealed.data, sealed.len);
    static const uint8_t zeros[2 * STATUS_SEALED_MAX];
    assert_denied(&key, zeros, sizeof(zeros));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_derivation_never_changes),
        cmocka_unit_test(test_other_codes_and_salts_give_other_rows),
        cmocka_unit_test(test_round_trip_at_every_bucket_edge),
        cmocka_unit_test(test_too_long_is_full),
        cmocka_unit_test(test_same_text_never_seals_alike),
        cmocka_unit_test(test_every_flip_and_every_truncation_is_denied),
        cmocka_unit_test(test_wrong_key_and_moved_row_are_denied),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
