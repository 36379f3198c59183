/* The state of the sync in one code, for a colleague's phone: no personal data can be in it. */
#include <stdio.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/chrome.h"
#include "kiosk/screens/officer.h"
#include "kiosk/when.h"

enum { FACTS_MAX = 12, SUMMARY_MAX = 1024 };

struct fact {
    const char *name;
    char value[120];
};

struct facts {
    struct fact list[FACTS_MAX];
    size_t count;
};

static char *next_value(struct facts *facts, const char *name)
{
    struct fact *fact = &facts->list[facts->count++];
    fact->name = name;
    return fact->value;
}

static void put_moment(struct facts *facts, const char *name, int64_t moment)
{
    char text[WHEN_SIZE];
    if (moment)
        when_short(moment, text);
    snprintf(next_value(facts, name), sizeof(facts->list[0].value), "%s",
             moment ? text : tr("never"));
}

static void put_count(struct facts *facts, const char *name, size_t count)
{
    snprintf(next_value(facts, name), sizeof(facts->list[0].value), "%zu", count);
}

static void put_chain(struct facts *facts, const struct counter_health *health)
{
    char *value = next_value(facts, tr("Log chain"));
    if (health->chain_whole)
        snprintf(value, sizeof(facts->list[0].value), tr("whole, row %1$d, %2$s"),
                 (int)health->chain_head, health->chain_hash);
    else
        snprintf(value, sizeof(facts->list[0].value), tr("broken at row %d"),
                 (int)health->chain_broken_at);
}

static void put_clock(struct facts *facts, const struct counter_health *health)
{
    char *value = next_value(facts, tr("Clock offset"));
    if (health->clock_known)
        officer_offset(health->clock_offset, value, sizeof(facts->list[0].value));
    else
        snprintf(value, sizeof(facts->list[0].value), "%s", tr("not known"));
}

static void gather(const struct model *model, struct facts *out)
{
    const struct counter_health *health = &model->visit->officer.health;
    out->count = 0;
    snprintf(next_value(out, tr("Kiosk")), sizeof(out->list[0].value), "%s · %s", health->kiosk,
             ANJUNGAN_VERSION);
    put_moment(out, tr("Made"), model->now);
    put_count(out, tr("Items waiting"), health->waiting);
    if (health->waiting > 0)
        put_moment(out, tr("Oldest waiting item"), health->oldest);
    put_moment(out, tr("Last receipt"), health->last_receipt);
    put_moment(out, tr("Last contact"), model->desk.last_contact);
    put_count(out, tr("Not taken by the office"), health->quarantined);
    put_chain(out, health);
    put_clock(out, health);
}

static void code(struct ui *ui, const struct facts *facts)
{
    struct buf text;
    buf_init(&text, SUMMARY_MAX);
    for (size_t i = 0; i < facts->count; i++)
        buf_printf(&text, "%s%s: %s", i ? "\n" : "", facts->list[i].name, facts->list[i].value);
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad = GAP_S,
           .align = ALIGN_CENTER)
        IMAGE(ui, .kind = IMAGE_QR, .text = buf_text(&text), .width = SIZE_QR_BIG,
              .height = SIZE_QR_BIG);
    buf_fini(&text);
}

static void list(struct ui *ui, const struct facts *facts)
{
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = GAP_XS) {
        for (size_t i = 0; i < facts->count; i++) {
            const struct fact *fact = &facts->list[i];
            char text[240];
            if (i > 0)
                RULE(ui);
            snprintf(text, sizeof(text), "%s: %s", fact->name, fact->value);
            ROW(ui, .gap = GAP_S, .pad_y = GAP_XS, .role = ROLE_ROW, .text = text) {
                LABEL(ui, fact->name, .color = COLOR_SOFT, .grow = 1);
                LABEL(ui, fact->value, .type = TYPE_BODY_BOLD, .align = ALIGN_END, .grow = 1);
            }
        }
    }
}

static void title(struct ui *ui)
{
    LABEL(ui, tr("QR summary"), .type = TYPE_LEAD, .role = ROLE_TITLE);
}

static void words(struct ui *ui)
{
    LABEL(ui, tr("Photograph it with a phone. It holds the list shown here, and no personal data."),
          .color = COLOR_SOFT);
}

static void back_button(struct ui *ui)
{
    BUTTON(ui, .icon = "arrow-left", .text = tr("Back"), .grow = 1, .tap = TAP(MSG_BACK));
}

static void wide_view(struct ui *ui, const struct facts *facts)
{
    SPREAD(ui)
    {
        HALF(ui, 1)
        {
            LONG(ui)
            {
                code(ui, facts);
                words(ui);
            }
        }
        HALF(ui, 1)
        {
            LONG(ui)
            {
                title(ui);
                list(ui, facts);
            }
            ROW(ui)
                back_button(ui);
        }
    }
}

static void tall_view(struct ui *ui, const struct facts *facts)
{
    SHEET(ui)
    {
        title(ui);
        words(ui);
        code(ui, facts);
        list(ui, facts);
    }
    ACTIONS(ui) {
        back_button(ui);
    }
}

void officer_summary_view(struct ui *ui, const struct model *model)
{
    struct facts facts = {0};
    if (model->visit->officer.health_known)
        gather(model, &facts);
    (ui_landscape(ui) ? wide_view : tall_view)(ui, &facts);
}
