/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sources - a random small product, told with some of its parts from other
 * sources, bought ready, or declared in full, and then linked and judged.
 *
 * Each program includes it once.
 */
#ifndef RETRACE_TESTS_SOURCES_H
#define RETRACE_TESTS_SOURCES_H

#include "core/rules/deal/transaction.h"
#include "tests/property/dice.h"
#include "tests/unit/build.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

#define ITEMS 9
#define ROOTS 2
#define LEAVES 4 /* from here on */
#define STAGES 3

static const enum stage stages[STAGES] = { STAGE_MINING, STAGE_BENEFICIATION,
	STAGE_SEPARATION };

/* One item of the invented product; amounts in thousandths of a gram. */
struct part {
	long mass; /* 0: not stated */
	bool complete;
	bool line; /* Dy from lo to hi is stated */
	bool open; /* its lower end is not reached */
	long lo, hi;
	int cn[STAGES], jp[STAGES]; /* stated percent */
	long uses[ITEMS];           /* of later items; 0: none */
	bool other[ITEMS];          /* the use is one of two alternatives */
	int maker;                  /* 0: none */
	bool keep;
	enum form form;
	long cost; /* in sevenths; -1: not known */
};

static struct part part[ITEMS];
static long per_year; /* -1: nobody says */

static inline void
invent_leaf(struct part *p)
{
	p->mass = pick(5) > 0 ? 1000 * (1 + pick(20)) : 0;
	p->complete = pick(3) > 0;
	p->line = pick(5) > 0;
	if (!p->line)
		return;
	p->lo = p->mass > 0 ? pick(p->mass / 2 + 1) : pick(4000);
	if (pick(3) == 0)
		p->lo = 100 * (p->lo / 100); /* sums that meet a limit */
	p->hi = p->lo + (pick(3) > 0 ? 0 : pick(4000));
	if (p->mass > 0 && p->hi > p->mass)
		p->hi = p->mass;
	p->open = p->lo < p->hi && pick(4) == 0;
	for (int s = 0; s < STAGES; s++) {
		int kind = (int)pick(4);

		p->cn[s] = kind == 1 ? 100 : kind == 2 ? 10 * (int)pick(6) : 0;
		p->jp[s] = kind == 3 ? 100 : kind == 2 ? 10 * (int)pick(5) : 0;
	}
}

/* What it weighs at least, where every alternative counts. */
static inline long
known_mass(int i)
{
	long sum = 0;

	for (int k = 0; k < ITEMS; k++)
		if (part[i].uses[k] > 0)
			sum += part[i].uses[k] * known_mass(k);
	return part[i].mass > 0 ? part[i].mass : sum;
}

static inline void
invent_uses(int i)
{
	struct part *p = &part[i];
	int from = i < ROOTS ? ROOTS : LEAVES, two = 0;

	p->complete = pick(5) > 0;
	for (int k = from; k < ITEMS; k++)
		if (k == from + i % 2 || pick(2) == 0)
			p->uses[k] = 1 + pick(3);
	for (int k = LEAVES; pick(3) == 0 && k < ITEMS && two < 2; k++)
		if (p->uses[k] > 0) {
			p->other[k] = true;
			two++;
		}
	for (int k = LEAVES; two == 1 && k < ITEMS; k++)
		p->other[k] = false;
}

static inline void
invent(void)
{
	memset(part, 0, sizeof(part));
	for (int i = 0; i < ITEMS; i++) {
		if (i >= LEAVES)
			invent_leaf(&part[i]);
		else
			invent_uses(i);
		part[i].form = pick(3) == 0   ? FORM_UNKNOWN
			       : pick(2) == 0 ? FORM_PART
					      : FORM_OXIDE;
		part[i].maker = (int)pick(4);
		part[i].keep = pick(10) == 0;
		part[i].cost = pick(12) - (pick(8) == 0 ? 12 : 0);
	}
	per_year = pick(4) - 1;
	for (int i = LEAVES - 1; i >= 0; i--)
		if (pick(3) == 0)
			part[i].mass = known_mass(i) + 1000 * (1 + pick(40));
}

static bool copies; /* tell of the second ones */

static inline void
name_of(char name[16], int i)
{
	snprintf(name, 16, "%c%d", copies ? 'T' : 'I', i);
}

static inline void
grams(char text[32], double g)
{
	snprintf(text, 32, "%.12f", g);
}

static inline void
tell_origin(
    struct make *m, const char *name, enum stage s, const char *country, int of)
{
	char share[32];

	if (of <= 0)
		return;
	grams(share, of / 100.0);
	make_origin(m, name, s, country, share);
}

/* What a part says: as it is, bought elsewhere, or with all of its content
 * told at best. */
