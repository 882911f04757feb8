/* SPDX-License-Identifier: Apache-2.0 */
/* test_element - the 17 rare earths, their oxides, the bases of amounts. */
#include "core/chem/element.h"

#include "core/chem/atom.h"
#include "core/chem/basis.h"
#include "core/chem/cas.h"
#include "core/chem/oxide.h"
#include "tests/unit/run.h"

#include <string.h>

/* Atomic numbers, weights of IUPAC 2021 (integers of 10^-6 g/mol), and the
 * factor oxide -> element to four digits as the trade tabulates it, and the
 * atoms in that oxide. */
static const struct fact {
	const char *symbol;
	int z;
	unsigned long weight;
	unsigned factor;
	unsigned metal, oxygen;
} facts[NELEM] = {
	{ "Sc", 21, 44955907, 6520, 2, 3 },
	{ "Y", 39, 88905838, 7874, 2, 3 },
	{ "La", 57, 138905470, 8527, 2, 3 },
	{ "Ce", 58, 140116000, 8141, 1, 2 },
	{ "Pr", 59, 140907660, 8277, 6, 11 },
	{ "Nd", 60, 144242000, 8574, 2, 3 },
	{ "Pm", 61, 145000000, 8580, 2, 3 },
	{ "Sm", 62, 150360000, 8624, 2, 3 },
	{ "Eu", 63, 151964000, 8636, 2, 3 },
	{ "Gd", 64, 157250000, 8676, 2, 3 },
	{ "Tb", 65, 158925354, 8502, 4, 7 },
	{ "Dy", 66, 162500000, 8713, 2, 3 },
	{ "Ho", 67, 164930329, 8730, 2, 3 },
	{ "Er", 68, 167259000, 8745, 2, 3 },
	{ "Tm", 69, 168934219, 8756, 2, 3 },
	{ "Yb", 70, 173045000, 8782, 2, 3 },
	{ "Lu", 71, 174966800, 8794, 2, 3 },
};

START_TEST(elements_stand_in_the_order_of_their_numbers)
{
	const struct element *e = element_at(_i);
	mpq_t w;

	ck_assert_str_eq(e->symbol, facts[_i].symbol);
	ck_assert_int_eq(e->z, facts[_i].z);
	ck_assert_int_eq(element_of_z(e->z), _i);
	ck_assert_int_eq(atom_find(str_of(e->symbol)), e->z);
	ck_assert(cas_valid(str_of(e->cas)));
	mpq_init(w);
	element_weight(_i, w);
	mpz_mul_ui(mpq_numref(w), mpq_numref(w), 1000000);
	mpq_canonicalize(w);
	ck_assert_int_eq(mpq_cmp_ui(w, facts[_i].weight, 1), 0);
	mpq_clear(w);
}
END_TEST

START_TEST(an_element_is_found_by_each_of_its_names)
{
	const struct element *e = element_at(_i);
	char capitals[32] = { 0 };

	for (size_t i = 0; e->name[i] != '\0'; i++)
		capitals[i] = (char)(e->name[i] - 'a' + 'A');
	ck_assert_int_eq(element_find(str_of(e->symbol)), _i);
	ck_assert_int_eq(element_find(str_of(e->name)), _i);
	ck_assert_int_eq(element_find(str_of(capitals)), _i);
	ck_assert_int_eq(element_find(str_of(e->name_zh)), _i);
}
END_TEST

static const char *const not_elements[] = { "", " ", "ND", "nd", "nD", "DY",
	"y", "Nd ", " Nd", "Fe", "X", "N", "NdPr", "Neodym", "didymium",
	"neodymium ", "REE", "n.d.", "\xE9\x95" };

START_TEST(what_is_no_rare_earth_is_not_found)
{
	ck_assert_int_eq(element_find(str_of(not_elements[_i])), -1);
}
END_TEST

