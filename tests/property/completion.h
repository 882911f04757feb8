/* SPDX-License-Identifier: Apache-2.0 */
/*
 * completion - what is said of a product, as linear conditions.
 *
 * Reads:  product.h, lp.h
 * Gives:  complete(): the least and the greatest of each amount, margin and
 *         share over everything that can truly be in an item, given all that
 *         is said of it and of what is in it.  Each statement becomes a
 *         condition straight from its meaning (schemas/bom-1.md); nothing
 *         here knows how the roll-up goes about it
 * Memory: static
 *
 * There is one set of columns for each item, whatever holds it.  Of a leaf
 * whose quantity nobody knows, the columns stand for all of it in its parent,
 * and one more for the quantity.
 */
#ifndef RETRACE_TEST_COMPLETION_H
#define RETRACE_TEST_COMPLETION_H

#include "tests/property/lp.h"
#include "tests/property/product.h"

/* Amounts; then Dy, all and Chinese less limit times mass; then in mass. */
enum asked { MASS, OF, MARGIN = OF + 3, SHARE = MARGIN + 3, ASKED = SHARE + 3 };
enum { OF_DY, OF_ALL, OF_CN };

/* Columns of one thing; -1: it has none of that. */
struct columns {
	int own[KINDS];    /* stated by element, or not at all */
	int secret[KINDS]; /* in the secret substance */
	int secret_rest, nitride, iron, rest;
	int times; /* the quantity */
};

/* What is in the things of one item, for one choice of alternatives. */
struct world {
	const struct product *p;
	struct lp lp, by_mass;
	struct columns of[ITEMS];
	double times[ITEMS][ITEMS]; /* so many of k are in one of i */
	bool in[ITEMS];
	double limit; /* of the margins */
};

/* The greatest over all completions; of the least, its negative. */
struct end {
	bool some, infinite;
	struct lp_number x;
};

struct ends {
	struct end hi[ASKED], lo[ASKED];
	bool torn; /* some choice of alternatives contradicts itself */
};

/* [g element per g] of the oxides, and of NdN. */
static inline double
oxide_of(int kind)
{
	double m = kind == DY ? 162.500 : 144.242;

	return 2 * m / (2 * m + 3 * 15.999);
}
#define ND_IN_NITRIDE (144.242 / (144.242 + 14.007))

static inline void
add_to(double *row, int column, double f)
{
	if (column >= 0)
		row[column] += f;
}

/* Kinds of which the own lines of a thing state the total. */
static inline int
listed_kinds(const struct thing *t)
{
	int mask = 0;

	for (int k = 0; k < t->nline; k++)
		if (!t->line[k].total)
			mask |= t->line[k].mask;
	return mask;
}

/* Kinds that lines on a thing with its parts list: some may be in the thing
 * itself, whatever is said of kinds that are not listed. */
static inline int
kinds_beside(const struct thing *t)
{
	int mask = 0;

	for (int k = 0; k < t->nline; k++) {
		const struct line *l = &t->line[k];

		if (l->total && (l->a.endless || l->a.hi > 0))
			mask |= l->mask;
	}
	return mask;
}

/* Kinds of which something is said that fits the thing by itself.  Iron that
 * fills it up leaves no room for others. */
static inline int
spoken_kinds(const struct thing *t)
{
	return listed_kinds(t) | (product_says(t, REST) ? 0 : kinds_beside(t));
}

static inline void
add_columns(struct world *w, int i)
{
	const struct thing *t = &w->p->thing[i];
	struct columns *c = &w->of[i];
	bool secret = product_says(t, SECRET);
	int *n = &w->lp.n;

	for (int e = 0; e < KINDS; e++) {
		c->own[e] = (*n)++;
		c->secret[e] = secret ? (*n)++ : -1;
	}
	c->secret_rest = secret ? (*n)++ : -1;
	c->nitride = product_says(t, NITRIDE) ? (*n)++ : -1;
	c->iron = product_says(t, IRON) || product_says(t, REST) ? (*n)++ : -1;
	c->rest = (*n)++;
	c->times = -1;
}

/* f times the own amount of some kinds in thing i. */
static inline void
add_kinds(const struct world *w, double *row, int i, int mask, double f)
{
	const struct columns *c = &w->of[i];

	for (int e = 0; e < KINDS; e++)
		if ((mask & BIT(e)) != 0) {
			add_to(row, c->own[e], f);
			add_to(row, c->secret[e], f);
		}
	if ((mask & BIT(ND)) != 0)
		add_to(row, c->nitride, f * ND_IN_NITRIDE);
}

