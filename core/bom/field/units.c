/* SPDX-License-Identifier: Apache-2.0 */
/* units - units of quantity, mass and share; see units.h. */
#include "core/bom/field/units.h"
#include "core/bom/field/unit_words.h"

#include <string.h>

/* What one unit is: num / den base units.  A pound is 453.59237 g exactly
 * since 1959, an ounce a sixteenth of it, a yard 0.9144 m, and a foot a third
 * of that. */
static const struct unit_entry {
	uint8_t dim;
	uint32_t num, den;
} units[UNIT_COUNT] = {
	[UNIT_NONE] = { DIM_NONE, 1, 1 },
	[UNIT_EACH] = { DIM_EACH, 1, 1 },
	[UNIT_UG] = { DIM_MASS, 1, 1000000 },
	[UNIT_MG] = { DIM_MASS, 1, 1000 },
	[UNIT_G] = { DIM_MASS, 1, 1 },
	[UNIT_KG] = { DIM_MASS, 1000, 1 },
	[UNIT_T] = { DIM_MASS, 1000000, 1 },
	[UNIT_LB] = { DIM_MASS, 45359237, 100000 },
	[UNIT_OZ] = { DIM_MASS, 45359237, 1600000 },
	[UNIT_MM] = { DIM_LENGTH, 1, 1000 },
	[UNIT_CM] = { DIM_LENGTH, 1, 100 },
	[UNIT_M] = { DIM_LENGTH, 1, 1 },
	[UNIT_KM] = { DIM_LENGTH, 1000, 1 },
	[UNIT_IN] = { DIM_LENGTH, 127, 5000 },
	[UNIT_FT] = { DIM_LENGTH, 381, 1250 },
	[UNIT_YD] = { DIM_LENGTH, 1143, 1250 },
	[UNIT_MM2] = { DIM_AREA, 1, 1000000 },
	[UNIT_CM2] = { DIM_AREA, 1, 10000 },
	[UNIT_M2] = { DIM_AREA, 1, 1 },
	[UNIT_IN2] = { DIM_AREA, 16129, 25000000 },
	[UNIT_FT2] = { DIM_AREA, 145161, 1562500 },
	[UNIT_ML] = { DIM_VOLUME, 1, 1000 },
	[UNIT_L] = { DIM_VOLUME, 1, 1 },
	[UNIT_M3] = { DIM_VOLUME, 1000, 1 },
	[UNIT_FRACTION] = { DIM_SHARE, 1, 1 },
	[UNIT_PERCENT] = { DIM_SHARE, 1, 100 },
	[UNIT_PERMILLE] = { DIM_SHARE, 1, 1000 },
	[UNIT_PPM] = { DIM_SHARE, 1, 1000000 },
	[UNIT_PPB] = { DIM_SHARE, 1, 1000000000 },
	[UNIT_PAIR] = { DIM_EACH, 2, 1 },
	[UNIT_DOZEN] = { DIM_EACH, 12, 1 },
	[UNIT_GROSS] = { DIM_EACH, 144, 1 },
	[UNIT_HUNDRED] = { DIM_EACH, 100, 1 },
	[UNIT_THOUSAND] = { DIM_EACH, 1000, 1 },
	[UNIT_SET] = { DIM_EACH, 1, 1 },
	[UNIT_ROLL] = { DIM_EACH, 1, 1 },
	[UNIT_PACK] = { DIM_EACH, 1, 1 },
	[UNIT_BOX] = { DIM_EACH, 1, 1 },
	[UNIT_BAG] = { DIM_EACH, 1, 1 },
	[UNIT_BOTTLE] = { DIM_EACH, 1, 1 },
	[UNIT_CAN] = { DIM_EACH, 1, 1 },
	[UNIT_TUBE] = { DIM_EACH, 1, 1 },
	[UNIT_SHEET] = { DIM_EACH, 1, 1 },
	[UNIT_BAR] = { DIM_EACH, 1, 1 },
	[UNIT_BUNDLE] = { DIM_EACH, 1, 1 },
};

static bool
is_spelt(struct str name, const struct unit_word *s)
{
	const struct str known = { s->name, s->n };
	size_t i = 0, k = 0;

	if (known.n != name.n)
		return false;
	while (i < name.n)
		if (str_letter(name, &i) != str_letter(known, &k))
			return false;
	return true;
}

static enum unit
find_spelling(struct str name)
{
	/* "pcs.", "Stk." */
	if (name.n > 1 && name.p[name.n - 1] == '.')
		name.n--;
	for (size_t i = 0; i < unit_nwords; i++)
		if (is_spelt(name, &unit_words[i]))
			return (enum unit)unit_words[i].unit;
	return UNIT_NONE;
}

/* "100 pcs", "1,000 St": a round number, and pieces; *bare: nothing is behind
 * it. */
static enum unit
find_round(struct str name, bool *bare)
{
	static const struct {
		const char *digits;
		enum unit unit;
	} round[] = { { "1000", UNIT_THOUSAND }, { "1,000", UNIT_THOUSAND },
		{ "1.000", UNIT_THOUSAND }, { "1 000", UNIT_THOUSAND },
		{ "1k", UNIT_THOUSAND }, { "100", UNIT_HUNDRED } };

	for (size_t i = 0; i < sizeof(round) / sizeof(round[0]); i++) {
		size_t n = strlen(round[i].digits);
		struct str rest;

		if (!str_starts(name, round[i].digits))
			continue;
		rest = str_trim((struct str){ name.p + n, name.n - n });
		*bare = rest.n == 0;
		return *bare || find_spelling(rest) == UNIT_EACH ? round[i].unit
								 : UNIT_NONE;
	}
	return UNIT_NONE;
}

enum unit
unit_of_count(struct str name)
{
	bool bare;
	enum unit u = find_round(name, &bare);

	return u != UNIT_NONE ? u : find_spelling(name);
}

enum unit
unit_find(struct str name)
{
	enum unit u = find_spelling(name);
	bool bare = false;

	if (u != UNIT_NONE || name.n == 0 || name.p[0] != '1')
		return u;
	u = find_round(name, &bare);
	return bare ? UNIT_NONE : u;
}

enum dimension
unit_dimension(enum unit u)
{
	return (enum dimension)units[u].dim;
}

const char *
unit_name(enum unit u)
{
	static const char *const bundle[] = { "set", "roll", "pack", "box",
		"bag", "bottle", "can", "tube", "sheet", "bar", "bundle" };

	if (u >= UNIT_SET && u < UNIT_COUNT)
		return bundle[u - UNIT_SET];
	for (size_t i = 0; i < unit_nwords; i++)
		if (unit_words[i].unit == u)
			return unit_words[i].name;
	return "";
}

const char *
dimension_name(enum dimension d)
{
	static const char *const names[] = { "unknown units", "pieces", "mass",
		"length", "area", "volume", "share of mass" };

	return names[d];
}

void
unit_factor(enum unit u, unsigned long *num, unsigned long *den)
{
	*num = units[u].num;
	*den = units[u].den;
}

void
unit_to_base(enum unit u, mpq_t q)
{
	mpq_t factor;

	if (units[u].num == units[u].den || mpq_sgn(q) == 0)
		return;
	mpq_init(factor);
	mpq_set_ui(factor, units[u].num, units[u].den);
	mpq_canonicalize(factor);
	num_mul(q, q, factor);
	mpq_clear(factor);
}
