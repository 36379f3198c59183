/* The whole kiosk by five keys: up, down, back, OK, speak. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <string.h>

#include "base/clock.h"
#include "kiosk/screen.h"
#include "kiosk/support/tour.h"
#include "ui/paint.h"
#include "ui/tell.h"

enum { CHOICES = 200 };

/* What can be chosen on a page, each once. Keys are reached through a field where there is one. */
static size_t choices(struct rig *rig, struct msg out[CHOICES])
{
    struct node_view node;
    size_t count = 0;
    bool field = false;
    for (size_t at = 0; ui_tell_next(rig->ui, &at, &node);)
        field |= node.role == ROLE_FIELD && node.tap.kind;
    for (size_t at = 0; ui_tell_next(rig->ui, &at, &node);)
        if (node.tap.kind && !node.disabled && (node.role != ROLE_KEY || !field)) {
            assert_true(count < CHOICES);
            out[count++] = node.tap;
        }
    return count;
}

static bool same(struct msg a, struct msg b)
{
    return a.kind == b.kind && a.value == b.value;
}

static bool ring_is_painted(struct rig *rig, struct rect rect)
{
    const struct rgba focus = ui_theme(rig->ui)->lines[COLOR_FOCUS];
    struct paint_list list = ui_paint(rig->ui);
    for (size_t i = 0; i < list.count; i++) {
        const struct paint *paint = &list.items[i];
        struct rect seen = rect_cut(paint->rect, paint->clip);
        if (paint->kind == PAINT_BOX && memcmp(&paint->line, &focus, sizeof(focus)) == 0 &&
            paint->line_width > 0 && rect_cut(seen, rect).w > 0)
            return true;
    }
    return false;
}

/* A full round of the key `by` from where the page opens; every choice is met once, in sight, with
 * a ring around it, and named. */
static void walk_round(struct rig *rig, const char *stop, enum input_kind by)
{
    static struct msg wanted[CHOICES];
    size_t count = choices(rig, wanted);
    rig->app->model.prefs.speech = true;
    for (size_t i = 0; i < count; i++) {
        struct node_view node;
        rig_press(rig, by);
        if (!ui_tell_focus(rig->ui, &node))
            fail_msg("%s: no focus after %zu of %zu", stop, i, count);
        if (node.rect.w <= 0 || node.rect.h < ui_theme(rig->ui)->sizes[SIZE_ICON_S])
            fail_msg("%s: \"%s\" has the focus out of sight", stop, node.text);
        if (!ring_is_painted(rig, node.rect))
            fail_msg("%s: no ring around \"%s\"", stop, node.text);
        if (rig->said[0] == '\0' || strstr(rig->said, "•"))
            fail_msg("%s: \"%s\" is told as \"%s\"", stop, node.text, rig->said);
        size_t at = 0;
        while (at < count && !same(wanted[at], node.tap))
            at++;
        if (at == count)
            fail_msg("%s: \"%s\" twice in one round", stop, node.text);
        wanted[at] = (struct msg){-1, 0};
    }
}

static void test_everything_is_reached(void **state)
{
    static const int sizes[][2] = {{1080, 1920}, {1280, 800}};
    struct rig *rig = *state;
    for (size_t size = 0; size < LENGTH(sizes); size++)
        for (size_t i = 0; i < tour_length; i++)
            for (enum input_kind by = INPUT_NEXT; by <= INPUT_PREVIOUS; by++) {
                rig->width = RIG_WIDTH;
                rig->height = RIG_HEIGHT;
                tour_go(rig, &tour[i]);
                rig->width = sizes[size][0];
                rig->height = sizes[size][1];
                ui_reset_input(rig->ui);
                rig_settle(rig);
                walk_round(rig, tour[i].name, by);
            }
}

/* What is on every page comes after the page's own. */
static void test_the_page_comes_first(void **state)
{
    struct rig *rig = *state;
    struct node_view node;
    rig_choose(rig, "Sentuh untuk mulai");
    rig_press(rig, INPUT_NEXT);
    assert_true(ui_tell_focus(rig->ui, &node));
    assert_ptr_equal(strstr(node.text, "Ajukan permohonan"), node.text);
    rig_press(rig, INPUT_PREVIOUS);
    assert_true(ui_tell_focus(rig->ui, &node));
    assert_string_equal(node.text, "Petugas");
}

