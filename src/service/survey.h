/* The satisfaction survey of PermenPANRB 14/2017: nine elements, answers 1 to 4, and the IKM. */
#ifndef SERVICE_SURVEY_H
#define SERVICE_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SURVEY_ELEMENTS = 9 };

/* The elements' keys in the regulation's order ("persyaratan" ... "sarana"). */
extern const char *const survey_keys[SURVEY_ELEMENTS];

struct survey {
    uint8_t answers[SURVEY_ELEMENTS]; /* 1..4, 0 skipped */
    char remark[501];                 /* optional, UTF-8 */
};

struct survey_rules {
    double weight; /* of each element: 1/9; the regulation's example prints 0.11 */
    int minimum;   /* no score under this many answers */
};

struct ikm {
    bool enough;
    size_t count;
    double mean[SURVEY_ELEMENTS]; /* 0 where nobody answered */
    double score;                 /* two decimals, 25..100 */
    char grade;                   /* 'A'..'D'; rounded first, then compared */
};

/* Sums of answers and how many gave one, by element. */
struct survey_sums {
    uint64_t sum[SURVEY_ELEMENTS];
    uint64_t count[SURVEY_ELEMENTS];
    size_t surveys;
};

void survey_add(struct survey_sums *sums, const struct survey *survey);
struct ikm survey_ikm(const struct survey_sums *sums, const struct survey_rules *rules);
char survey_grade(double score);

#endif
