#include "scan/edges.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Of Sobel's operator, which is eight times the change from one pixel to the next. */
enum { STEEP_LEAST = 14, STEEP_GOOD = 40, STEEP_KINDS = 2048 };

static uint8_t area_mean(const struct frame *frame, int left, int top, int side)
{
    uint32_t sum = 0;
    for (int y = top; y < top + side; y++) {
        const uint8_t *row = frame->pixels + (size_t)y * (size_t)frame->width + left;
        for (int x = 0; x < side; x++)
            sum += row[x];
    }
    return (uint8_t)(sum / (uint32_t)(side * side));
}

static void shrink(struct edges *edges, const struct frame *frame)
{
    int step = 1;
    while (frame->width / step > EDGES_WIDTH || frame->height / step > EDGES_HEIGHT)
        step++;
    edges->step = step;
    edges->width = frame->width / step;
    edges->height = frame->height / step;
    for (int y = 0; y < edges->height; y++)
        for (int x = 0; x < edges->width; x++)
            edges->grey[y * edges->width + x] = area_mean(frame, x * step, y * step, step);
}

/* Print on a page is fine, its border is long: what is fine goes. */
static void soften(struct edges *edges)
{
    int width = edges->width, height = edges->height;
    memcpy(edges->soft, edges->grey, (size_t)width * (size_t)height);
    for (int y = 1; y < height - 1; y++)
        for (int x = 1; x < width - 1; x++) {
            const uint8_t *at = edges->grey + y * width + x;
            int corners = at[-width - 1] + at[-width + 1] + at[width - 1] + at[width + 1];
            int beside = at[-1] + at[1] + at[-width] + at[width];
            edges->soft[y * width + x] = (uint8_t)((corners + 2 * beside + 4 * at[0] + 8) / 16);
        }
}

static void gradients(struct edges *edges, int counts[STEEP_KINDS])
{
    int width = edges->width;
    memset(edges->steep, 0, sizeof(edges->steep));
    for (int y = 2; y < edges->height - 2; y++)
        for (int x = 2; x < width - 2; x++) {
            int i = y * width + x;
            const uint8_t *at = edges->soft + i, *above = at - width, *below = at + width;
            int across = above[1] + 2 * at[1] + below[1] - above[-1] - 2 * at[-1] - below[-1];
            int down = below[-1] + 2 * below[0] + below[1] - above[-1] - 2 * above[0] - above[1];
            edges->across[i] = (int16_t)across;
            edges->down[i] = (int16_t)down;
            int big = abs(across) > abs(down) ? abs(across) : abs(down);
            int small = abs(across) + abs(down) - big;
            int steep = big + small * 3 / 8; /* of the length, within seven per cent */
            edges->steep[i] = (uint16_t)steep;
            counts[steep < STEEP_KINDS ? steep : STEEP_KINDS - 1]++;
        }
}

/* Of a wide change its middle alone. */
static bool crest(const struct edges *edges, int i)
{
    int width = edges->width, across = edges->across[i], down = edges->down[i];
    int over = 2 * abs(across) > abs(down) ? (across > 0 ? 1 : -1) : 0;
    if (2 * abs(down) > abs(across))
        over += down > 0 ? width : -width;
    int steep = edges->steep[i];
    return steep >= edges->steep[i + over] && steep > edges->steep[i - over];
}

static struct edge edge_at(const struct edges *edges, int x, int y)
{
    int i = y * edges->width + x;
    float across = edges->across[i], down = edges->down[i];
    float length = hypotf(across, down);
    int turn = (int)lrintf(atan2f(down, across) * (EDGES_TURNS / 2 / (float)M_PI));
    return (struct edge){
        .x = (float)x - (float)edges->width / 2,
        .y = (float)y - (float)edges->height / 2,
        .cx = across / length,
        .cy = down / length,
        .weight =
            (uint8_t)(1 + (edges->steep[i] < 4 * STEEP_GOOD ? edges->steep[i] / STEEP_GOOD : 4)),
        .turn = (uint8_t)((turn + EDGES_TURNS) % EDGES_TURNS),
    };
}

/* False when there are more than fit. */
static bool collect(struct edges *edges, int least)
{
    edges->count = 0;
    for (int y = 2; y < edges->height - 2; y++)
        for (int x = 2; x < edges->width - 2; x++) {
            int i = y * edges->width + x;
            if (edges->steep[i] < least || !crest(edges, i))
                continue;
            if (edges->count == EDGES_MAX)
                return false;
            edges->found[edges->count++] = edge_at(edges, x, y);
        }
    return true;
}

void edges_find(struct edges *edges, const struct frame *frame)
{
    int counts[STEEP_KINDS] = {0}, least = STEEP_KINDS;
    edges->count = edges->width = edges->height = 0;
    if (frame->width < 5 || frame->height < 5)
        return;
    shrink(edges, frame);
    soften(edges);
    gradients(edges, counts);
    /* about a third of the steep pixels are crests; in some pictures more */
    for (int sum = 0; least > STEEP_LEAST && sum < 3 * EDGES_MAX; least--)
        sum += counts[least - 1];
    while (!collect(edges, least))
        least += 1 + least / 4;
}
