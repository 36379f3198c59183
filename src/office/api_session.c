/* Signing in and out of the console, and who asks. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "office/accounts.h"
#include "office/api_console.h"
#include "wire/text.h"
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

/* Who is signed in asked for what is not theirs: refused, and somebody can see it later. */
static bool refuse(struct office *office, struct exchange *exchange, const struct route *route,
                   const char *code, const char *title)
{
    char detail[96];
    const char *subject = text_fits(exchange->args[0], TEXT_KEY) ? exchange->args[0] : "";
    snprintf(detail, sizeof(detail), "%s %s: %s", route->method, route->pattern, code);
    account_refused(office, exchange->session.officer.name, subject, detail, exchange->now);
    exchange_problem(exchange, 403, code, title, "");
    return false;
}

/* A change comes from the console's own page, which alone knows the session's second token. */
static bool csrf_guard(struct office *office, struct exchange *exchange, const struct route *route)
{
    if (route->guard != GUARD_CHANGE)
        return true;
    if (!console_json_sent(exchange)) {
        exchange_problem(exchange, 415, "content-type", "A change is application/json", "");
        return false;
    }
    const char *csrf = exchange->header(exchange, "X-CSRF");
    const char *site = exchange->header(exchange, "Sec-Fetch-Site");
    bool ours = site[0] == '\0' || strcmp(site, "same-origin") == 0;
    if (ours && strlen(csrf) == TOKEN_SIZE - 1 &&
        secret_equal(csrf, exchange->session.csrf, TOKEN_SIZE - 1))
        return true;
    return refuse(office, exchange, route, "csrf", "This did not come from the console's page");
}

static bool role_guard(struct office *office, struct exchange *exchange, const struct route *route)
{
    if (route->permit == 0)
        return true;
    if (exchange->session.officer.renew) {
        exchange_problem(exchange, 403, "renew", "The password must be changed first", "");
        return false;
    }
    if (role_may(exchange->session.officer.role, (enum permit)route->permit))
        return true;
    return refuse(office, exchange, route, "role", "Your role may not do this");
}

bool officer_guard(struct office *office, struct exchange *exchange, const struct route *route)
{
    char token[TOKEN_SIZE];
    cookie_take(exchange, token);
    bool used = exchange->header(exchange, "X-Quiet")[0] == '\0';
    enum err err = account_session(office, token, used, exchange->now, &exchange->session);
    wipe(token, sizeof(token));
    if (err == ERR_DENIED) {
        exchange_problem(exchange, 401, "signed-out", "Please sign in", "");
        return false;
    }
    if (err != OK) {
        exchange_failed(exchange, err);
        return false;
    }
    return csrf_guard(office, exchange, route) && role_guard(office, exchange, route);
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
    writer_bool(&json, "renew", session->officer.renew);
    writer_int(&json, "idle", MINUTES(SESSION_IDLE_MINUTES));
    enum permit permit;
    const char *key;
    for (size_t i = 0; (key = permit_key(i, &permit)) != NULL; i++)
        writer_bool(&json, key, role_may(role, permit));
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
    if (err == ERR_BUSY) {
        exchange_problem(exchange, 429, "too-many", "Too many tries", "Wait a minute.");
        exchange_put(exchange, "Retry-After", "60");
    } else if (err == ERR_DENIED) {
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

void password_serve(struct office *office, struct exchange *exchange)
{
    SCOPED(json_free) struct json_object *form = NULL;
    if (!console_form(exchange, &form))
        return;
    const struct officer *officer = &exchange->session.officer;
    char old[PASSWORD_MAX + 1], new[PASSWORD_MAX + 1], token[TOKEN_SIZE];
    struct json_reader reader = json_over(form);
    json_get_text(&reader, "old", old, sizeof(old));
    json_get_text(&reader, "new", new, sizeof(new));
    struct session session;
    enum err err =
        reader.bad ? ERR_INVALID : account_password(office, officer, old, new, exchange->now);
    /* Every session ended with the old password; this one goes on under a new token. */
    if (err == OK)
        err = account_sign_in(office, officer->name, new, exchange->now, &session, token);
    wipe(old, sizeof(old));
    wipe(new, sizeof(new));
    if (err == ERR_INVALID) {
        exchange_problem(exchange, 409, "password-weak", "Another password was expected", "");
    } else if (err == ERR_DENIED || err == ERR_BUSY) {
        exchange_problem(exchange, 403, "password", "The old password is wrong", "");
    } else if (err != OK) {
        exchange_failed(exchange, err);
    } else {
        session_show(exchange, &session);
        cookie_set(exchange, token, SESSION_HOURS * 3600);
    }
    wipe(token, sizeof(token));
}

void me_serve(struct office *office, struct exchange *exchange)
{
    (void)office;
    session_show(exchange, &exchange->session);
}
