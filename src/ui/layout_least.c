#include <string.h>

#include "base/buf.h"
#include "ui/tree.h"

static int most(int a, int b)
{
    return a > b ? a : b;
}

/* What is longer (an e-mail address) may break anywhere. */
enum { WORD_MOST = 24 }; /* bytes */

static int longest_word(struct ui *ui, const struct node *node)
{
    char word[WORD_MOST + 1];
    int longest = 0;
    for (const char *at = node->text; *at;) {
        size_t len = strcspn(at, " \n");
        if (len > 0) {
            size_t size = len + 1 < sizeof(word) ? len + 1 : sizeof(word);
            text_copy(word, size, at); /* cuts at `size`, on a character's boundary */
            struct extent extent =
                ui->metrics.text(ui->metrics.self, ui->theme, node->is.label.type, word, 0);
            longest = most(longest, extent.width);
        }
        at += len + (at[len] != '\0');
    }
    return longest;
}

static int least_width_of_label(struct ui *ui, const struct node *node)
{
    const struct label *label = &node->is.label;
    int few = 3 * ui->theme->types[label->type].px;
    int least = few; /* what may grow may end in an ellipsis */
    if (!label->one_line)
        least = longest_word(ui, node);
    else if (*label->brief)
        least = ui->metrics.text(ui->metrics.self, ui->theme, label->type, label->brief, 0).width;
    else if (!label->grow && !label->caret)
        least = node->want[ACROSS];
    return least < node->want[ACROSS] ? least : node->want[ACROSS];
}

static int least_of_box(struct ui *ui, const struct node *node, int dimension)
{
    bool along = node->axis == (dimension == ACROSS ? AXIS_ROW : AXIS_COLUMN);
    int gap = node_gap(ui, node), sum = 0, highest = 0, count = 0;
    EACH_CHILD(ui, node, child)
    {
        int least = node_least(ui, child, dimension);
        sum += (count++ ? gap : 0) + least;
        highest = most(highest, least);
    }
    int least = along ? sum : highest;
    if (node->axis == AXIS_GRID && dimension == ACROSS)
        least = node->box.columns * highest + gap * most(0, node->box.columns - 1);
    return least + 2 * node_pad(ui, node, dimension);
}

int node_least(struct ui *ui, int index, int dimension)
{
    struct node *node = &ui->nodes[index];
    if (node->least[dimension] != NONE)
        return node->least[dimension];
    const struct theme *theme = ui->theme;
    int want = node->want[dimension], least = want;
    bool lines = node->axis == AXIS_GRID || node->axis == AXIS_WRAP;
    if (node->kind == NODE_LABEL && dimension == ACROSS)
        least = least_width_of_label(ui, node);
    else if (node->kind == NODE_BOX && dimension == DOWN && node->scroll != NONE)
        least = most(theme->sizes[SIZE_BUTTON] * 5 / 4, theme->sizes[node->box.min_height]);
    else if (node->kind == NODE_BOX && !node_fixed(node, dimension) &&
             !(dimension == DOWN && lines))
        least = least_of_box(ui, node, dimension);
    if (node->kind == NODE_BOX && node->box.tap.kind)
        least = most(least, theme->sizes[SIZE_TOUCH]);
    if (dimension == DOWN)
        least = most(least, theme->sizes[node->box.min_height]);
    node->least[dimension] = least < want ? least : want;
    return node->least[dimension];
}
