/* bench_video [CLIPS]: tracking codes held before a camera, by how they are held: share read within
 * a second and frames until the first read, ours beside zbar at its defaults. Both get the same
 * frames at 30 a second, as many as they keep up with: ours one stage of its cascade a frame, and
 * resting in between as it does in the kiosk, zbar without rest. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <qrencode.h>

#include "base/err.h"
#include "bench/camera.h"
#include "bench/figures.h"
#include "bench/peers.h"
#include "scan/cascade.h"
#include "service/tracking.h"

enum { CLIPS = 6, CLIPS_MAX = 100, FRAMES = CAMERA_FRAMES_A_SECOND, HARDEST = 3, SEED = 20261122 };

/* clang-format off */
static const struct scene scenes[] = {
    {"near, still",      .module = 8,   .tilt = 10, .speed = 20,  .exposure = 10, .dark = 35, .light = 215, .noise = 3},
    {"far away",         .module = 2.1, .tilt = 12, .speed = 25,  .exposure = 10, .dark = 45, .light = 210, .noise = 4},
    {"at an angle",      .module = 6,   .tilt = 55, .speed = 30,  .exposure = 10, .dark = 40, .light = 210, .noise = 4},
    {"steep angle",      .module = 8,   .tilt = 63, .speed = 30,  .exposure = 10, .dark = 40, .light = 210, .noise = 4, .roll = 30},
    {"moving",           .module = 6,   .tilt = 12, .speed = 900, .exposure = 20, .dark = 40, .light = 210, .noise = 4},
    {"dark room",        .module = 5,   .tilt = 15, .speed = 40,  .exposure = 30, .dark = 9,  .light = 38,  .noise = 7},
    {"too bright",       .module = 5,   .tilt = 15, .speed = 30,  .exposure = 10, .dark = 200, .light = 330, .noise = 6, .out_of_focus = 1},
    {"out of focus",     .module = 6,   .tilt = 12, .speed = 30,  .exposure = 10, .dark = 45, .light = 205, .noise = 4, .out_of_focus = 3.6},
    {"ceiling lamp",     .module = 6,   .tilt = 25, .speed = 60,  .exposure = 10, .dark = 50, .light = 150, .noise = 4, .glare = 400},
    {"dim phone",        .module = 5,   .tilt = 20, .speed = 40,  .exposure = 25, .dark = 30, .light = 58,  .noise = 6, .moire = 0.3},
    {"bright phone",     .module = 6,   .tilt = 25, .speed = 40,  .exposure = 10, .dark = 20, .light = 235, .noise = 4, .moire = 0.75},
    {"creased receipt",  .module = 7,   .tilt = 20, .speed = 40,  .exposure = 10, .dark = 60, .light = 205, .noise = 4, .crease = 0.9},
    {"curled receipt",   .module = 7,   .tilt = 30, .speed = 40,  .exposure = 10, .dark = 60, .light = 205, .noise = 4, .curl = 0.65},
    {"creased, at an angle, moving", .module = 6, .tilt = 45, .speed = 300, .exposure = 15, .dark = 70, .light = 190, .noise = 5, .crease = 0.7},
};
/* clang-format on */

/* A decoder in the course of a clip. */
struct watcher {
    double busy_until; /* ms into the clip */
    int read_at;       /* the frame, from 1; 0 while unread */
    int stage;
};

/* Over the clips of one scene. */
struct tally {
    int read;
    double frames[CLIPS_MAX]; /* FRAMES + 1 where unread */
};

/* A decoder that is still busy with an earlier frame misses this one. */
static bool watcher_free(const struct watcher *watcher, double now)
{
    return watcher->read_at == 0 && watcher->busy_until <= now;
}

static void watcher_answer(struct watcher *watcher, int index, double now, double ms, bool read)
{
    watcher->busy_until = now + ms;
    if (read)
        watcher->read_at = index + 1;
}

static void clip_watch(const struct clip *clip, const char *text, struct cascade *cascade,
                       struct peer_zbar *zbar, struct frame *frame, struct watcher watchers[2])
{
    static struct qr_text found;
    for (int i = 0; i < FRAMES && (!watchers[0].read_at || !watchers[1].read_at); i++) {
        double now = i * 1000.0 / FRAMES, start;
        camera_shoot(clip, i, frame);
        if (watcher_free(&watchers[0], now)) {
            start = moment();
            bool read = cascade_run(cascade, frame, watchers[0].stage, &found);
            watchers[0].stage = (watchers[0].stage + 1) % CASCADE_STAGES;
            /* In the kiosk it then rests as long as it worked (scan/scanner.c): so it does here. */
            watcher_answer(&watchers[0], i, now, 2 * (moment() - start),
                           read && strcmp(found.bytes, text) == 0);
        }
        if (watcher_free(&watchers[1], now)) {
            start = moment();
            bool read = peer_zbar_read(zbar, frame, &found);
            watcher_answer(&watchers[1], i, now, moment() - start,
                           read && strcmp(found.bytes, text) == 0);
        }
    }
}

