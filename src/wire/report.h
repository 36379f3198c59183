/* What a kiosk tells of itself with each batch: how its devices are and the newest rows of its sync
 * log. Officers see it in the console; nothing is decided by it. No field can hold personal data.
 */
#ifndef WIRE_REPORT_H
#define WIRE_REPORT_H

#include "base/json.h"
#include "service/counter.h"
#include "wire/writer.h"

enum { REPORT_ROWS = 50 };

enum device_state { DEVICE_UNKNOWN, DEVICE_OK, DEVICE_NONE, DEVICE_FAULT, DEVICE_STATES };

struct report {
    int64_t at;           /* by the kiosk's clock; 0: it reported nothing, as older programs do */
    int64_t frame;        /* when a picture last stood on its screen; 0 unknown */
    int64_t check;        /* the newest morning check; 0 none */
    int64_t oldest;       /* created moment of the oldest waiting item; 0 none */
    int64_t content;      /* version of the content in force */
    int64_t clock_offset; /* ms the office is ahead */
    int64_t disk_free;    /* bytes */
    int waiting, quarantined;
    bool clock_known, disk_low;
    enum device_state camera, printer;
    struct sync_row rows[REPORT_ROWS]; /* ascending by number */
    size_t row_count;
};

/* The member "report" of the document in hand, without the rows. */
void report_write(struct writer *json, const struct report *report);
/* Reads it where it is there; leaves at == 0 where it is not. */
void report_read(struct json_reader *reader, struct report *out);
/* The member "log_rows": an array of arrays of numbers, in the order of struct sync_row. */
void report_rows_write(struct writer *json, const struct report *report);
void report_rows_read(struct json_reader *reader, struct report *out);

const char *device_key(enum device_state state); /* "unknown", "ok", "none", "fault" */

#endif
