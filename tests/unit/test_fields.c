/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/bom/field/fields.h: what the fields of any file mean. */
#include "core/bom/field/fields.h"
#include "tests/unit/fielded.h"

/* In all tables below: amount in column 3, min 4, max 5, unit 6. */
static const struct {
	const char *amount, *min, *max, *unit, *expected;
} amounts[] = {
	{ "2.5", "", "", "g", "[2.5, 2.5]" },
	{ " 2.5 kg ", "", "", "", "[2500, 2500]" },
	{ "2.5kg", "", "", "KGM", "[2500, 2500]" },
	{ "1/3", "", "", "mg", "[1/3000, 1/3000]" },
	{ "1e-3", "", "", "t", "[1000, 1000]" },
	{ ".5 %", "", "", "", "[0.005, 0.005] share" },
	{ "<0.1", "", "", "%", "[0, 0.001) share" },
	{ "< 0.1 %", "", "", "", "[0, 0.001) share" },
	{ "below 3 g", "", "", "", "[0, 3)" },
	{ "<=0.1 %", "", "", "", "[0, 0.001] share" },
	{ "\xE2\x89\xA4 0.1 %", "", "", "", "[0, 0.001] share" },
	{ "not above 0.1", "", "", "%", "[0, 0.001] share" },
	{ "Max. 0.1 %", "", "", "", "[0, 0.001] share" },
	{ "max 0.1", "", "", "%", "[0, 0.001] share" },
	{ ">0 g", "", "", "", "(0, infinite)" },
	{ ">0 ppm", "", "", "", "(0, 1] share" },
	{ ">= 5 g", "", "", "", "[5, infinite)" },
	{ "at least 5", "", "", "g", "[5, infinite)" },
	{ "0.05-0.2 %", "", "", "", "[0.0005, 0.002] share" },
	{ "0.05..0.2", "", "", "%", "[0.0005, 0.002] share" },
	{ "500 ppm - 0.1 %", "", "", "", "[0.0005, 0.001] share" },
	{ "0.05 to 0.2 g", "", "", "", "[0.05, 0.2]" },
	{ "1e-3-2e-3 g", "", "", "", "[0.001, 0.002]" },
	{ "2.5 +- 0.1 g", "", "", "", "[2.4, 2.6]" },
	{ "2.5\xC2\xB1"
	  "0.1",
	    "", "", "g", "[2.4, 2.6]" },
	{ "0.1 +/- 0.2 g", "", "", "", "[0, 0.3]" },
	{ "99.9 +- 0.5 %", "", "", "", "[0.994, 1] share" },
	{ "10 g +- 5 %", "", "", "", "[9.5, 10.5]" },
	{ "10 g \xC2\xB1 500 ppm", "", "", "", "[9.995, 10.005]" },
	{ "10 +- 5 %", "", "", "g", "[9.5, 10.5]" },
	{ "10 +- 5 g", "", "", "g", "[5, 15]" },
	{ "10 g +- 150 %", "", "", "", "[0, 25]" },
	{ "10 +- 5 %", "", "", "", "[0.05, 0.15] share" },
	{ "10 % +- 5 %", "", "", "", "[0.05, 0.15] share" },
	{ "10 % +- 5 % rel", "", "", "", "[0.095, 0.105] share" },
	{ "10 +- 5 % rel.", "", "", "%", "[0.095, 0.105] share" },
	{ "10 g +- 5 % relative", "", "", "", "[9.5, 10.5]" },
	{ "300 ppm +- 5 % rel", "", "", "", "[0.000285, 0.000315] share" },
	{ "300 ppm +- 5 ppm", "", "", "", "[0.000295, 0.000305] share" },
	{ "10 % +- 500 ppm", "", "", "", "[0.0995, 0.1005] share" },
	{ "0", "", "", "g", "[0, 0]" },
	{ "unknown", "", "", "", "[0, infinite)" },
	{ "?", "", "", "g", "[0, infinite)" },
	{ "", "0.1", "0.2", "%", "[0.001, 0.002] share" },
	{ "", "0.1 g", "", "", "[0.1, infinite)" },
	{ "", "0.1", "", "%", "[0.001, 1] share" },
	{ "", "", "1 g", "", "[0, 1]" },
	{ "100 %", "", "", "", "[1, 1] share" },
};

