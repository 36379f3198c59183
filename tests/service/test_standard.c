#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "service/desk.h"
#include "service/identity.h"
#include "service/support/office.h"

static struct catalogue catalogue;

static int open_office(void **state)
{
    (void)state;
    office_open(&catalogue);
    return 0;
}

static int close_office(void **state)
{
    (void)state;
    catalogue_close(&catalogue);
    return 0;
}

static void three_services_and_the_first_is_enabled(void **state)
{
    (void)state;
    static const struct {
        const char *id, *prefix;
        bool enabled, confirmed;
    } table[] = {
        {"bsre-esign-individu", "ESG", true, true},
        {"bsre-esign-pembaruan", "ESP", false, false},
        {"bsre-esign-pencabutan", "ESC", false, false},
    };
    assert_int_equal(catalogue.count, LENGTH(table));
    for (size_t i = 0; i < LENGTH(table); i++) {
        const struct standard *service = catalogue.services[i];
        assert_string_equal(service->id, table[i].id);
        assert_string_equal(service->prefix, table[i].prefix);
        assert_int_equal(service->enabled, table[i].enabled);
        assert_int_equal(service->confirmed, table[i].confirmed);
        assert_ptr_equal(catalogue_find(&catalogue, table[i].id), service);
        assert_ptr_equal(catalogue_by_prefix(&catalogue, table[i].prefix), service);
    }
    assert_null(catalogue_find(&catalogue, "bsre"));
    assert_null(catalogue_by_prefix(&catalogue, TRACKING_COMPLAINT));
}

static void the_eight_steps(void **state)
{
    (void)state;
    static const struct {
        enum actor actor;
        const char *title, *by;
    } table[] = {
        {ACTOR_APPLICANT, "Permohonan dikirim", "Pemohon"},
        {ACTOR_HEAD, "Disposisi Kepala Dinas", "Kepala Dinas"},
        {ACTOR_VERIFIER, "Pemeriksaan kelengkapan berkas", "Verifikator"},
        {ACTOR_VERIFIER, "Didaftarkan di ESIGN Cloud", "Verifikator"},
        {ACTOR_APPLICANT, "Isi identitas dan pindai wajah", "Anda, di AMS"},
        {ACTOR_VERIFIER, "Pemeriksaan identitas dan foto", "Verifikator"},
        {ACTOR_APPLICANT, "Membuat passphrase", "Anda"},
        {ACTOR_BSRE, "Pemeriksaan akhir dan penerbitan", "BSrE"},
    };
    const struct standard *service = catalogue.services[0];
    assert_int_equal(service->step_count, LENGTH(table));
    for (size_t i = 0; i < LENGTH(table); i++) {
        const struct step *step = &service->steps[i];
        assert_int_equal(step->actor, table[i].actor);
        assert_string_equal(words_in(&step->title, LANG_ID), table[i].title);
        assert_string_equal(words_in(&step->by, LANG_ID), table[i].by);
        assert_int_equal(words_in(&step->duty, LANG_JV)[0] != '\0', step->actor == ACTOR_APPLICANT);
    }
    assert_string_equal(words_in(&service->steps[4].duty, LANG_ID),
                        "Buka tautan AMS di e-mail Anda, isi identitas, lalu pindai wajah dan KTP "
                        "di ponsel.");
}

static void the_fourteen_components(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        size_t lines;
    } table[] = {
        {"persyaratan", 4},
        {"prosedur", 8},
        {"waktu", 4},
        {"biaya", 1},
        {"produk", 1},
        {"pengaduan", 8},
        {"dasar-hukum", 5},
        {"sarana", 1},
        {"kompetensi", 3},
        {"pengawasan", 1},
        {"jumlah-pelaksana", 1},
        {"jaminan-pelayanan", 1},
        {"jaminan-keamanan", 2},
        {"evaluasi", 1},
    };
    const struct standard *service = catalogue.services[0];
    assert_int_equal(service->component_count, 14);
    for (size_t i = 0; i < LENGTH(table); i++) {
        assert_string_equal(service->components[i].key, table[i].key);
        assert_int_equal(service->components[i].line_count, table[i].lines);
    }
    assert_string_equal(words_in(&service->components[1].lines[7], LANG_ID),
                        words_in(&service->steps[7].detail, LANG_ID));
}

