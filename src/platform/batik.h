/* A pattern after Pekalongan's jlamprang: eight-petalled flowers on a square lattice, four-petalled
 * ones between them, diamonds and rows of dots. Drawn by formula into one tile; no picture files.
 */
#ifndef PLATFORM_BATIK_H
#define PLATFORM_BATIK_H

#include <stdint.h>

struct batik {
    int side;       /* pixels; the tile repeats without a seam */
    uint8_t *cover; /* side * side coverages */
};

/* The tile for a theme's scale. cover is NULL when memory is short. */
struct batik batik_make(double scale);
void batik_fini(struct batik *batik);

#endif
