/* Keys of a person or a hand scanner: pairs of a gap in milliseconds and a key; 0 stands for a key
 * that the wedge does not take, 1 for a moment at which nothing is pressed. Every character comes
 * out once, in its order; only scanned codes lose their Enter, and what no code of ours reaches. */
#include <assert.h>
#include <string.h>

#include "scan/wedge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { KEYS_MAX = 2048, KEY_OTHER = 0, KEY_NONE = 1, HELD_MAX = WEDGE_TEXT_SIZE - 1 };

struct keys {
    size_t in, out; /* characters pressed, and those of them that came back */
    char pressed[KEYS_MAX];
};

static void take(struct keys *keys, const struct wedge_result *result)
{
    size_t len = strlen(result->text);
    assert(len <= WEDGE_TEXT_SIZE);
    assert((result->verdict == WEDGE_NOTHING) == (len == 0));
    assert(keys->out + len <= keys->in);
    assert(memcmp(keys->pressed + keys->out, result->text, len) == 0);
    assert(result->verdict != WEDGE_CODE || len >= WEDGE_SHORTEST);
    keys->out += len;
    /* A code's own Enter, and what was too long of it. */
    if (result->verdict == WEDGE_CODE && (keys->pressed[keys->in - 1] == '\n' ||
                                          keys->pressed[keys->in - 1] == '\t' || len == HELD_MAX))
        keys->out = keys->in;
}

static char key_of(uint8_t byte)
{
    return byte % 16 == 2 ? '\n' : byte % 16 == 3 ? '\t' : (char)(' ' + byte % ('~' - ' ' + 1));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wedge wedge = {0};
    struct wedge_result result;
    struct keys keys = {0};
    int64_t now = 1000;
    for (size_t i = 0; i + 1 < size && i < KEYS_MAX; i += 2) {
        now += data[i];
        if (data[i + 1] == KEY_OTHER) {
            wedge_flush(&wedge, &result);
        } else if (data[i + 1] == KEY_NONE) {
            wedge_tick(&wedge, now, &result);
            assert(now < wedge_due(&wedge));
        } else {
            char key = key_of(data[i + 1]);
            wedge_tick(&wedge, now, &result);
            take(&keys, &result);
            keys.pressed[keys.in++] = key;
            wedge_key(&wedge, key, now, &result);
        }
        take(&keys, &result);
        assert(wedge.len <= HELD_MAX);
    }
    wedge_flush(&wedge, &result);
    take(&keys, &result);
    assert(keys.out == keys.in && wedge.len == 0);
    return 0;
}
