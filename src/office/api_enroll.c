/* POST /v1/enroll: a device that is not known yet introduces itself. */
#include <string.h>

#include "base/log.h"
#include "office/admission.h"
#include "office/routes.h"

static void refused(struct exchange *exchange, enum admission_refusal refusal)
{
    static const struct {
        int status;
        const char *code, *title;
    } answers[] = {
        [ADMISSION_UNKNOWN] = {403, "code-unknown",
                               "The code is unknown, used up, run out or declined"},
        [ADMISSION_USED] = {409, "code-used", "Another device came with this code"},
        [ADMISSION_NAME] = {409, "code-other", "The code is for a kiosk of another name"},
        [ADMISSION_UNSEALED] = {422, "probe", "The probe was not sealed to this office"},
    };
    exchange_problem(exchange, answers[refusal].status, answers[refusal].code,
                     answers[refusal].title, "");
}

/* Guessing a code: few tries an address. Asking again with a token is not guessing. */
static bool may_try(struct office *office, struct exchange *exchange,
                    const struct introduction *introduction)
{
    if (introduction->token[0] || limiter_take(office->sign_ins, exchange->peer, clock_boot()))
        return true;
    exchange_problem(exchange, 429, "too-many", "Too many codes were tried", "Wait a little.");
    exchange_put(exchange, "Retry-After", "15");
    return false;
}

static bool introduced(struct exchange *exchange, struct introduction *out)
{
    struct http_signature signature = kiosk_signature(exchange);
    if (introduction_read(exchange->body.data, exchange->body.len, out) != OK) {
        exchange_problem(exchange, 400, "malformed", "The introduction is malformed", "");
        return false;
    }
    /* The device holds the secret half of the key it comes with. When it signed does not matter:
     * its clock may be far off before it has met an office, and a question repeated changes
     * nothing. */
    if (!kiosk_signature_holds(exchange, &signature, &out->offer.device.sign)) {
        exchange_problem(exchange, 401, "signature-wrong", "The signature does not hold", "");
        return false;
    }
    return true;
}

static void enroll_serve(struct office *office, struct exchange *exchange)
{
    struct introduction introduction;
    if (!introduced(exchange, &introduction) || !may_try(office, exchange, &introduction))
        return;
    struct admission_ask ask = {
        .introduction = &introduction, .office = &office->keys.keys[0], .now = exchange->now};
    enum err err = scribe_write(office->scribe, admission_ask_run, &ask);
    if (err == ERR_DENIED) {
        log_info("an enrolment of %s was refused", introduction.offer.kiosk);
        refused(exchange, ask.refusal);
        return;
    }
    if (err != OK) {
        exchange_failed(exchange, err);
        return;
    }
    exchange_json(exchange, acquaintance_write(&ask.answer, &exchange->answer));
    if (exchange->status == 200 && !ask.answer.approved)
        exchange->status = 202;
}

const struct route enrol_routes[] = {
    {"POST", "/v1/enroll", GUARD_VISITOR, 0, INTRODUCTION_MAX, enroll_serve},
};
const size_t enrol_route_count = LENGTH(enrol_routes);
