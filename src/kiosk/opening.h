/* The counter's hours in words: one line for a badge, and what stands on the hours screen. */
#ifndef KIOSK_OPENING_H
#define KIOSK_OPENING_H

#include "kiosk/model.h"
#include "ui/widgets.h"

enum { OPENING_SIZE = 200 };

struct opening {
    struct hours_state state; /* unless unclocked */
    bool unclocked;           /* the clock is not right */
    enum tint tint;
    const char *icon;
    char line[OPENING_SIZE];  /* "Loket buka · tutup istirahat pukul 12.00" */
    char left[OPENING_SIZE];  /* "(2 j 19 m lagi)", "" where a change is not near */
    char title[OPENING_SIZE]; /* "Buka sekarang" */
    char text[OPENING_SIZE];  /* "Istirahat pukul 12.00, masih 2 jam 19 menit lagi" */
    char today[OPENING_SIZE]; /* "Loket buka sampai 12.00, lalu 13.00–16.00" */
};

void opening_at(const struct model *model, struct opening *out);
/* "Senin–Kamis 08.00–12.00, 13.00–16.00 · Jumat 08.00–11.00", or with something else `between`. */
void opening_week(const struct hours *hours, const char *between, char *out, size_t size);

#endif
