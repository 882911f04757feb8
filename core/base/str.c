/* SPDX-License-Identifier: Apache-2.0 */
/* str - text as pointer and length; see str.h. */
#include "core/base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct str
str_of(const char *z)
{
	return z != NULL ? (struct str){ z, strlen(z) } : (struct str){ "", 0 };
}

bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
str_is_same(struct str a, const char *z)
{
	return str_eq(a, str_of(z));
}

bool
str_is_same_nocase(struct str a, const char *z)
{
	return a.n == strlen(z) && (a.n == 0 || strncasecmp(a.p, z, a.n) == 0);
}

int
str_compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n > 0 ? memcmp(a.p, b.p, n) : 0;

	if (c != 0)
		return c;
	return a.n < b.n ? -1 : a.n > b.n;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && is_blank(s.p[0]))
		s.p++, s.n--;
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
str_starts(struct str s, const char *z)
{
	size_t n = strlen(z);

	return s.n >= n && memcmp(s.p, z, n) == 0;
}

/* Length of the well-formed character at p (n bytes left), or 0. */
static size_t
utf8_step(const unsigned char *p, size_t n)
{
	unsigned char c = p[0];
	size_t len = c < 0x80   ? 1
		     : c < 0xC2 ? 0
		     : c < 0xE0 ? 2
		     : c < 0xF0 ? 3
		     : c < 0xF5 ? 4
				: 0;

	if (len == 0 || len > n)
		return 0;
	for (size_t i = 1; i < len; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	if ((c == 0xE0 && p[1] < 0xA0) || (c == 0xED && p[1] > 0x9F) ||
	    (c == 0xF0 && p[1] < 0x90) || (c == 0xF4 && p[1] > 0x8F))
		return 0; /* overlong, surrogate, beyond U+10FFFF */
	return len;
}

uint32_t
str_utf8_at(struct str s, size_t *len)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t n = utf8_step(p, s.n);
	uint32_t c;

	*len = n > 0 ? n : 1;
	if (n < 2)
		return n == 1 ? p[0] : STR_NO_CHAR;
	c = p[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++)
		c = c << 6 | (p[i] & 0x3Fu);
	return c;
}

/* Bytes that are looked at together. */
#define RUN 64

/* Are RUN bytes all ASCII, and each at least `least`? */
static bool
plain_run(const unsigned char *p, signed char least)
{
	signed char odd = 0;

	for (int i = 0; i < RUN; i++)
		odd |= (signed char)p[i] < least;
	return odd == 0;
}

/* The first byte that is not of well-formed text, each byte of which is at
 * least `least`: 0 or 1. */
static size_t
find_bad(struct str s, signed char least)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0, end;

	while (i < s.n) {
		if (s.n - i >= RUN && plain_run(p + i, least)) {
			i += RUN;
			continue;
		}
		end = s.n - i > RUN ? i + RUN : s.n;
		while (i < end) {
			size_t step = utf8_step(p + i, s.n - i);

			if (step == 0 || p[i] < least)
				return i;
			i += step;
		}
	}
	return s.n;
}

size_t
str_utf8_bad(struct str s)
{
	return find_bad(s, 0);
}

size_t
str_text_bad(struct str s)
{
	return find_bad(s, 1);
}

struct str
str_clip(struct str s, size_t max)
{
	if (s.n <= max)
		return s;
	while (max > 0 && ((unsigned char)s.p[max] & 0xC0) == 0x80)
		max--;
	return (struct str){ s.p, max };
}

char
str_wide(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	unsigned code;

	if (s.n < 3 || p[0] != 0xEF || (p[1] != 0xBC && p[1] != 0xBD))
		return 0;
	code = (p[1] & 0x03u) << 6 | (p[2] & 0x3Fu);
	return code >= 0x01 && code <= 0x5E ? (char)(code + 0x20) : 0;
}

/* Capital letters of two bytes in UTF-8 as small ones.  The two i of Turkish
 * are one: its capital of the one is that of the other elsewhere. */
