/* The tracking code on a receipt: a prefix, ten random symbols of Crockford's base32 (50 bits) and
 * a check symbol that catches every single error and every swap of two symbols. The check runs in
 * GF(32) with x^5+x^4+x^2+x+1: s = 0, for each symbol s = 2*(s xor x), check = s. */
#ifndef SERVICE_TRACKING_H
#define SERVICE_TRACKING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum { TRACKING_SYMBOLS = 10, TRACKING_SIZE = 18, TRACKING_QR_SIZE = 160 };

/* "ESG-7K3M-Q9XT-2HW": the one written form inside the program. */
struct tracking_code {
    char text[TRACKING_SIZE];
};

#define TRACKING_REQUEST   "ESG"
#define TRACKING_COMPLAINT "PGD"

/* Makes the code from 50 random bits (the low ones of `random`). prefix: three capital letters. */
struct tracking_code tracking_make(const char *prefix, uint64_t random);

enum tracking_fault {
    TRACKING_OK,
    TRACKING_FOREIGN,    /* some other text: a web address, a payment code, words */
    TRACKING_INCOMPLETE, /* looks like one, symbols are missing; `missing` says how many */
    TRACKING_MISTYPED,   /* complete, and the check symbol says no */
};

struct tracking_reading {
    enum tracking_fault fault;
    int missing;
    struct tracking_code code; /* when OK */
};

/* Reads a typed or scanned text. Lower case, spaces, missing hyphens and O/I/L are forgiven. A URL
 * counts only as HTTP(S)://HOST/T/CODE of the configured `public_url` ("" where there is none). */
struct tracking_reading tracking_read(const char *text, const char *public_url);

/* The QR's text: PUBLIC_URL/T/CODE without hyphens, all upper case (alphanumeric mode), or the
 * hyphenated code alone where public_url is "". */
enum err tracking_qr(const struct tracking_code *code, const char *public_url,
                     char out[TRACKING_QR_SIZE]) MUST_USE;

bool tracking_is_complaint(const struct tracking_code *code);

#endif
