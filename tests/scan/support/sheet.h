/* A camera before which a sheet of paper or a card lies on a desk or is held up: frames as it would
 * deliver them, and where the sheet's corners truly are. The same numbers give the same frames on
 * every machine. */
#ifndef TESTS_SCAN_SUPPORT_SHEET_H
#define TESTS_SCAN_SUPPORT_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "scan/frame.h"
#include "scan/quad.h"

enum { SHEET_CLUTTER_MAX = 60 };

struct sheet_scene {
    const char *name;
    double width, height;    /* of the sheet in mm; 0: there is none */
    double pixels;           /* a mm in the middle: the distance */
    double tilt, roll;       /* degrees: away from the camera, and in its plane */
    double x, y;             /* of its middle, pixels from the frame's */
    double paper, ink, desk; /* grey values */
    double shade;            /* how much darker the light gets across the frame, 0 to 1 */
    double noise;            /* deviation of a pixel */
    double blur;             /* pixels to each side, three times over */
    double glare;            /* radius in mm of a lamp's reflection on the sheet */
    int clutter;             /* other things in view, none of them a sheet */
    bool text;               /* lines of print on it */
    bool frame;              /* a printed frame around them */
    bool picture;            /* a card's portrait: a dark oval in a box */
    bool thumb;              /* holds it at one side */
    bool face;               /* a head behind it */
    bool wood;               /* the desk has grain */
};

/* 1280 by 720. truth may be NULL. */
void sheet_shoot(const struct sheet_scene *scene, uint32_t seed, struct frame *out,
                 struct quad *truth);

#endif
