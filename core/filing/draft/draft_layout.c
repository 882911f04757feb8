/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft_layout - one element a line, so that people can read and edit it.
 *
 * What stands between elements is no content: a filing leaves it out.  Text
 * stays as it is, and the result is still its own canonical form.
 */
#include "core/filing/draft/draft_parts.h"

#include <string.h>

#define INDENT 2

/* A new line and blanks, where there is room; how long that is. */
static size_t
put_break(char *out, size_t depth)
{
	if (out != NULL) {
		out[0] = '\n';
		memset(out + 1, ' ', depth * INDENT);
	}
	return 1 + depth * INDENT;
}

/*
 * Copies canonical XML, in which '<' and '>' stand for tags alone but for a
 * '>' in a value.  A break goes before a start tag that follows a tag, and
 * before an end tag that follows an end tag.  out NULL: only how long it is.
 */
static size_t
lay_out(struct str xml, char *out)
{
	size_t n = 0, depth = 0;
	bool was_end = false; /* the last tag was one */

	for (size_t i = 0; i < xml.n; i++) {
		bool tag = xml.p[i] == '<', end = tag && xml.p[i + 1] == '/';

		depth -= end;
		if (tag && i > 0 && xml.p[i - 1] == '>' && (was_end || !end))
			n += put_break(out != NULL ? out + n : NULL, depth);
		depth += tag && !end;
		if (tag)
			was_end = end;
		if (out != NULL)
			out[n] = xml.p[i];
		n++;
	}
	return n;
}

enum status
draft_lay_out(
    struct str xml, struct arena *a, struct str *out, struct error *err)
{
	size_t n = lay_out(xml, NULL);
	char *text = TAKE(a, char, n + 1);

	if (text == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	lay_out(xml, text);
	*out = (struct str){ text, n };
	return ST_OK;
}
