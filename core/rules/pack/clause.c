/* SPDX-License-Identifier: Apache-2.0 */
/* clause - where every figure of a rule comes from; see clause.h. */
#include "core/rules/pack/clause.h"

#include "core/base/limits.h"

#include <string.h>

enum { COLUMNS = 7, REQUIRED = 6, SUMMARY_ZH = 6 };
static const char *const heading[COLUMNS] = { "id", "level", "quote", "source",
	"standing", "read-on", "summary_zh" };
static const char *const levels[] = { "MUST", "SHOULD", "INFO" };
static const char *const standings[CLAUSE_STANDINGS] = { "sourced",
	"from memory", "computed", "inferred" };

struct table {
	struct clauses *c;
	struct arena *a;
	struct findings *f;
	const char *file; /* for findings */
	const char *kept; /* the same, for what stays */
	size_t cap;
	size_t columns; /* of the heading; 0: none yet */
};

const char *
clause_standing_name(enum clause_standing s)
{
	return standings[s];
}

bool
clause_is_law(const struct clause *c)
{
	return c->standing == CLAUSE_SOURCED || c->standing == CLAUSE_COMPUTED;
}

int
clause_doubt(const struct clause *c)
{
	static const int order[CLAUSE_STANDINGS] = { [CLAUSE_SOURCED] = 0,
		[CLAUSE_COMPUTED] = 1,
		[CLAUSE_INFERRED] = 2,
		[CLAUSE_FROM_MEMORY] = 3 };

	return c != NULL ? order[c->standing] : -1;
}

/* Index of the word, or -1. */
static int
find_word(struct str s, const char *const *words, int n)
{
	for (int i = 0; i < n; i++)
		if (str_is(s, words[i]))
			return i;
	return -1;
}

/* Letters and digits, joined by single dots and hyphens. */
static bool
id_is_good(struct str s)
{
	bool joint = true; /* a letter or digit must come next */

	if (s.n > 64)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z'))
			joint = false;
		else if ((c == '.' || c == '-') && !joint)
			joint = true;
		else
			return false;
	}
	return !joint;
}

/* Cuts a line at its tabs; the number of fields, of which COLUMNS are kept. */
static size_t
cut(struct str line, struct str field[COLUMNS])
{
	size_t n = 0, start = 0;

	for (size_t i = 0; i <= line.n; i++)
		if (i == line.n || line.p[i] == '\t') {
			if (n < COLUMNS)
				field[n] =
				    (struct str){ line.p + start, i - start };
			n++;
			start = i + 1;
		}
	return n;
}

static enum status
read_heading(
    struct table *t, const struct str field[COLUMNS], size_t n, struct pos at)
{
	for (size_t i = 0; i < n; i++)
		if (!str_is(field[i], heading[i]))
			return findings_error(t->f, ST_SCHEMA, at,
			    "heading \"%.*s\": expected \"%s\"",
			    STR_ARG(str_clip(field[i], 40)), heading[i]);
	t->columns = n;
	t->c->has_zh = n > SUMMARY_ZH;
	return ST_OK;
}

/* The fields of one row into x; each fault is one finding. */
static enum status
read_fields(struct table *t, const struct str field[COLUMNS], struct pos at,
    struct clause *x)
{
	struct pos place[COLUMNS];
	struct error err = { 0 };
	size_t before = t->f->errors;
	int v;

	for (size_t i = 0; i < t->columns; i++) {
		place[i] = at;
		place[i].col = (uint32_t)(field[i].p - field[0].p + 1);
		if (i < REQUIRED && str_trim(field[i]).n == 0)
			findings_error(t->f, ST_INCOMPLETE, place[i],
			    "empty: expected the %s of the clause", heading[i]);
		if (field[i].n > LIMIT_TEXT)
			findings_error(t->f, ST_LIMIT, place[i],
			    "%zu bytes: expected at most %d", field[i].n,
			    LIMIT_TEXT);
	}
	if (t->f->errors > before)
		return ST_INCOMPLETE;
	if (!id_is_good(field[0]))
		findings_error(t->f, ST_SYNTAX, place[0],
		    "\"%.*s\": expected an id of letters and digits joined "
		    "by dots and hyphens",
		    STR_ARG(str_clip(field[0], 60)));
	v = find_word(field[1], levels, 3);
	if (v < 0)
		findings_error(t->f, ST_SYNTAX, place[1],
		    "\"%.*s\": expected MUST, SHOULD or INFO",
		    STR_ARG(str_clip(field[1], 60)));
	x->level = (uint8_t)v;
	v = find_word(field[4], standings, CLAUSE_STANDINGS);
	if (v < 0)
		findings_error(t->f, ST_SYNTAX, place[4],
		    "\"%.*s\": expected sourced, from memory, computed or "
		    "inferred",
		    STR_ARG(str_clip(field[4], 60)));
	x->standing = (uint8_t)v;
	if (date_read(field[5], place[5], &x->read_on, &err) != ST_OK)
		findings_take(t->f, &err);
	return t->f->errors > before ? ST_SYNTAX : ST_OK;
}

