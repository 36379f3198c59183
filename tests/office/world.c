/* An office with some days of work in it, served on a free port of 127.0.0.1 until its input ends:
 * what the browser tests look at. Prints "port<TAB>N" and "USER<TAB>PASSWORD" lines, then "ready".
 * With a number as argument that many old requests stand in it too. */
#include "office/support/served.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/admission.h"
#include "office/ledger_answers.h"
#include "office/ledger_requests.h"
#include "office/orders.h"
#include "wire/introduction.h"

#define SCRIPT "<img src=x onerror=window.broken=1>\"'&<script>window.broken=1</script>"

static const struct {
    const char *name, *unit;
    int steps; /* done by officers */
    bool returned;
    int64_t age; /* ms before now */
} people[] = {
    {"Contoh Nama Pemohon", "Bagian Organisasi Setda", 1, false, HOURS(2)},
    {"Contoh Pemohon Dua", "Dinas Kesehatan", 0, false, HOURS(1)},
    {"Contoh Pemohon Tiga", "Kelurahan Bendan", 3, false, HOURS(30)},
    {"Contoh Pemohon Empat", "BKPSDM", 1, true, HOURS(50)},
    {"Contoh Pemohon Lima", "Dinas Pendidikan", 6, false, HOURS(140)},
    {"Contoh Pemohon Enam", "Dinas Perhubungan", 7, false, HOURS(160)},
    {SCRIPT, SCRIPT, 1, false, HOURS(3)},
    {"Contoh Pemohon Delapan", "Kecamatan Pekalongan Utara", 0, false, HOURS(90)},
};

static struct served served;

static int64_t now_ms(void)
{
    return clock_now(&(struct clock){0});
}

static void pair_put(struct request_item *request, const char *key, const char *value)
{
    struct pair *pair = &request->answers[request->answer_count++];
    TEXT_COPY(pair->key, key);
    TEXT_COPY(pair->value, value);
}

static struct item request_of(size_t i)
{
    struct item item = fixture_request((int)i + 100, now_ms() - people[i].age);
    struct request_item *request = &item.request;
    request->answer_count = 0;
    pair_put(request, "name", people[i].name);
    pair_put(request, "nik", "3375017008900012");
    pair_put(request, "nip", "199008302015022001");
    pair_put(request, "position", "Analis Kebijakan");
    pair_put(request, "unit", people[i].unit);
    pair_put(request, "email", "contoh.pemohon@pekalongankota.go.id");
    pair_put(request, "mobile", "085612345678");
    static const char *const documents[] = {"formulir", "rekomendasi", "ktp", "sk"};
    static const enum handover ways[] = {HANDOVER_AUTOMATIC, HANDOVER_OFFICER, HANDOVER_OFFICER,
                                         HANDOVER_PHONE};
    const struct standard *standard = rulebook_first(&served.fixture.rules);
    request->document_count = 0;
    for (size_t d = 0; d < standard->document_count && d < LENGTH(documents); d++) {
        struct handed *handed = &request->documents[request->document_count++];
        TEXT_COPY(handed->key, standard->documents[d].key);
        handed->way = standard->documents[d].automatic ? HANDOVER_AUTOMATIC : ways[d];
    }
    return item;
}

static void move(const struct tracking_code *code, enum case_act act, uint8_t step, int64_t at)
{
    struct case_order order = {.rules = &served.fixture.rules,
                               .by = {.role = ROLE_ADMIN},
                               .code = *code,
                               .act = act,
                               .now = at};
    TEXT_COPY(order.by.name, step == 2 ? "kadis" : "verifikator1");
    if (act == CASE_RETURN) {
        TEXT_COPY(order.reason, rulebook_first(&served.fixture.rules)->reasons[0].key);
        TEXT_COPY(order.note, "Foto KTP kurang jelas " SCRIPT);
    }
    assert_int_equal(case_order_prepare(&order), OK);
    assert_int_equal(ledger_transact(served.fixture.ledger, case_order_run, &order), OK);
}

static void requests_make(struct parcel *parcel)
{
    for (size_t i = 0; i < LENGTH(people); i++) {
        const struct item item = request_of(i);
        parcel_add(parcel, &served.fixture, (int64_t)i + 1, &item);
    }
}

static void requests_move(void)
{
    for (size_t i = 0; i < LENGTH(people); i++) {
        const struct item item = request_of(i);
        int64_t at = now_ms() - people[i].age;
        for (int step = 0; step < people[i].steps; step++)
            move(&item.request.code, CASE_ADVANCE, (uint8_t)(step + 2),
                 at += people[i].age / (people[i].steps + 2));
        if (people[i].returned)
            move(&item.request.code, CASE_RETURN, 3, at + MINUTES(5));
    }
}

