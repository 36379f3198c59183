#include "kiosk/form.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"

/* What a kind of field needs of the screen. */
struct look {
    enum keyboard_kind keyboard;
    int digits; /* it must have, 0 not counted */
    int most;   /* digits that can be typed, 0: any text */
    bool capitals;
    void (*group)(const char *digits, char *out, size_t size);
};

static const struct look LOOKS[] = {
    [FIELD_NAME] = {KEYBOARD_TEXT, 0, 0, true, NULL},
    [FIELD_NIK] = {KEYBOARD_DIGITS, 16, 16, false, nik_group},
    [FIELD_NIP] = {KEYBOARD_DIGITS, 18, 18, false, nip_group},
    [FIELD_TEXT] = {KEYBOARD_TEXT, 0, 0, false, NULL},
    [FIELD_EMAIL] = {KEYBOARD_EMAIL, 0, 0, false, NULL},
    [FIELD_MOBILE] = {KEYBOARD_DIGITS, 0, 14, false, mobile_group},
};

static const struct look *look_of(const struct field *field)
{
    return &LOOKS[field->kind];
}

enum keyboard_kind form_keyboard(const struct field *field)
{
    return look_of(field)->keyboard;
}

int form_digits(const struct field *field)
{
    return look_of(field)->digits;
}

bool form_capitals(const struct field *field)
{
    return look_of(field)->capitals;
}

bool text_filled(const char *text)
{
    return text[strspn(text, " \n")] != '\0';
}

bool form_key(const struct field *field, char answer[ANSWER_SIZE], int64_t key)
{
    const struct look *look = look_of(field);
    size_t room = ANSWER_SIZE;
    if (field->max > 0 && (size_t)field->max + 1 < room)
        room = (size_t)field->max + 1;
    if (look->most && (size_t)look->most + 1 < room)
        room = (size_t)look->most + 1;
    bool erases = key == KEY_BACKSPACE || key == KEY_CLEAR;
    if (look->most && !erases && (key < '0' || key > '9'))
        return false;
    if (field->kind == FIELD_EMAIL && key == ' ')
        return false;
    return text_edit(answer, room, key);
}

void form_shown(const struct field *field, const char *answer, char out[FORM_TEXT])
{
    if (look_of(field)->group)
        look_of(field)->group(answer, out, FORM_TEXT);
    else
        text_copy(out, FORM_TEXT, answer);
}

void form_checked(const struct field *field, const char *answer, char out[FORM_TEXT])
{
    if (field->kind == FIELD_NIK)
        nik_mask(answer, out, FORM_TEXT);
    else
        form_shown(field, answer, out);
}

static struct identity_check check_email(const struct standard *standard, const char *answer)
{
    const char *domains[LENGTH(standard->email_domains) + 1] = {NULL};
    for (size_t i = 0; i < standard->email_domain_count; i++)
        domains[i] = standard->email_domains[i];
    return email_check(answer, standard->email_domain_count ? domains : NULL);
}

struct identity_check form_check(const struct standard *standard, const struct field *field,
                                 const char *answer, int year)
{
    if (!text_filled(answer))
        return (struct identity_check){field->required ? IDENTITY_EMPTY : IDENTITY_OK, 0};
    switch (field->kind) {
    case FIELD_NIK:
        return nik_check(answer, year, NULL);
    case FIELD_NIP:
        return nip_check(answer, NULL);
    case FIELD_EMAIL:
        return check_email(standard, answer);
    case FIELD_MOBILE:
        return mobile_check(answer, NULL);
    case FIELD_NAME:
        return name_check(answer);
    case FIELD_TEXT:
        break;
    }
    return (struct identity_check){IDENTITY_OK, 0};
}

/* The words for a fault; by kind where a general one would not help. */
struct fault_words {
    enum field_kind kind;
    enum identity_fault fault;
    const char *text;
};

