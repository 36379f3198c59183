/* Roles by actions, every one of them: what a role may not do is refused and audited. */
#include "office/support/console.h"

#include <stdio.h>
#include <string.h>

#include "office/ledger_audit.h"
#include "office/routes.h"
#include "wire/page.h"

static const char *const users[ROLE_COUNT] = {
    [ROLE_ADMIN] = "admin",          [ROLE_HEAD] = "kadis",   [ROLE_VERIFIER] = "verifikator1",
    [ROLE_COMPLAINTS] = "pengaduan", [ROLE_SECTION] = "kasi", [ROLE_LEADER] = "pimpinan",
};

static struct served served;
static struct browser browsers[ROLE_COUNT];

static int setup(void **state)
{
    (void)state;
    served_open(&served);
    for (enum role role = 0; role < ROLE_COUNT; role++)
        console_sign_in(&served, users[role], &browsers[role]);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    served_close(&served);
    return 0;
}

/* The pattern with something that exists nowhere in the place of each '*'. */
static void target_of(const char *pattern, char *out, size_t size)
{
    size_t len = 0;
    for (; *pattern && len + 2 < size; pattern++)
        out[len++] = *pattern == '*' ? 'x' : *pattern;
    out[len] = '\0';
}

static struct audit_row newest(void)
{
    struct audit_row row = {.number = 0};
    size_t count = 0;
    assert_int_equal(ledger_audit_rows(served.fixture.ledger, "", &row, 1, &count), OK);
    return row;
}

/* Written out by hand, so that the table in roles.c is held against something. */
static const char *const may[ROLE_COUNT] = {
    [ROLE_ADMIN] = "requests complaints kiosks reports fleet content officers audit",
    [ROLE_HEAD] = "requests complaints reports content",
    [ROLE_VERIFIER] = "requests complaints kiosks",
    [ROLE_COMPLAINTS] = "complaints reports",
    [ROLE_SECTION] = "requests complaints kiosks reports audit",
    [ROLE_LEADER] = "reports",
};

static bool allowed(enum role role, int permit)
{
    for (size_t i = 0; permit != 0; i++) {
        enum permit one;
        const char *key = permit_key(i, &one);
        if (!key)
            return false;
        if ((int)one == permit)
            return strstr(may[role], key) != NULL;
    }
    return true;
}

static void test_roles_by_actions(void **unused)
{
    (void)unused;
    size_t refused = 0, granted = 0;
    for (size_t i = 0; i < console_route_count; i++) {
        const struct route *route = &console_routes[i];
        char target[128], detail[128];
        if (route->guard == GUARD_VISITOR || strcmp(route->pattern, "/api/sign-out") == 0)
            continue;
        target_of(route->pattern, target, sizeof(target));
        const char *body = route->guard == GUARD_CHANGE ? "{}" : NULL;
        for (enum role role = 0; role < ROLE_COUNT; role++) {
            const int64_t before = newest().number;
            struct reply reply;
            console_ask(&served, &browsers[role], route->method, target, body, &reply);
            bool role_refused = reply.status == 403 && strcmp(reply_problem(&reply), "role") == 0;
            if (role_refused == allowed(role, route->permit))
                fail_msg("%s %s as %s: %d", route->method, target, role_key(role), reply.status);
            assert_int_not_equal(reply.status, 401);
            assert_true(reply.status < 500);
            reply_fini(&reply);
            granted += !role_refused;
            if (!role_refused)
                continue;
            const struct audit_row row = newest();
            assert_int_equal(row.number, before + 1);
            assert_string_equal(row.act, "refused");
            assert_string_equal(row.by, users[role]);
            snprintf(detail, sizeof(detail), "%s %s: role", route->method, route->pattern);
            assert_string_equal(row.detail, detail);
            refused++;
        }
    }
    assert_true(refused >= 50 && granted >= 50);
}

/* Nobody at all: every question but signing in is answered with 401, and nothing changes. */
static void test_nobody(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < console_route_count; i++) {
        const struct route *route = &console_routes[i];
        char target[128];
        if (route->guard == GUARD_VISITOR)
            continue;
        target_of(route->pattern, target, sizeof(target));
        console_answers(&served, NULL, route->method, target,
                        route->guard == GUARD_CHANGE ? "{}" : NULL, 401, "signed-out");
    }
}

/* A change without the second token, with a wrong one, from another site, or of another type. */
static void test_forged_changes(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < console_route_count; i++) {
        const struct route *route = &console_routes[i];
        char target[128];
        if (route->guard != GUARD_CHANGE)
            continue;
        target_of(route->pattern, target, sizeof(target));
        struct browser forged = browsers[ROLE_ADMIN];
        *strstr(forged.headers, "X-CSRF") = 'Y';
        console_answers(&served, &forged, route->method, target, "{}", 403, "csrf");
        forged = browsers[ROLE_ADMIN];
        strncat(forged.headers, "Sec-Fetch-Site: cross-site\r\n",
                sizeof(forged.headers) - strlen(forged.headers) - 1);
        console_answers(&served, &forged, route->method, target, "{}", 403, "csrf");
        forged = browsers[ROLE_ADMIN];
        memcpy(strstr(forged.headers, "application/json"), "application/form", 16);
        console_answers(&served, &forged, route->method, target, "{}", 415, "content-type");
    }
    assert_string_equal(newest().act, "refused");
}

/* Methods an address does not take, and bodies that are too large or none that can be read. */
static void test_wrong_questions(void **unused)
{
    (void)unused;
    const struct browser *admin = &browsers[ROLE_ADMIN];
    static char large[FEED_BODY_MAX + 64];
    memset(large, 'x', sizeof(large) - 1);
    char deep[200] = "{\"user\":";
    memset(deep + strlen(deep), '[', 100);
    struct reply reply;
    console_ask(&served, admin, "PUT", "/api/officers", "{}", &reply);
    assert_int_equal(reply.status, 405);
    assert_string_equal(reply_header(&reply, "Allow"), "GET, HEAD, POST");
    reply_fini(&reply);
    console_answers(&served, admin, "DELETE", "/api/me", NULL, 405, "method");
    console_answers(&served, admin, "POST", "/api/content", large, 413, "too-large");
    console_answers(&served, admin, "POST", "/api/officers", large, 413, "too-large");
    console_answers(&served, NULL, "POST", "/api/sign-in", deep, 400, "malformed");
    console_answers(&served, NULL, "POST", "/api/sign-in", "{\"user\":\"a\",\"user\":\"b\"}", 400,
                    "malformed");
    console_answers(&served, admin, "GET", "/api/requests?scope=none", NULL, 400, "query");
    console_answers(&served, admin, "GET", "/api/requests?search=%0", NULL, 400, "query");
    console_answers(&served, admin, "GET", "/api/requests?search=%00", NULL, 400, "query");
    console_answers(&served, admin, "GET", "/api/requests?cursor=x", NULL, 400, "query");
    console_answers(&served, admin, "GET", "/api/audit?from=-1", NULL, 400, "query");
    console_answers(&served, admin, "GET", "/api/log?way=sideways", NULL, 400, "query");
    console_answers(&served, NULL, "GET", "/../../office.key", NULL, 404, "not-found");
    console_answers(&served, NULL, "GET", "/..%2foffice.key", NULL, 404, "not-found");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roles_by_actions),
        cmocka_unit_test(test_nobody),
        cmocka_unit_test(test_forged_changes),
        cmocka_unit_test(test_wrong_questions),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
