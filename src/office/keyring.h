/* The office's own keys: the one in force, in keys/office.key, and those before it, in office.key.1
 * (the oldest), office.key.2 and so on. What was sealed to an older one opens for ever; answers are
 * signed with an older one only for kiosks that name it, until the overlap ends. */
#ifndef OFFICE_KEYRING_H
#define OFFICE_KEYRING_H

#include "base/clock.h"
#include "office/ledger.h"
#include "seal/keys.h"

enum { KEYRING_MAX = 16 };

struct keyring {
    struct identity keys[KEYRING_MAX]; /* the one in force first, then the newest before it */
    size_t count;
    int64_t overlap; /* a moment; 0 never was one */
};

/* ERR_NOT_FOUND: run init first. */
enum err keyring_open(const char *keys, struct ledger *ledger, struct keyring *out, struct why *why)
    MUST_USE;
void keyring_wipe(struct keyring *ring);

/* The key to sign an answer with: the one that is named (hex of key_id, as the kiosk knows the
 * office) if it may still sign, otherwise the one in force. */
const struct identity *keyring_signer(const struct keyring *ring, const char *named, int64_t now);
/* Opens an envelope with whichever key it was sealed to; as envelope_open. */
struct envelope_head;
enum err keyring_open_envelope(const struct keyring *ring, const void *bytes, size_t len,
                               struct envelope_head *head, struct buf *plain) MUST_USE;

struct rotation {
    const char *keys; /* folder */
    const struct entropy *entropy;
    int64_t now, overlap; /* moments: until then kiosks may find the old key in its place */
};
/* Puts a new key in force and tells all kiosks, in the next version of the content. No program may
 * serve this office meanwhile. Cut off and run again, it goes on where it was. ERR_FULL: there are
 * KEYRING_MAX keys. */
enum err keyring_rotate(struct ledger *ledger, const struct rotation *rotation) MUST_USE;
/* Makes a new escrow key, as keys/escrow.key, and tells all kiosks to seal to it. ERR_BUSY: the one
 * before is still in the folder; it belongs into a safe. */
enum err keyring_escrow(struct ledger *ledger, const struct rotation *rotation) MUST_USE;

#endif
