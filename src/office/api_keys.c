/* POST /v1/keys: a kiosk announces the keys it will have from now on, signed with the one it has.
 * Both count until the overlap ends, so that nothing on its way is lost. */
#include <string.h>

#include "base/log.h"
#include "office/ledger_audit.h"
#include "office/routes.h"
#include "wire/enrolment.h"

#define KEY_OVERLAP DAYS(1)

enum { KEYS_BODY_MAX = 4096 };

struct rekey {
    const struct exchange *exchange;
    struct enrolment_offer offer;
    bool known; /* they are in force already: the answer was lost */
};

static enum err rekey_run(struct ledger *ledger, void *argument)
{
    struct rekey *rekey = argument;
    const struct exchange *exchange = rekey->exchange;
    const char *name = exchange->kiosk.name;
    struct kiosk now;
    enum err err = ledger_kiosk(ledger, name, &now);
    if (err != OK)
        return err;
    rekey->known = memcmp(&now.device, &rekey->offer.device, sizeof(now.device)) == 0;
    if (rekey->known)
        return OK;
    /* Only the key in force may say what comes after it. */
    if (memcmp(&now.device.sign, &exchange->kiosk.device.sign, sizeof(now.device.sign)) != 0)
        return ERR_DENIED;
    err = ledger_kiosk_rekey(ledger, name, &rekey->offer.device, exchange->now + KEY_OVERLAP);
    return err == OK ? ledger_audit(ledger, exchange->now, name, "kiosk rekey", name, "") : err;
}

static void keys_serve(struct office *office, struct exchange *exchange)
{
    struct rekey rekey = {.exchange = exchange};
    if (enrolment_offer_read(exchange->body.data, exchange->body.len, &rekey.offer) != OK ||
        strcmp(rekey.offer.kiosk, exchange->kiosk.name) != 0) {
        exchange_problem(exchange, 400, "malformed", "The keys are malformed", "");
        return;
    }
    enum err err = scribe_write(office->scribe, rekey_run, &rekey);
    if (err == ERR_DENIED || err == ERR_INVALID) {
        exchange_problem(exchange, err == ERR_DENIED ? 403 : 409,
                         err == ERR_DENIED ? "key-replaced" : "key-known",
                         err == ERR_DENIED ? "This key was replaced by a newer one"
                                           : "This key was in use already",
                         "");
        return;
    }
    if (err != OK) {
        exchange_failed(exchange, err);
        return;
    }
    if (!rekey.known)
        log_info("%s has new keys", exchange->kiosk.name);
    buf_puts(&exchange->answer, "{}");
    exchange_json(exchange, buf_check(&exchange->answer));
}

const struct route key_routes[] = {
    {"POST", "/v1/keys", GUARD_KIOSK, 0, KEYS_BODY_MAX, keys_serve},
};
const size_t key_route_count = LENGTH(key_routes);
