/* SPDX-License-Identifier: Apache-2.0 */
/* in_words - values in the words that fields.h reads; see in_words.h. */
#include "core/bom/write/in_words.h"

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
words_standing(uint8_t standing)
{
	return standing == STANDING_VERIFIED   ? "verified"
	       : standing == STANDING_PRESUMED ? "presumed"
					       : "";
}

const char *
words_country(const struct origin *g)
{
	return g->absent               ? "none"
	       : g->country[0] != '\0' ? g->country
				       : "unknown";
}

enum status
words_share(
    const struct bom *b, const struct origin *g, char text[WORDS_AMOUNT])
{
	text[0] = '\0';
	if (g->absent || (g->share.lo == NUM_ONE && g->share.hi == NUM_ONE))
		return ST_OK;
	return words_amount(b, g->share, text);
}

/* What it is of: a list that is closed is of nothing that is named. */
static void
name_substance(
    const struct bom *b, const struct content *c, struct words_content *words)
{
	static const char *const bases[] = { "element", "oxide", "compound" };
	const struct bom_substance *s =
	    c->substance != BOM_NONE ? &b->substance[c->substance] : NULL;

	if (c->wildcard)
		words->substance = STR("other substances");
	if (c->kind == CONTENT_UNLISTED && c->basis == BASIS_KIND_OXIDE)
		words->basis = bases[c->basis];
	if (c->kind == CONTENT_COMPLETE || c->kind == CONTENT_UNLISTED)
		return;
	if (c->basis != BASIS_KIND_COMPOUND || s == NULL ||
	    s->elements != c->elements)
		words_elements(c->elements, words->element);
	if (s != NULL) {
		words->substance = bom_text_get(b, s->name);
		words->cas = bom_text_get(b, s->cas);
		words->formula = bom_text_get(b, s->formula);
	}
	if (s != NULL || c->basis != BASIS_KIND_ELEMENT)
		words->basis = bases[c->basis];
}

static enum status
name_amount(
    const struct bom *b, const struct content *c, char text[WORDS_AMOUNT])
{
	if (c->rest || c->unstated)
		str_add(text, WORDS_AMOUNT, c->rest ? "rest" : "present");
	else if (c->kind != CONTENT_COMPLETE && c->kind != CONTENT_NOT_ADDED)
		return words_amount(b, c->amount, text);
	return ST_OK;
}

enum status
words_content(
    const struct bom *b, const struct content *c, struct words_content *words)
{
	static const char *const kinds[] = { "", "negative", "complete",
		"not-added", "unlisted" };
	bool several = (c->elements & (c->elements - 1)) != 0;

	*words = (struct words_content){ .substance = STR(""),
		.cas = STR(""),
		.formula = STR(""),
		.basis = "",
		.scope = c->scope == SCOPE_UNSET ? ""
			 : c->scope == SCOPE_OWN ? "own"
						 : "total",
		.kind = c->wildcard ? "" : kinds[c->kind],
		.each = "",
		.process = c->process ? "used-not-contained" : "" };
	name_substance(b, c, words);
	if (!c->wildcard && ((c->kind == CONTENT_NEGATIVE && several &&
				 c->basis != BASIS_KIND_COMPOUND) ||
				(c->kind == CONTENT_UNLISTED && !c->each)))
		words->each = "sum";
	return name_amount(b, c, words->amount);
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
