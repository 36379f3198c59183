#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "seal/draft.h"
#include "seal/keys.h"

static const char code[] = "DRF-7K3M-Q9XT-2H48-N6P5-VWCRB";
static const char plain[] = "SITI CONTOH PEMOHON 3375014708900012";

enum { LEN = sizeof(plain), SEALED = LEN + DRAFT_OVERHEAD };

static void seal(uint8_t sealed[SEALED])
{
    struct entropy entropy = entropy_system();
    draft_seal(code, plain, LEN, &entropy, sealed);
}

static void test_its_code_opens_it(void **state)
{
    (void)state;
    uint8_t sealed[SEALED];
    char opened[LEN];
    seal(sealed);
    assert_null(memmem(sealed, sizeof(sealed), "CONTOH", 6));
    assert_int_equal(draft_open(code, sealed, opened, LEN), OK);
    assert_string_equal(opened, plain);
}

static void test_no_other_code_does(void **state)
{
    (void)state;
    uint8_t sealed[SEALED];
    char opened[LEN];
    seal(sealed);
    assert_int_equal(draft_open("DRF-7K3M-Q9XT-2H48-N6P5-VWCRC", sealed, opened, LEN), ERR_DENIED);
    assert_null(memmem(opened, LEN, "CONTOH", 6));
}

static void test_a_changed_byte_is_noticed(void **state)
{
    (void)state;
    for (size_t i = 0; i < SEALED; i++) {
        uint8_t sealed[SEALED];
        char opened[LEN];
        seal(sealed);
        sealed[i] ^= 1;
        assert_int_equal(draft_open(code, sealed, opened, LEN), ERR_DENIED);
    }
}

static void test_two_seals_differ(void **state)
{
    (void)state;
    uint8_t one[SEALED], other[SEALED];
    seal(one);
    seal(other);
    assert_memory_not_equal(one, other, SEALED);
}

static int start(void **state)
{
    (void)state;
    return seal_start() == OK ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_its_code_opens_it),
        cmocka_unit_test(test_no_other_code_does),
        cmocka_unit_test(test_a_changed_byte_is_noticed),
        cmocka_unit_test(test_two_seals_differ),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
