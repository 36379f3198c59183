#include "service/tracking.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "service/symbols.h"

enum {
    PREFIX = 3,
    COMPACT = PREFIX + TRACKING_SYMBOLS + 1,
    DRAFT_COMPACT = PREFIX + DRAFT_SYMBOLS + 1,
};

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
        compact[PREFIX + i] = symbol_of((unsigned)(random >> 5 * (TRACKING_SYMBOLS - 1 - i)));
    compact[COMPACT - 1] = symbols_check(compact + PREFIX, TRACKING_SYMBOLS);
    compact[COMPACT] = '\0';
    return hyphenate(compact);
}

static struct draft_code draft_hyphenate(const char *compact)
{
    struct draft_code code;
    snprintf(code.text, sizeof(code.text), "%.3s-%.4s-%.4s-%.4s-%.4s-%.5s", compact, compact + 3,
             compact + 7, compact + 11, compact + 15, compact + 19);
    return code;
}

struct draft_code draft_code_make(uint64_t high, uint64_t low)
{
    char compact[DRAFT_COMPACT + 1] = TRACKING_DRAFT_PREFIX;
    for (int i = 0; i < DRAFT_SYMBOLS; i++) {
        uint64_t half = i < DRAFT_SYMBOLS / 2 ? high : low;
        compact[PREFIX + i] = symbol_of((unsigned)(half >> 5 * (i % (DRAFT_SYMBOLS / 2))));
    }
    compact[DRAFT_COMPACT - 1] = symbols_check(compact + PREFIX, DRAFT_SYMBOLS);
    struct draft_code code = draft_hyphenate(compact);
    wipe(compact, sizeof(compact));
    return code;
}

/* What is left of a typed text when spaces and hyphens are gone and letters are capitals. */
struct compact {
    char text[DRAFT_COMPACT + 2]; /* one more than a code has, to tell that it is too long */
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
            upper = symbol_of((unsigned)value);
            out->digits = out->digits || isdigit(c);
        } else if (!isupper((unsigned char)upper)) {
            return false;
        }
        if (out->len <= DRAFT_COMPACT)
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

static bool is_draft(const struct compact *compact)
{
    return strncmp(compact->text, TRACKING_DRAFT_PREFIX, PREFIX) == 0;
}

/* What a compact text is as a code of that many characters, the check symbol last. */
static enum tracking_fault fault_of(const struct compact *compact, int whole, int *missing)
{
    *missing = compact->len < whole ? whole - compact->len : 0;
    if (*missing > 0)
        return TRACKING_INCOMPLETE;
    char check = symbols_check(compact->text + PREFIX, whole - PREFIX - 1);
    return compact->len == whole && compact->text[whole - 1] == check ? TRACKING_OK
                                                                      : TRACKING_MISTYPED;
}

static struct tracking_reading read_code(const char *text)
{
    struct tracking_reading reading = {.fault = TRACKING_FOREIGN};
    struct compact compact;
    if (!compact_from(text, &compact) || compact.len < PREFIX)
        return reading;
    int missing = 0;
    bool draft = is_draft(&compact);
    enum tracking_fault fault = fault_of(&compact, draft ? DRAFT_COMPACT : COMPACT, &missing);
    if (fault == TRACKING_OK && draft)
        reading = (struct tracking_reading){TRACKING_DRAFT, .draft = draft_hyphenate(compact.text)};
    else if (fault == TRACKING_OK)
        reading = (struct tracking_reading){TRACKING_OK, .code = hyphenate(compact.text)};
    else if (draft || resembles(&compact))
        reading = (struct tracking_reading){fault, .missing = missing};
    wipe(&compact, sizeof(compact));
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
