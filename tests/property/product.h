/* SPDX-License-Identifier: Apache-2.0 */
/*
 * product - random products of a few items, as data and as our XML.
 *
 * Reads:  nothing
 * Gives:  product_invent() by a seed: single items, chains, fans, shared
 *         parts, alternatives; masses, amounts and lists of every kind; and
 *         product_write()
 * Memory: a struct of a fixed size
 */
#ifndef RETRACE_TEST_PRODUCT_H
#define RETRACE_TEST_PRODUCT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define ITEMS 6
#define LINES 4
#define UNKNOWN (-1.0) /* a quantity */

/* Kinds of rare earth: two by themselves, and all of the other fifteen. */
enum { DY, ND, X, KINDS };
#define BIT(kind) (1 << (kind))
#define ALL (BIT(KINDS) - 1)
#define OTHERS 15

enum says {
	ELEMENT,
	OXIDE, /* of one element */
	IRON,
	REST,     /* iron that fills up */
	SECRET,   /* a substance that nobody knows */
	WILDCARD, /* a name for everything that is not listed */
	NITRIDE,  /* NdN */
	NEGATIVE,
	UNLISTED, /* a reporting threshold */
	SAYS
};

/* From lo to hi, [g], or of the mass. */
struct said {
	double lo, hi;
	bool lo_open, hi_open;
	bool endless; /* hi is none */
	bool share;
	bool tolerance; /* only how it is written */
};

struct line {
	enum says says;
	int mask; /* kinds; of ELEMENT, OXIDE, NEGATIVE */
	struct said a;
	bool each;  /* of NEGATIVE, UNLISTED: each alone, not all together */
	bool total; /* with what is in the parts */
};

struct thing {
	bool has_mass;
	struct said mass;
	bool listed; /* no rare earth beyond the list */
	bool closed; /* complete="yes": of an assembly its mass as well */
	double cn_lo, cn_hi; /* share that is Chinese, of any stage */
	bool lots;           /* of each unit that is all or nothing */
	int nline;
	struct line line[LINES];
	double uses[ITEMS]; /* of later things; 0: none */
	bool either[ITEMS]; /* one of the alternatives of this thing */
};

struct product {
	struct thing thing[ITEMS];
	int n;
	bool plain;           /* its lines do not overlap */
	bool places;          /* it may have alternatives */
	uint64_t seed, state; /* of the random numbers */
};

static inline int
product_pick(struct product *p, int n) /* 0 .. n - 1 */
{
	p->state = p->state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((p->state >> 33) % (uint64_t)n);
}

static inline bool
product_is_leaf(const struct product *p, int i)
{
	for (int k = 0; k < p->n; k++)
		if (p->thing[i].uses[k] != 0)
			return false;
	return true;
}

/* ---- what is said */

/* An amount in steps: exactly, a range, a limit, at least, some. */
static inline void
product_amount(struct product *p, struct said *a, double step, int most)
{
	a->lo = a->hi = product_pick(p, most) * step;
	switch (product_pick(p, 9)) {
	case 0: /* "<" */
		a->lo = 0;
		a->hi += step;
		a->hi_open = true;
		break;
	case 1: /* "not above" */
		a->lo = 0;
		break;
	case 2: /* from, to */
	case 3:
		a->hi += (1 + product_pick(p, 4)) * step;
		a->tolerance = product_pick(p, 3) == 0;
		break;
	case 4: /* "present", "above" */
		a->lo = product_pick(p, 3) == 0 ? a->lo : 0;
		a->lo_open = a->endless = true;
		break;
	case 5: /* "at least", "unknown" */
		a->endless = true;
		break;
	default:
		break;
	}
}

/* Lines that would say the same thing twice share a slot. */
static inline int
product_slot(const struct line *l)
{
	switch (l->says) {
	case ELEMENT:
	case OXIDE:
		return l->total                         ? 16 + l->mask
		       : (l->mask & (l->mask - 1)) != 0 ? 8
							: l->mask;
	case IRON:
	case REST:
		return 9;
	case WILDCARD:
	case UNLISTED:
		return 10;
	case NEGATIVE:
		return l->total ? 24 : 11;
	default:
		return l->says == SECRET ? 12 : 13;
	}
}

