/* Six words that two people read to each other to see that both sides hold the same keys. */
#ifndef SEAL_WORDS_H
#define SEAL_WORDS_H

#include <stddef.h>

#include "base/err.h"

enum { KEY_WORDS_SIZE = 30 }; /* six words of four letters, a space or the NUL after each */

/* 72 bits of Argon2id over the bytes, as syllables that Indonesian and Javanese tongues know.
 * Whoever stands between the two sides chooses both sides' keys and looks for a pair that gives the
 * same words: 2^36 tries, hence the slow hash (about 20 ms and 16 MiB each) and the ten minutes of
 * an enrolment. ERR_STORAGE when memory is short. */
enum err words_make(const void *bytes, size_t len, char out[KEY_WORDS_SIZE]) MUST_USE;

#endif
