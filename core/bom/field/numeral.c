/* SPDX-License-Identifier: Apache-2.0 */
/* numeral - numbers inside longer texts; see numeral.h. */
#include "core/bom/field/numeral.h"

#include <string.h>

/*
 * numeral_take - the characters of a number; num_read() judges them.
 *
 * A comma belongs to it, so that it is refused as one; two points do not.
 */
struct str
numeral_take(struct str *s)
{
	struct str number = { s->p, 0 };
	size_t i = s->n > 0 && (s->p[0] == '-' || s->p[0] == '+') ? 1 : 0;
	bool any = false;

	for (; i < s->n; i++) {
		char c = s->p[i];
		char next = i + 1 < s->n ? s->p[i + 1] : '\0';
		char then = i + 2 < s->n ? s->p[i + 2] : '\0';

		if (char_is_digit(c))
			any = true;
		else if (any && (c == 'e' || c == 'E') && char_is_digit(next))
			i++;
		else if (any && (c == 'e' || c == 'E') &&
			 (next == '-' || next == '+') && char_is_digit(then))
			i += 2;
		else if (any && c == '/' &&
			 (char_is_digit(next) || next == '.'))
			continue;
		else if (!(c == ',' && any) && !(c == '.' && next != '.'))
			break;
	}
	if (any) {
		number.n = i;
		*s = str_trim((struct str){ s->p + i, s->n - i });
	}
	return number;
}

enum status
numeral_read(const struct bom *b, struct str s, struct place at, mpq_t q,
    struct findings *f)
{
	struct pos pos = bom_pos(b, at);
	const char *slash = memchr(s.p, '/', s.n);
	struct str top = s, bottom = { NULL, 0 };
	struct error err = { 0 };
	enum status st;
	mpq_t den;

	if (slash != NULL) {
		top.n = (size_t)(slash - s.p);
		bottom = (struct str){ slash + 1, s.n - top.n - 1 };
	}
	mpq_init(den);
	st = num_read(top, pos, q, &err);
	if (st == ST_OK && bottom.n > 0)
		st = num_read(bottom, pos, den, &err);
	if (st == ST_OK &&
	    (mpq_sgn(q) < 0 || (bottom.n > 0 && mpq_sgn(den) <= 0)))
		st = error_set(&err, ST_RANGE, pos,
		    "\"%.*s\": expected a number of zero or more",
		    STR_ARG(str_clip(s, 60)));
	if (st == ST_OK && bottom.n > 0)
		mpq_div(q, q, den);
	mpq_clear(den);
	findings_take(f, &err);
	return st;
}

bool
numeral_goes_on(struct str unit)
{
	static const char *const between[] = { "'", "_", "\xE2\x80\x99",
		"\xE2\x80\xAF", "\xC2\xA0" };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(between) / sizeof(*between); i++)
		if (str_starts(unit, between[i]))
			n = strlen(between[i]);
	return n < unit.n && unit.p[n] >= '0' && unit.p[n] <= '9';
}

bool
numeral_unknown(struct str s)
{
	static const char *const words[] = { "unknown", "?", "n/a", "not known",
		"not disclosed", "confidential", "n.a.", "#n/a", "tbd", "tbc",
		/* of quantities: who builds it takes what he needs */
		"ar", "a/r", "a.r.", "as required", "as req'd", "as reqd",
		"as needed", "nach Bedarf", "适量", "若干", "適量", "n. B.",
		"按需", "未知", "不详", "待定",
		/* of contents: nobody says it */
		"unbekannt", "k.A.", "k. A.", "keine Angabe", "keine Angaben",
		"vertraulich", "Betriebsgeheimnis", "inconnu", "confidentiel",
		"desconocido", "confidencial", "sconosciuto", "riservato",
		"desconhecido", "неизвестно", "Неизвестно", "proprietary",
		"trade secret", "不明", "保密", "商业秘密", "非公開", "미상",
		"비공개" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_is_nocase(s, words[i]))
			return true;
	return false;
}

enum status
numeral_keep(struct bom *b, struct str number, struct place at, uint32_t *id,
    struct findings *f)
{
	struct error err = { 0 };
	enum status st;
	mpq_t q;

	if (memchr(number.p, '/', number.n) == NULL) {
		st = numtab_read(&b->num, number, bom_pos(b, at), id, &err);
		findings_take(f, &err);
		return st;
	}
	mpq_init(q);
	st = numeral_read(b, number, at, q, f);
	if (st == ST_OK) {
		uint32_t put = numtab_put(&b->num, q);

		if (put == INTERN_NONE)
			st = fields_nomem(f);
		else
			*id = put;
	}
	mpq_clear(q);
	return st;
}
