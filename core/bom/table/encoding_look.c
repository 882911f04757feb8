/* SPDX-License-Identifier: Apache-2.0 */
/*
 * encoding_look - what a text would say in some encoding; see encoding.h.
 *
 * Validity alone decides little: of any two bytes above 0x7F most are a
 * character of East Asia, and nearly all bytes are one of Europe.  What tells
 * encodings apart is which characters people write, and beside which others.
 */
#include "core/bom/table/encoding.h"

#include <string.h>

enum kind {
	K_COMMON,
	K_OWN, /* and known to be of this language */
	K_RARE,
	K_ODD,
	K_BROKEN
};

typedef unsigned char byte;

static bool
in(byte c, byte from, byte to)
{
	return c >= from && c <= to;
}

/* The rare earths in GB 2312: rare in the language, not in these tables. */
static bool
is_rare_earth(byte a, byte b)
{
	static const uint16_t code[] = { 0xEED6, 0xEEC6, 0xEFE7, 0xEEE6, 0xEFE8,
		0xEECF, 0xEEDE, 0xEECC, 0xEEF0, 0xEEC5, 0xEFAB, 0xEFE1, 0xEED8,
		0xEEEF, 0xEEFB, 0xEFEE, 0xEFE5 };

	for (size_t i = 0; i < sizeof(code) / sizeof(code[0]); i++)
		if (code[i] == (a << 8 | b))
			return true;
	return false;
}

/* Of each encoding: the character at p, of at most n bytes; *len of it. */

static enum kind
gb18030(const byte *p, size_t n, size_t *len)
{
	byte a = p[0], b = n > 1 ? p[1] : 0;

	*len = 2;
	if (!in(a, 0x81, 0xFE))
		return K_BROKEN;
	if (in(b, '0', '9')) {
		*len = 4;
		return n > 3 ? K_ODD : K_BROKEN;
	}
	if (b < 0x40 || b == 0x7F || b == 0xFF)
		return K_BROKEN;
	if (b < 0xA1 || a < 0xA1)
		return K_ODD;
	/* Korean, taken for Chinese, has nothing from 0xC9 on */
	if (in(a, 0xC9, 0xD7) || is_rare_earth(a, b))
		return K_OWN;
	if (in(a, 0xB0, 0xC8) || in(a, 0xA1, 0xA3) || a == 0xA6)
		return K_COMMON;
	return in(a, 0xD8, 0xF7) || in(a, 0xA7, 0xA9) ? K_RARE : K_ODD;
}

static enum kind
big5(const byte *p, size_t n, size_t *len)
{
	byte a = p[0], b = n > 1 ? p[1] : 0;

	*len = 2;
	if (!in(a, 0x81, 0xFE) || !(in(b, 0x40, 0x7E) || in(b, 0xA1, 0xFE)))
		return K_BROKEN;
	/* what others, taken for it, do not have */
	if (in(a, 0xA4, 0xC6) && b < 0x80)
		return K_OWN;
	if (in(a, 0xA1, 0xC6))
		return K_COMMON;
	return in(a, 0xC9, 0xF9) ? K_RARE : K_ODD;
}

static enum kind
euc_kr(const byte *p, size_t n, size_t *len)
{
	byte a = p[0], b = n > 1 ? p[1] : 0;

	*len = 2;
	if (!in(a, 0x81, 0xFE) ||
	    !(in(b, 'A', 'Z') || in(b, 'a', 'z') || in(b, 0x81, 0xFE)))
		return K_BROKEN;
	if (a < 0xA1 || b < 0xA1)
		return K_ODD;
	if (in(a, 0xB0, 0xC8))
		return K_OWN;
	return in(a, 0xA1, 0xA3) ? K_COMMON : K_RARE;
}

