/* SPDX-License-Identifier: Apache-2.0 */
/*
 * clause - where every figure of a rule comes from, and how sure that is.
 *
 * Reads:  findings.h; clauses.tsv: id, level, quote, source, standing,
 *         read-on, and summary_zh if it has one, separated by tabs, under a
 *         heading of these names
 * Gives:  struct clause, to which rules, suspensions and origins point
 * Memory: texts live in the caller's arena
 */
#ifndef RETRACE_CLAUSE_H
#define RETRACE_CLAUSE_H

#include "core/base/arena.h"
#include "core/base/date.h"
#include "core/base/findings.h"

enum clause_level { CLAUSE_MUST, CLAUSE_SHOULD, CLAUSE_INFO };
enum clause_standing {
	CLAUSE_SOURCED,     /* read at its source */
	CLAUSE_FROM_MEMORY, /* not confirmed: never shown as law */
	CLAUSE_COMPUTED,    /* from sourced figures */
	CLAUSE_INFERRED,    /* a reading of ours: never shown as law */
	CLAUSE_STANDINGS
};

struct clause {
	const char *id, *quote, *source;
	const char
	    *summary_zh; /* the quote in Chinese; NULL: nobody wrote it */
	date_day read_on;
	uint8_t level;    /* enum clause_level */
	uint8_t standing; /* enum clause_standing */
	struct pos at;
};

struct clauses {
	struct clause *list; /* [n] */
	size_t n;
	bool has_zh; /* the table has a column for Chinese */
};

enum status clauses_read(struct clauses *c, struct arena *a, const char *name,
    struct str text, struct findings *f);
/* NULL if there is none. */
const struct clause *clauses_find(const struct clauses *c, struct str id);

/* What it says: in Chinese where it says that, else in English; *english. */
const char *clause_summary(const struct clause *c, bool chinese, bool *english);
/* "sourced", "from memory", "computed", "inferred". */
const char *clause_standing_name(enum clause_standing s);
/* May it be shown as what the law says?  Else the standing stands beside. */
bool clause_is_law(const struct clause *c);
/* How far from its source: 0 sourced, computed, inferred, 3 from memory; -1 of
 * NULL. */
int clause_doubt(const struct clause *c);

#endif
