/* New keys for this device, on an officer's word. They are on disk before they are announced, and
 * in force here when the office has said, signed, that it has them. Both count there for a day, so
 * whatever is on its way arrives; cut off anywhere, it goes on where it was. */
#ifndef SYNC_ENGINE_KEYS_H
#define SYNC_ENGINE_KEYS_H

#include "sync/engine_inside.h"
#include "wire/page.h"

/* Makes the new keys, unless some wait already. */
enum err engine_keys_make(struct engine *engine, int64_t now) MUST_USE;
bool engine_keys_wait(const struct engine *engine);
/* What a kiosk may still get sealed to the keys before its own: ERR_DENIED where neither opens it.
 */
enum err engine_keys_open(const struct engine *engine, const void *sealed, size_t len,
                          struct buf *plain) MUST_USE;

/* The office's own keys, as the feed tells them: where they are others than ours, they replace
 * them, for what is sealed from now on and for whom we believe. */
enum err engine_keys_follow(struct engine *engine, const struct feed *feed) MUST_USE;

#endif
