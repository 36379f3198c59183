/* Scanning for a program with a screen: camera and decoder work on a thread, and hand back pictures
 * and findings. The program that calls never waits; all functions are for its one thread.
 *
 *     reader_start(reader);                       the scan screen opens
 *     while (reader_take(reader, &news)) ...      when reader_fd is readable
 *     reader_stop(reader);                        the screen closes: camera off, pictures wiped
 *
 * Pages are photographed in the same way, with reader_watch in the place of reader_start. */
#ifndef SCAN_READER_H
#define SCAN_READER_H

#include "scan/photographer.h"
#include "scan/scanner.h"

struct reader;

/* Starts the thread, which rests until reader_start. decoder: the path of anjungan-decoder
 * (decoder_find). The settings are copied. */
struct reader *reader_new(const struct settings *settings, const char *decoder);
/* Waits for the thread. NULL is accepted. */
void reader_free(struct reader *reader);

/* Switches the camera on and the decoder. No-op when they are. */
void reader_start(struct reader *reader);
/* Switches the camera on to photograph pages; no decoder then. No-op when it is. */
void reader_watch(struct reader *reader);
/* Takes a picture of the page in view: news with `taken` follow, unless the camera is off. */
void reader_shoot(struct reader *reader, bool straighten);
/* Switches both off, but the newest picture stays for reader_frame until the next reader_start or
 * reader_stop. Nothing of this scanning is handed back any more. */
void reader_hold(struct reader *reader);
/* Switches both off and wipes every picture; nothing of this scanning is handed back any more. */
void reader_stop(struct reader *reader);

/* Readable when there is news. */
int reader_fd(const struct reader *reader);
/* What is new since the last call; false when nothing is. */
struct reader_news {
    bool pages; /* what follows is: */
    union {
        struct scan_news scan;
        struct photo_news photo;
    };
};
bool reader_take(struct reader *reader, struct reader_news *out);
/* The newest picture: grey, empty before the first. Borrowed until the next reader_take. */
const struct frame *reader_frame(const struct reader *reader);
/* The page taken last: yours to swap for another, and wiped by reader_stop. */
struct photo *reader_photo(struct reader *reader);

#endif
