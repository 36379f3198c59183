/* What the console's three files share: questions with a session, a form or a code. */
#ifndef OFFICE_API_CONSOLE_H
#define OFFICE_API_CONSOLE_H

#include "base/json.h"
#include "office/routes.h"
#include "office/view.h"
#include "service/tracking.h"

enum { FORM_MAX = 8 * 1024 };

bool console_json_sent(const struct exchange *exchange);
/* A form of texts out of the body, the caller's to free; false with a problem made. */
bool console_form(struct exchange *exchange, struct json_object **out);
/* The code in the path; false with a problem made. */
bool console_code(struct exchange *exchange, struct tracking_code *out);

/* For whom a page is made. */
struct viewer console_viewer(const struct exchange *exchange);

/* A whole number of the query; false when it is none. */
bool console_number(const struct exchange *exchange, const char *name, int64_t otherwise,
                    int64_t *out);
/* The moments "from" and "until" of the query, all time without them; false with a problem made. */
bool console_period(struct exchange *exchange, int64_t *from, int64_t *until);

/* api_fleet.c */
void kiosks_serve(struct office *office, struct exchange *exchange);
void kiosk_add_serve(struct office *office, struct exchange *exchange);
void kiosk_order_serve(struct office *office, struct exchange *exchange);
void log_serve(struct office *office, struct exchange *exchange);
/* api_content.c */
void content_serve(struct office *office, struct exchange *exchange);
void content_versions_serve(struct office *office, struct exchange *exchange);
void content_publish_serve(struct office *office, struct exchange *exchange);
void content_restore_serve(struct office *office, struct exchange *exchange);
/* api_officers.c */
void officers_serve(struct office *office, struct exchange *exchange);
void officer_add_serve(struct office *office, struct exchange *exchange);
void officer_order_serve(struct office *office, struct exchange *exchange);
void audit_serve(struct office *office, struct exchange *exchange);
/* api_lists.c */
void requests_serve(struct office *office, struct exchange *exchange);
void complaints_serve(struct office *office, struct exchange *exchange);
void pulse_serve(struct office *office, struct exchange *exchange);
/* api_session.c */
void sign_in_serve(struct office *office, struct exchange *exchange);
void sign_out_serve(struct office *office, struct exchange *exchange);
void password_serve(struct office *office, struct exchange *exchange);
void me_serve(struct office *office, struct exchange *exchange);
/* api_orders.c */
void case_order_serve(struct office *office, struct exchange *exchange);
void complaint_order_serve(struct office *office, struct exchange *exchange);

#endif
