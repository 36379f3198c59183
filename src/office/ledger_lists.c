#include "office/ledger_lists.h"

#include <string.h>

#include "office/ledger_driver.h"
#include "office/ledger_find.h"

enum list_scope list_scope_from(const char *key)
{
    static const char *const keys[SCOPE_COUNT] = {
        [SCOPE_MINE] = "mine", [SCOPE_OPEN] = "open", [SCOPE_APPLICANT] = "applicant",
        [SCOPE_LATE] = "late", [SCOPE_DONE] = "done", [SCOPE_ALL] = "all"};
    enum list_scope scope = 0;
    while (scope < SCOPE_COUNT && strcmp(keys[scope], key) != 0)
        scope++;
    return scope;
}

/* What is owed first stands first; what has no date at all comes last. */
static bool by_due(enum list_scope scope)
{
    return scope == SCOPE_MINE || scope == SCOPE_LATE;
}

static int64_t due_key(int64_t due)
{
    return due == 0 ? INT64_MAX : due;
}

/* The text as a LIKE pattern: anywhere, its own wildcards taken literally. */
static void pattern_of(const char *search, char *out, size_t size)
{
    size_t len = 0;
    out[len++] = '%';
    for (; *search != '\0' && len + 4 < size; search++) {
        if (*search == '%' || *search == '_' || *search == '\\')
            out[len++] = '\\';
        out[len++] = *search;
    }
    out[len++] = '%';
    out[len] = '\0';
}

/* ---- requests ---- */

#define REQUEST_COLUMNS                                                                            \
    "SELECT code, service, applicant, unit, submitted, step, returned, turn, due, finished"        \
    " FROM request WHERE "
/* $1 $2 the place, $3 how many, $4 the pattern, $5 $6 the days, $7 now, $8 the steps. */
#define SENT_IN " AND submitted >= $5 AND submitted < $6 AND "
/* Row by row, or by the trigrams of request_find. */
#define BY_ROW                                                                                     \
    "($4 = '%%' OR LOWER(code) LIKE LOWER($4) ESCAPE '\\'"                                         \
    " OR LOWER(applicant) LIKE LOWER($4) ESCAPE '\\')"
#define BY_TRIGRAM "code IN (SELECT code FROM request_find WHERE request_find MATCH $4)"
#define NEWEST(found)                                                                              \
    SENT_IN found " AND submitted <= $1 AND (submitted < $1 OR code > $2) AND $7 >= 0 AND $8 >= 0" \
                  " ORDER BY submitted DESC, code LIMIT $3"
#define DUE_KEY "(CASE WHEN due = 0 THEN 9223372036854775807 ELSE due END)"
#define URGENT(found)                                                                              \
    SENT_IN found " AND (" DUE_KEY " > $1 OR (" DUE_KEY " = $1 AND code > $2))"                    \
                  " AND $7 >= 0 AND $8 >= 0 ORDER BY " DUE_KEY ", code LIMIT $3"

#define PAGES(found)                                                                               \
    {                                                                                              \
        [SCOPE_MINE] =                                                                             \
            REQUEST_COLUMNS "finished = 0 AND turn = 0 AND (($8 >> step) & 1) = 1" URGENT(found),  \
        [SCOPE_OPEN] = REQUEST_COLUMNS "finished = 0" NEWEST(found),                               \
        [SCOPE_APPLICANT] = REQUEST_COLUMNS "finished = 0 AND turn = 1" NEWEST(found),             \
        [SCOPE_LATE] =                                                                             \
            REQUEST_COLUMNS "finished = 0 AND turn = 0 AND due > 0 AND due < $7" URGENT(found),    \
        [SCOPE_DONE] = REQUEST_COLUMNS "finished > 0" NEWEST(found),                               \
        [SCOPE_ALL] = REQUEST_COLUMNS "finished >= 0" NEWEST(found)                                \
    }

