#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "scan/layout.h"
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
    if (result->verdict == WEDGE_NOTHING)
        return;
    buf_printf(log, "%s", result->verdict == WEDGE_CODE ? "C:" : "T:");
    for (size_t i = 0; i < result->len; i++)
        if (result->keys[i].letter)
            buf_putc(log, (char)result->keys[i].letter);
    buf_putc(log, '|');
}

static void assert_typed(const struct wedge_result *result, const char *letters)
{
    struct buf log;
    buf_init(&log, 64);
    note(&log, result);
    assert_int_equal(result->verdict, WEDGE_TYPED);
    assert_memory_equal(buf_text(&log) + 2, letters, strlen(letters));
    assert_int_equal(log.len, strlen(letters) + 3);
    buf_fini(&log);
}

/* The key that types the letter in a layout; 0 where none does. */
static uint8_t usage_of(enum layout layout, char letter, bool *shift)
{
    for (int usage = 1; usage < 100; usage++)
        for (int shifted = 0; shifted < 2; shifted++)
            if (layout_letter(layout, (uint8_t)usage, shifted) == letter) {
                *shift = shifted;
                return (uint8_t)usage;
            }
    return 0;
}

/* A key as the computer reports it. */
static void stroke(struct wedge *wedge, char letter, int64_t now, struct wedge_result *result)
{
    bool shift = false, ends = letter == '\n' || letter == '\t';
    if (!ends) {
        wedge_press(wedge, usage_of(LAYOUT_US, letter, &shift), shift, now, result);
        struct wedge_result after;
        wedge_letter(wedge, (unsigned char)letter, now, &after);
        assert_int_equal(after.verdict, WEDGE_NOTHING);
    } else {
        wedge_letter(wedge, (unsigned char)letter, now, result);
    }
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
            stroke(&wedge, *key, now, &result);
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
        {{{CODE "\t", 0, 79}}, "C:" CODE "|"},
        {{{CODE, 0, 5}}, "C:" CODE "|"},                                      /* no Enter */
        {{{CODE, 0, 5}, {"\n", 79, 0}}, "C:" CODE "|"},                       /* a late one */
        {{{CODE "\n", 0, 5}, {CODE "\n", 300, 5}}, "C:" CODE "|C:" CODE "|"}, /* two */
        {{{CODE "\n" CODE "\n", 0, 5}}, "C:" CODE "|C:" CODE "|"},
        {{{"abc", 0, 120}}, "T:a|T:b|T:c|"},
        {{{"abcdefgh", 0, 80}}, "T:a|T:b|T:c|T:d|T:e|T:f|T:g|T:h|"},
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
    stroke(&wedge, 'a', 1000, &result);
    assert_int_equal(result.verdict, WEDGE_NOTHING);
    assert_int_equal(result.len, 0);
    assert_true(wedge_due(&wedge) == 1000 + WEDGE_GAP);
    wedge_tick(&wedge, 1000 + WEDGE_GAP - 1, &result);
    assert_int_equal(result.verdict, WEDGE_NOTHING);
    stroke(&wedge, 'b', 1100, &result); /* nobody ticked in between */
    assert_typed(&result, "a");
    stroke(&wedge, '\n', 1200, &result);
    assert_typed(&result, "b\n");
}

static void flushing_gives_back_at_once(void **state)
{
    (void)state;
    struct wedge wedge = {0};
    struct wedge_result result;
    wedge_flush(&wedge, &result);
    assert_int_equal(result.verdict, WEDGE_NOTHING);
    stroke(&wedge, 'a', 1000, &result);
    wedge_flush(&wedge, &result);
    assert_typed(&result, "a");
    assert_true(wedge_due(&wedge) == INT64_MAX);
}

static void what_is_too_long_is_cut(void **state)
{
    (void)state;
    struct wedge wedge = {0};
    struct wedge_result result;
    for (int i = 0; i < 5000; i++) {
        stroke(&wedge, 'x', 1000 + i, &result);
        assert_int_equal(result.verdict, WEDGE_NOTHING);
    }
    stroke(&wedge, '\n', 6000, &result);
    assert_int_equal(result.verdict, WEDGE_CODE);
    assert_int_equal(result.len, WEDGE_KEYS_MAX);
}

