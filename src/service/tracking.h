/* The codes people carry away: a prefix, random symbols of Crockford's base32 and a check symbol
 * (service/symbols.h). A tracking code stands on a receipt and has ten (50 bits); a draft's code
 * opens a form taken away half filled and has twenty (100 bits), for it is a key by itself. */
#ifndef SERVICE_TRACKING_H
#define SERVICE_TRACKING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum {
    TRACKING_SYMBOLS = 10,
    TRACKING_SIZE = 18,
    TRACKING_QR_SIZE = 160,
    DRAFT_SYMBOLS = 20,
    DRAFT_CODE_SIZE = 30,
};

/* "ESG-7K3M-Q9XT-2HW": the one written form inside the program. */
struct tracking_code {
    char text[TRACKING_SIZE];
};

/* "DRF-7K3M-Q9XT-2HB4-N8P6-R5VWC", which is its QR's text too. A secret while the draft is kept. */
struct draft_code {
    char text[DRAFT_CODE_SIZE];
};

#define TRACKING_REQUEST      "ESG"
#define TRACKING_COMPLAINT    "PGD"
#define TRACKING_DRAFT_PREFIX "DRF"

/* Makes the code from 50 random bits (the low ones of `random`). prefix: three capital letters. */
struct tracking_code tracking_make(const char *prefix, uint64_t random);
/* Makes a draft's code from the low 50 bits of each half. */
struct draft_code draft_code_make(uint64_t high, uint64_t low);

enum tracking_fault {
    TRACKING_OK,
    TRACKING_FOREIGN,    /* some other text: a web address, a payment code, words */
    TRACKING_INCOMPLETE, /* looks like one, symbols are missing; `missing` says how many */
    TRACKING_MISTYPED,   /* complete, and the check symbol says no */
    TRACKING_DRAFT,      /* no tracking code but the code of a draft: `draft` */
};

struct tracking_reading {
    enum tracking_fault fault;
    int missing;
    struct tracking_code code; /* when OK */
    struct draft_code draft;   /* when DRAFT */
};

/* Reads a typed or scanned text. Lower case, spaces, missing hyphens and O/I/L are forgiven. A URL
 * counts only as HTTP(S)://HOST/T/CODE of the configured `public_url` ("" where there is none), and
 * never for a draft. */
struct tracking_reading tracking_read(const char *text, const char *public_url);

/* The QR's text: PUBLIC_URL/T/CODE without hyphens, all upper case (alphanumeric mode), or the
 * hyphenated code alone where public_url is "". */
enum err tracking_qr(const struct tracking_code *code, const char *public_url,
                     char out[TRACKING_QR_SIZE]) MUST_USE;

bool tracking_is_complaint(const struct tracking_code *code);

#endif
