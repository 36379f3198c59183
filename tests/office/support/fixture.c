#include "office/support/fixture.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "office/intake.h"
#include "office/opening.h"
#include "office/setup.h"
#include "seal/envelope.h"

static enum err passwords_keep(void *self, const struct buf *passwords)
{
    struct fixture *fixture = self;
    return TEXT_COPY(fixture->passwords, buf_text(passwords)) ? OK : ERR_FULL;
}

static void office_make(struct fixture *fixture)
{
    struct catalogue catalogue;
    struct why why;
    if (catalogue_open(CONFIG, &catalogue, &why) != OK)
        fail_msg("%s", why.text);
    struct setup setup = {.keys = fixture->dir.path,
                          .catalogue = &catalogue,
                          .entropy = &fixture->entropy,
                          .now = MONDAY};
    assert_int_equal(ledger_open(fixture->address, LEDGER_CREATE, &fixture->ledger, &why), OK);
    assert_int_equal(setup_run(fixture->ledger, &setup, passwords_keep, fixture), OK);
    buf_fini(&setup.passwords);
    catalogue_close(&catalogue);
    if (rulebook_open(CONFIG, fixture->ledger, &fixture->rules, &why) != OK)
        fail_msg("%s", why.text);
    assert_int_equal(keys_office(fixture->dir.path, &fixture->office, &why), OK);
}

