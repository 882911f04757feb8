/* SPDX-License-Identifier: Apache-2.0 */
/* step_scan - a STEP file, record by record; see step.h. */
#include "core/bom/other/step.h"

#include "core/base/linecount.h"

#include <string.h>

struct scan {
	const struct input *in;
	const struct step_handler *handler;
	void *ctx;
	const char *p, *end;
	struct linecount lines;
	const char *start; /* of the statement */
};

bool
step_is(struct str body)
{
	return str_starts(str_trim(body), STEP_START);
}

static struct place
place_of(struct scan *s, const char *p)
{
	size_t col;

	linecount_to(&s->lines, p);
	col = (size_t)(p - s->lines.start) + 1;
	return (struct place){ s->lines.line,
		col <= UINT16_MAX ? (uint16_t)col : 0, s->in->file };
}

/* The statement is told of where it begins: it may be long. */
static bool
say_broken(struct scan *s, const char *expected)
{
	findings_error(s->in->f, ST_SYNTAX,
	    bom_pos(s->in->b, place_of(s, s->start)),
	    "a broken record of STEP: expected %s", expected);
	return false;
}

static void
say_cut_off(struct scan *s)
{
	findings_error(s->in->f, ST_SYNTAX,
	    bom_pos(s->in->b, place_of(s, s->end)),
	    "the file of STEP ends here: expected END-ISO-10303-21; behind all "
	    "of it, and each comment to be closed");
}

/* Behind a comment; s->end: it does not end. */
static const char *
skip_comment(const struct scan *s, const char *p)
{
	const char *end = memmem(p + 2, (size_t)(s->end - p) - 2, "*/", 2);

	return end != NULL ? end + 2 : s->end;
}

static bool
is_comment(const struct scan *s, const char *p)
{
	return s->end - p >= 2 && p[0] == '/' && p[1] == '*';
}

static void
skip_blanks(struct scan *s)
{
	while (s->p < s->end) {
		if (is_comment(s, s->p))
			s->p = skip_comment(s, s->p);
		else if (strchr(" \t\r\n\f", *s->p) != NULL && *s->p != '\0')
			s->p++;
		else
			return;
	}
}

/* Behind a string that begins at s->p: '' in it is one that begins anew. */
static bool
skip_string(struct scan *s, char quote)
{
	const char *end = memchr(s->p + 1, quote, (size_t)(s->end - s->p) - 1);

	if (end == NULL) {
		s->p = s->end;
		return say_broken(s, "a text with its closing quote");
	}
	s->p = end + 1;
	return true;
}

/* Up to what ends a value or a statement, outside of texts; ')' and ',' count
 * only at the outermost level. */
static bool
skip_to(struct scan *s, bool value)
{
	size_t depth = 0;

	while (s->p < s->end) {
		char c = *s->p;

		if (c == '\'' || c == '"') {
			if (!skip_string(s, c))
				return false;
			continue;
		}
		if (is_comment(s, s->p)) {
			s->p = skip_comment(s, s->p);
			continue;
		}
		if (c == ';' || (value && depth == 0 && (c == ',' || c == ')')))
			return true;
		depth += c == '(';
		depth -= c == ')' && depth > 0;
		s->p++;
	}
	return say_broken(s, "it to end with ;");
}

static struct str
take_name(struct scan *s)
{
	const char *p = s->p;

	while (s->p < s->end && (char_is_alnum(*s->p) || *s->p == '_'))
		s->p++;
	return (struct str){ p, (size_t)(s->p - p) };
}

static bool
take_string(struct scan *s, struct step_value *v)
{
	const char *p = s->p + 1;

	do
		if (!skip_string(s, '\''))
			return false;
	while (s->p < s->end && *s->p == '\'');
	*v = (struct step_value){ { p, (size_t)(s->p - p) - 1 }, STEP_STRING };
	return true;
}

static bool
take_value(struct scan *s, struct step_value *v)
{
	const char *p;

	*v = (struct step_value){ STR(""), STEP_NONE };
	skip_blanks(s);
	p = s->p;
	if (p < s->end && *p == '\'') {
		if (!take_string(s, v))
			return false;
	} else {
		if (!skip_to(s, true))
			return false;
		v->text = str_trim((struct str){ p, (size_t)(s->p - p) });
		v->kind = STEP_OTHER;
		if (v->text.n > 1 && v->text.p[0] == '#') {
			v->text = (struct str){ v->text.p + 1, v->text.n - 1 };
			v->kind = STEP_REFERENCE;
		} else if (str_is(v->text, "$") || str_is(v->text, "*") ||
			   v->text.n == 0) {
			*v = (struct step_value){ STR(""), STEP_NONE };
		}
	}
	skip_blanks(s);
	return true;
}

