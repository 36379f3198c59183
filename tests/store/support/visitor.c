#include "store/support/visitor.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static const char *answer_to(enum field_kind kind)
{
    static const char *const answers[] = {
        [FIELD_NAME] = VISITOR_NAME,        [FIELD_NIK] = VISITOR_NIK,
        [FIELD_NIP] = "199008302015022001", [FIELD_TEXT] = "Analis Persandian",
        [FIELD_EMAIL] = VISITOR_EMAIL,      [FIELD_MOBILE] = VISITOR_PHONE,
    };
    return answers[kind];
}

struct request *visitor_request(const struct standard *standard)
{
    struct request *request = calloc(1, sizeof(*request));
    if (!request)
        abort();
    request->standard = standard;
    for (size_t i = 0; i < standard->field_count; i++)
        (void)TEXT_COPY(request->answers[i], answer_to(standard->fields[i].kind));
    for (size_t i = 0; i < standard->document_count; i++)
        request->documents[i] =
            standard->documents[i].automatic ? HANDOVER_AUTOMATIC : HANDOVER_OFFICER;
    return request;
}

struct complaint visitor_complaint(void)
{
    return (struct complaint){
        .topic = "hours", .text = VISITOR_WORDS, .name = VISITOR_NAME, .phone = VISITOR_PHONE};
}
