/* SPDX-License-Identifier: Apache-2.0 */
/*
 * remedy_brings - what each chosen part brings; see remedy.h.
 *
 * A verdict is gone through for the parts that no verdict before it has
 * found, as far as that is affordable; verdicts of items that hold none of
 * them are passed over.
 */
#include "core/report/ask/remedy.h"

#include "core/rules/tests.h"
#include "core/trace/explain.h"

#include <stdlib.h>

/* [items] gone through in search of them. */
#define LOOK_MOST ((size_t)100000000)
/* Parts of which it is known in which items they are: bits of a word. */
#define KNOWN_MOST 64

struct finding_brings {
	const struct remedy *r;
	struct brought *out;
	uint32_t *place; /* [nitem] in out, or BOM_NONE */
	uint64_t *holds; /* [nitem] bit per part, of the first ones */
	size_t left;     /* parts that are not found yet */
	struct error *err;
};

/* The last test of the rule that amounts decide. */
static bool
measure_of_rule(const struct finding_brings *f, size_t rule, uint32_t item,
    struct ready_test *ready, size_t *column)
{
	const struct judgement *j = f->r->checked->judgement;
	size_t n = f->r->checked->book->rule[rule].rule->ntest;

	if (f->r->checked->book->rule[rule].rule->either)
		n = judgement_measure(j, VARIANT_LAW, rule, item) + 1;
	while (n-- > 0) {
		*ready = test_ready(j, VARIANT_LAW, rule, n);
		if (ready->test->kind == TEST_ITEM)
			continue;
		*column = test_amount_column(j, ready, item);
		return true;
	}
	return false;
}

/* Those of the parts that bring anything to this verdict. */
static enum status
take(struct finding_brings *f, const struct explanation *e, uint32_t target,
    uint32_t *index, size_t *n)
{
	*n = 0;
	for (uint32_t i = 0; i < e->n; i++) {
		const struct share *s = &e->share[i];
		uint32_t at = f->place[s->item];

		if (at == BOM_NONE || f->out->list[at].target != BOM_NONE ||
		    !(s->own_hi > 0))
			continue;
		f->out->list[at].target = target;
		f->left--;
		index[(*n)++] = i;
	}
	return ST_OK;
}

static enum status
look_at(struct finding_brings *f, uint32_t target)
{
	const struct recourse_target *t = &f->r->recourse->target[target];
	const struct trace *trace = f->r->checked->trace;
	struct explanation e = { .share = NULL };
	struct ready_test ready;
	uint32_t *index = NULL;
	size_t column, n = 0;
	enum status st;

	if (!measure_of_rule(f, t->rule, t->item, &ready, &column))
		return ST_OK;
	st = explain_about(trace, column, t->item, &e, f->err);
	if (st == ST_OK) {
		index = malloc((e.n + 1) * sizeof(*index));
		st = index != NULL ? take(f, &e, target, index, &n)
				   : error_set(f->err, ST_NOMEM, pos_none,
					 "out of memory");
	}
	if (st == ST_OK && n > 0)
		st = explain_exactly(trace, &e, index, n, f->err);
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		const struct share *s = &e.share[index[i]];
		struct brings *x = &f->out->list[f->place[s->item]];

		x->exact = true;
		share_brings(s, &x->amount);
	}
	free(index);
	explanation_free(&e);
	return st;
}

/* Which of the first parts are in each item; false when memory is out. */
static bool
find_holders(struct finding_brings *f)
{
	const struct bom *b = f->r->checked->bom;
	size_t n = f->out->n < KNOWN_MOST ? f->out->n : KNOWN_MOST;

	f->holds = calloc(b->nitem + 1, sizeof(*f->holds));
	if (f->holds == NULL)
		return false;
	for (size_t k = 0; k < n; k++)
		f->holds[f->r->recourse->item[k]] |= (uint64_t)1 << k;
	for (size_t k = 0; k < b->nitem; k++) {
		uint32_t i = b->order[k];

		for (uint32_t u = b->use_start[i]; u < b->use_start[i + 1]; u++)
			if (b->use[u].qty != NUM_ZERO)
				f->holds[i] |= f->holds[b->use[u].child];
	}
	return true;
}

/* Could the verdict tell of a part that is not found yet? */
static bool
is_worth_it(const struct finding_brings *f, uint32_t target)
{
	uint64_t holds = f->holds[f->r->recourse->target[target].item];

	if (f->r->recourse->target[target].blocked)
		return false;
	if (f->out->n > KNOWN_MOST)
		return true;
	for (size_t k = 0; k < f->out->n; k++)
		if ((holds >> k & 1) != 0 && f->out->list[k].target == BOM_NONE)
			return true;
	return false;
}

enum status
brought_find(
    struct brought *b, const struct remedy *r, size_t most, struct error *err)
{
	const struct bom *bom = r->checked->bom;
	const struct recourse *x = r->recourse;
	size_t n = checked_affordable(r->checked, most), looked = 0;
	struct finding_brings f = { .r = r, .out = b, .err = err };
	enum status st = ST_OK;

	if (n > x->nitem)
		n = x->nitem;
	*b = (struct brought){ calloc(n + 1, sizeof(*b->list)), 0 };
	f.place = malloc((bom->nitem + 1) * sizeof(*f.place));
	if (b->list == NULL || f.place == NULL) {
		free(f.place);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	for (size_t i = 0; i < bom->nitem; i++)
		f.place[i] = BOM_NONE;
	for (; b->n < n; b->n++) {
		b->list[b->n].target = BOM_NONE;
		exact_init(&b->list[b->n].amount);
		/* what is in a whole is not its own */
		if (x->whole[b->n] != 0)
			continue;
		f.place[x->item[b->n]] = (uint32_t)b->n;
		f.left++;
	}
	if (!find_holders(&f))
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (uint32_t i = 0;
	     st == ST_OK && f.left > 0 && i < x->ntarget && looked <= LOOK_MOST;
	     i++) {
		if (!is_worth_it(&f, i))
			continue;
		st = look_at(&f, i);
		looked += bom->nitem;
	}
	free(f.place);
	free(f.holds);
	return st;
}

void
brought_free(struct brought *b)
{
	for (size_t i = 0; i < b->n; i++)
		exact_clear(&b->list[i].amount);
	free(b->list);
	*b = (struct brought){ NULL, 0 };
}

struct measure_of
brought_measure(const struct remedy *r, const struct brings *x)
{
	const struct recourse_target *t = &r->recourse->target[x->target];
	const struct finding_brings f = { .r = r };
	struct measure_of m = { .kind = AMOUNT_MASS };
	const struct item *it = &r->checked->bom->item[t->item];
	struct ready_test ready;
	size_t column;

	if (measure_of_rule(&f, t->rule, t->item, &ready, &column) &&
	    ready.test->kind == TEST_VALUE_SHARE && it->currency != 0) {
		m.kind = AMOUNT_VALUE;
		m.currency = bom_text_get(r->checked->bom, it->currency);
	}
	return m;
}
