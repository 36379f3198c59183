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

#define INDIVIDUAL "bsre-esign-individu.yaml"
#define RENEWAL    "bsre-esign-pembaruan.yaml"

static struct tempdir dir;
static char services[PATH_SIZE], holidays[PATH_SIZE];

static const char *source(const char *name)
{
    static char path[PATH_SIZE];
    snprintf(path, sizeof(path), "%s/%s", office_config(), name);
    return path;
}

static int make_config(void **state)
{
    (void)state;
    tempdir_make(&dir);
    if (path_join(services, dir.path, "services") != OK ||
        path_join(holidays, dir.path, "holidays") != OK || path_make(services, 0755) != OK ||
        path_make(holidays, 0755) != OK)
        return -1;
    plant(source("services/" INDIVIDUAL), services, INDIVIDUAL, NULL, NULL);
    plant(source("services/" RENEWAL), services, RENEWAL, NULL, NULL);
    plant(source("holidays/2026.yaml"), holidays, "2026.yaml", NULL, NULL);
    return 0;
}

static int remove_config(void **state)
{
    (void)state;
    tempdir_remove(&dir);
    return 0;
}

static void expect_refusal(const char *folder, const char *name, int line, const char *words)
{
    struct why why = {""};
    struct catalogue catalogue = {.count = 77};
    assert_int_equal(catalogue_open(dir.path, &catalogue, &why), ERR_INVALID);
    assert_int_equal(catalogue.count, 77);
    if (name != NULL)
        expect_complaint(why.text, folder, name, line, words);
    else if (strncmp(why.text, folder, strlen(folder)) != 0 || strstr(why.text, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", why.text, words);
}

static void enabled_services_come_first(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    plant(source("services/" INDIVIDUAL), services, "zz.yaml", "prefix: ESG", "prefix: ZZZ");
    plant(source("services/" INDIVIDUAL), services, "aa.yaml", "prefix: ESG", "prefix: AAA");
    assert_int_equal(path_join(path, services, "aa.yaml"), OK);
    plant(path, services, "aa.yaml", "enabled: true", "enabled: false");
    plant_text(services, ".hidden.yaml", "nonsense");
    plant_text(services, "notes.txt", "nonsense");
    struct why why = {""};
    struct catalogue catalogue;
    if (catalogue_open(dir.path, &catalogue, &why) != OK)
        fail_msg("%s", why.text);
    assert_int_equal(catalogue.count, 4);
    assert_string_equal(catalogue.services[0]->id, "bsre-esign-individu");
    assert_string_equal(catalogue.services[1]->id, "zz");
    assert_string_equal(catalogue.services[2]->id, "aa");
    assert_string_equal(catalogue.services[3]->id, "bsre-esign-pembaruan");
    assert_int_equal(catalogue.services[3]->hours.holiday_count, 25);
    catalogue_close(&catalogue);
    assert_int_equal(catalogue.count, 0);
    catalogue_close(&catalogue);
    catalogue_close(NULL);
}

static void no_prefix_twice(void **state)
{
    (void)state;
    plant(source("services/" RENEWAL), services, RENEWAL, "prefix: ESP", "prefix: ESG");
    expect_refusal(services, RENEWAL, planted_line(services, RENEWAL, "prefix: ESG"),
                   "which bsre-esign-individu uses");
}

static void one_service_must_be_enabled(void **state)
{
    (void)state;
    plant(source("services/" INDIVIDUAL), services, INDIVIDUAL, "enabled: true", "enabled: false");
    expect_refusal(services, NULL, 0, "no service is enabled");
}

static void the_ninth_service_is_refused(void **state)
{
    (void)state;
    for (char c = 'A'; c < 'A' + 7; c++) {
        char name[] = "a.yaml", prefix[] = "prefix: QQA";
        name[0] = (char)(c - 'A' + 'a');
        prefix[strlen(prefix) - 1] = c;
        plant(source("services/" INDIVIDUAL), services, name, "prefix: ESG", prefix);
    }
    expect_refusal(services, NULL, 0, "at most 8 services were expected");
}

static void a_missing_folder(void **state)
{
    (void)state;
    struct why why = {""};
    struct catalogue catalogue;
    assert_int_equal(catalogue_open("/nonexistent", &catalogue, &why), ERR_NOT_FOUND);
    assert_non_null(strstr(why.text, "/nonexistent/services"));
}

/* Without any holidays the kiosk works; it just promises nothing. */
static void no_year_known(void **state)
{
    (void)state;
    char path[PATH_SIZE];
    struct why why = {""};
    struct catalogue catalogue;
    assert_int_equal(path_join(path, holidays, "2026.yaml"), OK);
    assert_int_equal(remove(path), 0);
    assert_int_equal(remove(holidays), 0);
    assert_int_equal(catalogue_open(dir.path, &catalogue, &why), OK);
    assert_false(hours_at(&catalogue.services[0]->hours, wib("2026-11-23 09:41")).holidays_known);
    catalogue_close(&catalogue);
}

static void another_year_follows(void **state)
{
    (void)state;
    struct why why = {""};
    struct catalogue catalogue;
    plant_text(holidays, "2027.yaml",
               "year: 2027\nsource: a test\nnational:\n"
               "  - {date: 2027-12-25, name: Natal}\n  - {date: 2027-01-01, name: Tahun Baru}\n"
               "collective: []\n");
    assert_int_equal(catalogue_open(dir.path, &catalogue, &why), OK);
    const struct hours *hours = &catalogue.services[0]->hours;
    assert_int_equal(hours->known_from, 2026);
    assert_int_equal(hours->known_until, 2027);
    assert_int_equal(hours->holiday_count, 27);
    for (size_t i = 1; i < hours->holiday_count; i++)
        assert_true(hours->holidays[i - 1].day < hours->holidays[i].day);
    /* Friday 1 January 2027 is a holiday now, so the year's end is bridged */
    assert_int_equal(hours_at(hours, wib("2026-12-31 16:00")).changes_at, wib("2027-01-04 08:00"));
    catalogue_close(&catalogue);
}

static void wrong_holidays(void **state)
{
    (void)state;
    static const struct {
        const char *find, *put, *where, *words;
    } table[] = {
        {"date: 2026-12-25", "date: 2025-12-25", NULL, "one in 2026 was expected"},
        {"date: 2026-12-25", "date: 2026-13-25", NULL, "is no date"},
        {"date: 2026-02-17", "date: 2026-02-29", NULL, "is no date"},
        {"date: 2026-12-25", "date: 25-12-2026", NULL, "is no date"},
        {"date: 2026-12-25", "date: 2026-12-25 ", NULL, NULL},
        {"date: 2026-12-24", "date: 2026-12-25\n    # again", "date: 2026-12-25\n    # again",
         "this date stands here already"},
        {"year: 2026", "year: 26", NULL, "a whole number from 2020 to 2100"},
        {"year: 2026", "years: 2026", NULL, "was \"year\" meant?"},
        {"collective:\n", "collectiv:\n", NULL, "was \"collective\" meant?"},
        {"source: ", "# ", "year:", "\"source\" is missing"},
        {"{id: Hari Raya Natal, en", "{id: Hari Raya Natal, eng", NULL, "was \"en\" meant?"},
        {"{id: Hari Raya Natal,",
         "{id: Hari Raya Natal yang namanya jauh lebih panjang daripada tempat yang tersedia untuk "
         "nama sebuah hari libur,",
         NULL, "the text is too long here"},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        plant(source("holidays/2026.yaml"), holidays, "2026.yaml", table[i].find, table[i].put);
        const char *where = table[i].where != NULL ? table[i].where : table[i].put;
        struct why why = {""};
        struct catalogue catalogue;
        if (table[i].words != NULL) {
            expect_refusal(holidays, "2026.yaml", planted_line(holidays, "2026.yaml", where),
                           table[i].words);
        } else {
            assert_int_equal(catalogue_open(dir.path, &catalogue, &why), OK);
            catalogue_close(&catalogue);
        }
    }
}

static void years_without_a_gap(void **state)
{
    (void)state;
    plant_text(holidays, "2028.yaml", "year: 2028\nsource: a test\nnational: []\ncollective: []\n");
    expect_refusal(holidays, "2028.yaml", 1, "the year 2028 does not follow 2026");
}

static void too_many_holidays(void **state)
{
    (void)state;
    SCOPED(buf_fini) struct buf text;
    buf_init(&text, 1 << 16);
    buf_puts(&text, "year: 2027\nsource: a test\ncollective: []\nnational:\n");
    for (int day = 0; day < 80; day++)
        buf_printf(&text, "  - {date: 2027-%02d-%02d, name: Libur}\n", day / 28 + 1, day % 28 + 1);
    plant_text(holidays, "2027.yaml", buf_text(&text));
    /* 25 are there; the 72nd of these is the 97th */
    expect_refusal(holidays, "2027.yaml", 4 + 72, "at most 96 were expected");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(enabled_services_come_first, make_config, remove_config),
        cmocka_unit_test_setup_teardown(no_prefix_twice, make_config, remove_config),
        cmocka_unit_test_setup_teardown(one_service_must_be_enabled, make_config, remove_config),
        cmocka_unit_test_setup_teardown(the_ninth_service_is_refused, make_config, remove_config),
        cmocka_unit_test_setup_teardown(a_missing_folder, make_config, remove_config),
        cmocka_unit_test_setup_teardown(no_year_known, make_config, remove_config),
        cmocka_unit_test_setup_teardown(another_year_follows, make_config, remove_config),
        cmocka_unit_test_setup_teardown(wrong_holidays, make_config, remove_config),
        cmocka_unit_test_setup_teardown(years_without_a_gap, make_config, remove_config),
        cmocka_unit_test_setup_teardown(too_many_holidays, make_config, remove_config),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
