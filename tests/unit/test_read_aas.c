/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_aas - what environments of the Asset Administration Shell become
 * in the bom. */
#include "tests/unit/golden_json.h"
#include "tests/unit/run.h"

#define GOOD "tests/data/bom/aas/good/"
#define ASSET(x) "urn:example:asset:" x

/* The same environment in each form. */
static const char *const drives[] = { GOOD "drive.json", GOOD "drive.xml",
	GOOD "drive.aasx", GOOD "drive-json.aasx" };

START_TEST(relations_are_uses_and_bulks_are_counted)
{
	struct golden g;

	golden_file(&g, drives[_i], FORMAT_AAS);
	ck_assert_str_eq(
	    golden_uses(&g, ASSET("rotor")), "1 each in " ASSET("drive"));
	ck_assert_str_eq(
	    golden_uses(&g, ASSET("magnet")), "16 each in " ASSET("rotor"));
	/* by its number; said once as HasPart and once as IsPartOf */
	ck_assert_str_eq(golden_uses(&g, "M4x30"), "4 each in " ASSET("drive"));
	/* neither id nor number: by the path from what has one */
	ck_assert_str_eq(
	    golden_uses(&g, ASSET("rotor/Glue")), "1 each in " ASSET("rotor"));
	ck_assert_uint_eq(g.b.nuse, 5);
	golden_free(&g);
}
END_TEST

START_TEST(what_no_relation_names_is_perhaps_built_in)
{
	struct golden g;

	golden_file(&g, drives[_i], FORMAT_AAS);
	ck_assert_str_eq(golden_uses(&g, ASSET("drive/Cover")),
	    "open each in " ASSET("drive"));
	golden_says(&g, "1 entity in another without HasPart or IsPartOf");
	golden_free(&g);
}
END_TEST

START_TEST(nameplate_and_technical_data_say_what_it_is)
{
	const struct item *m;
	struct golden g;

	golden_file(&g, drives[_i], FORMAT_AAS);
	m = golden_item(&g, ASSET("magnet"));
	ck_assert(str_is(bom_text_get(&g.b, m->name), "M-42 Block magnet"));
	/* not that of its packaging */
	ck_assert_str_eq(golden_number(&g, m->mass.lo), "12.5");
	ck_assert_uint_eq(g.b.nmaker_part, 2);
	ck_assert(str_is(bom_text_get(&g.b, g.b.maker_part[0].number), "D-1"));
	ck_assert(str_is(
	    bom_text_get(&g.b, g.b.maker_part[1].maker), "Magnet Works"));
	golden_free(&g);
}
END_TEST

START_TEST(the_unit_of_an_amount_is_that_of_its_concept)
{
	const struct content *c;
	struct golden g;

	golden_file(&g, drives[_i], FORMAT_AAS);
	ck_assert_uint_eq(g.b.ncontent, 4);
	c = g.b.content;
	ck_assert_str_eq(golden_number(&g, c[0].amount.lo), "3.6");
	ck_assert_uint_eq(c[0].scope, SCOPE_TOTAL);
	/* no amount; an amount of nought; a unit that nobody says */
	ck_assert_uint_eq(c[1].unstated, 1);
	ck_assert_uint_eq(c[2].unstated, 1);
	ck_assert_uint_eq(c[3].unstated, 1);
	golden_says(&g, "1 amount without a unit of mass or share");
	golden_free(&g);
}
END_TEST

START_TEST(version_2_has_other_names_for_the_same)
{
	const struct item *p;
	struct golden g;

	golden_file(&g, GOOD "old.xml", FORMAT_AAS);
	p = golden_item(&g, ASSET("pump"));
	ck_assert(str_is(bom_text_get(&g.b, p->name), "P-7 PumpAAS"));
	ck_assert_str_eq(golden_number(&g, p->mass.lo), "2500");
	ck_assert_str_eq(
	    golden_uses(&g, ASSET("wheel")), "1 each in " ASSET("pump"));
	ck_assert_uint_eq(g.f.n, 0);
	golden_free(&g);
}
END_TEST

START_TEST(a_submodel_may_come_alone)
{
	struct golden g;

	golden_file(&g, GOOD "lone.json", FORMAT_AAS);
	ck_assert_str_eq(
	    golden_uses(&g, ASSET("wheel")), "1 each in " ASSET("pump"));
	golden_says(&g, "2 references along names that are not there");
	golden_free(&g);
}
END_TEST

