/* Photographing pages: the camera's frames watched for a page, what is in the way of a good picture
 * told, and on request one page cut out, straightened and made a JPEG. Nothing here waits, but the
 * step that takes a picture works for up to half a second: struct reader does it on a thread of its
 * own. What is not a page is never taken: of a frame with no page in it nothing is kept. */
#ifndef SCAN_PHOTOGRAPHER_H
#define SCAN_PHOTOGRAPHER_H

#include "base/buf.h"
#include "scan/page_look.h"
#include "scan/still.h"
#include "service/settings.h"

enum {
    PHOTOGRAPHER_PATIENCE = 1500, /* ms that a picture waits for a still and sharp page */
    PHOTOGRAPHER_COPY = 720,      /* pixels of the small copy's longer side */
};

/* What to tell who shows a page, the most important first. */
enum page_hint {
    PAGE_HINT_NONE, /* it is good */
    PAGE_HINT_MISSING,
    PAGE_HINT_CUT, /* it leaves the picture */
    PAGE_HINT_FAR, /* it is small */
    PAGE_HINT_MOVING,
    PAGE_HINT_DARK,
    PAGE_HINT_GLARE,
    PAGE_HINT_BLUR,
};

/* A page taken. Wiped by photo_fini. */
struct photo {
    struct buf jpeg;
    struct still copy; /* small, for the screen */
    enum page_flaw flaw;
};

void photo_init(struct photo *photo);
void photo_fini(struct photo *photo);
void photo_swap(struct photo *a, struct photo *b);

/* What came of a step. */
struct photo_news {
    bool frame; /* there is a new picture */
    bool camera_missing;
    enum page_hint hint;
    bool page;
    struct quad corners; /* of the page */
    bool taken;          /* what was asked for is done: */
    enum err err;        /* OK: a page was taken; ERR_NOT_FOUND: there was none; ERR_FULL: its
                            picture is too large */
};

struct photographer;

/* The settings are borrowed for its life. */
struct photographer *photographer_new(const struct settings *settings);
/* Closes the camera and wipes every picture. NULL is accepted. */
void photographer_free(struct photographer *photographer);

/* From now on the next good page is taken, and after PHOTOGRAPHER_PATIENCE any. Asked again, it
 * goes on as before. */
void photographer_shoot(struct photographer *photographer, bool straighten, int64_t now_boot);
void photographer_step(struct photographer *photographer, int64_t now_boot, struct photo_news *out);
/* The page taken: yours to swap for another until the next step. */
struct photo *photographer_photo(struct photographer *photographer);
/* As of a scanner. */
void photographer_frame_swap(struct photographer *photographer, struct frame *frame);
int photographer_fd(const struct photographer *photographer);
int64_t photographer_due(const struct photographer *photographer);

#endif
