/* SPDX-License-Identifier: Apache-2.0 */
/* canon_put - how text gets into canonical XML; see canon_own.h. */
#include "core/filing/canon/canon_own.h"

#define TEXT 1  /* not as it is in text */
#define VALUE 2 /* not as it is in the value of an attribute */
#define EITHER (TEXT | VALUE)

/* Where does such a byte need a closer look? */
static inline unsigned
odd(unsigned char c)
{
	if (c > '>' && c < 0x80)
		return 0;
	switch (c) {
	case '\t':
	case '\n':
	case '"':
		return VALUE;
	case '>':
		return TEXT;
	case '&':
	case '<':
		return EITHER;
	default:
		return c < 0x20 || c >= 0x80 ? EITHER : 0;
	}
}

bool
canon_room(struct canon *w, char **p, size_t n, size_t *cap, size_t more)
{
	char *bigger = array_grow(*p, cap, n + more + 1, 1);

	if (bigger == NULL) {
		error_set(&w->err, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	*p = bigger;
	return true;
}

/* The same as canon_put() for canon.value. */
static void
put_value(struct canon *w, struct str s)
{
	if (w->err.code != ST_OK ||
	    (s.n >= w->value_cap - w->nvalue &&
		!canon_room(w, &w->value, w->nvalue, &w->value_cap, s.n)))
		return;
	if (s.n > 0)
		memcpy(w->value + w->nvalue, s.p, s.n);
	w->nvalue += s.n;
}

static void
put(struct canon *w, struct str s, unsigned where)
{
	if (where == VALUE)
		put_value(w, s);
	else
		canon_put(w, s);
}

/* Is the byte of UTF-8 text at p, before end, one that XML may not hold? */
static bool
forbidden(const unsigned char *p, const unsigned char *end)
{
	if (*p < 0x20)
		return *p != '\t' && *p != '\n' && *p != '\r';
	/* U+FFFE and U+FFFF */
	return *p == 0xEF && end - p >= 3 && p[1] == 0xBF && p[2] >= 0xBE;
}

static bool
text_allowed(struct canon *w, struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	struct str name = w->open[w->nopen - 1].name;
	size_t bad = str_utf8_bad(s);

	if (bad < s.n) {
		error_set(&w->err, ST_ENCODING, pos_none,
		    "<%.*s>: byte 0x%02X is not UTF-8: expected text in UTF-8",
		    STR_ARG(name), p[bad]);
		return false;
	}
	for (size_t i = 0; i < s.n; i++) {
		if (!forbidden(p + i, p + s.n))
			continue;
		error_set(&w->err, ST_ENCODING, pos_none,
		    "<%.*s>: character U+%04X: XML does not allow it",
		    STR_ARG(name),
		    p[i] == 0xEF ? 0xFF00u + 0x40u + p[i + 2] : p[i]);
		return false;
	}
	return true;
}

/* What stands for c, or no text: c itself. */
static struct str
escape(char c, bool attribute)
{
	switch (c) {
	case '&':
		return STR("&amp;");
	case '<':
		return STR("&lt;");
	case '\r':
		return STR("&#xD;");
	case '>':
		return attribute ? STR("") : STR("&gt;");
	case '"':
		return attribute ? STR("&quot;") : STR("");
	case '\t':
		return attribute ? STR("&#x9;") : STR("");
	case '\n':
		return attribute ? STR("&#xA;") : STR("");
	default:
		return STR("");
	}
}

/* Appends what is allowed with its escapes, in runs. */
static void
put_escaped(struct canon *w, struct str s, unsigned where)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct str e;

		if ((odd((unsigned char)s.p[i]) & where) == 0)
			continue;
		e = escape(s.p[i], where == VALUE);
		if (e.n == 0)
			continue;
		put(w, (struct str){ s.p + from, i - from }, where);
		put(w, e, where);
		from = i + 1;
	}
	if (s.n > from)
		put(w, (struct str){ s.p + from, s.n - from }, where);
}

/* Most of it is ASCII that stands for itself. */
static void
put_any(struct canon *w, struct str s, unsigned where)
{
	size_t i = 0;

	while (i < s.n && (odd((unsigned char)s.p[i]) & where) == 0)
		i++;
	if (i == s.n)
		put(w, s, where);
	else if (text_allowed(w, s))
		put_escaped(w, s, where);
}

void
canon_put_text(struct canon *w, struct str s)
{
	put_any(w, s, TEXT);
}

void
canon_put_value(struct canon *w, struct str s)
{
	put_any(w, s, VALUE);
}
