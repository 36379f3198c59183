/* What a decoder built for tests does on command: a frame whose first pixels spell HOOKS_MARK has
 * the order in the next. The shipped decoder knows nothing of this: tests link the same objects
 * with cascade_run and send wrapped. */
#ifndef TESTS_SCAN_HOOKED_HOOKS_H
#define TESTS_SCAN_HOOKED_HOOKS_H

#define HOOKS_MARK "anjungan-hook"

enum hook {
    HOOK_ABORT,
    HOOK_CRASH, /* writes to address 0 */
    HOOK_EXIT,
    HOOK_HANG,
    HOOK_LEAK,     /* takes memory until it gets no more, and then dies of that */
    HOOK_OVERFLOW, /* recurses until the stack is used up */
    /* Answers that are none */
    HOOK_SHORT,   /* a part of one */
    HOOK_EMPTY,   /* nothing */
    HOOK_LONG,    /* more than one */
    HOOK_NOISE,   /* random bytes of the right size */
    HOOK_SEQ,     /* to another frame */
    HOOK_LENGTH,  /* a text longer than there is room */
    HOOK_ENDLESS, /* a text without its end */
    HOOK_CORNERS, /* beside the picture */
    HOOK_FLOOD,   /* many at once */
    /* System calls that are none of its business */
    HOOK_SOCKET,
    HOOK_FORK,
    HOOK_EXEC,
    HOOK_KILL,
    HOOK_PTRACE,
    HOOK_MEMFD,
    HOOK_MAP_CODE, /* memory that can be run */
    HOOK_READ,     /* of a file it has open */
    HOOK_SLEEP,
    HOOK_OPEN, /* refused, and it goes on */
    HOOK_COUNT,
};

#endif
