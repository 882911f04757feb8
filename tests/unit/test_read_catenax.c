/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_catenax - what Catena-X aspects and passports become in the bom. */
#include "tests/unit/golden_json.h"
#include "tests/unit/run.h"

#define GOOD "tests/data/bom/catenax/good/"
#define ID(x) "urn:uuid:00000000-0000-4000-8000-0000000000" x

static void
drive(struct golden *g)
{
	golden_file(g, GOOD "drive.json", FORMAT_CATENAX);
}

START_TEST(children_are_uses_by_id_however_it_is_written)
{
	struct golden g;

	drive(&g);
	ck_assert_str_eq(golden_uses(&g, ID("0b")), "1 each in " ID("0a"));
	ck_assert_str_eq(golden_uses(&g, ID("0c")), "2.5 m in " ID("0a"));
	ck_assert_str_eq(golden_uses(&g, ID("0d")), "0.0015 kg in " ID("0a"));
	/* the list stands there twice */
	ck_assert_str_eq(golden_uses(&g, ID("f0")), "16 each in " ID("0b"));
	golden_free(&g);
}
END_TEST

START_TEST(what_nobody_says_is_not_known)
{
	struct golden g;

	drive(&g);
	/* a unit that counts nothing, one of several, no quantity */
	ck_assert_str_eq(golden_uses(&g, ID("0e")), "open each in " ID("0a"));
	ck_assert_str_eq(golden_uses(&g, ID("f1")), "open each in " ID("0b"));
	ck_assert_str_eq(golden_uses(&g, ID("f2")), "open each in " ID("0b"));
	ck_assert_uint_eq(g.f.warnings, 3);
	golden_free(&g);
}
END_TEST

START_TEST(a_use_has_its_days)
{
	const struct use_note *note;
	char from[DATE_TEXT], until[DATE_TEXT];
	struct golden g;

	drive(&g);
	note = &g.b.note[golden_use(&g, ID("f0"))->note];
	date_format(note->from, from);
	date_format(note->until, until);
	ck_assert_str_eq(from, "2025-01-01");
	ck_assert_str_eq(until, "2027-12-31");
	golden_free(&g);
}
END_TEST

START_TEST(tariff_information_says_what_a_part_is)
{
	const struct item *m;
	struct golden g;

	drive(&g);
	m = golden_item(&g, ID("f0"));
	ck_assert(str_is(bom_text_get(&g.b, m->name), "M-42 Magnet"));
	ck_assert_str_eq(golden_number(&g, m->mass.lo), "12.5");
	ck_assert_str_eq(golden_number(&g, m->value), "2.4");
	ck_assert(str_is(bom_text_get(&g.b, m->hs), "8505.11"));
	golden_free(&g);
}
END_TEST

/* The first line of content of an item. */
static const struct content *
content_of(const struct golden *g, const char *part)
{
	for (size_t i = 0; i < g->b.ncontent; i++)
		if (str_is(golden_part(g, g->b.content[i].item), part))
			return &g->b.content[i];
	ck_abort_msg("nothing in %s", part);
	return NULL;
}

START_TEST(weights_of_origins_are_the_amount_and_the_shares)
{
	const struct content *c;
	const struct origin *o;
	struct golden g;

	drive(&g);
	c = content_of(&g, ID("f0"));
	o = &g.b.origin[c->origin_first];
	ck_assert_str_eq(golden_number(&g, c->amount.lo), "3.6");
	ck_assert_uint_eq(c->scope, SCOPE_TOTAL);
	ck_assert_uint_eq(c->norigin, 4);
	ck_assert_str_eq(o[0].country, "CN");
	ck_assert_str_eq(golden_number(&g, o[0].share.lo), "0.75");
	ck_assert_uint_eq(o[0].blend, 1);
	ck_assert_uint_eq(o[0].stage, STAGE_COMPONENT);
	ck_assert_str_eq(o[1].country, "MM");
	ck_assert_str_eq(golden_number(&g, o[1].share.hi), "0.25");
	ck_assert_uint_eq(o[2].stage, STAGE_METAL);
	ck_assert_uint_eq(o[3].stage, STAGE_ALLOY);
	ck_assert_str_eq(golden_number(&g, o[3].share.lo), "1");
	/* two that poured and melted: nobody knows how much each */
	c++;
	ck_assert_uint_eq(c->norigin, 3);
	o = &g.b.origin[c->origin_first + 1];
	ck_assert_str_eq(golden_number(&g, o->share.lo), "0");
	ck_assert_str_eq(golden_number(&g, o->share.hi), "1");
	golden_free(&g);
}
END_TEST

