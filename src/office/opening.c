#include "office/opening.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "office/ledger_answers.h"
#include "office/ledger_audit.h"
#include "office/ledger_blobs.h"
#include "office/ledger_complaints.h"
#include "office/ledger_requests.h"
#include "seal/envelope.h"

void opening_init(struct opening *opening, const struct rulebook *rules, const struct keyring *keys)
{
    *opening = (struct opening){.rules = rules, .keys = keys};
    buf_init(&opening->store, ENVELOPE_MAX);
}

void opening_clear(struct opening *opening)
{
    buf_clear(&opening->store);
    wipe(&opening->item, sizeof(opening->item));
    wipe(&opening->key, sizeof(opening->key));
    opening->sealed = (struct ledger_item){0};
    opening->reason = NULL;
}

void opening_fini(struct opening *opening)
{
    opening_clear(opening);
    buf_fini(&opening->store);
}

/* Opens the envelope and reads the item in it; the reason when it cannot be. */
static const char *item_open(struct opening *opening)
{
    const struct ledger_item *sealed = &opening->sealed;
    SCOPED(buf_fini) struct buf plain;
    buf_init(&plain, ITEM_PLAIN_MAX);
    struct envelope_head head;
    enum err err =
        keyring_open_envelope(opening->keys, sealed->envelope, sealed->len, &head, &plain);
    if (err == ERR_DENIED)
        return "not sealed to this office, or changed on the way";
    if (err != OK)
        return "the envelope is malformed";
    if (strcmp(head.kiosk, sealed->kiosk) != 0 || head.kind != sealed->kind ||
        memcmp(head.item.bytes, sealed->id.bytes, sizeof(head.item.bytes)) != 0)
        return "the envelope names another item";
    if (item_read((enum item_kind)sealed->kind, plain.data, plain.len, &opening->item) != OK)
        return "what was sealed is no item of its kind";
    return NULL;
}

/* Looks for the service, and derives the key of the status row. */
static enum err code_prepare(struct opening *opening)
{
    const struct item *item = &opening->item;
    const struct tracking_code *code = NULL;
    if (item->kind == ITEM_REQUEST) {
        code = &item->request.code;
        if (!rulebook_service(opening->rules, item->request.service))
            opening->reason = "the office has no such service";
    } else if (item->kind == ITEM_COMPLAINT) {
        code = &item->complaint.code;
    }
    if (!code || opening->reason)
        return OK;
    return status_derive(code->text, opening->rules->salt, &opening->key);
}

enum err opening_prepare(struct ledger *ledger, struct opening *opening)
{
    enum err err = ledger_item_unopened(ledger, &opening->store, &opening->sealed);
    if (err != OK)
        return err;
    opening->reason = item_open(opening);
    return opening->reason ? OK : code_prepare(opening);
}

/* ---- storing what came out ---- */

/* A copy for lists: the answer to the first field of the kind, or to the field of that key. */
static void answer_copy(const struct standard *standard, const struct request_item *sent,
                        enum field_kind kind, const char *key, char out[ANSWER_SIZE])
{
    out[0] = '\0';
    for (size_t i = 0; i < standard->field_count; i++) {
        const struct field *field = &standard->fields[i];
        if (key ? strcmp(field->key, key) != 0 : field->kind != kind)
            continue;
        for (size_t j = 0; j < sent->answer_count; j++)
            if (strcmp(sent->answers[j].key, field->key) == 0)
                text_copy(out, ANSWER_SIZE, sent->answers[j].value);
        return;
    }
}

/* A kiosk's clock may be ahead of ours: then it was submitted when we received it. */
static int64_t submitted_of(int64_t claimed, int64_t received)
{
    return claimed > 0 && claimed < received ? claimed : received;
}

static enum err pages_keep(struct ledger *ledger, const struct opening *opening)
{
    const struct request_item *sent = &opening->item.request;
    enum err err = OK;
    for (size_t i = 0; err == OK && i < sent->page_count; i++) {
        struct request_page page = {.blob = sent->pages[i].blob, .added = opening->sealed.received};
        TEXT_COPY(page.document, sent->pages[i].document);
        TEXT_COPY(page.sender, opening->sealed.kiosk);
        err = ledger_page_add(ledger, sent->code.text, &page);
    }
    return err;
}

