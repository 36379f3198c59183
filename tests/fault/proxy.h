/* What a network may do between syncd and the office, done on purpose: a proxy on loopback. One
 * exchange at a time, as syncd speaks. */
#ifndef TESTS_FAULT_PROXY_H
#define TESTS_FAULT_PROXY_H

#include <stdbool.h>
#include <stddef.h>

enum mischief {
    PROXY_PASS,
    PROXY_CUT_UP,         /* the connection ends after so many bytes of the request */
    PROXY_CUT_DOWN,       /* ... of the answer */
    PROXY_HALF_UP,        /* the office is told after so many bytes that no more will come */
    PROXY_HALF_DOWN,      /* syncd is told so, and heard on */
    PROXY_DELAY,          /* every piece arrives late */
    PROXY_DRIP,           /* byte by byte */
    PROXY_BLACKHOLE_UP,   /* the request vanishes */
    PROXY_BLACKHOLE_DOWN, /* the answer vanishes */
    PROXY_DUPLICATE,      /* the office hears the request twice */
    PROXY_PORTAL,         /* somebody else answers: 200 and a page */
    PROXY_FLIP,           /* one bit of the answer is another */
    PROXY_FORGE,          /* somebody answers who knows how our office would, but has no key */
    PROXY_KINDS
};

struct proxy_fault {
    enum mischief kind;
    const char *only; /* how the request begins that meets it ("POST "); NULL: any. Borrowed */
    size_t at;        /* bytes */
    int ms;           /* of a delay */
    bool reset;       /* a cut is an RST, not a FIN */
    bool lasts;       /* until it is taken back; otherwise one exchange meets it */
};

struct proxy;

/* Listens on 127.0.0.1:port and passes on to 127.0.0.1:to. Ends the program where it cannot. */
struct proxy *proxy_open(int port, int to);
void proxy_close(struct proxy *proxy);
/* From the next exchange on. */
void proxy_arm(struct proxy *proxy, const struct proxy_fault *fault);
/* How often the armed fault has come about. */
long proxy_met(struct proxy *proxy);
const char *proxy_name(enum mischief kind);

/* What the forger answers to a whole request; its length, 0 while the request is not whole. */
size_t forge(const char *request, size_t len, char *out, size_t size);

#endif
