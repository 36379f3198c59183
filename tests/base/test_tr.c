#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/tr.h"
#include "support/tempdir.h"

static struct tempdir dir;

/* A catalogue as translators make them: a PO file through msgfmt. */
static void install(const char *lang, const char *messages)
{
    SCOPED(buf_fini) struct buf po;
    char folder[PATH_SIZE];
    char path[PATH_SIZE];
    char command[3 * PATH_SIZE];
    buf_init(&po, 4096);
    buf_puts(&po, "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n");
    buf_puts(&po, messages);
    snprintf(folder, sizeof(folder), "%s/%s/LC_MESSAGES", dir.path, lang);
    assert_int_equal(path_make(folder, 0700), OK);
    assert_int_equal(path_join(path, folder, "anjungan.po"), OK);
    assert_int_equal(path_write(path, po.data, po.len, 0600), OK);
    snprintf(command, sizeof(command), "msgfmt -o '%s/anjungan.mo' '%s'", folder, path);
    assert_int_equal(system(command), 0);
}

static int setup(void **state)
{
    (void)state;
    tempdir_make(&dir);
    install("id", "msgid \"Open\"\nmsgstr \"Buka\"\n\n"
                  "msgctxt \"verb\"\nmsgid \"Open\"\nmsgstr \"Bukalah\"\n\n"
                  "msgid \"Price\"\nmsgstr \"Rp 5 \xE2\x80\x93 gratis\"\n\n"
                  "msgid \"%d days\"\nmsgstr \"%d hari\"\n");
    install("en", "msgid \"Open\"\nmsgstr \"Open now\"\n\n"
                  "msgctxt \"verb\"\nmsgid \"Open\"\nmsgstr \"Do open\"\n");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    tempdir_remove(&dir);
    return 0;
}

static void tags_name_languages(void **state)
{
    (void)state;
    for (enum lang lang = 0; lang < LANG_COUNT; lang++)
        assert_int_equal(lang_from_tag(lang_tag(lang)), lang);
    assert_string_equal(lang_tag(LANG_ID), "id");
    assert_string_equal(lang_tag(LANG_JV), "jv");
    assert_int_equal(lang_from_tag("de"), LANG_COUNT);
    assert_int_equal(lang_from_tag(""), LANG_COUNT);
    assert_int_equal(lang_from_tag("ID"), LANG_COUNT);
}

static void no_catalogue_is_not_found(void **state)
{
    (void)state;
    assert_int_equal(tr_open("/nonexistent"), ERR_NOT_FOUND);
    char en[PATH_SIZE];
    assert_int_equal(path_join(en, dir.path, "en"), OK);
    assert_int_equal(tr_open(en), ERR_NOT_FOUND);
}

static void starts_in_indonesian_whatever_the_environment(void **state)
{
    (void)state;
    setenv("LC_ALL", "C", 1);
    setenv("LANG", "de_DE.UTF-8", 1);
    setenv("LANGUAGE", "en", 1);
    assert_int_equal(tr_open(dir.path), OK);
    assert_int_equal(tr_lang(), LANG_ID);
    assert_string_equal(tr("Open"), "Buka");
}

static void switches_back_and_forth(void **state)
{
    (void)state;
    assert_int_equal(tr_open(dir.path), OK);
    for (int i = 0; i < 3; i++) {
        tr_use(LANG_EN);
        assert_int_equal(tr_lang(), LANG_EN);
        assert_string_equal(tr("Open"), "Open now");
        assert_string_equal(tr_in("verb", "Open"), "Do open");
        tr_use(LANG_ID);
        assert_string_equal(tr("Open"), "Buka");
        assert_string_equal(tr_in("verb", "Open"), "Bukalah");
    }
}

static void what_is_missing_is_the_id_itself(void **state)
{
    (void)state;
    assert_int_equal(tr_open(dir.path), OK);
    assert_string_equal(tr("Not there"), "Not there");
    assert_string_equal(tr_in("noun", "Open"), "Open");
    assert_string_equal(tr(""), "");
    tr_use(LANG_EN);
    assert_string_equal(tr("Price"), "Price");
    tr_use(LANG_JV); /* has no catalogue here */
    assert_string_equal(tr("Open"), "Open");
    assert_string_equal(tr_in("verb", "Open"), "Open");
}

static void letters_are_utf8(void **state)
{
    (void)state;
    assert_int_equal(tr_open(dir.path), OK);
    assert_string_equal(tr("Price"), "Rp 5 \xE2\x80\x93 gratis");
}

static void marked_messages_format(void **state)
{
    (void)state;
    static const char *const TABLE[] = {N_("%d days")};
    char text[32];
    assert_int_equal(tr_open(dir.path), OK);
    snprintf(text, sizeof(text), tr("%d days"), 3);
    assert_string_equal(text, "3 hari");
    assert_string_equal(tr(TABLE[0]), "%d hari");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_name_languages),
        cmocka_unit_test(no_catalogue_is_not_found),
        cmocka_unit_test(starts_in_indonesian_whatever_the_environment),
        cmocka_unit_test(switches_back_and_forth),
        cmocka_unit_test(what_is_missing_is_the_id_itself),
        cmocka_unit_test(letters_are_utf8),
        cmocka_unit_test(marked_messages_format),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
