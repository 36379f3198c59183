#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "support/tempdir.h"
#include "wire/enrolment.h"
#include "wire/support/refuse.h"

static struct enrolment full_enrolment(void)
{
    struct enrolment enrolment = {.kiosk = "PKL-01",
                                  .office_url = "https://kantor.example/anjungan"};
    memset(enrolment.office.sign.bytes, 1, KEY_BYTES);
    memset(enrolment.office.seal.bytes, 2, KEY_BYTES);
    memset(enrolment.escrow.bytes, 3, KEY_BYTES);
    memset(enrolment.fleet_salt, 4, FLEET_SALT_BYTES);
    return enrolment;
}

static void assert_same(const struct enrolment *a, const struct enrolment *b)
{
    assert_string_equal(a->kiosk, b->kiosk);
    assert_string_equal(a->office_url, b->office_url);
    assert_memory_equal(&a->office, &b->office, sizeof(a->office));
    assert_memory_equal(&a->escrow, &b->escrow, sizeof(a->escrow));
    assert_memory_equal(a->fleet_salt, b->fleet_salt, FLEET_SALT_BYTES);
}

static enum err read_offer(const void *bytes, size_t len)
{
    struct enrolment_offer out, untouched;
    memset(&out, 0x5a, sizeof(out));
    untouched = out;
    enum err err = enrolment_offer_read(bytes, len, &out);
    if (err != OK)
        assert_memory_equal(&out, &untouched, sizeof(out));
    return err;
}

static enum err read_enrolment(const void *bytes, size_t len)
{
    struct enrolment out, untouched;
    memset(&out, 0x5a, sizeof(out));
    untouched = out;
    enum err err = enrolment_read(bytes, len, &out);
    if (err != OK)
        assert_memory_equal(&out, &untouched, sizeof(out));
    return err;
}

static void test_offer(void **state)
{
    (void)state;
    static const struct damage damages[] = {
        {"PKL-01", ""},
        {"PKL-01", "PKL/01"},
        {"PKL-01", "PKL\\n01"},
        {"\"device\":{", "\"device\":[],\"x\":{"},
        {"\"sign\":\"", "\"sign\":\"A"},
        {"\"seal\":\"", "\"seal\":\"AAAA"},
        {"\"seal\"", "\"sael\""},
    };
    struct enrolment_offer offer = {.kiosk = "PKL-01"}, back;
    SCOPED(buf_fini) struct buf bytes;
    memset(offer.device.sign.bytes, 7, KEY_BYTES);
    memset(offer.device.seal.bytes, 8, KEY_BYTES);
    buf_init(&bytes, 4096);
    assert_int_equal(enrolment_offer_write(&offer, &bytes), OK);
    assert_int_equal(enrolment_offer_read(bytes.data, bytes.len, &back), OK);
    assert_string_equal(back.kiosk, "PKL-01");
    assert_memory_equal(&back.device, &offer.device, sizeof(back.device));
    refuse_all(buf_text(&bytes), damages, LENGTH(damages), read_offer);
}

static void test_enrolment(void **state)
{
    (void)state;
    static const struct damage damages[] = {
        {"PKL-01", ""},
        {"\"kiosk\"", "\"name\""},
        {"https://", "http://"},
        {"https://", "ftp://"},
        {"https://", ""},
        {"kantor.example", "user@kantor.example"},
        {"kantor.example", "kantor\\n.example"},
        {"\"office\":{", "\"office\":\"\",\"x\":{"},
        {"\"sign\":\"", "\"sign\":\""
                        "A"},
        {"\"escrow\":\"", "\"escrow\":\"\",\"x\":\""},
        {"\"fleet_salt\":\"", "\"fleet_salt\":null,\"x\":\""},
        {"\"fleet_salt\":\"B", "\"fleet_salt\":\"B="},
    };
    struct enrolment enrolment = full_enrolment(), back;
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, 4096);
    assert_int_equal(enrolment_write(&enrolment, &bytes), OK);
    assert_int_equal(enrolment_read(bytes.data, bytes.len, &back), OK);
    assert_same(&back, &enrolment);
    refuse_all(buf_text(&bytes), damages, LENGTH(damages), read_enrolment);
}

