#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "seal/chain.h"

static void assert_hash(const struct chain_head *head, const char *hex)
{
    char text[2 * HASH_BYTES + 1];
    for (size_t i = 0; i < HASH_BYTES; i++)
        snprintf(text + 2 * i, 3, "%02x", head->hash[i]);
    assert_string_equal(text, hex);
}

/* Reckoned with another BLAKE2b (Python's hashlib). */
static void test_known_chain(void **state)
{
    (void)state;
    struct chain_head head = {.number = 0};
    head = chain_add(&head, "first", 5);
    assert_int_equal(head.number, 1);
    assert_hash(&head, "6740fc6bbd5e3d15c743f12e61068bb5ea5a8f961be983c1d0f081955b50a102");
    head = chain_add(&head, "second", 6);
    assert_int_equal(head.number, 2);
    assert_hash(&head, "95477bb2e7fe3c0af4209899fa922f7a26d00168e094e01367a1a08fdecdc8cd");
}

static struct chain_head chain_of(const char *const *rows, size_t count)
{
    struct chain_head head = {.number = 0};
    for (size_t i = 0; i < count; i++)
        head = chain_add(&head, rows[i], strlen(rows[i]));
    return head;
}

static void test_changed_removed_or_reordered_rows_show(void **state)
{
    (void)state;
    static const char *const rows[] = {"a", "b", "c"};
    static const char *const changed[] = {"a", "B", "c"};
    static const char *const reordered[] = {"a", "c", "b"};
    static const char *const joined[] = {"ab", "c"};
    struct chain_head head = chain_of(rows, 3);
    const struct chain_head others[] = {chain_of(changed, 3), chain_of(reordered, 3),
                                        chain_of(rows, 2), chain_of(rows + 1, 2),
                                        chain_of(joined, 2)};
    for (size_t i = 0; i < LENGTH(others); i++)
        assert_memory_not_equal(head.hash, others[i].hash, HASH_BYTES);
}

static void test_number_is_covered(void **state)
{
    (void)state;
    struct chain_head first = {.number = 0}, later = {.number = 7};
    first = chain_add(&first, "row", 3);
    later = chain_add(&later, "row", 3);
    assert_memory_not_equal(first.hash, later.hash, HASH_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_chain),
        cmocka_unit_test(test_changed_removed_or_reordered_rows_show),
        cmocka_unit_test(test_number_is_covered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
