#include "base/json_grammar.h"

#include <string.h>

#include "base/buf.h"

struct scan {
    const char *at;
    const char *end;
    int depth; /* levels left */
};

static bool scan_value(struct scan *scan);

/* The next byte, or NUL at the end; a NUL inside matches no rule. */
static char peek(const struct scan *scan)
{
    return scan->at < scan->end ? *scan->at : '\0';
}

static bool take(struct scan *scan, char wanted)
{
    bool there = scan->at < scan->end && *scan->at == wanted;
    scan->at += there;
    return there;
}

static bool take_any(struct scan *scan, const char *of)
{
    char c = peek(scan);
    return c && strchr(of, c) && take(scan, c);
}

static void skip_space(struct scan *scan)
{
    while (take_any(scan, " \t\n\r"))
        ;
}

static bool scan_word(struct scan *scan, const char *word)
{
    while (*word && take(scan, *word))
        word++;
    return !*word;
}

static bool scan_digits(struct scan *scan)
{
    const char *start = scan->at;
    while (take_any(scan, "0123456789"))
        ;
    return scan->at > start;
}

static bool scan_number(struct scan *scan)
{
    take(scan, '-');
    if (!take(scan, '0') && !scan_digits(scan))
        return false;
    if (take(scan, '.') && !scan_digits(scan))
        return false;
    if (!take_any(scan, "eE"))
        return true;
    take_any(scan, "+-");
    return scan_digits(scan);
}

static bool scan_escape(struct scan *scan)
{
    if (take_any(scan, "\"\\/bfnrt"))
        return true;
    bool good = take(scan, 'u');
    for (int i = 0; i < 4 && good; i++)
        good = take_any(scan, "0123456789abcdefABCDEF");
    return good;
}

/* What needs no look at its neighbours, which is nearly all of a long string. */
static void skip_plain(struct scan *scan)
{
    const char *at = scan->at;
    while (at < scan->end && (unsigned char)*at >= 0x20 && *at != '"' && *at != '\\')
        at++;
    scan->at = at;
}

static bool scan_string(struct scan *scan)
{
    if (!take(scan, '"'))
        return false;
    for (skip_plain(scan); !take(scan, '"'); skip_plain(scan))
        if (!take(scan, '\\') || !scan_escape(scan))
            return false; /* a control character, or the end */
    return true;
}

static bool scan_member(struct scan *scan, bool named)
{
    if (named) {
        skip_space(scan);
        if (!scan_string(scan))
            return false;
        skip_space(scan);
        if (!take(scan, ':'))
            return false;
    }
    return scan_value(scan);
}

/* What stands between the brackets, and the closing one. */
static bool scan_members(struct scan *scan, char close, bool named)
{
    skip_space(scan);
    if (take(scan, close))
        return true;
    do {
        if (!scan_member(scan, named))
            return false;
    } while (take(scan, ','));
    return take(scan, close);
}

static bool scan_bare_value(struct scan *scan)
{
    if (take(scan, '{'))
        return scan_members(scan, '}', true);
    if (take(scan, '['))
        return scan_members(scan, ']', false);
    switch (peek(scan)) {
    case '"':
        return scan_string(scan);
    case 't':
        return scan_word(scan, "true");
    case 'f':
        return scan_word(scan, "false");
    case 'n':
        return scan_word(scan, "null");
    default:
        return scan_number(scan);
    }
}

/* A value with the white space around it. */
static bool scan_value(struct scan *scan)
{
    if (scan->depth == 0)
        return false;
    scan->depth--;
    skip_space(scan);
    bool good = scan_bare_value(scan);
    skip_space(scan);
    scan->depth++;
    return good;
}

bool json_is_grammatical(const void *bytes, size_t len, int depth)
{
    if (len == 0)
        return false;
    struct scan scan = {.at = bytes, .end = (const char *)bytes + len, .depth = depth};
    return text_is_utf8(bytes, len) && scan_value(&scan) && scan.at == scan.end;
}
