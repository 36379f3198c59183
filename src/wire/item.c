#include "wire/item.h"

#include <assert.h>
#include <json-c/linkhash.h>
#include <string.h>

#include "base/tr.h"
#include "wire/reading.h"
#include "wire/writer.h"

static const char *const handover_keys[] = {
    [HANDOVER_AUTOMATIC] = "automatic",
    [HANDOVER_OFFICER] = "officer",
    [HANDOVER_PHONE] = "phone",
    [HANDOVER_PHOTO] = "photo",
};

const char *handover_key(enum handover way)
{
    assert(way < LENGTH(handover_keys));
    return handover_keys[way];
}

static const char *const note_keys[REQUEST_NOTES] = {
    [NOTE_NIK_BIRTH] = "nik_birth",
    [NOTE_NIP_BIRTH] = "nip_birth",
    [NOTE_BIRTH_DIFFERS] = "birth_differs",
    [NOTE_SEX_DIFFERS] = "sex_differs",
};

const char *request_note_key(enum request_note note)
{
    assert(note < REQUEST_NOTES);
    return note_keys[note];
}

static void item_wipe(struct item *item)
{
    wipe(item, sizeof(*item));
}

void request_item_from(const struct request *request, const struct blob_name *blobs,
                       const struct tracking_code *code, int64_t submitted,
                       struct request_item *out)
{
    const struct standard *standard = request->standard;
    *out = (struct request_item){
        .code = *code, .form_version = standard->version, .submitted = submitted};
    TEXT_COPY(out->service, standard->id);
    for (size_t i = 0; i < standard->field_count; i++) {
        if (!request->answers[i][0])
            continue;
        struct pair *pair = &out->answers[out->answer_count++];
        TEXT_COPY(pair->key, standard->fields[i].key);
        TEXT_COPY(pair->value, request->answers[i]);
    }
    for (size_t i = 0; i < standard->document_count; i++) {
        struct handed *handed = &out->documents[out->document_count++];
        TEXT_COPY(handed->key, standard->documents[i].key);
        handed->way = request->documents[i];
        for (size_t p = 0; p < request->page_count; p++) {
            if (request->pages[p].document != i)
                continue;
            struct page_item *page = &out->pages[out->page_count++];
            TEXT_COPY(page->document, standard->documents[i].key);
            page->blob = blobs[p];
        }
    }
    memcpy(out->notes, request->notes, sizeof(out->notes));
}

/* ---- rules that bind the writer and the reader alike
 * --------------------------------------------- */

static bool code_fits(const struct tracking_code *code, bool complaint)
{
    struct tracking_reading reading = tracking_read(code->text, "");
    return reading.fault == TRACKING_OK && strcmp(reading.code.text, code->text) == 0 &&
           tracking_is_complaint(code) == complaint;
}

static bool moment_fits(int64_t moment)
{
    return moment >= 0 && moment <= MOMENT_MAX;
}

static enum handover handed_over(const struct request_item *request, const char *document)
{
    for (size_t i = 0; i < request->document_count; i++)
        if (strcmp(request->documents[i].key, document) == 0)
            return request->documents[i].way;
    return HANDOVER_AUTOMATIC;
}

/* Pages are of photographed documents, and each photographed document has some. */
static bool pages_fit(const struct request_item *request)
{
    bool good = request->page_count <= ITEM_BLOBS_MAX;
    for (size_t i = 0; good && i < request->page_count; i++) {
        const struct page_item *page = &request->pages[i];
        good = text_fits(page->document, TEXT_KEY) && page->blob.len > 0 &&
               page->blob.len <= BLOB_MAX && handed_over(request, page->document) == HANDOVER_PHOTO;
        for (size_t before = 0; good && before < i; before++)
            good = memcmp(request->pages[before].blob.hash, page->blob.hash, HASH_BYTES) != 0;
    }
    for (size_t i = 0; good && i < request->document_count; i++) {
        size_t pages = 0;
        for (size_t p = 0; p < request->page_count; p++)
            pages += strcmp(request->pages[p].document, request->documents[i].key) == 0;
        good = request->documents[i].way != HANDOVER_PHOTO || pages > 0;
    }
    return good;
}

