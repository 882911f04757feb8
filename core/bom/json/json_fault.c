/* SPDX-License-Identifier: Apache-2.0 */
/* json_fault - what is wrong where the reading ended; see json_reading.h. */
#include "core/bom/json/json_reading.h"

#include <string.h>

/* What could stand where the reading ended; *at is moved on to there. */
static const char *
expected(const struct json_reading *r, const char **at)
{
	const char *stop = r->in->body.p + r->in->body.n;
	const struct json_level *l = &r->level[r->depth];
	const char *p = json_skip_blanks(r, r->end);
	char sign = l->last == LAST_KEY ? ':' : ',';
	bool has = p < stop && *p == sign && l->last != LAST_BEGIN &&
		   r->depth > (r->handler->lines ? 1 : 0);

	*at = has ? json_skip_blanks(r, p + 1) : p;
	if (r->depth == 1 && r->handler->lines)
		return "an object, one behind the other";
	if (r->depth == 0)
		return l->last == LAST_BEGIN ? "an object or a list"
					     : "nothing more";
	if (l->last == LAST_KEY)
		return has ? "a value" : "a colon";
	if (l->last == LAST_BEGIN)
		return l->list ? "a value or ]" : "a name in quotes or }";
	if (has)
		return l->list ? "a value" : "a name in quotes";
	return l->list ? "a comma or ]" : "a comma or }";
}

/* What stands there, as far as one can show it. */
static struct str
found(const struct json_reading *r, const char *at)
{
	const char *stop = r->in->body.p + r->in->body.n;
	size_t n = 0;

	while (at + n < stop && (unsigned char)at[n] >= ' ')
		n++;
	return str_clip((struct str){ at, n }, 20);
}

/* Inside a token the words of yajl are as good as any. */
void
json_say_fault(struct json_reading *r, struct str words)
{
	static const char lexical[] = "lexical error: ";
	const char *at, *what = expected(r, &at);
	struct pos pos = bom_pos(r->in->b, json_place(r, at));
	struct str text = found(r, at);

	words = str_trim(words);
	if (words.n > 0 && words.p[words.n - 1] == '.')
		words.n--;
	if (text.n == 0)
		findings_error(r->in->f, ST_SYNTAX, pos,
		    "JSON that ends here: expected %s", what);
	else if (str_starts(words, lexical))
		findings_error(r->in->f, ST_SYNTAX, pos,
		    "\"%.*s\" is no JSON (%.*s): expected %s", STR_ARG(text),
		    (int)(words.n - strlen(lexical)), words.p + strlen(lexical),
		    what);
	else if (text.p[0] == '"' && at + json_raw_text(r, at).n + 1 >=
					 r->in->body.p + r->in->body.n)
		findings_error(r->in->f, ST_SYNTAX, pos,
		    "a text without an end: expected a quote behind it");
	else
		findings_error(r->in->f, ST_SYNTAX, pos,
		    "\"%.*s\": expected %s", STR_ARG(text), what);
}