static void the_form(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        enum field_kind kind;
        int group;
        bool required;
    } table[] = {
        {"name", FIELD_NAME, 0, true},   {"nik", FIELD_NIK, 0, true},
        {"email", FIELD_EMAIL, 1, true}, {"mobile", FIELD_MOBILE, 1, true},
        {"nip", FIELD_NIP, 2, false},    {"position", FIELD_TEXT, 2, true},
        {"unit", FIELD_TEXT, 2, true},
    };
    const struct standard *service = catalogue.services[0];
    assert_int_equal(service->field_count, LENGTH(table));
    assert_int_equal(service->group_count, 3);
    for (size_t i = 0; i < LENGTH(table); i++) {
        const struct field *field = &service->fields[i];
        assert_string_equal(field->key, table[i].key);
        assert_int_equal(field->kind, table[i].kind);
        assert_int_equal(field->group, table[i].group);
        assert_int_equal(field->required, table[i].required);
        assert_in_range(field->max, 1, ANSWER_SIZE - 1);
        assert_int_equal(standard_field(service, table[i].key), i);
    }
    assert_int_equal(standard_field(service, "passphrase"), -1);
    assert_string_equal(words_in(&service->groups[0].question, LANG_ID),
                        "Siapa nama dan NIK Anda?");
    assert_string_equal(words_in(&service->groups[1].question, LANG_ID),
                        "Ke mana kami kirim tautannya?");
    assert_string_equal(words_in(&service->fields[3].brief, LANG_ID), "Ponsel");
    assert_int_equal(service->document_count, 4);
    assert_true(service->documents[0].automatic);
    assert_false(service->documents[1].automatic);
    assert_int_equal(service->email_key_count, 2);
    assert_string_equal(service->email_keys[0], "@pekalongankota.go.id");
    assert_int_equal(service->email_domain_count, 0);
}

static void rules_contacts_and_complaints(void **state)
{
    (void)state;
    const struct standard *service = catalogue.services[0];
    assert_int_equal(service->promise.days, 1);
    assert_true(service->promise.pauses);
    assert_true(service->promise.next_open);
    assert_int_equal(service->ladder.first_response, 3);
    assert_int_equal(service->ladder.information, 5);
    assert_int_equal(service->ladder.no_field_check, 14);
    assert_int_equal(service->ladder.field_check, 60);
    assert_true(service->survey.weight == 1.0 / 9);
    assert_int_equal(service->minutes, 4);

    static const struct {
        const char *label, *value, *uri;
    } table[] = {
        {"Telepon", "(0285) 421243 · (0285) 420223", "tel:+62285421243 tel:+62285420223"},
        {"E-mail", "diskominfo@pekalongankota.go.id", "mailto:diskominfo@pekalongankota.go.id"},
        {"Situs web", "kominfo.pekalongankota.go.id", "http://kominfo.pekalongankota.go.id"},
        {"Pejabat pengaduan · Meidy Prasetyo Utomo, S.Kom", "0856-4381-2110", "tel:+6285643812110"},
    };
    assert_int_equal(service->contact_count, LENGTH(table));
    for (size_t i = 0; i < LENGTH(table); i++) {
        assert_string_equal(words_in(&service->contacts[i].label, LANG_ID), table[i].label);
        assert_string_equal(service->contacts[i].value, table[i].value);
        assert_string_equal(service->contacts[i].uri, table[i].uri);
    }
    assert_int_equal(service->topic_count, 6);
    assert_string_equal(words_in(&service->rungs[0], LANG_ID), "Anda menyampaikan");
    assert_string_equal(words_in(&service->rung_notes[3], LANG_ID), "dengan solusi");
    assert_true(service->reason_count >= 8);
    assert_int_equal(standard_reason(service, service->reasons[2].key), 2);
    assert_int_equal(standard_reason(service, ""), -1);
}

static void the_survey(void **state)
{
    (void)state;
    const struct standard *service = catalogue.services[0];
    static const char *const cost[] = {"Sangat mahal", "Cukup mahal", "Murah", "Gratis"};
    static const char *const complaints[] = {"Tidak ada", "Ada tapi tidak berfungsi",
                                             "Berfungsi kurang maksimal", "Dikelola dengan baik"};
    for (int i = 0; i < 4; i++) {
        assert_string_equal(words_in(&service->survey_answers[3][i], LANG_ID), cost[i]);
        assert_string_equal(words_in(&service->survey_answers[7][i], LANG_ID), complaints[i]);
    }
    assert_string_equal(words_in(&service->survey_questions[5], LANG_ID),
                        "Bagaimana kemampuan petugas dalam melayani?");
}

/* Every language of a text: there, and without space at its ends. */
static size_t checked;
static void check_words(const struct words *words, const char *what)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        const char *text = words->in[lang];
        size_t len = strlen(text);
        if (len == 0 || text[0] == ' ' || text[len - 1] == ' ')
            fail_msg("%s: \"%s\" in %s", what, text, lang_tag((enum lang)lang));
    }
    checked++;
}

