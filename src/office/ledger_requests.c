#include "office/ledger_requests.h"

#include <stdlib.h>
#include <string.h>

#include "office/ledger_driver.h"
#include "office/ledger_find.h"

static enum err move_add(struct ledger *ledger, const char *code, const struct case_move *move,
                         size_t number)
{
    return ledger_run(ledger,
                      "INSERT INTO request_move (code, number, at, act, step, by_user, reason,"
                      " note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                      VALUES(V_TEXT(code), V_INT(number), V_INT(move->at), V_INT(move->act),
                             V_INT(move->step), V_TEXT(move->by), V_TEXT(move->reason),
                             V_TEXT(move->note)),
                      NULL);
}

enum err ledger_request_add(struct ledger *ledger, const struct request_file *file)
{
    SCOPED(buf_fini) struct buf json;
    buf_init(&json, ITEM_PLAIN_MAX);
    struct item item = {.kind = ITEM_REQUEST, .request = file->sent};
    enum err err = item_write(&item, &json);
    wipe(&item, sizeof(item));
    if (err != OK)
        return err;
    const struct request_row *row = &file->row;
    int64_t added = 0;
    err = ledger_run(ledger,
                     "INSERT INTO request (code, kiosk, item_id, service, submitted, received,"
                     " item, applicant, unit, step, returned, turn, due, finished) VALUES"
                     " ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
                     " ON CONFLICT (code) DO NOTHING",
                     VALUES(V_TEXT(row->code.text), V_TEXT(file->kiosk),
                            V_BYTES(file->item.bytes, sizeof(file->item.bytes)),
                            V_TEXT(row->service), V_INT(row->submitted), V_INT(file->received),
                            V_TEXT(buf_text(&json)), V_TEXT(row->applicant), V_TEXT(row->unit),
                            V_INT(row->step), V_INT(row->returned), V_INT(row->turn),
                            V_INT(row->due), V_INT(row->finished)),
                     &added);
    if (err == OK && added == 0)
        err = ERR_INVALID;
    if (err == OK)
        err = ledger_find_add(ledger, row);
    for (size_t i = 0; i < file->move_count && err == OK; i++)
        err = move_add(ledger, row->code.text, &file->moves[i], i + 1);
    return err;
}

enum err ledger_request_move(struct ledger *ledger, const struct request_row *row,
                             const struct case_move *move, size_t number)
{
    enum err err = move_add(ledger, row->code.text, move, number);
    if (err != OK)
        return err;
    return ledger_run(ledger,
                      "UPDATE request SET step = $2, returned = $3, turn = $4, due = $5,"
                      " finished = $6 WHERE code = $1",
                      VALUES(V_TEXT(row->code.text), V_INT(row->step), V_INT(row->returned),
                             V_INT(row->turn), V_INT(row->due), V_INT(row->finished)),
                      NULL);
}

enum err ledger_request_due(struct ledger *ledger, const struct tracking_code *code, int64_t due)
{
    return ledger_run(ledger, "UPDATE request SET due = $2 WHERE code = $1",
                      VALUES(V_TEXT(code->text), V_INT(due)), NULL);
}

#define ROW_COLUMNS "code, service, applicant, unit, submitted, step, returned, turn, due, finished"

static void row_take(struct query *query, struct request_row *row)
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

static enum err file_take(struct query *query, struct request_file *file)
{
    row_take(query, &file->row);
    query_text(query, 10, file->kiosk, sizeof(file->kiosk));
    file->received = query_int(query, 11);
    if (query_bytes(query, 12, file->item.bytes, sizeof(file->item.bytes)) != OK)
        return ERR_STORAGE;
    SCOPED(buf_fini) struct buf json;
    buf_init(&json, ITEM_PLAIN_MAX);
    query_append(query, 13, &json);
    struct item item;
    if (buf_check(&json) != OK || item_read(ITEM_REQUEST, json.data, json.len, &item) != OK)
        return ERR_STORAGE;
    file->sent = item.request;
    wipe(&item, sizeof(item));
    return OK;
}

static enum err moves_take(struct ledger *ledger, struct request_file *file)
{
    SCOPED(query_end)
    struct query query = query_start(ledger,
                                     "SELECT at, act, step, by_user, reason, note FROM request_move"
                                     " WHERE code = $1 ORDER BY number LIMIT $2",
                                     VALUES(V_TEXT(file->row.code.text), V_INT(MOVES_MAX)));
    while (query_next(&query)) {
        struct case_move *move = &file->moves[file->move_count++];
        move->at = query_int(&query, 0);
        move->act = (enum case_act)query_int(&query, 1);
        move->step = (uint8_t)query_int(&query, 2);
        query_text(&query, 3, move->by, sizeof(move->by));
        query_text(&query, 4, move->reason, sizeof(move->reason));
        query_text(&query, 5, move->note, sizeof(move->note));
    }
    if (query_check(&query) != OK)
        return query.err;
    return file->move_count > 0 ? OK : ERR_STORAGE;
}

enum err ledger_request(struct ledger *ledger, const struct tracking_code *code,
                        struct request_file **out)
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger,
                    "SELECT " ROW_COLUMNS ", kiosk, received, item_id, item FROM request"
                    " WHERE code = $1",
                    VALUES(V_TEXT(code->text)));
    if (!query_next(&query))
        return query.err;
    struct request_file *file = calloc(1, sizeof(*file));
    if (!file)
        return ERR_STORAGE;
    enum err err = file_take(&query, file);
    if (err == OK)
        err = moves_take(ledger, file);
    if (err == OK)
        err = ledger_pages(ledger, code->text, file->pages, &file->page_count);
    if (err != OK)
        request_file_free(&file);
    else
        *out = file;
    return err;
}

void request_file_free(struct request_file **file)
{
    if (*file)
        wipe(*file, sizeof(**file));
    free(*file);
    *file = NULL;
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

enum err ledger_requests(struct ledger *ledger, const struct request_filter *filter,
                         struct request_row *rows, size_t most, size_t *count, bool *more)
{
    char pattern[160];
    pattern_of(filter->search, pattern, sizeof(pattern));
    int64_t before = filter->before > 0 ? filter->before : INT64_MAX;
    SCOPED(query_end)
    struct query query =
        query_start(ledger,
                    "SELECT " ROW_COLUMNS " FROM request WHERE submitted < $1"
                    " AND ($2 = 0 OR finished = 0) AND ($3 = '%%' OR"
                    " LOWER(code) LIKE LOWER($3) ESCAPE '\\' OR"
                    " LOWER(applicant) LIKE LOWER($3) ESCAPE '\\')"
                    " ORDER BY submitted DESC, code LIMIT $4",
                    VALUES(V_INT(before), V_INT(filter->open), V_TEXT(pattern), V_INT(most + 1)));
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
