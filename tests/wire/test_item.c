#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire/item.h"
#include "wire/support/refuse.h"

static const int64_t moment = INT64_C(1795401660000);

static struct item full_request(void)
{
    struct item item = {.kind = ITEM_REQUEST};
    struct request_item *request = &item.request;
    TEXT_COPY(request->code.text, "ESG-7K3M-Q9XT-2HW");
    TEXT_COPY(request->service, "bsre-esign-individu");
    TEXT_COPY(request->lang, "id");
    request->form_version = 3;
    request->submitted = moment;
    static const char *const pairs[][2] = {{"nama", "Siti \"Ratna\" R\xc3\xa0hmawati \\ S.Kom"},
                                           {"nik", "3375017008900012"},
                                           {"email", "siti@pekalongankota.go.id"},
                                           {"telepon", "085612345678"}};
    for (size_t i = 0; i < LENGTH(pairs); i++) {
        TEXT_COPY(request->answers[i].key, pairs[i][0]);
        TEXT_COPY(request->answers[i].value, pairs[i][1]);
    }
    request->answer_count = LENGTH(pairs);
    TEXT_COPY(request->documents[0].key, "formulir");
    request->documents[0].way = HANDOVER_AUTOMATIC;
    TEXT_COPY(request->documents[1].key, "ktp");
    request->documents[1].way = HANDOVER_OFFICER;
    request->document_count = 2;
    request->notes[NOTE_NIK_BIRTH] = request->notes[NOTE_SEX_DIFFERS] = true;
    return item;
}

static struct item full_complaint(void)
{
    struct item item = {.kind = ITEM_COMPLAINT};
    struct complaint *complaint = &item.complaint.complaint;
    item.complaint.code = tracking_make(TRACKING_COMPLAINT, 12345);
    item.complaint.submitted = moment;
    TEXT_COPY(complaint->topic, "waktu");
    TEXT_COPY(complaint->text, "Baris satu\nBaris dua \xe2\x80\x94 selesai");
    TEXT_COPY(complaint->name, "Budi");
    TEXT_COPY(complaint->phone, "08123456789");
    TEXT_COPY(complaint->about, "ESG-7K3M-Q9XT-2HW");
    return item;
}

static struct item full_survey(void)
{
    struct item item = {.kind = ITEM_SURVEY, .survey.submitted = moment};
    for (size_t i = 0; i < SURVEY_ELEMENTS; i++)
        item.survey.survey.answers[i] = (uint8_t)(i % 5);
    TEXT_COPY(item.survey.survey.remark, "Cepat\ndan ramah");
    return item;
}

static struct item full_call(void)
{
    struct item item = {.kind = ITEM_CALL, .call.called = moment};
    TEXT_COPY(item.call.screen, "progress");
    return item;
}

static void write_item(const struct item *item, struct buf *out)
{
    buf_init(out, ITEM_PLAIN_MAX);
    assert_int_equal(item_write(item, out), OK);
}

static void test_round_trips(void **state)
{
    (void)state;
    const struct item items[] = {full_request(), full_complaint(), full_survey(), full_call()};
    for (size_t i = 0; i < LENGTH(items); i++) {
        SCOPED(buf_fini) struct buf bytes;
        SCOPED(buf_fini) struct buf again;
        struct item back;
        memset(&back, 0x5a, sizeof(back));
        write_item(&items[i], &bytes);
        assert_int_equal(item_read(items[i].kind, bytes.data, bytes.len, &back), OK);
        assert_int_equal(back.kind, items[i].kind);
        write_item(&back, &again);
        assert_string_equal(buf_text(&again), buf_text(&bytes));
    }
}

