/* SPDX-License-Identifier: Apache-2.0 */
/* selector - which items an assumption is about; see assumption.h. */
#include "core/bom/link/assumption.h"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
same(char a, char b, bool any_case)
{
	return any_case ? lower(a) == lower(b) : a == b;
}

/* Behind the character that starts at i. */
static size_t
next_character(struct str s, size_t i)
{
	i++;
	while (i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80)
		i++;
	return i;
}

/*
 * selector_like - does the whole text fit the pattern?
 *
 * Cost: length of pattern times length of text at most: only the last star
 * is ever tried again
 */
bool
selector_like(struct str pattern, struct str text, bool any_case)
{
	size_t p = 0, t = 0, star = SIZE_MAX, from = 0;

	while (t < text.n) {
		if (p < pattern.n && pattern.p[p] == '*') {
			star = ++p;
			from = t;
		} else if (p < pattern.n && pattern.p[p] == '?') {
			p++;
			t = next_character(text, t);
		} else if (p < pattern.n &&
			   same(pattern.p[p], text.p[t], any_case)) {
			p++;
			t++;
		} else if (star != SIZE_MAX) {
			p = star;
			t = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.n && pattern.p[p] == '*')
		p++;
	return p == pattern.n;
}

/* Do the digits of the code start with these? */
static bool
starts_with(struct str code, struct str digits)
{
	size_t k = 0;

	for (size_t i = 0; i < code.n && k < digits.n; i++) {
		if (code.p[i] < '0' || code.p[i] > '9')
			continue;
		if (code.p[i] != digits.p[k++])
			return false;
	}
	return k == digits.n;
}

bool
selector_fits(const struct selector *s, const struct bom *b, uint32_t item)
{
	const struct item *it = &b->item[item];

	if (s->part.n > 0 && !str_eq(s->part, bom_part(b, item)))
		return false;
	if (s->has_form && it->form != s->form)
		return false;
	if (s->part_like.n > 0 &&
	    !selector_like(s->part_like, bom_part(b, item), false))
		return false;
	if (s->maker.n > 0 && !str_eq(s->maker, bom_text_get(b, it->maker)))
		return false;
	if (s->revision.n > 0 &&
	    !str_eq(s->revision, bom_text_get(b, it->revision)))
		return false;
	if (s->hs.n > 0 && !starts_with(bom_text_get(b, it->hs), s->hs))
		return false;
	return s->name_like.n == 0 ||
	       selector_like(s->name_like, bom_text_get(b, it->name), true);
}
