/* The decoders that ours is measured against, each as a competent person would call it. One
 * thread, decoding only: they get the same grey frames, in memory. */
#ifndef TESTS_BENCH_PEERS_H
#define TESTS_BENCH_PEERS_H

#include <stdbool.h>

#include "scan/charset.h"
#include "scan/frame.h"

#ifdef __cplusplus
extern "C" {
#endif

struct peer_zbar;

/* zbar's image scanner at its defaults, but for QR codes alone and with our reading of their
 * bytes, which takes fewer for Chinese; `inverted` tries light on dark too
 * (ZBAR_CFG_TEST_INVERTED). */
struct peer_zbar *peer_zbar_new(bool inverted);
void peer_zbar_free(struct peer_zbar *peer);
/* False, and an empty text, when nothing was read. */
bool peer_zbar_read(struct peer_zbar *peer, const struct frame *frame, struct qr_text *out);

/* libzxing at its defaults, for QR codes alone. */
bool peer_zxing_read(const struct frame *frame, struct qr_text *out);

#ifdef __cplusplus
}
#endif

#endif
