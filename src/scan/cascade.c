#include "scan/cascade.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include <zbar.h>

#include "base/buf.h"
#include "base/err.h"
#include "scan/filter.h"
#include "scan/grids.h"
#include "scan/sight.h"

/* zbar keeps about 170 bytes of each code it reads until its scanner is destroyed. */
enum { FRAMES_PER_SCANNER = 1000 };

struct cascade {
    zbar_image_scanner_t *scanner;
    int frames; /* that the scanner has seen */
    struct charset *charset;
    struct frame work[2];
    enum sight sight; /* of the last frame */
    int skip;         /* codes of each frame that are passed over */
    int skipped;      /* of the frame in work, by their texts */
    uint32_t passed[CASCADE_SKIP_MAX];
};

/* The scanner's cache stays off, as it is from the start: with it, one part of a structured-append
 * code aborts the process. */
static zbar_image_scanner_t *scanner_new(void)
{
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    if (!scanner)
        abort();
    zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
    return scanner;
}

/* zbar looks along every so many rows and columns. */
static void density_set(zbar_image_scanner_t *scanner, int density)
{
    zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_X_DENSITY, density);
    zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_Y_DENSITY, density);
}

struct cascade *cascade_new(void)
{
    struct cascade *cascade = calloc(1, sizeof(*cascade));
    if (!cascade)
        abort();
    cascade->scanner = scanner_new();
    cascade->charset = charset_new();
    frame_init(&cascade->work[0]);
    frame_init(&cascade->work[1]);
    return cascade;
}

void cascade_free(struct cascade *cascade)
{
    if (!cascade)
        return;
    zbar_image_scanner_destroy(cascade->scanner);
    charset_free(cascade->charset);
    frame_fini(&cascade->work[0]);
    frame_fini(&cascade->work[1]);
    free(cascade);
}

/* Codes may reach out of the frame; corners do not. */
static struct corner corner_at(const struct frame *frame, double x, double y)
{
    double right = frame->width - 1, bottom = frame->height - 1;
    return (struct corner){(int16_t)fmin(fmax(x, 0), right), (int16_t)fmin(fmax(y, 0), bottom)};
}

static void corners_take(const struct frame *frame, const zbar_symbol_t *symbol,
                         struct corner out[QR_CORNERS])
{
    if (zbar_symbol_get_loc_size(symbol) != QR_CORNERS)
        return;
    for (unsigned i = 0; i < QR_CORNERS; i++)
        out[i] =
            corner_at(frame, zbar_symbol_get_loc_x(symbol, i), zbar_symbol_get_loc_y(symbol, i));
}

/* Whether the code just read is the one asked for. One that was passed over is so wherever else it
 * is found again. */
static bool wanted(struct cascade *cascade, const struct qr_text *text)
{
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < text->len; i++)
        hash = (hash ^ (uint8_t)text->bytes[i]) * 16777619U;
    for (int i = 0; i < cascade->skipped; i++)
        if (cascade->passed[i] == hash)
            return false;
    if (cascade->skipped == cascade->skip)
        return true;
    cascade->passed[cascade->skipped++] = hash;
    return false;
}

/* A part of a structured-append set is ZBAR_PARTIAL: no text of its own. */
static bool symbols_read(struct cascade *cascade, const zbar_image_t *image,
                         const struct frame *frame, struct qr_text *out)
{
    const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
    for (; symbol; symbol = zbar_symbol_next(symbol))
        if (zbar_symbol_get_type(symbol) == ZBAR_QRCODE &&
            charset_read(cascade->charset, zbar_symbol_get_data(symbol),
                         zbar_symbol_get_data_length(symbol), out) &&
            wanted(cascade, out)) {
            corners_take(frame, symbol, out->corners);
            return true;
        }
    return false;
}

static bool frame_scan(struct cascade *cascade, const struct frame *frame, struct qr_text *out)
{
    if (++cascade->frames > FRAMES_PER_SCANNER) {
        zbar_image_scanner_destroy(cascade->scanner);
        cascade->scanner = scanner_new();
        cascade->frames = 1;
    }
    zbar_image_t *image = zbar_image_create();
    if (!image)
        abort();
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)frame->width, (unsigned)frame->height);
    zbar_image_set_data(image, frame->pixels, frame_len(frame), NULL);
    bool read =
        zbar_scan_image(cascade->scanner, image) > 0 && symbols_read(cascade, image, frame, out);
    if (!read)
        wipe(out, sizeof(*out)); /* what was passed over, too */
    zbar_image_destroy(image);
    return read;
}