START_TEST(what_is_above_beside_or_a_pattern_is_not_in_it)
{
	struct golden g;

	golden_file(&g, GOOD "part.json", FORMAT_AAS);
	ck_assert_uint_eq(g.b.nitem, 1);
	ck_assert_uint_eq(g.b.nuse, 0);
	/* of a template */
	ck_assert_uint_eq(g.b.item[0].has_mass, 0);
	golden_says(&g, "1 submodel of kind Template");
	golden_says(&g, "1 submodel of alternatives, spare parts");
	golden_says(&g, "1 relation to what the asset itself is a part of");
	golden_free(&g);
}
END_TEST

#define KEY(type, value) "{\"type\":\"" type "\",\"value\":\"" value "\"}"
#define PATH(sm, names) \
	"{\"type\":\"ModelReference\",\"keys\":[" KEY("Submodel", sm) names "]}"
#define NAME(x) "," KEY("Entity", x)
#define ENTITY(name, asset, more) \
	"{\"modelType\":\"Entity\",\"idShort\":\"" name \
	"\",\"globalAssetId\":\"" asset "\"" more "}"
#define RELATION(kind, first, second) \
	"{\"modelType\":\"RelationshipElement\",\"idShort\":\"" kind \
	"\",\"first\":" first ",\"second\":" second "}"

START_TEST(entities_that_are_the_same_are_one_item)
{
	struct golden g;

	/* in one tree it has no id, in the other it has its parts */
	golden_json(&g, FORMAT_AAS,
	    "{\"submodels\":[{\"id\":\"s\",\"idShort\":\"BillOfMaterial\","
	    "\"submodelElements\":[" ENTITY("A", "a",
		",\"statements\":[{\"modelType\":\"Entity\",\"idShort\":\"B\"}"
		"," RELATION("HasPart1", PATH("s", NAME("A")),
		    PATH("s", NAME("A") NAME("B"))) "," RELATION("SameAs1",
		    PATH("s", NAME("A") NAME("B")),
		    PATH("t",
			NAME("B"))) "]") "]},{\"id\":\"t\",\"idShort\":"
					 "\"BillOfMaterial\","
					 "\"submodelElements\":[" ENTITY("B",
					     "b",
					     ",\"statements\":[" ENTITY("C",
						 "c",
						 "") "," RELATION("HasPart1",
						 PATH("t", NAME("B")),
						 PATH("t",
						     NAME("B") NAME(
							 "C"))) "]") "]}]}");
	ck_assert_str_eq(golden_uses(&g, "b"), "1 each in a");
	ck_assert_str_eq(golden_uses(&g, "c"), "1 each in b");
	ck_assert_uint_eq(g.b.nitem, 3);
	ck_assert_uint_eq(g.f.n, 0);
	golden_free(&g);
}
END_TEST

START_TEST(a_bulk_of_nought_is_not_known)
{
	struct golden g;

	golden_json(&g, FORMAT_AAS,
	    "{\"id\":\"s\",\"idShort\":\"BOM\",\"modelType\":\"Submodel\","
	    "\"submodelElements\":[" ENTITY("A", "a",
		",\"statements\":[" ENTITY("B", "b",
		    ",\"statements\":[{\"modelType\":\"Property\","
		    "\"idShort\":\"BulkCount\",\"value\":\"0\"}]") "," RELATION("HasPart",
		    PATH("s", NAME("A")),
		    PATH("s", NAME("A") NAME("B"))) "]") "]}");
	ck_assert_str_eq(golden_uses(&g, "b"), "open each in a");
	golden_says(&g, "1 BulkCount of 0");
	golden_free(&g);
}
END_TEST

/* Weights without a unit, and several that differ: nobody knows. */
static const struct {
	const char *elements, *said;
} masses[] = {
	{ "{\"idShort\":\"Weight\",\"value\":\"5\"}",
	    "1 amount without a unit" },
	{ "{\"idShort\":\"Weight\",\"value\":\"5 kg\"},"
	  "{\"idShort\":\"NetWeight\",\"value\":\"6 kg\"}",
	    "one of several masses" },
	{ "{\"idShort\":\"Weight\",\"value\":\"some kg\"}", "as a mass" },
	{ "{\"idShort\":\"Weight\",\"value\":\"0 kg\"}", "as a mass" },
};

START_TEST(a_mass_that_is_not_clear_is_not_known)
{
	char text[500] = "";
	struct golden g;

	str_add(text, sizeof(text),
	    "{\"id\":\"s\",\"idShort\":\"TechnicalData\",\"submodelElements\":"
	    "[{\"idShort\":\"ManufacturerPartNumber\",\"value\":\"P\"},%s]}",
	    masses[_i].elements);
	golden_json(&g, FORMAT_AAS, text);
	ck_assert_uint_eq(golden_item(&g, "P")->has_mass, 0);
	golden_says(&g, masses[_i].said);
	golden_free(&g);
}
END_TEST

