/* A hand scanner that types: a keyboard to the computer, which sends a code's characters faster
 * than fingers can and mostly ends with Enter. The wedge holds each key for a moment to see which
 * of the two it is; what a person typed comes back as it was. Pure: a key and its moment in, a
 * verdict out.
 *
 * Moments are on the boot clock. Keys that repeat because they are held down must not be put in. */
#ifndef SCAN_WEDGE_H
#define SCAN_WEDGE_H

#include <stddef.h>
#include <stdint.h>

enum {
    WEDGE_GAP = 50,        /* ms: keys closer than this may come from a machine */
    WEDGE_SHORTEST = 6,    /* characters: fewer are a person's, however fast */
    WEDGE_TEXT_SIZE = 512, /* of a longer text the rest is dropped: it is no code of ours */
};

enum wedge_verdict {
    WEDGE_NOTHING, /* the key is held, or was dropped */
    WEDGE_CODE,    /* `text` was scanned */
    WEDGE_TYPED,   /* `text` was typed by a person: treat each character as a normal key */
};

struct wedge {
    size_t len;   /* characters held */
    int64_t last; /* when the last of them came */
    char text[WEDGE_TEXT_SIZE];
};

struct wedge_result {
    enum wedge_verdict verdict;
    char text[WEDGE_TEXT_SIZE + 1]; /* "" with WEDGE_NOTHING; wipe it after use */
};

/* A key: a printable ASCII character, or '\n' or '\t' for Enter and Tab. What comes out is about
 * this key and those held before it; a late key first settles those and is then held itself. */
void wedge_key(struct wedge *wedge, char key, int64_t now_boot, struct wedge_result *out);
/* Settles what is held once the gap is over; to be called at wedge_due. */
void wedge_tick(struct wedge *wedge, int64_t now_boot, struct wedge_result *out);
/* When wedge_tick has something to settle; INT64_MAX while nothing is held. */
int64_t wedge_due(const struct wedge *wedge);
/* Gives back what is held at once: before a key that the wedge does not take (an arrow, Backspace),
 * and when the screen changes. */
void wedge_flush(struct wedge *wedge, struct wedge_result *out);

#endif
