/* The parts that the documents of enrolment share. */
#ifndef WIRE_ENROLMENT_PARTS_H
#define WIRE_ENROLMENT_PARTS_H

#include "wire/enrolment.h"
#include "wire/reading.h"
#include "wire/writer.h"

void identity_put(struct writer *json, const char *name, const struct identity_public *identity);
void identity_take(struct json_reader *reader, const char *name, struct identity_public *out);
void offer_put(struct writer *json, const char *name, const struct enrolment_offer *offer);
void offer_take(struct json_reader *reader, struct enrolment_offer *out);
void enrolment_put(struct writer *json, const char *name, const struct enrolment *enrolment);
/* The address is not judged: office_url_allowed. */
void enrolment_take(struct json_reader *reader, struct enrolment *out);

#endif
