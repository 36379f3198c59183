#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/err.h"
#include "service/identity.h"

static void nik_table(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum identity_fault fault;
        int missing;
        struct birth birth;
    } table[] = {
        {"3375013008900012", IDENTITY_OK, 0, {1990, 8, 30, false}},
        {"3375017008900012", IDENTITY_OK, 0, {1990, 8, 30, true}},
        {"3375 0170 0890 0012", IDENTITY_OK, 0, {1990, 8, 30, true}},
        {" 3375 0170 0890 0012 ", IDENTITY_OK, 0, {1990, 8, 30, true}},
        /* first issued elsewhere: Jayapura, and a region that no longer exists */
        {"9171010101800001", IDENTITY_OK, 0, {1980, 1, 1, false}},
        {"5400010101800001", IDENTITY_OK, 0, {1980, 1, 1, false}},
        /* the century turns after the pivot year */
        {"3375010101260001", IDENTITY_OK, 0, {2026, 1, 1, false}},
        {"3375010101270001", IDENTITY_OK, 0, {1927, 1, 1, false}},
        {"3375010101000001", IDENTITY_OK, 0, {2000, 1, 1, false}},
        {"3375012902000001", IDENTITY_OK, 0, {2000, 2, 29, false}},
        {"3375016902880001", IDENTITY_OK, 0, {1988, 2, 29, true}},
        {"3375017112990001", IDENTITY_OK, 0, {1999, 12, 31, true}},
        {"3375012902890001", IDENTITY_DATE, 0, {0}},
        {"3375013113900012", IDENTITY_DATE, 0, {0}},
        {"3375010008900012", IDENTITY_DATE, 0, {0}},
        {"3375013200900012", IDENTITY_DATE, 0, {0}},
        {"3375014008900012", IDENTITY_DATE, 0, {0}}, /* day 40 is no man's and no woman's */
        {"3375017208900012", IDENTITY_DATE, 0, {0}},
        {"0000000000000000", IDENTITY_DATE, 0, {0}},
        {"3375017008900000", IDENTITY_SERIAL, 0, {0}},
        {"", IDENTITY_EMPTY, 0, {0}},
        {"   ", IDENTITY_EMPTY, 0, {0}},
        {"33750170089000", IDENTITY_SHORT, 2, {0}},
        {"3", IDENTITY_SHORT, 15, {0}},
        {"33750170089000123", IDENTITY_LONG, 0, {0}},
        {"3375-0170-0890-0012", IDENTITY_SIGNS, 0, {0}},
        {"3375O17008900012", IDENTITY_SIGNS, 0, {0}},
        {"337501700890\xd9\xa0"
         "012",
         IDENTITY_SIGNS,
         0,
         {0}},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct birth birth = {0};
        struct identity_check check = nik_check(table[i].text, 2026, &birth);
        if (check.fault != table[i].fault || check.missing != table[i].missing ||
            memcmp(&birth, &table[i].birth, sizeof(int) * 3) != 0 ||
            birth.female != table[i].birth.female)
            fail_msg("\"%s\": fault %d, missing %d, %d-%d-%d %d", table[i].text, check.fault,
                     check.missing, birth.year, birth.month, birth.day, birth.female);
        assert_int_equal(nik_check(table[i].text, 2026, NULL).fault, table[i].fault);
    }
}

static void a_thousand_digits_are_too_long(void **state)
{
    (void)state;
    char text[1001];
    memset(text, '1', sizeof(text) - 1);
    text[1000] = '\0';
    assert_int_equal(nik_check(text, 2026, NULL).fault, IDENTITY_LONG);
    assert_int_equal(nip_check(text, NULL).fault, IDENTITY_LONG);
    assert_int_equal(mobile_check(text, NULL).fault, IDENTITY_SHAPE);
    text[0] = '0', text[1] = '8';
    assert_int_equal(mobile_check(text, NULL).fault, IDENTITY_LONG);
    memset(text, 'a', sizeof(text) - 1);
    assert_int_equal(email_check(text, NULL).fault, IDENTITY_LONG);
}

static void nip_table(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum identity_fault fault;
        int missing;
        struct birth birth;
    } table[] = {
        {"199008302015022001", IDENTITY_OK, 0, {1990, 8, 30, true}},
        {"19900830 201502 1 001", IDENTITY_OK, 0, {1990, 8, 30, false}},
        /* PPPK: a code where the month of the appointment stands */
        {"199008302023212001", IDENTITY_OK, 0, {1990, 8, 30, true}},
        {"199008302024991002", IDENTITY_OK, 0, {1990, 8, 30, false}},
        {"200002292023211001", IDENTITY_OK, 0, {2000, 2, 29, false}},
        {"190002292023211001", IDENTITY_DATE, 0, {0}},
        {"199013302015022001", IDENTITY_DATE, 0, {0}},
        {"089008302015022001", IDENTITY_DATE, 0, {0}},
        {"199008302015023001", IDENTITY_SHAPE, 0, {0}},
        {"199008302015020001", IDENTITY_SHAPE, 0, {0}},
        {"", IDENTITY_EMPTY, 0, {0}},
        {"19900830201502200", IDENTITY_SHORT, 1, {0}},
        {"1990083020150220012", IDENTITY_LONG, 0, {0}},
        {"19900830.201502.2.001", IDENTITY_SIGNS, 0, {0}},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct birth birth = {0};
        struct identity_check check = nip_check(table[i].text, &birth);
        if (check.fault != table[i].fault || check.missing != table[i].missing ||
            birth.year != table[i].birth.year || birth.female != table[i].birth.female)
            fail_msg("\"%s\": fault %d, missing %d, %d %d", table[i].text, check.fault,
                     check.missing, birth.year, birth.female);
    }
}

