#include "kiosk/photo.h"

#include "base/buf.h"
#include "base/tr.h"
#include "kiosk/errand.h"

static struct request_state *state_of(struct app *app)
{
    return &app_visit(app)->request;
}

bool photo_offered(const struct model *model, const char **why)
{
    *why = NULL;
    if (!model->page_camera_there)
        *why = N_("This kiosk has no camera, so documents cannot be photographed here.");
    else if (model->camera_lost)
        *why = N_("The camera does not answer, so documents cannot be photographed now.");
    else if (model->desk.photo_full)
        *why = N_("There is no room for photographs at this kiosk now.");
    return *why == NULL;
}

int photo_count(const struct request *request, int document)
{
    int count = 0;
    for (size_t i = 0; i < request->page_count; i++)
        count += request->pages[i].document == document;
    return count;
}

int photo_place(const struct request *request, int document, int64_t page)
{
    int place = 0;
    for (size_t i = 0; i < request->page_count; i++) {
        if (request->pages[i].document != document)
            continue;
        place++;
        if (request->pages[i].id == page)
            return place;
    }
    return 0;
}

/* The last page of the document; 0 none. */
static int64_t last_page(const struct request *request, int document)
{
    for (size_t i = request->page_count; i > 0; i--)
        if (request->pages[i - 1].document == document)
            return request->pages[i - 1].id;
    return 0;
}

static void copy(struct app *app, enum page_order order, int64_t id)
{
    const struct app_devices *devices = &app->config.devices;
    if (devices->page_copy)
        devices->page_copy(devices->self, order, id);
}

static void aim(struct app *app)
{
    struct photo_state *photo = &state_of(app)->photo;
    photo->stage = PHOTO_AIMING;
    photo->missed = false;
    photo->failure = OK;
    copy(app, PAGE_SHOWN, 0);
    app_page(app);
}

void photo_look(struct app *app, int64_t page)
{
    struct photo_state *photo = &state_of(app)->photo;
    if (photo->page != page)
        photo->flaw = SHEET_GOOD;
    photo->page = page;
    photo->stage = PHOTO_LOOKING;
    copy(app, PAGE_SHOWN, page);
    app_page(app);
}

void photo_begin(struct app *app, int document)
{
    struct request_state *state = state_of(app);
    int64_t page = last_page(&state->draft, document);
    state->photo.document = document;
    state->page = REQUEST_PHOTO;
    if (page)
        photo_look(app, page);
    else
        aim(app);
}

void photo_shoot(struct app *app)
{
    struct photo_state *photo = &state_of(app)->photo;
    const struct app_devices *devices = &app->config.devices;
    if (photo->stage != PHOTO_AIMING || !devices->page_shoot)
        return;
    photo->stage = PHOTO_SHOOTING;
    photo->missed = false;
    photo->failure = OK;
    devices->page_shoot(devices->self, !photo->crooked);
}

void photo_straighten(struct app *app)
{
    struct photo_state *photo = &state_of(app)->photo;
    photo->crooked = !photo->crooked;
}

static void kept(struct app *app, const struct errand *errand)
{
    struct request_state *state = state_of(app);
    struct photo_state *photo = &state->photo;
    struct request *draft = &state->draft;
    bool room = draft->page_count < PAGES_MAX;
    photo->failure = errand->err;
    if (errand->err != OK || !room) {
        if (errand->err == OK)
            errand_document_drop(app, errand->page);
        photo->stage = PHOTO_AIMING;
        app_page(app);
        return;
    }
    draft->pages[draft->page_count++] =
        (struct photo_page){.id = errand->page, .document = (uint8_t)photo->document};
    draft->documents[photo->document] = HANDOVER_PHOTO;
    enum sheet_state flaw = photo->flaw;
    copy(app, PAGE_KEPT, errand->page);
    photo_look(app, errand->page);
    photo->flaw = flaw;
    photo_follow(app);
}

