/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: the order in which documents are read decides only between those
 * of one standing and one date.
 *
 * Documents are invented, some of them alike in standing and date; what they
 * say of two parts of a product is read in many orders that leave those that
 * are alike as they are.  Every amount of the product must be the same, to
 * the last digit; and so must the conflicts that are found.
 */
#include "core/trace/trace.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

#define DOCUMENTS 5
#define SAYINGS 4 /* of one document, at most */
#define CHANNELS 6

static uint64_t state;

static int
pick(int n) /* 0 .. n - 1 */
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((state >> 33) % (uint64_t)n);
}

static const char *const parts[] = { "A", "B" };
static const char *const elements[] = { "Dy", "Nd", "Dy,Nd", "Nd,Pr", "Dy" };
static const char *const amounts[] = { "1", "2", "[1,3]", "(0,2)", "[0,1]",
	"(0,)" };
static const char *const countries[] = { "CN", "AU", "" };
static const char *const shares[] = { "1", "0.6", "0.5" };

/* One line or origin, as it is added in any order. */
struct saying {
	const char *part, *elements, *amount, *country, *share;
	int kind; /* enum content_kind, or ORIGIN */
	bool process, oxide, of_line;
	enum stage stage;
	uint8_t standing; /* of an origin */
};
#define ORIGIN 99

struct paper {
	enum standing standing;
	date_day date;
	struct saying says[SAYINGS];
	int n;
};
static struct paper paper[DOCUMENTS];

static struct saying
invent_saying(void)
{
	struct saying s = { .part = parts[pick(2)],
		.elements = elements[pick(LENGTH(elements))],
		.amount = amounts[pick(LENGTH(amounts))],
		.country = countries[pick(LENGTH(countries))],
		.share = shares[pick(LENGTH(shares))],
		.stage = (enum stage)pick(3) };
	static const int kinds[] = { CONTENT_AMOUNT, CONTENT_AMOUNT,
		CONTENT_AMOUNT, CONTENT_NEGATIVE, CONTENT_COMPLETE,
		CONTENT_NOT_ADDED, ORIGIN, ORIGIN, ORIGIN };

	s.kind = kinds[pick(LENGTH(kinds))];
	s.process = s.kind == CONTENT_AMOUNT && pick(6) == 0;
	s.oxide = pick(3) == 0;
	s.of_line = pick(3) == 0;
	s.standing = pick(4) == 0 ? STANDING_VERIFIED : STANDING_DECLARED;
	if (pick(5) == 0)
		s.stage = STAGE_ALL;
	if (s.kind == CONTENT_NEGATIVE)
		s.amount = "[0,1]";
	return s;
}

static void
invent(void)
{
	for (int d = 0; d < DOCUMENTS; d++) {
		struct paper *p = &paper[d];

		p->standing = (enum standing)pick(STANDING_COUNT);
		p->date = 20260101 + pick(3);
		p->n = 1 + pick(SAYINGS);
		for (int k = 0; k < p->n; k++)
			p->says[k] = invent_saying();
	}
}

/* Has it an origin that stands better than the document? */
static bool
raises(int d)
{
	for (int k = 0; k < paper[d].n; k++)
		if (paper[d].says[k].kind == ORIGIN &&
		    paper[d].says[k].standing != STANDING_DECLARED)
			return true;
	return false;
}

/* May order decide between them? */
static bool
alike(int a, int b)
{
	return paper[a].date == paper[b].date &&
	       (paper[a].standing == paper[b].standing || raises(a) ||
		   raises(b));
}

/* A random order in which documents that are alike do not change places. */
static void
shuffle(int order[DOCUMENTS])
{
	for (int i = 0; i < DOCUMENTS; i++)
		order[i] = i;
	for (int turns = 0; turns < 30; turns++) {
		int i = pick(DOCUMENTS - 1), a = order[i], b = order[i + 1];

		if (alike(a, b))
			continue;
		order[i] = b;
		order[i + 1] = a;
	}
}

static void
say_origin(struct make *m, const struct saying *s, uint32_t decl)
{
	struct origin *o =
	    make_origin(m, s->part, s->stage, s->country, s->share);

	o->decl = decl;
	o->elements = make_elements(s->elements);
	o->standing = s->standing;
}

