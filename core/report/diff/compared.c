/* SPDX-License-Identifier: Apache-2.0 */
/* compared - two products side by side; see compared.h. */
#include "core/report/diff/compared.h"

#include "core/report/check/rows.h"

#include <stdlib.h>
#include <string.h>

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

static size_t
find_rule(const struct checked *c, const struct booked_rule *like)
{
	for (size_t r = 0; r < c->book->nrule; r++)
		if (strcmp(c->book->rule[r].pack->id, like->pack->id) == 0 &&
		    strcmp(c->book->rule[r].rule->id, like->rule->id) == 0)
			return r;
	return SIZE_MAX;
}

/* In the order of the new side; those that are gone behind. */
static bool
pair_rules(struct compared *x)
{
	const struct rulebook *old = x->c[OLD]->book, *now = x->c[NEW]->book;

	x->rule = calloc(old->nrule + now->nrule + 1, sizeof(*x->rule));
	if (x->rule == NULL)
		return false;
	for (size_t r = 0; r < now->nrule; r++)
		x->rule[x->nrule++] = (struct rule_pair){
			{ find_rule(x->c[OLD], &now->rule[r]), r }
		};
	for (size_t r = 0; r < old->nrule; r++)
		if (find_rule(x->c[NEW], &old->rule[r]) == SIZE_MAX)
			x->rule[x->nrule++] =
			    (struct rule_pair){ { r, SIZE_MAX } };
	return true;
}

static bool
is_shipped(const struct compared *x, enum side s, uint32_t item)
{
	return item != BOM_NONE && x->c[s]->shipped[item] != 0;
}

/* Those that either side ships, or all. */
static bool
pair_items(struct compared *x)
{
	const struct pairing *p = &x->d->pair;
	size_t most = p->b[OLD]->nitem + p->b[NEW]->nitem;

	x->pair = malloc((most + 1) * sizeof(*x->pair));
	if (x->pair == NULL)
		return false;
	for (uint32_t i = 0; i < p->b[NEW]->nitem; i++)
		if (x->all || is_shipped(x, NEW, i) ||
		    is_shipped(x, OLD, p->item[NEW][i]))
			x->pair[x->npair++] =
			    (struct item_pair){ { p->item[NEW][i], i } };
	for (uint32_t i = 0; i < p->b[OLD]->nitem; i++)
		if (p->item[OLD][i] == BOM_NONE &&
		    (x->all || is_shipped(x, OLD, i)))
			x->pair[x->npair++] =
			    (struct item_pair){ { i, BOM_NONE } };
	return true;
}

enum verdict
compared_value(const struct compared *x, const struct moved *m, enum side s)
{
	const struct checked *c = x->c[s];
	size_t rule = x->rule[m->rule].rule[s];
	uint32_t item = m->of.item[s];

	if (rule == SIZE_MAX || item == BOM_NONE)
		return VERDICT_COUNT;
	/* who assumes nothing reads the verdict of the law */
	if (m->variant == VARIANT_ASSUMED)
		return judgement_verdict(
		    c->with != NULL ? c->with : c->judgement, VARIANT_LAW, rule,
		    item);
	return c->book->has[m->variant]
		   ? judgement_verdict(
			 c->judgement, (enum variant)m->variant, rule, item)
		   : VERDICT_COUNT;
}

const char *
compared_verdict(const struct compared *x, const struct moved *m, enum side s,
    enum tone *tone)
{
	static const enum tone tones[] = { TONE_GOOD, TONE_OPEN, TONE_BAD,
		TONE_FAINT };
	enum verdict v = compared_value(x, m, s);

	*tone = tones[v];
	if (v == VERDICT_COUNT)
		return NULL;
	if (m->variant != VARIANT_LAW)
		return verdict_name(v);
	return rows_verdict(
	    x->c[s], x->rule[m->rule].rule[s], m->of.item[s], tone);
}

static bool
reads_the_same(const struct compared *x, const struct moved *m)
{
	enum tone tone;
	const char *old = compared_verdict(x, m, OLD, &tone);
	const char *now = compared_verdict(x, m, NEW, &tone);

	if (old == NULL || now == NULL)
		return old == now;
	return strcmp(old, now) == 0;
}

static bool
add_moved(struct compared *x, const struct moved *m)
{
	struct moved *grown =
	    array_grow(x->moved, &x->moved_cap, x->nmoved + 1, sizeof(*grown));

	if (grown == NULL)
		return false;
	x->moved = grown;
	grown[x->nmoved++] = *m;
	return true;
}

/* The gravest verdict of either side: 2 triggered, 0 clear. */
static int
gravity(const struct compared *x, const struct moved *m)
{
	enum verdict old = compared_value(x, m, OLD);
	enum verdict now = compared_value(x, m, NEW);

	return now != VERDICT_COUNT ? (int)now : (int)old;
}

/* One rule and variant, for all items. */
static bool
move_all(struct compared *x, uint32_t rule, uint8_t variant)
{
	for (int grave = VERDICT_TRIGGERED; grave >= VERDICT_CLEAR; grave--)
		for (size_t i = 0; i < x->npair; i++) {
			struct moved m = { x->pair[i], rule, variant };

			if (gravity(x, &m) != grave)
				continue;
			if (reads_the_same(x, &m))
				x->stayed += variant == VARIANT_LAW;
			else if (!add_moved(x, &m))
				return false;
		}
	return true;
}

static bool
is_asked(const struct compared *x, int variant)
{
	for (int s = OLD; s < SIDES; s++)
		if (variant == VARIANT_ASSUMED ? x->c[s]->with != NULL
					       : x->c[s]->book->has[variant])
			return true;
	return false;
}

static bool
same_packs(const struct compared *x)
{
	const struct rulebook *old = x->c[OLD]->book, *now = x->c[NEW]->book;

	if (old->nrule != now->nrule)
		return false;
	for (size_t r = 0; r < old->nrule; r++) {
		const struct bytes *a = &old->rule[r].pack->xml;
		const struct bytes *b = &now->rule[r].pack->xml;

		if (a->n != b->n || memcmp(a->p, b->p, a->n) != 0 ||
		    strcmp(old->rule[r].rule->id, now->rule[r].rule->id) != 0)
			return false;
	}
	return true;
}

/*
 * compared_find - match items and rules, and see which verdicts moved.
 *
 * Out:	x, to be freed with compared_free() also on failure
 * Cost:	linear in items, times rules and variants
 */
enum status
compared_find(struct compared *x, struct error *err)
{
	bool ok = pair_rules(x) && pair_items(x);

	for (uint32_t r = 0; ok && r < x->nrule; r++)
		for (int v = VARIANT_LAW; ok && v <= VARIANT_ASSUMED; v++)
			if (is_asked(x, v))
				ok = move_all(x, r, (uint8_t)v);
	x->other_basis = !same_packs(x);
	return ok ? ST_OK : no_memory(err);
}

void
compared_free(struct compared *x)
{
	free(x->rule);
	free(x->pair);
	free(x->moved);
	x->rule = NULL;
	x->pair = NULL;
	x->moved = NULL;
}

bool
compared_touched(const struct compared *x, const struct item_pair *p)
{
	for (int s = OLD; s < SIDES; s++)
		if (p->item[s] == BOM_NONE || x->d->touched[s][p->item[s]] != 0)
			return true;
	return x->other_basis;
}
