#include "scan/wedge.h"

#include <string.h>

#include "base/buf.h"
#include "scan/layout.h"

static void hold(struct wedge *wedge, struct wedge_key key, int64_t now_boot)
{
    if (wedge->len < WEDGE_KEYS_MAX)
        wedge->keys[wedge->len++] = key;
    wedge->last = now_boot;
}

static void append(struct wedge_result *out, uint32_t letter)
{
    out->verdict = WEDGE_TYPED;
    out->keys[out->len++] = (struct wedge_key){.letter = letter};
}

/* All that is held leaves as one verdict. */
static void settle(struct wedge *wedge, struct wedge_result *out)
{
    if (wedge->len > 0) {
        out->verdict = wedge->len >= WEDGE_SHORTEST ? WEDGE_CODE : WEDGE_TYPED;
        out->len = wedge->len;
        memcpy(out->keys, wedge->keys, wedge->len * sizeof(*wedge->keys));
    }
    wipe(wedge, sizeof(*wedge));
}

static void result_init(struct wedge_result *out)
{
    out->verdict = WEDGE_NOTHING;
    out->len = 0;
}

int64_t wedge_due(const struct wedge *wedge)
{
    return wedge->len > 0 ? wedge->last + WEDGE_GAP : INT64_MAX;
}

void wedge_tick(struct wedge *wedge, int64_t now_boot, struct wedge_result *out)
{
    result_init(out);
    if (now_boot >= wedge_due(wedge))
        settle(wedge, out);
}

void wedge_flush(struct wedge *wedge, struct wedge_result *out)
{
    result_init(out);
    settle(wedge, out);
}

void wedge_press(struct wedge *wedge, uint8_t usage, bool shift, int64_t now_boot,
                 struct wedge_result *out)
{
    wedge_tick(wedge, now_boot, out);
    hold(wedge, (struct wedge_key){0, usage, shift}, now_boot);
}

static void end(struct wedge *wedge, uint32_t letter, struct wedge_result *out)
{
    if (out->verdict == WEDGE_NOTHING)
        settle(wedge, out);
    if (out->verdict != WEDGE_CODE) /* a scanner's own Enter goes with its code */
        append(out, letter);
}

void wedge_letter(struct wedge *wedge, uint32_t letter, int64_t now_boot, struct wedge_result *out)
{
    wedge_tick(wedge, now_boot, out);
    if (letter == '\n' || letter == '\t') {
        end(wedge, letter, out);
    } else if (wedge->len == 0 && out->verdict != WEDGE_CODE) {
        append(out, letter);
    } else if (wedge->len == 0) {
        hold(wedge, (struct wedge_key){.letter = letter}, now_boot);
    } else if (wedge->keys[wedge->len - 1].letter == 0) {
        wedge->keys[wedge->len - 1].letter = letter;
    } else {
        hold(wedge, (struct wedge_key){.letter = letter}, wedge->last);
    }
}

enum { HOST = LAYOUT_COUNT }; /* this computer's own layout */

static void text_in(const struct wedge_result *scanned, int layout, char out[WEDGE_KEYS_MAX + 2])
{
    size_t len = 0;
    for (size_t i = 0; i < scanned->len; i++) {
        const struct wedge_key *key = &scanned->keys[i];
        uint32_t letter =
            layout == HOST ? key->letter : (uint8_t)layout_letter(layout, key->usage, key->shift);
        if (letter != 0)
            out[len++] = letter < 127 ? (char)letter : '?';
    }
    out[len] = '\0';
}

static bool ours(const struct finding *finding)
{
    return finding->reading.fault == TRACKING_OK || finding->reading.fault == TRACKING_DRAFT;
}

struct finding wedge_finding(const struct wedge_result *scanned, const char *public_url)
{
    char text[WEDGE_KEYS_MAX + 2];
    text_in(scanned, HOST, text);
    struct finding first = finding_of(text, public_url), found = first;
    for (int layout = 0; layout < LAYOUT_COUNT && !ours(&found); layout++) {
        text_in(scanned, layout, text);
        found = finding_of(text, public_url);
    }
    wipe(text, sizeof(text));
    return ours(&found) ? found : first;
}
