/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_cyclonedx - what CycloneDX, XML and JSON, becomes in the bom. */
#include "tests/unit/golden_json.h"
#include "tests/unit/run.h"

#define GOOD "tests/data/bom/cyclonedx/good/"
#define JSON(x) "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\"," x "}"

static const char *const drives[] = { GOOD "drive.json", GOOD "drive.xml" };

static void
drive(struct golden *g, int which)
{
	golden_file(g, drives[which], FORMAT_CYCLONEDX);
}

static void
json(struct golden *g, const char *text)
{
	golden_json(g, FORMAT_CYCLONEDX, text);
}

START_TEST(a_component_is_in_what_it_is_nested_in_or_what_depends_on_it)
{
	struct golden g;

	drive(&g, _i);
	ck_assert_str_eq(golden_uses(&g, "SHAFT-20"), "1 each in ROTOR-7");
	ck_assert_str_eq(golden_uses(&g, "GREASE"), "1.5 g in ROTOR-7");
	ck_assert_str_eq(golden_uses(&g, "M-42"), "16 each in ROTOR-7");
	ck_assert_str_eq(golden_uses(&g, "ROTOR-7"), "1 each in EDU-100");
	/* software needs the board, and does not hold it */
	ck_assert_str_eq(golden_uses(&g, "PCB-3"), "1 each in EDU-100");
	/* the rotor depends on it, but the board says how much it has */
	ck_assert_str_eq(golden_uses(&g, "HS-1"), "3 each in PCB-3");
	ck_assert_str_eq(
	    golden_uses(&g, "C-100"), "40 each in PCB-3;40 each in PCB-3");
	golden_free(&g);
}
END_TEST

START_TEST(software_weighs_nothing_and_needs_others)
{
	const struct item *fw;
	struct golden g;

	drive(&g, _i);
	fw = golden_item(&g, "drive-fw");
	ck_assert(fw->has_mass);
	ck_assert_uint_eq(fw->mass.hi, NUM_ZERO);
	ck_assert_uint_eq(fw->flags, ITEM_COMPLETE);
	ck_assert_str_eq(golden_uses(&g, "drive-fw"), "1 each in EDU-100");
	ck_assert_uint_eq(g.f.n, 1);
	ck_assert_int_eq(g.f.list[0].sev, SEV_NOTE);
	ck_assert_ptr_nonnull(
	    strstr(g.f.list[0].text, "3 dependencies of software"));
	golden_free(&g);
}
END_TEST

START_TEST(properties_say_what_an_item_is)
{
	const struct item *m;
	struct golden g;

	drive(&g, _i);
	m = golden_item(&g, "M-42");
	ck_assert(str_is(bom_text_get(&g.b, m->maker), "Magnetfabrik"));
	ck_assert(str_is(
	    bom_text_get(&g.b, m->name), "Sintered magnet \xE2\x80\x93 N42SH"));
	ck_assert_str_eq(golden_number(&g, m->mass.lo), "12.5");
	ck_assert_str_eq(golden_number(&g, m->value), "2.4");
	ck_assert(str_is(bom_text_get(&g.b, m->currency), "EUR"));
	ck_assert(str_is(bom_text_get(&g.b, m->hs), "850511"));
	ck_assert_uint_eq(m->form, FORM_MAGNET);
	ck_assert_uint_eq(golden_item(&g, "PCB-3")->flags, ITEM_OPEN);
	ck_assert_uint_eq(
	    golden_item(&g, "EDU-100")->flags & ITEM_SHIPPED, ITEM_SHIPPED);
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "ROTOR-7")->mass.hi), "1050");
	golden_free(&g);
}
END_TEST

