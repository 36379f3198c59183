/* Introductions, the office's answers to them, and codes as people type them. What is read is what
 * would be written for it. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "wire/introduction.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_code(const uint8_t *data, size_t size)
{
    char typed[64], code[INTRODUCTION_CODE], again[INTRODUCTION_CODE];
    if (size >= sizeof(typed))
        return;
    memcpy(typed, data, size);
    typed[size] = '\0';
    if (!introduction_code(typed, code))
        return;
    assert(code[0] && introduction_code(code, again) && strcmp(code, again) == 0);
}

static void fuzz_introduction(const uint8_t *data, size_t size)
{
    struct introduction introduction, again;
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, INTRODUCTION_MAX);
    if (introduction_read(data, size, &introduction) != OK)
        return;
    assert(introduction.probe_len <= PROBE_SEALED_MAX && office_url_allowed(introduction.url));
    /* What came with escapes may be longer when it is written. */
    if (introduction_write(&introduction, &bytes) != OK)
        return;
    enum err err = introduction_read(bytes.data, bytes.len, &again);
    assert(err == OK && memcmp(&again, &introduction, sizeof(again)) == 0);
}

static void fuzz_acquaintance(const uint8_t *data, size_t size)
{
    struct acquaintance acquaintance, again;
    struct identity_public device = {0};
    char words[KEY_WORDS_SIZE];
    SCOPED(buf_fini) struct buf bytes;
    buf_init(&bytes, INTRODUCTION_MAX);
    if (acquaintance_read(data, size, &acquaintance) != OK)
        return;
    enum err err = introduction_words(&device, &acquaintance.enrolment, words);
    assert(err == OK && words[0] && office_url_allowed(acquaintance.enrolment.office_url));
    if (acquaintance_write(&acquaintance, &bytes) != OK)
        return;
    err = acquaintance_read(bytes.data, bytes.len, &again);
    assert(err == OK && strcmp(again.token, acquaintance.token) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (seal_start() != OK)
        abort();
    fuzz_code(data, size);
    fuzz_introduction(data, size);
    fuzz_acquaintance(data, size);
    return 0;
}
