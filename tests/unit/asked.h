/* SPDX-License-Identifier: Apache-2.0 */
/*
 * asked - a product, judged and asked about: what each answer can do, as a
 * few words.
 *
 * Each program includes it once.
 */
#ifndef RETRACE_TESTS_ASKED_H
#define RETRACE_TESTS_ASKED_H

#include "core/rules/ask/ask.h"
#include "tests/unit/build.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define PRESENCE(is, limit) \
	"<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" " \
	"title-zh=\"Z\"><trigger><presence of=\"all\" origin=\"o\" is=\"" is \
	"\" limit=\"" limit "\"/></trigger></rule>"
#define MASS_SHARE(is, limit) \
	"<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" " \
	"title-zh=\"Z\"><trigger><mass-share of=\"all\" origin=\"o\" is=\"" is \
	"\" limit=\"" limit "\"/></trigger></rule>"
#define VALUE_SHARE(is, limit) \
	"<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" " \
	"title-zh=\"Z\"><trigger><value-share of=\"dy\" origin=\"o\" is=\"" is \
	"\" limit=\"" limit "\"/></trigger></rule>"

/* A product, judged and asked about. */
struct asked {
	struct make m;
	struct court c;
	uint8_t *shipped;
	struct inquiry q;
};

static inline void
ask_top(struct asked *a, const char *rules, size_t top)
{
	struct ask_basis basis;
	struct error err = { 0 };

	make_linked(&a->m);
	court_read(&a->c, rules);
	court_compile(&a->c, &a->m.b, NULL);
	court_judge(&a->c, &a->m.b);
	a->shipped = calloc(a->m.b.nitem + 1, 1);
	for (size_t i = 0; i < a->m.b.nitem; i++)
		a->shipped[i] = !a->m.b.is_child[i];
	basis = (struct ask_basis){ &a->m.b, &a->c.book, &a->c.j, a->c.trace,
		a->shipped, 1, top, true };
	if (ask_questions(&a->q, &basis, &err) != ST_OK)
		ck_abort_msg("%s", err.text);
}

static inline void
ask(struct asked *a, const char *rules)
{
	ask_top(a, rules, 1000);
}

static inline void
done(struct asked *a)
{
	inquiry_free(&a->q);
	court_close(&a->c);
	make_free(&a->m);
	free(a->shipped);
}

static inline const struct question *
find(const struct asked *a, enum question_kind k, const char *part)
{
	for (size_t i = 0; i < a->q.n; i++)
		if (a->q.question[i].kind == k &&
		    a->q.question[i].item != BOM_NONE &&
		    str_is(bom_part(&a->m.b, a->q.question[i].item), part))
			return &a->q.question[i];
	return NULL;
}

/* "clear triggered any must" of the shipped items. */
static inline void
settles(const struct asked *a, enum question_kind k, const char *part,
    const char *want)
{
	const struct question *q = find(a, k, part);
	char text[64];

	ck_assert_msg(
	    q != NULL, "no question %s of %s", question_name(k), part);
	ck_assert_msg(
	    q->worth.sharp, "%s of %s is not sharp", question_name(k), part);
	snprintf(text, sizeof(text), "%u %u %u %u", q->worth.shipped.clear,
	    q->worth.shipped.triggered, q->worth.shipped.any,
	    q->worth.shipped.must);
	ck_assert_msg(strcmp(text, want) == 0, "%s of %s: %s, expected %s",
	    question_name(k), part, text, want);
	ck_assert_uint_ge(q->worth.most.clear, q->worth.shipped.clear);
	ck_assert_uint_ge(q->worth.most.triggered, q->worth.shipped.triggered);
	ck_assert_uint_ge(q->worth.most.any, q->worth.shipped.any);
}

static inline void
first_is(const struct asked *a, enum question_kind k, const char *part)
{
	ck_assert_uint_gt(a->q.n, 0);
	ck_assert_int_eq(a->q.question[0].kind, k);
	ck_assert(str_is(bom_part(&a->m.b, a->q.question[0].item), part));
}

static inline void
removes(const struct asked *a, enum question_kind k, const char *part,
    const char *lo, const char *hi)
{
	const struct question *q = find(a, k, part);
	char text[NUM_TEXT];

	ck_assert_ptr_nonnull(q);
	ck_assert_uint_eq(q->worth.neffect, 1);
	num_format_exact(text, q->worth.effect[0].removes.lo);
	ck_assert_str_eq(text, lo);
	if (hi == NULL) {
		ck_assert(q->worth.effect[0].removes.hi_infinite);
		return;
	}
	ck_assert(!q->worth.effect[0].removes.hi_infinite);
	num_format_exact(text, q->worth.effect[0].removes.hi);
	ck_assert_str_eq(text, hi);
}

static inline void
fewest(const struct fewest *f, uint32_t least, uint32_t most)
{
	ck_assert(f->possible);
	ck_assert_uint_eq(f->least, least);
	ck_assert_uint_eq(f->most, most);
}

/* TOP: 10 g of which nobody speaks, and 2 g Dy of unknown origin in 5 g. */
static inline void
two_gaps(struct asked *a)
{
	memset(a, 0, sizeof(*a));
	make_init(&a->m);
	make_item(&a->m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a->m, "BOX", "10");
	make_item(&a->m, "MAG", "5");
	make_use(&a->m, "TOP", "BOX", "1");
	make_use(&a->m, "TOP", "MAG", "1");
	make_line(&a->m, "MAG", "Dy", "2", false);
	make_complete(&a->m, "MAG");
}

#endif
