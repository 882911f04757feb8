/* SPDX-License-Identifier: Apache-2.0 */
/* pack_review - does a pack make sense?  See pack_review.h. */
#include "core/rules/pack_review.h"

#include "core/base/limits.h"
#include "core/rules/code_review.h"
#include "core/rules/decision_review.h"
#include "core/rules/level_review.h"
#include "core/rules/state.h"

#include <stdlib.h>
#include <string.h>

#define LAST_DAY 21991231

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

/* ---- rules that nothing can meet ---- */

static void
review_forms(struct review *v, const struct rule *r)
{
	uint32_t both = ~(uint32_t)0;
	bool any = false;

	for (size_t i = 0; i < r->ntest; i++)
		if (r->test[i].kind == TEST_ITEM) {
			both &= r->test[i].forms | r->test[i].unsettled;
			any = true;
		}
	if (any && both == 0)
		findings_error(v->f, ST_CONFLICT, place(v, r->at),
		    "%s is never met: no item has the forms of all its tests",
		    r->id);
}

static bool
is_same_reading(const struct rule_test *a, const struct rule_test *b)
{
	return a->forms == b->forms && a->stop == b->stop &&
	       a->counts == b->counts;
}

/* Two readings that count the same are one. */
static void
review_readings(struct review *v, const struct rule *r)
{
	const struct rule_test *t = &r->test[r->ntest];

	for (size_t i = 0; i < r->nreading; i++)
		for (size_t k = 0; k < i; k++)
			if (is_same_reading(&t[i], &t[k]))
				findings_error(v->f, ST_DUPLICATE,
				    place(v, r->reading[i].at),
				    "reading %s counts the same as %s: "
				    "expected one of them",
				    r->reading[i].id, r->reading[k].id);
}

static void
review_days(struct review *v, const struct rule *r)
{
	if (!r->hypothetical && rule_standing_on(r, LAST_DAY).never)
		findings_error(v->f, ST_CONFLICT, place(v, r->at),
		    "%s is never in force: it is suspended on all of its days",
		    r->id);
}

/* ---- two rules on one day ---- */

static bool
tests_are_alike(const struct rule_test *a, const struct rule_test *b)
{
	return a->kind == b->kind && a->process == b->process &&
	       a->as_oxide == b->as_oxide && a->together == b->together &&
	       a->among == b->among && a->forms == b->forms &&
	       a->unsettled == b->unsettled && a->stop == b->stop &&
	       a->counts == b->counts && a->of == b->of && a->per == b->per &&
	       a->each == b->each && a->units == b->units;
}

static bool
limits_are_same(const struct limit_to *a, const struct limit_to *b)
{
	return a == b || (a != NULL && b != NULL && a->compare == b->compare &&
			     mpq_equal(a->limit, b->limit));
}

static bool
tests_are_same(const struct rule_test *a, const struct rule_test *b)
{
	return tests_are_alike(a, b) && a->compare == b->compare &&
	       a->origin == b->origin && mpq_equal(a->limit, b->limit) &&
	       limits_are_same(a->to, b->to);
}

static bool
rules_are(const struct rule *a, const struct rule *b,
    bool (*test)(const struct rule_test *, const struct rule_test *))
{
	if (a->ntest != b->ntest || a->nreading != b->nreading)
		return false;
	for (size_t i = 0; i < a->ntest + a->nreading; i++)
		if (!test(&a->test[i], &b->test[i]))
			return false;
	return true;
}

static date_day
last_of(const struct rule *r)
{
	return r->until == DATE_NONE ? LAST_DAY : r->until;
}

/*
 * Two rules of one clause that look at the same things are the one law before
 * and after a change: no day is of both, and none between them of neither.
 */
static void
review_pair(struct review *v, const struct rule *a, const struct rule *b)
{
	const struct rule *first = b->from < a->from ? b : a;
	const struct rule *second = first == a ? b : a;
	bool overlap = second->from <= last_of(first);
	char from[DATE_TEXT], until[DATE_TEXT];

	if (a->hypothetical || b->hypothetical ||
	    !rules_are(a, b, tests_are_alike))
		return;
	date_format(second->from, from);
	date_format(first->until, until);
	if (overlap && rules_are(a, b, tests_are_same))
		findings_error(v->f, ST_DUPLICATE, place(v, b->at),
		    "%s asks the same as %s in line %u, and both hold on one "
		    "day: expected one of them",
		    b->id, a->id, (unsigned)a->at.line);
	else if (a->clause != b->clause)
		return;
	else if (overlap && a->from != b->from)
		findings_error(v->f, ST_CONFLICT, place(v, second->at),
		    "%s holds from %s, and %s of the same clause still does: "
		    "expected it to end the day before",
		    second->id, from, first->id);
	else if (!overlap && date_next(first->until) != second->from)
		findings_warn(v->f, ST_OK, place(v, second->at),
		    "%s ends on %s and %s begins on %s: between these days no "
		    "rule of clause %s holds",
		    first->id, until, second->id, from, second->clause->id);
}

static void
review_rules(struct review *v)
{
	const struct pack *p = v->p;

	for (size_t i = 0; i < p->nrule; i++) {
		review_forms(v, &p->rule[i]);
		review_days(v, &p->rule[i]);
		review_readings(v, &p->rule[i]);
		for (size_t k = 0; k < i; k++)
			review_pair(v, &p->rule[k], &p->rule[i]);
	}
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
		for (size_t k = 0; k < p->rule[i].ntest; k++)
			if (p->rule[i].test[k].of == x ||
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
	review_rules(&v);
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
	bytes_free(&bytes);
	pack_free(&p);
	return st;
}
