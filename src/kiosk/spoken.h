/* How texts and nodes of the screen sound: codes and long numbers sign by sign, times without
 * their points, and never what is masked. Pure; words come from the language in use. */
#ifndef KIOSK_SPOKEN_H
#define KIOSK_SPOKEN_H

#include "base/buf.h"
#include "ui/ui.h"

enum { SPOKEN_MAX = 4000 }; /* bytes of one utterance; what does not fit is left out */

/* Appends a sentence: a pause before it where something stands already. One with nothing to say
 * (a bullet) adds nothing. */
void spoken_text(struct buf *out, const char *text);
/* Appends the node with what it is and how it stands: "NIK, 3 3 7 5, isian". A masked value is
 * "disamarkan"; a field's error comes last. */
void spoken_node(struct buf *out, const struct node_view *node);
/* The error that a field tells, or "". Borrowed from the node's text. */
const char *spoken_error(const struct node_view *node);
/* A key's sign by its name, as a voice is silent on most: "tanda a keong"; any other as it is. */
const char *spoken_key(const char *text);
/* FNV-1a: what reading aloud remembers of a text instead of the text. */
uint64_t spoken_hash(const char *text);

#endif
