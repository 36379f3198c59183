/* soak FILE FRAMES: gives a decoder child frame after frame until FRAMES are together, over all
 * runs: FILE gets a line every so many frames (frames in all, frames of this child, its memory and
 * ours in KiB) and the next run goes on from its end. At last it says how memory went. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <qrencode.h>

#include "base/clock.h"
#include "bench/camera.h"
#include "scan/decoder.h"

enum { EVERY = 2000, POOL = 32, LARGE = 8, SETTLED = 20000 };

/* clang-format off */
static const struct scene scenes[] = {
    {"near",    .module = 8, .tilt = 10, .speed = 20, .exposure = 10, .dark = 35, .light = 215, .noise = 3},
    {"far",     .module = 2.1, .tilt = 12, .speed = 25, .exposure = 10, .dark = 45, .light = 210, .noise = 4},
    {"steep",   .module = 8, .tilt = 63, .speed = 30, .exposure = 10, .dark = 40, .light = 210, .noise = 4, .roll = 30},
    {"dark",    .module = 5, .tilt = 15, .speed = 40, .exposure = 30, .dark = 9, .light = 38, .noise = 7},
    {"glare",   .module = 6, .tilt = 25, .speed = 60, .exposure = 10, .dark = 50, .light = 150, .noise = 4, .glare = 400},
    {"moire",   .module = 6, .tilt = 25, .speed = 40, .exposure = 10, .dark = 20, .light = 235, .noise = 4, .moire = 0.75},
    {"creased", .module = 7, .tilt = 20, .speed = 40, .exposure = 10, .dark = 60, .light = 205, .noise = 4, .crease = 0.9},
    {"noise",   .module = 4, .tilt = 70, .speed = 40, .exposure = 10, .dark = 30, .light = 40, .noise = 60},
};
/* clang-format on */

static long rss_of(pid_t pid)
{
    char path[64];
    long size = 0, resident = 0;
    snprintf(path, sizeof(path), "/proc/%d/statm", (int)pid);
    FILE *file = fopen(path, "r");
    if (file && fscanf(file, "%ld %ld", &size, &resident) != 2)
        resident = 0;
    if (file)
        fclose(file);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

/* The middle of the picture alone: most frames are small, so that there can be many. */
static void crop(struct frame *frame)
{
    enum { WIDTH = 480, HEIGHT = 360 };
    int left = (frame->width - WIDTH) / 2, top = (frame->height - HEIGHT) / 2;
    for (int y = 0; y < HEIGHT; y++)
        memmove(frame->pixels + y * WIDTH, frame->pixels + (top + y) * frame->width + left, WIDTH);
    frame->width = WIDTH;
    frame->height = HEIGHT;
}

static void pool_fill(struct frame pool[POOL])
{
    for (int i = 0; i < POOL; i++) {
        char text[48];
        snprintf(text, sizeof(text), i % 3 ? "HTTPS://CONTOH.EXAMPLE/T/%d" : "contoh é %d", i);
        QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
        struct clip clip = {&scenes[(size_t)i % (sizeof(scenes) / sizeof(*scenes))], code->data,
                            code->width, 100 + (uint32_t)i};
        frame_init(&pool[i]);
        camera_shoot(&clip, i, &pool[i]);
        if (i >= LARGE)
            crop(&pool[i]);
        QRcode_free(code);
    }
}

static void one_frame(struct decoder *decoder, const struct frame *frame, int stage)
{
    struct qr_text text;
    if (decoder_offer(decoder, frame, stage, clock_boot()) != OK) {
        fprintf(stderr, "soak: the decoder does not take a frame\n");
        exit(1);
    }
    while (decoder_take(decoder, clock_boot(), &text) == ERR_BUSY) {
        struct pollfd file = {.fd = decoder_fd(decoder), .events = POLLIN};
        poll(&file, 1, DECODER_TIME_LIMIT);
    }
}

static long total_of(const char *path)
{
    long total = 0, frames;
    FILE *file = fopen(path, "r");
    while (file && fscanf(file, "%ld %*d %*d %*d", &frames) == 1)
        total = frames;
    if (file)
        fclose(file);
    return total;
}

static int told(const char *path)
{
    long total = 0, frames = 0, child, own, least[2] = {0}, most[2] = {0};
    int runs = 0;
    FILE *file = fopen(path, "r");
    while (file && fscanf(file, "%ld %ld %ld %ld", &total, &frames, &child, &own) == 4) {
        runs += frames <= EVERY;
        if (frames < SETTLED)
            continue;
        long now[] = {child, own};
        for (int i = 0; i < 2; i++) {
            least[i] = least[i] == 0 || now[i] < least[i] ? now[i] : least[i];
            most[i] = now[i] > most[i] ? now[i] : most[i];
        }
    }
    if (file)
        fclose(file);
    printf("%ld frames in %d runs; memory from frame %d of each on: the child %ld to %ld KiB, the "
           "parent %ld to %ld KiB\n",
           total, runs, SETTLED, least[0], most[0], least[1], most[1]);
    return 0;
}

int main(int argc, char **argv)
{
    static struct frame pool[POOL];
    char program[PATH_SIZE];
    long wanted = argc == 3 ? atol(argv[2]) : 0, total, frames = 0;
    if (wanted <= 0)
        return 2;
    if (decoder_find(program) != OK) {
        fprintf(stderr, "soak: anjungan-decoder is not beside this program\n");
        return 1;
    }
    pool_fill(pool);
    struct decoder *decoder = decoder_new(program);
    pid_t child = 0;
    for (total = total_of(argv[1]); total < wanted; total++) {
        unsigned next = (unsigned)total * 2654435761U;
        one_frame(decoder,
                  &pool[next % 64 == 0 ? next / 64 % LARGE : LARGE + next / 64 % (POOL - LARGE)],
                  (int)(total % CASCADE_STAGES));
        if (child && child != decoder_pid(decoder))
            fprintf(stderr, "soak: the child was lost after frame %ld\n", total);
        child = decoder_pid(decoder);
        if (++frames % EVERY != 0)
            continue;
        FILE *file = fopen(argv[1], "a");
        if (!file)
            return 1;
        fprintf(file, "%ld\t%ld\t%ld\t%ld\n", total + 1, frames, rss_of(child), rss_of(getpid()));
        fclose(file);
    }
    decoder_free(decoder);
    return told(argv[1]);
}
