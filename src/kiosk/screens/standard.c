/* The service standard, all its components, in as few rows as people can read: what belongs
 * together opens together. A component that no group names stands by itself. */
#include <stdio.h>
#include <string.h>

#include "base/tr.h"
#include "kiosk/chrome.h"

enum {
    STANDARD_OPEN = MSG_SCREEN, /* value: row */
    STANDARD_REQUEST
};

enum { MEMBERS = 4 };

struct group {
    const char *icon, *title;
    const char *keys[MEMBERS + 1];
};

static const struct group GROUPS[] = {
    {"people",
     N_("Facilities, staff, oversight"),
     {"sarana", "kompetensi", "pengawasan", "jumlah-pelaksana", NULL}},
    {"shield-check",
     N_("Guarantees and evaluation"),
     {"jaminan-pelayanan", "jaminan-keamanan", "evaluasi", NULL}},
};

static const struct group *group_of(const struct component *component)
{
    for (size_t i = 0; i < LENGTH(GROUPS); i++)
        for (const char *const *key = GROUPS[i].keys; *key; key++)
            if (strcmp(*key, component->key) == 0)
                return &GROUPS[i];
    return NULL;
}

struct row {
    const char *icon, *title, *summary;
    int index;
    bool open;
};

static void row_head(struct ui *ui, const struct row *row)
{
    ROW(ui, .gap = GAP_M, .pad_y = GAP_XS, .align = ALIGN_CENTER, .role = ROLE_ROW,
        .text = row->title, .selected = row->open, .tap = TAP(STANDARD_OPEN, row->index)) {
        ICON(ui, row->icon, .color = COLOR_LINK);
        COLUMN(ui, .grow = 1) {
            LABEL(ui, row->title, .type = TYPE_BODY_BOLD, .silent = true);
            LABEL(ui, row->summary, .color = COLOR_SOFT);
        }
        ICON(ui, row->open ? "chevron-up" : "chevron-down", .size = SIZE_ICON_S,
             .color = COLOR_LINK);
    }
}

static void lines(struct ui *ui, const struct model *model, const struct component *component)
{
    for (size_t i = 0; i < component->line_count; i++) {
        char number[24] = "•";
        if (component->line_count > 1)
            snprintf(number, sizeof(number), "%zu.", i + 1);
        ROW(ui, .gap = GAP_XS) {
            LABEL(ui, number);
            LABEL(ui, model_words(model, &component->lines[i]), .grow = 1);
        }
    }
}

static void members(struct ui *ui, const struct model *model, const struct group *group)
{
    const struct standard *standard = model_standard(model);
    for (size_t i = 0; i < standard->component_count; i++) {
        const struct component *component = &standard->components[i];
        if (group_of(component) != group)
            continue;
        LABEL(ui, model_words(model, &component->title), .type = TYPE_BODY_BOLD);
        if (component->line_count)
            lines(ui, model, component);
        else
            LABEL(ui, model_words(model, &component->summary));
    }
}

static int count_members(const struct standard *standard, const struct group *group)
{
    int count = 0;
    for (size_t i = 0; i < standard->component_count; i++)
        count += group_of(&standard->components[i]) == group;
    return count;
}

static void component_row(struct ui *ui, const struct model *model,
                          const struct component *component, int index)
{
    const struct standard *standard = model_standard(model);
    const struct group *group = group_of(component);
    char count[60];
    snprintf(count, sizeof(count), tr("%d components"), group ? count_members(standard, group) : 0);
    struct row row = {
        .icon = group ? group->icon : component->icon,
        .title = group ? tr(group->title) : model_words(model, &component->title),
        .summary = group ? count : model_words(model, &component->summary),
        .index = index,
        .open = model->visit->standard_open == index,
    };
    row_head(ui, &row);
    if (!row.open)
        return;
    COLUMN(ui, .pad_x = GAP_XXL, .pad_y = GAP_XS, .gap = GAP_XS) {
        if (group)
            members(ui, model, group);
        else
            lines(ui, model, component);
    }
}

static void rows(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model_standard(model);
    const struct group *before = NULL;
    int index = 0;
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE, .pad_x = GAP_L,
           .pad_y = GAP_XS, .gap = GAP_XS) {
        for (size_t i = 0; i < standard->component_count; i++) {
            const struct group *group = group_of(&standard->components[i]);
            if (group && group == before)
                continue;
            before = group;
            if (index > 0)
                RULE(ui);
            component_row(ui, model, &standard->components[i], index++);
        }
    }
}

static void view(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model_standard(model);
    PAGE(ui, model, .title = tr("Service standard")) {
        DENSE(ui) {
            LABEL(ui, model_words(model, &standard->name), .type = TYPE_TITLE);
            LABEL(ui, model_words(model, &standard->summary), .color = COLOR_SOFT);
            rows(ui, model);
        }
        ACTIONS(ui) {
            BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Submit a request"), .grow = 1,
                   .disabled = model_refuses(model), .tap = TAP(STANDARD_REQUEST));
        }
    }
}

static void on(struct app *app, struct msg msg)
{
    struct visit *visit = app_visit(app);
    if (msg.kind == STANDARD_OPEN)
        visit->standard_open = visit->standard_open == (int)msg.value ? -1 : (int)msg.value;
    else if (msg.kind == STANDARD_REQUEST)
        app_replace(app, SCREEN_REQUEST);
}

const struct screen screen_standard = {.name = "standard", .view = view, .on = on};
