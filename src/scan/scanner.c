#include "scan/scanner.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "scan/decoder.h"
#include "scan/eye.h"

enum { SKIP_MAX = 2 }; /* codes of others in one picture */

struct scanner {
    const struct settings *settings;
    struct eye eye;
    struct decoder *decoder;
    int skip;        /* foreign codes that were read and are passed over for once */
    int stage;       /* that the next frame goes to */
    int64_t offered; /* when the decoder got its frame */
    int64_t rested;  /* when it may have the next */
    struct hints hints;
};

struct scanner *scanner_new(const struct settings *settings, const char *decoder)
{
    struct scanner *scanner = calloc(1, sizeof(*scanner));
    if (!scanner)
        abort();
    scanner->settings = settings;
    scanner->decoder = decoder_new(decoder);
    eye_init(&scanner->eye, settings, false);
    return scanner;
}

void scanner_free(struct scanner *scanner)
{
    if (!scanner)
        return;
    eye_fini(&scanner->eye);
    decoder_free(scanner->decoder);
    free(scanner);
}

/* A poster's code must not hide the receipt held up before it: after a foreign code the next frame
 * is asked for another one. A stage that read something stays; otherwise the next frame is looked
 * at in the next form. The decoder rests as long as it worked: half a core is enough for codes that
 * are held up. */
static void answer_take(struct scanner *scanner, int64_t now_boot, struct scan_news *news)
{
    struct qr_text text;
    bool busy = decoder_busy(scanner->decoder);
    enum err err = decoder_take(scanner->decoder, now_boot, &text);
    if (busy && err != ERR_BUSY) {
        scanner->rested = now_boot + (now_boot - scanner->offered);
        hints_sight(&scanner->hints, decoder_sight(scanner->decoder), now_boot);
    }
    if (err == OK) {
        news->read = true;
        news->finding = finding_of(text.bytes, scanner->settings->public_url);
        memcpy(news->corners, text.corners, sizeof(news->corners));
        wipe(&text, sizeof(text));
        bool foreign = news->finding.reading.fault == TRACKING_FOREIGN;
        scanner->skip = foreign ? (scanner->skip + 1) % (SKIP_MAX + 1) : 0;
    } else if (busy && err != ERR_BUSY) {
        if (scanner->skip == 0)
            scanner->stage = (scanner->stage + 1) % CASCADE_STAGES;
        scanner->skip = 0;
    }
    decoder_skip(scanner->decoder, scanner->skip);
}

/* A decoder that is busy gets a later frame; one that cannot start has said so in the log. */
static void frame_offer(struct scanner *scanner, int64_t now_boot)
{
    if (now_boot >= scanner->rested &&
        decoder_offer(scanner->decoder, &scanner->eye.frame, scanner->stage, now_boot) == OK)
        scanner->offered = now_boot;
}

void scanner_step(struct scanner *scanner, int64_t now_boot, struct scan_news *out)
{
    *out = (struct scan_news){0};
    answer_take(scanner, now_boot, out);
    out->frame = eye_look(&scanner->eye, now_boot, NULL);
    out->camera_missing = scanner->eye.missed;
    if (out->frame) {
        frame_offer(scanner, now_boot);
        hints_step(&scanner->hints, light_of(&scanner->eye.frame), now_boot);
    }
    out->hint = scanner->hints.shown;
}

void scanner_frame_swap(struct scanner *scanner, struct frame *frame)
{
    frame_swap(&scanner->eye.frame, frame);
}

const struct frame *scanner_frame(const struct scanner *scanner)
{
    return &scanner->eye.frame;
}

void scanner_files(const struct scanner *scanner, int fds[SCANNER_FILES])
{
    fds[0] = eye_fd(&scanner->eye);
    fds[1] = decoder_fd(scanner->decoder);
}

int64_t scanner_due(const struct scanner *scanner)
{
    int64_t camera = eye_due(&scanner->eye);
    int64_t decoder = decoder_due(scanner->decoder);
    return camera < decoder ? camera : decoder;
}
