#include "bin/anjungan-kiosk/reading.h"

#include "base/buf.h"

static void *read_catalogue(void *argument)
{
    struct reading *reading = argument;
    reading->err = catalogue_open(reading->folder, &reading->catalogue, &reading->why);
    return NULL;
}

void reading_begin(struct reading *reading, const char *folder)
{
    if (!TEXT_COPY(reading->folder, folder)) {
        reading->err = ERR_INVALID;
        TEXT_COPY(reading->why.text, "the configuration folder's name is too long");
        return;
    }
    reading->running = pthread_create(&reading->thread, NULL, read_catalogue, reading) == 0;
    if (!reading->running)
        read_catalogue(reading);
}

enum err reading_end(struct reading *reading, struct catalogue *out, struct why *why)
{
    if (reading->running)
        pthread_join(reading->thread, NULL);
    reading->running = false;
    if (reading->err == OK)
        *out = reading->catalogue;
    else
        *why = reading->why;
    return reading->err;
}
