/* SPDX-License-Identifier: Apache-2.0 */
/* spelling - is it the same name, written otherwise?  See spelling.h. */
#include "core/bom/link/spelling.h"

#include <string.h>

/* What a company is by law, which its name may leave out. */
static const char *const forms[] = { "inc", "incorporated", "corp",
	"corporation", "co", "company", "ltd", "limited", "llc", "lp", "llp",
	"plc", "gmbh", "mbh", "ag", "kg", "kgaa", "se", "sa", "sas", "sarl",
	"srl", "spa", "bv", "nv", "ab", "oy", "oyj", "as", "aps", "sro", "zoo",
	"kft", "kk", "gk", "pte", "pty", "sdn", "bhd", "pvt" };
static const char *const eastern_forms[] = { "股份有限公司", "有限责任公司",
	"有限公司", "株式会社", "有限会社", "合同会社", "주식회사", "㈱",
	"(株)", "（株）" };

/* The next character as one byte of ASCII, if it is that or looks so; else its
 * first byte.  *n: its length. */
static char
next_character(struct str s, size_t *n)
{
	const unsigned char *p = (const unsigned char *)s.p;
	char wide = str_wide(s);

	*n = wide != 0 ? 3 : 1;
	if (wide != 0)
		return wide;
	if (s.n >= 3 && p[0] == 0xE2 &&
	    ((p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0x95) ||
		(p[1] == 0x88 && p[2] == 0x92))) {
		*n = 3; /* hyphens, dashes, minus */
		return '-';
	}
	return s.p[0];
}

struct str
spelling_fold(struct str name, bool signs, char out[SPELLING_ROOM])
{
	size_t n = 0;

	while (name.n > 0 && n < SPELLING_ROOM) {
		size_t unseen = str_unseen(name), length = unseen;
		char c = ' ';

		if (unseen == 0)
			c = next_character(name, &length);
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    (unsigned char)c >= 0x80 || (signs && c > ' ' && c < 0x7F))
			out[n++] = c;
		name.p += length;
		name.n -= length;
	}
	return (struct str){ out, name.n > 0 ? 0 : n };
}

bool
spelling_same_part(struct str a, struct str b)
{
	char x[SPELLING_ROOM], y[SPELLING_ROOM];
	struct str p = spelling_fold(a, true, x), q = spelling_fold(b, true, y);

	return p.n > 0 && str_eq(p, q);
}

static bool
is_form(struct str word)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (str_is(word, forms[i]))
			return true;
	return false;
}

/* Length of the eastern legal form at the beginning; 0: none. */
static size_t
eastern_form(struct str s)
{
	for (size_t i = 0; i < sizeof(eastern_forms) / sizeof(eastern_forms[0]);
	     i++)
		if (str_starts(s, eastern_forms[i]))
			return strlen(eastern_forms[i]);
	return 0;
}

/* Does the character end a word?  "S.p.A." and "B.V." are one. */
static bool
is_gap(char c)
{
	return (unsigned char)c <= ' ' || c == ',' || c == '(' || c == ')' ||
	       c == '/' || c == ';';
}

/* The words of the name without its legal form, folded, one behind another. */
static struct str
fold_company(struct str name, char out[SPELLING_ROOM])
{
	size_t n = 0;

	while (name.n > 0) {
		char room[SPELLING_ROOM];
		size_t length = eastern_form(name), end = 0;
		struct str word;

		if (length == 0) {
			while (end < name.n && !is_gap(name.p[end]) &&
			       eastern_form((struct str){
				   name.p + end, name.n - end }) == 0)
				end++;
			word = spelling_fold(
			    (struct str){ name.p, end }, false, room);
			if (end > 0 && word.n == 0 && end >= SPELLING_ROOM)
				return (struct str){ out, 0 };
			if (n == 0 || !is_form(word)) {
				if (word.n > SPELLING_ROOM - n)
					return (struct str){ out, 0 };
				memcpy(out + n, word.p, word.n);
				n += word.n;
			}
			length = end > 0 ? end : 1;
		}
		name.p += length;
		name.n -= length;
	}
	return (struct str){ out, n };
}

struct str
spelling_company(struct str name, char out[SPELLING_ROOM])
{
	struct str folded = fold_company(name, out);

	/* what cannot be folded is like no name that can */
	return folded.n > 0 ? folded : name;
}

bool
spelling_same_company(struct str a, struct str b)
{
	char x[SPELLING_ROOM], y[SPELLING_ROOM];
	struct str p = fold_company(a, x), q = fold_company(b, y);

	return p.n > 0 && str_eq(p, q);
}
