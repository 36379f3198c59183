#include "scan/wedge.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

static void hold(struct wedge *wedge, char key, int64_t now_boot)
{
    if (wedge->len < WEDGE_TEXT_SIZE - 1)
        wedge->text[wedge->len++] = key;
    wedge->last = now_boot;
}

/* All that is held leaves as one verdict. */
static void settle(struct wedge *wedge, struct wedge_result *out)
{
    if (wedge->len > 0) {
        out->verdict = wedge->len >= WEDGE_SHORTEST ? WEDGE_CODE : WEDGE_TYPED;
        memcpy(out->text, wedge->text, wedge->len);
    }
    wipe(wedge, sizeof(*wedge));
}

int64_t wedge_due(const struct wedge *wedge)
{
    return wedge->len > 0 ? wedge->last + WEDGE_GAP : INT64_MAX;
}

void wedge_tick(struct wedge *wedge, int64_t now_boot, struct wedge_result *out)
{
    *out = (struct wedge_result){0};
    if (now_boot >= wedge_due(wedge))
        settle(wedge, out);
}

void wedge_flush(struct wedge *wedge, struct wedge_result *out)
{
    *out = (struct wedge_result){0};
    settle(wedge, out);
}

void wedge_key(struct wedge *wedge, char key, int64_t now_boot, struct wedge_result *out)
{
    bool ends = key == '\n' || key == '\t';
    assert(ends || (key >= ' ' && key <= '~'));
    wedge_tick(wedge, now_boot, out);
    if (!ends) {
        hold(wedge, key, now_boot);
        return;
    }
    if (out->verdict == WEDGE_NOTHING)
        settle(wedge, out);
    if (out->verdict == WEDGE_CODE)
        return; /* the scanner's own Enter */
    out->verdict = WEDGE_TYPED;
    out->text[strlen(out->text)] = key;
}
