/* Kiosks on their way in, between the one-time code and the officer's approval. */
#ifndef OFFICE_LEDGER_ENROLMENTS_H
#define OFFICE_LEDGER_ENROLMENTS_H

#include "office/ledger_kiosks.h"
#include "seal/words.h"

struct pending_kiosk {
    char name[KIOSK_NAME_SIZE];
    uint8_t code_hash[HASH_BYTES];
    int64_t expires;
    char by[32];
    bool asked; /* a device came with the code: device and words hold */
    bool approved;
    struct identity_public device;
    char words[KEY_WORDS_SIZE];
};

/* Replaces an earlier code of the same kiosk. */
enum err ledger_enrolment_put(struct ledger *ledger, const struct pending_kiosk *pending) MUST_USE;
/* ERR_NOT_FOUND also when it ran out. */
enum err ledger_enrolment(struct ledger *ledger, const char *kiosk, int64_t now,
                          struct pending_kiosk *out) MUST_USE;
enum err ledger_enrolment_by_code(struct ledger *ledger, const uint8_t code_hash[HASH_BYTES],
                                  int64_t now, struct pending_kiosk *out) MUST_USE;
enum err ledger_enrolment_by_device(struct ledger *ledger, const struct identity_public *device,
                                    int64_t now, struct pending_kiosk *out) MUST_USE;
/* By name, at most `most`, those that ran out left aside. */
enum err ledger_enrolments(struct ledger *ledger, int64_t now, struct pending_kiosk *rows,
                           size_t most, size_t *count) MUST_USE;
/* ERR_NOT_FOUND when there is none of that name. */
enum err ledger_enrolment_end(struct ledger *ledger, const char *kiosk) MUST_USE;

#endif
