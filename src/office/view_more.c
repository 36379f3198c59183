/* Complaints, officers, the audit and figures as JSON. */
#include <stdio.h>
#include <string.h>

#include "office/view.h"
#include "wire/writer.h"

/* ---- complaints ---- */

static const char *topic_text(const struct rulebook *rules, const char *key, enum lang lang)
{
    const struct standard *standard = rulebook_first(rules);
    for (size_t i = 0; i < standard->topic_count; i++)
        if (strcmp(standard->topics[i].key, key) == 0)
            return words_in(&standard->topics[i].text, lang);
    return key;
}

static void complaint_row_put(struct writer *json, const struct rulebook *rules,
                              const struct complaint_row *row, const struct viewer *viewer)
{
    writer_text(json, "code", row->code.text);
    writer_text(json, "topic", row->topic);
    writer_text(json, "topic_text", topic_text(rules, row->topic, viewer->lang));
    writer_bool(json, "anonymous", row->anonymous);
    writer_int(json, "submitted", row->submitted);
    writer_int(json, "rung", row->rung);
    writer_int(json, "due", row->due);
    writer_bool(json, "late", row->due != 0 && row->closed == 0 && viewer->now > row->due);
    writer_int(json, "answered", row->answered);
    writer_int(json, "closed", row->closed);
}

