#include "office/rulebook.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "office/ledger_status.h"
#include "wire/page.h"

static void edition_free(struct edition **edition)
{
    if (!*edition)
        return;
    catalogue_close(&(*edition)->catalogue);
    free(*edition);
    *edition = NULL;
}

/* hours: NULL for those of the files. */
static enum err edition_make(const char *config_dir, const struct hours *hours,
                             struct edition **out, struct why *why)
{
    struct edition *edition = calloc(1, sizeof(*edition));
    if (!edition)
        return ERR_STORAGE;
    if (catalogue_open(config_dir, &edition->catalogue, why) != OK) {
        free(edition);
        return ERR_INVALID;
    }
    if (edition->catalogue.count == 0) {
        TEXT_COPY(why->text, "the configuration describes no service");
        edition_free(&edition);
        return ERR_INVALID;
    }
    for (size_t i = 0; hours && i < edition->catalogue.count; i++)
        edition->catalogue.services[i]->hours = *hours;
    *out = edition;
    return OK;
}

/* The hours of the newest content; *known: there is one. */
static enum err hours_in_force(struct ledger *ledger, struct hours *out, bool *known)
{
    struct feed *feed = calloc(1, sizeof(*feed));
    enum err err = feed ? ledger_content(ledger, feed) : ERR_STORAGE;
    *known = err == OK;
    if (err == OK)
        *out = feed->content.hours;
    free(feed);
    return err == ERR_NOT_FOUND ? OK : err;
}

enum err rulebook_open(const char *config_dir, struct ledger *ledger, struct rulebook *out,
                       struct why *why)
{
    struct rulebook rules = {0};
    struct hours *hours = calloc(1, sizeof(*hours));
    struct edition *edition = NULL;
    bool known = false;
    enum err err =
        hours ? ledger_setting(ledger, "fleet_salt", rules.salt, sizeof(rules.salt)) : ERR_STORAGE;
    if (err == OK)
        err = TEXT_COPY(rules.config, config_dir) ? OK : ERR_INVALID;
    if (err == OK)
        err = hours_in_force(ledger, hours, &known);
    if (err == OK)
        err = edition_make(config_dir, known ? hours : NULL, &edition, why);
    free(hours);
    if (err != OK)
        return err;
    memcpy(out->config, rules.config, sizeof(out->config));
    memcpy(out->salt, rules.salt, sizeof(out->salt));
    atomic_init(&out->newest, edition);
    return OK;
}

void rulebook_close(struct rulebook *rules)
{
    struct edition *edition = atomic_load(&rules->newest);
    while (edition) {
        struct edition *older = edition->older;
        edition_free(&edition);
        edition = older;
    }
    atomic_store(&rules->newest, NULL);
}

enum err rulebook_take(struct rulebook *rules, const struct hours *hours)
{
    struct edition *edition = NULL;
    struct why why = {""};
    enum err err = edition_make(rules->config, hours, &edition, &why);
    if (err != OK) {
        log_error("the hours are not in force here: %s", why.text);
        return err;
    }
    edition->older = atomic_load(&rules->newest);
    atomic_store(&rules->newest, edition);
    return OK;
}

const struct catalogue *rulebook_catalogue(const struct rulebook *rules)
{
    return &atomic_load(&rules->newest)->catalogue;
}

const struct standard *rulebook_service(const struct rulebook *rules, const char *id)
{
    return catalogue_find(rulebook_catalogue(rules), id);
}

const struct standard *rulebook_first(const struct rulebook *rules)
{
    return rulebook_catalogue(rules)->services[0];
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
