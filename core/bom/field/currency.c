/* SPDX-License-Identifier: Apache-2.0 */
/* currency - signs and names of currencies; see currency.h. */
#include "core/bom/field/currency.h"

#include <string.h>

extern const char bom_currencies[]; /* currencies.tsv */

/* The longer of two that begin alike stands first.  A dollar alone is that of
 * the United States. */
static const struct {
	const char *sign, *code;
} signs[] = { { "US$", "USD" }, { "HK$", "HKD" }, { "NT$", "TWD" },
	{ "CA$", "CAD" }, { "AU$", "AUD" }, { "S$", "SGD" }, { "A$", "AUD" },
	{ "C$", "CAD" }, { "$", "USD" }, { "\xE2\x82\xAC", "EUR" },
	{ "\xC2\xA3", "GBP" }, { "CN\xC2\xA5", "CNY" }, { "JP\xC2\xA5", "JPY" },
	{ "RMB", "CNY" }, { "\xE4\xBA\xBA\xE6\xB0\x91\xE5\xB8\x81", "CNY" },
	{ "\xE5\x85\x83", "CNY" }, { "\xE5\x86\x86", "JPY" },
	{ "\xE2\x82\xA9", "KRW" }, { "\xE2\x82\xB9", "INR" }, { "SFr.", "CHF" },
	{ "Fr.", "CHF" }, { "\xC2\xA5", "" }, { "\xEF\xBF\xA5", "" } };

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* What stands at the start of s; its length. */
static size_t
find_sign(struct str s, struct str *code)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (str_starts(s, signs[i].sign)) {
			*code = str_of(signs[i].code);
			return strlen(signs[i].sign);
		}
	if (s.n >= 3 && is_capital(s.p[0]) && is_capital(s.p[1]) &&
	    is_capital(s.p[2]) && (s.n == 3 || !is_capital(s.p[3]))) {
		*code = (struct str){ s.p, 3 };
		return 3;
	}
	return 0;
}

enum currency_kind
currency_take(struct str *s, struct str *code)
{
	size_t n = find_sign(*s, code);

	if (n == 0)
		return CURRENCY_NONE;
	*s = str_trim((struct str){ s->p + n, s->n - n });
	return code->n > 0 ? CURRENCY_ONE : CURRENCY_YUAN_OR_YEN;
}

enum currency_kind
currency_find(struct str word, struct str *code)
{
	struct str rest = word;
	enum currency_kind kind = currency_take(&rest, code);

	return rest.n == 0 ? kind : CURRENCY_NONE;
}

bool
currency_is_known(struct str code)
{
	char row[6];

	if (code.n != 3 || !is_capital(code.p[0]) || !is_capital(code.p[1]) ||
	    !is_capital(code.p[2]))
		return false;
	row[0] = '\n';
	memcpy(row + 1, code.p, 3);
	row[4] = '\t';
	row[5] = '\0';
	return strstr(bom_currencies, row) != NULL;
}
