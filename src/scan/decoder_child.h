/* The decoder's inner side, the whole of the program anjungan-decoder. */
#ifndef SCAN_DECODER_CHILD_H
#define SCAN_DECODER_CHILD_H

/* Serves frames from the files that struct decoder leaves open (decoder_protocol.h) until the
 * socket closes. Returns the exit status: 0 at the end, 1 when it could not start. */
int decoder_child_run(void);

#endif
