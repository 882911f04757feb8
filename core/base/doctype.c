/* SPDX-License-Identifier: Apache-2.0 */
/* doctype - a document type inside its document; see doctype.h. */
#include "core/base/doctype.h"

#include "core/base/guard.h"

#include <string.h>

#define START "<!DOCTYPE"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
starts_at(struct str s, size_t i, const char *z)
{
	return str_starts((struct str){ s.p + i, s.n - i }, z);
}

/* Behind the next z; s.n if there is none. */
static size_t
behind(struct str s, size_t i, const char *z)
{
	const char *p = memmem(s.p + i, s.n - i, z, strlen(z));

	return p != NULL ? (size_t)(p - s.p) + strlen(z) : s.n;
}

size_t
doctype_start(struct str s)
{
	size_t i = 0;

	for (;;) {
		while (i < s.n && is_blank(s.p[i]))
			i++;
		if (starts_at(s, i, "<?"))
			i = behind(s, i, "?>");
		else if (starts_at(s, i, "<!--"))
			i = behind(s, i + 4, "-->");
		else
			return starts_at(s, i, START) ? i : s.n;
	}
}

struct str
doctype_root(struct str document)
{
	size_t i = doctype_start(document), from;

	if (i == document.n)
		return STR("");
	i += strlen(START);
	while (i < document.n && is_blank(document.p[i]))
		i++;
	from = i;
	while (i < document.n && !is_blank(document.p[i]) &&
	       document.p[i] != '[' && document.p[i] != '>')
		i++;
	return (struct str){ document.p + from, i - from };
}

/*
 * Behind the '>' that ends it; s.n: it does not end.  *entity: where the first
 * declaration of an entity stands, or s.n.  A parameter entity that is used
 * would have to be declared.
 */
static size_t
find_end(struct str s, size_t i, size_t *entity)
{
	unsigned depth = 0; /* brackets */

	*entity = s.n;
	while (i < s.n) {
		if (starts_at(s, i, "<!--")) {
			i = behind(s, i + 4, "-->");
			continue;
		}
		if (starts_at(s, i, "<?")) {
			i = behind(s, i, "?>");
			continue;
		}
		if (starts_at(s, i, "<!ENTITY") && *entity == s.n)
			*entity = i;
		if (s.p[i] == '"' || s.p[i] == '\'') {
			const char *q =
			    memchr(s.p + i + 1, s.p[i], s.n - i - 1);

			i = q != NULL ? (size_t)(q - s.p) : s.n - 1;
		} else if (s.p[i] == '[') {
			depth++;
		} else if (s.p[i] == ']' && depth > 0) {
			depth--;
		} else if (s.p[i] == '>' && depth == 0) {
			return i + 1;
		}
		i++;
	}
	return s.n;
}

enum status
doctype_take_out(
    struct str *document, struct arena *a, const char *file, struct findings *f)
{
	struct str s = *document;
	size_t from = doctype_start(s), entity, end;
	char *copy;

	end = find_end(s, from, &entity);
	if (entity < s.n)
		return findings_error(f, ST_SYNTAX,
		    guard_place(s, entity, file),
		    "an entity in the document type: expected none");
	if (end == s.n)
		return findings_error(f, ST_SYNTAX, guard_place(s, from, file),
		    "a DOCTYPE that does not end: expected > behind it, and a "
		    "document");
	copy = TAKE(a, char, s.n);
	if (copy == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	memcpy(copy, s.p, s.n);
	for (size_t i = from; i < end; i++)
		if (copy[i] != '\n' && copy[i] != '\r')
			copy[i] = ' ';
	document->p = copy;
	return ST_OK;
}
