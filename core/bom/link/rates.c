/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rates - one currency in terms of another; see steps.h.
 *
 * A rate counts from its date on, until there is a newer one of the same two
 * currencies in the same direction; of several of one day the least and the
 * greatest.  Where none is stated in that direction the exact inverse of the
 * other one counts.  Nothing goes by way of a third currency: that would be a
 * rate that nobody stated.
 */
#include "core/bom/link/steps.h"

#include <stdlib.h>

/* Currencies of item values that prices are converted into, at most: rules
 * compare within fewer. */
#define TARGETS 16

/* The newest rates of one direction. */
struct newest {
	uint32_t lo, hi; /* indices into bom.rate, or BOM_NONE */
};

static int
compare(const struct bom *b, uint32_t x, uint32_t y)
{
	mpq_t p, q;

	numtab_view(&b->num, b->rate[x].amount, p);
	numtab_view(&b->num, b->rate[y].amount, q);
	return mpq_cmp(p, q);
}

static struct newest
find_newest(const struct bom *b, uint32_t from, uint32_t to)
{
	struct newest n = { BOM_NONE, BOM_NONE };

	for (uint32_t i = 0; i < b->nrate; i++) {
		const struct rate *r = &b->rate[i];

		if (r->from != from || r->to != to || r->late ||
		    (n.lo != BOM_NONE && r->date < b->rate[n.lo].date))
			continue;
		if (n.lo == BOM_NONE || r->date > b->rate[n.lo].date) {
			n.lo = n.hi = i;
			continue;
		}
		n.lo = compare(b, i, n.lo) < 0 ? i : n.lo;
		n.hi = compare(b, i, n.hi) > 0 ? i : n.hi;
	}
	return n;
}

bool
bom_rate(
    const struct bom *b, uint32_t from, uint32_t to, mpq_ptr lo, mpq_ptr hi)
{
	struct newest n = find_newest(b, from, to);
	bool back = n.lo == BOM_NONE && from != to;
	mpq_t view;

	mpq_set_ui(lo, 1, 1);
	mpq_set_ui(hi, 1, 1);
	if (from == to)
		return true;
	if (back)
		n = find_newest(b, to, from);
	if (n.lo == BOM_NONE)
		return false;
	numtab_view(&b->num, b->rate[back ? n.hi : n.lo].amount, view);
	mpq_set(lo, view);
	numtab_view(&b->num, b->rate[back ? n.lo : n.hi].amount, view);
	mpq_set(hi, view);
	if (back) {
		mpq_inv(lo, lo);
		mpq_inv(hi, hi);
	}
	return true;
}

/* 1 over a rate, kept among the numbers. */
static uint32_t
inverse(struct bom *b, uint32_t amount)
{
	mpq_t view, q;
	uint32_t id;

	mpq_init(q);
	numtab_view(&b->num, amount, view);
	mpq_inv(q, view);
	id = numtab_put(&b->num, q);
	mpq_clear(q);
	return id;
}

static bool
keep(struct bom *b, struct conversion c)
{
	struct conversion *list = array_grow(b->conversion, &b->conversion_cap,
	    b->nconversion + 1, sizeof(*list));

	if (list == NULL || c.lo == INTERN_NONE || c.hi == INTERN_NONE)
		return false;
	b->conversion = list;
	list[b->nconversion++] = c;
	return true;
}

/* What is known of the two currencies; nothing where no rate is. */
static bool
convert_pair(struct bom *b, uint32_t from, uint32_t to)
{
	struct newest n = find_newest(b, from, to);
	struct conversion c = { .from = from, .to = to };

	if (n.lo != BOM_NONE) {
		c.rate = n.lo;
		c.lo = b->rate[n.lo].amount;
		c.hi = b->rate[n.hi].amount;
		return keep(b, c);
	}
	n = find_newest(b, to, from);
	if (n.lo == BOM_NONE)
		return true;
	c.inverse = true;
	c.rate = n.lo;
	c.lo = inverse(b, b->rate[n.hi].amount);
	c.hi = inverse(b, b->rate[n.lo].amount);
	return keep(b, c);
}

/* Adds a currency to a short list, once. */
static size_t
add_currency(uint32_t list[TARGETS], size_t n, uint32_t currency)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == currency)
			return n;
	if (currency == 0 || n == TARGETS)
		return n;
	list[n] = currency;
	return n + 1;
}

/* Every pair of currencies in which something is stated. */
static bool
convert_all(struct bom *b)
{
	uint32_t to[TARGETS], from[TARGETS];
	size_t nto = 0, nfrom = 0;
	bool ok = true;

	for (size_t i = 0; i < b->nitem; i++)
		if (b->item[i].value != BOM_NONE)
			nto = add_currency(to, nto, b->item[i].currency);
	/* a law may name any of those that somebody converts */
	for (size_t i = 0; i < b->nrate; i++) {
		nto = add_currency(to, nto, b->rate[i].from);
		nto = add_currency(to, nto, b->rate[i].to);
	}
	for (size_t i = 0; i < nto; i++)
		nfrom = add_currency(from, nfrom, to[i]);
	for (size_t i = 0; i < b->nprice; i++)
		nfrom = add_currency(from, nfrom, b->price[i].currency);
	for (size_t i = 0; ok && i < nfrom; i++)
		for (size_t k = 0; ok && k < nto; k++)
			if (from[i] != to[k])
				ok = convert_pair(b, from[i], to[k]);
	return ok;
}

/* Is anything priced in the currency itself?  Then nothing is converted. */
static bool
has_own(const struct bom *b, const struct price *p, uint32_t currency)
{
	for (size_t i = 0; i < b->nprice; i++) {
		const struct price *o = &b->price[i];

		if (o->conversion == 0 && !o->late && o->currency == currency &&
		    o->element == p->element && o->guise == p->guise)
			return true;
	}
	return false;
}

