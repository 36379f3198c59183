/* What struct speech and its child tell each other: lines of text on the child's standard input.
 *
 *     say LANG TEXT     stops what is being said and says this; LANG as in lang_tag()
 *     then LANG TEXT    says this after what is being said
 *     tune RATE VOLUME  words a minute and percent of the loudest, for what is said from then on
 *     stop              silence
 *     chime NAME        call, code
 *
 * The child tells by its exit status why it cannot speak. */
#ifndef PLATFORM_SPEECH_PROTOCOL_H
#define PLATFORM_SPEECH_PROTOCOL_H

enum {
    SPEECH_TEXT_MAX = 4000, /* bytes */
    SPEECH_LINE_MAX = SPEECH_TEXT_MAX + 32,
};

enum speech_exit {
    SPEECH_DONE = 0,
    SPEECH_NO_SOUND = 3,  /* no sound device */
    SPEECH_NO_VOICES = 4, /* espeak-ng's data is not there */
    SPEECH_NONSENSE = 5,  /* a line it does not know, or one too long */
};

#endif
