/* SPDX-License-Identifier: Apache-2.0 */
/*
 * run - the main function of a test program of one suite.
 *
 * Reads:  check.h
 * Gives:  run_suite(): runs what `add` adds; the exit code; run_rounds()
 */
#ifndef RETRACE_TESTS_RUN_H
#define RETRACE_TESTS_RUN_H

#include <check.h>
#include <stdlib.h>

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

/* So many rounds of a property, or the share of them that RETRACE_EFFORT asks
 * for [%]: a sanitised build is slow, and who looks for faults wants more. */
static inline int
run_rounds(int most)
{
	const char *percent = getenv("RETRACE_EFFORT");
	long n =
	    percent != NULL ? most * strtol(percent, NULL, 10) / 100 : most;

	return n > 1 ? (int)n : 1;
}

static inline int
run_suite(const char *name, void (*add)(TCase *))
{
	Suite *s = suite_create(name);
	TCase *t = tcase_create(name);
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 60);
	add(t);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