static bool grid_read(struct cascade *cascade, const struct grid *grid, bool mirrored,
                      const struct frame *frame, struct qr_text *out)
{
    struct frame *drawn = &cascade->work[0];
    if (!grid_draw(grid, frame, mirrored, drawn) || !frame_scan(cascade, drawn, out))
        return false;
    for (int i = 0; i < QR_CORNERS; i++) {
        struct point place =
            grid_place(grid, i == 1 || i == 2 ? grid->side : 0, i == 2 || i == 3 ? grid->side : 0);
        out->corners[i] = corner_at(frame, place.x, place.y);
    }
    return true;
}

/* Flat, bent, and bent as in a mirror. */
static bool grid_try(struct cascade *cascade, struct grid *grid, const struct frame *frame,
                     struct qr_text *out)
{
    if (!grid_fit(grid, frame))
        return false;
    int skipped = cascade->skipped;
    if (grid_read(cascade, grid, false, frame, out))
        return true;
    if (cascade->skipped != skipped)
        return false;
    return grid_bend(grid, frame) && (grid_read(cascade, grid, false, frame, out) ||
                                      grid_read(cascade, grid, true, frame, out));
}

/* Codes found by their finder patterns in work[1], which is black and white, and read from the
 * frame, which is `scale` times as large. */
static bool grids_read(struct cascade *cascade, const struct frame *frame, int scale,
                       struct qr_text *out)
{
    struct grids found;
    grids_find(&cascade->work[1], scale, &found);
    for (int i = 0; i < found.count; i++)
        if (grid_try(cascade, &found.grids[i], frame, out))
            return true;
    cascade->sight = sight_of(&found, frame, &cascade->work[1]);
    return false;
}

static bool draw_halved(struct cascade *cascade, const struct frame *frame, struct qr_text *out)
{
    filter_halve(&cascade->work[0], frame);
    filter_threshold(&cascade->work[1], &cascade->work[0]);
    return grids_read(cascade, frame, 2, out);
}

static bool draw_whole(struct cascade *cascade, const struct frame *frame, struct qr_text *out)
{
    filter_threshold(&cascade->work[1], frame);
    return grids_read(cascade, frame, 1, out);
}

static bool scan_halved(struct cascade *cascade, const struct frame *frame, struct qr_text *out)
{
    filter_halve(&cascade->work[0], frame);
    if (!frame_scan(cascade, &cascade->work[0], out))
        return false;
    for (int i = 0; i < QR_CORNERS; i++) {
        out->corners[i].x *= 2;
        out->corners[i].y *= 2;
    }
    return true;
}

/* Every second row and column will do for a frame as large as this: finder patterns that fewer
 * lines than three cross are too small to read in any case. It halves the time. */
static bool scan_contrast(struct cascade *cascade, const struct frame *frame, struct qr_text *out)
{
    filter_contrast(&cascade->work[0], frame);
    density_set(cascade->scanner, 2);
    bool read = frame_scan(cascade, &cascade->work[0], out);
    density_set(cascade->scanner, 1);
    return read;
}

static bool (*const stages[CASCADE_STAGES])(struct cascade *cascade, const struct frame *frame,
                                            struct qr_text *out) = {
    draw_halved,
    draw_whole,
    scan_halved,
    scan_contrast,
};

bool cascade_run(struct cascade *cascade, const struct frame *frame, int stage, struct qr_text *out)
{
    assert(stage >= 0 && stage < CASCADE_STAGES);
    wipe(out, sizeof(*out));
    cascade->sight = SIGHT_NOTHING;
    cascade->skipped = 0;
    if (frame_len(frame) == 0)
        return false;
    bool read = stages[stage](cascade, frame, out);
    frame_clear(&cascade->work[0]);
    frame_clear(&cascade->work[1]);
    return read;
}

void cascade_skip(struct cascade *cascade, int codes)
{
    assert(codes >= 0 && codes <= CASCADE_SKIP_MAX);
    cascade->skip = codes;
}

enum sight cascade_sight(const struct cascade *cascade)
{
    return cascade->sight;
}
