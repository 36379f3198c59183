/* A kiosk's state folder of its own, its office, and the config of the house. */
#ifndef TESTS_STORE_SUPPORT_ROOM_H
#define TESTS_STORE_SUPPORT_ROOM_H

#include "service/settings.h"
#include "service/standard.h"
#include "store/db.h"
#include "support/tempdir.h"
#include "wire/enrolment.h"

struct room {
    struct tempdir dir;
    struct catalogue catalogue;
    struct settings settings;
    struct identity office, escrow;
    struct enrolment enrolment;
};

/* setup and teardown for cmocka; *state is the room. */
int room_setup(void **state);
int room_teardown(void **state);

/* Puts enrolment.json into the state folder. */
void room_enrol(const struct room *room);
/* Opens kiosk.db; the test fails when it does not. */
struct db *room_db(const struct room *room, enum db_role role);
/* The path of a file in the state folder, valid until the next call. */
const char *room_path(const struct room *room, const char *name);
/* The content feed of that version, from the house's own config. */
void room_feed(const struct room *room, int64_t version, struct buf *out);

#endif
