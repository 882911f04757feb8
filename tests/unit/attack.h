/* SPDX-License-Identifier: Apache-2.0 */
/*
 * attack - a good log, and what an audit says of what somebody does to one.
 *
 * Each program includes it once.
 */
#ifndef RETRACE_TESTS_ATTACK_H
#define RETRACE_TESTS_ATTACK_H

#include "core/log/auditlog.h"
#include "tests/unit/logfix.h"

#include <unistd.h>

#define ENTRIES 6

static char good[300], vkey[NOTE_VKEY_TEXT], newest[1000];

/* Once, before all tests. */
static inline void
make_good(void)
{
	snprintf(good, sizeof(good), "%s", fix_path("good"));
	fix_log(good, ENTRIES, vkey);
	fix_checkpoint(good, newest);
}

/* A digest that no blob has. */
#define NO_BLOB \
	"x'" \
	"0101010101010101010101010101010101010101010101010101010101010101'"

struct attack {
	const char *sql;
	const char *says[3]; /* up to the first NULL */
	size_t errors;       /* exactly so many; 0: do not count */
};

static inline void
assert_found(const struct attack *k, const struct findings *f)
{
	for (size_t i = 0; i < 3 && k->says[i] != NULL; i++)
		ck_assert_msg(fix_says(f, SEV_ERROR, k->says[i]),
		    "%s: want \"%s\"%s", k->sql, k->says[i], fix_all(f));
	if (k->errors > 0 || k->says[0] == NULL)
		ck_assert_msg(f->errors == k->errors, "%s: want %zu errors%s",
		    k->sql, k->errors, fix_all(f));
}

#endif
