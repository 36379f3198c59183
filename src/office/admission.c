#include "office/admission.h"

#include <string.h>

#include "base/json.h"
#include "base/log.h"
#include "office/ledger_audit.h"
#include "seal/envelope.h"
#include "wire/text.h"

static void code_hash(const char *plain, uint8_t out[HASH_BYTES])
{
    hash_bytes(plain, strlen(plain), out);
}

static enum err audit(struct ledger *ledger, const struct admission *admission, const char *act,
                      const char *detail)
{
    return ledger_audit(ledger, admission->now, admission->by, act, admission->kiosk, detail);
}

/* ---- the officer's word ---- */

static enum err offer_work(struct ledger *ledger, struct admission_order *order)
{
    const struct admission *admission = &order->admission;
    if (!text_fits(admission->kiosk, TEXT_KEY))
        return ERR_INVALID;
    struct tracking_code code = tracking_make("ENR", entropy_u64(order->entropy));
    struct pending_kiosk pending = {.expires = admission->now + ADMISSION_TIME};
    char plain[INTRODUCTION_CODE];
    (void)introduction_code(code.text, plain);
    code_hash(plain, pending.code_hash);
    wipe(plain, sizeof(plain));
    (void)TEXT_COPY(pending.name, admission->kiosk);
    (void)TEXT_COPY(pending.by, admission->by);
    enum err err = ledger_enrolment_put(ledger, &pending);
    if (err == OK)
        err = audit(ledger, admission, "kiosk code", "");
    if (err == OK)
        (void)TEXT_COPY(order->code, code.text);
    return err;
}

static enum err approve_work(struct ledger *ledger, struct admission_order *order)
{
    const struct admission *admission = &order->admission;
    struct pending_kiosk pending;
    enum err err = ledger_enrolment(ledger, admission->kiosk, admission->now, &pending);
    if (err == OK && !pending.asked)
        err = ERR_INVALID;
    if (err != OK)
        return err;
    struct kiosk kiosk = {.device = pending.device, .added = admission->now};
    (void)TEXT_COPY(kiosk.name, pending.name);
    err = ledger_kiosk_admit(ledger, &kiosk);
    pending.approved = true;
    pending.expires = admission->now + ADMISSION_TIME;
    if (err == OK)
        err = ledger_enrolment_put(ledger, &pending);
    return err == OK ? audit(ledger, admission, "kiosk approve", pending.words) : err;
}

static enum err decline_work(struct ledger *ledger, struct admission_order *order)
{
    enum err err = ledger_enrolment_end(ledger, order->admission.kiosk);
    return err == OK ? audit(ledger, &order->admission, "kiosk decline", "") : err;
}

static enum err block_work(struct ledger *ledger, struct admission_order *order)
{
    bool blocked = order->act == ADMISSION_BLOCK;
    enum err err = ledger_kiosk_block(ledger, order->admission.kiosk, blocked);
    return err == OK
               ? audit(ledger, &order->admission, blocked ? "kiosk block" : "kiosk unblock", "")
               : err;
}

static const struct {
    const char *key;
    enum err (*work)(struct ledger *ledger, struct admission_order *order);
} acts[ADMISSION_ACTS] = {
    [ADMISSION_OFFER] = {"code", offer_work},
    [ADMISSION_APPROVE] = {"approve", approve_work},
    [ADMISSION_DECLINE] = {"decline", decline_work},
    [ADMISSION_BLOCK] = {"block", block_work},
    [ADMISSION_UNBLOCK] = {"unblock", block_work},
};

const char *admission_act_key(enum admission_act act)
{
    return acts[act].key;
}

enum err admission_order_run(struct ledger *ledger, void *argument)
{
    struct admission_order *order = argument;
    return acts[order->act].work(ledger, order);
}

enum err admission_offer(struct ledger *ledger, const struct admission *admission,
                         const struct entropy *entropy, char out[TRACKING_SIZE])
{
    struct admission_order order = {
        .act = ADMISSION_OFFER, .admission = *admission, .entropy = entropy};
    enum err err = ledger_transact(ledger, admission_order_run, &order);
    if (err == OK)
        (void)text_copy(out, TRACKING_SIZE, order.code);
    return err;
}

static enum err admission_act(struct ledger *ledger, const struct admission *admission,
                              enum admission_act act)
{
    struct admission_order order = {.act = act, .admission = *admission};
    return ledger_transact(ledger, admission_order_run, &order);
}

enum err admission_approve(struct ledger *ledger, const struct admission *admission)
{
    return admission_act(ledger, admission, ADMISSION_APPROVE);
}

enum err admission_decline(struct ledger *ledger, const struct admission *admission)
{
    return admission_act(ledger, admission, ADMISSION_DECLINE);
}

enum err admission_block(struct ledger *ledger, const struct admission *admission, bool blocked)
{
    return admission_act(ledger, admission, blocked ? ADMISSION_BLOCK : ADMISSION_UNBLOCK);
}

