/* bench_scan DIR [-v]: the cascade of the kiosk beside other decoders on the pictures that
 * DIR/truth.tsv names, each fitted into 1280 by 720. One thread, decoding only. -v names the
 * pictures that our cascade misses or misreads. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/path.h"
#include "bench/figures.h"
#include "bench/peers.h"
#include "scan/cascade.h"
#include "scan/picture.h"

enum { PICTURES_MAX = 2000, PASSES = 3 };

struct picture {
    char path[PATH_SIZE];
    char *text; /* "" where there is none */
};

struct engine {
    const char *name;
    bool (*read)(void *self, const struct frame *frame, struct qr_text *out);
    void *self;
    int right, wrong;
    double ms[PICTURES_MAX]; /* the best of the passes */
};

static bool read_ours(void *self, const struct frame *frame, struct qr_text *out)
{
    for (int stage = 0; stage < CASCADE_STAGES; stage++)
        if (cascade_run(self, frame, stage, out))
            return true;
    return false;
}

static bool read_zbar(void *self, const struct frame *frame, struct qr_text *out)
{
    return peer_zbar_read(self, frame, out);
}

static bool read_zxing(void *self, const struct frame *frame, struct qr_text *out)
{
    (void)self;
    return peer_zxing_read(frame, out);
}

/* Undoes \n \r \t \\ in place. */
static void unescape(char *text)
{
    static const char letters[] = "nrt\\", plain[] = "\n\r\t\\";
    char *to = text;
    for (const char *from = text; *from; from++) {
        const char *letter = *from == '\\' && from[1] ? strchr(letters, from[1]) : NULL;
        *to++ = letter ? plain[letter - letters] : *from;
        from += letter != NULL;
    }
    *to = '\0';
}

/* What counts of a text: line ends in one form, no white space at the end, and nothing from the
 * first control character on that some programs take for a line's end; the truth lacks it. */
static void tidy(char *text)
{
    char *to = text;
    for (const char *from = text; *from && !strchr("\v\f\x1c\x1d\x1e", *from); from++)
        if (from[0] != '\r' || from[1] != '\n')
            *to++ = *from;
    while (to > text && strchr(" \t\r\n", to[-1]))
        to--;
    *to = '\0';
}

static int truth_read(const char *dir, struct picture *pictures)
{
    char path[PATH_SIZE], *line = NULL;
    size_t size = 0;
    int count = 0;
    FILE *file = path_join(path, dir, "truth.tsv") == OK ? fopen(path, "r") : NULL;
    while (file && count < PICTURES_MAX && getline(&line, &size, file) > 0) {
        char *tab = strchr(line, '\t');
        line[strcspn(line, "\n")] = '\0';
        if (!tab)
            continue;
        *tab = '\0';
        unescape(tab + 1);
        tidy(tab + 1);
        pictures[count].text = strdup(tab + 1);
        count += path_join(pictures[count].path, dir, line) == OK;
    }
    free(line);
    if (file)
        fclose(file);
    return count;
}

static void engine_look(struct engine *engine, int i, const struct picture *picture,
                        const struct frame *frame, bool verbose)
{
    struct qr_text text;
    bool read = false;
    for (int pass = 0; pass < PASSES; pass++) {
        double start = moment();
        read = engine->read(engine->self, frame, &text);
        double ms = moment() - start;
        if (pass == 0 || ms < engine->ms[i])
            engine->ms[i] = ms;
    }
    if (read)
        tidy(text.bytes);
    bool right = read && *picture->text && strcmp(text.bytes, picture->text) == 0;
    engine->right += right;
    engine->wrong += read && !right;
    if (verbose && (right ? engine->ms[i] > 40 : read || *picture->text || engine->ms[i] > 40))
        printf("%-12s %-50s %s %.1f ms\n", engine->name, strrchr(picture->path, '/') + 1,
               right  ? "slow"
               : read ? "WRONG"
                      : "not read",
               engine->ms[i]);
}

static void report(struct engine *engines, size_t engine_count, int count)
{
    enum { OURS, ZBAR, ZBAR_INVERTED, ZXING };
    struct figures figures[4];
    printf("%d pictures, one thread, decoding only, best of %d passes\n\n", count, PASSES);
    printf("%-22s %6s %6s %9s %9s %9s\n", "", "read", "false", "median", "p95", "slowest");
    for (size_t i = 0; i < engine_count; i++) {
        figures[i] = figures_of(engines[i].ms, count);
        printf("%-22s %6d %6d %6.2f ms %6.2f ms %6.2f ms\n", engines[i].name, engines[i].right,
               engines[i].wrong, figures[i].median, figures[i].p95, figures[i].most);
    }
    printf("\nratio\tzbar.median\t%.3f\n", figures[OURS].median / figures[ZBAR].median);
    printf("ratio\tzbar.p95\t%.3f\n", figures[OURS].p95 / figures[ZBAR].median);
    printf("ratio\tzbar.max\t%.3f\n", figures[OURS].most / figures[ZBAR].median);
    printf("ratio\tlibzxing.median\t%.3f\n", figures[OURS].median / figures[ZXING].median);
    printf("ratio\tread\t%d\n", engines[OURS].right);
    printf("ratio\tfalse\t%d\n", engines[OURS].wrong);
}

int main(int argc, char **argv)
{
    static struct picture pictures[PICTURES_MAX];
    static struct engine engines[] = {{.name = "ours", .read = read_ours},
                                      {.name = "zbar", .read = read_zbar},
                                      {.name = "zbar, with inversion", .read = read_zbar},
                                      {.name = "libzxing", .read = read_zxing}};
    struct frame frame;
    int count = argc > 1 ? truth_read(argv[1], pictures) : 0;
    bool verbose = argc > 2;
    if (count == 0) {
        fprintf(stderr, "usage: bench_scan DIR [-v]\nDIR holds pictures and their truth.tsv\n");
        return 2;
    }
    engines[0].self = cascade_new();
    engines[1].self = peer_zbar_new(false);
    engines[2].self = peer_zbar_new(true);
    frame_init(&frame);
    for (int i = 0; i < count; i++) {
        if (picture_read(pictures[i].path, &frame) != OK) {
            fprintf(stderr, "%s: cannot be read\n", pictures[i].path);
            return 1;
        }
        for (size_t engine = 0; engine < LENGTH(engines); engine++)
            engine_look(&engines[engine], i, &pictures[i], &frame, verbose);
        free(pictures[i].text);
    }
    report(engines, LENGTH(engines), count);
    frame_fini(&frame);
    cascade_free(engines[0].self);
    peer_zbar_free(engines[1].self);
    peer_zbar_free(engines[2].self);
    return 0;
}