static void test_request_as_written(void **state)
{
    (void)state;
    struct item item = full_request(), back;
    SCOPED(buf_fini) struct buf bytes;
    write_item(&item, &bytes);
    assert_string_equal(
        buf_text(&bytes),
        "{\"kind\":\"request\",\"code\":\"ESG-7K3M-Q9XT-2HW\",\"service\":\"bsre-esign-individu\","
        "\"form_version\":3,\"submitted\":1795401660000,\"lang\":\"id\",\"answers\":{"
        "\"nama\":\"Siti \\\"Ratna\\\" R\xc3\xa0hmawati \\\\ S.Kom\",\"nik\":\"3375017008900012\","
        "\"email\":\"siti@pekalongankota.go.id\",\"telepon\":\"085612345678\"},"
        "\"documents\":{\"formulir\":\"automatic\",\"ktp\":\"officer\"},"
        "\"notes\":[\"nik_birth\",\"sex_differs\"]}");
    assert_int_equal(item_read(ITEM_REQUEST, bytes.data, bytes.len, &back), OK);
    assert_int_equal(back.request.answer_count, 4);
    assert_string_equal(back.request.answers[0].key, "nama");
    assert_string_equal(back.request.answers[0].value, item.request.answers[0].value);
    assert_int_equal(back.request.documents[1].way, HANDOVER_OFFICER);
    assert_int_equal(back.request.submitted, moment);
}

/* Notes travel; requests of older kiosks have none, and what is no note is refused. */
static void test_notes(void **state)
{
    (void)state;
    static const char start[] = "{\"kind\":\"request\",\"code\":\"ESG-7K3M-Q9XT-2HW\","
                                "\"service\":\"s\",\"form_version\":1,\"submitted\":1,"
                                "\"lang\":\"\",\"answers\":{},\"documents\":{}";
    static const struct {
        const char *end;
        enum err err;
        bool nip;
    } cases[] = {{"}", OK, false},
                 {",\"notes\":[]}", OK, false},
                 {",\"notes\":[\"nip_birth\"]}", OK, true},
                 {",\"notes\":[\"nip\"]}", ERR_INVALID, false},
                 {",\"notes\":[1]}", ERR_INVALID, false},
                 {",\"notes\":[null]}", ERR_INVALID, false},
                 {",\"notes\":{}}", ERR_INVALID, false},
                 {",\"notes\":[\"nip_birth\",\"nip_birth\",\"nip_birth\",\"nip_birth\","
                  "\"nip_birth\"]}",
                  ERR_INVALID, false}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char text[400];
        struct item item = {0};
        snprintf(text, sizeof(text), "%s%s", start, cases[i].end);
        assert_int_equal(item_read(ITEM_REQUEST, text, strlen(text), &item), cases[i].err);
        assert_int_equal(item.request.notes[NOTE_NIP_BIRTH], cases[i].nip);
    }
}

static void test_largest_items_fit(void **state)
{
    (void)state;
    struct item item = full_request();
    struct request_item *request = &item.request;
    for (size_t i = 0; i < FIELDS_MAX; i++) {
        memset(request->answers[i].key, 'k', KEY_SIZE - 1);
        request->answers[i].key[0] = (char)('a' + i);
        memset(request->answers[i].value, '"', ANSWER_SIZE - 1);
    }
    request->answer_count = FIELDS_MAX;
    for (size_t i = 0; i < DOCUMENTS_MAX; i++) {
        memset(request->documents[i].key, 'k', KEY_SIZE - 1);
        request->documents[i].key[0] = (char)('a' + i);
        request->documents[i].way = HANDOVER_PHOTO;
    }
    request->document_count = DOCUMENTS_MAX;
    for (size_t i = 0; i < ITEM_BLOBS_MAX; i++) {
        TEXT_COPY(request->pages[i].document, request->documents[i % DOCUMENTS_MAX].key);
        request->pages[i].blob.len = BLOB_MAX;
        memset(request->pages[i].blob.hash, (int)i, HASH_BYTES);
    }
    request->page_count = ITEM_BLOBS_MAX;
    SCOPED(buf_fini) struct buf bytes;
    struct item back;
    write_item(&item, &bytes);
    assert_int_equal(item_read(ITEM_REQUEST, bytes.data, bytes.len, &back), OK);
    assert_memory_equal(&back.request.answers, &request->answers, sizeof(request->answers));
    assert_memory_equal(&back.request.pages, &request->pages, sizeof(request->pages));

    struct item complaint = full_complaint();
    SCOPED(buf_fini) struct buf long_text;
    memset(complaint.complaint.complaint.text, '\n', 1000);
    complaint.complaint.complaint.text[0] = 'x';
    write_item(&complaint, &long_text);
    assert_int_equal(item_read(ITEM_COMPLAINT, long_text.data, long_text.len, &back), OK);
    assert_int_equal(strlen(back.complaint.complaint.text), 1000);
}

