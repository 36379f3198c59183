/* Signing in and out of the console, and who asks. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "office/accounts.h"
#include "office/api_console.h"
#include "wire/writer.h"

#define COOKIE "anjungan="

/* ---- who asks ---- */

/* The session's token out of the Cookie header; "" where there is none. */
static void cookie_take(const struct exchange *exchange, char out[TOKEN_SIZE])
{
    out[0] = '\0';
    const char *at = exchange->header(exchange, "Cookie");
    while (at && *at) {
        at += strspn(at, "; ");
        size_t len = strcspn(at, ";");
        size_t name = strlen(COOKIE);
        if (len == name + TOKEN_SIZE - 1 && strncmp(at, COOKIE, name) == 0) {
            memcpy(out, at + name, TOKEN_SIZE - 1);
            out[TOKEN_SIZE - 1] = '\0';
            return;
        }
        at += len;
    }
}

bool officer_guard(struct office *office, struct exchange *exchange, const struct route *route)
{
    char token[TOKEN_SIZE];
    cookie_take(exchange, token);
    enum err err = account_session(office, token, exchange->now, &exchange->session);
    wipe(token, sizeof(token));
    if (err == ERR_DENIED) {
        exchange_problem(exchange, 401, "signed-out", "Please sign in", "");
        return false;
    }
    if (err != OK) {
        exchange_failed(exchange, err);
        return false;
    }
    const char *csrf = exchange->header(exchange, "X-CSRF");
    if (route->guard == GUARD_CHANGE &&
        (!console_json_sent(exchange) || strlen(csrf) != TOKEN_SIZE - 1 ||
         !secret_equal(csrf, exchange->session.csrf, TOKEN_SIZE - 1))) {
        exchange_problem(exchange, 403, "csrf", "This did not come from the console's page", "");
        return false;
    }
    if (route->permit != 0 &&
        !role_may(exchange->session.officer.role, (enum permit)route->permit)) {
        exchange_problem(exchange, 403, "role", "Your role may not see this", "");
        return false;
    }
    return true;
}

/* ---- signing in and out ---- */

static void session_show(struct exchange *exchange, const struct session *session)
{
    enum role role = session->officer.role;
    struct writer json = writer_over(&exchange->answer);
    writer_open(&json, NULL, '{');
    writer_text(&json, "user", session->officer.name);
    writer_text(&json, "role", role_key(role));
    writer_text(&json, "csrf", session->csrf);
    writer_bool(&json, "requests", role_may(role, PERMIT_REQUESTS));
    writer_bool(&json, "complaints", role_may(role, PERMIT_COMPLAINTS));
    writer_bool(&json, "kiosks", role_may(role, PERMIT_KIOSKS));
    writer_bool(&json, "reports", role_may(role, PERMIT_REPORTS));
    writer_close(&json, '}');
    exchange_json(exchange, writer_end(&json));
}

static void cookie_set(struct exchange *exchange, const char *token, int64_t seconds)
{
    char cookie[160];
    snprintf(cookie, sizeof(cookie), COOKIE "%s; HttpOnly; SameSite=Strict; Path=/; Max-Age=%lld%s",
             token, (long long)seconds, exchange->secure ? "; Secure" : "");
    exchange_put(exchange, "Set-Cookie", cookie);
}

static bool sign_in_allowed(struct office *office, const struct exchange *exchange,
                            const char *name)
{
    char by_name[OFFICER_SIZE + 8], by_peer[80];
    snprintf(by_name, sizeof(by_name), "user %s", name);
    snprintf(by_peer, sizeof(by_peer), "peer %s", exchange->peer);
    int64_t boot = clock_boot();
    return limiter_take(office->sign_ins, by_peer, boot) &&
           limiter_take(office->sign_ins, by_name, boot);
}

void sign_in_serve(struct office *office, struct exchange *exchange)
{
    SCOPED(json_free) struct json_object *form = NULL;
    if (!console_form(exchange, &form))
        return;
    char name[OFFICER_SIZE], password[128], token[TOKEN_SIZE];
    struct json_reader reader = json_over(form);
    json_get_text(&reader, "user", name, sizeof(name));
    json_get_text(&reader, "password", password, sizeof(password));
    if (reader.bad) {
        exchange_problem(exchange, 400, "malformed", "A name and a password were expected", "");
        return;
    }
    if (!sign_in_allowed(office, exchange, name)) {
        exchange_problem(exchange, 429, "too-many", "Too many tries", "Wait a minute.");
        exchange_put(exchange, "Retry-After", "60");
        return;
    }
    struct session session;
    enum err err = account_sign_in(office, name, password, exchange->now, &session, token);
    wipe(password, sizeof(password));
    if (err == ERR_DENIED) {
        log_warn("a sign-in was refused");
        exchange_problem(exchange, 403, "password", "The name or the password is wrong", "");
    } else if (err != OK) {
        exchange_failed(exchange, err);
    } else {
        session_show(exchange, &session);
        cookie_set(exchange, token, SESSION_HOURS * 3600);
    }
    wipe(token, sizeof(token));
}

void sign_out_serve(struct office *office, struct exchange *exchange)
{
    char token[TOKEN_SIZE];
    cookie_take(exchange, token);
    enum err err = account_sign_out(office, token);
    if (err != OK) {
        exchange_failed(exchange, err);
        return;
    }
    exchange->status = 204;
    cookie_set(exchange, "", 0);
}

void me_serve(struct office *office, struct exchange *exchange)
{
    (void)office;
    session_show(exchange, &exchange->session);
}
