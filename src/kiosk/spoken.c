#include "kiosk/spoken.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tr.h"

static const char BULLETS[] = "••", DASH[] = "–";

enum { LONG_NUMBER = 5 }; /* digits: a number that long is no amount */

/* A run of ASCII without spaces, less the punctuation around it. */
struct word {
    const char *at;
    size_t len;
};

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool word_sign(char c)
{
    return c > ' ' && c < 127;
}

static struct word word_at(const char *text)
{
    struct word word = {text, 0};
    while (word_sign(text[word.len]))
        word.len++;
    while (word.len > 0 && strchr("(+\"", *word.at))
        word = (struct word){word.at + 1, word.len - 1};
    while (word.len > 0 && strchr(").,;:!?\"", word.at[word.len - 1]))
        word.len--;
    return word;
}

static size_t count_of(struct word word, int (*is)(int))
{
    size_t count = 0;
    for (size_t i = 0; i < word.len; i++)
        count += is((unsigned char)word.at[i]) != 0;
    return count;
}

static bool all_digits(struct word word)
{
    return word.len > 0 && count_of(word, isdigit) == word.len;
}

/* "08.30" and "8:30" */
static bool is_time(struct word word)
{
    size_t hours = word.len == 5 ? 2 : 1;
    if (word.len != hours + 3 || !strchr(".:", word.at[hours]) ||
        count_of(word, isdigit) != hours + 2)
        return false;
    return atoi(word.at) < 24 && atoi(word.at + hours + 1) < 60;
}

/* Whether a group of digits stands beside another, as in a NIK or a telephone number. */
static bool grouped(const char *text, struct word word)
{
    const char *after = word.at + word.len, *before = word.at;
    if (*after == ' ' && all_digits(word_at(after + 1)))
        return true;
    if (before == text || before[-1] != ' ')
        return false;
    size_t len = 0;
    for (before--; before > text && word_sign(before[-1]); before--)
        len++;
    return all_digits((struct word){before, len});
}

static bool is_spelled(const char *text, struct word word)
{
    size_t digits = count_of(word, isdigit), capitals = count_of(word, isupper), hyphens = 0;
    for (size_t i = 0; i < word.len; i++)
        hyphens += word.at[i] == '-';
    /* One code in sixty has letters alone; its groups tell it from a word like KTP-EL. */
    if ((digits == 0 && hyphens < 2) || digits + capitals + hyphens != word.len)
        return false;
    if (capitals || hyphens || digits >= LONG_NUMBER)
        return true;
    return (digits > 1 && *word.at == '0') || grouped(text, word);
}

/* Groups end in a pause: "3 3 7 5, 0 1 7 0". */
static void put_spelled(struct buf *out, struct word word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] == '-')
            buf_putc(out, ',');
        else
            buf_printf(out, i ? " %c" : "%c", word.at[i]);
    }
    if (word.at[word.len] == ' ' && isdigit((unsigned char)word.at[word.len + 1]))
        buf_putc(out, ',');
}

static void put_time(struct buf *out, struct word word)
{
    const char *minutes = word.at + word.len - 2;
    buf_printf(out, "%d", atoi(word.at));
    if (!begins(minutes, "00"))
        buf_printf(out, " %d", atoi(minutes));
}

/* What is read in the place of a sign; NULL for itself, "" for nothing. */
static const char *sign_at(const char *at, size_t *len)
{
    static const struct {
        const char *sign, *read;
    } signs[] = {{"•", ""}, {" · ", ", "}, {"·", ","},  {"…", "."},
                 {"“", ""}, {"”", ""},     {"\n", ", "}};
    *len = strlen(DASH);
    if (begins(at, DASH))
        return isdigit((unsigned char)at[*len]) || isupper((unsigned char)at[*len]) ? tr("to")
                                                                                    : ",";
    for (size_t i = 0; i < LENGTH(signs); i++) {
        *len = strlen(signs[i].sign);
        if (begins(at, signs[i].sign))
            return signs[i].read;
    }
    return NULL;
}