static void
say_line(struct make *m, const struct saying *s, uint32_t decl)
{
	struct content *c =
	    make_line(m, s->part, s->elements, s->amount, false);
	struct origin *o;

	c->decl = decl;
	c->kind = (uint8_t)s->kind;
	c->process = s->process;
	if (s->oxide)
		c->basis = BASIS_KIND_OXIDE;
	if (s->kind == CONTENT_COMPLETE)
		c->elements = 0;
	if (!s->of_line || s->kind != CONTENT_AMOUNT)
		return;
	o = make_origin(m, s->part, s->stage, s->country, s->share);
	o->decl = decl;
	o->content = (uint32_t)m->b.ncontent - 1;
	m->b.content[o->content].origin_first = (uint32_t)m->b.norigin - 1;
	m->b.content[o->content].norigin = 1;
}

/* The product, its documents read in that order. */
static void
read_in(struct make *m, const int order[DOCUMENTS])
{
	make_init(m);
	make_item(m, "P", "1000");
	for (size_t i = 0; i < LENGTH(parts); i++) {
		make_item(m, parts[i], "100")->form = FORM_OXIDE;
		make_use(m, "P", parts[i], "3");
	}
	for (int i = 0; i < DOCUMENTS; i++) {
		const struct paper *p = &paper[order[i]];
		struct declaration *d = bom_add_declaration(&m->b);
		uint32_t decl = (uint32_t)m->b.ndecl - 1;

		d->standing = (uint8_t)p->standing;
		d->date = p->date;
		/* to tell it by, in whatever order */
		d->id = bom_text(&m->b, (struct str){ &"abcdef"[order[i]], 1 });
		for (int k = 0; k < p->n; k++)
			if (p->says[k].kind == ORIGIN)
				say_origin(m, &p->says[k], decl);
			else
				say_line(m, &p->says[k], decl);
	}
	make_linked(m);
}

/* All amounts of all items, and all conflicts, as text. */
static char *
outcome(const struct make *m)
{
	const struct channel cn = { .elements = ALL_ELEMENTS,
		.policy = POLICY_ANY_STAGE,
		.country = { "CN" } };
	struct channel ch[CHANNELS] = { { .elements = ALL_ELEMENTS },
		{ .elements = make_elements("Dy") }, cn, cn, cn, cn };
	struct plan plan = { ch, CHANNELS, NULL, 0 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	size_t size;
	char *text = NULL;
	FILE *to = open_memstream(&text, &size);

	ch[3].elements = make_elements("Nd");
	ch[4].presumed = true;
	ch[5].process = true;
	ck_assert_int_eq(trace_run(&m->b, &plan, 1, &t, &f, &err), ST_OK);
	for (size_t c = 0; c < CHANNELS; c++)
		for (uint32_t i = 0; i < m->b.nitem; i++) {
			struct exact x;

			exact_init(&x);
			ck_assert_int_eq(
			    trace_exact(t, COLUMN_CHANNEL(c), &i, 1, &x, &err),
			    ST_OK);
			gmp_fprintf(to, "%zu %u %Qd%s %Qd%s\n", c, i, x.lo,
			    x.lo_open ? "(" : "", x.hi,
			    x.hi_infinite ? "+"
			    : x.hi_open   ? ")"
					  : "");
			exact_clear(&x);
		}
	/* by item and document, whatever their numbers are */
	for (uint32_t i = 0; i < m->b.nitem; i++)
		for (char id = 'a'; id < 'a' + DOCUMENTS; id++)
			for (size_t k = 0; k < m->b.nconflict; k++) {
				const struct conflict *x = &m->b.conflict[k];

				if (x->item == i &&
				    bom_text_get(&m->b, m->b.decl[x->lost].id)
					    .p[0] == id)
					fprintf(to, "%u: %c, %x %x\n", i, id,
					    x->elements, x->stages);
			}
	fclose(to);
	trace_free(t);
	findings_free(&f);
	return text;
}

START_TEST(order_decides_between_like_documents_only)
{
	state = (uint64_t)_i + 1;
	for (int round = 0; round < 100; round++) {
		int order[DOCUMENTS];
		struct make m;
		char *first, *again;

		invent();
		for (int i = 0; i < DOCUMENTS; i++)
			order[i] = i;
		read_in(&m, order);
		first = outcome(&m);
		make_free(&m);
		for (int k = 0; k < 4; k++) {
			shuffle(order);
			read_in(&m, order);
			again = outcome(&m);
			make_free(&m);
			if (strcmp(first, again) != 0)
				ck_abort_msg(
				    "round %d:\n%s\n%s", round, first, again);
			free(again);
		}
		free(first);
	}
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, order_decides_between_like_documents_only, 0, 5);
}

int
main(void)
{
	return run_suite("order of documents", add);
}
