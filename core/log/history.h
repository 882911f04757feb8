/* SPDX-License-Identifier: Apache-2.0 */
/*
 * history - what became of a product in a log, step by step.
 *
 * Reads:  auditlog.h, core/filing/differs.h, core/filing/profile/profile.h
 * Gives:  filings and all that refers to them, in the order of the log; of
 *         each filing what it says otherwise than the one before it
 * Memory: history_free(); texts live in it
 */
#ifndef RETRACE_HISTORY_H
#define RETRACE_HISTORY_H

#include "core/log/auditlog.h"

/* Changes that are kept of one step; the others are counted. */
#define HISTORY_CHANGES 1000

struct history_change {
	/* "product[DU-200]/content/element[Dy]/total/high", "end-user/name" */
	struct str what;
	struct str was, is; /* .p NULL: not there */
};

struct history_step {
	uint64_t index;
	struct leaf leaf;
	bool compared;    /* a filing, with another before it */
	uint64_t against; /* its entry */
	size_t nchange;   /* all, also those that are not kept */
	size_t nkept;
	struct history_change *change; /* [nkept] */
};

/* All zero is an empty one. */
struct history {
	struct history_step *step; /* [n] */
	size_t n, cap;
	struct arena mem;
};

/* Do all words stand in number, maker, revision and name of one product of the
 * filing?  In any case, as far as ASCII goes. */
bool history_is_about(struct str filing, const char *words);
/* A filing that belongs to it. */
enum status history_add(
    struct history *h, struct auditlog *log, uint64_t index, struct error *err);
/*
 * With all that refers to what is there, and what that changes; compared.  A
 * filing is held against the one that it changes, else against the newest
 * before it of the same product, whatever its revision.
 */
enum status history_make(
    struct history *h, struct auditlog *log, struct error *err);
void history_free(struct history *h);

#endif
