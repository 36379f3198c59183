/* A chosen few pages as hashes of their pixels, in tests/golden/pixels.txt; `make goldens` renews
 * them. Drawing is in software, so they are the same on every machine with the same libraries: the
 * file's first line names those that draw letters, icons and codes. */
#ifndef TESTS_SWEEP_PIXELS_H
#define TESTS_SWEEP_PIXELS_H

/* A page that is drawn otherwise than it was is written to build/golden/ for a look at it. */
void test_the_chosen_pages_are_drawn_as_they_were(void **state);

#endif
