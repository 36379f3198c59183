#include "office/ledger_officers.h"

#include "office/ledger_driver.h"
#include "seal/keys.h"

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

static enum err officer_take(struct query *query, struct officer *out)
{
    struct officer officer;
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
    struct query query = query_start(
        ledger, "SELECT name, role, password FROM officer WHERE name = $1", VALUES(V_TEXT(name)));
    if (!query_next(&query))
        return query.err;
    if (hash)
        query_text(&query, 2, hash, PASSWORD_HASH_SIZE);
    return officer_take(&query, out);
}

enum err ledger_officer_password(struct ledger *ledger, const char *name, const char *hash)
{
    int64_t changed = 0;
    enum err err = ledger_run(ledger, "UPDATE officer SET password = $2 WHERE name = $1",
                              VALUES(V_TEXT(name), V_TEXT(hash)), &changed);
    if (err == OK && changed == 0)
        err = ERR_NOT_FOUND;
    if (err == OK)
        err = ledger_run(ledger, "DELETE FROM session WHERE officer = $1", VALUES(V_TEXT(name)),
                         NULL);
    return err;
}

enum err ledger_officers(struct ledger *ledger, struct officer *rows, size_t most, size_t *count)
{
    size_t found = 0;
    enum err err = OK;
    SCOPED(query_end)
    struct query query = query_start(
        ledger, "SELECT name, role FROM officer ORDER BY name LIMIT $1", VALUES(V_INT(most)));
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
                      "INSERT INTO session (token_hash, officer, csrf, expires)"
                      " VALUES ($1, $2, $3, $4)",
                      VALUES(V_BYTES(token_hash, HASH_BYTES), V_TEXT(session->officer.name),
                             V_TEXT(session->csrf), V_INT(session->expires)),
                      NULL);
}

enum err ledger_session(struct ledger *ledger, const uint8_t *token_hash, int64_t now,
                        struct session *out)
{
    SCOPED(query_end)
    struct query query =
        query_start(ledger,
                    "SELECT officer.name, officer.role, session.csrf, session.expires"
                    " FROM session JOIN officer ON officer.name = session.officer"
                    " WHERE session.token_hash = $1 AND session.expires > $2",
                    VALUES(V_BYTES(token_hash, HASH_BYTES), V_INT(now)));
    if (!query_next(&query))
        return query.err;
    struct session session = {.expires = query_int(&query, 3)};
    query_text(&query, 2, session.csrf, sizeof(session.csrf));
    enum err err = officer_take(&query, &session.officer);
    if (err == OK)
        *out = session;
    return err;
}

enum err ledger_session_end(struct ledger *ledger, const uint8_t *token_hash)
{
    return ledger_run(ledger, "DELETE FROM session WHERE token_hash = $1",
                      VALUES(V_BYTES(token_hash, HASH_BYTES)), NULL);
}
