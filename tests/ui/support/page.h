/* A page for each test: the civic theme, fake letters, 1080 x 1920. */
#ifndef TESTS_UI_SUPPORT_PAGE_H
#define TESTS_UI_SUPPORT_PAGE_H

#include "ui/input.h"
#include "ui/support/fake.h"

struct page {
    struct ui_metrics metrics;
    struct theme theme;
    struct ui *ui;
};

int page_setup(void **state);
int page_teardown(void **state);
struct ui *page_begin(void **state);

struct msg touch(struct ui *ui, enum input_kind kind, int x, int y, bool *changed);
/* Down and up in the middle of what says `text`. */
struct msg tap_on(struct ui *ui, const char *text);
struct msg press_key(struct ui *ui, enum input_kind kind);
/* What has the focus; "" when nothing has. */
const char *focused(const struct ui *ui);

#define PAGE_TEST(name) cmocka_unit_test_setup_teardown(name, page_setup, page_teardown)

#endif
