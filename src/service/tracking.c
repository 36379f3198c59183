#include "service/tracking.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { PREFIX = 3, COMPACT = PREFIX + TRACKING_SYMBOLS + 1, FIELD_POLYNOMIAL = 0x37 };

/* Crockford's base32: no I, L, O, U. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* The symbol's value, with the look-alikes forgiven; -1 for what is no symbol. */
static int symbol_value(char c)
{
    switch (c) {
    case 'O':
        return 0;
    case 'I':
    case 'L':
        return 1;
    default:
        break;
    }
    const char *at = c != '\0' ? strchr(alphabet, c) : NULL;
    return at != NULL ? (int)(at - alphabet) : -1;
}

static char check_symbol(const char *symbols)
{
    unsigned s = 0;
    for (int i = 0; i < TRACKING_SYMBOLS; i++) {
        s = (s ^ (unsigned)symbol_value(symbols[i])) << 1;
        if (s & 0x20)
            s ^= FIELD_POLYNOMIAL;
    }
    return alphabet[s];
}

/* ESG7K3MQ9XT2HW becomes ESG-7K3M-Q9XT-2HW. */
static struct tracking_code hyphenate(const char *compact)
{
    struct tracking_code code;
    snprintf(code.text, sizeof(code.text), "%.3s-%.4s-%.4s-%.3s", compact, compact + 3, compact + 7,
             compact + 11);
    return code;
}

struct tracking_code tracking_make(const char *prefix, uint64_t random)
{
    assert(strlen(prefix) == PREFIX);
    char compact[COMPACT + 1];
    memcpy(compact, prefix, PREFIX);
    for (int i = 0; i < TRACKING_SYMBOLS; i++)
        compact[PREFIX + i] = alphabet[random >> 5 * (TRACKING_SYMBOLS - 1 - i) & 31];
    compact[COMPACT - 1] = check_symbol(compact + PREFIX);
    compact[COMPACT] = '\0';
    return hyphenate(compact);
}

/* What is left of a typed text when spaces and hyphens are gone and letters are capitals. */
struct compact {
    char text[COMPACT + 2]; /* one more than a code has, to tell that it is too long */
    int len;
    bool digits; /* among the symbols */
};

/* False when a character stands there that no code has. */
static bool compact_from(const char *text, struct compact *out)
{
    *out = (struct compact){0};
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '-' || isspace(c))
            continue;
        char upper = (char)toupper(c);
        if (c >= 0x80)
            return false;
        if (out->len >= PREFIX) {
            int value = symbol_value(upper);
            if (value < 0)
                return false;
            upper = alphabet[value];
            out->digits = out->digits || isdigit(c);
        } else if (!isupper((unsigned char)upper)) {
            return false;
        }
        if (out->len <= COMPACT)
            out->text[out->len++] = upper;
    }
    return true;
}

/* Whether a text that is not a valid code was meant as one. Words are not: they have neither a
 * prefix of ours nor a digit. */
static bool resembles(const struct compact *compact)
{
    return strncmp(compact->text, TRACKING_REQUEST, PREFIX) == 0 ||
           strncmp(compact->text, TRACKING_COMPLAINT, PREFIX) == 0 || compact->digits;
}

static struct tracking_reading read_code(const char *text)
{
    struct tracking_reading reading = {.fault = TRACKING_FOREIGN};
    struct compact compact;
    if (!compact_from(text, &compact))
        return reading;
    if (compact.len == COMPACT &&
        check_symbol(compact.text + PREFIX) == compact.text[COMPACT - 1]) {
        reading.fault = TRACKING_OK;
        reading.code = hyphenate(compact.text);
    } else if (compact.len >= PREFIX && resembles(&compact)) {
        reading.missing = compact.len < COMPACT ? COMPACT - compact.len : 0;
        reading.fault = reading.missing > 0 ? TRACKING_INCOMPLETE : TRACKING_MISTYPED;
    }
    return reading;
}

/* The text after the scheme, or NULL when it is no web address. */
static const char *after_scheme(const char *text)
{
    static const char *const schemes[] = {"https://", "http://"};
    for (size_t i = 0; i < LENGTH(schemes); i++)
        if (strncasecmp(text, schemes[i], strlen(schemes[i])) == 0)
            return text + strlen(schemes[i]);
    return NULL;
}

/* The code's text within an address of ours, or NULL for anybody else's. The whole address up to
 * /T/ must be the configured one, so ports, user names and longer hosts have nowhere to hide. */
static const char *code_in_address(const char *address, const char *public_url)
{
    const char *ours = after_scheme(public_url);
    const char *theirs = after_scheme(address);
    if (ours == NULL || theirs == NULL)
        return NULL;
    size_t len = strlen(ours);
    while (len > 0 && ours[len - 1] == '/')
        len--;
    if (len == 0 || strncasecmp(theirs, ours, len) != 0 || strncasecmp(theirs + len, "/T/", 3) != 0)
        return NULL;
    return theirs + len + 3;
}

struct tracking_reading tracking_read(const char *text, const char *public_url)
{
    while (isspace((unsigned char)*text))
        text++;
    if (after_scheme(text) == NULL)
        return read_code(text);

    struct tracking_reading foreign = {.fault = TRACKING_FOREIGN};
    const char *code = code_in_address(text, public_url);
    if (code == NULL)
        return foreign;
    /* Nobody types an address: here spaces and surplus symbols are somebody else's text. */
    size_t len = strcspn(code, "\r\n");
    size_t symbols = 0;
    for (size_t i = 0; i < len; i++) {
        if (isspace((unsigned char)code[i]))
            return foreign;
        symbols += code[i] != '-';
    }
    if (symbols > COMPACT || code[len + strspn(code + len, "\r\n")] != '\0')
        return foreign;
    return read_code(code);
}

enum err tracking_qr(const struct tracking_code *code, const char *public_url,
                     char out[TRACKING_QR_SIZE])
{
    if (*public_url == '\0') {
        snprintf(out, TRACKING_QR_SIZE, "%s", code->text);
        return OK;
    }
    size_t len = strlen(public_url);
    while (len > 0 && public_url[len - 1] == '/')
        len--;
    char made[TRACKING_QR_SIZE];
    if (after_scheme(public_url) == NULL || len + strlen("/T/") + COMPACT >= sizeof(made))
        return ERR_INVALID;
    char *end = made;
    for (size_t i = 0; i < len; i++)
        *end++ = (char)toupper((unsigned char)public_url[i]);
    end = stpcpy(end, "/T/");
    for (const char *c = code->text; *c != '\0'; c++)
        if (*c != '-')
            *end++ = *c;
    *end = '\0';
    memcpy(out, made, sizeof(made));
    return OK;
}

bool tracking_is_complaint(const struct tracking_code *code)
{
    return strncmp(code->text, TRACKING_COMPLAINT "-", PREFIX + 1) == 0;
}
