#include "office/rulebook.h"

#include "base/clock.h"
#include "office/ledger_status.h"
#include "wire/page.h"

enum err rulebook_open(const char *config_dir, struct ledger *ledger, struct rulebook *out,
                       struct why *why)
{
    struct rulebook rules = {0};
    enum err err = ledger_setting(ledger, "fleet_salt", rules.salt, sizeof(rules.salt));
    if (err != OK)
        return err;
    err = catalogue_open(config_dir, &rules.catalogue, why);
    if (err != OK)
        return ERR_INVALID;
    if (rules.catalogue.count == 0) {
        catalogue_close(&rules.catalogue);
        TEXT_COPY(why->text, "the configuration describes no service");
        return ERR_INVALID;
    }
    *out = rules;
    return OK;
}

void rulebook_close(struct rulebook *rules)
{
    catalogue_close(&rules->catalogue);
}

const struct standard *rulebook_service(const struct rulebook *rules, const char *id)
{
    return catalogue_find(&rules->catalogue, id);
}

const struct standard *rulebook_first(const struct rulebook *rules)
{
    return rules->catalogue.services[0];
}

enum err status_publish(struct ledger *ledger, const struct status_key *key,
                        const struct progress *progress, int64_t now)
{
    SCOPED(buf_fini) struct buf plain;
    SCOPED(buf_fini) struct buf sealed;
    buf_init(&plain, STATUS_SEALED_MAX);
    buf_init(&sealed, STATUS_SEALED_MAX);
    enum err err = progress_write(progress, &plain);
    if (err == OK)
        err = status_seal(key, plain.data, plain.len, &sealed);
    if (err != OK)
        return err;
    bool ended = progress->stage == STAGE_FINISHED;
    return ledger_status_put(ledger, key->id, sealed.data, sealed.len,
                             ended ? now + DAYS(STATUS_KEPT_DAYS) : 0);
}
