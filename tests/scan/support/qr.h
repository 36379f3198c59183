/* QR codes for tests, kept as their modules, and frames that show them as a camera may. */
#ifndef TESTS_SCAN_SUPPORT_QR_H
#define TESTS_SCAN_SUPPORT_QR_H

#include <stdbool.h>
#include <stdint.h>

#include "scan/frame.h"

#define QR_CODE_TEXT "ESG-7K3M-Q9XT-2HW"
#define QR_URL_TEXT  "HTTPS://LACAK.EXAMPLE/T/ESG7K3MQ9XT2HW"
#define QR_UTF8_TEXT "Batik – “jlamprang” é"

/* Rows of '#' and '.', NULL-ended. */
extern const char *const qr_code[]; /* QR_CODE_TEXT */
extern const char *const qr_url[];  /* QR_URL_TEXT */
extern const char *const qr_utf8[]; /* QR_UTF8_TEXT, without saying that it is UTF-8 */
extern const char *const qr_part[]; /* the first of two structured-append parts */

/* How the code looks in the frame; zero stands for the plain way. */
struct look {
    int module;      /* pixels a module; 0 is 6 */
    int degrees;     /* turned clockwise */
    int dark, light; /* grey values; both 0 are 20 and 235 */
    int noise;       /* each pixel up to this much off */
    int shadow;      /* the right edge is this much darker than the left */
    int lean;        /* per mille that each module is farther away than the one above it */
    int wave;        /* pixels that the paper is bent to either side */
    bool mirrored;
};

/* Draws the code into the middle of a frame of 1280 by 720. */
void qr_draw(struct frame *frame, const char *const *rows, struct look look);

/* The next number of a seeded series (xorshift). The seed is not 0. */
uint32_t series_next(uint32_t *series);

#endif