static bool request_fits(const struct item *item)
{
    const struct request_item *request = &item->request;
    bool good = code_fits(&request->code, false) && text_fits(request->service, TEXT_KEY) &&
                request->form_version >= 0 && request->form_version <= UINT16_MAX &&
                moment_fits(request->submitted) && request->answer_count <= FIELDS_MAX &&
                request->document_count <= DOCUMENTS_MAX &&
                (!request->lang[0] || lang_from_tag(request->lang) != LANG_COUNT);
    for (size_t i = 0; good && i < request->answer_count; i++)
        good = text_fits(request->answers[i].key, TEXT_KEY) &&
               text_fits(request->answers[i].value, TEXT_LINE);
    for (size_t i = 0; good && i < request->document_count; i++)
        good = text_fits(request->documents[i].key, TEXT_KEY);
    return good && pages_fit(request);
}

static bool complaint_fits(const struct item *item)
{
    const struct complaint *complaint = &item->complaint.complaint;
    struct tracking_code about;
    TEXT_COPY(about.text, complaint->about);
    return code_fits(&item->complaint.code, true) && moment_fits(item->complaint.submitted) &&
           text_fits(complaint->topic, TEXT_KEY_OPT) && complaint->text[0] &&
           text_fits(complaint->text, TEXT_LINES) && text_fits(complaint->name, TEXT_LINE) &&
           text_fits(complaint->phone, TEXT_LINE) &&
           (!about.text[0] || code_fits(&about, tracking_is_complaint(&about)));
}

static bool survey_fits(const struct item *item)
{
    const struct survey *survey = &item->survey.survey;
    bool good = moment_fits(item->survey.submitted) && text_fits(survey->remark, TEXT_LINES);
    for (size_t i = 0; i < SURVEY_ELEMENTS; i++)
        good = good && survey->answers[i] <= 4;
    return good;
}

static bool call_fits(const struct item *item)
{
    return moment_fits(item->call.called) && text_fits(item->call.screen, TEXT_KEY_OPT);
}

/* ---- one writer and one reader a kind
 * ------------------------------------------------------------ */

static void pages_write(struct writer *json, const struct request_item *request)
{
    if (request->page_count == 0)
        return;
    writer_open(json, "pages", '[');
    for (size_t i = 0; i < request->page_count; i++) {
        writer_open(json, NULL, '{');
        writer_text(json, "document", request->pages[i].document);
        writer_bytes(json, "hash", request->pages[i].blob.hash, HASH_BYTES);
        writer_int(json, "length", request->pages[i].blob.len);
        writer_close(json, '}');
    }
    writer_close(json, ']');
}

static void request_write(struct writer *json, const struct item *item)
{
    const struct request_item *request = &item->request;
    writer_text(json, "code", request->code.text);
    writer_text(json, "service", request->service);
    writer_int(json, "form_version", request->form_version);
    writer_int(json, "submitted", request->submitted);
    writer_text(json, "lang", request->lang);
    writer_open(json, "answers", '{');
    for (size_t i = 0; i < request->answer_count; i++)
        writer_text(json, request->answers[i].key, request->answers[i].value);
    writer_close(json, '}');
    writer_open(json, "documents", '{');
    for (size_t i = 0; i < request->document_count; i++)
        writer_text(json, request->documents[i].key, handover_key(request->documents[i].way));
    writer_close(json, '}');
    pages_write(json, request);
    writer_open(json, "notes", '[');
    for (size_t i = 0; i < REQUEST_NOTES; i++)
        if (request->notes[i])
            writer_text(json, NULL, note_keys[i]);
    writer_close(json, ']');
}

