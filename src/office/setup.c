#include "office/setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/path.h"
#include "office/ledger_audit.h"
#include "office/ledger_kiosks.h"
#include "office/ledger_officers.h"
#include "office/ledger_status.h"
#include "seal/envelope.h"

/* ---- keys ---- */

enum err keys_office(const char *keys, struct identity *out, struct why *why)
{
    char path[PATH_SIZE];
    enum err err = path_join(path, keys, OFFICE_KEY_FILE);
    if (err == OK)
        err = identity_load(path, out);
    if (err != OK)
        snprintf(why->text, sizeof(why->text), "%.200s/" OFFICE_KEY_FILE ": %s", keys,
                 err == ERR_NOT_FOUND ? "not there, run init first"
                 : err == ERR_DENIED  ? "others may read it, mode 0600 was expected"
                                      : "no key file");
    return err;
}

/* The escrow key opens everything when the office's own is lost: its public half stays here, its
 * private half goes into a safe. */
enum err setup_escrow(struct ledger *ledger, const char *keys, const struct entropy *entropy)
{
    char path[PATH_SIZE];
    struct identity escrow;
    enum err err = path_join(path, keys, ESCROW_KEY_FILE);
    if (err == OK)
        err = identity_ensure(path, entropy, &escrow);
    if (err != OK)
        return err;
    err = ledger_set(ledger, "escrow_seal", escrow.public.seal.bytes, KEY_BYTES);
    identity_wipe(&escrow);
    return err;
}

static enum err escrow_ensure(struct ledger *ledger, struct setup *setup)
{
    struct seal_public there;
    enum err err = ledger_setting(ledger, "escrow_seal", there.bytes, sizeof(there.bytes));
    if (err != ERR_NOT_FOUND)
        return err;
    err = setup_escrow(ledger, setup->keys, setup->entropy);
    setup->escrow_made = err == OK;
    return err;
}

static enum err keys_ensure(struct ledger *ledger, struct setup *setup)
{
    char path[PATH_SIZE];
    struct identity office;
    enum err err = path_join(path, setup->keys, OFFICE_KEY_FILE);
    if (err == OK)
        err = identity_ensure(path, setup->entropy, &office);
    if (err != OK)
        return err;
    identity_wipe(&office);
    return escrow_ensure(ledger, setup);
}

/* ---- content ---- */

static enum err content_seed(struct ledger *ledger, struct setup *setup)
{
    uint8_t salt[FLEET_SALT_BYTES];
    enum err err = ledger_setting(ledger, "fleet_salt", salt, sizeof(salt));
    if (err == ERR_NOT_FOUND) {
        setup->entropy->fill(setup->entropy->self, salt, sizeof(salt));
        err = ledger_set(ledger, "fleet_salt", salt, sizeof(salt));
    }
    int64_t version = 0;
    if (err == OK)
        err = ledger_content_version(ledger, &version);
    if (err != OK || version > 0)
        return err;
    struct feed *feed = calloc(1, sizeof(*feed));
    if (!feed)
        return ERR_STORAGE;
    content_from(setup->catalogue->services[0], &feed->content);
    feed->content.version = 1;
    feed->content.issued = setup->now;
    memcpy(feed->fleet_salt, salt, sizeof(salt));
    err = ledger_content_add(ledger, feed, "init");
    free(feed);
    return err;
}

struct content_work {
    const struct catalogue *catalogue;
    int64_t now, expires;
    struct feed *newest, *next; /* large: on the heap */
    bool added;
};

static bool content_same(const struct feed *a, const struct feed *b)
{
    SCOPED(buf_fini) struct buf one;
    SCOPED(buf_fini) struct buf other;
    buf_init(&one, FEED_BODY_MAX);
    buf_init(&other, FEED_BODY_MAX);
    return feed_write(a, &one) == OK && feed_write(b, &other) == OK && one.len == other.len &&
           memcmp(one.data, other.data, one.len) == 0;
}

