#include "office/ledger_session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

static enum err refuse(struct why *why, enum err err, const char *place, const char *what)
{
    int length = (int)strcspn(what, "\n");
    snprintf(why->text, sizeof(why->text), "postgresql://%.150s: %.*s", place,
             length < 120 ? length : 120, what);
    return err;
}

/* By SQLSTATE (PostgreSQL's documentation, appendix A): classes and codes that a caller can act
 * on. */
enum err session_err(const PGresult *result)
{
    static const struct {
        const char *start;
        enum err err;
    } states[] = {
        {"23", ERR_INVALID}, {"22", ERR_INVALID}, {"53100", ERR_FULL},
        {"40", ERR_BUSY},    {"55P03", ERR_BUSY}, {"25006", ERR_DENIED},
    };
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return OK;
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *said = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    for (size_t i = 0; state && i < LENGTH(states); i++)
        if (strncmp(state, states[i].start, strlen(states[i].start)) == 0) {
            log_warn("database: %s (%s)", said ? said : "no reason given", state);
            return states[i].err;
        }
    log_error("database: %s (%s)", said ? said : "the connection is lost", state ? state : "none");
    return ERR_STORAGE;
}

/* The one value a query gives, as text; empty when it gives none. */
static void text_of(PGconn *pg, const char *sql, char *out, size_t size)
{
    PGresult *result = PQexec(pg, sql);
    bool there = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1;
    snprintf(out, size, "%s", there ? PQgetvalue(result, 0, 0) : "");
    PQclear(result);
}

static bool text_is(PGconn *pg, const char *sql, const char *wanted)
{
    char text[64];
    text_of(pg, sql, text, sizeof(text));
    return strcmp(text, wanted) == 0;
}

/* Reads everything back: what was asked for is not always what one gets. */
static enum err session_settle(PGconn *pg, const char *place, struct why *why)
{
    PGresult *result = PQexec(pg, "SET lock_timeout = '5s'; SET standard_conforming_strings = on;"
                                  "SET client_min_messages = warning;"
                                  "SET bytea_output = 'hex'");
    enum err err = session_err(result);
    PQclear(result);
    if (err != OK)
        return refuse(why, ERR_STORAGE, place, PQerrorMessage(pg));
    /* More than this server's own disk may be asked for (a standby), less may not. */
    if (text_is(pg, "SHOW synchronous_commit", "off"))
        PQclear(PQexec(pg, "SET synchronous_commit = on"));
    if (text_is(pg, "SHOW synchronous_commit", "off") || !text_is(pg, "SHOW fsync", "on") ||
        !text_is(pg, "SHOW full_page_writes", "on"))
        return refuse(
            why, ERR_STORAGE, place,
            "not durable here (fsync, full_page_writes and synchronous_commit must be on)");
    return OK;
}

int session_version(PGconn *pg)
{
    char version[64];
    text_of(pg, "SELECT obj_description(to_regclass('setting'), 'pg_class')", version,
            sizeof(version));
    return (int)strtol(version, NULL, 10);
}

/* What the database holds; reads only. */
static enum err database_judge(PGconn *pg, const char *place, enum ledger_use use, struct why *why)
{
    if (use != LEDGER_READ && !text_is(pg, "SHOW transaction_read_only", "off"))
        return refuse(why, ERR_DENIED, place, "this server or this user may only read");
    if (text_is(pg,
                "SELECT count(*) FROM pg_class WHERE relnamespace ="
                " current_schema()::regnamespace AND relkind = 'r'",
                "0"))
        return use == LEDGER_CREATE
                   ? OK
                   : refuse(why, ERR_NOT_FOUND, place, "the database is empty, run init first");
    if (!text_is(pg,
                 "SELECT count(*) FROM pg_class WHERE relnamespace ="
                 " current_schema()::regnamespace AND relkind = 'r'"
                 " AND relname IN ('setting', 'item', 'request_move')",
                 "3"))
        return refuse(why, ERR_INVALID, place, "is no database of this program");
    if (session_version(pg) > LEDGER_VERSION)
        return refuse(why, ERR_INVALID, place, "was made by a newer version of this program");
    return OK;
}

/* A password in the address would stand in the list of processes for all to read. */
static enum err address_judge(const char *address, struct why *why)
{
    char *said = NULL;
    PQconninfoOption *options = PQconninfoParse(address, &said);
    if (!options) {
        enum err err = refuse(why, ERR_INVALID, "...", said ? said : "no address");
        PQfreemem(said);
        return err;
    }
    bool told = false;
    for (const PQconninfoOption *option = options; option->keyword; option++)
        told = told || (option->val && (strcmp(option->keyword, "password") == 0 ||
                                        strcmp(option->keyword, "sslpassword") == 0));
    PQconninfoFree(options);
    return told ? refuse(why, ERR_INVALID, "...",
                         "a password does not belong into the address: use a password file "
                         "(PGPASSFILE, mode 0600)")
                : OK;
}

static PGconn *session_connect(const char *address)
{
    const char *const names[] = {"dbname", "fallback_application_name", "client_encoding",
                                 "connect_timeout", NULL};
    const char *const values[] = {address, "anjungan-office", "UTF8", "10", NULL};
    return PQconnectdbParams(names, values, 1);
}

enum err session_open(const char *place, enum ledger_use use, PGconn **out, struct why *why)
{
    char address[LEDGER_ADDRESS_SIZE];
    snprintf(address, sizeof(address), "postgresql://%s", place);
    *out = NULL;
    enum err err = address_judge(address, why);
    if (err != OK)
        return err;
    PGconn *pg = session_connect(address);
    if (PQstatus(pg) != CONNECTION_OK)
        err = refuse(why, ERR_STORAGE, place, PQerrorMessage(pg));
    if (err == OK)
        err = session_settle(pg, place, why);
    if (err == OK)
        err = database_judge(pg, place, use, why);
    if (err == OK)
        *out = pg;
    else
        PQfinish(pg);
    return err;
}

bool session_revive(PGconn *pg)
{
    struct why why;
    PQreset(pg);
    bool back = PQstatus(pg) == CONNECTION_OK && session_settle(pg, PQdb(pg), &why) == OK;
    log_warn("database: the connection was lost and %s", back ? "is back" : "does not come back");
    return back;
}
