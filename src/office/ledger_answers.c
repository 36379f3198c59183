#include "office/ledger_answers.h"

#include "office/ledger_driver.h"

enum err ledger_survey_add(struct ledger *ledger, const char *kiosk, const struct uuid *item,
                           const struct survey_item *survey)
{
    char answers[SURVEY_ELEMENTS + 1] = "";
    for (size_t i = 0; i < SURVEY_ELEMENTS; i++)
        answers[i] = (char)('0' + survey->survey.answers[i]);
    return ledger_run(ledger,
                      "INSERT INTO survey (kiosk, item_id, submitted, answers, remark)"
                      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                      VALUES(V_TEXT(kiosk), V_BYTES(item->bytes, sizeof(item->bytes)),
                             V_INT(survey->submitted), V_TEXT(answers),
                             V_TEXT(survey->survey.remark)),
                      NULL);
}

enum err ledger_call_add(struct ledger *ledger, const char *kiosk, const struct uuid *item,
                         const struct call_item *call)
{
    return ledger_run(ledger,
                      "INSERT INTO call (kiosk, item_id, called, screen)"
                      " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                      VALUES(V_TEXT(kiosk), V_BYTES(item->bytes, sizeof(item->bytes)),
                             V_INT(call->called), V_TEXT(call->screen)),
                      NULL);
}

enum err ledger_survey_sums(struct ledger *ledger, int64_t from, int64_t until,
                            struct survey_sums *out)
{
    struct survey_sums sums = {0};
    SCOPED(query_end)
    struct query query =
        query_start(ledger, "SELECT answers FROM survey WHERE submitted >= $1 AND submitted < $2",
                    VALUES(V_INT(from), V_INT(until)));
    while (query_next(&query)) {
        char answers[SURVEY_ELEMENTS + 1];
        query_text(&query, 0, answers, sizeof(answers));
        struct survey survey = {0};
        for (size_t i = 0; i < SURVEY_ELEMENTS && answers[i] != '\0'; i++)
            survey.answers[i] = (uint8_t)(answers[i] - '0');
        survey_add(&sums, &survey);
    }
    if (query_check(&query) != OK)
        return query.err;
    *out = sums;
    return OK;
}

enum err ledger_calls(struct ledger *ledger, struct call_row *rows, size_t most, size_t *count)
{
    size_t found = 0;
    SCOPED(query_end)
    struct query query =
        query_start(ledger, "SELECT kiosk, called, screen FROM call ORDER BY called DESC LIMIT $1",
                    VALUES(V_INT(most)));
    while (found < most && query_next(&query)) {
        struct call_row *row = &rows[found++];
        query_text(&query, 0, row->kiosk, sizeof(row->kiosk));
        row->called = query_int(&query, 1);
        query_text(&query, 2, row->screen, sizeof(row->screen));
    }
    if (query_check(&query) != OK)
        return query.err;
    *count = found;
    return OK;
}

enum err ledger_survey_remarks(struct ledger *ledger, int64_t from, int64_t until,
                               struct survey_remark *rows, size_t most, size_t *count)
{
    size_t found = 0;
    SCOPED(query_end)
    struct query query =
        query_start(ledger,
                    "SELECT submitted, remark FROM survey WHERE submitted >= $1 AND submitted < $2"
                    " AND remark <> '' ORDER BY submitted DESC LIMIT $3",
                    VALUES(V_INT(from), V_INT(until), V_INT(most)));
    while (found < most && query_next(&query)) {
        rows[found].submitted = query_int(&query, 0);
        query_text(&query, 1, rows[found].text, sizeof(rows[found].text));
        found++;
    }
    if (query_check(&query) != OK)
        return query.err;
    *count = found;
    return OK;
}
