#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "service/support/office.h"
#include "service/support/planted.h"
#include "support/tempdir.h"

#define FILE_NAME "bsre-esign-individu.yaml"
#define A100                                                                                       \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"                                           \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

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

static const char *source(const char *name)
{
    static char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/services/%s", office_config(), name);
    return path;
}

static enum err open_alone(const char *path, struct standard **out, struct why *why)
{
    SCOPED(yaml_shelf_close) struct yaml_shelf shelf = {0};
    return standard_open(path, &shelf, out, why);
}

/* What is put in the place of what, and what the reader must say at the line of `where` (that of
 * `put` where it is NULL). */
struct planted {
    const char *find, *put, *where, *words;
};

static void expect_refusal(const char *name, const struct planted *planted)
{
    char path[PATH_SIZE];
    struct why why = {""};
    struct standard *standard = NULL;
    plant(source(name), dir.path, name, planted->find, planted->put);
    assert_int_equal(path_join(path, dir.path, name), OK);
    enum err err = open_alone(path, &standard, &why);
    if (err != ERR_INVALID || standard != NULL)
        fail_msg("\"%s\" instead of \"%s\" was accepted", planted->put, planted->find);
    const char *where = planted->where != NULL ? planted->where : planted->put;
    expect_complaint(why.text, dir.path, name, planted_line(dir.path, name, where), planted->words);
}

static void the_head(void **state)
{
    (void)state;
    static const struct planted table[] = {
        {"tagline: ", "taglin: ", NULL, "the key \"taglin\" is not known, was \"tagline\" meant?"},
        {"enabled: true", "enabled: yes", NULL, "true or false was expected"},
        {"version: 1 ", "version: 0 ", NULL, "a whole number from 1 to 65535 was expected"},
        {"minutes: 4 ", "minutes: four ", NULL, "a whole number from 1 to 120 was expected"},
        {"minutes: 4 ", "minutes: \"4\" ", NULL, "a value without quotes was expected"},
        {"minutes: 4 ", "minutes: 4\nminutes: 5 ", "minutes: 5", "stands twice"},
        {"prefix: ESG", "prefix: Esg", NULL, "three capital letters were expected"},
        {"prefix: ESG", "prefix: ES", NULL, "three capital letters were expected"},
        {"prefix: ESG", "prefix: ESGA", NULL, "at most 3 were expected"},
        {"prefix: ESG", "prefix: PGD", NULL, "which complaints use"},
        {"prefix: ESG", "prefix: DRF", NULL, "which drafts use"},
        {"prefix: ESG", "# none", "enabled:", "\"prefix\" is missing"},
        {"  jv: Panerbitan sertifikat elektronik BSrE\n", "", "  id: Penerbitan sertifikat",
         "\"jv\" is missing"},
        {"id: Permohonan dikirim", "id: \"\"", NULL, "the Indonesian text is empty"},
        {"id: Permohonan dikirim", "id:", "id:\n      en: Request sent", "has no value"},
        {"id: Permohonan dikirim", "id: " A100 A100 A100 A100, NULL, "at most 399 were expected"},
        {"id: Permohonan dikirim", "id: [a, b]", NULL, "a single value was expected"},
        {"id: Permohonan dikirim", "de: Antrag", NULL, "the key \"de\" is not known"},
        {"  city: Kota Pekalongan", "  city: \"\"", NULL, "the text is empty"},
        {"  city: Kota Pekalongan", "  city: [a]", NULL,
         "a mapping of keys to values was expected"},
        {"enabled: true", "enabled: true\n\tconfirmed: true", "\tconfirmed", "tab"},
    };
    for (size_t i = 0; i < LENGTH(table); i++)
        expect_refusal(FILE_NAME, &table[i]);
}

