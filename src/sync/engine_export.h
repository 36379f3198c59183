/* The sealed export: what waits goes into a file that somebody carries to the office. */
#ifndef SYNC_ENGINE_EXPORT_H
#define SYNC_ENGINE_EXPORT_H

#include "sync/engine_inside.h"

/* Writes EXPORT_FILE into the state folder: every item that the office has not receipted, those in
 * quarantine too, signed by this device. They stay as they are: the office tells duplicates.
 * ERR_FULL: more than EXPORT_MAX bytes, or no room. */
enum err engine_export(struct engine *engine, int64_t now) MUST_USE;

#endif