static inline bool
product_is_most(enum says s)
{
	return s == NEGATIVE || s == UNLISTED;
}

/* A share that is open, of a mass that may be nothing: as if there were some.
 */
static inline bool
product_is_of_nothing(const struct thing *t, const struct line *l, bool leaf)
{
	return l->a.share && !l->total && (l->a.lo_open || l->a.hi_open) &&
	       (!leaf || (t->has_mass && t->mass.lo == 0));
}

/* Does a line speak of nothing that lines before it speak of, and in the same
 * unit as the first one? */
static inline bool
product_is_apart(const struct thing *t, const struct line *l)
{
	int mask = l->says == NITRIDE ? BIT(ND) : l->mask;

	for (int k = 0; k < t->nline; k++) {
		const struct line *o = &t->line[k];
		int other = o->says == NITRIDE ? BIT(ND) : o->mask;

		if ((mask & other) != 0 || o->a.share != l->a.share ||
		    (l->says == SECRET && other != 0) ||
		    (o->says == SECRET && mask != 0))
			return false;
	}
	return !l->total;
}

static inline void
product_line(struct product *p, int i, int *spoken)
{
	static const int masks[] = { BIT(DY), BIT(ND), BIT(DY) | BIT(ND), ALL };
	struct thing *t = &p->thing[i];
	struct line *l = &t->line[t->nline];
	bool leaf = product_is_leaf(p, i);
	int slot;

	*l = (struct line){ .says = (enum says)product_pick(p, SAYS + 2) };
	if (l->says >= SAYS)
		l->says = ELEMENT;
	l->a.share = product_pick(p, 2);
	product_amount(
	    p, &l->a, l->a.share ? 0.0625 : 0.25, 1 + product_pick(p, 8));
	if (l->a.share && l->a.endless && l->a.lo > 0) {
		l->a.endless = false; /* no share is more than all */
		l->a.hi = 1;
	}
	if (l->says == ELEMENT || l->says == NEGATIVE)
		l->mask = masks[product_pick(p, 4)];
	if (l->says == OXIDE)
		l->mask = masks[product_pick(p, 2)];
	if (l->says == ELEMENT || l->says == NEGATIVE || l->says == OXIDE)
		l->total = !leaf && product_pick(p, 3) == 0;
	if (product_is_most(l->says)) {
		l->each = product_pick(p, 2);
		l->a.lo = 0;
		l->a.lo_open = l->a.endless = l->a.tolerance = false;
	}
	if (l->says == REST)
		l->a = (struct said){ 0 };
	if (product_is_of_nothing(t, l, leaf))
		l->a.lo_open = l->a.hi_open = false;
	slot = product_slot(l);
	if ((*spoken >> slot & 1) == 0 && (!p->plain || product_is_apart(t, l)))
		t->nline++;
	*spoken |= 1 << slot;
}

static inline bool
product_says(const struct thing *t, enum says says)
{
	for (int k = 0; k < t->nline; k++)
		if (t->line[k].says == says)
			return true;
	return false;
}