static void hours_and_promise(void **state)
{
    (void)state;
    static const struct planted table[] = {
        {"zone: Asia/Jakarta", "zone: Asia/Bandung", NULL, "expected one of: Asia/Jakarta"},
        {"[08.00-11.00]", "[11.00-08.00]", NULL, "hours, such as 08.00-12.00 were expected"},
        {"[08.00-11.00]", "[08.00-11.60]", NULL, "hours, such as 08.00-12.00 were expected"},
        {"[08.00-11.00]", "[08.00-24.01]", NULL, "hours, such as 08.00-12.00 were expected"},
        {"[08.00-11.00]", "[8.00-11.00]", NULL, "hours, such as 08.00-12.00 were expected"},
        {"[08.00-11.00]", "08.00-11.00", NULL, "a list was expected"},
        {"[08.00-12.00, 13.00-16.00]", "[08.00-12.00, 11.00-16.00]", NULL, "ascending hours"},
        {"[08.00-12.00, 13.00-16.00]", "[08.00-12.00, 12.00-16.00]", NULL, "ascending hours"},
        {"[08.00-11.00]", "[08.00-09.00, 09.10-09.20, 10.00-11.00, 13.00-14.00]", NULL,
         "at most 3 were expected"},
        {"    sunday:    []\n", "", "    monday:", "\"sunday\" is missing"},
        {"saturday:  []", "saterday: []", NULL, "was \"saturday\" meant?"},
        {"overrides: []", "overrides: [{from: 2026-03-01, until: 2026-02-18, name: a, week: {}}]",
         NULL, "a later date was expected"},
        {"overrides: []", "overrides: [{from: 2026-02-30, until: 2026-03-18, name: a, week: {}}]",
         NULL, "\"2026-02-30\" is no date"},
        {"days: 1 ", "days: 0 ", NULL, "a whole number from 1 to 60 was expected"},
        {"start: next-opening", "start: tomorrow", NULL, "expected one of: at-once, next-opening"},
    };
    for (size_t i = 0; i < LENGTH(table); i++)
        expect_refusal(FILE_NAME, &table[i]);
}

static void procedure_and_form(void **state)
{
    (void)state;
    static const struct planted table[] = {
        {"actor: bsre", "actor: bssn", NULL, "expected one of: pemohon, kepala_dinas"},
        {"    by: BSrE\n", "    by: BSrE\n    duty: x\n", "    duty: x", "actor is pemohon"},
        {"actor: kepala_dinas", "actor: pemohon", "- key: disposisi", "\"duty\" is missing"},
        {"- key: disposisi", "- key: permohonan\n    # again", "- key: permohonan\n    # again",
         "\"permohonan\" stands here already"},
        {"- key: kelengkapan", "- key: Kelengkapan!", NULL, "small letters, digits, - and _"},
        {"- key: kelengkapan", "- key: " A100, NULL, "at most 31 were expected"},
        {"automatic: true", "automatic: 1", NULL, "true or false was expected"},
        {"kind: nip", "kind: npi", NULL, "expected one of: name, nik, nip, text, email, mobile"},
        {"max: 80", "max: 256", NULL, "a whole number from 1 to 255 was expected"},
        {"- key: unit", "- key: name\n        # again", "- key: name\n        # again",
         "\"name\" stands here already"},
        {"    fields:\n", "    fields: []\n    feelds:\n", "feelds:", "was \"fields\" meant?"},
        {"\"@gmail.com\"", "\"gmail.com\"", NULL, "is no key"},
        {"\"@gmail.com\"", "\"@gmail\"", NULL, "is no domain"},
        {"\"@gmail.com\"", "\"@a.id\", \"@b.id\", \"@c.id\"", NULL,
         "the list has 4 entries, 0 to 3 were expected"},
        {"domains: []", "domains: [\"@gmail.com\"]", NULL, "is no domain"},
    };
    for (size_t i = 0; i < LENGTH(table); i++)
        expect_refusal(FILE_NAME, &table[i]);
}

static void care(void **state)
{
    (void)state;
    static const struct planted table[] = {
        {"uri: tel:+62285421243", "uri: +62285421243", NULL, "begins with tel:"},
        {"tel:+62285420223", "mailto:+62285420223", NULL, "begins with tel:"},
        {"uri: mailto:", "uri: http:", NULL, "begins with mailto:"},
        {"kind: web", "kind: site", NULL, "expected one of: phone, email, web, official"},
        {"      note:\n        id: ke petugas", "      not:\n        id: ke petugas",
         "      not:", "was \"note\" meant?"},
        {"- key: lambat", "- key: petugas", "- key: petugas\n      text: {id: Petugas",
         "\"petugas\" stands here already"},
        {"first_response: 3", "first_response: -3", NULL, "a whole number from 1 to 365"},
        {"weight: 1/9", "weight: 9/1", NULL, "a share such as 1/9 or 0.11 was expected"},
        {"weight: 1/9", "weight: 1/0", NULL, "a share such as 1/9 or 0.11 was expected"},
        {"weight: 1/9", "weight: a ninth", NULL, "a share such as 1/9 or 0.11 was expected"},
        {"minimum: 30", "minimum: 0", NULL, "a whole number from 1 to 10000 was expected"},
        {"        - {id: Sangat sesuai, en: Very suitable, jv: Cocog sanget}\n", "",
         "- {id: Tidak sesuai, en: Not suitable", "the list has 3 entries, 4 were expected"},
        {"    sarana:\n      question", "    sarane:\n      question", NULL,
         "was \"sarana\" meant?"},
        {"  evaluasi:\n", NULL, "  persyaratan:\n    icon", "\"evaluasi\" is missing"},
        {"  biaya:\n    icon", "  ongkos:\n    icon", NULL, "the key \"ongkos\" is not known"},
        {"    lines_of: steps", "    lines_of: documents", NULL, "expected one of: steps"},
        {"    lines_of: steps", "    lines_of: steps\n    lines: [a]", "    lines: [a]",
         "together"},
        {"icon: megaphone", "icon: Megaphone.svg", NULL, "small letters, digits, - and _"},
    };
    for (size_t i = 0; i < LENGTH(table); i++)
        expect_refusal(FILE_NAME, &table[i]);
}