static void test_anonymous_complaint_names_nobody(void **state)
{
    (void)state;
    struct item item = full_complaint(), back;
    SCOPED(buf_fini) struct buf bytes;
    item.complaint.complaint.anonymous = true;
    write_item(&item, &bytes);
    assert_null(strstr(buf_text(&bytes), "Budi"));
    assert_null(strstr(buf_text(&bytes), "0812"));
    assert_int_equal(item_read(ITEM_COMPLAINT, bytes.data, bytes.len, &back), OK);
    assert_true(back.complaint.complaint.anonymous);
    assert_string_equal(back.complaint.complaint.name, "");
}

static void test_what_the_office_would_refuse_is_not_written(void **state)
{
    (void)state;
    struct item bad[] = {full_request(),   full_request(),   full_request(), full_request(),
                         full_complaint(), full_complaint(), full_survey(),  full_call(),
                         full_complaint(), full_request()};
    bad[0].request.code.text[16] = 'X'; /* the check symbol */
    TEXT_COPY(bad[1].request.answers[0].value, "a\x01");
    TEXT_COPY(bad[2].request.answers[0].value, "\xc3");
    TEXT_COPY(bad[3].request.answers[0].key, "two words");
    bad[4].complaint.complaint.text[0] = '\0';
    TEXT_COPY(bad[5].complaint.code.text, "ESG-7K3M-Q9XT-2HW");
    bad[6].survey.survey.answers[8] = 5;
    TEXT_COPY(bad[7].call.screen, "a b");
    TEXT_COPY(bad[8].complaint.complaint.text, "bell \x07");
    bad[9].request.submitted = -1;
    SCOPED(buf_fini) struct buf out;
    buf_init(&out, ITEM_PLAIN_MAX);
    buf_puts(&out, "before");
    for (size_t i = 0; i < LENGTH(bad); i++)
        assert_int_equal(item_write(&bad[i], &out), ERR_INVALID);
    assert_string_equal(buf_text(&out), "before");

    SCOPED(buf_fini) struct buf small;
    buf_init(&small, 100);
    struct item request = full_request();
    assert_int_equal(item_write(&request, &small), ERR_FULL);
    assert_int_equal(small.len, 0);
}

/* ---- malformed items
 * ----------------------------------------------------------------------------- */

static enum err read_kind(enum item_kind kind, const void *bytes, size_t len)
{
    struct item out, untouched;
    memset(&out, 0x5a, sizeof(out));
    untouched = out;
    enum err err = item_read(kind, bytes, len, &out);
    if (err != OK)
        assert_memory_equal(&out, &untouched, sizeof(out));
    return err;
}

static enum err read_request(const void *bytes, size_t len)
{
    return read_kind(ITEM_REQUEST, bytes, len);
}

static enum err read_complaint(const void *bytes, size_t len)
{
    return read_kind(ITEM_COMPLAINT, bytes, len);
}

static enum err read_survey(const void *bytes, size_t len)
{
    return read_kind(ITEM_SURVEY, bytes, len);
}

static enum err read_call(const void *bytes, size_t len)
{
    return read_kind(ITEM_CALL, bytes, len);
}

