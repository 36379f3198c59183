/* Whether the counter is open, in words, at the moments that have tripped others. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>

#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/opening.h"
#include "kiosk/screen.h"
#include "kiosk/support/rig.h"
#include "kiosk/when.h"

struct moment {
    const char *at, *line, *title, *text;
};

static const struct moment moments[] = {
    {"2026-11-23T09:41:00+07:00", "Loket buka · tutup istirahat pukul 12.00", "Buka sekarang",
     "Istirahat pukul 12.00, masih 2 jam 19 menit lagi"},
    {"2026-11-23T12:30:00+07:00", "Loket istirahat · buka lagi pukul 13.00", "Sedang istirahat",
     "Buka lagi pukul 13.00, 30 menit lagi"},
    {"2026-11-27T10:59:00+07:00", "Loket buka · tutup pukul 11.00", "Buka sekarang",
     "Tutup pukul 11.00, masih 1 menit lagi"},
    {"2026-11-27T11:00:00+07:00", "Loket tutup · buka Senin 30 Nov pukul 08.00", "Sekarang tutup",
     "Buka Senin 30 Nov pukul 08.00"},
    {"2026-11-28T10:00:00+07:00", "Loket tutup · buka Senin 30 Nov pukul 08.00", "Sekarang tutup",
     "Buka Senin 30 Nov pukul 08.00"},
    {"2026-11-30T07:00:00+07:00", "Loket tutup · buka pukul 08.00", "Sekarang tutup",
     "Buka pukul 08.00"},
    {"2026-12-25T09:00:00+07:00", "Loket tutup: Hari Raya Natal", "Tutup: hari libur",
     "Hari Raya Natal. Buka Senin 28 Des pukul 08.00"},
    {"2025-12-31T09:41:00+07:00", "Jam belum benar · tanyakan ke loket", "Jam kios ini belum benar",
     "Kios tidak tahu apakah loket buka. Tanyakan kepada petugas."},
    {"2027-01-04T09:41:00+07:00", "Hari libur tahun 2027 belum diketahui", "Jam layanan biasa",
     "Hari libur tahun 2027 belum diketahui. Tanyakan kepada petugas apakah loket buka."},
};

static void test_moments(void **state)
{
    struct rig *rig = *state;
    struct model *model = &rig->app->model;
    for (size_t i = 0; i < LENGTH(moments); i++) {
        struct opening opening;
        assert_int_equal(clock_parse(moments[i].at, &model->now), OK);
        opening_at(model, &opening);
        assert_string_equal(opening.line, moments[i].line);
        assert_string_equal(opening.title, moments[i].title);
        assert_string_equal(opening.text, moments[i].text);
    }
}

static void test_nothing_is_promised_in_an_unknown_year(void **state)
{
    struct rig *rig = *state;
    struct opening opening;
    rig->app->model.now = rig_monday + DAYS(60);
    opening_at(&rig->app->model, &opening);
    assert_string_equal(opening.left, "");
    assert_string_equal(opening.today, "Hari libur tahun 2027 belum diketahui");
}

static void test_dates_in_each_language(void **state)
{
    static const struct {
        enum lang lang;
        const char *time, *date, *brief, *days, *span;
    } cases[] = {
        {LANG_ID, "09.41", "Senin, 23 November 2026", "Sen 23 Nov · 09.41",
         "Kamis–Jumat, 24–25 Desember", "2 jam 19 menit"},
        {LANG_EN, "09:41", "Monday, November 23, 2026", "Mon Nov 23 · 09:41",
         "Thursday–Friday, December 24–25", "2 hr 19 min"},
        {LANG_JV, "09.41", "Senèn, 23 Novèmber 2026", "Sen 23 Nov · 09.41",
         "Kemis–Jemuwah, 24–25 Dhésèmber", "2 jam 19 menit"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char out[WHEN_SIZE];
        tr_use(cases[i].lang);
        when_time(rig_monday, out);
        assert_string_equal(out, cases[i].time);
        when_date(rig_monday, out);
        assert_string_equal(out, cases[i].date);
        when_short(rig_monday, out);
        assert_string_equal(out, cases[i].brief);
        when_days(rig_monday + DAYS(31), rig_monday + DAYS(32), out);
        assert_string_equal(out, cases[i].days);
        when_span(MINUTES(139) + SECONDS(20), out);
        assert_string_equal(out, cases[i].span);
    }
    tr_use(LANG_ID);
}

static void test_the_week_in_a_line(void **state)
{
    struct rig *rig = *state;
    char out[OPENING_SIZE];
    opening_week(&rig->app->model.content.hours, " · ", out, sizeof(out));
    assert_string_equal(out, "Senin–Kamis 08.00–12.00, 13.00–16.00 · Jumat 08.00–11.00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_moments),
        RIG_TEST(test_nothing_is_promised_in_an_unknown_year),
        RIG_TEST(test_dates_in_each_language),
        RIG_TEST(test_the_week_in_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