static enum err request_keep(struct ledger *ledger, struct opening *opening)
{
    const struct request_item *sent = &opening->item.request;
    const struct standard *standard = rulebook_service(opening->rules, sent->service);
    SCOPED(request_file_free) struct request_file *file = calloc(1, sizeof(*file));
    if (!file)
        return ERR_STORAGE;
    file->sent = *sent;
    file->item = opening->sealed.id;
    file->received = opening->sealed.received;
    TEXT_COPY(file->kiosk, opening->sealed.kiosk);
    file->moves[file->move_count++] = (struct case_move){
        .at = submitted_of(sent->submitted, file->received), .act = CASE_SENT, .step = 1};
    struct case_state state;
    case_replay(standard, file->moves, file->move_count, &state);
    struct promise promise = case_promise(standard, &state, opening->now);
    file->row = (struct request_row){.code = sent->code,
                                     .submitted = file->moves[0].at,
                                     .step = state.step,
                                     .turn = case_turn(standard, &state),
                                     .due = promise.kind == PROMISE_DUE ? promise.due : 0};
    TEXT_COPY(file->row.service, sent->service);
    answer_copy(standard, sent, FIELD_NAME, NULL, file->row.applicant);
    answer_copy(standard, sent, FIELD_TEXT, "unit", file->row.unit);
    enum err err = ledger_request_add(ledger, file);
    if (err == OK)
        err = pages_keep(ledger, opening);
    if (err != OK)
        return err;
    struct progress progress;
    case_progress(standard, &state, &sent->code, opening->now, &progress);
    return status_publish(ledger, &opening->key, &progress, opening->now);
}

static enum err complaint_keep(struct ledger *ledger, struct opening *opening)
{
    const struct complaint_item *sent = &opening->item.complaint;
    const struct standard *standard = rulebook_first(opening->rules);
    SCOPED(complaint_file_free) struct complaint_file *file = calloc(1, sizeof(*file));
    if (!file)
        return ERR_STORAGE;
    file->sent = *sent;
    file->item = opening->sealed.id;
    file->received = opening->sealed.received;
    TEXT_COPY(file->kiosk, opening->sealed.kiosk);
    file->moves[file->move_count++] =
        (struct complaint_move){.at = submitted_of(sent->submitted, file->received),
                                .act = COMPLAINT_SENT,
                                .rung = RUNG_TOLD};
    struct complaint_state state;
    complaint_replay(file->moves, file->move_count, &state);
    struct promise promise = complaint_promise(standard, &state, opening->now);
    file->row = (struct complaint_row){.code = sent->code,
                                       .anonymous = sent->complaint.anonymous,
                                       .submitted = state.submitted,
                                       .rung = state.rung,
                                       .due = promise.kind == PROMISE_DUE ? promise.due : 0};
    TEXT_COPY(file->row.topic, sent->complaint.topic);
    enum err err = ledger_complaint_add(ledger, file);
    if (err != OK)
        return err;
    struct progress progress;
    complaint_progress(standard, &state, &sent->code, opening->now, &progress);
    return status_publish(ledger, &opening->key, &progress, opening->now);
}

static enum err survey_keep(struct ledger *ledger, struct opening *opening)
{
    return ledger_survey_add(ledger, opening->sealed.kiosk, &opening->sealed.id,
                             &opening->item.survey);
}

static enum err call_keep(struct ledger *ledger, struct opening *opening)
{
    return ledger_call_add(ledger, opening->sealed.kiosk, &opening->sealed.id, &opening->item.call);
}

static enum err (*const keepers[ITEM_KINDS])(struct ledger *, struct opening *) = {
    [ITEM_REQUEST] = request_keep,
    [ITEM_COMPLAINT] = complaint_keep,
    [ITEM_SURVEY] = survey_keep,
    [ITEM_CALL] = call_keep,
};

enum err opening_keep(struct ledger *ledger, void *argument)
{
    struct opening *opening = argument;
    const struct ledger_item *sealed = &opening->sealed;
    enum err err = ledger_item_settle(ledger, sealed, opening->reason, opening->now);
    if (err != OK) /* not found: another process at this database was quicker */
        return err == ERR_NOT_FOUND ? OK : err;
    if (!opening->reason) {
        err = keepers[sealed->kind](ledger, opening);
        if (err == ERR_INVALID)
            opening->reason = "the tracking code is taken, or a value cannot be kept";
        if (err != OK)
            return err;
    }
    char id[UUID_TEXT];
    uuid_text(&sealed->id, id);
    return ledger_audit(
        ledger, opening->now, sealed->kiosk, opening->reason ? "item quarantined" : "item opened",
        id, opening->reason ? opening->reason : item_kind_key((enum item_kind)sealed->kind));
}
