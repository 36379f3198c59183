#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "scan/wedge.h"

#define CODE "ESG-7K3M-Q9XT-2HW"

/* Keys at one pace, after a pause. */
struct burst {
    const char *keys;
    int pause; /* ms before the first */
    int pace;  /* ms between them */
};

/* "C:" for a code and "T:" for what was typed, one after the other. */
static void note(struct buf *log, const struct wedge_result *result)
{
    if (result->verdict != WEDGE_NOTHING)
        buf_printf(log, "%s%s|", result->verdict == WEDGE_CODE ? "C:" : "T:", result->text);
}

/* Puts the keys in, with a tick whenever one is due, and waits at the end. */
static void play(const struct burst *bursts, struct buf *log)
{
    struct wedge wedge = {0};
    struct wedge_result result;
    int64_t now = 1000;
    for (; bursts->keys; bursts++) {
        now += bursts->pause;
        for (const char *key = bursts->keys; *key; key++) {
            if (wedge_due(&wedge) <= now) {
                wedge_tick(&wedge, wedge_due(&wedge), &result);
                note(log, &result);
            }
            wedge_key(&wedge, *key, now, &result);
            note(log, &result);
            now += key[1] ? bursts->pace : 0;
        }
    }
    wedge_tick(&wedge, now + WEDGE_GAP, &result);
    note(log, &result);
    assert_true(wedge_due(&wedge) == INT64_MAX);
}

static void machines_and_people_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        struct burst bursts[5];
        const char *log;
    } cases[] = {
        {{{CODE "\n", 0, 5}}, "C:" CODE "|"},
        {{{CODE "\n", 0, 0}}, "C:" CODE "|"},
        {{{CODE "\t", 0, 49}}, "C:" CODE "|"},
        {{{CODE, 0, 5}}, "C:" CODE "|"},                                      /* no Enter */
        {{{CODE, 0, 5}, {"\n", 49, 0}}, "C:" CODE "|"},                       /* a late one */
        {{{CODE "\n", 0, 5}, {CODE "\n", 300, 5}}, "C:" CODE "|C:" CODE "|"}, /* two */
        {{{CODE "\n" CODE "\n", 0, 5}}, "C:" CODE "|C:" CODE "|"},
        {{{"abc", 0, 120}}, "T:a|T:b|T:c|"},
        {{{"abcdefgh", 0, 50}}, "T:a|T:b|T:c|T:d|T:e|T:f|T:g|T:h|"},
        {{{"ok", 0, 20}, {"\n", 200, 0}}, "T:ok|T:\n|"}, /* two fingers rolling */
        {{{"ok\n", 0, 20}}, "T:ok\n|"},
        {{{"\n", 0, 0}}, "T:\n|"},
        {{{"\t\n", 0, 5}}, "T:\t|T:\n|"},
        {{{"12345\n", 0, 5}}, "T:12345\n|"},
        {{{"123456\n", 0, 5}}, "C:123456|"},
        {{{"x", 0, 0}, {CODE "\n", 200, 5}, {"y", 200, 0}}, "T:x|C:" CODE "|T:y|"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct buf log;
        buf_init(&log, 256);
        play(cases[i].bursts, &log);
        if (strcmp(buf_text(&log), cases[i].log) != 0)
            fail_msg("case %zu: got %s, expected %s", i, buf_text(&log), cases[i].log);
        buf_fini(&log);
    }
}

static void a_held_key_comes_back_with_a_late_one(void **state)
{
    (void)state;
    struct wedge wedge = {0};
    struct wedge_result result;
    wedge_key(&wedge, 'a', 1000, &result);
    assert_int_equal(result.verdict, WEDGE_NOTHING);
    assert_string_equal(result.text, "");
    assert_true(wedge_due(&wedge) == 1000 + WEDGE_GAP);
    wedge_tick(&wedge, 1000 + WEDGE_GAP - 1, &result);
    assert_int_equal(result.verdict, WEDGE_NOTHING);
    wedge_key(&wedge, 'b', 1100, &result); /* nobody ticked in between */
    assert_int_equal(result.verdict, WEDGE_TYPED);
    assert_string_equal(result.text, "a");
    wedge_key(&wedge, '\n', 1200, &result);
    assert_int_equal(result.verdict, WEDGE_TYPED);
    assert_string_equal(result.text, "b\n");
}

static void flushing_gives_back_at_once(void **state)
{
    (void)state;
    struct wedge wedge = {0};
    struct wedge_result result;
    wedge_flush(&wedge, &result);
    assert_int_equal(result.verdict, WEDGE_NOTHING);
    wedge_key(&wedge, 'a', 1000, &result);
    wedge_flush(&wedge, &result);
    assert_int_equal(result.verdict, WEDGE_TYPED);
    assert_string_equal(result.text, "a");
    assert_true(wedge_due(&wedge) == INT64_MAX);
}

static void what_is_too_long_is_cut(void **state)
{
    (void)state;
    struct wedge wedge = {0};
    struct wedge_result result;
    for (int i = 0; i < 5000; i++) {
        wedge_key(&wedge, 'x', 1000 + i, &result);
        assert_int_equal(result.verdict, WEDGE_NOTHING);
    }
    wedge_key(&wedge, '\n', 6000, &result);
    assert_int_equal(result.verdict, WEDGE_CODE);
    assert_int_equal(strlen(result.text), WEDGE_TEXT_SIZE - 1);
}

static void nothing_is_left_behind(void **state)
{
    (void)state;
    static const struct wedge empty = {0};
    struct wedge wedge = {0};
    struct wedge_result result;
    for (const char *key = CODE "\n"; *key; key++)
        wedge_key(&wedge, *key, 1000, &result);
    assert_int_equal(result.verdict, WEDGE_CODE);
    assert_memory_equal(&wedge, &empty, sizeof(wedge));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(machines_and_people_are_told_apart),
        cmocka_unit_test(a_held_key_comes_back_with_a_late_one),
        cmocka_unit_test(flushing_gives_back_at_once),
        cmocka_unit_test(what_is_too_long_is_cut),
        cmocka_unit_test(nothing_is_left_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
