/* SPDX-License-Identifier: Apache-2.0 */
/* test_formula - what a chemical formula says about rare earths. */
#include "core/chem/formula.h"

#include "core/base/limits.h"
#include "tests/unit/run.h"

#include <string.h>

static const struct pos at = { "f.csv", 5, 20 };

static void
set(mpq_t q, const char *fraction)
{
	mpq_init(q);
	ck_assert_int_eq(mpq_set_str(q, fraction, 10), 0);
	mpq_canonicalize(q);
}

/* A formula and the atoms in it: symbol, count, symbol, count ... */
static const struct counted {
	const char *formula;
	const char *atoms[12];
} counted[] = {
	{ "Nd", { "Nd", "1" } },
	{ "Nd2Fe14B", { "Nd", "2", "Fe", "14", "B", "1" } },
	{ "(Nd0.8Pr0.2)2Fe14B",
	    { "Nd", "8/5", "Pr", "2/5", "Fe", "14", "B", "1" } },
	{ "Y2.94Ce0.06Al5O12",
	    { "Y", "147/50", "Ce", "3/50", "Al", "5", "O", "12" } },
	{ "Ce(NO3)3\xC2\xB7"
	  "6H2O",
	    { "Ce", "1", "N", "3", "O", "15", "H", "12" } },
	{ "Ce(NO3)3\xE2\x8B\x85"
	  "6H2O",
	    { "Ce", "1", "N", "3", "O", "15", "H", "12" } },
	{ "Ce(NO3)3*6H2O", { "Ce", "1", "N", "3", "O", "15", "H", "12" } },
	{ "Ce(NO3)3 * 6H2O", { "Ce", "1", "N", "3", "O", "15", "H", "12" } },
	{ "(NH4)2Ce(NO3)6", { "N", "8", "H", "8", "Ce", "1", "O", "18" } },
	{ "Nd\xE2\x82\x82O\xE2\x82\x83", { "Nd", "2", "O", "3" } },
	{ "Pr\xE2\x82\x86O\xE2\x82\x81\xE2\x82\x81", { "Pr", "6", "O", "11" } },
	{ "  Nd2O3\t", { "Nd", "2", "O", "3" } },
	{ "[Y(OH)2]2[CO3]", { "Y", "2", "O", "7", "H", "4", "C", "1" } },
	{ "3Y2O3*5Al2O3", { "Y", "6", "O", "24", "Al", "10" } },
	{ "0.5Y2O3", { "Y", "1", "O", "3/2" } },
	{ "CeCl3.H2O", { "Ce", "1", "Cl", "3", "H", "2", "O", "1" } },
	{ "CeCl3.(H2O)7", { "Ce", "1", "Cl", "3", "H", "14", "O", "7" } },
	{ "CeCl3*0.5H2O", { "Ce", "1", "Cl", "3", "H", "1", "O", "1/2" } },
	{ "NdNdNd2", { "Nd", "4" } },
	{ "Nd(Nd(Nd)2)2", { "Nd", "7" } },
	{ "((((((((Nd2))))))))", { "Nd", "2" } },
	{ "Nd002.50", { "Nd", "5/2" } },
	/* Dots that can only be decimal points. */
	{ "Ce0.9Gd0.1O1.95", { "Ce", "9/10", "Gd", "1/10", "O", "39/20" } },
	{ "Sm2Fe17N2.5", { "Sm", "2", "Fe", "17", "N", "5/2" } },
	{ "Nd2.2Fe14B", { "Nd", "11/5", "Fe", "14", "B", "1" } },
	{ "LaO1.05F", { "La", "1", "O", "21/20", "F", "1" } },
	{ "La0.6Sr0.4CoO2.8F",
	    { "La", "3/5", "Sr", "2/5", "Co", "1", "O", "14/5", "F", "1" } },
	{ "Nd14.5B5.8Fe80Co2",
	    { "Nd", "29/2", "B", "29/5", "Fe", "80", "Co", "2" } },
	/* Case tells Sc, Ho, Yb from S C, H O, Y B. */
	{ "Sc2O3", { "Sc", "2", "O", "3" } },
	{ "YbB6", { "Yb", "1", "B", "6" } },
	{ "Y1B6", { "Y", "1", "B", "6" } },
	{ "Nd(SCN)3", { "Nd", "1", "S", "3", "C", "3", "N", "3" } },
	{ "Ho(OH)3", { "Ho", "1", "O", "3", "H", "3" } },
	{ "H2O", { "H", "2", "O", "1" } },
};

