#include "sweep/planted.h"

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
// clang-format on

#include "platform/text.h"
#include "sweep/rules.h"
#include "ui/tree.h"
#include "ui/widgets.h"

enum { TAPPED = 64 };

/* ---- a sound page, and what is wrong with its siblings ---- */

static void sound(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XXL, .gap = GAP_M) {
        LABEL(ui, "Apa keperluan Anda?", .type = TYPE_TITLE);
        LABEL(ui, "Layanan ini gratis.");
        IMAGE(ui, .kind = IMAGE_QR, .text = "ESG-7K3M-Q9XT-2HW", .width = SIZE_QR,
              .height = SIZE_QR);
        ROW(ui, .gap = GAP_S) {
            BUTTON(ui, .text = "Kembali", .tap = TAP(TAPPED), .grow = 1);
            BUTTON(ui, .text = "Lanjut", .kind = BUTTON_PRIMARY, .tap = TAP(TAPPED, 1), .grow = 1);
        }
    }
}

static void label_without_room(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XXL, .align = ALIGN_START) {
        ROW(ui, .width = SIZE_MEDAL)
            LABEL(ui, "Pertanggungjawaban", .one_line = true);
    }
}

/* More than a screen of it, and nothing scrolls. */
static void tiles_below_the_screen(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XXL, .gap = GAP_XXL)
        for (int i = 0; i < 20; i++)
            ROW(ui, .height = SIZE_BUTTON, .fill = COLOR_CARD) {
            }
}

static void texts_in_a_stack(struct ui *ui)
{
    STACK(ui, .fill = COLOR_PAPER) {
        LABEL(ui, "Senin, 23 November 2026");
        LABEL(ui, "Loket buka");
    }
}

static void icon_over_a_text(struct ui *ui)
{
    STACK(ui, .fill = COLOR_PAPER) {
        LABEL(ui, "Panggil petugas");
        ICON(ui, "bell");
    }
}

static void low_target(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XXL) {
        ROW(ui, .height = SIZE_ICON_S, .role = ROLE_BUTTON, .text = "Ubah", .tap = TAP(TAPPED))
            LABEL(ui, "Ubah", .one_line = true);
    }
}

static void targets_side_by_side(struct ui *ui)
{
    ROW(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XXL, .gap = GAP_XXS, .align = ALIGN_START) {
        BUTTON(ui, .text = "Ya", .tap = TAP(TAPPED), .grow = 1);
        BUTTON(ui, .text = "Tidak", .tap = TAP(TAPPED, 1), .grow = 1);
    }
}

static void targets_above_each_other(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XXL) {
        BUTTON(ui, .text = "Ya", .tap = TAP(TAPPED));
        BUTTON(ui, .text = "Tidak", .tap = TAP(TAPPED, 1));
    }
}

static void pale_text(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XXL)
        LABEL(ui, "Buka sekarang", .type = TYPE_BODY_BOLD, .color = COLOR_GOLD);
}

/* Enough to be read (4.5), too little for running text (7). */
static void soft_running_text(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_OPEN, .pad = GAP_XXL)
        LABEL(ui, "Istirahat pukul 12.00, masih 2 jam lagi.", .color = COLOR_DAUN);
}

static void pale_icon(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XXL, .align = ALIGN_START)
        ICON(ui, "bell", .color = COLOR_GOLD);
}

static void text_on_the_pattern(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_DAUN, .batik = true, .pad = GAP_XXL)
        LABEL(ui, "Selesai", .type = TYPE_BODY_BOLD, .color = COLOR_ON_NILA);
}

static void fine_code(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_CARD, .pad = GAP_XXL, .align = ALIGN_START)
        IMAGE(ui, .kind = IMAGE_QR, .text = "mailto:diskominfo@pekalongankota.go.id",
              .width = SIZE_DOT, .height = SIZE_DOT);
}

/* Only the box's end is in sight: not the first of the two. */
static void button_out_of_sight(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XXL)
        COLUMN(ui, .height = SIZE_BUTTON, .gap = GAP_M) {
            ui_last(ui)->tail = true;
            BUTTON(ui, .text = "Kembali", .tap = TAP(TAPPED));
            BUTTON(ui, .text = "Lanjut", .tap = TAP(TAPPED, 1));
        }
}

static void button_at_the_top(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XXL)
        BUTTON(ui, .text = "Batal", .tap = TAP(TAPPED));
}

static void long_page(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .pad = GAP_XXL)
        COLUMN(ui, .grow = 1, .gap = GAP_XXL, .scroll = true)
            for (int i = 0; i < 30; i++)
                LABEL(ui, "Jam layanan", .type = TYPE_TITLE);
}

/* The handle is there and something lies over it. */
static void handle_under_a_card(struct ui *ui)
{
    STACK(ui, .grow = 1) {
        long_page(ui);
        ROW(ui, .justify = JUSTIFY_END)
            COLUMN(ui, .width = SIZE_MEDAL, .fill = COLOR_PAPER) {
            }
    }
}

