#include "sync/transport.h"

#include <curl/curl.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/path.h"
#include "sync/transport_cause.h"
#include "wire/blob.h"

enum { URL_SIZE = 512, TOTAL_MOST = 300 * 1000 };

struct transport {
    struct enrolment enrolment;
    const struct identity *identity;
    char ca_file[PATH_SIZE];
    int stop_fd;
    int64_t connect_most, stall_most;
    CURLM *multi; /* keeps the connection between calls, and can be woken by stop_fd */
    CURL *easy;
};

/* What one answer leaves behind while it comes in. */
struct incoming {
    struct http_signature signature;
    char retry_after[32], offset[32];
    struct buf *body;
};

enum err transport_open(const struct transport_config *config, struct transport **out)
{
    if (!office_url_allowed(config->enrolment->office_url))
        return ERR_INVALID;
    /* Counted by libcurl; matched in transport_close. */
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return ERR_STORAGE;
    SCOPED(transport_close) struct transport *transport = calloc(1, sizeof(*transport));
    if (!transport)
        return ERR_STORAGE;
    *transport = (struct transport){
        .enrolment = *config->enrolment,
        .identity = config->identity,
        .stop_fd = config->stop_fd,
        .connect_most = config->connect_most > 0 ? config->connect_most : SECONDS(10),
        .stall_most = config->stall_most > 0 ? config->stall_most : SECONDS(30),
        .multi = curl_multi_init(),
        .easy = curl_easy_init(),
    };
    if (!transport->multi || !transport->easy || !TEXT_COPY(transport->ca_file, config->ca_file))
        return ERR_STORAGE;
    *out = transport;
    transport = NULL;
    return OK;
}

void transport_close(struct transport **transport)
{
    if (!*transport)
        return;
    curl_easy_cleanup((*transport)->easy);
    curl_multi_cleanup((*transport)->multi);
    free(*transport);
    *transport = NULL;
    curl_global_cleanup();
}

void answer_fini(struct answer *answer)
{
    buf_fini(&answer->body);
}

static size_t body_in(char *bytes, size_t size, size_t count, void *self)
{
    struct incoming *in = self;
    buf_put(in->body, bytes, size * count);
    /* Fewer than came ends the transfer: an answer larger than any of the office's. */
    return buf_check(in->body) == OK ? size * count : 0;
}

/* The value of a header line when it is the named one. */
static void take_header(const char *line, size_t len, const char *name, char *out, size_t size)
{
    size_t name_len = strlen(name);
    if (len <= name_len || strncasecmp(line, name, name_len) != 0 || line[name_len] != ':')
        return;
    const char *at = line + name_len + 1, *end = line + len;
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    while (end > at && (end[-1] == '\r' || end[-1] == '\n' || end[-1] == ' '))
        end--;
    size_t value_len = (size_t)(end - at);
    /* One that is too long is none of ours; empty, it fails the signature. */
    if (value_len >= size)
        value_len = 0;
    memcpy(out, at, value_len);
    out[value_len] = '\0';
}

static size_t header_in(char *line, size_t size, size_t count, void *self)
{
    struct incoming *in = self;
    size_t len = size * count;
    struct http_signature *signature = &in->signature;
    take_header(line, len, "Content-Digest", signature->digest, SIGNATURE_HEADER);
    take_header(line, len, "Signature-Input", signature->input, SIGNATURE_HEADER);
    take_header(line, len, "Signature", signature->signature, SIGNATURE_HEADER);
    take_header(line, len, "Retry-After", in->retry_after, sizeof(in->retry_after));
    take_header(line, len, "Upload-Offset", in->offset, sizeof(in->offset));
    return len;
}

static void headers_free(struct curl_slist **headers)
{
    curl_slist_free_all(*headers);
}

/* False when memory is short; the list so far stays the caller's. */
static bool header_add(struct curl_slist **headers, const char *name, const char *value)
{
    char line[SIGNATURE_HEADER + 32];
    snprintf(line, sizeof(line), "%s: %s", name, value);
    struct curl_slist *longer = curl_slist_append(*headers, line);
    if (longer)
        *headers = longer;
    return longer != NULL;
}

static bool headers_make(const struct transport *transport, const struct call *call,
                         struct curl_slist **headers)
{
    /* libcurl would wait for "100 Continue" before a large body; the office needs no such pause. */
    struct curl_slist *first = curl_slist_append(NULL, "Expect:");
    bool good = first != NULL;
    *headers = first;
    char office[KEY_NAME_SIZE];
    key_name(transport->enrolment.office.sign.bytes, office);
    good = good && header_add(headers, "Anjungan-Kiosk", transport->enrolment.kiosk) &&
           header_add(headers, OFFICE_KEY_HEADER, office);
    if (call->len > 0)
        good = good &&
               header_add(headers, "Content-Type", call->type ? call->type : "application/json");
    if (!call->sign)
        return good;
    struct http_request request = {
        .method = call->method,
        .path = call->path,
        .query = call->query,
        .body = call->body,
        .len = call->len,
    };
    struct http_signature signature;
    request_sign(&request, call->by ? call->by : transport->identity, call->created, call->nonce,
                 &signature);
    return good && header_add(headers, "Content-Digest", signature.digest) &&
           header_add(headers, "Signature-Input", signature.input) &&
           header_add(headers, "Signature", signature.signature);
}