START_TEST(a_formula_is_counted_exactly)
{
	const struct counted *c = &counted[_i];
	struct composition got;
	struct error err = { 0 };
	size_t known = 0;
	mpq_t want;

	composition_init(&got);
	ck_assert_msg(
	    formula_count(str_of(c->formula), at, &got, &err) == ST_OK,
	    "%s: %s", c->formula, err.text);
	for (size_t i = 0; i < LENGTH(c->atoms) && c->atoms[i] != NULL;
	     i += 2) {
		int z = atom_find(str_of(c->atoms[i]));

		set(want, c->atoms[i + 1]);
		ck_assert_msg(mpq_equal(got.count[z], want), "%s", c->atoms[i]);
		mpq_clear(want);
		known++;
	}
	for (int z = 0; z <= ATOM_MAX_Z; z++)
		known -= mpq_sgn(got.count[z]) != 0;
	ck_assert_uint_eq(known, 0);
	composition_clear(&got);
}
END_TEST

#define DOT \
	"this dot can be a decimal point or join two parts: expected * for " \
	"a join, and no more than one decimal point in a count"

static const struct refusal {
	struct str in;
	enum status code;
	uint32_t col;     /* in the formula, from 1 */
	const char *text; /* or NULL */
} refusals[] = {
	{ STR(""), ST_SYNTAX, 1, "empty: expected a formula such as Nd2Fe14B" },
	{ STR(" \t"), ST_SYNTAX, 1, NULL },
	{ STR("Xx2"), ST_SYNTAX, 1,
	    "\"Xx\" is not the symbol of an element with a known weight: "
	    "expected one, such as Nd" },
	{ STR("  Nd2Xx"), ST_SYNTAX, 6, NULL },
	{ STR("Nd2Tc"), ST_SYNTAX, 4, NULL },
	{ STR("Neodymium"), ST_SYNTAX, 1, NULL },
	{ STR("ND2FE14B"), ST_SYNTAX, 2, NULL },
	{ STR("nd2"), ST_SYNTAX, 1, NULL },
	{ STR("2"), ST_SYNTAX, 2, NULL },
	{ STR("2 Nd"), ST_SYNTAX, 2, NULL },
	{ STR("Nd2 Fe14B"), ST_SYNTAX, 4, NULL },
	/* brackets */
	{ STR("Nd)"), ST_SYNTAX, 3, "\")\" without the bracket it closes" },
	{ STR("Nd2(Fe14"), ST_SYNTAX, 4, "\"(\" is not closed" },
	{ STR("([Nd)]"), ST_SYNTAX, 5, "\")\" closes \"[\": expected \"]\"" },
	{ STR("(Nd]"), ST_SYNTAX, 4, NULL },
	{ STR("()"), ST_SYNTAX, 2, NULL },
	{ STR("Nd(())2"), ST_SYNTAX, 5, NULL },
	{ STR("(2Nd)"), ST_SYNTAX, 2, NULL },
	{ STR("{Nd}"), ST_SYNTAX, 1, NULL },
	{ STR("(((((((((Nd)))))))))"), ST_LIMIT, 9,
	    "brackets nested deeper than 8: expected fewer" },
	/* counts */
	{ STR("Nd0"), ST_RANGE, 3,
	    "a count of zero: expected a count above zero" },
	{ STR("Nd2Fe0.000"), ST_RANGE, 6, NULL },
	{ STR("(NdFe)0B"), ST_RANGE, 7, NULL },
	{ STR("0Nd"), ST_RANGE, 1, NULL },
	{ STR("Nd-2"), ST_RANGE, 3, NULL },
	{ STR("CeO2-ZrO2"), ST_SYNTAX, 5, NULL },
	{ STR("-Nd"), ST_SYNTAX, 1, NULL },
	{ STR("Nd+3"), ST_SYNTAX, 3, NULL },
	{ STR("Nd2,5"), ST_SYNTAX, 4, NULL },
	{ STR("Nd1e3"), ST_SYNTAX, 4, NULL },
	{ STR("Nd1/2"), ST_SYNTAX, 4, NULL },
	{ STR("Ndx"), ST_SYNTAX, 1, NULL },
	{ STR("NdFex"), ST_SYNTAX, 3, NULL },
	{ STR("Nd2Fe1000000000000000000000000000000000000000000000000000000000"
	      "0000000000000000000000000000000000000000000000000000B"),
	    ST_RANGE, 6, NULL },
	/* dots */
	{ STR("Ce(NO3)3.6H2O"), ST_SYNTAX, 9, DOT },
	{ STR("Ce(NO3)3.6(H2O)"), ST_SYNTAX, 9, NULL },
	{ STR("Y0.9Ce0.1Cl3.6H2O"), ST_SYNTAX, 13, NULL },
	{ STR("La2O3.2SiO2"), ST_SYNTAX, 6, NULL },
	{ STR("NdCl3.2NaCl"), ST_SYNTAX, 6, NULL },
	{ STR("NdF3.2NaF"), ST_SYNTAX, 5, NULL },
	{ STR("NdBr3.2NaBr"), ST_SYNTAX, 6, NULL },
	{ STR("NdI3.2NaI"), ST_SYNTAX, 5, NULL },
	{ STR("Ce2S3.2Na2S"), ST_SYNTAX, 6, NULL },
	{ STR("[CeO]2.2SiO2"), ST_SYNTAX, 7, NULL },
	{ STR("(Ce(NO3)3.6H2O)2"), ST_SYNTAX, 10, NULL },
	{ STR("Nd1.2.3Fe"), ST_SYNTAX, 4, NULL },
	{ STR("Nd.5Fe"), ST_SYNTAX, 3, NULL },
	{ STR("CeCl3."), ST_SYNTAX, 6, NULL },
	{ STR(".Nd"), ST_SYNTAX, 1, NULL },
	{ STR("Nd..Fe"), ST_SYNTAX, 3, NULL },
	/* joins */
	{ STR("Nd*"), ST_SYNTAX, 4, NULL },
	{ STR("*Nd"), ST_SYNTAX, 1, NULL },
	{ STR("Nd**Fe"), ST_SYNTAX, 4, NULL },
	{ STR("Nd(Fe*B)2"), ST_SYNTAX, 6, NULL },
	{ STR("CeCl3\xC2\xB7xH2O"), ST_SYNTAX, 8,
	    "\"x\" is not a count: expected a number" },
	{ STR("CeCl3\xC2\xB7"
	      "7H2"
	      "Q"),
	    ST_SYNTAX, 11, NULL },
	{ STR("Nd\xE2\x82\x82Xx"), ST_SYNTAX, 6, NULL },
	/* capitals */
	{ STR("SC2O3"), ST_SYNTAX, 1,
	    "\"SC\" can be Sc or two elements: expected Sc, or S1C" },
	{ STR("YB2O3"), ST_SYNTAX, 1, NULL },
	{ STR("HO2O3"), ST_SYNTAX, 1, NULL },
	{ STR("Y2O3*SCO"), ST_SYNTAX, 6, NULL },
	{ STR("YBCO"), ST_SYNTAX, 1, NULL },
	/* other people's ways */
	{ STR("Y3Al5O12:Ce"), ST_SYNTAX, 9, NULL },
	{ STR("NdFeB magnet"), ST_SYNTAX, 6, NULL },
	{ STR("CeO2;La2O3"), ST_SYNTAX, 5, NULL },
	{ STR("Ce^3+"), ST_SYNTAX, 3, NULL },
	{ STR("=Nd2O3"), ST_SYNTAX, 1, NULL },
	{ STR("\xD0\x9D\xD0\xB4"), ST_SYNTAX, 1,
	    "\"\xD0\x9D\" is no part of a formula: expected a symbol, a count, "
	    "a bracket or *" },
	{ STR("Nd2O\xEF\xBC\x93"), ST_SYNTAX, 5, NULL }, /* full-width 3 */
	/* bytes */
	{ STR("Nd\0"), ST_SYNTAX, 3,
	    "byte 0x00: expected a symbol, a count, a bracket or *" },
	{ STR("Nd\x1B[31m"), ST_SYNTAX, 3,
	    "byte 0x1B: expected a symbol, a count, a bracket or *" },
	{ STR("Nd\xE2\x82"), ST_SYNTAX, 3,
	    "byte 0xE2: expected a symbol, a count, a bracket or *" },
	{ STR("Nd\xFF"), ST_SYNTAX, 3,
	    "byte 0xFF: expected a symbol, a count, a bracket or *" },
	{ STR("\xC2"), ST_SYNTAX, 1, NULL },
};

