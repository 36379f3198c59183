/* The service standard, all its components, in as few rows as people can read: what belongs
 * together opens together. A component that no group names stands by itself. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/carry.h"
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

/* What stands in one row: a component, or a group of them. */
struct row {
    const struct component *component; /* the group's first */
    const struct group *group;         /* NULL: the component alone */
    const char *icon, *title;
    char summary[WORDS_SIZE];
    int index;
    bool open;
};

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

static struct row row_of(const struct model *model, const struct component *component, int index)
{
    const struct group *group = group_of(component);
    struct row row = {
        .component = component,
        .group = group,
        .icon = group ? group->icon : component->icon,
        .title = group ? tr(group->title) : model_words(model, &component->title),
        .index = index,
        .open = model->visit->standard_open == index,
    };
    if (group)
        snprintf(row.summary, sizeof(row.summary), tr("%d components"),
                 count_members(model_standard(model), group));
    else
        TEXT_COPY(row.summary, model_words(model, &component->summary));
    return row;
}

/* The next row from component *at on; false after the last. */
static bool next_row(const struct model *model, size_t *at, int index, struct row *out)
{
    const struct standard *standard = model_standard(model);
    if (*at >= standard->component_count)
        return false;
    *out = row_of(model, &standard->components[*at], index);
    do
        ++*at;
    while (out->group && *at < standard->component_count &&
           group_of(&standard->components[*at]) == out->group);
    return true;
}

static void detail(struct ui *ui, const struct model *model, const struct row *row)
{
    if (row->group)
        members(ui, model, row->group);
    else
        lines(ui, model, row->component);
}

/* Below its head, in the list. */
static void fold(struct ui *ui, const struct model *model, const struct row *row)
{
    ROW(ui, .gap = GAP_M, .role = ROLE_ROW, .text = row->title, .align = ALIGN_CENTER,
        .selected = row->open, .tap = TAP(STANDARD_OPEN, row->index)) {
        ICON(ui, row->icon, .color = COLOR_LINK);
        COLUMN(ui, .grow = 1) {
            LABEL(ui, row->title, .type = TYPE_BODY_BOLD, .silent = true);
            LABEL(ui, row->summary, .color = COLOR_SOFT);
        }
        ICON(ui, row->open ? "chevron-up" : "chevron-down", .size = SIZE_ICON_S,
             .color = COLOR_LINK);
    }
    if (row->open)
        COLUMN(ui, .pad_x = GAP_XXL)
            detail(ui, model, row);
}

/* A tab of the list beside which the detail stands. */
static void tab(struct ui *ui, const struct row *row)
{
    ROW(ui, .gap = GAP_S, .pad_x = GAP_S, .role = ROLE_ROW, .text = row->title,
        .align = ALIGN_CENTER, .min_height = SIZE_DOT, .radius = RADIUS_FIELD,
        .fill = row->open ? COLOR_INFO : COLOR_NONE, .selected = row->open,
        .tap = TAP(STANDARD_OPEN, row->index)) {
        ICON(ui, row->icon, .color = COLOR_LINK);
        LABEL(ui, row->title, .type = row->open ? TYPE_BODY_BOLD : TYPE_BODY, .grow = 1,
              .silent = true);
        ICON(ui, "chevron-right", .size = SIZE_ICON_S, .color = COLOR_LINK);
    }
}

static void list(struct ui *ui, const struct model *model)
{
    struct row row;
    size_t at = 0;
    COLUMN(ui, .fill = COLOR_CARD, .line = COLOR_LINE, .radius = RADIUS_TILE,
           .pad_x = ui_landscape(ui) ? GAP_XS : GAP_L, .pad_y = ui_landscape(ui) ? GAP_XXS : GAP_XS,
           .gap = ui_landscape(ui) ? GAP_XXS : GAP_XS) {
        for (int index = 0; next_row(model, &at, index, &row); index++) {
            if (index > 0)
                RULE(ui);
            if (ui_landscape(ui))
                tab(ui, &row);
            else
                fold(ui, model, &row);
        }
    }
}

static void chosen(struct ui *ui, const struct model *model)
{
    struct row row;
    size_t at = 0;
    for (int index = 0; next_row(model, &at, index, &row); index++) {
        if (!row.open)
            continue;
        CARD(ui) {
            LABEL(ui, row.title, .type = TYPE_LEAD);
            if (row.group || row.component->line_count > 1)
                LABEL(ui, row.summary, .color = COLOR_SOFT);
            COLUMN(ui, .gap = GAP_XS)
                detail(ui, model, &row);
        }
    }
}

static void heading(struct ui *ui, const struct model *model)
{
    const struct standard *standard = model_standard(model);
    LABEL(ui, model_words(model, &standard->name), .type = TYPE_LEAD, .role = ROLE_TITLE);
    if (!ui_landscape(ui))
        LABEL(ui, model_words(model, &standard->summary), .color = COLOR_SOFT);
}

static void buttons(struct ui *ui, const struct model *model)
{
    BUTTON(ui, .icon = "phone", .text = tr("Take it on your phone"),
           .grow = ui_landscape(ui) ? 9 : 4, .tap = TAP(MSG_CARRY, CARRY_STANDARD));
    BUTTON(ui, .kind = BUTTON_PRIMARY, .text = tr("Submit a request"),
           .grow = ui_landscape(ui) ? 10 : 5, .disabled = model_refuses(model),
           .tap = TAP(STANDARD_REQUEST));
}

static void wide_view(struct ui *ui, const struct model *model)
{
    SPREAD(ui)
    {
        HALF(ui, 2)
        {
            LONG(ui)
            list(ui, model);
        }
        HALF(ui, 3)
        {
            LONG(ui)
            {
                heading(ui, model);
                chosen(ui, model);
            }
            ROW(ui, .gap = GAP_M)
                buttons(ui, model);
        }
    }
}

static void view(struct ui *ui, const struct model *model)
{
    PAGE(ui, model, .title = tr("Service standard")) {
        if (ui_landscape(ui)) {
            wide_view(ui, model);
        } else {
            DENSE(ui) {
                heading(ui, model);
                list(ui, model);
            }
            /* side by side, large letters would break into lines */
            bool large = model->prefs.text_size == TEXT_LARGE;
            UI_BLOCK(ui, large ? AXIS_COLUMN : AXIS_ROW, .pad_x = GAP_XXL, .pad_y = GAP_M,
                     .gap = large ? GAP_S : GAP_M)
            buttons(ui, model);
        }
    }
}

/* A fold closes when it is touched again; beside the tabs something always stands. */
static int open_next(const struct app *app, int touched)
{
    bool folds = app->theme.layout == LAYOUT_PORTRAIT;
    return folds && app->model.visit->standard_open == touched ? -1 : touched;
}

static void on(struct app *app, struct msg msg)
{
    struct visit *visit = app_visit(app);
    if (msg.kind == STANDARD_OPEN)
        visit->standard_open = open_next(app, (int)msg.value);
    else if (msg.kind == STANDARD_REQUEST)
        app_replace(app, SCREEN_REQUEST);
}

const struct screen screen_standard = {.name = "standard", .view = view, .on = on};
