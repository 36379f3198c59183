#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "seal/keys.h"
#include "seal/password.h"

static int setup(void **state)
{
    (void)state;
    return seal_start() == OK ? 0 : -1;
}

static void test_right_password_passes_and_wrong_ones_do_not(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "123456", "1234567 ", "12345678", "1234566"};
    char hash[PASSWORD_HASH_SIZE];
    assert_int_equal(password_hash("1234567", hash), OK);
    assert_int_equal(password_check(hash, "1234567"), OK);
    for (size_t i = 0; i < LENGTH(wrong); i++)
        assert_int_equal(password_check(hash, wrong[i]), ERR_DENIED);
}

static void test_hash_is_salted_argon2id_and_hides_the_password(void **state)
{
    (void)state;
    char one[PASSWORD_HASH_SIZE], other[PASSWORD_HASH_SIZE];
    assert_int_equal(password_hash("rahasia-sekali", one), OK);
    assert_int_equal(password_hash("rahasia-sekali", other), OK);
    assert_string_not_equal(one, other);
    assert_int_equal(strncmp(one, "$argon2id$v=19$m=65536,t=2,p=1$", 31), 0);
    assert_null(strstr(one, "rahasia"));
}

static void test_broken_hashes_deny(void **state)
{
    (void)state;
    char hash[PASSWORD_HASH_SIZE], endless[2 * PASSWORD_HASH_SIZE];
    assert_int_equal(password_hash("1234567", hash), OK);
    memset(endless, '$', sizeof(endless));
    endless[sizeof(endless) - 1] = '\0';
    assert_int_equal(password_check(endless, "1234567"), ERR_DENIED);
    assert_int_equal(password_check("", "1234567"), ERR_DENIED);
    assert_int_equal(password_check("", ""), ERR_DENIED);
    assert_int_equal(password_check("$argon2id$", "1234567"), ERR_DENIED);
    for (size_t len = strlen(hash) - 1; len > 90; len--) {
        hash[len] = '\0';
        assert_int_equal(password_check(hash, "1234567"), ERR_DENIED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_right_password_passes_and_wrong_ones_do_not, setup),
        cmocka_unit_test_setup(test_hash_is_salted_argon2id_and_hides_the_password, setup),
        cmocka_unit_test_setup(test_broken_hashes_deny, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
