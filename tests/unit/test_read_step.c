/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_step - what product structures of STEP files become in the bom. */
#include "core/bom/other/step.h"
#include "tests/unit/golden_json.h"
#include "tests/unit/run.h"

#define GOOD "tests/data/bom/step/good/"

START_TEST(a_use_is_a_piece)
{
	struct golden g;

	golden_file(&g, GOOD "pump.stp", FORMAT_STEP);
	ck_assert_str_eq(golden_uses(&g, "RTR-7"), "1 each in 000419");
	ck_assert_str_eq(
	    golden_uses(&g, "Bolt M5x"), "1 each in 000419;1 each in 000419");
	/* of a count in records that are one instance */
	ck_assert_str_eq(golden_uses(&g, "MGN-1"), "16 each in RTR-7");
	golden_free(&g);
}
END_TEST

START_TEST(what_no_count_is_is_not_known)
{
	struct golden g;

	golden_file(&g, GOOD "pump.stp", FORMAT_STEP);
	/* a length; what a part is made from */
	ck_assert_str_eq(golden_uses(&g, "Wire"), "open each in RTR-7");
	ck_assert_str_eq(golden_uses(&g, "NdFeB block"), "open each in MGN-1");
	golden_says(&g, "2 uses of which nobody says how many pieces");
	golden_free(&g);
	/* one of two is built in */
	golden_file(&g, GOOD "alike.stp", FORMAT_STEP);
	ck_assert_str_eq(
	    golden_uses(&g, "SOLID"), "open each in Body;open each in Body");
	golden_free(&g);
}
END_TEST

START_TEST(products_have_numbers_names_and_versions)
{
	const struct item *i;
	struct golden g;

	golden_file(&g, GOOD "pump.stp", FORMAT_STEP);
	i = golden_item(&g, "000419");
	ck_assert(str_is(bom_text_get(&g.b, i->name), "Pump, blue"));
	ck_assert(str_is(bom_text_get(&g.b, i->revision), "B"));
	ck_assert_uint_eq(i->at.line, 22);
	/* escapes of three kinds; a version that says nothing */
	i = golden_item(&g, "RTR-7");
	ck_assert(
	    str_is(bom_text_get(&g.b, i->name), "R\xC3\xBC"
						"ckl\xC3\xA4ufer 5\xC2\xB5m"));
	ck_assert_uint_eq(i->revision, 0);
	i = golden_item(&g, "MGN-1");
	ck_assert(str_is(bom_text_get(&g.b, i->name), "Magnet, o'clock"));
	/* a drawing is a product as well, and no part */
	ck_assert_uint_eq(g.b.nitem, 6);
	golden_free(&g);
}
END_TEST

START_TEST(one_number_for_two_is_told_apart_by_their_parts)
{
	struct golden g;

	golden_file(&g, GOOD "alike.stp", FORMAT_STEP);
	ck_assert_str_eq(golden_uses(&g, "Body #4"), "1 each in Body");
	/* no number and no name; an occurrence of it */
	ck_assert_str_eq(golden_uses(&g, "product #13"), "1 each in Body");
	ck_assert_uint_eq(g.b.nitem, 4);
	golden_says(&g, "1 product with the number of another");
	golden_free(&g);
}
END_TEST

START_TEST(xml_has_the_same_things)
{
	const struct item *fan;
	struct golden g;

	golden_file(&g, GOOD "fan.xml", FORMAT_STEP);
	fan = golden_item(&g, "FAN-100");
	ck_assert(str_is(bom_text_get(&g.b, fan->name), "Fan, 12 V"));
	ck_assert(str_is(bom_text_get(&g.b, fan->revision), "C"));
	ck_assert_str_eq(
	    golden_uses(&g, "FMG-7"), "1 each in FAN-100;1 each in FAN-100");
	ck_assert_uint_eq(golden_item(&g, "FMG-7")->revision, 0);
	ck_assert_str_eq(golden_uses(&g, "FSC-4"), "6 each in FAN-100");
	/* a length */
	ck_assert_str_eq(golden_uses(&g, "FWR-1"), "open each in FAN-100");
	ck_assert_uint_eq(g.f.n, 1);
	golden_free(&g);
}
END_TEST

/* What is said in another place, twice, or of another kind. */
START_TEST(xml_of_odd_relations_loses_nothing)
{
	struct golden g;

	golden_file(&g, GOOD "relations.xml", FORMAT_STEP);
	ck_assert_str_eq(golden_uses(&g, "UNTYPED"), "open each in REL-1");
	ck_assert_str_eq(
	    golden_uses(&g, "COUNTED-THERE"), "open each in REL-1");
	ck_assert_str_eq(golden_uses(&g, "TWO-NUMBERS"), "open each in REL-1");
	ck_assert_str_eq(golden_uses(&g, "LONG"), "7 each in REL-1");
	ck_assert_str_eq(golden_uses(&g, "APART"), "1 each in REL-1");
	golden_item(&g, "NO-VERSION");
	ck_assert(str_is(
	    bom_text_get(&g.b, golden_item(&g, "NO-VIEW")->revision), "B"));
	ck_assert_uint_eq(g.b.nitem, 8);
	golden_says(&g, "3 uses of which nobody says how many pieces");
	golden_says(&g, "element \"MatingRelationship\", 1 time");
	golden_free(&g);
}
END_TEST

START_TEST(a_number_told_apart_is_none_of_another)
{
	struct golden g;

	golden_file(&g, GOOD "numbers.xml", FORMAT_STEP);
	ck_assert_str_eq(golden_uses(&g, "BODY #4"), "1 each in BODY");
	ck_assert_uint_eq(g.b.nitem, 5);
	ck_assert_uint_eq(g.b.nuse, 4);
	golden_free(&g);
}
END_TEST

