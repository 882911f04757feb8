/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dealing - the transaction that a command line names.
 *
 * Reads:  session.h, core/rules/deal/deal.h
 * Gives:  the options, the files read, and what follows once verdicts stand
 * Memory: dealing_close()
 */
#ifndef RETRACE_DEALING_H
#define RETRACE_DEALING_H

#include "cmd/session.h"
#include "core/rules/deal/deal.h"

struct dealing {
	const char *file;      /* or NULL: no transaction */
	struct words holidays; /* files */
	struct transaction transaction;
	struct holidays days;
	struct deal deal;
	bool is_read, is_made;
};

/* For tables: the options of verbs that tell what follows. */
#define DEALING_OPTIONS(d) \
	{ "transaction", '\0', OPTION_TEXT, &(d)->file, "FILE", \
		"who ships it to whom: also tell what follows" }, \
	{ \
		"holidays", '\0', OPTION_LIST, &(d)->holidays, "FILE", \
		    "which days are worked, for times that count them; " \
		    "repeatable" \
	}

/* Reads the files; before the product, so that a slip is told at once. */
enum status dealing_read(
    struct dealing *d, struct session *s, struct error *err);
/* Holds it against the packs of a session that has judged. */
enum status dealing_judge(
    struct dealing *d, struct session *s, struct error *err);
void dealing_close(struct dealing *d);

#endif
