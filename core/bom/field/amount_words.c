/* SPDX-License-Identifier: Apache-2.0 */
/* amount_words - the words in which amounts are written; see amount_words.h. */
#include "core/bom/field/amount_words.h"

#include <string.h>
#include <strings.h>

/* The longer of two that begin alike stands first. */
static const struct word {
	const char *text;
	enum amount_op op;
} operators[] = { { "<=", OP_AT_MOST }, { "<", OP_BELOW },
	{ ">=", OP_AT_LEAST }, { ">", OP_ABOVE },
	{ "\xE2\x89\xA4", OP_AT_MOST }, { "\xE2\x89\xA5", OP_AT_LEAST },
	{ "\xE2\x89\xA6", OP_AT_MOST }, { "\xE2\x89\xA7", OP_AT_LEAST },
	{ "\xEF\xBC\x9C", OP_BELOW }, { "\xEF\xBC\x9E", OP_ABOVE },
	{ "&lt;=", OP_AT_MOST }, { "&lt;", OP_BELOW }, { "&gt;=", OP_AT_LEAST },
	{ "&gt;", OP_ABOVE }, { "not above", OP_AT_MOST },
	{ "not more than", OP_AT_MOST }, { "at most", OP_AT_MOST },
	{ "up to", OP_AT_MOST }, { "maximum", OP_AT_MOST },
	{ "max.", OP_AT_MOST }, { "max", OP_AT_MOST },
	{ "less than", OP_BELOW }, { "below", OP_BELOW },
	{ "not below", OP_AT_LEAST }, { "not less than", OP_AT_LEAST },
	{ "at least", OP_AT_LEAST }, { "minimum", OP_AT_LEAST },
	{ "min.", OP_AT_LEAST }, { "min", OP_AT_LEAST },
	{ "more than", OP_ABOVE }, { "above", OP_ABOVE } };

static const struct word separators[] = { { "...", OP_RANGE },
	{ "..", OP_RANGE }, { "+/-", OP_TOLERANCE }, { "+-", OP_TOLERANCE },
	{ "\xC2\xB1", OP_TOLERANCE }, { "\xE2\x80\x93", OP_RANGE },
	{ "\xE2\x80\x94", OP_RANGE }, { "-", OP_RANGE }, { "to ", OP_RANGE },
	{ "~", OP_RANGE }, { "\xEF\xBD\x9E", OP_RANGE },
	{ "\xE3\x80\x9C", OP_RANGE }, { "bis ", OP_RANGE } };

static struct str
skip(struct str s, size_t n)
{
	return str_trim((struct str){ s.p + n, s.n - n });
}

/* Most differ in their first character. */
static inline bool
starts_nocase(struct str s, const char *z)
{
	return s.n > 0 && ((s.p[0] ^ z[0]) & ~0x20) == 0 && s.n >= strlen(z) &&
	       strncasecmp(s.p, z, strlen(z)) == 0;
}

static bool
is_number_start(struct str s)
{
	return s.n > 0 && ((s.p[0] >= '0' && s.p[0] <= '9') || s.p[0] == '.');
}

bool
amount_operator(struct str *s, enum amount_op *op)
{
	if (is_number_start(*s))
		return false; /* as most are */
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++)
		if (starts_nocase(*s, operators[i].text)) {
			*op = operators[i].op;
			*s = skip(*s, strlen(operators[i].text));
			return true;
		}
	return false;
}

bool
amount_operator_behind(struct str *s, enum amount_op *op)
{
	static const struct word words[] = { { "max.", OP_AT_MOST },
		{ "max", OP_AT_MOST }, { "maximum", OP_AT_MOST },
		{ "or less", OP_AT_MOST }, { "min.", OP_AT_LEAST },
		{ "min", OP_AT_LEAST }, { "minimum", OP_AT_LEAST },
		{ "or more", OP_AT_LEAST }, { "以下", OP_AT_MOST },
		{ "以上", OP_AT_LEAST } };

	for (size_t i = 0; s->n > 0 && i < sizeof(words) / sizeof(*words);
	     i++) {
		size_t n = strlen(words[i].text);

		if (s->n < n ||
		    strncasecmp(s->p + s->n - n, words[i].text, n) != 0)
			continue;
		*op = words[i].op;
		*s = str_trim((struct str){ s->p, s->n - n });
		return true;
	}
	return false;
}

