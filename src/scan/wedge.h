/* A hand scanner that types: a keyboard to the computer, which sends a code's characters faster
 * than fingers can and mostly ends with Enter. The wedge holds each key for a moment to see which
 * of the two it is; what a person typed comes back as it was. Pure: keys and their moments in, a
 * verdict out.
 *
 * A key comes in twice: as the key that was pressed, wherever it lies, and as the character that
 * this computer's keyboard layout makes of it, which a dead key or a scanner set to another layout
 * may not have. Moments are on the boot clock. */
#ifndef SCAN_WEDGE_H
#define SCAN_WEDGE_H

#include <stddef.h>

#include "scan/finding.h"

enum {
    WEDGE_GAP = 80,       /* ms: keys closer than this may come from a machine */
    WEDGE_SHORTEST = 6,   /* keys: fewer are a person's, however fast */
    WEDGE_KEYS_MAX = 512, /* of a longer text the rest is dropped: it is no code of ours */
};

enum wedge_verdict {
    WEDGE_NOTHING, /* the key is held, or was dropped */
    WEDGE_CODE,    /* the keys were scanned: see wedge_finding */
    WEDGE_TYPED, /* they were typed by a person: treat each letter that is not 0 as a normal key */
};

struct wedge_key {
    uint32_t letter; /* code point, in this computer's layout; 0 for none */
    uint8_t usage;   /* of the key (layout.h); 0 where only the letter is known */
    bool shift;
};

struct wedge {
    size_t len;   /* keys held */
    int64_t last; /* when the last of them came */
    struct wedge_key keys[WEDGE_KEYS_MAX];
};

struct wedge_result {
    enum wedge_verdict verdict;
    size_t len; /* 0 with WEDGE_NOTHING */
    struct wedge_key keys[WEDGE_KEYS_MAX + 1];
};

/* A key that types goes down; its letter follows, if it has one. Keys that repeat because they are
 * held down must not be put in. What comes out is about keys held before. */
void wedge_press(struct wedge *wedge, uint8_t usage, bool shift, int64_t now_boot,
                 struct wedge_result *out);
/* The letter of the key pressed last, or one more of it; a letter without a key pressed before (it
 * repeats) comes back at once. '\n' and '\t', Enter and Tab, need no press and end a text. */
void wedge_letter(struct wedge *wedge, uint32_t letter, int64_t now_boot, struct wedge_result *out);
/* Settles what is held once the gap is over; to be called at wedge_due. */
void wedge_tick(struct wedge *wedge, int64_t now_boot, struct wedge_result *out);
/* When wedge_tick has something to settle; INT64_MAX while nothing is held. */
int64_t wedge_due(const struct wedge *wedge);
/* Gives back what is held at once: before a key that the wedge does not take (an arrow, Backspace),
 * and when the screen changes. */
void wedge_flush(struct wedge *wedge, struct wedge_result *out);

/* What was scanned: read in this computer's layout, or in the first other one that makes a code of
 * ours of the keys. public_url as in tracking_read. Wipe the result after use. */
struct finding wedge_finding(const struct wedge_result *scanned, const char *public_url);

#endif