static enum kind
euc_jp(const byte *p, size_t n, size_t *len)
{
	byte a = p[0], b = n > 1 ? p[1] : 0;

	*len = a == 0x8F ? 3 : 2;
	if (n < *len || !(in(a, 0xA1, 0xFE) || in(a, 0x8E, 0x8F)) ||
	    !in(b, 0xA1, 0xFE))
		return K_BROKEN;
	if (a == 0x8E || a == 0x8F)
		return K_RARE;
	if (a == 0xA4 || a == 0xA5)
		return K_OWN;
	if (in(a, 0xB0, 0xCF) || in(a, 0xA1, 0xA3))
		return K_COMMON;
	return in(a, 0xD0, 0xF4) ? K_RARE : K_ODD;
}

/* Narrow kana stand in words: alone, or with a mark that its letter does not
 * take, they are bytes of something else.  before: of the one at p - 1. */
static enum kind
narrow_kana(byte c, byte before, byte after)
{
	bool follows = in(before, 0xA6, 0xDF), goes_on = in(after, 0xA6, 0xDF);

	if (!follows && !goes_on)
		return K_ODD;
	if (c == 0xDE)
		return in(before, 0xB6, 0xC4) || in(before, 0xCA, 0xCE) ||
			       before == 0xB3
			   ? K_OWN
			   : K_ODD;
	if (c == 0xDF)
		return in(before, 0xCA, 0xCE) ? K_OWN : K_ODD;
	if (in(c, 0xA7, 0xB0))
		return follows ? K_OWN : K_ODD;
	return c < 0xA7 ? K_ODD : K_OWN;
}

static enum kind
two_bytes_of_shift_jis(byte a, byte b)
{
	if (a == 0x82)
		return in(b, 0x9F, 0xF1)   ? K_OWN
		       : in(b, 0x4F, 0x9A) ? K_COMMON
					   : K_ODD;
	if (a == 0x83)
		return in(b, 0x40, 0x96) ? K_OWN : K_COMMON;
	if (a == 0x81 || a == 0x87 || in(a, 0x88, 0x97) ||
	    (a == 0x98 && b <= 0x72))
		return K_COMMON;
	return in(a, 0x98, 0x9F) || in(a, 0xE0, 0xEA) || a == 0x84 ? K_RARE
								   : K_ODD;
}

static enum kind
shift_jis(const byte *p, size_t n, size_t *len, byte before)
{
	byte a = p[0], b = n > 1 ? p[1] : 0;

	*len = 1;
	if (in(a, 0xA1, 0xDF))
		return narrow_kana(a, before, b);
	*len = 2;
	if (!(in(a, 0x81, 0x9F) || in(a, 0xE0, 0xFC)) ||
	    !(in(b, 0x40, 0x7E) || in(b, 0x80, 0xFC)))
		return K_BROKEN;
	return two_bytes_of_shift_jis(a, b);
}

static struct encoding_look
look_at_pairs(enum encoding e, struct str s)
{
	const byte *p = (const byte *)s.p, *end = p + s.n;
	struct encoding_look l = { 0 };
	byte before = 0; /* a narrow kana that ends at p, or 0 */

	while (p < end) {
		size_t n = (size_t)(end - p), len = 1;
		enum kind kind;

		if (*p < 0x80) {
			before = 0;
			p++;
			continue;
		}
		kind = e == ENCODING_GB18030  ? gb18030(p, n, &len)
		       : e == ENCODING_BIG5   ? big5(p, n, &len)
		       : e == ENCODING_EUC_KR ? euc_kr(p, n, &len)
		       : e == ENCODING_EUC_JP ? euc_jp(p, n, &len)
					      : shift_jis(p, n, &len, before);
		if (kind == K_BROKEN || len > n) {
			l.broken = true;
			break;
		}
		before = len == 1 ? *p : 0;
		l.all++;
		l.own += kind == K_OWN;
		l.rare += kind == K_RARE;
		l.odd += kind == K_ODD;
		p += len;
	}
	return l;
}

/* ---- code page 1252, by single bytes */

static bool
is_small(byte c)
{
	return in(c, 'a', 'z') || (c >= 0xDF && c != 0xF7) || c == 0x9A ||
	       c == 0x9C || c == 0x9E;
}