static void mobile_table(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum identity_fault fault;
        int missing;
        const char *normal;
    } table[] = {
        {"085612345678", IDENTITY_OK, 0, "085612345678"},
        {"0856-1234-5678", IDENTITY_OK, 0, "085612345678"},
        {"0856.1234.5678", IDENTITY_OK, 0, "085612345678"},
        {"+62 856 1234 5678", IDENTITY_OK, 0, "085612345678"},
        {"62856-1234-5678", IDENTITY_OK, 0, "085612345678"},
        {" +6285612345678", IDENTITY_OK, 0, "085612345678"},
        {"0812345678", IDENTITY_OK, 0, "0812345678"},
        {"0812345678901", IDENTITY_OK, 0, "0812345678901"},
        {"0899999999999", IDENTITY_OK, 0, "0899999999999"}, /* no list of operators */
        {"081234567", IDENTITY_SHORT, 1, ""},
        {"0856-12", IDENTITY_SHORT, 4, ""},
        {"0", IDENTITY_SHORT, 9, ""},
        {"6", IDENTITY_SHORT, 9, ""},
        {"62", IDENTITY_SHORT, 9, ""},
        {"+", IDENTITY_SHORT, 10, ""},
        {"+6", IDENTITY_SHORT, 9, ""},
        {"+62", IDENTITY_SHORT, 9, ""},
        {"08123456789012", IDENTITY_LONG, 0, ""},
        {"", IDENTITY_EMPTY, 0, ""},
        {" - ", IDENTITY_EMPTY, 0, ""},
        {"0285421243", IDENTITY_SHAPE, 0, ""},
        {"85612345678", IDENTITY_SHAPE, 0, ""},
        {"+60123456789", IDENTITY_SHAPE, 0, ""},
        {"+0856123456", IDENTITY_SHAPE, 0, ""},
        {"0856+1234567", IDENTITY_SIGNS, 0, ""},
        {"0856-1234-567a", IDENTITY_SIGNS, 0, ""},
        {"++628561234567", IDENTITY_SIGNS, 0, ""},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        char normal[16] = "";
        struct identity_check check = mobile_check(table[i].text, normal);
        if (check.fault != table[i].fault || check.missing != table[i].missing ||
            strcmp(normal, table[i].normal) != 0)
            fail_msg("\"%s\": fault %d, missing %d, \"%s\"", table[i].text, check.fault,
                     check.missing, normal);
    }
}

static void landline_table(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum identity_fault fault;
        int missing;
    } table[] = {
        {"0285421243", IDENTITY_OK, 0},      {"(0285) 421243", IDENTITY_OK, 0},
        {"0285-4212430", IDENTITY_OK, 0},    {"+62 285 421243", IDENTITY_OK, 0},
        {"028542124", IDENTITY_SHORT, 1},    {"02", IDENTITY_SHORT, 8},
        {"028542124301", IDENTITY_LONG, 0},  {"0284421243", IDENTITY_SHAPE, 0},
        {"085612345678", IDENTITY_SHAPE, 0}, {"", IDENTITY_EMPTY, 0},
        {"0285 4212x3", IDENTITY_SIGNS, 0},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct identity_check check = landline_check(table[i].text, "0285");
        if (check.fault != table[i].fault || check.missing != table[i].missing)
            fail_msg("\"%s\": fault %d, missing %d", table[i].text, check.fault, check.missing);
    }
}

