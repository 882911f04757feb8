/* SPDX-License-Identifier: Apache-2.0 */
/* units - units of quantity, mass and share; see units.h. */
#include "core/bom/units.h"

#include <string.h>

/*
 * Spellings, compared without case of ASCII letters; the first of each unit
 * is the one we write.  Three-letter codes are those of UN/ECE Rec. 20.
 * Left out, because they mean two things: "ton", "gal", "st", "M" with
 * anything before it, atomic, molar and volume percent.
 */
static const struct spelling {
	const char *name;
	uint8_t n, unit;
} spellings[] = {
#define SPELL(text, u) \
	{ \
		text, sizeof(text) - 1, u \
	}
	SPELL("each", UNIT_EACH), SPELL("kg", UNIT_KG), SPELL("g", UNIT_G),
	SPELL("%", UNIT_PERCENT), SPELL("mg", UNIT_MG), SPELL("m", UNIT_M),
	SPELL("ppm", UNIT_PPM), SPELL("ug", UNIT_UG), SPELL("t", UNIT_T),
	SPELL("lb", UNIT_LB), SPELL("oz", UNIT_OZ), SPELL("mm", UNIT_MM),
	SPELL("cm", UNIT_CM), SPELL("km", UNIT_KM), SPELL("mm2", UNIT_MM2),
	SPELL("cm2", UNIT_CM2), SPELL("m2", UNIT_M2), SPELL("ml", UNIT_ML),
	SPELL("l", UNIT_L), SPELL("m3", UNIT_M3),
	SPELL("fraction", UNIT_FRACTION), SPELL("ppb", UNIT_PPB),
	/* pieces */
	SPELL("ea", UNIT_EACH), SPELL("pcs", UNIT_EACH), SPELL("pc", UNIT_EACH),
	SPELL("pce", UNIT_EACH), SPELL("piece", UNIT_EACH),
	SPELL("pieces", UNIT_EACH), SPELL("unit", UNIT_EACH),
	SPELL("units", UNIT_EACH), SPELL("C62", UNIT_EACH),
	SPELL("H87", UNIT_EACH),
	/* mass */
	SPELL("MC", UNIT_UG), SPELL("mcg", UNIT_UG),
	SPELL("\xC2\xB5g", UNIT_UG), SPELL("\xCE\xBCg", UNIT_UG),
	SPELL("microgram", UNIT_UG), SPELL("micrograms", UNIT_UG),
	SPELL("MGM", UNIT_MG), SPELL("milligram", UNIT_MG),
	SPELL("milligrams", UNIT_MG), SPELL("GRM", UNIT_G),
	SPELL("gram", UNIT_G), SPELL("grams", UNIT_G), SPELL("KGM", UNIT_KG),
	SPELL("kilogram", UNIT_KG), SPELL("kilograms", UNIT_KG),
	SPELL("TNE", UNIT_T), SPELL("tonne", UNIT_T), SPELL("tonnes", UNIT_T),
	SPELL("metric ton", UNIT_T), SPELL("metric tons", UNIT_T),
	SPELL("lbs", UNIT_LB), SPELL("LBR", UNIT_LB), SPELL("pound", UNIT_LB),
	SPELL("pounds", UNIT_LB), SPELL("ONZ", UNIT_OZ),
	SPELL("ounce", UNIT_OZ), SPELL("ounces", UNIT_OZ),
	/* length */
	SPELL("MMT", UNIT_MM), SPELL("millimeter", UNIT_MM),
	SPELL("millimeters", UNIT_MM), SPELL("millimetre", UNIT_MM),
	SPELL("millimetres", UNIT_MM), SPELL("CMT", UNIT_CM),
	SPELL("centimeter", UNIT_CM), SPELL("centimeters", UNIT_CM),
	SPELL("centimetre", UNIT_CM), SPELL("centimetres", UNIT_CM),
	SPELL("MTR", UNIT_M), SPELL("meter", UNIT_M), SPELL("meters", UNIT_M),
	SPELL("metre", UNIT_M), SPELL("metres", UNIT_M), SPELL("KMT", UNIT_KM),
	SPELL("kilometer", UNIT_KM), SPELL("kilometers", UNIT_KM),
	SPELL("kilometre", UNIT_KM), SPELL("kilometres", UNIT_KM),
	/* area */
	SPELL("mm^2", UNIT_MM2), SPELL("mm\xC2\xB2", UNIT_MM2),
	SPELL("MMK", UNIT_MM2), SPELL("cm^2", UNIT_CM2),
	SPELL("cm\xC2\xB2", UNIT_CM2), SPELL("CMK", UNIT_CM2),
	SPELL("m^2", UNIT_M2), SPELL("m\xC2\xB2", UNIT_M2),
	SPELL("MTK", UNIT_M2), SPELL("sqm", UNIT_M2),
	/* volume */
	SPELL("MLT", UNIT_ML), SPELL("cm3", UNIT_ML), SPELL("cm^3", UNIT_ML),
	SPELL("cm\xC2\xB3", UNIT_ML), SPELL("CMQ", UNIT_ML),
	SPELL("milliliter", UNIT_ML), SPELL("millilitre", UNIT_ML),
	SPELL("LTR", UNIT_L), SPELL("liter", UNIT_L), SPELL("liters", UNIT_L),
	SPELL("litre", UNIT_L), SPELL("litres", UNIT_L), SPELL("m^3", UNIT_M3),
	SPELL("m\xC2\xB3", UNIT_M3), SPELL("MTQ", UNIT_M3),
	/* share of mass */
	SPELL("kg/kg", UNIT_FRACTION), SPELL("g/g", UNIT_FRACTION),
	SPELL("percent", UNIT_PERCENT), SPELL("pct", UNIT_PERCENT),
	SPELL("P1", UNIT_PERCENT), SPELL("wt%", UNIT_PERCENT),
	SPELL("wt.%", UNIT_PERCENT), SPELL("wt %", UNIT_PERCENT),
	SPELL("wt.-%", UNIT_PERCENT), SPELL("mass%", UNIT_PERCENT),
	SPELL("mass %", UNIT_PERCENT), SPELL("mass-%", UNIT_PERCENT),
	SPELL("% w/w", UNIT_PERCENT), SPELL("%w/w", UNIT_PERCENT),
	SPELL("% (w/w)", UNIT_PERCENT), SPELL("% (m/m)", UNIT_PERCENT),
	SPELL("% by weight", UNIT_PERCENT), SPELL("% by mass", UNIT_PERCENT),
	SPELL("mg/kg", UNIT_PPM), SPELL("ug/g", UNIT_PPM),
	SPELL("\xC2\xB5g/g", UNIT_PPM), SPELL("ug/kg", UNIT_PPB),
	SPELL("\xC2\xB5g/kg", UNIT_PPB)
#undef SPELL
};