#define HUNDRED                                                                                    \
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" \
    "xxxxxxxx"

static const struct damage request_damages[] = {
    {"\"kind\":\"request\",", ""},
    {"\"request\"", "\"survey\""},
    {"\"request\"", "null"},
    {"\"code\"", "\"edoc\""},
    {"ESG-7K3M-Q9XT-2HW", "ESG-7K3M-Q9XT-2HX"},
    {"ESG-7K3M-Q9XT-2HW", "ESG7K3MQ9XT2HW"},
    {"ESG-7K3M-Q9XT-2HW", "esg-7k3m-q9xt-2hw"},
    {"ESG-7K3M-Q9XT-2HW", "PGD-7K3M-Q9XT-2HW"},
    {"ESG-7K3M-Q9XT-2HW", ""},
    {"ESG-7K3M-Q9XT-2HW", "ESG-7K3M-Q9XT-2HW "},
    {"bsre-esign-individu", ""},
    {"bsre-esign-individu", "../bsre"},
    {"bsre-esign-individu", HUNDRED},
    {"\"form_version\":3", "\"form_version\":-1"},
    {"\"form_version\":3", "\"form_version\":65536"},
    {"\"form_version\":3", "\"form_version\":3.5"},
    {"\"form_version\":3", "\"form_version\":\"3\""},
    {"1795401660000", "-1"},
    {"1795401660000", "253402300800000"},
    {"1795401660000", "99999999999999999999999"},
    {"1795401660000", "true"},
    {"\"lang\":\"id\"", "\"lang\":\"fr\""},
    {"\"lang\":\"id\"", "\"lang\":\"indonesian\""},
    {"\"answers\":{", "\"answers\":[{},{"},
    {"\"nik\":\"3375017008900012\"", "\"nik\":3375017008900012"},
    {"\"nik\":\"3375017008900012\"", "\"nik\":null"},
    {"\"nik\":\"3375017008900012\"", "\"nik\":{}"},
    {"\"nik\"", "\"\""},
    {"\"nik\"", "\"n k\""},
    {"\"nik\"", "\"" HUNDRED "\""},
    {"3375017008900012", HUNDRED HUNDRED HUNDRED},
    {"3375017008900012", "3375\\n"},
    {"3375017008900012", "3375\\u0000"},
    {"3375017008900012", "3375\\u0007"},
    {"3375017008900012", "3375\\u007f"},
    {"3375017008900012", "3375\\u0085"},
    {"3375017008900012", "3375\x80"},
    {"3375017008900012", "3375\xc0\xaf"},
    {"3375017008900012", "3375\xed\xa0\x80"},
    {"\"nik\"",
     "\"a1\":\"\",\"a2\":\"\",\"a3\":\"\",\"a4\":\"\",\"a5\":\"\",\"a6\":\"\",\"a7\":\"\","
     "\"a8\":\"\",\"a9\":\"\",\"b1\":\"\",\"b2\":\"\",\"b3\":\"\",\"b4\":\"\",\"nik\""},
    {"\"automatic\"", "\"pigeon\""},
    {"\"automatic\"", "0"},
    {"\"automatic\"", "\"\""},
    {"\"ktp\"", "\"k\\nt\""},
    {"\"ktp\"", "\"1\":\"photo\",\"2\":\"photo\",\"3\":\"photo\",\"4\":\"photo\",\"5\":\"photo\","
                "\"6\":\"photo\",\"7\":\"photo\",\"ktp\""},
    {",\"documents\":{\"formulir\":\"automatic\",\"ktp\":\"officer\"}", ""},
};

