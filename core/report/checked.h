/* SPDX-License-Identifier: Apache-2.0 */
/*
 * checked - a product that was held against rules, as reports see it.
 *
 * Reads:  screen.h, trace.h
 * Gives:  struct checked, which every report of a verdict takes
 * Memory: borrows everything
 */
#ifndef RETRACE_CHECKED_H
#define RETRACE_CHECKED_H

#include "core/bom/link/assume.h"
#include "core/rules/flip.h"
#include "core/rules/screen.h"

/* A file that the verdicts rest on. */
struct source {
	const char *role; /* "product", "assumptions", "rules", "clauses",
			     "policy", "transaction", "holidays" */
	const char *name; /* as the user named it */
	char sha256[65];
};

/* Words of the command line, in their order. */
struct word_list {
	const char *const *word; /* [n] */
	size_t n;
};

/* How the answer was asked for, so that it can be asked for again; the days
 * and as_if_in_force stand in struct checked. */
struct recipe {
	struct word_list files, packs, only, also, ship, assume;
	/* how files are read: "NAME" of all, "FILE=NAME" of one */
	struct word_list encoding, decimal, format;
	const char *policy;      /* or NULL */
	const char *transaction; /* or NULL */
	struct word_list holidays;
	bool presumed, exact;
	uint8_t method; /* enum value_method; unsaid: that of the pack */
	bool allocate;
};

struct deal; /* a transaction held against decisions; see deal.h */

struct checked {
	struct recipe recipe;
	const struct bom *bom;
	const struct rulebook *book;
	const struct judgement *judgement;
	const struct trace *trace;
	const uint8_t *shipped;    /* [bom->nitem] */
	const struct flips *flips; /* or NULL: not asked for */
	/* What is assumed, and the verdicts with it: by law, VARIANT_LAW; or
	   NULL, all three. */
	const struct assumptions *assumptions;
	const struct assumed *assumed;
	const struct judgement *with;
	const struct deal *deal; /* or NULL: no transaction is named */
	const struct findings *findings;
	struct days days;
	bool as_if_in_force;
	bool all_items;              /* not only those that are shipped */
	const struct source *source; /* [nsource] */
	size_t nsource;
	/* [nbeside] transaction and holidays, which decide no verdict */
	const struct source *beside;
	size_t nbeside;
	const char *tool_sha256; /* of the program itself; or "" */
	const char *basis; /* receipt_basis(), or "" where no digest is shown */
	int exit_code;     /* before --fail-on */
	size_t ways;    /* to a part that explain tells; 0: as many as is usual,
			   found when they are told */
	bool digests;   /* a table for the eye has them, too */
	bool all_parts; /* explain tells a reader of every part, too */
};

/* For how many items exact arithmetic is affordable: at least 1, at most
 * `most`.  `explain` gives it for any item. */
size_t checked_affordable(const struct checked *c, size_t most);

/* Items of the report for a rule, the gravest first: triggered, undecided by
 * gap, clear; then in the order of the BOM. */
struct ranked {
	uint32_t *item; /* [n] */
	size_t n;
};
/* shipped: 1 or 0.  False when memory is out; free item with free(). */
bool ranked_items(
    const struct checked *c, size_t rule, uint8_t shipped, struct ranked *out);

#endif
