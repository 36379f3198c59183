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