/* Cut anywhere, the file is refused with its name and a line, and nothing is lost or broken. */
static void a_file_cut_anywhere(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, YAML_FILE_MAX);
    assert_int_equal(path_read(source(FILE_NAME), &text), OK);
    char path[PATH_SIZE];
    assert_int_equal(path_join(path, dir.path, FILE_NAME), OK);
    int refused = 0;
    for (size_t len = 0; len < text.len - 200; len += 997) {
        struct why why = {""};
        struct standard *standard = NULL;
        assert_int_equal(path_write(path, text.data, len, 0644), OK);
        assert_int_equal(open_alone(path, &standard, &why), ERR_INVALID);
        assert_null(standard);
        assert_int_equal(strncmp(why.text, path, strlen(path)), 0);
        assert_int_equal(why.text[strlen(path)], ':');
        refused++;
    }
    assert_true(refused > 20);
}

static void a_file_that_extends_another(void **state)
{
    (void)state;
    static const char renewal[] = "bsre-esign-pembaruan.yaml";
    static const struct planted table[] = {
        {"extends: bsre-esign-individu", "extends: bsre-esign", NULL,
         "there is no \"bsre-esign.yaml\" beside this file"},
        {"extends: bsre-esign-individu", "extends: ../x", NULL, "small letters, digits, - and _"},
        {"extends: bsre-esign-individu", "extends: bsre-esign-pembaruan", NULL,
         "one that stands alone was expected"},
        {"extends: bsre-esign-individu\n", "", "enabled:", "\"unit\" is missing"},
        {"prefix: ESP", "", "extends:", "\"prefix\" is missing"},
        {"  prosedur:\n    icon", "  prosdur:\n    icon", NULL, "was \"prosedur\" meant?"},
    };
    plant(source(FILE_NAME), dir.path, FILE_NAME, NULL, NULL);
    for (size_t i = 0; i < LENGTH(table); i++)
        expect_refusal(renewal, &table[i]);

    /* what is wrong in the other file is told with that file's name and line */
    char path[PATH_SIZE];
    struct why why = {""};
    struct standard *standard = NULL;
    plant(source(renewal), dir.path, renewal, NULL, NULL);
    plant(source(FILE_NAME), dir.path, FILE_NAME, "minimum: 30", "minimum: 0");
    assert_int_equal(path_join(path, dir.path, renewal), OK);
    assert_int_equal(open_alone(path, &standard, &why), ERR_INVALID);
    expect_complaint(why.text, dir.path, FILE_NAME, planted_line(dir.path, FILE_NAME, "minimum: 0"),
                     "\"minimum\" is \"0\"");
}

static void a_file_that_is_not_there_or_badly_named(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    struct why why = {""};
    struct standard *standard = NULL;
    assert_int_equal(path_join(path, dir.path, "nothing.yaml"), OK);
    assert_int_equal(open_alone(path, &standard, &why), ERR_NOT_FOUND);
    assert_non_null(strstr(why.text, "nothing.yaml"));

    plant(source(FILE_NAME), dir.path, "Layanan Kita.yaml", NULL, NULL);
    assert_int_equal(path_join(path, dir.path, "Layanan Kita.yaml"), OK);
    assert_int_equal(open_alone(path, &standard, &why), ERR_INVALID);
    assert_non_null(strstr(why.text, "Layanan Kita.yaml:"));
    assert_non_null(strstr(why.text, "small letters"));
    assert_null(standard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_head, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(hours_and_promise, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(procedure_and_form, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(care, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_file_cut_anywhere, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_file_that_extends_another, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_file_that_is_not_there_or_badly_named, make_folder,
                                        remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