static void more_than_fits(struct ui *ui)
{
    COLUMN(ui, .grow = 1, .fill = COLOR_PAPER, .scroll = true)
        for (int i = 0; i <= NODES_MAX; i++)
            ui_space(ui, 1);
}

/* ---- and in the theme ---- */

static void thin_ring(struct theme *theme)
{
    theme->sizes[SIZE_CHOSEN] = 0;
}

static void pale_ring(struct theme *theme)
{
    theme->lines[COLOR_FOCUS] = theme->lines[COLOR_FOCUS_BAND];
}

/* ---- the table ---- */

static const struct planted {
    const char *name;
    void (*view)(struct ui *ui);
    enum rule rule;
    const char *letters; /* NULL: civic and normal */
    enum display_kind on;
    bool none; /* nothing is wrong */
    void (*spoil)(struct theme *theme);
} planted[] = {
    {"sound", sound, .none = true},
    {"sound in contrast", sound, .letters = "id-c", .none = true},
    {"sound and wide", sound, .on = DISPLAY_LANDSCAPE, .none = true},
    {"long page", long_page, .none = true},
    {"label without room", label_without_room, .rule = RULE_WHOLE},
    {"tiles below the screen", tiles_below_the_screen, .rule = RULE_ON_SCREEN},
    {"texts in a stack", texts_in_a_stack, .rule = RULE_APART},
    {"icon over a text", icon_over_a_text, .rule = RULE_APART},
    {"low target", low_target, .rule = RULE_TARGET},
    {"targets side by side", targets_side_by_side, .rule = RULE_TARGETS_APART},
    {"targets above each other", targets_above_each_other, .rule = RULE_TARGETS_APART},
    {"pale text", pale_text, .rule = RULE_CONTRAST},
    {"soft running text", soft_running_text, .rule = RULE_CONTRAST},
    {"pale icon", pale_icon, .rule = RULE_CONTRAST},
    {"text on the pattern", text_on_the_pattern, .rule = RULE_CONTRAST},
    {"letters on a finer screen", sound, .rule = RULE_LETTERS, .on = DISPLAY_TABLET},
    {"fine code", fine_code, .rule = RULE_MODULES},
    {"button out of sight", button_out_of_sight, .rule = RULE_FOCUS},
    {"ring without width", sound, .rule = RULE_FOCUS, .spoil = thin_ring},
    {"ring as pale as its band", sound, .rule = RULE_FOCUS, .spoil = pale_ring},
    {"button at the top", button_at_the_top, .rule = RULE_REACH, .letters = "id-r"},
    {"button at the top, reached", button_at_the_top, .none = true},
    {"handle under a card", handle_under_a_card, .rule = RULE_HANDLE},
    {"more than fits", more_than_fits, .rule = RULE_ROOM},
};

struct harvest {
    int of[RULES_COUNT];
    char other[512]; /* what was found besides */
    enum rule wanted;
};

static void reap(void *self, const struct fault *fault)
{
    struct harvest *harvest = self;
    harvest->of[fault->rule]++;
    if (fault->rule != harvest->wanted)
        fault_tell(fault, harvest->other, sizeof(harvest->other));
}

static void plant(const struct planted *fault, struct wall *wall, struct harvest *harvest)
{
    struct prefs prefs = look_prefs(fault->letters ? fault->letters : "id");
    struct display on = displays[fault->on];
    struct ui *ui = ui_new(text_metrics(painter_text(wall->painter)));
    struct theme theme = theme_make(&(struct theme_choice){.kind = prefs.theme,
                                                           .text_size = prefs.text_size,
                                                           .reach = prefs.reach,
                                                           .dpi = on.dpi,
                                                           .width = on.width,
                                                           .height = on.height});
    struct sight sight = {ui, wall->painter, on};
    if (fault->spoil)
        fault->spoil(&theme);
    if (fault->rule == RULE_LETTERS) /* as if one stood at 50 cm from it */
        sight.on.capital = displays[DISPLAY_PORTRAIT].capital;
    ui_begin(ui, &theme, on.width, on.height);
    fault->view(ui);
    ui_end(ui);
    harvest->wanted = fault->none ? RULES_COUNT : fault->rule;
    rules_check(&sight, reap, harvest);
    ui_free(ui);
}

void test_each_planted_fault_is_found_and_no_other(void **state)
{
    struct wall wall;
    assert_true(wall_open(&wall, *state));
    bool tried[RULES_COUNT] = {false};
    for (size_t i = 0; i < LENGTH(planted); i++) {
        struct harvest harvest = {.other = ""};
        plant(&planted[i], &wall, &harvest);
        if (*harvest.other)
            fail_msg("%s: found besides: %s", planted[i].name, harvest.other);
        if (!planted[i].none && harvest.of[planted[i].rule] == 0)
            fail_msg("%s: not found", planted[i].name);
        tried[planted[i].rule] |= !planted[i].none;
    }
    for (size_t rule = 0; rule < RULES_COUNT; rule++)
        assert_true(tried[rule]);
    wall_close(&wall);
}
