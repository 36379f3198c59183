/* Reading and publishing the content that every kiosk shows. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "office/api_console.h"
#include "office/publishing.h"
#include "office/steward.h"
#include "wire/writer.h"

enum { VERSIONS_SHOWN = 50 };

/* Two feeds are too large for a thread's stack. */
static bool publishing_open(struct exchange *exchange, struct publishing *out)
{
    *out = (struct publishing){.now = exchange->now,
                               .next = calloc(1, sizeof(struct feed)),
                               .newest = calloc(1, sizeof(struct feed))};
    TEXT_COPY(out->by, exchange->session.officer.name);
    if (out->next && out->newest)
        return true;
    exchange_failed(exchange, ERR_STORAGE);
    return false;
}

static void publishing_close(struct publishing *publishing)
{
    free(publishing->next);
    free(publishing->newest);
}

/* What is the kiosks' alone, or one kiosk's, stays out. */
static enum err content_show(struct feed *feed, struct buf *out)
{
    memset(feed->fleet_salt, 0, sizeof(feed->fleet_salt));
    feed->pin_len = 0;
    return feed_write(feed, out);
}

void content_serve(struct office *office, struct exchange *exchange)
{
    struct feed *feed = calloc(1, sizeof(*feed));
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = feed ? ledger_content(ledger, feed) : ERR_STORAGE;
    ledger_pool_give(office->pool, ledger);
    if (err == OK)
        err = content_show(feed, &exchange->answer);
    exchange_json(exchange, err);
    free(feed);
}

void content_versions_serve(struct office *office, struct exchange *exchange)
{
    struct content_version rows[VERSIONS_SHOWN];
    size_t count = 0;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_content_versions(ledger, rows, VERSIONS_SHOWN, &count);
    ledger_pool_give(office->pool, ledger);
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    writer_open(&json, "versions", '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(&json, NULL, '{');
        writer_int(&json, "version", rows[i].version);
        writer_int(&json, "issued", rows[i].issued);
        writer_text(&json, "by", rows[i].by);
        writer_close(&json, '}');
    }
    writer_close(&json, ']');
    writer_close(&json, '}');
    exchange_json(exchange, err == OK ? writer_end(&json) : err);
}

static void publish(struct office *office, struct exchange *exchange, struct publishing *publishing)
{
    enum err err = scribe_write(office->scribe, publishing_run, publishing);
    if (err == ERR_INVALID && publishing->refusal != PUBLISH_NONE) {
        int status = publishing->refusal == PUBLISH_UNKNOWN ? 404 : 409;
        exchange_problem(exchange, status, publish_refusal_key(publishing->refusal),
                         "This content was not published", "");
        return;
    }
    if (err != OK) {
        exchange_failed(exchange, err);
        return;
    }
    /* What the office promises from now on is what the kiosks will show. */
    steward_wake(office->steward);
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    writer_int(&json, "version", publishing->next->content.version);
    writer_close(&json, '}');
    exchange_json(exchange, writer_end(&json));
}

void content_publish_serve(struct office *office, struct exchange *exchange)
{
    struct publishing publishing;
    if (publishing_open(exchange, &publishing)) {
        if (feed_read(exchange->body.data, exchange->body.len, publishing.next) == OK)
            publish(office, exchange, &publishing);
        else
            exchange_problem(exchange, 409, publish_refusal_key(PUBLISH_ORDER),
                             "This content is malformed", "");
    }
    publishing_close(&publishing);
}

void content_restore_serve(struct office *office, struct exchange *exchange)
{
    struct publishing publishing;
    const char *version = exchange->args[0];
    if (publishing_open(exchange, &publishing)) {
        bool number = strspn(version, "0123456789") == strlen(version) && strlen(version) < 18;
        publishing.restore = number ? strtoll(version, NULL, 10) : -1;
        publishing.restore = publishing.restore == 0 ? -1 : publishing.restore;
        publish(office, exchange, &publishing);
    }
    publishing_close(&publishing);
}
