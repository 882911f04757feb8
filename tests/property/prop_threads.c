/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: the number of threads changes no bit.
 *
 * Thousands of random products lie side by side, so that every level of the
 * graph is shared among threads.  Rolled up by one, two and seven of them,
 * each number of each item has the same bits.
 */
#include "core/bom/link/link.h"
#include "core/bom/read.h"
#include "core/trace/trace.h"
#include "tests/property/product.h"
#include "tests/unit/run.h"

#include <stdlib.h>

#define FILES 1000
#define PRODUCTS 20 /* of each file */
#define WORTH 8192  /* [items] of a level that threads share: roll.c */
#define CHANNELS 3

static struct substance_table chem;

/* Products and more products, a file of some after the other. */
static void
read_products(struct bom *b, int files)
{
	static struct product_text to;
	struct findings f = { 0 };
	enum format format;
	struct product p;

	ck_assert(bom_init(b));
	to.first = 0;
	for (int i = 0; i < files; i++) {
		struct bytes bytes;

		to.used = 0;
		product_put(&to, "<bom xmlns='urn:retrace:bom:1'>\n");
		for (int k = 0; k < PRODUCTS; k++) {
			product_invent(&p, (uint64_t)(i * PRODUCTS + k), true);
			product_write(&p, &to);
			to.first += p.n;
		}
		product_put(&to, "</bom>\n");
		bytes = (struct bytes){ malloc(to.used + 1), to.used };
		memcpy(bytes.p, to.text, to.used + 1);
		ck_assert_int_eq(
		    bom_read_bytes(b, &chem, "x.xml", &bytes, &format, &f),
		    ST_OK);
	}
	ck_assert_int_eq(bom_link(b, DATE_NONE, &f), ST_OK);
	findings_free(&f);
}

static bool
same_bits(double x, double y)
{
	return memcmp(&x, &y, sizeof(x)) == 0;
}

static void
same_bounds(
    const struct trace *s, const struct trace *t, size_t column, uint32_t item)
{
	struct bounds a, b;

	trace_bounds(s, column, item, &a);
	trace_bounds(t, column, item, &b);
	if (!same_bits(a.lo, b.lo) || !same_bits(a.hi, b.hi) ||
	    !same_bits(a.lo_err, b.lo_err) || !same_bits(a.hi_err, b.hi_err) ||
	    a.lo_open != b.lo_open || a.hi_open != b.hi_open)
		ck_abort_msg("item %u, column %zu: %a .. %a and %a .. %a", item,
		    column, a.lo, a.hi, b.lo, b.hi);
}

static void
same_traces(const struct bom *b, size_t columns, const struct trace *s,
    const struct trace *t)
{
	for (uint32_t i = 0; i < b->nitem; i++) {
		for (size_t c = 0; c < columns; c++)
			same_bounds(s, t, c, i);
		if (!same_bits(
			trace_undisclosed(s, i), trace_undisclosed(t, i)) ||
		    trace_suspect(s, i) != trace_suspect(t, i))
			ck_abort_msg("item %u: what is not disclosed", i);
	}
}

START_TEST(the_number_of_threads_changes_no_bit)
{
	struct channel ch[CHANNELS] = { { .elements =
						1u << element_find(STR("Dy")) },
		{ .elements = ALL_ELEMENTS },
		{ .elements = ALL_ELEMENTS,
		    .policy = POLICY_ANY_STAGE,
		    .country = { "CN" } } };
	const unsigned threads[] = { 2, 7 };
	struct margin mg[CHANNELS];
	struct plan plan = { ch, CHANNELS, mg, CHANNELS };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct arena a = { 0 };
	struct trace *one, *many;
	struct bom b;
	mpq_t limit;

	mpq_init(limit);
	mpq_set_ui(limit, 1, 1000);
	for (size_t k = 0; k < CHANNELS; k++)
		mg[k] = (struct margin){ k, limit };
	ck_assert_int_eq(substance_table_init(&chem, &a, &err), ST_OK);
	read_products(&b, FILES);
	ck_assert_uint_gt(b.level_start[2] - b.level_start[1], WORTH);
	ck_assert_int_eq(trace_run(&b, &plan, 1, &one, &f, &err), ST_OK);
	for (size_t k = 0; k < LENGTH(threads); k++) {
		ck_assert_int_eq(
		    trace_run(&b, &plan, threads[k], &many, &f, &err), ST_OK);
		same_traces(&b, COLUMN_MARGIN(&plan, CHANNELS), one, many);
		trace_free(many);
	}
	trace_free(one);
	bom_free(&b);
	findings_free(&f);
	substance_table_free(&chem);
	arena_free(&a);
	mpq_clear(limit);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, the_number_of_threads_changes_no_bit);
}

int
main(void)
{
	return run_suite("threads", add);
}
