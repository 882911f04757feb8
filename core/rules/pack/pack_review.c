/* SPDX-License-Identifier: Apache-2.0 */
/* pack_review - does a pack make sense?  See pack_review.h. */
#include "core/rules/pack/pack_review.h"

#include "core/base/limits.h"
#include "core/rules/pack/code_review.h"
#include "core/rules/pack/decision_review.h"
#include "core/rules/pack/level_review.h"
#include "core/rules/pack/rule_review.h"

#include <stdlib.h>
#include <string.h>

struct review {
	const struct pack *p;
	struct findings *f;
	uint8_t *told;             /* [clauses.n] bits of enum told */
	const char *rules, *table; /* the two files, as f keeps their names */
};
enum told { TOLD_CARRIED_OUT = 1, TOLD_EXCEPTED = 2 };

/* The pack goes before its findings do. */
static struct pos
place(const struct review *v, struct pos at)
{
	at.file = at.file == v->p->path ? v->rules : v->table;
	return at;
}

/* ---- what nothing refers to ---- */

static void
carry_out(struct review *v, const struct clause *c)
{
	if (c != NULL)
		v->told[c - v->p->clauses.list] |= TOLD_CARRIED_OUT;
}

static void
say_unused(struct review *v, struct pos at, const char *what, const char *id)
{
	findings_warn(
	    v->f, ST_OK, place(v, at), "no rule uses the %s %s", what, id);
}

static bool
is_used(const struct pack *p, const void *x)
{
	for (size_t i = 0; i < p->nlist; i++)
		if (p->list[i].of == x)
			return true;
	for (size_t i = 0; i < p->nrule; i++) {
		if (p->rule[i].list == x)
			return true;
		for (size_t k = 0; k < p->rule[i].ntest + p->rule[i].nreading;
		     k++)
			if (p->rule[i].test[k].of == x ||
			    p->rule[i].test[k].among == x ||
			    p->rule[i].test[k].origin == x)
				return true;
	}
	return false;
}

static void
review_tables(struct review *v)
{
	const struct pack *p = v->p;

	carry_out(v, p->bound.clause);
	for (size_t i = 0; i < p->ndemand; i++)
		carry_out(v, p->demand[i].clause);
	for (size_t i = 0; i < p->norigin; i++) {
		carry_out(v, p->origin[i].clause);
		/* reports use the first one */
		if (i > 0 && !is_used(p, &p->origin[i]))
			say_unused(
			    v, p->origin[i].at, "origin", p->origin[i].id);
	}
	for (size_t i = 0; i < p->nmaterials; i++) {
		carry_out(v, p->materials[i].clause);
		if (!is_used(p, &p->materials[i]))
			say_unused(v, p->materials[i].at, "materials",
			    p->materials[i].id);
	}
	for (size_t i = 0; i < p->nlist; i++) {
		carry_out(v, p->list[i].clause);
		for (size_t k = 0; k < p->list[i].nentry; k++)
			carry_out(v, p->list[i].entry[k].clause);
		if (!is_used(p, &p->list[i]))
			say_unused(v, p->list[i].at, "list", p->list[i].id);
	}
	for (size_t i = 0; i < p->nrule; i++) {
		const struct rule *r = &p->rule[i];

		carry_out(v, r->clause);
		for (size_t k = 0; k < r->ntest + r->nreading; k++)
			carry_out(v, r->test[k].clause);
		for (size_t k = 0; k < r->nsuspension; k++)
			carry_out(v, r->suspension[k].clause);
	}
}

/* ---- clauses ---- */

static void
read_exception(struct review *v, struct str line, struct pos at)
{
	const char *tab = memchr(line.p, '\t', line.n);
	size_t n = tab != NULL ? (size_t)(tab - line.p) : line.n;
	struct str id = { line.p, n }, reason = { "", 0 };
	const struct clause *c = clauses_find(&v->p->clauses, id);

	if (tab != NULL)
		reason = str_trim((struct str){ tab + 1, line.n - n - 1 });
	if (c == NULL)
		findings_error(v->f, ST_REF, at,
		    "\"%.*s\" is not in clauses.tsv: expected the id of a row",
		    STR_ARG(str_clip(id, 64)));
	else if (reason.n == 0)
		findings_error(v->f, ST_INCOMPLETE, at,
		    "%s: expected the reason why it is not judged", c->id);
	else
		v->told[c - v->p->clauses.list] |= TOLD_EXCEPTED;
}

