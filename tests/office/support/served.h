/* An office that serves on 127.0.0.1, and the kiosk it knows asking it. */
#ifndef TESTS_OFFICE_SERVED_H
#define TESTS_OFFICE_SERVED_H

#include "office/office.h"
#include "office/support/client.h"

struct served {
    struct fixture fixture;
    struct office office;
    struct http *http;
    uint16_t port;
};

/* The test fails where it does not come up. */
void served_open(struct served *served);
void served_close(struct served *served);

int64_t now_seconds(void);
/* PKL-01 as it signs now. */
struct signing served_device(const struct served *served);
/* The office signed this answer over this nonce, just now. */
void served_signed(const struct served *served, const struct reply *reply, const char *nonce);
void served_get(const struct served *served, const char *target, struct signing *signing,
                struct reply *reply);
void served_post(const struct served *served, const struct batch *batch, struct reply *reply);
/* It still tells the time. */
void served_alive(const struct served *served);

#endif