static const char *const pages_by_row[SCOPE_COUNT] = PAGES(BY_ROW);
static const char *const pages_by_trigram[SCOPE_COUNT] = PAGES(BY_TRIGRAM);

static void request_take(struct query *query, struct request_row *row)
{
    query_text(query, 0, row->code.text, sizeof(row->code.text));
    query_text(query, 1, row->service, sizeof(row->service));
    query_text(query, 2, row->applicant, sizeof(row->applicant));
    query_text(query, 3, row->unit, sizeof(row->unit));
    row->submitted = query_int(query, 4);
    row->step = (uint8_t)query_int(query, 5);
    row->returned = query_int(query, 6) != 0;
    row->turn = (enum turn)query_int(query, 7);
    row->due = query_int(query, 8);
    row->finished = query_int(query, 9);
}

/* The place a query starts behind when it starts at the first row. */
static int64_t first_key(const struct list_query *query)
{
    if (query->after.key != INT64_MIN)
        return query->after.key;
    return by_due(query->scope) ? INT64_MIN : INT64_MAX;
}

enum err ledger_request_page(struct ledger *ledger, const struct list_query *query,
                             struct request_row *rows, size_t most, size_t *count, bool *more)
{
    char pattern[160];
    bool by_trigram = ledger_finds(ledger, query->search);
    (by_trigram ? ledger_find_phrase : pattern_of)(query->search, pattern, sizeof(pattern));
    SCOPED(query_end)
    struct query found = query_start(
        ledger, (by_trigram ? pages_by_trigram : pages_by_row)[query->scope],
        VALUES(V_INT(first_key(query)), V_TEXT(query->after.code), V_INT(most + 1), V_TEXT(pattern),
               V_INT(query->from), V_INT(query->until), V_INT(query->now), V_INT(query->mine)));
    size_t taken = 0;
    bool left = false;
    while (query_next(&found)) {
        if (taken == most) {
            left = true;
            break;
        }
        request_take(&found, &rows[taken++]);
    }
    if (query_check(&found) != OK)
        return found.err;
    *count = taken;
    *more = left;
    return OK;
}

struct list_place list_place_request(enum list_scope scope, const struct request_row *row)
{
    struct list_place place = {.key = by_due(scope) ? due_key(row->due) : row->submitted};
    TEXT_COPY(place.code, row->code.text);
    return place;
}

enum err ledger_request_counts(struct ledger *ledger, uint32_t mine, int64_t now,
                               struct list_counts *out)
{
    SCOPED(query_end)
    struct query query = query_start(
        ledger,
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN turn = 1 THEN 1 ELSE 0 END), 0),"
        " COALESCE(SUM(CASE WHEN turn = 0 AND (($1 >> step) & 1) = 1 THEN 1 ELSE 0 END), 0),"
        " COALESCE(SUM(CASE WHEN turn = 0 AND due > 0 AND due < $2 THEN 1 ELSE 0 END), 0)"
        " FROM request WHERE finished = 0",
        VALUES(V_INT(mine), V_INT(now)));
    if (!query_next(&query))
        return query.err;
    *out = (struct list_counts){.open = query_int(&query, 0),
                                .applicant = query_int(&query, 1),
                                .mine = query_int(&query, 2),
                                .late = query_int(&query, 3)};
    return OK;
}

/* ---- complaints ---- */

#define COMPLAINT_COLUMNS                                                                          \
    "SELECT code, topic, anonymous, submitted, rung, due, answered, closed FROM complaint WHERE "
/* $1 $2 the place, $3 how many, $4 now, $5 the rungs, $6 $7 the days. */
#define C_DAYS " AND submitted >= $6 AND submitted < $7 AND $4 >= 0 AND $5 >= 0"
#define C_NEWEST                                                                                   \
    C_DAYS " AND submitted <= $1 AND (submitted < $1 OR code > $2)"                                \
           " ORDER BY submitted DESC, code LIMIT $3"
