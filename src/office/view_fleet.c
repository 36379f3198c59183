/* Kiosks, what they tell of themselves, and their logs as JSON. */
#include <stdlib.h>
#include <string.h>

#include "office/ledger_reports.h"
#include "office/view.h"
#include "service/counter.h"

void view_kiosk_rows(struct writer *json, const struct kiosk *kiosks, size_t count)
{
    writer_open(json, "kiosks", '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(json, NULL, '{');
        writer_text(json, "name", kiosks[i].name);
        writer_bool(json, "blocked", kiosks[i].blocked);
        writer_int(json, "added", kiosks[i].added);
        writer_int(json, "last_contact", kiosks[i].last_contact);
        writer_text(json, "version", kiosks[i].version);
        writer_int(json, "log", kiosks[i].log.number);
        writer_bool(json, "pin", kiosks[i].pin_len > 0);
        writer_int(json, "items", kiosks[i].items);
        writer_int(json, "quarantined", kiosks[i].quarantined);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

enum err view_kiosks(const struct kiosk *kiosks, size_t count, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    view_kiosk_rows(&json, kiosks, count);
    writer_close(&json, '}');
    return writer_end(&json);
}

const char *enrolment_state(const struct pending_kiosk *pending)
{
    return pending->approved ? "approved" : pending->asked ? "compare" : "code";
}

void view_enrolment_rows(struct writer *json, const struct pending_kiosk *rows, size_t count)
{
    writer_open(json, "enrolments", '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(json, NULL, '{');
        writer_text(json, "kiosk", rows[i].name);
        writer_text(json, "state", enrolment_state(&rows[i]));
        writer_text(json, "words", rows[i].words);
        writer_text(json, "by", rows[i].by);
        writer_int(json, "expires", rows[i].expires);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

enum err view_enrolments(const struct pending_kiosk *rows, size_t count, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    view_enrolment_rows(&json, rows, count);
    writer_close(&json, '}');
    return writer_end(&json);
}

void view_call_rows(struct writer *json, const struct call_row *rows, size_t count)
{
    writer_open(json, "calls", '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(json, NULL, '{');
        writer_text(json, "kiosk", rows[i].kiosk);
        writer_int(json, "called", rows[i].called);
        writer_text(json, "screen", rows[i].screen);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

enum err view_calls(const struct call_row *rows, size_t count, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    view_call_rows(&json, rows, count);
    writer_close(&json, '}');
    return writer_end(&json);
}

enum err view_reports(struct writer *json, struct ledger *ledger)
{
    struct kiosk_report *rows = NULL;
    size_t count = 0;
    enum err err = ledger_reports(ledger, &rows, &count);
    if (err != OK)
        return err;
    writer_open(json, "reports", '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(json, NULL, '{');
        writer_text(json, "kiosk", rows[i].kiosk);
        writer_int(json, "received", rows[i].received);
        report_write(json, &rows[i].report);
        writer_close(json, '}');
    }
    writer_close(json, ']');
    free(rows);
    return OK;
}

bool log_filter_ways(struct log_filter *filter, const char *way)
{
    filter->way = -1;
    if (way[0] == '\0')
        return true;
    for (int i = SYNC_PUSH; i <= SYNC_START; i++)
        if (strcmp(sync_way_key((enum sync_way)i), way) == 0)
            filter->way = i;
    return filter->way >= 0;
}

static void log_row_put(struct writer *json, const struct log_row *one)
{
    const struct sync_row *row = &one->row;
    writer_open(json, NULL, '{');
    writer_text(json, "kiosk", one->kiosk);
    writer_int(json, "number", row->number);
    writer_int(json, "at", row->at);
    writer_text(json, "way", sync_way_key(row->way));
    writer_text(json, "cause", sync_cause_key(row->cause));
    writer_int(json, "http", row->http);
    writer_int(json, "requests", row->requests);
    writer_int(json, "complaints", row->complaints);
    writer_int(json, "surveys", row->surveys);
    writer_int(json, "calls", row->calls);
    writer_int(json, "statuses", row->statuses);
    writer_int(json, "created", row->created);
    writer_int(json, "duplicate", row->duplicate);
    writer_int(json, "conflict", row->conflict);
    writer_int(json, "rejected", row->rejected);
    writer_int(json, "retry", row->retry);
    writer_int(json, "blobs", row->blobs);
    writer_int(json, "bytes", row->bytes);
    writer_int(json, "duration", row->duration);
    writer_int(json, "next_try", row->next_try);
    writer_close(json, '}');
}

enum err view_log(struct writer *json, struct ledger *ledger, const struct log_filter *filter,
                  size_t most)
{
    struct log_row *rows = calloc(most, sizeof(*rows));
    size_t count = 0;
    enum err err = rows ? ledger_log(ledger, filter, rows, most, &count) : ERR_STORAGE;
    writer_open(json, "rows", '[');
    for (size_t i = 0; i < count && err == OK; i++)
        log_row_put(json, &rows[i]);
    writer_close(json, ']');
    free(rows);
    return err;
}
