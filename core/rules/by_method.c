/* SPDX-License-Identifier: Apache-2.0 */
/* by_method - a share of value counted in another way; see by_method.h. */
#include "core/rules/by_method.h"

#include "core/rules/tests.h"
#include "core/trace/own/worth.h"

/* Is something priced in a way that the method looks at? */
static bool
is_priced(const struct bom *b, const struct channel *ch)
{
	if (ch->measure == MEASURE_VALUE)
		return b->nprice > 0;
	for (size_t i = 0; i < b->nitem; i++)
		if (b->item[i].value != BOM_NONE &&
		    (ch->by_mass || worth_is_material(ch, &b->item[i])))
			return true;
	return false;
}

/* Is more known of it than that it is something, or what a whole may cost? */
static bool
is_known(const struct exact *x)
{
	return !x->hi_infinite && (mpq_sgn(x->lo) > 0 || mpq_sgn(x->hi) == 0);
}

static bool
is_equal(const struct exact *x, const struct exact *y)
{
	return x->hi_infinite == y->hi_infinite && x->lo_open == y->lo_open &&
	       x->hi_open == y->hi_open && mpq_equal(x->lo, y->lo) != 0 &&
	       (x->hi_infinite || mpq_equal(x->hi, y->hi) != 0);
}

static enum status
count(struct by_method *out, const struct judgement *j, const struct trace *t,
    const struct channel *ch, const struct ready_test *test, uint32_t item,
    const struct verdict_detail *d, struct error *err)
{
	struct counted *c = &out->other[out->n];
	struct ready_test to;
	bool ask;

	if (!is_priced(j->bom, ch))
		return ST_OK;
	*c = (struct counted){ .by_mass = ch->by_mass,
		.method = ch->measure == MEASURE_PAID ? METHOD_DELIVERED
						      : METHOD_MARKET };
	exact_init(&c->numerator);
	exact_init(&c->share);
	out->n++;
	if (trace_amount(t, ch, &item, 1, &c->numerator, err) != ST_OK)
		return err->code;
	c->verdict = test_exact(j, test, item, &c->numerator, &ask);
	if (test_ready_to(test, &to)) {
		enum verdict v = test_exact(j, &to, item, &c->numerator, &ask);

		c->verdict = v < c->verdict ? v : c->verdict;
	}
	exact_quotient(&c->share, &c->numerator, &d->denominator);
	c->differs =
	    c->verdict != d->verdict || !is_equal(&c->numerator, &d->numerator);
	if (!is_known(&c->numerator) && c->verdict == VERDICT_UNDECIDED) {
		exact_clear(&c->numerator);
		exact_clear(&c->share);
		out->n--;
	}
	return ST_OK;
}

enum status
by_method_find(struct by_method *out, const struct judgement *j,
    const struct trace *t, size_t rule, size_t test, uint32_t item,
    const struct verdict_detail *d, struct error *err)
{
	struct ready_test ready = test_ready(j, VARIANT_LAW, rule, test);
	struct channel other;
	enum status st;

	*out = (struct by_method){ .n = 0 };
	out->method =
	    rulebook_method(j->book, VARIANT_LAW, rule, test, &out->by_mass);
	if (out->method == METHOD_UNSAID || d->value_missing || d->apart)
		return ST_OK;
	other = j->book->plan.channel[test_amount_column(j, &ready, item) -
				      COLUMN_CHANNEL(0)];
	other.measure =
	    other.measure == MEASURE_PAID ? MEASURE_VALUE : MEASURE_PAID;
	st = count(out, j, t, &other, &ready, item, d, err);
	if (st != ST_OK || !j->book->has[VARIANT_ALLOCATED])
		return st;
	other.measure = MEASURE_PAID;
	other.by_mass = true;
	return count(out, j, t, &other, &ready, item, d, err);
}

void
by_method_free(struct by_method *x)
{
	while (x->n > 0) {
		x->n--;
		exact_clear(&x->other[x->n].numerator);
		exact_clear(&x->other[x->n].share);
	}
}
