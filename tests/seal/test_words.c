#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "seal/keys.h"
#include "seal/words.h"

static void six_words_of_two_syllables(void **state)
{
    (void)state;
    char words[KEY_WORDS_SIZE];
    assert_int_equal(words_make("keys", 4, words), OK);
    assert_int_equal(strlen(words), KEY_WORDS_SIZE - 1);
    for (size_t i = 0; i < KEY_WORDS_SIZE - 1; i++)
        assert_non_null(strchr(i % 5 == 4  ? " "
                               : i % 5 % 2 ? "aiuo"
                                           : "bdghjklmnprstwyc",
                               words[i]));
}

/* Both sides may run different versions: the words of the same keys never change. */
static void the_same_for_ever(void **state)
{
    (void)state;
    char first[KEY_WORDS_SIZE], again[KEY_WORDS_SIZE], other[KEY_WORDS_SIZE];
    assert_int_equal(words_make("keys", 4, first), OK);
    assert_int_equal(words_make("keys", 4, again), OK);
    assert_int_equal(words_make("kexs", 4, other), OK);
    assert_string_equal(first, again);
    assert_string_not_equal(first, other);
    assert_string_equal(first, "kimu juso cidu nici dowo sida");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(six_words_of_two_syllables),
        cmocka_unit_test(the_same_for_ever),
    };
    return seal_start() == OK ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
