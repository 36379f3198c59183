#include "scan/lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SPREAD = 2 /* turns that an edge may be out of true */, APART = 3, VOTES_LEAST = 24 };

static const float near = 1.7F, aligned = 0.93F; /* pixels; cosine of 21 degrees */

struct direction {
    float x, y;
};

static void directions_make(struct direction out[EDGES_TURNS])
{
    for (int i = 0; i < EDGES_TURNS; i++) {
        float angle = (float)i * 2 * (float)M_PI / EDGES_TURNS;
        out[i] = (struct direction){cosf(angle), sinf(angle)};
    }
}

static void vote(struct lines *lines, const struct edges *edges)
{
    struct direction directions[EDGES_TURNS];
    directions_make(directions);
    memset(lines->votes, 0, sizeof(lines->votes));
    for (int i = 0; i < edges->count; i++) {
        const struct edge *edge = &edges->found[i];
        for (int j = -SPREAD; j <= SPREAD; j++) {
            int turn = (edge->turn + j + EDGES_TURNS) % EDGES_TURNS;
            float away = edge->x * directions[turn].x + edge->y * directions[turn].y;
            int at = (int)(away + LINES_REACH + 0.5F);
            if (at >= 0 && at < LINES_LENGTH)
                lines->votes[turn][at] = (uint16_t)(lines->votes[turn][at] + edge->weight);
        }
    }
}

/* The votes of a place with those beside it: the line is seldom in the middle of one. */
static int votes_near(const struct lines *lines, int turn, int at)
{
    return lines->votes[turn][at - 1] + 2 * lines->votes[turn][at] + lines->votes[turn][at + 1];
}

struct peak {
    int turn, at, votes;
};

/* Whether the other would be the same line. */
static bool peak_close(const struct peak *a, const struct peak *b)
{
    int turns = abs(a->turn - b->turn);
    if (turns > EDGES_TURNS / 2)
        turns = EDGES_TURNS - turns;
    return turns <= 2 * APART && abs(a->at - b->at) <= APART + turns * 2;
}

/* Puts the peak in its place among the best; of two that are close the higher stays. */
static int peak_keep(struct peak peaks[LINES_MAX], int count, struct peak peak)
{
    for (int i = 0; i < count; i++)
        if (peaks[i].votes >= peak.votes && peak_close(&peaks[i], &peak))
            return count;
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (!peak_close(&peaks[i], &peak))
            peaks[kept++] = peaks[i];
    if (kept == LINES_MAX && peaks[kept - 1].votes >= peak.votes)
        return kept;
    int i = kept < LINES_MAX ? kept : LINES_MAX - 1;
    for (; i > 0 && peaks[i - 1].votes < peak.votes; i--)
        peaks[i] = peaks[i - 1];
    peaks[i] = peak;
    return kept < LINES_MAX ? kept + 1 : LINES_MAX;
}

static int peaks_find(const struct lines *lines, struct peak peaks[LINES_MAX])
{
    int count = 0;
    for (int turn = 0; turn < EDGES_TURNS; turn++)
        for (int at = 1; at < LINES_LENGTH - 1; at++) {
            int before = (turn + EDGES_TURNS - 1) % EDGES_TURNS, after = (turn + 1) % EDGES_TURNS;
            int votes = votes_near(lines, turn, at);
            if (votes >= 2 * VOTES_LEAST && votes >= votes_near(lines, before, at) &&
                votes >= votes_near(lines, after, at) &&
                lines->votes[turn][at] >= lines->votes[turn][at - 1] &&
                lines->votes[turn][at] >= lines->votes[turn][at + 1])
                count = peak_keep(peaks, count, (struct peak){turn, at, votes});
        }
    return count;
}

static bool edge_on(const struct edge *edge, const struct line *line, float within)
{
    return fabsf(edge->x * line->nx + edge->y * line->ny - line->away) <= within &&
           edge->cx * line->nx + edge->cy * line->ny >= aligned;
}

