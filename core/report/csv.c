/* SPDX-License-Identifier: Apache-2.0 */
/* csv - comma separated values as RFC 4180 has them; see csv.h. */
#include "core/report/csv.h"

#include <string.h>

static bool
needs_quotes(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr(",\"\r\n", s.p[i]) != NULL)
			return true; /* a NUL byte too */
	return s.n > 0 && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');
}

/* What stands behind the first quote. */
static void
put_quoted(const struct csv *c, struct str field)
{
	for (size_t i = 0; i < field.n; i++) {
		if (field.p[i] == '"')
			fputc('"', c->to);
		fputc(field.p[i], c->to);
	}
	fputc('"', c->to);
}

void
csv_field(struct csv *c, struct str field)
{
	if (c->filled)
		fputc(',', c->to);
	c->filled = true;
	if (str_is_formula(field)) {
		fputs("\"'", c->to);
		put_quoted(c, field);
		return;
	}
	if (!needs_quotes(field)) {
		if (field.n > 0)
			fwrite(field.p, 1, field.n, c->to);
		return;
	}
	fputc('"', c->to);
	put_quoted(c, field);
}

void
csv_end(struct csv *c)
{
	fputs("\r\n", c->to);
	c->filled = false;
}
