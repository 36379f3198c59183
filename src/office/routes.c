#include "office/routes.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"

struct table {
    const struct route *routes;
    const size_t *count;
};

static const struct table tables[] = {
    {kiosk_routes, &kiosk_route_count},   {enrol_routes, &enrol_route_count},
    {key_routes, &key_route_count},       {console_routes, &console_route_count},
    {blob_routes, &blob_route_count},     {phone_routes, &phone_route_count},
    {public_routes, &public_route_count},
};

/* Matches a path, segment by segment; what stands for each '*' goes into args. */
static bool path_matches(const char *pattern, const char *path,
                         char args[EXCHANGE_ARGS][EXCHANGE_ARG])
{
    size_t arg = 0;
    while (*pattern == '/' && *path == '/') {
        pattern++, path++;
        size_t want = strcspn(pattern, "/"), have = strcspn(path, "/");
        if (want == 1 && *pattern == '*') {
            if (have == 0 || have >= EXCHANGE_ARG || arg == EXCHANGE_ARGS)
                return false;
            memcpy(args[arg], path, have);
            args[arg++][have] = '\0';
        } else if (want != have || memcmp(pattern, path, have) != 0) {
            return false;
        }
        pattern += want;
        path += have;
    }
    return *pattern == '\0' && *path == '\0';
}

static bool is_api(const struct exchange *exchange)
{
    return strncmp(exchange->path, "/v1/", 4) == 0;
}

/* HEAD asks for what GET would answer; the server leaves the body out. */
static bool method_matches(const struct route *route, const struct exchange *exchange)
{
    return strcmp(route->method, exchange->method) == 0 ||
           (strcmp(route->method, "GET") == 0 && strcmp(exchange->method, "HEAD") == 0);
}

enum { ALLOW_SIZE = 48 };

static void allow_add(char allow[ALLOW_SIZE], const char *method)
{
    size_t len = strlen(allow);
    if (!strstr(allow, method))
        snprintf(allow + len, ALLOW_SIZE - len, "%s%s%s", len > 0 ? ", " : "", method,
                 strcmp(method, "GET") == 0 ? ", HEAD" : "");
}

/* The route of the question; NULL when there is none. allow: the methods the path has. */
static const struct route *route_find(const struct exchange *exchange,
                                      char args[EXCHANGE_ARGS][EXCHANGE_ARG],
                                      char allow[ALLOW_SIZE])
{
    allow[0] = '\0';
    for (size_t i = 0; i < LENGTH(tables); i++)
        for (size_t j = 0; j < *tables[i].count; j++) {
            const struct route *route = &tables[i].routes[j];
            if (!path_matches(route->pattern, exchange->path, args))
                continue;
            if (method_matches(route, exchange))
                return route;
            allow_add(allow, route->method);
        }
    return NULL;
}

static bool visitor_guard(struct office *office, struct exchange *exchange)
{
    if (limiter_take(office->visits, exchange->peer, clock_boot()))
        return true;
    exchange_problem(exchange, 429, "too-many", "Too many questions", "Wait a little.");
    exchange_put(exchange, "Retry-After", "10");
    return false;
}

static bool guard_passes(struct office *office, struct exchange *exchange,
                         const struct route *route)
{
    if (exchange->body_too_large) {
        exchange_problem(exchange, 413, "too-large", "The body is too large", "");
        return false;
    }
    if (route->guard == GUARD_NONE)
        return true;
    if (route->guard == GUARD_VISITOR)
        return visitor_guard(office, exchange);
    if (route->guard == GUARD_KIOSK)
        return kiosk_guard(office, exchange);
    return officer_guard(office, exchange, route);
}

static size_t routes_body_max(void *self, const struct exchange *exchange)
{
    (void)self;
    char args[EXCHANGE_ARGS][EXCHANGE_ARG];
    char allow[ALLOW_SIZE];
    const struct route *route = route_find(exchange, args, allow);
    return route ? route->body_max : 0;
}

static void routes_serve(void *self, struct exchange *exchange)
{
    struct office *office = self;
    char allow[ALLOW_SIZE];
    const struct route *route = route_find(exchange, exchange->args, allow);
    if (route && guard_passes(office, exchange, route)) {
        route->serve(office, exchange);
    } else if (!route && allow[0] != '\0') {
        exchange_problem(exchange, 405, "method", "This address does not take that method", "");
        exchange_put(exchange, "Allow", allow);
    } else if (!route) {
        exchange_problem(exchange, 404, "not-found", "There is nothing at this address", "");
    }
    exchange_put(exchange, "X-Content-Type-Options", "nosniff");
    exchange_put(exchange, "Cross-Origin-Resource-Policy", "same-origin");
    /* What the signature covers has to be what arrives, and after HEAD no body does. */
    if (is_api(exchange) && strcmp(exchange->method, "HEAD") == 0)
        buf_clear(&exchange->answer);
    if (is_api(exchange))
        kiosk_sign(office, exchange);
    /* The route's pattern, never the path: paths hold tracking codes. */
    log_debug("%s %s %d", exchange->method, route ? route->pattern : "?", exchange->status);
}

struct http_service office_service(struct office *office)
{
    return (struct http_service){
        .body_max = routes_body_max, .serve = routes_serve, .self = office};
}
