#include "sync/engine_join.h"

#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "seal/envelope.h"
#include "store/joining.h"
#include "wire/page.h"

static const int64_t ask_every = SECONDS(2);

/* What one step needs besides the engine. */
struct join {
    struct joining joining;
    struct identity device;
    uint8_t probe[PROBE_BYTES];
    struct introduction introduction;
};

static void join_wipe(struct join *join)
{
    identity_wipe(&join->device);
    wipe(join, sizeof(*join));
}

static enum err failed(struct join *join, const char *reason)
{
    join->joining.stage = JOINING_FAILED;
    (void)text_copy(join->joining.reason, sizeof(join->joining.reason), reason);
    log_error("the enrolment at %s failed: %s", join->joining.url, reason);
    return OK;
}

static enum err introduce(struct engine *engine, struct join *join)
{
    char path[PATH_SIZE];
    enum err err = path_join(path, engine->state_dir, DEVICE_KEY_FILE);
    if (err == OK)
        err = identity_ensure(path, &engine->entropy, &join->device);
    if (err != OK)
        return err;
    struct introduction *to = &join->introduction;
    (void)TEXT_COPY(to->offer.kiosk, engine->settings->kiosk);
    to->offer.device = join->device.public;
    (void)TEXT_COPY(to->url, join->joining.url);
    if (join->joining.stage == JOINING_ASKING)
        (void)TEXT_COPY(to->code, join->joining.code);
    else
        (void)TEXT_COPY(to->token, join->joining.token);
    return OK;
}

static enum err probe_make(struct engine *engine, struct join *join, const struct enrolment *office)
{
    SCOPED(buf_fini) struct buf sealed;
    buf_init(&sealed, PROBE_SEALED_MAX);
    engine->entropy.fill(engine->entropy.self, join->probe, PROBE_BYTES);
    enum err err = secret_seal(&office->office.seal, join->probe, PROBE_BYTES, &sealed);
    if (err == OK) {
        memcpy(join->introduction.probe, sealed.data, sealed.len);
        join->introduction.probe_len = sealed.len;
    }
    return err;
}

/* A kiosk that has met no office yet may stand in any year: whoever holds a certificate of the
 * right CA is asked for the time, and only that. Seconds. */
static int64_t office_seconds(const struct engine *engine, struct transport *transport, int64_t now)
{
    int64_t office = 0;
    SCOPED(answer_fini) struct answer answer = {0};
    bool told =
        !engine->clock_known && engine_ask_time(engine, transport, now, &answer, &office) == OK;
    return (told ? office : now + engine->clock_offset) / 1000;
}

static void ask(struct engine *engine, const struct join *join, const struct enrolment *office,
                char nonce[NONCE_SIZE], int64_t now, struct answer *out)
{
    char ca[PATH_SIZE];
    struct enrolment place = *office;
    (void)TEXT_COPY(place.office_url, join->joining.url);
    (void)TEXT_COPY(place.kiosk, engine->settings->kiosk);
    SCOPED(transport_close) struct transport *transport = NULL;
    SCOPED(buf_fini) struct buf body;
    buf_init(&body, INTRODUCTION_MAX);
    *out = (struct answer){.cause = CAUSE_STORAGE};
    const struct transport_config config = {
        .enrolment = &place,
        .identity = &join->device,
        .ca_file = path_join(ca, engine->state_dir, "office-ca.pem") == OK && access(ca, R_OK) == 0
                       ? ca
                       : "",
        .stop_fd = engine->stop_fd,
        .connect_most = engine->connect_most,
        .stall_most = engine->stall_most,
    };
    if (introduction_write(&join->introduction, &body) != OK ||
        transport_open(&config, &transport) != OK)
        return;
    nonce_make(&engine->entropy, nonce);
    const struct call call = {.method = "POST",
                              .path = "/v1/enroll",
                              .query = "",
                              .body = body.data,
                              .len = body.len,
                              .most = INTRODUCTION_MAX,
                              .sign = true,
                              .nonce = nonce,
                              .created = office_seconds(engine, transport, now)};
    transport_call(transport, &call, out);
}

/* The first answer: signed by the very key that it brings, which the words will vouch for. Anything
 * else is a portal's or a proxy's, and asked again. */