START_TEST(amounts_are_exact_intervals)
{
	const struct amount_text t = { at(amounts[_i].amount, 3),
		at(amounts[_i].min, 4), at(amounts[_i].max, 5),
		at(amounts[_i].unit, 6) };
	struct amount a;
	enum amount_word word = WORD_REST;
	char text[3 * NUM_TEXT];

	ck_assert_msg(fields_amount(&r.b, &t, &a, &word, &r.f) == ST_OK,
	    "%s: %s", amounts[_i].amount, r.f.first.text);
	ck_assert_str_eq(reader_amount(&r, a, text), amounts[_i].expected);
	ck_assert_int_eq(word, WORD_NONE);
}
END_TEST

/* A number alone is read another way than one with its unit behind it. */
START_TEST(a_unit_may_stand_beside_the_number_or_behind_it)
{
	static const char *const numbers[] = { "0", "0.0", "00.10", ".5", "5.",
		"1", "7", "12.34", "0.000000001", "999999999", "0.123456789",
		"1234567890", "1234567.890123456789", "100", "100.0", "1000000",
		"1000000000", "+5", "1e3", "5 ", "1/3" };
	static const char *const units[] = { "ug", "mg", "g", "kg", "t", "lb",
		"oz", "%", "ppm", "ppb", "fraction", "g/kg", "MGM", "mm" };
	size_t n = 0;

	for (size_t i = 0; i < LENGTH(numbers); i++)
		for (size_t k = 0; k < LENGTH(units); k++) {
			struct amount_text t = { .amount = at(numbers[i], 3),
				.unit = at(units[k], 6) };
			struct amount beside = { 0 }, behind = { 0 };
			enum status st, same;
			char text[60];

			st = fields_amount(&r.b, &t, &beside, NULL, &r.f);
			snprintf(
			    text, sizeof(text), "%s %s", numbers[i], units[k]);
			t = (struct amount_text){ .amount = at(text, 3) };
			same = fields_amount(&r.b, &t, &behind, NULL, &r.f);
			ck_assert_msg(st == same && beside.lo == behind.lo &&
					  beside.hi == behind.hi &&
					  beside.is_share == behind.is_share &&
					  !beside.lo_open && !beside.hi_open,
			    "%s: %d, %d", text, st, same);
			n += st == ST_OK;
		}
	ck_assert_uint_gt(n, 150);
}
END_TEST

START_TEST(present_is_there_and_nobody_says_how_much)
{
	const struct amount_text t = { .amount = at("Present", 3) };
	struct amount a;
	enum amount_word word = WORD_NONE;
	char text[3 * NUM_TEXT];

	ck_assert_int_eq(fields_amount(&r.b, &t, &a, &word, &r.f), ST_OK);
	ck_assert_str_eq(reader_amount(&r, a, text), "(0, infinite)");
	ck_assert_int_eq(word, WORD_PRESENT);
}
END_TEST

START_TEST(the_rest_is_an_amount_only_where_it_can_be_one)
{
	const struct amount_text t = { .amount = at("Balance", 3) };
	enum amount_word word = WORD_NONE;
	struct amount a;
	char text[3 * NUM_TEXT];

	ck_assert_int_eq(fields_amount(&r.b, &t, &a, &word, &r.f), ST_OK);
	ck_assert_int_eq(word, WORD_REST);
	ck_assert_str_eq(reader_amount(&r, a, text), "[0, 1] share");
	ck_assert_int_eq(fields_mass(&r.b, &t, &a, &r.f), ST_SYNTAX);
}
END_TEST

