/* What every change of a case is judged by and made known with: the services' standards and the
 * fleet's salt. */
#ifndef OFFICE_RULEBOOK_H
#define OFFICE_RULEBOOK_H

#include "office/ledger.h"
#include "seal/status.h"
#include "service/progress.h"

struct rulebook {
    struct catalogue catalogue;
    uint8_t salt[FLEET_SALT_BYTES];
};

/* Reads config_dir, and the salt from the ledger. ERR_INVALID with `why` for a wrong file;
 * ERR_NOT_FOUND where the office was not set up (init). */
enum err rulebook_open(const char *config_dir, struct ledger *ledger, struct rulebook *out,
                       struct why *why) MUST_USE;
void rulebook_close(struct rulebook *rules);

/* The service of a request; NULL when the configuration has no such. */
const struct standard *rulebook_service(const struct rulebook *rules, const char *id);
/* The service whose ladder and hours hold for complaints: the one shown first. */
const struct standard *rulebook_first(const struct rulebook *rules);

/* Writes the sealed row of a case that every kiosk will hold. key: of its code. */
enum err status_publish(struct ledger *ledger, const struct status_key *key,
                        const struct progress *progress, int64_t now) MUST_USE;

#endif