static void check_structure(const struct standard *service)
{
    const struct words *head[] = {&service->unit,       &service->unit_city, &service->name,
                                  &service->short_name, &service->summary,   &service->tagline};
    for (size_t i = 0; i < LENGTH(head); i++)
        check_words(head[i], "head");
    for (size_t i = 0; i < service->component_count; i++) {
        const struct component *component = &service->components[i];
        check_words(&component->title, component->key);
        check_words(&component->summary, component->key);
        for (size_t j = 0; j < component->line_count; j++)
            check_words(&component->lines[j], component->key);
    }
    for (size_t i = 0; i < service->step_count; i++) {
        const struct step *step = &service->steps[i];
        check_words(&step->title, step->key);
        check_words(&step->by, step->key);
        check_words(&step->detail, step->key);
        if (step->actor == ACTOR_APPLICANT)
            check_words(&step->duty, step->key);
    }
    for (size_t i = 0; i < service->document_count; i++) {
        check_words(&service->documents[i].title, service->documents[i].key);
        check_words(&service->documents[i].hint, service->documents[i].key);
    }
    for (size_t i = 0; i < service->group_count; i++)
        check_words(&service->groups[i].question, service->groups[i].key);
    for (size_t i = 0; i < service->field_count; i++) {
        check_words(&service->fields[i].label, service->fields[i].key);
        check_words(&service->fields[i].hint, service->fields[i].key);
        check_words(&service->fields[i].brief, service->fields[i].key);
    }
}

static void check_care(const struct standard *service)
{
    for (size_t i = 0; i < service->reason_count; i++)
        check_words(&service->reasons[i].text, service->reasons[i].key);
    for (size_t i = 0; i < service->topic_count; i++)
        check_words(&service->topics[i].text, service->topics[i].key);
    for (size_t i = 0; i < service->contact_count; i++)
        check_words(&service->contacts[i].label, service->contacts[i].value);
    for (size_t i = 0; i < RUNGS; i++) {
        check_words(&service->rungs[i], "rung");
        check_words(&service->rung_notes[i], "rung");
    }
    for (size_t i = 0; i < SURVEY_ELEMENTS; i++) {
        check_words(&service->survey_questions[i], survey_keys[i]);
        for (size_t j = 0; j < 4; j++)
            check_words(&service->survey_answers[i][j], survey_keys[i]);
    }
    for (size_t i = 0; i < service->privacy_count; i++)
        check_words(&service->privacy[i], "privacy");
}

static void every_text_is_there_in_every_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.count; i++) {
        checked = 0;
        check_structure(catalogue.services[i]);
        check_care(catalogue.services[i]);
        assert_true(checked > 150);
    }
}

static void what_extends_takes_the_rest_over(void **state)
{
    (void)state;
    const struct standard *first = catalogue.services[0];
    const struct standard *revocation = catalogue_find(&catalogue, "bsre-esign-pencabutan");
    assert_int_equal(revocation->component_count, 14);
    assert_string_equal(revocation->components[4].lines[0].in[LANG_EN],
                        "Revocation of the Electronic Certificate");
    assert_string_equal(revocation->components[6].lines[4].in[LANG_ID],
                        first->components[6].lines[4].in[LANG_ID]);
    assert_int_equal(revocation->components[1].line_count, revocation->step_count);
    assert_int_equal(revocation->step_count, 4);
    assert_int_equal(revocation->field_count, first->field_count);
    assert_memory_equal(&revocation->contacts, &first->contacts, sizeof(first->contacts));
    assert_memory_equal(&revocation->hours.week, &first->hours.week, sizeof(first->hours.week));
}

static void keys_of_actors_and_fields(void **state)
{
    (void)state;
    assert_string_equal(actor_key(ACTOR_APPLICANT), "pemohon");
    assert_string_equal(actor_key(ACTOR_HEAD), "kepala_dinas");
    assert_string_equal(actor_key(ACTOR_VERIFIER), "verifikator");
    assert_string_equal(actor_key(ACTOR_BSRE), "bsre");
    assert_string_equal(field_kind_key(FIELD_NAME), "name");
    assert_string_equal(field_kind_key(FIELD_MOBILE), "mobile");
}

static void an_empty_text_shows_the_indonesian_one(void **state)
{
    (void)state;
    struct words words = {.in = {[LANG_ID] = "Selamat datang", [LANG_EN] = "Welcome"}};
    assert_string_equal(words_in(&words, LANG_EN), "Welcome");
    assert_string_equal(words_in(&words, LANG_JV), "Selamat datang");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_services_and_the_first_is_enabled),
        cmocka_unit_test(the_eight_steps),
        cmocka_unit_test(the_fourteen_components),
        cmocka_unit_test(the_form),
        cmocka_unit_test(rules_contacts_and_complaints),
        cmocka_unit_test(the_survey),
        cmocka_unit_test(every_text_is_there_in_every_language),
        cmocka_unit_test(what_extends_takes_the_rest_over),
        cmocka_unit_test(keys_of_actors_and_fields),
        cmocka_unit_test(an_empty_text_shows_the_indonesian_one),
    };
    return cmocka_run_group_tests(tests, open_office, close_office);
}
