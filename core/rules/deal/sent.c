/* SPDX-License-Identifier: Apache-2.0 */
/* sent - how much of an item goes to a party; see sent.h. */
#include "core/rules/deal/sent.h"

#include "core/bom/field/units.h"
#include "core/rules/deal/term.h"

#include <string.h>

const char *
over_name(enum over o)
{
	static const char *const names[OVER_COUNT] = { "shipment", "month",
		"quarter", "half-year", "year", "12-months" };

	return names[o];
}

/* The only party of the role, to which then all goes; or PARTY_UNNAMED. */
static uint32_t
only_party(const struct transaction *t, enum role role)
{
	uint32_t one = PARTY_UNNAMED;

	for (uint32_t i = 0; i < t->nparty; i++) {
		if ((t->party[i].roles >> role & 1) == 0)
			continue;
		if (one != PARTY_UNNAMED)
			return PARTY_UNNAMED;
		one = i;
	}
	return one;
}

/* To whom a line goes; PARTY_UNNAMED: nobody said, and it may be anybody. */
static uint32_t
receiver(const struct transaction *t, const struct handed *h, enum role role)
{
	return h->to[role] != PARTY_UNNAMED ? h->to[role] : only_party(t, role);
}

/* What of a row no line hands to anybody. */
static void
left_over(const struct per_year *row, mpq_t left)
{
	mpq_set(left, row->quantity);
	for (size_t i = 0; i < row->nto; i++)
		mpq_sub(left, left, row->to[i].quantity);
}

bool
sent_may_get(const struct transaction *t, enum role role, uint32_t party)
{
	uint32_t only = only_party(t, role);
	bool may =
	    t->ngoods == 0 && (party != PARTY_UNNAMED || only == PARTY_UNNAMED);
	mpq_t left;

	mpq_init(left);
	for (size_t g = 0; g < t->ngoods && !may; g++) {
		const struct per_year *row = &t->shipped[g];
		bool rest;

		left_over(row, left);
		rest = !row->has_quantity || mpq_sgn(left) > 0;
		may = rest && (only == PARTY_UNNAMED || party == only);
		for (size_t i = 0; i < row->nto && !may; i++) {
			uint32_t to = receiver(t, &row->to[i], role);

			may = to == party || to == PARTY_UNNAMED;
		}
	}
	mpq_clear(left);
	return may;
}

/* A quantity in the making. */
struct sum {
	const struct transaction *t;
	const struct sent_question *q;
	mpq_t least, most;
	bool endless;
};

/* sure: it is in the time that is asked for. */
static void
take(struct sum *s, uint32_t to, mpq_srcptr quantity, bool sure)
{
	if (s->q->each && to != PARTY_UNNAMED && to != s->q->party)
		return;
	mpq_add(s->most, s->most, quantity);
	if (sure && (!s->q->each || (to == s->q->party && to != PARTY_UNNAMED)))
		mpq_add(s->least, s->least, quantity);
}

static void
take_goods(struct sum *s, const struct per_year *row)
{
	mpq_t left;

	if (!row->has_quantity) {
		s->endless = true;
		return;
	}
	mpq_init(left);
	left_over(row, left);
	for (size_t i = 0; i < row->nto; i++)
		take(s,
		    s->q->each
			? receiver(s->t, &row->to[i], (enum role)s->q->role)
			: PARTY_UNNAMED,
		    row->to[i].quantity, true);
	take(s,
	    s->q->each ? only_party(s->t, (enum role)s->q->role)
		       : PARTY_UNNAMED,
	    left, true);
	mpq_clear(left);
}

static date_day
first_day(const struct sent_question *q, date_day exported)
{
	static const unsigned months[OVER_COUNT] = { [OVER_MONTH] = 1,
		[OVER_QUARTER] = 3,
		[OVER_HALF] = 6,
		[OVER_YEAR] = 12 };

	return q->over == OVER_12_MONTHS
		   ? date_next(term_months_before(exported, 12))
		   : term_first_of(exported, months[q->over]);
}

/* What went out before, in the time; there may be more if nobody says that
 * this is all of it. */
static void
take_earlier(struct sum *s, const uint8_t *line, uint8_t dimension)
{
	const struct transaction *t = s->t;
	date_day first;

	if (t->exported == DATE_NONE) {
		s->endless = true;
		return;
	}
	first = first_day(s->q, t->exported);
	s->endless |= first < t->exported &&
		      (t->sent_from == DATE_NONE || t->sent_from > first ||
			  (t->sent_until != DATE_NONE &&
			      date_next(t->sent_until) < t->exported));
	for (size_t i = 0; i < t->nsent; i++) {
		const struct sent *x = &t->sent[i];

		if (!line[i] || (x->on != DATE_NONE &&
				    (x->on < first || x->on > t->exported)))
			continue;
		if (x->what.dimension != dimension)
			s->endless = true; /* in another unit: how many? */
		else
			/* others may have got it than those of now */
			take(s,
			    s->q->each ? x->what.to[s->q->role] : PARTY_UNNAMED,
			    x->what.quantity, x->on != DATE_NONE);
	}
}

/* "225 each", "at least 200 g": in the unit of the sum. */
static const char *
written(const struct sum *s, uint8_t dimension, struct arena *mem)
{
	static const char *const units[] = { [DIM_EACH] = "each",
		[DIM_MASS] = "g",
		[DIM_LENGTH] = "m",
		[DIM_AREA] = "m2",
		[DIM_VOLUME] = "l" };
	const char *unit = dimension < sizeof(units) / sizeof(units[0]) &&
				   units[dimension] != NULL
			       ? units[dimension]
			       : "";
	char text[3 * NUM_TEXT] = "", low[NUM_TEXT], high[NUM_TEXT];

	num_format(low, s->least, 12, NUM_DOWN);
	num_format(high, s->most, 12, NUM_UP);
	if (s->endless)
		str_add(text, sizeof(text), "at least %s %s", low, unit);
	else if (mpq_equal(s->least, s->most))
		str_add(text, sizeof(text), "%s %s", low, unit);
	else
		str_add(text, sizeof(text), "%s to %s %s", low, high, unit);
	return arena_copy(mem, str_of(text)).p;
}

bool
sent_quantity(const struct transaction *t, const struct sent_question *q,
    size_t goods, const uint8_t *line, uint8_t dimension, struct arena *mem,
    struct per_year *out)
{
	struct sum s = { .t = t, .q = q };

	mpq_inits(s.least, s.most, NULL);
	mpq_inits(out->quantity, out->value, NULL);
	if (goods == t->ngoods || t->shipped[goods].dimension != dimension)
		s.endless = true;
	else
		take_goods(&s, &t->shipped[goods]);
	if (q->over != OVER_SHIPMENT)
		take_earlier(&s, line, dimension);
	out->has_quantity = true;
	out->dimension = dimension;
	mpq_set(out->quantity, s.least);
	out->quantity_text = written(&s, dimension, mem);
	out->more = NULL;
	if (s.endless || !mpq_equal(s.least, s.most))
		out->more = TAKE(mem, struct per_year_more, 1);
	if (out->more != NULL) {
		mpq_init(out->more->most);
		mpq_set(out->more->most, s.most);
		out->more->endless = s.endless;
	}
	mpq_clears(s.least, s.most, NULL);
	return out->quantity_text != NULL &&
	       (out->more != NULL ||
		   (!s.endless && mpq_sgn(out->quantity) >= 0));
}

void
sent_clear(struct per_year *sum)
{
	mpq_clears(sum->quantity, sum->value, NULL);
	if (sum->more != NULL)
		mpq_clear(sum->more->most);
}
