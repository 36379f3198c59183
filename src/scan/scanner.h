/* One scanning, from opening the camera to closing it: frames from the source to the decoder, one
 * stage of its cascade a frame, and what was read judged. Nothing here waits (but see source.h);
 * the one who owns it polls its files and calls scanner_step. struct reader does that on a thread
 * of its own. */
#ifndef SCAN_SCANNER_H
#define SCAN_SCANNER_H

#include <stdbool.h>

#include "scan/charset.h"
#include "scan/finding.h"
#include "scan/frame.h"
#include "scan/hint.h"
#include "service/settings.h"

enum { SCANNER_FILES = 2 };

/* What came of a step. */
struct scan_news {
    bool frame;          /* there is a new picture */
    enum hint hint;      /* what to tell who holds a code up */
    bool camera_missing; /* as it is now */
    bool read;           /* a code was read; the same one again while it is held into view */
    struct finding finding;
    struct corner corners[QR_CORNERS]; /* of that code, in the picture it was read from */
};

struct scanner;

/* decoder: the path of anjungan-decoder. The settings are borrowed for the scanner's life; used are
 * `camera` and `public_url`. The camera is opened by the first step. */
struct scanner *scanner_new(const struct settings *settings, const char *decoder);
/* Closes the camera, ends the decoder, wipes the last picture. NULL is accepted. */
void scanner_free(struct scanner *scanner);

/* Does what can be done now. Texts that are no tracking code are wiped here. */
void scanner_step(struct scanner *scanner, int64_t now_boot, struct scan_news *out);
/* The newest picture, for the preview: grey. Empty before the first. Borrowed until the next step.
 */
const struct frame *scanner_frame(const struct scanner *scanner);
/* Takes the newest picture away for another frame, which the next one will be written into. */
void scanner_frame_swap(struct scanner *scanner, struct frame *frame);

/* Readable when a step has something to do; -1 stands for none. Ask anew after each step. */
void scanner_files(const struct scanner *scanner, int fds[SCANNER_FILES]);
/* When a step is due at the latest, on the boot clock; INT64_MAX for never. */
int64_t scanner_due(const struct scanner *scanner);

#endif
