/* Why an exchange ended as it did, in terms an officer understands. Pure. */
#ifndef SYNC_TRANSPORT_CAUSE_H
#define SYNC_TRANSPORT_CAUSE_H

#include <stdbool.h>
#include <stdint.h>

#include "service/counter.h"

/* Of libcurl's result (CURLcode): CAUSE_OK when an HTTP answer came in whole. */
enum sync_cause cause_of_curl(int result, bool connected);
/* Of an HTTP answer; `genuine`: it carries the office's signature over our nonce. A server in front
 * of the office says "busy" without one; nothing but waiting follows from it. */
enum sync_cause cause_of_answer(int http, bool genuine);
/* Retry-After in seconds as ms, at most 15 minutes; 0 for a date or anything else (RFC 9110,
 * section 10.2.3: the office sends seconds). */
int64_t retry_after_read(const char *value);

#endif
