/* A backlog: items of an enrolled kiosk, stored in its outbox as its desk does it.
 *
 *     bench_fill CONFIG STATE ITEMS */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "bench/sync_fleet.h"
#include "store/db.h"
#include "store/enrolled.h"
#include "store/outbox.h"

static void item_put(struct db *db, const struct fleet_item *from)
{
    struct outbox_item item = {.id = from->id,
                               .kind = ITEM_REQUEST,
                               .created = clock_now(&(struct clock){0}),
                               .envelope = from->envelope,
                               .len = from->len};
    int64_t sequence;
    memcpy(item.status_id, from->status_id, sizeof(item.status_id));
    if (outbox_put(db, &item, &sequence) != OK)
        give_up("an item cannot be stored");
}

int main(int argc, char **argv)
{
    struct enrolled enrolled;
    struct fleet fleet;
    struct db *db = NULL;
    enum db_fault fault;
    if (argc != 4 || seal_start() != OK)
        return 2;
    enrolled_init(&enrolled, argv[2]);
    if (!enrolled_look(&enrolled))
        give_up("the kiosk is not enrolled");
    const struct fleet_plan plan = {
        .config = argv[1],
        .recipients = {enrolled.enrolment.office.seal, enrolled.enrolment.escrow},
        .name = enrolled.enrolment.kiosk,
        .kiosks = 1,
        .items = strtoul(argv[3], NULL, 10),
    };
    fleet_make(&plan, &fleet);
    if (db_open(argv[2], DB_KIOSK, &db, &fault) != OK)
        give_up("the kiosk's database does not open");
    for (size_t i = 0; i < fleet.count; i++)
        item_put(db, &fleet.items[i]);
    db_close(&db);
    fleet_free(&fleet);
    return 0;
}