/* An answer that must not change. */
static void
mark(struct makeup *m)
{
	makeup_init(m);
	m->elements = 0x55;
	for (int i = 0; i < NELEM; i++)
		mpq_set_ui(m->fraction[i], 77, (unsigned long)i + 1);
	for (int i = 0; i < NELEM; i++)
		mpq_canonicalize(m->fraction[i]);
}

START_TEST(what_is_no_formula_is_refused_at_its_column)
{
	const struct refusal *r = &refusals[_i];
	struct makeup got, before;
	struct error err = { 0 };

	mark(&got);
	mark(&before);
	ck_assert_int_eq(formula_read(r->in, at, &got, &err), r->code);
	ck_assert_int_eq(err.code, r->code);
	ck_assert_str_eq(err.at.file, "f.csv");
	ck_assert_uint_eq(err.at.line, 5);
	ck_assert_uint_eq(err.at.col, 20 + r->col - 1);
	if (r->text != NULL)
		ck_assert_str_eq(err.text, r->text);
	ck_assert_uint_eq(got.elements, before.elements);
	for (int i = 0; i < NELEM; i++)
		ck_assert(mpq_equal(got.fraction[i], before.fraction[i]));
	makeup_clear(&got);
	makeup_clear(&before);
}
END_TEST

START_TEST(a_place_without_column_stays_so)
{
	const struct pos line = { "f.xml", 5, 0 };
	struct error err = { 0 };
	struct makeup m;

	makeup_init(&m);
	ck_assert_int_eq(formula_read(STR("Nd2Xx"), line, &m, &err), ST_SYNTAX);
	ck_assert_uint_eq(err.at.line, 5);
	ck_assert_uint_eq(err.at.col, 0);
	makeup_clear(&m);
}
END_TEST