START_TEST(words_of_amounts_are_known_in_many_languages)
{
	static const struct {
		const char *text;
		enum amount_word word;
	} said[] = { { "Rest", WORD_REST }, { "余量", WORD_REST },
		{ "残部", WORD_REST }, { "le reste", WORD_REST },
		{ "Остальное", WORD_REST }, { "rem.", WORD_REST },
		{ "vorhanden", WORD_PRESENT }, { "含有", WORD_PRESENT },
		{ "Tracce", WORD_PRESENT }, { "k.A.", WORD_NONE },
		{ "keine Angabe", WORD_NONE }, { "保密", WORD_NONE },
		{ "Trade Secret", WORD_NONE }, { "不明", WORD_NONE } };
	static const char *const means[] = { [WORD_NONE] = "[0, infinite)",
		[WORD_PRESENT] = "(0, infinite)",
		[WORD_REST] = "[0, 1] share" };

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		const struct amount_text t = { .amount = at(said[i].text, 3) };
		enum amount_word word = WORD_NONE;
		struct amount a;
		char text[3 * NUM_TEXT];

		ck_assert_msg(fields_amount(&r.b, &t, &a, &word, &r.f) == ST_OK,
		    "%s", said[i].text);
		ck_assert_int_eq(word, said[i].word);
		ck_assert_str_eq(
		    reader_amount(&r, a, text), means[said[i].word]);
	}
}
END_TEST

START_TEST(what_was_not_detected_is_unknown_without_its_limit)
{
	const struct amount_text t = { .amount = at("n.d.", 3) };
	enum amount_word word = WORD_NONE;
	struct amount a;
	char text[3 * NUM_TEXT];

	ck_assert_int_eq(fields_amount(&r.b, &t, &a, &word, &r.f), ST_OK);
	ck_assert_str_eq(reader_amount(&r, a, text), "[0, infinite)");
	ck_assert_uint_eq(r.f.warnings, 1);
	ck_assert_uint_eq(r.f.list[0].at.col, 3);
}
END_TEST

static const struct {
	const char *amount, *min, *max, *unit;
	enum status code;
	uint16_t col;
} bad_amounts[] = {
	{ "", "", "", "g", ST_INCOMPLETE, 3 },
	{ "2.5", "", "", "", ST_UNIT, 3 },
	{ "0", "", "", "", ST_UNIT, 3 },
	{ "2.5 m", "", "", "", ST_UNIT, 3 },
	{ "2.5", "", "", "each", ST_UNIT, 6 },
	{ "2.5 at%", "", "", "", ST_UNIT, 3 },
	{ "2.5 g", "", "", "mg", ST_CONFLICT, 6 },
	{ "unknown", "", "", "boxes", ST_UNIT, 6 },
	{ "2,5 g", "", "", "", ST_SYNTAX, 3 },
	{ "1,000", "", "", "g", ST_SYNTAX, 3 },
	{ "1 000 g", "", "", "", ST_SYNTAX, 3 },
	{ "about 5 g", "", "", "", ST_SYNTAX, 3 },
	{ "<1-2 g", "", "", "", ST_SYNTAX, 3 },
	{ "5 g - 3 %", "", "", "", ST_SYNTAX, 3 },
	{ "300 ppm +- 5 %", "", "", "", ST_UNIT, 3 },
	{ "0.1 fraction +- 5 %", "", "", "", ST_UNIT, 3 },
	{ "10 g +- 1 g rel", "", "", "", ST_UNIT, 3 },
	{ "10 +- 5 % rel", "", "", "", ST_UNIT, 3 },
	{ "10 % +- 1 g", "", "", "", ST_SYNTAX, 3 },
	{ "10 g +- 5 m", "", "", "", ST_SYNTAX, 3 },
	{ "rest", "rest", "", "", ST_CONFLICT, 3 },
	{ "-5 g", "", "", "", ST_RANGE, 3 },
	{ "1/0 g", "", "", "", ST_RANGE, 3 },
	{ "5-3 g", "", "", "", ST_RANGE, 3 },
	{ "<0 g", "", "", "", ST_RANGE, 3 },
	{ ">100 %", "", "", "", ST_RANGE, 3 },
	{ "100.1 %", "", "", "", ST_RANGE, 3 },
	{ "1.1", "", "", "fraction", ST_RANGE, 3 },
	{ "1e101 g", "", "", "", ST_RANGE, 3 },
	{ "", "2", "1", "g", ST_RANGE, 5 },
	{ "", "x", "1", "g", ST_SYNTAX, 4 },
	{ "", "1 g", "1 %", "", ST_UNIT, 5 },
	{ "1 g", "", "2 g", "", ST_CONFLICT, 3 },
};

