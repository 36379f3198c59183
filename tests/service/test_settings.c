#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "service/settings.h"
#include "service/support/office.h"
#include "service/support/planted.h"
#include "support/tempdir.h"

#define NAME "kiosk.yaml"

static struct tempdir dir;

static int make_folder(void **state)
{
    (void)state;
    tempdir_make(&dir);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    tempdir_remove(&dir);
    return 0;
}

static const char *source(void)
{
    static char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/" NAME, office_config());
    return path;
}

static void the_settings_of_the_demo(void **state)
{
    (void)state;
    struct why why = {""};
    struct settings settings;
    if (settings_open(office_config(), &settings, &why) != OK)
        fail_msg("%s", why.text);
    assert_string_equal(settings.kiosk, "PKL-01");
    assert_string_equal(settings.place, "Ruang Tunggu Dinas Kominfo");
    assert_false(settings.production);
    assert_int_equal(settings.lang, LANG_ID);
    assert_true(settings.dpi == 82);
    assert_int_equal(settings.bottom, 780);
    assert_string_equal(settings.keypad.names[KEYPAD_UP][0], "Up");
    assert_string_equal(settings.keypad.names[KEYPAD_OK][1], "Keypad Enter");
    assert_string_equal(settings.keypad.names[KEYPAD_OK][2], "");
    assert_string_equal(settings.keypad.names[KEYPAD_SPEAK][0], "F1");
    assert_int_equal(settings.speech.rate, 150);
    assert_int_equal(settings.speech.volume, 60);
    assert_int_equal(settings.timeouts.idle, 120);
    assert_int_equal(settings.timeouts.warning, 45);
    assert_int_equal(settings.timeouts.attract, 180);
    assert_int_equal(settings.timeouts.officer, 60);
    assert_string_equal(settings.printer.device, "");
    assert_int_equal(settings.printer.width, 80);
    assert_int_equal(settings.printer.baud, 9600);
    assert_true(settings.printer.answers);
    assert_int_equal(settings.sync.poll, 2);
    assert_int_equal(settings.sync.watchdog, 60);
}

