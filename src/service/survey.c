#include "service/survey.h"

#include <math.h>

const char *const survey_keys[SURVEY_ELEMENTS] = {
    "persyaratan", "prosedur", "waktu",     "biaya",  "produk",
    "kompetensi",  "perilaku", "pengaduan", "sarana",
};

/* Half a cent goes up. The small term keeps 88.305 from falling to 88.30 because its double lies
 * a hair below it. */
static double two_decimals(double value)
{
    return floor(value * 100 + 0.5 + 1e-7) / 100;
}

void survey_add(struct survey_sums *sums, const struct survey *survey)
{
    bool answered = false;
    for (int i = 0; i < SURVEY_ELEMENTS; i++) {
        uint8_t answer = survey->answers[i];
        if (answer < 1 || answer > 4)
            continue;
        sums->sum[i] += answer;
        sums->count[i]++;
        answered = true;
    }
    sums->surveys += answered;
}

struct ikm survey_ikm(const struct survey_sums *sums, const struct survey_rules *rules)
{
    struct ikm ikm = {.count = sums->surveys, .grade = '-'};
    double weighted = 0;
    int rated = 0;
    for (int i = 0; i < SURVEY_ELEMENTS; i++) {
        if (sums->count[i] == 0)
            continue;
        ikm.mean[i] = (double)sums->sum[i] / (double)sums->count[i];
        weighted += ikm.mean[i] * rules->weight;
        rated++;
    }
    ikm.enough = rated > 0 && sums->surveys >= (size_t)rules->minimum;
    if (!ikm.enough)
        return ikm;
    /* An element nobody rated says nothing: the others share its weight. */
    ikm.score = two_decimals(weighted * SURVEY_ELEMENTS / rated * 25);
    ikm.grade = survey_grade(ikm.score);
    return ikm;
}

char survey_grade(double score)
{
    static const struct {
        double least;
        char grade;
    } bands[] = {{88.31, 'A'}, {76.61, 'B'}, {65.00, 'C'}};

    /* The regulation's bands end at 88.30 and begin at 88.31: between them only rounding decides.
     */
    double rounded = two_decimals(score);
    for (unsigned i = 0; i < sizeof(bands) / sizeof(bands[0]); i++)
        if (rounded >= bands[i].least)
            return bands[i].grade;
    return 'D';
}