static const struct fault_words FAULTS[] = {
    {FIELD_NAME, IDENTITY_SIGNS, N_("A name is written with letters, without digits.")},
    {FIELD_NIK, IDENTITY_DATE,
     N_("The NIK holds no valid birth date. Please compare it with your KTP.")},
    {FIELD_NIK, IDENTITY_SERIAL, N_("The last four digits of a NIK are never 0000.")},
    {FIELD_NIP, IDENTITY_DATE, N_("The NIP holds no valid birth date. Please check it again.")},
    {FIELD_NIP, IDENTITY_SERIAL, N_("The NIP is not right. Please check it again.")},
    {FIELD_NIP, IDENTITY_SHAPE, N_("The NIP is not right. Please check it again.")},
    {FIELD_MOBILE, IDENTITY_SHORT, N_("Mobile number too short: it needs 10 to 13 digits.")},
    {FIELD_MOBILE, IDENTITY_LONG, N_("Mobile number too long: it needs 10 to 13 digits.")},
    {FIELD_MOBILE, IDENTITY_SHAPE, N_("A mobile number begins with 08.")},
    {FIELD_EMAIL, IDENTITY_SHAPE,
     N_("The e-mail address is not complete. Example: name@pekalongankota.go.id")},
    {FIELD_EMAIL, IDENTITY_SIGNS, N_("This character cannot stand in an e-mail address.")},
    {FIELD_EMAIL, IDENTITY_LONG, N_("The e-mail address is too long.")},
    {FIELD_EMAIL, IDENTITY_DOMAIN, N_("Please use an address of your office.")},
};

static const char *const GENERAL[] = {
    [IDENTITY_EMPTY] = N_("Please fill this in."),
    [IDENTITY_LONG] = N_("There are too many digits."),
    [IDENTITY_SIGNS] = N_("A character here cannot be right."),
    [IDENTITY_DATE] = N_("The date in it is not valid."),
    [IDENTITY_SERIAL] = N_("The number is not valid."),
    [IDENTITY_SHAPE] = N_("This is not complete."),
    [IDENTITY_DOMAIN] = N_("Please use an address of your office."),
};

void form_fault(const struct field *field, struct identity_check check, char out[FORM_TEXT])
{
    out[0] = '\0';
    if (check.fault == IDENTITY_OK)
        return;
    for (size_t i = 0; i < LENGTH(FAULTS); i++)
        if (FAULTS[i].kind == field->kind && FAULTS[i].fault == check.fault) {
            text_copy(out, FORM_TEXT, tr(FAULTS[i].text));
            return;
        }
    if (check.fault == IDENTITY_SHORT)
        snprintf(out, FORM_TEXT, tr("%d digits are missing."), check.missing);
    else
        text_copy(out, FORM_TEXT, tr(GENERAL[check.fault]));
}

void form_hint(const struct model *model, const struct field *field, const char *answer,
               char out[FORM_TEXT])
{
    int missing = form_digits(field) - (int)strlen(answer);
    const char *hint = model_words(model, &field->hint);
    if (!*answer || missing <= 0) {
        text_copy(out, FORM_TEXT, hint);
        return;
    }
    char left[FORM_TEXT];
    snprintf(left, sizeof(left), tr("%d digits are missing."), missing);
    snprintf(out, FORM_TEXT, "%.300s%s%.90s", hint, *hint ? " " : "", left);
}

void form_normalise(const struct field *field, char answer[ANSWER_SIZE])
{
    size_t blanks = strspn(answer, " ");
    memmove(answer, answer + blanks, strlen(answer + blanks) + 1);
    size_t len = strlen(answer);
    while (len > 0 && answer[len - 1] == ' ')
        answer[--len] = '\0';
    char mobile[16];
    if (field->kind == FIELD_MOBILE && mobile_check(answer, mobile).fault == IDENTITY_OK)
        text_copy(answer, ANSWER_SIZE, mobile);
}

void form_domain(char answer[ANSWER_SIZE], const char *domain)
{
    size_t before = strcspn(answer, "@");
    if (before + strlen(domain) < ANSWER_SIZE)
        text_copy(answer + before, ANSWER_SIZE - before, domain);
}
