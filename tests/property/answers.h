/* SPDX-License-Identifier: Apache-2.0 */
/*
 * answers - a random small product, told with an answer of a supplier: not
 * supposed, but stated in a document with amounts and the country of each
 * stage, and then read, linked and judged anew.
 *
 * Each program includes it once.
 */
#ifndef RETRACE_TESTS_ANSWERS_H
#define RETRACE_TESTS_ANSWERS_H

#include "core/rules/ask/ask.h"
#include "core/rules/deal/transaction.h"
#include "tests/property/dice.h"
#include "tests/unit/build.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

#define ITEMS 7
#define STAGES 3

static const enum stage stages[STAGES] = { STAGE_MINING, STAGE_BENEFICIATION,
	STAGE_SEPARATION };

static const enum stage later[] = { STAGE_METAL, STAGE_ALLOY, STAGE_MAGNET,
	STAGE_COMPONENT, STAGE_RECYCLING };

/* One item of the invented product; amounts in thousandths of a gram. */
struct part {
	long mass; /* 0: not stated */
	bool complete;
	bool line; /* Dy from lo to hi is stated */
	bool open; /* its lower end is not reached */
	long lo, hi;
	int cn[STAGES], jp[STAGES]; /* stated percent */
	enum form form;
	long value;       /* 0: not stated */
	long uses[ITEMS]; /* of later items; 0: none */
};

/* What the limit is one of. */
enum mode {
	MODE_ITEM,
	MODE_LEVEL,
	MODE_READINGS,
	MODE_YEAR,
	MODE_PAID, /* readings, by what was paid */
	MODES
};

static struct part part[ITEMS];
static enum mode mode;
static long per_year; /* pieces; 0: not told */

static inline bool
is_leaf(int i)
{
	return i >= ITEMS / 2;
}

static inline void
invent_leaf(struct part *p)
{
	p->mass = pick(4) > 0 ? 1000 * (1 + pick(20)) : 0;
	p->complete = pick(2) == 0;
	p->line = pick(3) > 0;
	if (!p->line)
		return;
	p->lo = p->mass > 0 ? pick(p->mass / 2 + 1) : pick(4000);
	p->hi = p->lo + (pick(2) == 0 ? 0 : pick(4000));
	if (p->mass > 0 && p->hi > p->mass)
		p->hi = p->mass;
	if (pick(3) == 0)
		p->lo = 0;
	p->open = p->lo < p->hi && pick(4) == 0;
	for (int s = 0; s < STAGES; s++) {
		int kind = (int)pick(4);

		p->cn[s] = kind == 1 ? 100 : kind == 2 ? 10 * (int)pick(6) : 0;
		p->jp[s] = kind == 3 ? 100 : kind == 2 ? 10 * (int)pick(5) : 0;
	}
}

/* What it weighs at least. */
static inline long
known_mass(int i)
{
	long sum = 0;

	for (int k = 0; k < ITEMS; k++)
		if (part[i].uses[k] > 0)
			sum += part[i].uses[k] * known_mass(k);
	/* a leaf without a mass weighs what is stated of it */
	return part[i].mass > 0 ? part[i].mass : sum + part[i].hi;
}

static inline enum form
invent_form(int i)
{
	static const enum form leaf[] = { FORM_MAGNET, FORM_PART, FORM_OXIDE,
		FORM_MAGNET, FORM_COMPONENT, FORM_UNKNOWN };
	static const enum form whole[] = { FORM_ASSEMBLY, FORM_PART,
		FORM_PRODUCT, FORM_ASSEMBLY, FORM_ALLOY, FORM_UNKNOWN };

	if (mode == MODE_ITEM || mode == MODE_YEAR)
		return FORM_OXIDE;
	return is_leaf(i) ? leaf[pick(6)] : whole[pick(6)];
}

static inline void
invent(void)
{
	memset(part, 0, sizeof(part));
	for (int i = 0; i < ITEMS && mode != MODE_ITEM; i++) {
		part[i].form = invent_form(i);
		part[i].value = pick(3) > 0 ? 1 + pick(200) : 0;
	}
	per_year = pick(3) > 0 ? 1 + pick(50) : 0;
	for (int i = 0; i < ITEMS; i++) {
		struct part *p = &part[i];

		if (is_leaf(i)) {
			invent_leaf(p);
			continue;
		}
		p->complete = pick(4) > 0;
		for (int k = i + 1; k < ITEMS; k++)
			if (k == i + 1 || pick(3) == 0)
				p->uses[k] = 1 << pick(3);
	}
	for (int i = ITEMS - 1; i >= 0; i--)
		if (!is_leaf(i) && pick(3) == 0)
			part[i].mass = known_mass(i) + 1000 * (1 + pick(40));
}

