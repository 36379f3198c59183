#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/err.h"
#include "scan/marks.h"
#include "scan/support/qr.h"

static struct marks marks;

static void real_codes_have_them(void **state)
{
    (void)state;
    const char *const *const codes[] = {qr_code, qr_url, qr_utf8, qr_part};
    for (size_t i = 0; i < LENGTH(codes); i++) {
        marks_of((int)strlen(codes[i][0]), &marks);
        for (int m = 0; m < marks.count; m++) {
            struct mark mark = marks.marks[m];
            assert_int_equal(codes[i][mark.row][mark.column] == '#', mark.dark);
        }
    }
}

static bool marked(int column, int row)
{
    for (int m = 0; m < marks.count; m++)
        if (marks.marks[m].column == column && marks.marks[m].row == row)
            return true;
    return false;
}

/* ISO/IEC 18004, Annex E. */
static void alignment_patterns_are_where_the_standard_has_them(void **state)
{
    (void)state;
    static const struct {
        int version, middles[7]; /* without the first, 6 */
    } cases[] = {
        {2, {18}},
        {7, {22, 38}},
        {14, {26, 46, 66}},
        {22, {26, 50, 74, 98}},
        {32, {34, 60, 86, 112, 138}},
        {36, {24, 50, 76, 102, 128, 154}},
        {39, {26, 54, 82, 110, 138, 166}},
        {40, {30, 58, 86, 114, 142, 170}},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        marks_of(17 + 4 * cases[i].version, &marks);
        for (const int *middle = cases[i].middles; *middle; middle++) {
            assert_true(marked(*middle - 2, cases[i].middles[0] - 2));
            assert_true(marked(*middle + 2, cases[i].middles[0] + 2));
            assert_false(marked(*middle + 3, cases[i].middles[0] + 3));
        }
    }
}

static void all_sizes_fit(void **state)
{
    (void)state;
    for (int side = QR_SIDE_MIN; side <= QR_SIDE_MAX; side += 4) {
        marks_of(side, &marks);
        assert_in_range(marks.count, 3 * 64 + 2 * (side - 16), MARKS_MAX);
        for (int m = 0; m < marks.count; m++)
            assert_true(marks.marks[m].column < side && marks.marks[m].row < side);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_codes_have_them),
        cmocka_unit_test(alignment_patterns_are_where_the_standard_has_them),
        cmocka_unit_test(all_sizes_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
