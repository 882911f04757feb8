/* SPDX-License-Identifier: Apache-2.0 */
/* units - units of quantity, mass and share; see units.h. */
#include "core/bom/units.h"

#include <string.h>

/*
 * Spellings, compared without case; the first of each unit is the one we
 * write.  Three-letter codes are those of UN/ECE Rec. 20.
 * Left out, because they mean two things: "ton", "gal", "gr", "M" with anything
 * before it, atomic, molar and volume percent.  "st" is a piece in half of
 * Europe, and no part is weighed in stones.  bundle.h has more words for sets,
 * rolls and the like.
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
	SPELL("in", UNIT_IN), SPELL("ft", UNIT_FT), SPELL("yd", UNIT_YD),
	SPELL("in2", UNIT_IN2), SPELL("ft2", UNIT_FT2),
	SPELL("g/kg", UNIT_PERMILLE),
	/* pieces */
	SPELL("ea", UNIT_EACH), SPELL("pcs", UNIT_EACH), SPELL("pc", UNIT_EACH),
	SPELL("pce", UNIT_EACH), SPELL("piece", UNIT_EACH),
	SPELL("pieces", UNIT_EACH), SPELL("unit", UNIT_EACH),
	SPELL("units", UNIT_EACH), SPELL("C62", UNIT_EACH),
	SPELL("H87", UNIT_EACH), SPELL("no", UNIT_EACH),
	SPELL("nos", UNIT_EACH), SPELL("nr", UNIT_EACH), SPELL("u", UNIT_EACH),
	SPELL("un", UNIT_EACH), SPELL("x", UNIT_EACH), SPELL("×", UNIT_EACH),
	SPELL("und", UNIT_EACH), SPELL("stk", UNIT_EACH),
	SPELL("st", UNIT_EACH), SPELL("styck", UNIT_EACH),
	SPELL("NAR", UNIT_EACH), SPELL("NMB", UNIT_EACH),
	SPELL("uni", UNIT_EACH), SPELL("unid", UNIT_EACH),
	SPELL("pç", UNIT_EACH), SPELL("pçs", UNIT_EACH),
	SPELL("kpl", UNIT_EACH), SPELL("db", UNIT_EACH),
	SPELL("darab", UNIT_EACH), SPELL("buc", UNIT_EACH),
	SPELL("bucată", UNIT_EACH), SPELL("bucăți", UNIT_EACH),
	SPELL("kom", UNIT_EACH), SPELL("tk", UNIT_EACH),
	SPELL("gab", UNIT_EACH), SPELL("vnt", UNIT_EACH),
	SPELL("kus", UNIT_EACH), SPELL("kusů", UNIT_EACH),
	SPELL("sztuk", UNIT_EACH), SPELL("sztuka", UNIT_EACH),
	SPELL("ad", UNIT_EACH), SPELL("бр", UNIT_EACH), SPELL("τεμ", UNIT_EACH),
	SPELL("τμχ", UNIT_EACH), SPELL("cái", UNIT_EACH),
	SPELL("chiếc", UNIT_EACH), SPELL("ชิ้น", UNIT_EACH),
	SPELL("อัน", UNIT_EACH), SPELL("ヶ", UNIT_EACH), SPELL("ケ", UNIT_EACH),
	SPELL("コ", UNIT_EACH), SPELL("こ", UNIT_EACH), SPELL("ｹ", UNIT_EACH),
	SPELL("ｺ", UNIT_EACH), SPELL("箇", UNIT_EACH), SPELL("点", UNIT_EACH),
	SPELL("대", UNIT_EACH), SPELL("매", UNIT_EACH), SPELL("본", UNIT_EACH),
	SPELL("장", UNIT_EACH), SPELL("部", UNIT_EACH), SPELL("辆", UNIT_EACH),
	SPELL("輛", UNIT_EACH), SPELL("架", UNIT_EACH), SPELL("顆", UNIT_EACH),
	SPELL("張", UNIT_EACH), SPELL("stck", UNIT_EACH),
	SPELL("stück", UNIT_EACH), SPELL("stücke", UNIT_EACH),
	SPELL("stuks", UNIT_EACH), SPELL("pièce", UNIT_EACH),
	SPELL("pièces", UNIT_EACH), SPELL("pces", UNIT_EACH),
	SPELL("unité", UNIT_EACH), SPELL("unités", UNIT_EACH),
	SPELL("pieza", UNIT_EACH), SPELL("piezas", UNIT_EACH),
	SPELL("pza", UNIT_EACH), SPELL("pzas", UNIT_EACH),
	SPELL("ud", UNIT_EACH), SPELL("uds", UNIT_EACH),
	SPELL("unidad", UNIT_EACH), SPELL("unidades", UNIT_EACH),
	SPELL("pz", UNIT_EACH), SPELL("pezzo", UNIT_EACH),
	SPELL("pezzi", UNIT_EACH), SPELL("unità", UNIT_EACH),
	SPELL("peça", UNIT_EACH), SPELL("peças", UNIT_EACH),
	SPELL("unidade", UNIT_EACH), SPELL("szt", UNIT_EACH),
	SPELL("ks", UNIT_EACH), SPELL("adet", UNIT_EACH),
	SPELL("шт", UNIT_EACH), SPELL("штука", UNIT_EACH),
	SPELL("штук", UNIT_EACH), SPELL("个", UNIT_EACH),
	SPELL("個", UNIT_EACH), SPELL("只", UNIT_EACH), SPELL("隻", UNIT_EACH),
	SPELL("件", UNIT_EACH), SPELL("片", UNIT_EACH), SPELL("台", UNIT_EACH),
	SPELL("颗", UNIT_EACH), SPELL("粒", UNIT_EACH), SPELL("枚", UNIT_EACH),
	SPELL("根", UNIT_EACH), SPELL("支", UNIT_EACH), SPELL("条", UNIT_EACH),
	SPELL("條", UNIT_EACH), SPELL("块", UNIT_EACH), SPELL("塊", UNIT_EACH),
	SPELL("把", UNIT_EACH), SPELL("张", UNIT_EACH), SPELL("本", UNIT_EACH),
	SPELL("개", UNIT_EACH),
	/* mass */
	SPELL("MC", UNIT_UG), SPELL("mcg", UNIT_UG),
	SPELL("\xC2\xB5g", UNIT_UG), SPELL("\xCE\xBCg", UNIT_UG),
	SPELL("microgram", UNIT_UG), SPELL("micrograms", UNIT_UG),
	SPELL("MGM", UNIT_MG), SPELL("milligram", UNIT_MG),
	SPELL("milligrams", UNIT_MG), SPELL("GRM", UNIT_G),
	SPELL("gram", UNIT_G), SPELL("grams", UNIT_G), SPELL("KGM", UNIT_KG),
	SPELL("Gramm", UNIT_G), SPELL("Milligramm", UNIT_MG),
	SPELL("Kilogramm", UNIT_KG), SPELL("gramme", UNIT_G),
	SPELL("grammes", UNIT_G), SPELL("gramos", UNIT_G),
	SPELL("grammi", UNIT_G), SPELL("kilogramme", UNIT_KG),
	SPELL("kilogrammes", UNIT_KG), SPELL("kilogramos", UNIT_KG),
	SPELL("chilogrammi", UNIT_KG), SPELL("グラム", UNIT_G),
	SPELL("그램", UNIT_G), SPELL("kgs", UNIT_KG), SPELL("gm", UNIT_G),
	SPELL("gms", UNIT_G), SPELL("毫克", UNIT_MG), SPELL("мг", UNIT_MG),
	SPELL("克", UNIT_G), SPELL("г", UNIT_G), SPELL("千克", UNIT_KG),
	SPELL("公斤", UNIT_KG), SPELL("кг", UNIT_KG), SPELL("kilo", UNIT_KG),
	SPELL("kilos", UNIT_KG), SPELL("吨", UNIT_T), SPELL("т", UNIT_T),
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
	SPELL("毫米", UNIT_MM), SPELL("мм", UNIT_MM), SPELL("厘米", UNIT_CM),
	SPELL("см", UNIT_CM), SPELL("米", UNIT_M), SPELL("м", UNIT_M),
	SPELL("lfm", UNIT_M), SPELL("lfdm", UNIT_M), SPELL("lfd. m", UNIT_M),
	SPELL("lfd.m", UNIT_M), SPELL("mtrs", UNIT_M), SPELL("mts", UNIT_M),
	SPELL("\"", UNIT_IN), SPELL("\xE2\x80\xB3", UNIT_IN),
	SPELL("inch", UNIT_IN), SPELL("inches", UNIT_IN), SPELL("INH", UNIT_IN),
	SPELL("'", UNIT_FT), SPELL("\xE2\x80\xB2", UNIT_FT),
	SPELL("foot", UNIT_FT), SPELL("feet", UNIT_FT), SPELL("FOT", UNIT_FT),
	SPELL("yds", UNIT_YD), SPELL("yard", UNIT_YD), SPELL("yards", UNIT_YD),
	SPELL("YRD", UNIT_YD), SPELL("Zoll", UNIT_IN), SPELL("英寸", UNIT_IN),
	SPELL("英尺", UNIT_FT),
	/* area */
	SPELL("mm^2", UNIT_MM2), SPELL("mm\xC2\xB2", UNIT_MM2),
	SPELL("MMK", UNIT_MM2), SPELL("cm^2", UNIT_CM2),
	SPELL("cm\xC2\xB2", UNIT_CM2), SPELL("CMK", UNIT_CM2),
	SPELL("m^2", UNIT_M2), SPELL("m\xC2\xB2", UNIT_M2),
	SPELL("MTK", UNIT_M2), SPELL("sqm", UNIT_M2), SPELL("sq m", UNIT_M2),
	SPELL("qm", UNIT_M2), SPELL("平方米", UNIT_M2), SPELL("м2", UNIT_M2),
	SPELL("м²", UNIT_M2), SPELL("in^2", UNIT_IN2),
	SPELL("in\xC2\xB2", UNIT_IN2), SPELL("sq in", UNIT_IN2),
	SPELL("sqin", UNIT_IN2), SPELL("INK", UNIT_IN2),
	SPELL("ft^2", UNIT_FT2), SPELL("ft\xC2\xB2", UNIT_FT2),
	SPELL("sq ft", UNIT_FT2), SPELL("sqft", UNIT_FT2),
	SPELL("FTK", UNIT_FT2),
	/* volume */
	SPELL("MLT", UNIT_ML), SPELL("cm3", UNIT_ML), SPELL("cm^3", UNIT_ML),
	SPELL("cm\xC2\xB3", UNIT_ML), SPELL("CMQ", UNIT_ML),
	SPELL("milliliter", UNIT_ML), SPELL("millilitre", UNIT_ML),
	SPELL("LTR", UNIT_L), SPELL("lt", UNIT_L), SPELL("liter", UNIT_L),
	SPELL("liters", UNIT_L), SPELL("litre", UNIT_L),
	SPELL("litres", UNIT_L), SPELL("m^3", UNIT_M3),
	SPELL("m\xC2\xB3", UNIT_M3), SPELL("MTQ", UNIT_M3),
	SPELL("cbm", UNIT_M3), SPELL("毫升", UNIT_ML), SPELL("мл", UNIT_ML),
	SPELL("升", UNIT_L), SPELL("л", UNIT_L), SPELL("立方米", UNIT_M3),
	SPELL("м3", UNIT_M3), SPELL("м³", UNIT_M3),
	/* share of mass */
	SPELL("％", UNIT_PERCENT), SPELL("weight %", UNIT_PERCENT),
	SPELL("weight-%", UNIT_PERCENT), SPELL("weight%", UNIT_PERCENT),
	SPELL("Gew.%", UNIT_PERCENT), SPELL("Gew.-%", UNIT_PERCENT),
	SPELL("Gew%", UNIT_PERCENT), SPELL("Ma.-%", UNIT_PERCENT),
	SPELL("w/w%", UNIT_PERCENT), SPELL("% m/m", UNIT_PERCENT),
	SPELL("质量%", UNIT_PERCENT), SPELL("重量%", UNIT_PERCENT),
	SPELL("質量%", UNIT_PERCENT), SPELL("kg/kg", UNIT_FRACTION),
	SPELL("g/g", UNIT_FRACTION), SPELL("percent", UNIT_PERCENT),
	SPELL("pct", UNIT_PERCENT), SPELL("P1", UNIT_PERCENT),
	SPELL("wt%", UNIT_PERCENT), SPELL("wt.%", UNIT_PERCENT),
	SPELL("wt %", UNIT_PERCENT), SPELL("wt.-%", UNIT_PERCENT),
	SPELL("mass%", UNIT_PERCENT), SPELL("mass %", UNIT_PERCENT),
	SPELL("mass-%", UNIT_PERCENT), SPELL("% w/w", UNIT_PERCENT),
	SPELL("%w/w", UNIT_PERCENT), SPELL("% (w/w)", UNIT_PERCENT),
	SPELL("% (m/m)", UNIT_PERCENT), SPELL("% by weight", UNIT_PERCENT),
	SPELL("% by mass", UNIT_PERCENT), SPELL("mg/kg", UNIT_PPM),
	SPELL("g/t", UNIT_PPM), SPELL("ppmw", UNIT_PPM),
	SPELL("wt ppm", UNIT_PPM), SPELL("wt. ppm", UNIT_PPM),
	SPELL("ppm wt", UNIT_PPM), SPELL("mass ppm", UNIT_PPM),
	SPELL("mg/g", UNIT_PERMILLE), SPELL("‰", UNIT_PERMILLE),
	SPELL("ppbw", UNIT_PPB), SPELL("毫克/千克", UNIT_PPM),
	SPELL("мг/кг", UNIT_PPM), SPELL("мас.%", UNIT_PERCENT),
	SPELL("мас. %", UNIT_PERCENT), SPELL("масс.%", UNIT_PERCENT),
	SPELL("масс. %", UNIT_PERCENT), SPELL("% мас.", UNIT_PERCENT),
	SPELL("% масс.", UNIT_PERCENT), SPELL("% en poids", UNIT_PERCENT),
	SPELL("% massique", UNIT_PERCENT), SPELL("% m", UNIT_PERCENT),
	SPELL("% peso", UNIT_PERCENT), SPELL("% en peso", UNIT_PERCENT),
	SPELL("% p/p", UNIT_PERCENT), SPELL("M.-%", UNIT_PERCENT),
	SPELL("Masse-%", UNIT_PERCENT), SPELL("Massen-%", UNIT_PERCENT),
	SPELL("ug/g", UNIT_PPM), SPELL("\xC2\xB5g/g", UNIT_PPM),
	SPELL("ug/kg", UNIT_PPB), SPELL("\xC2\xB5g/kg", UNIT_PPB),
	/* several pieces */
	SPELL("pair", UNIT_PAIR), SPELL("pairs", UNIT_PAIR),
	SPELL("prs", UNIT_PAIR), SPELL("PAA", UNIT_PAIR),
	SPELL("NPR", UNIT_PAIR), SPELL("Paar", UNIT_PAIR),
	SPELL("Paare", UNIT_PAIR), SPELL("paire", UNIT_PAIR),
	SPELL("paires", UNIT_PAIR), SPELL("pares", UNIT_PAIR),
	SPELL("par", UNIT_PAIR), SPELL("paio", UNIT_PAIR),
	SPELL("paia", UNIT_PAIR), SPELL("para", UNIT_PAIR),
	SPELL("пара", UNIT_PAIR), SPELL("пар", UNIT_PAIR),
	SPELL("对", UNIT_PAIR), SPELL("對", UNIT_PAIR), SPELL("双", UNIT_PAIR),
	SPELL("雙", UNIT_PAIR), SPELL("対", UNIT_PAIR),
	SPELL("ペア", UNIT_PAIR), SPELL("쌍", UNIT_PAIR),
	SPELL("dozen", UNIT_DOZEN), SPELL("dozens", UNIT_DOZEN),
	SPELL("doz", UNIT_DOZEN), SPELL("dz", UNIT_DOZEN),
	SPELL("DZN", UNIT_DOZEN), SPELL("Dutzend", UNIT_DOZEN),
	SPELL("Dtzd", UNIT_DOZEN), SPELL("douzaine", UNIT_DOZEN),
	SPELL("douzaines", UNIT_DOZEN), SPELL("docena", UNIT_DOZEN),
	SPELL("docenas", UNIT_DOZEN), SPELL("dozzina", UNIT_DOZEN),
	SPELL("dozzine", UNIT_DOZEN), SPELL("dúzia", UNIT_DOZEN),
	SPELL("dúzias", UNIT_DOZEN), SPELL("tuzin", UNIT_DOZEN),
	SPELL("дюжина", UNIT_DOZEN), SPELL("打", UNIT_DOZEN),
	SPELL("ダース", UNIT_DOZEN), SPELL("다스", UNIT_DOZEN),
	SPELL("gross", UNIT_GROSS), SPELL("GRO", UNIT_GROSS),
	SPELL("hundred", UNIT_HUNDRED), SPELL("hundreds", UNIT_HUNDRED),
	SPELL("CEN", UNIT_HUNDRED), SPELL("百个", UNIT_HUNDRED),
	SPELL("百個", UNIT_HUNDRED), SPELL("百件", UNIT_HUNDRED),
	SPELL("百只", UNIT_HUNDRED), SPELL("百片", UNIT_HUNDRED),
	SPELL("thousand", UNIT_THOUSAND), SPELL("thousands", UNIT_THOUSAND),
	SPELL("Tsd", UNIT_THOUSAND), SPELL("Tausend", UNIT_THOUSAND),
	SPELL("TS", UNIT_THOUSAND), SPELL("KPCS", UNIT_THOUSAND),
	SPELL("KPC", UNIT_THOUSAND), SPELL("kpce", UNIT_THOUSAND),
	SPELL("k pcs", UNIT_THOUSAND), SPELL("millier", UNIT_THOUSAND),
	SPELL("milliers", UNIT_THOUSAND), SPELL("тыс. шт", UNIT_THOUSAND),
	SPELL("тыс.шт", UNIT_THOUSAND), SPELL("千个", UNIT_THOUSAND),
	SPELL("千個", UNIT_THOUSAND), SPELL("千件", UNIT_THOUSAND),
	SPELL("千只", UNIT_THOUSAND), SPELL("千片", UNIT_THOUSAND),
	SPELL("千颗", UNIT_THOUSAND), SPELL("千粒", UNIT_THOUSAND)
#undef SPELL
};

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
is_spelt(struct str name, const struct spelling *s)
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
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		if (is_spelt(name, &spellings[i]))
			return (enum unit)spellings[i].unit;
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