static const struct damage complaint_damages[] = {
    {"\"complaint\"", "\"request\""},
    {"PGD-", "ESG-"},
    {"1795401660000", "1795401660000.5"},
    {"\"waktu\"", "\"wak tu\""},
    {"Baris satu\\nBaris dua \xe2\x80\x94 selesai", ""},
    {"Baris satu\\n", "Baris satu\\r"},
    {"Baris satu\\n", "Baris satu\t"},
    {"Baris satu\\n", "\\u0000"},
    {"Baris satu", HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED},
    {"\"anonymous\":false", "\"anonymous\":0"},
    {"\"anonymous\":false", "\"anonymous\":\"false\""},
    {"\"anonymous\":false", "\"anonymous\":true"}, /* and yet a name */
    {"\"Budi\"", "[]"},
    {"\"Budi\"", "\"Bu\\ndi\""},
    {"\"phone\"", "\"fone\""},
    {"ESG-7K3M-Q9XT-2HW", "ESG-7K3M-Q9XT-2HX"},
    {"ESG-7K3M-Q9XT-2HW", "apa saja"},
};

static const struct damage survey_damages[] = {
    {"\"survey\"", "\"call\""},
    {"\"submitted\"", "\"submited\""},
    {":4", ":5"},
    {":4", ":-1"},
    {":4", ":\"4\""},
    {":4", ":null"},
    {":4", ":4.0"},
    {"\"answers\":{", "\"answers\":{},\"x\":{"},
    {"Cepat", "Cepat\\u001b[31m"},
    {"Cepat", HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED},
};

static const struct damage call_damages[] = {
    {"\"call\"", "\"Call\""}, {"1795401660000", "\"1795401660000\""}, {"progress", "pro gress"},
    {"progress", HUNDRED},    {"\"screen\"", "\"skreen\""},
};

static void test_malformed_items_are_invalid(void **state)
{
    (void)state;
    const struct {
        struct item item;
        const struct damage *damages;
        size_t count;
        reads *read;
    } table[] = {
        {full_request(), request_damages, LENGTH(request_damages), read_request},
        {full_complaint(), complaint_damages, LENGTH(complaint_damages), read_complaint},
        {full_survey(), survey_damages, LENGTH(survey_damages), read_survey},
        {full_call(), call_damages, LENGTH(call_damages), read_call},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        SCOPED(buf_fini) struct buf bytes;
        write_item(&table[i].item, &bytes);
        refuse_all(buf_text(&bytes), table[i].damages, table[i].count, table[i].read);
    }
}

static void test_kind_must_be_known_and_agree(void **state)
{
    (void)state;
    struct item item = full_call();
    SCOPED(buf_fini) struct buf bytes;
    write_item(&item, &bytes);
    assert_int_equal(read_kind(ITEM_SURVEY, bytes.data, bytes.len), ERR_INVALID);
    assert_int_equal(read_kind(ITEM_KINDS, bytes.data, bytes.len), ERR_INVALID);
    assert_int_equal(read_kind((enum item_kind)200, bytes.data, bytes.len), ERR_INVALID);
    static char endless[ITEM_PLAIN_MAX + 1];
    memset(endless, ' ', sizeof(endless));
    memcpy(endless, bytes.data, bytes.len);
    assert_int_equal(read_kind(ITEM_CALL, endless, sizeof(endless)), ERR_INVALID);
}

