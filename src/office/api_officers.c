/* Officers: adding them, their roles, their passwords, and the audit trail. */
#include <stdlib.h>
#include <string.h>

#include "office/accounts.h"
#include "office/api_console.h"
#include "office/ledger_audit.h"
#include "office/setup.h"
#include "wire/writer.h"

enum { OFFICERS_SHOWN = 500, AUDIT_ROWS = 100 };

void officers_serve(struct office *office, struct exchange *exchange)
{
    struct officer *rows = calloc(OFFICERS_SHOWN, sizeof(*rows));
    size_t count = 0;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = rows ? ledger_officers(ledger, rows, OFFICERS_SHOWN, &count) : ERR_STORAGE;
    ledger_pool_give(office->pool, ledger);
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    writer_open(&json, "officers", '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(&json, NULL, '{');
        writer_text(&json, "name", rows[i].name);
        writer_text(&json, "role", role_key(rows[i].role));
        writer_bool(&json, "disabled", rows[i].disabled);
        writer_bool(&json, "renew", rows[i].renew);
        writer_int(&json, "locked_until", rows[i].locked_until);
        writer_int(&json, "added", rows[i].added);
        writer_close(&json, '}');
    }
    writer_close(&json, ']');
    writer_close(&json, '}');
    exchange_json(exchange, err == OK ? writer_end(&json) : err);
    free(rows);
}

/* ---- orders ---- */

enum staff_act { STAFF_ADD, STAFF_ROLE, STAFF_DISABLE, STAFF_ENABLE, STAFF_PASSWORD, STAFF_ACTS };

struct staff_order {
    enum staff_act act;
    const char *by;
    struct officer officer;
    char hash[PASSWORD_HASH_SIZE]; /* of ADD and PASSWORD */
    int64_t now;
    const char *refusal; /* why, when running it answers ERR_INVALID */
};

static const char *const staff_keys[STAFF_ACTS] = {
    [STAFF_ADD] = "add",       [STAFF_ROLE] = "role",         [STAFF_DISABLE] = "disable",
    [STAFF_ENABLE] = "enable", [STAFF_PASSWORD] = "password",
};

static enum err staff_refuse(struct staff_order *order, const char *refusal)
{
    order->refusal = refusal;
    return ERR_INVALID;
}

/* Nobody can lock everybody out, nor change what they are themselves. */
static enum err staff_judge(struct ledger *ledger, struct staff_order *order)
{
    struct officer found;
    enum err err = ledger_officer(ledger, order->officer.name, &found, NULL);
    if (order->act == STAFF_ADD)
        return err == ERR_NOT_FOUND ? OK : err == OK ? staff_refuse(order, "taken") : err;
    if (err != OK)
        return err;
    if (strcmp(order->by, found.name) == 0)
        return staff_refuse(order, "self");
    bool leaves = order->act == STAFF_DISABLE ||
                  (order->act == STAFF_ROLE && order->officer.role != ROLE_ADMIN);
    int64_t admins = 0;
    if (leaves && found.role == ROLE_ADMIN && !found.disabled) {
        err = ledger_officer_count(ledger, ROLE_ADMIN, &admins);
        if (err == OK && admins <= 1)
            return staff_refuse(order, "last-admin");
    }
    return err;
}

static enum err staff_change(struct ledger *ledger, const struct staff_order *order)
{
    const struct officer *officer = &order->officer;
    enum err err = ERR_INVALID;
    switch (order->act) {
    case STAFF_ROLE:
        return ledger_officer_role(ledger, officer->name, officer->role);
    case STAFF_DISABLE:
    case STAFF_ENABLE:
        return ledger_officer_disable(ledger, officer->name, order->act == STAFF_DISABLE);
    case STAFF_ADD:
        err = ledger_officer_add(ledger, officer, order->hash, order->now);
        break;
    case STAFF_PASSWORD:
        err = ledger_officer_password(ledger, officer->name, order->hash);
        break;
    case STAFF_ACTS:
        break;
    }
    return err == OK ? ledger_officer_renew(ledger, officer->name, true) : err;
}

static enum err staff_order_run(struct ledger *ledger, void *argument)
{
    struct staff_order *order = argument;
    enum err err = staff_judge(ledger, order);
    if (err == OK)
        err = staff_change(ledger, order);
    if (err != OK)
        return err;
    char act[32] = "user ";
    strcat(act, staff_keys[order->act]);
    bool role = order->act == STAFF_ADD || order->act == STAFF_ROLE;
    return ledger_audit(ledger, order->now, order->by, act, order->officer.name,
                        role ? role_key(order->officer.role) : "");
}

static void staff_do(struct office *office, struct exchange *exchange, struct staff_order *order)
{
    char password[PASSWORD_SIZE] = "";
    enum err err = OK;
    order->by = exchange->session.officer.name;
    order->now = exchange->now;
    if (order->act == STAFF_ADD || order->act == STAFF_PASSWORD) {
        password_make(&office->entropy, password);
        pthread_mutex_lock(&office->password);
        err = password_hash(password, order->hash);
        pthread_mutex_unlock(&office->password);
    }
    if (err == OK)
        err = scribe_write(office->scribe, staff_order_run, order);
    if (err == ERR_INVALID && order->refusal) {
        exchange_problem(exchange, 409, order->refusal, "That cannot be done", "");
    } else if (err == ERR_NOT_FOUND) {
        exchange_problem(exchange, 404, "unknown", "There is no such officer", "");
    } else if (err != OK) {
        exchange_failed(exchange, err);
    } else if (password[0] != '\0') {
        struct writer json = writer_over(&exchange->answer);
        writer_open(&json, NULL, '{');
        writer_text(&json, "name", order->officer.name);
        writer_text(&json, "password", password);
        writer_close(&json, '}');
        exchange_json(exchange, writer_end(&json));
    } else {
        exchange->status = 204;
    }
    wipe(password, sizeof(password));
    wipe(order->hash, sizeof(order->hash));
}

/* The role of the form, and the name where the address does not say it. */
static bool staff_form(struct exchange *exchange, bool named, struct officer *out)
{
    SCOPED(json_free) struct json_object *form = NULL;
    if (!console_form(exchange, &form))
        return false;
    char role[KEY_SIZE];
    struct json_reader reader = json_over(form);
    json_get_text(&reader, "role", role, sizeof(role));
    if (named)
        json_get_text(&reader, "name", out->name, sizeof(out->name));
    out->role = reader.bad ? ROLE_COUNT : role_from_key(role);
    if (out->role != ROLE_COUNT && (!named || officer_name_fits(out->name)))
        return true;
    exchange_problem(exchange, 409, "name", "That name or role cannot be used", "");
    return false;
}

void officer_add_serve(struct office *office, struct exchange *exchange)
{
    struct staff_order order = {.act = STAFF_ADD};
    if (staff_form(exchange, true, &order.officer))
        staff_do(office, exchange, &order);
}

void officer_order_serve(struct office *office, struct exchange *exchange)
{
    struct staff_order order = {.act = STAFF_ROLE};
    while (order.act < STAFF_ACTS && strcmp(exchange->args[1], staff_keys[order.act]) != 0)
        order.act++;
    if (order.act == STAFF_ACTS || !TEXT_COPY(order.officer.name, exchange->args[0])) {
        exchange_problem(exchange, 404, "not-found", "There is nothing at this address", "");
        return;
    }
    if (order.act != STAFF_ROLE || staff_form(exchange, false, &order.officer))
        staff_do(office, exchange, &order);
}

/* ---- the audit ---- */

void audit_serve(struct office *office, struct exchange *exchange)
{
    char by[OFFICER_SIZE], act[32], subject[64];
    struct audit_filter filter = {.by = by, .act = act, .subject = subject};
    if (!exchange_param(exchange, "by", by, sizeof(by)) ||
        !exchange_param(exchange, "act", act, sizeof(act)) ||
        !exchange_param(exchange, "subject", subject, sizeof(subject)) ||
        !console_number(exchange, "cursor", INT64_MAX, &filter.before)) {
        exchange_problem(exchange, 400, "query", "The query is malformed", "");
        return;
    }
    if (!console_period(exchange, &filter.from, &filter.until))
        return;
    struct audit_row rows[AUDIT_ROWS];
    size_t count = 0;
    bool more = false;
    struct ledger *ledger = ledger_pool_take(office->pool);
    enum err err = ledger_audit_page(ledger, &filter, rows, AUDIT_ROWS, &count, &more);
    ledger_pool_give(office->pool, ledger);
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    view_audit_rows(&json, rows, count);
    writer_int(&json, "next", more && count > 0 ? rows[count - 1].number : 0);
    writer_close(&json, '}');
    exchange_json(exchange, err == OK ? writer_end(&json) : err);
}
