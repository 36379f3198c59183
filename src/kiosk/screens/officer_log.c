#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/screens/officer.h"
#include "kiosk/when.h"

enum column { TIME, WAY, WHAT, RESULT, COLUMNS };

/* The log's columns, as shares of its width: a row stands on one line where the letters allow it.
 */
static const int SHARES[TEXT_SIZES][COLUMNS] = {
    [TEXT_NORMAL] = {10, 6, 15, 34},
    [TEXT_LARGE] = {13, 9, 16, 26},
};

/* Of a wide page: the look at all, and the rows. */
enum { SHARE_LOOK = 3, SHARE_ROWS = 5 };

static void duration(int64_t ms, char *out, size_t size)
{
    if (ms < 1000)
        snprintf(out, size, tr("%d ms"), (int)ms);
    else
        snprintf(out, size, tr("%d.%d s"), (int)(ms / 1000), (int)(ms % 1000 / 100));
}

void officer_offset(int64_t ms, char *out, size_t size)
{
    char length[WHEN_SIZE];
    int64_t tenths = (llabs(ms) + 50) / 100;
    if (tenths < 600)
        snprintf(length, sizeof(length), tr("%d.%d s"), (int)(tenths / 10), (int)(tenths % 10));
    else
        when_span_short(llabs(ms), length);
    snprintf(out, size, "%s%s", ms < 0 ? "−" : "+", length);
}

/* A card of its own; on a wide page a line of one. */
static void stat(struct ui *ui, const char *icon, enum color color, const char *value,
                 const char *text)
{
    if (ui_landscape(ui)) {
        ROW(ui, .gap = GAP_S, .pad_y = GAP_XS, .align = ALIGN_CENTER) {
            ICON(ui, icon, .size = SIZE_ICON_S, .color = color);
            LABEL(ui, text, .type = TYPE_SMALL, .color = COLOR_SOFT, .grow = 1);
            LABEL(ui, value, .type = TYPE_BODY_BOLD);
        }
        return;
    }
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad = GAP_S,
           .gap = GAP_XS) {
        ICON(ui, icon, .color = color);
        COLUMN(ui) {
            LABEL(ui, value, .type = TYPE_TILE);
            LABEL(ui, text, .type = TYPE_SMALL, .color = COLOR_SOFT);
        }
    }
}

static void waiting_stat(struct ui *ui, const struct model *model)
{
    const struct counter_health *health = &model->visit->officer.health;
    char count[20], oldest[WHEN_SIZE], text[2 * WHEN_SIZE];
    bool none = health->waiting == 0;
    snprintf(count, sizeof(count), "%zu", health->waiting);
    when_recent(health->oldest, model->now, oldest);
    snprintf(text, sizeof(text), tr("waiting, oldest %s"), oldest);
    stat(ui, none ? "cloud-check-fill" : "cloud-upload-fill", none ? COLOR_DAUN : COLOR_SOGA, count,
         none ? tr("waiting") : text);
}

static void stats(struct ui *ui, const struct model *model)
{
    const struct counter_health *health = &model->visit->officer.health;
    char sent[20], aside[20], median[40] = "–", clock[80] = "–", receipt[WHEN_SIZE] = "–";
    snprintf(sent, sizeof(sent), "%zu", health->sent_today);
    snprintf(aside, sizeof(aside), "%zu", health->quarantined);
    if (health->median_answer >= 0)
        duration(health->median_answer, median, sizeof(median));
    if (health->clock_known)
        officer_offset(health->clock_offset, clock, sizeof(clock));
    if (health->last_receipt)
        when_recent(health->last_receipt, model->now, receipt);
    waiting_stat(ui, model);
    stat(ui, "patch-check-fill", COLOR_DAUN, receipt, tr("last receipt"));
    stat(ui, "inbox-fill", health->quarantined ? COLOR_MENGKUDU : COLOR_NILA, aside,
         tr("not taken"));
    stat(ui, "send-check-fill", COLOR_NILA, sent, tr("sent today"));
    stat(ui, "speedometer2", COLOR_SOGA, median, tr("median answer"));
    stat(ui, "clock-fill", health->clock_right ? COLOR_NILA : COLOR_MENGKUDU, clock,
         tr("clock offset"));
}