/* The values of a record, in brackets; those beyond the first are passed over.
 */
static bool
take_values(struct scan *s, struct step_record *r)
{
	struct step_value beyond;
	size_t n = 0;

	memset(r->value, 0, sizeof(r->value));
	skip_blanks(s);
	if (s->p == s->end || *s->p != '(')
		return say_broken(s, "values in brackets behind its name");
	do {
		s->p++;
		if (!take_value(s, n < STEP_VALUES ? &r->value[n] : &beyond))
			return false;
		n++;
	} while (s->p < s->end && *s->p == ',');
	if (s->p == s->end || *s->p != ')')
		return say_broken(s, "a closing bracket behind its values");
	s->p++;
	skip_blanks(s);
	return true;
}

/* One record at s->p, wanted or not. */
static bool
take_record(struct scan *s, struct step_record *r)
{
	r->name = take_name(s);
	if (r->name.n == 0)
		return say_broken(s, "the name of what it is");
	if (s->handler->wants(r->name)) {
		if (!take_values(s, r))
			return false;
		r->at = place_of(s, s->start);
		return s->handler->record(s->ctx, r) ||
		       fields_told(s->in->f, false);
	}
	if (!r->in_several)
		return true; /* skipped with its statement */
	skip_blanks(s);
	if (s->p == s->end || *s->p != '(')
		return say_broken(s, "values in brackets behind its name");
	s->p++;
	while (s->p < s->end && *s->p != ')') {
		if (!skip_to(s, true))
			return false;
		if (s->p < s->end && *s->p == ';')
			return say_broken(s, "a closing bracket");
		s->p += *s->p == ',';
	}
	s->p += s->p < s->end;
	skip_blanks(s);
	return true;
}

/* "#12=NAME(...)" or "#12=(NAME(...)NAME(...))". */
static bool
take_instance(struct scan *s)
{
	struct step_record r = { .in_several = false };

	s->p++;
	r.id = take_name(s);
	/* #007 is #7 */
	while (r.id.n > 1 && r.id.p[0] == '0')
		r.id = (struct str){ r.id.p + 1, r.id.n - 1 };
	skip_blanks(s);
	if (s->p == s->end || *s->p != '=')
		return say_broken(s, "= behind its number");
	s->p++;
	skip_blanks(s);
	if (s->p < s->end && *s->p == '<')
		return true; /* it is in another file */
	if (s->p == s->end || *s->p != '(')
		return take_record(s, &r);
	r.in_several = true;
	s->p++;
	skip_blanks(s);
	while (s->p < s->end && *s->p != ')')
		if (!take_record(s, &r))
			return false;
	if (s->p == s->end)
		return say_broken(s, "a closing bracket");
	s->p++;
	return s->handler->end(s->ctx) || fields_told(s->in->f, false);
}

/* The last statement of a file, which says that nothing was cut off. */
static bool
is_end(const struct scan *s)
{
	return str_is(
	    str_trim((struct str){ s->start, (size_t)(s->p - s->start) }),
	    "END-ISO-10303-21");
}

enum status
step_scan(const struct input *in, const struct step_handler *handler, void *ctx)
{
	size_t errors = in->f->errors;
	bool ended = false;
	struct scan s = { .in = in,
		.handler = handler,
		.ctx = ctx,
		.p = in->body.p,
		.end = in->body.p + in->body.n,
		.lines = linecount_begin(in->body.p) };

	for (;;) {
		skip_blanks(&s);
		s.start = s.p;
		if (s.p == s.end) {
			if (!ended)
				say_cut_off(&s);
			break;
		}
		if (*s.p == '#' && !take_instance(&s))
			break;
		if (!skip_to(&s, false))
			break;
		ended = ended || is_end(&s);
		s.p++;
	}
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}

bool
step_next(struct str *list, struct str *id)
{
	const char *hash = memchr(list->p, '#', list->n);
	size_t n = 1;

	if (hash == NULL)
		return false;
	*list = (struct str){ hash, list->n - (size_t)(hash - list->p) };
	while (n < list->n && char_is_digit(list->p[n]))
		n++;
	*id = (struct str){ list->p + 1, n - 1 };
	*list = (struct str){ list->p + n, list->n - n };
	return true;
}
