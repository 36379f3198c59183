/* A kiosk on its way in, over real HTTP. */
#include "office/support/served.h"

#include <stdio.h>
#include <string.h>

#include "office/admission.h"
#include "office/ledger_audit.h"
#include "seal/envelope.h"

static struct served served;
static struct identity device;

static int setup(void **state)
{
    (void)state;
    served_open(&served);
    identity_make(&served.fixture.entropy, &device);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    served_close(&served);
    return 0;
}

static int64_t now(void)
{
    return clock_now(&(struct clock){0});
}

static struct admission admission_now(void)
{
    return (struct admission){.kiosk = "PKL-02", .by = "admin", .now = now()};
}

static void make_code(char code[TRACKING_SIZE])
{
    const struct admission admission = admission_now();
    assert_int_equal(
        admission_offer(served.fixture.ledger, &admission, &served.fixture.entropy, code), OK);
}

/* What PKL-02 would ask; by: who signs. */
static int ask(const struct introduction *introduction, const struct identity *by,
               struct acquaintance *out, char problem[32])
{
    SCOPED(buf_fini) struct buf body;
    buf_init(&body, INTRODUCTION_MAX);
    assert_int_equal(introduction_write(introduction, &body), OK);
    /* A clock of 1970 is no hindrance. */
    struct signing signing = {.by = by, .kiosk = introduction->offer.kiosk, .created = 1000};
    const struct question question = {
        .method = "POST", .target = "/v1/enroll", .body = buf_text(&body), .len = body.len};
    struct reply reply;
    client_ask_signed(served.port, &question, &signing, &reply);
    int status = reply.status;
    snprintf(problem, 32, "%s", reply_problem(&reply));
    if (status == 200 || status == 202) {
        const struct http_answer answer = {
            .status = status, .body = reply.body.data, .len = reply.body.len};
        int64_t created = 0;
        assert_int_equal(acquaintance_read(reply.body.data, reply.body.len, out), OK);
        assert_int_equal(answer_verify(&answer, &reply.signature, &out->enrolment.office.sign,
                                       signing.nonce, &created),
                         OK);
    }
    reply_fini(&reply);
    return status;
}

static struct introduction introduce(const char *code, const char *token)
{
    struct introduction introduction = {.offer = {.kiosk = "PKL-02", .device = device.public},
                                        .url = "https://kantor.example"};
    (void)TEXT_COPY(introduction.code, code);
    (void)TEXT_COPY(introduction.token, token);
    return introduction;
}

static void seal_probe(struct introduction *introduction, const struct seal_public *to)
{
    SCOPED(buf_fini) struct buf sealed;
    buf_init(&sealed, PROBE_SEALED_MAX);
    uint8_t probe[PROBE_BYTES];
    memset(probe, 0x42, sizeof(probe));
    assert_int_equal(secret_seal(to, probe, sizeof(probe), &sealed), OK);
    memcpy(introduction->probe, sealed.data, sealed.len);
    introduction->probe_len = sealed.len;
}

static void test_from_code_to_batch(void **unused)
{
    (void)unused;
    char code[TRACKING_SIZE], problem[32];
    struct acquaintance first, again, last;
    make_code(code);
    struct introduction introduction = introduce(code, "");
    assert_int_equal(ask(&introduction, &device, &first, problem), 202);
    assert_false(first.approved);
    /* The answer may get lost: the same device may ask again. */
    assert_int_equal(ask(&introduction, &device, &again, problem), 202);
    assert_string_equal(first.token, again.token);

    struct pending_kiosk pending;
    char words[KEY_WORDS_SIZE];
    assert_int_equal(ledger_enrolment(served.fixture.ledger, "PKL-02", now(), &pending), OK);
    assert_int_equal(introduction_words(&device.public, &first.enrolment, words), OK);
    assert_string_equal(pending.words, words);

    introduction = introduce("", first.token);
    seal_probe(&introduction, &first.enrolment.office.seal);
    assert_int_equal(ask(&introduction, &device, &again, problem), 202);
    struct kiosk kiosk;
    assert_int_equal(ledger_kiosk(served.fixture.ledger, "PKL-02", &kiosk), ERR_NOT_FOUND);

    const struct admission admission = admission_now();
    assert_int_equal(admission_approve(served.fixture.ledger, &admission), OK);
    assert_int_equal(ask(&introduction, &device, &last, problem), 200);
    assert_true(last.approved);
    for (size_t i = 0; i < PROBE_BYTES; i++)
        assert_int_equal(last.probe[i], 0x42);
    assert_int_equal(ledger_kiosk(served.fixture.ledger, "PKL-02", &kiosk), OK);
    assert_memory_equal(&kiosk.device, &device.public, sizeof(kiosk.device));

    struct audit_row rows[8];
    size_t count = 0;
    assert_int_equal(ledger_audit_rows(served.fixture.ledger, "PKL-02", rows, LENGTH(rows), &count),
                     OK);
    assert_int_equal(count, 2);
    assert_string_equal(rows[0].act, "kiosk approve");
    assert_string_equal(rows[0].detail, words);
    assert_string_equal(rows[0].by, "admin");
}

