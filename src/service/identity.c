#include "service/identity.h"

#include <ctype.h>
#include <string.h>

#define BULLET "\xe2\x80\xa2"

enum { NIK_DIGITS = 16, NIP_DIGITS = 18, DIGITS_MAX = 32 };
enum { MOBILE_LEAST = 10, MOBILE_MOST = 13 };
enum { EMAIL_MOST = 254, EMAIL_LOCAL_MOST = 64, DOMAIN_LABEL_MOST = 63 };

static const struct identity_check fine = {IDENTITY_OK, 0};

static struct identity_check faulty(enum identity_fault fault)
{
    return (struct identity_check){.fault = fault};
}

static struct identity_check short_of(int missing)
{
    return (struct identity_check){.fault = IDENTITY_SHORT, .missing = missing};
}

/* Collects digits and leaves out the characters of `forgiven`. EMPTY, SIGNS or OK; a text of more
 * than DIGITS_MAX digits is cut there, which is too long for every number. */
static enum identity_fault collect(const char *text, const char *forgiven,
                                   char digits[DIGITS_MAX + 1])
{
    int count = 0;
    for (; *text != '\0'; text++) {
        if (strchr(forgiven, *text) != NULL)
            continue;
        if (*text < '0' || *text > '9')
            return IDENTITY_SIGNS;
        if (count < DIGITS_MAX)
            digits[count++] = *text;
    }
    digits[count] = '\0';
    return count == 0 ? IDENTITY_EMPTY : IDENTITY_OK;
}

static struct identity_check exactly(const char *text, int wanted, char digits[DIGITS_MAX + 1])
{
    enum identity_fault fault = collect(text, " ", digits);
    if (fault != IDENTITY_OK)
        return faulty(fault);
    int count = (int)strlen(digits);
    if (count < wanted)
        return short_of(wanted - count);
    return count > wanted ? faulty(IDENTITY_LONG) : fine;
}

static int number_at(const char *digits, int from, int count)
{
    int value = 0;
    for (int i = from; i < from + count; i++)
        value = value * 10 + (digits[i] - '0');
    return value;
}

static bool is_date(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1)
        return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= days[month - 1] + (month == 2 && leap);
}

struct identity_check nik_check(const char *text, int pivot_year, struct birth *birth)
{
    char digits[DIGITS_MAX + 1];
    struct identity_check check = exactly(text, NIK_DIGITS, digits);
    if (check.fault != IDENTITY_OK)
        return check;

    struct birth found = {.day = number_at(digits, 6, 2), .month = number_at(digits, 8, 2)};
    found.female = found.day > 40;
    if (found.female)
        found.day -= 40;
    int year = pivot_year - pivot_year % 100 + number_at(digits, 10, 2);
    found.year = year > pivot_year ? year - 100 : year;
    if (!is_date(found.year, found.month, found.day))
        return faulty(IDENTITY_DATE);
    if (number_at(digits, 12, 4) == 0)
        return faulty(IDENTITY_SERIAL);
    if (birth != NULL)
        *birth = found;
    return fine;
}

struct identity_check nip_check(const char *text, struct birth *birth)
{
    char digits[DIGITS_MAX + 1];
    struct identity_check check = exactly(text, NIP_DIGITS, digits);
    if (check.fault != IDENTITY_OK)
        return check;

    struct birth found = {
        .year = number_at(digits, 0, 4),
        .month = number_at(digits, 4, 2),
        .day = number_at(digits, 6, 2),
        .female = digits[14] == '2',
    };
    if (found.year < 1900 || found.year > 2099 || !is_date(found.year, found.month, found.day))
        return faulty(IDENTITY_DATE);
    if (digits[14] != '1' && digits[14] != '2')
        return faulty(IDENTITY_SHAPE);
    if (birth != NULL)
        *birth = found;
    return fine;
}

bool birth_same_day(const struct birth *a, const struct birth *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

/* Digits with the country's code turned into the leading 0. */
static enum identity_fault national(const char *text, const char *forgiven,
                                    char digits[DIGITS_MAX + 1])
{
    while (*text == ' ')
        text++;
    bool plus = *text == '+';
    enum identity_fault fault = collect(text + plus, forgiven, digits);
    if (fault != IDENTITY_OK)
        return fault == IDENTITY_EMPTY && plus ? IDENTITY_SHORT : fault;
    if (strncmp(digits, "62", 2) == 0) {
        digits[0] = '0';
        memmove(digits + 1, digits + 2, strlen(digits + 2) + 1);
    } else if (strcmp(digits, "6") == 0) {
        digits[0] = '0'; /* the code half typed */
    } else if (plus) {
        return IDENTITY_SHAPE; /* a number of another country */
    }
    return IDENTITY_OK;
}

struct identity_check mobile_check(const char *text, char out[16])
{
    char digits[DIGITS_MAX + 1] = "";
    enum identity_fault fault = national(text, " .-", digits);
    if (fault == IDENTITY_SHORT)
        return short_of(MOBILE_LEAST);
    if (fault != IDENTITY_OK)
        return faulty(fault);
    int count = (int)strlen(digits);
    if (strncmp(digits, "08", count < 2 ? 1 : 2) != 0)
        return faulty(IDENTITY_SHAPE);
    if (count < MOBILE_LEAST)
        return short_of(MOBILE_LEAST - count);
    if (count > MOBILE_MOST)
        return faulty(IDENTITY_LONG);
    if (out != NULL)
        memcpy(out, digits, (size_t)count + 1);
    return fine;
}

struct identity_check landline_check(const char *text, const char *area)
{
    char digits[DIGITS_MAX + 1] = "";
    enum identity_fault fault = national(text, " .-()", digits);
    int least = (int)strlen(area) + 6;
    if (fault == IDENTITY_SHORT)
        return short_of(least);
    if (fault != IDENTITY_OK)
        return faulty(fault);
    size_t count = strlen(digits);
    if (strncmp(digits, area, count < strlen(area) ? count : strlen(area)) != 0)
        return faulty(IDENTITY_SHAPE);
    if ((int)count < least)
        return short_of(least - (int)count);
    return (int)count > least + 1 ? faulty(IDENTITY_LONG) : fine;
}

/* RFC 5321 Dot-string: atoms of RFC 5322's atext with single dots between them. */
static enum identity_fault local_fault(const char *local, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)local[i];
        if (c >= 0x80 || (!isalnum(c) && strchr("!#$%&'*+-/=?^_`{|}~.", c) == NULL))
            return IDENTITY_SIGNS;
    }
    if (len == 0 || local[0] == '.' || local[len - 1] == '.' || memmem(local, len, "..", 2) != NULL)
        return IDENTITY_SHAPE;
    return len > EMAIL_LOCAL_MOST ? IDENTITY_LONG : IDENTITY_OK;
}

