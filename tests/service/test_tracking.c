#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "service/tracking.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static const char url[] = "https://kominfo.example.go.id";

static uint64_t xorshift(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    return *seed ^= *seed << 17;
}

/* A code's symbols stand in its text at these places. */
static const int places[] = {4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16};

static void made_codes(void **state)
{
    (void)state;
    uint64_t random = 0;
    for (int i = 0; i < 10; i++)
        random = random << 5 | (uint64_t)(strchr(alphabet, "7K3MQ9XT2H"[i]) - alphabet);
    assert_string_equal(tracking_make("ESG", random).text, "ESG-7K3M-Q9XT-2HW");
    assert_string_equal(tracking_make("PGD", random).text, "PGD-7K3M-Q9XT-2HW");
    assert_string_equal(tracking_make("ESG", 0).text, "ESG-0000-0000-000");
    /* Bits above the fiftieth do not count. */
    assert_string_equal(tracking_make("ESG", random | 0xFFFC000000000000u).text,
                        "ESG-7K3M-Q9XT-2HW");
}

static void expect_mistyped(const char *text)
{
    struct tracking_reading reading = tracking_read(text, "");
    if (reading.fault != TRACKING_MISTYPED)
        fail_msg("%s was read as %d", text, reading.fault);
    assert_string_equal(reading.code.text, "");
}

/* Every single wrong symbol, in every place, the check symbol's too. */
static void every_single_error(void **state)
{
    (void)state;
    uint64_t seed = 20261122;
    for (int n = 0; n < 2000; n++) {
        struct tracking_code code = tracking_make("ESG", xorshift(&seed));
        assert_int_equal(tracking_read(code.text, "").fault, TRACKING_OK);
        for (size_t i = 0; i < LENGTH(places); i++) {
            struct tracking_code wrong = code;
            for (const char *c = alphabet; *c != '\0'; c++) {
                wrong.text[places[i]] = *c;
                if (*c != code.text[places[i]])
                    expect_mistyped(wrong.text);
            }
        }
    }
}

/* Every swap of two different symbols, neighbours or not, the check symbol's too. */
static void every_swap(void **state)
{
    (void)state;
    uint64_t seed = 7;
    long swaps = 0;
    for (int n = 0; n < 20000; n++) {
        struct tracking_code code = tracking_make("PGD", xorshift(&seed));
        for (size_t i = 0; i < LENGTH(places); i++) {
            for (size_t j = i + 1; j < LENGTH(places); j++) {
                struct tracking_code wrong = code;
                wrong.text[places[i]] = code.text[places[j]];
                wrong.text[places[j]] = code.text[places[i]];
                if (wrong.text[places[i]] == wrong.text[places[j]])
                    continue;
                expect_mistyped(wrong.text);
                swaps++;
            }
        }
    }
    assert_true(swaps > 1000000);
}