static inline void
add_own_mass(const struct world *w, double *row, int i, double f)
{
	const struct columns *c = &w->of[i];

	add_kinds(w, row, i, ALL, f);
	add_to(row, c->nitride, f * (1 - ND_IN_NITRIDE));
	add_to(row, c->secret_rest, f);
	add_to(row, c->iron, f);
	add_to(row, c->rest, f);
}

/* The same with its parts. */
static inline void
add_whole_kinds(const struct world *w, double *row, int i, int mask, double f)
{
	for (int k = i; k < w->p->n; k++)
		if (w->times[i][k] > 0)
			add_kinds(w, row, k, mask, f * w->times[i][k]);
}

static inline void
add_whole_mass(const struct world *w, double *row, int i, double f)
{
	for (int k = i; k < w->p->n; k++)
		if (w->times[i][k] > 0)
			add_own_mass(w, row, k, f * w->times[i][k]);
}

/* f times the amount that a line speaks of. */
static inline void
add_subject(
    const struct world *w, double *row, int i, const struct line *l, double f)
{
	const struct columns *c = &w->of[i];

	if (l->says == OXIDE)
		f /= oxide_of(l->mask == BIT(DY) ? DY : ND);
	switch (l->says) {
	case IRON:
		add_to(row, c->iron, f);
		break;
	case SECRET:
		for (int e = 0; e < KINDS; e++)
			add_to(row, c->secret[e], f);
		add_to(row, c->secret_rest, f);
		break;
	case NITRIDE:
		add_to(row, c->nitride, f);
		break;
	default:
		if (l->total)
			add_whole_kinds(w, row, i, l->mask, f);
		else
			add_kinds(w, row, i, l->mask, f);
	}
}

/* The other side of the last row: a number, for each of thing i. */
static inline void
set_side(struct world *w, int i, double v)
{
	struct lp *p = &w->lp;

	if (w->of[i].times >= 0)
		p->a[p->m - 1][w->of[i].times] -= v;
	else
		p->b[p->m - 1].v = v;
}

/* The same: f times one end of what is said. */
static inline void
set_said(struct world *w, int i, const struct line *l, double end, double f)
{
	double *row = w->lp.a[w->lp.m - 1];

	if (!l->a.share)
		set_side(w, i, f * end);
	else if (l->total)
		add_whole_mass(w, row, i, -f * end);
	else
		add_own_mass(w, row, i, -f * end);
}

static inline void
say_amount(struct world *w, int i, const struct line *l)
{
	const struct said *a = &l->a;

	if (!a->endless) {
		add_subject(w, lp_row(&w->lp, 0, a->hi_open), i, l, 1);
		set_said(w, i, l, a->hi, 1);
	}
	if (a->lo > 0 || a->lo_open) {
		add_subject(w, lp_row(&w->lp, 0, a->lo_open), i, l, -1);
		set_said(w, i, l, a->lo, -1);
	}
}

/*
 * At most so much of the kinds, each element alone or all together.  Of what
 * is not listed: beyond what is in compounds and in secret substances.
 */
static inline void
say_limit(struct world *w, int i, const struct line *l, int mask)
{
	for (int e = 0; !l->a.endless && e < KINDS; e++) {
		int mine = l->each ? mask & BIT(e) : mask;
		double many = l->each && e == X ? OTHERS : 1, *row;

		if (mine == 0 || (!l->each && e > 0))
			continue;
		row = lp_row(&w->lp, 0, l->a.hi_open);
		for (int k = 0; l->says != NEGATIVE && k < KINDS; k++)
			if ((mine & BIT(k)) != 0)
				add_to(row, w->of[i].own[k], 1);
		if (l->says == NEGATIVE && l->total)
			add_whole_kinds(w, row, i, mine, 1);
		else if (l->says == NEGATIVE)
			add_kinds(w, row, i, mine, 1);
		set_said(w, i, l, l->a.hi * many, 1);
	}
}

/* Nothing is beyond the lines but what a name for all others stands for, and
 * the oxygen of what is stated as oxide. */
static inline void
say_nothing_else(struct world *w, int i)
{
	const struct thing *t = &w->p->thing[i];
	double *row = lp_row(&w->lp, 0, false);

	row[w->of[i].rest] = 1;
	for (int k = 0; k < t->nline; k++) {
		const struct line *l = &t->line[k];

		if (l->says == OXIDE && !l->total) {
			add_subject(w, row, i, l, -1);
			add_kinds(w, row, i, l->mask, 1);
		} else if (l->says == OXIDE) {
			add_kinds(w, row, i, l->mask & ~listed_kinds(t),
			    1 - 1 / oxide_of(l->mask == BIT(DY) ? DY : ND));
		}
		if (l->says != WILDCARD)
			continue;
		for (int e = 0; e < KINDS; e++)
			if ((spoken_kinds(t) & BIT(e)) == 0)
				row[w->of[i].own[e]] += 1;
		if (l->a.endless)
			w->lp.m--; /* as much as one likes */
		else
			set_said(w, i, l, l->a.hi, 1);
	}
}

