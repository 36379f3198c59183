#include "wire/page.h"
#include "wire/reading.h"
#include "wire/writer.h"

static const char *const stage_keys[] = {
    [STAGE_SAVED] = "saved",       [STAGE_RECEIVED] = "received", [STAGE_WORKING] = "working",
    [STAGE_FINISHED] = "finished", [STAGE_TROUBLE] = "trouble",
};

static const char *const turn_keys[] = {
    [TURN_OFFICE] = "office",
    [TURN_APPLICANT] = "applicant",
    [TURN_OVER] = "over",
};

static const char *const promise_keys[] = {
    [PROMISE_DUE] = "due",
    [PROMISE_PAUSED] = "paused",
    [PROMISE_OVER] = "over",
    [PROMISE_UNKNOWN] = "unknown",
};

enum err progress_write(const struct progress *progress, struct buf *out)
{
    size_t done = STEPS_MAX;
    while (done > 0 && progress->done_at[done - 1] == 0)
        done--;

    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    writer_text(&json, "stage", stage_keys[progress->stage]);
    writer_text(&json, "turn", turn_keys[progress->turn]);
    writer_int(&json, "submitted", progress->submitted);
    writer_int(&json, "as_of", progress->as_of);
    writer_text(&json, "service", progress->service);
    writer_int(&json, "step", progress->step);
    writer_open(&json, "done_at", '[');
    for (size_t i = 0; i < done; i++)
        writer_int(&json, NULL, progress->done_at[i]);
    writer_close(&json, ']');
    writer_bool(&json, "returned", progress->returned);
    writer_text(&json, "reason", progress->reason);
    writer_text(&json, "note", progress->note);
    writer_open(&json, "promise", '{');
    writer_text(&json, "kind", promise_keys[progress->promise.kind]);
    writer_int(&json, "due", progress->promise.due);
    writer_bool(&json, "late", progress->promise.late);
    writer_close(&json, '}');
    writer_int(&json, "rung", progress->rung);
    writer_int(&json, "answered_at", progress->answered_at);
    writer_close(&json, '}');
    return writer_end(&json);
}

static void done_read(struct json_reader *reader, struct progress *out)
{
    struct json_object *done = json_get_array(reader, "done_at", STEPS_MAX);
    for (size_t i = 0; done && i < json_object_array_length(done); i++)
        out->done_at[i] = reading_int_at(reader, "done_at", done, i, 0, MOMENT_MAX);
}

static void promise_read(struct json_reader *reader, struct promise *out)
{
    struct json_reader promise = reading_object(reader, "promise");
    out->kind =
        (enum promise_kind)reading_word(&promise, "kind", promise_keys, LENGTH(promise_keys));
    out->due = reading_moment(&promise, "due");
    out->late = json_get_bool(&promise, "late");
    reading_pass(reader, "promise", &promise);
}

enum err progress_read(const void *bytes, size_t len, struct progress *out)
{
    SCOPED(json_free) struct json_object *root = NULL;
    enum err err = json_read(bytes, len, STATUS_SEALED_MAX, &root);
    if (err != OK)
        return err;
    struct progress progress = {.stage = STAGE_SAVED};
    struct json_reader reader = json_over(root);
    progress.stage =
        (enum progress_stage)reading_word(&reader, "stage", stage_keys, LENGTH(stage_keys));
    progress.turn = (enum turn)reading_word(&reader, "turn", turn_keys, LENGTH(turn_keys));
    progress.submitted = reading_moment(&reader, "submitted");
    progress.as_of = reading_moment(&reader, "as_of");
    READ_TEXT(&reader, "service", TEXT_KEY_OPT, progress.service);
    progress.step = (uint8_t)json_get_int(&reader, "step", 0, STEPS_MAX + 1);
    done_read(&reader, &progress);
    progress.returned = json_get_bool(&reader, "returned");
    READ_TEXT(&reader, "reason", TEXT_KEY_OPT, progress.reason);
    READ_TEXT(&reader, "note", TEXT_LINES, progress.note);
    promise_read(&reader, &progress.promise);
    progress.rung = (uint8_t)json_get_int(&reader, "rung", 0, RUNGS);
    progress.answered_at = reading_moment(&reader, "answered_at");
    if (reader.bad)
        return ERR_INVALID;
    *out = progress;
    return OK;
}
