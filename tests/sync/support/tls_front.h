/* What stands before an office in production: TLS with a certificate of the office's own CA, made
 * here, in front of a plain port on 127.0.0.1. */
#ifndef TESTS_SYNC_SUPPORT_TLS_FRONT_H
#define TESTS_SYNC_SUPPORT_TLS_FRONT_H

#include <pthread.h>
#include <stdint.h>

struct tls_front {
    int port;    /* its own */
    int behind;  /* the office's */
    int refused; /* handshakes that the other side broke off */
    int served;
    int listener;
    void *context;
    pthread_t thread;
};

/* Writes the CA's certificate to ca_file; the server's own is good from..until (moments). */
void tls_front_start(struct tls_front *front, int behind, int64_t from, int64_t until,
                     const char *ca_file);
void tls_front_stop(struct tls_front *front);

#endif