/* The line through the edges that are on it, by least squares of their distances. */
static void line_fit(struct line *line, const struct edges *edges, float within)
{
    double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
    for (int i = 0; i < edges->count; i++) {
        const struct edge *edge = &edges->found[i];
        if (!edge_on(edge, line, within))
            continue;
        n++;
        x += edge->x;
        y += edge->y;
        xx += (double)edge->x * edge->x;
        xy += (double)edge->x * edge->y;
        yy += (double)edge->y * edge->y;
    }
    if (n < 8)
        return;
    double sxx = xx - x * x / n, sxy = xy - x * y / n, syy = yy - y * y / n;
    double along = 0.5 * atan2(2 * sxy, sxx - syy);
    double nx = -sin(along), ny = cos(along);
    double sign = nx * line->nx + ny * line->ny < 0 ? -1 : 1;
    line->nx = (float)(sign * nx);
    line->ny = (float)(sign * ny);
    line->away = (float)(sign * (nx * x + ny * y) / n);
}

static void line_sum(struct line *line, const struct edges *edges)
{
    uint8_t there[LINES_LENGTH] = {0};
    for (int i = 0; i < edges->count; i++) {
        const struct edge *edge = &edges->found[i];
        int at = (int)line_place(line, edge->x, edge->y);
        if (edge_on(edge, line, near) && at > 0 && at < LINES_LENGTH - 1)
            there[at - 1] = there[at] = there[at + 1] = 1; /* a crest may miss a pixel */
    }
    for (int i = 0; i < LINES_LENGTH; i++)
        line->sums[i + 1] = (uint16_t)(line->sums[i] + there[i]);
}

/* What of the line is in the picture, a little from its border on, where no edges are looked for.
 */
static void line_clip(struct line *line, const struct edges *edges)
{
    double across = edges->width / 2.0 - 3, down = edges->height / 2.0 - 3;
    double x = (double)line->away * line->nx, y = (double)line->away * line->ny;
    double dx = -line->ny, dy = line->nx; /* the way that line_place counts */
    line->from = -LINES_REACH;
    line->to = LINES_REACH;
    const double starts[] = {x, y}, ways[] = {dx, dy}, ends[] = {across, down};
    for (int i = 0; i < 2; i++) {
        if (fabs(ways[i]) < 1e-6)
            continue;
        double a = (-ends[i] - starts[i]) / ways[i], b = (ends[i] - starts[i]) / ways[i];
        line->from = fmax(line->from, fmin(a, b));
        line->to = fmin(line->to, fmax(a, b));
    }
    line->from += LINES_REACH;
    line->to += LINES_REACH;
}

/* The borders are lines wholly there, bright inside: what leaves the picture ends there. */
static void borders_add(struct lines *lines, const struct edges *edges)
{
    const float across = (float)edges->width / 2 - 2, down = (float)edges->height / 2 - 2;
    const struct line borders[LINES_FRAME] = {
        {1, 0, -across, .border = true},
        {-1, 0, -across, .border = true},
        {0, 1, -down, .border = true},
        {0, -1, -down, .border = true},
    };
    for (int i = 0; i < LINES_FRAME; i++) {
        struct line *line = &lines->found[lines->count++];
        *line = borders[i];
        for (int j = 0; j < LINES_LENGTH; j++)
            line->sums[j + 1] = (uint16_t)(j + 1);
    }
}

void lines_find(struct lines *lines, const struct edges *edges)
{
    struct peak peaks[LINES_MAX];
    struct direction directions[EDGES_TURNS];
    vote(lines, edges);
    directions_make(directions);
    lines->count = peaks_find(lines, peaks);
    for (int i = 0; i < lines->count; i++) {
        struct line *line = &lines->found[i];
        const struct direction *direction = &directions[peaks[i].turn];
        *line = (struct line){.nx = direction->x,
                              .ny = direction->y,
                              .away = (float)(peaks[i].at - LINES_REACH),
                              .votes = peaks[i].votes};
        line_fit(line, edges, 3);
        line_fit(line, edges, near);
        line_sum(line, edges);
        line_clip(line, edges);
    }
    borders_add(lines, edges);
}

double line_place(const struct line *line, double x, double y)
{
    return y * line->nx - x * line->ny + LINES_REACH;
}

static int step_of(double place)
{
    return place < 0 ? 0 : place > LINES_LENGTH ? LINES_LENGTH : (int)place;
}

double line_support(const struct line *line, double from, double to)
{
    int first = step_of(fmin(from, to)), last = step_of(fmax(from, to));
    return last > first ? (double)(line->sums[last] - line->sums[first]) / (last - first) : 0;
}
