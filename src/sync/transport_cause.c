#include "sync/transport_cause.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "sync/plan.h"

enum sync_cause cause_of_curl(int result, bool connected)
{
    static const struct {
        int result;
        enum sync_cause cause;
    } causes[] = {
        {CURLE_OK, CAUSE_OK},
        {CURLE_PARTIAL_FILE, CAUSE_STALLED},
        {CURLE_RECV_ERROR, CAUSE_STALLED},
        {CURLE_SEND_ERROR, CAUSE_STALLED},
        {CURLE_PEER_FAILED_VERIFICATION, CAUSE_TLS},
        {CURLE_SSL_CONNECT_ERROR, CAUSE_TLS},
        {CURLE_SSL_CERTPROBLEM, CAUSE_TLS},
        {CURLE_SSL_CIPHER, CAUSE_TLS},
        {CURLE_SSL_CACERT_BADFILE, CAUSE_TLS},
        {CURLE_SSL_ISSUER_ERROR, CAUSE_TLS},
        {CURLE_SSL_INVALIDCERTSTATUS, CAUSE_TLS},
        /* Something answered that speaks no HTTP, or more than our office ever says. */
        {CURLE_WRITE_ERROR, CAUSE_NOT_OFFICE},
        {CURLE_WEIRD_SERVER_REPLY, CAUSE_NOT_OFFICE},
        {CURLE_UNSUPPORTED_PROTOCOL, CAUSE_NOT_OFFICE},
        {CURLE_GOT_NOTHING, CAUSE_STALLED},
    };
    if (result == CURLE_OPERATION_TIMEDOUT)
        return connected ? CAUSE_STALLED : CAUSE_NO_NETWORK;
    for (size_t i = 0; i < LENGTH(causes); i++)
        if (causes[i].result == result)
            return causes[i].cause;
    return CAUSE_NO_NETWORK;
}

enum sync_cause cause_of_answer(int http, bool genuine)
{
    if (http == 429 || http >= 500)
        return CAUSE_BUSY;
    if (!genuine)
        return CAUSE_NOT_OFFICE;
    if (http == 200 || http == 202 || http == 204)
        return CAUSE_OK;
    if (http == 304)
        return CAUSE_UNCHANGED;
    return http == 401 || http == 403 ? CAUSE_REFUSED : CAUSE_ITEM;
}

int64_t retry_after_read(const char *value)
{
    size_t len = strlen(value);
    if (len == 0 || len > 6 || strspn(value, "0123456789") != len)
        return 0;
    int64_t wait = SECONDS(strtol(value, NULL, 10));
    return wait < BACKOFF_MOST ? wait : BACKOFF_MOST;
}
