/* Reading aloud and small sounds, through anjungan-speech: a process of its own, so that a sound
 * library that crashes or hangs harms no screen and what was spoken goes with the process. It is
 * started with the first thing to say. Nothing here waits. Where the program, the voices or a sound
 * device are missing there is silence, and one line in the log. One thread owns a speech. */
#ifndef PLATFORM_SPEECH_H
#define PLATFORM_SPEECH_H

#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/path.h"
#include "base/tr.h"
#include "platform/chime.h"

struct speech;

/* Where anjungan-speech is: beside the running program, or in its libexec folder. ERR_NOT_FOUND.
 */
enum err speech_find(char out[PATH_SIZE]) MUST_USE;

/* program: the path of anjungan-speech. NULL when memory is short. */
struct speech *speech_new(const char *program);
/* Ends the child. NULL is accepted. */
void speech_free(struct speech *speech);

/* Says a UTF-8 text in the place of what is being said; past SPEECH_TEXT_MAX bytes it is cut on a
 * character. Line breaks are pauses. now_boot: ms, clock_boot(). */
void speech_say(struct speech *speech, enum lang lang, const char *text, int64_t now_boot);
/* The same after what is being said: news must not cut off the page that is being read. */
void speech_say_after(struct speech *speech, enum lang lang, const char *text, int64_t now_boot);
/* How fast and how loud from the next text on: words a minute, percent of the loudest. */
void speech_tune(struct speech *speech, int rate, int volume);
/* Silence, at once. */
void speech_stop(struct speech *speech, int64_t now_boot);
/* A sound in the place of what is being said; what is said next waits for its end. */
void speech_chime(struct speech *speech, enum chime chime, int64_t now_boot);
/* A visitor has left: the child is killed, and with it everything that it was given. The next text
 * starts another. */
void speech_forget(struct speech *speech);

/* The child's process id, 0 while there is none. */
pid_t speech_pid(const struct speech *speech);

#endif