static uint32_t
lower_of_two(uint32_t c)
{
	bool pairs = c >= 0x100 && c <= 0x17E && c != 0x130 && c != 0x138 &&
		     c != 0x149 && c != 0x178;
	bool odd = (c >= 0x139 && c <= 0x148) || c >= 0x179;

	if (c == 0x130 || c == 0x131)
		return 'i';
	if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F))
		return c + 0x20;
	if (c >= 0x400 && c <= 0x40F)
		return c + 0x50;
	return pairs && (c & 1) == (odd ? 1u : 0u) ? c + 1 : c;
}

uint32_t
str_letter(struct str s, size_t *i)
{
	unsigned char c = (unsigned char)s.p[(*i)++], d;

	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
	if (c < 0xC2 || c > 0xD4 || *i == s.n)
		return c;
	d = (unsigned char)s.p[*i];
	if ((d & 0xC0) != 0x80)
		return c;
	++*i;
	return lower_of_two((uint32_t)(c & 0x1F) << 6 | (d & 0x3F));
}

size_t
str_unseen(struct str s)
{
	static const struct {
		const char *first;
		uint8_t last; /* its last byte, of those that begin alike */
	} marks[] = {
		{ "\xC2\xA0", 0xA0 },         /* no-break space */
		{ "\xC2\xAD", 0xAD },         /* soft hyphen */
		{ "\xCD\x8F", 0x8F },         /* grapheme joiner */
		{ "\xE1\x85\x9F", 0xA0 },     /* Hangul fillers */
		{ "\xE1\xA0\x8E", 0x8E },     /* Mongolian separator */
		{ "\xE2\x80\x80", 0x8F },     /* U+2000 to U+200F */
		{ "\xE2\x80\xAA", 0xAF },     /* directions, narrow space */
		{ "\xE2\x81\xA0", 0xAF },     /* joiners, directions */
		{ "\xE3\x80\x80", 0x80 },     /* wide space */
		{ "\xE3\x85\xA4", 0xA4 },     /* Hangul filler */
		{ "\xEF\xB8\x80", 0x8F },     /* variation selectors */
		{ "\xEF\xBB\xBF", 0xBF },     /* byte order mark */
		{ "\xEF\xBE\xA0", 0xA0 },     /* Hangul filler */
		{ "\xF3\xA0\x80\x80", 0xBF }, /* tags */
		{ "\xF3\xA0\x81\x80", 0xBF },
		{ "\xF3\xA0\x84\x80", 0xBF }, /* more selectors */
	};

	if (s.n == 0 || (unsigned char)s.p[0] < 0xC2)
		return 0;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t n = strlen(marks[i].first);
		uint8_t last = s.n >= n ? (uint8_t)s.p[n - 1] : 0;

		if (s.n >= n && memcmp(s.p, marks[i].first, n - 1) == 0 &&
		    last >= (uint8_t)marks[i].first[n - 1] &&
		    last <= marks[i].last)
			return n;
	}
	return 0;
}

void
str_add(char *text, size_t size, const char *fmt, ...)
{
	size_t used = strlen(text);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text + used, size - used, fmt, ap);
	va_end(ap);
}

struct str
str_seen(struct str s)
{
	size_t n;

	s = str_trim(s);
	while (s.n > 0 && (n = str_unseen(s)) > 0)
		s = str_trim((struct str){ s.p + n, s.n - n });
	for (n = 3; n > 1; n--) {
		if (s.n < n || (unsigned char)s.p[s.n - 1] < 0x80 ||
		    str_unseen((struct str){ s.p + s.n - n, n }) != n)
			continue;
		s = str_trim((struct str){ s.p, s.n - n });
		n = 4;
	}
	return s;
}

bool
str_is_formula(struct str s)
{
	if (s.n == 0 || strchr("=+-@\t\r", s.p[0]) == NULL || s.p[0] == '\0')
		return false;
	for (size_t i = 1; i < s.n; i++)
		if (s.p[i] == '|' || s.p[i] == '!' ||
		    (s.p[i] == '(' && char_is_alnum(s.p[i - 1])))
			return true;
	return false;
}