static void test_refusals(void **unused)
{
    (void)unused;
    char code[TRACKING_SIZE], problem[32];
    struct acquaintance answer;
    struct identity stranger;
    identity_make(&served.fixture.entropy, &stranger);
    make_code(code);

    struct introduction introduction = introduce("ENR-0000-0000-000", "");
    assert_int_equal(ask(&introduction, &device, &answer, problem), 403);
    assert_string_equal(problem, "code-unknown");

    introduction = introduce(code, "");
    (void)TEXT_COPY(introduction.offer.kiosk, "PKL-03");
    assert_int_equal(ask(&introduction, &device, &answer, problem), 409);
    assert_string_equal(problem, "code-other");

    /* Somebody else's key in the body. */
    introduction = introduce(code, "");
    assert_int_equal(ask(&introduction, &stranger, &answer, problem), 401);

    assert_int_equal(ask(&introduction, &device, &answer, problem), 202);
    introduction.offer.device = stranger.public;
    assert_int_equal(ask(&introduction, &stranger, &answer, problem), 409);
    assert_string_equal(problem, "code-used");

    introduction = introduce("", "no token of anybody's");
    assert_int_equal(ask(&introduction, &device, &answer, problem), 403);

    /* A probe that was sealed to another office. */
    const struct admission admission = admission_now();
    assert_int_equal(admission_approve(served.fixture.ledger, &admission), OK);
    introduction = introduce("", "");
    introduction = introduce(code, "");
    assert_int_equal(ask(&introduction, &device, &answer, problem), 200);
    introduction = introduce("", answer.token);
    seal_probe(&introduction, &stranger.public.seal);
    assert_int_equal(ask(&introduction, &device, &answer, problem), 422);

    assert_int_equal(admission_decline(served.fixture.ledger, &admission), OK);
    assert_int_equal(ask(&introduction, &device, &answer, problem), 403);
    assert_int_equal(admission_decline(served.fixture.ledger, &admission), ERR_NOT_FOUND);
    assert_int_equal(admission_approve(served.fixture.ledger, &admission), ERR_NOT_FOUND);
}

static void test_a_code_runs_out(void **unused)
{
    (void)unused;
    char code[TRACKING_SIZE], problem[32];
    struct acquaintance answer;
    struct admission admission = admission_now();
    admission.now -= ADMISSION_TIME + 1;
    assert_int_equal(
        admission_offer(served.fixture.ledger, &admission, &served.fixture.entropy, code), OK);
    struct introduction introduction = introduce(code, "");
    assert_int_equal(ask(&introduction, &device, &answer, problem), 403);
    /* A newer code makes the older one void. */
    char newer[TRACKING_SIZE];
    make_code(code);
    make_code(newer);
    introduction = introduce(code, "");
    assert_int_equal(ask(&introduction, &device, &answer, problem), 403);
    const struct admission approval = admission_now();
    assert_int_equal(admission_approve(served.fixture.ledger, &approval), ERR_INVALID);
}

static void test_guessing_is_slow(void **unused)
{
    (void)unused;
    char problem[32];
    struct acquaintance answer;
    struct introduction introduction = introduce("ENR-0000-0000-001", "");
    int status = 0;
    for (int i = 0; i < 40 && status != 429; i++)
        status = ask(&introduction, &device, &answer, problem);
    assert_int_equal(status, 429);
}

static void test_new_keys_and_blocking(void **unused)
{
    (void)unused;
    struct identity newer;
    struct kiosk kiosk, there;
    identity_make(&served.fixture.entropy, &newer);
    struct admission admission = {.kiosk = "PKL-01", .by = "admin", .now = now()};
    assert_int_equal(admission_block(served.fixture.ledger, &admission, true), OK);
    assert_int_equal(ledger_kiosk(served.fixture.ledger, "PKL-01", &kiosk), OK);
    assert_true(kiosk.blocked);

    struct signing signing = {
        .by = &served.fixture.device, .kiosk = "PKL-01", .created = now() / 1000};
    const struct question question = {.method = "GET", .target = "/v1/status?after=0"};
    struct reply reply;
    client_ask_signed(served.port, &question, &signing, &reply);
    assert_int_equal(reply.status, 403);
    assert_string_equal(reply_problem(&reply), "kiosk-blocked");
    reply_fini(&reply);

    there = (struct kiosk){.name = "PKL-01", .device = newer.public, .added = now()};
    assert_int_equal(ledger_kiosk_admit(served.fixture.ledger, &there), OK);
    signing = (struct signing){.by = &newer, .kiosk = "PKL-01", .created = now() / 1000};
    client_ask_signed(served.port, &question, &signing, &reply);
    assert_int_equal(reply.status, 200);
    reply_fini(&reply);
    (void)TEXT_COPY(admission.kiosk, "PKL-77");
    assert_int_equal(admission_block(served.fixture.ledger, &admission, true), ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_from_code_to_batch, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refusals, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_code_runs_out, setup, teardown),
        cmocka_unit_test_setup_teardown(test_guessing_is_slow, setup, teardown),
        cmocka_unit_test_setup_teardown(test_new_keys_and_blocking, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
