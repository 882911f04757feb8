/* SPDX-License-Identifier: Apache-2.0 */
/* guise - is a substance a metal, an alloy, an oxide?  See guise.h. */
#include "core/bom/field/guise.h"

#include "core/chem/formula.h"

#include <string.h>

enum guise
guise_of_category(const char *category)
{
	static const struct {
		const char *category;
		enum guise guise;
	} guises[] = { { "metal", GUISE_METAL }, { "alloy", GUISE_ALLOY },
		{ "magnet", GUISE_ALLOY }, { "oxide", GUISE_OXIDE } };

	for (size_t i = 0; i < sizeof(guises) / sizeof(guises[0]); i++)
		if (strcmp(category, guises[i].category) == 0)
			return guises[i].guise;
	return GUISE_OTHER;
}

/* Sc, Y and La to Lu. */
static bool
is_rare_earth(int z)
{
	return element_of_z(z) >= 0;
}

enum guise
guise_of_formula(struct str formula)
{
	enum { OXYGEN = 8 };
	struct composition c;
	struct error err = { 0 };
	bool oxygen = false, rare = false, rest = false;

	composition_init(&c);
	if (formula_count(formula, pos_none, &c, &err) == ST_OK)
		for (int z = 1; z <= ATOM_MAX_Z; z++)
			if (mpq_sgn(c.count[z]) != 0) {
				oxygen = oxygen || z == OXYGEN;
				rare = rare || is_rare_earth(z);
				rest =
				    rest || (z != OXYGEN && !is_rare_earth(z));
			}
	composition_clear(&c);
	if (!rare || rest)
		return GUISE_UNKNOWN;
	return oxygen ? GUISE_OXIDE : GUISE_METAL;
}
