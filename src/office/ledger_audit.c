#include "office/ledger_audit.h"

#include "office/ledger_driver.h"

enum err ledger_audit(struct ledger *ledger, int64_t at, const char *by, const char *act,
                      const char *subject, const char *detail)
{
    return ledger_run(ledger,
                      "INSERT INTO audit (number, at, by_user, act, subject, detail) VALUES"
                      " ((SELECT COALESCE(MAX(number), 0) + 1 FROM audit), $1, $2, $3, $4, $5)",
                      VALUES(V_INT(at), V_TEXT(by), V_TEXT(act), V_TEXT(subject), V_TEXT(detail)),
                      NULL);
}

static void row_take(struct query *query, struct audit_row *row)
{
    *row = (struct audit_row){.number = query_int(query, 0), .at = query_int(query, 1)};
    query_text(query, 2, row->by, sizeof(row->by));
    query_text(query, 3, row->act, sizeof(row->act));
    query_text(query, 4, row->subject, sizeof(row->subject));
    query_text(query, 5, row->detail, sizeof(row->detail));
}

enum err ledger_audit_rows(struct ledger *ledger, const char *subject, struct audit_row *rows,
                           size_t most, size_t *count)
{
    const struct audit_filter filter = {
        .by = "", .act = "", .subject = subject, .until = INT64_MAX, .before = INT64_MAX};
    bool more = false;
    return ledger_audit_page(ledger, &filter, rows, most, count, &more);
}

enum err ledger_audit_page(struct ledger *ledger, const struct audit_filter *filter,
                           struct audit_row *rows, size_t most, size_t *count, bool *more)
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger,
                    "SELECT number, at, by_user, act, subject, detail FROM audit"
                    " WHERE number < $1 AND ($2 = '' OR by_user = $2) AND ($3 = '' OR act = $3)"
                    " AND ($4 = '' OR subject = $4) AND at >= $5 AND at < $6"
                    " ORDER BY number DESC LIMIT $7",
                    VALUES(V_INT(filter->before), V_TEXT(filter->by), V_TEXT(filter->act),
                           V_TEXT(filter->subject), V_INT(filter->from), V_INT(filter->until),
                           V_INT(most + 1)));
    size_t found = 0;
    bool left = false;
    while (query_next(&query)) {
        if (found == most) {
            left = true;
            break;
        }
        row_take(&query, &rows[found++]);
    }
    if (query_check(&query) != OK)
        return query.err;
    *count = found;
    *more = left;
    return OK;
}
