/* One of those that are compared, as the script laid it out in a folder:
 *   command   its arguments, one a line
 *   journey   one round through its pages: `page<TAB>x<TAB>y`, where to touch for each; the first
 *             line leads from the page it starts with to the home page
 *   files     what it consists of, one a line: dropped from the page cache for a cold start
 *   closure   bytes installed for it beyond a base system */
#ifndef TESTS_BENCH_UI_SIDE_H
#define TESTS_BENCH_UI_SIDE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "bench/ui_screen.h"

enum { ARGUMENTS_MAX = 64, STEPS_MAX = 32, SAMPLES_MAX = 512 };

/* Milliseconds. */
struct samples {
    double values[SAMPLES_MAX];
    int count;
};

struct step {
    char page[32];
    int x, y;
    uint32_t *picture; /* as seen the first time; later visits must show it again */
};

struct side {
    const char *name;
    char folder[512], log[544];
    char *command[ARGUMENTS_MAX + 1];
    struct step steps[STEPS_MAX];
    int step_count;
    uint32_t *first; /* the picture it starts with */
    pid_t pid;
    double closure, pss, idle_cpu, idle_wakeups, cpu_per_page;
    int processes;
    struct samples warm, cold, press, page;
};

/* Reads the folder; ends the program when something is not as it should be. */
void side_open(struct side *side, const char *name, const char *folder);
void side_close(struct side *side);

/* Starts it and takes it to its home page. Keeps how long that took, unless samples is NULL: from
 * the start to the complete first page, and from the touch there to the complete home page. */
void side_start(struct side *side, struct screen *screen, struct samples *samples);
void side_end(struct side *side, struct screen *screen);
/* Walks its round once, and keeps what each touch and each page took when `measured`. */
void side_walk(struct side *side, struct screen *screen, bool measured);
/* Drops its files from the page cache. */
void side_chill(const struct side *side);

#endif
