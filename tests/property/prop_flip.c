/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: what is said of another document is what it would bring about.
 *
 * Products are invented whose documents contradict each other.  For each
 * conflict the product is read once more, with the words of the document
 * that is not heard, about that item alone, in a document that is verified
 * and newer than all: the verdicts of every item then are those that the
 * conflict is said to flip.  Afterwards trace and verdicts are, to the last
 * bit, what they were.
 */
#include "core/rules/flip.h"
#include "core/rules/screen.h"

#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

#define PARTS 8
#define DOCUMENTS 4
#define SAYINGS 14

static uint64_t state;

static int
pick(int n) /* 0 .. n - 1 */
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((state >> 33) % (uint64_t)n);
}

static const char *const elements[] = { "Dy", "Nd", "Dy,Nd", "Dy" };
static const char *const amounts[] = { "0", "0.05", "0.1", "[0,0.1]", "1",
	"[1,3]" };
static const char *const countries[] = { "CN", "AU", "" };

struct saying {
	int part, decl;
	bool origin, of_line, complete;
	const char *elements, *amount, *country;
	enum stage stage;
};

static struct {
	bool used[PARTS][PARTS];
	bool mass[PARTS], complete[PARTS];
	struct {
		enum standing standing;
		date_day date;
	} doc[DOCUMENTS];
	struct saying says[SAYINGS];
} all;

static void
invent(void)
{
	memset(&all, 0, sizeof(all));
	for (int i = 0; i < PARTS; i++) {
		all.mass[i] = pick(3) > 0;
		all.complete[i] = pick(3) > 0;
		for (int k = i + 1; k < PARTS; k++)
			all.used[i][k] = pick(3) == 0;
	}
	for (int d = 0; d < DOCUMENTS; d++) {
		all.doc[d].standing = (enum standing)pick(2);
		all.doc[d].date = 20250101 + pick(3);
	}
	for (int i = 0; i < SAYINGS; i++)
		all.says[i] =
		    (struct saying){ .part = PARTS / 2 + pick(PARTS / 2),
			    .decl = pick(DOCUMENTS),
			    .origin = pick(3) == 0,
			    .of_line = pick(2) == 0,
			    .complete = pick(5) == 0,
			    .elements = elements[pick(LENGTH(elements))],
			    .amount = amounts[pick(LENGTH(amounts))],
			    .country = countries[pick(LENGTH(countries))],
			    .stage = pick(2) ? STAGE_MINING : STAGE_ALL };
}

static void
say(struct make *m, const struct saying *s, uint32_t decl)
{
	char part[16];
	struct content *c;
	struct origin *o;

	snprintf(part, sizeof(part), "I%d", s->part);
	if (s->origin) {
		o = make_origin(m, part, s->stage, s->country, "1");
		o->decl = decl;
		return;
	}
	if (s->complete) {
		c = make_complete(m, part);
		c->decl = decl;
		c->scope = SCOPE_OWN;
		return;
	}
	c = make_line(m, part, s->elements, s->amount, false);
	c->decl = decl;
	c->scope = SCOPE_OWN;
	if (!s->of_line)
		return;
	o = make_origin(m, part, s->stage, s->country, "1");
	o->decl = decl;
	o->content = (uint32_t)m->b.ncontent - 1;
	m->b.content[o->content].origin_first = (uint32_t)m->b.norigin - 1;
	m->b.content[o->content].norigin = 1;
}

/* The product; what document `lost` says of `part` comes from the best one.
 * lost -1: as it is. */
static void
tell(struct make *m, int part, int lost)
{
	char a[16], b[16];
	struct declaration *d;
	uint32_t best;

	make_init(m);
	for (int k = 0; k < DOCUMENTS; k++) {
		d = bom_add_declaration(&m->b);
		d->standing = (uint8_t)all.doc[k].standing;
		d->date = all.doc[k].date;
	}
	d = bom_add_declaration(&m->b);
	d->standing = STANDING_VERIFIED;
	d->date = 20990101;
	best = (uint32_t)m->b.ndecl - 1;
	for (int i = 0; i < PARTS; i++) {
		struct item *it;

		snprintf(a, sizeof(a), "I%d", i);
		it = make_item(m, a, all.mass[i] ? "1000" : NULL);
		it->form = FORM_OXIDE;
		if (all.complete[i])
			it->flags |= ITEM_COMPLETE;
	}
	for (int i = 0; i < PARTS; i++)
		for (int k = i + 1; k < PARTS; k++) {
			snprintf(a, sizeof(a), "I%d", i);
			snprintf(b, sizeof(b), "I%d", k);
			if (all.used[i][k])
				make_use(m, a, b, "0.5");
		}
	for (int i = 0; i < SAYINGS; i++) {
		const struct saying *s = &all.says[i];

		say(m, s,
		    s->part == part && s->decl == lost ? best
						       : (uint32_t)s->decl + 1);
	}
	make_linked(m);
}