static void test_file(void **state)
{
    (void)state;
    struct tempdir dir;
    struct enrolment enrolment = full_enrolment(), back;
    char path[PATH_SIZE];
    struct stat info;
    tempdir_make(&dir);
    assert_int_equal(path_join(path, dir.path, ENROLMENT_FILE), OK);
    assert_int_equal(enrolment_load(dir.path, &back), ERR_NOT_FOUND);
    assert_int_equal(enrolment_save(dir.path, &enrolment), OK);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(enrolment_load(dir.path, &back), OK);
    assert_same(&back, &enrolment);

    struct enrolment bad = enrolment;
    TEXT_COPY(bad.office_url, "http://kantor.example");
    assert_int_equal(enrolment_save(dir.path, &bad), ERR_INVALID);
    assert_int_equal(enrolment_load(dir.path, &back), OK);
    assert_same(&back, &enrolment);

    assert_int_equal(path_write(path, "{\"kiosk\":", 9, 0644), OK);
    assert_int_equal(enrolment_load(dir.path, &back), ERR_INVALID);
    assert_same(&back, &enrolment);
    tempdir_remove(&dir);
}

static void test_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        bool allowed;
    } table[] = {
        {"https://kantor.pekalongankota.go.id", true},
        {"https://kantor.pekalongankota.go.id/", true},
        {"https://kantor.pekalongankota.go.id:8443/anjungan/v-1", true},
        {"https://10.0.0.7", true},
        {"https://[2001:db8::7]:8443", true},
        {"http://localhost", true},
        {"http://localhost:8080", true},
        {"http://127.0.0.1:8080/", true},
        {"http://127.255.255.254", true},
        {"http://[::1]", true},
        {"http://[::1]:65535/x", true},
        {"", false},
        {"https://", false},
        {"http://", false},
        {"https:///x", false},
        {"https://:443", false},
        {"HTTPS://kantor.example", false},
        {"ftp://localhost", false},
        {"//localhost", false},
        {"localhost:8080", false},
        {"javascript://localhost", false},
        {"http://kantor.example", false},
        {"http://10.0.0.7", false},
        {"http://192.168.1.1", false},
        {"http://localhost.evil.example", false},
        {"http://localhosts", false},
        {"http://LOCALHOST", false},
        {"http://127.0.0.1.evil.example", false},
        {"http://127.0.0.1@evil.example", false},
        {"http://127.0.0.1:80@evil.example", false},
        {"http://user:word@127.0.0.1", false},
        {"https://user@kantor.example", false},
        {"http://evil.example#@127.0.0.1", false},
        {"http://evil.example\\@127.0.0.1", false},
        {"http://127.0.0.1\\.evil.example", false},
        {"http://127.0.0.1#", false},
        {"http://127.0.0.1?x=1", false},
        {"http://127.0.0.1/?x=1", false},
        {"http://127.0.0.1/#x", false},
        {"http://127.0.0.1/%2e%2e", false},
        {"http://127.0.0.1/../x", false},
        {"http://127.0.0.1/.", false},
        {"http://127.0.0.1//evil.example", false},
        {"http://127.0.0.1 ", false},
        {" http://127.0.0.1", false},
        {"http://127.0.0.1\n", false},
        {"http://127.0.0.1/\xc3\xa1", false},
        {"http://127.1", false},
        {"http://127.0.1", false},
        {"http://127.0.0", false},
        {"http://127.0.0.", false},
        {"http://127.0.0.1.", false},
        {"http://127.0.0.1.1", false},
        {"http://127.0.0.256", false},
        {"http://127.0.0.01", false},
        {"http://0127.0.0.1", false},
        {"http://0x7f.0.0.1", false},
        {"http://2130706433", false},
        {"http://128.0.0.1", false},
        {"http://0.0.0.0", false},
        {"http://[::]", false},
        {"http://[::2]", false},
        {"http://[0:0:0:0:0:0:0:1]", false},
        {"http://[::ffff:10.0.0.7]", false},
        {"http://[::1", false},
        {"http://[::1]x", false},
        {"http://[::1]:", false},
        {"http://[]", false},
        {"http://::1", false},
        {"https://[kantor.example]", false},
        {"http://127.0.0.1:", false},
        {"http://127.0.0.1:0", false},
        {"http://127.0.0.1:080", false},
        {"http://127.0.0.1:65536", false},
        {"http://127.0.0.1:123456", false},
        {"http://127.0.0.1:8080:8080", false},
        {"http://127.0.0.1:+80", false},
        {"http://127.0.0.1:80a", false},
        {"https://.kantor.example", false},
        {"https://kantor..example", false},
        {"https://kantor.example.", false},
        {"https://-kantor.example", false},
        {"https://kantor_example", false},
        {"https://k\xc3\xa1ntor.example", false},
    };
    for (size_t i = 0; i < LENGTH(table); i++)
        if (office_url_allowed(table[i].url) != table[i].allowed)
            fail_msg("%s should be %s", table[i].url, table[i].allowed ? "allowed" : "refused");
    char endless[4096];
    memset(endless, 'a', sizeof(endless) - 1);
    endless[sizeof(endless) - 1] = '\0';
    memcpy(endless, "https://", 8);
    assert_false(office_url_allowed(endless));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_offer),
        cmocka_unit_test(test_enrolment),
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