/* The clip's own tracking code, as a receipt shows it. */
static QRcode *code_make(uint32_t seed, char text[TRACKING_QR_SIZE])
{
    struct tracking_code code = tracking_make(TRACKING_REQUEST, seed * 0x9E3779B97F4A7C15ULL);
    if (tracking_qr(&code, "https://layanan.pekalongankota.go.id", text) != OK)
        abort();
    QRcode *qr = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (!qr)
        abort();
    return qr;
}

static void scene_watch(const struct scene *scene, uint32_t seed, int clips,
                        struct cascade *cascade, struct peer_zbar *zbar, struct tally tallies[2])
{
    struct frame frame;
    frame_init(&frame);
    for (int i = 0; i < clips; i++) {
        char text[TRACKING_QR_SIZE];
        struct watcher watchers[2] = {0};
        QRcode *qr = code_make(seed + (uint32_t)i, text);
        struct clip clip = {scene, qr->data, qr->width, seed + (uint32_t)i * 7919};
        clip_watch(&clip, text, cascade, zbar, &frame, watchers);
        for (int who = 0; who < 2; who++) {
            tallies[who].read += watchers[who].read_at > 0;
            tallies[who].frames[i] = watchers[who].read_at ? watchers[who].read_at : FRAMES + 1;
        }
        QRcode_free(qr);
    }
    frame_fini(&frame);
}

static int by_zbar(const void *a, const void *b)
{
    const struct tally *left = a, *right = b;
    return left[1].read - right[1].read;
}

static void report(struct tally tallies[][2], int clips)
{
    static double frames[2][LENGTH(scenes) * CLIPS_MAX];
    int read[2] = {0}, hard[2] = {0}, all = (int)LENGTH(scenes) * clips;
    qsort(tallies, LENGTH(scenes), sizeof(tallies[0]), by_zbar);
    for (int scene = 0; scene < (int)LENGTH(scenes); scene++)
        for (int who = 0; who < 2; who++) {
            read[who] += tallies[scene][who].read;
            hard[who] += scene < HARDEST ? tallies[scene][who].read : 0;
            memcpy(frames[who] + scene * clips, tallies[scene][who].frames,
                   (size_t)clips * sizeof(double));
        }
    struct figures ours = figures_of(frames[0], all), zbar = figures_of(frames[1], all);
    printf("%-30s %7.1f %% %7.1f %% %8.0f %8.0f\n", "all", 100.0 * read[0] / all,
           100.0 * read[1] / all, ours.median, zbar.median);
    printf("%-30s %7.1f %% %7.1f %%\n\n", "the three hardest for zbar",
           100.0 * hard[0] / HARDEST / clips, 100.0 * hard[1] / HARDEST / clips);
    /* Where zbar reads none it is taken for one clip. */
    printf("ratio\tzbar.read_1s\t%.3f\n", (double)read[0] / (read[1] ? read[1] : 1));
    printf("ratio\tzbar.read_1s_hard\t%.3f\n", (double)hard[0] / (hard[1] ? hard[1] : 1));
    printf("ratio\tzbar.frames\t%.3f\n", ours.median / zbar.median);
}

int main(int argc, char **argv)
{
    static struct tally tallies[LENGTH(scenes)][2];
    int clips = argc > 1 ? atoi(argv[1]) : CLIPS;
    if (clips < 1 || clips > CLIPS_MAX) {
        fprintf(stderr, "usage: bench_video [CLIPS]\nCLIPS: of each scene, 1 to %d\n", CLIPS_MAX);
        return 2;
    }
    struct cascade *cascade = cascade_new();
    struct peer_zbar *zbar = peer_zbar_new(false);
    printf("%d clips of %d frames a scene, seed %d\n\n", clips, FRAMES, SEED);
    printf("%-30s %9s %9s %8s %8s\n", "read within 1 s, median frame", "ours", "zbar", "ours",
           "zbar");
    for (size_t i = 0; i < LENGTH(scenes); i++) {
        scene_watch(&scenes[i], SEED + (uint32_t)i * 1000, clips, cascade, zbar, tallies[i]);
        double copy[2][CLIPS_MAX];
        memcpy(copy[0], tallies[i][0].frames, sizeof(copy[0]));
        memcpy(copy[1], tallies[i][1].frames, sizeof(copy[1]));
        printf("%-30s %7.1f %% %7.1f %% %8.0f %8.0f\n", scenes[i].name,
               100.0 * tallies[i][0].read / clips, 100.0 * tallies[i][1].read / clips,
               figures_of(copy[0], clips).median, figures_of(copy[1], clips).median);
        fflush(stdout);
    }
    report(tallies, clips);
    cascade_free(cascade);
    peer_zbar_free(zbar);
    return 0;
}
