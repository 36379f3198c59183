#include "bench/sync_fleet.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "seal/envelope.h"
#include "service/settings.h"
#include "service/standard.h"
#include "store/support/visitor.h"
#include "wire/item.h"

enum { MAKERS = 2 };

void give_up(const char *what)
{
    fprintf(stderr, "bench: %s (%s)\n", what, strerror(errno));
    exit(1);
}

static void *array_new(size_t count, size_t size)
{
    void *array = calloc(count + 1, size);
    if (!array)
        give_up("memory is short");
    return array;
}

void fleet_name(size_t kiosk, char out[32])
{
    snprintf(out, 32, "BENCH-%03zu", kiosk);
}

struct batch_item fleet_batch_item(const struct fleet *fleet, size_t at)
{
    const struct fleet_item *item = &fleet->items[at];
    struct batch_item out = {.sequence = (int64_t)(at / fleet->kiosk_count) + 1,
                             .id = item->id,
                             .kind = ITEM_REQUEST,
                             .envelope = item->envelope,
                             .len = item->len};
    memcpy(out.status_id, item->status_id, sizeof(out.status_id));
    return out;
}

/* ---- making ---- */

struct maker {
    const struct fleet_plan *plan;
    const struct standard *standard;
    struct fleet *fleet;
    size_t first;
};

/* A visitor's request, sealed as desk_accept.c does it; the status row's id is only as long as one
 * that Argon2id would give. */
static void item_make(const struct maker *maker, const struct request *request, size_t at)
{
    const struct fleet_plan *plan = maker->plan;
    struct fleet_item *out = &maker->fleet->items[at];
    struct entropy entropy = entropy_system();
    int64_t now = clock_now(&(struct clock){0});
    struct tracking_code code = tracking_make(maker->standard->prefix, entropy_u64(&entropy));
    struct item *item = array_new(1, sizeof(*item));
    item->kind = ITEM_REQUEST;
    request_item_from(request, NULL, &code, now, &item->request);
    out->id = uuid_make(now, &entropy);
    entropy.fill(entropy.self, out->status_id, sizeof(out->status_id));

    struct envelope_head head = {.item = out->id,
                                 .kind = ITEM_REQUEST,
                                 .form_version = (uint16_t)maker->standard->version,
                                 .created = now};
    fleet_name(at % plan->kiosks, head.kiosk);
    if (plan->name)
        (void)TEXT_COPY(head.kiosk, plan->name);
    (void)TEXT_COPY(head.form, maker->standard->id);
    SCOPED(buf_fini) struct buf plain;
    SCOPED(buf_fini) struct buf envelope;
    buf_init(&plain, ITEM_PLAIN_MAX);
    buf_init(&envelope, ENVELOPE_MAX);
    if (item_write(item, &plain) != OK ||
        envelope_seal(&head, plain.data, plain.len, plan->recipients, 2, &envelope) != OK)
        give_up("an item cannot be sealed");
    out->len = envelope.len;
    out->envelope = array_new(1, envelope.len);
    memcpy(out->envelope, envelope.data, envelope.len);
    free(item);
}

static void *maker_main(void *argument)
{
    const struct maker *maker = argument;
    struct request *request = visitor_request(maker->standard);
    for (size_t i = maker->first; i < maker->plan->items; i += MAKERS)
        item_make(maker, request, i);
    free(request);
    return NULL;
}

