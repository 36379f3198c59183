#include "sync/support/fake_office.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "seal/envelope.h"
#include "sync/support/fake_http.h"

enum { ANSWER_MOST = 8 * 1024 * 1024 };

/* ---- what the office does ----------------------------------------------------------------------
 */

static struct kept *kept_item(struct fake_office *office, const struct uuid *id)
{
    for (size_t i = 0; i < office->item_count; i++)
        if (memcmp(&office->items[i].id, id, sizeof(*id)) == 0)
            return &office->items[i];
    return NULL;
}

static void keep_item(struct fake_office *office, const struct batch_item *item,
                      struct batch_verdict *out)
{
    struct kept *kept = kept_item(office, &item->id);
    *out = (struct batch_verdict){.id = item->id, .verdict = VERDICT_DUPLICATE};
    hash_bytes(item->envelope, item->len, out->hash);
    if (!kept) {
        if (office->item_count == FAKE_ITEMS)
            abort();
        kept = &office->items[office->item_count++];
        *kept = (struct kept){.id = item->id, .sequence = item->sequence};
        memcpy(kept->hash, out->hash, sizeof(kept->hash));
        out->verdict = VERDICT_CREATED;
    }
    kept->seen++;
}

/* False: the item is passed over in silence. */
static bool judge(struct fake_office *office, const struct batch_item *item,
                  struct batch_verdict *out)
{
    enum judgement judgement = item->sequence == office->judged ? office->judgement : JUDGE_FAIR;
    *out = (struct batch_verdict){.id = item->id};
    for (size_t i = 0; i < item->blob_count; i++)
        if (!fake_blobs_whole(&office->blobs, &item->blobs[i]))
            judgement = JUDGE_MISSING;
    if (judgement == JUDGE_MISSING)
        out->verdict = VERDICT_MISSING_BLOBS;
    if (judgement == JUDGE_FAIR || judgement == JUDGE_WRONG_HASH)
        keep_item(office, item, out);
    if (judgement == JUDGE_WRONG_HASH)
        out->hash[0] ^= 1;
    if (judgement == JUDGE_CONFLICT)
        out->verdict = VERDICT_CONFLICT;
    if (judgement == JUDGE_REJECT)
        out->verdict = VERDICT_REJECTED;
    if (judgement == JUDGE_RETRY)
        out->verdict = VERDICT_RETRY;
    return judgement != JUDGE_OMIT;
}

static int take_blob(struct fake_office *office, const struct fake_request *request,
                     struct buf *out)
{
    (void)out;
    return fake_blobs_serve(&office->blobs, request);
}

static int take_batch(struct fake_office *office, const struct fake_request *request,
                      struct buf *out)
{
    static struct batch batch;
    static struct batch_receipt receipt;
    struct buf store;
    buf_init(&store, BATCH_BODY_MAX);
    if (batch_read(request->body.data, request->body.len, &store, &batch) != OK)
        abort();
    receipt = (struct batch_receipt){.received = office->now, .log = batch.log};
    memcpy(receipt.kiosk, batch.kiosk, sizeof(receipt.kiosk));
    office->batches++;
    office->log_head = batch.log.number;
    office->report = batch.report;
    if ((int)batch.count > office->largest)
        office->largest = (int)batch.count;
    int status = 200;
    for (size_t i = 0; i < batch.count; i++)
        if (office->judgement == JUDGE_POISON && batch.items[i].sequence == office->judged)
            status = 400;
    for (size_t i = 0; i < batch.count && status == 200; i++)
        receipt.count += judge(office, &batch.items[i], &receipt.verdicts[receipt.count]);
    if (office->want.from > 0)
        receipt.want[receipt.want_count++] = office->want;
    office->want.from = 0;
    if (status == 200 && batch_receipt_write(&receipt, out) != OK)
        abort();
    buf_fini(&store);
    return status;
}

