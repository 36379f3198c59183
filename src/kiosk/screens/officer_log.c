#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/screens/officer.h"
#include "kiosk/when.h"

/* The log's columns, as shares of its width. */
enum { SHARE_TIME = 4, SHARE_WAY = 3, SHARE_WHAT = 6, SHARE_RESULT = 8 };

const char *officer_cause(enum sync_cause cause)
{
    static const char *const words[] = {
        [CAUSE_OK] = N_("went well"),
        [CAUSE_UNCHANGED] = N_("nothing new"),
        [CAUSE_NO_NETWORK] = N_("no network"),
        [CAUSE_STALLED] = N_("the network stalled"),
        [CAUSE_TLS] = N_("the other side is not our office"),
        [CAUSE_NOT_OFFICE] = N_("the answer is not from our office"),
        [CAUSE_BUSY] = N_("the office is busy"),
        [CAUSE_REFUSED] = N_("the office does not know this kiosk"),
        [CAUSE_ITEM] = N_("some items were not taken"),
        [CAUSE_STORAGE] = N_("trouble with this kiosk's disk"),
        [CAUSE_NOT_ENROLLED] = N_("not registered yet"),
    };
    return tr(words[cause]);
}

static void duration(int64_t ms, char *out, size_t size)
{
    if (ms < 1000)
        snprintf(out, size, tr("%d ms"), (int)ms);
    else
        snprintf(out, size, tr("%d.%d s"), (int)(ms / 1000), (int)(ms % 1000 / 100));
}

/* "+0,4 s" */
static void offset(int64_t ms, char *out, size_t size)
{
    char length[24];
    int64_t tenths = (llabs(ms) + 50) / 100;
    snprintf(length, sizeof(length), tr("%d.%d s"), (int)(tenths / 10), (int)(tenths % 10));
    snprintf(out, size, "%s%s", ms < 0 ? "−" : "+", length);
}

static void stat(struct ui *ui, const char *icon, enum color color, const char *value,
                 const char *text)
{
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad = GAP_S,
           .gap = GAP_XS) {
        ICON(ui, icon, .color = color);
        LABEL(ui, value, .type = TYPE_TILE);
        LABEL(ui, text, .type = TYPE_SMALL, .color = COLOR_SOFT);
    }
}

static void stats(struct ui *ui, const struct counter_health *health)
{
    char waiting[20], sent[20], median[40] = "–", clock[40] = "–";
    snprintf(waiting, sizeof(waiting), "%zu", health->waiting);
    snprintf(sent, sizeof(sent), "%zu", health->sent_today);
    if (health->median_answer >= 0)
        duration(health->median_answer, median, sizeof(median));
    if (health->clock_known)
        offset(health->clock_offset, clock, sizeof(clock));
    GRID(ui, .columns = 4, .gap = GAP_S) {
        stat(ui, "cloud-check-fill", COLOR_DAUN, waiting, tr("waiting"));
        stat(ui, "send-check-fill", COLOR_LINK, sent, tr("sent today"));
        stat(ui, "speedometer2", COLOR_SOGA, median, tr("median answer"));
        stat(ui, "clock-fill", COLOR_LINK, clock, tr("clock offset"));
    }
}

static void content(const struct sync_row *row, char *out, size_t size)
{
    char clock[40];
    int items = row->requests + row->complaints + row->surveys + row->calls;
    if (row->way == SYNC_CLOCK) {
        offset(row->offset, clock, sizeof(clock));
        snprintf(out, size, tr("offset %s"), clock);
    } else if (row->way == SYNC_START) {
        text_copy(out, size, tr("started"));
    } else if (row->way == SYNC_PUSH) {
        snprintf(out, size, tr("%d items"), items);
    } else if (row->statuses) {
        snprintf(out, size, tr("%d statuses"), row->statuses);
    } else {
        bool answered = row->cause == CAUSE_OK || row->cause == CAUSE_UNCHANGED;
        text_copy(out, size, answered ? tr("no change") : "–");
    }
}

