/* Setting the office up: keys beside the database, the fleet's salt, the first content, the users
 * of the service standard, kiosks and their PINs. */
#ifndef OFFICE_SETUP_H
#define OFFICE_SETUP_H

#include "base/buf.h"
#include "office/ledger.h"
#include "service/standard.h"
#include "wire/enrolment.h"

#define OFFICE_KEY_FILE "office.key"
#define ESCROW_KEY_FILE "escrow.key"

/* Loads keys/office.key. ERR_NOT_FOUND: run init first. */
enum err keys_office(const char *keys, struct identity *out, struct why *why) MUST_USE;

struct setup {
    const char *keys;                  /* folder of the key files */
    const struct catalogue *catalogue; /* the first content comes from its first service */
    const struct entropy *entropy;
    int64_t now;
    struct buf passwords; /* set: "user<TAB>password" lines of users that were made; wipe it */
    bool escrow_made;     /* set: an escrow.key was written now */
};

/* Makes what is missing, changes nothing that is there. The passwords are handed to `keep` before
 * the users are durable, so that none is made whose password nobody has. */
enum err setup_run(struct ledger *ledger, struct setup *setup,
                   enum err (*keep)(void *self, const struct buf *passwords), void *self) MUST_USE;

/* Publishes what the configuration says now as the next version of the content, if it says anything
 * else than the newest one. expires: a moment from which kiosks say that it was not renewed, 0
 * never, below that as it was. *version: the newest afterwards; *added: it is new. ERR_INVALID: it
 * would empty the service. */
enum err setup_content(struct ledger *ledger, const struct catalogue *catalogue, int64_t now,
                       int64_t expires, int64_t *version, bool *added) MUST_USE;

/* The content once more under the next version: something that travels with it changed. `by`: what
 * did it, for the record. In the caller's transaction. */
enum err setup_content_raise(struct ledger *ledger, int64_t now, const char *by) MUST_USE;
/* Takes keys/escrow.key, made where it is missing, for the key that kiosks seal to besides the
 * office's. In the caller's transaction. */
enum err setup_escrow(struct ledger *ledger, const char *keys, const struct entropy *entropy)
    MUST_USE;

/* Registers a kiosk and answers what it keeps. ERR_INVALID: the name or key is another kiosk's, or
 * the address is neither https nor loopback. ERR_NOT_FOUND: the office was not set up. */
enum err setup_kiosk(struct ledger *ledger, const char *keys, const struct enrolment_offer *offer,
                     const char *url, int64_t now, struct enrolment *out) MUST_USE;

/* Seals the PIN's hash to the kiosk and raises the content's version, so that the kiosk fetches it.
 * ERR_INVALID: not 4 to 12 digits; ERR_NOT_FOUND: no such kiosk. */
enum err setup_pin(struct ledger *ledger, const char *kiosk, const char *pin, int64_t now) MUST_USE;

/* A password people can read and type: four groups of four, about 80 bits. */
enum { PASSWORD_SIZE = 20 };
void password_make(const struct entropy *entropy, char out[PASSWORD_SIZE]);

#endif
