/* SPDX-License-Identifier: Apache-2.0 */
/* test_hint - which names point to rare earths. */
#include "core/chem/hint.h"

#include "tests/unit/run.h"

static struct hints h;

static bool
points(const char *name)
{
	return hint_of_rare_earth(&h, str_of(name));
}

START_TEST(magnets_point_to_rare_earths_in_any_language)
{
	ck_assert(points("Magnet N42SH"));
	ck_assert(points("ring MAGNETS, 12x3"));
	ck_assert(points("Permanentmagnet, axial"));
	ck_assert(points("烧结磁钢 N42SH"));
	ck_assert(points("Магнит"));
}
END_TEST

START_TEST(magnets_named_as_without_do_not)
{
	ck_assert(!points("Ferrite magnet"));
	ck_assert(!points("Magnet, AlNiCo 5"));
	ck_assert(points("magnet NdFeB, not ferrite"));
	ck_assert(!points("Magnet wire AWG 24"));
	ck_assert(!points("WIRE, MAGNET"));
	ck_assert(!points("Ferrite loudspeaker"));
}
END_TEST

START_TEST(rare_earths_and_their_alloys_do)
{
	ck_assert(points("NdFeB segment"));
	ck_assert(points("SmCo5"));
	ck_assert(points("Sputter target yttrium"));
	ck_assert(points("Rare earth polishing powder"));
	ck_assert(points("钕铁硼"));
	ck_assert(points("Neodym-Scheibe"));
	ck_assert(points("lanthanated tungsten electrode"));
	ck_assert(points("Ring 30x10 N42SH"));
	ck_assert(points("BLDC motor"));
	ck_assert(points("无刷电机"));
	ck_assert(points("Lautsprecher 8 Ohm"));
	ck_assert(points("NiMH pack"));
}
END_TEST

START_TEST(other_words_do_not)
{
	ck_assert(!points(""));
	ck_assert(!points("Screw M6"));
	ck_assert(!points("Magnetic sensor housing")); /* says nothing */
	ck_assert(!points("Electromagnet coil"));
	ck_assert(!points("Elektromagnet"));
	ck_assert(!points("Ceramic capacitor"));
	ck_assert(!points("European plug"));
	ck_assert(!points("turbine"));
	ck_assert(!points("Holmiums")); /* not the word */
}
END_TEST

START_TEST(all_words_of_the_table_are_read_and_found)
{
	ck_assert_uint_lt(h.n, HINT_WORDS);
	ck_assert_uint_gt(h.n, 2 * 17);
	for (size_t i = 0; i < h.n; i++) {
		ck_assert_uint_gt(h.word[i].text.n, 0);
		ck_assert(hint_of_rare_earth(&h, h.word[i].text));
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, magnets_point_to_rare_earths_in_any_language);
	tcase_add_test(t, magnets_named_as_without_do_not);
	tcase_add_test(t, rare_earths_and_their_alloys_do);
	tcase_add_test(t, other_words_do_not);
	tcase_add_test(t, all_words_of_the_table_are_read_and_found);
}

int
main(void)
{
	hints_open(&h);
	return run_suite("hint", add);
}