static enum identity_fault label_fault(const char *label, size_t len)
{
    if (len == 0 || len > DOMAIN_LABEL_MOST || label[0] == '-' || label[len - 1] == '-')
        return IDENTITY_SHAPE;
    return IDENTITY_OK;
}

/* Two labels at least, the last one not a number (RFC 3696, section 2). */
static enum identity_fault domain_fault(const char *domain)
{
    for (const char *c = domain; *c != '\0'; c++)
        if ((unsigned char)*c >= 0x80 || (!isalnum((unsigned char)*c) && *c != '-' && *c != '.'))
            return *c == '@' ? IDENTITY_SHAPE : IDENTITY_SIGNS;
    const char *label = domain;
    for (const char *dot = strchr(label, '.'); dot != NULL; dot = strchr(label, '.')) {
        if (label_fault(label, (size_t)(dot - label)) != IDENTITY_OK)
            return IDENTITY_SHAPE;
        label = dot + 1;
    }
    if (label == domain || strspn(label, "0123456789") == strlen(label))
        return IDENTITY_SHAPE;
    return label_fault(label, strlen(label));
}

struct identity_check email_check(const char *text, const char *const *domains)
{
    if (*text == '\0')
        return faulty(IDENTITY_EMPTY);
    if (strlen(text) > EMAIL_MOST)
        return faulty(IDENTITY_LONG);
    const char *at = strchr(text, '@');
    enum identity_fault fault = local_fault(text, at != NULL ? (size_t)(at - text) : strlen(text));
    if (fault != IDENTITY_OK)
        return faulty(fault);
    if (at == NULL)
        return faulty(IDENTITY_SHAPE);
    fault = domain_fault(at + 1);
    if (fault != IDENTITY_OK)
        return faulty(fault);
    if (domains == NULL || domains[0] == NULL)
        return fine;
    for (; *domains != NULL; domains++)
        if (strcasecmp(at + 1, *domains) == 0)
            return fine;
    return faulty(IDENTITY_DOMAIN);
}

/* How a number is set: groups of these lengths (0 ends the list, what is left joins the last one)
 * with the sign between, and the digits hidden from `mask_from` up to `mask_until`. */
struct grouping {
    char between;
    int lengths[8];
    int mask_from, mask_until;
};

static void put(const char *piece, char **to, const char *end)
{
    size_t len = strlen(piece);
    if (len >= (size_t)(end - *to)) {
        *to = (char *)end; /* full: shorter pieces must not slip in behind */
        return;
    }
    memcpy(*to, piece, len + 1);
    *to += len;
}

static void group(const char *digits, const struct grouping *how, char *out, size_t out_size)
{
    char *to = out;
    const char *end = out + out_size;
    const int *length = how->lengths;
    int in_group = 0;
    *out = '\0';
    for (int i = 0; digits[i] != '\0'; i++, in_group++) {
        if (in_group == *length && length[1] != 0) {
            put((const char[]){how->between, '\0'}, &to, end);
            length++;
            in_group = 0;
        }
        bool hidden = i >= how->mask_from && i < how->mask_until;
        put(hidden ? BULLET : (const char[]){digits[i], '\0'}, &to, end);
    }
}

void nik_group(const char *digits, char *out, size_t out_size)
{
    group(digits, &(const struct grouping){' ', {4, 4, 4, 4}, 0, 0}, out, out_size);
}

void nip_group(const char *digits, char *out, size_t out_size)
{
    group(digits, &(const struct grouping){' ', {8, 6, 1, 3}, 0, 0}, out, out_size);
}

void mobile_group(const char *digits, char *out, size_t out_size)
{
    group(digits, &(const struct grouping){'-', {4, 4, 5}, 0, 0}, out, out_size);
}

void nik_mask(const char *digits, char *out, size_t out_size)
{
    group(digits, &(const struct grouping){' ', {4, 4, 4, 4}, 4, 12}, out, out_size);
}

struct identity_check name_check(const char *text)
{
    bool letters = false;
    for (const char *at = text; *at; at++) {
        unsigned char sign = (unsigned char)*at;
        if (sign >= '0' && sign <= '9')
            return (struct identity_check){IDENTITY_SIGNS, 0};
        letters |= (sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z') || sign >= 0x80;
    }
    return (struct identity_check){letters ? IDENTITY_OK : IDENTITY_SIGNS, 0};
}
