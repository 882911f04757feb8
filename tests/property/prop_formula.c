/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: random formulas are counted as they were made, the fractions of
 * their elements sum to one, and any bytes are answered or refused in place.
 */
#include "core/base/limits.h"
#include "core/chem/formula.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <string.h>

static const struct pos at = { "f.csv", 5, 20 };

#define ROUNDS 1000

static uint64_t
draw(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545F4914F6CDD1DULL;
}

static unsigned
below(uint64_t *state, unsigned n)
{
	return (unsigned)(draw(state) >> 33) % n;
}

static const char *const symbols[] = { "Sc", "Y", "La", "Ce", "Pr", "Nd", "Pm",
	"Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "O", "H",
	"C", "N", "F", "Fe", "B", "Al", "Si", "Co", "Zr", "Cl", "S" };

struct made {
	char text[2 * LIMIT_FORMULA];
	size_t n;
	mpq_t count[ATOM_MAX_Z + 1];
};

static void
write_text(struct made *m, const char *s)
{
	memcpy(m->text + m->n, s, strlen(s) + 1);
	m->n += strlen(s);
}

/* Writes a random count or none; its value. */
static void
write_count(struct made *m, uint64_t *state, mpq_t q)
{
	unsigned whole = below(state, 30), hundredths = 1 + below(state, 99);
	char text[16];

	mpq_set_ui(q, 1, 1);
	switch (below(state, 3)) {
	case 0:
		return;
	case 1:
		snprintf(text, sizeof(text), "%u", whole + 1);
		mpq_set_ui(q, whole + 1, 1);
		break;
	default: /* "0." is a decimal point to every reader */
		snprintf(text, sizeof(text), "0.%02u", hundredths);
		mpq_set_ui(q, hundredths, 100);
		mpq_canonicalize(q);
	}
	write_text(m, text);
}

/* A few symbols with counts; each counts `times`. */
static void
write_symbols(struct made *m, uint64_t *state, const mpq_t times)
{
	mpq_t q;

	mpq_init(q);
	for (unsigned left = 1 + below(state, 3); left > 0; left--) {
		const char *s = symbols[below(state, LENGTH(symbols))];
		int z = atom_find(str_of(s));

		write_text(m, s);
		write_count(m, state, q);
		mpq_mul(q, q, times);
		mpq_add(m->count[z], m->count[z], q);
	}
	mpq_clear(q);
}

/*
 * A part, written so that the count behind a bracket is known before: the
 * text of the counts comes from a scratch formula.
 */
static void
write_part(struct made *m, uint64_t *state, const mpq_t times)
{
	static const char open[] = "([", shut[] = ")]";
	struct made behind = { .n = 0 };
	unsigned kind = below(state, 2);
	char bracket[2] = { open[kind], '\0' };
	mpq_t q;

	mpq_init(q);
	write_symbols(m, state, times);
	if (below(state, 2) == 0) {
		write_count(&behind, state, q);
		mpq_mul(q, q, times);
		write_text(m, bracket);
		write_symbols(m, state, q);
		bracket[0] = shut[kind];
		write_text(m, bracket);
		if (behind.n > 0)
			write_text(m, behind.text);
	}
	mpq_clear(q);
}

static void
make(struct made *m, uint64_t *state)
{
	struct made before = { .n = 0 };
	mpq_t one, times;

	mpq_inits(one, times, NULL);
	mpq_set_ui(one, 1, 1);
	m->n = 0;
	for (int z = 0; z <= ATOM_MAX_Z; z++)
		mpq_set_ui(m->count[z], 0, 1);
	write_text(m, "La0.5"); /* a small letter and a certain point */
	mpq_set_ui(m->count[57], 1, 2);
	write_part(m, state, one);
	if (below(state, 3) == 0) {
		write_text(m, "*");
		write_count(&before, state, times);
		if (before.n > 0)
			write_text(m, before.text);
		write_part(m, state, times);
	}
	mpq_clears(one, times, NULL);
}

static void
made_init(struct made *m)
{
	for (int z = 0; z <= ATOM_MAX_Z; z++)
		mpq_init(m->count[z]);
}

static void
made_clear(struct made *m)
{
	for (int z = 0; z <= ATOM_MAX_Z; z++)
		mpq_clear(m->count[z]);
}

START_TEST(random_formulas_are_counted_as_they_were_made)
{
	uint64_t state = 0xC0FFEE;
	struct composition got;
	struct made m;

	made_init(&m);
	composition_init(&got);
	for (int i = 0; i < ROUNDS; i++) {
		struct error err = { 0 };

		make(&m, &state);
		ck_assert_msg(formula_count((struct str){ m.text, m.n }, at,
				  &got, &err) == ST_OK,
		    "%s: %s", m.text, err.text);
		for (int z = 0; z <= ATOM_MAX_Z; z++)
			if (!mpq_equal(got.count[z], m.count[z]))
				ck_abort_msg("%s: z = %d", m.text, z);
	}
	composition_clear(&got);
	made_clear(&m);
}
END_TEST