START_TEST(rows_say_what_it_holds_and_where_that_is_from)
{
	const struct bom *b;
	struct golden g;
	size_t n = 0;

	drive(&g, _i);
	b = &g.b;
	for (size_t i = 0; i < b->ncontent; i++) {
		const struct content *c = &b->content[i];

		if (c->derived || !str_is(golden_part(&g, c->item), "M-42"))
			continue;
		n++;
		if (c->norigin == 0)
			continue;
		ck_assert_str_eq(golden_number(&g, c->amount.lo), "0.285");
		ck_assert_str_eq(golden_number(&g, c->amount.hi), "0.3");
		ck_assert_str_eq(b->origin[c->origin_first].country, "CN");
		ck_assert_uint_eq(
		    b->origin[c->origin_first].stage, STAGE_MINING);
		ck_assert_uint_eq(b->origin[c->origin_first].blend, 1);
		ck_assert_str_eq(
		    golden_number(&g, b->origin[c->origin_first].share.lo),
		    "0.6");
	}
	ck_assert_uint_eq(n, 3);
	/* of a line; of the part and its dysprosium; of the sensor */
	ck_assert_uint_eq(b->norigin, 4);
	golden_free(&g);
}
END_TEST

START_TEST(the_document_is_who_says_it)
{
	const struct declaration *d;
	struct golden g;
	char day[DATE_TEXT];

	drive(&g, _i);
	d = &g.b.decl[g.b.file[0].decl];
	ck_assert(str_is(bom_text_get(&g.b, d->supplier), "Antriebe AG"));
	ck_assert(str_starts(bom_text_get(&g.b, d->id), "urn:uuid:0a1b2c3d"));
	date_format(d->date, day);
	ck_assert_str_eq(day, "2026-01-05");
	golden_free(&g);
}
END_TEST

START_TEST(a_drive_can_be_linked)
{
	struct golden g;

	drive(&g, _i);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
}
END_TEST

START_TEST(what_several_depend_on_is_in_each_nobody_knows_how_often)
{
	struct golden g;

	json(&g, JSON("\"components\":["
		      "{\"type\":\"device\",\"name\":\"A\",\"bom-ref\":\"a\"},"
		      "{\"type\":\"device\",\"name\":\"B\",\"bom-ref\":\"b\"},"
		      "{\"type\":\"device\",\"name\":\"S\",\"bom-ref\":\"s\"}],"
		      "\"dependencies\":["
		      "{\"ref\":\"a\",\"dependsOn\":[\"s\",\"s\"]},"
		      "{\"ref\":\"b\",\"dependsOn\":\"s\"}]"));
	ck_assert_str_eq(golden_uses(&g, "S"), "open each in A;open each in B");
	/* and the list is a product of which nobody says the name */
	ck_assert_str_eq(golden_uses(&g, "A"), "1 each in product");
	ck_assert_uint_eq(g.f.warnings, 2);
	golden_free(&g);
}
END_TEST

START_TEST(what_is_nested_may_be_in_another_as_well)
{
	struct golden g;

	json(
	    &g, JSON("\"components\":["
		     "{\"type\":\"device\",\"name\":\"A\",\"components\":["
		     "{\"type\":\"device\",\"name\":\"N\",\"bom-ref\":\"n\"}]},"
		     "{\"type\":\"device\",\"name\":\"B\",\"properties\":["
		     "{\"name\":\"retrace:use\","
		     "\"value\":\"ref=n; quantity=2 each\"}]}]"));
	ck_assert_str_eq(golden_uses(&g, "N"), "1 each in A;2 each in B");
	golden_free(&g);
	/* and what holds it may say how much of it */
	json(&g, JSON("\"components\":["
		      "{\"type\":\"device\",\"name\":\"A\",\"components\":["
		      "{\"type\":\"device\",\"name\":\"N\",\"bom-ref\":\"n\"}],"
		      "\"properties\":[{\"name\":\"retrace:use\","
		      "\"value\":\"ref=n; quantity=3 each\"}]}]"));
	ck_assert_str_eq(golden_uses(&g, "N"), "3 each in A");
	golden_free(&g);
}
END_TEST