static bool
add_converted(struct bom *b, struct price p, uint32_t conversion, uint32_t rate)
{
	struct price *kept;
	mpq_t view, q;

	mpq_init(q);
	numtab_view(&b->num, p.amount, view);
	mpq_set(q, view);
	numtab_view(&b->num, rate, view);
	mpq_mul(q, q, view);
	p.amount = numtab_put(&b->num, q);
	mpq_clear(q);
	p.currency = b->conversion[conversion].to;
	p.conversion = conversion + 1;
	kept = p.amount != INTERN_NONE ? bom_add_price(b) : NULL;
	if (kept == NULL)
		return false;
	*kept = p;
	return true;
}

/* Prices in other currencies, where there is none in that of an item. */
static bool
convert_prices(struct bom *b)
{
	size_t n = b->nprice;

	for (uint32_t c = 0; c < b->nconversion; c++) {
		const struct conversion of = b->conversion[c];

		for (size_t i = 0; i < n; i++) {
			const struct price p = b->price[i];

			if (p.late || p.currency != of.from ||
			    has_own(b, &p, of.to))
				continue;
			if (!add_converted(b, p, c, of.lo) ||
			    (of.hi != of.lo && !add_converted(b, p, c, of.hi)))
				return false;
		}
	}
	return true;
}

static int
by_day(const void *pa, const void *pb, void *arg)
{
	const struct bom *b = arg;
	const struct rate *x = &b->rate[*(const uint32_t *)pa];
	const struct rate *y = &b->rate[*(const uint32_t *)pb];

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	return x < y ? -1 : x > y;
}

static void
say_conflict(const struct bom *b, const struct rate *x, const struct rate *y,
    struct findings *f)
{
	struct str from = bom_text_get(b, x->from);
	struct str to = bom_text_get(b, x->to);
	struct pos at = bom_pos(b, x->at);
	char day[DATE_TEXT] = "no day";

	if (x->date != DATE_NONE)
		date_format(x->date, day);
	findings_warn(f, ST_CONFLICT, bom_pos(b, y->at),
	    "another rate of %.*s to %.*s on %s than in line %u of %s: the "
	    "least and the greatest of that day count",
	    STR_ARG(from), STR_ARG(to), day, (unsigned)at.line,
	    at.file != NULL ? at.file : "");
}

/* The first rate of the order that is not before the way back of x on its
 * day. */
static const struct rate *
way_back(const struct bom *b, const uint32_t *order, const struct rate *x)
{
	size_t lo = 0, hi = b->nrate;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const struct rate *y = &b->rate[order[mid]];
		bool before = y->from != x->to   ? y->from < x->to
			      : y->to != x->from ? y->to < x->from
						 : y->date < x->date;

		if (before)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < b->nrate ? &b->rate[order[lo]] : NULL;
}

/* There and back is about one, whatever a bank keeps for itself. */
static void
tell_way_back(const struct bom *b, const uint32_t *order, const struct rate *x,
    struct findings *f)
{
	const struct rate *y = way_back(b, order, x);
	struct str from = bom_text_get(b, x->from);
	struct str to = bom_text_get(b, x->to);
	mpq_t p, q;
	double there, back;

	if (y == NULL || y->from != x->to || y->to != x->from ||
	    y->date != x->date || y > x)
		return;
	numtab_view(&b->num, x->amount, p);
	numtab_view(&b->num, y->amount, q);
	there = mpq_get_d(p);
	back = mpq_get_d(q);
	if (there * back > 0.8 && there * back < 1.25)
		return;
	findings_warn(f, ST_CONFLICT, bom_pos(b, x->at),
	    "1 %.*s is %.6g %.*s, and 1 %.*s is %.6g %.*s in line %u: expected "
	    "about the inverse; is one of them the other way round?",
	    STR_ARG(from), there, STR_ARG(to), STR_ARG(to), back, STR_ARG(from),
	    (unsigned)bom_pos(b, y->at).line);
}

/* Two rates of one direction on one day that are not the same, and one of the
 * other direction that does not go with them. */
static bool
tell_conflicts(const struct bom *b, struct findings *f)
{
	uint32_t *order = malloc((b->nrate + 1) * sizeof(*order));

	if (order == NULL)
		return false;
	for (uint32_t i = 0; i < b->nrate; i++)
		order[i] = i;
	qsort_r(order, b->nrate, sizeof(*order), by_day, (void *)(uintptr_t)b);
	for (size_t i = 1; i < b->nrate; i++) {
		const struct rate *x = &b->rate[order[i - 1]];
		const struct rate *y = &b->rate[order[i]];

		if (x->from == y->from && x->to == y->to &&
		    x->date == y->date && x->amount != y->amount)
			say_conflict(b, x, y, f);
	}
	for (size_t i = 0; i < b->nrate; i++)
		tell_way_back(b, order, &b->rate[i], f);
	free(order);
	return true;
}

static void
tell_late(const struct bom *b, struct findings *f)
{
	const struct rate *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < b->nrate; i++)
		if (b->rate[i].late && n++ == 0)
			first = &b->rate[i];
	if (first != NULL)
		link_tell_late(b, "rate", first->date, first->at, n, f);
}

bool
link_rates(struct bom *b, struct findings *f)
{
	if (b->nrate == 0)
		return true;
	for (size_t i = 0; i < b->nrate; i++)
		b->rate[i].late = b->price_as_of != DATE_NONE &&
				  b->rate[i].date > b->price_as_of;
	tell_late(b, f);
	return tell_conflicts(b, f) && convert_all(b) && convert_prices(b);
}
