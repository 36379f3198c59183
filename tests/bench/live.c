/* A stopwatch around the real kiosk while it scans: linked with its objects, these calls of its
 * loop are led through here (ld --wrap). LIVE_SECONDS after the camera came on (with LIVE_AT_ONCE:
 * after the first page) it prints how the screen's thread, the preview and the decoder did, and
 * ends the kiosk. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "bench/figures.h"
#include "platform/window.h"
#include "scan/reader.h"

struct event __real_window_wait(struct window *window, const int *fds, size_t count, int timeout);
struct event __wrap_window_wait(struct window *window, const int *fds, size_t count, int timeout);
void __real_window_preview(struct window *window, const struct preview *preview);
void __wrap_window_preview(struct window *window, const struct preview *preview);
enum err __real_window_present(struct window *window, struct ui *ui, bool *presented);
enum err __wrap_window_present(struct window *window, struct ui *ui, bool *presented);
void __real_reader_start(struct reader *reader);
void __wrap_reader_start(struct reader *reader);

enum { SAMPLES_MAX = 100000, WARM_UP = 1000 /* ms: the page itself is drawn */ };

/* What was seen, from WARM_UP after the camera came on. */
static struct {
    int64_t started, ends; /* boot moments; 0 before the camera came on */
    double back, back_cpu; /* when the loop had last waited, ms */
    bool fresh;            /* the preview has a picture that was not shown yet */
    int rounds, frames;
    double wall[SAMPLES_MAX], cpu[SAMPLES_MAX]; /* of each round of the loop, ms */
    double shown[SAMPLES_MAX];                  /* moment of each picture shown, ms */
    double decoder, own;                        /* CPU seconds before the measuring */
    int idle_children;                          /* processes that the kiosk had before */
} live;

static double wall_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* CPU seconds of a process so far; 0 when it is not there, or is not called that. */
static double cpu_of(const char *pid, const char *name)
{
    char path[64], line[512];
    unsigned long user = 0, system = 0;
    snprintf(path, sizeof(path), "/proc/%.20s/stat", pid);
    FILE *file = fopen(path, "r");
    const char *at = file && fgets(line, sizeof(line), file) ? strrchr(line, ')') : NULL;
    bool named = at && (!name || strstr(line, name));
    if (!named ||
        sscanf(at + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
        user = system = 0;
    if (file)
        fclose(file);
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

/* The decoders among this process's children, whichever of its threads began them. */
static double decoders_cpu(int *count)
{
    char path[300], pid[24];
    double sum = 0;
    *count = 0;
    DIR *tasks = opendir("/proc/self/task");
    const struct dirent *task;
    while (tasks && (task = readdir(tasks))) {
        snprintf(path, sizeof(path), "/proc/self/task/%s/children", task->d_name);
        FILE *children = task->d_name[0] == '.' ? NULL : fopen(path, "r");
        while (children && fscanf(children, "%23s", pid) == 1) {
            char name[64] = "";
            snprintf(path, sizeof(path), "/proc/%s/comm", pid);
            FILE *comm = fopen(path, "r");
            if (comm && fgets(name, sizeof(name), comm) &&
                strncmp(name, "anjungan-decode", 15) == 0) {
                sum += cpu_of(pid, NULL);
                ++*count;
            }
            if (comm)
                fclose(comm);
        }
        if (children)
            fclose(children);
    }
    if (tasks)
        closedir(tasks);
    return sum;
}

/* Pictures in the worst whole second. */
static int frames_least(void)
{
    int least = live.frames;
    for (int i = 0; i < live.frames; i++) {
        int count = 0;
        if (live.shown[live.frames - 1] - live.shown[i] < 1000)
            break;
        while (live.shown[i + count] < live.shown[i] + 1000)
            count++;
        least = count < least ? count : least;
    }
    return least;
}

static void report(void)
{
    int decoders;
    double seconds = (double)(clock_boot() - live.started - WARM_UP) / 1000;
    double decoder = decoders_cpu(&decoders) - live.decoder, own = cpu_of("self", NULL) - live.own;
    int least = frames_least();
    struct figures wall = figures_of(live.wall, live.rounds);
    struct figures cpu = figures_of(live.cpu, live.rounds);
    printf("%.0f s of scanning, %d pictures shown, %d rounds of the loop\n\n", seconds, live.frames,
           live.rounds);
    printf("%-40s %8.1f   worst second %d\n", "pictures a second", live.frames / seconds, least);
    printf("%-40s %8.2f   p95 %.2f   most %.2f\n", "screen's thread away from its wait, ms",
           wall.median, wall.p95, wall.most);
    printf("%-40s %8.2f   p95 %.2f   most %.2f\n", "  of that on the CPU, ms", cpu.median, cpu.p95,
           cpu.most);
    printf("%-40s %8.1f\n", "decoder, % of a core", 100 * decoder / seconds);
    printf("%-40s %8.1f\n", "kiosk, % of a core", 100 * own / seconds);
    printf("%-40s %8d\n", "decoders before the camera came on", live.idle_children);
    printf("\nratio\tlive.frames_least\t%d\n", least);
    printf("ratio\tlive.blocked_most\t%.2f\n", wall.most);
    printf("ratio\tlive.blocked_most_cpu\t%.2f\n", cpu.most);
    printf("ratio\tlive.decoder_cpu\t%.3f\n", decoder / seconds);
    printf("ratio\tlive.decoder_idle\t%d\n", live.idle_children);
    fflush(stdout);
}

static bool measuring(void)
{
    return live.started && clock_boot() - live.started >= WARM_UP;
}

static void measure_from_now(void)
{
    const char *seconds = getenv("LIVE_SECONDS");
    live.started = clock_boot();
    live.ends = live.started + WARM_UP + 1000 * (seconds ? atoi(seconds) : 20);
}

struct event __wrap_window_wait(struct window *window, const int *fds, size_t count, int timeout)
{
    int decoders;
    if (!live.started && getenv("LIVE_AT_ONCE"))
        measure_from_now();
    if (measuring() && live.rounds < SAMPLES_MAX) {
        if (live.rounds == 0) {
            live.decoder = decoders_cpu(&decoders);
            live.own = cpu_of("self", NULL);
        }
        live.wall[live.rounds] = wall_now() - live.back;
        live.cpu[live.rounds++] = moment() - live.back_cpu;
    }
    if (live.started && clock_boot() >= live.ends) {
        report();
        return (struct event){.kind = EVENT_QUIT};
    }
    struct event event = __real_window_wait(window, fds, count, timeout);
    live.back = wall_now();
    live.back_cpu = moment();
    return event;
}

void __wrap_window_preview(struct window *window, const struct preview *preview)
{
    live.fresh = preview->grey != NULL;
    __real_window_preview(window, preview);
}

enum err __wrap_window_present(struct window *window, struct ui *ui, bool *presented)
{
    enum err err = __real_window_present(window, ui, presented);
    if (live.fresh && *presented && measuring() && live.frames < SAMPLES_MAX)
        live.shown[live.frames++] = wall_now();
    live.fresh = false;
    return err;
}

void __wrap_reader_start(struct reader *reader)
{
    if (!live.started) {
        decoders_cpu(&live.idle_children);
        measure_from_now();
    }
    __real_reader_start(reader);
}