static bool has_way_back(struct rig *rig)
{
    static const int ways[] = {MSG_BACK,        MSG_STAY, MSG_CALL_CLOSE, MSG_LANGUAGES_CLOSE,
                               MSG_SOUND_CLOSE, MSG_CARRY};
    struct node_view node;
    for (size_t at = 0; ui_tell_next(rig->ui, &at, &node);)
        for (size_t i = 0; i < LENGTH(ways); i++)
            if (node.tap.kind == ways[i] && node.tap.value == 0 && !node.disabled)
                return true;
    return false;
}

/* Back does what the page's own way back does, and never drops a page that has none. */
static void test_back(void **state)
{
    struct rig *rig = *state;
    for (size_t i = 0; i < tour_length; i++) {
        tour_go(rig, &tour[i]);
        struct visit before = *app_visit(rig->app);
        enum screen_id top = app_top(rig->app);
        bool warned = rig->app->model.warned != 0, way = has_way_back(rig);
        rig_press(rig, INPUT_BACK);
        bool moved = app_top(rig->app) != top || (rig->app->model.warned != 0) != warned ||
                     memcmp(&before, app_visit(rig->app), sizeof(before)) != 0;
        if (moved != way)
            fail_msg("%s: back %s", tour[i].name, way ? "does nothing" : "leads away");
    }
}

static void to_fields(struct rig *rig)
{
    rig_choose(rig, "Sentuh untuk mulai");
    rig_choose(rig, "Ajukan permohonan");
    rig_choose(rig, "Mulai isi");
    rig_choose(rig, "Lanjut");
}

static void test_a_field_leads_into_the_keyboard_and_back(void **state)
{
    struct rig *rig = *state;
    struct node_view node;
    to_fields(rig);
    rig_press(rig, INPUT_SPEAK);
    rig_choose(rig, "NIK");
    assert_ptr_equal(strstr(rig->said, "Papan ketik. Tombol kembali keluar dari sini. 1"),
                     rig->said);
    assert_true(ui_tell_focus(rig->ui, &node));
    assert_int_equal(node.role, ROLE_KEY);
    rig_press(rig, INPUT_NEXT);
    assert_string_equal(rig->said, "2");
    rig_press(rig, INPUT_OK);
    assert_string_equal(rig->said, "2. Masih kurang 15 angka.");
    rig_press(rig, INPUT_PREVIOUS);
    rig_press(rig, INPUT_PREVIOUS); /* the keys are a round: before the first is the last */
    assert_true(ui_tell_focus(rig->ui, &node));
    assert_int_equal(node.role, ROLE_KEY);
    rig_press(rig, INPUT_BACK);
    assert_string_equal(rig->said, "NIK, 2, isian");
    assert_true(ui_tell_focus(rig->ui, &node));
    assert_int_equal(node.role, ROLE_FIELD);
    assert_int_equal(rig->app->secrets->visit.request.page, REQUEST_FIELDS);
    rig_press(rig, INPUT_BACK);
    assert_int_equal(rig->app->secrets->visit.request.page, REQUEST_NOTICE);
    assert_string_equal(rig->app->secrets->visit.request.draft.answers[1], "2");
}

static void test_the_key_that_ends_typing_leads_to_the_next_field(void **state)
{
    struct rig *rig = *state;
    struct node_view node;
    to_fields(rig);
    rig_press(rig, INPUT_SPEAK);
    rig_choose(rig, "Nama lengkap (sesuai KTP)");
    rig_choose(rig, "Selesai");
    assert_ptr_equal(strstr(rig->said, "NIK, kosong, isian. Papan ketik."), rig->said);
    assert_true(ui_tell_focus(rig->ui, &node));
    assert_string_equal(node.text, "1");
}

static void test_walking_is_a_sign_of_life(void **state)
{
    struct rig *rig = *state;
    to_fields(rig);
    for (int i = 0; i < 4; i++) {
        rig_advance(rig, SECONDS(rig->settings.timeouts.idle - 1));
        rig_press(rig, INPUT_NEXT);
        assert_screen(rig, "request");
    }
    rig_advance(rig, SECONDS(rig->settings.timeouts.idle));
    assert_screen(rig, "idle");
    rig_advance(rig, SECONDS(rig->settings.timeouts.warning - 1));
    rig_press(rig, INPUT_NEXT); /* walking over the warning takes its time */
    rig_advance(rig, SECONDS(rig->settings.timeouts.warning - 1));
    assert_screen(rig, "idle");
    rig_press(rig, INPUT_OK);
    assert_screen(rig, "request");
}

