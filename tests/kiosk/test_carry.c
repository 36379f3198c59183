/* Codes to take away on a phone: what they hold, and that their panel comes and goes. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/carry.h"
#include "kiosk/support/rig.h"

static void test_addresses_of_a_contact(void **state)
{
    (void)state;
    struct contact contact = {.uri = "tel:+62285421243 https://wa.me/62285421243"};
    char uri[CARRY_URI];
    assert_true(carry_uri(&contact, 0, uri));
    assert_string_equal(uri, "tel:+62285421243");
    assert_true(carry_uri(&contact, 1, uri));
    assert_string_equal(uri, "https://wa.me/62285421243");
    assert_false(carry_uri(&contact, 2, uri));
}

static void test_telephone_numbers(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"(0285) 421243", "tel:+62285421243"},
        {"0856-4381-2110", "tel:+6285643812110"},
        {"+62 285 421243", "tel:+62285421243"},
        {"112", "tel:112"},
        {"", "tel:"},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        char uri[CARRY_URI];
        carry_phone(table[i][0], uri);
        assert_string_equal(uri, table[i][1]);
    }
}

static void test_the_standard_in_every_language(void **state)
{
    struct rig *rig = *state;
    const struct model *model = &rig->app->model;
    static const char *const words[LANG_COUNT][4] = {
        [LANG_ID] = {"Persyaratan: Formulir", "Jam layanan: Senin", "Biaya: Gratis", "E-mail: "},
        [LANG_EN] = {"Requirements: Reg", "Service hours: Mon", "Cost: Free", "E-mail: "},
        [LANG_JV] = {"Sarat-sarat: Form", "Wekdal paladosan: Sen", "Wragad: Tanpa", "E-mail: "},
    };
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        char text[CARRY_TEXT];
        rig->app->model.prefs.lang = lang;
        rig_settle(rig);
        carry_standard(model, text);
        for (size_t i = 0; i < 4; i++)
            if (!strstr(text, words[lang][i]))
                fail_msg("\"%s\" is not in: %s", words[lang][i], text);
        assert_non_null(strstr(text, "(0285) 421243"));
        assert_int_equal(text[strlen(text) - 1], '\n');
    }
}

/* Contacts without end: the text stops after a whole line. */
static void test_what_does_not_fit_is_left_out_whole(void **state)
{
    struct rig *rig = *state;
    struct content *content = &rig->app->model.content;
    char text[CARRY_TEXT];
    for (size_t i = 0; i < CONTACTS_MAX; i++) {
        struct contact *contact = &content->contacts[i];
        memset(contact->value, 'x', sizeof(contact->value) - 1);
        contact->value[sizeof(contact->value) - 1] = '\0';
        TEXT_COPY(contact->label.in[LANG_ID], "Telepon");
    }
    content->contact_count = CONTACTS_MAX;
    carry_standard(&rig->app->model, text);
    const char *last = strrchr(text, 'T');
    assert_non_null(last);
    assert_int_equal(strlen(last), strlen("Telepon: ") + sizeof(content->contacts[0].value));
}

static void test_the_panel_comes_and_goes(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Pengaduan");
    rig_tap(rig, "Telepon");
    assert_shows(rig, "image \"tel:+62285421243\"");
    assert_shows(rig, "image \"tel:+62285420223\"");
    rig_tap(rig, "Tutup");
    assert_false(rig_shows(rig, "Telepon nomor ini"));
    assert_screen(rig, "complaint");
    rig_tap(rig, "Situs web");
    assert_shows(rig, "image \"http://kominfo.pekalongankota.go.id\"");
    rig_tap(rig, "Panggil petugas");
    assert_int_equal(rig->fake.calls, 1);
    rig_tap(rig, "Tutup");
    assert_shows(rig, "Buka situs web");
    rig_advance(rig, SECONDS(rig->settings.timeouts.idle + rig->settings.timeouts.warning + 1));
    assert_screen(rig, "home");
    assert_false(rig_shows(rig, "Buka situs web"));
}

/* A feed that came meanwhile may have dropped the contact that stands open. */
static void test_a_contact_that_is_gone(void **state)
{
    struct rig *rig = *state;
    rig_tap(rig, "Sentuh untuk mulai");
    rig_tap(rig, "Pengaduan");
    rig_tap(rig, "Pejabat pengaduan · Meidy Prasetyo Utomo, S.Kom");
    rig->app->model.content.contact_count = 1;
    rig_settle(rig);
    rig_tap(rig, "Tutup");
    assert_screen(rig, "complaint");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses_of_a_contact),
        cmocka_unit_test(test_telephone_numbers),
        RIG_TEST(test_the_standard_in_every_language),
        RIG_TEST(test_what_does_not_fit_is_left_out_whole),
        RIG_TEST(test_the_panel_comes_and_goes),
        RIG_TEST(test_a_contact_that_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
