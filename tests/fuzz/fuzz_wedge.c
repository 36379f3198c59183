/* Keys of a person or a hand scanner, three bytes each: a gap in milliseconds, a key, and what
 * comes of it. Every letter comes out once, in its order; only scanned codes lose their Enter, and
 * what no code of ours reaches. */
#include <assert.h>
#include <string.h>

#include "scan/wedge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { KEYS_MAX = 2048 };
enum act { ACT_STROKE, ACT_DEAD, ACT_LETTER, ACT_ENTER, ACT_TAB, ACT_FLUSH, ACT_TICK, ACTS };

struct keys {
    size_t in, out; /* letters that were typed, and those of them that came back */
    uint32_t typed[KEYS_MAX];
    bool cut; /* more is held than there is room for */
};

static void take(struct keys *keys, const struct wedge_result *result)
{
    assert(result->len <= WEDGE_KEYS_MAX + 1);
    assert((result->verdict == WEDGE_NOTHING) == (result->len == 0));
    assert(result->verdict != WEDGE_CODE || result->len >= WEDGE_SHORTEST);
    for (size_t i = 0; i < result->len; i++) {
        uint32_t letter = result->keys[i].letter;
        while (letter && result->verdict == WEDGE_CODE && keys->out < keys->in &&
               keys->typed[keys->out] != letter)
            keys->out++;
        if (letter) {
            assert(keys->out < keys->in && (keys->cut || keys->typed[keys->out] == letter));
            keys->out++;
        }
    }
    if (result->verdict == WEDGE_CODE) {
        struct finding finding = wedge_finding(result, "https://lacak.example");
        assert(finding.reading.fault != TRACKING_OK || finding.foreign == FOREIGN_NOT);
    }
}

static void letter(struct wedge *wedge, struct keys *keys, uint32_t code, int64_t now)
{
    struct wedge_result result;
    keys->typed[keys->in++] = code;
    keys->cut |= wedge->len == WEDGE_KEYS_MAX;
    wedge_letter(wedge, code, now, &result);
    take(keys, &result);
    if (result.verdict == WEDGE_CODE && (code == '\n' || code == '\t'))
        keys->out = keys->in;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wedge wedge = {0};
    struct wedge_result result;
    struct keys keys = {0};
    int64_t now = 1000;
    for (size_t i = 0; i + 2 < size && keys.in < KEYS_MAX && !keys.cut; i += 3) {
        enum act act = data[i + 2] % ACTS;
        uint32_t code = ' ' + data[i + 1];
        now += data[i];
        if (act == ACT_STROKE || act == ACT_DEAD) {
            wedge_press(&wedge, data[i + 1] % 100, data[i + 2] & 0x80, now, &result);
            take(&keys, &result);
        } else if (act == ACT_FLUSH) {
            wedge_flush(&wedge, &result);
            take(&keys, &result);
        } else if (act == ACT_TICK) {
            wedge_tick(&wedge, now, &result);
            take(&keys, &result);
            assert(now < wedge_due(&wedge));
        }
        if (act == ACT_STROKE || act == ACT_LETTER)
            letter(&wedge, &keys, code, now);
        else if (act == ACT_ENTER || act == ACT_TAB)
            letter(&wedge, &keys, act == ACT_ENTER ? '\n' : '\t', now);
        assert(wedge.len <= WEDGE_KEYS_MAX);
    }
    wedge_flush(&wedge, &result);
    take(&keys, &result);
    assert(keys.cut || keys.out == keys.in);
    assert(wedge.len == 0);
    return 0;
}