static enum err content_work(struct ledger *ledger, void *argument)
{
    struct content_work *work = argument;
    enum err err = ledger_content(ledger, work->newest);
    if (err != OK)
        return err;
    *work->next = *work->newest;
    content_from(work->catalogue->services[0], &work->next->content);
    work->next->content.version = work->newest->content.version;
    work->next->content.issued = work->newest->content.issued;
    work->next->content.expires = work->expires < 0 ? work->newest->content.expires : work->expires;
    if (content_same(work->newest, work->next))
        return OK;
    work->next->content.version++;
    work->next->content.issued = work->now;
    if (content_check(&work->next->content) != OK)
        return ERR_INVALID;
    work->added = true;
    err = ledger_content_add(ledger, work->next, "publish");
    if (err == OK)
        err = ledger_audit(ledger, work->now, "system", "content publish", "content", "");
    return err;
}

enum err setup_content(struct ledger *ledger, const struct catalogue *catalogue, int64_t now,
                       int64_t expires, int64_t *version, bool *added)
{
    struct content_work work = {.catalogue = catalogue,
                                .now = now,
                                .expires = expires,
                                .newest = calloc(1, sizeof(struct feed)),
                                .next = calloc(1, sizeof(struct feed))};
    enum err err =
        work.newest && work.next ? ledger_transact(ledger, content_work, &work) : ERR_STORAGE;
    if (err == OK) {
        *version = work.next->content.version;
        *added = work.added;
    }
    free(work.newest);
    free(work.next);
    return err;
}

enum err setup_content_raise(struct ledger *ledger, int64_t now, const char *by)
{
    struct feed *feed = calloc(1, sizeof(*feed));
    if (!feed)
        return ERR_STORAGE;
    enum err err = ledger_content(ledger, feed);
    if (err == OK) {
        feed->content.version++;
        feed->content.issued = now;
        err = ledger_content_add(ledger, feed, by);
    }
    free(feed);
    return err;
}

/* ---- users ---- */

static const struct officer standard_users[] = {
    {.name = "admin", .role = ROLE_ADMIN},
    {.name = "kadis", .role = ROLE_HEAD},
    {.name = "verifikator1", .role = ROLE_VERIFIER},
    {.name = "verifikator2", .role = ROLE_VERIFIER},
    {.name = "pengaduan", .role = ROLE_COMPLAINTS},
    {.name = "kasi", .role = ROLE_SECTION},
    {.name = "pimpinan", .role = ROLE_LEADER},
};

void password_make(const struct entropy *entropy, char out[PASSWORD_SIZE])
{
    /* Thirty-two signs, none of which looks like another one. */
    static const char signs[] = "abcdefghijkmnpqrstuvwxyz23456789";
    _Static_assert(sizeof(signs) == 33, "five bits a sign");
    uint8_t random[16];
    entropy->fill(entropy->self, random, sizeof(random));
    char *at = out;
    for (size_t i = 0; i < sizeof(random); i++) {
        if (i > 0 && i % 4 == 0)
            *at++ = '.';
        *at++ = signs[random[i] % 32];
    }
    *at = '\0';
    wipe(random, sizeof(random));
}

static enum err users_seed(struct ledger *ledger, struct setup *setup)
{
    struct officer one;
    size_t count = 0;
    enum err err = ledger_officers(ledger, &one, 1, &count);
    if (err != OK || count > 0)
        return err;
    for (size_t i = 0; i < LENGTH(standard_users) && err == OK; i++) {
        char password[PASSWORD_SIZE], hash[PASSWORD_HASH_SIZE];
        password_make(setup->entropy, password);
        err = password_hash(password, hash);
        if (err == OK)
            err = ledger_officer_add(ledger, &standard_users[i], hash, setup->now);
        buf_printf(&setup->passwords, "%s\t%s\n", standard_users[i].name, password);
        wipe(password, sizeof(password));
    }
    return err == OK ? buf_check(&setup->passwords) : err;
}

/* ---- all of it ---- */