static inline void
name_of(char name[16], int i)
{
	snprintf(name, 16, "I%d", i);
}

static inline void
grams(char text[32], double g)
{
	snprintf(text, 32, "%.12f", g);
}

/* An answer: of which kind, about which item, how much of what is open. */
struct given {
	int item; /* -1: none yet */
	enum question_kind kind;
	double f;       /* 0: least, 1: greatest */
	double dy;      /* of what is open of its Dy, likewise */
	bool weighs;    /* and its mass, which nobody states */
	bool nested;    /* what is Chinese at one stage is so at the others */
	double most;    /* [g] own content of the item at most */
	double number;  /* of a value, or of pieces a year */
	enum form form; /* of the item */
};

static inline void
tell_origin(struct make *m, const char *name, const char *of, enum stage s,
    const char *country, double f)
{
	char share[32];

	if (f <= 0)
		return;
	grams(share, f);
	make_origin(m, name, s, country, share)->elements = make_elements(of);
}

/* Origins as stated, or as answered. */
static inline void
tell_origins(struct make *m, const char *name, const struct part *p, double f,
    bool nested)
{
	int most = 0;

	for (int s = 0; s < STAGES; s++)
		most = p->cn[s] > p->cn[most] ? s : most;
	for (int s = 0; s < STAGES; s++) {
		double cn = p->cn[s] / 100.0, jp = p->jp[s] / 100.0;

		/* then the stage with most of it tells all */
		if (nested && s != most)
			cn = 0;

		if (f >= 0) {
			cn += (1 - cn - jp) * f;
			jp = 1 - cn;
		}
		tell_origin(m, name, "Dy", stages[s], "CN", cn);
		tell_origin(m, name, "Dy", stages[s], "JP", jp);
	}
	/* of more than an oxide there are more stages */
	for (size_t s = 0; p->form != FORM_OXIDE && mode != MODE_ITEM &&
			   f >= 0 && s < LENGTH(later);
	     s++)
		tell_origin(m, name, "Dy", later[s], f < 1 ? "JP" : "CN", 1);
}

static inline void
tell_dy(struct make *m, const char *name, const struct part *p, double f)
{
	char text[100], lo[32], hi[32];

	grams(lo, (double)p->lo / 1000);
	grams(hi, (double)p->hi / 1000);
	if (f >= 0) {
		double g =
		    (double)p->lo / 1000 + f * (double)(p->hi - p->lo) / 1000;

		grams(text, g > 0 || !p->open ? g : 1e-9);
		if (p->open && f == 0)
			grams(text, g + 1e-9);
	} else {
		snprintf(text, sizeof(text), "%c%s,%s]", p->open ? '(' : '[',
		    lo, hi);
	}
	make_line(m, name, "Dy", text, false);
}

/* What a part says, with the answer if it is about it. */
static inline void
tell_part(struct make *m, int i, const struct given *g)
{
	const struct part *p = &part[i];
	bool mine = g->item == i;
	bool all = mine && g->kind == QUESTION_CONTENT;
	char name[16], text[32];

	name_of(name, i);
	if (mine && g->weighs && g->f > 0) {
		make_line(m, name, "Dy", "0.99", true);
		tell_origin(m, name, "Dy", STAGE_ALL, "CN", 1);
		make_complete(m, name)->scope = SCOPE_OWN;
		return;
	}
	if (is_leaf(i) && p->line)
		tell_dy(m, name, p,
		    all || (mine && g->kind == QUESTION_AMOUNT) ? g->dy : -1);
	if (p->line || mode == MODE_ITEM)
		tell_origins(m, name, p,
		    all || (mine && g->kind == QUESTION_ORIGIN) ? g->f : -1,
		    all && g->nested);
	if (all && !p->complete && (g->f > 0 || g->weighs)) {
		double dy = p->line ? (double)p->lo / 1000 +
					  g->dy * (double)(p->hi - p->lo) / 1000
				    : 0;
		double rest = g->f * g->most - dy;

		const char *of = mode != MODE_ITEM && !p->line ? "Dy" : "Nd";

		if (g->weighs)
			rest = 0.9 * g->number - dy;
		grams(text, rest > 0 ? rest : 0);
		make_line(m, name, of, text, false)->scope = SCOPE_OWN;
		tell_origin(m, name, of, STAGE_ALL, "CN", 1);
	}
	if ((is_leaf(i) && p->complete) || all)
		make_complete(m, name)->scope = SCOPE_OWN;
}

