/* SPDX-License-Identifier: Apache-2.0 */
/* session - what a verb works on; see session.h. */
#include "cmd/session.h"

#include "cmd/assuming.h"
#include "cmd/product.h"
#include "core/bom/link/link.h"
#include "core/bom/link/similar.h"
#include "core/rules/deal/transaction.h"
#include "core/rules/year.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* [bytes] A designation shorter than this holds the whole part number. */
#define LABEL_SHORTEST 70

static enum status
open_pack(struct session *s, struct pack *p, const char *name, size_t i)
{
	const struct given *g = s->in.given;

	if (g == NULL)
		return pack_open(p, name, &s->findings);
	return pack_read_bytes(
	    p, name, g->pack[i], name, g->clauses[i], &s->findings);
}

static void
open_policy(struct session *s)
{
	struct findings *f = &s->findings;
	enum status st;

	if (s->in.policy == NULL)
		return;
	if (s->in.given != NULL)
		st = policy_read_bytes(&s->policy, s->in.policy,
		    s->in.given->policy, s->in.days.bom, f);
	else
		st = policy_read(&s->policy, s->in.policy, s->in.days.bom, f);
	s->has_policy = st == ST_OK;
}

/* One named twice is one; the order is that of the command line. */
static enum status
open_rules(struct session *s, struct error *err)
{
	static const char *none[] = { SESSION_USUAL_PACK };
	const char **name = s->in.packs.n > 0 ? s->in.packs.word : none;
	size_t n = s->in.packs.n > 0 ? s->in.packs.n : 1;
	struct findings *f = &s->findings;

	s->pack = calloc(n, sizeof(*s->pack));
	s->packs = calloc(n, sizeof(*s->packs));
	if (s->pack == NULL || s->packs == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < n; i++) {
		bool again = false;

		for (size_t k = 0; k < i; k++)
			again |= strcmp(name[k], name[i]) == 0;
		if (again)
			continue;
		if (open_pack(s, &s->pack[s->npack], name[i], i) != ST_OK)
			continue;
		for (size_t k = 0; k < s->npack; k++)
			again |= pack_is_same(&s->pack[k], &s->pack[s->npack]);
		if (again) {
			pack_free(&s->pack[s->npack]);
			continue;
		}
		s->packs[s->npack] = &s->pack[s->npack];
		s->npack++;
	}
	open_policy(s);
	*err = f->first;
	return err->code;
}

