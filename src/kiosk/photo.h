/* Documents photographed at the kiosk: pages are sealed as soon as they are taken and kept as
 * drafts of the desk until the request that names them is sent. */
#ifndef KIOSK_PHOTO_H
#define KIOSK_PHOTO_H

#include "kiosk/screen.h"

/* Whether photographing is offered now; otherwise *why says in words why not. */
bool photo_offered(const struct model *model, const char **why);
/* How many pages of the document are kept. */
int photo_count(const struct request *request, int document);
/* The place, from 1, of the page among those of its document; 0 when it is none of them. */
int photo_place(const struct request *request, int document, int64_t page);

/* The page of the request for that document: the camera, or its pages where there are some. */
void photo_begin(struct app *app, int document);
/* What the taps on that page mean. */
void photo_shoot(struct app *app);
void photo_straighten(struct app *app);
void photo_look(struct app *app, int64_t page);
/* Drops the page in view; `again`: and takes it anew. */
void photo_drop(struct app *app, bool again);
void photo_more(struct app *app);
/* Back to the documents: handed over as photographed where there are pages. */
void photo_done(struct app *app);
/* Drops every page of the document, which comes in another way. */
void photo_instead(struct app *app, int document, enum handover way);

/* Switches the camera on or off, as the page on screen needs it. */
void photo_follow(struct app *app);
/* Another screen comes: the camera goes off. */
void photo_leave(struct app *app);
/* The visitor leaves: pages that belong to no request go. */
void photo_forget(struct app *app);

#endif