static inline void
tell_value(struct make *m, struct item *it, int i, const struct given *g)
{
	bool mine = g->item == i && g->kind == QUESTION_VALUE;
	double value = mine ? g->number : (double)part[i].value;
	char text[40];

	if ((mode != MODE_READINGS && mode != MODE_PAID) ||
	    (!mine && value <= 0))
		return;
	snprintf(text, sizeof(text), "%.9f", value);
	it->value = make_number(m, text);
	it->currency = bom_text(&m->b, STR("USD"));
}

static inline void
tell_mass(struct make *m, struct item *it, double mass)
{
	char text[32];
	uint32_t id;

	grams(text, mass > 1e-6 ? mass : 1e-6);
	id = make_number(m, text);
	it->has_mass = 1;
	it->mass = (struct amount){ id, id, false, false, false };
}

static inline void
tell_prices(struct make *m)
{
	static const char *const of[] = { "Dy", "Nd" };

	for (size_t i = 0; i < LENGTH(of) && mode == MODE_READINGS; i++)
		*bom_add_price(&m->b) =
		    (struct price){ .element =
					(uint32_t)element_find(str_of(of[i])),
			    .guise = GUISE_METAL,
			    .currency = bom_text(&m->b, STR("USD")),
			    .amount = make_number(m, i == 0 ? "3" : "0.5") };
}

static inline void
tell(struct make *m, const struct given *g)
{
	char a[16], b[16], text[32];

	make_init(m);
	for (int i = 0; i < ITEMS; i++) {
		struct item *it;

		name_of(a, i);
		snprintf(text, sizeof(text), "%ld", part[i].mass / 1000);
		it = make_item(m, a, part[i].mass > 0 ? text : NULL);
		it->form =
		    (uint8_t)(mode == MODE_ITEM ? FORM_OXIDE : part[i].form);
		if (g->item == i && g->kind == QUESTION_FORM)
			it->form = (uint8_t)g->form;
		tell_value(m, it, i, g);
		if (g->item == i && g->weighs)
			tell_mass(m, it, g->number);
		if (!is_leaf(i) && part[i].complete)
			it->flags |= ITEM_COMPLETE;
	}
	tell_prices(m);
	for (int i = 0; i < ITEMS; i++)
		tell_part(m, i, g);
	for (int i = 0; i < ITEMS; i++)
		for (int k = 0; k < ITEMS; k++)
			if (part[i].uses[k] > 0) {
				name_of(a, i);
				name_of(b, k);
				snprintf(
				    text, sizeof(text), "%ld", part[i].uses[k]);
				make_use(m, a, b, text);
			}
	make_linked(m);
}

/* The product with an answer, judged. */
struct heard {
	struct make m;
	struct court c;
	struct per_year year;
};

static inline void
hear(struct heard *h, const char *rule, const struct given *g)
{
	struct per_year year = { .dimension = DIM_EACH };
	struct transaction t = { .per_year = &year, .nper_year = 1 };
	const uint32_t none = BOM_NONE;
	const struct compile_options o = { .transaction = &t,
		.per_year_item = &none,
		.method =
		    mode == MODE_PAID ? METHOD_DELIVERED : METHOD_UNSAID };

	memset(h, 0, sizeof(*h));
	tell(&h->m, g);
	court_read(&h->c, rule);
	mpq_init(year.quantity);
	year.has_quantity = per_year > 0 || g->kind == QUESTION_PER_YEAR;
	mpq_set_d(year.quantity,
	    g->kind == QUESTION_PER_YEAR ? g->number : (double)per_year);
	court_compile(&h->c, &h->m.b, &o);
	court_judge(&h->c, &h->m.b);
	h->year = year;
	for (uint32_t i = 0; h->c.book.per_year != NULL && i < ITEMS; i++)
		h->c.book.per_year[i] = &h->year;
}

static inline void
forget(struct heard *h)
{
	mpq_clear(h->year.quantity);
	court_close(&h->c);
	make_free(&h->m);
}

#endif
