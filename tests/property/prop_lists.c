/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: of two lists of parts of one item that both speak, what is in the
 * item is anything that either says, and nothing else.
 *
 * Random products are the parts of one item in one file, other ones in
 * another.  Its bounds by both files together are from the lesser of the two
 * lower ends to the greater of the upper ones, by exact numbers; so they are
 * in the other order of the files, and where one of them is named twice.
 */
#include "core/trace/trace.h"
#include "tests/property/product.h"
#include "tests/property/texts.h"

#define ROUNDS 400
#define TOP "TOP"

static struct substance_table chem;
static const struct channel channels[] = { { .elements = ALL_ELEMENTS },
	{ .elements = ALL_ELEMENTS,
	    .policy = POLICY_ANY_STAGE,
	    .country = { "CN" } } };

static uint32_t
top_of(const struct bom *b)
{
	for (uint32_t i = 0; i < b->nitem; i++)
		if (str_is(bom_part(b, i), TOP))
			return i;
	ck_abort_msg("no " TOP);
	return 0;
}

/* What is in the item by these files. */
static void
amounts(const struct text *text, size_t n, struct exact out[2])
{
	struct plan plan = { channels, 2, NULL, 0 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t;
	uint32_t top;
	struct bom b;

	texts_read(&b, &chem, text, n, &f);
	ck_assert_int_eq(trace_run(&b, &plan, 1, &t, &f, &err), ST_OK);
	top = top_of(&b);
	for (size_t c = 0; c < 2; c++)
		ck_assert_int_eq(
		    trace_exact(t, c, &top, 1, &out[c], &err), ST_OK);
	trace_free(t);
	bom_free(&b);
	findings_free(&f);
}

/* x becomes the least interval that holds both. */
static void
widen(struct exact *x, const struct exact *y)
{
	int lo = mpq_cmp(x->lo, y->lo), hi = mpq_cmp(x->hi, y->hi);

	x->lo_open = lo < 0   ? x->lo_open
		     : lo > 0 ? y->lo_open
			      : x->lo_open && y->lo_open;
	if (lo > 0)
		mpq_set(x->lo, y->lo);
	if (x->hi_infinite || y->hi_infinite) {
		x->hi_infinite = true;
		return;
	}
	x->hi_open = hi > 0   ? x->hi_open
		     : hi < 0 ? y->hi_open
			      : x->hi_open && y->hi_open;
	if (hi < 0)
		mpq_set(x->hi, y->hi);
}

static void
same(const struct exact *x, const struct exact *y, const struct text *text)
{
	if (!exact_equal(x, y))
		ck_abort_msg("both: %g .. %g%s, either: %g .. %g%s\n%s%s",
		    mpq_get_d(x->lo), mpq_get_d(x->hi),
		    x->hi_infinite ? " infinite" : "", mpq_get_d(y->lo),
		    mpq_get_d(y->hi), y->hi_infinite ? " infinite" : "",
		    text[0].p, text[1].p);
}

static void
write_list(struct product_text *to, int first, uint64_t seed)
{
	struct product p;

	to->used = 0;
	to->first = first;
	product_put(
	    to, "<bom xmlns='urn:retrace:bom:1'>\n<item part='" TOP "'/>\n");
	product_invent(&p, seed, true);
	product_write(&p, to);
	product_put(to,
	    "<use parent='" TOP "' child='P%d' quantity='%d' unit='each'/>\n"
	    "</bom>\n",
	    first, 1 + (int)(seed % 3));
}

START_TEST(two_lists_are_either)
{
	static struct product_text to[2];
	struct exact one[2], two[2], both[2];
	struct error err = { 0 };
	struct arena a = { 0 };

	ck_assert_int_eq(substance_table_init(&chem, &a, &err), ST_OK);
	for (int c = 0; c < 2; c++) {
		exact_init(&one[c]);
		exact_init(&two[c]);
		exact_init(&both[c]);
	}
	for (uint64_t seed = 0; seed < (uint64_t)run_rounds(ROUNDS); seed++) {
		struct text text[4];

		write_list(&to[0], 0, 2 * seed);
		write_list(&to[1], ITEMS, 2 * seed + 1);
		text[0] = (struct text){ "a.xml", to[0].text, to[0].used };
		text[1] = (struct text){ "b.xml", to[1].text, to[1].used };
		text[2] = (struct text){ "c.xml", to[0].text, to[0].used };
		text[3] = text[1];
		amounts(&text[0], 1, one);
		amounts(&text[1], 1, two);
		for (int c = 0; c < 2; c++)
			widen(&one[c], &two[c]);
		for (int order = 0; order < 3; order++) {
			/* a b; b a; a b a */
			amounts(&text[order == 1], order == 2 ? 3 : 2, both);
			for (int c = 0; c < 2; c++)
				same(&both[c], &one[c], text);
		}
	}
	for (int c = 0; c < 2; c++) {
		exact_clear(&one[c]);
		exact_clear(&two[c]);
		exact_clear(&both[c]);
	}
	substance_table_free(&chem);
	arena_free(&a);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, two_lists_are_either);
}

int
main(void)
{
	return run_suite("lists", add);
}