static void others_make(struct parcel *parcel)
{
    static const char *const words[] = {"Sudah tiga hari belum ada kabar.",
                                        "Kursi ruang tunggu kurang.", SCRIPT};
    for (int i = 0; i < 3; i++) {
        struct item item = fixture_complaint(i + 50, now_ms() - HOURS(5 * (i + 1)));
        TEXT_COPY(item.complaint.complaint.text, words[i]);
        if (i == 2) {
            item.complaint.complaint.anonymous = false;
            TEXT_COPY(item.complaint.complaint.name, SCRIPT);
            TEXT_COPY(item.complaint.complaint.phone, "081234567890");
        }
        parcel_add(parcel, &served.fixture, 20 + i, &item);
    }
    for (int i = 0; i < 12; i++) {
        struct item item = {.kind = ITEM_SURVEY, .survey = {.submitted = now_ms() - HOURS(i)}};
        for (size_t j = 0; j < SURVEY_ELEMENTS; j++)
            item.survey.survey.answers[j] = (uint8_t)(3 + ((size_t)i + j) % 2);
        if (i < 2)
            TEXT_COPY(item.survey.survey.remark, i == 0 ? SCRIPT : "Petugas ramah, terima kasih.");
        parcel_add(parcel, &served.fixture, 40 + i, &item);
    }
    struct item call = {.kind = ITEM_CALL, .call = {.called = now_ms() - MINUTES(2)}};
    TEXT_COPY(call.call.screen, "home");
    parcel_add(parcel, &served.fixture, 60, &call);
}

static void report_make(struct batch *batch)
{
    struct report *report = &batch->report;
    const int64_t now = now_ms();
    *report = (struct report){.at = now,
                              .frame = now - SECONDS(12),
                              .check = now - HOURS(3),
                              .content = 1,
                              .clock_known = true,
                              .clock_offset = 180,
                              .disk_free = INT64_C(21) << 30,
                              .camera = DEVICE_OK,
                              .printer = DEVICE_FAULT,
                              .waiting = 2};
    for (int i = 0; i < 8; i++)
        report->rows[report->row_count++] = (struct sync_row){
            .number = i + 1,
            .at = now - MINUTES(60 - i * 7),
            .way = i == 0       ? SYNC_START
                   : i % 3 == 0 ? SYNC_PULL
                                : SYNC_PUSH,
            .cause = i == 4   ? CAUSE_NO_NETWORK
                     : i == 5 ? CAUSE_ITEM
                              : CAUSE_OK,
            .http = i == 4 ? 0 : 200,
            .requests = i % 2,
            .surveys = i % 4 == 1 ? 2 : 0,
            .statuses = i % 3 == 0 ? 2 : 0,
            .created = i % 2,
            .rejected = i == 5,
            .duration = 60 + i * 400,
        };
}

/* A device that came with a code and waits for an officer. */
static void kiosk_waits(void)
{
    const struct admission admission = {.kiosk = "PKL-02", .by = "admin", .now = now_ms()};
    struct introduction introduction = {.url = "http://127.0.0.1:8080"};
    struct identity device;
    assert_int_equal(admission_offer(served.fixture.ledger, &admission, &served.fixture.entropy,
                                     introduction.code),
                     OK);
    identity_make(&served.fixture.entropy, &device);
    TEXT_COPY(introduction.offer.kiosk, "PKL-02");
    introduction.offer.device = device.public;
    struct admission_ask ask = {
        .introduction = &introduction, .office = &served.fixture.office, .now = now_ms()};
    assert_int_equal(ledger_transact(served.fixture.ledger, admission_ask_run, &ask), OK);
}

/* Finished long ago: what a list has to leave aside quickly. */
static enum err many_make(struct ledger *ledger, void *argument)
{
    const long *most = argument;
    struct request_file *file = calloc(1, sizeof(*file));
    assert_non_null(file);
    enum err err = OK;
    for (long i = 0; i < *most && err == OK; i++) {
        struct item item = fixture_request(1000 + (int)i, now_ms() - DAYS(40) - MINUTES(i));
        file->sent = item.request;
        file->row = (struct request_row){.code = item.request.code,
                                         .submitted = item.request.submitted,
                                         .step = 9,
                                         .turn = TURN_OVER,
                                         .finished = item.request.submitted + HOURS(5)};
        TEXT_COPY(file->row.service, item.request.service);
        snprintf(file->row.applicant, sizeof(file->row.applicant), "Contoh Lama %ld", i);
        TEXT_COPY(file->row.unit, "Dinas Kesehatan");
        TEXT_COPY(file->kiosk, "PKL-01");
        file->item = uuid_make(item.request.submitted, &served.fixture.entropy);
        file->moves[0] =
            (struct case_move){.at = item.request.submitted, .act = CASE_SENT, .step = 1};
        file->move_count = 1;
        err = ledger_request_add(ledger, file);
    }
    free(file);
    return err;
}

int main(int argc, char **argv)
{
    struct parcel parcel;
    served_open(&served);
    parcel_init(&parcel);
    requests_make(&parcel);
    others_make(&parcel);
    report_make(&parcel.batch);
    fixture_take(&served.fixture, &parcel.batch, now_ms());
    parcel_fini(&parcel);
    requests_move();
    kiosk_waits();
    long many = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    assert_int_equal(ledger_transact(served.fixture.ledger, many_make, &many), OK);
    printf("port\t%d\nledger\t%s\n%sready\n", served.port, served.fixture.address,
           served.fixture.passwords);
    fflush(stdout);
    while (getchar() != EOF)
        ;
    served_close(&served);
    return 0;
}
