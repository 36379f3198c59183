/* How the kernel shares the processors among the server's threads. */
#ifndef OFFICE_TURNS_H
#define OFFICE_TURNS_H

/* For this thread and all that it starts from here on: hundreds of threads that each work for a
 * tenth of a millisecond and wait. With turns that short none waits long for the others, and the
 * one that writes comes at once. A kernel that does not know it keeps its own turns. */
void turns_short(void);

#endif
