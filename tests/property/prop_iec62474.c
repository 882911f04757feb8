/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: a product written as a declaration of IEC 62474 and read again
 * holds the same.
 *
 * Random products, alone and several side by side, become declarations and
 * come back.  Where nothing is told as left out, each item holds as much of
 * each element as before, at least and at most, to the last digit; where
 * something is, what it held before is within what it may hold then.
 */
#include "core/bom/write/write_iec62474.h"
#include "core/trace/trace.h"
#include "tests/property/product.h"
#include "tests/property/texts.h"

#define ROUNDS 600

static struct substance_table chem;
static const char *const symbols[] = { "Dy", "Nd", "Tb" };
enum { CHANNELS = 1 + sizeof(symbols) / sizeof(symbols[0]) };
enum { COLUMNS = 1 + CHANNELS };

/* What each item weighs and holds, column by column; and whether all that is
 * said can be true together. */
static struct exact *
amounts(const struct bom *b, bool *agree)
{
	struct channel channel[CHANNELS] = { { .elements = ALL_ELEMENTS } };
	struct plan plan = { channel, CHANNELS, NULL, 0 };
	struct exact *out = calloc(COLUMNS * b->nitem + 1, sizeof(*out));
	uint32_t *item = calloc(b->nitem + 1, sizeof(*item));
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t;

	ck_assert(out != NULL && item != NULL);
	for (size_t i = 0; i + 1 < CHANNELS; i++)
		channel[i + 1].elements = (uint32_t)1
					  << element_find(str_of(symbols[i]));
	for (uint32_t i = 0; i < b->nitem; i++)
		item[i] = i;
	for (size_t i = 0; i < COLUMNS * b->nitem; i++)
		exact_init(&out[i]);
	ck_assert_int_eq(trace_run(b, &plan, 1, &t, &f, &err), ST_OK);
	for (size_t c = 0; c < COLUMNS; c++)
		ck_assert_int_eq(
		    trace_exact(t, c, item, b->nitem, out + c * b->nitem, &err),
		    ST_OK);
	*agree = f.warnings == 0;
	trace_free(t);
	findings_free(&f);
	free(item);
	return out;
}

static void
amounts_free(struct exact *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		exact_clear(&x[i]);
	free(x);
}

/* Is all that x may be something that y may be? */
static bool
is_within(const struct exact *x, const struct exact *y)
{
	int lo = mpq_cmp(x->lo, y->lo), hi = mpq_cmp(x->hi, y->hi);

	if (lo < 0 || (lo == 0 && y->lo_open && !x->lo_open))
		return false;
	if (y->hi_infinite)
		return true;
	return !x->hi_infinite &&
	       (hi < 0 || (hi == 0 && (!y->hi_open || x->hi_open)));
}

static uint32_t
item_of(const struct bom *b, struct str part)
{
	for (uint32_t i = 0; i < b->nitem; i++)
		if (str_eq(bom_part(b, i), part))
			return i;
	ck_abort_msg("%.*s is gone", STR_ARG(part));
	return BOM_NONE;
}

static void
compare(const struct bom *b, const struct bom *again, bool lost,
    const char *before, const char *between)
{
	bool agree, still;
	struct exact *x = amounts(b, &agree), *y = amounts(again, &still);

	ck_assert_uint_eq(b->nitem, again->nitem);
	for (uint32_t i = 0; i < b->nitem; i++)
		for (size_t c = 0; c < COLUMNS; c++) {
			const struct exact *p = &x[c * b->nitem + i];
			const struct exact *q =
			    &y[c * b->nitem + item_of(again, bom_part(b, i))];

			/* without a line that others contradict they say
			 * something else */
			if (lost ? agree && !is_within(p, q)
				 : !exact_equal(p, q))
				ck_abort_msg(
				    "%.*s, column %zu: [%g, %g] "
				    "became [%g, %g]\n%.1500s\n%.2000s",
				    STR_ARG(bom_part(b, i)), c,
				    mpq_get_d(p->lo), mpq_get_d(p->hi),
				    mpq_get_d(q->lo), mpq_get_d(q->hi), before,
				    between);
		}
	amounts_free(x, COLUMNS * b->nitem);
	amounts_free(y, COLUMNS * b->nitem);
}

static char *
as_declaration(const struct bom *b, size_t *n, bool *lost)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, n);
	struct xml_sink sink = { texts_put, to };
	struct findings f = { .strict = true };
	struct error err = { 0 };

	ck_assert_ptr_nonnull(to);
	ck_assert_msg(
	    bom_write_iec62474(b, &sink, &f, &err) == ST_OK, "%s", err.text);
	fclose(to);
	*lost = f.losses > 0;
	findings_free(&f);
	return text;
}

START_TEST(what_is_written_as_a_declaration_is_read_as_the_same)
{
	static struct product_text to;
	struct error err = { 0 };
	struct findings f = { 0 };
	struct arena a = { 0 };
	size_t whole = 0, losing = 0;
	struct product p;

	ck_assert_int_eq(substance_table_init(&chem, &a, &err), ST_OK);
	for (uint64_t seed = 0; seed < (uint64_t)run_rounds(ROUNDS); seed++) {
		struct bom b, again;
		char *between;
		bool lost;
		size_t n;

		to.used = 0;
		to.first = 0;
		product_put(&to, "<bom xmlns='urn:retrace:bom:1'>\n");
		for (uint64_t k = 0; k <= seed % 3; k++) {
			product_invent(&p, seed * 3 + k, true);
			/* no place for either, so that most would lose one */
			for (int i = 0; i < p.n; i++) {
				p.thing[i].cn_lo = 0;
				p.thing[i].cn_hi = 1;
				for (int l = 0; l < LINES; l++)
					p.thing[i].line[l].total &=
					    seed % 4 == 0;
			}
			product_write(&p, &to);
			to.first += p.n;
		}
		product_put(&to, "</bom>\n");
		texts_read(&b, &chem,
		    &(struct text){ "x.xml", to.text, to.used }, 1, &f);
		between = as_declaration(&b, &n, &lost);
		texts_read(&again, &chem, &(struct text){ "y.xml", between, n },
		    1, &f);
		/* a line of an item with its parts, which has no place there,
		 * may have opened what a list called complete closes */
		if (!lost || seed % 4 != 0)
			compare(&b, &again, lost, to.text, between);
		whole += !lost;
		losing += lost;
		free(between);
		bom_free(&b);
		bom_free(&again);
	}
	ck_assert(whole > 0 && losing > 0);
	findings_free(&f);
	substance_table_free(&chem);
	arena_free(&a);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, what_is_written_as_a_declaration_is_read_as_the_same);
}

int
main(void)
{
	return run_suite("iec62474", add);
}