START_TEST(amounts_that_cannot_be_are_refused_at_their_field)
{
	const struct amount_text t = { at(bad_amounts[_i].amount, 3),
		at(bad_amounts[_i].min, 4), at(bad_amounts[_i].max, 5),
		at(bad_amounts[_i].unit, 6) };
	struct amount a = { 77, 78, true, true, true };
	enum amount_word word = WORD_NONE;

	ck_assert_int_eq(
	    fields_amount(&r.b, &t, &a, &word, &r.f), bad_amounts[_i].code);
	ck_assert_uint_eq(r.f.errors, 1);
	ck_assert_int_eq(r.f.first.code, bad_amounts[_i].code);
	ck_assert_uint_eq(r.f.first.at.line, 7);
	ck_assert_uint_eq(r.f.first.at.col, bad_amounts[_i].col);
	ck_assert_str_eq(r.f.first.at.file, "f.csv");
	ck_assert(a.lo == 77 && a.hi == 78);
}
END_TEST

START_TEST(a_missing_unit_is_told_with_those_that_fit)
{
	const struct amount_text t = { .amount = at("2.5", 3) };
	struct amount a;

	fields_amount(&r.b, &t, &a, NULL, &r.f);
	ck_assert_str_eq(r.f.first.text,
	    "\"2.5\" without a unit: expected a unit of mass (ug, mg, g, kg, "
	    "t, lb, oz) or share (%, ppm, ppb, fraction)");
}
END_TEST

START_TEST(a_mass_is_no_share_and_a_share_no_mass)
{
	const struct amount_text share = { .amount = at("5 %", 3) };
	struct amount a;
	char text[3 * NUM_TEXT];

	ck_assert_int_eq(fields_mass(&r.b, &share, &a, &r.f), ST_UNIT);
	ck_assert_int_eq(
	    fields_share(&r.b, at("5 g", 3), at("", 4), &a, &r.f), ST_UNIT);
	ck_assert_int_eq(
	    fields_share(&r.b, at("0.6", 3), at("fraction", 4), &a, &r.f),
	    ST_OK);
	ck_assert_str_eq(reader_amount(&r, a, text), "[0.6, 0.6] share");
	ck_assert_int_eq(
	    fields_share(&r.b, at("unknown", 3), at("", 4), &a, &r.f), ST_OK);
	ck_assert_str_eq(reader_amount(&r, a, text), "[0, 1] share");
}
END_TEST

static const struct {
	const char *text, *unit;
	enum status code;
	const char *number;
	enum unit found;
	uint16_t col;
} quantities[] = {
	{ "2", "pcs", ST_OK, "2", UNIT_EACH, 0 },
	{ "0", "EA", ST_OK, "0", UNIT_EACH, 0 },
	{ "2.5 kg", "", ST_OK, "2.5", UNIT_KG, 0 },
	{ "2.5 kg", "KGM", ST_OK, "2.5", UNIT_KG, 0 },
	{ "5/8", "m", ST_OK, "0.625", UNIT_M, 0 },
	{ "100", "%", ST_OK, "100", UNIT_PERCENT, 0 },
	{ "unknown", "g", ST_OK, "infinite", UNIT_G, 0 },
	{ "", "g", ST_INCOMPLETE, "", UNIT_NONE, 3 },
	{ "2", "", ST_UNIT, "", UNIT_NONE, 4 },
	{ "2", "box", ST_OK, "2", UNIT_BOX, 0 },
	{ "2", "pcs/set", ST_OK, "2", UNIT_EACH, 0 },
	{ "2", "barrel", ST_UNIT, "", UNIT_NONE, 4 },
	{ "2 kg", "g", ST_CONFLICT, "", UNIT_NONE, 4 },
	{ "-1", "g", ST_RANGE, "", UNIT_NONE, 3 },
	{ "1,5", "g", ST_SYNTAX, "", UNIT_NONE, 3 },
	{ "two", "g", ST_SYNTAX, "", UNIT_NONE, 3 },
};

