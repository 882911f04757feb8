/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: a product written as CycloneDX and read again is the same.
 *
 * Random products, alone and several side by side, become CycloneDX and come
 * back; written as our own XML, they say line for line what they said before.
 */
#include "core/bom/write/write_cyclonedx.h"
#include "tests/property/product.h"
#include "tests/property/texts.h"

#define ROUNDS 600

static struct substance_table chem;

static char *
as_json(const struct bom *b, size_t *n)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, n);
	struct xml_sink sink = { texts_put, to };
	struct findings f = { 0 };
	struct error err = { 0 };

	ck_assert_ptr_nonnull(to);
	ck_assert_msg(
	    bom_write_cyclonedx(b, &sink, &f, &err) == ST_OK, "%s", err.text);
	fclose(to);
	ck_assert_uint_eq(f.warnings, 0);
	findings_free(&f);
	return text;
}

START_TEST(what_is_written_as_cyclonedx_is_read_as_the_same)
{
	static struct product_text to;
	struct error err = { 0 };
	struct findings f = { 0 };
	struct arena a = { 0 };
	struct product p;

	ck_assert_int_eq(substance_table_init(&chem, &a, &err), ST_OK);
	for (uint64_t seed = 0; seed < (uint64_t)run_rounds(ROUNDS); seed++) {
		char *before, *json, *after;
		struct bom b, again;
		size_t n;

		to.used = 0;
		to.first = 0;
		product_put(&to, "<bom xmlns='urn:retrace:bom:1'>\n");
		for (uint64_t k = 0; k <= seed % 3; k++) {
			product_invent(&p, seed * 3 + k, true);
			product_write(&p, &to);
			to.first += p.n;
		}
		product_put(&to, "</bom>\n");
		texts_read(&b, &chem,
		    &(struct text){ "x.xml", to.text, to.used }, 1, &f);
		before = texts_as_xml(&b);
		json = as_json(&b, &n);
		texts_read(
		    &again, &chem, &(struct text){ "x.json", json, n }, 1, &f);
		after = texts_as_xml(&again);
		texts_same(before, after);
		free(before);
		free(json);
		free(after);
		bom_free(&b);
		bom_free(&again);
	}
	findings_free(&f);
	substance_table_free(&chem);
	arena_free(&a);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, what_is_written_as_cyclonedx_is_read_as_the_same);
}

int
main(void)
{
	return run_suite("cyclonedx", add);
}
