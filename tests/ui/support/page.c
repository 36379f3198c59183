#include "ui/support/page.h"

int page_setup(void **state)
{
    static struct page page;
    page.metrics = fake_metrics();
    page.theme = fake_theme();
    page.ui = ui_new(&page.metrics);
    *state = &page;
    return 0;
}

int page_teardown(void **state)
{
    struct page *page = *state;
    ui_free(page->ui);
    return 0;
}

struct ui *page_begin(void **state)
{
    struct page *page = *state;
    ui_begin(page->ui, &page->theme, 1080, 1920);
    return page->ui;
}

struct msg touch(struct ui *ui, enum input_kind kind, int x, int y, bool *changed)
{
    return ui_input(ui, &(struct input){kind, x, y}, changed);
}

struct msg tap_on(struct ui *ui, const char *text)
{
    struct rect rect = rect_of(ui, text);
    int x = rect.x + rect.w / 2, y = rect.y + rect.h / 2;
    touch(ui, INPUT_DOWN, x, y, NULL);
    return touch(ui, INPUT_UP, x, y, NULL);
}

struct msg press_key(struct ui *ui, enum input_kind kind)
{
    return touch(ui, kind, 0, 0, NULL);
}

const char *focused(const struct ui *ui)
{
    for (size_t i = 0; i < ui_count(ui); i++)
        if (ui_node(ui, i).focus)
            return ui_node(ui, i).text;
    return "";
}
