#include "service/support/office.h"

#include <stdio.h>
#include <stdlib.h>

const char *office_config(void)
{
    const char *dir = getenv("KIOSK_CONFIG");
    return dir != NULL ? dir : "kiosk-config";
}

void office_open(struct catalogue *out)
{
    struct why why = {""};
    if (catalogue_open(office_config(), out, &why) == OK)
        return;
    fprintf(stderr, "%s\n", why.text);
    exit(1);
}

int64_t wib(const char *text)
{
    struct civil civil = {0};
    if (sscanf(text, "%4d-%2d-%2d %2d:%2d:%2d", &civil.year, &civil.month, &civil.day, &civil.hour,
               &civil.minute, &civil.second) < 5) {
        fprintf(stderr, "\"%s\" is no moment\n", text);
        exit(1);
    }
    return civil_moment(civil, ZONE_WIB_MINUTES);
}