static void answers_read(struct json_reader *reader, struct request_item *out)
{
    struct json_reader answers = reading_object(reader, "answers");
    if (!answers.object)
        return;
    json_object_object_foreach(answers.object, key, value)
    {
        (void)value;
        if (out->answer_count == FIELDS_MAX) {
            reading_blame(reader, "answers");
            return;
        }
        struct pair *pair = &out->answers[out->answer_count++];
        if (!TEXT_COPY(pair->key, key))
            reading_blame(&answers, key);
        READ_TEXT(&answers, key, TEXT_LINE, pair->value);
    }
    reading_pass(reader, "answers", &answers);
}

static void documents_read(struct json_reader *reader, struct request_item *out)
{
    struct json_reader documents = reading_object(reader, "documents");
    if (!documents.object)
        return;
    json_object_object_foreach(documents.object, key, value)
    {
        (void)value;
        if (out->document_count == DOCUMENTS_MAX) {
            reading_blame(reader, "documents");
            return;
        }
        struct handed *handed = &out->documents[out->document_count++];
        if (!TEXT_COPY(handed->key, key))
            reading_blame(&documents, key);
        handed->way =
            (enum handover)reading_word(&documents, key, handover_keys, LENGTH(handover_keys));
    }
    reading_pass(reader, "documents", &documents);
}

/* Requests of older kiosks have no pages. */
static void pages_read(struct json_reader *reader, struct request_item *out)
{
    if (!json_object_object_get_ex(reader->object, "pages", NULL))
        return;
    struct json_object *pages = json_get_array(reader, "pages", ITEM_BLOBS_MAX);
    for (size_t i = 0; pages && i < json_object_array_length(pages); i++) {
        struct page_item *page = &out->pages[out->page_count++];
        struct json_reader entry = reading_entry(pages, i);
        READ_TEXT(&entry, "document", TEXT_KEY, page->document);
        json_get_bytes(&entry, "hash", page->blob.hash, HASH_BYTES);
        page->blob.len = json_get_int(&entry, "length", 1, BLOB_MAX);
        reading_pass(reader, "pages", &entry);
    }
}

/* Requests of older kiosks have no notes. */
static void notes_read(struct json_reader *reader, struct request_item *out)
{
    struct json_object *notes = NULL;
    if (!json_object_object_get_ex(reader->object, "notes", &notes))
        return;
    notes = json_get_array(reader, "notes", REQUEST_NOTES);
    for (size_t i = 0; notes && i < json_object_array_length(notes); i++) {
        const char *word = json_object_get_string(json_object_array_get_idx(notes, i));
        size_t note = 0;
        while (note < REQUEST_NOTES && (!word || strcmp(word, note_keys[note]) != 0))
            note++;
        if (note < REQUEST_NOTES)
            out->notes[note] = true;
        else
            reading_blame(reader, "notes");
    }
}

static void request_read(struct json_reader *reader, struct item *out)
{
    struct request_item *request = &out->request;
    READ_TEXT(reader, "code", TEXT_KEY, request->code.text);
    READ_TEXT(reader, "service", TEXT_KEY, request->service);
    request->form_version = (int)json_get_int(reader, "form_version", 0, UINT16_MAX);
    request->submitted = reading_moment(reader, "submitted");
    READ_TEXT(reader, "lang", TEXT_KEY_OPT, request->lang);
    answers_read(reader, request);
    documents_read(reader, request);
    pages_read(reader, request);
    notes_read(reader, request);
}

/* An anonymous complaint carries neither name nor phone, whatever the form still held. */
static void complaint_write(struct writer *json, const struct item *item)
{
    const struct complaint *complaint = &item->complaint.complaint;
    writer_text(json, "code", item->complaint.code.text);
    writer_int(json, "submitted", item->complaint.submitted);
    writer_text(json, "topic", complaint->topic);
    writer_text(json, "text", complaint->text);
    writer_bool(json, "anonymous", complaint->anonymous);
    writer_text(json, "name", complaint->anonymous ? "" : complaint->name);
    writer_text(json, "phone", complaint->anonymous ? "" : complaint->phone);
    writer_text(json, "about", complaint->about);
}

