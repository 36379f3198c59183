#include "platform/chime.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

enum { TONES = 2 };

static const double LOUDNESS = 0.35;    /* of the most a sample can hold */
static const double SOFT_START = 0.004; /* seconds: without it a tone begins with a click */
static const double FADES = 5;          /* a tone has fallen to exp(-5) at its end */

static const struct {
    const char *name;
    double seconds; /* each tone */
    double hertz[TONES];
} chimes[CHIMES] = {
    [CHIME_CALL] = {"call", 0.35, {659.3, 523.3}},
    [CHIME_CODE] = {"code", 0.12, {880.0, 1318.5}},
};

const char *chime_name(enum chime chime)
{
    assert((size_t)chime < CHIMES);
    return chimes[chime].name;
}

static size_t tone_length(enum chime chime, int rate)
{
    return (size_t)(chimes[chime].seconds * rate);
}

size_t chime_length(enum chime chime, int rate)
{
    assert((size_t)chime < CHIMES && rate > 0);
    return TONES * tone_length(chime, rate);
}

void chime_fill(enum chime chime, int rate, int16_t *out)
{
    size_t length = tone_length(chime, rate);
    for (size_t i = 0; i < TONES * length; i++) {
        double at = (double)(i % length) / rate;
        double level = LOUDNESS * exp(-FADES * at / chimes[chime].seconds);
        if (at < SOFT_START)
            level *= at / SOFT_START;
        double wave = sin(2 * M_PI * chimes[chime].hertz[i / length] * at);
        out[i] = (int16_t)(INT16_MAX * level * wave);
    }
}
