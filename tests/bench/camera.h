/* A camera before which somebody holds a code up: frames as it would deliver them, drawn from the
 * code's modules. The same numbers give the same frames on every machine. */
#ifndef TESTS_BENCH_CAMERA_H
#define TESTS_BENCH_CAMERA_H

#include <stdbool.h>
#include <stdint.h>

#include "scan/frame.h"

enum { CAMERA_FRAMES_A_SECOND = 30 };

/* What the code is on, how it is held and in what light. */
struct scene {
    const char *name;
    double module;       /* pixels a module in the middle: the distance */
    double tilt, roll;   /* degrees: away from the camera, and in its plane */
    double speed;        /* pixels a second that the hand moves at most, to and fro */
    double exposure;     /* milliseconds a row is lit: what moves is smeared */
    double out_of_focus; /* pixels of blur to each side */
    double dark, light;  /* grey values of print and paper, before noise */
    double noise;        /* deviation of a pixel */
    double glare;        /* grey that a lamp's reflection adds in its middle */
    double moire;        /* share of light that a screen's stripes take */
    double crease;       /* modules that folds push the paper out of line */
    double curl;         /* modules that a roll's curl does */
};

/* The code: `side` rows of `side` bytes, dark where the lowest bit is set (as libqrencode has it).
 * seed: of this clip, not 0. */
struct clip {
    const struct scene *scene;
    const uint8_t *modules;
    int side;
    uint32_t seed;
};

/* Frame 0, 1, 2 and so on of the clip: 1280 by 720. */
void camera_shoot(const struct clip *clip, int index, struct frame *out);

#endif
