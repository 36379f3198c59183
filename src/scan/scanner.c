#include "scan/scanner.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "scan/decoder.h"
#include "scan/plug.h"
#include "scan/source.h"

enum { SKIP_MAX = 2 }; /* codes of others in one picture */

struct scanner {
    const struct settings *settings;
    struct source source; /* all zero while there is no camera */
    const char *place;    /* of it, or of the last */
    bool missed;          /* the camera was said to be missing */
    int64_t reopen;
    int plug; /* readable when a device came, while there is no camera; -1 for none */
    struct frame frame;
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
    scanner->plug =
        strcmp(settings->camera.source, "v4l2") == 0 ? plug_open(settings->camera.device) : -1;
    frame_init(&scanner->frame);
    return scanner;
}

void scanner_free(struct scanner *scanner)
{
    if (!scanner)
        return;
    source_close(&scanner->source);
    decoder_free(scanner->decoder);
    frame_fini(&scanner->frame);
    if (scanner->plug >= 0)
        close(scanner->plug);
    free(scanner);
}

/* The camera that is preferred, or else the other. */
static enum err source_choose(struct scanner *scanner, int64_t now_boot)
{
    const char *kind = scanner->settings->camera.source;
    const char *places[] = {scanner->settings->camera.device, scanner->settings->camera.spare};
    enum err err = source_open(kind, places[0], now_boot, &scanner->source);
    scanner->place = places[0];
    if (err == ERR_UNREACHABLE && *places[1]) {
        err = source_open(kind, places[1], now_boot, &scanner->source);
        scanner->place = places[1];
        if (err == OK)
            log_warn("camera %s: not there; %s stands in for it", places[0], places[1]);
    }
    return err;
}

/* Again after a while, or as soon as a device came. */
static void camera_open(struct scanner *scanner, int64_t now_boot)
{
    if (scanner->source.ops)
        return;
    if (plug_take(scanner->plug))
        scanner->reopen = now_boot;
    if (now_boot < scanner->reopen)
        return;
    enum err err = source_choose(scanner, now_boot);
    scanner->reopen = err == ERR_INVALID ? INT64_MAX : now_boot + SCANNER_REOPEN;
    if (err == OK)
        return;
    if (err == ERR_UNREACHABLE && !scanner->missed)
        log_warn("camera %s %s: not there, or without a format we read",
                 scanner->settings->camera.source, scanner->settings->camera.device);
    scanner->missed = true;
}

/* A camera that was pulled out or fell silent is missing until a frame comes. */
static bool camera_look(struct scanner *scanner, int64_t now_boot)
{
    if (!scanner->source.ops)
        return false;
    enum err err = source_next(&scanner->source, now_boot, &scanner->frame);
    if (err == ERR_UNREACHABLE) {
        if (!scanner->missed)
            log_warn("camera %s is gone, or delivers nothing", scanner->place);
        source_close(&scanner->source);
        frame_clear(&scanner->frame);
        scanner->missed = true;
        scanner->reopen = now_boot + SCANNER_REOPEN;
    } else if (err == OK) {
        scanner->missed = false;
    }
    return err == OK;
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
        decoder_offer(scanner->decoder, &scanner->frame, scanner->stage, now_boot) == OK)
        scanner->offered = now_boot;
}

void scanner_step(struct scanner *scanner, int64_t now_boot, struct scan_news *out)
{
    *out = (struct scan_news){0};
    camera_open(scanner, now_boot);
    answer_take(scanner, now_boot, out);
    out->frame = camera_look(scanner, now_boot);
    out->camera_missing = scanner->missed;
    if (out->frame) {
        frame_offer(scanner, now_boot);
        hints_step(&scanner->hints, light_of(&scanner->frame), now_boot);
    }
    out->hint = scanner->hints.shown;
}

void scanner_frame_swap(struct scanner *scanner, struct frame *frame)
{
    frame_swap(&scanner->frame, frame);
}

const struct frame *scanner_frame(const struct scanner *scanner)
{
    return &scanner->frame;
}

void scanner_files(const struct scanner *scanner, int fds[SCANNER_FILES])
{
    fds[0] = scanner->source.ops ? source_fd(&scanner->source) : scanner->plug;
    fds[1] = decoder_fd(scanner->decoder);
}

int64_t scanner_due(const struct scanner *scanner)
{
    int64_t camera = scanner->source.ops ? source_due(&scanner->source) : scanner->reopen;
    int64_t decoder = decoder_due(scanner->decoder);
    return camera < decoder ? camera : decoder;
}