void fixture_address(struct fixture *fixture, const char *dir, const char *file)
{
    static int number;
    const char *server = getenv("LEDGER_SERVER");
    if (!server) {
        snprintf(fixture->address, sizeof(fixture->address), "sqlite:%s/%s", dir, file);
        return;
    }
    char sql[64];
    snprintf(sql, sizeof(sql), "CREATE SCHEMA office_%d_%d", (int)getpid(), ++number);
    PGconn *pg = PQconnectdb(server);
    PGresult *made = PQexec(pg, sql);
    if (PQresultStatus(made) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", server, PQerrorMessage(pg));
    PQclear(made);
    PQfinish(pg);
    snprintf(fixture->address, sizeof(fixture->address), "%s&options=-csearch_path%%3Doffice_%d_%d",
             server, (int)getpid(), number);
}

void fixture_open(struct fixture *fixture)
{
    memset(fixture, 0, sizeof(*fixture));
    assert_int_equal(seal_start(), OK);
    tempdir_make(&fixture->dir);
    fixture_address(fixture, fixture->dir.path, "office.db");
    fixture->entropy = entropy_system();
    office_make(fixture);
    identity_make(&fixture->entropy, &fixture->device);
    struct enrolment_offer offer = {.kiosk = "PKL-01", .device = fixture->device.public};
    assert_int_equal(setup_kiosk(fixture->ledger, fixture->dir.path, &offer,
                                 "http://127.0.0.1:8080", MONDAY, &fixture->enrolment),
                     OK);
}

void fixture_close(struct fixture *fixture)
{
    rulebook_close(&fixture->rules);
    ledger_close(&fixture->ledger);
    tempdir_remove(&fixture->dir);
}

const char *fixture_password(const struct fixture *fixture, const char *user)
{
    static char password[64];
    char start[64];
    snprintf(start, sizeof(start), "%s\t", user);
    const char *line = strstr(fixture->passwords, start);
    assert_non_null(line);
    line += strlen(start);
    snprintf(password, sizeof(password), "%.*s", (int)strcspn(line, "\n"), line);
    return password;
}

void parcel_init(struct parcel *parcel)
{
    memset(parcel, 0, sizeof(*parcel));
    TEXT_COPY(parcel->batch.kiosk, "PKL-01");
    TEXT_COPY(parcel->batch.version, "0.1.0");
    buf_init(&parcel->store, BATCH_ITEMS * ENVELOPE_MAX);
}

void parcel_fini(struct parcel *parcel)
{
    buf_fini(&parcel->store);
}

/* The store moved: every envelope is found again. */
static void parcel_point(struct parcel *parcel)
{
    for (size_t i = 0; i < parcel->batch.count; i++)
        parcel->batch.items[i].envelope = parcel->store.data + parcel->starts[i];
}

void parcel_add_raw(struct parcel *parcel, int64_t sequence, struct uuid id, uint8_t kind,
                    const void *bytes, size_t len)
{
    size_t at = parcel->batch.count++;
    assert_true(at < BATCH_ITEMS);
    parcel->starts[at] = parcel->store.len;
    buf_put(&parcel->store, bytes, len);
    parcel->batch.items[at] =
        (struct batch_item){.sequence = sequence, .id = id, .kind = kind, .len = len};
    parcel_point(parcel);
}

void parcel_add(struct parcel *parcel, const struct fixture *fixture, int64_t sequence,
                const struct item *item)
{
    SCOPED(buf_fini) struct buf plain;
    SCOPED(buf_fini) struct buf sealed;
    buf_init(&plain, ITEM_PLAIN_MAX);
    buf_init(&sealed, ENVELOPE_MAX);
    assert_int_equal(item_write(item, &plain), OK);
    struct envelope_head head = {.item = uuid_make(MONDAY, &fixture->entropy),
                                 .kind = (uint8_t)item->kind,
                                 .form_version = 1,
                                 .created = MONDAY};
    TEXT_COPY(head.kiosk, parcel->batch.kiosk);
    const struct seal_public recipients[] = {fixture->enrolment.office.seal,
                                             fixture->enrolment.escrow};
    assert_int_equal(envelope_seal(&head, plain.data, plain.len, recipients, 2, &sealed), OK);
    parcel_add_raw(parcel, sequence, head.item, head.kind, sealed.data, sealed.len);
}

static void answer_put(struct request_item *request, const char *key, const char *value)
{
    struct pair *pair = &request->answers[request->answer_count++];
    TEXT_COPY(pair->key, key);
    TEXT_COPY(pair->value, value);
}

struct item fixture_request(int number, int64_t submitted)
{
    struct item item = {.kind = ITEM_REQUEST};
    struct request_item *request = &item.request;
    char name[64];
    snprintf(name, sizeof(name), "Contoh Pemohon %d", number);
    request->code = tracking_make(TRACKING_REQUEST, (uint64_t)number * 7919 + 1);
    TEXT_COPY(request->service, "bsre-esign-individu");
    request->form_version = 1;
    request->submitted = submitted;
    TEXT_COPY(request->lang, "id");
    answer_put(request, "name", name);
    answer_put(request, "nik", "3375017008900012");
    answer_put(request, "unit", "Bagian Organisasi Setda");
    TEXT_COPY(request->documents[0].key, "ktp");
    request->documents[0].way = HANDOVER_OFFICER;
    request->document_count = 1;
    request->notes[NOTE_NIK_BIRTH] = true;
    return item;
}

struct item fixture_complaint(int number, int64_t submitted)
{
    struct item item = {.kind = ITEM_COMPLAINT};
    item.complaint.code = tracking_make(TRACKING_COMPLAINT, (uint64_t)number * 104729 + 3);
    item.complaint.submitted = submitted;
    TEXT_COPY(item.complaint.complaint.topic, "lambat");
    TEXT_COPY(item.complaint.complaint.text, "Sudah tiga hari belum ada kabar.");
    item.complaint.complaint.anonymous = true;
    return item;
}

void fixture_take(struct fixture *fixture, const struct batch *batch, int64_t now)
{
    struct intake intake;
    intake_prepare(batch, NULL, now, &intake);
    assert_int_equal(ledger_transact(fixture->ledger, intake_run, &intake), OK);
    fixture_open_items(fixture, now);
}

void fixture_open_items(struct fixture *fixture, int64_t now)
{
    struct opening opening;
    const struct keyring ring = {.keys = {fixture->office}, .count = 1};
    opening_init(&opening, &fixture->rules, &ring);
    opening.now = now;
    while (opening_prepare(fixture->ledger, &opening) == OK) {
        enum err err = ledger_transact(fixture->ledger, opening_keep, &opening);
        if (err == ERR_INVALID)
            err = ledger_transact(fixture->ledger, opening_keep, &opening);
        assert_int_equal(err, OK);
        opening_clear(&opening);
    }
    opening_fini(&opening);
}
