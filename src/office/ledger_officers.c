#include "office/ledger_officers.h"

#include <string.h>

#include "base/clock.h"
#include "office/ledger_driver.h"
#include "seal/keys.h"

bool officer_name_fits(const char *name)
{
    size_t len = strlen(name);
    return len >= 2 && len < OFFICER_SIZE &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") == len;
}

enum err ledger_officer_add(struct ledger *ledger, const struct officer *officer, const char *hash,
                            int64_t now)
{
    int64_t added = 0;
    enum err err = ledger_run(
        ledger,
        "INSERT INTO officer (name, role, password, added)"
        " VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING",
        VALUES(V_TEXT(officer->name), V_TEXT(role_key(officer->role)), V_TEXT(hash), V_INT(now)),
        &added);
    return err == OK && added == 0 ? ERR_INVALID : err;
}

#define OFFICER_COLUMNS                                                                            \
    "officer.name, officer.role, officer.disabled, officer.renew, officer.locked_until,"           \
    " officer.failures, officer.added"
enum { OFFICER_WIDTH = 7 }; /* columns of the above */

static enum err officer_take(struct query *query, struct officer *out)
{
    struct officer officer = {.disabled = query_int(query, 2) != 0,
                              .renew = query_int(query, 3) != 0,
                              .locked_until = query_int(query, 4),
                              .failures = (int)query_int(query, 5),
                              .added = query_int(query, 6)};
    char role[KEY_SIZE];
    query_text(query, 0, officer.name, sizeof(officer.name));
    query_text(query, 1, role, sizeof(role));
    officer.role = role_from_key(role);
    if (officer.role == ROLE_COUNT)
        return ERR_STORAGE;
    *out = officer;
    return OK;
}

enum err ledger_officer(struct ledger *ledger, const char *name, struct officer *out,
                        char hash[PASSWORD_HASH_SIZE])
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger, "SELECT " OFFICER_COLUMNS ", password FROM officer WHERE name = $1",
                    VALUES(V_TEXT(name)));
    if (!query_next(&query))
        return query.err;
    if (hash)
        query_text(&query, OFFICER_WIDTH, hash, PASSWORD_HASH_SIZE);
    return officer_take(&query, out);
}

static enum err sessions_end(struct ledger *ledger, const char *name)
{
    return ledger_run(ledger, "DELETE FROM session WHERE officer = $1", VALUES(V_TEXT(name)), NULL);
}

/* Runs a change of one officer. */
static enum err officer_change(struct ledger *ledger, const char *sql, const struct value *values,
                               size_t count)
{
    int64_t changed = 0;
    enum err err = ledger_run(ledger, sql, values, count, &changed);
    return err == OK && changed == 0 ? ERR_NOT_FOUND : err;
}

enum err ledger_officer_password(struct ledger *ledger, const char *name, const char *hash)
{
    enum err err = officer_change(ledger,
                                  "UPDATE officer SET password = $2, renew = 0, failures = 0,"
                                  " locked_until = 0 WHERE name = $1",
                                  VALUES(V_TEXT(name), V_TEXT(hash)));
    return err == OK ? sessions_end(ledger, name) : err;
}

enum err ledger_officer_renew(struct ledger *ledger, const char *name, bool renew)
{
    return officer_change(ledger, "UPDATE officer SET renew = $2 WHERE name = $1",
                          VALUES(V_TEXT(name), V_INT(renew)));
}

enum err ledger_officer_role(struct ledger *ledger, const char *name, enum role role)
{
    return officer_change(ledger, "UPDATE officer SET role = $2 WHERE name = $1",
                          VALUES(V_TEXT(name), V_TEXT(role_key(role))));
}

enum err ledger_officer_disable(struct ledger *ledger, const char *name, bool disabled)
{
    enum err err = officer_change(ledger, "UPDATE officer SET disabled = $2 WHERE name = $1",
                                  VALUES(V_TEXT(name), V_INT(disabled)));
    return err == OK ? sessions_end(ledger, name) : err;
}

