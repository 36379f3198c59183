/* Keys that change: a kiosk's, announced over HTTP, and the office's own. */
#include "office/support/served.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/keyring.h"
#include "office/ledger_driver.h"
#include "office/ledger_status.h"
#include "office/setup.h"
#include "seal/envelope.h"
#include "wire/enrolment.h"
#include "wire/page.h"

static struct served served;

static int setup(void **state)
{
    (void)state;
    served_open(&served);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    served_close(&served);
    return 0;
}

/* POST /v1/keys, signed by one, announcing another; the answer's status, its problem in *code. */
static int announce(const struct identity *by, const char *kiosk, const struct identity *next,
                    char code[32])
{
    struct enrolment_offer offer = {.device = next->public};
    (void)TEXT_COPY(offer.kiosk, kiosk);
    SCOPED(buf_fini) struct buf body;
    buf_init(&body, 4096);
    assert_int_equal(enrolment_offer_write(&offer, &body), OK);
    struct signing signing = {.by = by, .kiosk = "PKL-01", .created = now_seconds()};
    const struct question question = {.method = "POST",
                                      .target = "/v1/keys",
                                      .body = buf_text(&body),
                                      .len = body.len,
                                      .headers = "Content-Type: application/json\r\n"};
    struct reply reply;
    client_ask_signed(served.port, &question, &signing, &reply);
    served_signed(&served, &reply, signing.nonce);
    int status = reply.status;
    snprintf(code, 32, "%s", reply_problem(&reply));
    reply_fini(&reply);
    return status;
}

static int look(const struct identity *by)
{
    struct signing signing = {.by = by, .kiosk = "PKL-01", .created = now_seconds()};
    struct reply reply;
    served_get(&served, "/v1/status?after=0", &signing, &reply);
    int status = reply.status;
    reply_fini(&reply);
    return status;
}

static void test_a_kiosks_keys(void **unused)
{
    (void)unused;
    const struct identity *first = &served.fixture.device;
    struct identity second, third;
    identity_make(&served.fixture.entropy, &second);
    identity_make(&served.fixture.entropy, &third);
    const struct {
        const struct identity *by;
        const char *kiosk;
        const struct identity *next;
        bool over; /* the first key's day is over from here on */
        int status;
        const char *code;
    } steps[] = {
        {&second, "PKL-01", &second, false, 403, "kiosk-unknown"},
        {first, "PKL-02", &second, false, 400, "malformed"},
        {first, "PKL-01", &second, false, 200, ""},
        {first, "PKL-01", &second, false, 200, ""}, /* the answer was lost */
        {&second, "PKL-01", &second, false, 200, ""},
        {first, "PKL-01", &third, false, 403, "key-replaced"}, /* a thief of the old key */
        {&second, "PKL-01", first, false, 409, "key-known"},
        {first, "PKL-01", &second, true, 403, "key-replaced"},
        {&second, "PKL-01", &second, true, 200, ""},
        {&second, "PKL-01", &third, true, 200, ""},
    };
    for (size_t i = 0; i < LENGTH(steps); i++) {
        char code[32];
        if (steps[i].over)
            assert_int_equal(ledger_run(served.fixture.ledger,
                                        "UPDATE kiosk_key SET ends = 1 WHERE ends < $1",
                                        VALUES(V_INT(INT64_MAX)), NULL),
                             OK);
        int status = announce(steps[i].by, steps[i].kiosk, steps[i].next, code);
        if (status != steps[i].status || strcmp(code, steps[i].code) != 0)
            fail_msg("step %zu: %d %s", i, status, code);
        if (status == 200 && i < 6) /* in the overlap */
            assert_int_equal(look(first), 200);
    }
    assert_int_equal(look(first), 403);
    assert_int_equal(look(&second), 200); /* its day has only begun */
    assert_int_equal(look(&third), 200);
}

static enum err rotate(const char *keys, int64_t overlap)
{
    const struct rotation rotation = {.keys = keys,
                                      .entropy = &served.fixture.entropy,
                                      .now = now_seconds() * 1000,
                                      .overlap = overlap};
    return keyring_rotate(served.fixture.ledger, &rotation);
}

