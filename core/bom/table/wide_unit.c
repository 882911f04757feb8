/* SPDX-License-Identifier: Apache-2.0 */
/* wide_unit - the unit in a heading; see wide_heading.h. */
#include "core/bom/table/wide_heading.h"

#include <string.h>

#define TOKENS 24

enum class { CLASS_NONE, CLASS_LETTERS, CLASS_SIGN, CLASS_JOINED };

/* Bytes of the character at i, and what it is part of. */
static size_t
class_at(const struct heading *h, size_t i, enum class *class)
{
	unsigned char c = (unsigned char)h->text[i];

	if (c < 0x80) {
		*class = c == '%' ? CLASS_SIGN
			 : strchr(" _,;:()[]{}=\"", (int)c) != NULL
			     ? CLASS_NONE
			     : CLASS_LETTERS;
		return 1;
	}
	if (strncmp(h->text + i, "‰", 3) == 0) {
		*class = CLASS_SIGN;
		return 3;
	}
	*class = c >= 0xE3 ? CLASS_JOINED : CLASS_LETTERS;
	return c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
}

struct token {
	size_t from, to;
};

static size_t
cut_tokens(const struct heading *h, struct token t[TOKENS])
{
	enum class last = CLASS_NONE, class;
	size_t n = 0, step;

	for (size_t i = 0; i < h->n; i += step, last = class) {
		step = class_at(h, i, &class);
		if (i + step > h->n)
			step = h->n - i;
		if (class == CLASS_NONE)
			continue;
		if (class != last && n == TOKENS)
			return 0;
		if (class != last)
			t[n++].from = i;
		t[n - 1].to = i + step;
	}
	return n;
}

/* "mg/pc", "g per part": the unit of a mass in one of the item. */
static struct str
without_piece(struct str s)
{
	static const char *const words[] = { "/part", "/article", "/item",
		"/product", " per part", " per piece", " per pc", " per pcs",
		" per unit", " per item", " per article", " pro Stück",
		" je Stück", " pro Teil", " par pièce", " por pieza" };
	const char *slash = s.n > 0 ? memrchr(s.p, '/', s.n) : NULL;
	struct str tail = { slash, 0 };

	if (slash != NULL) {
		tail.p++;
		tail.n = s.n - (size_t)(tail.p - s.p);
	}
	if (slash != NULL && unit_find(str_trim(tail)) == UNIT_EACH)
		return str_trim((struct str){ s.p, (size_t)(slash - s.p) });
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (s.n > n && csv_same_name((struct str){ s.p + s.n - n, n },
				   str_of(words[i])))
			return str_trim((struct str){ s.p, s.n - n });
	}
	return s;
}

static enum unit
unit_of(struct str s)
{
	enum unit u = unit_find(s);

	if (u == UNIT_NONE)
		u = unit_find(without_piece(s));
	/* "mass fraction" is no unit, but what has one */
	if (u == UNIT_FRACTION)
		return UNIT_NONE;
	return unit_dimension(u) == DIM_MASS || unit_dimension(u) == DIM_SHARE
		   ? u
		   : UNIT_NONE;
}

/* "% (w/w" goes on to the bracket. */
static struct str
piece(const struct heading *h, struct token from, struct token to)
{
	struct str s = { h->text + from.from, to.to - from.from };
	int open = 0;

	for (size_t i = 0; i < s.n; i++)
		open += (s.p[i] == '(') - (s.p[i] == ')');
	if (open == 1 && h->text[to.to] == ')')
		s.n++;
	return s;
}

/* Takes the longest unit out of the heading; UNIT_NONE: there is none. */
static enum unit
take_unit(struct heading *h)
{
	struct token t[TOKENS];
	size_t n = cut_tokens(h, t);
	struct str best = { NULL, 0 };
	enum unit found = UNIT_NONE;

	for (size_t i = 0; i < n; i++)
		for (size_t k = i; k < n && k < i + 5; k++) {
			struct str s = piece(h, t[i], t[k]);
			enum unit u = s.n > best.n ? unit_of(s) : UNIT_NONE;

			if (u != UNIT_NONE) {
				best = s;
				found = u;
			}
		}
	if (best.n > 0)
		memset(h->text + (best.p - h->text), ' ', best.n);
	return found;
}

void
wide_take_units(struct heading *h)
{
	enum unit u;

	h->w.unit = UNIT_NONE;
	while ((u = take_unit(h)) != UNIT_NONE) {
		if (h->w.unit != UNIT_NONE && u != h->w.unit)
			h->lost = true;
		h->w.unit = (uint8_t)u;
	}
}
