#include "scan/finding.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* How foreign texts begin, in any case of letters. */
static const struct {
    const char *start;
    enum foreign foreign;
} starts[] = {
    {"http://", FOREIGN_WEB},      {"https://", FOREIGN_WEB},      {"www.", FOREIGN_WEB},
    {"URLTO:", FOREIGN_WEB},       {"MEBKM:", FOREIGN_WEB},        {"WIFI:", FOREIGN_WIFI},
    {"000201", FOREIGN_PAYMENT}, /* EMV QRCPS, merchant-presented mode, 4.2: format indicator */
    {"bitcoin:", FOREIGN_PAYMENT}, {"ethereum:", FOREIGN_PAYMENT}, {"BEGIN:VCARD", FOREIGN_CONTACT},
    {"MECARD:", FOREIGN_CONTACT},  {"BIZCARD:", FOREIGN_CONTACT},  {"tel:", FOREIGN_CONTACT},
    {"sms:", FOREIGN_CONTACT},     {"SMSTO:", FOREIGN_CONTACT},    {"mailto:", FOREIGN_CONTACT},
    {"MATMSG:", FOREIGN_CONTACT},
};

static enum foreign foreign_kind(const char *text)
{
    text += strspn(text, " \t\r\n");
    for (size_t i = 0; i < LENGTH(starts); i++)
        if (strncasecmp(text, starts[i].start, strlen(starts[i].start)) == 0)
            return starts[i].foreign;
    return FOREIGN_OTHER;
}

struct finding finding_of(const char *text, const char *public_url)
{
    struct finding finding = {.reading = tracking_read(text, public_url)};
    if (finding.reading.fault == TRACKING_FOREIGN)
        finding.foreign = foreign_kind(text);
    return finding;
}