/* What one unit is: num / den base units.  A pound is 453.59237 g exactly
 * since 1959, an ounce a sixteenth of it. */
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
	[UNIT_MM2] = { DIM_AREA, 1, 1000000 },
	[UNIT_CM2] = { DIM_AREA, 1, 10000 },
	[UNIT_M2] = { DIM_AREA, 1, 1 },
	[UNIT_ML] = { DIM_VOLUME, 1, 1000 },
	[UNIT_L] = { DIM_VOLUME, 1, 1 },
	[UNIT_M3] = { DIM_VOLUME, 1000, 1 },
	[UNIT_FRACTION] = { DIM_SHARE, 1, 1 },
	[UNIT_PERCENT] = { DIM_SHARE, 1, 100 },
	[UNIT_PPM] = { DIM_SHARE, 1, 1000000 },
	[UNIT_PPB] = { DIM_SHARE, 1, 1000000000 },
};

enum unit
unit_find(struct str name)
{
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		if (spellings[i].n == name.n &&
		    str_is_nocase(name, spellings[i].name))
			return (enum unit)spellings[i].unit;
	return UNIT_NONE;
}

enum dimension
unit_dimension(enum unit u)
{
	return (enum dimension)units[u].dim;
}

const char *
unit_name(enum unit u)
{
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		if (spellings[i].unit == u)
			return spellings[i].name;
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
