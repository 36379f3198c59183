/* The kiosk's camera: its picture into the preview, codes found outlined there and told to the
 * app, and what it sees besides as a hint. */
#ifndef BIN_KIOSK_CAMERA_H
#define BIN_KIOSK_CAMERA_H

#include "bin/anjungan-kiosk/loop.h"
#include "scan/finding.h"

/* Turns it on or off; off, its picture is forgotten. loop: struct loop, as a device has it. */
void camera_use(void *loop, bool on);
/* The same for photographing pages, and what is done with them; as app_devices has them. */
void camera_pages(void *loop, bool on);
void camera_shoot(void *loop, bool straighten);
void camera_copy(void *loop, enum page_order order, int64_t id);
/* Forgets the small copies of every page. */
void camera_forget(struct loop *loop);
/* Takes what the reader has to tell. */
void camera_news(struct loop *loop);
/* What a code that is none of ours looks like, in the app's words. */
enum code_kind camera_kind(const struct finding *finding);

#endif
