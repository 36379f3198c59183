/* What every change of a case is judged by and made known with: the services' standards and the
 * fleet's salt. */
#ifndef OFFICE_RULEBOOK_H
#define OFFICE_RULEBOOK_H

#include "base/path.h"
#include "office/ledger.h"
#include "seal/status.h"
#include "service/progress.h"

struct rulebook {
    char config[PATH_SIZE];
    struct edition *_Atomic newest;
    uint8_t salt[FLEET_SALT_BYTES];
};

/* The catalogue as it stands in one moment. Older ones stay until the book is closed, because
 * somebody may still be reading in them; a new one comes a few times a year. */
struct edition {
    struct catalogue catalogue;
    struct edition *older;
};

/* Reads config_dir, the salt and the hours that are in force from the ledger. ERR_INVALID with
 * `why` for a wrong file; ERR_NOT_FOUND where the office was not set up (init). */
enum err rulebook_open(const char *config_dir, struct ledger *ledger, struct rulebook *out,
                       struct why *why) MUST_USE;
void rulebook_close(struct rulebook *rules);
/* From now on these hours hold for every service, as they do on the kiosks. Others may be reading;
 * one thread at a time takes. */
enum err rulebook_take(struct rulebook *rules, const struct hours *hours) MUST_USE;

/* All services, borrowed until the book is closed. */
const struct catalogue *rulebook_catalogue(const struct rulebook *rules);
/* The service of a request; NULL when the configuration has no such. */
const struct standard *rulebook_service(const struct rulebook *rules, const char *id);
/* The service whose ladder and hours hold for complaints: the one shown first. */
const struct standard *rulebook_first(const struct rulebook *rules);

/* Writes the sealed row of a case that every kiosk will hold. key: of its code. */
enum err status_publish(struct ledger *ledger, const struct status_key *key,
                        const struct progress *progress, int64_t now) MUST_USE;

#endif