#define A64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void email_table(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum identity_fault fault;
    } table[] = {
        {"contoh.pemohon@pekalongankota.go.id", IDENTITY_OK},
        {"a@b.co", IDENTITY_OK},
        {"o'neil+kios=1@sub-domain.example.co.id", IDENTITY_OK},
        {"CONTOH@PEKALONGANKOTA.GO.ID", IDENTITY_OK},
        {A64 "@example.com", IDENTITY_OK},
        {"a@1und1.de", IDENTITY_OK},
        {"", IDENTITY_EMPTY},
        {"contoh", IDENTITY_SHAPE},
        {"@example.com", IDENTITY_SHAPE},
        {"a@", IDENTITY_SHAPE},
        {"a@localhost", IDENTITY_SHAPE},
        {"a@b@c.id", IDENTITY_SHAPE},
        {".a@example.com", IDENTITY_SHAPE},
        {"a.@example.com", IDENTITY_SHAPE},
        {"a..b@example.com", IDENTITY_SHAPE},
        {"a@.example.com", IDENTITY_SHAPE},
        {"a@example..com", IDENTITY_SHAPE},
        {"a@example.com.", IDENTITY_SHAPE},
        {"a@-example.com", IDENTITY_SHAPE},
        {"a@example-.com", IDENTITY_SHAPE},
        {"a@127.0.0.1", IDENTITY_SHAPE},
        {"a@" A64 ".com", IDENTITY_SHAPE},
        {"a" A64 "@example.com", IDENTITY_LONG},
        {"a@b." A64 A64 A64 A64, IDENTITY_LONG},
        {"a b@example.com", IDENTITY_SIGNS},
        {"a@exa mple.com", IDENTITY_SIGNS},
        {" a@example.com", IDENTITY_SIGNS},
        {"\"a b\"@example.com", IDENTITY_SIGNS},
        {"a,b@example.com", IDENTITY_SIGNS},
        {"a@exam_ple.com", IDENTITY_SIGNS},
        {"j\xc3\xb6rg@example.com", IDENTITY_SIGNS},
        {"a@example.com\r\nBcc: x@y.z", IDENTITY_SIGNS},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        enum identity_fault fault = email_check(table[i].text, NULL).fault;
        if (fault != table[i].fault)
            fail_msg("\"%s\": fault %d", table[i].text, fault);
    }
}

static void email_domains(void **state)
{
    (void)state;
    const char *domains[] = {"pekalongankota.go.id", "example.org", NULL};
    assert_int_equal(email_check("a@PekalonganKota.go.id", domains).fault, IDENTITY_OK);
    assert_int_equal(email_check("a@example.org", domains).fault, IDENTITY_OK);
    assert_int_equal(email_check("a@x.pekalongankota.go.id", domains).fault, IDENTITY_DOMAIN);
    assert_int_equal(email_check("a@gmail.com", domains).fault, IDENTITY_DOMAIN);
    assert_int_equal(email_check("a@gmail.com", domains + 2).fault, IDENTITY_OK);
}

static void numbers_for_people(void **state)
{
    (void)state;
    static const struct {
        void (*group)(const char *digits, char *out, size_t out_size);
        const char *digits, *text;
    } table[] = {
        {nik_group, "3375017008900012", "3375 0170 0890 0012"},
        {nik_group, "33750170089000", "3375 0170 0890 00"},
        {nik_group, "3375", "3375"},
        {nik_group, "", ""},
        {nik_group, "337501700890001234", "3375 0170 0890 001234"},
        {nip_group, "199008302015022001", "19900830 201502 2 001"},
        {nip_group, "199008302015022", "19900830 201502 2"},
        {nip_group, "1990", "1990"},
        {mobile_group, "085612345678", "0856-1234-5678"},
        {mobile_group, "085612", "0856-12"},
        {mobile_group, "0812345678901", "0812-3456-78901"},
        {nik_mask, "3375017008900012", "3375 •••• •••• 0012"},
        {nik_mask, "3375017008", "3375 •••• ••"},
        {nik_mask, "33750", "3375 •"},
        {nik_mask, "", ""},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        char out[64];
        table[i].group(table[i].digits, out, sizeof(out));
        assert_string_equal(out, table[i].text);
    }
}

static void a_small_array_is_never_overrun(void **state)
{
    (void)state;
    char out[9] = "--------";
    nik_mask("3375017008900012", out, 8);
    assert_string_equal(out, "3375 "); /* whole characters only */
    assert_int_equal(out[8], '\0');
    assert_int_equal(out[7], '-');
}

static void names_are_letters(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum identity_fault fault;
    } names[] = {
        {"SITI CONTOH", IDENTITY_OK}, {"Meidy Prasetyo Utomo, S.Kom", IDENTITY_OK},
        {"Nur'aini", IDENTITY_OK},    {"José", IDENTITY_OK},
        {"Siti 5", IDENTITY_SIGNS},   {"3375014708900012", IDENTITY_SIGNS},
        {"...", IDENTITY_SIGNS},      {"", IDENTITY_SIGNS},
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        assert_int_equal(name_check(names[i].name).fault, names[i].fault);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nik_table),
        cmocka_unit_test(a_thousand_digits_are_too_long),
        cmocka_unit_test(nip_table),
        cmocka_unit_test(mobile_table),
        cmocka_unit_test(landline_table),
        cmocka_unit_test(email_table),
        cmocka_unit_test(email_domains),
        cmocka_unit_test(numbers_for_people),
        cmocka_unit_test(a_small_array_is_never_overrun),
        cmocka_unit_test(names_are_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
