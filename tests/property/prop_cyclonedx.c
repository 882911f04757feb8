/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: a product written as CycloneDX and read again is the same.
 *
 * Random products, alone and several side by side, become CycloneDX and come
 * back; written as our own XML, they say line for line what they said before.
 */
#include "core/bom/link.h"
#include "core/bom/read.h"
#include "core/bom/write_cyclonedx.h"
#include "tests/property/product.h"
#include "tests/unit/run.h"

#include <stdlib.h>

#define ROUNDS 600

static struct substance_table chem;

/* A text that is read and linked. */
static void
read_text(struct bom *b, const char *name, const char *text, size_t n)
{
	struct bytes bytes = { malloc(n + 1), n };
	struct findings f = { 0 };
	enum format format;

	ck_assert_ptr_nonnull(bytes.p);
	memcpy(bytes.p, text, n);
	bytes.p[n] = '\0';
	ck_assert(bom_init(b));
	if (bom_read_bytes(b, &chem, name, &bytes, &format, &f) != ST_OK ||
	    bom_link(b, DATE_NONE, &f) != ST_OK)
		ck_abort_msg("%s:%u:%u: %s\n%s", name, f.first.at.line,
		    f.first.at.col, f.first.text, text);
	findings_free(&f);
}

static bool
put(void *ctx, struct str piece)
{
	return fwrite(piece.p, 1, piece.n, ctx) == piece.n;
}

static char *
written(const struct bom *b, bool xml, size_t *n)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, n);
	struct xml_sink sink = { put, to };
	struct findings f = { 0 };
	struct error err = { 0 };
	enum status st;

	ck_assert_ptr_nonnull(to);
	st = xml ? bom_write_xml(b, &sink, &err)
		 : bom_write_cyclonedx(b, &sink, &f, &err);
	fclose(to);
	ck_assert_msg(st == ST_OK, "%s", err.text);
	ck_assert_uint_eq(f.warnings, 0);
	findings_free(&f);
	return text;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The lines of a text, in order; the text is cut up. */
static char **
lines_of(char *text, size_t *n)
{
	char **line = NULL, *rest = NULL;
	size_t cap = 0;

	*n = 0;
	for (char *p = strtok_r(text, "\n", &rest); p != NULL;
	     p = strtok_r(NULL, "\n", &rest)) {
		line = array_grow(line, &cap, *n + 1, sizeof(*line));
		ck_assert_ptr_nonnull(line);
		line[(*n)++] = p;
	}
	qsort(line, *n, sizeof(*line), compare);
	return line;
}

/* Items may come in another order: the product goes first. */
static void
same_lines(char *a, char *b)
{
	size_t na, nb;
	char **x = lines_of(a, &na), **y = lines_of(b, &nb);

	for (size_t i = 0; i < na && i < nb; i++)
		if (strcmp(x[i], y[i]) != 0)
			ck_abort_msg("before: %s\nafter: %s", x[i], y[i]);
	ck_assert_uint_eq(na, nb);
	free(x);
	free(y);
}

START_TEST(what_is_written_as_cyclonedx_is_read_as_the_same)
{
	static struct product_text to;
	struct error err = { 0 };
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
		read_text(&b, "x.xml", to.text, to.used);
		before = written(&b, true, &n);
		json = written(&b, false, &n);
		read_text(&again, "x.json", json, n);
		after = written(&again, true, &n);
		same_lines(before, after);
		free(before);
		free(json);
		free(after);
		bom_free(&b);
		bom_free(&again);
	}
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
