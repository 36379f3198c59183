/* POST /v1/enroll: how a device and an office become acquainted. The device comes with its keys and
 * the one-time code an officer was given, and is told the office's keys and a token (202). While
 * the officer compares the words of both sides, it asks again with the token and a sealed probe;
 * once it is approved the office answers with the probe opened (200). */
#ifndef WIRE_INTRODUCTION_H
#define WIRE_INTRODUCTION_H

#include "seal/words.h"
#include "wire/enrolment.h"

enum {
    INTRODUCTION_CODE = 32,  /* what was typed, NUL included */
    INTRODUCTION_TOKEN = 44, /* 32 random bytes as base64url, NUL included */
    PROBE_BYTES = 32,
    PROBE_SEALED_MAX = 256,
    INTRODUCTION_MAX = 8 * 1024,
};

/* A kiosk's question. Either code or token is "". */
struct introduction {
    struct enrolment_offer offer;
    char url[160]; /* where it finds this office */
    char code[INTRODUCTION_CODE];
    char token[INTRODUCTION_TOKEN];
    uint8_t probe[PROBE_SEALED_MAX]; /* random bytes, sealed to the office */
    size_t probe_len;                /* 0 while the office's key is not known */
};

/* The office's answer. */
struct acquaintance {
    char token[INTRODUCTION_TOKEN];
    struct enrolment enrolment;
    bool approved;
    uint8_t probe[PROBE_BYTES]; /* opened; when approved */
};

enum err introduction_write(const struct introduction *introduction, struct buf *out) MUST_USE;
enum err introduction_read(const void *bytes, size_t len, struct introduction *out) MUST_USE;
enum err acquaintance_write(const struct acquaintance *acquaintance, struct buf *out) MUST_USE;
/* ERR_INVALID also where the office's address is one that is refused. */
enum err acquaintance_read(const void *bytes, size_t len, struct acquaintance *out) MUST_USE;

/* The six words over all keys of both sides. ERR_STORAGE when memory is short. */
enum err introduction_words(const struct identity_public *device, const struct enrolment *enrolment,
                            char out[KEY_WORDS_SIZE]) MUST_USE;

/* A code as it is compared: capitals and digits alone, with O, I and L for the digits they look
 * like. False when nothing is left. */
bool introduction_code(const char *typed, char out[INTRODUCTION_CODE]);

#endif
