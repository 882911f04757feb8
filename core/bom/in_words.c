/* SPDX-License-Identifier: Apache-2.0 */
/* in_words - values in the words that fields.h reads; see in_words.h. */
#include "core/bom/in_words.h"

#include <stdio.h>

enum status
words_number(
    const struct bom *b, uint32_t num, unsigned long scale, char text[NUM_TEXT])
{
	bool fits;
	mpq_t q, view;

	mpq_init(q);
	mpq_set_ui(q, scale, 1);
	numtab_view(&b->num, num, view);
	mpq_mul(q, q, view);
	fits = num_format_exact(text, q);
	mpq_clear(q);
	return fits ? ST_OK : ST_LIMIT;
}

enum status
words_amount(const struct bom *b, struct amount a, char text[WORDS_AMOUNT])
{
	const char *unit = a.is_share ? "%" : "g";
	unsigned long scale = a.is_share ? 100 : 1;
	bool endless = a.hi == NUM_INFINITE ||
		       (a.is_share && a.hi == NUM_ONE && !a.hi_open);
	char lo[NUM_TEXT], hi[NUM_TEXT] = "";

	if (words_number(b, a.lo, scale, lo) != ST_OK ||
	    (a.hi != NUM_INFINITE && words_number(b, a.hi, scale, hi) != ST_OK))
		return ST_LIMIT;
	if (a.lo == a.hi)
		snprintf(text, WORDS_AMOUNT, "%s %s", lo, unit);
	else if (a.lo == NUM_ZERO && !a.lo_open && a.hi == NUM_INFINITE)
		snprintf(text, WORDS_AMOUNT, "unknown");
	else if (a.lo == NUM_ZERO && !a.lo_open)
		snprintf(text, WORDS_AMOUNT, "%s%s %s",
		    a.hi_open ? "<" : "<=", hi, unit);
	else if (endless)
		snprintf(text, WORDS_AMOUNT, "%s%s %s",
		    a.lo_open ? ">" : ">=", lo, unit);
	else if (!a.lo_open && !a.hi_open)
		snprintf(text, WORDS_AMOUNT, "%s - %s %s", lo, hi, unit);
	else
		return ST_INTERNAL;
	return ST_OK;
}

void
words_elements(uint32_t elements, char text[WORDS_ELEMENTS])
{
	text[0] = '\0';
	if (elements == ELEMENT_ALL) {
		str_add(text, WORDS_ELEMENTS, "all");
		return;
	}
	for (int e = 0; e < NELEM; e++)
		if ((elements >> e & 1) != 0)
			str_add(text, WORDS_ELEMENTS, "%s%s",
			    text[0] != '\0' ? "," : "", element_at(e)->symbol);
}

const char *
words_fault(enum status st)
{
	return st == ST_INTERNAL
		   ? "an amount that is above one limit and below another"
		   : "a number of more digits than can be written";
}

enum unit
words_unit(enum dimension d)
{
	static const enum unit units[] = { UNIT_NONE, UNIT_EACH, UNIT_G, UNIT_M,
		UNIT_M2, UNIT_L, UNIT_FRACTION };

	return units[d];
}