static void seal_to(const struct seal_public *to, struct buf *out)
{
    struct envelope_head head = {
        .kiosk = "PKL-01", .item = uuid_make(1, &served.fixture.entropy), .created = 1};
    assert_int_equal(envelope_seal(&head, "words", 5, to, 1, out), OK);
}

static void test_the_offices_keys(void **unused)
{
    (void)unused;
    const char *keys = served.fixture.dir.path;
    struct ledger *ledger = served.fixture.ledger;
    static struct keyring ring;
    struct why why;
    int64_t version = 0, raised = 0;
    char first[KEY_NAME_SIZE], path[PATH_SIZE];
    key_name(served.fixture.office.public.sign.bytes, first);
    assert_int_equal(ledger_content_version(ledger, &version), OK);
    assert_int_equal(rotate(keys, 5000), OK);
    assert_int_equal(ledger_content_version(ledger, &raised), OK);
    assert_true(raised > version);
    assert_int_equal(keyring_open(keys, ledger, &ring, &why), OK);
    assert_int_equal(ring.count, 2);
    assert_memory_equal(&ring.keys[1], &served.fixture.office, sizeof(ring.keys[1]));

    const struct {
        const char *named;
        int64_t now;
        size_t signer;
    } table[] = {{first, 4999, 1}, {first, 5000, 0}, {"", 4999, 0}, {"0123456789abcdef", 4999, 0}};
    for (size_t i = 0; i < LENGTH(table); i++)
        assert_ptr_equal(keyring_signer(&ring, table[i].named, table[i].now),
                         &ring.keys[table[i].signer]);

    struct identity stranger;
    identity_make(&served.fixture.entropy, &stranger);
    const struct {
        const struct seal_public *to;
        enum err err;
    } sealed[] = {{&ring.keys[0].public.seal, OK},
                  {&ring.keys[1].public.seal, OK},
                  {&stranger.public.seal, ERR_DENIED}};
    for (size_t i = 0; i < LENGTH(sealed); i++) {
        SCOPED(buf_fini) struct buf envelope;
        SCOPED(buf_fini) struct buf plain;
        struct envelope_head head;
        buf_init(&envelope, ENVELOPE_MAX);
        buf_init(&plain, 1024);
        seal_to(sealed[i].to, &envelope);
        assert_int_equal(keyring_open_envelope(&ring, envelope.data, envelope.len, &head, &plain),
                         sealed[i].err);
    }

    /* Cut off before the new key was in force: the one that waits becomes it, none is kept twice.
     */
    assert_int_equal(path_join(path, keys, "office.key.next"), OK);
    struct identity waiting;
    identity_make(&served.fixture.entropy, &waiting);
    assert_int_equal(identity_save(&waiting, path), OK);
    assert_int_equal(path_join(path, keys, "office.key.2"), OK);
    assert_int_equal(identity_save(&ring.keys[0], path), OK);
    assert_int_equal(rotate(keys, 9000), OK);
    assert_int_equal(keyring_open(keys, ledger, &ring, &why), OK);
    assert_int_equal(ring.count, 3);
    assert_memory_equal(&ring.keys[0], &waiting, sizeof(waiting));
    /* Cut off at the very end: the next one is another. */
    assert_int_equal(path_join(path, keys, "office.key.next"), OK);
    assert_int_equal(identity_save(&waiting, path), OK);
    assert_int_equal(rotate(keys, 9000), OK);
    assert_int_equal(keyring_open(keys, ledger, &ring, &why), OK);
    assert_int_equal(ring.count, 4);
    assert_true(memcmp(&ring.keys[0], &waiting, sizeof(waiting)) != 0);
    while (ring.count < KEYRING_MAX) {
        assert_int_equal(rotate(keys, 9000), OK);
        assert_int_equal(keyring_open(keys, ledger, &ring, &why), OK);
    }
    assert_int_equal(rotate(keys, 9000), ERR_FULL);
    keyring_wipe(&ring);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_kiosks_keys, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_offices_keys, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