void fleet_make(const struct fleet_plan *plan, struct fleet *out)
{
    struct catalogue catalogue;
    struct why why;
    if (catalogue_open(plan->config, &catalogue, &why) != OK)
        give_up(why.text);
    struct entropy entropy = entropy_system();
    *out = (struct fleet){.kiosk_count = plan->kiosks, .count = plan->items};
    out->kiosks = array_new(plan->kiosks, sizeof(*out->kiosks));
    out->items = array_new(plan->items, sizeof(*out->items));
    identity_make(&entropy, &out->peer);
    for (size_t i = 0; i < plan->kiosks; i++)
        identity_make(&entropy, &out->kiosks[i]);

    struct maker makers[MAKERS];
    pthread_t threads[MAKERS];
    for (size_t i = 0; i < MAKERS; i++) {
        makers[i] = (struct maker){plan, catalogue.services[0], out, i};
        if (pthread_create(&threads[i], NULL, maker_main, &makers[i]) != 0)
            give_up("no thread");
    }
    for (size_t i = 0; i < MAKERS; i++)
        pthread_join(threads[i], NULL);
    catalogue_close(&catalogue);
}

void fleet_free(struct fleet *fleet)
{
    for (size_t i = 0; i < fleet->count; i++)
        free(fleet->items[i].envelope);
    free(fleet->items);
    free(fleet->kiosks);
}

/* ---- the file ---- */

static void put(FILE *file, const void *bytes, size_t len)
{
    if (fwrite(bytes, 1, len, file) != len)
        give_up("the fleet cannot be written");
}

static void get(FILE *file, void *bytes, size_t len)
{
    if (fread(bytes, 1, len, file) != len)
        give_up("the fleet cannot be read");
}

void fleet_save(const struct fleet *fleet, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        give_up(path);
    put(file, fleet, sizeof(*fleet));
    put(file, fleet->kiosks, fleet->kiosk_count * sizeof(*fleet->kiosks));
    put(file, fleet->items, fleet->count * sizeof(*fleet->items));
    for (size_t i = 0; i < fleet->count; i++)
        put(file, fleet->items[i].envelope, fleet->items[i].len);
    if (fclose(file) != 0)
        give_up(path);
}

void fleet_load(const char *path, struct fleet *out)
{
    FILE *file = fopen(path, "r");
    if (!file)
        give_up(path);
    get(file, out, sizeof(*out));
    out->kiosks = array_new(out->kiosk_count, sizeof(*out->kiosks));
    out->items = array_new(out->count, sizeof(*out->items));
    get(file, out->kiosks, out->kiosk_count * sizeof(*out->kiosks));
    get(file, out->items, out->count * sizeof(*out->items));
    for (size_t i = 0; i < out->count; i++) {
        out->items[i].envelope = array_new(1, out->items[i].len);
        get(file, out->items[i].envelope, out->items[i].len);
    }
    fclose(file);
}

/* ---- for the peers ---- */

static void key_tell(FILE *file, const struct identity *identity, bool secret)
{
    uint8_t id[KEY_ID_BYTES];
    struct buf x, d;
    buf_init(&x, 64);
    buf_init(&d, 64);
    key_id(identity->public.sign.bytes, id);
    base64url_put(&x, identity->public.sign.bytes, KEY_BYTES);
    base64url_put(&d, identity->sign.bytes, KEY_BYTES); /* the seed is its first half */
    fputs("\"id\":\"", file);
    for (size_t i = 0; i < sizeof(id); i++)
        fprintf(file, "%02x", id[i]);
    fprintf(file, "\",\"x\":\"%s\"", buf_text(&x));
    if (secret)
        fprintf(file, ",\"d\":\"%s\"", buf_text(&d));
    buf_fini(&d);
    buf_fini(&x);
}

void fleet_tell(const struct fleet *fleet, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        give_up(path);
    fputs("{\"office\":{", file);
    key_tell(file, &fleet->peer, true);
    fputs("},\"kiosks\":[", file);
    for (size_t i = 0; i < fleet->kiosk_count; i++) {
        char name[32];
        fleet_name(i, name);
        fprintf(file, "%s{\"name\":\"%s\",", i == 0 ? "" : ",", name);
        key_tell(file, &fleet->kiosks[i], false);
        fputc('}', file);
    }
    fputs("]}\n", file);
    if (fclose(file) != 0)
        give_up(path);
}