/* ---- the device's question ---- */

static enum err refuse(struct admission_ask *ask, enum admission_refusal refusal)
{
    ask->refusal = refusal;
    return ERR_DENIED;
}

/* The same for the same code, so that a question asked twice gets one answer. */
static void token_of(const struct identity *office, const struct pending_kiosk *pending,
                     char out[INTRODUCTION_TOKEN])
{
    uint8_t text[sizeof(office->sign.bytes) + HASH_BYTES], hash[HASH_BYTES];
    memcpy(text, office->sign.bytes, sizeof(office->sign.bytes));
    memcpy(text + sizeof(office->sign.bytes), pending->code_hash, HASH_BYTES);
    hash_bytes(text, sizeof(text), hash);
    wipe(text, sizeof(text));
    SCOPED(buf_fini) struct buf token;
    buf_init(&token, INTRODUCTION_TOKEN - 1);
    base64url_put(&token, hash, sizeof(hash));
    (void)text_copy(out, INTRODUCTION_TOKEN, buf_text(&token));
}

static enum err enrolment_of(struct ledger *ledger, const struct admission_ask *ask,
                             struct enrolment *out)
{
    struct enrolment enrolment = {.office = ask->office->public};
    (void)TEXT_COPY(enrolment.kiosk, ask->introduction->offer.kiosk);
    (void)TEXT_COPY(enrolment.office_url, ask->introduction->url);
    enum err err = ledger_setting(ledger, "escrow_seal", enrolment.escrow.bytes, KEY_BYTES);
    if (err == OK)
        err = ledger_setting(ledger, "fleet_salt", enrolment.fleet_salt, FLEET_SALT_BYTES);
    if (err == OK)
        *out = enrolment;
    return err;
}

/* The first question: the code becomes this device's. */
static enum err ask_first(struct ledger *ledger, struct admission_ask *ask,
                          struct pending_kiosk *pending)
{
    const struct enrolment_offer *offer = &ask->introduction->offer;
    char plain[INTRODUCTION_CODE];
    uint8_t hash[HASH_BYTES];
    if (!introduction_code(ask->introduction->code, plain))
        return refuse(ask, ADMISSION_UNKNOWN);
    code_hash(plain, hash);
    enum err err = ledger_enrolment_by_code(ledger, hash, ask->now, pending);
    if (err == ERR_NOT_FOUND)
        return refuse(ask, ADMISSION_UNKNOWN);
    if (err != OK)
        return err;
    if (strcmp(pending->name, offer->kiosk) != 0)
        return refuse(ask, ADMISSION_NAME);
    if (pending->asked)
        return memcmp(&pending->device, &offer->device, sizeof(offer->device)) == 0
                   ? OK
                   : refuse(ask, ADMISSION_USED);
    pending->asked = true;
    pending->device = offer->device;
    pending->expires = ask->now + ADMISSION_TIME;
    err = introduction_words(&offer->device, &ask->answer.enrolment, pending->words);
    return err == OK ? ledger_enrolment_put(ledger, pending) : err;
}

static enum err ask_again(struct ledger *ledger, struct admission_ask *ask,
                          struct pending_kiosk *pending)
{
    char token[INTRODUCTION_TOKEN];
    enum err err =
        ledger_enrolment_by_device(ledger, &ask->introduction->offer.device, ask->now, pending);
    if (err == ERR_NOT_FOUND)
        return refuse(ask, ADMISSION_UNKNOWN);
    if (err != OK)
        return err;
    token_of(ask->office, pending, token);
    return secret_equal(token, ask->introduction->token, sizeof(token))
               ? OK
               : refuse(ask, ADMISSION_UNKNOWN);
}

/* Only who holds the office's secret key can say what is in the probe. */
static enum err probe_open(struct admission_ask *ask)
{
    const struct introduction *introduction = ask->introduction;
    SCOPED(buf_fini) struct buf plain;
    buf_init(&plain, PROBE_SEALED_MAX);
    if (secret_open(&ask->office->public.seal, &ask->office->seal, introduction->probe,
                    introduction->probe_len, &plain) != OK ||
        plain.len != PROBE_BYTES)
        return refuse(ask, ADMISSION_UNSEALED);
    memcpy(ask->answer.probe, plain.data, PROBE_BYTES);
    return OK;
}

enum err admission_ask_run(struct ledger *ledger, void *argument)
{
    struct admission_ask *ask = argument;
    struct pending_kiosk pending;
    memset(&ask->answer, 0, sizeof(ask->answer));
    enum err err = enrolment_of(ledger, ask, &ask->answer.enrolment);
    if (err == OK)
        err = (ask->introduction->token[0] ? ask_again : ask_first)(ledger, ask, &pending);
    if (err != OK)
        return err;
    token_of(ask->office, &pending, ask->answer.token);
    ask->answer.approved = pending.approved;
    return pending.approved && ask->introduction->probe_len > 0 ? probe_open(ask) : OK;
}