START_TEST(an_amount_of_nought_is_some)
{
	const struct content *c;
	struct golden g;

	drive(&g);
	c = content_of(&g, ID("0d"));
	ck_assert_str_eq(golden_number(&g, c[0].amount.hi), "0.7");
	ck_assert_uint_eq(c[1].unstated, 1);
	ck_assert_uint_eq(c[2].unstated, 1);
	golden_free(&g);
}
END_TEST

/* A range of nought to nought is filled in as readily as a single one. */
START_TEST(a_range_of_nought_is_some)
{
	struct golden g;

	golden_json(&g, FORMAT_CATENAX,
	    "{\"metadata\":{\"passportIdentifier\":\"p\"},\"identification\":"
	    "{\"type\":{\"manufacturerPartId\":\"M\"}},\"composition\":"
	    "{\"materialInformation\":{\"materials\":[{"
	    "\"materialIdentifications\":[{\"materialListTypeId\":\"CAS\","
	    "\"materialId\":\"7440-00-8\"}],\"concentrationInformation\":"
	    "{\"concentrationRange\":{\"minConcentration\":"
	    "{\"concentrationValue\":0,\"concentrationUnit\":\"unit:percent\"},"
	    "\"maxConcentration\":{\"concentrationValue\":0.0,"
	    "\"concentrationUnit\":\"unit:percent\"}}}}]}}}");
	ck_assert_uint_eq(g.b.ncontent, 1);
	ck_assert_uint_eq(g.b.content[0].unstated, 1);
	ck_assert_uint_eq(g.f.warnings, 1);
	golden_free(&g);
}
END_TEST

START_TEST(a_passport_is_a_document_on_a_part_number)
{
	const struct declaration *d;
	const struct content *c;
	struct golden g;
	char day[DATE_TEXT];

	golden_file(&g, GOOD "passport.json", FORMAT_CATENAX);
	c = content_of(&g, "M-42");
	ck_assert_uint_eq(g.b.ncontent, 3);
	ck_assert_str_eq(golden_number(&g, c[0].amount.lo), "0.285");
	ck_assert_str_eq(golden_number(&g, c[0].amount.hi), "0.3");
	ck_assert_str_eq(g.b.origin[c[0].origin_first].country, "CN");
	ck_assert_str_eq(golden_number(&g, c[1].amount.hi), "0.004");
	/* a share of volume is no amount */
	ck_assert_uint_eq(c[2].unstated, 1);
	d = &g.b.decl[c->decl];
	date_format(d->until, day);
	ck_assert_str_eq(day, "2030-01-01");
	ck_assert(str_is(bom_text_get(&g.b, d->supplier), "Magnetfabrik"));
	ck_assert_uint_eq(d->standing, STANDING_DECLARED);
	ck_assert(str_is(
	    bom_text_get(&g.b, golden_item(&g, "M-42")->hs), "8505 11 10 00"));
	golden_free(&g);
}
END_TEST

START_TEST(a_draft_is_nobodys_word)
{
	struct golden g;

	golden_json(&g, FORMAT_CATENAX,
	    "{\"metadata\":{\"passportStatus\":\"draft\"},\"identification\":"
	    "{\"partTypeInformation\":{\"manufacturerPartId\":\"M\"}}}");
	ck_assert_uint_eq(g.b.decl[1].standing, STANDING_PRESUMED);
	ck_assert_uint_eq(g.f.warnings, 1);
	golden_free(&g);
}
END_TEST

/* What a passport holds, as the versions of the format have it. */
#define PASSPORT(id, materials) \
	"{\"metadata\":{\"passportIdentifier\":\"p\"},\"identification\":" id \
	",\"materials\":" materials "}"