static void
read_exceptions(struct review *v, const char *name, struct str text)
{
	struct pos at = { name, 0, 1 };
	bool headed = false;

	/* a pack need not have the file */
	for (size_t start = 0, i = 0; text.n > 0 && i <= text.n; i++) {
		struct str line = { text.p + start, i - start };

		if (i < text.n && text.p[i] != '\n')
			continue;
		at.line++;
		start = i + 1;
		line = str_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (headed)
			read_exception(v, line, at);
		else if (!str_is(line, "id\treason"))
			findings_error(v->f, ST_SCHEMA, at,
			    "heading \"%.*s\": expected id and reason",
			    STR_ARG(str_clip(line, 40)));
		headed = true;
	}
}

/* A table that has a column for Chinese and leaves some of it blank. */
static void
review_chinese(struct review *v)
{
	const struct clauses *c = &v->p->clauses;
	const struct clause *first = NULL;
	size_t n = 0;

	for (size_t i = c->n; c->has_zh && i-- > 0;)
		if (c->list[i].summary_zh == NULL) {
			first = &c->list[i];
			n++;
		}
	if (first != NULL)
		findings_warn(v->f, ST_OK, place(v, first->at),
		    "%zu clause%s no summary_zh, from %s on: Chinese pages "
		    "show the English",
		    n, n == 1 ? " has" : "s have", first->id);
}

static void
review_clauses(struct review *v)
{
	const struct pack *p = v->p;

	for (size_t i = 0; i < p->clauses.n; i++) {
		const struct clause *c = &p->clauses.list[i];

		if (c->level == CLAUSE_MUST && v->told[i] == 0 &&
		    !decision_rests_on(p, c))
			findings_error(v->f, ST_INCOMPLETE, place(v, c->at),
			    "no rule carries out %s: expected one, or its "
			    "reason in exceptions.tsv",
			    c->id);
		if (c->read_on > p->read_until)
			findings_warn(v->f, ST_OK, place(v, c->at),
			    "%s was read after the day up to which the pack "
			    "says that its law was",
			    c->id);
	}
}

/*
 * pack_review - all that is doubtful, each at its place.
 *
 * Err:	the first of: ST_CONFLICT of days and forms, ST_DUPLICATE, ST_REF of
 *	codes, ST_INCOMPLETE of clauses
 * Cost: O(rules^2 + entries^2), which are limited
 */
enum status
pack_review(const struct pack *p, const char *name, struct str exceptions,
    struct findings *f)
{
	size_t before = f->errors;
	struct review v = { .p = p, .f = f };

	v.told = calloc(p->clauses.n + 1, 1);
	v.rules = arena_copy(&f->texts, str_of(p->path)).p;
	v.table =
	    p->clauses.n > 0
		? arena_copy(&f->texts, str_of(p->clauses.list[0].at.file)).p
		: v.rules;
	if (v.told == NULL || v.rules == NULL || v.table == NULL) {
		free(v.told);
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	}
	rule_review(p, v.rules, f);
	code_review(p, v.rules, f);
	review_tables(&v);
	level_review(p, v.rules, f);
	decision_review(p, v.rules, f);
	read_exceptions(&v, name, exceptions);
	review_clauses(&v);
	review_chinese(&v);
	free(v.told);
	return f->errors > before ? f->first.code : ST_OK;
}

/* The bytes of the exceptions.tsv in the folder of a pack; none is none. */
static enum status
load_exceptions(const struct pack *p, const char **name, struct bytes *out,
    struct findings *f)
{
	const char *slash = strrchr(p->path, '/');
	size_t n = slash != NULL ? (size_t)(slash - p->path) + 1 : 0;
	static const char tail[] = "exceptions.tsv";
	char *path = TAKE(&f->texts, char, n + sizeof(tail));
	struct error err = { 0 };
	enum status st;

	if (path == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	memcpy(path, p->path, n);
	memcpy(path + n, tail, sizeof(tail));
	*name = path;
	st = file_load(path, LIMIT_SMALL_FILE, out, &err);
	if (st == ST_NOINPUT)
		return ST_OK;
	return st == ST_OK ? st : findings_take(f, &err);
}

enum status
pack_check(const char *what, struct findings *f)
{
	struct bytes bytes = { 0 };
	const char *name = NULL;
	struct pack p;
	enum status st = pack_open(&p, what, f);

	if (st != ST_OK)
		return st;
	st = load_exceptions(&p, &name, &bytes, f);
	if (st == ST_OK)
		st = pack_review(&p, name, (struct str){ bytes.p, bytes.n }, f);
	pack_beside_installed(&p, f);
	bytes_free(&bytes);
	pack_free(&p);
	return st;
}