static enum tint result(const struct model *model, const struct sync_row *row, char *out,
                        size_t size)
{
    char took[40];
    duration(row->duration, took, sizeof(took));
    bool fine = row->cause == CAUSE_OK || row->cause == CAUSE_UNCHANGED;
    int again = seconds_left(row->next_try, model->now);
    if (fine && row->http)
        snprintf(out, size, "%d · %s", row->http, took);
    else if (!fine && again > 0)
        snprintf(out, size, tr("%1$s · again in %2$d s"), officer_cause(row->cause), again);
    else
        text_copy(out, size, officer_cause(row->cause));
    if (fine)
        return TINT_OPEN;
    return row->cause == CAUSE_BUSY || row->cause == CAUSE_ITEM ? TINT_WAIT : TINT_BAD;
}

static void row_view(struct ui *ui, const struct model *model, const struct sync_row *row)
{
    static const char *const ways[] = {[SYNC_PUSH] = N_("Send"),
                                       [SYNC_PULL] = N_("Fetch"),
                                       [SYNC_CLOCK] = N_("Clock"),
                                       [SYNC_START] = N_("Start")};
    char time[WHEN_SIZE], what[80], ended[160], text[400];
    struct badge badge = {.text = ended};
    when_logged(row->at, model->now, time);
    content(row, what, sizeof(what));
    badge.tint = result(model, row, ended, sizeof(ended));
    snprintf(text, sizeof(text), "%s %s · %s: %s", time, tr(ways[row->way]), what, ended);
    ROW(ui, .gap = GAP_S, .pad_y = GAP_XS, .align = ALIGN_CENTER, .role = ROLE_ROW, .text = text) {
        LABEL(ui, time, .type = TYPE_SMALL_BOLD, .grow = SHARE_TIME);
        LABEL(ui, tr(ways[row->way]), .type = TYPE_SMALL, .grow = SHARE_WAY);
        LABEL(ui, what, .type = TYPE_SMALL, .grow = SHARE_WHAT);
        WRAP(ui, .grow = SHARE_RESULT) {
            ui_badge(ui, &badge);
        }
    }
}

static void head_view(struct ui *ui)
{
    static const struct {
        const char *text;
        int share;
    } columns[] = {{N_("Time"), SHARE_TIME},
                   {N_("Way"), SHARE_WAY},
                   {N_("Content"), SHARE_WHAT},
                   {N_("Result"), SHARE_RESULT}};
    ROW(ui, .gap = GAP_S, .pad_y = GAP_XS) {
        for (size_t i = 0; i < LENGTH(columns); i++)
            LABEL(ui, tr(columns[i].text), .type = TYPE_SMALL_BOLD, .color = COLOR_SOFT,
                  .grow = columns[i].share);
    }
}

static void filters(struct ui *ui, const struct officer_state *state)
{
    static const char *const names[] = {
        [SYNC_ALL] = N_("All"), [SYNC_FAILED] = N_("Failed only"), [SYNC_TODAY] = N_("Today")};
    char broken[80];
    snprintf(broken, sizeof(broken), tr("Log chain broken at row %d"),
             (int)state->health.chain_broken_at);
    WRAP(ui, .gap = GAP_XS) {
        for (enum sync_filter filter = SYNC_ALL; filter <= SYNC_TODAY; filter++)
            CHIP(ui, .icon = filter == SYNC_ALL ? "funnel-fill" : NULL, .text = tr(names[filter]),
                 .selected = state->filter == filter, .tap = TAP(OFFICER_FILTER, filter));
        if (state->health_known)
            BADGE(ui, .tint = state->health.chain_whole ? TINT_OPEN : TINT_BAD,
                  .icon = "link-45deg",
                  .text = state->health.chain_whole ? tr("Log chain whole") : broken);
    }
}

void officer_log_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    if (state->health_known)
        stats(ui, &state->health);
    filters(ui, state);
    if (state->read && state->count == 0)
        ui_note(ui, "info-circle-fill", tr("Nothing here yet."));
    if (state->count == 0)
        return;
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = GAP_XS) {
        head_view(ui);
        for (size_t i = 0; i < state->count; i++) {
            RULE(ui);
            row_view(ui, model, &state->log[i]);
        }
    }
}
