/* SPDX-License-Identifier: Apache-2.0 */
/* wide_substance - the substance in a heading; see wide_heading.h. */
#include "core/bom/table/wide_heading.h"

#include "core/chem/cas.h"
#include "core/chem/formula.h"

#include <string.h>

static void
put_element(struct heading *h, uint32_t elements)
{
	if (h->as) {
		h->w.elements = 0;
		h->w.formula[0] = '\0';
		h->as = false;
	}
	h->w.elements |= elements;
	h->named |= elements;
	h->w.rare = true;
}

static void
put_formula(struct heading *h, struct str s, uint32_t elements)
{
	if (s.n >= WIDE_NAME || (h->w.formula[0] != '\0' && !h->as)) {
		h->lost = true;
		return;
	}
	h->as = false;
	memcpy(h->w.formula, s.p, s.n);
	h->w.formula[s.n] = '\0';
	h->named |= elements;
	h->in_formula = elements;
	h->w.rare |= elements != 0;
}

/* "Nd", exactly; index, or -1. */
static int
symbol_of(struct str s)
{
	return s.n >= 1 && s.n <= 2 ? element_find(s) : -1;
}

/* "NdPr", "Pr+Nd": the elements, or 0.  "La-Lu" may be two of them, or all
 * from one to the other: *range. */
static uint32_t
symbols_of(struct str s, bool *range)
{
	uint32_t set = 0;
	int before = -1;

	for (size_t i = 0; i < s.n;) {
		size_t n = i + 1 < s.n && s.p[i + 1] >= 'a' && s.p[i + 1] <= 'z'
			       ? 2
			       : 1;
		int e = symbol_of((struct str){ s.p + i, n });

		if (strchr("+/&-", s.p[i]) != NULL && i > 0) {
			i++;
			continue;
		}
		if (e < 0)
			return 0;
		*range |= i > 0 && s.p[i - 1] == '-' && e > before + 1;
		set |= (uint32_t)1 << e;
		before = e;
		i += n;
	}
	return (set & (set - 1)) != 0 ? set : 0;
}

/* "ND" of a program that writes capitals alone; index, or -1. */
static int
capitals_of(struct str s)
{
	char symbol[2];

	if (s.n != 2 || s.p[1] < 'A' || s.p[1] > 'Z')
		return -1;
	symbol[0] = s.p[0];
	symbol[1] = (char)(s.p[1] + ('a' - 'A'));
	return symbol_of((struct str){ symbol, 2 });
}

/* A formula with numbers, or the symbol of another element. */
static bool
take_formula(struct heading *h, struct str s)
{
	struct error err = { 0 };
	struct makeup m;
	bool digit = false, is;

	for (size_t i = 0; i < s.n; i++)
		digit |= char_is_digit(s.p[i]);
	if (s.n == 0 || s.p[0] < 'A' || s.p[0] > 'Z' || (!digit && s.n > 2) ||
	    (!digit && s.n == 2 && (s.p[1] < 'a' || s.p[1] > 'z')))
		return false;
	makeup_init(&m);
	is = formula_read(s, pos_none, &m, &err) == ST_OK;
	if (is)
		put_formula(h, s, m.elements);
	makeup_clear(&m);
	return is;
}

/* Bytes of a CAS number; 0: there is none. */
static size_t
take_cas(struct heading *h, struct str s)
{
	size_t n = 0, dashes = 0;

	while (n < s.n && (char_is_digit(s.p[n]) || s.p[n] == '-'))
		dashes += s.p[n++] == '-';
	if (dashes != 2 || n >= WIDE_NAME || !cas_valid((struct str){ s.p, n }))
		return 0;
	memcpy(h->w.cas, s.p, n);
	h->w.cas[n] = '\0';
	h->w.rare = true;
	return n;
}

static void
put_word(struct heading *h, enum wide_word word, int element)
{
	switch (word) {
	case WORD_ELEMENT:
		put_element(h, (uint32_t)1 << element);
		h->name = true;
		break;
	case WORD_OXIDE:
		h->w.basis = BASIS_OXIDE;
		h->as = false;
		break;
	case WORD_METAL:
		h->as = false;
		if (h->w.basis == BASIS_COUNT)
			h->w.basis = BASIS_ELEMENT;
		break;
	case WORD_AS:
		h->as = true;
		break;
	case WORD_MIN:
		h->w.role = WIDE_MIN;
		break;
	case WORD_MAX:
		h->w.role = WIDE_MAX;
		break;
	case WORD_DETECTION:
		h->w.role = WIDE_DETECTION;
		h->detection = true;
		break;
	case WORD_REE:
	case WORD_TREO:
		put_element(h, ELEMENT_ALL);
		h->group = true;
		if (word == WORD_TREO)
			h->w.basis = BASIS_TREO;
		break;
	default:
		break;
	}
}

/* The word that s begins with; how many bytes it has. */
static size_t
take_word(struct heading *h, struct str s)
{
	static const uint32_t may_be_words =
	    1u << 0 | 1u << 1 | 1u << 6 | 1u << 13; /* Sc Y Pm Er */
	struct str run = { s.p, 0 }, chain;
	enum wide_word word = WORD_FILLER;
	size_t n = take_cas(h, s), known;
	bool range = false;
	int element = 0;
	uint32_t set;

	if (n > 0)
		return n;
	while (run.n < s.n && char_is_alnum(s.p[run.n]))
		run.n++;
	chain = run;
	while (chain.n < s.n && (char_is_alnum(s.p[chain.n]) ||
				    strchr("+/&-", s.p[chain.n]) != NULL))
		chain.n++;
	set = symbols_of(chain, &range);
	if (set != 0) {
		h->lost |= range;
		put_element(h, set);
		h->name = true;
		return chain.n;
	}
	element = symbol_of(run);
	if (element >= 0) {
		put_element(h, (uint32_t)1 << element);
		h->symbol = true;
		h->odd_symbol |= (may_be_words >> element & 1) != 0;
		return run.n;
	}
	known = wide_word(s, &word, &element);
	if (known > 0 && known >= run.n &&
	    !(run.n == 2 && run.p[1] >= 'a' && run.p[0] < 'a' &&
		word == WORD_FILLER && take_formula(h, run))) {
		put_word(h, word, element);
		return known;
	}
	element = capitals_of(run);
	if (element >= 0) {
		put_element(h, (uint32_t)1 << element);
		h->symbol = h->odd_symbol = h->capitals = true;
		return run.n;
	}
	if (run.n > 0 && take_formula(h, run))
		return run.n;
	known = run.n > 0 ? wide_name(run, &element) : 0;
	if (known > 0) {
		put_word(h, WORD_ELEMENT, element);
		return known;
	}
	known = wide_word(s, &word, &element);
	if (run.n == 0 && known > 0) {
		put_word(h, word, element);
		return known;
	}
	h->lost = true;
	return run.n > 0 ? run.n : 1;
}

void
wide_take_words(struct heading *h)
{
	size_t i = 0;

	while (i < h->n) {
		if ((unsigned char)h->text[i] < 0x80 &&
		    !char_is_alnum(h->text[i])) {
			h->lost |= strchr("#?!<>*~@$^\\|", h->text[i]) != NULL;
			i++;
			continue;
		}
		i += take_word(h, (struct str){ h->text + i, h->n - i });
	}
}