START_TEST(a_symbol_does_not_end_at_a_nul)
{
	ck_assert_int_eq(element_find(STR("Nd\0")), -1);
	ck_assert_int_eq(atom_find(STR("Fe\0")), 0);
}
END_TEST

START_TEST(an_oxide_factor_is_exact_stoichiometry)
{
	const unsigned long scale = 10000;
	unsigned long top = facts[_i].metal * facts[_i].weight;
	mpq_t got, want, round;

	mpq_inits(got, want, round, NULL);
	/* The weight of oxygen is 15.999. */
	mpq_set_ui(want, top, top + facts[_i].oxygen * 15999000);
	mpq_canonicalize(want);
	oxide_fraction(_i, got);
	ck_assert(mpq_equal(got, want));
	/* To four digits, the figure of the trade. */
	mpq_set_ui(round, 2 * facts[_i].factor - 1, 2 * scale);
	mpq_canonicalize(round);
	ck_assert(mpq_cmp(got, round) >= 0);
	mpq_set_ui(round, 2 * facts[_i].factor + 1, 2 * scale);
	mpq_canonicalize(round);
	ck_assert(mpq_cmp(got, round) < 0);
	mpq_clears(got, want, round, NULL);
}
END_TEST

START_TEST(every_atom_has_one_number_and_a_weight_near_twice_to_thrice_of_it)
{
	static const char *const symbols = "H He Li Be B C N O F Ne Na Mg Al "
					   "Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe "
					   "Co Ni Cu Zn Ga Ge As Se Br Kr Rb "
					   "Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In "
					   "Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm "
					   "Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf "
					   "Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po "
					   "At Rn Fr Ra Ac Th Pa U";
	const char *p = symbols;
	size_t missing = 0;
	mpq_t w;

	mpq_init(w);
	for (int z = 1; z <= ATOM_MAX_Z; z++) {
		struct str s = { p, strcspn(p, " ") };
		int found = atom_find(s);

		p += s.n + 1;
		if (found == 0) {
			missing++;
			continue;
		}
		ck_assert_int_eq(found, z);
		atom_weight(z, w);
		ck_assert(mpq_cmp_ui(w, (unsigned long)z, 1) > 0);
		if (z > 1) {
			ck_assert(mpq_cmp_ui(w, 19 * (unsigned long)z, 10) > 0);
			ck_assert(mpq_cmp_ui(w, 26 * (unsigned long)z, 10) < 0);
		}
	}
	ck_assert_uint_eq(missing, 7); /* Tc, and Po to Ac: no weight */
	mpq_clear(w);
}
END_TEST

START_TEST(a_basis_is_known_by_its_name)
{
	for (int b = 0; b < BASIS_COUNT; b++)
		ck_assert_int_eq(
		    basis_find(str_of(basis_name((enum basis)b))), b);
	ck_assert_int_eq(basis_find(STR("treo")), BASIS_TREO);
	ck_assert_int_eq(basis_find(STR("Oxide")), BASIS_OXIDE);
	ck_assert_int_eq(basis_find(STR("REO")), -1);
	ck_assert_int_eq(basis_find(STR("")), -1);
	ck_assert_int_eq(basis_find(STR("TREO ")), -1);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, elements_stand_in_the_order_of_their_numbers, 0, NELEM);
	tcase_add_loop_test(
	    t, an_element_is_found_by_each_of_its_names, 0, NELEM);
	tcase_add_loop_test(
	    t, what_is_no_rare_earth_is_not_found, 0, LENGTH(not_elements));
	tcase_add_test(t, a_symbol_does_not_end_at_a_nul);
	tcase_add_loop_test(
	    t, an_oxide_factor_is_exact_stoichiometry, 0, NELEM);
	tcase_add_test(t,
	    every_atom_has_one_number_and_a_weight_near_twice_to_thrice_of_it);
	tcase_add_test(t, a_basis_is_known_by_its_name);
}

int
main(void)
{
	return run_suite("element", add);
}