/* typed: every number is one that was typed digit by digit. */
static void put_line(struct buf *out, const char *text, bool typed)
{
    for (const char *at = text; *at;) {
        size_t len;
        const char *read = sign_at(at, &len);
        struct word word = word_at(at);
        if (read) {
            buf_printf(out, isalpha((unsigned char)*read) ? " %s " : "%s", read);
            at += len;
        } else if (word.len == 0) {
            buf_putc(out, *at++);
        } else {
            buf_put(out, at, (size_t)(word.at - at));
            if (is_time(word))
                put_time(out, word);
            else if (is_spelled(text, word) || (typed && all_digits(word)))
                put_spelled(out, word);
            else
                buf_put(out, word.at, word.len);
            at = word.at + word.len;
        }
    }
}

/* Letters of our languages beyond ASCII begin with 0xC3; marks (·, •, –) with 0xC2 and 0xE2. */
static bool has_words(const char *text)
{
    for (; *text; text++)
        if (isalnum((unsigned char)*text) || (unsigned char)*text == 0xC3)
            return true;
    return false;
}

static void pause(struct buf *out, char sign)
{
    if (out->len == 0)
        return;
    if (!strchr(".,:;!?", (char)out->data[out->len - 1]))
        buf_putc(out, sign);
    buf_putc(out, ' ');
}

/* Appends part of a sentence. */
static void put_part(struct buf *out, const char *text, char before)
{
    bool masked = strstr(text, BULLETS) != NULL;
    if (!masked && !has_words(text))
        return;
    pause(out, before);
    if (masked)
        buf_puts(out, tr("hidden"));
    else
        put_line(out, text, false);
}

void spoken_text(struct buf *out, const char *text)
{
    put_part(out, text, '.');
}

const char *spoken_error(const struct node_view *node)
{
    const char *last = strrchr(node->text, '\n');
    return node->role == ROLE_FIELD && node->error && last ? last + 1 : "";
}

static void put_value(struct buf *out, const struct node_view *node, const char *value)
{
    pause(out, ',');
    if (!value || !*value)
        buf_puts(out, tr("empty"));
    else if (node->masked || strstr(value, BULLETS))
        buf_puts(out, tr("hidden"));
    else
        put_line(out, value, true);
}

/* The label, what is typed, the error: one a line, the middle one may have more or be missing. */
static void put_field(struct buf *out, const struct node_view *node)
{
    char text[1024];
    const char *error = spoken_error(node);
    TEXT_COPY(text, node->text);
    if (*error && strlen(node->text) < sizeof(text))
        text[error - node->text - 1] = '\0';
    char *value = strchr(text, '\n');
    if (value)
        *value++ = '\0';
    put_part(out, text, '.');
    put_value(out, node, value);
    put_part(out, tr("field"), ',');
    if (*error)
        put_part(out, error, '.');
    wipe(text, sizeof(text));
}

const char *spoken_key(const char *text)
{
    static const struct {
        char sign;
        const char *name;
    } names[] = {
        {'.', N_("full stop")},     {',', N_("comma")},
        {'-', N_("hyphen")},        {'_', N_("underscore")},
        {'@', N_("at sign")},       {'/', N_("slash")},
        {'?', N_("question mark")}, {'!', N_("exclamation mark")},
        {'\'', N_("apostrophe")},   {':', N_("colon")},
        {'+', N_("plus")},          {'&', N_("ampersand")},
    };
    for (size_t i = 0; i < LENGTH(names); i++)
        if (text[0] == names[i].sign && text[1] == '\0')
            return tr(names[i].name);
    return text;
}

void spoken_node(struct buf *out, const struct node_view *node)
{
    bool button = node->role == ROLE_BUTTON || node->role == ROLE_TILE || node->role == ROLE_ROW ||
                  node->role == ROLE_TAB;
    if (node->role == ROLE_FIELD) {
        put_field(out, node);
        return;
    }
    put_part(out, node->role == ROLE_KEY ? spoken_key(node->text) : node->text, '.');
    if (node->role == ROLE_CHECK)
        put_part(out, node->selected ? tr("ticked") : tr("not ticked"), ',');
    else if (node->selected)
        put_part(out, tr("chosen"), ',');
    if (button && (node->tap.kind || node->disabled))
        put_part(out, tr("button"), ',');
    if (node->disabled)
        put_part(out, tr("not available now"), ',');
}

uint64_t spoken_hash(const char *text)
{
    uint64_t hash = 14695981039346656037u;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash;
}
