#include "office/view.h"

#include <stdio.h>
#include <string.h>

#include "office/worktime.h"
#include "service/identity.h"
#include "wire/writer.h"

const char *turn_key(enum turn turn)
{
    static const char *const keys[] = {
        [TURN_OFFICE] = "office", [TURN_APPLICANT] = "applicant", [TURN_OVER] = "over"};
    return keys[turn];
}

static const char *promise_key(enum promise_kind kind)
{
    static const char *const keys[] = {[PROMISE_DUE] = "due",
                                       [PROMISE_PAUSED] = "paused",
                                       [PROMISE_OVER] = "over",
                                       [PROMISE_UNKNOWN] = "unknown"};
    return keys[kind];
}

static void promise_put(struct writer *json, const struct promise *promise)
{
    writer_open(json, "promise", '{');
    writer_text(json, "kind", promise_key(promise->kind));
    writer_int(json, "due", promise->due);
    writer_bool(json, "late", promise->late);
    writer_close(json, '}');
}

/* ---- requests ---- */

/* Time of service until the promise is due, or since it was. */
static int64_t time_left(const struct standard *standard, int64_t due, int64_t now)
{
    return now < due ? worktime_between(&standard->hours, now, due)
                     : worktime_between(&standard->hours, due, now);
}

static void request_row_put(struct writer *json, const struct rulebook *rules,
                            const struct request_row *row, const struct viewer *viewer)
{
    int64_t now = viewer->now;
    const struct standard *standard = rulebook_service(rules, row->service);
    bool open = standard && row->step >= 1 && row->step <= standard->step_count;
    const struct step *step = open ? &standard->steps[row->step - 1] : NULL;
    writer_text(json, "code", row->code.text);
    writer_text(json, "service", row->service);
    writer_text(json, "applicant", row->applicant);
    writer_text(json, "unit", row->unit);
    writer_int(json, "submitted", row->submitted);
    writer_int(json, "step", row->step);
    writer_int(json, "step_count", standard ? (int64_t)standard->step_count : 0);
    writer_text(json, "step_title", step ? words_in(&step->title, viewer->lang) : "");
    writer_text(json, "actor", step ? actor_key(step->actor) : "");
    writer_bool(json, "returned", row->returned);
    writer_text(json, "turn", turn_key(row->turn));
    writer_int(json, "due", row->due);
    bool late = row->due != 0 && row->turn == TURN_OFFICE && now > row->due;
    writer_bool(json, "late", late);
    writer_int(json, "left", standard && row->due != 0 ? time_left(standard, row->due, now) : 0);
    writer_int(json, "finished", row->finished);
}

