/* Moments in words, as people in the zone of the office see them: "09.41", "Senin, 23 November
 * 2026". Every text is in the language in use; out arrays are always terminated. */
#ifndef KIOSK_WHEN_H
#define KIOSK_WHEN_H

#include <stddef.h>
#include <stdint.h>

#include "service/hours.h"
#include "service/identity.h"

enum { WHEN_SIZE = 80 };

/* "09.41" */
void when_time(int64_t moment, char out[WHEN_SIZE]);
/* "09.41.22" */
void when_seconds(int64_t moment, char out[WHEN_SIZE]);
/* "Senin, 23 November 2026" */
void when_date(int64_t moment, char out[WHEN_SIZE]);
/* "30 Agustus 1990" */
void when_birth(const struct birth *birth, char out[WHEN_SIZE]);
/* "Sen, 23 Nov" */
void when_day(int64_t moment, char out[WHEN_SIZE]);
/* "Sen 23 Nov · 09.43" */
void when_short(int64_t moment, char out[WHEN_SIZE]);
/* "Selasa 24 Nov, 16.00" */
void when_due(int64_t moment, char out[WHEN_SIZE]);
/* "hari ini pukul 16.00" seen from `now`, "Selasa 24 Nov pukul 08.00" on another day */
void when_next(int64_t moment, int64_t now, char out[WHEN_SIZE]);
/* "09.41" on the day of `now`, "Sen 23 Nov · 09.41" on another */
void when_recent(int64_t moment, int64_t now, char out[WHEN_SIZE]);
/* "09.41.22" on the day of `now`, "Sen 23 Nov · 09.41" on another */
void when_logged(int64_t moment, int64_t now, char out[WHEN_SIZE]);
/* "Kamis–Jumat, 24–25 Desember": two days of which neither need be after the other's month */
void when_days(int64_t first, int64_t last, char out[WHEN_SIZE]);
/* "2 jam 19 menit", "19 menit"; under a minute it says one */
void when_span(int64_t span, char out[WHEN_SIZE]);
/* "2 j 19 m", "5 hari" */
void when_span_short(int64_t span, char out[WHEN_SIZE]);
/* "08.00–12.00" of minutes after midnight */
void when_hours(struct span span, char out[WHEN_SIZE]);
/* "08.00" of minutes after midnight */
void when_minute(int minute, char out[WHEN_SIZE]);
/* "Senin": 0 Monday .. 6 Sunday */
const char *when_weekday(int weekday);

#endif
