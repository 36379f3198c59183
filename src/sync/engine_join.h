/* Enrolment over the network: the device introduces itself with a one-time code, an officer
 * compares six words on both sides and approves, and the office proves with a sealed probe that it
 * can open what this kiosk will seal. */
#ifndef SYNC_ENGINE_JOIN_H
#define SYNC_ENGINE_JOIN_H

#include "sync/engine_inside.h"

/* Does what is due of an enrolment that was asked for. Once it is approved the enrolment's file is
 * written, which engine.c notices as it does any other. *next: when to step again at the latest,
 * left as it is where nothing is under way. */
enum err engine_join(struct engine *engine, int64_t now, int64_t *next) MUST_USE;

#endif
