/* SPDX-License-Identifier: Apache-2.0 */
/*
 * numbering - which items have a line of their own, and which a row; see
 * state.h.
 *
 * Most items of a large product are leaves of which nobody says anything, and
 * assemblies of such leaves alone.  All of them are plain: however many of the
 * leaves are in one, it holds as much of anything as one of them, nothing at
 * least and at most without an end.  So they share a line, and are rolled up
 * once.
 */
#include "core/trace/roll/state.h"

#include "core/trace/suppose.h"

#include <stdlib.h>

/* Items for which the memory is asked in advance. */
#define AHEAD 16

/* Does a channel ask of some items more than their undisclosed mass? */
static bool
any_takes_parts(const struct trace *t)
{
	for (size_t c = 0; c < t->plan.nchannel; c++)
		if (t->plan.channel[c].measure == MEASURE_ITEM ||
		    measure_is_stated(t->plan.channel[c].measure))
			return true;
	return false;
}

/* Does one ask it of this item? */
static bool
takes_parts(const struct trace *t, uint32_t item)
{
	for (size_t c = 0; c < t->plan.nchannel; c++)
		if (own_counts_itself(t->b, &t->plan.channel[c], item))
			return true;
	return false;
}

/* Does nobody say anything of the item by itself? */
static bool
is_silent(const struct bom *b, uint32_t i)
{
	const struct item *it = &b->item[i];

	return !it->has_mass && it->form == FORM_UNKNOWN &&
	       (it->flags & (ITEM_COMPLETE | ITEM_SUSPECT)) == 0 &&
	       !bom_speaks_of(b, i) && supposed_of_item(b, i) == 0;
}

/* What is asked of the parts of an item, in no order that memory could
 * foresee, and so kept in a bit each. */
struct numbering {
	struct trace *t;
	uint64_t *wide;  /* it has a row */
	uint64_t *known; /* it is not plain */
};

static inline bool
bit_of(const uint64_t *bits, uint32_t i)
{
	return (bits[i / 64] >> i % 64 & 1) != 0;
}

/* Has a part a row?  *plain: none is known, nor left open how often it is
 * there. */
static bool
look_at_parts(const struct numbering *x, uint32_t item, bool *plain)
{
	const struct bom *b = x->t->b;
	bool known = false, wide = false;

	for (uint32_t u = b->use_start[item];
	     !wide && u < b->use_start[item + 1]; u++) {
		const struct use *use = &b->use[u];

		wide = bit_of(x->wide, use->child);
		known |= bit_of(x->known, use->child) || use->qty == BOM_NONE ||
			 use->qty == NUM_ZERO || (use->flags & USE_OTHER) != 0;
	}
	*plain = !known;
	return wide;
}

/* Asks the memory for what is_silent() looks at. */
static inline void
foresee(const struct bom *b, uint32_t i)
{
	__builtin_prefetch(&b->use_start[i]);
	__builtin_prefetch(&b->item[i].has_mass);
	__builtin_prefetch(&b->content_start[i]);
	__builtin_prefetch(&b->origin_start[i]);
}

/* A row for an item that says something of its content, and for all that hold
 * such items; a line for all but the plain ones. */
static void
number_item(const struct numbering *x, uint32_t i)
{
	struct trace *t = x->t;
	bool plain, wide;

	wide = look_at_parts(x, i, &plain) || own_has_lines(t->b, i) ||
	       (t->takes && takes_parts(t, i));
	if (plain && !wide && is_silent(t->b, i)) {
		t->line[i] = LINE_PLAIN;
		if (t->plain == BOM_NONE)
			t->plain = i; /* children first: it has none */
		return;
	}
	t->line[i] = (uint32_t)t->nline;
	t->row[t->nline] = wide ? (uint32_t)t->nrow++ : BOM_NONE;
	t->turn[t->nline++] = i;
	x->known[i / 64] |= (uint64_t)1 << i % 64;
	x->wide[i / 64] |= (uint64_t)wide << i % 64;
}

bool
trace_number(struct trace *t)
{
	const struct bom *b = t->b;
	size_t n = b->nitem / 64 + 1;
	struct numbering x = { .t = t,
		.wide = calloc(n, sizeof(*x.wide)),
		.known = calloc(n, sizeof(*x.known)) };
	bool ok = x.wide != NULL && x.known != NULL;

	t->takes = any_takes_parts(t);
	t->plain = BOM_NONE;
	t->row[LINE_PLAIN] = BOM_NONE;
	t->nline = LINE_PLAIN + 1;
	for (uint32_t l = 0; ok && l < b->nlevel; l++) {
		t->level_turn[l] = (uint32_t)t->nline;
		for (uint32_t k = b->level_start[l]; k < b->level_start[l + 1];
		     k++) {
			if (b->nitem - k > AHEAD)
				foresee(b, b->order[k + AHEAD]);
			number_item(&x, b->order[k]);
		}
	}
	t->level_turn[b->nlevel] = (uint32_t)t->nline;
	free(x.wide);
	free(x.known);
	return ok;
}
