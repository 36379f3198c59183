/* Pages on their way in from applicants' phones: who has shown the code and the last digits of the
 * phone number may send for a while. What is not whole stays in memory: nothing unsealed ever
 * touches the disk, and a program that ends loses no more than an upload that starts over. */
#ifndef OFFICE_PHONE_H
#define OFFICE_PHONE_H

#include "base/buf.h"
#include "base/entropy.h"
#include "service/tracking.h"
#include "wire/blob.h"

enum { PHONE_TOKEN = 2 * HASH_BYTES + 1 };

struct phone;

/* NULL when memory is short. */
struct phone *phone_new(void);
/* Wipes. NULL inside is accepted. */
void phone_free(struct phone **phone);

/* A session of half an hour; a later one of the same code ends it. */
void phone_admit(struct phone *phone, const char *code, int64_t now, const struct entropy *entropy,
                 char token[PHONE_TOKEN]);
bool phone_admitted(struct phone *phone, const char *code, const char *token, int64_t now);

struct phone_part {
    const char *code;
    uint8_t id[HASH_BYTES]; /* the phone's own name for the page: random */
    int64_t offset, len;    /* where the part begins; of the whole page */
    const void *bytes;
    size_t part;
    int64_t now;
    int64_t durable; /* set: how much of it is here */
};

enum phone_end {
    PHONE_KEPT,
    PHONE_WHOLE,  /* it is all here: keep it and say phone_done */
    PHONE_OFFSET, /* `durable` says where to go on */
    PHONE_LENGTH, /* too long, or another length than before */
    PHONE_FULL,   /* too many at once */
};
/* WHOLE: the page's bytes go over to `whole`, an empty buffer. */
enum phone_end phone_take(struct phone *phone, struct phone_part *part, struct buf *whole) MUST_USE;
/* The whole page is kept for good, or it was refused and is forgotten. */
void phone_done(struct phone *phone, const struct phone_part *part, bool kept);
/* How much of it is here; -1: nothing is known of it. *len: of the whole. */
int64_t phone_offset(struct phone *phone, const char *code, const uint8_t id[HASH_BYTES],
                     int64_t *len);

#endif
