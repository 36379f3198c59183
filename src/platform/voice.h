/* Speech and samples to the sound device (espeak-ng, SDL's audio). Of the child process only. The
 * device is open while something sounds, and closed in between: an open one would never rest. */
#ifndef PLATFORM_VOICE_H
#define PLATFORM_VOICE_H

#include <stdbool.h>

#include "base/err.h"
#include "platform/chime.h"

struct voice;

/* True when something else is to be said now. Asked while a text is being spoken. */
typedef bool voice_break(void *self);

/* ERR_UNREACHABLE without a sound device, ERR_NOT_FOUND without espeak-ng's voices. */
enum err voice_open(struct voice **out) MUST_USE;
/* NULL is accepted. */
void voice_close(struct voice *voice);

/* Speaks in the place of what sounds, but a chime first ends. lang: "id". Returns when the last of
 * it is with the device, about a second before it has sounded, or when `over` says so. */
enum err voice_say(struct voice *voice, const char *lang, const char *text, voice_break *over,
                   void *self) MUST_USE;
/* The same after what sounds. */
enum err voice_say_after(struct voice *voice, const char *lang, const char *text, voice_break *over,
                         void *self) MUST_USE;
/* Words a minute, and percent of the loudest there is. Both are clamped to what espeak-ng takes. */
void voice_tune(struct voice *voice, int rate, int volume);
/* Sounds in the place of what sounds. */
enum err voice_chime(struct voice *voice, enum chime chime) MUST_USE;
/* Silence, at once. */
void voice_stop(struct voice *voice);
/* Whether something still sounds; when not, the device is closed. */
bool voice_sounds(struct voice *voice);

#endif
