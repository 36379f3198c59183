/* What the two sides know of each other after enrolment, and the files it lives in.
 * The kiosk keeps `device.key` (seal/keys.h, syncd's alone) and `enrolment.json` (public halves);
 * the office keeps the device's public keys in its ledger. */
#ifndef WIRE_ENROLMENT_H
#define WIRE_ENROLMENT_H

#include "base/buf.h"
#include "seal/keys.h"
#include "seal/status.h"

#define DEVICE_KEY_FILE  "device.key"
#define DEVICE_NEXT_FILE "device.key.next" /* made, not announced yet: a rotation is under way */
#define DEVICE_OLD_FILE  "device.key.old"  /* before the last rotation */
#define ENROLMENT_FILE   "enrolment.json"
#define JOINING_FILE     "enrolment-pending.json" /* as the office offered it, not approved yet */

/* In a kiosk's questions: key_name of the office's signing key as the kiosk knows it. While a new
 * office key is being taken over, the office answers each kiosk with the one that it expects. */
#define OFFICE_KEY_HEADER "Anjungan-Office"

/* Sent by the device: when it enrols (inside wire/introduction.h), by hand, and as the body of POST
 * /v1/keys when it announces new keys, signed with the old one. */
struct enrolment_offer {
    char kiosk[32];
    struct identity_public device;
};

/* Answered by the office; kept by the kiosk. */
struct enrolment {
    char kiosk[32];
    char office_url[160]; /* http only to loopback */
    struct identity_public office;
    struct seal_public escrow;
    uint8_t fleet_salt[FLEET_SALT_BYTES];
};

enum err enrolment_offer_write(const struct enrolment_offer *offer, struct buf *out) MUST_USE;
enum err enrolment_offer_read(const void *bytes, size_t len, struct enrolment_offer *out) MUST_USE;
enum err enrolment_write(const struct enrolment *enrolment, struct buf *out) MUST_USE;
/* ERR_INVALID also for an address that is neither https nor http to loopback. */
enum err enrolment_read(const void *bytes, size_t len, struct enrolment *out) MUST_USE;
/* state_dir/enrolment.json; ERR_NOT_FOUND where the kiosk is not enrolled. */
enum err enrolment_load(const char *state_dir, struct enrolment *out) MUST_USE;
enum err enrolment_save(const char *state_dir, const struct enrolment *enrolment) MUST_USE;
/* The same under another name: JOINING_FILE. */
enum err enrolment_load_from(const char *state_dir, const char *file, struct enrolment *out)
    MUST_USE;
enum err enrolment_save_as(const char *state_dir, const char *file,
                           const struct enrolment *enrolment) MUST_USE;

/* True for https:// and for http:// to 127.0.0.0/8, [::1] or localhost. */
bool office_url_allowed(const char *url);

#endif