static void wrong_settings(void **state)
{
    (void)state;
    static const struct {
        const char *find, *put, *where, *words;
    } table[] = {
        {"kiosk: PKL-01", "kiosk: pkl 01", NULL, "capital letters, digits and -"},
        {"kiosk: PKL-01", "kiosk: \"\"", NULL, "capital letters, digits and -"},
        {"kiosk: PKL-01", "kiosk: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", NULL,
         "at most 31 were expected"},
        {"kiosk: PKL-01", "kisok: PKL-01", NULL, "was \"kiosk\" meant?"},
        {"mode: demo", "mode: test", NULL, "expected one of: demo, production"},
        {"language: id", "language: su", NULL, "expected one of: id, en, jv"},
        {"public_url: \"\"", "public_url: kominfo.example.go.id", NULL, "an address such as"},
        {"public_url: \"\"", "public_url: https://", NULL, "an address such as"},
        {"public_url: \"\"", "public_url: https:///t", NULL, "an address such as"},
        {"public_url: \"\"", "public_url: https://a_b.id", NULL, "an address such as"},
        {"public_url: \"\"", "public_url: https://a@b.id", NULL, "an address such as"},
        {"public_url: \"\"", "public_url: https://Kominfo.id", NULL, "an address such as"},
        {"public_url: \"\"", "public_url: https://kominfo.id/", NULL, "without"},
        {"mode: demo", "mode: production\npublic_url: http://kominfo.id", "public_url: \"\"",
         "stands twice"},
        {"dpi: 82", "dpi: 8", NULL, "a number from 20 to 400 was expected"},
        {"dpi: 82", "dpi: 82dpi", NULL, "a number from 20 to 400 was expected"},
        {"bottom: 780 ", "bottom: 80 ", NULL, "a whole number from 300 to 1200"},
        {"up: [Up]", "up: [Q]", NULL, "no key that may be one of the five"},
        {"up: [Up]", "up: []", NULL, "names 0 keys, 1 to 4 were expected"},
        {"up: [Up]", "up: [Up, Home, F13, F14, F15]", NULL, "names 5 keys"},
        {"down: [Down]", "down: [Up]", NULL, "stands twice"},
        {"speak: [F1]", "speak: F1", NULL, "expected"},
        {"speak: [F1]", "talk: [F1]", NULL, "\"talk\" is not known"},
        {"rate: 150 ", "rate: 20 ", NULL, "a whole number from 80 to 300"},
        {"volume: 60 ", "volume: 101 ", NULL, "a whole number from 10 to 100"},
        {"fullscreen: false", "fullscreen: no", NULL, "true or false was expected"},
        {"  idle: 120", "  idle: 0", NULL, "a whole number from 5 to 3600"},
        {"  officer: 60", "", "  idle:", "\"officer\" is missing"},
        {"source: folder", "source: usb", NULL, "expected one of: none, folder, v4l2"},
        {"device: camera", "device: \"\"", NULL, "the folder of the camera was expected"},
        {"  device: \"\"", "  device: usb", NULL, "a device such as /dev/usb/lp0 was expected"},
        {"width: 80", "width: 72", NULL, "expected one of: 58, 80"},
        {"baud: 9600", "baud: 1200", NULL, "expected one of: 9600, 19200"},
        {"answers: true", "answers: yes", NULL, "true or false was expected"},
        {"sync:\n", "synchronise:\n", NULL, "the key \"synchronise\" is not known"},
        {"poll: 2 ", "poll: 0.5 ", NULL, "a whole number from 1 to 3600"},
        {"watchdog: 60", "watchdog: 010", NULL, "a whole number from 5 to 86400"},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct why why = {""};
        struct settings settings = {.kiosk = "untouched"};
        plant(source(), dir.path, NAME, table[i].find, table[i].put);
        if (settings_open(dir.path, &settings, &why) != ERR_INVALID)
            fail_msg("\"%s\" was accepted", table[i].put);
        const char *where = table[i].where != NULL ? table[i].where : table[i].put;
        expect_complaint(why.text, dir.path, NAME, planted_line(dir.path, NAME, where),
                         table[i].words);
        assert_string_equal(settings.kiosk, "untouched");
    }
}

static void production_wants_https(void **state)
{
    (void)state;
    static const struct {
        const char *mode, *url;
        enum err err;
    } table[] = {
        {"demo", "http://127.0.0.1:8080", OK},
        {"production", "http://kominfo.example.go.id", ERR_INVALID},
        {"production", "https://kominfo.example.go.id", OK},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        char put[200], path[PATH_SIZE];
        struct why why = {""};
        struct settings settings;
        snprintf(put, sizeof(put), "public_url: %s", table[i].url);
        plant(source(), dir.path, NAME, "public_url: \"\"", put);
        snprintf(put, sizeof(put), "mode: %s", table[i].mode);
        assert_int_equal(path_join(path, dir.path, NAME), OK);
        plant(path, dir.path, NAME, "mode: demo", put);
        assert_int_equal(settings_open(dir.path, &settings, &why), table[i].err);
        if (table[i].err == OK)
            assert_string_equal(settings.public_url, table[i].url);
        else
            assert_non_null(strstr(why.text, "https was expected in production"));
    }
}

static void no_camera_needs_no_device(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    struct why why = {""};
    struct settings settings;
    plant(source(), dir.path, NAME, "source: folder", "source: none");
    assert_int_equal(path_join(path, dir.path, NAME), OK);
    plant(path, dir.path, NAME, "device: camera", "device: \"\"");
    assert_int_equal(settings_open(dir.path, &settings, &why), OK);
    assert_string_equal(settings.camera.source, "none");
    assert_string_equal(settings.camera.device, "");
}

static void no_settings(void **state)
{
    (void)state;
    struct why why = {""};
    struct settings settings;
    assert_int_equal(settings_open(dir.path, &settings, &why), ERR_NOT_FOUND);
    assert_non_null(strstr(why.text, NAME));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_settings_of_the_demo),
        cmocka_unit_test_setup_teardown(wrong_settings, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(production_wants_https, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(no_camera_needs_no_device, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(no_settings, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
