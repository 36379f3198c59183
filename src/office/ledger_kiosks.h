/* The kiosks the office knows: their public keys and what was last heard of them. */
#ifndef OFFICE_LEDGER_KIOSKS_H
#define OFFICE_LEDGER_KIOSKS_H

#include "office/ledger.h"
#include "seal/chain.h"
#include "seal/keys.h"

enum { KIOSK_NAME_SIZE = 32, KIOSK_PIN_MAX = 512 };

struct kiosk {
    char name[KIOSK_NAME_SIZE];
    struct identity_public device;
    int64_t
        key_ends; /* 0: found by the key in force; else device.sign is an older one, good until */
    bool blocked;
    int64_t added, last_contact; /* moments; 0 never */
    char version[24];
    struct chain_head log;
    uint8_t pin[KIOSK_PIN_MAX]; /* the hash of its officers' PIN, sealed to it */
    size_t pin_len;             /* 0: no PIN was set */
    int64_t items, quarantined; /* received from it, and not opened; ledger_kiosks fills these */
};

/* Whether the key that it was found by counts no more. */
bool kiosk_key_ended(const struct kiosk *kiosk, int64_t now);

/* ERR_INVALID when the name or the key is another kiosk's already. The same once more is OK. */
enum err ledger_kiosk_add(struct ledger *ledger, const struct kiosk *kiosk) MUST_USE;
/* The same, but a kiosk of that name gets these keys in the place of its old ones, and is blocked
 * no longer. */
enum err ledger_kiosk_admit(struct ledger *ledger, const struct kiosk *kiosk) MUST_USE;
/* Puts new keys in the place of the old ones, which go on counting until they end. ERR_INVALID: the
 * new key was somebody's already. */
enum err ledger_kiosk_rekey(struct ledger *ledger, const char *name,
                            const struct identity_public *device, int64_t ends) MUST_USE;
/* ERR_NOT_FOUND. */
enum err ledger_kiosk_block(struct ledger *ledger, const char *name, bool blocked) MUST_USE;
enum err ledger_kiosk(struct ledger *ledger, const char *name, struct kiosk *out) MUST_USE;
/* Also by a key that it had before, which is then in device.sign. */
enum err ledger_kiosk_by_key(struct ledger *ledger, const uint8_t key[KEY_ID_BYTES],
                             struct kiosk *out) MUST_USE;
/* All of them by name; the caller frees *out. */
enum err ledger_kiosks(struct ledger *ledger, struct kiosk **out, size_t *count) MUST_USE;
/* Writes last_contact, version and log of a batch that was taken. */
enum err ledger_kiosk_heard(struct ledger *ledger, const struct kiosk *kiosk) MUST_USE;
/* Writes last_contact alone. */
enum err ledger_kiosk_seen(struct ledger *ledger, const char *name, int64_t now) MUST_USE;
enum err ledger_kiosk_set_pin(struct ledger *ledger, const char *name, const void *sealed,
                              size_t len) MUST_USE;

#endif