/* A weight in a group of something else is not that of the asset. */
static const struct {
	const char *group;
	uint8_t has_mass;
} groups[] = { { "TechnicalProperties", 1 }, { "DimensionsAndWeight", 1 },
	{ "Brake", 0 }, { "PackagingDimensions", 0 } };

START_TEST(a_weight_is_of_the_group_that_it_is_in)
{
	char text[500] = "";
	struct golden g;

	str_add(text, sizeof(text),
	    "{\"paging_metadata\":{},\"result\":[{\"id\":\"s\",\"idShort\":"
	    "\"TechnicalData\",\"submodelElements\":[{\"idShort\":"
	    "\"ManufacturerPartNumber\",\"value\":\"P\"},{\"idShort\":\"%s\","
	    "\"value\":[{\"idShort\":\"Weight\",\"value\":\"5 kg\"}]}]}]}",
	    groups[_i].group);
	golden_json(&g, FORMAT_AAS, text);
	ck_assert_uint_eq(golden_item(&g, "P")->has_mass, groups[_i].has_mass);
	golden_free(&g);
}
END_TEST

/* One behind the other, so that each search along them would be long. */
START_TEST(a_long_chain_of_the_same_takes_no_time)
{
	const size_t n = 50000, size = n * 400 + 200;
	char *text = malloc(size);
	struct golden g;
	size_t k;

	ck_assert_ptr_nonnull(text);
	k = (size_t)snprintf(text, size,
	    "{\"id\":\"s\",\"idShort\":\"BOM\",\"submodelElements\":["
	    "{\"modelType\":\"Entity\",\"idShort\":\"e%zu\"}",
	    n);
	for (size_t i = n; i-- > 0;)
		k += (size_t)snprintf(text + k, size - k,
		    ",{\"modelType\":\"Entity\",\"idShort\":\"e%zu\"},"
		    "{\"modelType\":\"RelationshipElement\",\"idShort\":"
		    "\"SameAs%zu\",\"first\":{\"keys\":[{\"value\":\"s\"},"
		    "{\"value\":\"e%zu\"}]},\"second\":{\"keys\":[{\"value\":"
		    "\"s\"},{\"value\":\"e%zu\"}]}}\n",
		    i, i, i, i + 1);
	k += (size_t)snprintf(text + k, size - k, "]}");
	golden_init(&g);
	golden_read(&g, "x", (struct str){ text, k });
	ck_assert_int_eq(g.st, ST_OK);
	golden_free(&g);
	free(text);
}
END_TEST

START_TEST(good_files_can_be_linked)
{
	static const char *const files[] = { GOOD "drive.json", GOOD "old.xml",
		GOOD "lone.json", GOOD "part.json" };
	struct golden g;

	golden_file(&g, files[_i], FORMAT_AAS);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct golden g;

	golden_json_example(&g, FORMAT_AAS, "schemas/aas.md");
	ck_assert_str_eq(
	    golden_uses(&g, ASSET("magnet")), "16 each in " ASSET("rotor"));
	golden_free(&g);
}
END_TEST

START_TEST(bad_files_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/aas/bad", ".json", 7);
	golden_compare("tests/data/bom/aas/bad", ".xml", 1);
	golden_compare("tests/data/bom/aas/bad", ".aasx", 3);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, relations_are_uses_and_bulks_are_counted, 0, LENGTH(drives));
	tcase_add_loop_test(
	    t, what_no_relation_names_is_perhaps_built_in, 0, LENGTH(drives));
	tcase_add_loop_test(
	    t, nameplate_and_technical_data_say_what_it_is, 0, LENGTH(drives));
	tcase_add_loop_test(
	    t, the_unit_of_an_amount_is_that_of_its_concept, 0, LENGTH(drives));
	tcase_add_test(t, version_2_has_other_names_for_the_same);
	tcase_add_test(t, a_submodel_may_come_alone);
	tcase_add_test(t, what_is_above_beside_or_a_pattern_is_not_in_it);
	tcase_add_test(t, entities_that_are_the_same_are_one_item);
	tcase_add_test(t, a_bulk_of_nought_is_not_known);
	tcase_add_loop_test(
	    t, a_mass_that_is_not_clear_is_not_known, 0, LENGTH(masses));
	tcase_add_loop_test(
	    t, a_weight_is_of_the_group_that_it_is_in, 0, LENGTH(groups));
	tcase_add_test(t, a_long_chain_of_the_same_takes_no_time);
	tcase_add_loop_test(t, good_files_can_be_linked, 0, 4);
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_test(t, bad_files_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_aas", add);
}
