/* SPDX-License-Identifier: Apache-2.0 */
/* decimal - numbers with a decimal comma, or thousands; see decimal.h. */
#include "core/bom/table/decimal.h"

#include <string.h>

enum decimal
decimal_named(struct str name)
{
	return str_is_nocase(name, "comma")   ? DECIMAL_COMMA
	       : str_is_nocase(name, "point") ? DECIMAL_POINT
					      : DECIMAL_UNSAID;
}

/* Bytes of what stands between thousands at p, beside the mark itself: an
 * apostrophe, a blank that does not break. */
static size_t
gap(struct str s)
{
	static const char *const gaps[] = { "'", "\xE2\x80\x99", "\xC2\xA0",
		"\xE2\x80\xAF", "\xE2\x80\x89" };

	for (size_t i = 0; i < sizeof(gaps) / sizeof(gaps[0]); i++)
		if (str_starts(s, gaps[i]))
			return strlen(gaps[i]);
	return 0;
}

static size_t
digits(struct str s, size_t from)
{
	size_t n = 0;

	while (from + n < s.n && char_is_digit(s.p[from + n]))
		n++;
	return n;
}

/*
 * The number that begins with a digit or the decimal mark at s.p: its digits
 * and a point to out.  The bytes of it, 0: it is none by the rule.
 */
static size_t
take(struct str s, char mark, char thousands, char *out, size_t *o)
{
	size_t i = digits(s, 0), n = i, start = *o;

	memcpy(out + *o, s.p, n);
	*o += n;
	while (i < s.n && n > 0) {
		struct str at = { s.p + i, s.n - i };
		size_t skip = s.p[i] == thousands ? 1 : gap(at);

		if (skip == 0 || digits(s, i + skip) == 0)
			break;
		/* groups of three behind at most three */
		if (digits(s, i + skip) != 3 || n > 3) {
			*o = start;
			return 0;
		}
		memcpy(out + *o, s.p + i + skip, 3);
		*o += 3;
		i += skip + 3;
	}
	if (i < s.n && s.p[i] == mark && digits(s, i + 1) > 0) {
		size_t more = digits(s, i + 1);

		out[(*o)++] = '.';
		memcpy(out + *o, s.p + i + 1, more);
		*o += more;
		i += 1 + more;
	}
	/* another mark behind it: no number of this kind */
	if (i < s.n && (s.p[i] == ',' || s.p[i] == '.') &&
	    digits(s, i + 1) > 0) {
		*o = start;
		return 0;
	}
	return i;
}

struct str
decimal_rewrite(enum decimal d, struct str s, char *out)
{
	char mark = d == DECIMAL_COMMA ? ',' : '.';
	char thousands = d == DECIMAL_COMMA ? '.' : ',';
	size_t o = 0, n;

	for (size_t i = 0; i < s.n; i += n) {
		struct str at = { s.p + i, s.n - i };

		n = 1;
		if (!char_is_digit(s.p[i]) &&
		    !(s.p[i] == mark && digits(s, i + 1) > 0)) {
			out[o++] = s.p[i];
			continue;
		}
		n = take(at, mark, thousands, out, &o);
		if (n == 0)
			return s;
	}
	return (struct str){ out, o };
}