START_TEST(quantities_have_a_number_and_a_unit)
{
	uint32_t q = 4711;
	uint8_t unit = 99;
	char text[NUM_TEXT];

	ck_assert_int_eq(fields_quantity(&r.b, at(quantities[_i].text, 3),
			     at(quantities[_i].unit, 4), &q, &unit, &r.f),
	    quantities[_i].code);
	ck_assert_uint_eq(r.f.first.at.col, quantities[_i].col);
	if (quantities[_i].code == ST_OK) {
		ck_assert_str_eq(
		    reader_number(&r, q, text), quantities[_i].number);
		ck_assert_uint_eq(unit, quantities[_i].found);
	} else {
		ck_assert(q == 4711 && unit == 99);
	}
}
END_TEST

static const struct {
	const char *amount, *currency;
	enum status code;
	uint16_t col;
} values[] = { { "12.50", "USD", ST_OK, 0 }, { "12.50 EUR", "", ST_OK, 0 },
	{ "0", "CNY", ST_OK, 0 }, { "12.50", "", ST_UNIT, 3 },
	{ "12.50", "usd", ST_UNIT, 4 }, { "12.50", "US Dollar", ST_UNIT, 4 },
	{ "12.50 EUR", "USD", ST_CONFLICT, 3 }, { "$12", "USD", ST_OK, 0 },
	{ "$12", "EUR", ST_CONFLICT, 3 }, { "?12", "USD", ST_SYNTAX, 3 },
	{ "-1", "USD", ST_RANGE, 3 }, { "1,50", "EUR", ST_SYNTAX, 3 } };

START_TEST(money_has_a_currency_of_three_capitals)
{
	uint32_t value = 4711, currency = 4711;

	ck_assert_int_eq(
	    fields_value(&r.b, at(values[_i].amount, 3),
		at(values[_i].currency, 4), &value, &currency, &r.f),
	    values[_i].code);
	ck_assert_uint_eq(r.f.first.at.col, values[_i].col);
	ck_assert((value == 4711) == (values[_i].code != ST_OK));
	ck_assert((currency == 4711) == (values[_i].code != ST_OK));
}
END_TEST

#define HEX "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define HEX_UPPER \
	"E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"

static const struct {
	const char *text;
	const char *kept; /* NULL: refused */
} evidences[] = { { "", "" }, { " report-17.pdf ", "report-17.pdf" },
	{ "letter of 3 March", "letter of 3 March" },
	{ "sha256:" HEX, "sha256:" HEX },
	{ "SHA256:" HEX_UPPER, "sha256:" HEX },
	{ "report 17.pdf  sha256:" HEX_UPPER, "report 17.pdf  sha256:" HEX },
	{ "shared: see folder 3", "shared: see folder 3" },
	{ HEX, HEX }, /* a name, whatever it looks like */
	{ "sha256:e3b0", NULL }, { "sha256: " HEX, NULL },
	{ "sha256:" HEX "0", NULL }, { "sha256:g" HEX, NULL },
	{ "sha256:" HEX " report.pdf", NULL },
	{ "sha256:" HEX " sha256:" HEX, NULL }, { "sha-256:" HEX, NULL },
	{ "report.pdf md5:d41d8cd98f00b204e9800998ecf8427e", NULL },
	{ "SHA1:da39a3ee5e6b4b0d3255bfef95601890afd80709", NULL } };

START_TEST(a_digest_as_evidence_is_whole_or_refused)
{
	uint32_t id = 4711;
	enum status st =
	    fields_evidence(&r.b, at(evidences[_i].text, 3), &id, &r.f);

	if (evidences[_i].kept == NULL) {
		ck_assert_int_eq(st, ST_SYNTAX);
		ck_assert_uint_eq(r.f.first.at.col, 3);
		ck_assert_ptr_nonnull(strstr(r.f.first.text, "expected"));
		ck_assert_uint_eq(id, 4711);
	} else {
		ck_assert_int_eq(st, ST_OK);
		ck_assert(str_is(bom_text_get(&r.b, id), evidences[_i].kept));
	}
}
END_TEST