/* A part without a name outweighs a claim that the list is complete. */
static inline bool
says_wildcard(const struct thing *t)
{
	for (int k = 0; k < t->nline; k++)
		if (t->line[k].says == WILDCARD &&
		    (t->line[k].a.endless || t->line[k].a.hi > 0))
			return true;
	return false;
}

static inline void
say_lists(struct world *w, int i)
{
	const struct thing *t = &w->p->thing[i];
	int listed = spoken_kinds(t);
	bool fills = product_says(t, REST);
	bool wildcard = says_wildcard(t);
	bool only = !wildcard && (t->listed || t->closed ||
				     (fills && !product_says(t, UNLISTED)));

	for (int e = 0; only && e < KINDS; e++)
		if ((listed & BIT(e)) == 0)
			lp_row(&w->lp, 0, false)[w->of[i].own[e]] = 1;
	if (fills || (t->closed && !wildcard && !t->has_mass &&
			 !product_is_leaf(w->p, i)))
		say_nothing_else(w, i);
}

static inline void
say_mass(struct world *w, int i)
{
	const struct thing *t = &w->p->thing[i];
	const struct said *m = &t->mass;

	if (!t->has_mass) {
		if (product_is_leaf(w->p, i))
			add_whole_mass(w, lp_row(&w->lp, 0, true), i, -1);
		return;
	}
	if (!m->endless) {
		add_whole_mass(w, lp_row(&w->lp, 0, m->hi_open), i, 1);
		set_side(w, i, m->hi);
	}
	add_whole_mass(w, lp_row(&w->lp, 0, m->lo_open), i, -1);
	set_side(w, i, -m->lo);
}

static inline void
say_all(struct world *w, int i)
{
	const struct thing *t = &w->p->thing[i];

	say_mass(w, i);
	say_lists(w, i);
	for (int k = 0; k < t->nline; k++) {
		const struct line *l = &t->line[k];

		if (l->says == NEGATIVE)
			say_limit(w, i, l, l->mask);
		else if (l->says == UNLISTED || l->says == WILDCARD)
			say_limit(w, i, l, ALL & ~spoken_kinds(t));
		else if (l->says != REST)
			say_amount(w, i, l);
	}
}

/* Which alternative of each thing is built in; bit per thing of which some
 * are there though nobody knows how many. */
struct choice {
	int of[ITEMS];
	unsigned some;
};

static inline bool
is_built_in(const struct product *p, const struct choice *c, int i, int k)
{
	const struct thing *t = &p->thing[i];

	if (t->uses[k] == UNKNOWN)
		return (c->some >> k & 1) != 0;
	return t->uses[k] > 0 && (!t->either[k] || c->of[i] == k);
}

/* How many of each are in each; of one of unknown quantity, its columns. */
static inline void
count_parts(struct world *w, const struct choice *c)
{
	const struct product *p = w->p;

	memset(w->times, 0, sizeof(w->times));
	for (int i = p->n; i-- > 0;) {
		w->times[i][i] = 1;
		for (int k = i + 1; k < p->n; k++) {
			double q = p->thing[i].uses[k];

			if (!is_built_in(p, c, i, k))
				continue;
			for (int j = k; j < p->n; j++)
				w->times[i][j] +=
				    (q == UNKNOWN ? 1 : q) * w->times[k][j];
		}
	}
}

/* All that is said of thing i and of what is in it. */
static inline void
build_world(struct world *w, int i, const struct choice *c)
{
	const struct product *p = w->p;

	count_parts(w, c);
	w->lp.n = w->lp.m = 0;
	for (int k = i; k < p->n; k++) {
		w->in[k] = w->times[i][k] > 0;
		if (w->in[k])
			add_columns(w, k);
		for (int h = i; w->in[k] && h < k; h++)
			if (p->thing[h].uses[k] == UNKNOWN)
				w->of[k].times = w->lp.n++;
	}
	for (int k = i; k < p->n; k++) {
		if (!w->in[k])
			continue;
		if (w->of[k].times >= 0)
			lp_row(&w->lp, 0, true)[w->of[k].times] = -1;
		say_all(w, k);
	}
}

/* The same for one gram of it: everything divided by its mass.  The last
 * column is what one of it would be. */
