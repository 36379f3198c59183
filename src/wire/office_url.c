#include <stdlib.h>
#include <string.h>

#include "wire/enrolment.h"

/* What stands between the scheme and the path. */
struct authority {
    char host[160]; /* of an address in brackets, without them */
    bool bracketed;
};

static bool only(const char *text, const char *alphabet)
{
    return *text && text[strspn(text, alphabet)] == '\0';
}

/* "80" of ":80": 1 to 65535, no leading zero. */
static bool port_fits(const char *text, size_t len)
{
    char digits[6];
    if (len < 1 || len >= sizeof(digits) || text[0] == '0')
        return false;
    memcpy(digits, text, len);
    digits[len] = '\0';
    return only(digits, "0123456789") && strtol(digits, NULL, 10) <= 65535;
}

/* HOST, HOST:PORT, [ADDRESS] or [ADDRESS]:PORT, and nothing else: no user, no escapes. */
static bool authority_read(const char *text, size_t len, struct authority *out)
{
    *out = (struct authority){.bracketed = len > 0 && text[0] == '['};
    const char *end = text + len, *start = text + out->bracketed;
    const char *stop = memchr(start, out->bracketed ? ']' : ':', (size_t)(end - start));
    if (out->bracketed && !stop)
        return false;
    if (!stop)
        stop = end;
    size_t host_len = (size_t)(stop - start);
    if (host_len == 0 || host_len >= sizeof(out->host))
        return false;
    memcpy(out->host, start, host_len);
    const char *port = stop + out->bracketed;
    return port == end || (*port == ':' && port_fits(port + 1, (size_t)(end - port - 1)));
}

/* Letters, digits, single dots and inner hyphens; or the digits of an IPv6 address. */
static bool host_fits(const struct authority *authority)
{
    const char *host = authority->host;
    if (authority->bracketed)
        return only(host, "0123456789abcdefABCDEF:.") && strchr(host, ':');
    size_t len = strlen(host);
    return only(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") &&
           !strchr(".-", host[0]) && !strchr(".-", host[len - 1]) && !strstr(host, "..");
}

/* Four decimal numbers, 127 first, written the plain way: other writings mean other things to other
 * readers. */
static bool is_127(const char *host)
{
    int parts = 0;
    while (parts < 4) {
        size_t len = strspn(host, "0123456789");
        if (len < 1 || len > 3 || (len > 1 && host[0] == '0'))
            return false;
        long value = strtol(host, NULL, 10);
        if (value > 255 || (parts == 0 && value != 127))
            return false;
        host += len;
        parts++;
        if (parts < 4 && *host++ != '.')
            return false;
    }
    return *host == '\0';
}

static bool is_loopback(const struct authority *authority)
{
    if (authority->bracketed)
        return strcmp(authority->host, "::1") == 0;
    return strcmp(authority->host, "localhost") == 0 || is_127(authority->host);
}

/* Empty, or plain segments: nothing that a client would rewrite before it signs or sends. */
static bool path_fits(const char *path)
{
    return !*path ||
           (only(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~/-") &&
            !strstr(path, "//") && !strstr(path, "/."));
}

bool office_url_allowed(const char *url)
{
    bool secure = strncmp(url, "https://", 8) == 0;
    if (!secure && strncmp(url, "http://", 7) != 0)
        return false;
    const char *start = url + (secure ? 8 : 7);
    size_t len = strcspn(start, "/");
    struct authority authority;
    if (!authority_read(start, len, &authority) || !host_fits(&authority) ||
        !path_fits(start + len))
        return false;
    return secure || is_loopback(&authority);
}
