/* SPDX-License-Identifier: Apache-2.0 */
/* year - a mass of a year, over all that goes out together; see year.h. */
#include "core/rules/year.h"

#include "core/rules/deal/sent.h"

#include <math.h>
#include <stdlib.h>

/* ---- which items go out */

/* Is the item what the scope of the rule names?  Its tests look at the item
 * itself alone. */
static enum verdict
in_scope(const struct bom *b, const struct rule *r, uint32_t item)
{
	enum verdict all = VERDICT_TRIGGERED, v;

	for (size_t i = 0; i + 1 < r->ntest; i++) {
		v = test_item(b, &r->test[i], false, item);
		all = v < all ? v : all;
	}
	return all;
}

static enum status
list_items(struct rulebook *book, struct booked_rule *rule, const struct bom *b,
    const uint8_t *goes, struct error *err)
{
	size_t n = 0;

	for (uint32_t i = 0; i < b->nitem; i++)
		n += goes[i] != 0;
	rule->out = TAKE(&book->mem, struct goes_out, n + 1);
	if (rule->out == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (uint32_t i = 0; i < b->nitem; i++) {
		enum verdict v =
		    goes[i] != 0 ? in_scope(b, rule->rule, i) : VERDICT_CLEAR;

		if (v != VERDICT_CLEAR)
			rule->out[rule->nout++] =
			    (struct goes_out){ i, v == VERDICT_TRIGGERED };
	}
	return ST_OK;
}

/* Is it what goes out in a shipment that the rule adds up?  earlier: and what
 * went out before. */
static bool
sums_shipment(const struct rule *r, bool earlier)
{
	for (size_t i = 0; i < r->ntest + r->nreading; i++)
		if (r->test[i].together && r->test[i].shipment &&
		    (!earlier || r->test[i].over != OVER_SHIPMENT))
			return true;
	return false;
}

/* Marks what is shipped, and what the transaction tells the quantity of. */
static void
mark_items(const struct rule *r, const struct bom *b,
    const struct compile_options *o, const uint8_t *shipped, uint8_t *goes)
{
	bool shipment = sums_shipment(r, false);
	const struct transaction *t = o->transaction;
	const uint32_t *item = shipment ? o->goods_item : o->per_year_item;
	size_t n = t == NULL ? 0 : shipment ? t->ngoods : t->nper_year;

	for (uint32_t i = 0; i < b->nitem; i++)
		goes[i] = shipped[i] == 1;
	for (size_t i = 0; i < n; i++)
		if (item[i] != BOM_NONE)
			goes[item[i]] = 1;
	for (size_t i = 0; t != NULL && o->sent_item != NULL &&
			   sums_shipment(r, true) && i < t->nsent;
	     i++)
		if (o->sent_item[i] != BOM_NONE)
			goes[o->sent_item[i]] = 1;
}

enum status
year_goes_out(struct rulebook *book, const struct bom *b,
    const struct compile_options *options, const uint8_t *shipped,
    struct error *err)
{
	uint8_t *goes = NULL;
	enum status st = ST_OK;

	for (size_t r = 0; st == ST_OK && r < book->nrule; r++) {
		if (!rule_is_together(book->rule[r].rule))
			continue;
		if (goes == NULL)
			goes = calloc(b->nitem + 1, 1);
		if (goes == NULL)
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
		mark_items(book->rule[r].rule, b, options, shipped, goes);
		st = list_items(book, &book->rule[r], b, goes, err);
	}
	free(goes);
	return st;
}

static int
by_item(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = ((const struct goes_out *)b)->item;

	return x < y ? -1 : x > y;
}

bool
year_goes(const struct booked_rule *rule, uint32_t item)
{
	return rule->nout > 0 && bsearch(&item, rule->out, rule->nout,
				     sizeof(*rule->out), by_item) != NULL;
}

bool
year_is_together(const struct ready_test *t, uint32_t item)
{
	return t->rule != NULL && t->test->together && year_goes(t->rule, item);
}

/* ---- what they hold */

/* Adds so many times what one holds; one that is perhaps none of them, from
 * nothing on. */
static void
add_bounds(const struct judgement *j, const struct ready_test *t,
    const struct goes_out *o, struct bounds *sum)
{
	const struct per_year *y = test_per_year(j, t->test, o->item);
	double lo = 0, hi = INFINITY;
	struct bounds x;

	j->evidence.bounds(j->evidence.ctx, t->columns->amount[0], o->item, &x);
	if ((x.hi <= 0 && x.hi_err <= 0) || (y != NULL && per_year_is_none(y)))
		return;
	if (y != NULL)
		num_enclose(y->quantity, &lo, &hi);
	if (o->sure && y != NULL && mpq_sgn(y->quantity) > 0) {
		sum->lo += lo * x.lo;
		sum->lo_err += hi * x.lo_err + (hi - lo) * x.lo;
		sum->lo_open |= x.lo_open;
	}
	if (y != NULL && y->more != NULL && y->more->endless)
		hi = INFINITY;
	else if (y != NULL && y->more != NULL)
		num_enclose(y->more->most, &lo, &hi);
	sum->hi += hi * x.hi;
	if (isfinite(sum->hi)) {
		sum->hi_err += hi * x.hi_err + (hi - lo) * x.hi;
		sum->hi_open |= x.hi_open;
	} else if (x.hi - x.hi_err <= 0) {
		sum->hi_err = INFINITY; /* is there anything? */
	}
}

static void
total_bounds(
    const struct judgement *j, const struct ready_test *t, struct bounds *sum)
{
	double rounding = 2.3e-16 * (double)(t->rule->nout + 1);

	*sum = (struct bounds){ .lo = 0 };
	for (size_t i = 0; i < t->rule->nout; i++)
		add_bounds(j, t, &t->rule->out[i], sum);
	sum->lo_err += rounding * sum->lo;
	if (isfinite(sum->hi))
		sum->hi_err += rounding * sum->hi;
}

/* From the least number of the least to the greatest of the most. */
void
per_year_times(const struct per_year *y, const struct exact *x,
    struct exact *out, mpq_ptr work)
{
	struct exact most;

	exact_zero(out);
	if (mpq_sgn(y->quantity) > 0)
		exact_add_scaled(out, y->quantity, x, work);
	if (y->more != NULL && y->more->endless) {
		out->hi_infinite = true;
		out->hi_open = false;
	}
	if (y->more == NULL || y->more->endless)
		return;
	exact_init(&most);
	if (mpq_sgn(y->more->most) > 0)
		exact_add_scaled(&most, y->more->most, x, work);
	exact_join(out, &most);
	exact_clear(&most);
}

/* Adds exactly. */
static void
add_exact(const struct per_year *y, bool sure, const struct exact *x,
    struct exact *sum, mpq_ptr work)
{
	struct exact part;

	if ((!x->hi_infinite && mpq_sgn(x->hi) <= 0) ||
	    (y != NULL && per_year_is_none(y)))
		return;
	exact_init(&part);
	if (y != NULL)
		per_year_times(y, x, &part, work);
	else
		exact_unknown(&part, false);
	if (!sure) {
		mpq_set_ui(part.lo, 0, 1);
		part.lo_open = false;
	}
	exact_add(sum, &part);
	exact_clear(&part);
}

static enum status
sum_up(const struct judgement *j, const struct ready_test *t, bool surely,
    uint32_t but, struct exact *out, struct error *err)
{
	size_t n = t->rule->nout;
	uint32_t *item = malloc((n + 1) * sizeof(*item));
	struct exact *x = calloc(n + 1, sizeof(*x));
	enum status st = ST_OK;
	mpq_t work;

	if (item == NULL || x == NULL) {
		free(item);
		free(x);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	mpq_init(work);
	for (size_t i = 0; i < n; i++) {
		item[i] = t->rule->out[i].item;
		exact_init(&x[i]);
	}
	if (n > 0)
		st = j->evidence.exact(
		    j->evidence.ctx, t->columns->amount[0], item, n, x, err);
	exact_zero(out);
	for (size_t i = 0; i < n; i++) {
		const struct per_year *y = test_per_year(j, t->test, item[i]);
		bool sure = t->rule->out[i].sure;

		if (st == ST_OK && item[i] != but &&
		    (!surely || (sure && y != NULL && y->more == NULL)))
			add_exact(y, sure, &x[i], out, work);
		exact_clear(&x[i]);
	}
	mpq_clear(work);
	free(item);
	free(x);
	return st;
}

enum status
year_total(const struct judgement *j, const struct ready_test *t,
    struct exact *out, struct error *err)
{
	return sum_up(j, t, false, BOM_NONE, out, err);
}

enum status
year_surely(const struct judgement *j, const struct ready_test *t,
    struct exact *out, struct error *err)
{
	return sum_up(j, t, true, BOM_NONE, out, err);
}

enum status
year_others(const struct judgement *j, const struct ready_test *t,
    uint32_t item, struct exact *out, struct error *err)
{
	return sum_up(j, t, false, item, out, err);
}

bool
year_surely_goes(const struct ready_test *t, uint32_t item)
{
	for (size_t i = 0; i < t->rule->nout; i++)
		if (t->rule->out[i].item == item)
			return t->rule->out[i].sure;
	return false;
}

/* ---- the verdict of one of them */

/* own: is anything that counts in the item itself? */
static enum verdict
joined(const struct ready_test *t, enum verdict total, enum verdict own)
{
	if (comparator_is_upper(t->compare) || total == VERDICT_COUNT)
		return total;
	if (own == VERDICT_COUNT && total == VERDICT_TRIGGERED)
		return own;
	return own < total ? own : total;
}

enum verdict
year_decide(
    const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	struct bounds sum, x;
	enum verdict own, v;

	j->evidence.bounds(j->evidence.ctx, t->columns->amount[0], item, &x);
	own = decide_bounds(&x, COMPARE_ABOVE, 0, 0);
	if (own == VERDICT_CLEAR && !comparator_is_upper(t->compare))
		return own;
	total_bounds(j, t, &sum);
	v = decide_bounds(&sum, t->compare, t->limit_lo, t->limit_hi);
	/* an item that may hold none is asked exactly, whatever the sum is */
	if (own == VERDICT_COUNT && v != VERDICT_CLEAR)
		return VERDICT_COUNT;
	return joined(t, v, own);
}

enum verdict
year_exact(const struct ready_test *t, const struct exact *total,
    const struct exact *own)
{
	enum verdict v = decide_exact(total, t->compare, t->limit), is;
	mpq_t zero;

	mpq_init(zero);
	is = decide_exact(own, COMPARE_ABOVE, zero);
	mpq_clear(zero);
	return joined(t, v, is);
}