static bool url_make(const struct transport *transport, const struct call *call, char out[URL_SIZE])
{
    const char *base = transport->enrolment.office_url;
    size_t len = strlen(base);
    while (len > 0 && base[len - 1] == '/')
        len--;
    int wanted = snprintf(out, URL_SIZE, "%.*s%s%s%s", (int)len, base, call->path,
                          *call->query ? "?" : "", call->query);
    return wanted > 0 && wanted < URL_SIZE;
}

/* The system's clock may be years off: the certificate's dates are held against the learned time,
 * or, by the one call that learns it, against none. Who signed it is checked either way. */
static CURLcode date_set(CURL *easy, void *context, void *self)
{
    const struct call *call = self;
    X509_VERIFY_PARAM *param = SSL_CTX_get0_param(context);
    (void)easy;
    if (call->any_date)
        X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_NO_CHECK_TIME);
    else
        X509_VERIFY_PARAM_set_time(param, (time_t)call->created);
    return CURLE_OK;
}

static void prepare_tls(struct transport *transport, const struct call *call)
{
    CURL *easy = transport->easy;
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, date_set);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, call);
    /* Neither the connection nor the session of a certificate out of date serves another call. */
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, (long)call->any_date);
    curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, (long)!call->any_date);
    if (*transport->ca_file) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, transport->ca_file);
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    }
}

static void prepare(struct transport *transport, const struct call *call, const char *url,
                    struct curl_slist *headers, struct incoming *in)
{
    CURL *easy = transport->easy;
    curl_easy_reset(easy); /* keeps the connection */
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "anjungan-syncd/" ANJUNGAN_VERSION);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, ""); /* no environment sends us elsewhere */
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)transport->connect_most);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)((transport->stall_most + 999) / 1000));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS,
                     (long)(call->total_most > 0 ? call->total_most : TOTAL_MOST));
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body_in);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, in);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, header_in);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, in);
    prepare_tls(transport, call);
    if (strcmp(call->method, "HEAD") == 0)
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    if (strcmp(call->method, "POST") == 0 || strcmp(call->method, "PATCH") == 0) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)call->len);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, call->body);
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, call->method);
    }
}

/* True when the call has to make room for another; it is asked now and then. */
static bool gives_way(const struct call *call, int64_t *asked)
{
    if (!call->give_way || clock_boot() - *asked < SECONDS(1))
        return false;
    *asked = clock_boot();
    return call->give_way(call->self);
}

/* Runs until the transfer ends, stop_fd is readable or the call gives way; false when it was
 * stopped. */
static bool perform(struct transport *transport, const struct call *call, CURLcode *result)
{
    struct curl_waitfd stop = {.fd = transport->stop_fd, .events = CURL_WAIT_POLLIN};
    unsigned extra = transport->stop_fd >= 0 ? 1 : 0;
    int running = 1;
    int64_t asked = clock_boot();
    bool way = false;
    *result = CURLE_FAILED_INIT;
    if (curl_multi_add_handle(transport->multi, transport->easy) != CURLM_OK)
        return true;
    while (running > 0 && stop.revents == 0 && !way) {
        if (curl_multi_perform(transport->multi, &running) != CURLM_OK)
            break;
        if (running > 0)
            curl_multi_poll(transport->multi, &stop, extra, 1000, NULL);
        way = gives_way(call, &asked);
    }
    int left = 0;
    CURLMsg *message = curl_multi_info_read(transport->multi, &left);
    if (message && message->msg == CURLMSG_DONE)
        *result = message->data.result;
    bool stopped = running > 0 && (stop.revents != 0 || way);
    curl_multi_remove_handle(transport->multi, transport->easy);
    return !stopped;
}

static void measure(CURL *easy, struct answer *out)
{
    curl_off_t total = 0, up = 0;
    long http = 0;
    curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &total);
    curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &up);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &http);
    out->duration = (int64_t)total / 1000;
    out->bytes = (int64_t)up + (int64_t)out->body.len;
    out->http = (int)http;
}

static bool signed_by_office(const struct transport *transport, const struct call *call,
                             const struct incoming *in, struct answer *out)
{
    struct http_answer answer = {.status = out->http, .body = out->body.data, .len = out->body.len};
    return answer_verify(&answer, &in->signature, &transport->enrolment.office.sign, call->nonce,
                         &out->created) == OK;
}

void transport_call(struct transport *transport, const struct call *call, struct answer *out)
{
    *out = (struct answer){.cause = CAUSE_NO_NETWORK, .offset = -1};
    buf_init(&out->body, call->most);
    struct incoming in = {.body = &out->body};
    char url[URL_SIZE];
    SCOPED(headers_free) struct curl_slist *headers = NULL;
    if (!headers_make(transport, call, &headers) || !url_make(transport, call, url)) {
        log_error("cannot make a request to %s", call->path);
        return;
    }
    prepare(transport, call, url, headers, &in);
    CURLcode result = CURLE_OK;
    out->stopped = !perform(transport, call, &result);
    if (out->stopped)
        return;
    measure(transport->easy, out);
    out->signature = in.signature;
    out->offset = blob_offset_read(in.offset);
    curl_off_t connect = 0;
    curl_easy_getinfo(transport->easy, CURLINFO_CONNECT_TIME_T, &connect);
    out->cause = cause_of_curl(result, connect > 0);
    if (out->cause == CAUSE_OK)
        out->cause = cause_of_answer(out->http, signed_by_office(transport, call, &in, out));
    else
        log_info("%s: %s", call->path, curl_easy_strerror(result));
    if (out->cause == CAUSE_BUSY)
        out->retry_after = retry_after_read(in.retry_after);
}