static void readings(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum tracking_fault fault;
        int missing;
    } table[] = {
        {"ESG-7K3M-Q9XT-2HW", TRACKING_OK, 0},
        {"esg7k3mq9xt2hw", TRACKING_OK, 0},
        {"  esg 7k3m q9xt 2hw\r\n", TRACKING_OK, 0},
        {"E-S-G-7K3MQ9XT2HW", TRACKING_OK, 0},
        {"ESG-0000-0000-000", TRACKING_OK, 0},
        {"esg-oooo-oooo-ooo", TRACKING_OK, 0},
        {"HTTPS://KOMINFO.EXAMPLE.GO.ID/T/ESG7K3MQ9XT2HW", TRACKING_OK, 0},
        {"http://kominfo.example.go.id/t/esg-7k3m-q9xt-2hw", TRACKING_OK, 0},
        {"\nhttps://Kominfo.Example.go.id/T/ESG7K3MQ9XT2HW\n", TRACKING_OK, 0},
        {"ESG-7K3M-Q9XT-2HX", TRACKING_MISTYPED, 0},
        {"ESG-7K3M-Q9XT-2HWW", TRACKING_MISTYPED, 0},
        {"HTTPS://KOMINFO.EXAMPLE.GO.ID/T/ESG7K3MQ9XT2HX", TRACKING_MISTYPED, 0},
        {"ESG", TRACKING_INCOMPLETE, 11},
        {"ESG-7K3M", TRACKING_INCOMPLETE, 7},
        {"pgd-7k3m-q9xt-2h", TRACKING_INCOMPLETE, 1},
        {"ESC-7K3M", TRACKING_INCOMPLETE, 7},
        {"", TRACKING_FOREIGN, 0},
        {"   ", TRACKING_FOREIGN, 0},
        {"ES", TRACKING_FOREIGN, 0},
        {"SELAMAT PAGI", TRACKING_FOREIGN, 0},
        {"PEMERINTAHKOTA", TRACKING_FOREIGN, 0},
        {"3375017008900012", TRACKING_FOREIGN, 0},
        {"00020101021126570011ID.DANA.WWW", TRACKING_FOREIGN, 0},
        {"ESG-7K3M-Q9XT-2HU", TRACKING_FOREIGN, 0},
        {"ESG_7K3M_Q9XT_2HW", TRACKING_FOREIGN, 0},
        {"ESG-7K3M-Q9XT-2H\xc3\x9c", TRACKING_FOREIGN, 0},
        {"WIFI:S:kominfo;T:WPA;P:rahasia;;", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id/T/", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id/X/ESG7K3MQ9XT2HW", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id/T/ESG7K3MQ9XT2HW?a=1", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id/T/ESG7K3MQ9XT2HW/", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id/T/ESG7K3MQ9XT2HW#x", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id/T/ESG7K3MQ9XT2HW junk", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id/T/ESG7K3MQ9XT2HWJUNK", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id/T/ESG7K3MQ9XT2HW\nESG", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id:8443/T/ESG7K3MQ9XT2HW", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id@evil.example/T/ESG7K3MQ9XT2HW", TRACKING_FOREIGN, 0},
        {"https://a@kominfo.example.go.id/T/ESG7K3MQ9XT2HW", TRACKING_FOREIGN, 0},
        {"https://kominfo.example.go.id.evil.example/T/ESG7K3MQ9XT2HW", TRACKING_FOREIGN, 0},
        {"https://evil.example/kominfo.example.go.id/T/ESG7K3MQ9XT2HW", TRACKING_FOREIGN, 0},
        {"https://xkominfo.example.go.id/T/ESG7K3MQ9XT2HW", TRACKING_FOREIGN, 0},
        {"ftp://kominfo.example.go.id/T/ESG7K3MQ9XT2HW", TRACKING_FOREIGN, 0},
        {"kominfo.example.go.id/T/ESG7K3MQ9XT2HW", TRACKING_FOREIGN, 0},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct tracking_reading reading = tracking_read(table[i].text, url);
        if (reading.fault != table[i].fault || reading.missing != table[i].missing)
            fail_msg("\"%s\" was read as %d, missing %d", table[i].text, reading.fault,
                     reading.missing);
        bool ok = reading.fault == TRACKING_OK;
        assert_int_equal(reading.code.text[0] != '\0', ok);
        if (ok)
            assert_string_equal(tracking_read(reading.code.text, "").code.text, reading.code.text);
    }
}

static void no_address_is_ours_without_public_url(void **state)
{
    (void)state;
    assert_int_equal(tracking_read("https://kominfo.example.go.id/T/ESG7K3MQ9XT2HW", "").fault,
                     TRACKING_FOREIGN);
    assert_int_equal(tracking_read("https:///T/ESG7K3MQ9XT2HW", "").fault, TRACKING_FOREIGN);
    assert_int_equal(tracking_read("https:///T/ESG7K3MQ9XT2HW", "https://").fault,
                     TRACKING_FOREIGN);
}

static void a_long_text_is_only_foreign(void **state)
{
    (void)state;
    static char text[100000];
    memset(text, 'A', sizeof(text) - 1);
    assert_int_equal(tracking_read(text, url).fault, TRACKING_FOREIGN);
    memset(text, '-', sizeof(text) - 1);
    assert_int_equal(tracking_read(text, url).fault, TRACKING_FOREIGN);
}

static void the_text_of_the_qr(void **state)
{
    (void)state;
    struct tracking_code code = {"ESG-7K3M-Q9XT-2HW"};
    char qr[TRACKING_QR_SIZE] = "untouched";
    assert_int_equal(tracking_qr(&code, "", qr), OK);
    assert_string_equal(qr, "ESG-7K3M-Q9XT-2HW");
    assert_int_equal(tracking_qr(&code, url, qr), OK);
    assert_string_equal(qr, "HTTPS://KOMINFO.EXAMPLE.GO.ID/T/ESG7K3MQ9XT2HW");
    assert_int_equal(tracking_read(qr, url).fault, TRACKING_OK);
    assert_int_equal(tracking_qr(&code, "http://127.0.0.1:8080/", qr), OK);
    assert_string_equal(qr, "HTTP://127.0.0.1:8080/T/ESG7K3MQ9XT2HW");
    assert_string_equal(tracking_read(qr, "http://127.0.0.1:8080").code.text, code.text);

    char before[TRACKING_QR_SIZE], far[200] = "https://";
    memcpy(before, qr, sizeof(qr));
    assert_int_equal(tracking_qr(&code, "kominfo.example.go.id", qr), ERR_INVALID);
    memset(far + 8, 'a', sizeof(far) - 9);
    assert_int_equal(tracking_qr(&code, far, qr), ERR_INVALID);
    assert_memory_equal(qr, before, sizeof(qr));
}

