/* SPDX-License-Identifier: Apache-2.0 */
/* screen - from verdicts to the headline; see screen.h. */
#include "core/rules/screen.h"

#include "core/rules/deal/transaction.h"
#include "core/rules/tests.h"

#include <math.h>

uint8_t *
screen_shipped(
    struct arena *a, const struct bom *b, const uint32_t *named, size_t nnamed)
{
	uint8_t *shipped = TAKE(a, uint8_t, b->nitem + 1);

	if (shipped == NULL)
		return NULL;
	for (size_t i = 0; i < b->nitem; i++)
		shipped[i] = bom_is_product(b, (uint32_t)i);
	for (size_t i = 0; i < nnamed; i++)
		shipped[named[i]] = 1;
	return shipped;
}

struct tally
screen_count(const struct judgement *j, enum variant v, size_t rule,
    const uint8_t *shipped, uint8_t which)
{
	struct tally t = { 0 };

	for (uint32_t i = 0; i < j->nitem; i++) {
		if (shipped[i] != which)
			continue;
		switch (judgement_verdict(j, v, rule, i)) {
		case VERDICT_TRIGGERED:
			t.triggered++;
			break;
		case VERDICT_UNDECIDED:
			t.undecided[judgement_gap(j, v, rule, i)]++;
			break;
		default:
			t.clear++;
		}
	}
	return t;
}

uint32_t
tally_undecided(const struct tally *t)
{
	uint32_t n = 0;

	for (int g = 0; g < GAP_COUNT; g++)
		n += t->undecided[g];
	return n;
}

int
screen_exit_code(const struct judgement *j, enum variant v,
    const uint8_t *shipped, date_day as_of, bool as_if_in_force)
{
	int code = 0;

	for (size_t r = 0; r < j->nrule; r++) {
		struct rule_standing s =
		    rule_standing_on(j->book->rule[r].rule, as_of);
		struct tally t;

		if (!rule_state_counts(s.state, as_if_in_force))
			continue;
		t = screen_count(j, v, r, shipped, 1);
		if (t.triggered > 0)
			return 1;
		if (tally_undecided(&t) > 0)
			code = 2;
	}
	return code;
}

/* What goes out in a year of all shipped items together, at most, and of how
 * many that is some; of what is not known nothing is counted. */
static double
add_years(const struct judgement *j, const struct rule_test *t,
    const struct test_columns *columns, const uint8_t *shipped, size_t *nitem)
{
	double sum = 0;

	*nitem = 0;
	for (uint32_t i = 0; i < j->nitem; i++) {
		const struct per_year *y =
		    shipped[i] == 1 ? test_per_year(j, t, i) : NULL;
		struct bounds x;
		double most;

		if (y == NULL)
			continue;
		j->evidence.bounds(j->evidence.ctx, columns->amount[0], i, &x);
		most = x.hi * mpq_get_d(y->quantity);
		if (!isfinite(most) || most <= 0)
			continue;
		sum += most;
		++*nitem;
	}
	return sum;
}

/* Tests of its elements or substances, or else the trigger. */
static void
warn_year(const struct judgement *j, size_t rule, const uint8_t *shipped,
    struct findings *f)
{
	const struct booked_rule *b = &j->book->rule[rule];
	size_t own = b->rule->ntest + b->rule->nreading;
	size_t first = b->nturn > 0 ? own : b->rule->ntest - 1;
	size_t end = b->nturn > 0 ? own + b->nturn : b->rule->ntest;

	for (size_t k = first; k < end; k++) {
		const struct rule_test *t = booked_test(b, k);
		size_t n;
		double sum =
		    add_years(j, t, &b->test[VARIANT_LAW][k], shipped, &n);

		/* doubles do for a warning, but not too late */
		if (n < 2 || sum * (1 + 1e-9) < mpq_get_d(t->limit))
			continue;
		findings_warn(f, ST_OK, b->rule->at,
		    "%s: no shipped item meets it alone, and the %zu together "
		    "hold up to %.4g %s of what it counts in a %s: expected "
		    "a law that counts each product by itself; one that counts "
		    "all that goes out may be met",
		    b->rule->id, n, t->currency != NULL ? sum : sum / 1000,
		    t->currency != NULL ? t->currency : "kg",
		    t->shipment ? "shipment" : "year");
		return;
	}
}

void
screen_warn_years(
    const struct judgement *j, const uint8_t *shipped, struct findings *f)
{
	for (size_t r = 0; r < j->nrule; r++)
		if (rule_is_annual(j->book->rule[r].rule) &&
		    j->book->rule[r].nout == 0 &&
		    !j->book->rule[r].rule->either &&
		    screen_count(j, VARIANT_LAW, r, shipped, 1).triggered == 0)
			warn_year(j, r, shipped, f);
}

/* Does a document that counts say that some of these elements is in it? */
static bool
is_stated(const struct bom *b, uint32_t elements, bool process, uint32_t item)
{
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *x = &b->content[k];

		if (x->counts && (x->process != 0) == process &&
		    x->kind == CONTENT_AMOUNT &&
		    (x->elements & elements) != 0 &&
		    (x->unstated || x->amount.lo_open ||
			x->amount.lo != NUM_ZERO))
			return true;
	}
	return false;
}

enum gap
screen_gap(const struct bom *b, uint32_t elements, bool process, uint32_t item)
{
	if (is_stated(b, elements, process, item))
		return GAP_ORIGIN;
	return (b->item[item].flags & ITEM_SUSPECT) != 0 ? GAP_SUSPECT
							 : GAP_SILENT;
}