void app_page_seen(struct app *app, enum sheet_state state)
{
    if (app->model.sheet == state)
        return;
    app->changed = true;
    app->model.sheet = state;
    if (state == SHEET_GOOD) /* what went wrong before is over */
        state_of(app)->photo.missed = false;
}

void app_page_taken(struct app *app, enum err err, const void *jpeg, size_t len,
                    enum sheet_state flaw)
{
    struct request_state *state = state_of(app);
    struct photo_state *photo = &state->photo;
    if (state->page != REQUEST_PHOTO || photo->stage != PHOTO_SHOOTING)
        return;
    app->changed = true;
    if (err != OK) {
        photo->stage = PHOTO_AIMING;
        photo->missed = err == ERR_NOT_FOUND;
        photo->failure = photo->missed ? OK : err;
        return;
    }
    photo->flaw = flaw;
    photo->stage = PHOTO_SEALING;
    errand_document_put(app, jpeg, len, kept);
}

/* Takes the page out of the draft and off the disk. */
static void forget_page(struct app *app, int64_t page)
{
    struct request *draft = &state_of(app)->draft;
    size_t left = 0;
    for (size_t i = 0; i < draft->page_count; i++)
        if (draft->pages[i].id != page)
            draft->pages[left++] = draft->pages[i];
    draft->page_count = left;
    copy(app, PAGE_DROPPED, page);
    errand_document_drop(app, page);
}

/* Without a page the document is handed in as it was before. */
static void settle(struct app *app, int document)
{
    struct request *draft = &state_of(app)->draft;
    if (photo_count(draft, document) == 0 && draft->documents[document] == HANDOVER_PHOTO)
        draft->documents[document] = HANDOVER_OFFICER;
}

void photo_drop(struct app *app, bool again)
{
    struct request_state *state = state_of(app);
    int document = state->photo.document;
    if (state->photo.stage != PHOTO_LOOKING)
        return;
    forget_page(app, state->photo.page);
    settle(app, document);
    int64_t page = last_page(&state->draft, document);
    if (page && !again)
        photo_look(app, page);
    else
        aim(app);
}

void photo_more(struct app *app)
{
    if (state_of(app)->draft.page_count < PAGES_MAX)
        aim(app);
}

void photo_done(struct app *app)
{
    struct request_state *state = state_of(app);
    settle(app, state->photo.document);
    copy(app, PAGE_SHOWN, 0);
    state->photo.stage = PHOTO_AIMING;
    state->page = REQUEST_DOCUMENTS;
    app_page(app);
}

void photo_instead(struct app *app, int document, enum handover way)
{
    struct request *draft = &state_of(app)->draft;
    int64_t page;
    while ((page = last_page(draft, document)) != 0)
        forget_page(app, page);
    draft->documents[document] = way;
}

void photo_follow(struct app *app)
{
    struct request_state *state = state_of(app);
    const struct app_devices *devices = &app->config.devices;
    bool aiming = state->photo.stage == PHOTO_AIMING || state->photo.stage == PHOTO_SHOOTING;
    bool on = app_top(app) == SCREEN_REQUEST && state->page == REQUEST_PHOTO && aiming;
    if (on == app->model.page_camera_on || !devices->page_camera)
        return;
    app->model.page_camera_on = on;
    devices->page_camera(devices->self, on);
    app->model.sheet = SHEET_MISSING;
    app_camera(app, on ? CAMERA_STARTING : CAMERA_OFF);
}

void photo_leave(struct app *app)
{
    struct photo_state *photo = &state_of(app)->photo;
    const struct app_devices *devices = &app->config.devices;
    if (photo->stage == PHOTO_SHOOTING)
        photo->stage = PHOTO_AIMING;
    if (!app->model.page_camera_on)
        return;
    app->model.page_camera_on = false;
    devices->page_camera(devices->self, false);
    app_camera(app, CAMERA_OFF);
}

void photo_forget(struct app *app)
{
    if (state_of(app)->begun)
        errand_document_drop(app, 0);
}