void view_request_rows(struct writer *json, const struct rulebook *rules,
                       const struct request_row *rows, size_t count, const struct viewer *viewer)
{
    writer_open(json, "requests", '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(json, NULL, '{');
        request_row_put(json, rules, &rows[i], viewer);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

enum err view_requests(const struct rulebook *rules, const struct request_row *rows, size_t count,
                       bool more, const struct viewer *viewer, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    view_request_rows(&json, rules, rows, count, viewer);
    writer_bool(&json, "more", more);
    writer_close(&json, '}');
    return writer_end(&json);
}

/* What is grouped or explained for the eye: a NIK and what it says of its owner is a note for the
 * verifier, never a reason to refuse. */
static void answer_shown(struct writer *json, enum field_kind kind, const char *value, int64_t now)
{
    char shown[ANSWER_SIZE];
    TEXT_COPY(shown, value);
    struct birth birth = {0};
    bool known = false;
    if (kind == FIELD_NIK) {
        int year = civil_from(now, ZONE_WIB_MINUTES).year;
        known = nik_check(value, year, &birth).fault == IDENTITY_OK;
        nik_group(value, shown, sizeof(shown));
    } else if (kind == FIELD_NIP) {
        known = nip_check(value, &birth).fault == IDENTITY_OK;
        nip_group(value, shown, sizeof(shown));
    } else if (kind == FIELD_MOBILE) {
        mobile_group(value, shown, sizeof(shown));
    }
    writer_text(json, "shown", shown);
    if (!known)
        return;
    char date[40];
    snprintf(date, sizeof(date), "%04d-%02d-%02d", birth.year, birth.month, birth.day);
    writer_text(json, "born", date);
    writer_text(json, "sex", birth.female ? "female" : "male");
}

static void answers_put(struct writer *json, const struct standard *standard,
                        const struct request_item *sent, const struct viewer *viewer)
{
    writer_open(json, "answers", '[');
    for (size_t i = 0; i < sent->answer_count; i++) {
        const struct pair *pair = &sent->answers[i];
        int at = standard_field(standard, pair->key);
        const struct field *field = at >= 0 ? &standard->fields[at] : NULL;
        writer_open(json, NULL, '{');
        writer_text(json, "key", pair->key);
        writer_text(json, "label", field ? words_in(&field->brief, viewer->lang) : pair->key);
        writer_text(json, "value", pair->value);
        answer_shown(json, field ? field->kind : FIELD_TEXT, pair->value, viewer->now);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static const struct document *document_find(const struct standard *standard, const char *key)
{
    for (size_t i = 0; i < standard->document_count; i++)
        if (strcmp(standard->documents[i].key, key) == 0)
            return &standard->documents[i];
    return NULL;
}

static void documents_put(struct writer *json, const struct standard *standard,
                          const struct request_item *sent, enum lang lang)
{
    writer_open(json, "documents", '[');
    for (size_t i = 0; i < sent->document_count; i++) {
        const struct handed *handed = &sent->documents[i];
        const struct document *document = document_find(standard, handed->key);
        writer_open(json, NULL, '{');
        writer_text(json, "key", handed->key);
        writer_text(json, "title", document ? words_in(&document->title, lang) : handed->key);
        writer_text(json, "way", handover_key(handed->way));
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

/* The pages of all documents; their contents are asked for one by one. */
static void pages_put(struct writer *json, const struct request_file *file)
{
    writer_open(json, "pages", '[');
    for (size_t i = 0; i < file->page_count; i++) {
        const struct request_page *page = &file->pages[i];
        writer_open(json, NULL, '{');
        writer_int(json, "number", page->number);
        writer_text(json, "document", page->document);
        writer_int(json, "length", page->blob.len);
        writer_text(json, "sender", page->sender);
        writer_int(json, "added", page->added);
        writer_int(json, "removed", page->removed);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static void notes_put(struct writer *json, const struct request_item *sent)
{
    writer_open(json, "notes", '[');
    for (enum request_note note = 0; note < REQUEST_NOTES; note++)
        if (sent->notes[note])
            writer_text(json, NULL, request_note_key(note));
    writer_close(json, ']');
}

static void steps_put(struct writer *json, const struct standard *standard,
                      const struct case_state *state, enum lang lang)
{
    writer_open(json, "steps", '[');
    for (size_t i = 0; i < standard->step_count; i++) {
        writer_open(json, NULL, '{');
        writer_text(json, "key", standard->steps[i].key);
        writer_text(json, "title", words_in(&standard->steps[i].title, lang));
        writer_text(json, "detail", words_in(&standard->steps[i].detail, lang));
        writer_text(json, "actor", actor_key(standard->steps[i].actor));
        writer_int(json, "done_at", state->done_at[i]);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static void moves_put(struct writer *json, const struct request_file *file)
{
    writer_open(json, "moves", '[');
    for (size_t i = 0; i < file->move_count; i++) {
        const struct case_move *move = &file->moves[i];
        writer_open(json, NULL, '{');
        writer_int(json, "at", move->at);
        writer_text(json, "act", case_act_key(move->act));
        writer_int(json, "step", move->step);
        writer_text(json, "by", move->by);
        writer_text(json, "reason", move->reason);
        writer_text(json, "note", move->note);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static void case_can_put(struct writer *json, const struct standard *standard,
                         const struct case_state *state, const struct viewer *viewer)
{
    writer_open(json, "can", '[');
    for (enum case_act act = CASE_ADVANCE; act < CASE_ACTS && viewer->role != ROLE_COUNT; act++) {
        const char *reason = standard->reason_count > 0 ? standard->reasons[0].key : "";
        if (case_check(standard, state, viewer->role, act, reason) == REFUSAL_NONE)
            writer_text(json, NULL, case_act_key(act));
    }
    writer_close(json, ']');
    writer_open(json, "reasons", '[');
    for (size_t i = 0; i < standard->reason_count; i++) {
        writer_open(json, NULL, '{');
        writer_text(json, "key", standard->reasons[i].key);
        writer_text(json, "text", words_in(&standard->reasons[i].text, viewer->lang));
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

/* How the promise's time went: whose turn it was, from when, and how much service time that was. */
static void clock_put(struct writer *json, const struct standard *standard,
                      const struct case_state *state, int64_t now)
{
    writer_open(json, "clock", '[');
    for (size_t i = 0; i < state->turn_count; i++) {
        const struct turn_change *turn = &state->turns[i];
        int64_t until = i + 1 < state->turn_count ? turn[1].at : now;
        if (turn->turn == TURN_OVER)
            break;
        writer_open(json, NULL, '{');
        writer_text(json, "turn", turn_key(turn->turn));
        writer_int(json, "from", turn->at);
        writer_int(json, "until", i + 1 < state->turn_count ? until : 0);
        writer_int(json, "work", worktime_between(&standard->hours, turn->at, until));
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

enum err view_request(const struct rulebook *rules, const struct request_file *file,
                      const struct viewer *viewer, struct buf *out)
{
    const struct standard *standard = rulebook_service(rules, file->row.service);
    if (!standard)
        return ERR_NOT_FOUND;
    struct case_state state;
    case_replay(standard, file->moves, file->move_count, &state);
    struct promise promise = case_promise(standard, &state, viewer->now);
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    request_row_put(&json, rules, &file->row, viewer);
    writer_text(&json, "service_name", words_in(&standard->short_name, viewer->lang));
    writer_text(&json, "kiosk", file->kiosk);
    writer_int(&json, "received", file->received);
    writer_text(&json, "reason", state.reason);
    writer_text(&json, "note", state.note);
    promise_put(&json, &promise);
    clock_put(&json, standard, &state, viewer->now);
    answers_put(&json, standard, &file->sent, viewer);
    documents_put(&json, standard, &file->sent, viewer->lang);
    pages_put(&json, file);
    notes_put(&json, &file->sent);
    steps_put(&json, standard, &state, viewer->lang);
    moves_put(&json, file);
    case_can_put(&json, standard, &state, viewer);
    writer_close(&json, '}');
    return writer_end(&json);
}
