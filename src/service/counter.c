#include "service/counter.h"

#include <assert.h>

static const char *const cause_keys[] = {
    [CAUSE_OK] = "ok",
    [CAUSE_UNCHANGED] = "unchanged",
    [CAUSE_NO_NETWORK] = "no-network",
    [CAUSE_STALLED] = "stalled",
    [CAUSE_TLS] = "tls",
    [CAUSE_NOT_OFFICE] = "not-office",
    [CAUSE_BUSY] = "busy",
    [CAUSE_REFUSED] = "refused",
    [CAUSE_ITEM] = "item",
    [CAUSE_STORAGE] = "storage",
    [CAUSE_NOT_ENROLLED] = "not-enrolled",
    [CAUSE_UNTRIED] = "untried",
};

static const char *const way_keys[] = {
    [SYNC_PUSH] = "push",
    [SYNC_PULL] = "pull",
    [SYNC_CLOCK] = "clock",
    [SYNC_START] = "start",
};

static const char *const kind_keys[ITEM_KINDS] = {
    [ITEM_REQUEST] = "request",
    [ITEM_COMPLAINT] = "complaint",
    [ITEM_SURVEY] = "survey",
    [ITEM_CALL] = "call",
};

static const char *const state_keys[] = {
    [ITEM_WAITING] = "waiting",
    [ITEM_RECEIVED] = "received",
    [ITEM_CONFLICT] = "conflict",
    [ITEM_REJECTED] = "rejected",
};

const char *sync_cause_key(enum sync_cause cause)
{
    assert(cause < LENGTH(cause_keys));
    return cause_keys[cause];
}

const char *sync_way_key(enum sync_way way)
{
    assert(way < LENGTH(way_keys));
    return way_keys[way];
}

const char *item_kind_key(enum item_kind kind)
{
    assert(kind < ITEM_KINDS);
    return kind_keys[kind];
}

const char *item_state_key(enum item_state state)
{
    assert(state < LENGTH(state_keys));
    return state_keys[state];
}
