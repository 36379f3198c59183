/* Reading QR codes from frames in a child process of its own, which may crash or hang on a hostile
 * picture without harm: it is watched by a time limit and started again. Nothing here waits, except
 * decoder_read. One thread owns a decoder. */
#ifndef SCAN_DECODER_H
#define SCAN_DECODER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/path.h"
#include "scan/cascade.h"
#include "scan/frame.h"

/* A frame takes 4 to 200 ms; a child that needs longer than this is lost. */
enum { DECODER_TIME_LIMIT = 2000 };

struct decoder;

/* Where anjungan-decoder is: beside the running program, or in its libexec folder. ERR_NOT_FOUND.
 */
enum err decoder_find(char out[PATH_SIZE]) MUST_USE;

/* program: the path of anjungan-decoder. Its child is started with the first frame. */
struct decoder *decoder_new(const char *program);
/* Ends the child. NULL is accepted. */
void decoder_free(struct decoder *decoder);

/* Hands in a frame (copied) for one stage, 0..CASCADE_STAGES-1. ERR_BUSY while one is in work;
 * ERR_UNREACHABLE when the child does not start, and for a second after that. */
enum err decoder_offer(struct decoder *decoder, const struct frame *frame, int stage,
                       int64_t now_boot) MUST_USE;
/* Whether a frame is in work. */
bool decoder_busy(const struct decoder *decoder);
/* The answer to the frame in work: OK with its text, ERR_NOT_FOUND when no code was read, ERR_BUSY
 * while it is not there yet, ERR_UNREACHABLE when the child died over it or was killed for being
 * late. The frame is wiped with the answer. ERR_NOT_FOUND too when no frame is in work. */
enum err decoder_take(struct decoder *decoder, int64_t now_boot, struct qr_text *out) MUST_USE;
/* From the next frame on so many codes (0 to 3) are passed over, so that one of several is read
 * that is not found first. */
void decoder_skip(struct decoder *decoder, int codes);
/* What the frame of the last answer showed of a code that was not read. */
enum sight decoder_sight(const struct decoder *decoder);
/* Readable when decoder_take has something; -1 while there is no child. Ask anew after each call.
 */
int decoder_fd(const struct decoder *decoder);
/* When decoder_take should be called at the latest, on the boot clock; INT64_MAX for never. */
int64_t decoder_due(const struct decoder *decoder);
/* The child's process id, 0 while there is none. */
pid_t decoder_pid(const struct decoder *decoder);

/* All stages over one frame until one reads a code, waiting: for programs without a screen.
 * ERR_NOT_FOUND when none did; ERR_UNREACHABLE when none did and the child failed over some. */
enum err decoder_read(struct decoder *decoder, const struct frame *frame, struct qr_text *out)
    MUST_USE;

#endif