struct setup_work {
    struct setup *setup;
    enum err (*keep)(void *self, const struct buf *passwords);
    void *self;
};

static enum err setup_work(struct ledger *ledger, void *argument)
{
    struct setup_work *work = argument;
    struct setup *setup = work->setup;
    enum err err = keys_ensure(ledger, setup);
    if (err == OK)
        err = content_seed(ledger, setup);
    if (err == OK)
        err = users_seed(ledger, setup);
    if (err == OK && setup->passwords.len > 0)
        err = work->keep(work->self, &setup->passwords);
    if (err == OK && setup->passwords.len > 0)
        err = ledger_audit(ledger, setup->now, "system", "init", "office", "");
    return err;
}

enum err setup_run(struct ledger *ledger, struct setup *setup,
                   enum err (*keep)(void *self, const struct buf *passwords), void *self)
{
    struct setup_work work = {.setup = setup, .keep = keep, .self = self};
    buf_init(&setup->passwords, 4096);
    return ledger_transact(ledger, setup_work, &work);
}

/* ---- kiosks ---- */

static enum err kiosk_work(struct ledger *ledger, void *argument)
{
    const struct kiosk *kiosk = argument;
    enum err err = ledger_kiosk_add(ledger, kiosk);
    if (err == OK)
        err = ledger_audit(ledger, kiosk->added, "system", "kiosk add", kiosk->name, "");
    return err;
}

enum err setup_kiosk(struct ledger *ledger, const char *keys, const struct enrolment_offer *offer,
                     const char *url, int64_t now, struct enrolment *out)
{
    struct enrolment enrolment = {0};
    if (!office_url_allowed(url) || !TEXT_COPY(enrolment.office_url, url))
        return ERR_INVALID;
    TEXT_COPY(enrolment.kiosk, offer->kiosk);
    enum err err = ledger_setting(ledger, "escrow_seal", enrolment.escrow.bytes, KEY_BYTES);
    if (err == OK)
        err = ledger_setting(ledger, "fleet_salt", enrolment.fleet_salt, FLEET_SALT_BYTES);
    if (err != OK)
        return err;
    struct identity office;
    struct why why;
    err = keys_office(keys, &office, &why);
    if (err != OK) {
        log_error("%s", why.text);
        return err;
    }
    enrolment.office = office.public;
    identity_wipe(&office);
    struct kiosk kiosk = {.device = offer->device, .added = now};
    TEXT_COPY(kiosk.name, offer->kiosk);
    err = ledger_transact(ledger, kiosk_work, &kiosk);
    if (err == OK)
        *out = enrolment;
    return err;
}

struct pin_work {
    const char *kiosk;
    struct buf sealed;
    int64_t now;
};

static enum err pin_work(struct ledger *ledger, void *argument)
{
    const struct pin_work *work = argument;
    enum err err = ledger_kiosk_set_pin(ledger, work->kiosk, work->sealed.data, work->sealed.len);
    if (err == OK)
        err = setup_content_raise(ledger, work->now, "set-pin");
    if (err == OK)
        err = ledger_audit(ledger, work->now, "system", "kiosk set-pin", work->kiosk, "");
    return err;
}

enum err setup_pin(struct ledger *ledger, const char *kiosk, const char *pin, int64_t now)
{
    size_t len = strlen(pin);
    if (len < 4 || len > 12 || strspn(pin, "0123456789") != len)
        return ERR_INVALID;
    struct kiosk known;
    enum err err = ledger_kiosk(ledger, kiosk, &known);
    if (err != OK)
        return err;
    char hash[PASSWORD_HASH_SIZE];
    struct pin_work work = {.kiosk = kiosk, .now = now};
    buf_init(&work.sealed, sizeof(known.pin));
    err = password_hash(pin, hash);
    if (err == OK)
        err = secret_seal(&known.device.seal, hash, strlen(hash), &work.sealed);
    wipe(hash, sizeof(hash));
    if (err == OK)
        err = ledger_transact(ledger, pin_work, &work);
    buf_fini(&work.sealed);
    return err;
}
