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

enum err ledger_audit_rows(struct ledger *ledger, const char *subject, struct audit_row *rows,
                           size_t most, size_t *count)
{
    SCOPED(query_end)
    struct query query = query_start(ledger,
                                     "SELECT number, at, by_user, act, subject, detail FROM audit"
                                     " WHERE $1 = '' OR subject = $1 ORDER BY number DESC LIMIT $2",
                                     VALUES(V_TEXT(subject), V_INT(most)));
    size_t found = 0;
    while (found < most && query_next(&query)) {
        struct audit_row *row = &rows[found++];
        *row = (struct audit_row){.number = query_int(&query, 0), .at = query_int(&query, 1)};
        query_text(&query, 2, row->by, sizeof(row->by));
        query_text(&query, 3, row->act, sizeof(row->act));
        query_text(&query, 4, row->subject, sizeof(row->subject));
        query_text(&query, 5, row->detail, sizeof(row->detail));
    }
    *count = found;
    return query_check(&query);
}
