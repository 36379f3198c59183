/* One visitor at the kiosk's desk, without a screen: hands in a request and a complaint, and notes
 * each code in the journal once the desk has said that it is stored. What stands in the journal was
 * promised.
 *
 *     visitor CONFIG STATE JOURNAL [JPEG...]: the pictures are the pages of the first document */
#include "store/support/visitor.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/path.h"
#include "seal/keys.h"
#include "store/desk_store.h"

static int note(int journal, const struct tracking_code *code)
{
    char line[TRACKING_SIZE + 1];
    int len = snprintf(line, sizeof(line), "%s\n", code->text);
    return write(journal, line, (size_t)len) == len ? 0 : 1;
}

/* Photographs the first document that somebody has to bring, a page a picture. */
static enum err photograph(const struct desk *desk, char *const *files, int64_t now,
                           struct request *request)
{
    uint8_t document = 0;
    enum err err = OK;
    while (request->documents[document] == HANDOVER_AUTOMATIC)
        document++;
    for (; err == OK && *files && request->page_count < PAGES_MAX; files++) {
        struct photo_page *page = &request->pages[request->page_count++];
        SCOPED(buf_fini) struct buf jpeg;
        buf_init(&jpeg, PAGE_BYTES_MAX);
        request->documents[document] = HANDOVER_PHOTO;
        page->document = document;
        err = path_read(*files, &jpeg);
        if (err == OK)
            err = desk->ops->document_put(desk->self, jpeg.data, jpeg.len, now, &page->id);
    }
    return err;
}

static int visit(struct desk_store *store, const struct catalogue *catalogue, int journal,
                 char *const *pictures)
{
    struct desk desk = desk_store_desk(store);
    struct request *request = visitor_request(catalogue->services[0]);
    const struct complaint complaint = visitor_complaint();
    struct receipt receipt;
    int64_t now = clock_now(&(struct clock){0});
    int failed = photograph(&desk, pictures, now, request) != OK;
    failed = failed || desk.ops->submit(desk.self, request, now, &receipt) != OK ||
             note(journal, &receipt.code) != 0;
    if (!failed)
        failed = desk.ops->complain(desk.self, &complaint, now, &receipt) != OK ||
                 note(journal, &receipt.code) != 0;
    free(request);
    return failed;
}

int main(int argc, char **argv)
{
    struct settings settings;
    struct catalogue catalogue;
    struct why why;
    struct desk_store *store = NULL;
    if (argc < 4 || seal_start() != OK || settings_open(argv[1], &settings, &why) != OK ||
        catalogue_open(argv[1], &catalogue, &why) != OK)
        return 2;
    int journal = open(argv[3], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const struct desk_store_config config = {.state_dir = argv[2],
                                             .settings = &settings,
                                             .catalogue = &catalogue,
                                             .entropy = entropy_system()};
    if (journal < 0 || desk_store_open(&config, &store) != OK)
        return 2;
    int failed = visit(store, &catalogue, journal, argv + 4);
    desk_store_close(&store);
    catalogue_close(&catalogue);
    return failed;
}
