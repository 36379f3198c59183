#include "wire/report.h"

#include <string.h>

#include "wire/reading.h"

static const char *const device_keys[DEVICE_STATES] = {"unknown", "ok", "none", "fault"};

const char *device_key(enum device_state state)
{
    return device_keys[state];
}

void report_write(struct writer *json, const struct report *report)
{
    writer_open(json, "report", '{');
    writer_int(json, "at", report->at);
    writer_int(json, "frame", report->frame);
    writer_int(json, "check", report->check);
    writer_int(json, "oldest", report->oldest);
    writer_int(json, "content", report->content);
    writer_int(json, "clock_offset", report->clock_offset);
    writer_int(json, "disk_free", report->disk_free);
    writer_int(json, "waiting", report->waiting);
    writer_int(json, "quarantined", report->quarantined);
    writer_bool(json, "clock_known", report->clock_known);
    writer_bool(json, "disk_low", report->disk_low);
    writer_text(json, "camera", device_keys[report->camera]);
    writer_text(json, "printer", device_keys[report->printer]);
    writer_close(json, '}');
}

void report_read(struct json_reader *reader, struct report *out)
{
    struct json_object *there = NULL;
    if (!reader->object || !json_object_object_get_ex(reader->object, "report", &there))
        return;
    struct json_reader in = reading_object(reader, "report");
    struct report report = {
        .at = reading_moment(&in, "at"),
        .frame = reading_moment(&in, "frame"),
        .check = reading_moment(&in, "check"),
        .oldest = reading_moment(&in, "oldest"),
        .content = json_get_int(&in, "content", 0, INT64_MAX - 1),
        .clock_offset = json_get_int(&in, "clock_offset", -MOMENT_MAX, MOMENT_MAX),
        .disk_free = json_get_int(&in, "disk_free", 0, INT64_MAX - 1),
        .waiting = (int)json_get_int(&in, "waiting", 0, INT32_MAX),
        .quarantined = (int)json_get_int(&in, "quarantined", 0, INT32_MAX),
        .clock_known = json_get_bool(&in, "clock_known"),
        .disk_low = json_get_bool(&in, "disk_low"),
        .camera = (enum device_state)reading_word(&in, "camera", device_keys, DEVICE_STATES),
        .printer = (enum device_state)reading_word(&in, "printer", device_keys, DEVICE_STATES),
    };
    reading_pass(reader, "report", &in);
    if (!reader->bad)
        *out = report;
}

/* ---- rows of the sync log ---- */

enum { FIELDS = 20 };

static void fields_of(const struct sync_row *row, int64_t out[FIELDS])
{
    const int64_t fields[FIELDS] = {
        row->number,   row->at,         row->way,      row->cause,    row->http,
        row->requests, row->complaints, row->surveys,  row->calls,    row->statuses,
        row->created,  row->duplicate,  row->conflict, row->rejected, row->retry,
        row->bytes,    row->duration,   row->next_try, row->offset,   row->blobs,
    };
    memcpy(out, fields, sizeof(fields));
}

void report_rows_write(struct writer *json, const struct report *report)
{
    writer_open(json, "log_rows", '[');
    for (size_t i = 0; i < report->row_count; i++) {
        int64_t fields[FIELDS];
        fields_of(&report->rows[i], fields);
        writer_open(json, NULL, '[');
        for (size_t j = 0; j < FIELDS; j++)
            writer_int(json, NULL, fields[j]);
        writer_close(json, ']');
    }
    writer_close(json, ']');
}

static void row_read(struct json_reader *reader, struct json_object *fields, struct sync_row *out)
{
    if (!json_object_is_type(fields, json_type_array) ||
        json_object_array_length(fields) != FIELDS) {
        reading_blame(reader, "log_rows");
        return;
    }
    int64_t v[FIELDS];
    for (size_t i = 0; i < FIELDS; i++)
        v[i] =
            reading_int_at(reader, "log_rows", fields, i, i == 18 ? -MOMENT_MAX : 0, INT64_MAX - 1);
    if (v[2] > SYNC_START || v[3] > CAUSE_UNTRIED)
        reading_blame(reader, "log_rows");
    *out = (struct sync_row){
        .number = v[0],
        .at = v[1],
        .way = (enum sync_way)v[2],
        .cause = (enum sync_cause)v[3],
        .http = (int)v[4],
        .requests = (int)v[5],
        .complaints = (int)v[6],
        .surveys = (int)v[7],
        .calls = (int)v[8],
        .statuses = (int)v[9],
        .created = (int)v[10],
        .duplicate = (int)v[11],
        .conflict = (int)v[12],
        .rejected = (int)v[13],
        .retry = (int)v[14],
        .bytes = v[15],
        .duration = v[16],
        .next_try = v[17],
        .offset = v[18],
        .blobs = (int)v[19],
    };
}

void report_rows_read(struct json_reader *reader, struct report *out)
{
    struct json_object *there = NULL;
    if (!reader->object || !json_object_object_get_ex(reader->object, "log_rows", &there))
        return;
    struct json_object *rows = json_get_array(reader, "log_rows", REPORT_ROWS);
    for (size_t i = 0; rows && !reader->bad && i < json_object_array_length(rows); i++) {
        row_read(reader, json_object_array_get_idx(rows, i), &out->rows[i]);
        out->row_count = i + 1;
    }
}
