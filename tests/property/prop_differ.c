/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: what was changed is what is told, and nothing else.
 *
 * A random product is written down twice, the second time in another order,
 * with quantities in other pieces, and with one known change.  Comparing the
 * two must tell that change, and only that; comparing them the other way
 * round must tell the same with new and gone exchanged; without a change it
 * must tell nothing.
 */
#include "core/bom/differ/differ.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define ROUNDS 4000
#define ITEMS 9
#define USES 20
#define LINES 16
#define ORIGINS 12

static uint64_t state;

static unsigned
pick(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

/* A product as it is meant; -1 and 0 where there is nothing. */
struct spec {
	struct {
		int there, mass, name, revision, maker, hs, complete;
	} item[ITEMS + 1];
	struct {
		int parent, child, place, quantity, from; /* parent -1: none */
	} use[USES];
	size_t nuse;
	struct {
		int item, element, doc, amount, share; /* item -1: none */
	} line[LINES];
	size_t nline;
	struct {
		int item, stage, country, doc;
	} origin[ORIGINS];
	size_t norigin;
	int until; /* of the second document */
};

static bool
has_use(const struct spec *s, int parent, int child)
{
	for (size_t i = 0; i < s->nuse; i++)
		if (s->use[i].parent == parent && s->use[i].child == child)
			return true;
	return false;
}

static bool
has_line(const struct spec *s, int item, int element, int doc)
{
	for (size_t i = 0; i < s->nline; i++)
		if (s->line[i].item == item && s->line[i].element == element &&
		    s->line[i].doc == doc)
			return true;
	return false;
}

static bool
has_origin(const struct spec *s, int item, int stage, int doc)
{
	for (size_t i = 0; i < s->norigin; i++)
		if (s->origin[i].item == item && s->origin[i].stage == stage &&
		    s->origin[i].doc == doc)
			return true;
	return false;
}

static void
invent(struct spec *s)
{
	memset(s, 0, sizeof(*s));
	for (int i = 0; i < ITEMS; i++) {
		s->item[i].there = 1;
		s->item[i].mass = (int)pick(5);
		s->item[i].name = (int)pick(3);
		s->item[i].revision = (int)pick(3);
		s->item[i].maker = (int)pick(3);
		s->item[i].hs = (int)pick(2);
		s->item[i].complete = (int)pick(3);
	}
	for (int i = 0; i < USES; i++) {
		int p = (int)pick(ITEMS - 1);
		int c = p + 1 + (int)pick((unsigned)(ITEMS - 1 - p));

		if (has_use(s, p, c))
			continue;
		s->use[s->nuse].parent = p;
		s->use[s->nuse].child = c;
		s->use[s->nuse].place = pick(5) == 0 ? 1 + (int)pick(2) : 0;
		s->use[s->nuse].quantity = 1 + (int)pick(6);
		s->use[s->nuse++].from = pick(6) == 0;
	}
	for (int i = 0; i < LINES; i++) {
		int item = (int)pick(ITEMS), e = (int)pick(4);
		int doc = (int)pick(3);

		if (has_line(s, item, e, doc))
			continue;
		s->line[s->nline].item = item;
		s->line[s->nline].element = e;
		s->line[s->nline].doc = doc;
		s->line[s->nline].share = (int)pick(2);
		/* no two documents say the same of one element */
		s->line[s->nline++].amount = 1 + doc * 2 + (int)pick(2);
	}
	for (int i = 0; i < ORIGINS; i++) {
		int item = (int)pick(ITEMS), stage = (int)pick(3);
		int doc = (int)pick(3);

		if (has_origin(s, item, stage, doc))
			continue;
		s->origin[s->norigin].item = item;
		s->origin[s->norigin].stage = stage;
		s->origin[s->norigin].doc = doc;
		s->origin[s->norigin++].country = (int)pick(3);
	}
}

/* n things in another order. */
static void
shuffle(size_t *order, size_t n, bool other)
{
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	for (size_t i = n; other && i > 1; i--) {
		size_t k = pick((unsigned)i), x = order[i - 1];

		order[i - 1] = order[k];
		order[k] = x;
	}
}

static struct str
word(char *buf, size_t size, const char *what, int n)
{
	if (n == 0)
		return STR("");
	snprintf(buf, size, "%s%d", what, n);
	return str_of(buf);
}

static void
build_item(struct make *m, const struct spec *s, int i)
{
	char part[16], maker[16], revision[16], text[24];
	struct item *it;
	uint32_t id, name, hs;

	snprintf(part, sizeof(part), "P%d", i);
	id = bom_add_item(&m->b, str_of(part),
	    word(maker, sizeof(maker), "Maker ", s->item[i].maker),
	    word(revision, sizeof(revision), "R", s->item[i].revision),
	    make_place(m));
	ck_assert_uint_ne(id, BOM_NONE);
	name =
	    bom_text(&m->b, word(text, sizeof(text), "Name ", s->item[i].name));
	hs = bom_text(&m->b, word(text, sizeof(text), "85", s->item[i].hs));
	it = &m->b.item[id];
	it->name = name;
	it->hs = hs;
	it->flags = s->item[i].complete == 1   ? ITEM_COMPLETE
		    : s->item[i].complete == 2 ? ITEM_OPEN
					       : 0;
	if (s->item[i].mass > 0) {
		snprintf(text, sizeof(text), "%d.50", s->item[i].mass);
		it->has_mass = 1;
		it->mass.lo = it->mass.hi = make_number(m, text);
	}
}

static void
build_one_use(struct make *m, const struct spec *s, size_t i, const char *qty)
{
	struct use_note note = { .from = DATE_NONE, .until = DATE_NONE };
	char p[16], c[16], place[16];
	uint32_t id;
	struct use *u;

	snprintf(p, sizeof(p), "P%d", s->use[i].parent);
	snprintf(c, sizeof(c), "P%d", s->use[i].child);
	note.place = bom_text(
	    &m->b, word(place, sizeof(place), "seat ", s->use[i].place));
	note.from = s->use[i].from ? 20250101 : DATE_NONE;
	id = bom_note(&m->b, note);
	u = make_use(m, p, c, qty);
	u->note = id;
}

/* The other time some of them in two pieces. */
static void
build_use(struct make *m, const struct spec *s, size_t i, bool other)
{
	char qty[16];

	if (s->use[i].parent < 0)
		return;
	if (other && s->use[i].place == 0 && pick(2) == 0) {
		build_one_use(m, s, i, "0.25");
		snprintf(qty, sizeof(qty), "%d.75", s->use[i].quantity - 1);
	} else {
		snprintf(qty, sizeof(qty), "%d", s->use[i].quantity);
	}
	build_one_use(m, s, i, qty);
}

static void
build_line(struct make *m, const struct spec *s, size_t i)
{
	static const char *const element[] = { "Nd", "Dy", "Sm", "Nd,Pr" };
	char part[16], amount[16];
	struct content *c;

	if (s->line[i].item < 0)
		return;
	snprintf(part, sizeof(part), "P%d", s->line[i].item);
	snprintf(amount, sizeof(amount), "0.0%d", s->line[i].amount);
	c = make_line(m, part, element[s->line[i].element], amount,
	    s->line[i].share != 0);
	c->decl = (uint32_t)s->line[i].doc;
	c->scope = SCOPE_OWN;
}

static void
build_origin(struct make *m, const struct spec *s, size_t i)
{
	static const char *const country[] = { "CN", "AU", "US", "JP" };
	char part[16];
	struct origin *o;

	if (s->origin[i].item < 0)
		return;
	snprintf(part, sizeof(part), "P%d", s->origin[i].item);
	o = make_origin(m, part, (enum stage)s->origin[i].stage,
	    country[s->origin[i].country], "1");
	o->decl = (uint32_t)s->origin[i].doc;
}

/* other: in another order, in other pieces. */
static void
build(struct make *m, const struct spec *s, bool other)
{
	size_t item[ITEMS + 1], use[USES], line[LINES], origin[ORIGINS];

	make_init(m);
	if (other) /* numbers and texts get other indices */
		make_number(m, "77"), bom_text(&m->b, STR("other"));
	for (int d = 1; d < 3; d++) {
		char id[16];
		uint32_t text;
		struct declaration *decl;

		snprintf(id, sizeof(id), "D-%d", d);
		text = bom_text(&m->b, str_of(id));
		decl = bom_add_declaration(&m->b);
		decl->id = text;
		decl->date = 20250100 + d;
		if (d == 2 && s->until > 0)
			decl->until = 20300000 + s->until;
	}
	shuffle(item, ITEMS + 1, other);
	shuffle(use, s->nuse, other);
	shuffle(line, s->nline, other);
	shuffle(origin, s->norigin, other);
	for (size_t i = 0; i < ITEMS + 1; i++)
		if (s->item[item[i]].there != 0)
			build_item(m, s, (int)item[i]);
	for (size_t i = 0; i < s->nuse; i++)
		build_use(m, s, use[i], other);
	for (size_t i = 0; i < s->nline; i++)
		build_line(m, s, line[i]);
	for (size_t i = 0; i < s->norigin; i++)
		build_origin(m, s, origin[i]);
	make_linked(m);
}

/* What must be told. */
struct expected {
	uint8_t kind, field, way;
	int item; /* the part number; -1: none */
	bool any; /* nothing was to be changed */
};

enum mutation {
	MUTATE_MASS,
	MUTATE_NAME,
	MUTATE_REVISION,
	MUTATE_MAKER,
	MUTATE_HS,
	MUTATE_COMPLETE,
	MUTATE_NEW_ITEM,
	MUTATE_QUANTITY,
	MUTATE_NO_USE,
	MUTATE_FROM,
	MUTATE_AMOUNT,
	MUTATE_NEW_LINE,
	MUTATE_COUNTRY,
	MUTATE_DOCUMENT,
	MUTATE_COUNT
};

static struct expected
field(enum change_field f, int item)
{
	return (struct expected){ CHANGE_FIELD, (uint8_t)f, WAY_CHANGED, item,
		false };
}

static struct expected
change(enum change_kind k, enum change_way w, int item)
{
	return (struct expected){ (uint8_t)k, 0, (uint8_t)w, item, false };
}

static struct expected
mutate_item(struct spec *s, enum mutation m)
{
	int i = (int)pick(ITEMS);

	switch (m) {
	case MUTATE_MASS:
		s->item[i].mass += 7;
		return field(FIELD_MASS, i);
	case MUTATE_NAME:
		s->item[i].name += 7;
		return field(FIELD_NAME, i);
	case MUTATE_REVISION:
		s->item[i].revision += 7;
		return field(FIELD_REVISION, i);
	case MUTATE_MAKER: /* named on one side alone */
		s->item[i].maker = s->item[i].maker == 0 ? 7 : 0;
		return field(FIELD_MAKER, i);
	case MUTATE_HS:
		s->item[i].hs += 7;
		return field(FIELD_HS, i);
	case MUTATE_COMPLETE:
		s->item[i].complete = (s->item[i].complete + 1) % 3;
		return field(FIELD_COMPLETE, i);
	default:
		s->item[ITEMS].there = 1;
		return change(CHANGE_ITEM, WAY_NEW, ITEMS);
	}
}

static struct expected
mutate_use(struct spec *s, enum mutation m)
{
	size_t i = pick((unsigned)s->nuse);
	int parent = s->use[i].parent;

	if (m == MUTATE_QUANTITY) {
		s->use[i].quantity += 7;
		return change(CHANGE_USE, WAY_CHANGED, parent);
	}
	if (m == MUTATE_FROM) {
		s->use[i].from = !s->use[i].from;
		return change(CHANGE_USE, WAY_CHANGED, parent);
	}
	s->use[i].parent = -1;
	return change(CHANGE_USE, WAY_GONE, parent);
}

static struct expected
mutate_said(struct spec *s, enum mutation m)
{
	size_t i;

	if (m == MUTATE_AMOUNT && s->nline > 0) {
		i = pick((unsigned)s->nline);
		s->line[i].amount = 9;
		return change(CHANGE_CONTENT, WAY_CHANGED, s->line[i].item);
	}
	if (m == MUTATE_NEW_LINE && s->nline > 0) {
		i = pick((unsigned)s->nline); /* it was not there before */
		if (s->line[i].doc == 0) {
			int item = s->line[i].item;

			s->line[i].item = -1;
			return change(CHANGE_CONTENT, WAY_GONE, item);
		}
	}
	if (m == MUTATE_COUNTRY && s->norigin > 0) {
		i = pick((unsigned)s->norigin);
		s->origin[i].country = 3;
		return change(CHANGE_ORIGIN, WAY_CHANGED, s->origin[i].item);
	}
	if (m == MUTATE_DOCUMENT) {
		s->until = 101;
		return change(CHANGE_DOCUMENT, WAY_CHANGED, -1);
	}
	return (struct expected){ .any = true };
}

static struct expected
mutate(struct spec *s, enum mutation m)
{
	if (m <= MUTATE_NEW_ITEM)
		return mutate_item(s, m);
	if (m <= MUTATE_FROM)
		return mutate_use(s, m);
	return mutate_said(s, m);
}

static size_t
count(const struct difference *d)
{
	size_t n = 0;

	for (int k = 0; k < CHANGE_COUNT; k++)
		for (int w = 0; w < WAY_COUNT; w++)
			n += d->count[k][w];
	ck_assert_uint_eq(n, d->n);
	return n;
}

static void
compare(struct difference *d, const struct make *old, const struct make *now)
{
	struct error err = { 0 };

	ck_assert_int_eq(differ_find(d, &old->b, &now->b, &err), ST_OK);
	count(d);
}

static void
is_expected(const struct difference *d, const struct expected *e)
{
	const struct change *c = d->change;
	char part[16];
	enum side s;

	if (e->any)
		return;
	ck_assert_uint_eq(d->n, 1);
	s = c->item[NEW] != BOM_NONE ? NEW : OLD;
	ck_assert_uint_eq(c->kind, e->kind);
	ck_assert_uint_eq(change_way(c), e->way);
	if (e->kind == CHANGE_FIELD)
		ck_assert_uint_eq(c->field, e->field);
	if (e->item < 0)
		return;
	snprintf(part, sizeof(part), "P%d", e->item);
	ck_assert(str_is(bom_part(d->pair.b[s], c->item[s]), part));
}

static void
is_mirror(const struct difference *d, const struct difference *back)
{
	for (int k = 0; k < CHANGE_COUNT; k++) {
		ck_assert_uint_eq(
		    d->count[k][WAY_NEW], back->count[k][WAY_GONE]);
		ck_assert_uint_eq(
		    d->count[k][WAY_GONE], back->count[k][WAY_NEW]);
		ck_assert_uint_eq(
		    d->count[k][WAY_CHANGED], back->count[k][WAY_CHANGED]);
	}
	ck_assert_uint_eq(d->changed, back->changed);
}

/* Touched is what has a change below it, and nothing else. */
static void
is_touched(const struct difference *d, enum side s)
{
	const struct bom *b = d->pair.b[s];

	for (uint32_t i = 0; i < b->nitem; i++) {
		size_t n;
		bool touched = difference_of(d, s, i, &n) != NULL;

		ck_assert(touched == (n > 0));
		for (uint32_t k = b->use_start[i]; k < b->use_start[i + 1]; k++)
			touched |= d->touched[s][b->use[k].child] != 0;
		ck_assert(touched == (d->touched[s][i] != 0));
	}
}

static void
try_once(unsigned round)
{
	struct make old, now, same;
	struct difference d, back, none;
	struct expected e;
	struct spec s;

	state = round * 7919u + 1;
	invent(&s);
	build(&old, &s, false);
	build(&same, &s, true);
	e = mutate(&s, (enum mutation)(round % MUTATE_COUNT));
	build(&now, &s, true);
	compare(&none, &old, &same);
	ck_assert_uint_eq(none.n, 0);
	compare(&d, &old, &now);
	is_expected(&d, &e);
	compare(&back, &now, &old);
	is_mirror(&d, &back);
	is_touched(&d, OLD);
	is_touched(&d, NEW);
	difference_free(&none);
	difference_free(&d);
	difference_free(&back);
	make_free(&old);
	make_free(&now);
	make_free(&same);
}

START_TEST(a_known_change_is_told_and_nothing_else)
{
	for (int i = 0, n = run_rounds(ROUNDS); i < n; i++)
		try_once((unsigned)i);
}
END_TEST

/* Any two products: what one way round is new is gone the other way round. */
START_TEST(the_other_way_round_is_the_mirror)
{
	for (int i = 0, n = run_rounds(ROUNDS / 4); i < n; i++) {
		struct difference d, back;
		struct make a, b;
		struct spec s;

		state = (unsigned)i * 104729u + 5;
		invent(&s);
		build(&a, &s, false);
		invent(&s);
		build(&b, &s, true);
		compare(&d, &a, &b);
		compare(&back, &b, &a);
		is_mirror(&d, &back);
		difference_free(&d);
		difference_free(&back);
		make_free(&a);
		make_free(&b);
	}
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_known_change_is_told_and_nothing_else);
	tcase_add_test(tc, the_other_way_round_is_the_mirror);
}

int
main(void)
{
	return run_suite("differ", add);
}
