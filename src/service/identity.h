/* Identity numbers and addresses, as the people of this office have them (facts: Permendagri on
 * NIK, BKN on NIP). A check says what is wrong so that a person can mend it; what a number says of
 * its owner is a note for the verifier, never a reason to refuse. */
#ifndef SERVICE_IDENTITY_H
#define SERVICE_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum identity_fault {
    IDENTITY_OK,
    IDENTITY_EMPTY,
    IDENTITY_SHORT, /* `missing` digits to go */
    IDENTITY_LONG,
    IDENTITY_SIGNS,  /* characters that cannot stand there */
    IDENTITY_DATE,   /* the birth date in the number is no date */
    IDENTITY_SERIAL, /* serial 0000 */
    IDENTITY_SHAPE,  /* an address without @, a landline outside its area... */
    IDENTITY_DOMAIN, /* the config lists domains, and this is none of them */
};

struct identity_check {
    enum identity_fault fault;
    int missing; /* SHORT: digits missing */
};

struct birth {
    int year, month, day;
    bool female;
};

/* 16 digits; spaces between them are forgiven. pivot_year: the current civil year; two-digit years
 * above it belong to the last century. birth (may be NULL) is set when the fault is OK. */
struct identity_check nik_check(const char *text, int pivot_year, struct birth *birth);
/* 18 digits: birth YYYYMMDD, appointment YYYYMM (not forced to 01..12: PPPK numbers carry a code
 * there), sex 1/2, serial 3. */
struct identity_check nip_check(const char *text, struct birth *birth);
/* Whether two numbers tell of one day; what they say of the sex is compared by `female`. */
bool birth_same_day(const struct birth *a, const struct birth *b);
/* Normalises to 08... with 10 to 13 digits; +62, 62, spaces, dots and dashes are forgiven. `out`
 * (size 16, may be NULL) is set when OK. */
struct identity_check mobile_check(const char *text, char out[16]);
struct identity_check landline_check(const char *text, const char *area);
/* RFC 5321 shape, at most 254 bytes. `domains` is NULL-ended or NULL: then any is allowed. */
struct identity_check email_check(const char *text, const char *const *domains);

/* A person's name: at least one letter, no digits; every other sign is left to its owner. */
struct identity_check name_check(const char *text);

/* For people: 3375 0170 0890 0012; 19900830 201502 2 001; 0856-1234-5678. Partial input is
 * grouped as far as it goes. `digits` holds digits only; out_size >= 32. */
void nik_group(const char *digits, char *out, size_t out_size);
void nip_group(const char *digits, char *out, size_t out_size);
void mobile_group(const char *digits, char *out, size_t out_size);
/* 3375 •••• •••• 0012, for screens others can see. out_size >= 64. */
void nik_mask(const char *digits, char *out, size_t out_size);

#endif