/* Rare earths from formula_read(), partners from the counts: all is one. */
START_TEST(the_fractions_of_all_elements_sum_to_one)
{
	uint64_t state = 0xBEEF;
	struct composition c;
	struct makeup got;
	struct made m;
	mpq_t sum, mass, w;

	mpq_inits(sum, mass, w, NULL);
	made_init(&m);
	makeup_init(&got);
	composition_init(&c);
	for (int i = 0; i < ROUNDS; i++) {
		struct error err = { 0 };

		make(&m, &state);
		ck_assert_int_eq(
		    formula_read((struct str){ m.text, m.n }, at, &got, &err),
		    ST_OK);
		ck_assert_int_eq(
		    formula_count((struct str){ m.text, m.n }, at, &c, &err),
		    ST_OK);
		composition_mass(&c, mass);
		mpq_set_ui(sum, 0, 1);
		for (int z = 1; z <= ATOM_MAX_Z; z++) {
			int e = element_of_z(z);

			if (mpq_sgn(m.count[z]) == 0)
				continue;
			atom_weight(z, w);
			mpq_mul(w, w, m.count[z]);
			mpq_div(w, w, mass);
			mpq_add(sum, sum, e >= 0 ? got.fraction[e] : w);
		}
		ck_assert_msg(mpq_cmp_ui(sum, 1, 1) == 0, "%s", m.text);
		for (int e = 0; e < NELEM; e++)
			ck_assert_int_eq(got.elements >> e & 1,
			    mpq_sgn(m.count[element_at(e)->z]));
	}
	composition_clear(&c);
	makeup_clear(&got);
	made_clear(&m);
	mpq_clears(sum, mass, w, NULL);
}
END_TEST

START_TEST(a_formula_times_a_number_has_the_same_fractions)
{
	uint64_t state = 0xF00D;
	struct makeup one, more;
	struct made m;

	made_init(&m);
	makeup_init(&one);
	makeup_init(&more);
	for (int i = 0; i < ROUNDS; i++) {
		struct error err = { 0 };
		char text[3 * LIMIT_FORMULA];
		char *join;

		make(&m, &state);
		join = strchr(m.text, '*');
		if (join != NULL) /* the first part alone */
			*join = '\0';
		ck_assert_int_eq(
		    formula_read(str_of(m.text), at, &one, &err), ST_OK);
		snprintf(text, sizeof(text), "(%s)%u", m.text,
		    2 + below(&state, 1000));
		ck_assert_int_eq(
		    formula_read(str_of(text), at, &more, &err), ST_OK);
		ck_assert_uint_eq(one.elements, more.elements);
		for (int e = 0; e < NELEM; e++)
			ck_assert(mpq_equal(one.fraction[e], more.fraction[e]));
	}
	makeup_clear(&one);
	makeup_clear(&more);
	made_clear(&m);
}
END_TEST

/* Any bytes at all: an answer or a refusal within the text, never a crash. */
START_TEST(random_bytes_are_answered_or_refused_in_place)
{
	static const char some[] =
	    "NdCeYOHB()[]0123456789..**-:, x\xE2\x82\x82\xC2\xB7\0\xFF";
	uint64_t state = 0xDEAD;
	size_t answered = 0;
	struct makeup m;

	makeup_init(&m);
	for (int i = 0; i < 20000; i++) {
		struct error err = { 0 };
		char text[24];
		size_t n = below(&state, sizeof(text));

		for (size_t k = 0; k < n; k++)
			text[k] = some[below(&state, sizeof(some))];
		if (formula_read((struct str){ text, n }, at, &m, &err) ==
		    ST_OK) {
			answered++;
			ck_assert_int_eq(err.code, ST_OK);
			continue;
		}
		ck_assert_uint_ge(err.at.col, 20);
		ck_assert_uint_le(err.at.col, 20 + n);
		ck_assert_uint_eq(
		    str_utf8_bad(str_of(err.text)), strlen(err.text));
	}
	ck_assert_uint_gt(answered, 50);
	makeup_clear(&m);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, random_formulas_are_counted_as_they_were_made);
	tcase_add_test(t, the_fractions_of_all_elements_sum_to_one);
	tcase_add_test(t, a_formula_times_a_number_has_the_same_fractions);
	tcase_add_test(t, random_bytes_are_answered_or_refused_in_place);
}

int
main(void)
{
	return run_suite("random formulas", add);
}
