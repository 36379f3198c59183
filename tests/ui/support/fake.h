/* A toolkit with letters in fixed cells, so that layouts can be counted by hand: each character is
 * half its type's em wide, each line one em high. */
#ifndef TESTS_UI_SUPPORT_FAKE_H
#define TESTS_UI_SUPPORT_FAKE_H

#include "ui/ui.h"

struct ui_metrics fake_metrics(void);
/* The civic theme at 1080 x 1920, one pixel a design pixel. */
struct theme fake_theme(void);
/* The rectangle of the node that says `text`; the test fails when there is none. */
struct rect rect_of(const struct ui *ui, const char *text);
struct node_view view_of_text(const struct ui *ui, const char *text);
bool says(const struct ui *ui, const char *text);

#define assert_rect(actual, ex, ey, ew, eh)                                                        \
    do {                                                                                           \
        struct rect rect_ = (actual);                                                              \
        assert_int_equal(rect_.x, (ex));                                                           \
        assert_int_equal(rect_.y, (ey));                                                           \
        assert_int_equal(rect_.w, (ew));                                                           \
        assert_int_equal(rect_.h, (eh));                                                           \
    } while (0)

#endif
