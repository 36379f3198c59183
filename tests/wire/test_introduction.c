#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "wire/introduction.h"
#include "wire/support/refuse.h"

static struct introduction full_introduction(void)
{
    struct introduction introduction = {.offer = {.kiosk = "PKL-01"},
                                        .url = "https://kantor.example",
                                        .code = "ENR7K3MQ9XT2HW",
                                        .token = "abc",
                                        .probe_len = 80};
    memset(&introduction.offer.device, 1, sizeof(introduction.offer.device));
    memset(introduction.probe, 7, introduction.probe_len);
    return introduction;
}

static struct acquaintance full_acquaintance(void)
{
    struct acquaintance acquaintance = {
        .token = "abc",
        .approved = true,
        .enrolment = {.kiosk = "PKL-01", .office_url = "https://kantor.example"}};
    memset(&acquaintance.enrolment.office, 2, sizeof(acquaintance.enrolment.office));
    memset(acquaintance.enrolment.escrow.bytes, 3, KEY_BYTES);
    memset(acquaintance.enrolment.fleet_salt, 4, FLEET_SALT_BYTES);
    memset(acquaintance.probe, 5, PROBE_BYTES);
    return acquaintance;
}

static enum err read_introduction(const void *bytes, size_t len)
{
    struct introduction out, untouched;
    memset(&out, 0x5a, sizeof(out));
    untouched = out;
    enum err err = introduction_read(bytes, len, &out);
    if (err != OK)
        assert_memory_equal(&out, &untouched, sizeof(out));
    return err;
}

static enum err read_acquaintance(const void *bytes, size_t len)
{
    struct acquaintance out, untouched;
    memset(&out, 0x5a, sizeof(out));
    untouched = out;
    enum err err = acquaintance_read(bytes, len, &out);
    if (err != OK)
        assert_memory_equal(&out, &untouched, sizeof(out));
    return err;
}

static void introductions(void **state)
{
    (void)state;
    static const struct damage damages[] = {
        {"\"offer\":{", "\"offer\":\"\",\"x\":{"},
        {"PKL-01", "../PKL"},
        {"https://", "http://"},
        {"\"code\":\"", "\"code\":\"\\n"},
        {"\"token\":\"abc\"", "\"token\":7"},
        {"\"probe\":\"", "\"probe\":\"*"},
        {"\"probe\":\"", "\"probe\":[],\"x\":\""},
    };
    struct introduction introduction = full_introduction(), back;
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, INTRODUCTION_MAX);
    assert_int_equal(introduction_write(&introduction, &bytes), OK);
    assert_int_equal(introduction_read(bytes.data, bytes.len, &back), OK);
    assert_string_equal(back.offer.kiosk, "PKL-01");
    assert_memory_equal(&back.offer.device, &introduction.offer.device, sizeof(back.offer.device));
    assert_string_equal(back.url, introduction.url);
    assert_string_equal(back.code, introduction.code);
    assert_string_equal(back.token, introduction.token);
    assert_int_equal(back.probe_len, introduction.probe_len);
    assert_memory_equal(back.probe, introduction.probe, back.probe_len);
    refuse_all(buf_text(&bytes), damages, LENGTH(damages), read_introduction);
}

static void acquaintances(void **state)
{
    (void)state;
    static const struct damage damages[] = {
        {"https://", "http://"},
        {"\"enrolment\":{", "\"enrolment\":[],\"x\":{"},
        {"\"approved\":true", "\"approved\":\"true\""},
        {"\"probe\":\"", "\"probe\":\"A"},
        {"\"escrow\":\"", "\"escrow\":\"\",\"x\":\""},
    };
    struct acquaintance acquaintance = full_acquaintance(), back;
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, INTRODUCTION_MAX);
    assert_int_equal(acquaintance_write(&acquaintance, &bytes), OK);
    assert_int_equal(acquaintance_read(bytes.data, bytes.len, &back), OK);
    assert_memory_equal(&back.enrolment.office, &acquaintance.enrolment.office,
                        sizeof(back.enrolment.office));
    assert_string_equal(back.token, "abc");
    assert_true(back.approved);
    assert_memory_equal(back.probe, acquaintance.probe, PROBE_BYTES);
    refuse_all(buf_text(&bytes), damages, LENGTH(damages), read_acquaintance);
}

/* Any key that somebody in the middle changes shows in the words. */
static void words_cover_every_key(void **state)
{
    (void)state;
    const struct identity_public device = full_introduction().offer.device;
    const struct enrolment whole = full_acquaintance().enrolment;
    char words[KEY_WORDS_SIZE], other[KEY_WORDS_SIZE];
    assert_int_equal(introduction_words(&device, &whole, words), OK);
    struct identity_public false_device = device;
    struct enrolment changed[5] = {whole, whole, whole, whole, whole};
    false_device.seal.bytes[31] ^= 1;
    changed[1].office.sign.bytes[0] ^= 1;
    changed[2].office.seal.bytes[0] ^= 1;
    changed[3].escrow.bytes[0] ^= 1;
    changed[4].fleet_salt[0] ^= 1;
    for (size_t i = 0; i < LENGTH(changed); i++) {
        assert_int_equal(introduction_words(i == 0 ? &false_device : &device, &changed[i], other),
                         OK);
        assert_string_not_equal(words, other);
    }
}

static void codes_as_people_type_them(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *plain;
    } table[] = {
        {"ENR-7K3M-Q9XT-2HW", "ENR7K3MQ9XT2HW"},
        {"enr-7k3m-q9xt-2hw\n", "ENR7K3MQ9XT2HW"},
        {" enr 7k3m q9xt 2hw ", "ENR7K3MQ9XT2HW"},
        {"ENR-OIL0-oil0-111", "ENR01100110111"},
        {"", NULL},
        {"--- \n", NULL},
        {"0123456789012345678901234567890123456789", NULL},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        char plain[INTRODUCTION_CODE];
        bool good = introduction_code(table[i].typed, plain);
        assert_int_equal(good, table[i].plain != NULL);
        if (good)
            assert_string_equal(plain, table[i].plain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(introductions),
        cmocka_unit_test(acquaintances),
        cmocka_unit_test(words_cover_every_key),
        cmocka_unit_test(codes_as_people_type_them),
    };
    return seal_start() == OK ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