#define C_URGENT                                                                                   \
    C_DAYS " AND (" DUE_KEY " > $1 OR (" DUE_KEY " = $1 AND code > $2))"                           \
           " ORDER BY " DUE_KEY ", code LIMIT $3"

static const char *const complaint_pages[SCOPE_COUNT] = {
    [SCOPE_MINE] = COMPLAINT_COLUMNS "closed = 0 AND (($5 >> rung) & 1) = 1" C_URGENT,
    [SCOPE_OPEN] = COMPLAINT_COLUMNS "closed = 0" C_NEWEST,
    [SCOPE_APPLICANT] = COMPLAINT_COLUMNS "closed < 0" C_NEWEST,
    [SCOPE_LATE] = COMPLAINT_COLUMNS "closed = 0 AND due > 0 AND due < $4" C_URGENT,
    [SCOPE_DONE] = COMPLAINT_COLUMNS "closed > 0" C_NEWEST,
    [SCOPE_ALL] = COMPLAINT_COLUMNS "closed >= 0" C_NEWEST,
};

static void complaint_take(struct query *query, struct complaint_row *row)
{
    query_text(query, 0, row->code.text, sizeof(row->code.text));
    query_text(query, 1, row->topic, sizeof(row->topic));
    row->anonymous = query_int(query, 2) != 0;
    row->submitted = query_int(query, 3);
    row->rung = (enum rung)query_int(query, 4);
    row->due = query_int(query, 5);
    row->answered = query_int(query, 6);
    row->closed = query_int(query, 7);
}

enum err ledger_complaint_page(struct ledger *ledger, const struct list_query *query,
                               struct complaint_row *rows, size_t most, size_t *count, bool *more)
{
    SCOPED(query_end)
    struct query found = query_start(ledger, complaint_pages[query->scope],
                                     VALUES(V_INT(first_key(query)), V_TEXT(query->after.code),
                                            V_INT(most + 1), V_INT(query->now), V_INT(query->mine),
                                            V_INT(query->from), V_INT(query->until)));
    size_t taken = 0;
    bool left = false;
    while (query_next(&found)) {
        if (taken == most) {
            left = true;
            break;
        }
        complaint_take(&found, &rows[taken++]);
    }
    if (query_check(&found) != OK)
        return found.err;
    *count = taken;
    *more = left;
    return OK;
}

struct list_place list_place_complaint(enum list_scope scope, const struct complaint_row *row)
{
    struct list_place place = {.key = by_due(scope) ? due_key(row->due) : row->submitted};
    TEXT_COPY(place.code, row->code.text);
    return place;
}

enum err ledger_complaint_counts(struct ledger *ledger, uint32_t mine, int64_t now,
                                 struct list_counts *out)
{
    SCOPED(query_end)
    struct query query = query_start(
        ledger,
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN (($1 >> rung) & 1) = 1 THEN 1 ELSE 0 END), 0),"
        " COALESCE(SUM(CASE WHEN due > 0 AND due < $2 THEN 1 ELSE 0 END), 0)"
        " FROM complaint WHERE closed = 0",
        VALUES(V_INT(mine), V_INT(now)));
    if (!query_next(&query))
        return query.err;
    *out = (struct list_counts){
        .open = query_int(&query, 0), .mine = query_int(&query, 1), .late = query_int(&query, 2)};
    return OK;
}

/* ---- what changed ---- */

enum err ledger_stamp(struct ledger *ledger, struct ledger_stamp *out)
{
    SCOPED(query_end)
    struct query query = query_start(ledger,
                                     "SELECT (SELECT COALESCE(MAX(number), 0) FROM audit),"
                                     " (SELECT COALESCE(MAX(cursor), 0) FROM status),"
                                     " (SELECT COALESCE(MAX(called), 0) FROM call)",
                                     NULL, 0);
    if (!query_next(&query))
        return query.err;
    *out = (struct ledger_stamp){.audit = query_int(&query, 0),
                                 .status = query_int(&query, 1),
                                 .call = query_int(&query, 2)};
    return OK;
}
