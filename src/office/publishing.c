#include "office/publishing.h"

#include <stdio.h>
#include <string.h>

#include "office/ledger_audit.h"

const char *publish_refusal_key(enum publish_refusal refusal)
{
    static const char *const keys[PUBLISH_REFUSALS] = {
        [PUBLISH_NONE] = "none",           [PUBLISH_EMPTY] = "content-empty",
        [PUBLISH_ORDER] = "content-order", [PUBLISH_MOVED] = "content-moved",
        [PUBLISH_SAME] = "content-same",   [PUBLISH_UNKNOWN] = "unknown",
    };
    return keys[refusal];
}

static enum err refuse(struct publishing *publishing, enum publish_refusal refusal)
{
    publishing->refusal = refusal;
    return ERR_INVALID;
}

/* Addresses go into codes that visitors' phones open: none but these. */
static bool uri_fits(const char *uri)
{
    static const char *const schemes[] = {"tel:", "mailto:", "https:", "http:"};
    if (uri[0] == '\0')
        return true;
    for (size_t i = 0; i < LENGTH(schemes); i++)
        if (strncmp(uri, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

/* Every text that a visitor would read is there, in Indonesian at least. */
static bool texts_hold(const struct content *content)
{
    for (size_t i = 0; i < content->hours.holiday_count; i++)
        if (content->hours.holidays[i].name[LANG_ID][0] == '\0')
            return false;
    for (size_t i = 0; i < content->hours.override_count; i++)
        if (content->hours.overrides[i].name[LANG_ID][0] == '\0')
            return false;
    for (size_t i = 0; i < content->contact_count; i++)
        if (content->contacts[i].label.in[LANG_ID][0] == '\0' ||
            !uri_fits(content->contacts[i].uri))
            return false;
    for (size_t i = 0; i < content->announcement_count; i++)
        if (content->announcements[i].text.in[LANG_ID][0] == '\0')
            return false;
    return true;
}

static bool content_same(const struct feed *a, const struct feed *b)
{
    SCOPED(buf_fini) struct buf one;
    SCOPED(buf_fini) struct buf other;
    buf_init(&one, FEED_BODY_MAX);
    buf_init(&other, FEED_BODY_MAX);
    return feed_write(a, &one) == OK && feed_write(b, &other) == OK && one.len == other.len &&
           memcmp(one.data, other.data, one.len) == 0;
}

/* What is not the editor's to choose comes from the version in force. */
static void next_settle(struct publishing *publishing)
{
    const struct feed *newest = publishing->newest;
    struct feed *next = publishing->next;
    next->content.version = newest->content.version;
    next->content.issued = newest->content.issued;
    next->content.expires = newest->content.expires;
    next->content.hours.zone_minutes = newest->content.hours.zone_minutes;
    memcpy(next->fleet_salt, newest->fleet_salt, sizeof(next->fleet_salt));
    memcpy(next->pin, newest->pin, sizeof(next->pin));
    next->pin_len = newest->pin_len;
}

enum err publishing_run(struct ledger *ledger, void *argument)
{
    struct publishing *publishing = argument;
    enum err err = ledger_content(ledger, publishing->newest);
    if (err == OK && publishing->restore != 0) {
        err = ledger_content_at(ledger, publishing->restore, publishing->next);
        if (err == ERR_NOT_FOUND)
            return refuse(publishing, PUBLISH_UNKNOWN);
    }
    if (err != OK)
        return err;
    struct feed *next = publishing->next;
    if (publishing->restore == 0 && next->content.version != publishing->newest->content.version)
        return refuse(publishing, PUBLISH_MOVED);
    next_settle(publishing);
    if (content_same(publishing->newest, next))
        return refuse(publishing, PUBLISH_SAME);
    if (content_check(&next->content) != OK)
        return refuse(publishing, PUBLISH_EMPTY);
    if (!texts_hold(&next->content))
        return refuse(publishing, PUBLISH_ORDER);
    next->content.version++;
    next->content.issued = publishing->now;
    err = ledger_content_add(ledger, next, publishing->by);
    if (err != OK)
        return err;
    char subject[32], detail[48] = "";
    snprintf(subject, sizeof(subject), "version %lld", (long long)next->content.version);
    if (publishing->restore != 0)
        snprintf(detail, sizeof(detail), "of version %lld", (long long)publishing->restore);
    return ledger_audit(ledger, publishing->now, publishing->by, "content publish", subject,
                        detail);
}
