/* Tells when devices may have come: watches the folder of a device file, /dev mostly. A kiosk
 * without a network namespace hears nothing of udev, but this it sees. */
#ifndef SCAN_PLUG_H
#define SCAN_PLUG_H

#include <stdbool.h>

/* A file to wait for, readable when something came or its rights changed; -1 when the folder
 * cannot be watched. device: a path in it. The caller closes it. */
int plug_open(const char *device);
/* Whether something came since; the file is unreadable again then. -1 is accepted. */
bool plug_take(int plug);

#endif
