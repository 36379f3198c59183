/* The kiosk's two small sounds, computed: tones that fade like a struck bell. */
#ifndef PLATFORM_CHIME_H
#define PLATFORM_CHIME_H

#include <stddef.h>
#include <stdint.h>

/* CALL: an officer was called, two tones falling. CODE: a code was read, two short ones rising. */
enum chime { CHIME_CALL, CHIME_CODE, CHIMES };

/* "call", "code" */
const char *chime_name(enum chime chime);
/* How many samples it takes at so many a second. */
size_t chime_length(enum chime chime, int rate);
/* Writes all of them, signed, one channel. */
void chime_fill(enum chime chime, int rate, int16_t *out);

#endif
