#include "sweep/rules.h"

#include <stdio.h>

#include "ui/tree.h"

void hear(const struct hearing *hearing, struct fault fault)
{
    hearing->found(hearing->self, &fault);
}

/* As a visitor goes through it: a little less than its height each time. */
static void scroll_through(const struct hearing *hearing)
{
    struct ui *ui = hearing->sight->ui;
    for (int i = 0; i < ui->scroll_count; i++) {
        struct scroll *scroll = &ui->scrolls[i];
        int page = ui->nodes[scroll->node].size[DOWN] * 3 / 4;
        while (page > 0 && ui_scroll_to(ui, i, scroll->offset + page))
            rules_of_paint(hearing);
    }
}

void rules_check(const struct sight *sight, fault_found *found, void *self)
{
    struct hearing hearing = {sight, found, self};
    rules_of_tree(&hearing);
    rules_of_targets(&hearing);
    rules_of_paint(&hearing);
    scroll_through(&hearing);
    rules_of_focus(&hearing);
}

void fault_tell(const struct fault *fault, char *out, size_t size)
{
    static const char *const words[RULES_COUNT] = {
#define RULE_WORDS(name, words) [RULE_##name] = words,
        RULES(RULE_WORDS)
#undef RULE_WORDS
    };
    char numbers[48] = "";
    if (fault->least > 0)
        snprintf(numbers, sizeof(numbers), " (%.2f, at least %.2f)", fault->is, fault->least);
    snprintf(out, size, "\"%s\" at %d,%d %dx%d %s%s", fault->text, fault->at.x, fault->at.y,
             fault->at.w, fault->at.h, words[fault->rule], numbers);
}