static bool
is_capital(byte c)
{
	return in(c, 'A', 'Z') || (in(c, 0xC0, 0xDE) && c != 0xD7) ||
	       c == 0x8A || c == 0x8C || c == 0x8E || c == 0x9F;
}

static bool
is_letter(byte c)
{
	return is_small(c) || is_capital(c);
}

/* Quotes, dashes, blanks: they stand beside anything. */
static bool
is_mark(byte c)
{
	static const char marks[] = "\x82\x84\x85\x8B\x91\x92\x93\x94\x95\x96"
				    "\x97\x9B\xA0\xAB\xAD\xB7\xBB";

	return memchr(marks, c, sizeof(marks) - 1) != NULL;
}

static bool
is_sign(byte c)
{
	static const char signs[] = "\x80\x86\x87\x89\x99\xA1\xA2\xA3\xA5\xA7"
				    "\xA9\xAA\xAE\xB0\xB1\xB2\xB3\xB5\xB9\xBA"
				    "\xBC\xBD\xBE\xBF\xD7\xF7";

	return memchr(signs, c, sizeof(signs) - 1) != NULL;
}

/* A word of n letters at p: does anybody write it so?  Its letters beyond
 * ASCII that nobody does. */
static size_t
odd_letters(const byte *p, size_t n, size_t *beyond)
{
	size_t odd = 0;

	*beyond = 0;
	for (size_t i = 0; i < n; i++) {
		if (p[i] < 0x80)
			continue;
		++*beyond;
		odd += i > 0 && is_capital(p[i]) && is_small(p[i - 1]);
	}
	return *beyond > 1 && *beyond > n - *beyond ? *beyond : odd;
}

static struct encoding_look
look_at_cp1252(struct str s)
{
	static const char none[] = "\x81\x8D\x8F\x90\x9D";
	const byte *p = (const byte *)s.p;
	struct encoding_look l = { 0 };

	for (size_t i = 0, n; i < s.n; i += n) {
		byte before = i > 0 ? p[i - 1] : 0, after;
		size_t beyond;

		n = 1;
		if (is_letter(p[i])) {
			while (i + n < s.n && is_letter(p[i + n]))
				n++;
			l.odd += odd_letters(p + i, n, &beyond);
			l.all += beyond;
			continue;
		}
		if (p[i] < 0x80)
			continue;
		if (memchr(none, p[i], sizeof(none) - 1) != NULL) {
			l.broken = true;
			break;
		}
		after = i + 1 < s.n ? p[i + 1] : 0;
		l.all++;
		l.odd +=
		    !is_mark(p[i]) &&
		    (!is_sign(p[i]) || (before >= 0x80 && !is_mark(before)) ||
			(after >= 0x80 && !is_mark(after)));
	}
	return l;
}

struct encoding_look
encoding_look(enum encoding e, struct str s)
{
	return e == ENCODING_CP1252 ? look_at_cp1252(s) : look_at_pairs(e, s);
}

/* [characters] So few need not have any of those by which a language is
 * known. */
#define FEW 12

/*
 * encoding_likely - a twentieth or a tenth of what nobody writes is a slip of
 * the pen; more of it is another encoding.
 */
bool
encoding_likely(enum encoding e, const struct encoding_look *l)
{
	if (l->broken || l->all == 0)
		return false;
	switch (e) {
	case ENCODING_GB18030:
		return l->odd * 10 <= l->all && l->rare * 2 <= l->all &&
		       (l->all <= FEW || (l->own + l->rare) * 12 >= l->all);
	case ENCODING_BIG5:
		return l->odd * 10 <= l->all &&
		       l->rare * (l->all <= FEW ? 10 : 4) <= l->all &&
		       (l->all <= FEW || l->own * 12 >= l->all);
	case ENCODING_EUC_KR:
		return (l->odd + l->rare) * 20 <= l->all && l->own > 0;
	case ENCODING_EUC_JP:
		return (l->odd + l->rare) * 10 <= l->all && l->own > 0;
	case ENCODING_CP1252:
		return l->odd * 10 <= l->all;
	default:
		return (l->odd + l->rare) * 10 <= l->all;
	}
}