static void test_the_key_that_speaks(void **state)
{
    struct rig *rig = *state;
    rig_choose(rig, "Sentuh untuk mulai");
    rig_press(rig, INPUT_SPEAK);
    assert_ptr_equal(strstr(rig->said, "Pembacaan menyala."), rig->said);
    rig_advance(rig, SECONDS(3));
    int says = rig->says;
    rig_press(rig, INPUT_SPEAK);
    assert_int_equal(rig->says, says + 1);
    assert_ptr_equal(strstr(rig->said, "Selamat datang."), rig->said);
    rig_advance(rig, SECONDS(1));
    rig_press(rig, INPUT_SPEAK);
    assert_string_equal(rig->said, "");
    assert_false(rig->app->model.prefs.speech);
}

/* ---- the next person ---- */

static const struct prefs start = {.lang = LANG_ID};

static void change_everything(struct rig *rig)
{
    struct prefs *prefs = &rig->app->model.prefs;
    app_send(rig->app, TAP(MSG_LANGUAGE, LANG_JV));
    app_send(rig->app, TAP(MSG_CONTRAST));
    app_send(rig->app, TAP(MSG_TEXT_SIZE));
    app_send(rig->app, TAP(MSG_REACH));
    app_send(rig->app, TAP(MSG_SPEAK));
    app_send(rig->app, TAP(MSG_LOUDER, 1));
    app_send(rig->app, TAP(MSG_FASTER, 1));
    rig_settle(rig);
    assert_int_equal(prefs->lang, LANG_JV);
    assert_int_equal(prefs->theme, THEME_CONTRAST);
    assert_int_equal(prefs->text_size, TEXT_LARGE);
    assert_true(prefs->reach && prefs->speech && prefs->louder && prefs->faster);
}

static void by_finishing(struct rig *rig)
{
    app_send(rig->app, TAP(MSG_FINISH));
}

static void by_erasing(struct rig *rig)
{
    app_send(rig->app, TAP(MSG_WIPE));
}

static void by_silence(struct rig *rig)
{
    rig_advance(rig, SECONDS(rig->settings.timeouts.idle + rig->settings.timeouts.warning + 1));
}

static void by_walking_away_from_home(struct rig *rig)
{
    app_send(rig->app, TAP(MSG_CANCEL));
    assert_true(rig->app->model.prefs.speech); /* the same person goes on */
    rig_advance(rig, SECONDS(rig->settings.timeouts.attract + 1));
}

static void test_each_setting_falls_back(void **state)
{
    static void (*const ends[])(struct rig *) = {by_finishing, by_erasing, by_silence,
                                                 by_walking_away_from_home};
    struct rig *rig = *state;
    for (size_t i = 0; i < LENGTH(ends); i++) {
        rig_restart(rig, rig_monday);
        rig_tap(rig, "Sentuh untuk mulai");
        rig_tap(rig, "Jam layanan");
        change_everything(rig);
        ends[i](rig);
        rig_settle(rig);
        assert_memory_equal(&rig->app->model.prefs, &start, sizeof(start));
    }
}

/* What somebody set before the first touch is not left standing either. */
static void test_the_attract_screen_falls_back(void **state)
{
    struct rig *rig = *state;
    rig_press(rig, INPUT_SPEAK);
    app_send(rig->app, TAP(MSG_LANGUAGE, LANG_JV));
    rig_settle(rig);
    assert_screen(rig, "attract");
    rig_advance(rig, SECONDS(rig->settings.timeouts.attract + 1));
    assert_screen(rig, "attract");
    assert_memory_equal(&rig->app->model.prefs, &start, sizeof(start));
    int forgets = rig->forgets;
    rig_advance(rig, HOURS(1)); /* and is at rest from then on */
    assert_int_equal(rig->forgets, forgets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RIG_TEST(test_everything_is_reached),
        RIG_TEST(test_the_page_comes_first),
        RIG_TEST(test_back),
        RIG_TEST(test_a_field_leads_into_the_keyboard_and_back),
        RIG_TEST(test_the_key_that_ends_typing_leads_to_the_next_field),
        RIG_TEST(test_walking_is_a_sign_of_life),
        RIG_TEST(test_the_key_that_speaks),
        RIG_TEST(test_each_setting_falls_back),
        RIG_TEST(test_the_attract_screen_falls_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
