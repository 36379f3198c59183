#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "seal/envelope.h"
#include "seal/support/fixed.h"

static const char text[] = "{\"name\":\"Siti Rahmawati\",\"nik\":\"3375017008900012\","
                           "\"email\":\"siti@pekalongankota.go.id\",\"phone\":\"085612345678\"}";

static const struct envelope_head head = {
    .kiosk = "PKL-01",
    .item = {{0x01, 0x9a, 0xb2, 0xc3, 0xd4, 0xe5, 0x70, 0x01, 0x80, 2, 3, 4, 5, 6, 7, 8}},
    .kind = 1,
    .form = "bsre-esign-individu",
    .form_version = 3,
    .created = INT64_C(1795401660000),
};

static struct identity office, escrow, stranger;
static struct seal_public both[2];
static struct buf sealed; /* text for both */

static int setup(void **state)
{
    (void)state;
    if (seal_start() != OK)
        return -1;
    fixed_identity(&office);
    fixed_other(1, &escrow);
    fixed_other(2, &stranger);
    both[0] = office.public.seal;
    both[1] = escrow.public.seal;
    buf_init(&sealed, ENVELOPE_MAX);
    return envelope_seal(&head, text, sizeof(text), both, 2, &sealed) == OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    buf_fini(&sealed);
    return 0;
}

static enum err open_with(const struct identity *who, const void *bytes, size_t len,
                          struct buf *plain)
{
    struct envelope_head opened;
    struct envelope_head untouched;
    memset(&opened, 0x5a, sizeof(opened));
    untouched = opened;
    enum err err = envelope_open(bytes, len, &who->public.seal, &who->seal, &opened, plain);
    if (err == OK) {
        assert_memory_equal(&opened, &head, sizeof(head));
    } else {
        assert_memory_equal(&opened, &untouched, sizeof(opened));
        assert_int_equal(plain->len, 0);
    }
    return err;
}

static void assert_refused(const void *bytes, size_t len)
{
    SCOPED(buf_fini) struct buf plain;
    buf_init(&plain, ENVELOPE_MAX);
    assert_int_not_equal(open_with(&office, bytes, len, &plain), OK);
}

static void test_every_recipient_opens_and_nobody_else(void **state)
{
    (void)state;
    const struct identity *const who[] = {&office, &escrow};
    for (size_t i = 0; i < LENGTH(who); i++) {
        SCOPED(buf_fini) struct buf plain;
        buf_init(&plain, ENVELOPE_MAX);
        assert_int_equal(open_with(who[i], sealed.data, sealed.len, &plain), OK);
        assert_int_equal(plain.len, sizeof(text));
        assert_memory_equal(plain.data, text, sizeof(text));
    }
    SCOPED(buf_fini) struct buf plain;
    buf_init(&plain, ENVELOPE_MAX);
    assert_int_equal(open_with(&stranger, sealed.data, sealed.len, &plain), ERR_DENIED);
    struct identity half = office; /* the right name with the wrong secret */
    half.seal = stranger.seal;
    assert_int_equal(open_with(&half, sealed.data, sealed.len, &plain), ERR_DENIED);
}

static void test_header_is_readable_by_all(void **state)
{
    (void)state;
    struct envelope_head read;
    memset(&read, 0, sizeof(read));
    assert_int_equal(envelope_read(sealed.data, sealed.len, &read), OK);
    assert_string_equal(read.kiosk, "PKL-01");
    assert_memory_equal(&read.item, &head.item, sizeof(head.item));
    assert_int_equal(read.kind, 1);
    assert_string_equal(read.form, "bsre-esign-individu");
    assert_int_equal(read.form_version, 3);
    assert_int_equal(read.created, head.created);
    /* magic, version, kind, form version, big-endian */
    static const uint8_t start[] = {'A', 'N', 'J', '1', 1, 1, 0, 3};
    assert_memory_equal(sealed.data, start, sizeof(start));
}