static inline void
tell_part(struct make *m, int i, bool bought, bool told)
{
	const struct part *p = &part[i];
	char name[16], text[100], lo[32], hi[32];

	name_of(name, i);
	grams(lo, (double)p->lo / 1000 + (told && p->open ? 1e-9 : 0));
	grams(hi, (double)p->hi / 1000);
	if (p->line && told)
		make_line(m, name, "Dy", lo, false);
	else if (p->line) {
		snprintf(text, sizeof(text), "%c%s,%s]", p->open ? '(' : '[',
		    lo, hi);
		make_line(m, name, "Dy", text, false);
	}
	if (bought) {
		make_origin(m, name, STAGE_ALL, "AU", "1");
	} else {
		int best = 0;

		for (int s = 0; s < STAGES; s++)
			best = p->cn[s] > p->cn[best] ? s : best;
		for (int s = 0; s < STAGES; s++) {
			/* at best what is Chinese at one stage is so at others
			 */
			int cn = told && s != best ? 0 : p->cn[s];

			tell_origin(m, name, stages[s], "CN", cn);
			tell_origin(m, name, stages[s], "JP",
			    told ? 100 - cn : p->jp[s]);
		}
	}
	/* of an oxide nobody asks for what comes after */
	for (int s = STAGE_METAL;
	     told && p->form != FORM_OXIDE && s <= STAGE_COMPONENT; s++)
		make_origin(m, name, (enum stage)s, "JP", "1");
	if (told || (i >= LEAVES && p->complete))
		make_complete(m, name)->scope = SCOPE_OWN;
}

/* ready: of the second copies of its parts. */
static inline void
tell_uses(struct make *m, int i, bool ready)
{
	bool were = copies;
	char a[16], b[16], text[32];
	uint32_t place = 0;

	name_of(a, i);
	for (int k = 0; k < ITEMS; k++) {
		struct use *u;

		if (part[i].uses[k] == 0)
			continue;
		copies |= ready;
		name_of(b, k);
		copies = were;
		snprintf(text, sizeof(text), "%ld", part[i].uses[k]);
		u = make_use(m, a, b, text);
		if (!part[i].other[k])
			continue;
		if (place == 0) {
			size_t at = m->b.nuse - 1;
			struct use_note note = { .place = bom_text(
						     &m->b, str_of(a)) };

			place = bom_note(&m->b, note);
			u = &m->b.use[at];
		}
		u->note = place;
	}
}

/* Is something that must stay in it? */
static inline bool
holds_kept(int i)
{
	bool kept = part[i].keep;

	for (int k = i + 1; k < ITEMS; k++)
		kept |= part[i].uses[k] > 0 && holds_kept(k);
	return kept;
}

/* Can it be bought with all that is in it? */
static inline bool
is_whole(int i)
{
	return i >= ROOTS && i < LEAVES && !holds_kept(i);
}

static inline void
tell_item(struct make *m, int i)
{
	struct item *it;
	char name[16], text[32];

	name_of(name, i);
	snprintf(text, sizeof(text), "%ld", part[i].mass / 1000);
	it = make_item(m, name, part[i].mass > 0 ? text : NULL);
	it->form = (uint8_t)part[i].form;
	if (i < LEAVES && part[i].complete)
		it->flags |= ITEM_COMPLETE;
	if (part[i].maker > 0) {
		snprintf(text, sizeof(text), "M%d", part[i].maker);
		it->maker = bom_text(&m->b, str_of(text));
	}
}

/* What is chosen: items that are bought, or have declared; wholes among them
 * come with all that is in them. */
struct subset {
	unsigned items;
	bool declare, ready;
};

static inline void
tell(struct make *m, struct subset s)
{
	make_init(m);
	for (int c = 0; c <= (s.ready ? 1 : 0); c++) {
		copies = c > 0;
		for (int i = 0; i < ITEMS; i++)
			tell_item(m, i);
	}
	for (int c = 0; c <= (s.ready ? 1 : 0); c++)
		for (int i = 0; i < ITEMS; i++) {
			bool taken = c > 0 || (s.items >> i & 1) != 0;

			copies = c > 0;
			tell_part(
			    m, i, taken && !s.declare, taken && s.declare);
			tell_uses(m, i,
			    s.ready && is_whole(i) && (s.items >> i & 1) != 0);
		}
	copies = false;
	make_linked(m);
}

/* The product with a subset, judged. */
struct heard {
	struct make m;
	struct court c;
	struct per_year year;
	const struct per_year *of[2 * ITEMS];
};

static inline void
say_year(struct heard *h)
{
	mpq_init(h->year.quantity);
	mpq_set_si(h->year.quantity, per_year, 1);
	h->year.has_quantity = true;
	h->year.dimension = DIM_EACH;
	for (int i = 0; i < 2 * ITEMS; i++)
		h->of[i] = i < ITEMS ? &h->year : NULL;
	if (per_year >= 0)
		h->c.book.per_year = h->of;
}

static inline void
hear(struct heard *h, const char *rule, struct subset s)
{
	memset(h, 0, sizeof(*h));
	tell(&h->m, s);
	court_read(&h->c, rule);
	court_compile(&h->c, &h->m.b, NULL);
	say_year(h);
	court_judge(&h->c, &h->m.b);
}

static inline void
forget(struct heard *h)
{
	court_close(&h->c);
	mpq_clear(h->year.quantity);
	make_free(&h->m);
}

#endif
