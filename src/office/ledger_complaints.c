#include "office/ledger_complaints.h"

#include <stdlib.h>

#include "office/ledger_driver.h"

static enum err move_add(struct ledger *ledger, const char *code, const struct complaint_move *move,
                         size_t number)
{
    return ledger_run(ledger,
                      "INSERT INTO complaint_move (code, number, at, act, rung, by_user, text)"
                      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
                      VALUES(V_TEXT(code), V_INT(number), V_INT(move->at), V_INT(move->act),
                             V_INT(move->rung), V_TEXT(move->by), V_TEXT(move->text)),
                      NULL);
}

enum err ledger_complaint_add(struct ledger *ledger, const struct complaint_file *file)
{
    SCOPED(buf_fini) struct buf json;
    buf_init(&json, ITEM_PLAIN_MAX);
    struct item item = {.kind = ITEM_COMPLAINT, .complaint = file->sent};
    enum err err = item_write(&item, &json);
    wipe(&item, sizeof(item));
    if (err != OK)
        return err;
    const struct complaint_row *row = &file->row;
    int64_t added = 0;
    err = ledger_run(ledger,
                     "INSERT INTO complaint (code, kiosk, item_id, submitted, received, item,"
                     " topic, anonymous, rung, due) VALUES"
                     " ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (code) DO NOTHING",
                     VALUES(V_TEXT(row->code.text), V_TEXT(file->kiosk),
                            V_BYTES(file->item.bytes, sizeof(file->item.bytes)),
                            V_INT(row->submitted), V_INT(file->received), V_TEXT(buf_text(&json)),
                            V_TEXT(row->topic), V_INT(row->anonymous), V_INT(row->rung),
                            V_INT(row->due)),
                     &added);
    if (err == OK && added == 0)
        err = ERR_INVALID;
    for (size_t i = 0; i < file->move_count && err == OK; i++)
        err = move_add(ledger, row->code.text, &file->moves[i], i + 1);
    return err;
}

enum err ledger_complaint_move(struct ledger *ledger, const struct complaint_row *row,
                               const struct complaint_move *move, size_t number)
{
    enum err err = move_add(ledger, row->code.text, move, number);
    if (err != OK)
        return err;
    return ledger_run(ledger,
                      "UPDATE complaint SET rung = $2, due = $3, answered = $4, closed = $5"
                      " WHERE code = $1",
                      VALUES(V_TEXT(row->code.text), V_INT(row->rung), V_INT(row->due),
                             V_INT(row->answered), V_INT(row->closed)),
                      NULL);
}

enum err ledger_complaint_due(struct ledger *ledger, const struct tracking_code *code, int64_t due)
{
    return ledger_run(ledger, "UPDATE complaint SET due = $2 WHERE code = $1",
                      VALUES(V_TEXT(code->text), V_INT(due)), NULL);
}

#define ROW_COLUMNS "code, topic, anonymous, submitted, rung, due, answered, closed"

static void row_take(struct query *query, struct complaint_row *row)
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

static enum err file_take(struct query *query, struct complaint_file *file)
{
    row_take(query, &file->row);
    query_text(query, 8, file->kiosk, sizeof(file->kiosk));
    file->received = query_int(query, 9);
    if (query_bytes(query, 10, file->item.bytes, sizeof(file->item.bytes)) != OK)
        return ERR_STORAGE;
    SCOPED(buf_fini) struct buf json;
    buf_init(&json, ITEM_PLAIN_MAX);
    query_append(query, 11, &json);
    struct item item;
    if (buf_check(&json) != OK || item_read(ITEM_COMPLAINT, json.data, json.len, &item) != OK)
        return ERR_STORAGE;
    file->sent = item.complaint;
    wipe(&item, sizeof(item));
    return OK;
}

static enum err moves_take(struct ledger *ledger, struct complaint_file *file)
{
    SCOPED(query_end)
    struct query query = query_start(ledger,
                                     "SELECT at, act, rung, by_user, text FROM complaint_move"
                                     " WHERE code = $1 ORDER BY number LIMIT $2",
                                     VALUES(V_TEXT(file->row.code.text), V_INT(MOVES_MAX)));
    while (query_next(&query)) {
        struct complaint_move *move = &file->moves[file->move_count++];
        move->at = query_int(&query, 0);
        move->act = (enum complaint_act)query_int(&query, 1);
        move->rung = (enum rung)query_int(&query, 2);
        query_text(&query, 3, move->by, sizeof(move->by));
        query_text(&query, 4, move->text, sizeof(move->text));
    }
    if (query_check(&query) != OK)
        return query.err;
    return file->move_count > 0 ? OK : ERR_STORAGE;
}

enum err ledger_complaint(struct ledger *ledger, const struct tracking_code *code,
                          struct complaint_file **out)
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger,
                    "SELECT " ROW_COLUMNS ", kiosk, received, item_id, item FROM complaint"
                    " WHERE code = $1",
                    VALUES(V_TEXT(code->text)));
    if (!query_next(&query))
        return query.err;
    struct complaint_file *file = calloc(1, sizeof(*file));
    if (!file)
        return ERR_STORAGE;
    enum err err = file_take(&query, file);
    if (err == OK)
        err = moves_take(ledger, file);
    if (err != OK)
        complaint_file_free(&file);
    else
        *out = file;
    return err;
}

void complaint_file_free(struct complaint_file **file)
{
    if (*file)
        wipe(*file, sizeof(**file));
    free(*file);
    *file = NULL;
}

enum err ledger_complaints(struct ledger *ledger, bool open, int64_t before,
                           struct complaint_row *rows, size_t most, size_t *count, bool *more)
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger,
                    "SELECT " ROW_COLUMNS " FROM complaint WHERE submitted < $1"
                    " AND ($2 = 0 OR closed = 0) ORDER BY submitted DESC, code LIMIT $3",
                    VALUES(V_INT(before > 0 ? before : INT64_MAX), V_INT(open), V_INT(most + 1)));
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