static void complaint_read(struct json_reader *reader, struct item *out)
{
    struct complaint *complaint = &out->complaint.complaint;
    READ_TEXT(reader, "code", TEXT_KEY, out->complaint.code.text);
    out->complaint.submitted = reading_moment(reader, "submitted");
    READ_TEXT(reader, "topic", TEXT_KEY_OPT, complaint->topic);
    READ_TEXT(reader, "text", TEXT_LINES, complaint->text);
    complaint->anonymous = json_get_bool(reader, "anonymous");
    READ_TEXT(reader, "name", TEXT_LINE, complaint->name);
    READ_TEXT(reader, "phone", TEXT_LINE, complaint->phone);
    READ_TEXT(reader, "about", TEXT_KEY_OPT, complaint->about);
    if (complaint->anonymous && (complaint->name[0] || complaint->phone[0]))
        reading_blame(reader, "anonymous");
}

static void survey_write(struct writer *json, const struct item *item)
{
    writer_int(json, "submitted", item->survey.submitted);
    writer_open(json, "answers", '{');
    for (size_t i = 0; i < SURVEY_ELEMENTS; i++)
        writer_int(json, survey_keys[i], item->survey.survey.answers[i]);
    writer_close(json, '}');
    writer_text(json, "remark", item->survey.survey.remark);
}

static void survey_read(struct json_reader *reader, struct item *out)
{
    out->survey.submitted = reading_moment(reader, "submitted");
    struct json_reader answers = reading_object(reader, "answers");
    for (size_t i = 0; i < SURVEY_ELEMENTS; i++)
        out->survey.survey.answers[i] = (uint8_t)json_get_int(&answers, survey_keys[i], 0, 4);
    reading_pass(reader, "answers", &answers);
    READ_TEXT(reader, "remark", TEXT_LINES, out->survey.survey.remark);
}

static void call_write(struct writer *json, const struct item *item)
{
    writer_int(json, "called", item->call.called);
    writer_text(json, "screen", item->call.screen);
}

static void call_read(struct json_reader *reader, struct item *out)
{
    out->call.called = reading_moment(reader, "called");
    READ_TEXT(reader, "screen", TEXT_KEY_OPT, out->call.screen);
}

static const struct format {
    void (*write)(struct writer *json, const struct item *item);
    void (*read)(struct json_reader *reader, struct item *out);
    bool (*fits)(const struct item *item);
} formats[ITEM_KINDS] = {
    [ITEM_REQUEST] = {request_write, request_read, request_fits},
    [ITEM_COMPLAINT] = {complaint_write, complaint_read, complaint_fits},
    [ITEM_SURVEY] = {survey_write, survey_read, survey_fits},
    [ITEM_CALL] = {call_write, call_read, call_fits},
};

enum err item_write(const struct item *item, struct buf *out)
{
    assert(item->kind < ITEM_KINDS);
    /* What the office would refuse is refused here, while the visitor still stands at the kiosk. */
    if (!formats[item->kind].fits(item))
        return ERR_INVALID;
    struct writer json = writer_over(out);
    writer_open(&json, NULL, '{');
    writer_text(&json, "kind", item_kind_key(item->kind));
    formats[item->kind].write(&json, item);
    writer_close(&json, '}');
    return writer_end(&json);
}

enum err item_read(enum item_kind kind, const void *bytes, size_t len, struct item *out)
{
    if (kind >= ITEM_KINDS)
        return ERR_INVALID;
    SCOPED(json_free) struct json_object *root = NULL;
    enum err err = json_read(bytes, len, ITEM_PLAIN_MAX, &root);
    if (err != OK)
        return err;
    char word[KEY_SIZE];
    SCOPED(item_wipe) struct item item = {.kind = kind};
    struct json_reader reader = json_over(root);
    READ_TEXT(&reader, "kind", TEXT_KEY, word);
    formats[kind].read(&reader, &item);
    if (reader.bad || strcmp(word, item_kind_key(kind)) != 0 || !formats[kind].fits(&item))
        return ERR_INVALID;
    *out = item;
    return OK;
}