START_TEST(hardware_with_another_scope_may_not_be_there)
{
	struct golden g;

	json(&g,
	    JSON("\"components\":["
		 "{\"type\":\"device\",\"name\":\"A\"},"
		 "{\"type\":\"device\",\"name\":\"B\",\"scope\":\"optional\"},"
		 "{\"type\":\"device\",\"name\":\"C\","
		 "\"scope\":\"required\"}]"));
	ck_assert_str_eq(golden_uses(&g, "A"), "1 each in product");
	ck_assert_str_eq(golden_uses(&g, "B"), "open each in product");
	ck_assert_str_eq(golden_uses(&g, "C"), "1 each in product");
	golden_free(&g);
}
END_TEST

START_TEST(what_is_not_described_is_in_it_all_the_same)
{
	struct golden g;

	json(&g, JSON("\"components\":["
		      "{\"type\":\"device\",\"name\":\"A\",\"bom-ref\":\"a\"}],"
		      "\"dependencies\":["
		      "{\"ref\":\"a\",\"dependsOn\":[\"x\"]},"
		      "{\"ref\":\"nobody\",\"dependsOn\":[\"a\"]}]"));
	ck_assert_str_eq(golden_uses(&g, "x"), "open each in A");
	ck_assert(!golden_item(&g, "x")->has_mass);
	ck_assert_uint_eq(g.f.warnings, 1);
	golden_free(&g);
}
END_TEST

/* Of software, whatever says that it is a thing makes it one. */
static const char *const things[] = {
	"\"type\":\"data\",\"properties\":["
	"{\"name\":\"retrace:mass\",\"value\":\"1 g\"}]",
	"\"type\":\"application\",\"components\":["
	"{\"type\":\"device\",\"name\":\"inner\"}]",
	"\"type\":\"gadget\"",
	"\"version\":\"1\"",
};

START_TEST(nothing_that_may_be_a_thing_is_software)
{
	char text[400] = "";
	struct golden g;

	str_add(text, sizeof(text),
	    JSON("\"components\":[{\"name\":\"A\",%s}]"), things[_i]);
	json(&g, text);
	ck_assert_uint_eq(golden_item(&g, "A")->flags & ITEM_COMPLETE, 0);
	golden_free(&g);
}
END_TEST

START_TEST(a_product_with_hardware_is_no_software)
{
	struct golden g;

	json(&g, JSON("\"metadata\":{\"component\":"
		      "{\"type\":\"application\",\"name\":\"P\"}},"
		      "\"components\":[{\"type\":\"device\",\"name\":\"A\"},"
		      "{\"type\":\"library\",\"name\":\"L\"}]"));
	ck_assert_uint_eq(golden_item(&g, "P")->flags, 0);
	ck_assert(!golden_item(&g, "P")->has_mass);
	golden_free(&g);
	json(
	    &g, JSON("\"metadata\":{\"component\":"
		     "{\"type\":\"application\",\"name\":\"P\"}},"
		     "\"components\":[{\"type\":\"library\",\"name\":\"L\"}]"));
	ck_assert_uint_eq(golden_item(&g, "P")->flags, ITEM_COMPLETE);
	golden_free(&g);
}
END_TEST