enum err ledger_officer_tried(struct ledger *ledger, const struct officer *officer, bool passed,
                              int64_t now)
{
    int failures = passed ? 0 : officer->failures + 1;
    int64_t wait = 0;
    if (failures >= OFFICER_FAILURES) {
        int doubled = failures - OFFICER_FAILURES;
        wait = doubled < 4 ? MINUTES(1) << doubled : MINUTES(15);
    }
    return officer_change(
        ledger, "UPDATE officer SET failures = $2, locked_until = $3 WHERE name = $1",
        VALUES(V_TEXT(officer->name), V_INT(failures), V_INT(wait > 0 ? now + wait : 0)));
}

enum err ledger_officer_count(struct ledger *ledger, enum role role, int64_t *out)
{
    return ledger_number(ledger, "SELECT COUNT(*) FROM officer WHERE role = $1 AND disabled = 0",
                         VALUES(V_TEXT(role_key(role))), out);
}

enum err ledger_officers(struct ledger *ledger, struct officer *rows, size_t most, size_t *count)
{
    size_t found = 0;
    enum err err = OK;
    SCOPED(query_end)
    struct query query =
        query_start(ledger, "SELECT " OFFICER_COLUMNS " FROM officer ORDER BY name LIMIT $1",
                    VALUES(V_INT(most)));
    while (err == OK && found < most && query_next(&query))
        err = officer_take(&query, &rows[found++]);
    if (err == OK)
        err = query_check(&query);
    if (err == OK)
        *count = found;
    return err;
}

enum err ledger_session_add(struct ledger *ledger, const uint8_t *token_hash,
                            const struct session *session, int64_t now)
{
    enum err err =
        ledger_run(ledger, "DELETE FROM session WHERE expires <= $1", VALUES(V_INT(now)), NULL);
    if (err != OK)
        return err;
    return ledger_run(ledger,
                      "INSERT INTO session (token_hash, officer, csrf, expires, seen)"
                      " VALUES ($1, $2, $3, $4, $5)",
                      VALUES(V_BYTES(token_hash, HASH_BYTES), V_TEXT(session->officer.name),
                             V_TEXT(session->csrf), V_INT(session->expires), V_INT(now)),
                      NULL);
}

enum err ledger_session(struct ledger *ledger, const uint8_t *token_hash, int64_t now, int64_t idle,
                        struct session *out)
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger,
                    "SELECT " OFFICER_COLUMNS ", session.csrf, session.expires, session.seen"
                    " FROM session JOIN officer ON officer.name = session.officer"
                    " WHERE session.token_hash = $1 AND session.expires > $2"
                    " AND session.seen > $3 AND officer.disabled = 0",
                    VALUES(V_BYTES(token_hash, HASH_BYTES), V_INT(now), V_INT(idle)));
    if (!query_next(&query))
        return query.err;
    struct session session = {.expires = query_int(&query, OFFICER_WIDTH + 1),
                              .seen = query_int(&query, OFFICER_WIDTH + 2)};
    query_text(&query, OFFICER_WIDTH, session.csrf, sizeof(session.csrf));
    enum err err = officer_take(&query, &session.officer);
    if (err == OK)
        *out = session;
    return err;
}

enum err ledger_session_used(struct ledger *ledger, const uint8_t *token_hash, int64_t now)
{
    return ledger_run(ledger, "UPDATE session SET seen = $2 WHERE token_hash = $1",
                      VALUES(V_BYTES(token_hash, HASH_BYTES), V_INT(now)), NULL);
}

enum err ledger_session_end(struct ledger *ledger, const uint8_t *token_hash)
{
    return ledger_run(ledger, "DELETE FROM session WHERE token_hash = $1",
                      VALUES(V_BYTES(token_hash, HASH_BYTES)), NULL);
}
