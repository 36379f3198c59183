#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "platform/pixels.h"
#include "platform/run.h"

static struct fonts fonts;

static int open_fonts(void **state)
{
    (void)state;
    return fonts_open(&fonts) == OK ? 0 : -1;
}

static int close_fonts(void **state)
{
    (void)state;
    fonts_close(&fonts);
    return 0;
}

static struct run_style style_at(int px, bool cells)
{
    struct type_face face = {.px = px, .weight = 500, .cells = cells};
    return (struct run_style){.slot = fonts_get(&fonts, face), .cells = cells};
}

static void faces_are_opened_once(void **state)
{
    (void)state;
    struct type_face face = {.px = 30, .weight = 700};
    assert_ptr_equal(fonts_get(&fonts, face), fonts_get(&fonts, face));
    assert_non_null(fonts_get(&fonts, face)->font);
}

static void lines_break_at_spaces_and_keep_every_word(void **state)
{
    (void)state;
    const char *text = "Pindai kode QR di tanda terima Anda, atau ketik kodenya.";
    struct run_style style = style_at(30, false);
    char joined[128] = "";
    int lines = 0;
    for (size_t at = 0; text[at] != '\0';) {
        size_t next;
        size_t len = run_break(&style, text + at, 300, &next);
        assert_true(len > 0 && next > 0);
        assert_true(run_width(&style, text + at, len) <= 300);
        strcat(joined, lines > 0 ? " " : "");
        strncat(joined, text + at, len);
        at += next;
        lines++;
    }
    assert_true(lines >= 3);
    assert_string_equal(joined, text);
}

static void new_lines_break_always(void **state)
{
    (void)state;
    struct run_style style = style_at(30, false);
    size_t next;
    assert_int_equal(run_break(&style, "satu\ndua", 0, &next), 4);
    assert_int_equal(next, 5);
}

static void a_word_wider_than_the_line_is_broken_inside(void **state)
{
    (void)state;
    struct run_style style = style_at(30, false);
    const char *word = "ménggunakanpenyelenggaraanpersandian";
    size_t at = 0, next = 0;
    while (word[at] != '\0') {
        size_t len = run_break(&style, word + at, 100, &next);
        assert_true(len > 0);
        assert_true(((unsigned char)word[at + len] & 0xc0) != 0x80);
        at += next;
    }
    assert_int_equal(at, strlen(word));
}

static void nothing_fits_still_moves_on(void **state)
{
    (void)state;
    struct run_style style = style_at(60, false);
    size_t next;
    assert_int_equal(run_break(&style, "é", 1, &next), 2);
    assert_int_equal(next, 2);
}

static void digits_stand_in_cells(void **state)
{
    (void)state;
    struct run_style style = style_at(54, true);
    assert_int_equal(run_width(&style, "11111", 5), run_width(&style, "00000", 5));
    struct run_style loose = style_at(54, false);
    assert_true(run_width(&loose, "11111", 5) < run_width(&loose, "00000", 5));
}

static void titles_are_set_tight_and_nothing_is_lost(void **state)
{
    (void)state;
    struct run_style loose = style_at(60, false), tight = loose;
    tight.tracking = -2;
    const char *text = "Permohonan";
    assert_int_equal(run_width(&tight, text, 10), run_width(&loose, text, 10) - 9 * 2);
    assert_int_equal(run_width(&tight, text, 0), 0);
    assert_true(run_width(&tight, "ke kamera", 9) > run_width(&loose, "ke kamera", 9) - 8 * 2);
    SDL_Surface *mask = run_render(&tight, text, 10);
    assert_non_null(mask);
    assert_true(mask->w >= run_width(&tight, text, 10));
    surface_forget(mask);
}

static void cut_text_leaves_room_for_the_ellipsis(void **state)
{
    (void)state;
    struct run_style style = style_at(30, false);
    const char *text = "Dinas Komunikasi dan Informatika Kota Pekalongan";
    size_t len = run_cut(&style, text, 200);
    assert_true(len > 3 && len < strlen(text));
    assert_true(run_width(&style, text, len) < 200);
}

static void a_rendered_line_has_ink(void **state)
{
    (void)state;
    for (int cells = 0; cells <= 1; cells++) {
        struct run_style style = style_at(38, cells);
        SDL_Surface *mask = run_render(&style, "3375 0170", 9);
        assert_non_null(mask);
        long ink = 0;
        for (int y = 0; y < mask->h; y++)
            for (int x = 0; x < mask->w; x++)
                ink += pixels_row(mask, y)[x] >> 24 > 128;
        assert_true(ink > 500);
        surface_forget(mask);
    }
    struct run_style style = style_at(38, false);
    assert_null(run_render(&style, "", 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faces_are_opened_once),
        cmocka_unit_test(lines_break_at_spaces_and_keep_every_word),
        cmocka_unit_test(new_lines_break_always),
        cmocka_unit_test(a_word_wider_than_the_line_is_broken_inside),
        cmocka_unit_test(nothing_fits_still_moves_on),
        cmocka_unit_test(digits_stand_in_cells),
        cmocka_unit_test(titles_are_set_tight_and_nothing_is_lost),
        cmocka_unit_test(cut_text_leaves_room_for_the_ellipsis),
        cmocka_unit_test(a_rendered_line_has_ink),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
