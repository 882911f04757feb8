/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: a product written as tables and read again is the same.
 *
 * Random products, alone and several side by side, become tables and come
 * back; item by item they hold at least and at most what they held before, by
 * exact numbers, of any origin and of one.
 */
#include "core/report/trace/as_csv.h"
#include "core/trace/trace.h"
#include "tests/property/product.h"
#include "tests/property/texts.h"

#define ROUNDS 600

static struct substance_table chem;
static const struct channel channels[] = { { .elements = ALL_ELEMENTS },
	{ .elements = ALL_ELEMENTS,
	    .policy = POLICY_ANY_STAGE,
	    .country = { "CN" } } };

/* What each item holds, in both columns, one behind another. */
static struct exact *
amounts(const struct bom *b)
{
	struct plan plan = { channels, 2, NULL, 0 };
	struct exact *out = calloc(2 * b->nitem + 1, sizeof(*out));
	uint32_t *item = calloc(b->nitem + 1, sizeof(*item));
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t;

	ck_assert(out != NULL && item != NULL);
	for (uint32_t i = 0; i < b->nitem; i++)
		item[i] = i;
	for (size_t i = 0; i < 2 * b->nitem; i++)
		exact_init(&out[i]);
	ck_assert_int_eq(trace_run(b, &plan, 1, &t, &f, &err), ST_OK);
	for (size_t c = 0; c < 2; c++)
		ck_assert_int_eq(
		    trace_exact(t, c, item, b->nitem, out + c * b->nitem, &err),
		    ST_OK);
	trace_free(t);
	findings_free(&f);
	free(item);
	return out;
}

static void
same_amounts(const struct bom *b, const struct bom *again, const char *text)
{
	struct exact *x = amounts(b), *y = amounts(again);

	ck_assert_uint_eq(b->nitem, again->nitem);
	for (size_t i = 0; i < 2 * b->nitem; i++) {
		uint32_t item = (uint32_t)(i % b->nitem);

		ck_assert(str_eq(bom_part(b, item), bom_part(again, item)));
		if (!exact_equal(&x[i], &y[i]))
			ck_abort_msg("item %u, column %zu: other amounts\n%s",
			    item, i / b->nitem, text);
		exact_clear(&x[i]);
		exact_clear(&y[i]);
	}
	free(x);
	free(y);
}

/* The tables of the product that it has anything for. */
static size_t
write_tables(const struct bom *b, struct text text[CSV_TABLES])
{
	struct findings f = { 0 };
	struct error err = { 0 };
	size_t n = 0;

	for (int t = 0; t < CSV_TABLES; t++) {
		char *p = NULL;
		FILE *to;

		if (!as_csv_has(b, (enum csv_table)t))
			continue;
		to = open_memstream(&p, &text[n].n);
		ck_assert_ptr_nonnull(to);
		ck_assert_msg(
		    as_csv_write(to, b, (enum csv_table)t, &f, &err) == ST_OK,
		    "%s", err.text);
		fclose(to);
		text[n].name = as_csv_names[t];
		text[n++].p = p;
	}
	ck_assert_uint_eq(f.warnings, 0);
	findings_free(&f);
	return n;
}

static void
there_and_back(const struct text *text)
{
	struct text table[CSV_TABLES];
	struct findings f = { 0 };
	struct bom b, again;
	size_t n;

	texts_read(&b, &chem, text, 1, &f);
	n = write_tables(&b, table);
	texts_read(&again, &chem, table, n, &f);
	same_amounts(&b, &again, text->p);
	for (size_t i = 0; i < n; i++)
		free((char *)(uintptr_t)table[i].p);
	bom_free(&b);
	bom_free(&again);
	findings_free(&f);
}

START_TEST(what_is_written_as_tables_is_read_as_the_same)
{
	static struct product_text to;
	struct error err = { 0 };
	struct arena a = { 0 };
	struct product p;

	ck_assert_int_eq(substance_table_init(&chem, &a, &err), ST_OK);
	for (uint64_t seed = 0; seed < (uint64_t)run_rounds(ROUNDS); seed++) {
		to.used = 0;
		to.first = 0;
		product_put(&to, "<bom xmlns='urn:retrace:bom:1'>\n");
		for (uint64_t k = 0; k <= seed % 3; k++) {
			product_invent(&p, seed * 3 + k, true);
			product_write(&p, &to);
			to.first += p.n;
		}
		product_put(&to, "</bom>\n");
		there_and_back(&(struct text){ "x.xml", to.text, to.used });
	}
	substance_table_free(&chem);
	arena_free(&a);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, what_is_written_as_tables_is_read_as_the_same);
}

int
main(void)
{
	return run_suite("tables", add);
}
