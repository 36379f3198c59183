#include "office/support/console.h"

#include <stdio.h>
#include <string.h>

void console_ask(const struct served *served, const struct browser *browser, const char *method,
                 const char *target, const char *body, struct reply *reply)
{
    const struct question question = {.method = method,
                                      .target = target,
                                      .body = body,
                                      .len = body ? strlen(body) : 0,
                                      .headers = browser ? browser->headers
                                                         : "Content-Type: application/json\r\n"};
    client_ask(served->port, &question, reply);
}

void console_member(const struct reply *reply, const char *name, char *out, size_t size)
{
    char start[64];
    snprintf(start, sizeof(start), "\"%s\":\"", name);
    const char *at = strstr(buf_text(&reply->body), start);
    if (!at)
        fail_msg("no %s in %s", name, buf_text(&reply->body));
    at += strlen(start);
    snprintf(out, size, "%.*s", (int)strcspn(at, "\""), at);
}

void console_sign_in_with(const struct served *served, const char *user, const char *password,
                          struct browser *out)
{
    char body[200], token[100], csrf[64];
    snprintf(body, sizeof(body), "{\"user\":\"%s\",\"password\":\"%s\"}", user, password);
    struct reply reply;
    console_ask(served, NULL, "POST", "/api/sign-in", body, &reply);
    assert_int_equal(reply.status, 200);
    const char *cookie = reply_header(&reply, "Set-Cookie");
    assert_non_null(strstr(cookie, "HttpOnly"));
    assert_non_null(strstr(cookie, "SameSite=Strict"));
    snprintf(token, sizeof(token), "%.*s", (int)strcspn(cookie, ";"), cookie);
    console_member(&reply, "csrf", csrf, sizeof(csrf));
    snprintf(out->headers, sizeof(out->headers),
             "Content-Type: application/json\r\nCookie: other=1; %s\r\nX-CSRF: %s\r\n", token,
             csrf);
    reply_fini(&reply);
}

void console_sign_in(const struct served *served, const char *user, struct browser *out)
{
    console_sign_in_with(served, user, fixture_password(&served->fixture, user), out);
}

void console_answers(const struct served *served, const struct browser *browser, const char *method,
                     const char *target, const char *body, int status, const char *holds)
{
    struct reply reply;
    console_ask(served, browser, method, target, body, &reply);
    if (reply.status != status)
        print_error("%s %s: %d\n%s\n", method, target, reply.status, buf_text(&reply.body));
    assert_int_equal(reply.status, status);
    if (!strstr(buf_text(&reply.body), holds))
        fail_msg("%s %s holds no %s:\n%s", method, target, holds, buf_text(&reply.body));
    reply_fini(&reply);
}
