#include "bench/sync_check.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Copies a header's value; "" when there is none. */
static void header_find(const char *head, const char *name, char out[SIGNATURE_HEADER])
{
    size_t len = strlen(name);
    out[0] = '\0';
    for (const char *at = strstr(head, "\r\n"); at; at = strstr(at + 2, "\r\n"))
        if (strncasecmp(at + 2, name, len) == 0 && at[2 + len] == ':') {
            const char *value = at + 3 + len + strspn(at + 3 + len, " ");
            size_t end = strcspn(value, "\r");
            if (end < SIGNATURE_HEADER) {
                memcpy(out, value, end);
                out[end] = '\0';
            }
            return;
        }
}

static bool verdicts_hold(const struct load_plan *plan, const struct line *line,
                          const struct batch_receipt *receipt)
{
    if (receipt->count != plan->batch)
        return false;
    for (size_t i = 0; i < receipt->count; i++) {
        const struct fleet_item *item =
            &plan->fleet->items[line->first + i * plan->fleet->kiosk_count];
        uint8_t hash[HASH_BYTES];
        plan->hash(item->envelope, item->len, hash);
        if (receipt->verdicts[i].verdict != VERDICT_CREATED ||
            memcmp(&receipt->verdicts[i].id, &item->id, sizeof(item->id)) != 0 ||
            memcmp(receipt->verdicts[i].hash, hash, sizeof(hash)) != 0)
            return false;
    }
    return true;
}

bool line_holds(const struct load_plan *plan, const struct line *line)
{
    char *text = strndup((const char *)line->answer, line->answer_len);
    const char *end = text ? strstr(text, "\r\n\r\n") : NULL;
    bool holds = false;
    if (end && strncmp(text, "HTTP/1.1 200 ", 13) == 0) {
        struct http_signature signature;
        struct batch_receipt receipt;
        int64_t created = 0;
        size_t head = (size_t)(end + 4 - text);
        const struct http_answer answer = {
            .status = 200, .body = line->answer + head, .len = line->answer_len - head};
        header_find(text, "Content-Digest", signature.digest);
        header_find(text, "Signature-Input", signature.input);
        header_find(text, "Signature", signature.signature);
        holds = answer_verify(&answer, &signature, plan->office, line->nonce, &created) == OK &&
                batch_receipt_read(answer.body, answer.len, &receipt) == OK &&
                verdicts_hold(plan, line, &receipt);
    }
    free(text);
    return holds;
}
