/* What a kiosk sends, before sealing: JSON the office reads after it has opened an envelope. */
#ifndef WIRE_ITEM_H
#define WIRE_ITEM_H

#include "base/buf.h"
#include "service/counter.h"
#include "service/desk.h"
#include "wire/blob.h"

enum { ITEM_PLAIN_MAX = 32 * 1024 };

/* A request's answers travel by field key, so that the office can read forms of any version. */
struct request_item {
    struct tracking_code code;
    char service[64];
    int form_version;
    int64_t submitted;
    struct pair {
        char key[KEY_SIZE];
        char value[ANSWER_SIZE];
    } answers[FIELDS_MAX];
    size_t answer_count;
    struct handed {
        char key[KEY_SIZE];
        enum handover way;
    } documents[DOCUMENTS_MAX];
    size_t document_count;
    /* The photographed pages, document by document, each from its first page on. */
    struct page_item {
        char document[KEY_SIZE];
        struct blob_name blob;
    } pages[ITEM_BLOBS_MAX];
    size_t page_count;
    bool notes[REQUEST_NOTES]; /* for the verifier */
    char lang[4];
};

struct complaint_item {
    struct tracking_code code;
    int64_t submitted;
    struct complaint complaint;
};

struct survey_item {
    int64_t submitted;
    struct survey survey;
};

struct call_item {
    int64_t called;
    char screen[KEY_SIZE];
};

/* One opened item; kind says which member holds. Personal data: wipe after use. */
struct item {
    enum item_kind kind;
    union {
        struct request_item request;
        struct complaint_item complaint;
        struct survey_item survey;
        struct call_item call;
    };
};

/* The filled form as an item. blobs: the sealed pages, in the order of request->pages. */
void request_item_from(const struct request *request, const struct blob_name *blobs,
                       const struct tracking_code *code, int64_t submitted,
                       struct request_item *out);
const char *handover_key(enum handover way); /* "automatic", "officer", "phone", "photo" */

const char *request_note_key(enum request_note note); /* "nik_birth" */

enum err item_write(const struct item *item, struct buf *out) MUST_USE;
/* ERR_INVALID on anything that is not an item of that kind; every bound is checked. */
enum err item_read(enum item_kind kind, const void *bytes, size_t len, struct item *out) MUST_USE;

#endif
