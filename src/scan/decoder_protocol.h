/* What the decoder's two sides say to each other: one message each way for a frame, of a fixed
 * size, on a SOCK_SEQPACKET pair. The frame lies in memory that both map. Both run on one machine
 * from one build, so messages are structs. */
#ifndef SCAN_DECODER_PROTOCOL_H
#define SCAN_DECODER_PROTOCOL_H

#include <stdint.h>

#include "scan/charset.h"
#include "scan/sight.h"

/* Where the child finds its two files. */
enum { DECODER_SOCKET = 3, DECODER_FRAME = 4, DECODER_FILES = 5 };

struct decoder_request {
    uint32_t seq; /* counts up; the answer repeats it */
    int32_t width, height;
    int32_t stage;
    int32_t skip; /* codes to pass over, 0..CASCADE_SKIP_MAX */
};

struct decoder_answer {
    uint32_t seq;
    uint32_t read;  /* 1 when there is a text */
    uint32_t sight; /* enum sight, of what was not read */
    struct qr_text text;
};

#endif
