#include "bench/ui_side.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bench/ui_tree.h"

/* Milliseconds. A picture stays when nothing has changed for so long; a start has longer pauses. */
enum { QUIET_PRESS = 150, QUIET_PAGE = 400, QUIET_START = 1000, LIMIT = 60000 };

/* Of all pixels; clocks and countdowns move on between two visits. */
static const double SAME_PAGE = 0.97, OTHER_PAGE = 0.995;

static void fail(const struct side *side, const char *what, const char *detail)
{
    fprintf(stderr, "bench_ui: %s: %s %s\n", side->name, what, detail);
    if (side->pid > 0)
        tree_end(side->pid);
    exit(EXIT_FAILURE);
}

static void keep(struct samples *samples, int64_t from, int64_t to)
{
    if (samples->count < SAMPLES_MAX)
        samples->values[samples->count++] = (double)(to - from) / 1e6;
}

static void nap(int milliseconds)
{
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

/* ---- pictures ---- */

static uint32_t *picture_of(const struct screen *screen)
{
    size_t count;
    const uint32_t *pixels = screen_pixels(screen, &count);
    uint32_t *copy = malloc(count * sizeof(*copy));
    if (copy)
        memcpy(copy, pixels, count * sizeof(*copy));
    return copy;
}

/* How much of the screen is as in the picture, 0 to 1. */
static double likeness(const struct screen *screen, const uint32_t *picture)
{
    size_t count, same = 0;
    const uint32_t *pixels = screen_pixels(screen, &count);
    for (size_t i = 0; picture && i < count; i++)
        same += ((pixels[i] ^ picture[i]) & 0xffffff) == 0;
    return (double)same / (double)count;
}

/* The first time the picture is learnt, later it must be that one. */
static bool recognised(const struct screen *screen, uint32_t **picture)
{
    if (!*picture)
        *picture = picture_of(screen);
    return likeness(screen, *picture) >= SAME_PAGE;
}

/* ---- the folder ---- */

static FILE *open_part(const struct side *side, const char *part)
{
    char path[600];
    snprintf(path, sizeof(path), "%s/%s", side->folder, part);
    FILE *file = fopen(path, "re");
    if (!file)
        fail(side, "cannot read", path);
    return file;
}

static void read_journey(struct side *side)
{
    FILE *file = open_part(side, "journey");
    struct step step = {.picture = NULL};
    while (side->step_count < STEPS_MAX &&
           fscanf(file, "%31s %d %d", step.page, &step.x, &step.y) == 3)
        side->steps[side->step_count++] = step;
    fclose(file);
    if (side->step_count < 2)
        fail(side, "no journey in", side->folder);
}

static void read_command(struct side *side)
{
    char line[1024];
    int count = 0;
    FILE *file = open_part(side, "command");
    while (count < ARGUMENTS_MAX && fgets(line, sizeof(line), file)) {
        line[strcspn(line, "\n")] = '\0';
        side->command[count++] = strdup(line);
    }
    fclose(file);
    if (count == 0)
        fail(side, "no command in", side->folder);
}

void side_open(struct side *side, const char *name, const char *folder)
{
    *side = (struct side){.name = name};
    snprintf(side->folder, sizeof(side->folder), "%s", folder);
    snprintf(side->log, sizeof(side->log), "%s/log", folder);
    read_command(side);
    read_journey(side);
    FILE *file = open_part(side, "closure");
    if (fscanf(file, "%lf", &side->closure) != 1)
        fail(side, "no number in", "closure");
    fclose(file);
}

void side_close(struct side *side)
{
    for (int i = 0; i < side->step_count; i++)
        free(side->steps[i].picture);
    for (char **argument = side->command; *argument; argument++)
        free(*argument);
    free(side->first);
}

void side_chill(const struct side *side)
{
    char path[1024];
    FILE *file = open_part(side, "files");
    while (fgets(path, sizeof(path), file)) {
        path[strcspn(path, "\n")] = '\0';
        int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0)
            continue;
        posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
        close(fd);
    }
    fclose(file);
}

/* ---- running it ---- */

void side_start(struct side *side, struct screen *screen, struct samples *samples)
{
    const struct step *home = &side->steps[0];
    screen_point(screen, screen_width(screen) - 1, 0); /* out of the way */
    screen_settle(screen, QUIET_PAGE, LIMIT);
    int64_t begun = moment_now(), shown = 0, end = begun + LIMIT * 1000000LL;
    side->pid = tree_start(side->command, side->log);
    do {
        int64_t last = screen_settle(screen, QUIET_START, LIMIT);
        shown = last ? last : shown;
        if (moment_now() > end)
            fail(side, "did not show its first page; see", side->log);
    } while (!shown || !recognised(screen, &side->first));
    screen_point(screen, home->x, home->y);
    screen_settle(screen, QUIET_PRESS, LIMIT);
    int64_t touched = screen_touch(screen, 1);
    screen_touch(screen, 0);
    int64_t arrived = screen_settle(screen, QUIET_PAGE, LIMIT);
    if (!arrived || !recognised(screen, &side->steps[0].picture))
        fail(side, "did not show the page", home->page);
    if (samples)
        keep(samples, begun, shown + (arrived - touched));
}

void side_end(struct side *side, struct screen *screen)
{
    tree_end(side->pid);
    side->pid = 0;
    screen_settle(screen, QUIET_PAGE, LIMIT);
}

void side_walk(struct side *side, struct screen *screen, bool measured)
{
    for (int i = 1; i < side->step_count; i++) {
        struct step *step = &side->steps[i];
        uint32_t *before = picture_of(screen);
        screen_point(screen, step->x, step->y);
        screen_settle(screen, QUIET_PRESS, LIMIT);
        int64_t down = screen_touch(screen, 1);
        int64_t answered = screen_settle(screen, QUIET_PRESS, LIMIT);
        int64_t up = screen_touch(screen, 0);
        int64_t complete = screen_settle(screen, QUIET_PAGE, LIMIT);
        bool stayed = !complete || likeness(screen, before) > OTHER_PAGE;
        free(before);
        if (stayed || !recognised(screen, &step->picture))
            fail(side, "did not show the page", step->page);
        if (measured && answered)
            keep(&side->press, down, answered);
        if (measured)
            keep(&side->page, up, complete);
        nap(30);
    }
}