static const struct {
	const char *text, *code;
	size_t warnings;
} countries[] = { { "CN", "CN", 0 }, { "cn", "CN", 0 }, { "CHN", "CN", 0 },
	{ "China", "CN", 0 }, { "PRC", "CN", 0 }, { "Korea, South", "KR", 0 },
	{ "Congo, D.R.", "CD", 0 }, { "United States of America", "US", 0 },
	{ "UK", "GB", 0 }, { "HK", "HK", 0 }, { "Macau", "MO", 0 },
	{ "TWN", "TW", 0 }, { "Myanmar", "MM", 0 }, { "", "", 0 },
	{ "unknown", "", 0 }, { "Various", "", 0 }, { "-", "", 0 },
	{ "ZZ", "", 0 }, { "EU", "", 1 }, { "NA", "NA", 1 } };

START_TEST(countries_are_told_by_code_and_by_name)
{
	char code[3] = "xx";

	ck_assert_int_eq(
	    fields_country(&r.b, at(countries[_i].text, 3), code, &r.f), ST_OK);
	ck_assert_str_eq(code, countries[_i].code);
	ck_assert_uint_eq(r.f.warnings, countries[_i].warnings);
}
END_TEST

START_TEST(a_country_that_is_none_is_refused)
{
	char code[3] = "xx";

	ck_assert_int_eq(
	    fields_country(&r.b, at("Chian", 3), code, &r.f), ST_SYNTAX);
	ck_assert_int_eq(
	    fields_country(&r.b, at("QX", 3), code, &r.f), ST_SYNTAX);
	ck_assert_str_eq(code, "xx");
	ck_assert_uint_eq(r.f.errors, 2);
}
END_TEST

START_TEST(silence_has_a_meaning)
{
	uint8_t stage = 99, standing = 99, blend = 99, form = 99;
	date_day date = 1;
	bool value = true;
	const struct field none = at("", 3);

	ck_assert_int_eq(fields_stage(&r.b, none, &stage, &r.f), ST_OK);
	ck_assert_uint_eq(stage, STAGE_COMPONENT);
	ck_assert_int_eq(fields_standing(&r.b, none, &standing, &r.f), ST_OK);
	ck_assert_uint_eq(standing, STANDING_DECLARED);
	ck_assert_int_eq(fields_share_of(&r.b, none, &blend, &r.f), ST_OK);
	ck_assert_uint_eq(blend, 0);
	ck_assert_int_eq(fields_form(&r.b, none, &form, &r.f), ST_OK);
	ck_assert_uint_eq(form, FORM_UNKNOWN);
	ck_assert_int_eq(fields_date(&r.b, none, &date, &r.f), ST_OK);
	ck_assert_int_eq(date, DATE_NONE);
	ck_assert_int_eq(fields_bool(&r.b, none, &value, &r.f), ST_OK);
	ck_assert(value);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_loop_test(t, amounts_are_exact_intervals, 0, LENGTH(amounts));
	tcase_add_test(t, a_unit_may_stand_beside_the_number_or_behind_it);
	tcase_add_test(t, present_is_there_and_nobody_says_how_much);
	tcase_add_test(t, the_rest_is_an_amount_only_where_it_can_be_one);
	tcase_add_test(t, words_of_amounts_are_known_in_many_languages);
	tcase_add_test(t, what_was_not_detected_is_unknown_without_its_limit);
	tcase_add_loop_test(t,
	    amounts_that_cannot_be_are_refused_at_their_field, 0,
	    LENGTH(bad_amounts));
	tcase_add_test(t, a_missing_unit_is_told_with_those_that_fit);
	tcase_add_test(t, a_mass_is_no_share_and_a_share_no_mass);
	tcase_add_loop_test(
	    t, quantities_have_a_number_and_a_unit, 0, LENGTH(quantities));
	tcase_add_loop_test(
	    t, money_has_a_currency_of_three_capitals, 0, LENGTH(values));
	tcase_add_loop_test(
	    t, a_digest_as_evidence_is_whole_or_refused, 0, LENGTH(evidences));
	tcase_add_loop_test(
	    t, countries_are_told_by_code_and_by_name, 0, LENGTH(countries));
	tcase_add_test(t, a_country_that_is_none_is_refused);
	tcase_add_test(t, silence_has_a_meaning);
}

int
main(void)
{
	return run_suite("fields", add);
}
