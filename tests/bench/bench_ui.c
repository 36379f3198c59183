/* Our screen beside a page in Chromium's kiosk mode and an application in Qt Quick, all three on
 * one display, in turns. `complete` is the last damage that changed a pixel, for everybody.
 *
 *     bench_ui FOLDER    with a folder each for ours, chromium and qt (see ui_side.h) */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/figures.h"
#include "bench/ui_check.h"
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

struct results {
    double warm, warm_p95, cold, cold_p95, press, press_p95, page, page_p95;
    double cpu, idle_cpu, idle_wakeups, pss, processes, closure;
};

static struct figures figures_or_none(struct samples *samples)
{
    return samples->count > 0 ? figures_of(samples->values, samples->count) : (struct figures){0};
}

static struct results results_of(struct side *side)
{
    struct figures warm = figures_or_none(&side->warm);
    struct figures cold = figures_or_none(&side->cold);
    struct figures press = figures_or_none(&side->press);
    struct figures page = figures_or_none(&side->page);
    return (struct results){
        .warm = warm.median,
        .warm_p95 = warm.p95,
        .cold = cold.median,
        .cold_p95 = cold.p95,
        .press = press.median,
        .press_p95 = press.p95,
        .page = page.median,
        .page_p95 = page.p95,
        .cpu = side->cpu_per_page,
        .idle_cpu = side->idle_cpu,
        .idle_wakeups = side->idle_wakeups,
        .pss = side->pss / 1024,
        .processes = side->processes,
        .closure = side->closure / 1e6,
    };
}

#define AT(member) offsetof(struct results, member)

static const struct line {
    const char *title, *unit;
    size_t at;
    const char *name; /* of the ratio lines; NULL none */
    bool for_qt;      /* compared with Qt Quick too */
} lines[] = {
    {"warm start to the home page", "ms", AT(warm), "warm_start", true},
    {"warm start, p95", "ms", AT(warm_p95), NULL, false},
    {"cold start to the home page", "ms", AT(cold), "cold_start", false},
    {"cold start, p95", "ms", AT(cold_p95), NULL, false},
    {"touch to pressed look", "ms", AT(press), "press", false},
    {"touch to pressed look, p95", "ms", AT(press_p95), NULL, false},
    {"page complete", "ms", AT(page), "page", true},
    {"page complete, p95", "ms", AT(page_p95), "page_p95", false},
    {"processor time a page", "ms", AT(cpu), "cpu_per_page", false},
    {"processor at rest", "%", AT(idle_cpu), "idle_cpu", false},
    {"wakeups at rest, a second", "", AT(idle_wakeups), "idle_wakeups", false},
    {"memory (PSS) after all pages", "MB", AT(pss), "pss", true},
    {"processes", "", AT(processes), NULL, false},
    {"installed beyond a base system", "MB", AT(closure), "closure", false},
};
enum { LINES = sizeof(lines) / sizeof(*lines) };

static double value(const struct results *results, const struct line *line)
{
    double number;
    memcpy(&number, (const char *)results + line->at, sizeof(number));
    return number;
}

static void report(struct side *sides)
{
    struct results results[SIDES];
    for (int i = 0; i < SIDES; i++)
        results[i] = results_of(&sides[i]);
    printf("%d starts of each kind and %d touches a side, in turns\n\n", STARTS,
           sides[0].page.count);
    printf("  %-34s %9s %9s %9s %-3s %8s %8s\n", "", "ours", "chromium", "qt quick", "", "/chrom.",
           "/qt");
    for (const struct line *line = lines; line < lines + LINES; line++) {
        double ours = value(&results[0], line);
        double chromium = value(&results[1], line), qt = value(&results[2], line);
        printf("  %-34s %9.3f %9.3f %9.3f %-3s %8.3f %8.3f\n", line->title, ours, chromium, qt,
               line->unit, ours / chromium, ours / qt);
    }
    printf("\n");
    for (int other = 1; other < SIDES; other++)
        for (const struct line *line = lines; line < lines + LINES; line++)
            if (line->name && (other == 1 || line->for_qt))
                printf("ratio\t%s.%s\t%.4f\n", sides[other].name, line->name,
                       value(&results[0], line) / value(&results[other], line));
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
    if (!screen || !screen_checked(screen))
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
