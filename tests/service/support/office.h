/* The service as kiosk-config/ has it, and moments as people write them. */
#ifndef TESTS_SERVICE_SUPPORT_OFFICE_H
#define TESTS_SERVICE_SUPPORT_OFFICE_H

#include <stdint.h>

#include "service/standard.h"

/* The folder under test: $KIOSK_CONFIG, or kiosk-config below the current folder. */
const char *office_config(void);
/* Opens it; ends the program with the complaint when it cannot. */
void office_open(struct catalogue *out);
/* "2026-11-23 09:41" in WIB; ends the program when it is no moment. */
int64_t wib(const char *text);

#endif
