#include "office/exchange.h"

#include <assert.h>
#include <string.h>

#include "wire/page.h"
#include "wire/text.h"

void exchange_init(struct exchange *exchange, int64_t now)
{
    memset(exchange, 0, sizeof(*exchange));
    exchange->now = now;
    exchange->status = 200;
    buf_init(&exchange->body, 0);
    buf_init(&exchange->answer, EXCHANGE_ANSWER_MAX);
}

void exchange_fini(struct exchange *exchange)
{
    buf_fini(&exchange->body);
    buf_fini(&exchange->answer);
    wipe(exchange, sizeof(*exchange));
}

bool exchange_target(struct exchange *exchange, const char *target)
{
    size_t path = strcspn(target, "?");
    const char *query = target[path] == '?' ? target + path + 1 : "";
    if (path >= sizeof(exchange->path) || strlen(query) >= sizeof(exchange->query))
        return false;
    memcpy(exchange->path, target, path);
    exchange->path[path] = '\0';
    TEXT_COPY(exchange->query, query);
    return true;
}

bool exchange_query(const struct exchange *exchange, const char *name, char *out, size_t size)
{
    const char *query = exchange->query;
    size_t len = strlen(name);
    out[0] = '\0';
    if (query[0] == '\0')
        return true;
    if (strncmp(query, name, len) != 0 || query[len] != '=' || strpbrk(query, "&%+") != NULL)
        return false;
    return text_copy(out, size, query + len + 1);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes len bytes of a parameter's value; false when it is malformed or too long. */
static bool param_decode(const char *from, size_t len, char *out, size_t size)
{
    size_t at = 0;
    for (size_t i = 0; i < len; i++) {
        char c = from[i] == '+' ? ' ' : from[i];
        if (c == '%') {
            int high = i + 2 < len ? hex_digit(from[i + 1]) : -1;
            int low = i + 2 < len ? hex_digit(from[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            c = (char)(high * 16 + low);
            i += 2;
        }
        if (c == '\0' || at + 1 >= size)
            return false;
        out[at++] = c;
    }
    out[at] = '\0';
    return text_fits(out, TEXT_LINE);
}

bool exchange_param(const struct exchange *exchange, const char *name, char *out, size_t size)
{
    size_t len = strlen(name);
    out[0] = '\0';
    for (const char *at = exchange->query; *at != '\0'; at += *at == '&') {
        size_t whole = strcspn(at, "&");
        if (whole > len && strncmp(at, name, len) == 0 && at[len] == '=') {
            bool fits = param_decode(at + len + 1, whole - len - 1, out, size);
            if (!fits)
                out[0] = '\0';
            return fits;
        }
        at += whole;
    }
    return true;
}

void exchange_put(struct exchange *exchange, const char *name, const char *value)
{
    assert(exchange->header_count < EXCHANGE_HEADERS);
    size_t at = exchange->header_count++;
    bool whole = TEXT_COPY(exchange->headers[at].name, name) &&
                 TEXT_COPY(exchange->headers[at].value, value);
    assert(whole);
    (void)whole;
}

void exchange_problem(struct exchange *exchange, int status, const char *code, const char *title,
                      const char *detail)
{
    exchange->status = status;
    exchange->header_count = 0;
    buf_clear(&exchange->answer);
    enum err err = problem_write(status, code, title, detail, &exchange->answer);
    assert(err == OK);
    (void)err;
    exchange_put(exchange, "Content-Type", "application/problem+json");
    exchange_put(exchange, "Cache-Control", "no-store");
}

void exchange_failed(struct exchange *exchange, enum err err)
{
    if (err == ERR_FULL)
        exchange_problem(exchange, 507, "full", "The office has no room left", "Try again later.");
    else
        exchange_problem(exchange, 503, err == ERR_BUSY ? "busy" : "storage",
                         "The office cannot do this now", "Try again later.");
    exchange_put(exchange, "Retry-After", "5");
}

void exchange_json(struct exchange *exchange, enum err written)
{
    if (written != OK) {
        exchange_failed(exchange, written);
        return;
    }
    exchange_put(exchange, "Content-Type", "application/json");
    exchange_put(exchange, "Cache-Control", "no-store");
    /* Data is no page, even where somebody opens it as one. */
    exchange_put(exchange, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
}
