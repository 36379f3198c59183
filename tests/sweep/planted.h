/* Pages with one fault each, which the rules of rules.h must find, and that one alone. */
#ifndef TESTS_SWEEP_PLANTED_H
#define TESTS_SWEEP_PLANTED_H

void test_each_planted_fault_is_found_and_no_other(void **state);

#endif
