/* What officers are shown, as JSON: the console and the command line say the same. Each call
 * appends one document to `out`; moments are milliseconds since 1970 UTC, 0 where there is none.
 * ERR_FULL when it does not fit. */
#ifndef OFFICE_VIEW_H
#define OFFICE_VIEW_H

#include "office/ledger_answers.h"
#include "office/ledger_audit.h"
#include "office/ledger_complaints.h"
#include "office/ledger_enrolments.h"
#include "office/ledger_kiosks.h"
#include "office/ledger_officers.h"
#include "office/ledger_reports.h"
#include "office/ledger_requests.h"
#include "office/rulebook.h"
#include "wire/writer.h"

enum { VIEW_MAX = 1024 * 1024 };

/* For whom and when. */
struct viewer {
    enum role role; /* what its owner may do now is listed under "can"; ROLE_COUNT: nothing */
    enum lang lang; /* of the standard's own words */
    int64_t now;
};

/* {"requests": [...], "more": false} */
enum err view_requests(const struct rulebook *rules, const struct request_row *rows, size_t count,
                       bool more, const struct viewer *viewer, struct buf *out) MUST_USE;
/* The member "requests" alone, and "complaints", inside a document of the caller's. */
void view_request_rows(struct writer *json, const struct rulebook *rules,
                       const struct request_row *rows, size_t count, const struct viewer *viewer);
void view_complaint_rows(struct writer *json, const struct rulebook *rules,
                         const struct complaint_row *rows, size_t count,
                         const struct viewer *viewer);
/* ERR_NOT_FOUND when the configuration has no such service. */
enum err view_request(const struct rulebook *rules, const struct request_file *file,
                      const struct viewer *viewer, struct buf *out) MUST_USE;
enum err view_complaints(const struct rulebook *rules, const struct complaint_row *rows,
                         size_t count, bool more, const struct viewer *viewer, struct buf *out)
    MUST_USE;
enum err view_complaint(const struct rulebook *rules, const struct complaint_file *file,
                        const struct viewer *viewer, struct buf *out) MUST_USE;
enum err view_kiosks(const struct kiosk *kiosks, size_t count, struct buf *out) MUST_USE;
enum err view_enrolments(const struct pending_kiosk *rows, size_t count, struct buf *out) MUST_USE;
/* "code" (made), "compare" (a device came), "approved" (and has not asked since). */
const char *enrolment_state(const struct pending_kiosk *pending);
enum err view_officers(const struct officer *officers, size_t count, struct buf *out) MUST_USE;
enum err view_calls(const struct call_row *rows, size_t count, struct buf *out) MUST_USE;
enum err view_audit(const struct audit_row *rows, size_t count, struct buf *out) MUST_USE;
/* Members of a document of the caller's: "kiosks", "enrolments", "calls", "audit". */
void view_kiosk_rows(struct writer *json, const struct kiosk *kiosks, size_t count);
void view_enrolment_rows(struct writer *json, const struct pending_kiosk *rows, size_t count);
void view_call_rows(struct writer *json, const struct call_row *rows, size_t count);
void view_audit_rows(struct writer *json, const struct audit_row *rows, size_t count);
/* The members "reports" and "rows", read from the ledger (view_fleet.c). */
enum err view_reports(struct writer *json, struct ledger *ledger) MUST_USE;
enum err view_log(struct writer *json, struct ledger *ledger, const struct log_filter *filter,
                  size_t most) MUST_USE;
/* The way of a filter by its key, "" all of them; false for none. */
bool log_filter_ways(struct log_filter *filter, const char *way);
void view_ikm_members(struct writer *json, const struct rulebook *rules,
                      const struct survey_sums *sums);
enum err view_ikm(const struct rulebook *rules, const struct survey_sums *sums, struct buf *out)
    MUST_USE;

const char *turn_key(enum turn turn); /* "office", "applicant", "over" */

#endif