/* Names of records in small letters; what is in another file. */
START_TEST(letters_do_not_matter_and_other_files_are_not_followed)
{
	struct golden g;

	golden_json(&g, FORMAT_STEP,
	    "ISO-10303-21;REFERENCE;#9=<other.stp#a>;ENDSEC;DATA;"
	    "#1=product('P','','',());"
	    "#2=Product_Definition_Formation('','',#1);"
	    "#3=PRODUCT_DEFINITION('','',#2,$);ENDSEC;"
	    "END-ISO-10303-21;");
	golden_item(&g, "P");
	golden_free(&g);
}
END_TEST

#define HEAD "ISO-10303-21;DATA;"
#define TAIL \
	"#2=PRODUCT_DEFINITION_FORMATION('','',#1);" \
	"#3=PRODUCT_DEFINITION('','',#2,$);ENDSEC;END-ISO-10303-21;"

static const struct {
	const char *raw, *text;
} texts[] = {
	{ "a\\\\b", "a\\b" },
	{ "\\X2\\6C38\\X0\\\\X2\\78C1\\X0\\", "\xE6\xB0\xB8\xE7\xA3\x81" },
	{ "\\X2\\D83DDE00\\X0\\", "\xF0\x9F\x98\x80" },
	{ "\\X4\\0001F600\\X0\\", "\xF0\x9F\x98\x80" },
	/* half a character, none, and too large a one */
	{ "\\X2\\D83D\\X0\\", "?" },
	{ "\\X2\\0001\\X0\\", "?" },
	{ "\\X4\\FFFFFFFF\\X0\\", "?" },
	{ "\\PA\\x", "x" },
	/* what is no escape */
	{ "\\X2\\G", "G" },
	{ "\\Q", "\\Q" },
	{ "\\", "\\" },
	{ "a\nb", "ab" },
	{ "a''''b", "a''b" },
};

START_TEST(texts_have_their_escapes_resolved)
{
	char text[300] = "";
	struct golden g;

	str_add(text, sizeof(text), HEAD "#1=PRODUCT('P','%s','',());" TAIL,
	    texts[_i].raw);
	golden_json(&g, FORMAT_STEP, text);
	ck_assert_str_eq(
	    bom_text_get(&g.b, golden_item(&g, "P")->name).p, texts[_i].text);
	golden_free(&g);
}
END_TEST

/* Brackets in brackets in a record that nobody wants. */
START_TEST(depth_does_not_matter)
{
	const size_t n = 100000;
	char *text = malloc(2 * n + 400);
	struct golden g;
	size_t k;

	ck_assert_ptr_nonnull(text);
	k = (size_t)snprintf(text, 200, "%s#9=LIST", HEAD);
	memset(text + k, '(', n);
	memset(text + k + n, ')', n);
	k += 2 * n;
	k += (size_t)snprintf(
	    text + k, 200, ";#1=PRODUCT('P','','',());%s", TAIL);
	golden_init(&g);
	golden_read(&g, "x", (struct str){ text, k });
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nitem, 1);
	golden_free(&g);
	free(text);
}
END_TEST

START_TEST(references_in_a_list)
{
	struct str list = STR("(#12, #0x,#)"), id;

	ck_assert(step_next(&list, &id) && str_is(id, "12"));
	ck_assert(step_next(&list, &id) && str_is(id, "0"));
	ck_assert(step_next(&list, &id) && id.n == 0);
	ck_assert(!step_next(&list, &id));
}
END_TEST

static const char *const files[] = { GOOD "pump.stp", GOOD "alike.stp",
	GOOD "fan.xml", GOOD "relations.xml", GOOD "numbers.xml" };

START_TEST(good_files_can_be_linked)
{
	struct golden g;

	golden_file(&g, files[_i], FORMAT_STEP);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct bytes doc = { 0 };
	struct golden g;
	char *start, *stop;

	golden_load("schemas/step.md", &doc);
	start = strstr(doc.p, "```\nISO");
	ck_assert_ptr_nonnull(start);
	stop = strstr(start + 4, "```");
	ck_assert_ptr_nonnull(stop);
	*stop = '\0';
	golden_json(&g, FORMAT_STEP, start + 4);
	ck_assert_str_eq(golden_uses(&g, "MAG-1"), "1 each in ROT-7");
	ck_assert_uint_eq(g.f.n, 0);
	golden_free(&g);
	bytes_free(&doc);
}
END_TEST

START_TEST(bad_files_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/step/bad", ".stp", 9);
	golden_compare("tests/data/bom/step/bad", ".xml", 4);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, a_use_is_a_piece);
	tcase_add_test(t, what_no_count_is_is_not_known);
	tcase_add_test(t, products_have_numbers_names_and_versions);
	tcase_add_test(t, one_number_for_two_is_told_apart_by_their_parts);
	tcase_add_loop_test(
	    t, texts_have_their_escapes_resolved, 0, LENGTH(texts));
	tcase_add_test(t, xml_has_the_same_things);
	tcase_add_test(t, xml_of_odd_relations_loses_nothing);
	tcase_add_test(t, a_number_told_apart_is_none_of_another);
	tcase_add_test(
	    t, letters_do_not_matter_and_other_files_are_not_followed);
	tcase_add_test(t, depth_does_not_matter);
	tcase_add_test(t, references_in_a_list);
	tcase_add_loop_test(t, good_files_can_be_linked, 0, LENGTH(files));
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_test(t, bad_files_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_step", add);
}
