/* SPDX-License-Identifier: Apache-2.0 */
/* index_walk - a page of the entries that are left; see index_finding.h. */
#include "core/log/index/index_finding.h"

/* Entries without a match after which the words are sought anew from there:
 * a search costs as much as so many steps. */
#define LEAP 512

static uint64_t
next_of(const struct index_finding *w, uint64_t at)
{
	return w->q->newest ? index_bits_before(&w->set, at)
			    : index_bits_next(&w->set, at);
}

/* Takes an entry of the set, unless its amount is none that is asked for. */
static void
take(struct index_finding *w, uint64_t entry, struct index_page *page)
{
	struct index_row row;
	bool passes = true;

	if (w->has_close && index_bits_has(&w->close, entry) &&
	    index_weigh(w->x, entry, &w->q->amount, &row, &passes, w->err) !=
		ST_OK)
		return;
	if (passes)
		page->entry[page->n++] = entry;
}

static void
walk_set(struct index_finding *w, struct index_page *page)
{
	uint64_t at = w->q->newest ? page->below : page->from;

	while (page->n < page->most && w->err->code == ST_OK) {
		at = next_of(w, at);
		if (at == UINT64_MAX)
			return;
		take(w, at, page);
		at += !w->q->newest;
	}
}

/* Entries from..below-1 that have the words, in the order asked for. */
static sqlite3_stmt *
open_words(struct index_finding *w, uint64_t from, uint64_t below)
{
	const char *sql =
	    w->q->newest ? "SELECT rowid FROM words WHERE words MATCH ?1 AND "
			   "rowid >= ?2 AND rowid < ?3 ORDER BY rowid DESC"
			 : "SELECT rowid FROM words WHERE words MATCH ?1 AND "
			   "rowid >= ?2 AND rowid < ?3 ORDER BY rowid";
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(w->x->db, sql, -1, &st, NULL);

	if (rc != SQLITE_OK)
		index_refuse(w->x, rc, "cannot be read", w->err);
	index_bind(st, 1, (struct str){ w->match.p, w->match.n });
	sqlite3_bind_int64(st, 2, (sqlite3_int64)from);
	sqlite3_bind_int64(st, 3, (sqlite3_int64)below);
	return st;
}

/*
 * Steps along the entries that have the words.  Where the set has none for
 * long, the words are sought anew from its next member on.
 */
static void
walk_words(struct index_finding *w, struct index_page *page)
{
	uint64_t from = page->from, below = page->below;
	sqlite3_stmt *st = open_words(w, from, below);
	int rc = SQLITE_DONE;

	while (w->err->code == ST_OK && page->n < page->most &&
	       (rc = sqlite3_step(st)) == SQLITE_ROW) {
		uint64_t at = (uint64_t)sqlite3_column_int64(st, 0), next;

		if (index_bits_has(&w->set, at)) {
			take(w, at, page);
			continue;
		}
		next = next_of(w, at);
		if (next == UINT64_MAX)
			break;
		if ((next > at ? next - at : at - next) < LEAP)
			continue;
		if (w->q->newest)
			below = next + 1;
		else
			from = next;
		sqlite3_finalize(st);
		st = open_words(w, from, below);
	}
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		index_refuse(w->x, rc, "cannot be read", w->err);
	sqlite3_finalize(st);
}

void
index_walk(struct index_finding *w, struct index_page *page)
{
	if (w->match.n > 0)
		walk_words(w, page);
	else
		walk_set(w, page);
}
