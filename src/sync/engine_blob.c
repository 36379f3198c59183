/* Sealed pages on their way up, a part at a time, so that whatever else is due goes in between. */
#include <string.h>

#include "base/log.h"
#include "store/blobs.h"
#include "store/sync_log.h"
#include "sync/engine_inside.h"

/* A part that takes longer than this holds up a call for an officer: the next one is half as long.
 */
static const int64_t part_slow = SECONDS(4);
static const int64_t part_quick = SECONDS(1);
static const int64_t part_most = SECONDS(120);
enum { PART_LEAST = 16 * 1024 };

/* One exchange about one page. */
struct part {
    struct blob blob;
    struct buf bytes;
    struct answer answer;
    int64_t then; /* when it ended */
};

static void part_fini(struct part *part)
{
    buf_fini(&part->bytes);
    answer_fini(&part->answer);
}

static void pace(struct engine *engine, int64_t took)
{
    size_t *most = &engine->blob.part;
    if (took > part_slow && *most > PART_LEAST)
        *most /= 2;
    else if (took < part_quick && *most < BLOB_CHUNK)
        *most *= 2;
}

static void ask(struct engine *engine, struct part *part, int64_t now)
{
    char path[sizeof(BLOB_PATH) + BLOB_HEX] = BLOB_PATH, query[BLOB_QUERY];
    blob_hex(part->blob.name.hash, path + strlen(BLOB_PATH));
    blob_query(part->blob.durable, part->blob.name.len, query);
    struct call call = {
        .method = "HEAD", .path = path, .query = "", .most = BLOB_ANSWER_MAX, .sign = true};
    if (engine->blob.asked) {
        call.method = "PATCH";
        call.query = query;
        call.type = "application/octet-stream";
        call.body = part->bytes.data;
        call.len = part->bytes.len;
        call.total_most = part_most;
    }
    engine_call(engine, call, now, &part->answer);
    part->then = now + part->answer.duration;
    engine->blob.bytes += part->answer.bytes;
    engine->blob.duration += part->answer.duration;
}

/* One row a page: when it is whole, or when a try of it failed. */
static enum err note(struct engine *engine, struct part *part, enum sync_cause cause, int64_t next)
{
    struct sync_row row = {.at = engine->blob.since,
                           .way = SYNC_PUSH,
                           .cause = cause,
                           .blobs = cause == CAUSE_OK,
                           .next_try = next};
    part->answer.bytes = engine->blob.bytes;
    part->answer.duration = engine->blob.duration;
    engine->blob.number = 0;
    return engine_finish(engine, &row, &part->answer, part->then);
}

static enum err wait(struct engine *engine, struct part *part, bool all)
{
    enum sync_cause cause = part->answer.cause == CAUSE_OK ? CAUSE_ITEM : part->answer.cause;
    int64_t next =
        part->then + plan_backoff(part->blob.tries, BACKOFF_MOST, part->answer.retry_after,
                                  entropy_u64(&engine->entropy));
    enum err err = all ? blobs_defer_all(engine->db, next, cause)
                       : blobs_defer(engine->db, part->blob.number, next, cause);
    return err == OK ? note(engine, part, cause, next) : err;
}

/* The page goes on from there. */
static enum err go_on(struct engine *engine, struct part *part, int64_t durable)
{
    enum err err = blobs_advance(engine->db, &part->blob, durable, part->then);
    engine->blob.asked = true;
    return err == OK && durable == part->blob.name.len ? note(engine, part, CAUSE_OK, 0) : err;
}

/* The office found that the page is not what its name says. Changed on the way, it comes again;
 * changed here, it is lost, and the request does not wait for it. */
static enum err start_over(struct engine *engine, struct part *part)
{
    SCOPED(buf_fini) struct buf whole;
    uint8_t hash[HASH_BYTES] = {0};
    buf_init(&whole, BLOB_MAX);
    enum err err =
        blobs_read(engine->state_dir, &part->blob.name, 0, (size_t)part->blob.name.len, &whole);
    if (err == OK)
        hash_sha256(whole.data, whole.len, hash);
    if (memcmp(hash, part->blob.name.hash, HASH_BYTES) != 0)
        return blobs_lost(engine->db, &part->blob, part->then);
    err = blobs_advance(engine->db, &part->blob, 0, part->then);
    return err == OK ? wait(engine, part, false) : err;
}

static enum err take(struct engine *engine, struct part *part, bool asked)
{
    const struct answer *answer = &part->answer;
    int64_t len = part->blob.name.len, offset = answer->offset;
    bool genuine = answer->cause == CAUSE_OK || answer->cause == CAUSE_ITEM;
    bool told = genuine && offset >= 0 && offset <= len;
    if (answer->http == 204 && told)
        return go_on(engine, part, offset);
    if (genuine && answer->http == 404 && !asked)
        return go_on(engine, part, 0);
    if (answer->http == 409 && told && offset != part->blob.durable)
        return go_on(engine, part, offset);
    if (genuine && answer->http == 422)
        return start_over(engine, part);
    /* No room for pictures: items go on. */
    if (answer->http == 507)
        return wait(engine, part, true);
    if (!engine_shut(answer->cause))
        return wait(engine, part, false);
    engine_pause(engine, answer, part->then);
    return note(engine, part, answer->cause, engine->poll_hold);
}

static enum err settle(struct engine *engine, struct part *part)
{
    SCOPED(tx_close) struct db_tx tx = tx_open(engine->db);
    bool asked = engine->blob.asked;
    if (asked && part->answer.http == 204)
        pace(engine, part->answer.duration);
    enum err err = tx.err == OK ? take(engine, part, asked) : tx.err;
    return err == OK ? tx_commit(&tx) : err;
}

/* The bytes of the next part. */
static enum err load(struct engine *engine, struct part *part)
{
    int64_t left = part->blob.name.len - part->blob.durable;
    size_t len = left < (int64_t)engine->blob.part ? (size_t)left : engine->blob.part;
    buf_init(&part->bytes, BLOB_CHUNK);
    return blobs_read(engine->state_dir, &part->blob.name, part->blob.durable, len, &part->bytes);
}

enum err engine_blob(struct engine *engine, int64_t now)
{
    SCOPED(part_fini) struct part part = {.then = now};
    enum err err = blobs_due(engine->db, now, &part.blob);
    if (err != OK)
        return err == ERR_NOT_FOUND ? OK : err;
    if (engine->blob.number != part.blob.number)
        engine->blob = (struct engine_page){
            .number = part.blob.number,
            .since = now,
            .part = engine->blob.part > 0 ? engine->blob.part : BLOB_CHUNK,
        };
    err = load(engine, &part);
    if (err == ERR_NOT_FOUND || err == ERR_STORAGE)
        return blobs_lost(engine->db, &part.blob, now);
    if (err != OK)
        return err;
    ask(engine, &part, now);
    return part.answer.stopped ? OK : settle(engine, &part);
}