enum amount_op
amount_split(struct str s, struct str *unit, struct str *behind)
{
	*unit = s;
	*behind = (struct str){ s.p, 0 };
	for (size_t i = 0; i < s.n; i++)
		for (size_t k = 0; k < sizeof(separators) / sizeof(*separators);
		     k++) {
			struct str from = { s.p + i, s.n - i }, rest;

			if (!starts_nocase(from, separators[k].text))
				continue;
			rest = skip(from, strlen(separators[k].text));
			if (!is_number_start(rest))
				break;
			*unit = str_trim((struct str){ s.p, i });
			*behind = rest;
			return separators[k].op;
		}
	return OP_EXACTLY;
}

bool
amount_relative(struct str *s)
{
	static const char *const words[] = { "relative", "rel.", "rel" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t n = strlen(words[i]);

		if (s->n < n || strncasecmp(s->p + s->n - n, words[i], n) != 0)
			continue;
		*s = str_trim((struct str){ s->p, s->n - n });
		return true;
	}
	return false;
}

static bool
is_one_of(struct str s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is_nocase(s, words[i]))
			return true;
	return false;
}

bool
amount_is_present(struct str s)
{
	static const char *const words[] = { "present", "trace", "traces",
		"contained", "tr", "tr.", "Spuren", "Spur", "vorhanden",
		"enthalten", "présent", "présente", "presente", "trazas",
		"tracce", "следы", "Следы", "含有", "痕量", "微量", "含む",
		"미량" };

	return is_one_of(s, words, sizeof(words) / sizeof(*words));
}

bool
amount_is_rest(struct str s)
{
	static const char *const words[] = { "rest", "the rest", "balance",
		"bal.", "bal", "remainder", "remaining", "rem.", "rem",
		"der Rest", "reste", "le reste", "solde", "complément", "resto",
		"restante", "rimanente", "reszta", "zbytek", "kalan",
		"остальное", "Остальное", "ост.", "余量", "餘量", "其余", "余",
		"残部", "残り", "残余", "잔부", "잔량" };

	return is_one_of(s, words, sizeof(words) / sizeof(*words));
}

/* The longer of two that begin alike stands first. */
static const char *const not_detected[] = { "n.d.", "n.d", "nd", "not detected",
	"not detectable", "none detected", "below LOD", "below detection limit",
	"below detection", "b.d.l.", "bdl", "<LOD", "< LOD", "<LOQ", "< LOQ",
	"<DL", "< DL", "<MDL", "< MDL", "<RL", "nicht nachweisbar",
	"nicht nachgewiesen", "n.n.", "n. n.", "<NWG", "<BG", "non détecté",
	"non détectable", "no detectado", "non rilevato", "não detectado",
	"не обнаружено", "未检出", "未檢出", "不検出", "検出せず", "불검출" };

bool
amount_is_not_detected(struct str s)
{
	return !is_number_start(s) &&
	       is_one_of(s, not_detected,
		   sizeof(not_detected) / sizeof(*not_detected));
}

bool
amount_below_limit(struct str s, struct str *limit)
{
	if (is_number_start(s))
		return false;
	for (size_t i = 0; i < sizeof(not_detected) / sizeof(*not_detected);
	     i++) {
		size_t n = strlen(not_detected[i]);
		struct str rest;

		if (not_detected[i][0] == '<' ||
		    !starts_nocase(s, not_detected[i]))
			continue;
		rest = skip(s, n);
		if (rest.n > 2 && (rest.p[0] == '(' || rest.p[0] == '[') &&
		    (rest.p[rest.n - 1] == ')' || rest.p[rest.n - 1] == ']'))
			rest = str_trim((struct str){ rest.p + 1, rest.n - 2 });
		if (rest.n < 2 ||
		    !(rest.p[0] == '<' || str_starts(rest, "\xE2\x89\xA4")))
			continue;
		*limit = rest;
		return true;
	}
	return false;
}