static void test_item_from_a_filled_form(void **state)
{
    (void)state;
    struct standard *standard = calloc(1, sizeof(*standard));
    struct request *request = calloc(1, sizeof(*request));
    struct request_item item;
    assert_non_null(standard);
    assert_non_null(request);
    TEXT_COPY(standard->id, "bsre-esign-individu");
    standard->version = 7;
    standard->field_count = 3;
    TEXT_COPY(standard->fields[0].key, "nama");
    TEXT_COPY(standard->fields[1].key, "jabatan");
    TEXT_COPY(standard->fields[2].key, "nik");
    standard->document_count = 2;
    TEXT_COPY(standard->documents[0].key, "formulir");
    TEXT_COPY(standard->documents[1].key, "ktp");
    request->standard = standard;
    TEXT_COPY(request->answers[0], "Siti");
    TEXT_COPY(request->answers[2], "3375017008900012");
    request->documents[1] = HANDOVER_PHONE;
    request->documents[0] = HANDOVER_PHOTO;
    request->pages[0] = (struct photo_page){.id = 5, .document = 0};
    request->page_count = 1;
    const struct blob_name blob = {.hash = {7}, .len = 4711};
    struct tracking_code code = tracking_make(TRACKING_REQUEST, 99);

    request_item_from(request, &blob, &code, moment, &item);
    assert_int_equal(item.page_count, 1);
    assert_string_equal(item.pages[0].document, "formulir");
    assert_memory_equal(&item.pages[0].blob, &blob, sizeof(blob));
    assert_string_equal(item.code.text, code.text);
    assert_string_equal(item.service, "bsre-esign-individu");
    assert_int_equal(item.form_version, 7);
    assert_int_equal(item.submitted, moment);
    assert_int_equal(item.answer_count, 2); /* what was left empty does not travel */
    assert_string_equal(item.answers[1].key, "nik");
    assert_string_equal(item.answers[1].value, "3375017008900012");
    assert_int_equal(item.document_count, 2);
    assert_int_equal(item.documents[0].way, HANDOVER_PHOTO);
    assert_int_equal(item.documents[1].way, HANDOVER_PHONE);
    free(request);
    free(standard);
}

/* Pages that do not fit the documents never leave a kiosk. */
static void test_pages_that_do_not_fit(void **state)
{
    (void)state;
    static const struct {
        const char *document;
        int64_t len;
        uint8_t first, second;
        size_t count;
        enum handover way;
        enum err err;
    } cases[] = {
        {"ktp", 9, 1, 2, 2, HANDOVER_PHOTO, OK},
        {"ktp", 9, 1, 1, 2, HANDOVER_PHOTO, ERR_INVALID}, /* one page twice */
        {"ktp", 0, 1, 2, 2, HANDOVER_PHOTO, ERR_INVALID},
        {"ktp", BLOB_MAX + 1, 1, 2, 2, HANDOVER_PHOTO, ERR_INVALID},
        {"sk", 9, 1, 2, 2, HANDOVER_PHOTO, ERR_INVALID},    /* no document of this request */
        {"ktp", 9, 1, 2, 2, HANDOVER_OFFICER, ERR_INVALID}, /* one that is not photographed */
        {"ktp", 9, 1, 2, 0, HANDOVER_PHOTO, ERR_INVALID},   /* photographed, and no page */
        {"ktp", 9, 1, 2, 0, HANDOVER_OFFICER, OK},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct item item = full_request();
        struct request_item *request = &item.request;
        request->document_count = 1;
        TEXT_COPY(request->documents[0].key, "ktp");
        request->documents[0].way = cases[i].way;
        request->page_count = cases[i].count;
        for (size_t p = 0; p < cases[i].count; p++) {
            TEXT_COPY(request->pages[p].document, cases[i].document);
            request->pages[p].blob.len = cases[i].len;
            request->pages[p].blob.hash[0] = p == 0 ? cases[i].first : cases[i].second;
        }
        SCOPED(buf_fini) struct buf bytes;
        buf_init(&bytes, ITEM_PLAIN_MAX);
        assert_int_equal(item_write(&item, &bytes), cases[i].err);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_that_do_not_fit),
        cmocka_unit_test(test_round_trips),
        cmocka_unit_test(test_request_as_written),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_largest_items_fit),
        cmocka_unit_test(test_anonymous_complaint_names_nobody),
        cmocka_unit_test(test_what_the_office_would_refuse_is_not_written),
        cmocka_unit_test(test_malformed_items_are_invalid),
        cmocka_unit_test(test_kind_must_be_known_and_agree),
        cmocka_unit_test(test_item_from_a_filled_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