static inline void
build_by_mass(struct world *w, int i)
{
	const struct lp *from = &w->lp;
	struct lp *to = &w->by_mass;
	int one = from->n;

	to->n = from->n + 1;
	to->m = 0;
	for (int r = 0; r < from->m; r++) {
		double *row = lp_row(to, 0, from->b[r].e < 0);

		memcpy(row, from->a[r], (size_t)from->n * sizeof(*row));
		row[one] = -from->b[r].v;
	}
	add_whole_mass(w, lp_row(to, 1, false), i, 1);
	add_whole_mass(w, lp_row(to, -1, false), i, -1);
	lp_row(to, 0, true)[one] = -1;
}

/* The form whose greatest, or least, value is asked. */
static inline void
make_form(
    const struct world *w, double *form, int i, enum asked what, bool most)
{
	int n = w->lp.n + 1, of = what == MASS ? -1 : ((int)what - OF) % 3;
	bool margin = what >= MARGIN && what < SHARE;

	for (int j = 0; j < n; j++)
		form[j] = 0;
	for (int k = i; k < w->p->n; k++) {
		const struct thing *t = &w->p->thing[k];
		double times = w->times[i][k];

		if (times == 0)
			continue;
		if (what == MASS || margin)
			add_own_mass(
			    w, form, k, margin ? -w->limit * times : times);
		if (of == OF_CN)
			times *= most ? t->cn_hi : product_least_share(t);
		if (of >= 0)
			add_kinds(
			    w, form, k, of == OF_DY ? BIT(DY) : ALL, times);
	}
	for (int j = 0; !most && j < n; j++)
		form[j] = -form[j];
}

/* Takes what one choice of alternatives gives into the greatest of all. */
static inline void
take_end(struct end *e, bool finite, struct lp_number x)
{
	if (!finite)
		e->infinite = true;
	else if (!e->some || lp_sign(lp_plus(x, -1, e->x)) > 0)
		e->x = x;
	e->some = true;
}

/* The alternative of thing i behind the k-th use; -1: there is none. */
static inline int
alternative(const struct product *p, int i, int k)
{
	while (++k < p->n)
		if (p->thing[i].uses[k] > 0 && p->thing[i].either[k])
			return k;
	return -1;
}

/* Bit per thing whose quantity nobody knows. */
static inline unsigned
unknown_things(const struct product *p)
{
	unsigned mask = 0;

	for (int i = 0; i < p->n; i++)
		for (int k = 0; k < p->n; k++)
			if (p->thing[i].uses[k] == UNKNOWN)
				mask |= 1u << k;
	return mask;
}

/* The next choice; false: that was all. */
static inline bool
next_choice(const struct product *p, struct choice *c)
{
	unsigned unknown = unknown_things(p);

	for (int i = 0; i < p->n; i++) {
		int next = c->of[i] < 0 ? -1 : alternative(p, i, c->of[i]);

		if (next >= 0) {
			c->of[i] = next;
			return true;
		}
		c->of[i] = alternative(p, i, -1);
	}
	c->some = (c->some - unknown) & unknown;
	return c->some != 0;
}

/* Both ends of one thing asked, from a table that has been started. */
static inline void
ask_table(struct world *w, int i, struct lp_table *t, enum asked what,
    struct ends *out)
{
	struct lp_number x = { 0, 0 };
	double form[LP_COLS];
	bool finite;

	make_form(w, form, i, what, true);
	finite = lp_most(t, form, &x);
	take_end(&out->hi[what], finite, x);
	make_form(w, form, i, what, false);
	finite = lp_most(t, form, &x);
	take_end(&out->lo[what], finite, x);
}

/* Everything that thing i of the product can be: its mass, and the amount, the
 * margin and the share of one channel. */
static inline void
complete(const struct product *p, int i, int of, double limit, struct ends *out)
{
	static struct world w;
	static struct lp_table t;
	struct choice c = { .some = 0 };

	w.p = p;
	w.limit = limit;
	for (int k = 0; k < p->n; k++)
		c.of[k] = alternative(p, k, -1);
	memset(out, 0, sizeof(*out));
	do {
		build_world(&w, i, &c);
		if (!lp_start(&t, &w.lp)) {
			out->torn = true;
			continue;
		}
		ask_table(&w, i, &t, MASS, out);
		ask_table(&w, i, &t, (enum asked)(OF + of), out);
		ask_table(&w, i, &t, (enum asked)(MARGIN + of), out);
		build_by_mass(&w, i);
		if (lp_start(&t, &w.by_mass))
			ask_table(&w, i, &t, (enum asked)(SHARE + of), out);
	} while (next_choice(p, &c));
}

#endif
