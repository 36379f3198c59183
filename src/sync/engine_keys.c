#include "sync/engine_keys.h"

#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "seal/envelope.h"

enum { ANSWER_MAX = 4096 };

/* After an answer that is the office's and is no yes. */
static const int64_t refused_every = MINUTES(5);

static enum err place(const struct engine *engine, const char *file, char out[PATH_SIZE])
{
    return path_join(out, engine->state_dir, file);
}

bool engine_keys_wait(const struct engine *engine)
{
    char path[PATH_SIZE];
    return place(engine, DEVICE_NEXT_FILE, path) == OK && access(path, F_OK) == 0;
}

enum err engine_keys_make(struct engine *engine, int64_t now)
{
    char path[PATH_SIZE];
    struct identity made;
    enum err err = place(engine, DEVICE_NEXT_FILE, path);
    if (err == OK)
        err = identity_ensure(path, &engine->entropy, &made);
    identity_wipe(&made);
    if (err == OK)
        engine->keys_due = now;
    return err;
}

enum err engine_keys_open(const struct engine *engine, const void *sealed, size_t len,
                          struct buf *plain)
{
    char path[PATH_SIZE];
    struct identity old;
    enum err err =
        secret_open(&engine->identity.public.seal, &engine->identity.seal, sealed, len, plain);
    if (err == OK || place(engine, DEVICE_OLD_FILE, path) != OK || identity_load(path, &old) != OK)
        return err;
    err = secret_open(&old.public.seal, &old.seal, sealed, len, plain);
    identity_wipe(&old);
    return err;
}

enum err engine_keys_follow(struct engine *engine, const struct feed *feed)
{
    struct enrolment enrolment = engine->enrolled.enrolment;
    bool same = memcmp(&enrolment.office, &feed->office, sizeof(feed->office)) == 0 &&
                memcmp(&enrolment.escrow, &feed->escrow, sizeof(feed->escrow)) == 0;
    if (!feed->has_keys || same)
        return OK;
    enrolment.office = feed->office;
    enrolment.escrow = feed->escrow;
    char name[KEY_NAME_SIZE];
    key_name(enrolment.office.sign.bytes, name);
    log_info("the office has new keys: %s", name);
    return enrolment_save(engine->state_dir, &enrolment);
}

/* ---- announcing --------------------------------------------------------------------------------
 */

/* The new keys become ours. A power cut before the last step leaves both files, and the
 * announcement is made once more. */
static enum err take_over(struct engine *engine, const struct identity *next)
{
    char path[PATH_SIZE], old[PATH_SIZE], waiting[PATH_SIZE], name[KEY_NAME_SIZE];
    enum err err = place(engine, DEVICE_KEY_FILE, path);
    if (err == OK)
        err = place(engine, DEVICE_OLD_FILE, old);
    if (err == OK)
        err = place(engine, DEVICE_NEXT_FILE, waiting);
    if (err == OK && !secret_equal(&engine->identity, next, sizeof(*next)))
        err = identity_save(&engine->identity, old);
    if (err == OK)
        err = identity_save(next, path);
    if (err != OK)
        return err;
    (void)unlink(waiting);
    key_name(next->public.sign.bytes, name);
    log_info("this device has new keys: %s", name);
    engine->keys_due = 0;
    engine->keys_taken = false;
    engine_reopen(engine);
    return OK;
}

static enum err announcement(const struct engine *engine, const struct identity *next,
                             struct buf *out)
{
    struct enrolment_offer offer = {.device = next->public};
    (void)TEXT_COPY(offer.kiosk, engine->enrolled.enrolment.kiosk);
    return enrolment_offer_write(&offer, out);
}

static enum err settle(struct engine *engine, const struct identity *next,
                       const struct answer *answer, int64_t now)
{
    int64_t then = now + answer->duration;
    struct sync_row row = {.at = now, .way = SYNC_PUSH, .cause = answer->cause};
    engine->keys_due = then + refused_every;
    if (engine_shut(answer->cause))
        engine_pause(engine, answer, then);
    /* The answer to an earlier announcement may have been lost, and the old key's day be over: then
     * the new one is known already. When neither is, it is no use to hurry. */
    if (answer->cause == CAUSE_REFUSED)
        engine->keys_taken = !engine->keys_taken;
    if (engine_shut(answer->cause) && (answer->cause != CAUSE_REFUSED || engine->keys_taken))
        engine->keys_due = engine->poll_hold;
    row.next_try = answer->cause == CAUSE_OK ? 0 : engine->keys_due;
    SCOPED(tx_close) struct db_tx tx = tx_open(engine->db);
    enum err err = tx.err != OK ? tx.err : engine_finish(engine, &row, answer, then);
    if (err == OK)
        err = tx_commit(&tx);
    return err == OK && answer->cause == CAUSE_OK ? take_over(engine, next) : err;
}

enum err engine_keys(struct engine *engine, int64_t now)
{
    char path[PATH_SIZE];
    SCOPED(identity_wipe) struct identity next = {0};
    SCOPED(answer_fini) struct answer answer = {0};
    SCOPED(buf_fini) struct buf body;
    buf_init(&body, ANSWER_MAX);
    enum err err = place(engine, DEVICE_NEXT_FILE, path);
    if (err == OK)
        err = identity_load(path, &next);
    if (err == OK)
        err = announcement(engine, &next, &body);
    if (err == ERR_NOT_FOUND)
        engine->keys_due = 0;
    if (err != OK)
        return err == ERR_NOT_FOUND ? OK : err;
    const struct call call = {.method = "POST",
                              .path = "/v1/keys",
                              .query = "",
                              .body = body.data,
                              .len = body.len,
                              .most = ANSWER_MAX,
                              .sign = true,
                              .by = engine->keys_taken ? &next : NULL};
    engine_call(engine, call, now, &answer);
    return answer.stopped ? OK : settle(engine, &next, &answer, now);
}