void view_complaint_rows(struct writer *json, const struct rulebook *rules,
                         const struct complaint_row *rows, size_t count,
                         const struct viewer *viewer)
{
    writer_open(json, "complaints", '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(json, NULL, '{');
        complaint_row_put(json, rules, &rows[i], viewer);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

enum err view_complaints(const struct rulebook *rules, const struct complaint_row *rows,
                         size_t count, bool more, const struct viewer *viewer, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    view_complaint_rows(&json, rules, rows, count, viewer);
    writer_bool(&json, "more", more);
    writer_close(&json, '}');
    return writer_end(&json);
}

static void complaint_moves_put(struct writer *json, const struct complaint_file *file)
{
    writer_open(json, "moves", '[');
    for (size_t i = 0; i < file->move_count; i++) {
        const struct complaint_move *move = &file->moves[i];
        writer_open(json, NULL, '{');
        writer_int(json, "at", move->at);
        writer_text(json, "act", complaint_act_key(move->act));
        writer_int(json, "rung", move->rung);
        writer_text(json, "by", move->by);
        writer_text(json, "text", move->text);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static void complaint_can_put(struct writer *json, const struct complaint_state *state,
                              enum role role)
{
    writer_open(json, "can", '[');
    for (enum complaint_act act = COMPLAINT_ANSWER; act <= COMPLAINT_CLOSE && role != ROLE_COUNT;
         act++) {
        enum rung next;
        if (complaint_check(state, role, act, "-", &next) == REFUSAL_NONE)
            writer_text(json, NULL, complaint_act_key(act));
    }
    writer_close(json, ']');
}

static void rungs_put(struct writer *json, const struct standard *standard, enum lang lang)
{
    writer_open(json, "rungs", '[');
    for (size_t i = 0; i < RUNGS; i++)
        writer_text(json, NULL, words_in(&standard->rungs[i], lang));
    writer_close(json, ']');
}

/* The law's clocks, each with its days, its date and what became of it. Source: facts about
 * complaint deadlines (UU 25/2009, LAPOR!); the days are settings. */
static void deadlines_put(struct writer *json, const struct standard *standard,
                          const struct complaint_state *state, int64_t now)
{
    const struct {
        const char *key;
        int days;
        int64_t met;
    } clocks[] = {{"first_response", standard->ladder.first_response, state->answered},
                  {"information", standard->ladder.information, state->closed},
                  {"no_field_check", standard->ladder.no_field_check, state->closed},
                  {"field_check", standard->ladder.field_check, state->closed}};
    writer_open(json, "deadlines", '[');
    for (size_t i = 0; i < LENGTH(clocks); i++) {
        int64_t due = ladder_due(&standard->hours, state->submitted, clocks[i].days);
        int64_t at = clocks[i].met ? clocks[i].met : now;
        writer_open(json, NULL, '{');
        writer_text(json, "key", clocks[i].key);
        writer_int(json, "days", clocks[i].days);
        writer_int(json, "due", due);
        writer_int(json, "met", clocks[i].met);
        writer_bool(json, "late", due != 0 && at > due);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

enum err view_complaint(const struct rulebook *rules, const struct complaint_file *file,
                        const struct viewer *viewer, struct buf *out)
{
    const struct complaint *sent = &file->sent.complaint;
    struct complaint_state state;
    complaint_replay(file->moves, file->move_count, &state);
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    complaint_row_put(&json, rules, &file->row, viewer);
    writer_text(&json, "kiosk", file->kiosk);
    writer_int(&json, "received", file->received);
    writer_text(&json, "text", sent->text);
    writer_text(&json, "name", sent->name);
    writer_text(&json, "phone", sent->phone);
    writer_text(&json, "about", sent->about);
    writer_text(&json, "answer", state.answer);
    deadlines_put(&json, rulebook_first(rules), &state, viewer->now);
    rungs_put(&json, rulebook_first(rules), viewer->lang);
    complaint_moves_put(&json, file);
    complaint_can_put(&json, &state, viewer->role);
    writer_close(&json, '}');
    return writer_end(&json);
}

/* ---- officers, figures ---- */

enum err view_officers(const struct officer *officers, size_t count, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    writer_open(&json, "users", '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(&json, NULL, '{');
        writer_text(&json, "name", officers[i].name);
        writer_text(&json, "role", role_key(officers[i].role));
        writer_close(&json, '}');
    }
    writer_close(&json, ']');
    writer_close(&json, '}');
    return writer_end(&json);
}

void view_audit_rows(struct writer *json, const struct audit_row *rows, size_t count)
{
    writer_open(json, "audit", '[');
    for (size_t i = 0; i < count; i++) {
        writer_open(json, NULL, '{');
        writer_int(json, "number", rows[i].number);
        writer_int(json, "at", rows[i].at);
        writer_text(json, "by", rows[i].by);
        writer_text(json, "act", rows[i].act);
        writer_text(json, "subject", rows[i].subject);
        writer_text(json, "detail", rows[i].detail);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

enum err view_audit(const struct audit_row *rows, size_t count, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    view_audit_rows(&json, rows, count);
    writer_close(&json, '}');
    return writer_end(&json);
}

void view_ikm_members(struct writer *json, const struct rulebook *rules,
                      const struct survey_sums *sums)
{
    const struct survey_rules *survey = &rulebook_first(rules)->survey;
    struct ikm ikm = survey_ikm(sums, survey);
    char number[32], grade[2] = {ikm.enough ? ikm.grade : '-', '\0'};
    writer_int(json, "surveys", (int64_t)ikm.count);
    writer_int(json, "minimum", survey->minimum);
    writer_bool(json, "enough", ikm.enough);
    snprintf(number, sizeof(number), "%.4f", survey->weight);
    writer_text(json, "weight", number);
    snprintf(number, sizeof(number), "%.2f", ikm.enough ? ikm.score : 0.0);
    writer_text(json, "score", ikm.enough ? number : "");
    writer_text(json, "grade", grade);
    writer_open(json, "means", '{');
    for (size_t i = 0; i < SURVEY_ELEMENTS; i++) {
        snprintf(number, sizeof(number), "%.2f", ikm.mean[i]);
        writer_text(json, survey_keys[i], number);
    }
    writer_close(json, '}');
}

enum err view_ikm(const struct rulebook *rules, const struct survey_sums *sums, struct buf *out)
{
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    view_ikm_members(&json, rules, sums);
    writer_close(&json, '}');
    return writer_end(&json);
}
