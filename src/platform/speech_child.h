/* The inner side of struct speech, the whole of the program anjungan-speech. */
#ifndef PLATFORM_SPEECH_CHILD_H
#define PLATFORM_SPEECH_CHILD_H

/* Gives up what speaking does not need and serves lines (speech_protocol.h) from standard input
 * until it closes and the last has sounded. Returns the exit status, an enum speech_exit. */
int speech_child_run(void);

#endif