static void content(const struct sync_row *row, char *out, size_t size)
{
    char clock[80];
    int items = row->requests + row->complaints + row->surveys + row->calls;
    if (row->way == SYNC_CLOCK) {
        officer_offset(row->offset, clock, sizeof(clock));
        snprintf(out, size, tr("offset %s"), clock);
    } else if (row->way == SYNC_START) {
        text_copy(out, size, tr("started"));
    } else if (row->way == SYNC_PUSH && row->blobs > 0) {
        snprintf(out, size, tr("%d pages of documents"), row->blobs);
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
    char took[40], http[20] = "";
    duration(row->duration, took, sizeof(took));
    bool fine = row->cause == CAUSE_OK || row->cause == CAUSE_UNCHANGED;
    int again = seconds_left(row->next_try, model->now);
    if (row->http && again == 0)
        snprintf(http, sizeof(http), "%d · ", row->http);
    if (fine && row->http)
        snprintf(out, size, "%s%s", http, took);
    else if (!fine && again > 0)
        snprintf(out, size, tr("%1$s · again in %2$d s"), officer_cause(row->cause), again);
    else
        snprintf(out, size, "%s%s", http, officer_cause(row->cause));
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
    char time[WHEN_SIZE], said[WHEN_SIZE], what[120], ended[160], text[480];
    struct badge badge = {.text = ended};
    const int *shares = SHARES[model->prefs.text_size];
    when_seconds(row->at, time);
    when_logged(row->at, model->now, said);
    content(row, what, sizeof(what));
    badge.tint = result(model, row, ended, sizeof(ended));
    snprintf(text, sizeof(text), "%s %s · %s", said, tr(ways[row->way]), what);
    ROW(ui, .gap = GAP_S, .pad_y = GAP_XS, .align = ALIGN_CENTER, .role = ROLE_ROW, .text = text) {
        LABEL(ui, time, .type = TYPE_SMALL_BOLD, .grow = shares[TIME]);
        LABEL(ui, tr(ways[row->way]), .type = TYPE_SMALL, .grow = shares[WAY]);
        LABEL(ui, what, .type = TYPE_SMALL, .grow = shares[WHAT]);
        WRAP(ui, .grow = shares[RESULT]) {
            ui_badge(ui, &badge);
        }
    }
}

static void head_view(struct ui *ui, const struct model *model)
{
    static const char *const names[COLUMNS] = {
        [TIME] = N_("Time"), [WAY] = N_("Way"), [WHAT] = N_("Content"), [RESULT] = N_("Result")};
    ROW(ui, .gap = GAP_S, .pad_y = GAP_XS) {
        for (enum column column = 0; column < COLUMNS; column++)
            LABEL(ui, tr(names[column]), .type = TYPE_SMALL_BOLD, .color = COLOR_SOFT,
                  .grow = SHARES[model->prefs.text_size][column]);
    }
}

static int64_t day_of(int64_t moment)
{
    return civil_day(civil_from(moment, ZONE_WIB_MINUTES));
}

/* The date stands once above its rows: a time alone fits on their line. */
static void day_view(struct ui *ui, int64_t moment)
{
    char date[WHEN_SIZE];
    when_date(moment, date);
    RULE(ui);
    ROW(ui, .pad_y = GAP_XS)
        LABEL(ui, date, .type = TYPE_SMALL_BOLD, .color = COLOR_SOFT);
}

static void rows_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    if (state->read && state->count == 0)
        ui_note(ui, "info-circle-fill", tr("Nothing here yet."));
    if (state->count == 0)
        return;
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = GAP_XS) {
        head_view(ui, model);
        int64_t day = day_of(model->now);
        for (size_t i = 0; i < state->count; i++) {
            if (day_of(state->log[i].at) != day)
                day_view(ui, state->log[i].at);
            day = day_of(state->log[i].at);
            RULE(ui);
            row_view(ui, model, &state->log[i]);
        }
    }
    officer_paging(ui, state);
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

static void wide_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    SPREAD(ui)
    {
        HALF(ui, SHARE_LOOK)
        {
            LONG(ui)
            {
                failure_banner(ui, state->trouble);
                officer_troubles(ui, model);
                if (state->health_known)
                    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE,
                           .pad_x = GAP_M, .pad_y = GAP_S)
                        stats(ui, model);
            }
            officer_actions(ui, model, 0);
        }
        HALF(ui, SHARE_ROWS)
        {
            filters(ui, state);
            LONG(ui) rows_view(ui, model);
        }
    }
}

static void tall_view(struct ui *ui, const struct model *model)
{
    const struct officer_state *state = &model->visit->officer;
    bool large = model->prefs.text_size == TEXT_LARGE;
    BODY(ui) {
        failure_banner(ui, state->trouble);
        officer_troubles(ui, model);
        if (state->health_known)
            GRID(ui, .columns = large ? 2 : 3, .gap = GAP_S)
                stats(ui, model);
        filters(ui, state);
        rows_view(ui, model);
    }
}

void officer_log_view(struct ui *ui, const struct model *model)
{
    (ui_landscape(ui) ? wide_view : tall_view)(ui, model);
}