static inline void
product_thing(struct product *p, int i)
{
	struct thing *t = &p->thing[i];
	bool leaf = product_is_leaf(p, i);
	int spoken = 0;

	t->has_mass = product_pick(p, leaf ? 4 : 2) > 0;
	/* so that parts mostly fit */
	t->mass.lo = t->mass.hi =
	    (1 + product_pick(p, 24) / 2.0) * (leaf ? 1 : 4);
	if (product_pick(p, 3) == 0)
		product_amount(p, &t->mass, leaf ? 0.5 : 2, 24);
	if (t->mass.lo == 0 && !t->mass.lo_open &&
	    (t->mass.endless || t->mass.hi == 0))
		t->has_mass = false; /* none is stated */
	t->closed = product_pick(p, leaf ? 5 : 2) == 0;
	t->cn_hi = 1;
	if (leaf && product_pick(p, 2) == 0) {
		t->cn_lo = product_pick(p, 3) / 2.0;
		t->cn_hi = t->cn_lo > 0 ? 1 : 0;
		t->lots = t->cn_lo > 0 && product_pick(p, 2) == 0;
	}
	if (leaf || product_pick(p, 2) == 0)
		for (int n = product_pick(p, LINES); n >= 0; n--)
			product_line(p, i, &spoken);
	if (product_says(t, REST))
		t->closed = false;
	else
		t->listed = product_pick(p, 3) == 0;
}

/* The share of its rare earths that surely counts as Chinese. */
static inline double
product_least_share(const struct thing *t)
{
	return t->lots && t->cn_lo < 1 ? 0 : t->cn_lo;
}

/* ---- what holds what */

static inline void
product_use(struct product *p, int i, int k)
{
	p->thing[i].uses[k] = (1 + product_pick(p, 4)) / 2.0;
}

static inline void
product_shape(struct product *p)
{
	int shape = product_pick(p, 8);

	p->n = shape < 2   ? 1
	       : shape < 5 ? 2 + product_pick(p, 2)
			   : 2 + product_pick(p, ITEMS - 1);
	switch (product_pick(p, 4)) {
	case 0: /* a chain */
		for (int i = 0; i + 1 < p->n; i++)
			product_use(p, i, i + 1);
		break;
	case 1: /* a fan */
		for (int k = 1; k < p->n; k++)
			product_use(p, 0, k);
		break;
	default: /* parts of parts, some of them shared */
		for (int i = 0; i < (p->n + 1) / 2; i++)
			for (int k = i + 1; k < p->n; k++)
				if (k == i + 1 || product_pick(p, 3) == 0)
					product_use(p, i, k);
		break;
	}
}

/* Alternatives, and a quantity that nobody knows of a leaf used once. */
static inline void
product_doubt(struct product *p)
{
	bool places = p->places && product_pick(p, 2) == 0;
	int unknown = product_pick(p, 4) == 0 ? product_pick(p, ITEMS) : ITEMS;

	for (int k = 1; k < p->n; k++) {
		int users = 0, last = 0;

		for (int i = 0; i < k; i++) {
			if (p->thing[i].uses[k] == 0)
				continue;
			users++;
			last = i;
			p->thing[i].either[k] =
			    places && product_pick(p, 2) == 0;
		}
		if (k == unknown && users == 1 && product_is_leaf(p, k)) {
			p->thing[last].uses[k] = UNKNOWN;
			p->thing[last].either[k] = false;
		}
	}
}

static inline void
product_invent(struct product *p, uint64_t seed, bool places)
{
	memset(p, 0, sizeof(*p));
	p->seed = seed;
	p->places = places;
	p->state = seed * 0x9e3779b97f4a7c15ULL + 1;
	p->plain = product_pick(p, 2);
	product_shape(p);
	product_doubt(p);
	for (int i = 0; i < p->n; i++)
		product_thing(p, i);
}

/* ---- as a file */

struct product_text {
	char text[60000];
	size_t used;
	int first; /* items are named from there: several in one file */
};

static inline void __attribute__((format(printf, 2, 3)))
product_put(struct product_text *to, const char *fmt, ...)
{
	size_t room = sizeof(to->text) - to->used;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(to->text + to->used, room, fmt, ap);
	va_end(ap);
	to->used += n > 0 && (size_t)n < room ? (size_t)n : 0;
}

static inline void
product_put_said(
    struct product_text *to, const char *name, const struct said *a)
{
	const char *unit = a->share ? "%" : "g";
	double by = a->share ? 100 : 1, mid = (a->lo + a->hi) / 2;