/* Nor is it where it is named once more without what is in it. */
START_TEST(software_that_holds_hardware_once_is_hardware_each_time)
{
	struct golden g;

	json(&g, JSON("\"components\":["
		      "{\"type\":\"application\",\"name\":\"A\"},"
		      "{\"type\":\"application\",\"name\":\"A\","
		      "\"components\":"
		      "[{\"type\":\"device\",\"name\":\"B\"}]}]"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(golden_item(&g, "A")->flags, 0);
	ck_assert(!golden_item(&g, "A")->has_mass);
	golden_free(&g);
}
END_TEST

START_TEST(the_same_item_again_is_the_same)
{
	struct golden g;

	/* two motors, each with its magnet; the third says nothing of it */
	json(&g, JSON("\"components\":["
		      "{\"type\":\"device\",\"name\":\"M\",\"components\":["
		      "{\"type\":\"device\",\"name\":\"N\",\"properties\":["
		      "{\"name\":\"retrace:content\","
		      "\"value\":\"element=Nd; amount=1 g\"}]}]},"
		      "{\"type\":\"device\",\"name\":\"M\",\"components\":["
		      "{\"type\":\"device\",\"name\":\"N\",\"properties\":["
		      "{\"name\":\"retrace:content\","
		      "\"value\":\"element=Nd; amount=1 g\"}]}]},"
		      "{\"type\":\"device\",\"name\":\"M\"}]"));
	ck_assert_str_eq(golden_uses(&g, "N"), "1 each in M");
	ck_assert_str_eq(golden_uses(&g, "M"),
	    "1 each in product;1 each in product;1 each in product");
	ck_assert_uint_eq(g.b.ncontent, 1);
	golden_free(&g);
}
END_TEST

START_TEST(a_product_among_its_components_is_not_in_itself)
{
	struct golden g;

	json(&g, JSON("\"components\":["
		      "{\"type\":\"device\",\"name\":\"P\",\"bom-ref\":\"p\","
		      "\"components\":[{\"type\":\"device\",\"name\":\"A\"}]},"
		      "{\"type\":\"device\",\"name\":\"B\",\"bom-ref\":\"b\"}],"
		      "\"metadata\":{\"component\":"
		      "{\"type\":\"device\",\"name\":\"P\",\"bom-ref\":\"p\"}},"
		      "\"dependencies\":[{\"ref\":\"p\",\"dependsOn\":[\"b\"]},"
		      "{\"ref\":\"b\",\"dependsOn\":[\"p\"]}]"));
	ck_assert_str_eq(golden_uses(&g, "A"), "1 each in P");
	ck_assert_str_eq(golden_uses(&g, "B"), "1 each in P");
	ck_assert_str_eq(golden_uses(&g, "P"), "");
	golden_free(&g);
}
END_TEST

START_TEST(names_that_are_not_known_are_told_once_each)
{
	struct golden g;

	json(&g,
	    JSON("\"extra\":1,\"components\":["
		 "{\"type\":\"firmware\",\"name\":\"A\",\"x\":{\"name\":[]}},"
		 "{\"type\":\"firmware\",\"name\":\"B\",\"x\":[{}],\"y\":2}]"));
	ck_assert_uint_eq(g.f.warnings, 3);
	ck_assert_str_eq(g.f.list[1].text,
	    "member \"x\", 2 times, is passed over: expected what is known "
	    "of CycloneDX in this place");
	golden_free(&g);
}
END_TEST

/* All of one component. */
START_TEST(many_properties_are_no_hindrance)
{
	static const char one[] = "{\"name\":\"vendor:x\",\"value\":\"y\"},";
	const size_t n = 200000, size = n * strlen(one) + 300;
	char *text = malloc(size), *p;
	struct golden g;

	ck_assert_ptr_nonnull(text);
	p = stpcpy(text,
	    "{\"bomFormat\":\"CycloneDX\",\"components\":["
	    "{\"type\":\"device\",\"name\":\"A\",\"properties\":[");
	for (size_t i = 0; i < n; i++)
		p = stpcpy(p, one);
	stpcpy(p, "{\"name\":\"cdx:device:quantity\",\"value\":1}]}]}");
	json(&g, text);
	ck_assert_uint_eq(g.b.nitem, 1);
	golden_free(&g);
	free(text);
}
END_TEST

/* What is not read may be as long as it likes; a name may not. */
START_TEST(long_texts_matter_where_they_are_read)
{
	const struct {
		const char *member;
		enum status st;
	} texts[] = { { "copyright", ST_OK }, { "description", ST_OK },
		{ "name", ST_LIMIT }, { "version", ST_LIMIT } };
	const size_t n = 100000;
	char *text = malloc(n + 200);
	struct golden g;

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < LENGTH(texts); i++) {
		char *p = text;

		p += sprintf(p,
		    "{\"bomFormat\":\"CycloneDX\",\"components\":[{\"type\":"
		    "\"device\",\"group\":\"G\",\"%s\":\"",
		    texts[i].member);
		memset(p, 'x', n);
		strcpy(p + n, i < 2 ? "\",\"name\":\"A\"}]}" : "\"}]}");
		golden_init(&g);
		golden_read(&g, "x", str_of(text));
		ck_assert_int_eq(g.st, texts[i].st);
		golden_free(&g);
	}
	free(text);
}
END_TEST

START_TEST(every_version_of_the_format_is_read)
{
	char text[200];
	struct golden g;

	for (int v = 0; v <= 7; v++) {
		text[0] = '\0';
		str_add(text, sizeof(text),
		    "<c:bom xmlns:c=\"http://cyclonedx.org/schema/bom/1.%d\">"
		    "<c:components><c:component type=\"device\">"
		    "<c:name>A</c:name></c:component></c:components></c:bom>",
		    v);
		golden_init(&g);
		golden_read(&g, "x", str_of(text));
		ck_assert_int_eq(g.st, ST_OK);
		ck_assert_uint_eq(g.f.n, 0);
		ck_assert(str_is(bom_part(&g.b, 0), "A"));
		golden_free(&g);
	}
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct golden g;

	golden_example(&g, "schemas/cyclonedx.md");
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_int_eq(g.format, FORMAT_CYCLONEDX);
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.nitem, 3);
	ck_assert_uint_eq(g.b.nuse, 2);
	ck_assert_uint_eq(g.b.ncontent, 2);
	golden_free(&g);
}
END_TEST

