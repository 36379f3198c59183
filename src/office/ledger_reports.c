#include "office/ledger_reports.h"

#include <stdlib.h>

#include "office/ledger_driver.h"

enum { BODY_MAX = 4096 };

/* The document {"report": {...}} or {"log_rows": [[...]]}: what went over the wire, kept as it is.
 */
static enum err body_write(void (*write)(struct writer *json, const struct report *report),
                           const struct report *report, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    write(&json, report);
    writer_close(&json, '}');
    return writer_end(&json);
}

static enum err body_read(struct query *query, int column,
                          void (*read)(struct json_reader *reader, struct report *out),
                          struct report *out)
{
    SCOPED(buf_fini) struct buf body;
    SCOPED(json_free) struct json_object *root = NULL;
    buf_init(&body, BODY_MAX);
    query_append(query, column, &body);
    if (buf_check(&body) != OK || json_read(body.data, body.len, BODY_MAX, &root) != OK)
        return ERR_STORAGE;
    struct json_reader reader = json_over(root);
    read(&reader, out);
    return reader.bad ? ERR_STORAGE : OK;
}

static enum err row_put(struct ledger *ledger, const char *kiosk, const struct sync_row *row,
                        struct report *one)
{
    SCOPED(buf_fini) struct buf body;
    buf_init(&body, BODY_MAX);
    one->rows[0] = *row;
    one->row_count = 1;
    enum err err = body_write(report_rows_write, one, &body);
    if (err != OK)
        return err;
    return ledger_run(ledger,
                      "INSERT INTO kiosk_log (kiosk, number, at, way, cause, body)"
                      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                      VALUES(V_TEXT(kiosk), V_INT(row->number), V_INT(row->at), V_INT(row->way),
                             V_INT(row->cause), V_TEXT(buf_text(&body))),
                      NULL);
}

static enum err rows_put(struct ledger *ledger, const char *kiosk, const struct report *report)
{
    struct report *one = calloc(1, sizeof(*one));
    enum err err = one ? OK : ERR_STORAGE;
    for (size_t i = 0; i < report->row_count && err == OK; i++)
        err = row_put(ledger, kiosk, &report->rows[i], one);
    free(one);
    return err;
}

enum err ledger_report_put(struct ledger *ledger, const char *kiosk, const struct report *report,
                           int64_t now)
{
    if (report->at == 0)
        return rows_put(ledger, kiosk, report);
    SCOPED(buf_fini) struct buf body;
    buf_init(&body, BODY_MAX);
    enum err err = body_write(report_write, report, &body);
    if (err == OK)
        err = ledger_run(ledger,
                         "INSERT INTO kiosk_report (kiosk, received, body) VALUES ($1, $2, $3)"
                         " ON CONFLICT (kiosk) DO UPDATE SET received = excluded.received,"
                         " body = excluded.body",
                         VALUES(V_TEXT(kiosk), V_INT(now), V_TEXT(buf_text(&body))), NULL);
    return err == OK ? rows_put(ledger, kiosk, report) : err;
}

enum err ledger_reports(struct ledger *ledger, struct kiosk_report **out, size_t *count)
{
    int64_t most = 0;
    enum err err = ledger_number(ledger, "SELECT COUNT(*) FROM kiosk_report", NULL, 0, &most);
    if (err != OK)
        return err;
    struct kiosk_report *rows = calloc((size_t)most + 1, sizeof(*rows));
    if (!rows)
        return ERR_STORAGE;
    size_t found = 0;
    SCOPED(query_end)
    struct query query = query_start(
        ledger, "SELECT kiosk, received, body FROM kiosk_report ORDER BY kiosk LIMIT $1",
        VALUES(V_INT(most)));
    while (err == OK && found < (size_t)most && query_next(&query)) {
        query_text(&query, 0, rows[found].kiosk, sizeof(rows[found].kiosk));
        rows[found].received = query_int(&query, 1);
        err = body_read(&query, 2, report_read, &rows[found++].report);
    }
    if (err == OK)
        err = query_check(&query);
    if (err != OK) {
        free(rows);
        return err;
    }
    *out = rows;
    *count = found;
    return OK;
}

enum err ledger_log(struct ledger *ledger, const struct log_filter *filter, struct log_row *rows,
                    size_t most, size_t *count)
{
    struct report *one = calloc(1, sizeof(*one));
    if (!one)
        return ERR_STORAGE;
    size_t found = 0;
    enum err err = OK;
    SCOPED(query_end)
    struct query query =
        query_start(ledger,
                    "SELECT kiosk, body FROM kiosk_log WHERE ($1 = '' OR kiosk = $1)"
                    " AND ($2 < 0 OR way = $2) AND ($3 = 0 OR cause > $4)"
                    " ORDER BY at DESC, kiosk, number DESC LIMIT $5",
                    VALUES(V_TEXT(filter->kiosk), V_INT(filter->way), V_INT(filter->failed),
                           V_INT(CAUSE_UNCHANGED), V_INT(most)));
    while (err == OK && found < most && query_next(&query)) {
        one->row_count = 0;
        err = body_read(&query, 1, report_rows_read, one);
        query_text(&query, 0, rows[found].kiosk, sizeof(rows[found].kiosk));
        rows[found++].row = one->rows[0];
    }
    if (err == OK)
        err = query_check(&query);
    free(one);
    if (err == OK)
        *count = found;
    return err;
}

enum err ledger_log_forget(struct ledger *ledger, int64_t before)
{
    return ledger_run(ledger, "DELETE FROM kiosk_log WHERE at < $1", VALUES(V_INT(before)), NULL);
}
