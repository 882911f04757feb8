/* SPDX-License-Identifier: Apache-2.0 */
/*
 * told_shares - what rules hold against a limit that is a share; see told.h.
 *
 * A share moves with amounts, and with prices: also where no verdict does.
 */
#include "core/report/diff/told.h"

#include <stdlib.h>

struct teller {
	const struct compared *x;
	const struct told_to *to;
	struct told t;
};

static bool
is_share(const struct compared *x, const struct rule_pair *r)
{
	for (int s = OLD; s < SIDES; s++) {
		const struct rule *rule;
		uint8_t kind;

		if (r->rule[s] == SIZE_MAX)
			return false;
		rule = x->c[s]->book->rule[r->rule[s]].rule;
		kind = rule->test[rule->ntest - 1].kind;
		if (rule->either)
			return false;
		if (kind != TEST_MASS_SHARE && kind != TEST_VALUE_SHARE &&
		    kind != TEST_AMONG)
			return false;
	}
	return true;
}

static bool
has_prices(const struct compared *x)
{
	const size_t *n = x->d->count[CHANGE_PRICE];

	return n[WAY_NEW] + n[WAY_GONE] + n[WAY_CHANGED] > 0;
}

/* Is it what the rule looks at?  As reason_text() says. */
static bool
is_covered(const struct reason *r, const struct checked *c)
{
	return r->detail.verdict == VERDICT_CLEAR ||
	       judgement_verdict(c->judgement, VARIANT_LAW, r->rule, r->item) !=
		   VERDICT_CLEAR;
}

/* The share by one rule; nothing where it is as before. */
static enum status
tell_share(
    struct teller *w, size_t rule, const struct item_pair *p, struct error *err)
{
	const struct rule_pair *r = &w->x->rule[rule];
	struct measure_of m = { .kind = AMOUNT_SHARE };
	struct told *t = &w->t;
	bool covered = false;

	told_begin(t, "share");
	for (int s = OLD; s < SIDES && err->code == ST_OK; s++) {
		const struct checked *c = w->x->c[s];
		struct reason why;

		if (reason_find(&why, c, r->rule[s], p->item[s], false, 0,
			err) == ST_OK &&
		    why.detail.unit != BOM_NONE) {
			m = reason_measure(&why, c);
			exact_set(&t->x[s], reason_bounds(&why));
			t->has[s] = true;
			t->item[s] = p->item[s];
			t->at[s] = bom_pos(c->bom, c->bom->item[p->item[s]].at);
			covered |= is_covered(&why, c);
		}
		reason_free(&why);
	}
	if (err->code != ST_OK || !covered || !t->has[OLD] || !t->has[NEW] ||
	    told_same(&t->x[OLD], &t->x[NEW]))
		return err->code;
	m.limit = NULL;
	told_intervals(t, &m);
	told_certain(t->note, &t->x[OLD], &t->x[NEW], NULL, &m);
	str_add(t->of, TOLD_TEXT, "%s/%s",
	    w->x->c[NEW]->book->rule[r->rule[NEW]].pack->id,
	    w->x->c[NEW]->book->rule[r->rule[NEW]].rule->id);
	return w->to->row(w->to->ctx, t, err);
}

/* Of at most TOLD_NUMBERS items. */
static enum status
tell_shares(struct teller *w, struct error *err)
{
	const struct compared *x = w->x;
	bool prices = has_prices(x);

	for (size_t r = 0; r < x->nrule && err->code == ST_OK; r++) {
		size_t n = 0;

		if (!is_share(x, &x->rule[r]))
			continue;
		for (size_t i = 0; i < x->npair && n < TOLD_NUMBERS; i++) {
			const struct item_pair *p = &x->pair[i];

			if (p->item[OLD] == BOM_NONE ||
			    p->item[NEW] == BOM_NONE ||
			    !(prices || compared_touched(x, p)))
				continue;
			n++;
			if (tell_share(w, r, p, err) != ST_OK)
				break;
		}
	}
	return err->code;
}

/* Exact amounts of those items are asked for together. */
static enum status
watch(const struct compared *x, enum side s, struct error *err)
{
	uint32_t *item = malloc((x->npair + 1) * sizeof(*item));
	size_t n = 0;

	if (item == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < x->npair && n < TOLD_NUMBERS; i++)
		if (x->pair[i].item[s] != BOM_NONE &&
		    compared_touched(x, &x->pair[i]))
			item[n++] = x->pair[i].item[s];
	judgement_watch(x->c[s]->judgement, item, n, err);
	free(item);
	return err->code;
}

enum status
told_shares(
    const struct compared *x, const struct told_to *to, struct error *err)
{
	struct teller w = { .x = x, .to = to };

	told_init(&w.t);
	if (watch(x, OLD, err) == ST_OK && watch(x, NEW, err) == ST_OK)
		tell_shares(&w, err);
	told_clear(&w.t);
	return err->code;
}
