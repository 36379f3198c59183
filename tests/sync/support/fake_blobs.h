/* The pages a fake office holds, and how it takes them in. */
#ifndef TESTS_SYNC_SUPPORT_FAKE_BLOBS_H
#define TESTS_SYNC_SUPPORT_FAKE_BLOBS_H

#include "sync/support/fake_http.h"
#include "wire/blob.h"

enum { FAKE_BLOBS = 4 };

struct fake_blobs {
    struct fake_blob {
        struct blob_name name;
        struct buf bytes;
    } kept[FAKE_BLOBS];
    size_t count;
    bool full;    /* 507 to every part */
    bool spoil;   /* the next part arrives with a byte changed */
    bool writers; /* another one writes: 409 with the true offset */
    int heads, parts, refused;
    char told[80]; /* headers of the answer */
};

/* The status of HEAD or PATCH. */
int fake_blobs_serve(struct fake_blobs *blobs, const struct fake_request *request);
bool fake_blobs_whole(const struct fake_blobs *blobs, const struct blob_name *name);
/* The office lost them: a backup from before was put back. */
void fake_blobs_forget(struct fake_blobs *blobs);

#endif