static enum err take_first(struct engine *engine, struct join *join, const struct answer *answer,
                           const char *nonce)
{
    struct acquaintance office;
    int64_t created = 0;
    (void)TEXT_COPY(join->joining.reason, "not-office");
    if (acquaintance_read(answer->body.data, answer->body.len, &office) != OK)
        return OK;
    const struct http_answer said = {
        .status = answer->http, .body = answer->body.data, .len = answer->body.len};
    if (answer_verify(&said, &answer->signature, &office.enrolment.office.sign, nonce, &created) !=
        OK)
        return OK;
    struct joining *joining = &join->joining;
    enum err err = introduction_words(&join->device.public, &office.enrolment, joining->words);
    if (err == OK)
        err = enrolment_save_as(engine->state_dir, JOINING_FILE, &office.enrolment);
    if (err != OK)
        return err;
    (void)TEXT_COPY(joining->token, office.token);
    wipe(joining->code, sizeof(joining->code));
    joining->stage = JOINING_COMPARING;
    joining->reason[0] = '\0';
    log_info("enrolment: compare the words with the office's: %s", joining->words);
    return OK;
}

static enum err take_word(struct engine *engine, struct join *join, const struct answer *answer,
                          const struct enrolment *known)
{
    struct acquaintance office;
    if (acquaintance_read(answer->body.data, answer->body.len, &office) != OK)
        return failed(join, "not-office");
    join->joining.reason[0] = '\0';
    if (!office.approved)
        return OK;
    if (!secret_equal(office.probe, join->probe, PROBE_BYTES))
        return failed(join, "probe");
    enum err err = enrolment_save(engine->state_dir, known);
    if (err != OK)
        return err;
    char path[PATH_SIZE];
    if (path_join(path, engine->state_dir, JOINING_FILE) == OK)
        (void)unlink(path);
    join->joining.stage = JOINING_DONE;
    log_info("%s is enrolled at %s", known->kiosk, known->office_url);
    return OK;
}

/* What is no word of the office (a portal's page, no network) is tried again until the code has run
 * out. */
static enum err take_refusal(struct join *join, const struct answer *answer)
{
    char code[32] = "";
    bool refusal = answer->http >= 400 && answer->http < 500 && answer->http != 429;
    if (refusal)
        problem_read(answer->body.data, answer->body.len, code);
    if (code[0])
        return failed(join, code);
    (void)TEXT_COPY(join->joining.reason, sync_cause_key(answer->cause));
    return OK;
}

static enum err judge(struct engine *engine, struct join *join, const struct answer *answer,
                      const char *nonce, const struct enrolment *known)
{
    bool answered = answer->http == 200 || answer->http == 202;
    if (answered && join->joining.stage == JOINING_ASKING)
        return take_first(engine, join, answer, nonce);
    if (answered && answer->cause == CAUSE_OK)
        return take_word(engine, join, answer, known);
    return take_refusal(join, answer);
}

/* One question and what follows from its answer. */
static enum err ask_once(struct engine *engine, struct join *join, int64_t now)
{
    char nonce[NONCE_SIZE];
    struct enrolment known = {0};
    SCOPED(answer_fini) struct answer answer = {0};
    bool comparing = join->joining.stage == JOINING_COMPARING;
    enum err err = introduce(engine, join);
    if (err == OK && comparing)
        err = enrolment_load_from(engine->state_dir, JOINING_FILE, &known);
    if (err == OK && comparing)
        err = probe_make(engine, join, &known);
    if (err != OK)
        return err;
    ask(engine, join, &known, nonce, now, &answer);
    if (answer.stopped)
        return OK;
    engine->join_due = now + answer.duration + ask_every;
    return judge(engine, join, &answer, nonce, &known);
}

enum err engine_join(struct engine *engine, int64_t now, int64_t *next)
{
    SCOPED(join_wipe) struct join join = {0};
    struct joining *joining = &join.joining;
    enum err err = joining_read(engine->db, joining);
    if (err != OK)
        return err == ERR_NOT_FOUND ? OK : err;
    if (joining->stage > JOINING_COMPARING)
        return OK;
    if (engine->join_due > now && engine->join_due <= now + ask_every) {
        *next = engine->join_due;
        return OK;
    }
    bool late = now > joining->asked + JOINING_TIME || now < joining->asked - JOINING_TIME;
    err = late ? failed(&join, joining->reason[0] ? joining->reason : "too-late")
               : ask_once(engine, &join, now);
    *next = now + ask_every;
    return err == OK ? joining_write(engine->db, joining) : err;
}