START_TEST(bad_files_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/cyclonedx/bad", ".json", 28);
	golden_compare("tests/data/bom/cyclonedx/bad", ".xml", 6);
}
END_TEST

static void
add(TCase *t)
{
	const int n = LENGTH(drives);

	tcase_add_loop_test(t,
	    a_component_is_in_what_it_is_nested_in_or_what_depends_on_it, 0, n);
	tcase_add_loop_test(t, software_weighs_nothing_and_needs_others, 0, n);
	tcase_add_loop_test(t, properties_say_what_an_item_is, 0, n);
	tcase_add_loop_test(
	    t, rows_say_what_it_holds_and_where_that_is_from, 0, n);
	tcase_add_loop_test(t, the_document_is_who_says_it, 0, n);
	tcase_add_loop_test(t, a_drive_can_be_linked, 0, n);
	tcase_add_test(
	    t, what_several_depend_on_is_in_each_nobody_knows_how_often);
	tcase_add_test(t, what_is_nested_may_be_in_another_as_well);
	tcase_add_test(t, hardware_with_another_scope_may_not_be_there);
	tcase_add_test(t, what_is_not_described_is_in_it_all_the_same);
	tcase_add_loop_test(
	    t, nothing_that_may_be_a_thing_is_software, 0, LENGTH(things));
	tcase_add_test(t, a_product_with_hardware_is_no_software);
	tcase_add_test(
	    t, software_that_holds_hardware_once_is_hardware_each_time);
	tcase_add_test(t, the_same_item_again_is_the_same);
	tcase_add_test(t, a_product_among_its_components_is_not_in_itself);
	tcase_add_test(t, names_that_are_not_known_are_told_once_each);
	tcase_add_test(t, many_properties_are_no_hindrance);
	tcase_add_test(t, long_texts_matter_where_they_are_read);
	tcase_add_test(t, every_version_of_the_format_is_read);
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_test(t, bad_files_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_cyclonedx", add);
}
