/* --inspect: what is on screen, as text in a file, for tests and benches. */
#ifndef BIN_KIOSK_INSPECT_H
#define BIN_KIOSK_INSPECT_H

#include "ui/ui.h"

/* Replaces the file in one step. It is not made durable: the screen does not wait for a disk. */
void inspect_write(const char *path, const struct ui *ui, const char *screen);

#endif
