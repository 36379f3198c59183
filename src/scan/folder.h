/* A folder of pictures played as a camera, for desks without one: thirty frames a second, each
 * picture for two seconds, in the order of their names, over and over. A picture that is put in, or
 * written anew, is shown at once. What is no picture is passed over. An empty folder is a camera
 * that saw grey once and has nothing new; a folder that goes away is a camera pulled out. */
#ifndef SCAN_FOLDER_H
#define SCAN_FOLDER_H

#include "scan/source.h"

enum {
    FOLDER_PERIOD = 33,      /* ms from frame to frame */
    FOLDER_FRAMES = 60,      /* of one picture */
    FOLDER_LOOK = 150,       /* ms from one look into the folder to the next */
    FOLDER_FILES_MAX = 1000, /* that are looked at */
};

enum err folder_open(const char *place, int64_t now_boot, struct source *out) MUST_USE;

#endif