static void nothing_is_left_behind(void **state)
{
    (void)state;
    static const struct wedge empty = {0};
    struct wedge wedge = {0};
    struct wedge_result result;
    for (const char *key = CODE "\n"; *key; key++)
        stroke(&wedge, *key, 1000, &result);
    assert_int_equal(result.verdict, WEDGE_CODE);
    assert_memory_equal(&wedge, &empty, sizeof(wedge));
}

static void dead_keys_and_repeats_do_as_always(void **state)
{
    (void)state;
    struct wedge wedge = {0};
    struct wedge_result result;
    wedge_press(&wedge, 47, false, 1000, &result); /* a dead key types nothing by itself */
    wedge_tick(&wedge, 1000 + WEDGE_GAP, &result);
    assert_typed(&result, "");
    wedge_press(&wedge, 4, false, 1300, &result);
    wedge_letter(&wedge, '^', 1300, &result); /* and now two, as it does not go with this one */
    wedge_letter(&wedge, 'x', 1300, &result);
    wedge_tick(&wedge, 1300 + WEDGE_GAP, &result);
    assert_typed(&result, "^x");
    for (int i = 0; i < 20; i++) { /* held down: letters without a key pressed before */
        wedge_letter(&wedge, 'a', 2000 + i * 30, &result);
        assert_typed(&result, "a");
    }
}

/* A scanner set to one layout at a computer set to another: every character of a code passes
 * through both, and dead keys give nothing. */
static void codes_survive_every_pair_of_layouts(void **state)
{
    (void)state;
    static const char *const texts[] = {CODE, "esg-7k3m-q9xt-2hw",
                                        "HTTPS://LACAK.EXAMPLE/T/ESG7K3MQ9XT2HW"};
    for (int scanner = 0; scanner < LAYOUT_COUNT; scanner++)
        for (int computer = 0; computer < LAYOUT_COUNT; computer++)
            for (size_t text = 0; text < LENGTH(texts); text++) {
                struct wedge wedge = {0};
                struct wedge_result result;
                for (const char *key = texts[text]; *key; key++) {
                    bool shift = false;
                    uint8_t usage = usage_of(scanner, *key, &shift);
                    assert_int_not_equal(usage, 0);
                    wedge_press(&wedge, usage, shift, 1000, &result);
                    assert_int_equal(result.verdict, WEDGE_NOTHING);
                    char letter = layout_letter(computer, usage, shift);
                    if (letter)
                        wedge_letter(&wedge, (unsigned char)letter, 1000, &result);
                    else if (usage != 47) /* dead in French */
                        wedge_letter(&wedge, 0xE9, 1000, &result);
                }
                wedge_tick(&wedge, 1000 + WEDGE_GAP, &result);
                assert_int_equal(result.verdict, WEDGE_CODE);
                struct finding finding = wedge_finding(&result, "https://lacak.example");
                assert_int_equal(finding.reading.fault, TRACKING_OK);
                assert_string_equal(finding.reading.code.text, CODE);
            }
}

static void foreign_codes_stay_foreign_in_every_layout(void **state)
{
    (void)state;
    struct wedge wedge = {0};
    struct wedge_result result;
    for (const char *key = "https://contoh.example/x"; *key; key++)
        stroke(&wedge, *key, 1000, &result);
    wedge_flush(&wedge, &result);
    struct finding finding = wedge_finding(&result, "");
    assert_int_equal(finding.reading.fault, TRACKING_FOREIGN);
    assert_int_equal(finding.foreign, FOREIGN_WEB);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(machines_and_people_are_told_apart),
        cmocka_unit_test(a_held_key_comes_back_with_a_late_one),
        cmocka_unit_test(flushing_gives_back_at_once),
        cmocka_unit_test(what_is_too_long_is_cut),
        cmocka_unit_test(nothing_is_left_behind),
        cmocka_unit_test(dead_keys_and_repeats_do_as_always),
        cmocka_unit_test(codes_survive_every_pair_of_layouts),
        cmocka_unit_test(foreign_codes_stay_foreign_in_every_layout),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