static int give_statuses(struct fake_office *office, const struct fake_request *request,
                         struct buf *out)
{
    size_t after = (size_t)strtol(request->query + strlen("after="), NULL, 10);
    office->statuses++;
    if (office->gone && after > 0) {
        office->gone = false;
        return 410;
    }
    size_t left = office->row_count > after ? office->row_count - after : 0;
    size_t most = office->page_rows ? office->page_rows : FAKE_ROWS;
    size_t count = left < most ? left : most;
    if (status_page_write((int64_t)(after + count), count < left, office->rows + after, count,
                          out) != OK)
        abort();
    return 200;
}

static int give_feed(struct fake_office *office, const struct fake_request *request,
                     struct buf *out)
{
    office->feeds++;
    if (strtol(request->query + strlen("after="), NULL, 10) >= office->feed_version)
        return 304;
    buf_put(out, office->feed.data, office->feed.len);
    return 200;
}

static int give_time(struct fake_office *office, const struct fake_request *request,
                     struct buf *out)
{
    (void)request;
    office->times++;
    if (time_write(office->now, out) != OK)
        abort();
    return 200;
}

/* Whoever introduces himself is heard: his signature is checked by his own key. */
static int meet(struct fake_office *office, const struct fake_request *request, struct buf *out)
{
    struct introduction introduction;
    struct joining_side *side = &office->joining;
    if (introduction_read(request->body.data, request->body.len, &introduction) != OK)
        abort();
    side->asked++;
    if (introduction.code[0])
        (void)TEXT_COPY(side->code, introduction.code);
    if (side->problem) {
        if (problem_write(403, side->problem, "Refused", "", out) != OK)
            abort();
        return 403;
    }
    struct acquaintance answer = {.token = "token", .approved = side->approved};
    answer.enrolment.office = office->identity.public;
    answer.enrolment.escrow = office->identity.public.seal;
    answer.enrolment.fleet_salt[0] = 7;
    (void)TEXT_COPY(answer.enrolment.kiosk, introduction.offer.kiosk);
    (void)TEXT_COPY(answer.enrolment.office_url, introduction.url);
    struct buf probe;
    buf_init(&probe, PROBE_SEALED_MAX);
    if (introduction.probe_len > 0 && !side->cannot_open &&
        secret_open(&office->identity.public.seal, &office->identity.seal, introduction.probe,
                    introduction.probe_len, &probe) == OK)
        memcpy(answer.probe, probe.data, PROBE_BYTES);
    buf_fini(&probe);
    if (acquaintance_write(&answer, out) != OK)
        abort();
    return side->approved ? 200 : 202;
}

static const struct {
    const char *path;
    bool is_signed;
    int (*answer)(struct fake_office *, const struct fake_request *, struct buf *);
} calls[] = {
    {"/v1/batches", true, take_batch}, {"/v1/status", true, give_statuses},
    {"/v1/feed", true, give_feed},     {"/v1/time", false, give_time},
    {"/v1/enroll", true, meet},        {BLOB_PATH, true, take_blob},
};

/* Does what is asked; the HTTP status. *nonce is what the answer repeats. */
static int serve(struct fake_office *office, const struct fake_request *request, struct buf *out,
                 char nonce[NONCE_SIZE])
{
    const struct http_request asked = {
        .method = request->method,
        .path = request->path,
        .query = request->query,
        .body = request->body.data,
        .len = request->body.len,
    };
    for (size_t i = 0; i < LENGTH(calls); i++) {
        if (strncmp(calls[i].path, request->path, strlen(calls[i].path)) != 0)
            continue;
        struct signature_claim claim = {.nonce = ""};
        if (!calls[i].is_signed) {
            (void)text_copy(nonce, NONCE_SIZE, request->query + strlen("n="));
        } else if (request_claim(&request->signature, &claim) != OK ||
                   request_verify(&asked, &request->signature, &office->device.sign) != OK) {
            office->unsigned_requests++;
            return 401;
        } else {
            (void)text_copy(nonce, NONCE_SIZE, claim.nonce);
        }
        if (calls[i].is_signed && office->blocked) {
            if (problem_write(403, office->blocked, "Refused", "", out) != OK)
                abort();
            return 403;
        }
        return calls[i].answer(office, request, out);
    }
    return 404;
}

