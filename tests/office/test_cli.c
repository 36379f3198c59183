/* The command line of anjungan-office, as a program: what it prints and how it ends. */
#include "office/support/program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "office/ledger_kiosks.h"
#include "office/setup.h"
#include "wire/export.h"

static struct fixture fixture;
static struct program program;

static int setup(void **state)
{
    (void)state;
    fixture_open(&fixture);
    program_find(&program, &fixture);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

static void test_usage(void **unused)
{
    (void)unused;
    static const struct {
        const char *words[6];
        int code;
        const char *holds;
    } rows[] = {
        {{"--help"}, 0, "usage:"},
        {{"request", "list", "--help"}, 0, "usage:"},
        {{"nothing"}, 2, "no command"},
        {{"request"}, 2, "no command"},
        {{"request", "fly"}, 2, "no command"},
        {{"request", "show"}, 2, "CODE"},
        {{"request", "list", "extra"}, 2, "too much"},
        {{"request", "list", "--colour", "red"}, 2, "--colour"},
        {{"request", "advance", "ESG-7K3M-Q9XT-2HW"}, 2, "--as"},
        {{"request", "advance", "ESG-7K3M-Q9XT-2HW", "--as"}, 2, "value is missing"},
        {{"kiosk", "add", "PKL-09", "--url", "https://a.example"}, 2, "--offer"},
        {{"serve", "--port", "port"}, 2, "--port"},
        {{"--db", "postgresql://office", "request", "list"}, 2, "--keys"},
        {{"--db", "mysql://office", "request", "list"}, 2, "postgresql://"},
        {{"--db", "office.db", "request", "list"}, 2, "sqlite:PATH"},
        {{"--db", "sqlite:/nowhere/office.db", "request", "list"}, 1, "run init first"},
        {{"--config", "/nowhere", "request", "list"}, 1, "/nowhere"},
        {{"request", "show", "ESG-7K3M-Q9XT-2HW"}, 1, "no such code"},
        {{"request", "show", "ESG-7K3M-Q9XT-2HX"}, 1, "mistyped"},
        {{"request", "show", "ESG-7K3M"}, 1, "missing"},
        {{"request", "advance", "ESG-7K3M-Q9XT-2HW", "--as", "nobody"}, 1, "no user"},
        {{"complaint", "show", "PGD-7K3M-Q9XT-2HW"}, 1, "no such code"},
        {{"serve", "--listen", "office.example"}, 1, "no such address"},
        {{"audit", "--limit", "0"}, 2, "--limit"},
        {{"audit", "--limit", "1001"}, 2, "--limit"},
        {{"audit", "--limit", "ten"}, 2, "--limit"},
        {{"audit", "--code", "ESG-7K3M-Q9XT-2HX"}, 1, "mistyped"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct outcome outcome;
        program_run(&program, "", &outcome, rows[i].words);
        assert_outcome(&outcome, rows[i].code, rows[i].holds);
    }
}

static void test_a_request_on_its_way(void **unused)
{
    (void)unused;
    struct parcel parcel;
    parcel_init(&parcel);
    const struct item item = fixture_request(1, MONDAY), second = fixture_complaint(1, MONDAY);
    parcel_add(&parcel, &fixture, 1, &item);
    parcel_add(&parcel, &fixture, 2, &second);
    fixture_take(&fixture, &parcel.batch, MONDAY);
    parcel_fini(&parcel);
    const char *code = item.request.code.text, *complaint = second.complaint.code.text;
    const char *reason = rulebook_first(&fixture.rules)->reasons[0].key;
    struct outcome outcome;
    RUN(&program, "", &outcome, "request", "list", "--json");
    assert_outcome(&outcome, 0, code);
    RUN(&program, "", &outcome, "request", "show", code);
    assert_outcome(&outcome, 0, "3375017008900012");
    assert_outcome(&outcome, 0, "the applicant says that the birth date in the NIK is not right");
    RUN(&program, "", &outcome, "request", "show", code, "--json");
    assert_outcome(&outcome, 0, "\"notes\":[\"nik_birth\"]");
    RUN(&program, "", &outcome, "request", "advance", code, "--as", "verifikator1");
    assert_outcome(&outcome, 1, "role");
    RUN(&program, "", &outcome, "request", "advance", code, "--as", "kadis", "--json");
    assert_outcome(&outcome, 0, "\"step\":3");
    RUN(&program, "", &outcome, "request", "return", code, "--as", "verifikator2", "--reason",
        "bosan");
    assert_outcome(&outcome, 1, "no such reason");
    RUN(&program, "", &outcome, "request", "return", code, "--as", "verifikator2", "--reason",
        reason, "--note", "Foto kurang jelas");
    assert_outcome(&outcome, 0, "");
    RUN(&program, "", &outcome, "request", "advance", code, "--as", "verifikator2");
    assert_outcome(&outcome, 1, "resume it first");
    RUN(&program, "", &outcome, "request", "resume", code, "--as", "verifikator2");
    assert_outcome(&outcome, 0, "");
    RUN(&program, "", &outcome, "complaint", "close", complaint, "--as", "pengaduan");
    assert_outcome(&outcome, 1, "rung");
    RUN(&program, "", &outcome, "complaint", "answer", complaint, "--as", "pengaduan", "--text",
        "Sudah.");
    assert_outcome(&outcome, 0, "");
    RUN(&program, "", &outcome, "complaint", "show", complaint, "--json");
    assert_outcome(&outcome, 0, "\"answer\":\"Sudah.\"");
    /* Every change stands in the audit, the newest first, without a word of the file. */
    RUN(&program, "", &outcome, "audit", "--json", "--limit", "1");
    assert_outcome(&outcome, 0, "\"by\":\"pengaduan\",\"act\":\"complaint answer\"");
    assert_null(strstr(outcome.out, "request"));
    RUN(&program, "", &outcome, "audit", "--code", code);
    assert_outcome(&outcome, 0, "kadis");
    const char *resume = strstr(outcome.out, "request resume");
    assert_non_null(resume);
    assert_true(resume < strstr(outcome.out, "request return"));
    assert_true(resume < strstr(outcome.out, "request advance"));
    assert_null(strstr(outcome.out, "complaint"));
    assert_null(strstr(outcome.out, "kurang jelas"));
}

static void test_kiosks_and_users(void **unused)
{
    (void)unused;
    struct outcome outcome;
    RUN(&program, "135790\n", &outcome, "kiosk", "set-pin", "PKL-01");
    assert_outcome(&outcome, 0, "");
    RUN(&program, "12a4\n", &outcome, "kiosk", "set-pin", "PKL-01");
    assert_outcome(&outcome, 1, "digits");
    RUN(&program, "", &outcome, "kiosk", "set-pin", "PKL-01");
    assert_outcome(&outcome, 1, "stdin");
    RUN(&program, "135790\n", &outcome, "kiosk", "set-pin", "PKL-77");
    assert_outcome(&outcome, 1, "no kiosk");
    RUN(&program, "", &outcome, "kiosk", "list", "--json");
    assert_outcome(&outcome, 0, "\"pin\":true");
    RUN(&program, "", &outcome, "user", "add", "siti", "--role", "verifikator");
    assert_outcome(&outcome, 0, "siti\t");
    RUN(&program, "", &outcome, "user", "add", "siti", "--role", "verifikator");
    assert_outcome(&outcome, 1, "already");
    RUN(&program, "", &outcome, "user", "add", "Siti Aminah", "--role", "verifikator");
    assert_outcome(&outcome, 1, "small letters");
    RUN(&program, "", &outcome, "user", "add", "budi", "--role", "raja");
    assert_outcome(&outcome, 1, "kepala_dinas");
    RUN(&program, "kata-sandi-baru\n", &outcome, "user", "passwd", "siti");
    assert_outcome(&outcome, 0, "");
    RUN(&program, "pendek\n", &outcome, "user", "passwd", "siti");
    assert_outcome(&outcome, 1, "10");
    RUN(&program, "", &outcome, "user", "list", "--json");
    assert_outcome(&outcome, 0, "\"siti\"");
    RUN(&program, "", &outcome, "content", "publish");
    assert_outcome(&outcome, 0, "unchanged 2"); /* setting a PIN raised it */
    RUN(&program, "", &outcome, "survey", "report", "--json");
    assert_outcome(&outcome, 0, "\"surveys\":0");
}

static void test_adding_a_kiosk(void **unused)
{
    (void)unused;
    char offer_path[PATH_SIZE], out_path[PATH_SIZE];
    assert_int_equal(path_join(offer_path, fixture.dir.path, "offer.json"), OK);
    assert_int_equal(path_join(out_path, fixture.dir.path, "enrolment.json"), OK);
    struct identity device;
    identity_make(&fixture.entropy, &device);
    struct enrolment_offer offer = {.kiosk = "PKL-02", .device = device.public};
    SCOPED(buf_fini) struct buf json;
    buf_init(&json, 8192);
    assert_int_equal(enrolment_offer_write(&offer, &json), OK);
    assert_int_equal(path_write(offer_path, json.data, json.len, 0600), OK);
    const char *url = "http://127.0.0.1:8080";
    struct outcome outcome;
    RUN(&program, "", &outcome, "kiosk", "add", "PKL-03", "--offer", offer_path, "--url", url);
    assert_outcome(&outcome, 1, "PKL-02");
    RUN(&program, "", &outcome, "kiosk", "add", "PKL-02", "--offer", offer_path, "--url",
        "http://a.example");
    assert_outcome(&outcome, 2, "https");
    RUN(&program, "", &outcome, "kiosk", "add", "PKL-02", "--offer", program.path, "--url", url);
    assert_outcome(&outcome, 1, "anjungan-office");
    RUN(&program, "", &outcome, "kiosk", "add", "PKL-02", "--offer", offer_path, "--url", url,
        "--out", out_path);
    assert_outcome(&outcome, 0, "");
    char text[8192];
    read_file(out_path, text, sizeof(text));
    struct enrolment enrolment;
    assert_int_equal(enrolment_read(text, strlen(text), &enrolment), OK);
    assert_string_equal(enrolment.kiosk, "PKL-02");
    assert_memory_equal(&enrolment.office, &fixture.office.public, sizeof(enrolment.office));
}

static void test_letting_a_kiosk_in(void **unused)
{
    (void)unused;
    struct outcome outcome;
    RUN(&program, "", &outcome, "kiosk", "add", "PKL-04", "--as", "nobody");
    assert_outcome(&outcome, 1, "nobody");
    RUN(&program, "", &outcome, "kiosk", "add", "../PKL", "--as", "admin");
    assert_outcome(&outcome, 1, "name");
    RUN(&program, "", &outcome, "kiosk", "add", "PKL-04", "--as", "admin");
    assert_outcome(&outcome, 0, "ENR-");
    RUN(&program, "", &outcome, "kiosk", "waiting");
    assert_outcome(&outcome, 0, "PKL-04");
    RUN(&program, "", &outcome, "kiosk", "approve", "PKL-04");
    assert_outcome(&outcome, 1, "no device");
    RUN(&program, "", &outcome, "kiosk", "decline", "PKL-04");
    assert_outcome(&outcome, 0, "");
    RUN(&program, "", &outcome, "kiosk", "decline", "PKL-04");
    assert_outcome(&outcome, 1, "no enrolment");
    RUN(&program, "", &outcome, "kiosk", "block", "PKL-01", "--as", "admin");
    assert_outcome(&outcome, 0, "");
    RUN(&program, "", &outcome, "kiosk", "list");
    assert_outcome(&outcome, 0, "blocked");
    RUN(&program, "", &outcome, "kiosk", "unblock", "PKL-01");
    assert_outcome(&outcome, 0, "");
    RUN(&program, "", &outcome, "kiosk", "block", "PKL-77");
    assert_outcome(&outcome, 1, "no such kiosk");
    RUN(&program, "", &outcome, "audit");
    assert_outcome(&outcome, 0, "kiosk block");
}

/* A file as a kiosk would have left it, with one record by this key. */
static void write_export(const char *path, const struct identity *by, bool spoil)
{
    static const char sealed[] = "as sealed as can be";
    struct parcel parcel;
    SCOPED(buf_fini) struct buf file;
    SCOPED(buf_fini) struct buf body;
    buf_init(&file, EXPORT_MAX);
    buf_init(&body, BATCH_BODY_MAX);
    parcel_init(&parcel);
    struct item item = fixture_request(77, MONDAY);
    struct export_record page = {.kind = EXPORT_PAGE, .body = sealed, .len = sizeof(sealed)};
    hash_sha256(sealed, sizeof(sealed), page.hash);
    item.request.documents[0].way = HANDOVER_PHOTO;
    TEXT_COPY(item.request.pages[0].document, item.request.documents[0].key);
    memcpy(item.request.pages[0].blob.hash, page.hash, HASH_BYTES);
    item.request.pages[0].blob.len = sizeof(sealed);
    item.request.page_count = 1;
    parcel_add(&parcel, &fixture, 900, &item);
    parcel.batch.items[0].blobs[0] = item.request.pages[0].blob;
    parcel.batch.items[0].blob_count = 1;
    assert_int_equal(batch_write(&parcel.batch, &body), OK);
    struct export_record record = {.body = body.data, .len = body.len};
    const struct http_request request = {.method = EXPORT_METHOD,
                                         .path = EXPORT_PATH,
                                         .query = "",
                                         .body = body.data,
                                         .len = body.len};
    char nonce[NONCE_SIZE];
    nonce_make(&fixture.entropy, nonce);
    request_sign(&request, by, 1000, nonce, &record.signature);
    if (spoil)
        body.data[body.len / 2] ^= 1;
    assert_int_equal(export_begin(&file), OK);
    assert_int_equal(export_put(&file, &record), OK);
    assert_int_equal(export_put(&file, &page), OK);
    assert_int_equal(export_end(&file, 2), OK);
    assert_int_equal(path_write(path, file.data, file.len, 0600), OK);
    parcel_fini(&parcel);
}

static void test_importing(void **unused)
{
    (void)unused;
    char path[PATH_SIZE];
    struct identity stranger;
    struct outcome outcome;
    identity_make(&fixture.entropy, &stranger);
    assert_int_equal(path_join(path, fixture.dir.path, "items.export"), OK);
    RUN(&program, "", &outcome, "import", path);
    assert_outcome(&outcome, 1, "cannot be read");
    assert_int_equal(path_write(path, "something else", 14, 0600), OK);
    RUN(&program, "", &outcome, "import", path);
    assert_outcome(&outcome, 1, "no kiosk's export");
    write_export(path, &stranger, false);
    RUN(&program, "", &outcome, "import", path);
    assert_outcome(&outcome, 4, "not known");
    write_export(path, &fixture.device, true);
    RUN(&program, "", &outcome, "import", path);
    assert_outcome(&outcome, 4, "changed");
    write_export(path, &fixture.device, false);
    RUN(&program, "", &outcome, "import", path, "--json");
    assert_outcome(&outcome, 0, "\"created\": 1");
    assert_non_null(strstr(outcome.out, "\"pages\": 1, \"missing_pages\": 0"));
    RUN(&program, "", &outcome, "import", path, "--json");
    assert_outcome(&outcome, 0, "\"duplicate\": 1");
    RUN(&program, "", &outcome, "audit");
    assert_outcome(&outcome, 0, "import");
}

/* A new database, its keys and passwords are for nobody else to read. */
static void test_init(void **unused)
{
    (void)unused;
    char dir[PATH_SIZE], address[PATH_SIZE], path[PATH_SIZE];
    assert_int_equal(path_join(dir, fixture.dir.path, "new"), OK);
    snprintf(address, sizeof(address), "sqlite:%.480s/office.db", dir);
    struct outcome outcome;
    RUN(&program, "", &outcome, "--db", address, "init");
    assert_outcome(&outcome, 0, "");
    assert_non_null(strstr(outcome.err, "escrow.key"));
    static const char *const files[] = {"office.db", "office.key", "escrow.key", "passwords"};
    for (size_t i = 0; i < LENGTH(files); i++) {
        struct stat info;
        assert_int_equal(path_join(path, dir, files[i]), OK);
        assert_int_equal(stat(path, &info), 0);
        assert_int_equal(info.st_mode & 0777, 0600);
    }
    RUN(&program, "", &outcome, "--db", address, "init", "--config", CONFIG);
    assert_outcome(&outcome, 0, "");
    assert_string_equal(outcome.err, "");
}

static void path_below(char out[PATH_SIZE], const char *dir, const char *name)
{
    assert_int_equal(path_join(out, dir, name), OK);
}

/* A tree as the sources are, with the program where it is built: tree/build/bin. */
static void tree_make(const char *tree, char built[PATH_SIZE])
{
    char bin[PATH_SIZE];
    path_below(bin, tree, "build/bin");
    path_below(built, bin, "anjungan-office");
    assert_int_equal(path_make(bin, 0700), OK);
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, 256 * 1024 * 1024);
    assert_int_equal(path_read(program.path, &bytes), OK);
    assert_int_equal(path_write(built, bytes.data, bytes.len, 0700), OK);
}

/* From any folder: the configuration is found beside the program. */
static void test_from_any_folder(void **unused)
{
    (void)unused;
    char tree[PATH_SIZE], built[PATH_SIZE], here[PATH_SIZE], own[PATH_SIZE], there[PATH_SIZE];
    path_below(tree, fixture.dir.path, "tree");
    tree_make(tree, built);
    assert_non_null(getcwd(here, sizeof(here)));
    assert_true(TEXT_COPY(own, program.path));
    assert_true(TEXT_COPY(program.path, built));
    program.folder = "/";
    struct outcome outcome;
    bool installed = access("/etc/anjungan-office/services", F_OK) == 0 ||
                     access("/etc/anjungan/services", F_OK) == 0;
    static const char *const places[] = {"kiosk-config", "build/bin/../../kiosk-config",
                                         "/etc/anjungan-office", "/etc/anjungan"};
    RUN(&program, "", &outcome, "request", "list");
    for (size_t i = 0; i < LENGTH(places) && !installed; i++)
        assert_outcome(&outcome, 1, places[i]);
    path_below(there, here, CONFIG);
    RUN(&program, "", &outcome, "--config", there, "serve", "--listen", "office.example");
    assert_outcome(&outcome, 1, "pages were not found");
    /* What ends it is told alone. */
    RUN(&program, "", &outcome, "--config", "/nowhere", "serve");
    assert_outcome(&outcome, 1, "/nowhere");
    assert_null(strstr(outcome.err, "pages"));
    path_below(built, tree, CONFIG);
    assert_int_equal(symlink(there, built), 0);
    path_below(there, here, "assets");
    path_below(built, tree, "assets");
    assert_int_equal(symlink(there, built), 0);
    RUN(&program, "", &outcome, "request", "list", "--json");
    assert_outcome(&outcome, 0, "\"requests\"");
    RUN(&program, "", &outcome, "survey", "report");
    assert_outcome(&outcome, 0, "IKM");
    RUN(&program, "", &outcome, "serve", "--listen", "office.example");
    assert_outcome(&outcome, 1, "no such address");
    assert_null(strstr(outcome.err, "pages"));
    program.folder = NULL;
    TEXT_COPY(program.path, own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_usage),
        cmocka_unit_test(test_a_request_on_its_way),
        cmocka_unit_test(test_kiosks_and_users),
        cmocka_unit_test(test_adding_a_kiosk),
        cmocka_unit_test(test_letting_a_kiosk_in),
        cmocka_unit_test(test_importing),
        cmocka_unit_test(test_init),
        cmocka_unit_test(test_from_any_folder),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