static const char rules[] =
    "<rule id=\"any\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>"
    "<presence of=\"all\" origin=\"o\" is=\"above\" limit=\"0 g\"/>"
    "</trigger></rule>"
    "<rule id=\"share\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>"
    "<mass-share of=\"dy\" is=\"at-least\" limit=\"0.01 %\"/>"
    "</trigger></rule>"
    "<rule id=\"read\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>"
    "<value-share of=\"dy\" is=\"at-least\" limit=\"0.01 %\">"
    "<reading id=\"e\" counts=\"element\" clause=\"a\" title=\"T\" "
    "title-zh=\"Z\"/>"
    "<reading id=\"m\" counts=\"material\" clause=\"a\" title=\"T\" "
    "title-zh=\"Z\"/>"
    "</value-share></trigger></rule>"
    "<rule id=\"part\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>"
    "<mass-share of=\"all\" origin=\"o\" is=\"above\" limit=\"0.01 %\" "
    "per=\"part\" per-forms=\"oxide\" each=\"element\"/>"
    "</trigger></rule>"
    "<rule id=\"year\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>"
    "<annual-mass of=\"dy\" is=\"at-least\" limit=\"1 g\"/>"
    "</trigger></rule>";

/* All bounds of all items: whatever they are, they must come back. */
static struct bounds *
all_bounds(const struct court *c, const struct make *m, size_t *n)
{
	size_t columns = 1 + c->book.plan.nchannel + c->book.plan.nmargin;
	struct bounds *x = calloc(columns * m->b.nitem, sizeof(*x));

	ck_assert_ptr_nonnull(x);
	*n = columns * m->b.nitem;
	for (size_t k = 0; k < columns; k++)
		for (uint32_t i = 0; i < m->b.nitem; i++)
			trace_bounds(c->trace, k, i, &x[k * m->b.nitem + i]);
	return x;
}

static bool
same_bounds(const struct bounds *x, const struct bounds *y, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (memcmp(&x[i].lo, &y[i].lo, sizeof(double)) != 0 ||
		    memcmp(&x[i].hi, &y[i].hi, sizeof(double)) != 0 ||
		    memcmp(&x[i].lo_err, &y[i].lo_err, sizeof(double)) != 0 ||
		    memcmp(&x[i].hi_err, &y[i].hi_err, sizeof(double)) != 0 ||
		    x[i].lo_open != y[i].lo_open ||
		    x[i].hi_open != y[i].hi_open)
			return false;
	return true;
}

static size_t conflicts, flipping;

/* Holds one conflict against the product as it would be. */
static void
hold(const struct court *c, const struct make *m, const struct conflict *x,
    const struct flips *flips, const struct flipped *f, const uint8_t *shipped)
{
	uint64_t here = 0, other = 0;
	struct court d;
	struct make n;

	tell(&n, (int)x->item, (int)x->lost - 1);
	court_read(&d, rules);
	court_compile(&d, &n.b, NULL);
	court_judge(&d, &n.b);
	for (uint32_t i = 0; i < m->b.nitem; i++)
		for (uint32_t r = 0; r < c->j.nrule; r++) {
			enum verdict from =
			    judgement_verdict(&c->j, VARIANT_LAW, r, i);
			enum verdict to =
			    judgement_verdict(&d.j, VARIANT_LAW, r, i);
			bool named = false;

			if (from == to)
				continue;
			here += shipped[i] != 0;
			other += shipped[i] == 0;
			for (uint32_t k = 0; k < f->n; k++) {
				const struct flip *p =
				    &flips->flip[f->first + k];

				named |= p->item == i && p->rule == r &&
					 p->from == from && p->to == to;
			}
			ck_assert_int_eq(named, shipped[i] != 0);
		}
	if (!f->tried || f->shipped != here || f->not_shipped != other)
		ck_abort_msg("item %u, document %u: %d, %d", x->item, x->lost,
		    (int)here, (int)other);
	conflicts++;
	flipping += here + other > 0;
	court_close(&d);
	make_free(&n);
}

START_TEST(what_is_said_to_flip_does)
{
	state = (uint64_t)_i + 1;
	conflicts = flipping = 0;
	for (int round = 0; round < 60; round++) {
		struct error err = { 0 };
		struct arena a = { 0 };
		struct bounds *before, *after;
		struct flips flips;
		uint8_t *shipped, *cells;
		struct court c;
		struct make m;
		size_t n;

		invent();
		tell(&m, -1, -1);
		court_read(&c, rules);
		court_compile(&c, &m.b, NULL);
		court_judge(&c, &m.b);
		shipped = screen_shipped(&a, &m.b, NULL, 0);
		cells = malloc(c.j.ncell * m.b.nitem);
		ck_assert(shipped != NULL && cells != NULL);
		memcpy(cells, c.j.cell[VARIANT_LAW], c.j.ncell * m.b.nitem);
		before = all_bounds(&c, &m, &n);
		ck_assert_int_eq(
		    flips_find(&flips, &c.j, &m.b, c.trace, shipped, &err),
		    ST_OK);
		after = all_bounds(&c, &m, &n);
		ck_assert(same_bounds(before, after, n));
		ck_assert_mem_eq(
		    cells, c.j.cell[VARIANT_LAW], c.j.ncell * m.b.nitem);
		ck_assert_uint_eq(flips.n, m.b.nconflict);
		ck_assert_uint_eq(flips.untried, 0);
		for (size_t k = 0; k < m.b.nconflict; k++)
			hold(&c, &m, &m.b.conflict[k], &flips, &flips.of[k],
			    shipped);
		flips_free(&flips);
		free(before);
		free(after);
		free(cells);
		arena_free(&a);
		court_close(&c);
		make_free(&m);
	}
	/* the products are such that there is something to be found */
	ck_assert_uint_gt(conflicts, 100);
	ck_assert_uint_gt(flipping, 20);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, what_is_said_to_flip_does, 0, 5);
}

int
main(void)
{
	return run_suite("flips", add);
}