/* ---- how its answer arrives --------------------------------------------------------------------
 */

static void send_signed(struct fake_office *office, int fd, int status, const struct buf *body,
                        const char *nonce, enum mishap mishap)
{
    struct entropy entropy = entropy_system();
    struct identity stranger;
    struct http_signature signature;
    struct http_answer answer = {.status = status, .body = body->data, .len = body->len};
    char other[NONCE_SIZE];
    nonce_make(&entropy, other);
    identity_make(&entropy, &stranger);
    answer_sign(&answer, mishap == MISHAP_FORGED ? &stranger : &office->identity,
                office->now / 1000, mishap == MISHAP_REPLAY ? other : nonce, &signature);
    fake_http_send(fd, &answer, &signature, office->blobs.told,
                   mishap == MISHAP_TRUNCATED ? body->len / 2 : body->len);
}

static void answer(struct fake_office *office, int fd, const struct fake_request *request)
{
    struct buf body;
    char nonce[NONCE_SIZE] = "";
    buf_init(&body, ANSWER_MOST);
    pthread_mutex_lock(&office->lock);
    bool meets = !office->only || strncmp(office->only, request->path, strlen(office->only)) == 0;
    enum mishap mishap = meets ? office->mishap : MISHAP_NONE;
    /* Those that keep the request from the office; the others let it do its work. */
    bool shielded = mishap == MISHAP_PORTAL || mishap == MISHAP_REDIRECT || mishap == MISHAP_BUSY ||
                    mishap == MISHAP_SILENT;
    *office->blobs.told = '\0';
    int status = shielded ? 0 : serve(office, request, &body, nonce);
    if (mishap == MISHAP_REFUSED) {
        buf_clear(&body);
        status = 401;
    }
    while (mishap == MISHAP_HUGE && buf_check(&body) == OK)
        buf_puts(&body, "                                                                ");
    if (mishap == MISHAP_PORTAL)
        fake_http_text(fd, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<h1>Hi!</h");
    else if (mishap == MISHAP_REDIRECT)
        fake_http_text(fd, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n"
                           "Content-Length: 0\r\n\r\n");
    else if (mishap == MISHAP_BUSY)
        fake_http_text(fd, "HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");
    else if (!shielded && mishap != MISHAP_CLOSED)
        send_signed(office, fd, status, &body, nonce, mishap);
    pthread_mutex_unlock(&office->lock);
    buf_fini(&body);
    struct pollfd peer = {.fd = fd, .events = POLLIN};
    while (mishap == MISHAP_SILENT && poll(&peer, 1, 20) == 0 && !office->stopping)
        ;
}

static void *run(void *self)
{
    struct fake_office *office = self;
    for (;;) {
        int fd = accept(office->listener, NULL, NULL);
        if (fd < 0)
            return NULL;
        struct fake_request request;
        if (fake_http_read(fd, &request))
            answer(office, fd, &request);
        fake_request_fini(&request);
        close(fd);
    }
}

void fake_office_start(struct fake_office *office)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof(at);
    int on = 1;
    at.sin_port = htons((uint16_t)office->port);
    office->stopping = false;
    office->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(office->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    pthread_mutex_init(&office->lock, NULL);
    if (bind(office->listener, (struct sockaddr *)&at, sizeof(at)) != 0 ||
        listen(office->listener, 8) != 0 ||
        getsockname(office->listener, (struct sockaddr *)&at, &len) != 0 ||
        pthread_create(&office->thread, NULL, run, office) != 0)
        abort();
    office->port = ntohs(at.sin_port);
}

void fake_office_stop(struct fake_office *office)
{
    office->stopping = true;
    shutdown(office->listener, SHUT_RDWR);
    pthread_join(office->thread, NULL);
    close(office->listener);
}
