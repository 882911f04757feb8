/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_plmxml - what structures in PLM XML become in the bom. */
#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"

#define GOOD "tests/data/bom/plmxml/good/"

/* The uses of a part: "1 each", joined by ';'. */
static const char *
uses(const struct golden *g, const char *part)
{
	static char text[200];

	text[0] = '\0';
	for (size_t i = 0; i < g->b.nuse; i++) {
		const struct use *u = &g->b.use[i];

		if (str_is(g->b.parts.key[g->b.ref[u->child].part], part))
			str_add(text, sizeof(text), "%s%s %s",
			    text[0] != '\0' ? ";" : "",
			    golden_number(g, u->qty),
			    unit_name((enum unit)u->unit));
	}
	return text;
}

START_TEST(a_place_is_a_piece)
{
	struct golden g;

	golden_file(&g, GOOD "pump.xml", FORMAT_PLMXML);
	ck_assert_str_eq(uses(&g, "ROT-7"), "1 each;1 each");
	/* and one that stands there twice has its parts once */
	ck_assert_str_eq(uses(&g, "MAG-1"), "1 each;1 each");
	golden_free(&g);
}
END_TEST

START_TEST(a_house_may_write_how_often)
{
	struct golden g;

	golden_file(&g, GOOD "pump.xml", FORMAT_PLMXML);
	ck_assert_str_eq(uses(&g, "Bolt M5"), "8 each;1 each");
	golden_free(&g);
}
END_TEST

START_TEST(a_revision_has_the_number_of_its_master)
{
	const struct item *pump;
	struct golden g;

	golden_file(&g, GOOD "pump.xml", FORMAT_PLMXML);
	pump = golden_item(&g, "000418");
	ck_assert(str_is(bom_text_get(&g.b, pump->revision), "B"));
	ck_assert(str_is(bom_text_get(&g.b, pump->name), "Pump, blue"));
	ck_assert(str_is(
	    bom_text_get(&g.b, golden_item(&g, "MAG-1")->name), "Magnet"));
	golden_free(&g);
}
END_TEST

START_TEST(instances_make_a_list_of_each_part)
{
	struct golden g;

	golden_file(&g, GOOD "graph.xml", FORMAT_PLMXML);
	ck_assert_str_eq(uses(&g, "ROTOR"), "2 each");
	ck_assert_str_eq(uses(&g, "BOLT"), "1 each;1 each");
	golden_free(&g);
}
END_TEST

/* Places one in another, as deep as they go. */
START_TEST(depth_does_not_matter)
{
	static const char head[] =
	    "<PLMXML xmlns=\"http://www.plmxml.org/Schemas/PLMXMLSchema\">"
	    "<ProductView>";
	const size_t n = 20000, size = n * 160 + 400;
	char *text = malloc(size);
	struct golden g;
	size_t k;

	ck_assert_ptr_nonnull(text);
	k = (size_t)snprintf(text, size, "%s", head);
	for (size_t i = 0; i < n; i++)
		k += (size_t)snprintf(text + k, size - k,
		    "<Occurrence id=\"o%zu\" instancedRef=\"p%zu\" "
		    "occurrenceRefs=\"o%zu\"/>\n",
		    i, i, i + 1 < n ? i + 1 : n);
	k += (size_t)snprintf(text + k, size - k,
	    "<Occurrence id=\"o%zu\" instancedRef=\"p0\"/></ProductView>", n);
	for (size_t i = 0; i < n; i++)
		k += (size_t)snprintf(text + k, size - k,
		    "<Product id=\"p%zu\" productId=\"P%zu\"/>\n", i, i);
	k += (size_t)snprintf(text + k, size - k, "</PLMXML>");
	golden_init(&g);
	golden_read(&g, "x", (struct str){ text, k });
	/* the last of them is the first again */
	ck_assert_int_ne(g.st, ST_OK);
	ck_assert_ptr_nonnull(strstr(g.f.first.text, "P0"));
	golden_free(&g);
	free(text);
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct golden g;

	golden_example(&g, "schemas/plmxml.md");
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nuse, 2);
	golden_free(&g);
}
END_TEST

START_TEST(bad_documents_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/plmxml/bad", ".xml", 7);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, a_place_is_a_piece);
	tcase_add_test(t, a_house_may_write_how_often);
	tcase_add_test(t, a_revision_has_the_number_of_its_master);
	tcase_add_test(t, instances_make_a_list_of_each_part);
	tcase_add_test(t, depth_does_not_matter);
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_test(t, bad_documents_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_plmxml", add);
}