#define TYPE "{\"type\":{\"manufacturerPartId\":\"M\"}}"
#define ND(id) \
	"[{\"concentration\":5,\"unit\":\"unit:percent\"," id \
	":[{\"type\":\"CAS\",\"id\":\"7440-00-8\"}]}]"

static const char *const older[] = {
	PASSPORT(TYPE, "{\"materialComposition\":{\"chemicalMaterial\":" ND(
			   "\"id\"") "}}"),
	PASSPORT(
	    TYPE, "{\"materialComposition\":{\"content\":" ND("\"id\"") "}}"),
	/* what is active in it is there once more */
	PASSPORT("{\"identification\":" TYPE "}",
	    "{\"composition\":" ND("\"id\"") ",\"active\":{\"other\":" ND(
		"\"materialIdentification\"") "}}"),
	"{\"unspecific\":" PASSPORT(TYPE,
	    "{\"materialComposition\":{\"content\":" ND("\"id\"") "}}") "}",
};

START_TEST(older_passports_state_the_same)
{
	const struct content *c;
	struct golden g;

	golden_json(&g, FORMAT_CATENAX, older[_i]);
	ck_assert_uint_eq(g.b.ncontent, 1);
	c = content_of(&g, "M");
	ck_assert_str_eq(golden_number(&g, c->amount.lo), "0.05");
	golden_free(&g);
}
END_TEST

START_TEST(a_list_as_specified_says_no_quantities)
{
	struct golden g;

	golden_json(&g, FORMAT_CATENAX,
	    "{\"manufacturerId\":\"B\",\"assetId\":\"a\",\"childItems\":["
	    "{\"childassetId\":\"b \",\"item\":[{\"itemQuantity\":{"
	    "\"quantityNumber\":3}}]}]}");
	ck_assert_str_eq(golden_uses(&g, "b"), "open each in a");
	ck_assert_uint_eq(g.f.n, 0);
	golden_free(&g);
}
END_TEST

START_TEST(the_first_tariff_information_has_weights_in_any_unit)
{
	struct golden g;

	golden_json(&g, FORMAT_CATENAX,
	    "{\"partId\":\"a\",\"partWeight\":{\"value\":20,\"unit\":"
	    "\"unit:gram\"},\"materialList\":[{\"material\":{"
	    "\"classificationType\":\"IMDS\",\"materialName\":\"Magnets\"},"
	    "\"origin\":[{\"originCountry\":\"CN\",\"originWeight\":{"
	    "\"value\":20,\"unit\":\"unit:gram\"}}]}]}");
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "a")->mass.lo), "20");
	ck_assert_uint_eq(content_of(&g, "a")->unstated, 1);
	ck_assert_str_eq(g.b.origin[0].country, "CN");
	golden_free(&g);
}
END_TEST

START_TEST(a_slip_in_where_it_was_made_is_not_known)
{
	struct golden g;

	golden_json(&g, FORMAT_CATENAX,
	    "{\"catenaXId\":\"a\",\"manufacturingInformation\":"
	    "{\"country\":\"HUR\"},\"partTypeInformation\":{"
	    "\"manufacturerPartId\":\"M\"}}");
	ck_assert_uint_eq(g.b.norigin, 0);
	golden_says(&g, "country \"HUR\": expected a code such as CN");
	golden_free(&g);
}
END_TEST

static const struct {
	const char *type;
	size_t n;
} magnets[] = { { "Neodymium Iron Boron", 1 }, { "Samarium Cobalt", 1 },
	{ "Ferrite", 0 }, { "None", 0 } };

START_TEST(magnets_of_rare_earth_hold_some)
{
	char text[300] = "";
	struct golden g;

	str_add(text, sizeof(text),
	    "{\"generic\":{\"identification\":{\"type\":"
	    "{\"manufacturerPartId\":\"M\"}},\"metadata\":{}},\"specific\":"
	    "{\"eMachine\":{\"permanentMagnetType\":\"%s\"}}}",
	    magnets[_i].type);
	golden_json(&g, FORMAT_CATENAX, text);
	ck_assert_uint_eq(g.b.ncontent, magnets[_i].n);
	golden_free(&g);
}
END_TEST