	product_put(to, " %s='", name);
	if (a->endless && a->lo == 0)
		product_put(to, "%s", a->lo_open ? "present" : "unknown");
	else if (a->endless)
		product_put(to, "%s %.10g %s",
		    a->lo_open ? "above" : "at least", a->lo * by, unit);
	else if (a->lo == a->hi)
		product_put(to, "%.10g %s", a->hi * by, unit);
	else if (a->share && a->hi == 1 && a->lo > 0)
		product_put(to, "%s %.10g %%",
		    a->lo_open ? "above" : "at least", a->lo * by);
	else if (a->tolerance)
		product_put(to, "%.10g +- %.10g %s", mid * by,
		    (a->hi - mid) * by, unit);
	else if (a->lo > 0)
		product_put(to, "%.10g-%.10g %s", a->lo * by, a->hi * by, unit);
	else
		product_put(to, "%s %.10g %s",
		    a->hi_open ? "below" : "not above", a->hi * by, unit);
	product_put(to, "'");
}

static inline void
product_put_line(struct product_text *to, const struct line *l, bool leaf)
{
	static const char *const elements[ALL + 1] = { [BIT(DY)] = "Dy",
		[BIT(ND)] = "Nd",
		[BIT(DY) | BIT(ND)] = "Dy,Nd",
		[ALL] = "all" };
	static const char *const what[SAYS] = { [IRON] = "element='Fe'",
		[REST] = "element='Fe' amount='rest'",
		[SECRET] = "name='proprietary'",
		[WILDCARD] = "name='other substances'",
		[NITRIDE] = "formula='NdN'",
		[NEGATIVE] = "kind='negative'",
		[UNLISTED] = "kind='unlisted'",
		[OXIDE] = "basis='oxide'",
		[ELEMENT] = "basis='element'" };

	product_put(to, "<content %s", what[l->says]);
	if (l->mask != 0)
		product_put(to, " element='%s'", elements[l->mask]);
	if (product_is_most(l->says))
		product_put(to, " each='%s'", l->each ? "yes" : "sum");
	if (!leaf)
		product_put(to, " scope='%s'", l->total ? "total" : "own");
	if (l->says != REST)
		product_put_said(to, "amount", &l->a);
	product_put(to, "/>\n");
}

static inline void
product_put_thing(const struct product *p, int i, struct product_text *to)
{
	const struct thing *t = &p->thing[i];
	bool leaf = product_is_leaf(p, i);

	product_put(to, "<item part='P%d' form='magnet'", to->first + i);
	if (t->has_mass)
		product_put_said(to, "mass", &t->mass);
	product_put(to, "%s>\n", t->closed ? " complete='yes'" : "");
	for (int k = 0; k < t->nline; k++)
		product_put_line(to, &t->line[k], leaf);
	if (t->listed)
		product_put(to, "<content kind='complete'%s/>\n",
		    leaf ? "" : " scope='own'");
	if (t->cn_hi == 0)
		product_put(to, "<origin stage='all' country='AU'/>\n");
	else if (t->cn_lo > 0)
		product_put(to,
		    "<origin stage='mining' country='CN' of='%s' "
		    "share='%g %%'/>\n",
		    t->lots ? "lots" : "blend", t->cn_lo * 100);
	product_put(to, "</item>\n");
}

/* Items and uses, to stand in a bom. */
static inline void
product_write(const struct product *p, struct product_text *to)
{
	for (int i = 0; i < p->n; i++)
		product_put_thing(p, i, to);
	for (int i = 0; i < p->n; i++)
		for (int k = 0; k < p->n; k++) {
			const struct thing *t = &p->thing[i];

			if (t->uses[k] == 0)
				continue;
			product_put(to, "<use parent='P%d' child='P%d'",
			    to->first + i, to->first + k);
			if (t->uses[k] == UNKNOWN)
				product_put(to, " quantity='unknown'");
			else
				product_put(to, " quantity='%g'", t->uses[k]);
			product_put(to, " unit='each'%s/>\n",
			    t->either[k] ? " alternative='x'" : "");
		}
}

#endif
