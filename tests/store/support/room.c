#include "store/support/room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "wire/page.h"

int room_setup(void **state)
{
    struct room *room = calloc(1, sizeof(*room));
    struct entropy entropy = entropy_system();
    struct why why = {""};
    assert_non_null(room);
    assert_int_equal(seal_start(), OK);
    tempdir_make(&room->dir);
    if (catalogue_open("kiosk-config", &room->catalogue, &why) != OK ||
        settings_open("kiosk-config", &room->settings, &why) != OK)
        fail_msg("%s", why.text);
    identity_make(&entropy, &room->office);
    identity_make(&entropy, &room->escrow);
    room->enrolment = (struct enrolment){
        .kiosk = "PKL-01",
        .office_url = "http://127.0.0.1:1",
        .office = room->office.public,
        .escrow = room->escrow.public.seal,
        .fleet_salt = "fifteen letters",
    };
    *state = room;
    return 0;
}

int room_teardown(void **state)
{
    struct room *room = *state;
    catalogue_close(&room->catalogue);
    tempdir_remove(&room->dir);
    free(room);
    return 0;
}

void room_enrol(const struct room *room)
{
    assert_int_equal(enrolment_save(room->dir.path, &room->enrolment), OK);
}

struct db *room_db(const struct room *room, enum db_role role)
{
    struct db *db = NULL;
    enum db_fault fault = DB_FAULT_NONE;
    assert_int_equal(db_open(room->dir.path, role, &db, &fault), OK);
    assert_int_equal(fault, DB_FAULT_NONE);
    return db;
}

const char *room_path(const struct room *room, const char *name)
{
    static char path[PATH_SIZE];
    assert_int_equal(path_join(path, room->dir.path, name), OK);
    return path;
}

void room_feed(const struct room *room, int64_t version, struct buf *out)
{
    struct feed *feed = calloc(1, sizeof(*feed));
    assert_non_null(feed);
    content_from(room->catalogue.services[0], &feed->content);
    feed->content.version = version;
    memcpy(feed->fleet_salt, room->enrolment.fleet_salt, sizeof(feed->fleet_salt));
    assert_int_equal(feed_write(feed, out), OK);
    free(feed);
}