static enum status
add_row(struct table *t, const struct str field[COLUMNS], struct pos at)
{
	const struct clause *twin;
	struct clause x = { 0 };
	struct clause *list;
	enum status st = read_fields(t, field, at, &x);

	if (st != ST_OK)
		return st;
	if (t->c->n >= LIMIT_CLAUSES)
		return findings_error(t->f, ST_LIMIT, at,
		    "more than %d clauses: expected fewer", LIMIT_CLAUSES);
	twin = clauses_find(t->c, field[0]);
	if (twin != NULL)
		return findings_error(t->f, ST_DUPLICATE, at,
		    "clause %.*s for the second time: the first is in line %u",
		    STR_ARG(field[0]), (unsigned)twin->at.line);
	if (t->c->n == t->cap) {
		t->cap = t->cap == 0 ? 64 : 2 * t->cap;
		list = TAKE(t->a, struct clause, t->cap);
		if (list == NULL)
			return findings_error(
			    t->f, ST_NOMEM, at, "out of memory");
		if (t->c->n > 0)
			memcpy(list, t->c->list, t->c->n * sizeof(*list));
		t->c->list = list;
	}
	x.id = arena_copy(t->a, field[0]).p;
	x.quote = arena_copy(t->a, field[2]).p;
	x.source = arena_copy(t->a, field[3]).p;
	if (t->c->has_zh && str_trim(field[SUMMARY_ZH]).n > 0)
		x.summary_zh = arena_copy(t->a, str_trim(field[SUMMARY_ZH])).p;
	x.at = (struct pos){ t->kept, at.line, at.col };
	if (x.id == NULL || x.quote == NULL || x.source == NULL)
		return findings_error(t->f, ST_NOMEM, at, "out of memory");
	t->c->list[t->c->n++] = x;
	return ST_OK;
}

static enum status
read_line(struct table *t, struct str line, uint32_t number)
{
	struct pos at = { t->file, number, 1 };
	struct str field[COLUMNS];
	size_t n;

	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	if (str_trim(line).n == 0 || line.p[0] == '#')
		return ST_OK;
	n = cut(line, field);
	if (t->columns == 0 && n != REQUIRED && n != COLUMNS)
		return findings_error(t->f, ST_SCHEMA, at,
		    "%zu columns: expected %d, or %d with summary_zh, "
		    "separated by tabs",
		    n, REQUIRED, COLUMNS);
	if (t->columns > 0 && n != t->columns)
		return findings_error(t->f, ST_SCHEMA, at,
		    "%zu columns: expected %zu, separated by tabs", n,
		    t->columns);
	return t->columns > 0 ? add_row(t, field, at)
			      : read_heading(t, field, n, at);
}

/* Place of byte offset i. */
static struct pos
place_of(struct str s, size_t i, const char *file)
{
	struct pos at = { file, 1, 1 };

	for (size_t k = 0; k < i; k++) {
		at.col++;
		if (s.p[k] == '\n')
			at = (struct pos){ file, at.line + 1, 1 };
	}
	return at;
}

/*
 * clauses_read - the table of clauses.
 *
 * In:	name  of the file, for findings; must live as long as f
 * Err:	ST_ENCODING, ST_SCHEMA, ST_SYNTAX, ST_DUPLICATE ... each at its place
 *	in f; the first of them is returned
 * Cost: O(rows^2), rows are limited
 */
enum status
clauses_read(struct clauses *c, struct arena *a, const char *name,
    struct str text, struct findings *f)
{
	struct table t = { c, a, f, name, NULL, 0, 0 };
	enum status first = ST_OK, st;
	uint32_t number = 1;
	size_t bad = str_utf8_bad(text), start = 0;

	*c = (struct clauses){ 0 };
	if (bad > 0 && memchr(text.p, '\0', bad) != NULL)
		bad =
		    (size_t)((const char *)memchr(text.p, '\0', bad) - text.p);
	t.kept = arena_copy(a, str_of(name)).p;
	if (t.kept == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	if (bad < text.n)
		return findings_error(f, ST_ENCODING, place_of(text, bad, name),
		    "byte 0x%02X: expected text in UTF-8 without NUL",
		    (unsigned char)text.p[bad]);
	if (text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0)
		start = 3;
	for (size_t i = start; i <= text.n; i++) {
		if (i < text.n && text.p[i] != '\n')
			continue;
		st = read_line(
		    &t, (struct str){ text.p + start, i - start }, number++);
		if (first == ST_OK)
			first = st;
		/* A wrong heading makes all rows meaningless, and rows
		 * beyond the limit are not worth their time. */
		if ((st != ST_OK && t.columns == 0) ||
		    (st == ST_LIMIT && c->n == LIMIT_CLAUSES))
			return st;
		start = i + 1;
	}
	if (t.columns == 0)
		return findings_error(f, ST_SCHEMA,
		    ((struct pos){ name, 0, 0 }),
		    "no heading: expected id, level, quote, source, standing, "
		    "read-on");
	return first;
}

const struct clause *
clauses_find(const struct clauses *c, struct str id)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_is(id, c->list[i].id))
			return &c->list[i];
	return NULL;
}

const char *
clause_summary(const struct clause *c, bool chinese, bool *english)
{
	*english = !chinese || c->summary_zh == NULL;
	return *english ? c->quote : c->summary_zh;
}