static enum status
mark_shipped(struct session *s, struct error *err)
{
	uint32_t *named = TAKE(&s->mem, uint32_t, s->in.ship.n + 1);

	if (named == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < s->in.ship.n; i++)
		if (session_item(s, s->in.ship.word[i], &named[i], err) !=
		    ST_OK)
			return err->code;
	s->shipped = screen_shipped(&s->mem, &s->bom, named, s->in.ship.n);
	if (s->shipped == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

unsigned
session_threads(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	return cores > 0 ? (unsigned)cores : 1;
}

/* The items whose quantities a transaction tells; what it names and is not
 * there, dealing.c refuses. */
static const uint32_t *
find_rows(struct session *s, const struct per_year *row, size_t n)
{
	uint32_t *item = TAKE(&s->mem, uint32_t, n + 1);

	for (size_t i = 0; item != NULL && i < n; i++) {
		struct error ignored = { 0 };

		if (row[i].item == NULL ||
		    session_item(s, row[i].item, &item[i], &ignored) != ST_OK)
			item[i] = BOM_NONE;
	}
	return item;
}

/* The same of what went out before. */
static const uint32_t *
find_sent(struct session *s, const struct transaction *t)
{
	uint32_t *item = TAKE(&s->mem, uint32_t, t->nsent + 1);

	for (size_t i = 0; item != NULL && i < t->nsent; i++) {
		struct error ignored = { 0 };

		if (session_item(s, t->sent[i].item, &item[i], &ignored) !=
		    ST_OK)
			item[i] = BOM_NONE;
	}
	return item;
}

/* Adds up what the rules ask for, or what reports without verdicts do. */
static enum status
open_amounts(struct session *s, bool judged, struct error *err)
{
	struct compile_options o = {
		.only = s->in.only.word,
		.nonly = s->in.only.n,
		.also = s->in.also.word,
		.nalso = s->in.also.n,
		.policy = s->has_policy ? &s->policy : NULL,
		.presumed = s->in.presumed,
		.method = (uint8_t)s->in.method,
		.allocate = s->in.allocate != 0,
		.report = s->in.report || !judged,
		.no_rules = !judged,
		.sum_only = !judged && s->in.sum_only,
		.summed = judged ? 0 : s->in.summed,
	};

	o.transaction = judged ? s->in.transaction : NULL;
	if (o.transaction != NULL) {
		o.per_year_item = find_rows(
		    s, o.transaction->per_year, o.transaction->nper_year);
		o.goods_item =
		    find_rows(s, o.transaction->shipped, o.transaction->ngoods);
		o.sent_item = find_sent(s, o.transaction);
		if (o.per_year_item == NULL || o.goods_item == NULL ||
		    o.sent_item == NULL)
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
	}
	if (judged && !rulebook_currencies(s->packs, s->npack, &s->bom))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (rulebook_compile(&s->book, s->packs, s->npack, &s->bom, &o, err) !=
	    ST_OK)
		return err->code;
	if (trace_run(&s->bom, &s->book.plan, session_threads(), &s->trace,
		&s->findings, err) != ST_OK)
		return err->code;
	if (!judged && assuming_add_up(s, session_threads(), err) != ST_OK)
		return err->code;
	if (mark_shipped(s, err) != ST_OK)
		return err->code;
	return year_goes_out(&s->book, &s->bom, &o, s->shipped, err);
}

static enum status
open_judgement(struct session *s, struct error *err)
{
	struct evidence e =
	    s->in.exact ? evidence_exactly(s->trace) : evidence_of(s->trace);

	if (judge(&s->judgement, &s->book, &s->bom, &e, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < s->npack; i++) {
		pack_beside_installed(s->packs[i], &s->findings);
		pack_warn(s->packs[i], s->in.days.law, &s->findings);
	}
	if (assuming_judge(s, session_threads(), err) != ST_OK)
		return err->code;
	return s->in.flips ? flips_find(&s->flips, &s->judgement, &s->bom,
				 s->trace, s->shipped, err)
			   : ST_OK;
}

static enum status
open_needs(struct session *s, unsigned needs, struct error *err)
{
	if (needs & NEED_BOM && product_open(s, err) != ST_OK)
		return err->code;
	if (needs & NEED_RULES && open_rules(s, err) != ST_OK)
		return err->code;
	if (needs & (NEED_AMOUNTS | NEED_JUDGE) &&
	    open_amounts(s, (needs & NEED_JUDGE) != 0, err) != ST_OK)
		return err->code;
	if (needs & NEED_JUDGE && open_judgement(s, err) != ST_OK)
		return err->code;
	return ST_OK;
}

/*
 * session_open_for - open what the needs-bits name.
 *
 * Err:	the first error; all of them are in s->findings, and session_fail()
 *	prints them
 */
enum status
session_open_for(struct session *s, unsigned needs, struct error *err)
{
	enum status st;

	s->findings.strict = s->in.strict;
	days_settle(&s->in.days);
	watch_start(&s->watch, s->quiet);
	st = open_needs(s, needs, err);
	watch_stop(&s->watch);
	return st;
}

enum status
session_open(struct session *s, struct error *err)
{
	return session_open_for(s, s->command->needs, err);
}

/* Does the item go by that name, of which part is the id among part numbers?
 * 2: by its full designation. */
static int
goes_by(const struct bom *b, uint32_t i, struct str name, uint32_t part)
{
	const struct item *it = &b->item[i];
	char buf[2 * ERROR_TEXT];

	/* A designation is no shorter than the part number, but for one that
	 * it clips; so almost all of 10^6 items are told apart at once. */
	if (it->part_id == part)
		return it->maker == 0 && it->revision == 0 ? 2 : 1;
	if (name.n <= bom_part(b, i).n && name.n < LABEL_SHORTEST)
		return 0;
	return str_eq(bom_item_label(b, i, buf, sizeof(buf)), name) ? 2 : 0;
}

static enum status
no_item(const struct bom *b, struct str name, struct error *err)
{
	struct similar similar = { .made = false };
	uint32_t near = similar_find(&similar, b, name);
	const struct str shown = str_clip(name, 80);
	char one[ERROR_TEXT / 3];
	struct str meant;

	similar_free(&similar);
	if (near == BOM_NONE)
		return error_set(err, ST_REF, pos_none,
		    "no item \"%.*s\": expected a part number of the BOM",
		    STR_ARG(shown));
	meant = bom_item_label(b, near, one, sizeof(one));
	return error_set(err, ST_REF, pos_none,
	    "no item \"%.*s\": did you mean \"%.*s\"?", STR_ARG(shown),
	    STR_ARG(meant));
}

enum status
session_item(const struct session *s, const char *name, uint32_t *item,
    struct error *err)
{
	char one[ERROR_TEXT / 3], two[ERROR_TEXT / 3];
	const struct bom *b = &s->bom;
	uint32_t found[2] = { BOM_NONE, BOM_NONE };
	uint32_t part = intern_find(&b->parts, str_of(name));
	size_t n = 0;
	struct str a, c;

	for (uint32_t i = 0; i < b->nitem; i++) {
		int how = goes_by(b, i, str_of(name), part);

		if (how == 2) {
			*item = i;
			return ST_OK;
		}
		if (how == 1 && n < 2)
			found[n++] = i;
	}
	if (n == 1) {
		*item = found[0];
		return ST_OK;
	}
	if (n == 0)
		return no_item(b, str_of(name), err);
	a = bom_item_label(b, found[0], one, sizeof(one));
	c = bom_item_label(b, found[1], two, sizeof(two));
	return error_set(err, ST_REF, pos_none,
	    "\"%.*s\" is more than one item: expected \"%.*s\" or \"%.*s\"",
	    STR_ARG(str_clip(str_of(name), 80)), STR_ARG(a), STR_ARG(c));
}

/* Do documents disagree about something in the extract? */
static bool
is_contested(const struct extract *x, const struct bom *whole)
{
	for (size_t k = 0; k < whole->nconflict; k++)
		if (x->to[whole->conflict[k].item] != BOM_NONE)
			return true;
	return false;
}

/* Does a rule add up products? */
static bool
counts_together(const struct session *s)
{
	for (size_t i = 0; i < s->npack; i++)
		for (size_t r = 0; r < s->packs[i]->nrule; r++)
			if (rule_is_together(&s->packs[i]->rule[r]))
				return true;
	return false;
}

enum status
session_narrow(struct session *s, uint32_t *item, struct error *err)
{
	struct bom *b = &s->bom;

	/* What is assumed and what is shipped change verdicts of other items,
	 * which are told too; so does another document.  Of what goes out of
	 * all products together each verdict is that of all of them. */
	if (s->has_assumed || s->in.ship.n > 0 || counts_together(s))
		return ST_OK;
	if (!extract_make(&s->below, b, item, 1, EXTRACT_BY_LEVEL)) {
		extract_free(&s->below);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	if (is_contested(&s->below, b)) {
		extract_free(&s->below);
		return ST_OK;
	}
	s->is_narrow = true;
	s->whole = *b;
	*b = s->below.bom;
	b->progress = s->whole.progress;
	*item = s->below.to[*item];
	return ST_OK;
}

void
session_close(struct session *s)
{
	assuming_close(s);
	flips_free(&s->flips);
	judgement_free(&s->judgement);
	trace_free(s->trace);
	rulebook_free(&s->book);
	if (s->has_policy)
		policy_free(&s->policy);
	for (size_t i = 0; i < s->npack; i++)
		pack_free(&s->pack[i]);
	free(s->pack);
	free(s->packs);
	if (s->is_narrow) {
		extract_free(&s->below);
		s->bom = s->whole;
	}
	if (s->has_bom)
		bom_free(&s->bom);
	substance_table_free(&s->chem);
	arena_free(&s->mem);
	findings_free(&s->findings);
	outputs_free(&s->out);
	words_free(&s->output.formats);
	words_free(&s->in.files);
	words_free(&s->in.formats);
	words_free(&s->in.packs);
	words_free(&s->in.only);
	words_free(&s->in.also);
	words_free(&s->in.ship);
	words_free(&s->in.rates);
	words_free(&s->in.encoding);
	words_free(&s->in.decimal);
	words_free(&s->in.maps);
	words_free(&s->rest);
}