START_TEST(aspects_of_one_asset_are_documents_beside_each_other)
{
	struct golden g;

	golden_file(&g, GOOD "container.json", FORMAT_CATENAX);
	ck_assert_uint_eq(g.b.ncontent, 2);
	ck_assert_uint_ne(g.b.content[0].decl, g.b.content[1].decl);
	ck_assert_str_eq(golden_uses(&g, ID("03")), "4 each in " ID("02"));
	golden_free(&g);
}
END_TEST

static const char *const files[] = { GOOD "drive.json", GOOD "passport.json",
	GOOD "electric-drive.json", GOOD "container.json",
	"tests/data/bom/untp/good/magnet.json",
	"tests/data/bom/untp/good/alone.json" };

START_TEST(good_files_can_be_linked)
{
	struct golden g;

	golden_file(&g, files[_i], _i < 4 ? FORMAT_CATENAX : FORMAT_UNTP);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
}
END_TEST

START_TEST(a_passport_of_untp_says_where_materials_are_from)
{
	const struct content *c;
	struct golden g;

	golden_file(&g, files[4], FORMAT_UNTP);
	c = content_of(&g, "09520123456788");
	ck_assert_uint_eq(g.b.ncontent, 3);
	/* a fraction goes before a mass */
	ck_assert_str_eq(golden_number(&g, c[0].amount.hi), "0.29");
	ck_assert_str_eq(golden_number(&g, c[1].amount.hi), "0.05");
	ck_assert_str_eq(g.b.origin[c[0].origin_first].country, "CN");
	ck_assert_str_eq(g.b.origin[c[1].origin_first].country, "MM");
	ck_assert(str_is(bom_text_get(&g.b, g.b.decl[c->decl].supplier),
	    "Magnetfabrik GmbH"));
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "09520123456788")->mass.lo),
	    "12.5");
	ck_assert_uint_eq(g.f.n, 0);
	golden_free(&g);
}
END_TEST

START_TEST(the_examples_of_the_prose_are_true)
{
	struct golden g;

	golden_json_example(&g, FORMAT_CATENAX, "schemas/catenax.md");
	ck_assert_uint_eq(g.b.nitem, 2);
	ck_assert_uint_eq(g.b.nuse, 1);
	ck_assert_uint_eq(g.b.norigin, 2);
	golden_free(&g);
	golden_json_example(&g, FORMAT_UNTP, "schemas/untp.md");
	ck_assert_uint_eq(g.b.nitem, 1);
	ck_assert_uint_eq(g.b.ncontent, 1);
	golden_free(&g);
}
END_TEST

START_TEST(bad_files_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/catenax/bad", ".json", 9);
	golden_compare("tests/data/bom/untp/bad", ".json", 4);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, children_are_uses_by_id_however_it_is_written);
	tcase_add_test(t, what_nobody_says_is_not_known);
	tcase_add_test(t, a_use_has_its_days);
	tcase_add_test(t, tariff_information_says_what_a_part_is);
	tcase_add_test(t, weights_of_origins_are_the_amount_and_the_shares);
	tcase_add_test(t, an_amount_of_nought_is_some);
	tcase_add_test(t, a_range_of_nought_is_some);
	tcase_add_test(t, a_passport_is_a_document_on_a_part_number);
	tcase_add_test(t, a_draft_is_nobodys_word);
	tcase_add_loop_test(
	    t, older_passports_state_the_same, 0, LENGTH(older));
	tcase_add_test(t, a_list_as_specified_says_no_quantities);
	tcase_add_test(t, the_first_tariff_information_has_weights_in_any_unit);
	tcase_add_test(t, a_slip_in_where_it_was_made_is_not_known);
	tcase_add_loop_test(
	    t, magnets_of_rare_earth_hold_some, 0, LENGTH(magnets));
	tcase_add_test(t, aspects_of_one_asset_are_documents_beside_each_other);
	tcase_add_loop_test(t, good_files_can_be_linked, 0, LENGTH(files));
	tcase_add_test(t, a_passport_of_untp_says_where_materials_are_from);
	tcase_add_test(t, the_examples_of_the_prose_are_true);
	tcase_add_test(t, bad_files_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_catenax", add);
}