static void complaints_are_told_apart(void **state)
{
    (void)state;
    struct tracking_code request = tracking_make(TRACKING_REQUEST, 1);
    struct tracking_code complaint = tracking_make(TRACKING_COMPLAINT, 1);
    assert_false(tracking_is_complaint(&request));
    assert_true(tracking_is_complaint(&complaint));
}

/* A draft's symbols stand in its text at these places. */
static const int draft_places[] = {4,  5,  6,  7,  9,  10, 11, 12, 14, 15, 16,
                                   17, 19, 20, 21, 22, 24, 25, 26, 27, 28};

static void draft_codes_are_read_back(void **state)
{
    (void)state;
    uint64_t seed = 20261122;
    for (int n = 0; n < 500; n++) {
        struct draft_code code = draft_code_make(xorshift(&seed), xorshift(&seed));
        assert_int_equal(strlen(code.text), DRAFT_CODE_SIZE - 1);
        struct tracking_reading reading = tracking_read(code.text, url);
        assert_int_equal(reading.fault, TRACKING_DRAFT);
        assert_string_equal(reading.draft.text, code.text);
        assert_string_equal(reading.code.text, "");
        for (size_t i = 0; i < LENGTH(draft_places); i++) {
            char *at = &code.text[draft_places[i]];
            char right = *at;
            *at = alphabet[(strchr(alphabet, right) - alphabet + 1 + n % 31) % 32];
            expect_mistyped(code.text);
            *at = right;
        }
    }
}

static void draft_codes_as_people_type_them(void **state)
{
    (void)state;
    struct draft_code code = draft_code_make(UINT64_C(0x2F0F0F0F0F0F0), 0x1);
    char typed[2 * DRAFT_CODE_SIZE] = " ";
    size_t len = 1;
    for (const char *c = code.text; *c; c++)
        if (*c != '-')
            typed[len++] = *c == '0' ? 'o' : *c == '1' ? 'l' : (char)(*c | (*c >= 'A' ? 0x20 : 0));
    struct tracking_reading reading = tracking_read(typed, "");
    assert_int_equal(reading.fault, TRACKING_DRAFT);
    assert_string_equal(reading.draft.text, code.text);
    typed[len - 3] = '\0';
    reading = tracking_read(typed, "");
    assert_int_equal(reading.fault, TRACKING_INCOMPLETE);
    assert_int_equal(reading.missing, 3);
    assert_int_equal(tracking_read("drf", "").missing, DRAFT_SYMBOLS + 1);
}

/* Halves are told apart, and bits above the fiftieth do not count. */
static void draft_codes_use_both_halves(void **state)
{
    (void)state;
    assert_string_equal(draft_code_make(0, 0).text, "DRF-0000-0000-0000-0000-00000");
    assert_string_not_equal(draft_code_make(1, 0).text, draft_code_make(0, 1).text);
    assert_string_equal(draft_code_make(UINT64_C(1) << 50, UINT64_C(7) << 60).text,
                        draft_code_make(0, 0).text);
}

/* A draft is this kiosk's alone: no address leads to one. */
static void no_address_holds_a_draft(void **state)
{
    (void)state;
    char text[TRACKING_QR_SIZE];
    snprintf(text, sizeof(text), "%s/T/%s", url, draft_code_make(5, 6).text);
    assert_int_equal(tracking_read(text, url).fault, TRACKING_FOREIGN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_codes),
        cmocka_unit_test(every_single_error),
        cmocka_unit_test(every_swap),
        cmocka_unit_test(readings),
        cmocka_unit_test(no_address_is_ours_without_public_url),
        cmocka_unit_test(a_long_text_is_only_foreign),
        cmocka_unit_test(the_text_of_the_qr),
        cmocka_unit_test(complaints_are_told_apart),
        cmocka_unit_test(draft_codes_are_read_back),
        cmocka_unit_test(draft_codes_as_people_type_them),
        cmocka_unit_test(draft_codes_use_both_halves),
        cmocka_unit_test(no_address_holds_a_draft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