static void test_nothing_personal_stands_in_it(void **state)
{
    (void)state;
    static const char *const words[] = {"Siti", "3375", "siti@", "0856", "name", "\"nik\""};
    for (size_t i = 0; i < LENGTH(words); i++)
        assert_null(memmem(sealed.data, sealed.len, words[i], strlen(words[i])));
}

static void test_same_text_never_seals_alike(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf again;
    buf_init(&again, ENVELOPE_MAX);
    assert_int_equal(envelope_seal(&head, text, sizeof(text), both, 2, &again), OK);
    assert_int_equal(again.len, sealed.len);
    assert_memory_not_equal(again.data + again.len - 512, sealed.data + sealed.len - 512, 512);
}

static void test_every_flipped_bit_is_refused(void **state)
{
    (void)state;
    for (size_t bit = 0; bit < sealed.len * 8; bit++) {
        sealed.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_refused(sealed.data, sealed.len);
        sealed.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
}

static void test_every_truncation_is_refused(void **state)
{
    (void)state;
    struct envelope_head read;
    for (size_t len = 0; len < sealed.len; len++) {
        assert_refused(sealed.data, len);
        /* One bucket, so that no shorter body is whole. */
        assert_int_equal(envelope_read(sealed.data, len, &read), ERR_INVALID);
    }
    SCOPED(buf_fini) struct buf longer;
    buf_init(&longer, ENVELOPE_MAX);
    buf_put(&longer, sealed.data, sealed.len);
    buf_putc(&longer, '\0');
    assert_refused(longer.data, longer.len);
}

static size_t header_length(size_t recipients)
{
    return 4 + 1 + 1 + 2 + 16 + 8 + 1 + strlen(head.kiosk) + 1 + strlen(head.form) + 1 +
           recipients * 88 + 24;
}

static void test_lengths_fall_into_buckets(void **state)
{
    (void)state;
    static const struct {
        size_t len, body;
    } table[] = {
        {0, 512 + 17},       {1, 512 + 17},       {511, 512 + 17},     {512, 1024 + 17},
        {1023, 1024 + 17},   {32768, 33280 + 17}, {65023, 65024 + 17}, {65535, 65536 + 17},
        {65536, 66048 + 34}, {66047, 66048 + 34}, {97000, 97280 + 34},
    };
    static char plain[ENVELOPE_MAX];
    memset(plain, 0x80, sizeof(plain)); /* the padding's own mark */
    for (size_t i = 0; i < LENGTH(table); i++) {
        SCOPED(buf_fini) struct buf bytes;
        SCOPED(buf_fini) struct buf opened;
        buf_init(&bytes, ENVELOPE_MAX);
        buf_init(&opened, ENVELOPE_MAX);
        assert_int_equal(envelope_seal(&head, plain, table[i].len, both, 2, &bytes), OK);
        assert_int_equal(bytes.len, header_length(2) + table[i].body);
        assert_int_equal(open_with(&escrow, bytes.data, bytes.len, &opened), OK);
        assert_int_equal(opened.len, table[i].len);
        assert_memory_equal(opened.data, plain, opened.len);
    }
}

/* Of two chunks: swapped, first left out, last left out, either repeated. */
static void test_chunks_keep_their_places(void **state)
{
    (void)state;
    enum { CHUNK = 65536 + 17 };
    static char plain[2 * 32768 + 20000];
    SCOPED(buf_fini) struct buf bytes;
    SCOPED(buf_fini) struct buf other;
    buf_init(&bytes, ENVELOPE_MAX);
    buf_init(&other, 4 * CHUNK);
    assert_int_equal(envelope_seal(&head, plain, sizeof(plain), both, 2, &bytes), OK);
    const size_t start = header_length(2), rest = bytes.len - start - CHUNK;
    const uint8_t *first = bytes.data + start, *last = first + CHUNK;
    const struct {
        const uint8_t *one, *two;
        size_t one_len, two_len;
    } orders[] = {
        {last, first, rest, CHUNK}, {last, NULL, rest, 0},       {first, NULL, CHUNK, 0},
        {last, last, rest, rest},   {first, first, CHUNK, rest},
    };
    for (size_t i = 0; i < LENGTH(orders); i++) {
        buf_clear(&other);
        buf_put(&other, bytes.data, start);
        buf_put(&other, orders[i].one, orders[i].one_len);
        buf_put(&other, orders[i].two, orders[i].two_len);
        assert_refused(other.data, other.len);
    }
}

static void test_body_moved_to_another_header_is_refused(void **state)
{
    (void)state;
    /* The office's own row of keys, and all else, stays: only the item's id is another one. */
    sealed.data[8] ^= 0xff;
    assert_refused(sealed.data, sealed.len);
    sealed.data[8] ^= 0xff;
}

static void test_full_leaves_the_buffer_alone(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf small;
    buf_init(&small, sealed.len + 3);
    buf_puts(&small, "abcd");
    assert_int_equal(envelope_seal(&head, text, sizeof(text), both, 2, &small), ERR_FULL);
    assert_int_equal(small.len, 4);
    assert_string_equal(buf_text(&small), "abcd");

    static char plain[ENVELOPE_MAX + 1];
    SCOPED(buf_fini) struct buf large;
    buf_init(&large, 4 * ENVELOPE_MAX);
    assert_int_equal(envelope_seal(&head, plain, sizeof(plain), both, 2, &large), ERR_FULL);
    assert_int_equal(envelope_seal(&head, plain, 98300, both, 2, &large), ERR_FULL);
    assert_int_equal(large.len, 0);
    assert_int_equal(envelope_seal(&head, text, sizeof(text), both, 2, &large), OK);
    assert_int_equal(envelope_seal(&head, text, sizeof(text), both, 2, &large), OK);
    assert_int_equal(large.len, 2 * sealed.len);
    assert_int_equal(envelope_read(large.data + sealed.len, sealed.len, &(struct envelope_head){0}),
                     OK);

    SCOPED(buf_fini) struct buf plain_small;
    buf_init(&plain_small, sizeof(text) - 1);
    assert_int_equal(open_with(&office, sealed.data, sealed.len, &plain_small), ERR_FULL);
}

static void test_bad_heads_are_not_sealed(void **state)
{
    (void)state;
    struct envelope_head bad[] = {head, head, head, head, head, head};
    SCOPED(buf_fini) struct buf out;
    buf_init(&out, ENVELOPE_MAX);
    bad[0].kiosk[0] = '\0';
    memset(bad[1].kiosk, 'x', sizeof(bad[1].kiosk));
    memset(bad[2].form, 'x', sizeof(bad[2].form));
    strcpy(bad[3].kiosk, "a b");
    strcpy(bad[4].form, "a\nb");
    bad[5].created = -1;
    for (size_t i = 0; i < LENGTH(bad); i++)
        assert_int_equal(envelope_seal(&bad[i], text, sizeof(text), both, 2, &out), ERR_INVALID);
    static const struct seal_public zero;
    assert_int_equal(envelope_seal(&head, text, sizeof(text), &zero, 1, &out), ERR_INVALID);
    assert_int_equal(out.len, 0);
}

static void test_malformed_headers_are_invalid(void **state)
{
    (void)state;
    static const size_t kiosk_len = 32, count_at = 4 + 1 + 1 + 2 + 16 + 8 + 1 + 6 + 1 + 19;
    static const struct {
        size_t at;
        uint8_t value;
    } table[] = {
        {0, 'a'},  {3, '2'},      {4, 0},        {4, 2},          {24, 0x80}, {32, 0},
        {32, 32},  {32, 255},     {33, ' '},     {33, 0},         {35, 0x7f}, {39, 64},
        {39, 255}, {count_at, 0}, {count_at, 5}, {count_at, 255},
    };
    struct envelope_head read;
    assert_int_equal(sealed.data[kiosk_len], 6);
    assert_int_equal(sealed.data[count_at], 2);
    for (size_t i = 0; i < LENGTH(table); i++) {
        uint8_t was = sealed.data[table[i].at];
        sealed.data[table[i].at] = table[i].value;
        assert_int_equal(envelope_read(sealed.data, sealed.len, &read), ERR_INVALID);
        sealed.data[table[i].at] = was;
    }
    static uint8_t huge[ENVELOPE_MAX + 1];
    memcpy(huge, sealed.data, sealed.len);
    assert_int_equal(envelope_read(huge, sizeof(huge), &read), ERR_INVALID);
    assert_int_equal(envelope_read(NULL, 0, &read), ERR_INVALID);
}

static void test_one_to_four_recipients(void **state)
{
    (void)state;
    struct identity who[ENVELOPE_RECIPIENTS];
    struct seal_public keys[ENVELOPE_RECIPIENTS];
    for (uint8_t i = 0; i < ENVELOPE_RECIPIENTS; i++) {
        fixed_other((uint8_t)(10 + i), &who[i]);
        keys[i] = who[i].public.seal;
    }
    for (size_t count = 1; count <= ENVELOPE_RECIPIENTS; count++) {
        SCOPED(buf_fini) struct buf bytes;
        buf_init(&bytes, ENVELOPE_MAX);
        assert_int_equal(envelope_seal(&head, text, sizeof(text), keys, count, &bytes), OK);
        for (size_t i = 0; i < ENVELOPE_RECIPIENTS; i++) {
            SCOPED(buf_fini) struct buf plain;
            buf_init(&plain, ENVELOPE_MAX);
            assert_int_equal(open_with(&who[i], bytes.data, bytes.len, &plain),
                             i < count ? OK : ERR_DENIED);
        }
    }
}

static void test_short_secret(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf secret;
    SCOPED(buf_fini) struct buf plain;
    buf_init(&secret, 512);
    buf_init(&plain, 512);
    assert_int_equal(secret_seal(&office.public.seal, text, sizeof(text), &secret), OK);
    assert_null(memmem(secret.data, secret.len, "Siti", 4));
    assert_int_equal(
        secret_open(&stranger.public.seal, &stranger.seal, secret.data, secret.len, &plain),
        ERR_DENIED);
    for (size_t bit = 0; bit < secret.len * 8; bit++) {
        secret.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_not_equal(
            secret_open(&office.public.seal, &office.seal, secret.data, secret.len, &plain), OK);
        secret.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (size_t len = 0; len < secret.len; len++)
        assert_int_equal(secret_open(&office.public.seal, &office.seal, secret.data, len, &plain),
                         len < 48 ? ERR_INVALID : ERR_DENIED);
    assert_int_equal(plain.len, 0);
    assert_int_equal(
        secret_open(&office.public.seal, &office.seal, secret.data, secret.len, &plain), OK);
    assert_int_equal(plain.len, sizeof(text));
    assert_memory_equal(plain.data, text, sizeof(text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_recipient_opens_and_nobody_else),
        cmocka_unit_test(test_header_is_readable_by_all),
        cmocka_unit_test(test_nothing_personal_stands_in_it),
        cmocka_unit_test(test_same_text_never_seals_alike),
        cmocka_unit_test(test_every_flipped_bit_is_refused),
        cmocka_unit_test(test_every_truncation_is_refused),
        cmocka_unit_test(test_lengths_fall_into_buckets),
        cmocka_unit_test(test_chunks_keep_their_places),
        cmocka_unit_test(test_body_moved_to_another_header_is_refused),
        cmocka_unit_test(test_full_leaves_the_buffer_alone),
        cmocka_unit_test(test_bad_heads_are_not_sealed),
        cmocka_unit_test(test_malformed_headers_are_invalid),
        cmocka_unit_test(test_one_to_four_recipients),
        cmocka_unit_test(test_short_secret),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