START_TEST(a_formula_has_a_longest_length_in_characters)
{
	struct error err = { 0 };
	char text[4 * LIMIT_FORMULA];
	struct makeup m;
	size_t n = 0;

	mark(&m);
	text[n++] = 'B';
	while (n + 3 <= 3 * (LIMIT_FORMULA - 1) + 1) {
		memcpy(text + n, "\xE2\x82\x81", 3); /* subscript 1 */
		n += 3;
	}
	/* 199 digits are a formula, but no number. */
	ck_assert_int_eq(
	    formula_read((struct str){ text, n }, at, &m, &err), ST_RANGE);
	err.code = ST_OK;
	for (size_t i = 0; i < LIMIT_FORMULA; i++)
		text[i] = i % 2 == 0 ? 'Y' : '2';
	ck_assert_int_eq(
	    formula_read((struct str){ text, LIMIT_FORMULA }, at, &m, &err),
	    ST_OK);
	text[LIMIT_FORMULA] = 'Y';
	ck_assert_int_eq(
	    formula_read((struct str){ text, LIMIT_FORMULA + 1 }, at, &m, &err),
	    ST_LIMIT);
	ck_assert_uint_eq(err.at.col, 20);
	ck_assert_int_eq(mpq_cmp_ui(m.fraction[1], 1, 1), 0); /* as before */
	makeup_clear(&m);
}
END_TEST

START_TEST(a_formula_without_rare_earths_is_an_answer)
{
	struct error err = { 0 };
	struct makeup m;

	mark(&m);
	ck_assert_int_eq(formula_read(STR("Fe3O4"), at, &m, &err), ST_OK);
	ck_assert_uint_eq(m.elements, 0);
	for (int i = 0; i < NELEM; i++)
		ck_assert_int_eq(mpq_sgn(m.fraction[i]), 0);
	makeup_clear(&m);
}
END_TEST

START_TEST(the_makeup_of_a_magnet_is_exact)
{
	struct error err = { 0 };
	struct makeup m;
	mpq_t want;

	/* 2 Nd, 14 Fe, B: 288.484 of 288.484 + 781.830 + 10.81. */
	set(want, "288484/1081124");
	mark(&m);
	ck_assert_int_eq(formula_read(STR("Nd2Fe14B"), at, &m, &err), ST_OK);
	ck_assert_uint_eq(m.elements, 1u << 5);
	ck_assert(mpq_equal(m.fraction[5], want));
	ck_assert_int_eq(mpq_sgn(m.fraction[4]), 0);
	mpq_clear(want);
	makeup_clear(&m);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, a_formula_is_counted_exactly, 0, LENGTH(counted));
	tcase_add_loop_test(t, what_is_no_formula_is_refused_at_its_column, 0,
	    LENGTH(refusals));
	tcase_add_test(t, a_place_without_column_stays_so);
	tcase_add_test(t, a_formula_has_a_longest_length_in_characters);
	tcase_add_test(t, a_formula_without_rare_earths_is_an_answer);
	tcase_add_test(t, the_makeup_of_a_magnet_is_exact);
}

int
main(void)
{
	return run_suite("formula", add);
}
