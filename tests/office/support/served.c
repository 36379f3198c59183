#include "office/support/served.h"

#include "wire/page.h"

void served_open(struct served *served)
{
    fixture_open(&served->fixture);
    const struct office_places places = {.ledger = served->fixture.address,
                                         .keys = served->fixture.dir.path,
                                         .config = CONFIG,
                                         .assets = "assets/office"};
    struct why why;
    if (office_open(&places, (struct clock){0}, &served->office, &why) != OK)
        fail_msg("%s", why.text);
    const struct http_service service = office_service(&served->office);
    assert_int_equal(http_open("127.0.0.1", 0, &service, (struct clock){0}, &served->http), OK);
    served->port = http_port(served->http);
    assert_true(served->port > 0);
}

void served_close(struct served *served)
{
    http_close(&served->http);
    office_close(&served->office);
    fixture_close(&served->fixture);
}

int64_t now_seconds(void)
{
    return clock_now(&(struct clock){0}) / 1000;
}

struct signing served_device(const struct served *served)
{
    return (struct signing){
        .by = &served->fixture.device, .kiosk = "PKL-01", .created = now_seconds()};
}

void served_signed(const struct served *served, const struct reply *reply, const char *nonce)
{
    const struct http_answer answer = {
        .status = reply->status, .body = reply->body.data, .len = reply->body.len};
    const struct sign_public *key = &served->fixture.office.public.sign;
    int64_t created = 0;
    assert_int_equal(answer_verify(&answer, &reply->signature, key, nonce, &created), OK);
    assert_in_range(created, now_seconds() - 60, now_seconds() + 60);
}

void served_get(const struct served *served, const char *target, struct signing *signing,
                struct reply *reply)
{
    const struct question question = {.method = "GET", .target = target};
    client_ask_signed(served->port, &question, signing, reply);
}

void served_post(const struct served *served, const struct batch *batch, struct reply *reply)
{
    SCOPED(buf_fini) struct buf json;
    buf_init(&json, BATCH_BODY_MAX);
    assert_int_equal(batch_write(batch, &json), OK);
    const struct question question = {.method = "POST",
                                      .target = "/v1/batches",
                                      .body = buf_text(&json),
                                      .len = json.len,
                                      .headers = "Content-Type: application/json\r\n"};
    struct signing signing = served_device(served);
    client_ask_signed(served->port, &question, &signing, reply);
    served_signed(served, reply, signing.nonce);
}

void served_alive(const struct served *served)
{
    struct reply reply;
    const struct question question = {.method = "GET",
                                      .target = "/v1/time?n=AAAAAAAAAAAAAAAAAAAAAA"};
    client_ask(served->port, &question, &reply);
    assert_int_equal(reply.status, 200);
    int64_t now = 0;
    assert_int_equal(time_read(reply.body.data, reply.body.len, &now), OK);
    assert_in_range(now / 1000, now_seconds() - 60, now_seconds() + 60);
    served_signed(served, &reply, "AAAAAAAAAAAAAAAAAAAAAA");
    reply_fini(&reply);
}
