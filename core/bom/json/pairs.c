/* SPDX-License-Identifier: Apache-2.0 */
/* pairs - a row of a table in one text; see pairs.h. */
#include "core/bom/json/pairs.h"

#include "core/bom/xml/sax.h"

#include <string.h>

/* Where a part of a text is; known as long as the text is one line. */
static struct place
place_in(struct field text, const char *p)
{
	size_t n = (size_t)(p - text.text.p);

	return memchr(text.text.p, '\n', n) == NULL
		   ? sax_place_behind(text.at, n)
		   : text.at;
}

/* Behind the quote that closes the one at p, if nothing but blanks stands
 * between it and the end of the pair; else NULL. */
static const char *
behind_quotes(const char *p, const char *end)
{
	char quote = *p;

	while (++p < end)
		if (*p == quote) {
			const char *next = p + 1;

			while (next < end && *next == ' ')
				next++;
			if (next == end || *next == ';')
				return next;
		}
	return NULL;
}

/* Where the pair ends: at a semicolon outside of quotes. */
static const char *
pair_end(const char *p, const char *end)
{
	const char *sign = p, *behind;

	while (sign < end && *sign != '=' && *sign != ';')
		sign++;
	if (sign < end && *sign == '=') {
		p = sign + 1;
		while (p < end && *p == ' ')
			p++;
		behind = p < end && (*p == '"' || *p == '\'')
			     ? behind_quotes(p, end)
			     : NULL;
		if (behind != NULL)
			return behind;
	}
	while (p < end && *p != ';')
		p++;
	return p;
}

/* Takes what stands before the next semicolon, with it. */
static struct str
next_pair(struct str *rest)
{
	const char *end = rest->p + rest->n;
	const char *p = pair_end(rest->p, end);
	struct str pair = { rest->p, (size_t)(p - rest->p) };

	p += p < end;
	*rest = (struct str){ p, (size_t)(end - p) };
	return str_trim(pair);
}

/* Without its quotes, if it stands in some. */
static struct str
unquoted(struct str cell)
{
	if (cell.n >= 2 && (cell.p[0] == '"' || cell.p[0] == '\'') &&
	    cell.p[cell.n - 1] == cell.p[0])
		return (struct str){ cell.p + 1, cell.n - 2 };
	return cell;
}

static enum status
refuse(const struct bom *b, struct field text, struct str pair,
    const struct pair *pairs, size_t n, struct findings *f)
{
	char names[300] = "";

	for (size_t i = 0; i < n; i++)
		str_add(names, sizeof(names), "%s%s", i > 0 ? ", " : "",
		    pairs[i].name);
	return findings_error(f, ST_SYNTAX, bom_pos(b, place_in(text, pair.p)),
	    "\"%.*s\": expected NAME=VALUE; and so on, with a name of %s",
	    STR_ARG(str_clip(pair, 60)), names);
}

static enum status
take_pair(const struct bom *b, struct field text, struct str pair,
    const struct pair *pairs, size_t n, struct findings *f)
{
	const char *sign = memchr(pair.p, '=', pair.n);
	struct str name, cell;

	if (sign == NULL)
		return refuse(b, text, pair, pairs, n, f);
	name = str_trim((struct str){ pair.p, (size_t)(sign - pair.p) });
	cell = str_trim(
	    (struct str){ sign + 1, pair.n - (size_t)(sign - pair.p) - 1 });
	cell = unquoted(cell);
	for (size_t i = 0; i < n; i++) {
		if (!str_is_nocase(name, pairs[i].name))
			continue;
		if (pairs[i].cell->text.n > 0)
			return findings_error(f, ST_DUPLICATE,
			    bom_pos(b, place_in(text, pair.p)),
			    "\"%s\" again: expected it once", pairs[i].name);
		*pairs[i].cell = (struct field){ cell, place_in(text, cell.p) };
		return ST_OK;
	}
	return refuse(b, text, pair, pairs, n, f);
}

enum status
pairs_read(const struct bom *b, struct field text, const struct pair *pairs,
    size_t n, struct findings *f)
{
	struct str rest = text.text;
	enum status st = ST_OK;

	for (size_t i = 0; i < n; i++)
		*pairs[i].cell = (struct field){ STR(""), text.at };
	while (rest.n > 0 && st == ST_OK) {
		struct str pair = next_pair(&rest);

		if (pair.n > 0)
			st = take_pair(b, text, pair, pairs, n, f);
	}
	return st;
}
