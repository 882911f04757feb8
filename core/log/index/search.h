/* SPDX-License-Identifier: Apache-2.0 */
/*
 * search - the entries of a log for which a question holds.
 *
 * Reads:  index.h, auditlog.h
 * Gives:  each of them as the log has it, whatever an index says: record and
 *         filing are read again, held against their hashes, and the question
 *         is asked of them once more; what no index covers is gone through
 * Memory: some hundred filings at a time; one, where records answer
 *
 * An index can only hide what is there, not show what is not.  Without an
 * index nothing is hidden.
 */
#ifndef RETRACE_SEARCH_H
#define RETRACE_SEARCH_H

#include "core/log/index/index.h"

struct log_hit {
	uint64_t entry;
	const struct leaf *leaf;
	const struct index_row *row;
	struct str file; /* the exact signed bytes; .p NULL: not readable, or
			  * not read */
};
/* Borrowed for the call.  False: enough. */
typedef bool (*log_found)(void *ctx, const struct log_hit *hit);

struct log_search {
	/* in */
	struct index_query query;
	struct index *index; /* or NULL: every entry is gone through */
	bool has_after;
	uint64_t after; /* go on behind that entry, in the order asked for */
	uint64_t limit; /* [entries]; 0: all */
	bool records;   /* nobody wants to know what filings say: those that
			 * their records answer for are not read */
	/* out */
	uint64_t size;   /* [entries] of the log */
	uint64_t found;  /* given to visit */
	uint64_t last;   /* of these */
	bool more;       /* the limit ended it, and there is another one */
	uint64_t unread; /* entries that were looked at and whose filing cannot
			    be read; of those under an index at most 128 */
};

enum status log_search(struct auditlog *log, struct log_search *s,
    log_found visit, void *ctx, struct error *err);
/* Is anything asked that an index makes quick? */
bool log_search_wants_index(const struct index_query *q);
/* Says that there are unread ones. */
void log_search_unread(const struct log_search *s, struct findings *f);

#endif
