/* SPDX-License-Identifier: Apache-2.0 */
/* csv_rival - of two columns of one meaning, which counts; see csv_rival.h. */
#include "core/bom/table/csv_rival.h"
#include "core/bom/table/csv_context.h"

#include <string.h>
#include <strings.h>

/* Does the field stand behind one that names a substance? */
bool
rival_is_behind_substance(const struct csv_header *h, int i)
{
	return (csv_has(h, COL_CAS) && h->field[COL_CAS] < i) ||
	       (csv_has(h, COL_SUBSTANCE) && h->field[COL_SUBSTANCE] < i);
}

/* "Substance weight" beside "Part weight". */
bool
rival_is_of_substance(struct str name)
{
	static const char *const words[] = { "substance", "mass of substance",
		"weight of substance", "物质", "物質" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (name.n >= n &&
		    str_is_nocase((struct str){ name.p, n }, words[i]))
			return true;
	}
	return false;
}

/* Does a heading hold one of the words, "|" between them? */
static bool
holds_one(struct str name, const char *words)
{
	for (const char *p = words; *p != '\0';) {
		size_t n = strcspn(p, "|");

		for (size_t k = 0; k + n <= name.n; k++)
			if (strncasecmp(name.p + k, p, n) == 0)
				return true;
		p += n + (p[n] == '|');
	}
	return false;
}

/* "Unit price", "Price per unit", and no "Price", which may be that of all. */
static bool
is_of_one(struct str name)
{
	return holds_one(name,
	    "unit|per |each|piece|/|Stück|Stk|Einzel|unit\xC3\xA9|pi\xC3\xA8"
	    "ce|单|單|単|단가");
}

/* "Quantity/board", "Qty per unit"; "Unit QTY" may be a unit. */
static bool
is_of_each(struct str name)
{
	return holds_one(name, "/| per | je | par | por |每");
}

/* "Part number", and no "Part", which may be a name. */
static bool
is_of_number(struct str name)
{
	return holds_one(name,
	    "number|numer|nummer|n\xC3\xBAmero|num\xC3\xA9ro| no|nr|#|code|"
	    "c\xC3\xB3"
	    "digo|codice|sku|p/n|pn|编码|编号|料号|编號|編號|料號|品番|番号|"
	    "コード|품번|번호|코드");
}

/* "Component Id": what a program counts by, and no number that people use. */
static bool
ends_with_id(struct str name)
{
	return name.n > 2 && strncasecmp(name.p + name.n - 2, "id", 2) == 0;
}

/* Several of one meaning that do no harm: the better one counts, else the
 * first.  Of part numbers the other is a name. */
static bool
better_one(const struct csv_header *h, enum csv_column column, struct str a,
    struct str b, bool *second)
{
	static const enum csv_column first[] = { COL_SUPPLIER, COL_MAKER,
		COL_MPN, COL_MPN_MAKER, COL_POSITION, COL_REFERENCES,
		COL_MATERIAL, COL_HS };
	/* "component" beside "part number" may be what is in that */
	static const char *const names[] = { "part", "parts", "Teil", "pièce",
		"零件", "部件" };

	*second = true;
	if (column == COL_VALUE) {
		*second = is_of_one(a) || !is_of_one(b);
		return true;
	}
	/* by levels both speak of the row */
	if (column == COL_PART && csv_has(h, COL_LEVEL) &&
	    ends_with_id(a) != ends_with_id(b)) {
		*second = ends_with_id(b);
		return true;
	}
	if (column == COL_PART && is_of_number(a) != is_of_number(b) &&
	    csv_name_is_among(is_of_number(a) ? b : a, names,
		sizeof(names) / sizeof(names[0]))) {
		*second = is_of_number(a);
		return true;
	}
	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
		if (column == first[i])
			return true;
	return false;
}

/* Of two columns of one meaning, does one give way?  *second: it is the one
 * that comes. */
bool
rival_gives_way(const struct csv_header *h, const struct csv *c,
    enum csv_column column, size_t first, size_t i, bool *second)
{
	static const enum csv_column keys[] = { COL_PART, COL_PARENT, COL_LEVEL,
		COL_QUANTITY, COL_PER, COL_MASS, COL_AMOUNT };
	struct str a = c->field[first].text, b = c->field[i].text;
	bool away = csv_gives_way(a), too = csv_gives_way(b), key = false;

	/* "Quantity/board" beside what is needed for all of them */
	if (column == COL_QUANTITY && is_of_each(a) != is_of_each(b)) {
		*second = is_of_each(a);
		return true;
	}
	/* what the part weighs goes before what is in it, whatever it is
	   called */
	if (column == COL_PART &&
	    csv_is_part_of_something(a) != csv_is_part_of_something(b) &&
	    csv_is_product(csv_is_part_of_something(a) ? b : a)) {
		*second = csv_is_part_of_something(a);
		return true;
	}
	*second = rival_is_of_substance(b);
	if (column == COL_MASS &&
	    rival_is_of_substance(a) != rival_is_of_substance(b))
		return true;
	for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++)
		key |= keys[k] == column;
	/* "Part weight (g), CAS, Weight (mg)" */
	*second = true;
	if (column == COL_MASS && !rival_is_of_substance(a) &&
	    !rival_is_behind_substance(h, (int)first) &&
	    rival_is_behind_substance(h, (int)i))
		return true;
	*second = too;
	if (away != too || (away && !key))
		return true;
	/* words, of which those of one column are enough */
	if (column == COL_NAME || column == COL_MATERIAL)
		return *second = true;
	return better_one(h, column, a, b, second);
}
