/* Folders the program finds by itself, from whatever folder it was called. */
#ifndef BIN_ANJUNGAN_OFFICE_PLACES_H
#define BIN_ANJUNGAN_OFFICE_PLACES_H

#include "bin/anjungan-office/command.h"

/* The configuration: --config, or the first kiosk-config there is: in the folder one stands in, in
 * the source tree this program was built in, where it is installed. NULL: none, and stderr says
 * where it was looked for. */
const char *config_folder(const struct call *call, char room[PATH_SIZE]);
/* The console's pages: --assets, or as above. NULL: none. */
const char *assets_folder(const struct call *call, char room[PATH_SIZE]);

#endif
