#include "sync/support/tls_front.h"

#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* A machine that cannot make a certificate tests nothing. */
static void must(bool good)
{
    if (!good)
        abort();
}

static void name_set(X509_NAME *name, const char *text)
{
    must(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)text, -1, -1,
                                    0) == 1);
}

static void extension_add(X509 *certificate, int what, const char *value)
{
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, NULL, what, value);
    must(extension && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

static X509 *certificate_make(EVP_PKEY *key, const char *name, X509 *issuer, EVP_PKEY *by,
                              int64_t from, int64_t until)
{
    X509 *made = X509_new();
    must(made && X509_set_version(made, 2) == 1);
    ASN1_INTEGER_set(X509_get_serialNumber(made), issuer ? 2 : 1);
    ASN1_TIME_set(X509_getm_notBefore(made), (time_t)(from / 1000));
    ASN1_TIME_set(X509_getm_notAfter(made), (time_t)(until / 1000));
    name_set(X509_get_subject_name(made), name);
    must(X509_set_issuer_name(made, X509_get_subject_name(issuer ? issuer : made)) == 1 &&
         X509_set_pubkey(made, key) == 1);
    extension_add(made, NID_basic_constraints, issuer ? "CA:FALSE" : "critical,CA:TRUE");
    if (issuer)
        extension_add(made, NID_subject_alt_name, "IP:127.0.0.1");
    must(X509_sign(made, by, EVP_sha256()) > 0);
    return made;
}

static void certify(struct tls_front *front, int64_t from, int64_t until, const char *ca_file)
{
    EVP_PKEY *ca_key = EVP_EC_gen("P-256"), *key = EVP_EC_gen("P-256");
    X509 *ca = certificate_make(ca_key, "CA", NULL, ca_key, 0, INT64_C(4102444800000));
    X509 *own = certificate_make(key, "office", ca, ca_key, from, until);
    front->context = SSL_CTX_new(TLS_server_method());
    must(front->context && SSL_CTX_use_certificate(front->context, own) == 1 &&
         SSL_CTX_use_PrivateKey(front->context, key) == 1);
    FILE *file = fopen(ca_file, "w");
    must(file && PEM_write_X509(file, ca) == 1 && fclose(file) == 0);
    X509_free(ca);
    X509_free(own);
    EVP_PKEY_free(ca_key);
    EVP_PKEY_free(key);
}

static int office_connect(int port)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0);
    return fd;
}

/* Both ways until one side ends: the office behind closes after its answer. */
static void relay(SSL *tls, int client, int office)
{
    char piece[4096];
    for (;;) {
        struct pollfd fds[] = {{.fd = client, .events = POLLIN}, {.fd = office, .events = POLLIN}};
        if (SSL_pending(tls) == 0)
            poll(fds, 2, -1);
        if (SSL_pending(tls) > 0 || fds[0].revents) {
            int got = SSL_read(tls, piece, sizeof(piece));
            if (got <= 0 || send(office, piece, (size_t)got, MSG_NOSIGNAL) < 0)
                return;
        }
        if (fds[1].revents) {
            ssize_t got = recv(office, piece, sizeof(piece), 0);
            if (got <= 0 || SSL_write(tls, piece, (int)got) <= 0)
                return;
        }
    }
}

static void *run(void *self)
{
    struct tls_front *front = self;
    for (;;) {
        int client = accept(front->listener, NULL, NULL);
        if (client < 0)
            return NULL;
        SSL *tls = SSL_new(front->context);
        SSL_set_fd(tls, client);
        if (SSL_accept(tls) == 1) {
            int office = office_connect(front->behind);
            relay(tls, client, office);
            close(office);
            SSL_shutdown(tls);
            front->served++;
        } else {
            front->refused++;
        }
        SSL_free(tls);
        close(client);
    }
}

void tls_front_start(struct tls_front *front, int behind, int64_t from, int64_t until,
                     const char *ca_file)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof(at);
    *front = (struct tls_front){.behind = behind};
    certify(front, from, until, ca_file);
    front->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(bind(front->listener, (struct sockaddr *)&at, sizeof(at)) == 0 &&
         listen(front->listener, 8) == 0 &&
         getsockname(front->listener, (struct sockaddr *)&at, &len) == 0 &&
         pthread_create(&front->thread, NULL, run, front) == 0);
    front->port = ntohs(at.sin_port);
}

void tls_front_stop(struct tls_front *front)
{
    shutdown(front->listener, SHUT_RDWR);
    pthread_join(front->thread, NULL);
    close(front->listener);
    SSL_CTX_free(front->context);
}
