/* Our screen beside a page in Chromium's kiosk mode and an application in Qt Quick, all three on
 * one display, in turns. `complete` is the last damage that changed a pixel, for everybody.
 *
 *     bench_ui FOLDER    with a folder each for ours, chromium and qt (see ui_side.h) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/figures.h"
#include "bench/ui_side.h"
#include "bench/ui_tree.h"

enum { STARTS = 7, SESSIONS = 2, ROUNDS = 2, IDLE_SECONDS = 60, SIDES = 3 };

static void measure_starts(struct side *sides, struct screen *screen)
{
    for (int i = 0; i < STARTS; i++) {
        for (struct side *side = sides; side < sides + SIDES; side++) {
            side_start(side, screen, &side->warm);
            side_end(side, screen);
        }
        for (struct side *side = sides; side < sides + SIDES; side++) {
            side_chill(side);
            side_start(side, screen, &side->cold);
            side_end(side, screen);
        }
    }
}

static void measure_rest(struct side *side)
{
    const struct timespec calm = {.tv_sec = 5};
    nanosleep(&calm, NULL);
    struct usage before = tree_usage(1);
    double wakeups = tree_wakeups(IDLE_SECONDS);
    struct usage after = tree_usage(0);
    side->pss = before.pss;
    side->processes = before.processes;
    side->idle_cpu = (after.cpu - before.cpu) / (IDLE_SECONDS * 1e3) * 100;
    side->idle_wakeups = wakeups / IDLE_SECONDS;
}

static void measure_session(struct side *side, struct screen *screen, int session)
{
    side_start(side, screen, NULL);
    struct usage before = tree_usage(0);
    for (int i = 0; i < ROUNDS; i++)
        side_walk(side, screen, true);
    struct usage after = tree_usage(0);
    int pages = ROUNDS * (side->step_count - 1);
    side->cpu_per_page += (after.cpu - before.cpu) / pages / SESSIONS;
    if (session == SESSIONS - 1)
        measure_rest(side);
    side_end(side, screen);
}

/* Everything once without a clock: pictures are learnt, caches are filled. */
static void rehearse(struct side *sides, struct screen *screen)
{
    for (struct side *side = sides; side < sides + SIDES; side++) {
        side_start(side, screen, NULL);
        side_walk(side, screen, false);
        side_end(side, screen);
    }
}

/* ---- the table ---- */

struct line {
    const char *title, *unit, *name; /* name: of the ratio line; NULL none */
    double values[SIDES];
    bool for_qt; /* compared with Qt Quick too */
};

static void print_line(const struct line *line)
{
    const double *v = line->values;
    printf("  %-38s %9.2f %9.2f %9.2f %-4s %8.3f %8.3f\n", line->title, v[0], v[1], v[2],
           line->unit, v[0] / v[1], v[0] / v[2]);
}

static struct line median_line(const char *title, const char *name, struct figures *figures[SIDES],
                               bool for_qt)
{
    return (struct line){
        title, "ms", name, {figures[0]->median, figures[1]->median, figures[2]->median}, for_qt};
}

static struct line p95_line(const char *title, const char *name, struct figures *figures[SIDES])
{
    return (struct line){
        title, "ms", name, {figures[0]->p95, figures[1]->p95, figures[2]->p95}, false};
}

static void report(struct side *sides)
{
    struct figures warm[SIDES], cold[SIDES], press[SIDES], page[SIDES];
    struct figures *warms[SIDES], *colds[SIDES], *presses[SIDES], *pages[SIDES];
    for (int i = 0; i < SIDES; i++) {
        struct side *side = &sides[i];
        warm[i] = figures_of(side->warm.values, side->warm.count);
        cold[i] = figures_of(side->cold.values, side->cold.count);
        press[i] = figures_of(side->press.values, side->press.count);
        page[i] = figures_of(side->page.values, side->page.count);
        warms[i] = &warm[i], colds[i] = &cold[i], presses[i] = &press[i], pages[i] = &page[i];
    }
    const struct side *a = &sides[0], *b = &sides[1], *c = &sides[2];
    const struct line lines[] = {
        median_line("warm start to the home page", "warm_start", warms, true),
        p95_line("warm start, p95", NULL, warms),
        median_line("cold start to the home page", "cold_start", colds, false),
        p95_line("cold start, p95", NULL, colds),
        median_line("touch to pressed look", "press", presses, false),
        p95_line("touch to pressed look, p95", NULL, presses),
        median_line("page complete", "page", pages, true),
        p95_line("page complete, p95", "page_p95", pages),
        {"processor time a page",
         "ms",
         "cpu_per_page",
         {a->cpu_per_page, b->cpu_per_page, c->cpu_per_page},
         false},
        {"processor at rest", "%", "idle_cpu", {a->idle_cpu, b->idle_cpu, c->idle_cpu}, false},
        {"wakeups at rest, a second",
         "",
         "idle_wakeups",
         {a->idle_wakeups, b->idle_wakeups, c->idle_wakeups},
         false},
        {"memory (PSS) after all pages",
         "MB",
         "pss",
         {a->pss / 1024, b->pss / 1024, c->pss / 1024},
         true},
        {"processes", "", NULL, {a->processes, b->processes, c->processes}, false},
        {"installed beyond a base system",
         "MB",
         "closure",
         {a->closure / 1e6, b->closure / 1e6, c->closure / 1e6},
         false},
    };
    enum { LINES = sizeof(lines) / sizeof(*lines) };
    printf("%d starts of each kind and %d touches a side, in turns\n\n", STARTS, a->page.count);
    printf("  %-38s %9s %9s %9s %-4s %8s %8s\n", "", "ours", "chromium", "qt quick", "", "/chrom.",
           "/qt");
    for (int i = 0; i < LINES; i++)
        print_line(&lines[i]);
    printf("\n");
    for (int i = 0; i < LINES; i++)
        if (lines[i].name)
            printf("ratio\tchromium.%s\t%.4f\n", lines[i].name,
                   lines[i].values[0] / lines[i].values[1]);
    for (int i = 0; i < LINES; i++)
        if (lines[i].for_qt)
            printf("ratio\tqt.%s\t%.4f\n", lines[i].name, lines[i].values[0] / lines[i].values[2]);
}

int main(int argc, char **argv)
{
    static const char *const names[SIDES] = {"ours", "chromium", "qt"};
    static struct side sides[SIDES];
    if (argc != 2) {
        fprintf(stderr, "usage: bench_ui FOLDER\n");
        return 2;
    }
    for (int i = 0; i < SIDES; i++) {
        char folder[512];
        snprintf(folder, sizeof(folder), "%s/%s", argv[1], names[i]);
        side_open(&sides[i], names[i], folder);
    }
    tree_adopt();
    struct screen *screen = screen_open();
    if (!screen)
        return EXIT_FAILURE;
    rehearse(sides, screen);
    measure_starts(sides, screen);
    for (int session = 0; session < SESSIONS; session++)
        for (int i = 0; i < SIDES; i++)
            measure_session(&sides[i], screen, session);
    report(sides);
    for (int i = 0; i < SIDES; i++)
        side_close(&sides[i]);
    screen_close(screen);
    return EXIT_SUCCESS;
}
